//! One indicator on display: everything derived from address and figures in one go, so that map, bars, table and
//! sentence cannot contradict each other.

use std::sync::Arc;

use leptos::prelude::*;

use super::table;
use crate::app::fetch::LoadError;
use crate::app::session::Session;
use crate::app::store::{Load, Opened};
use crate::model::{AreaIx, Figures, Lang, LevelId};
use crate::query::{self, ClassBounds, Ranking, Resolved, Shown, order_rows, resolve};
use crate::scene::{self, Look, Outlines, PageOptions};
use crate::view::ViewState;

/// Markup and words of one display.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Display {
    /// Title with period.
    pub title: String,
    /// The finding in plain words.
    pub sentence: String,
    /// The map.
    pub map: String,
    /// The bars.
    pub bars: String,
    /// The legend with all values.
    pub strip: String,
    /// The table.
    pub table: String,
    /// The trend, empty if there is one period only.
    pub trend: String,
    /// Names of the areas as graphics say them, in row order: for the line that tells what is pointed at.
    pub names: Vec<String>,
    /// What of the link does not exist here, and what the reader should know of the classes.
    pub notes: Vec<String>,
}

/// A display on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum Shows {
    /// Parts are loading.
    Busy,
    /// Here.
    Ready(Arc<Display>),
    /// A part cannot be had.
    Failed(LoadError),
}

/// How wide the pictures of a page may be, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// The map.
    pub map: f64,
    /// Bars and legend.
    pub side: f64,
    /// The trend.
    pub wide: f64,
}

impl Sizes {
    /// Sizes for the window, in steps, so that a small change of its width redraws nothing.
    pub fn of_window() -> Sizes {
        let window = web_sys::window().and_then(|w| w.inner_width().ok()?.as_f64()).unwrap_or(1024.0);
        let column = window.min(1280.0) - 32.0;
        let step = |width: f64| ((width / 20.0).floor() * 20.0).max(260.0);
        if window < 896.0 {
            let one = step(column.min(720.0));
            Sizes { map: one, side: one, wide: one }
        } else {
            Sizes { map: step((column - 40.0) * 0.53), side: step((column - 40.0) * 0.46), wide: step(column) }
        }
    }
}

/// The display for the address, of the indicator it names.
pub fn display(session: Session, opened: Arc<Opened>) -> Memo<Shows> {
    let level = {
        let opened = opened.clone();
        Memo::new(move |_| {
            session
                .address
                .with(|state| resolve(state, &opened.catalogue).map(|r| (r.level.id.clone(), r.indicator.id.clone())))
        })
    };
    let outlines = Memo::new(move |_| {
        let (level, _) = level.get()?;
        let shapes = session.store.shapes(&level).ready()?;
        Outlines::of(&shapes, session.sizes.get().map).map(Arc::new)
    });
    Memo::new(move |_| {
        let Some((level, indicator)) = level.get() else { return Shows::Busy };
        match (session.store.figures(&level, &indicator), session.store.shapes(&level)) {
            (Load::Failed(error), _) | (_, Load::Failed(error)) => Shows::Failed(error),
            (Load::Ready(figures), Load::Ready(_)) => {
                let Some(outlines) = outlines.get() else { return Shows::Busy };
                let state = session.address.get();
                build(&opened, &state, &figures, &outlines, session.sizes.get())
                    .map_or(Shows::Busy, |display| Shows::Ready(Arc::new(display)))
            }
            _ => Shows::Busy,
        }
    })
}

/// The level that the address shows: handlers that know only a row need it.
pub fn keep_level(session: Session, opened: Arc<Opened>) {
    let level = Memo::new(move |_| session.address.with(|s| resolve(s, &opened.catalogue).map(|r| r.level.id.clone())));
    Effect::new(move |_| session.level.set(level.get() as Option<LevelId>));
}

fn build(opened: &Opened, state: &ViewState, figures: &Figures, outlines: &Outlines, sizes: Sizes) -> Option<Display> {
    let catalogue = &opened.catalogue;
    let resolved = resolve(state, catalogue)?;
    let shown = Shown::of(&resolved, figures);
    let ranking = Ranking::of_shown(&shown, true);
    let bounds = ClassBounds::of(&shown, figures, &resolved.slice, &resolved.classes, resolved.fix);
    let part = part_title(opened, &resolved, state.lang);
    let look =
        Look { shown: &shown, ranking: ranking.as_ref(), bounds: bounds.as_ref(), part: &part, lang: state.lang };
    let order = order_rows(resolved.level, shown.areas(), resolved.sort);
    let summary = query::map_summary(&shown, state.lang);
    let chosen = &resolved.areas;
    let svg = |scene: &scene::Scene, id| scene::page(scene, &PageOptions { id, interactive: true, selected: chosen });
    let table = figures.slice(&resolved.slice);
    let trend = table.filter(|t| t.periods().len() > 1).map(|t| {
        let height = (sizes.wide * 0.42).clamp(220.0, 380.0);
        let scene = look.trend((sizes.wide, height), t, chosen, "");
        scene::page(&scene, &PageOptions { id: "g-trend", interactive: false, selected: chosen })
    });
    Some(Display {
        title: look.title(),
        sentence: sentence(&look, &resolved, figures, &summary),
        map: svg(&look.map(outlines, &summary, chosen), "g-map"),
        bars: svg(&look.bars(sizes.side, &order, &summary, chosen), "g-bars"),
        strip: svg(&look.strip(sizes.map, "", chosen), "g-strip"),
        table: table::markup(&look, &resolved, state, figures, &order),
        trend: trend.unwrap_or_default(),
        names: (0..resolved.level.areas.len()).map(|i| look.name(AreaIx::at(i))).collect(),
        notes: super::share::notes(catalogue, &resolved, &shown, bounds.as_ref(), state.lang),
    })
}

/// About the chosen area, or about all areas.
fn sentence(look: &Look<'_>, resolved: &Resolved<'_>, figures: &Figures, summary: &str) -> String {
    let one = resolved.areas.first().map(|area| query::area_summary(resolved, look.shown, figures, *area, look.lang));
    one.unwrap_or_else(|| summary.to_owned())
}

/// The titles of the breakdown's categories on display.
pub fn part_title(opened: &Opened, resolved: &Resolved<'_>, lang: Lang) -> String {
    let titles = resolved.slice.0.iter().filter_map(|(breakdown, category)| {
        let breakdown = opened.catalogue.breakdown(breakdown)?;
        breakdown.categories.iter().find(|c| &c.id == category).map(|c| c.title.get(lang).to_owned())
    });
    titles.collect::<Vec<_>>().join(", ")
}
