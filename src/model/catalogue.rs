//! Everything a bundle says about itself, without the figures.

use std::collections::BTreeMap;

use super::{
    AreaKey, AreaSet, Breakdown, BreakdownId, Indicator, IndicatorId, Level, LevelId, Provenance, ThemeId, Words,
};

/// What a bundle offers: themes, indicators, levels with their areas, sets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    /// Machine name of the bundle, as in its package.
    pub name: String,
    /// Title.
    pub title: Words,
    /// What it is about.
    pub description: Words,
    /// Edition, immutable.
    pub edition: String,
    /// Editions before this one.
    pub editions: Vec<Edition>,
    /// What is shown when the address says nothing.
    pub default_view: DefaultView,
    /// Themes in the order of presentation.
    pub themes: Vec<Theme>,
    /// Modules.
    pub modules: Vec<Module>,
    /// Indicators in the order of the publisher's catalogue.
    pub indicators: Vec<Indicator>,
    /// Breakdowns used by the indicators.
    pub breakdowns: Vec<Breakdown>,
    /// Levels of areas; the first is the default.
    pub levels: Vec<Level>,
    /// Planning areas.
    pub sets: Vec<AreaSet>,
    /// Attribution of the boundaries.
    pub boundaries: String,
    /// Whom to tell about an error in the data (mail address or link), may be empty.
    pub contact: String,
    /// Link to the imprint, may be empty.
    pub imprint: String,
    /// Link to the accessibility statement, may be empty.
    pub accessibility_statement: String,
}

impl Catalogue {
    /// An indicator by id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicators.iter().find(|i| &i.id == id)
    }

    /// A level by id.
    pub fn level(&self, id: &LevelId) -> Option<&Level> {
        self.levels.iter().find(|l| &l.id == id)
    }

    /// A theme by id.
    pub fn theme(&self, id: &ThemeId) -> Option<&Theme> {
        self.themes.iter().find(|t| &t.id == id)
    }

    /// A breakdown by id.
    pub fn breakdown(&self, id: &BreakdownId) -> Option<&Breakdown> {
        self.breakdowns.iter().find(|b| &b.id == id)
    }

    /// The indicators of a theme in catalogue order.
    pub fn of_theme<'a>(&'a self, id: &'a ThemeId) -> impl Iterator<Item = &'a Indicator> {
        self.indicators.iter().filter(move |i| &i.theme == id)
    }
}

/// What a reader asks after the first look: loaded as a part of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// Provenance of each indicator.
    pub provenance: BTreeMap<IndicatorId, Provenance>,
    /// What the instruments need and no source supplies ("Datenlücke").
    pub gaps: Vec<DataGap>,
    /// Qualitative notes.
    pub notes: Vec<Note>,
    /// Descriptions of the themes, in the order of the catalogue's themes.
    pub themes: Vec<Words>,
}

/// A theme ("Themenfeld").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Id.
    pub id: ThemeId,
    /// Title.
    pub title: Words,
}

/// A data module: indicators that are read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Words,
}

/// Something that is needed and not supplied by any source of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataGap {
    /// Id in the publisher's catalogue.
    pub id: IndicatorId,
    /// What is missing.
    pub title: Words,
    /// Its theme.
    pub theme: ThemeId,
    /// The instrument that needs it.
    pub instrument: Words,
    /// Why it is missing and where it would come from.
    pub reason: Words,
}

/// A qualitative note on an area, a theme or an indicator; apart from the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The area, any if `None`.
    pub area: Option<AreaKey>,
    /// The theme, any if `None`.
    pub theme: Option<ThemeId>,
    /// The indicator, any if `None`.
    pub indicator: Option<IndicatorId>,
    /// The note, plain text.
    pub text: Words,
}

/// The publisher's choice for the first look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DefaultView {
    /// Level, the first if `None`.
    pub level: Option<LevelId>,
    /// Indicator, the first if `None`.
    pub indicator: Option<IndicatorId>,
}

/// An edition that came before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its id.
    pub id: String,
    /// Path of its manifest, relative to this one.
    pub path: String,
}
