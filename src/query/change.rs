//! The change of a figure between two periods.

use crate::model::{Indicator, Measure, Missing, Observation, Period, SeriesBreak, Table, ValueFlags};

/// The unit of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeUnit {
    /// Percentage points: the difference of two shares.
    PercentagePoints,
    /// Per cent of the earlier figure.
    PerCent,
    /// The difference in the indicator's own unit.
    Difference,
}

/// How changes of one indicator between two periods are computed: the same way for every area of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change<'a> {
    /// The unit.
    pub unit: ChangeUnit,
    /// The series break between the periods, if the publisher declares one: the change is shown, with a remark.
    pub crosses: Option<&'a SeriesBreak>,
    from: Period,
    to: Period,
}

impl<'a> Change<'a> {
    /// The change of `indicator` from one period to a later one.
    ///
    /// Shares change by percentage points, indices by their difference, everything else by per cent of the earlier
    /// figure: 100 (later − earlier) / earlier. Where an area has a negative figure in one of the two periods
    /// (balances of migration, for example) per cent would mislead, and the whole table shows differences.
    pub fn between(indicator: &'a Indicator, table: &Table, from: Period, to: Period) -> Change<'a> {
        let negative = |p| table.column(p).is_some_and(|c| c.areas().any(|o| o.value().is_some_and(|v| v < 0.0)));
        let unit = match indicator.measure {
            Measure::Share => ChangeUnit::PercentagePoints,
            Measure::Index => ChangeUnit::Difference,
            _ if negative(from) || negative(to) => ChangeUnit::Difference,
            _ => ChangeUnit::PerCent,
        };
        let crosses = indicator.series_breaks.iter().find(|b| from < b.period && b.period <= to);
        Change { unit, crosses, from, to }
    }

    /// The change of one row. Carries the flags of both ends, and [`ValueFlags::BREAK`] if a break lies between them.
    ///
    /// If an end is missing, so is the change, for the reason of the later end or else of the earlier one.
    /// Per cent of nothing is [`Missing::NotApplicable`].
    pub fn of(&self, table: &Table, row: crate::model::AreaIx) -> Observation {
        let (early, late) = (table.get(row, self.from), table.get(row, self.to));
        let (a, b) = match (early, late) {
            (_, Observation::Missing(reason)) | (Observation::Missing(reason), _) => {
                return Observation::Missing(reason);
            }
            (Observation::Known(a, _), Observation::Known(b, _)) => (a, b),
        };
        let change = match self.unit {
            ChangeUnit::PerCent => (b - a) / a * 100.0,
            ChangeUnit::PercentagePoints | ChangeUnit::Difference => b - a,
        };
        if !change.is_finite() {
            return Observation::Missing(Missing::NotApplicable);
        }
        let inside = table.periods().iter().zip(table.row(row)).filter(|(p, _)| self.from < **p && **p <= self.to);
        let broken = self.crosses.is_some() || inside.into_iter().any(|(_, o)| o.flags().has(ValueFlags::BREAK));
        // The flag of the earlier end tells of a break before it, which does not concern this change.
        let ends = ValueFlags((early.flags().0 | late.flags().0) & !ValueFlags::BREAK.0);
        let flags = if broken { ends.with(ValueFlags::BREAK) } else { ends };
        // Nine decimals: 5.3 − 4.1 and 2.4 − 1.2 are the same change to everybody but binary fractions.
        let exact = (change * 1e9).round() / 1e9;
        Observation::Known(if exact.is_finite() { exact } else { change } + 0.0, flags)
    }
}

/// The period to compare `at` with over the default window of five years: the one nearest to five years before,
/// not nearer than three and not farther than seven years; of two equally near the earlier. A series that is younger
/// than that is followed from its first period on.
///
/// ```
/// use sozialatlas::model::Period::Year;
/// use sozialatlas::query::five_years_before;
/// assert_eq!(five_years_before(&[Year(2017), Year(2019), Year(2021)], Year(2023)), Some(Year(2017)));
/// assert_eq!(five_years_before(&[Year(2021), Year(2022)], Year(2023)), Some(Year(2021)));
/// assert_eq!(five_years_before(&[Year(2001), Year(2023)], Year(2023)), None);
/// ```
pub fn five_years_before(periods: &[Period], at: Period) -> Option<Period> {
    let days = |p: Period| match p {
        Period::Year(y) => i32::from(y) * 372,
        Period::Month(y, m) => i32::from(y) * 372 + i32::from(m) * 31,
        Period::Day(y, m, d) => i32::from(y) * 372 + i32::from(m) * 31 + i32::from(d),
    };
    let off = |p: &Period| (days(at) - days(*p) - 5 * 372).abs();
    let near = periods.iter().copied().filter(|p| off(p) <= 2 * 372).min_by_key(off);
    let young = || periods.iter().copied().filter(|p| *p < at && days(at) - days(*p) <= 7 * 372).min();
    near.or_else(young)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::{AreaIx, Words};

    fn table(pairs: &[(Observation, Observation)]) -> Table {
        let mut table = Table::new(vec![Period::Year(2018), Period::Year(2023)], pairs.len(), 0);
        for (i, (a, b)) in pairs.iter().enumerate() {
            assert!(table.set(AreaIx::at(i), Period::Year(2018), *a));
            assert!(table.set(AreaIx::at(i), Period::Year(2023), *b));
        }
        table
    }

    fn known(value: f64) -> Observation {
        Observation::Known(value, ValueFlags::NONE)
    }

    fn changes(measure: Measure, table: &Table) -> (ChangeUnit, Vec<Observation>) {
        let indicator = Indicator { measure, ..sample::catalogue().indicators[0].clone() };
        let change = Change::between(&indicator, table, Period::Year(2018), Period::Year(2023));
        (change.unit, (0..table.areas()).map(|i| change.of(table, AreaIx::at(i))).collect())
    }

    #[test]
    fn the_measure_decides_the_arithmetic() {
        let t = table(&[(known(4.1), known(5.3)), (known(8.0), known(6.0))]);
        let points = (ChangeUnit::PercentagePoints, vec![known(1.2), known(-2.0)]);
        assert_eq!(changes(Measure::Share, &t), points);
        let (unit, values) = changes(Measure::Count, &t);
        assert_eq!((unit, values[1]), (ChangeUnit::PerCent, known(-25.0)));
        assert_eq!(changes(Measure::Index, &t).0, ChangeUnit::Difference);
    }

    #[test]
    fn per_cent_of_nothing_or_less_is_not_computed() {
        let zero = table(&[(known(0.0), known(5.0)), (known(2.0), known(3.0))]);
        let expected = vec![Observation::Missing(Missing::NotApplicable), known(50.0)];
        assert_eq!(changes(Measure::Count, &zero).1, expected);
        let balance = table(&[(known(-4.0), known(5.0)), (known(2.0), known(3.0))]);
        let expected = (ChangeUnit::Difference, vec![known(9.0), known(1.0)]);
        assert_eq!(changes(Measure::Rate { per: 10_000 }, &balance), expected);
    }

    #[test]
    fn gaps_keep_their_reason() {
        let pending = Observation::Missing(Missing::Pending);
        let secret = Observation::Missing(Missing::UnknownOrConfidential);
        let t = table(&[(secret, pending), (secret, known(1.0)), (known(1.0), pending)]);
        assert_eq!(changes(Measure::Share, &t).1, [pending, secret, pending]);
    }

    #[test]
    fn a_break_between_the_periods_is_flagged() {
        let mut indicator = sample::catalogue().indicators[0].clone();
        indicator.series_breaks = vec![SeriesBreak { period: Period::Year(2020), reason: Words::plain("Zensus") }];
        let t = table(&[(Observation::Known(1.0, ValueFlags::BREAK.with(ValueFlags::REVISED)), known(2.0))]);
        let change = Change::between(&indicator, &t, Period::Year(2018), Period::Year(2023));
        assert_eq!(change.crosses, Some(&indicator.series_breaks[0]));
        assert_eq!(change.of(&t, AreaIx(0)).flags(), ValueFlags::BREAK.with(ValueFlags::REVISED));
        indicator.series_breaks[0].period = Period::Year(2018);
        let change = Change::between(&indicator, &t, Period::Year(2018), Period::Year(2023));
        assert_eq!((change.crosses, change.of(&t, AreaIx(0)).flags()), (None, ValueFlags::REVISED));
    }

    #[test]
    fn five_years_means_the_same_month() {
        let periods = [Period::Month(2018, 3), Period::Month(2018, 12), Period::Month(2019, 3)];
        assert_eq!(five_years_before(&periods, Period::Month(2023, 12)), Some(Period::Month(2018, 12)));
        assert_eq!(five_years_before(&[], Period::Year(2023)), None);
    }
}
