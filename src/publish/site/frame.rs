//! What every static page has: head, way back, foot.

use super::address::{Pages, Public, prefix, relative};
use super::markup::Markup;
use super::words::words;
use crate::model::{Catalogue, Lang};
use crate::text::{self, fill};
use crate::view::ViewState;

/// The strictest policy that shows the page: no script, no form, nothing from elsewhere.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

/// What all pages of the site share.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    /// Where the site will be, if the publisher says so.
    pub public: Option<Public>,
    /// Path of the style sheet.
    pub style: String,
    /// Whether the app is part of the site, at `index.html`.
    pub app: bool,
    /// The page that lists all atlases, if there are several.
    pub landing: Option<String>,
    /// Languages of the pages, the first without a folder of its own.
    pub languages: Vec<Lang>,
}

/// One bundle of the site.
pub(super) struct Bundle<'a> {
    pub pages: &'a Pages,
    pub catalogue: &'a Catalogue,
    /// Path of the picture that links show, if there is one.
    pub preview: Option<String>,
}

/// What one page says about itself.
pub(super) struct Head<'a> {
    /// Path of the page.
    pub path: &'a str,
    pub lang: Lang,
    /// Title of the page, without that of the atlas.
    pub title: &'a str,
    /// What the page answers, in a sentence or two.
    pub description: &'a str,
    /// Pages above this one: name and path.
    pub crumbs: &'a [(String, String)],
    /// Path of the picture that links show.
    pub preview: Option<&'a str>,
    /// Path of the same page in another language.
    pub others: &'a [(Lang, String)],
    /// The app's view of the same.
    pub view: ViewState,
}

pub(super) fn code(lang: Lang) -> &'static str {
    if lang == Lang::En { "en" } else { "de" }
}

/// At most so many characters of a description are shown by search engines; cut at a word.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    cut.get(..end).unwrap_or(&cut).trim_end_matches([',', ';', ':']).to_owned() + " …"
}

/// A whole page around `main`.
pub(super) fn page(shared: &Shared, bundle: Option<&Bundle<'_>>, head: &Head<'_>, main: &str) -> String {
    let mut m = Markup::default();
    m.raw("<!doctype html>\n<html").attr("lang", code(head.lang)).raw("><head><meta charset=\"utf-8\">");
    m.raw("<meta http-equiv=\"Content-Security-Policy\"").attr("content", POLICY).raw(">");
    m.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    let atlas = bundle.map_or(words(head.lang).site_title, |b| b.catalogue.title.get(head.lang));
    let title = if head.title == atlas { atlas.to_owned() } else { format!("{} – {atlas}", head.title) };
    m.el("title", &title);
    let description = shortened(head.description, 300);
    m.raw("<meta name=\"description\"").attr("content", &description).raw(">");
    m.raw("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"theme-color\" content=\"#0b5563\">");
    m.raw("<link rel=\"stylesheet\"").attr("href", &relative(head.path, &shared.style)).raw(">");
    // Without a picture of its own a page makes browsers ask for one that is not there.
    let icon = if shared.app { relative(head.path, "favicon.svg") } else { "data:,".to_owned() };
    m.raw("<link rel=\"icon\"").attr("href", &icon).raw(">");
    links(&mut m, shared, head, &title, &description, atlas);
    m.raw("</head>\n<body><a class=\"skip\" href=\"#main\">").text(text::words(head.lang).app.skip).raw("</a>");
    top(&mut m, shared, bundle, head, atlas);
    m.raw("\n<main id=\"main\">");
    crumbs(&mut m, head);
    m.raw(main).raw("</main>\n");
    foot(&mut m, bundle, head, atlas);
    m.raw("</body></html>\n").done()
}

/// Canonical address, other languages, previews of links. All need an absolute address.
fn links(m: &mut Markup, shared: &Shared, head: &Head<'_>, title: &str, description: &str, atlas: &str) {
    let og = |m: &mut Markup, name: &str, value: &str| {
        m.raw("<meta").attr("property", name).attr("content", value).raw(">");
    };
    og(m, "og:type", "article");
    og(m, "og:title", title);
    og(m, "og:description", description);
    og(m, "og:site_name", atlas);
    og(m, "og:locale", if head.lang == Lang::En { "en_GB" } else { "de_DE" });
    let Some(public) = &shared.public else {
        m.raw("<meta name=\"twitter:card\" content=\"summary\">");
        return;
    };
    let own = public.of(head.path);
    m.raw("<link rel=\"canonical\"").attr("href", &own).raw(">");
    og(m, "og:url", &own);
    if !head.others.is_empty() {
        let all = head.others.iter().map(|(l, p)| (*l, p.as_str())).chain([(head.lang, head.path)]);
        for (lang, path) in all {
            m.raw("<link rel=\"alternate\"").attr("hreflang", code(lang)).attr("href", &public.of(path)).raw(">");
        }
    }
    match head.preview {
        Some(preview) => {
            og(m, "og:image", &public.of(preview));
            og(m, "og:image:type", "image/png");
            og(m, "og:image:width", "1200");
            og(m, "og:image:height", "630");
            og(m, "og:image:alt", title);
            m.raw("<meta name=\"twitter:card\" content=\"summary_large_image\">");
        }
        None => {
            m.raw("<meta name=\"twitter:card\" content=\"summary\">");
        }
    }
}

fn top(m: &mut Markup, shared: &Shared, bundle: Option<&Bundle<'_>>, head: &Head<'_>, atlas: &str) {
    let (t, w) = (text::words(head.lang), words(head.lang));
    m.raw("<header class=\"bar\"><div class=\"bar-in\">");
    let home = bundle.map(|b| b.pages.overview(head.lang)).or(shared.landing.clone()).unwrap_or_default();
    m.raw("<a class=\"brand\"").attr("href", &relative(head.path, &home)).raw(">").text(atlas).raw("</a>");
    m.raw("<nav class=\"nav\"").attr("aria-label", t.app.menu).raw(">");
    if bundle.is_some() {
        let to = relative(head.path, &home);
        m.page(&format!("{to}#gebiete"), w.areas).page(&format!("{to}#indikatoren"), w.indicators);
    }
    if let (true, Some(bundle)) = (shared.app, bundle) {
        let view = ViewState { lang: head.lang, ..head.view.clone() };
        let to = relative(head.path, "index.html") + &bundle.pages.query(view);
        m.raw("<a class=\"to-app\"").attr("href", &to).raw(">").text(w.interactive).raw("</a>");
    }
    for (lang, path) in head.others {
        m.raw("<a").attr("lang", code(*lang)).attr("hreflang", code(*lang)).attr("href", &relative(head.path, path));
        m.raw(">").text(w.other_language).raw("</a>");
    }
    m.raw("</nav></div></header>");
}

fn crumbs(m: &mut Markup, head: &Head<'_>) {
    if head.crumbs.is_empty() {
        return;
    }
    m.raw("<nav class=\"crumb\"").attr("aria-label", words(head.lang).crumbs).raw("><ol>");
    for (name, path) in head.crumbs {
        m.raw("<li>").page(&relative(head.path, path), name).raw("</li>");
    }
    m.raw("<li aria-current=\"page\">").text(head.title).raw("</li></ol></nav>");
}

fn foot(m: &mut Markup, bundle: Option<&Bundle<'_>>, head: &Head<'_>, atlas: &str) {
    let Some(bundle) = bundle else { return };
    let (t, catalogue) = (text::words(head.lang), bundle.catalogue);
    m.raw("<footer class=\"foot\"><div class=\"foot-in\"><p>").text(atlas).text(" · ");
    m.text(&fill(t.app.edition_of, &[&catalogue.edition])).raw("</p><p>").linked(&catalogue.boundaries).raw("</p>");
    let links = [
        (t.app.contact, &catalogue.contact),
        (t.app.imprint, &catalogue.imprint),
        (t.app.accessibility, &catalogue.accessibility_statement),
    ];
    let mut links = links.into_iter().filter(|(_, target)| !target.is_empty()).peekable();
    if links.peek().is_some() {
        m.raw("<p class=\"no-print\">");
        for (title, target) in links {
            m.outside(target, title).raw(" ");
        }
        m.raw("</p>");
    }
    m.raw("</div></footer>");
}

/// The same page in the other languages.
pub(super) fn others(shared: &Shared, lang: Lang, path: impl Fn(Lang) -> Option<String>) -> Vec<(Lang, String)> {
    shared.languages.iter().filter(|l| **l != lang).filter_map(|l| Some((*l, path(*l)?))).collect()
}

/// The page that lists all atlases, in a language.
pub(super) fn landing(shared: &Shared, lang: Lang) -> Option<String> {
    shared.landing.as_ref().map(|path| format!("{}{path}", prefix(lang)))
}
