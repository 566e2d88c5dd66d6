//! The standard normal distribution.

use super::super::StatError;
use super::probability;

/// 1 / √(2π).
const DENSITY_AT_0: f64 = 0.398_942_280_401_432_7;

// Rational approximations of Cody (1969), in the arrangement for the normal distribution.
const CENTRE_N: [f64; 5] = [
    2.235_252_035_460_684,
    161.028_231_068_555_87,
    1_067.689_485_460_371,
    18_154.981_253_343_56,
    0.065_682_337_918_207_45,
];
const CENTRE_D: [f64; 4] =
    [47.202_581_904_688_24, 976.098_551_737_776_7, 10_260.932_208_618_979, 45_507.789_335_026_73];
const MIDDLE_N: [f64; 9] = [
    0.398_941_512_088_134_66,
    8.883_149_794_388_377,
    93.506_656_132_177_85,
    597.270_276_394_800_3,
    2_494.537_585_290_372_6,
    6_848.190_450_536_283,
    11_602.651_437_647_35,
    9_842.714_838_383_978,
    1.076_557_677_372_019_2e-8,
];
const MIDDLE_D: [f64; 8] = [
    22.266_688_044_328_117,
    235.387_901_782_625,
    1_519.377_599_407_554_8,
    6_485.558_298_266_761,
    18_615.571_640_885_097,
    34_900.952_721_145_98,
    38_912.003_286_093_27,
    19_685.429_676_859_992,
];
const TAIL_N: [f64; 6] = [
    0.215_898_534_057_957,
    0.127_401_161_160_247_36,
    0.022_235_277_870_649_807,
    0.001_421_619_193_227_893_4,
    2.911_287_495_116_879_3e-5,
    0.023_073_441_764_940_174,
];
const TAIL_D: [f64; 5] = [
    1.284_260_096_144_911,
    0.468_238_212_480_865_1,
    0.065_988_137_868_928_56,
    0.003_782_396_332_027_582_4,
    7.297_515_550_839_662e-5,
];

/// Where the rational approximations meet: the quartile and √32.
const QUARTILE: f64 = 0.674_489_75;
const FAR: f64 = 5.656_854_249_492_381;

/// The share of a standard normal distribution below z: Φ(z) = ∫₋∞ᶻ e^(−t²/2)/√(2π) dt.
///
/// Answers "how likely is a value of at most z, if values scatter normally with mean 0 and standard deviation 1".
/// Rational approximations of Cody (1969, *Mathematics of Computation* 23), good to about 15 digits of the result in
/// the lower tail too, down to the smallest numbers (z ≈ −38). For the upper tail ask [`normal_sf`], not 1 − Φ(z).
/// Infinite z gives 0 or 1; not a number stays not a number.
///
/// ```
/// use sozialatlas::stats::normal_cdf;
/// assert_eq!(normal_cdf(0.0), 0.5);
/// assert!((normal_cdf(1.959963984540054) - 0.975).abs() < 1e-15); // 95 % lie within ±1.96
/// ```
pub fn normal_cdf(z: f64) -> f64 {
    if z.abs() <= QUARTILE {
        return 0.5 + centre(z);
    }
    let tail = tail(z.abs());
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// The share of a standard normal distribution above z: 1 − Φ(z), with all digits in the far tail.
///
/// The one-sided p value of a z statistic; twice the value at |z| is the two-sided one.
///
/// ```
/// use sozialatlas::stats::normal_sf;
/// assert_eq!(normal_sf(0.0), 0.5);
/// assert!((normal_sf(1.959963984540054) - 0.025).abs() < 1e-15);
/// assert!(normal_sf(37.0) > 5e-300); // 1 − Φ(37) would be 0
/// ```
pub fn normal_sf(z: f64) -> f64 {
    normal_cdf(-z)
}

/// Φ(z) − ½ for |z| up to the quartile.
fn centre(z: f64) -> f64 {
    let square = z * z;
    let (mut above, mut below) = (CENTRE_N[4] * square, square);
    for (n, d) in CENTRE_N[..3].iter().zip(&CENTRE_D) {
        above = (above + n) * square;
        below = (below + d) * square;
    }
    z * (above + CENTRE_N[3]) / (below + CENTRE_D[3])
}

/// 1 − Φ(y) for y beyond the quartile.
fn tail(y: f64) -> f64 {
    if y > 40.0 {
        return 0.0;
    }
    let factor = if y <= FAR {
        let (mut above, mut below) = (MIDDLE_N[8] * y, y);
        for (n, d) in MIDDLE_N[..7].iter().zip(&MIDDLE_D) {
            above = (above + n) * y;
            below = (below + d) * y;
        }
        (above + MIDDLE_N[7]) / (below + MIDDLE_D[7])
    } else {
        let inverse = 1.0 / (y * y);
        let (mut above, mut below) = (TAIL_N[5] * inverse, inverse);
        for (n, d) in TAIL_N[..4].iter().zip(&TAIL_D) {
            above = (above + n) * inverse;
            below = (below + d) * inverse;
        }
        (DENSITY_AT_0 - inverse * (above + TAIL_N[4]) / (below + TAIL_D[4])) / y
    };
    // e^(−y²/2) in two factors: the square of y rounded to sixteenths is exact, so that no digit of y² is lost.
    let near = (y * 16.0).trunc() / 16.0;
    let rest = (y - near) * (y + near);
    (-near * near * 0.5).exp() * (-rest * 0.5).exp() * factor
}

// Coefficients of Wichura (1988), algorithm AS 241 (PPND16), highest power first.
const Q_CENTRE_N: [f64; 8] = [
    2_509.080_928_730_122_7,
    33_430.575_583_588_13,
    67_265.770_927_008_7,
    45_921.953_931_549_87,
    13_731.693_765_509_46,
    1_971.590_950_306_551_3,
    133.141_667_891_784_38,
    3.387_132_872_796_366_5,
];
const Q_CENTRE_D: [f64; 8] = [
    5_226.495_278_852_545,
    28_729.085_735_721_943,
    39_307.895_800_092_71,
    21_213.794_301_586_597,
    5_394.196_021_424_751,
    687.187_007_492_057_9,
    42.313_330_701_600_91,
    1.0,
];
const Q_NEAR_N: [f64; 8] = [
    7.745_450_142_783_414e-4,
    0.022_723_844_989_269_184,
    0.241_780_725_177_450_6,
    1.270_458_252_452_368_4,
    3.647_848_324_763_204_5,
    5.769_497_221_460_691,
    4.630_337_846_156_546,
    1.423_437_110_749_683_5,
];
const Q_NEAR_D: [f64; 8] = [
    1.050_750_071_644_416_9e-9,
    5.475_938_084_995_345e-4,
    0.015_198_666_563_616_457,
    0.148_103_976_427_480_08,
    0.689_767_334_985_1,
    1.676_384_830_183_803_8,
    2.053_191_626_637_759,
    1.0,
];
const Q_FAR_N: [f64; 8] = [
    2.010_334_399_292_288_1e-7,
    2.711_555_568_743_487_6e-5,
    0.001_242_660_947_388_078_4,
    0.026_532_189_526_576_124,
    0.296_560_571_828_504_87,
    1.784_826_539_917_291_3,
    5.463_784_911_164_114,
    6.657_904_643_501_103,
];
const Q_FAR_D: [f64; 8] = [
    2.044_263_103_389_939_8e-15,
    1.421_511_758_316_446e-7,
    1.846_318_317_510_054_8e-5,
    7.868_691_311_456_133e-4,
    0.014_875_361_290_850_615,
    0.136_929_880_922_735_8,
    0.599_832_206_555_888,
    1.0,
];

/// The z below which the share p of a standard normal distribution lies: Φ(z) = p.
///
/// Wichura (1988), *Applied Statistics* 37, algorithm AS 241, good to about 15 digits from the smallest probabilities
/// (10⁻³⁰⁰: z = −37.05) to 1 − 10⁻¹⁶. Odd about ½: the quantile of 1 − p is minus the quantile of p.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < p < 1.
///
/// ```
/// use sozialatlas::stats::{StatError, normal_quantile};
/// assert_eq!(normal_quantile(0.5), Ok(0.0));
/// assert!((normal_quantile(0.975).unwrap() - 1.959963984540054).abs() < 1e-14);
/// assert_eq!(normal_quantile(1.0), Err(StatError::Parameter)); // +∞
/// ```
pub fn normal_quantile(p: f64) -> Result<f64, StatError> {
    let off = probability(p)? - 0.5;
    if off.abs() <= 0.425 {
        return Ok(off * ratio(0.180625 - off * off, &Q_CENTRE_N, &Q_CENTRE_D));
    }
    let r = (-p.min(1.0 - p).ln()).sqrt();
    let z = if r <= 5.0 { ratio(r - 1.6, &Q_NEAR_N, &Q_NEAR_D) } else { ratio(r - 5.0, &Q_FAR_N, &Q_FAR_D) };
    Ok(if off < 0.0 { -z } else { z })
}

/// The quotient of two polynomials.
fn ratio(x: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    let polynomial = |c: &[f64; 8]| c.iter().fold(0.0, |sum, c| sum * x + c);
    polynomial(above) / polynomial(below)
}

/// How many standard deviations a two-sided interval of confidence `conf` reaches: z with Φ(z) = 1 − (1 − conf)/2.
///
/// # Errors
/// [`StatError::Parameter`] unless 0 < conf < 1.
///
/// ```
/// use sozialatlas::stats::two_sided_z;
/// assert!((two_sided_z(0.95).unwrap() - 1.959963984540054).abs() < 1e-14);
/// ```
pub fn two_sided_z(conf: f64) -> Result<f64, StatError> {
    // From the tail: near a confidence of 1 it has more digits than 1 − tail.
    normal_quantile((1.0 - probability(conf)?) / 2.0).map(|z| -z)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(a: f64, b: f64, rel: f64) {
        assert!((a - b).abs() <= rel * b.abs(), "{a:e}, expected {b:e}");
    }

    /// Values by 40-digit arithmetic.
    #[test]
    fn far_tails_keep_their_digits() {
        close(normal_sf(0.6745), 0.24999674286369917, 1e-14);
        close(normal_sf(5.0), 2.866515718791939e-7, 1e-14);
        close(normal_sf(5.7), 5.990371401063534e-9, 1e-14);
        close(normal_sf(8.385945284058728), 2.515986913304236e-17, 1e-14);
        close(normal_sf(20.0), 2.753624118606234e-89, 1e-14);
        close(normal_sf(37.0), 5.725571222524577e-300, 1e-14);
        close(normal_quantile(1e-300).unwrap(), -37.0470962993612, 1e-14);
        close(normal_quantile(1e-16).unwrap(), -8.222082216130435, 1e-14);
    }

    #[test]
    fn the_ends() {
        assert_eq!((normal_cdf(f64::INFINITY), normal_cdf(f64::NEG_INFINITY)), (1.0, 0.0));
        assert_eq!((normal_cdf(1e308), normal_cdf(-1e308)), (1.0, 0.0));
        for p in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
            assert_eq!(normal_quantile(p), Err(StatError::Parameter));
            assert_eq!(two_sided_z(p), Err(StatError::Parameter));
        }
        assert!(two_sided_z(5e-324).is_ok_and(|z| z.abs() < 1e-15));
        assert!(two_sided_z(1.0 - f64::EPSILON / 2.0).is_ok_and(|z| z > 8.0 && z < 9.0));
    }

    proptest! {
        #[test]
        fn the_quantile_turns_the_distribution_round(z in -37.0..8.0f64) {
            let back = normal_quantile(normal_cdf(z)).unwrap();
            // Above the middle Φ has few digits left: its rounding ε moves z by ε/φ(z).
            let density = (-z * z / 2.0).exp() * DENSITY_AT_0;
            let slack = if z > 0.0 { 4.0 * f64::EPSILON / density } else { 0.0 };
            prop_assert!((back - z).abs() <= 1e-13 * (1.0 + z.abs()) + slack, "{z} {back}");
        }

        #[test]
        fn probabilities_whatever_the_number(z in proptest::num::f64::ANY) {
            if !z.is_nan() {
                let p = normal_cdf(z);
                prop_assert!((0.0..=1.0).contains(&p));
                prop_assert!((p + normal_sf(z) - 1.0).abs() < 1e-15);
            }
        }

        #[test]
        fn finite_quantiles_for_all_probabilities(bits in 1u64..0x3ff0_0000_0000_0000) {
            prop_assert!(normal_quantile(f64::from_bits(bits)).is_ok_and(f64::is_finite));
        }
    }
}
