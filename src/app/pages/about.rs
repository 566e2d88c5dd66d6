//! What the atlas is, how to read it, which signs stand for missing figures.

use super::{Frame, start};
use crate::app::html::Html;
use crate::app::paint::Page;

/// Fills the page; returns its heading.
pub fn fill(page: &mut Page, frame: &Frame<'_>) -> String {
    let (t, catalogue) = (frame.t, &frame.opened.catalogue);
    let mut html = Html::new();
    html.raw("<div id=\"notices\"></div>").el("h1", "", t.about.heading);
    html.el("p", "lead", catalogue.description.get(frame.state.lang)).el("p", "", t.about.what);
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
    part(t.about.sources_heading, &[t.about.sources, &catalogue.boundaries]);
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
    html.raw("</tbody></table></div>").raw(&start::own_files(t));
    page.skeleton = html.done();
    t.about.heading.to_owned()
}
