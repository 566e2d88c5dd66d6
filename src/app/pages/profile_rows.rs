//! The rows of a profile.

use crate::app::address::href;
use crate::app::html::Html;
use crate::app::store::Pack;
use crate::model::{AreaIx, Details, Observation, Table};
use crate::query::{Profile, ProfileRow, Resolved, RowFigures, RowState, Shown, Span, Trend};
use crate::scene::{self, Look, PageOptions};
use crate::text::{self, Text, fill};
use crate::view::{View, ViewState};

/// What all rows of one profile have in common.
struct Rows<'a> {
    t: &'static Text,
    state: &'a ViewState,
    resolved: &'a Resolved<'a>,
    area: AreaIx,
    pack: &'a Pack,
}

/// All themes with their rows and their data gaps.
pub fn themes(
    resolved: &Resolved<'_>,
    profile: &Profile<'_>,
    pack: &Pack,
    details: Option<&Details>,
    state: &ViewState,
) -> String {
    let rows = Rows { t: text::words(state.lang), state, resolved, area: profile.area, pack };
    let mut html = Html::new();
    for theme in &profile.themes {
        html.raw("<section class=\"theme\">")
            .el("h2", "", theme.theme.title.get(state.lang))
            .raw("<div class=\"rows\">");
        let (front, context): (Vec<_>, Vec<_>) = theme.rows.iter().partition(|row| row.indicator.front);
        for row in &front {
            rows.write(&mut html, row);
        }
        html.raw("</div>");
        if !context.is_empty() {
            html.raw("<details><summary>").text(&format!("{} ({})", rows.t.page.context, context.len()));
            html.raw("</summary><div class=\"rows\">");
            for row in &context {
                rows.write(&mut html, row);
            }
            html.raw("</div></details>");
        }
        let gaps: Vec<&str> = details
            .iter()
            .flat_map(|d| &d.gaps)
            .filter(|g| g.theme == theme.theme.id)
            .map(|g| g.title.get(state.lang))
            .collect();
        if !gaps.is_empty() {
            html.raw("<p class=\"small muted\"><span class=\"gap\">").text(rows.t.source.gap).raw("</span> ");
            html.text(&gaps.join(" · ")).raw("</p>");
        }
        html.raw("</section>");
    }
    if let Some(details) = details {
        sources(&mut html, rows.t, profile, details);
    }
    html.done()
}

/// Every source of the figures above, once, with its licence.
fn sources(html: &mut Html, t: &Text, profile: &Profile<'_>, details: &Details) {
    let mut lines: Vec<String> = Vec::new();
    for row in profile.rows().filter(|r| r.figures().is_some()) {
        if let Some(p) = details.provenance.get(&row.indicator.id) {
            let line = [p.attribution.as_str(), p.licence.as_str()].join("; ");
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    html.raw("<section class=\"theme\">").el("h2", "", t.page.sources).raw("<ul class=\"small\">");
    for line in &lines {
        html.el("li", "", line);
    }
    html.raw("</ul></section>");
}

impl Rows<'_> {
    fn write(&self, html: &mut Html, row: &ProfileRow<'_>) {
        let lang = self.state.lang;
        let key = self.resolved.level.area(self.area).map(|a| a.key.clone());
        let to = ViewState {
            view: View::Indicator,
            indicators: vec![row.indicator.id.clone()],
            areas: key.into_iter().collect(),
            level: self.state.level.clone(),
            lang,
            bundle: self.state.bundle.clone(),
            edition: self.state.edition.clone(),
            ..ViewState::default()
        };
        html.raw("<div class=\"row\"><div class=\"t\">").link(&href(&to), "", row.indicator.title.get(lang));
        match &row.state {
            RowState::Loaded(figures) => self.figures(html, row, figures),
            RowState::NoValue(period, reason) => {
                html.raw(" <span class=\"small muted\">").text(&text::period(*period, lang)).raw("</span></div>");
                html.el("div", "v none", self.t.state.missing(*reason).short);
            }
            RowState::NoFigures | RowState::NotLoaded => {
                html.raw("</div>").el("div", "v none", self.t.state.not_published.short);
            }
        }
        html.raw("</div>");
    }

    fn figures(&self, html: &mut Html, row: &ProfileRow<'_>, figures: &RowFigures) {
        let lang = self.state.lang;
        html.raw(" <span class=\"small muted\">").text(&text::period(figures.period, lang));
        let flags = text::flag_words(Observation::Known(figures.value, figures.flags), lang);
        if !flags.is_empty() {
            html.text(", ").text(&flags);
        }
        html.raw("</span></div>");
        let about =
            Resolved { span: Some(Span { at: figures.period, from: None }), ..self.resolved.about(row.indicator) };
        let Some(all) = self.pack.get(&row.indicator.id) else { return };
        let shown = Shown::of(&about, all);
        let look = Look { shown: &shown, ranking: None, bounds: None, part: "", lang };
        let unit = row.indicator.unit.get(lang);
        html.raw("<div class=\"v num\">");
        if unit.chars().count() > 3 {
            html.text(&look.number(figures.value)).raw("<br>").el("small", "muted", unit);
        } else {
            html.text(&look.figure(figures.value));
        }
        html.raw("</div>");
        html.raw("<div class=\"c num\">");
        match figures.reference {
            Some(reference) => html.text(&format!("{} {}", look.reference_name(), look.number(reference.value))),
            None => html.text(self.t.figure.no_land_value),
        };
        if let Some(rank) = figures.rank {
            let words = text::rank(rank, figures.n, lang);
            html.raw("<br>").text(&fill(self.t.number.ranked, &[&words]));
        }
        html.raw("</div><div class=\"strip\">");
        html.raw(&svg(&look.strip_small(300.0, self.area)));
        html.raw("</div><div class=\"spark\">");
        let table = all.total().filter(|t| known(t, self.area) > 1);
        if let Some(table) = table {
            let trend = Trend::of(row.indicator, table, self.area, None);
            html.raw(&svg(&look.spark((120.0, 32.0), table, self.area, &trend)));
        }
        html.raw("</div>");
    }
}

fn known(table: &Table, area: AreaIx) -> usize {
    table.row(area).iter().filter(|o| o.value().is_some()).count()
}

fn svg(scene: &scene::Scene) -> String {
    scene::page(scene, &PageOptions { id: "", interactive: false, selected: &[] })
}
