//! Two pieces that keep the digits of densities with large parameters (Loader 2000).

use super::ln_gamma;

/// ½ ln 2π.
const HALF_LN_2PI: f64 = 0.918_938_533_204_672_7;

/// What Stirling's formula leaves out: ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π, about 1/(12 x).
///
/// From 15 on the series 1/12x − 1/360x³ + 1/1260x⁵ − 1/1680x⁷ + 1/1188x⁹ (16 digits), below the definition.
pub(super) fn stirling_error(x: f64) -> f64 {
    if x < 15.0 {
        return ln_gamma(x + 1.0) - (x + 0.5) * x.ln() + x - HALF_LN_2PI;
    }
    let square = 1.0 / (x * x);
    let series = [1.0 / 1188.0, -1.0 / 1680.0, 1.0 / 1260.0, -1.0 / 360.0, 1.0 / 12.0];
    series.iter().fold(0.0, |sum, term| sum * square + term) / x
}

/// How far x lies from the mean m, in units of half a deviance: x ln(x/m) + m − x, at least 0. `off` is x − m, given on its
/// own because the caller may know it with more digits than the difference has.
///
/// Near the mean by a series in (x − m)/(x + m), since the terms of the definition cancel there.
pub(super) fn deviance(x: f64, mean: f64, off: f64) -> f64 {
    if off.abs() >= 0.1 * (x + mean) {
        let share = off / mean;
        let ln = match x / mean {
            ratio if ratio > 0.5 && ratio < 2.0 => share.ln_1p(),
            ratio if ratio > 0.0 && ratio.is_finite() => ratio.ln(),
            _ => x.ln() - mean.ln(),
        };
        return x * ln - off;
    }
    let v = off / (x + mean);
    let mut sum = off * v;
    let mut power = 2.0 * x * v;
    for k in 1..200 {
        power *= v * v;
        let next = sum + power / f64::from(2 * k + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_meet() {
        let series = stirling_error(15.0);
        assert!((series - stirling_error(15.0 - 1e-9)).abs() < 1e-11);
        // 1/180 − 1/(360·3375) + ...
        assert!((series - 0.005_554_733_551_962_801).abs() < 1e-15, "{series:e}");
    }

    #[test]
    fn deviance_by_hand() {
        assert_eq!(deviance(5.0, 5.0, 0.0), 0.0);
        // 2 ln 2 + 1 − 2
        assert!((deviance(2.0, 1.0, 1.0) - (2.0 * 2f64.ln() - 1.0)).abs() < 1e-15);
        // Near the mean (x − m)²/2m − (x − m)³/6m²: 10⁻⁶/2 − 10⁻⁹/6.
        assert!((deviance(1.001, 1.0, 0.001) - (0.5e-6 - 1e-9 / 6.0 + 1e-12 / 12.0)).abs() < 1e-15);
    }
}
