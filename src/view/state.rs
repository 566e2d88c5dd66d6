//! The state that an address stands for.

use crate::model::{AreaKey, IndicatorId, Lang, LevelId, Period, Slice};

/// Everything a reader would share. The default is the plain address of the atlas.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewState {
    /// Which page.
    pub view: View,
    /// Indicators, the first is the main one.
    pub indicators: Vec<IndicatorId>,
    /// Level of areas.
    pub level: Option<LevelId>,
    /// Period or change between two.
    pub period: Option<PeriodChoice>,
    /// Selected areas.
    pub areas: Vec<AreaKey>,
    /// What figures are compared with.
    pub reference: Option<ReferenceChoice>,
    /// Breakdown, the total if empty.
    pub breakdown: Slice,
    /// How the map's classes are made.
    pub classes: Option<Classes>,
    /// Whether class bounds are the same in all periods.
    pub fix: bool,
    /// Order of bars and table.
    pub sort: Option<Sort>,
    /// Analysis tool.
    pub tool: Option<Tool>,
    /// Weights of an index.
    pub weights: Vec<Weight>,
    /// Norms of a supply question.
    pub norms: Vec<Norm>,
    /// Own planning areas: a name and its members.
    pub sets: Vec<(String, Vec<AreaKey>)>,
    /// Language.
    pub lang: Lang,
    /// Edition pinned by the link.
    pub edition: Option<String>,
    /// Address of the bundle relative to the app.
    pub bundle: Option<String>,
    /// Widget and its options.
    pub embed: Option<Embed>,
}

impl Default for ViewState {
    fn default() -> Self {
        ViewState {
            view: View::Start,
            indicators: Vec::new(),
            level: None,
            period: None,
            areas: Vec::new(),
            reference: None,
            breakdown: Slice::total(),
            classes: None,
            fix: true,
            sort: None,
            tool: None,
            weights: Vec::new(),
            norms: Vec::new(),
            sets: Vec::new(),
            lang: Lang::De,
            edition: None,
            bundle: None,
            embed: None,
        }
    }
}

/// A page of the atlas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Place search, themes, first map.
    #[default]
    Start,
    /// One indicator: map, bars, table.
    Indicator,
    /// One area: every theme.
    Profile,
    /// Areas side by side.
    Compare,
    /// Analysis tools.
    Analysis,
    /// Report of chosen areas and indicators.
    Report,
    /// All indicators.
    Catalogue,
    /// About the atlas.
    About,
}

/// A period, or the change between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodChoice {
    /// One period.
    At(Period),
    /// From the first to the second.
    Change(Period, Period),
}

/// What a figure is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceChoice {
    /// A named area.
    Area(AreaKey),
    /// Areas of the same kind.
    Peers,
    /// The median of the areas.
    Median,
    /// Nothing.
    None,
}

/// How class bounds are found.
#[derive(Clone, Debug, PartialEq)]
pub enum Classes {
    /// The same number of areas in each class.
    Quantile(u8),
    /// Natural breaks (Fisher-Jenks).
    Natural(u8),
    /// The same width of each class.
    Equal(u8),
    /// Around the mean, in standard deviations.
    StandardDeviation,
    /// Around the reference.
    Reference,
    /// Own inner bounds, ascending.
    Own(Vec<f64>),
}

/// Order of bars and table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: SortColumn,
    /// Largest or last first.
    pub descending: bool,
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortColumn {
    /// By figure.
    Value,
    /// By name.
    Name,
    /// By change.
    Change,
}

/// An analysis tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tool {
    /// Similar areas.
    Similar,
    /// Composite index.
    Index,
    /// Status and dynamics.
    Typology,
    /// Clusters.
    Clusters,
    /// Two indicators.
    Relation,
    /// Spread and inequality.
    Spread,
    /// Planning areas.
    Areas,
    /// Supply and demand.
    Supply,
}

/// The weight of an indicator in an index.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its weight, finite.
    pub weight: f64,
}

/// A norm: so much supply for each member of the target group.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    /// What is supplied.
    pub of: String,
    /// Per member of the target group, finite.
    pub value: f64,
}

/// A widget in a foreign page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embed {
    /// Which one.
    pub widget: Widget,
    /// Without controls.
    pub no_controls: bool,
    /// The place search stays.
    pub search: bool,
    /// The period control stays.
    pub period: bool,
    /// The indicator control stays.
    pub indicator: bool,
    /// Fixed colour theme, the reader's if `None`.
    pub theme: Option<Theme>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A kind of widget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Widget {
    /// Map.
    Map,
    /// Sorted bars.
    Bars,
    /// Table.
    Table,
    /// Trend.
    Trend,
    /// Profile.
    Profile,
    /// One figure.
    Tile,
    /// Comparison.
    Compare,
}
