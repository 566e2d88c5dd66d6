//! The pages that lead to all others: of one atlas, of all atlases, and the one for addresses that lead nowhere.

use std::collections::BTreeMap;

use super::address::{Public, prefix, relative};
use super::atlas::{Atlas, Draft, theme_anchor};
use super::frame::{Head, Shared, landing, others, page};
use super::markup::Markup;
use super::words::words;
use crate::model::{AreaIx, Indicator, Lang, Level};
use crate::query::order_rows;
use crate::scene::{Look, Outlines, PageOptions, defs, page as svg};
use crate::text::{self, fill};
use crate::view::{Sort, SortColumn, ViewState};

/// The overview of one atlas: its first picture, every area, every indicator.
pub(super) fn overview(atlas: &Atlas<'_>, outlines: Option<&Outlines>) -> (String, String) {
    let (catalogue, lang) = (&atlas.published.catalogue, atlas.lang);
    let path = atlas.pages.overview(lang);
    let (title, description) = (catalogue.title.get(lang), catalogue.description.get(lang));
    let (t, w) = (atlas.text(), atlas.words());
    let mut m = Markup::default();
    m.raw("<div class=\"two hero\"><section>").el("h1", title);
    m.el("p class=\"lead\"", description).raw(&atlas.app_link(&path, &ViewState::default(), w.interactive));
    m.el("p class=\"small muted no-print\"", w.find).raw("</section>").raw(&first(atlas, outlines, &path));
    m.raw("</div><section class=\"section\" id=\"gebiete\">").el("h2", w.area_index);
    for level in &catalogue.levels {
        areas(&mut m, atlas, level, &path);
    }
    m.raw("</section><section class=\"section\" id=\"indikatoren\">").el("h2", t.app.catalogue);
    for theme in &catalogue.themes {
        let of_theme: Vec<&Indicator> = catalogue.of_theme(&theme.id).collect();
        if of_theme.is_empty() {
            continue;
        }
        m.raw("<h3").attr("id", &theme_anchor(theme.id.as_str())).raw(">").text(theme.title.get(lang));
        m.raw("</h3><ul class=\"columns list-of-pages\">");
        for indicator in of_theme {
            let to = atlas.main_level(&indicator.id).and_then(|l| atlas.indicator_path(&indicator.id, &l.id, lang));
            m.raw("<li>");
            match to {
                Some(to) => m.page(&relative(&path, &to), indicator.title.get(lang)),
                None => m.text(indicator.title.get(lang)),
            };
            m.raw("</li>");
        }
        m.raw("</ul>");
    }
    m.raw("</section>");
    let main = m.done();
    let mut crumbs = atlas.crumbs();
    crumbs.pop();
    let others = atlas.others(|lang| Some(atlas.pages.overview(lang)));
    let description = if description.is_empty() { title } else { description }.to_owned();
    atlas.frame(Draft { path, title, description, crumbs, preview: None, others, view: ViewState::default(), main })
}

/// The picture that the app shows first.
fn first(atlas: &Atlas<'_>, outlines: Option<&Outlines>, path: &str) -> String {
    let catalogue = &atlas.published.catalogue;
    let (Some((level, indicator)), Some(outlines)) = (crate::scene::first::subject(catalogue), outlines) else {
        return String::new();
    };
    let Some(standing) = atlas.standing(&level, &indicator) else { return String::new() };
    let Some(at) = standing.now() else { return String::new() };
    let resolved = &standing.resolved;
    let bounds =
        crate::query::ClassBounds::of(&at.shown, standing.figures, &resolved.slice, &resolved.classes, resolved.fix);
    let look = Look { shown: &at.shown, ranking: None, bounds: bounds.as_ref(), part: "", lang: atlas.lang };
    let summary = crate::query::map_summary(&at.shown, atlas.lang);
    let mut map = look.map(outlines, &summary, &[]);
    map.marks.iter_mut().for_each(|mark| mark.name.clear());
    let mut m = Markup::default();
    m.raw(&defs()).raw("<section><h2 class=\"figure-title\">");
    match atlas.indicator_path(&indicator, &level, atlas.lang) {
        Some(to) => m.page(&relative(path, &to), &look.title()),
        None => m.text(&look.title()),
    };
    m.raw("</h2><div class=\"graphic map\">").raw(&svg(&map, &PageOptions::default())).raw("</div>");
    m.el("p class=\"small\"", &summary).raw("</section>").done()
}

fn areas(m: &mut Markup, atlas: &Atlas<'_>, level: &Level, path: &str) {
    m.el("h3", level.title.get(atlas.lang)).raw("<ul class=\"columns list-of-pages\">");
    let order = order_rows(level, &[], Sort { column: SortColumn::Name, descending: false });
    let references = (level.areas.len()..level.areas.len() + level.references.len()).map(AreaIx::at);
    // Names may occur twice ("Neustadt"): their keys tell them apart.
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    level.areas.iter().for_each(|a| *names.entry(a.name.as_str()).or_default() += 1);
    for row in references.chain(order) {
        let Some(area) = level.area(row) else { continue };
        m.raw("<li>");
        match atlas.pages.area(&level.id, &area.key, atlas.lang) {
            Some(to) => m.page(&relative(path, &to), &area.name),
            None => m.text(&area.name),
        };
        if row.ix() < level.areas.len() && names.get(area.name.as_str()).is_some_and(|n| *n > 1) {
            m.raw(" ").el("small class=\"muted\"", area.key.as_str());
        }
        m.raw("</li>");
    }
    m.raw("</ul>");
}

/// What the list of atlases says about one.
pub(super) struct Entry {
    pub title: crate::model::Words,
    pub description: crate::model::Words,
    pub pages: super::address::Pages,
    /// Numbers of areas and indicators.
    pub counts: (usize, usize),
}

/// The list of all atlases.
pub(super) fn list(shared: &Shared, entries: &[Entry], lang: Lang) -> Option<(String, String)> {
    let path = landing(shared, lang)?;
    let (w, t) = (words(lang), text::words(lang));
    let mut m = Markup::default();
    m.el("h1", w.atlases).raw("<ul class=\"tiles\">");
    for entry in entries {
        m.raw("<li class=\"tile\"><h2 class=\"h3\">");
        m.page(&relative(&path, &entry.pages.overview(lang)), entry.title.get(lang)).raw("</h2>");
        m.el("p", entry.description.get(lang)).raw("<p class=\"small muted\">");
        let whole = |n: usize| text::number(n as f64, 0, lang);
        m.text(&format!("{}: {} · ", w.areas, whole(entry.counts.0)));
        m.text(&fill(t.page.indicators, &[&whole(entry.counts.1)])).raw("</p>");
        if shared.app {
            let state = ViewState { lang, ..ViewState::default() };
            let to = relative(&path, "index.html") + &entry.pages.query(state);
            m.raw("<p>").page(&to, w.interactive).raw("</p>");
        }
        m.raw("</li>");
    }
    m.raw("</ul>");
    let titles: Vec<&str> = entries.iter().map(|e| e.title.get(lang)).collect();
    let head = Head {
        path: &path,
        lang,
        title: w.atlases,
        description: &titles.join(", "),
        crumbs: &[],
        preview: None,
        others: &others(shared, lang, |lang| landing(shared, lang)),
        view: ViewState::default(),
    };
    let page = page(shared, None, &head, &m.done());
    Some((path, page))
}

/// The page for addresses that lead nowhere. A host shows it at any depth, so its links begin at the host's top.
pub(super) fn not_found(shared: &Shared, home: &str) -> String {
    let top = shared.public.as_ref().map_or("/", |p: &Public| p.path.as_str());
    let w = words(Lang::De);
    let mut m = Markup::default();
    m.raw("<!doctype html>\n<html lang=\"de\"><head><meta charset=\"utf-8\">");
    m.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">").el("title", w.missing_title);
    m.raw("<meta name=\"robots\" content=\"noindex\"><meta name=\"color-scheme\" content=\"light dark\">");
    m.raw("<link rel=\"stylesheet\"").attr("href", &format!("{top}{}", shared.style)).raw("></head><body><main>");
    for lang in [Lang::De, Lang::En] {
        let w = words(lang);
        m.raw("<section class=\"section\"").attr("lang", super::frame::code(lang)).raw(">");
        m.el(if lang == Lang::De { "h1" } else { "h2" }, w.missing_title).el("p", w.missing_text).raw("<p>");
        let languages = &shared.languages;
        let folder = if languages.contains(&lang) { prefix(lang) } else { "" };
        let home = if home == "index.html" { home.to_owned() } else { format!("{folder}{home}") };
        m.page(&format!("{top}{home}"), w.to_start).raw("</p></section>");
    }
    m.raw("</main></body></html>\n").done()
}

/// A front page that leads on.
pub(super) fn forward(to: &str, title: &str) -> String {
    let mut m = Markup::default();
    m.raw("<!doctype html>\n<html lang=\"de\"><head><meta charset=\"utf-8\">").el("title", title);
    m.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"refresh\"");
    m.attr("content", &format!("0; url={to}")).raw("><link rel=\"canonical\"").attr("href", to);
    m.raw("></head><body><p>").page(to, title).raw("</p></body></html>\n").done()
}
