//! Digits, tails and ends of the distributions, against 50-digit arithmetic and against themselves.

#![allow(clippy::excessive_precision)] // reference values as they were computed, with 17 digits

use proptest::prelude::*;

use super::super::StatError;
use super::*;

#[track_caller]
fn close(a: f64, b: f64, rel: f64) {
    assert!((a - b).abs() <= rel * b.abs(), "{a:e}, expected {b:e}, relative error {:e}", (a / b - 1.0).abs());
}

/// Shape, x, P, Q, from power series of 50 digits.
const GAMMA: [(f64, f64, f64, f64); 14] = [
    (0.5, 0.3, 0.56142197391900014, 0.43857802608099986),
    (0.001, 1e-200, 0.63132112908582876, 0.36867887091417124),
    (3.0, 20.0, 0.99999954448504944, 4.5551495055892128e-7),
    (15.0, 3.0, 6.7038591124056062e-7, 0.99999932961408876),
    (999.0, 700.0, 1.454551046837162e-26, 1.0),
    (999.0, 1001.0, 0.52940716703491156, 0.47059283296508844),
    (1000.0, 1100.0, 0.99894067674607002, 0.0010593232539299773),
    (1000.0, 600.0, 2.3240600579609171e-50, 1.0),
    (1001.0, 1500.0, 1.0, 3.3135975777893506e-43),
    (5e4, 4.9e4, 3.3847542280794914e-6, 0.99999661524577192),
    (1e7, 1e7, 0.5000420522087237, 0.4999579477912763),
    (1e7, 9.99e6, 0.0007801532152520487, 0.99921984678474795),
    (1e7, 1.002e7, 0.99999999986959802, 1.3040198355140065e-10),
    (1e8, 1.0005e8, 0.99999971215703131, 2.8784296868527811e-7),
];

#[test]
fn gamma_tails_have_twelve_digits() {
    for (shape, x, lower, upper) in GAMMA {
        close(gamma_cdf(x, shape).unwrap(), lower, 2e-13);
        close(gamma_sf(x, shape).unwrap(), upper, 2e-13);
        let back = if lower < upper { gamma_quantile(lower, shape) } else { gamma_upper_quantile(upper, shape) };
        close(back.unwrap(), x, 2e-13 / shape.min(1.0));
    }
}

/// a, b, x, Iₓ, 1 − Iₓ, from power series of 50 digits.
const BETA: [(f64, f64, f64, f64, f64); 16] = [
    (0.5, 0.5, 0.1, 0.20483276469913345, 0.79516723530086655),
    (1e-3, 2.0, 1e-50, 0.89214218907187928, 0.10785781092812072),
    (2.0, 3e6, 1e-7, 0.036936327559722932, 0.96306367244027707),
    (2.0, 3e6, 3e-6, 0.99876591861937762, 0.0012340813806223802),
    (250.0, 750.0, 0.2, 6.4298725797591251e-5, 0.99993570127420241),
    (250.0, 750.0, 0.26, 0.76912378846102169, 0.23087621153897831),
    (5e3, 1e7, 4.8e-4, 0.0023410078665515403, 0.99765899213344846),
    (1e6, 1e6, 0.5005, 0.92135042241909818, 0.078649577580901816),
    (1e6, 9e6, 0.1001, 0.85407261134052193, 0.14592738865947807),
    (1e6, 9e6, 0.098, 4.0240453896886903e-100, 1.0),
    (3.0, 1e8, 1e-9, 0.00015465307501506813, 0.99984534692498493),
    (1e8, 3e8, 0.25, 0.50000767764776905, 0.49999232235223095),
    (1e8, 3e8, 0.24995, 0.010458355801761792, 0.98954164419823821),
    (5e9, 5e9, 0.499995, 0.15865525393145705, 0.84134474606854295),
    (5e9, 5e9, 0.50000001, 0.5007978840288602, 0.4992021159711398),
    (7.0, 2e9, 5e-9, 0.86985858163973534, 0.13014141836026466),
];

#[test]
fn beta_tails_have_eleven_digits() {
    for (a, b, x, lower, upper) in BETA {
        // The rounding of x itself moves the probability by some ε √(a + b).
        let rel = 2e-12 * ((a + b) / 1e7).sqrt().max(1.0);
        close(beta_cdf(x, a, b).unwrap(), lower, rel);
        close(beta_sf(x, a, b).unwrap(), upper, rel);
        let back = if lower < upper { beta_quantile(lower, a, b) } else { beta_upper_quantile(upper, a, b) };
        close(back.unwrap(), x, 2e-13 / a.min(1.0));
        // Turned round: 1 − x is the quantile of the distribution with a and b exchanged.
        if x > 0.01 {
            let turned = if lower < upper { beta_upper_quantile(lower, b, a) } else { beta_quantile(upper, b, a) };
            close(turned.unwrap(), 1.0 - x, 2e-13);
        }
    }
}

/// Counts of a whole continent, and the smallest probabilities: the search ends and fits.
#[test]
fn quantiles_of_huge_parameters_end() {
    for (a, b) in [(1e7, 1e7), (1.0, 1e7), (1e7, 1.0), (1e8, 3.0), (1e8, 1e8), (3e9, 7e9), (1e10, 1e10), (1e10, 0.5)] {
        for p in [1e-300, 1e-12, 0.025, 0.5, 0.975] {
            let x = beta_quantile(p, a, b).unwrap_or_else(|e| panic!("{a} {b} {p}: {e}"));
            assert!((0.0..=1.0).contains(&x));
            let mirror = beta_upper_quantile(p, b, a).unwrap();
            assert!((x + mirror - 1.0).abs() < 1e-15, "{a} {b} {p}: {x} {mirror}");
            if x < 0.9 {
                // A rounding of x moves ln I by ε·x·f/I; with 10¹⁰ trials that is some 10⁻⁹ in the far tail.
                close(beta_cdf(x, a, b).unwrap(), p, 1e-7);
            }
        }
    }
    for shape in [1e7, 1e8, 1e12, 1e15, 1e100, 1e300] {
        for p in [1e-300, 0.025, 0.975] {
            let x = gamma_quantile(p, shape).unwrap();
            assert!((x / shape - 1.0).abs() <= 40.0 / shape.sqrt() + 1e-15, "{shape} {p} {x}");
        }
    }
}

#[test]
fn arguments_out_of_range_are_refused() {
    for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, -0.0] {
        assert_eq!(gamma_quantile(0.5, bad), Err(StatError::Parameter));
        assert_eq!(chi2_quantile(0.5, bad), Err(StatError::Parameter));
        assert_eq!(beta_quantile(0.5, bad, 1.0), Err(StatError::Parameter));
        assert_eq!(beta_quantile(0.5, 1.0, bad), Err(StatError::Parameter));
        assert_eq!(t_quantile(0.4, bad), Err(StatError::Parameter));
        assert_eq!(t_two_sided(1.0, bad), Err(StatError::Parameter));
        assert_eq!(poisson_cdf(1.0, bad), Err(StatError::Parameter));
        assert_eq!(binomial_pmf(1.0, bad, 0.5), Err(StatError::Parameter));
    }
    for p in [0.0, 1.0, -0.5, 2.0, f64::NAN] {
        assert_eq!(gamma_upper_quantile(p, 1.0), Err(StatError::Parameter));
        assert_eq!(beta_upper_quantile(p, 1.0, 1.0), Err(StatError::Parameter));
        assert_eq!(t_quantile(p, 1.0), Err(StatError::Parameter));
        assert_eq!(binomial_cdf(1.0, 2.0, p), Err(StatError::Parameter));
    }
    assert_eq!(gamma_cdf(f64::NAN, 1.0), Err(StatError::NotFinite));
    assert_eq!(beta_cdf(f64::INFINITY, 1.0, 1.0), Err(StatError::NotFinite));
    assert_eq!(t_two_sided(f64::NEG_INFINITY, 1.0), Err(StatError::NotFinite));
    assert_eq!(poisson_pmf(f64::INFINITY, 1.0), Err(StatError::NotFinite));
    assert_eq!(beta_quantile(0.5, 1.1e10, 1.0), Err(StatError::Parameter));
}

#[test]
fn student_by_closed_forms() {
    // Two degrees: p = 1 − t/√(2+t²); for large t about 1/t².
    close(t_two_sided(1e8, 2.0).unwrap(), 1e-16, 1e-12);
    close(t_quantile(1e-16, 2.0).unwrap(), -(1.0 / (2e-16f64)).sqrt(), 1e-12);
    // Many degrees: nearly normal.
    close(t_two_sided(1.959963984540054, 1e9).unwrap(), 0.05, 1e-8);
    close(t_quantile(0.975, 1e9).unwrap(), 1.959963984540054, 1e-8);
    assert_eq!(t_two_sided(0.0, 5.0), Ok(1.0));
    assert_eq!(t_quantile(0.5, 5.0), Ok(0.0));
    // A hair beside the middle: t ≈ (p − ½)/f(0), with f(0) = 1/π for one degree.
    close(t_quantile(0.5 + 1e-12, 1.0).unwrap(), std::f64::consts::PI * (0.5 + 1e-12 - 0.5), 1e-9);
}

/// Any positive number, subnormal ones included.
fn positive_number() -> impl Strategy<Value = f64> {
    (1u64..0x7ff0_0000_0000_0000).prop_map(f64::from_bits)
}

/// A probability of any magnitude on either side.
fn any_probability() -> impl Strategy<Value = f64> {
    prop_oneof![(1u64..0x3ff0_0000_0000_0000).prop_map(f64::from_bits), 1e-9..1.0f64]
}

/// A number of any magnitude between 10^low and 10^high.
fn magnitude(low: f64, high: f64) -> impl Strategy<Value = f64> {
    (low..high).prop_map(|e| 10f64.powf(e))
}

proptest! {
    #[test]
    fn gamma_quantile_turns_the_distribution_round(p in magnitude(-90.0, -0.302), shape in magnitude(-0.5, 9.0)) {
        for upper in [false, true] {
            let x = if upper { gamma_upper_quantile(p, shape) } else { gamma_quantile(p, shape) }.unwrap();
            let back = if upper { gamma_sf(x, shape) } else { gamma_cdf(x, shape) }.unwrap();
            // A rounding of x is magnified by x f(x) / p, at most about the shape's root times the z value.
            prop_assert!((back / p - 1.0).abs() < 1e-12 * (1.0 + 40.0 * shape.sqrt()), "{p:e} {shape:e} {x:e} {back:e}");
        }
    }

    #[test]
    fn beta_quantile_turns_the_distribution_round(p in magnitude(-140.0, -0.302), a in magnitude(-0.3, 6.0), b in magnitude(-0.3, 6.0)) {
        for upper in [false, true] {
            let x = if upper { beta_upper_quantile(p, a, b) } else { beta_quantile(p, a, b) }.unwrap();
            if x > 0.99 { continue; } // its own rounding is all that is seen there; the mirrored case is tested instead
            let back = if upper { beta_sf(x, a, b) } else { beta_cdf(x, a, b) }.unwrap();
            let slack = 1e-12 * (1.0 + 40.0 * (a + b).sqrt()) / (1.0 - x);
            prop_assert!((back / p - 1.0).abs() < slack, "{p:e} {a:e} {b:e} {x:e} {back:e}");
        }
    }

    #[test]
    fn t_quantile_turns_the_distribution_round(p in magnitude(-100.0, -0.31), df in magnitude(0.0, 8.0)) {
        let t = t_quantile(p, df).unwrap();
        let back = t_two_sided(t, df).unwrap() / 2.0;
        prop_assert!((back / p - 1.0).abs() < 1e-9, "{p:e} {df:e} {t:e} {back:e}");
    }

    #[test]
    fn nothing_but_numbers_or_refusals(p in any_probability(), a in positive_number(), b in positive_number(), x in proptest::num::f64::ANY) {
        let (small_a, small_b) = (a.min(1e10), b.min(1e10));
        for found in [
            gamma_quantile(p, a), gamma_upper_quantile(p, a), chi2_quantile(p, a), beta_quantile(p, small_a, small_b),
            beta_upper_quantile(p, small_a, small_b), t_quantile(p, small_a),
        ].into_iter().flatten() {
            prop_assert!(found.is_finite());
        }
        for found in [
            gamma_cdf(x, a), gamma_sf(x, a), gamma_cdf(b, a), gamma_sf(b, a), chi2_sf(b, a), poisson_cdf(x, a), poisson_sf(b, a), poisson_pmf(b, a),
            beta_cdf(x, small_a, small_b), beta_cdf(p, small_a, small_b), beta_sf(p, small_a, small_b), t_two_sided(x, small_a),
            binomial_cdf(x, small_a, p), binomial_pmf(small_b, small_a, p),
        ].into_iter().flatten() {
            prop_assert!((0.0..=1.0 + 1e-12).contains(&found), "{found:e}");
        }
    }

    #[test]
    fn counts_add_up(mean in magnitude(-3.0, 7.0), off in -5.0..5.0f64) {
        let count = (mean + off * mean.sqrt()).floor();
        let (below, at) = (poisson_cdf(count - 1.0, mean).unwrap(), poisson_pmf(count, mean).unwrap());
        prop_assert!((below + at - poisson_cdf(count, mean).unwrap()).abs() < 1e-12);
        prop_assert!((below + poisson_sf(count - 1.0, mean).unwrap() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn trials_add_up(n in 1.0..1e6f64, p in 1e-6..0.999f64, off in -5.0..5.0f64) {
        let n = n.floor();
        let count = (n * p + off * (n * p * (1.0 - p)).sqrt()).floor();
        let (below, at) = (binomial_cdf(count - 1.0, n, p).unwrap(), binomial_pmf(count, n, p).unwrap());
        prop_assert!((below + at - binomial_cdf(count, n, p).unwrap()).abs() < 1e-10);
    }
}
