//! One indicator on display: everything derived from address and figures in one go, so that map, bars, table and
//! sentence cannot contradict each other.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Memos, table};
use crate::app::fetch::LoadError;
use crate::app::html::Html;
use crate::app::session::Session;
use crate::app::sizes::Sizes;
use crate::app::store::{Load, Opened};
use crate::model::{AreaIx, Figures, Lang, ValueFlags};
use crate::query::{self, ClassBounds, ClassNote, Parts, Ranking, Resolved, Shown, order_rows, resolve};
use crate::scene::{self, Look, Outlines, PageOptions};
use crate::text::{self, fill};
use crate::view::ViewState;

/// Markup and words of one display.
#[derive(Debug, Default, PartialEq)]
pub struct Display {
    /// Title with period.
    pub title: String,
    /// Whether an area is chosen that exists here.
    pub has_area: bool,
    /// Theme and unit.
    pub about: String,
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
    /// The breakdowns of the chosen area, or of the Land; empty if there are none.
    pub parts: String,
    /// What of the link does not exist here, and what the reader should know of classes and figures.
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

impl Memos {
    /// The display of the address's indicator, tracked.
    pub fn display(self) -> Shows {
        self.display.get()
    }
}

/// The display for the address; parts that are missing are asked for.
pub fn memo(session: Session) -> Memo<Shows> {
    // Shapes by level and width: they do not depend on figures.
    let outlines = StoredValue::new(None::<(String, f64, Arc<Outlines>)>);
    Memo::new(move |_| {
        let Some(opened) = session.store.bundle() else { return Shows::Busy };
        let state = session.address.get();
        let sizes = session.sizes.get();
        let Some(resolved) = resolve(&state, &opened.catalogue) else { return Shows::Busy };
        let (level, indicator) = (&resolved.level.id, &resolved.indicator.id);
        // Both are asked for before one is waited for. What has no figures on this level has no part to ask for: map and
        // table say so, and a note names the levels that have some.
        let none = || Load::Ready(Arc::new(Figures { tables: Vec::new() }));
        let figures = if resolved.span.is_none() { none() } else { session.store.figures(level, indicator) };
        let shapes = session.store.shapes(level);
        let (shapes, figures) = match (shapes, figures) {
            (Load::Ready(shapes), Load::Ready(figures)) => (shapes, figures),
            (Load::Failed(error), _) | (_, Load::Failed(error)) => return Shows::Failed(error),
            _ => return Shows::Busy,
        };
        let key = format!("{}{level}", opened.catalogue.edition);
        let kept = outlines.with_value(|o| o.clone()).filter(|(k, width, _)| *k == key && *width == sizes.map);
        let outline = match kept {
            Some((_, _, outline)) => outline,
            None => {
                let outline = Arc::new(Outlines::of(&shapes, sizes.map));
                outlines.set_value(Some((key, sizes.map, outline.clone())));
                outline
            }
        };
        Shows::Ready(Arc::new(build(&opened, &state, &resolved, &figures, &outline, sizes)))
    })
}

fn build(
    opened: &Opened,
    state: &ViewState,
    resolved: &Resolved<'_>,
    figures: &Figures,
    outlines: &Outlines,
    sizes: Sizes,
) -> Display {
    look_at(opened, state, resolved, figures, |look| {
        let summary = query::map_summary(look.shown, state.lang);
        let order = order_rows(resolved.level, look.shown.areas(), resolved.sort);
        let chosen = &resolved.areas;
        let svg =
            |scene: &scene::Scene, id| scene::page(scene, &PageOptions { id, interactive: true, selected: chosen });
        let table = figures.slice(&resolved.slice).filter(|t| t.periods().len() > 1);
        let trend = table.map(|t| {
            let height = (sizes.wide * 0.42).clamp(220.0, 380.0);
            let scene = look.trend((sizes.wide, height), t, chosen, "");
            scene::page(&scene, &PageOptions { id: "g-trend", interactive: false, selected: chosen })
        });
        Display {
            title: look.title(),
            has_area: !chosen.is_empty(),
            about: {
                let theme = opened.catalogue.theme(&resolved.indicator.theme).map_or("", |t| t.title.get(state.lang));
                let unit = resolved.indicator.unit.get(state.lang);
                [theme, unit].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" · ")
            },
            sentence: match resolved.areas.first() {
                Some(area) => query::area_summary(resolved, look.shown, figures, *area, state.lang),
                None => summary.clone(),
            },
            map: svg(&look.map(outlines, &summary, chosen), "g-map"),
            bars: svg(&look.bars(sizes.side, &order, &summary, chosen), "g-bars"),
            strip: svg(&look.strip(sizes.map, "", chosen), "g-strip"),
            table: table::markup(look, resolved, state, figures, &order),
            trend: trend.unwrap_or_default(),
            parts: parts(opened, resolved, figures, look, sizes),
            notes: notes(opened, resolved, look),
        }
    })
}

/// Every breakdown of the chosen area beside the Land, or of the Land alone.
fn parts(opened: &Opened, resolved: &Resolved<'_>, figures: &Figures, look: &Look<'_>, sizes: Sizes) -> String {
    let land = resolved.level.parent_reference();
    let Some(area) = resolved.areas.first().copied().or(land) else { return String::new() };
    let reference = land.filter(|row| *row != area);
    let mut html = Html::new();
    for parts in Parts::of(resolved, &opened.catalogue, figures, area, reference) {
        let scene = look.parts(sizes.side, area, reference, &parts);
        html.raw("<div>").el("h3", "", &scene.title);
        let still = PageOptions { id: "", interactive: false, selected: &[] };
        html.raw("<div class=\"graphic\">").raw(&scene::page(&scene, &still)).raw("</div></div>");
    }
    html.done()
}

/// Figures, ranking and classes of a resolved address, for whatever is made of them.
pub fn look_at<T>(
    opened: &Opened,
    state: &ViewState,
    resolved: &Resolved<'_>,
    figures: &Figures,
    make: impl FnOnce(&Look<'_>) -> T,
) -> T {
    let shown = Shown::of(resolved, figures);
    let ranking = Ranking::of_shown(&shown, true);
    let bounds = ClassBounds::of(&shown, figures, &resolved.slice, &resolved.classes, resolved.fix);
    let part = part_title(opened, resolved, state.lang);
    make(&Look { shown: &shown, ranking: ranking.as_ref(), bounds: bounds.as_ref(), part: &part, lang: state.lang })
}

/// The titles of the breakdown's categories on display.
fn part_title(opened: &Opened, resolved: &Resolved<'_>, lang: Lang) -> String {
    let mut title = String::new();
    for (breakdown, category) in &resolved.slice.0 {
        let categories = opened.catalogue.breakdown(breakdown).map_or(&[][..], |b| &b.categories);
        for category in categories.iter().filter(|c| &c.id == category) {
            title.push_str(if title.is_empty() { "" } else { ", " });
            title.push_str(category.title.get(lang));
        }
    }
    title
}

fn notes(opened: &Opened, resolved: &Resolved<'_>, look: &Look<'_>) -> Vec<String> {
    let (t, lang, shown) = (text::words(look.lang), look.lang, look.shown);
    let mut notes: Vec<String> = resolved.notes.iter().map(|note| note.words(&opened.catalogue, lang)).collect();
    if let Some(broken) = shown.crosses_break {
        notes.push(text::series_break_sentence(broken.period, broken.reason.get(lang), lang));
    }
    match look.bounds.and_then(|b| b.note) {
        Some(ClassNote::NoReference) => notes.push(t.figure.no_reference.to_owned()),
        Some(ClassNote::Fewer { got, .. }) => notes.push(fill(t.figure.fewer_classes, &[&got.to_string()])),
        Some(ClassNote::AllEqual) | None => {}
    }
    for flag in ValueFlags::ALL {
        let names: Vec<&str> = (0..shown.areas().len())
            .filter(|i| shown.get(AreaIx::at(*i)).flags().has(flag))
            .filter_map(|i| resolved.level.areas.get(i).map(|a| a.name.as_str()))
            .collect();
        // Where every figure has the flag, the table says so in every row.
        if let Some(sign) = t.state.flag(flag).filter(|_| !names.is_empty() && names.len() <= 3) {
            notes.push(format!("{}: {}", names.join(", "), sign.long));
        }
    }
    notes
}
