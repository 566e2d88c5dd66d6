//! The page of one area: every indicator with figure, comparison, rank and course.

use std::collections::BTreeSet;

use super::address::relative;
use super::atlas::{Atlas, Draft, Signs};
use super::markup::Markup;
use super::picture::{decoration, locator, position};
use super::standing::Standing;
use crate::model::{AreaIx, Indicator, Level, Measure, Observation, Theme};
use crate::query::{Profile, Reference, Trend, profile_summary};
use crate::scene::{Look, PageOptions, page as svg, short_rank};
use crate::text::{self, fill};
use crate::view::{View, ViewState};

/// Levels of up to so many areas get the summary that compares every indicator with all areas.
const COMPARED: usize = 600;
/// Levels of up to so many areas get a picture beside every figure; beyond, a page of a hundred indicators times ten
/// thousand areas is heavy enough.
const DRAWN: usize = 2000;

/// The page of an area or reference.
pub(super) fn area_page(atlas: &Atlas<'_>, level: &Level, row: AreaIx) -> Option<(String, String)> {
    let area = level.area(row)?;
    let path = atlas.pages.area(&level.id, &area.key, atlas.lang)?;
    let page = AreaPage { atlas, level, row, path: &path };
    let title = area.name.as_str();
    let sentences = page.sentences();
    let description = match sentences.is_empty() {
        true => fill(atlas.words().area_lead, &[title]),
        false => sentences.join(" "),
    };
    let view = ViewState {
        view: View::Profile,
        level: Some(level.id.clone()),
        areas: vec![area.key.clone()],
        ..ViewState::default()
    };
    let mut crumbs = atlas.crumbs();
    crumbs.push((level.title.get(atlas.lang).to_owned(), atlas.pages.overview(atlas.lang) + "#gebiete"));
    let main = page.main(&sentences, &view);
    let others = atlas.others(|lang| atlas.pages.area(&level.id, &area.key, lang));
    Some(atlas.frame(Draft { path: path.clone(), title, description, crumbs, preview: None, others, view, main }))
}

struct AreaPage<'p, 'a> {
    atlas: &'p Atlas<'a>,
    level: &'p Level,
    row: AreaIx,
    path: &'p str,
}

impl AreaPage<'_, '_> {
    fn main(&self, sentences: &[String], view: &ViewState) -> String {
        let (atlas, lang) = (self.atlas, self.atlas.lang);
        let Some(area) = self.level.area(self.row) else { return String::new() };
        let mut m = Markup::default();
        m.raw("<div class=\"two hero\"><section><h1>").text(&area.name).raw("</h1>");
        let kind = area.kind.get(lang);
        m.raw("<p class=\"muted\">").text(kind);
        m.text(if kind.is_empty() { "" } else { " · " });
        m.text(atlas.text().figure.key).text(" ").text(area.key.as_str()).raw("</p>");
        for (place, sentence) in sentences.iter().enumerate() {
            m.el(if place == 0 { "p class=\"lead\"" } else { "p" }, sentence);
        }
        m.raw(&atlas.app_link(self.path, view, atlas.words().figures_all)).raw("</section>");
        m.raw(&self.place()).raw("</div>");
        let mut signs = Signs::default();
        let mut any = false;
        for theme in &atlas.published.catalogue.themes {
            let table = self.theme(theme, &mut signs);
            any |= !table.is_empty();
            m.raw(&table);
        }
        if !any {
            m.el("p", atlas.words().no_area_figures);
        }
        m.raw(&self.notes()).raw(&signs.explain(lang)).raw(&self.sources()).done()
    }

    /// What the page answers, in a few sentences.
    fn sentences(&self) -> Vec<String> {
        let (published, lang) = (self.atlas.published, self.atlas.lang);
        if self.level.areas.len() <= COMPARED && self.row.ix() < self.level.areas.len() {
            let figures = |id: &crate::model::IndicatorId| published.figures.get(&(self.level.id.clone(), id.clone()));
            let reference = self.level.parent_reference().map_or(Reference::Median, Reference::Row);
            let profile = Profile::of(&published.catalogue, self.level, self.row, reference, &figures);
            return profile_summary(&profile, reference, lang);
        }
        // The first count by custom is the population; then what the atlas shows first.
        let counts = |i: &&Indicator| i.measure == Measure::Count && i.additive;
        let indicators = &published.catalogue.indicators;
        let first = published.catalogue.default_view.indicator.as_ref();
        let first = indicators.iter().find(|i| Some(&i.id) == first).or(indicators.first());
        let mut chosen: Vec<&Indicator> = indicators.iter().find(counts).into_iter().chain(first).collect();
        chosen.dedup_by(|a, b| a.id == b.id);
        let sentence = |i: &Indicator| self.atlas.standing(&self.level.id, &i.id)?.sentence(self.row, lang);
        chosen.into_iter().filter_map(sentence).collect()
    }

    /// A small map with links to the neighbours and to what the area is part of.
    fn place(&self) -> String {
        let (atlas, lang) = (self.atlas, self.atlas.lang);
        let (Some(area), w) = (self.level.area(self.row), atlas.words()) else { return String::new() };
        let around = self.neighbours();
        let name = |place: &usize| self.level.areas.get(*place).map_or("", |a| a.name.as_str());
        let names: Vec<&str> = around.iter().map(name).collect();
        let mut m = Markup::default();
        m.raw("<section>").el("h2 class=\"figure-title\"", w.neighbours_heading);
        let summary = fill(w.map_summary, &[&area.name, &names.join(", ")]);
        let title = fill(w.map_of, &[&area.name]);
        let shapes = atlas.published.shapes.get(&self.level.id);
        let map = shapes.and_then(|s| locator(s, self.level, self.row, &self.around(&around), &title, &summary));
        if let Some(map) = map.filter(|_| self.row.ix() < self.level.areas.len()) {
            m.raw("<div class=\"graphic locator\">").raw(&svg(&map, &PageOptions::default())).raw("</div>");
        }
        let mut list = |title: &str, rows: &[usize]| {
            if rows.is_empty() {
                return;
            }
            m.raw("<p class=\"small\">").text(title).text(": ");
            for (place, row) in rows.iter().enumerate() {
                m.raw(if place > 0 { " · " } else { "" });
                let Some(other) = self.level.area(AreaIx::at(*row)) else { continue };
                match atlas.pages.area(&self.level.id, &other.key, lang) {
                    Some(to) => m.page(&relative(self.path, &to), &other.name),
                    None => m.text(&other.name),
                };
            }
            m.raw("</p>");
        };
        let rows = || self.level.rows().enumerate();
        let parent: Vec<usize> = rows().filter(|(_, a)| area.parent.as_ref() == Some(&a.key)).map(|(i, _)| i).collect();
        let children: Vec<usize> =
            rows().filter(|(_, a)| a.parent.as_ref() == Some(&area.key)).map(|(i, _)| i).take(COMPARED).collect();
        list(w.neighbours, &around);
        list(w.part_of, &parent);
        list(w.contains, &children);
        m.raw("</section>").done()
    }

    fn neighbours(&self) -> Vec<usize> {
        let lists = self.atlas.published.neighbours.get(&self.level.id);
        let near = lists.and_then(|l| l.get(self.row.ix())).into_iter().flatten();
        near.filter_map(|n| usize::try_from(*n).ok()).collect()
    }

    /// The neighbours and theirs: what a small map shows around an area.
    fn around(&self, near: &[usize]) -> Vec<usize> {
        let lists = self.atlas.published.neighbours.get(&self.level.id);
        let theirs = near.iter().filter_map(|n| lists?.get(*n)).flatten();
        let all: BTreeSet<usize> =
            near.iter().copied().chain(theirs.filter_map(|n| usize::try_from(*n).ok())).collect();
        all.into_iter().collect()
    }

    /// The table of a theme; empty if the level has none of its indicators.
    fn theme(&self, theme: &Theme, signs: &mut Signs) -> String {
        let (atlas, lang) = (self.atlas, self.atlas.lang);
        let catalogue = &atlas.published.catalogue;
        let mut rows = Markup::default();
        let mut count = 0;
        for front in [true, false] {
            for indicator in catalogue.of_theme(&theme.id).filter(|i| i.front == front) {
                if let Some(standing) = atlas.standing(&self.level.id, &indicator.id) {
                    rows.raw(&self.indicator(indicator, standing, signs));
                    count += 1;
                }
            }
        }
        if count == 0 {
            return String::new();
        }
        let (t, w) = (atlas.text(), atlas.words());
        let mut m = Markup::default();
        m.raw("<section class=\"section\">").el("h2", theme.title.get(lang));
        m.raw("<table class=\"profile\"><caption class=\"hidden\">").text(theme.title.get(lang)).text(", ");
        m.text(self.level.area(self.row).map_or("", |a| a.name.as_str()));
        m.raw("</caption><thead><tr>").el("th scope=\"col\"", t.app.indicator);
        m.el("th scope=\"col\" class=\"r\"", t.figure.value);
        m.el("th scope=\"col\" class=\"r\"", &self.reference_name());
        m.el("th scope=\"col\" class=\"r\"", t.figure.rank);
        if self.drawn() {
            m.el("th scope=\"col\" class=\"wide\"", w.position).el("th scope=\"col\" class=\"wide\"", t.figure.trend);
        }
        m.raw("</tr></thead><tbody>").raw(&rows.done()).raw("</tbody></table></section>").done()
    }

    fn drawn(&self) -> bool {
        self.level.areas.len() <= DRAWN
    }

    /// The heading of the column of references.
    fn reference_name(&self) -> String {
        let parent = self.level.parent_reference().filter(|r| *r != self.row).and_then(|r| self.level.area(r));
        parent.map_or_else(|| self.atlas.words().reference.to_owned(), |a| a.name.clone())
    }

    fn indicator(&self, indicator: &Indicator, standing: &Standing<'_>, signs: &mut Signs) -> String {
        let (atlas, lang) = (self.atlas, self.atlas.lang);
        let Some(at) = standing.of_row(self.row) else { return String::new() };
        let figure = standing.figure(self.row);
        signs.see(figure);
        let look = Look { shown: &at.shown, ranking: None, bounds: None, part: "", lang };
        let mut m = Markup::default();
        m.raw("<tr><th scope=\"row\">");
        let title = indicator.title.get(lang);
        match atlas.indicator_path(&indicator.id, &self.level.id, lang) {
            Some(to) => m.page(&relative(self.path, &to), title),
            None => m.text(title),
        };
        let unit = indicator.unit.get(lang);
        let parts =
            [if unit.chars().count() > 3 { unit } else { "" }.to_owned(), look.when(), text::flag_words(figure, lang)];
        let mut parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.extend(self.later_gap(standing, signs));
        m.raw(" <small class=\"muted\">").text(&parts.join(", ")).raw("</small></th><td class=\"r\">");
        match figure {
            Observation::Known(..) => m.raw("<strong>").text(&look.short_text(figure)).raw("</strong>"),
            Observation::Missing(_) => m.raw("<span class=\"none\">").text(&look.text(figure)).raw("</span>"),
        };
        m.raw("</td><td class=\"r\">");
        let reference = standing.reference(self.row);
        m.text(&reference.map_or_else(|| "–".to_owned(), |r| look.number(r.value))).raw("</td><td class=\"r\">");
        match at.rank(self.row) {
            Some((low, high)) => m
                .text(&short_rank(low, high))
                .raw(" <small class=\"muted of\">/ ")
                .text(&text::number(at.ranked as f64, 0, lang))
                .raw("</small>"),
            None => m.raw("–"),
        };
        m.raw("</td>");
        if self.drawn() {
            m.raw("<td class=\"wide\">");
            if let (Some(value), Some(spread)) = (figure.value(), at.spread) {
                // The number of people of a whole Land would leave no room for those of its districts.
                let beside = reference.map(|r| r.value).filter(|_| indicator.measure != Measure::Count);
                m.raw(&decoration(&position(spread, value, beside)));
            }
            m.raw("</td><td class=\"wide\">");
            if standing.table.row(self.row).iter().filter(|o| o.value().is_some()).count() > 1 {
                let trend = Trend::of(indicator, standing.table, self.row, None);
                m.raw(&decoration(&look.spark((120.0, 32.0), standing.table, self.row, &trend)));
            }
            m.raw("</td>");
        }
        m.raw("</tr>").done()
    }

    /// Why the area has no figure in the latest period, if an earlier one is shown.
    fn later_gap(&self, standing: &Standing<'_>, signs: &mut Signs) -> Option<String> {
        let latest =
            standing.latest().filter(|latest| standing.own_period(self.row).is_some_and(|own| own < *latest))?;
        let gap = standing.table.get(self.row, latest);
        signs.see(gap);
        let short = self.atlas.text().state.missing(gap.missing()?).short;
        Some(format!("{}: {short}", text::period(latest, self.atlas.lang)))
    }

    /// Notes on the area.
    fn notes(&self) -> String {
        let Some(area) = self.level.area(self.row) else { return String::new() };
        let of = self.atlas.published.details.notes.iter().filter(|n| n.area.as_ref() == Some(&area.key));
        let notes: Vec<&str> = of.map(|n| n.text.get(self.atlas.lang)).collect();
        if notes.is_empty() {
            return String::new();
        }
        let mut m = Markup::default();
        m.raw("<section class=\"section\">").el("h2", self.atlas.text().page.notes).raw("<ul class=\"notes\">");
        notes.iter().for_each(|note| {
            m.el("li class=\"note\"", note);
        });
        m.raw("</ul></section>").done()
    }

    /// Every source of the figures above, once, with its licence.
    fn sources(&self) -> String {
        let (atlas, w) = (self.atlas, self.atlas.words());
        let mut lines: Vec<(&str, &str, &str)> = Vec::new();
        for indicator in &atlas.published.catalogue.indicators {
            let shown = atlas.standing(&self.level.id, &indicator.id).is_some();
            if let Some(p) = atlas.published.details.provenance.get(&indicator.id).filter(|_| shown) {
                let source = if p.attribution.is_empty() { &p.source } else { &p.attribution };
                let line = (source.as_str(), p.licence.as_str(), p.licence_uri.as_str());
                if !source.is_empty() && !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let mut m = Markup::default();
        if self.drawn() {
            let reference = self.reference_name();
            let reference = if reference == w.reference { String::new() } else { format!(", {reference}: |") };
            m.raw("<p class=\"small muted\">").text(w.position).text(": ");
            m.text(&fill(w.position_help, &[&reference])).raw("</p>");
        }
        if lines.is_empty() {
            return m.done();
        }
        m.raw("<section class=\"section\">").el("h2", atlas.text().page.sources).raw("<ul class=\"small\">");
        for (source, licence, uri) in lines {
            m.raw("<li>").linked(source);
            if !licence.is_empty() {
                m.text("; ").outside(uri, licence);
            }
            m.raw("</li>");
        }
        m.raw("</ul></section>").done()
    }
}
