//! The incomplete gamma function for large shapes, in a fixed number of operations.

use super::Tails;
use super::normal::normal_sf;
use super::stirling::{deviance, stirling_error};

// Coefficients d(k, n) of DLMF 8.12.10 (Temme 1979), lowest power of η first; computed with 60 digits from the series of
// μ in η, where η²/2 = μ − ln(1 + μ).
const D0: [f64; 18] = [
    -1.0 / 3.0,
    1.0 / 12.0,
    -0.014_814_814_814_814_815,
    0.001_157_407_407_407_407_4,
    0.000_352_733_686_067_019_4,
    -0.000_178_755_144_032_921_8,
    0.000_039_192_631_785_224_38,
    -2.185_448_510_679_992_3e-6,
    -1.854_062_210_715_16e-6,
    8.296_711_340_953_086e-7,
    -1.766_595_273_682_608e-7,
    6.707_853_543_401_498e-9,
    1.026_180_978_424_030_8e-8,
    -4.382_036_018_453_353e-9,
    9.147_699_582_236_79e-10,
    -2.551_419_399_494_625e-11,
    -5.830_772_132_550_425e-11,
    2.436_194_802_066_742e-11,
];
const D1: [f64; 13] = [
    -0.001_851_851_851_851_852,
    -0.003_472_222_222_222_222,
    0.002_645_502_645_502_645_5,
    -0.000_990_226_337_448_559_7,
    0.000_205_761_316_872_427_98,
    -4.018_775_720_164_609e-7,
    -0.000_018_098_550_334_489_978,
    7.649_160_916_081_111e-6,
    -1.612_090_089_456_344_6e-6,
    4.647_127_802_807_434e-9,
    1.378_633_446_915_721e-7,
    -5.752_545_603_517_705e-8,
    1.195_162_859_977_814_7e-8,
];
const D2: [f64; 9] = [
    0.004_133_597_883_597_883,
    -0.002_681_327_160_493_827,
    0.000_771_604_938_271_604_9,
    2.009_387_860_082_304_5e-6,
    -0.000_107_366_532_263_651_6,
    0.000_052_923_448_829_120_125,
    -0.000_012_760_635_188_618_728,
    3.423_578_734_096_138e-8,
    1.372_195_730_906_293_3e-6,
];
const D3: [f64; 5] = [
    0.000_649_434_156_378_600_8,
    0.000_229_472_093_621_399_18,
    -0.000_469_189_494_395_255_7,
    0.000_267_720_632_062_838_85,
    -0.000_075_618_016_718_839_76,
];

/// The smallest shape for which the expansion has 15 digits.
const SHAPE: f64 = 1000.0;
/// How far from the mean, as |η|; beyond it series and continued fraction are short.
const REACH: f64 = 0.4;

/// Both tails at `x` of the gamma distribution with a large `shape`, by Temme's uniform expansion (DLMF 8.12):
/// Q = Φ̄(η√a) + e^(−aη²/2)/√(2πa) Σₖ a⁻ᵏ Σₙ d(k, n) ηⁿ. None where it does not apply.
pub(super) fn large_shape(shape: f64, x: f64) -> Option<Tails> {
    if shape < SHAPE {
        return None;
    }
    let exponent = deviance(shape, x, shape - x);
    let size = (2.0 * exponent / shape).sqrt();
    if size.is_nan() || size > REACH {
        return None;
    }
    let eta = if x < shape { -size } else { size };
    let polynomial = |c: &[f64]| c.iter().rev().fold(0.0, |sum, c| sum * eta + c);
    let a = 1.0 / shape;
    let series = polynomial(&D0) + a * (polynomial(&D1) + a * (polynomial(&D2) + a * polynomial(&D3)));
    let density = (-exponent).exp() / (std::f64::consts::TAU * shape).sqrt();
    let z = (2.0 * exponent).sqrt().copysign(eta);
    let lower = (normal_sf(-z) - density * series).clamp(0.0, 1.0);
    let upper = (normal_sf(z) + density * series).clamp(0.0, 1.0);
    Some(Tails { lower, upper, slope: shape * density * (-stirling_error(shape)).exp() })
}
