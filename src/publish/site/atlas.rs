//! One bundle with everything its pages are made of.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Pages, relative};
use super::frame::{Bundle, Head, Shared, others, page};
use super::markup::Markup;
use super::standing::Standing;
use super::words::{SiteText, words};
use crate::bundle::source::sha256;
use crate::model::{IndicatorId, Lang, Level, LevelId, Missing, Observation, ValueFlags};
use crate::publish::Published;
use crate::text::{self, Text};
use crate::view::ViewState;

/// One bundle in one language.
pub(super) struct Atlas<'a> {
    pub shared: &'a Shared,
    pub pages: &'a Pages,
    pub published: &'a Published,
    pub standings: &'a BTreeMap<(LevelId, IndicatorId), Standing<'a>>,
    pub preview: Option<String>,
    pub lang: Lang,
}

/// A page before its frame.
pub(super) struct Draft<'d> {
    pub path: String,
    pub title: &'d str,
    pub description: String,
    pub crumbs: Vec<(String, String)>,
    pub preview: Option<String>,
    pub others: Vec<(Lang, String)>,
    pub view: ViewState,
    pub main: String,
}

impl<'a> Atlas<'a> {
    /// The words of the app.
    pub fn text(&self) -> &'static Text {
        text::words(self.lang)
    }

    /// The words of the static pages.
    pub fn words(&self) -> &'static SiteText {
        words(self.lang)
    }

    /// The figures of an indicator on a level.
    pub fn standing(&self, level: &LevelId, indicator: &IndicatorId) -> Option<&Standing<'a>> {
        self.standings.get(&(level.clone(), indicator.clone()))
    }

    /// The level whose page has the indicator's own name: the first that has figures.
    pub fn main_level(&self, indicator: &IndicatorId) -> Option<&'a Level> {
        self.published.catalogue.levels.iter().find(|l| self.standing(&l.id, indicator).is_some())
    }

    /// The page of an indicator that shows a level.
    pub fn indicator_path(&self, indicator: &IndicatorId, level: &LevelId, lang: Lang) -> Option<String> {
        let main = self.main_level(indicator)?;
        let named = Some(level).filter(|l| **l != main.id);
        self.standing(level, indicator)?;
        self.pages.indicator(indicator, named, 0, lang)
    }

    /// The whole page, with its path.
    pub fn frame(&self, draft: Draft<'_>) -> (String, String) {
        let bundle = Bundle { pages: self.pages, catalogue: &self.published.catalogue, preview: self.preview.clone() };
        let head = Head {
            path: &draft.path,
            lang: self.lang,
            title: draft.title,
            description: &draft.description,
            crumbs: &draft.crumbs,
            preview: draft.preview.as_deref().or(bundle.preview.as_deref()),
            others: &draft.others,
            view: draft.view,
        };
        let page = page(self.shared, Some(&bundle), &head, &draft.main);
        (draft.path, page)
    }

    /// The same page in the other languages.
    pub fn others(&self, path: impl Fn(Lang) -> Option<String>) -> Vec<(Lang, String)> {
        others(self.shared, self.lang, path)
    }

    /// The way to the atlas, and to the list of atlases.
    pub fn crumbs(&self) -> Vec<(String, String)> {
        let mut crumbs = Vec::new();
        if let Some(landing) = super::frame::landing(self.shared, self.lang) {
            crumbs.push((self.words().all_atlases.to_owned(), landing));
        }
        let catalogue = &self.published.catalogue;
        crumbs.push((catalogue.title.get(self.lang).to_owned(), self.pages.overview(self.lang)));
        crumbs
    }

    /// The link to the app's view of a page.
    pub fn app_link(&self, from: &str, view: &ViewState, words: &str) -> String {
        if !self.shared.app {
            return String::new();
        }
        let view = ViewState { lang: self.lang, ..view.clone() };
        let to = relative(from, "index.html") + &self.pages.query(view);
        let mut m = Markup::default();
        m.raw("<p class=\"no-print\"><a class=\"button plain\"").attr("href", &to).raw(">").text(words).raw("</a></p>");
        m.done()
    }

    /// The place of a theme in the overview.
    pub fn theme_anchor(&self, theme: &crate::model::ThemeId) -> String {
        theme_anchor(theme.as_str())
    }
}

/// An id that is unique and may stand behind a `#` whatever the theme's id contains.
pub(super) fn theme_anchor(theme: &str) -> String {
    let digest = sha256(theme.as_bytes());
    format!("thema-{}", digest.get(..8).unwrap_or_default())
}

/// Signs that a page used, to explain them below.
#[derive(Default)]
pub(super) struct Signs {
    missing: BTreeSet<Missing>,
    flags: u8,
}

impl Signs {
    /// Notes what stands in a cell.
    pub fn see(&mut self, of: Observation) {
        self.missing.extend(of.missing());
        self.flags |= of.flags().0;
    }

    /// The explanation; nothing if there is nothing to explain.
    pub fn explain(&self, lang: Lang) -> String {
        if self.missing.is_empty() && self.flags == 0 {
            return String::new();
        }
        let state = &text::words(lang).state;
        let mut m = Markup::default();
        m.raw("<section class=\"section\">").el("h2", state.heading).raw("<dl class=\"facts\">");
        for reason in &self.missing {
            let sign = state.missing(*reason);
            m.el("dt", sign.short).el("dd", sign.long);
        }
        for flag in ValueFlags(self.flags).iter() {
            if let Some(sign) = state.flag(flag) {
                m.el("dt", sign.short).el("dd", sign.long);
            }
        }
        m.raw("</dl></section>").done()
    }
}
