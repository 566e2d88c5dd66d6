//! What must hold for random p-values, and for the clusters that follow from them.

use serde_json::Value;
use sozialatlas::stats::{self, Alternative, LocalMoran, LocalPermutations, Quadrant, benjamini_hochberg};

use super::Check;
use super::folder::{floats, options};
use super::spatial_units::{Units, allowed, is_near};

/// A p-value of each unit; 1 for units that cannot be tested: they are never significant.
fn found_p(units: &Units, drawn: &LocalPermutations, alternative: Alternative) -> Vec<Option<f64>> {
    units.place(&drawn.p(alternative), |p| Some(p.unwrap_or(1.0)))
}

fn near(found: &[Option<f64>], key: &str, check: &mut Check) {
    let expected = options(&check.expect(key));
    check.that(found.len() == expected.len(), format!("{key}: {} units", found.len()));
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let fits = match (found, expected) {
            (Some(found), Some(expected)) => is_near(*found, expected),
            (None, None) => true,
            // An island may be given without a value.
            (Some(found), None) => *found == 1.0,
            (None, Some(_)) => false,
        };
        check.that(fits, format!("{key}[{at}]: {found:?}, expected {expected:?}"));
    }
}

/// Shares of permutations on one side.
pub fn tails(units: &Units, drawn: &LocalPermutations, key: &str, check: &mut Check) {
    let side = if key.starts_with("tail_ge") { Alternative::Greater } else { Alternative::Less };
    near(&found_p(units, drawn, side), key, check);
}

/// p-values.
pub fn p_values(units: &Units, drawn: &LocalPermutations, alternative: Alternative, key: &str, check: &mut Check) {
    near(&found_p(units, drawn, alternative), key, check);
}

/// `cluster_ref_A`, `surely_significant_A`, `surely_not_A` and `fdr_A_cutoff_ref`, A the digits of α behind "0.".
pub fn clusters(
    units: &Units,
    found: &LocalMoran,
    drawn: &LocalPermutations,
    key: &str,
    check: &mut Check,
) -> Result<(), String> {
    let digits: String = key.chars().filter(char::is_ascii_digit).collect();
    let alpha: f64 = format!("0.{digits}").parse().map_err(|_| format!("unknown result {key}"))?;
    let reference = options(&check.case["expect"]["p_directed_ref"]);
    let p = found_p(units, drawn, Alternative::Directed);
    if key.starts_with("cluster_ref_") {
        return map(units, found, [&p, &reference], alpha, key, check);
    }
    if key.starts_with("fdr_") {
        let tested: Vec<f64> = reference.iter().flatten().copied().collect();
        check.same(key, benjamini_hochberg(&tested, alpha).map(|f| f.cutoff));
        // The random p-values find what is found with all references pushed up, and nothing that is not found with all
        // pushed down, each by what it may be off.
        let found = benjamini_hochberg(&floats_of(&p), alpha).map_err(|e| e.to_string())?.discoveries;
        let pushed = |sign: f64| {
            let moved = tested.iter().map(|p| (p + sign * allowed(*p)).clamp(0.0, 1.0)).collect::<Vec<f64>>();
            benjamini_hochberg(&moved, alpha).map(|f| f.discoveries).map_err(|e| e.to_string())
        };
        let (least, most) = (pushed(1.0)?, pushed(-1.0)?);
        check.that((least..=most).contains(&found), format!("{key}: {found} discoveries"));
        return Ok(());
    }
    let significant = match key.split(|c: char| c.is_ascii_digit()).next() {
        Some("surely_significant_") => true,
        Some("surely_not_") => false,
        _ => return Err(format!("unknown result {key}")),
    };
    set(&p, significant, alpha, key, check);
    Ok(())
}

fn floats_of(p: &[Option<f64>]) -> Vec<f64> {
    p.iter().flatten().copied().collect()
}

/// Every unit of a list is, or is not, significant; the list names each unit once, in order.
fn set(p: &[Option<f64>], significant: bool, alpha: f64, key: &str, check: &mut Check) {
    let expected: Value = check.expect(key);
    let members = floats(&expected);
    check.that(members.windows(2).all(|pair| pair[0] < pair[1]), format!("{key} is no set"));
    for member in members {
        let value = p.get(member as usize).copied().flatten();
        check.that(value.is_some_and(|p| (p <= alpha) == significant), format!("{key}: unit {member} has p {value:?}"));
    }
}

/// The map of clusters: exactly from the reference's p-values, and from the random ones wherever they are sure.
fn map(
    units: &Units,
    found: &LocalMoran,
    [p, reference]: [&[Option<f64>]; 2],
    alpha: f64,
    key: &str,
    check: &mut Check,
) -> Result<(), String> {
    let quadrants: Vec<Option<Quadrant>> = {
        let mut found = found.quadrants.iter();
        units.all.iter().map(|v| v.and_then(|_| found.next().copied().flatten())).collect()
    };
    let codes = |p: &[Option<f64>]| -> Result<Vec<Option<f64>>, String> {
        let found = stats::clusters(&quadrants, p, alpha).map_err(|e| e.to_string())?;
        let present = units.all.iter().map(Option::is_some);
        Ok(found.iter().zip(present).map(|(q, there)| there.then_some(q.map_or(0, |q| q as u8).into())).collect())
    };
    let (exact, random) = (codes(reference)?, codes(p)?);
    check.same(key, exact.clone());
    for (at, p) in reference.iter().enumerate() {
        let sure = p.is_some_and(|p| (p - alpha).abs() > allowed(p));
        check.that(!sure || exact[at] == random[at], format!("{key}[{at}]: {:?} by chance", random[at]));
    }
    Ok(())
}
