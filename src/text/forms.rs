//! The forms of numbers and sentences that a language supplies; filled by [`number()`](super::number()) and its
//! neighbours and by [`place_sentence`](super::place_sentence) and its neighbours.
#![allow(missing_docs)] // What stands in the places is said; the rest is in the names.

/// Numbers, units, dates.
pub struct NumberText {
    pub decimal: char,
    pub thousands: char,
    pub months: [&'static str; 12],
    /// {0} day, {1} two-digit day, {2} two-digit month, {3} year, {4} name of the month.
    pub day: &'static str,
    /// {0} name of the month, {1} year.
    pub month: &'static str,
    pub percentage_points: &'static str,
    pub percentage_point: &'static str,
    /// {0} rank, {1} number of ranked areas.
    pub rank: &'static str,
    /// {0} rank as above, within a line of words.
    pub ranked: &'static str,
    /// {0} first, {1} last of the shared ranks, {2} number of ranked areas.
    pub shared_rank: &'static str,
}

/// Sentences about figures. Areas, titles and references are put in as they are, so no sentence may ask for an
/// article or an ending.
pub struct SentenceText {
    /// {0} area, {1} indicator, {2} figure, {3} period.
    pub figure: &'static str,
    /// {0} area, {1} indicator, {2} period, {3} reason.
    pub missing: &'static str,
    /// {0} difference without sign, {1} reference, {2} its figure.
    pub more: &'static str,
    /// {0} difference without sign, {1} reference, {2} its figure.
    pub less: &'static str,
    /// {0} reference, {1} its figure.
    pub same: &'static str,
    /// {0} reference, {1} its figure; for counts, which are not compared.
    pub beside: &'static str,
    /// {0} reference, {1} reason.
    pub no_reference: &'static str,
    /// {0} rank.
    pub rank: &'static str,
    /// {0} rank; the highest figure.
    pub rank_highest: &'static str,
    /// {0} rank; the lowest figure.
    pub rank_lowest: &'static str,
    /// {0} first, {1} last period, {2} difference without sign.
    pub risen: &'static str,
    pub fallen: &'static str,
    /// {0} first, {1} last period, {2} difference with sign.
    pub steady: &'static str,
    /// {0} first, {1} last period.
    pub unchanged: &'static str,
    /// {0} first, {1} last period.
    pub no_change: &'static str,
    /// {0} first period after the break, {1} reason.
    pub broken: &'static str,
    /// {0} first period after the break.
    pub broken_without_reason: &'static str,
    /// {0} number of areas.
    pub areas: &'static str,
    pub one_area: &'static str,
    /// {0} areas, {1} lowest, {2} its area, {3} highest, {4} its area, {5} median.
    pub spread: &'static str,
    /// {0} areas, {1} the figure that all have.
    pub all_same: &'static str,
    /// {0} areas without value, {1} reasons.
    pub without_value: &'static str,
    /// {0} areas.
    pub no_values: &'static str,
    /// {0} title, {1} first period, {2} its figure, {3} last period, {4} its figure.
    pub trend: &'static str,
    /// {0} lowest, {1} its period, {2} highest, {3} its period.
    pub trend_range: &'static str,
    /// {0} number of periods.
    pub trend_gaps: &'static str,
    /// {0} area, {1} indicators with figure, {2} indicators in all.
    pub profile: &'static str,
    /// {0} number above, {1} number below, {2} number equal, {3} reference.
    pub profile_compared: &'static str,
    /// The median of all areas, as it stands after "the value for".
    pub median_of_areas: &'static str,
    /// The median of areas of the same kind.
    pub median_of_peers: &'static str,
    /// {0} indicators.
    pub profile_higher: &'static str,
    pub profile_lower: &'static str,
    /// {0} indicator, {1} figure, {2} period, {3} median.
    pub profile_item: &'static str,
    pub profile_usual: &'static str,
    /// {0} indicator, {1} first period, {2} its figure, {3} last period, {4} its figure, {5} change, {6} median change.
    pub profile_changed: &'static str,
}
