//! What went wrong, in words and with a way on; what of a link was not understood; what the validator found.

use leptos::prelude::*;

use crate::app::fetch::{Cause, LoadError};
use crate::app::html::Html;
use crate::app::session::Session;
use crate::app::store::Load;
use crate::text::{Text, fill};
use crate::view::{UrlNote, UrlNoteKind};

/// The state of the opening itself: progress, or the error with a retry.
#[component]
pub fn Opening() -> impl IntoView {
    let session = expect_context::<Session>();
    move || match session.store.opened() {
        Load::Ready(_) => None,
        Load::Busy => {
            Some(view! { <p class="busy" role="status">{session.words().app.loading_catalogue}</p> }.into_any())
        }
        Load::Failed(error) => Some(view! { <Trouble error/> }.into_any()),
    }
}

/// One failed load with its cause and a retry.
#[component]
pub fn Trouble(error: LoadError) -> impl IntoView {
    let session = expect_context::<Session>();
    let t = session.words();
    view! {
        <div class="trouble" role="alert">
            <h2>{t.error.heading}</h2>
            <p>{cause(t, &error)}</p>
            <p class="small muted">{error.file.clone()}</p>
            <div class="actions">
                <button class="button" type="button" on:click=move |_| session.retry()>{t.error.retry}</button>
                <a class="button plain" href="?">{t.app.start}</a>
            </div>
        </div>
    }
}

fn cause(t: &Text, error: &LoadError) -> String {
    match &error.cause {
        Cause::Offline | Cause::Network => t.error.offline.to_owned(),
        Cause::Timeout => t.error.timeout.to_owned(),
        Cause::Status(404) => fill(t.error.not_found, &[&error.file]),
        Cause::Status(status) => fill(t.error.server, &[&status.to_string()]),
        Cause::WebPage => t.error.wrong_type.to_owned(),
        Cause::TooLarge => t.error.too_large.to_owned(),
        Cause::Truncated => t.error.truncated.to_owned(),
        Cause::Damaged => t.error.wrong_hash.to_owned(),
        Cause::Unreadable(detail) => fill(t.error.unreadable, &[detail]),
        Cause::Rejected => fill(t.error.unreadable, &[t.error.rejected]),
        Cause::Refused => fill(t.error.other_origin, &[&error.file]),
    }
}

/// Parts of the link that were not understood, remarks on an own bundle.
#[component]
pub fn Notices() -> impl IntoView {
    let session = expect_context::<Session>();
    let words = move || {
        let t = session.words();
        let notes: Vec<String> = session.address.notes().iter().map(|note| url_note(t, note)).collect();
        let remarks = session.remarks.get();
        let private = session.store.bundle().is_some_and(|o| o.private);
        if notes.is_empty() && remarks.is_empty() && !private {
            return String::new();
        }
        let mut html = Html::new();
        html.raw("<div class=\"note\" role=\"status\">");
        for note in &notes {
            html.el("p", "", note);
        }
        if private {
            html.el("p", "", t.page.own_data_private);
        }
        if !remarks.is_empty() {
            let errors = remarks.iter().filter(|r| r.error).count();
            html.raw("<details").raw(if errors > 0 { " open" } else { "" }).raw("><summary>");
            html.text(&fill(t.page.own_data_remarks, &[&errors.to_string(), &(remarks.len() - errors).to_string()]))
                .raw("</summary><ul>");
            for remark in remarks.iter().take(200) {
                html.el("li", "", &remark.text);
            }
            html.raw("</ul></details>");
        }
        html.raw("</div>").done()
    };
    view! { <div inner_html=words></div> }
}

fn url_note(t: &Text, note: &UrlNote) -> String {
    let words = match note.kind {
        UrlNoteKind::UnknownParameter => t.link.unknown,
        UrlNoteKind::InvalidValue => t.link.invalid,
        UrlNoteKind::Unreadable => t.link.unreadable,
        UrlNoteKind::Duplicate => t.link.repeated,
        UrlNoteKind::TooLong => t.link.too_long,
    };
    fill(words, &[&note.parameter, &note.value])
}
