//! The families of reference cases, and what their comparisons share.

#![allow(dead_code, unused_imports)]

mod check;
mod classification;
mod clustering;
mod composite;
mod correlation;
mod folder;
mod global;
mod inequality;
mod inputs;
mod intervals;
mod local;
mod local_clusters;
mod ranking;
mod segregation;
mod similar;
mod smoothing;
mod spatial_units;
mod special;
mod standardisation;
mod trend;
mod typology;
mod weights;

pub use check::{Check, IS_REMARK, falsify};
pub use folder::Folder;
pub use spatial_units::{Units, styled};

use serde_json::Value;

/// Runs one case. Its verdict is in the result.
pub fn run(folder: &Folder, family: &str, case: &Value) -> Check {
    let mut check = Check::of(case);
    let outcome: Result<(), String> = match family {
        "trend" => trend::run(folder, &mut check),
        "correlation" => correlation::run(folder, &mut check),
        "clustering" => clustering::run(folder, &mut check),
        "composite" => composite::run(folder, &mut check),
        "classification" | "classification_edges" => classification::run(folder, &mut check),
        "ranking" => ranking::run(folder, &mut check),
        "inequality" => inequality::run(folder, &mut check),
        "segregation" => segregation::run(folder, &mut check),
        "weights" => weights::run(folder, &mut check),
        "global" => global::run(folder, &mut check),
        "local" => local::run(folder, &mut check),
        "similar" => similar::run(folder, &mut check),
        "typology" => typology::run(folder, &mut check),
        "intervals" => intervals::run(folder, &mut check),
        "standardisation" => standardisation::run(folder, &mut check),
        "smoothing" => smoothing::run(folder, &mut check),
        "special" => special::run(folder, &mut check),
        _ => Err(format!("unknown family {family}")),
    };
    if let Err(why) = outcome {
        check.fail(why);
    }
    check
}
