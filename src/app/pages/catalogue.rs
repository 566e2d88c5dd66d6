//! The catalogue: all indicators by theme, searchable, with the periods they cover, and the data gaps.

use super::{Frame, trouble};
use crate::app::html::Html;
use crate::app::paint::Page;
use crate::app::store::Load;
use crate::model::{DataGap, Indicator, Lang, LevelId, Period};
use crate::query::{Found, find_indicators};
use crate::text::{self, fill as filled};
use crate::view::View;

/// Fills the page; returns its heading.
pub fn fill(page: &mut Page, frame: &Frame<'_>) -> String {
    let t = frame.t;
    let mut html = Html::new();
    html.raw("<div id=\"notices\"></div>")
        .el("h1", "", t.app.catalogue)
        .raw("<div class=\"search\"><label for=\"find\">");
    html.text(t.page.find_indicator).raw("</label>");
    html.raw("<input id=\"find\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\">");
    html.raw("<p class=\"small muted\" role=\"status\" id=\"found\"></p></div><div id=\"busy\"></div>");
    html.raw("<div class=\"themes\" id=\"themes\"></div>");
    page.skeleton = html.done();
    let gaps = match frame.session.store.details() {
        Load::Ready(details) => {
            page.slot("busy", "");
            details.gaps.clone()
        }
        Load::Busy => {
            page.complete = false;
            page.slot("busy", trouble::busy(t.app.loading));
            Vec::new()
        }
        Load::Failed(error) => {
            page.slot("busy", trouble::trouble(t, &error));
            Vec::new()
        }
    };
    let typed = frame.session.read(|l| l.find.clone());
    let found = find_indicators(&frame.opened.catalogue, &gaps, &typed);
    let count = match found.len() {
        0 => t.page.no_indicator.to_owned(),
        1 => t.page.one_indicator.to_owned(),
        n => filled(t.page.indicators_found, &[&n.to_string()]),
    };
    page.slot("found", count);
    page.slot("themes", themes(frame, &gaps, &found));
    if typed.is_empty() {
        page.values.push(("find", typed));
    }
    t.app.catalogue.to_owned()
}

fn themes(frame: &Frame<'_>, gaps: &[DataGap], found: &[Found]) -> String {
    let (catalogue, lang) = (&frame.opened.catalogue, frame.state.lang);
    let level = catalogue.levels.first().map(|l| l.id.clone()).unwrap_or_default();
    let mut html = Html::new();
    for theme in &catalogue.themes {
        let mut lines = Html::new();
        for hit in found {
            match hit {
                Found::Indicator(i) => {
                    if let Some(indicator) = catalogue.indicators.get(*i).filter(|x| x.theme == theme.id) {
                        line(&mut lines, frame, indicator, &level);
                    }
                }
                Found::Gap(i) => {
                    if let Some(gap) = gaps.get(*i).filter(|g| g.theme == theme.id) {
                        missing(&mut lines, gap, lang);
                    }
                }
            }
        }
        let lines = lines.done();
        if !lines.is_empty() {
            html.raw("<section").attr("id", theme.id.as_str()).raw(">").el("h2", "", theme.title.get(lang));
            html.raw("<ul class=\"list\">").raw(&lines).raw("</ul></section>");
        }
    }
    html.done()
}

fn line(html: &mut Html, frame: &Frame<'_>, indicator: &Indicator, level: &LevelId) {
    let lang = frame.state.lang;
    let to = frame.link(View::Indicator, |s| s.indicators = vec![indicator.id.clone()]);
    html.raw("<li><span>").link(&to, "", indicator.title.get(lang));
    if !indicator.front {
        html.raw(" ").el("span", "gap", frame.t.page.context);
    }
    let periods = indicator.on(level).map_or(&[] as &[Period], |c| &c.periods);
    html.raw("</span>").el("span", "small num", &coverage(periods, lang)).el("span", "small", indicator.unit.get(lang));
    html.raw("</li>");
}

/// "2008–2019 (12)" for a run of periods, "2023, 2025" for few.
fn coverage(periods: &[Period], lang: Lang) -> String {
    match periods {
        [] => text::words(lang).state.not_published.short.to_owned(),
        [first, _, _, .., last] => {
            format!("{}–{} ({})", text::period(*first, lang), text::period(*last, lang), periods.len())
        }
        few => few.iter().map(|p| text::period(*p, lang)).collect::<Vec<_>>().join(", "),
    }
}

fn missing(html: &mut Html, gap: &DataGap, lang: Lang) {
    let t = text::words(lang);
    html.raw("<li class=\"missing\"><span>").text(gap.title.get(lang)).raw(" ").el("span", "gap", t.source.gap);
    html.raw("</span><span class=\"small\">").text(gap.reason.get(lang));
    if !gap.instrument.is_empty() {
        html.text(" ").text(t.source.needed_for).text(": ").text(gap.instrument.get(lang));
    }
    html.raw("</span></li>");
}
