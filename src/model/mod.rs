//! The nouns of the atlas: ids, periods, observations, tables, the catalogue. No input or output, no text for people.

mod area;
mod catalogue;
mod decimal;
mod ids;
mod indicator;
mod observation;
mod order;
mod period;
mod table;
mod whole;

pub use area::{Area, AreaSet, Level, SetMember};
pub use catalogue::{Catalogue, DataGap, DefaultView, Details, Edition, Module, Note, Theme};
pub use decimal::{Decimal, parse_number, plain};
pub use ids::{AreaIx, AreaKey, BreakdownId, CategoryId, IndicatorId, LevelId, SetId, ThemeId};
pub use indicator::{Breakdown, Category, Coverage, Grade, Indicator, Measure, Polarity, Provenance, SeriesBreak};
pub use observation::{Missing, Observation, ValueFlags};
pub use order::{arranged, ascending_once, order};
pub use period::{Interval, Period};
pub use table::{Column, Figures, Slice, Table};

/// A language of the atlas. German is the first language; every text exists in German.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// German, the default.
    #[default]
    De,
    /// English.
    En,
    /// Simple German, after the rules of "einfache Sprache".
    DeSimple,
}

/// A publisher's text in the languages it was written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// German; the text every other language falls back to.
    pub de: String,
    /// English, empty if the publisher wrote none.
    pub en: String,
    /// Simple German, empty if the publisher wrote none.
    pub simple: String,
}

impl Words {
    /// The same text in every language: for names and for bundles that say nothing about language.
    pub fn plain(text: impl Into<String>) -> Words {
        Words { de: text.into(), ..Words::default() }
    }

    /// The text for a reader of `lang`, German where the publisher wrote nothing else
    /// (English readers get German rather than an empty place).
    pub fn get(&self, lang: Lang) -> &str {
        let own = match lang {
            Lang::De => &self.de,
            Lang::En => &self.en,
            Lang::DeSimple => &self.simple,
        };
        if own.is_empty() { &self.de } else { own }
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.de.is_empty() && self.en.is_empty() && self.simple.is_empty()
    }
}
