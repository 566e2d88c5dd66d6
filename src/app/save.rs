//! Taking something along: the link, the table, the picture.

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::pages::look_at;
use super::session::Session;
use crate::query::{Footer, csv_of_shown, map_summary, order_rows, resolve};
use crate::scene::{Look, Outlines, Tone, standalone};
use crate::text;

/// Copies the link that reproduces the view and pins the edition; says how it went.
pub fn copy_link(session: Session) {
    let Some(opened) = session.store.bundle_now() else { return };
    let t = text::words(session.address.now().lang);
    let link = session.address.share_link(&opened.catalogue.edition);
    let clipboard = web_sys::window().map(|w| w.navigator().clipboard()).filter(|c| !c.is_undefined());
    leptos::task::spawn_local(async move {
        let done = match clipboard {
            Some(clipboard) => JsFuture::from(clipboard.write_text(&link)).await.is_ok(),
            // Only pages on secure origins have a clipboard.
            None => false,
        };
        session.set(|l| {
            l.said = match (done, opened.private) {
                (false, _) => t.share.copy_failed,
                (true, true) => t.share.own_data_not_in_link,
                (true, false) => t.share.copied,
            };
        });
    });
}

/// Saves the table on display for spreadsheets (`csv`) or the map as a picture with its source (`svg`).
pub fn save(session: Session, table: bool) -> Option<()> {
    let state = session.address.now();
    let opened = session.store.bundle_now()?;
    let resolved = resolve(&state, &opened.catalogue)?;
    let (level, indicator) = (&resolved.level.id, &resolved.indicator.id);
    let figures = untrack(|| session.store.figures(level, indicator)).ready()?;
    let details = untrack(|| session.store.details()).ready();
    let provenance = details.as_ref().and_then(|d| d.provenance.get(indicator));
    let csv = |look: &Look<'_>| {
        let order = order_rows(resolved.level, look.shown.areas(), resolved.sort);
        let footer = Footer { catalogue: &opened.catalogue, provenance, lang: state.lang };
        csv_of_shown(look.shown, &resolved.slice, &order, look.ranking, footer)
    };
    if table {
        let text = look_at(&opened, &state, &resolved, &figures, csv);
        return offer(&format!("{indicator}.csv"), "text/csv;charset=utf-8", &text);
    }
    let shapes = untrack(|| session.store.shapes(level)).ready()?;
    let figures_of = provenance.map_or_else(String::new, |p| {
        let words = text::words(state.lang).source.source;
        format!("{words}: {}, {}; {}; {} ({}) | ", p.source, p.source_uri, p.attribution, p.licence, p.licence_uri)
    });
    let attribution = figures_of + &opened.catalogue.boundaries;
    let picture = look_at(&opened, &state, &resolved, &figures, |look| {
        let map = look.map(&Outlines::of(&shapes, 800.0), &map_summary(look.shown, state.lang), &resolved.areas);
        standalone(&map, Tone::Light, &attribution)
    });
    offer(&format!("{indicator}.svg"), "image/svg+xml", &picture)
}

fn offer(name: &str, kind: &str, text: &str) -> Option<()> {
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
