//! What stands around every page: skip link, header, notices, footer.

use crate::app::html::Html;
use crate::app::paint::Page;
use crate::app::session::{Session, beside};
use crate::app::store::Opened;
use crate::model::Lang;
use crate::text::{Text, fill as filled, words};
use crate::view::{View, ViewState};

/// The sign of the atlas: a hexagon with a lit top.
const SIGN: &str = "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path class=\"b1\" d=\"M12 1 21.5 6.5v11L12 23 2.5 17.5v-11z\"/>\
                    <path class=\"b2\" d=\"M12 5.5 17.6 8.75 12 12 6.4 8.75z\"/></svg>";

/// Fills the frame.
pub fn fill(page: &mut Page, session: Session, state: &ViewState, opened: Option<&Opened>, t: &'static Text) {
    page.slot("skip", t.app.skip);
    page.slot("head", head(state, opened, t));
    page.slot("foot", foot(state, opened, t));
    page.slot("notices", notices(session, state, opened, t));
}

fn head(state: &ViewState, opened: Option<&Opened>, t: &'static Text) -> String {
    let mut html = Html::new();
    let to = |view| crate::app::address::href(&beside(state, view, |_| ()));
    let title = opened.map_or(t.app.name, |o| o.catalogue.title.get(state.lang));
    html.raw("<div class=\"bar-in\"><a class=\"brand\"").attr("href", &to(View::Start)).raw(">").raw(SIGN);
    html.el("span", "", title).raw("</a><nav class=\"nav\"").attr("aria-label", t.app.menu).raw(">");
    for (view, words) in [(View::Start, t.app.start), (View::Catalogue, t.app.catalogue), (View::About, t.app.about)] {
        html.raw("<a").attr("href", &to(view));
        if state.view == view {
            html.raw(" aria-current=\"page\"");
        }
        html.raw(">").text(words).raw("</a>");
    }
    let other = if state.lang == Lang::En { Lang::De } else { Lang::En };
    let switched = crate::app::address::href(&ViewState { lang: other, ..state.clone() });
    html.raw("<a id=\"lang\"").attr("href", &switched).attr("lang", crate::app::session::code(other)).raw(">");
    html.text(words(other).app.language_name).raw("</a><button type=\"button\" data-do=\"tone\">");
    html.text(&[t.app.light, "/", t.app.dark].concat()).raw("</button></nav></div>").done()
}

fn foot(state: &ViewState, opened: Option<&Opened>, t: &'static Text) -> String {
    let Some(opened) = opened else { return String::new() };
    let catalogue = &opened.catalogue;
    let mut html = Html::new();
    html.raw("<div class=\"foot-in\"><p>").text(catalogue.title.get(state.lang)).text(" · ");
    html.text(&filled(t.app.edition_of, &[&catalogue.edition])).raw("</p>");
    html.raw("<p>")
        .linked(&catalogue.boundaries)
        .raw("</p>")
        .el("p", "", t.about.privacy)
        .raw("<p class=\"no-print\">");
    let links = [
        (t.app.contact, &catalogue.contact),
        (t.app.imprint, &catalogue.imprint),
        (t.app.accessibility, &catalogue.accessibility_statement),
    ];
    for (title, target) in links.into_iter().filter(|(_, target)| !target.is_empty()) {
        html.link(target, "", title).raw(" ");
    }
    html.raw("</p></div>").done()
}

/// Parts of the link that were not understood, views that do not exist yet, remarks on an own bundle.
fn notices(session: Session, state: &ViewState, opened: Option<&Opened>, t: &'static Text) -> String {
    let mut notes: Vec<String> = session.address.notes().iter().map(|note| note.sentence(state.lang)).collect();
    if matches!(state.view, View::Compare | View::Analysis | View::Report) {
        notes.push(t.link.not_built.to_owned());
    }
    if opened.is_some_and(|o| o.private) {
        notes.push(t.page.own_data_private.to_owned());
    }
    let mut html = Html::new();
    session.read(|local| {
        if notes.is_empty() && local.remarks.is_empty() {
            return;
        }
        html.raw("<div class=\"note\" role=\"status\">");
        for note in &notes {
            html.el("p", "", note);
        }
        if opened.is_some_and(|o| o.private) {
            html.raw("<p><button class=\"link\" type=\"button\" data-do=\"close\">").text(t.page.close_own_data);
            html.raw("</button></p>");
        }
        if !local.remarks.is_empty() {
            let errors = local.remarks.iter().filter(|r| r.error).count();
            let warnings = local.remarks.len() - errors;
            html.raw(if errors > 0 { "<details open><summary>" } else { "<details><summary>" });
            html.text(&filled(t.page.own_data_remarks, &[&errors.to_string(), &warnings.to_string()]));
            html.raw("</summary><ul>");
            for remark in local.remarks.iter().take(200) {
                html.el("li", "", &remark.text);
            }
            html.raw("</ul></details>");
        }
        html.raw("</div>");
    });
    html.done()
}
