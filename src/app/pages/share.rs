//! Taking something along: the link, the table, the picture, paper. And what of a link does not exist here.

use std::sync::Arc;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::app::session::Session;
use crate::app::store::{Load, Opened};
use crate::model::{AreaIx, Catalogue, Lang};
use crate::query::{ClassBounds, ClassNote, Footer, Ranking, Resolved, Shown, csv_of_shown, order_rows, resolve};
use crate::scene::{Look, Outlines, Tone, standalone};
use crate::text::{self, fill};
use crate::view::View;

/// Copy the link, save table and map, print.
#[component]
pub fn Actions(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let said = RwSignal::new("");
    let is_indicator = Memo::new(move |_| session.address.with(|s| s.view == View::Indicator));
    let private = opened.private;
    let copy = {
        let opened = opened.clone();
        move |_| {
            let t = session.words();
            let link = session.address.share_link(&opened.catalogue.edition);
            let clipboard = web_sys::window().map(|w| w.navigator().clipboard());
            leptos::task::spawn_local(async move {
                let done = match clipboard.filter(|c| !c.is_undefined()) {
                    Some(clipboard) => JsFuture::from(clipboard.write_text(&link)).await.is_ok(),
                    None => false,
                };
                said.set(match (done, private) {
                    (false, _) => t.share.copy_failed,
                    (true, true) => t.share.own_data_not_in_link,
                    (true, false) => t.share.copied,
                });
            });
        }
    };
    let table = {
        let opened = opened.clone();
        move |_| {
            let _ = save_table(session, &opened);
        }
    };
    let picture = move |_| {
        let _ = save_picture(session, &opened);
    };
    let print = move |_| {
        let _ = web_sys::window().map(|w| w.print());
    };
    view! {
        <div class="actions">
            <button class="button plain" type="button" on:click=copy>{move || session.words().share.link}</button>
            <button class="button plain" type="button" hidden=move || !is_indicator.get() on:click=table>
                {move || session.words().share.csv}
            </button>
            <button class="button plain" type="button" hidden=move || !is_indicator.get() on:click=picture>
                {move || session.words().share.svg}
            </button>
            <button class="button plain" type="button" on:click=print>{move || session.words().share.print}</button>
            <span class="small" role="status">{move || said.get()}</span>
        </div>
    }
}

/// The table on display as a file for spreadsheets.
fn save_table(session: Session, opened: &Opened) -> Option<()> {
    let state = session.address.now();
    let resolved = resolve(&state, &opened.catalogue)?;
    let (level, indicator) = (&resolved.level.id, &resolved.indicator.id);
    let figures = untrack(|| session.store.figures(level, indicator)).ready()?;
    let details = match untrack(|| session.store.details()) {
        Load::Ready(details) => Some(details),
        _ => None,
    };
    let shown = Shown::of(&resolved, &figures);
    let ranking = Ranking::of_shown(&shown, true);
    let order = order_rows(resolved.level, shown.areas(), resolved.sort);
    let footer = Footer {
        catalogue: &opened.catalogue,
        provenance: details.as_ref().and_then(|d| d.provenance.get(indicator)),
        lang: state.lang,
    };
    let text = csv_of_shown(&shown, &resolved.slice, &order, ranking.as_ref(), footer);
    save(&format!("{indicator}.csv"), "text/csv;charset=utf-8", &text)
}

/// The map on display as a picture with its source.
fn save_picture(session: Session, opened: &Opened) -> Option<()> {
    let state = session.address.now();
    let resolved = resolve(&state, &opened.catalogue)?;
    let (level, indicator) = (&resolved.level.id, &resolved.indicator.id);
    let figures = untrack(|| session.store.figures(level, indicator)).ready()?;
    let outlines = Outlines::of(&*untrack(|| session.store.shapes(level)).ready()?, 800.0)?;
    let shown = Shown::of(&resolved, &figures);
    let ranking = Ranking::of_shown(&shown, true);
    let bounds = ClassBounds::of(&shown, &figures, &resolved.slice, &resolved.classes, resolved.fix);
    let part = super::display::part_title(opened, &resolved, state.lang);
    let look =
        Look { shown: &shown, ranking: ranking.as_ref(), bounds: bounds.as_ref(), part: &part, lang: state.lang };
    let details = untrack(|| session.store.details()).ready();
    let source = details.as_ref().and_then(|d| d.provenance.get(indicator)).map_or("", |p| p.attribution.as_str());
    let attribution = [source, &opened.catalogue.boundaries].join(" | ");
    let scene = look.map(&outlines, &crate::query::map_summary(&shown, state.lang), &resolved.areas);
    save(&format!("{indicator}.svg"), "image/svg+xml", &standalone(&scene, Tone::Light, &attribution))
}

fn save(name: &str, kind: &str, text: &str) -> Option<()> {
    let bytes = Array::of1(&Uint8Array::from(text.as_bytes()));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&bytes, &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = web_sys::window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url).ok()
}

/// What of the link does not exist here, and what a reader should know about the display.
pub fn notes(
    catalogue: &Catalogue,
    resolved: &Resolved<'_>,
    shown: &Shown<'_>,
    bounds: Option<&ClassBounds>,
    lang: Lang,
) -> Vec<String> {
    let t = text::words(lang);
    let mut notes: Vec<String> = resolved.notes.iter().map(|note| note.words(catalogue, lang)).collect();
    if let Some(broken) = shown.crosses_break {
        notes.push(text::series_break_sentence(broken.period, broken.reason.get(lang), lang));
    }
    match bounds.and_then(|b| b.note) {
        Some(ClassNote::NoReference) => notes.push(t.figure.no_reference.to_owned()),
        Some(ClassNote::Fewer { got, .. }) => notes.push(fill(t.figure.fewer_classes, &[&got.to_string()])),
        Some(ClassNote::AllEqual) | None => {}
    }
    let recomputed = |i: usize| shown.get(AreaIx::at(i)).flags().has(crate::model::ValueFlags::RECOMPUTED);
    if (0..shown.areas().len()).any(recomputed) {
        notes.push(t.state.recomputed.long.to_owned());
    }
    notes
}
