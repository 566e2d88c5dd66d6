//! The page of one indicator: map, legend, bars, all areas in a table, meaning and source.

use super::address::relative;
use super::atlas::{Atlas, Draft, Signs};
use super::facts::facts;
use super::markup::Markup;
use super::standing::{At, Standing};
use crate::model::{AreaIx, Indicator, Level, Measure, Observation};
use crate::query::{ClassBounds, Ranking, Shown, difference_number, difference_unit, map_summary, order_rows};
use crate::scene::{Look, Outlines, PageOptions, defs, page as svg, short_rank};
use crate::text::{self, fill};
use crate::view::{Sort, SortColumn, View, ViewState};

/// Levels of up to so many areas are drawn in the page; larger ones are pictures beside it.
pub(super) const DRAWN: usize = 500;
/// Levels of up to so many areas get bars.
const BARS: usize = 60;
/// Rows of a table on one page.
const ROWS: usize = 1000;
/// Width of the map in user units.
const WIDTH: f64 = 560.0;
/// Width of the legend on a phone.
const PHONE: f64 = 328.0;

/// The picture of a level too large for drawing: path in light and dark, size.
#[derive(Clone)]
pub(super) struct Picture {
    pub light: String,
    pub dark: String,
    pub width: usize,
    pub height: usize,
}

/// What the pages of one indicator on one level are made of.
pub(super) struct IndicatorPage<'p, 'a> {
    pub atlas: &'p Atlas<'a>,
    pub level: &'p Level,
    pub indicator: &'p Indicator,
    pub standing: &'p Standing<'a>,
    pub outlines: Option<&'p Outlines>,
    pub picture: Option<Picture>,
    pub preview: Option<String>,
}

impl IndicatorPage<'_, '_> {
    /// All pages: the first with everything, further ones with the rest of a long table.
    pub fn pages(&self) -> Vec<(String, String)> {
        let Some(at) = self.standing.now() else { return Vec::new() };
        let sort = Sort { column: SortColumn::Value, descending: true };
        let order = order_rows(self.level, at.shown.areas(), sort);
        let count = order.len().div_ceil(ROWS).max(1);
        (0..count).filter_map(|page| self.page(at, &order, page, count)).collect()
    }

    fn path(&self, page: usize, lang: crate::model::Lang) -> Option<String> {
        let main = self.atlas.main_level(&self.indicator.id)?;
        let level = Some(&self.level.id).filter(|l| **l != main.id);
        self.atlas.pages.indicator(&self.indicator.id, level, page, lang)
    }

    fn page(&self, at: &At<'_>, order: &[AreaIx], page: usize, count: usize) -> Option<(String, String)> {
        let (atlas, lang) = (self.atlas, self.atlas.lang);
        let path = self.path(page, lang)?;
        let title = self.indicator.title.get(lang);
        let summary = map_summary(&at.shown, lang);
        let view = ViewState {
            view: View::Indicator,
            indicators: vec![self.indicator.id.clone()],
            level: Some(self.level.id.clone()),
            ..ViewState::default()
        };
        let mut crumbs = atlas.crumbs();
        if let Some(theme) = atlas.published.catalogue.theme(&self.indicator.theme) {
            let anchor = atlas.theme_anchor(&theme.id);
            crumbs.push((theme.title.get(lang).to_owned(), format!("{}#{anchor}", atlas.pages.overview(lang))));
        }
        let ranking = Ranking::of_shown(&at.shown, true);
        let resolved = &self.standing.resolved;
        let bounds =
            ClassBounds::of(&at.shown, self.standing.figures, &resolved.slice, &resolved.classes, resolved.fix);
        let look = Look { shown: &at.shown, ranking: ranking.as_ref(), bounds: bounds.as_ref(), part: "", lang };
        let mut m = Markup::default();
        let mut signs = Signs::default();
        m.raw("<h1>").text(title).raw("</h1>");
        m.raw("<p class=\"muted\">").text(self.level.title.get(lang)).text(", ").text(&look.when()).raw("</p>");
        m.el("p class=\"lead\"", &summary);
        if page == 0 {
            m.raw(&atlas.app_link(&path, &view, atlas.words().interactive));
            if self.indicator.unfit {
                m.el("p class=\"note\"", atlas.words().unfit);
            }
            m.raw(&self.pictures(&path, &look, order, &summary));
        }
        m.raw(&self.table(&path, &look, at, order, page, &mut signs));
        m.raw(&self.turn(&path, order.len(), page, count)).raw(&signs.explain(lang));
        if page == 0 {
            m.raw(&facts(atlas, self.indicator, self.level, &path));
        }
        let others = atlas.others(|lang| self.path(page, lang));
        let description = format!("{title}: {summary}");
        let (main, preview) = (m.done(), self.preview.clone());
        Some(atlas.frame(Draft { path, title, description, crumbs, preview, others, view, main }))
    }

    fn pictures(&self, path: &str, look: &Look<'_>, order: &[AreaIx], summary: &str) -> String {
        let t = self.atlas.text();
        let still = PageOptions::default();
        let mut m = Markup::default();
        let few = self.level.areas.len() <= BARS;
        m.raw(&defs()).raw(if few { "<div class=\"two\"><section" } else { "<section" });
        m.attr("aria-label", t.figure.map).raw(">").el("h2 class=\"figure-title\"", &look.title());
        m.raw("<div class=\"graphic map\">");
        match (&self.picture, self.outlines) {
            (Some(picture), _) => {
                m.raw("<picture><source media=\"(prefers-color-scheme: dark)\"");
                m.attr("srcset", &relative(path, &picture.dark)).raw("><img");
                m.attr("src", &relative(path, &picture.light)).attr("width", &picture.width.to_string());
                m.attr("height", &picture.height.to_string()).attr("alt", &format!("{}. {summary}", look.title()));
                m.raw("></picture>");
            }
            (None, Some(outlines)) => {
                let mut map = look.map(outlines, summary, &[]);
                // An image tells its summary; the table names every area.
                map.marks.iter_mut().for_each(|mark| mark.name.clear());
                m.raw(&svg(&map, &still));
            }
            (None, None) => {}
        }
        m.raw("</div>");
        for (class, width) in [("graphic desk", WIDTH), ("graphic phone", PHONE)] {
            let mut strip = look.strip(width, "", &[]);
            if self.level.areas.len() > DRAWN {
                strip.marks.retain(|mark| mark.area.is_none());
            }
            strip.marks.iter_mut().for_each(|mark| mark.name.clear());
            m.raw("<div").attr("class", class).raw(">").raw(&svg(&strip, &still)).raw("</div>");
        }
        m.raw("</section>");
        if few {
            let mut bars = look.bars(WIDTH, order, summary, &[]);
            bars.marks.iter_mut().for_each(|mark| mark.name.clear());
            m.raw("<section class=\"desk\"").attr("aria-label", t.figure.bars).raw("><div class=\"graphic\">");
            m.raw(&svg(&bars, &still)).raw("</div></section></div>");
        }
        m.done()
    }

    fn table(
        &self,
        path: &str,
        look: &Look<'_>,
        at: &At<'_>,
        order: &[AreaIx],
        page: usize,
        signs: &mut Signs,
    ) -> String {
        let (atlas, t) = (self.atlas, self.atlas.text());
        // Numbers of people or cases are not compared between areas of different size.
        let compared = at.shown.reference.is_some() && self.indicator.measure != Measure::Count;
        let change = Shown::five_year_change(&self.standing.resolved, self.standing.figures);
        let mut m = Markup::default();
        m.raw("<section class=\"section\" id=\"tabelle\">").el("h2", atlas.words().all_areas);
        m.raw("<table class=\"areas\"><caption>").text(&look.title());
        let unit = self.indicator.unit.get(look.lang);
        m.text(&if unit.chars().count() > 3 { format!(" ({unit})") } else { String::new() });
        m.raw("</caption><thead><tr>").el("th scope=\"col\" class=\"r\"", t.figure.rank);
        m.el("th scope=\"col\"", t.figure.area).el("th scope=\"col\" class=\"r\"", t.figure.value);
        if compared {
            let words = fill(t.figure.against, &[&look.reference_name()]);
            m.raw("<th scope=\"col\" class=\"r wrap\">").text(&words).raw("<br>");
            m.el("small", difference_unit(&at.shown, look.lang)).raw("</th>");
        }
        let since = change.as_ref().and_then(|c| c.span?.from);
        if let Some(from) = since {
            let words = fill(t.page.change_since, &[&text::period(from, look.lang)]);
            m.el("th scope=\"col\" class=\"r wrap wide\"", &words);
        }
        m.raw("</tr></thead><tbody>");
        let change = change.filter(|_| since.is_some());
        let row = Row { page: self, path, look, at, change: change.as_ref(), compared };
        for area in order.iter().skip(page * ROWS).take(ROWS) {
            row.write(&mut m, *area, signs);
        }
        if page == 0 {
            at.shown.references().for_each(|(reference, _)| row.write(&mut m, reference, signs));
        }
        m.raw("</tbody></table></section>").done()
    }

    /// Links to the other pages of a long table.
    fn turn(&self, path: &str, rows: usize, page: usize, count: usize) -> String {
        if count < 2 {
            return String::new();
        }
        let (w, lang) = (self.atlas.words(), self.atlas.lang);
        let whole = |n: usize| text::number(n as f64, 0, lang);
        let mut m = Markup::default();
        m.raw("<nav class=\"no-print\"").attr("aria-label", w.pages).raw("><ol class=\"columns\">");
        for other in 0..count {
            let last = (other * ROWS + ROWS).min(rows);
            let words = fill(w.rows, &[&whole(other * ROWS + 1), &whole(last), &whole(rows)]);
            match self.path(other, lang).filter(|_| other != page) {
                Some(to) => m.raw("<li>").page(&relative(path, &to), &words).raw("</li>"),
                None => m.raw("<li aria-current=\"page\">").text(&words).raw("</li>"),
            };
        }
        m.raw("</ol></nav>").done()
    }
}

struct Row<'r, 'p, 'a> {
    page: &'r IndicatorPage<'p, 'a>,
    path: &'r str,
    look: &'r Look<'r>,
    at: &'r At<'a>,
    change: Option<&'r Shown<'r>>,
    compared: bool,
}

impl Row<'_, '_, '_> {
    fn write(&self, m: &mut Markup, area: AreaIx, signs: &mut Signs) {
        let (level, atlas) = (self.page.level, self.page.atlas);
        let Some(found) = level.area(area) else { return };
        let figure = self.at.shown.get(area);
        signs.see(figure);
        let is_reference = area.ix() >= level.areas.len();
        m.raw(if is_reference { "<tr class=\"ref\"><td class=\"r\">" } else { "<tr><td class=\"r\">" });
        let rank = self.at.rank(area).map(|(low, high)| short_rank(low, high));
        m.text(rank.as_deref().unwrap_or(if is_reference { "" } else { "–" })).raw("</td><th scope=\"row\">");
        match atlas.pages.area(&level.id, &found.key, atlas.lang) {
            Some(to) => m.page(&relative(self.path, &to), &found.name),
            None => m.text(&found.name),
        };
        m.raw("</th><td class=\"r\">");
        match figure {
            Observation::Known(..) => m.text(&self.look.short_text(figure)),
            Observation::Missing(_) => m.raw("<span class=\"none\">").text(&self.look.text(figure)).raw("</span>"),
        };
        let flags = text::flag_words(figure, atlas.lang);
        if !flags.is_empty() {
            m.raw("<br>").el("small class=\"muted\"", &flags);
        }
        m.raw("</td>");
        if self.compared {
            let number = figure.value().zip(self.at.shown.reference);
            let number = number.and_then(|(v, r)| difference_number(&self.at.shown, v, r.value, atlas.lang));
            m.raw("<td class=\"r\">").text(number.as_deref().unwrap_or("–")).raw("</td>");
        }
        if let Some(change) = self.change {
            let look = Look { shown: change, ranking: None, bounds: None, part: "", lang: atlas.lang };
            m.raw("<td class=\"r wide\">").text(&look.short_text(change.get(area))).raw("</td>");
        }
        m.raw("</tr>");
    }
}

/// The shapes of a level as the pages draw them; `None` for levels too large for that.
pub(super) fn outlines(shapes: Option<&crate::geo::Topology>) -> Option<Outlines> {
    shapes.filter(|s| s.len() <= DRAWN).map(|s| Outlines::of(s, WIDTH))
}
