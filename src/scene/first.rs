//! The first picture: what stands in the page before any program has arrived, for readers on slow connections, for
//! those without scripts, and for paper.

use super::look::{Look, Outlines};
use super::svg::{PageOptions, page as svg};
use crate::geo::Topology;
use crate::model::{Catalogue, Figures, IndicatorId, Lang, LevelId};
use crate::query::{ClassBounds, Ranking, Shown, map_summary, resolve};
use crate::text;
use crate::view::ViewState;

/// Width of the first map in user units: that of a phone's page.
const WIDTH: f64 = 340.0;

/// Level and indicator that the bundle shows first.
pub fn subject(catalogue: &Catalogue) -> Option<(LevelId, IndicatorId)> {
    let resolved = resolve(&ViewState::default(), catalogue)?;
    Some((resolved.level.id.clone(), resolved.indicator.id.clone()))
}

/// The heading of the first page.
pub fn question(catalogue: &Catalogue, lang: Lang) -> String {
    let place =
        catalogue.levels.first().and_then(|level| level.area(level.parent_reference()?)).map(|a| a.name.as_str());
    match place {
        Some(place) => text::fill(text::words(lang).page.question, &[place]),
        None => catalogue.title.get(lang).to_owned(),
    }
}

/// The page's content: heading, map with title, summary. `None` if there is nothing to show.
pub fn page(catalogue: &Catalogue, shapes: &Topology, figures: &Figures, lang: Lang) -> Option<String> {
    let resolved = resolve(&ViewState::default(), catalogue)?;
    let shown = Shown::of(&resolved, figures);
    let ranking = Ranking::of_shown(&shown, true);
    let bounds = ClassBounds::of(&shown, figures, &resolved.slice, &resolved.classes, resolved.fix);
    let look = Look { shown: &shown, ranking: ranking.as_ref(), bounds: bounds.as_ref(), part: "", lang };
    let summary = map_summary(&shown, lang);
    let mut map = look.map(&Outlines::of(shapes, WIDTH), &summary, &[]);
    // An image tells its summary; the name of every area would double the page.
    map.marks.iter_mut().for_each(|mark| mark.name.clear());
    let mut strip = look.strip(WIDTH, "", &[]);
    strip.marks.iter_mut().for_each(|mark| mark.name.clear());
    let still = PageOptions { id: "", interactive: false, selected: &[] };
    let escape = |text: &str| {
        let mut out = String::new();
        super::write::push_text(&mut out, text);
        out
    };
    Some(format!(
        "<div id=\"first\"><header class=\"bar\"><div class=\"bar-in\"><span class=\"brand\">{}</span></div></header>\
         <main id=\"first-view\"><div class=\"two hero\"><section><h1>{}</h1><p class=\"lead\">{}</p></section>\
         <section><h2 class=\"figure-title\">{}</h2><div class=\"graphic\">{}</div><p class=\"readout\"></p>\
         <div class=\"graphic\">{}</div><p>{}</p></section></div></main></div>",
        escape(catalogue.title.get(lang)),
        escape(&question(catalogue, lang)),
        escape(catalogue.description.get(lang)),
        escape(&look.title()),
        svg(&map, &still),
        svg(&strip, &still),
        escape(&summary),
    ))
}
