//! What must not be published: small counts, and hidden cells that their total gives away.

use super::series::{AllSeries, Cell, Series};
use crate::bundle::{Code, Finding, Findings};
use crate::model::{AreaIx, Breakdown, Indicator, Level, Measure, Missing, Observation, Period, Slice, plain};

/// Checks every series of a bundle.
pub fn check(
    series: &AllSeries,
    levels: &[Level],
    indicators: &[Indicator],
    breakdowns: &[Breakdown],
    findings: &mut Findings,
) {
    for ((place, id), one) in series {
        let (Some(level), Some(indicator)) = (levels.get(*place), indicators.iter().find(|i| &i.id == id)) else {
            continue;
        };
        if indicator.measure == Measure::Count {
            small_counts(one, findings);
        }
        if indicator.measure == Measure::Count && indicator.additive {
            below_totals(one, level, findings);
            beside_categories(one, level, breakdowns, findings);
        }
        let denominator = indicator.denominator.as_ref().and_then(|d| series.get(&(*place, d.clone())));
        if let Some(denominator) = denominator {
            zeros(denominator, level, findings);
        }
    }
    plain_denominators(series, levels, indicators, findings);
}

fn small_counts(series: &Series, findings: &mut Findings) {
    let Some(minimum) = series.minimum else { return };
    for (cell, value) in series.figures_only() {
        // 2^32 cases are more than anyone declares, so the conversion loses nothing.
        if value > 0.0 && value < minimum as f64 {
            let finding = Finding::new(Code::CountSmall, &series.file).at(cell.row).column(&series.column);
            findings.add(finding.found(plain(value)).expected(minimum.to_string()));
        }
    }
}

/// A reference with a known figure and exactly one hidden part.
fn below_totals(series: &Series, level: &Level, findings: &mut Findings) {
    for (offset, reference) in level.references.iter().enumerate() {
        let total = AreaIx::at(level.areas.len() + offset);
        let is_part = |i: &usize| level.areas[*i].parent.as_ref() == Some(&reference.key);
        let parts: Vec<AreaIx> = (0..level.areas.len()).filter(is_part).map(AreaIx::at).collect();
        if parts.len() < 2 {
            continue;
        }
        for whole in series.cells.iter().filter(|c| c.area == total && c.value.value().is_some()) {
            let cells = parts.iter().map(|area| series.get(whole.slice, *area, whole.period));
            single_hidden(cells, whole, series, level, findings);
        }
    }
}

/// A total of a breakdown with exactly one hidden category.
fn beside_categories(series: &Series, level: &Level, breakdowns: &[Breakdown], findings: &mut Findings) {
    let place = |slice: &Slice| series.slices.iter().position(|s| s == slice);
    let Some(total) = place(&Slice::total()) else { return };
    for breakdown in breakdowns.iter().filter(|b| b.complete && b.categories.len() > 1) {
        let slice_of = |c: &crate::model::Category| place(&Slice::of(vec![(breakdown.id.clone(), c.id.clone())]));
        let slices: Option<Vec<usize>> = breakdown.categories.iter().map(slice_of).collect();
        let Some(slices) = slices else { continue };
        for whole in series.cells.iter().filter(|c| c.slice == total && c.value.value().is_some()) {
            let cells = slices.iter().map(|slice| series.get(*slice, whole.area, whole.period));
            single_hidden(cells, whole, series, level, findings);
        }
    }
}

/// Reports one hidden cell among parts that are otherwise all known.
fn single_hidden<'c>(
    parts: impl Iterator<Item = Option<&'c Cell>>,
    whole: &Cell,
    series: &Series,
    level: &Level,
    findings: &mut Findings,
) {
    let mut hidden = None;
    for part in parts {
        match part.map(|cell| (cell, cell.value)) {
            Some((_, Observation::Known(..))) => {}
            Some((cell, Observation::Missing(Missing::UnknownOrConfidential))) if hidden.is_none() => {
                hidden = Some(cell)
            }
            _ => return,
        }
    }
    let Some(cell) = hidden else { return };
    let key = |area| level.area(area).map(|a| a.key.as_str()).unwrap_or_default();
    let finding = Finding::new(Code::SingleSuppressed, &series.file).at(cell.row).column(&series.column);
    let total = format!("{}, {}", key(whole.area), whole.period);
    findings.add(finding.found(key(cell.area)).expected(total));
}

fn zeros(series: &Series, level: &Level, findings: &mut Findings) {
    for (cell, _) in series.figures_only().filter(|(_, value)| *value == 0.0) {
        let finding = Finding::new(Code::ZeroDenominator, &series.file).at(cell.row).column(&series.column);
        findings.add(finding.found(in_words(level, cell.area, cell.period)));
    }
}

fn in_words(level: &Level, area: AreaIx, period: Period) -> String {
    format!("{}, {period}", level.area(area).map(|a| a.key.as_str()).unwrap_or_default())
}

/// Where nothing is declared, a column of inhabitants is what others are divided by.
fn plain_denominators(series: &AllSeries, levels: &[Level], indicators: &[Indicator], findings: &mut Findings) {
    if indicators.len() < 2 || indicators.iter().any(|i| i.denominator.is_some()) {
        return;
    }
    for ((place, id), one) in series {
        let name = id.as_str().to_lowercase();
        let inhabitants = ["einwohner", "bevoelkerung", "bevölkerung", "population", "inhabitants", "pop"];
        if let Some(level) = levels.get(*place).filter(|_| inhabitants.iter().any(|n| name.starts_with(n))) {
            zeros(one, level, findings);
        }
    }
}
