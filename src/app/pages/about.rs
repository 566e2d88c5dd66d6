//! What the atlas is, how to read it, which signs stand for missing figures.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::html::Html;
use crate::app::parts::own::OwnFiles;
use crate::app::parts::settle::settle;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::model::Lang;
use crate::text;

/// About the atlas.
#[component]
pub fn About(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let title = Signal::derive(move || session.words().about.heading.to_owned());
    settle(session, title, Signal::derive(String::new), Signal::derive(|| true));
    view! {
        <h1>{move || title.get()}</h1>
        <div inner_html=move || write(&opened, session.lang())></div>
        <OwnFiles/>
    }
}

fn write(opened: &Opened, lang: Lang) -> String {
    let t = text::words(lang);
    let mut html = Html::new();
    html.el("p", "lead", opened.catalogue.description.get(lang)).el("p", "", t.about.what);
    let mut part = |heading: &str, texts: &[&str]| {
        html.raw("<section class=\"section\">").el("h2", "", heading);
        for text in texts {
            html.el("p", "", text);
        }
        html.raw("</section>");
    };
    part(t.about.reading_heading, &[t.about.reading, t.about.ranks, t.about.causes]);
    part(t.about.keyboard_heading, &[t.about.keyboard]);
    part(t.about.privacy_heading, &[t.about.privacy]);
    part(t.about.sources_heading, &[t.about.sources, &opened.catalogue.boundaries]);
    part(t.about.missing_heading, &[t.about.missing]);
    html.raw("<div class=\"table\"><table><thead><tr><th scope=\"col\">").text(t.state.sign);
    html.raw("</th><th scope=\"col\">").text(t.state.meaning).raw("</th></tr></thead><tbody>");
    for sign in t.state.all() {
        html.raw("<tr><th scope=\"row\" class=\"num\">")
            .text(sign.sign)
            .raw("</th><td>")
            .text(sign.long)
            .raw("</td></tr>");
    }
    html.raw("</tbody></table></div>").done()
}
