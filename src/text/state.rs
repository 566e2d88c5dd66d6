//! Signs of official statistics and the words for them.

use crate::model::{Missing, ValueFlags};

/// Signs instead of figures, and beside them.
pub struct StateText {
    /// Heading of the explanation.
    pub heading: &'static str,
    /// Column of the signs.
    pub sign: &'static str,
    /// Column of the meanings.
    pub meaning: &'static str,
    /// A published zero.
    pub zero: Sign,
    /// [`Missing::NotPublished`].
    pub not_published: Sign,
    /// [`Missing::UnknownOrConfidential`].
    pub unknown_or_confidential: Sign,
    /// [`Missing::Pending`].
    pub pending: Sign,
    /// [`Missing::Unreliable`].
    pub unreliable: Sign,
    /// [`Missing::NotApplicable`].
    pub not_applicable: Sign,
    /// [`Missing::NoSuchArea`].
    pub no_such_area: Sign,
    /// [`Missing::TerritoryChanged`].
    pub territory_changed: Sign,
    /// [`ValueFlags::PROVISIONAL`].
    pub provisional: Sign,
    /// [`ValueFlags::REVISED`].
    pub revised: Sign,
    /// [`ValueFlags::ESTIMATED`].
    pub estimated: Sign,
    /// [`ValueFlags::LIMITED_RELIABILITY`].
    pub limited_reliability: Sign,
    /// [`ValueFlags::ROUNDED`].
    pub rounded: Sign,
    /// [`ValueFlags::BREAK`].
    pub series_break: Sign,
    /// [`ValueFlags::RECOMPUTED`].
    pub recomputed: Sign,
}

/// A sign of official statistics with its words.
pub struct Sign {
    /// What a table cell shows: the official sign, or a short word where there is none.
    pub sign: &'static str,
    /// A word or two, for legends and sentences; without a full stop.
    pub short: &'static str,
    /// The explanation, one sentence or two.
    pub long: &'static str,
}

impl StateText {
    /// The words for a missing figure.
    pub fn missing(&self, reason: Missing) -> &Sign {
        match reason {
            Missing::NotPublished => &self.not_published,
            Missing::UnknownOrConfidential => &self.unknown_or_confidential,
            Missing::Pending => &self.pending,
            Missing::Unreliable => &self.unreliable,
            Missing::NotApplicable => &self.not_applicable,
            Missing::NoSuchArea => &self.no_such_area,
            Missing::TerritoryChanged => &self.territory_changed,
        }
    }

    /// The words for a single flag; `None` for no flag or several.
    pub fn flag(&self, flag: ValueFlags) -> Option<&Sign> {
        let signs = [
            &self.provisional,
            &self.revised,
            &self.estimated,
            &self.limited_reliability,
            &self.rounded,
            &self.series_break,
            &self.recomputed,
        ];
        ValueFlags::ALL.iter().position(|single| *single == flag).and_then(|place| signs.get(place).copied())
    }

    /// Every sign, in the order of the table that explains them: zero, missing figures, flags.
    pub fn all(&self) -> impl Iterator<Item = &Sign> {
        let missing = Missing::ALL.into_iter().map(|reason| self.missing(reason));
        let flags = ValueFlags::ALL.into_iter().filter_map(|flag| self.flag(flag));
        std::iter::once(&self.zero).chain(missing).chain(flags)
    }
}
