//! The `embed` part: a widget and its options, separated by dots.

use super::keyword::value_of;
use super::{Embed, Theme, Widget};

impl Embed {
    /// A widget with the reader's theme and every control.
    pub fn of(widget: Widget) -> Embed {
        Embed { widget, no_controls: false, search: false, period: false, indicator: false, theme: None }
    }

    /// Reads `trend.nc.dark`. `None` if the widget is unknown; options that are unknown, or that contradict an earlier
    /// one, are handed to `refused` one by one and leave the widget as it is.
    pub(super) fn parse(text: &str, mut refused: impl FnMut(&str)) -> Option<Embed> {
        let mut parts = text.split('.');
        let mut embed = Embed::of(value_of(&Widget::ALL, parts.next()?)?);
        for option in parts.filter(|part| !part.is_empty()) {
            match option {
                "nc" => embed.no_controls = true,
                "search" => embed.search = true,
                "period" => embed.period = true,
                "indicator" => embed.indicator = true,
                "light" if embed.theme != Some(Theme::Dark) => embed.theme = Some(Theme::Light),
                "dark" if embed.theme != Some(Theme::Light) => embed.theme = Some(Theme::Dark),
                other => refused(other),
            }
        }
        Some(embed)
    }

    /// Writes widget and options in the order of the contract.
    pub(super) fn push(self, out: &mut String) {
        out.push_str(self.widget.word());
        let options = [
            (self.no_controls, ".nc"),
            (self.search, ".search"),
            (self.period, ".period"),
            (self.indicator, ".indicator"),
            (self.theme == Some(Theme::Dark), ".dark"),
            (self.theme == Some(Theme::Light), ".light"),
        ];
        for (_, word) in options.iter().filter(|(set, _)| *set) {
            out.push_str(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Option<Embed>, Vec<String>) {
        let mut refused = Vec::new();
        let embed = Embed::parse(text, |option| refused.push(option.to_owned()));
        (embed, refused)
    }

    #[test]
    fn options_follow_after_dots() {
        let (embed, refused) = parse("trend.nc.dark");
        let wanted = Embed { no_controls: true, theme: Some(Theme::Dark), ..Embed::of(Widget::Trend) };
        assert_eq!((embed, refused), (Some(wanted), vec![]));
    }

    #[test]
    fn unknown_and_contradicting_options_are_refused_alone() {
        let (embed, refused) = parse("map.light.zoom.dark.search");
        let wanted = Embed { search: true, theme: Some(Theme::Light), ..Embed::of(Widget::Map) };
        assert_eq!((embed, refused), (Some(wanted), vec!["zoom".to_owned(), "dark".to_owned()]));
        assert_eq!(parse("globe.nc").0, None);
    }
}
