//! Direct and indirect standardisation.

use sozialatlas::stats::{Interval, crude_rate, direct_rate, indirect_ratio};

use super::inputs::{complete, confidence, numbers, only};
use super::intervals::bounds;
use super::{Check, Folder};

/// Runs one case.
pub fn run(folder: &Folder, check: &mut Check) -> Result<(), String> {
    if check.method() != "dsr" {
        return Err(format!("unknown method {}", check.method()));
    }
    let (input, params) = (check.case["input"].clone(), check.case["params"].clone());
    only(&params, &["conf", "per", "standard"])?;
    let (conf, per) = (confidence(&params), params["per"].as_f64().ok_or("no per")?);
    let column = |key: &str| numbers(folder, &input, key);
    let needed = |key: &str| column(key)?.ok_or(format!("no {key}"));
    let (events, population) = (needed("events")?, needed("population")?);
    // A weight or rate that is not used counts as 1, so that only gaps in what is used drop a stratum.
    let ones = vec![Some(1.0); events.len()];
    let standard = column("standard_population")?.unwrap_or_else(|| ones.clone());
    let reference = column("reference_rate")?.unwrap_or(ones);
    let kept = complete(&[&events, &population, &standard, &reference]);

    let (all, persons): (f64, f64) = (kept[0].iter().sum(), kept[1].iter().sum());
    check.same_if("crude", crude_rate(all, persons, per));
    let direct = direct_rate(&kept[0], &kept[1], &kept[2], per).ok();
    check.same_if("dsr", direct.map(|d| d.rate));
    check.same_if("var", direct.map(|d| d.variance));
    let indirect = indirect_ratio(&kept[0], &kept[1], &kept[3]).ok();
    check.same_if("expected", indirect.map(|i| i.expected));
    check.same_if("smr", indirect.map(|i| i.ratio));
    let intervals: [(&str, Option<Interval>); 4] = [
        ("dobson_byar", direct.and_then(|d| d.dobson_byar(conf).ok())),
        ("fay_feuer", direct.and_then(|d| d.fay_feuer(conf).ok())),
        ("smr_byar", indirect.and_then(|i| i.byar(conf).ok())),
        ("smr_exact", indirect.and_then(|i| i.exact(conf).ok())),
    ];
    for (key, found) in intervals {
        if check.expects(key) {
            bounds(check, key, &[found]);
        }
    }
    Ok(())
}
