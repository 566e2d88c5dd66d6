//! The table: equal to the map, for those who read rather than look.

use crate::app::address::href;
use crate::app::html::Html;
use crate::model::{AreaIx, Figures, Measure, Observation};
use crate::query::{Resolved, Shown, difference_number, difference_unit};
use crate::scene::Look;
use crate::text::{self, fill};
use crate::view::{Sort, SortColumn, View, ViewState};

/// The whole table with caption, sortable headings and the references below.
pub fn markup(
    look: &Look<'_>,
    resolved: &Resolved<'_>,
    state: &ViewState,
    figures: &Figures,
    order: &[AreaIx],
) -> String {
    let t = text::words(look.lang);
    let change = if look.shown.is_change() { None } else { Shown::five_year_change(resolved, figures) };
    // Numbers of people or cases are not compared between areas of different size.
    let counts = look.shown.indicator.measure == Measure::Count && !look.shown.is_change();
    let compared = look.shown.reference.is_some() && !counts;
    let mut html = Html::new();
    html.raw("<table><caption>").text(&look.title());
    let unit = look.shown.indicator.unit.get(look.lang);
    if unit.chars().count() > 3 {
        html.text(" (").text(unit).text(")");
    }
    html.raw("</caption><thead><tr>");
    html.raw("<th scope=\"col\" class=\"r\">").text(t.figure.rank).raw("</th>");
    heading(&mut html, state, resolved.sort, SortColumn::Name, t.figure.area, "");
    heading(&mut html, state, resolved.sort, SortColumn::Value, t.figure.value, "r");
    if compared {
        let words = fill(t.figure.against, &[&look.reference_name()]);
        html.raw("<th scope=\"col\" class=\"r\">").text(&words).raw("<br>");
        html.el("small", "", difference_unit(look.shown, look.lang)).raw("</th>");
    }
    if let Some(span) = change.as_ref().and_then(|c| c.span)
        && let Some(from) = span.from
    {
        let words = fill(t.page.change_since, &[&text::period(from, look.lang)]);
        html.raw("<th scope=\"col\" class=\"r\">").text(&words).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    let row = Row { look, state, change: change.as_ref(), compared, chosen: &resolved.areas };
    for area in order {
        row.area(&mut html, *area);
    }
    for (area, observation) in look.shown.references() {
        row.reference(&mut html, area, observation);
    }
    html.raw("</tbody></table>").done()
}

fn heading(html: &mut Html, state: &ViewState, sort: Sort, column: SortColumn, title: &str, class: &str) {
    let current = sort.column == column;
    let descending = if current { !sort.descending } else { column == SortColumn::Value };
    html.raw("<th scope=\"col\"").attr("class", class);
    if current {
        html.attr("aria-sort", if sort.descending { "descending" } else { "ascending" });
    }
    let next = ViewState { sort: Some(Sort { column, descending }), ..state.clone() };
    html.raw(">").link(&href(&next), "", title);
    if current {
        html.raw("<span aria-hidden=\"true\">").raw(if sort.descending { " ↓" } else { " ↑" }).raw("</span>");
    }
    html.raw("</th>");
}

struct Row<'a> {
    look: &'a Look<'a>,
    state: &'a ViewState,
    change: Option<&'a Shown<'a>>,
    compared: bool,
    chosen: &'a [AreaIx],
}

impl Row<'_> {
    fn area(&self, html: &mut Html, area: AreaIx) {
        let Some(found) = self.look.shown.level.area(area) else { return };
        let observation = self.look.shown.get(area);
        html.raw("<tr").attr("data-a", &area.0.to_string());
        html.attr("class", if self.chosen.contains(&area) { "sel" } else { "" }).raw("><td class=\"r\">");
        html.text(&rank(self.look, area)).raw("</td><th scope=\"row\">");
        let profile = ViewState {
            view: View::Profile,
            areas: vec![found.key.clone()],
            level: self.state.level.clone(),
            lang: self.state.lang,
            bundle: self.state.bundle.clone(),
            edition: self.state.edition.clone(),
            ..ViewState::default()
        };
        html.link(&href(&profile), "", &found.name).raw("</th>");
        self.figures(html, area, observation);
        html.raw("</tr>");
    }

    fn reference(&self, html: &mut Html, area: AreaIx, observation: Observation) {
        let name = self.look.shown.level.area(area).map_or("", |a| a.name.as_str());
        html.raw("<tr class=\"ref\"><td class=\"r\"></td><th scope=\"row\">").text(name).raw("</th>");
        self.figures(html, area, observation);
        html.raw("</tr>");
    }

    fn figures(&self, html: &mut Html, area: AreaIx, observation: Observation) {
        html.raw("<td class=\"r\">").text(&self.look.short_text(observation));
        let flags = text::flag_words(observation, self.look.lang);
        if !flags.is_empty() {
            html.raw("<br>").el("small", "muted", &flags);
        }
        html.raw("</td>");
        if self.compared {
            html.raw("<td class=\"r\">").text(&self.difference(observation)).raw("</td>");
        }
        if let Some(change) = self.change {
            let look = Look { shown: change, ..*self.look };
            html.raw("<td class=\"r\">").text(&look.short_text(change.get(area))).raw("</td>");
        }
    }

    /// The distance to the reference; counts of areas of different size are not compared.
    fn difference(&self, observation: Observation) -> String {
        let shown = self.look.shown;
        let (Some(value), Some(reference)) = (observation.value(), shown.reference) else { return "–".to_owned() };
        let number = difference_number(shown, value, reference.value, self.look.lang);
        number.unwrap_or_else(|| "–".to_owned())
    }
}

fn rank(look: &Look<'_>, area: AreaIx) -> String {
    let place = look.ranking.and_then(|r| r.position_of(area)).map(|e| e.rank);
    place.map_or_else(|| "–".to_owned(), |(low, high)| crate::scene::short_rank(low, high))
}
