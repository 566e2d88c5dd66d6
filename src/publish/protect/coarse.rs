//! Rates in fewer decimals, so few that they do not tell their numerators.

use super::net::{Spot, matching};
use super::reveal::decimals;
use super::rules::Rules;
use super::run::Texts;
use super::variable::variables;
use crate::bundle::source::Placed;
use crate::model::{Decimal, Observation, ValueFlags};
use crate::publish::disclosure::most_digits;

/// Rounds every rate whose numerator is not in the bundle to as many decimals as its denominator allows for, in the
/// bundle too; says what is written instead of each.
///
/// All rates of such an indicator are treated alike, by their denominators alone: if only small ones were rounded, the
/// rounding would tell which are small. Where not even whole rates are coarse enough, the rate stays, and is withheld
/// later if it tells a small count.
pub fn coarse(source: &mut Placed, rules: &Rules) -> Texts {
    let mut texts = Texts::new();
    for variable in variables(source, rules).iter().filter(|v| !v.own && v.limits.minimum.is_some()) {
        for rate in &variable.rates {
            let keys: Vec<_> = source.series.keys().filter(|(_, id)| *id == rate.id).cloned().collect();
            for key in keys {
                let Some(mut series) = source.series.remove(&key) else { continue };
                let written = decimals(&series);
                if let Some(denominators) = source.series.get(&(key.0, rate.denominator.clone())) {
                    let shape = series.clone();
                    for cell in &mut series.cells {
                        let Observation::Known(value, flags) = cell.value else { continue };
                        let divisor = matching(denominators, &shape, cell).and_then(|d| d.value.value());
                        let digits = divisor.and_then(|d| most_digits(d, rate.per, variable.limits.width(), written));
                        let Some(digits) = digits.filter(|d| *d < written) else { continue };
                        let text = Decimal::of(value).fixed(digits);
                        let text = if value < 0.0 { format!("-{text}") } else { text };
                        let Some(rounded) = crate::model::parse_number(&text) else { continue };
                        cell.value = Observation::Known(rounded, flags.with(ValueFlags::ROUNDED));
                        texts.insert(Spot::of(cell), text);
                    }
                }
                source.series.insert(key, series);
            }
        }
    }
    texts
}
