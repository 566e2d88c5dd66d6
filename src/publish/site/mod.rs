//! The complete static site: the app, the compiled bundles, and a plain page for each area and each indicator that needs
//! neither script nor WebAssembly.
//!
//! The same sources give the same bytes: nothing depends on the clock, on folders or on the order of a file system.

mod address;
mod app;
mod area;
mod atlas;
mod facts;
mod frame;
mod hosts;
mod indicator;
mod kinds;
mod markup;
mod overview;
mod picture;
mod raster;
mod render;
mod sink;
mod standing;
mod words;

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::build::{BuildError, BuildOptions, Prepared, apart, prepare};
use super::editions::Keeping;
use super::protect::Rules;
use super::{Output, Published, Remark, compact, finish, sign};
use crate::bundle::Finding;
use crate::bundle::source::sha256;
use crate::model::Lang;
use address::{Names, Pages, Public};
use frame::Shared;
pub(crate) use kinds::KINDS;
use overview::Entry;
use sink::{LIST, Sink};

/// What a publisher wants of the site.
#[derive(Clone, Debug, Default)]
pub struct SiteOptions {
    /// Folder of the finished app; without it there are the plain pages only.
    pub app: Option<PathBuf>,
    /// Whether the bundles that the app was built with go along.
    pub with_own: bool,
    /// Where the site will be.
    pub url: Option<String>,
    /// Private key that signs every bundle.
    pub key: Option<PathBuf>,
    /// Replaces a site that is there already.
    pub force: bool,
    /// Whether there are English pages beside the German ones.
    pub english: bool,
    /// What becomes of earlier editions.
    pub keeping: Keeping,
    /// What must not be published, beyond what the sources declare.
    pub rules: Rules,
}

/// What was made.
#[derive(Clone, Debug, Default)]
pub struct SiteBuilt {
    /// What was found about each source, by its path.
    pub findings: Vec<(PathBuf, Vec<Finding>, Vec<Remark>)>,
    /// What should be known about the site as a whole.
    pub remarks: Vec<Remark>,
    /// Kind, number of files, bytes: `app`, `bundle`, `page`, `picture`.
    pub counts: Vec<(&'static str, usize, u64)>,
    /// Earlier editions that are kept: bundle and edition.
    pub editions: Vec<(String, String)>,
}

/// Makes the site of some sources in `out`. The first source is the one that the app shows first.
///
/// # Errors
/// As [`build`](super::build()), for each source; a folder without a finished app; an address that is none; a key that
/// cannot sign.
pub fn site(
    sources: &[PathBuf],
    out: &Path,
    options: &SiteOptions,
    progress: &mut dyn FnMut(f64),
) -> Result<SiteBuilt, BuildError> {
    let public = match &options.url {
        Some(url) => Some(
            Public::parse(url)
                .ok_or_else(|| Remark::new(&kinds::NO_URL, "").found(url))
                .map_err(anyhow::Error::from)?,
        ),
        None => None,
    };
    for from in sources.iter().chain(&options.app) {
        apart(from, out)?;
    }
    let output = Output::begin(out, LIST, options.force)?;
    let mut sink = Sink::new(&output);
    let mut built = SiteBuilt::default();
    let app = options.app.as_deref().map(|app| app::copy(app, options.with_own, &mut sink)).transpose()?;
    let mut names = Names::default();
    reserve(&mut names, &sink);
    let bundles = bundles(sources, &output, options, &mut sink, &mut names, &mut built)?;
    let mut shared = Shared {
        public,
        style: String::new(),
        app: app.is_some(),
        landing: (bundles.len() > 1).then(|| if app.is_some() { "atlanten.html" } else { "index.html" }.to_owned()),
        languages: if options.english { vec![Lang::De, Lang::En] } else { vec![Lang::De] },
    };
    let sheet = style();
    let digest = sha256(sheet.as_bytes());
    shared.style = format!("seiten-{}.css", digest.get(..16).unwrap_or_default());
    sink.put(&shared.style, sheet.as_bytes(), "page")?;
    render::pages(&shared, &bundles, &mut sink, progress)?;
    let entries: Vec<Entry> = bundles.iter().map(entry).collect();
    for lang in &shared.languages {
        if let Some((path, page)) = overview::list(&shared, &entries, *lang) {
            sink.put(&path, page.as_bytes(), "page")?;
        }
    }
    front(&shared, app.as_ref(), &entries, &bundles, &output, &mut sink)?;
    built.counts =
        ["app", "bundle", "page", "picture"].iter().map(|k| (*k, sink.count(k).0, sink.count(k).1)).collect();
    sink.finish()?;
    output.commit()?;
    if shared.public.is_none() {
        built.remarks.push(Remark::new(&kinds::WITHOUT_URL, ""));
    }
    progress(1.0);
    Ok(built)
}

/// One bundle of the site.
struct Ready {
    pages: Pages,
    published: Published,
}

/// Keeps bundles from taking names that the site needs.
fn reserve(names: &mut Names, sink: &Sink<'_>) {
    for name in ["bundles", "en", "index", "atlanten", "404"] {
        names.take(name);
    }
    for first in sink.listed.iter().filter_map(|l| l.path.split('/').next()) {
        names.take(first);
    }
}

/// Compiles every source into its folder, beside its earlier editions, and signs it.
fn bundles(
    sources: &[PathBuf],
    output: &Output,
    options: &SiteOptions,
    sink: &mut Sink<'_>,
    names: &mut Names,
    built: &mut SiteBuilt,
) -> Result<Vec<Ready>, BuildError> {
    let mut ready: Vec<Ready> = Vec::new();
    let building = BuildOptions {
        force: options.force,
        keeping: options.keeping.clone(),
        rules: options.rules.clone(),
        previous: None,
    };
    for source in sources {
        let mut folder = String::new();
        let mut previous = |name: &str| {
            folder = names.take(if name.is_empty() { "atlas" } else { name });
            output.previous().map(|p| p.join("bundles").join(&folder)).filter(|p| p.is_dir())
        };
        let prepared = prepare(source, &building, &mut previous, &mut |_| ())?;
        let Prepared { parts, findings, remarks, kept } = prepared;
        let published = Published::of_parts(&parts)?;
        let name = &published.catalogue.name;
        if ready.iter().any(|r| &r.published.catalogue.name == name) {
            let remark = Remark::new(&kinds::SAME_NAME, source.display().to_string()).found(name);
            return Err(BuildError::Other(remark.into()));
        }
        let place = format!("bundles/{folder}");
        for part in &parts {
            output.write(&format!("{place}/{}", part.path), &part.bytes)?;
        }
        kept.write(&output.folder().join(&place))?;
        if let Some(key) = &options.key {
            sign::sign(&output.folder().join(&place), key, true)?;
        }
        for part in &parts {
            let path = format!("{place}/{}", part.path);
            let written = std::fs::read(output.folder().join(&path)).map_err(anyhow::Error::from)?;
            sink.note(&path, &written, "bundle");
        }
        built.findings.push((source.clone(), findings, remarks));
        built.editions.extend(kept.editions.iter().map(|e| (folder.clone(), e.clone())));
        ready.push(Ready { pages: Pages::of(&folder, &published.catalogue, ready.is_empty()), published });
    }
    Ok(ready)
}

fn entry(bundle: &Ready) -> Entry {
    let catalogue = &bundle.published.catalogue;
    Entry {
        title: catalogue.title.clone(),
        description: catalogue.description.clone(),
        pages: bundle.pages.clone(),
        counts: (catalogue.levels.first().map_or(0, |l| l.areas.len()), catalogue.indicators.len()),
    }
}

/// The front page, the page for wrong addresses, and what hosts and robots read.
fn front(
    shared: &Shared,
    app: Option<&app::App>,
    entries: &[Entry],
    bundles: &[Ready],
    output: &Output,
    sink: &mut Sink<'_>,
) -> Result<()> {
    let mut policy = frame::POLICY.to_owned();
    let Some(first) = bundles.first() else { return Ok(()) };
    if let Some(app) = app {
        policy.clone_from(&app.policy);
        let picture = finish::first_picture(&output.folder().join("bundles").join(&first.pages.folder))?;
        let page = app.page(shared, entries, &first.pages, &picture);
        sink.put("index.html", page.as_bytes(), "app")?;
    } else if shared.landing.is_none() {
        // One atlas without app: the front page leads to it.
        let page = overview::forward(&first.pages.overview(Lang::De), first.published.catalogue.title.get(Lang::De));
        sink.put("index.html", page.as_bytes(), "page")?;
    }
    let home = if app.is_some() || shared.landing.is_some() {
        "index.html".to_owned()
    } else {
        first.pages.overview(Lang::De)
    };
    sink.put("404.html", overview::not_found(shared, &home).as_bytes(), "page")?;
    let own = |path: &str| path.ends_with(".html") && path != "404.html";
    let mut pages: Vec<String> = sink.listed.iter().filter(|l| own(&l.path)).map(|l| l.path.clone()).collect();
    pages.sort();
    for (path, text) in hosts::for_robots(shared.public.as_ref(), &pages) {
        sink.aside(&path, &text)?;
    }
    for (path, text) in hosts::files(&policy, shared.public.as_ref(), &sink.listed) {
        sink.aside(path, &text)?;
    }
    Ok(())
}

/// The style sheet of all static pages: that of the app, and a little of their own.
fn style() -> String {
    let sheets = [
        include_str!("../../../public/style/tokens.css"),
        include_str!("../../../public/style/graphics.css"),
        include_str!("../../../public/style/page.css"),
        include_str!("site.css"),
    ];
    compact::style(&sheets.concat())
}
