//! Which texts there are. A language is a value of [`Text`]; a text that is missing in a language does not compile.
//!
//! Texts with places (`{0}`, `{1}`) are filled by [`fill`](super::fill); what stands in them is said here. Fields
//! without a comment hold the words of the thing they are named after.
#![allow(missing_docs)] // The names of the fields are the glossary's; a sentence for each would only repeat them.

use super::{NumberText, SentenceText, StateText};

/// Everything the atlas says in one language.
pub struct Text {
    /// Frame of every page: name, menu, footer, waiting.
    pub app: AppText,
    /// Searching a place.
    pub search: SearchText,
    /// One indicator: map, bars, table, trend and their controls.
    pub figure: FigureText,
    /// Where figures come from and what they mean.
    pub source: SourceText,
    /// Links, printing, files.
    pub share: ShareText,
    /// Start, catalogue, profile, comparison, own data.
    pub page: PageText,
    /// Signs instead of and beside figures.
    pub state: StateText,
    /// Parts of a link that could not be followed.
    pub link: LinkText,
    /// What went wrong and what helps.
    pub error: ErrorText,
    /// The page about the atlas.
    pub about: AboutText,
    /// Numbers, units, dates.
    pub number: NumberText,
    /// Sentences about figures.
    pub sentence: SentenceText,
}

/// Frame of every page.
pub struct AppText {
    pub name: &'static str,
    pub skip: &'static str,
    pub menu: &'static str,
    pub start: &'static str,
    pub indicator: &'static str,
    pub catalogue: &'static str,
    pub profile: &'static str,
    pub compare: &'static str,
    pub analysis: &'static str,
    pub report: &'static str,
    pub about: &'static str,
    /// The language's name in itself.
    pub language_name: &'static str,
    pub colours: &'static str,
    pub light: &'static str,
    pub dark: &'static str,
    pub close: &'static str,
    pub more: &'static str,
    pub less: &'static str,
    pub loading: &'static str,
    pub loading_catalogue: &'static str,
    pub loading_values: &'static str,
    pub licence: &'static str,
    pub contact: &'static str,
    pub accessibility: &'static str,
    pub imprint: &'static str,
    /// {0} edition.
    pub edition_of: &'static str,
}

/// Searching a place.
pub struct SearchText {
    pub label: &'static str,
    pub placeholder: &'static str,
    pub none: &'static str,
    pub one: &'static str,
    /// {0} number of places.
    pub many: &'static str,
    pub clear: &'static str,
    pub keys: &'static str,
    pub locate: &'static str,
    pub locating: &'static str,
    pub outside: &'static str,
    pub denied: &'static str,
    pub unavailable: &'static str,
    pub nothing_sent: &'static str,
}

/// One indicator with its controls.
pub struct FigureText {
    pub map: &'static str,
    pub bars: &'static str,
    pub table: &'static str,
    pub trend: &'static str,
    pub rank: &'static str,
    pub value: &'static str,
    pub key: &'static str,
    pub area: &'static str,
    pub areas: &'static str,
    pub unit: &'static str,
    pub change: &'static str,
    /// {0} name of the reference.
    pub against: &'static str,
    pub remark: &'static str,
    pub reference: &'static str,
    pub no_land_value: &'static str,
    pub median: &'static str,
    pub peers: &'static str,
    pub no_reference: &'static str,
    pub legend: &'static str,
    pub without_value: &'static str,
    pub classes: &'static str,
    pub quantile: &'static str,
    pub natural: &'static str,
    pub equal: &'static str,
    pub deviation: &'static str,
    pub around_reference: &'static str,
    pub own_bounds: &'static str,
    pub class_count: &'static str,
    pub fixed: &'static str,
    /// {0} classes asked for, {1} classes shown.
    pub fewer_classes: &'static str,
    pub settings: &'static str,
    /// {0} lower, {1} upper bound.
    pub class_range: &'static str,
    /// {0} lower bound, {1} highest value.
    pub class_last: &'static str,
    /// {0} upper bound.
    pub class_below: &'static str,
    /// {0} lower bound.
    pub class_above: &'static str,
    pub period: &'static str,
    pub later: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub one_period: &'static str,
    /// {0} first, {1} last period.
    pub from_to: &'static str,
    pub series_break: &'static str,
    pub sort_by: &'static str,
    pub highest_first: &'static str,
    pub level: &'static str,
    pub territorial_status: &'static str,
    pub breakdown: &'static str,
    pub total: &'static str,
    pub own_calculation: &'static str,
    pub unfit: &'static str,
    pub keys: &'static str,
    pub open_profile: &'static str,
}

/// Where figures come from and what they mean.
pub struct SourceText {
    pub heading: &'static str,
    pub definition: &'static str,
    pub formula: &'static str,
    pub numerator: &'static str,
    pub denominator: &'static str,
    pub source: &'static str,
    pub table: &'static str,
    pub licence: &'static str,
    pub attribution: &'static str,
    pub edition: &'static str,
    pub note: &'static str,
    pub reference_date: &'static str,
    pub vintage: &'static str,
    pub update_cycle: &'static str,
    pub next_update: &'static str,
    pub boundaries: &'static str,
    pub minimum_cases: &'static str,
    pub fitness: &'static str,
    pub sector_plans: &'static str,
    pub series_breaks: &'static str,
    pub related: &'static str,
    pub gap: &'static str,
    pub gaps: &'static str,
    pub needed_for: &'static str,
}

/// Links, printing, files.
pub struct ShareText {
    pub link: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub print: &'static str,
    pub csv: &'static str,
    pub svg: &'static str,
    pub embed: &'static str,
    /// Said beside the link while own data are open.
    pub own_data_not_in_link: &'static str,
}

/// Start, catalogue, profile, comparison, own data.
pub struct PageText {
    /// {0} the area that contains all others (the Land).
    pub question: &'static str,
    pub close_own_data: &'static str,
    pub rank_order: &'static str,
    pub sources: &'static str,
    /// {0} area of former times.
    pub now_for: &'static str,
    pub themes: &'static str,
    pub one_indicator: &'static str,
    /// {0} number of indicators.
    pub indicators: &'static str,
    pub choose_area: &'static str,
    pub find_indicator: &'static str,
    pub no_indicator: &'static str,
    /// {0} number of indicators found.
    pub indicators_found: &'static str,
    pub coverage: &'static str,
    pub context: &'static str,
    /// {0} period.
    pub change_since: &'static str,
    pub notes: &'static str,
    pub remove: &'static str,
    pub own_data: &'static str,
    pub choose_file: &'static str,
    pub own_data_kind: &'static str,
    pub own_data_private: &'static str,
    /// {0} number of errors, {1} number of other findings.
    pub own_data_remarks: &'static str,
}

/// Parts of a link that could not be followed.
pub struct LinkText {
    pub heading: &'static str,
    /// {0} parameter, {1} value.
    pub unknown: &'static str,
    /// {0} parameter, {1} value.
    pub invalid: &'static str,
    /// {0} parameter, {1} value.
    pub unreadable: &'static str,
    /// {0} parameter, {1} value.
    pub repeated: &'static str,
    /// {0} parameter or nothing, {1} first part that was left out.
    pub too_long: &'static str,
    /// {0} id.
    pub no_indicator: &'static str,
    /// {0} key.
    pub no_area: &'static str,
    /// {0} id.
    pub no_level: &'static str,
    /// {0} period as asked for.
    pub no_period: &'static str,
    /// {0} breakdown and category.
    pub no_breakdown: &'static str,
    /// {0} key.
    pub no_reference: &'static str,
    /// {0} indicator, {1} levels that have figures.
    pub not_on_level: &'static str,
    /// {0} area, {1} its level.
    pub other_level: &'static str,
    pub reversed: &'static str,
    /// {0} edition of the link, {1} edition shown.
    pub other_edition: &'static str,
    pub not_built: &'static str,
}

/// What went wrong and what helps.
pub struct ErrorText {
    pub heading: &'static str,
    pub retry: &'static str,
    pub reload: &'static str,
    pub offline: &'static str,
    /// {0} address of the file.
    pub not_found: &'static str,
    /// {0} status code.
    pub server: &'static str,
    pub timeout: &'static str,
    pub truncated: &'static str,
    pub wrong_type: &'static str,
    pub wrong_hash: &'static str,
    /// {0} what the reader of the bundle says.
    pub unreadable: &'static str,
    pub rejected: &'static str,
    pub too_large: &'static str,
    /// {0} host.
    pub other_origin: &'static str,
}

/// The page about the atlas: headings and their paragraphs.
pub struct AboutText {
    pub heading: &'static str,
    pub what: &'static str,
    pub reading_heading: &'static str,
    pub reading: &'static str,
    pub ranks: &'static str,
    pub causes: &'static str,
    pub missing_heading: &'static str,
    pub missing: &'static str,
    pub privacy_heading: &'static str,
    pub privacy: &'static str,
    pub keyboard_heading: &'static str,
    pub keyboard: &'static str,
    pub sources_heading: &'static str,
    pub sources: &'static str,
}
