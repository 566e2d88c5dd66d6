//! Moran's I, Geary's C and the general G.

use serde_json::Value;
use sozialatlas::stats::{self, GlobalPermutations, NormalTest, StatError};

use super::Check;
use super::folder::Folder;
use super::inputs::only;
use super::spatial_units::{DRAWN, Units, alternative};

/// Compares one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    only(&params, &["style", "p", "sign", "requires"])?;
    if params.get("sign").is_some_and(|sign| !sign.as_str().unwrap_or_default().starts_with("z=(C-1)/sd")) {
        return Err(format!("sign: {}", params["sign"]));
    }
    let units = Units::of(folder, &input)?;
    match check.method().as_str() {
        "moran" => moran(&units, &params, check),
        "geary" => geary(&units, &params, check),
        "getis_ord_G" => general_g(&units, &params, check),
        other => Err(format!("unknown method {other}")),
    }
}

fn moran(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    let w = units.weights(params, "W")?;
    let found = stats::moran(&units.values, &w);
    check.same("I", found.map(|f| f.value));
    check.same_if("EI", found.map(|f| f.normality.expected));
    test(params, check, ["VI_norm", "z_norm", "p_norm"], found.map(|f| f.normality))?;
    test(params, check, ["VI_rand", "z_rand", "p_rand"], found.map(|f| f.randomisation))?;
    if let Ok(found) = found {
        let drawn = stats::moran_permutations(&units.values, &w, DRAWN, &mut |_| {});
        simulation(&drawn.map_err(|e| e.to_string())?, &found.randomisation, check);
    }
    Ok(())
}

fn geary(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    let w = units.weights(params, "W")?;
    let found = stats::geary(&units.values, &w);
    check.same("C", found.map(|f| f.value));
    check.same_if("EC", found.map(|f| f.normality.expected));
    test(params, check, ["VC_norm", "z_norm", "p_norm"], found.map(|f| f.normality))?;
    test(params, check, ["VC_rand", "z_rand", "p_rand"], found.map(|f| f.randomisation))?;
    if let Ok(found) = found {
        let drawn = stats::geary_permutations(&units.values, &w, DRAWN, &mut |_| {});
        simulation(&drawn.map_err(|e| e.to_string())?, &found.randomisation, check);
    }
    Ok(())
}

fn general_g(units: &Units, params: &Value, check: &mut Check) -> Result<(), String> {
    let w = units.weights(params, "B")?;
    let found = stats::general_g(&units.values, &w);
    check.same("G", found.map(|f| f.value));
    check.same_if("EG", found.map(|f| f.randomisation.expected));
    test(params, check, ["VG", "z", "p"], found.map(|f| f.randomisation))?;
    if let Ok(found) = found {
        let drawn = stats::general_g_permutations(&units.values, &w, DRAWN, &mut |_| {});
        simulation(&drawn.map_err(|e| e.to_string())?, &found.randomisation, check);
    }
    Ok(())
}

/// Variance, z and p of a test by the normal distribution.
fn test(
    params: &Value,
    check: &mut Check,
    [variance, z, p]: [&str; 3],
    found: Result<NormalTest, StatError>,
) -> Result<(), String> {
    let alternative = alternative(params)?;
    check.same_if(variance, found.map(|f| f.variance));
    check.same_if(z, found.and_then(|f| f.z()));
    check.same_if(p, found.and_then(|f| f.p(alternative)));
    Ok(())
}

/// Mean and variance of the simulated values are those of randomisation, within 4.5 of their standard deviations.
fn simulation(drawn: &GlobalPermutations, test: &NormalTest, check: &mut Check) {
    let m = drawn.simulated.len() as f64;
    check.that((drawn.value - test.value).abs() <= 1e-12 + 1e-9 * test.value.abs(), "another value before shuffling");
    let gap = (drawn.mean - test.expected).abs();
    check.that(gap <= 4.5 * (test.variance / m).sqrt() + 1e-12, format!("simulated mean {}", drawn.mean));
    let fourth = drawn.simulated.iter().map(|v| (v - drawn.mean).powi(4)).sum::<f64>() / m;
    let spread = ((fourth - drawn.variance * drawn.variance).max(0.0) / m).sqrt();
    let gap = (drawn.variance - test.variance).abs();
    // The sample's variance is too small by a share of 1/m.
    check.that(gap <= 4.5 * spread + test.variance / m, format!("simulated variance {}", drawn.variance));
}
