//! The app in the site: its files, and its page made to show the site's first bundle.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::address::{EMBEDDED, Pages, relative};
use super::frame::{Shared, landing};
use super::markup::Markup;
use super::overview::Entry;
use super::sink::Sink;
use super::words::words;
use crate::bundle::Files;
use crate::model::Lang;
use crate::publish::finish::{First, inner};
use crate::publish::{Folder, Remark};

/// Copies the app without the bundles it was built with (with them if `with_own`) and returns its content security
/// policy. The page is written later, by [`write_page`].
pub(super) fn copy(app: &Path, with_own: bool, sink: &mut Sink<'_>) -> Result<App> {
    let read = |path: &str| fs::read(app.join(path)).with_context(|| app.join(path).display().to_string());
    let refuse = |found: &str| Remark::new(&super::kinds::NO_APP, app.display().to_string()).found(found);
    let page = read("index.html").map_err(|_| refuse("index.html"))?;
    let page = String::from_utf8(page).map_err(|_| refuse("UTF-8"))?;
    let policy = inner(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">");
    let policy = policy.ok_or_else(|| refuse("Content-Security-Policy"))?.to_owned();
    for needed in ["<div id=\"first\">", "<div id=\"app\">", " id=\"start\"", "<noscript>", "</noscript>"] {
        if !page.contains(needed) {
            return Err(refuse(needed).into());
        }
    }
    for path in Folder::open(app)?.list() {
        let own = path.starts_with("bundles/");
        // What a host or a site of ours wrote there is written anew.
        if path == "index.html" || (own && !with_own) {
            continue;
        }
        sink.put(&path, &read(&path)?, if own { "bundle" } else { "app" })?;
    }
    Ok(App { page, policy })
}

/// The app's page as the build made it.
pub(super) struct App {
    page: String,
    pub policy: String,
}

impl App {
    /// The page for this site: first picture, title, links to the static pages.
    pub fn page(&self, shared: &Shared, entries: &[Entry], pages: &Pages, first: &First) -> String {
        let mut html = self.page.clone();
        let entry = entries.iter().find(|e| e.pages.folder == pages.folder);
        let (title, description) = entry.map_or(("", ""), |e| (e.title.get(Lang::De), e.description.get(Lang::De)));
        replace(&mut html, "<div id=\"first\">", "<div id=\"app\">", &(first.markup.clone() + "\n    "));
        while let Some(link) = inner(&html, "<link rel=\"preload\" href=\"bundles/", ">").map(str::to_owned) {
            html = html.replacen(&format!("<link rel=\"preload\" href=\"bundles/{link}>"), "", 1);
        }
        let mut head = Markup::default();
        for path in &first.preload {
            head.raw("<link rel=\"preload\"").attr("href", &format!("bundles/{}/{path}", pages.folder));
            head.raw(" as=\"fetch\" crossorigin=\"anonymous\">");
        }
        if let Some(public) = &shared.public {
            head.raw("<link rel=\"canonical\"").attr("href", &public.of("index.html")).raw(">");
            head.raw("<meta property=\"og:url\"").attr("content", &public.of("index.html")).raw(">");
        }
        head.raw("<meta property=\"og:type\" content=\"website\"><meta property=\"og:title\"").attr("content", title);
        head.raw("><meta property=\"og:description\"").attr("content", description).raw(">");
        replace(&mut html, "<title>", "</title>", &Markup::default().raw("<title>").text(title).done());
        let words = Markup::default().raw("<meta name=\"description\"").attr("content", description).done();
        replace(&mut html, "<meta name=\"description\"", ">", &words);
        html = html.replacen("</head>", &(head.done() + "</head>"), 1);
        let mut start = Markup::default();
        start.raw(" id=\"start\"");
        if pages.folder != EMBEDDED {
            start.attr("data-bundle", &pages.folder);
        }
        let list = landing(shared, Lang::De).unwrap_or_else(|| pages.overview(Lang::De));
        start.attr("data-figures", &list);
        html = html.replacen(" id=\"start\"", &start.done(), 1);
        let noscript = inner(&html, "<noscript>", "</noscript>").unwrap_or_default().to_owned();
        html = html.replacen(&format!("<noscript>{noscript}</noscript>"), &ways(shared, entries, pages), 1);
        html
    }
}

/// Links to the static pages and to the other atlases; first of all for readers without scripts, and for robots.
fn ways(shared: &Shared, entries: &[Entry], pages: &Pages) -> String {
    let mut m = Markup::default();
    m.raw(
        "<noscript><div class=\"trouble\"><h2>Der Atlas braucht JavaScript und WebAssembly</h2><p>Ihr Browser führt ",
    );
    m.raw("beides auf dieser Seite nicht aus. Alle Zahlen, Karten und Quellen gibt es auch ohne: ");
    m.page(&relative("index.html", &pages.overview(Lang::De)), words(Lang::De).plain_pages);
    m.raw(".</p><p lang=\"en\">The atlas needs JavaScript and WebAssembly. All figures are available without: ");
    let english = if shared.languages.contains(&Lang::En) { Lang::En } else { Lang::De };
    m.page(&pages.overview(english), words(Lang::En).plain_pages).raw(".</p></div></noscript>");
    m.raw("<nav class=\"foot no-print\"").attr("aria-label", words(Lang::De).plain_pages);
    m.raw("><div class=\"foot-in\"><p>").page(&pages.overview(Lang::De), words(Lang::De).plain_pages);
    if shared.languages.contains(&Lang::En) {
        m.raw(" · <span lang=\"en\">").page(&pages.overview(Lang::En), words(Lang::En).plain_pages).raw("</span>");
    }
    m.raw("</p>");
    let others: Vec<&Entry> = entries.iter().filter(|e| e.pages.folder != pages.folder).collect();
    if let (false, Some(list)) = (others.is_empty(), landing(shared, Lang::De)) {
        m.raw("<p>").page(&list, words(Lang::De).other_atlases).raw(":");
        for entry in others {
            let query = entry.pages.query(crate::view::ViewState::default());
            m.raw(" ").page(&format!("index.html{query}"), entry.title.get(Lang::De));
        }
        m.raw("</p>");
    }
    m.raw("</div></nav>").done()
}

/// Replaces what begins with `from` and ends before the next `to`.
fn replace(html: &mut String, from: &str, to: &str, by: &str) {
    let Some((before, rest)) = html.split_once(from) else { return };
    let Some(at) = rest.find(to) else { return };
    let behind = rest.get(at..).unwrap_or_default();
    *html = [before, by, behind].concat();
}
