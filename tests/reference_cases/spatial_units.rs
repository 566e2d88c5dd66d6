//! Columns with spatial weights, as the cases of autocorrelation give them.

use serde_json::Value;
use sozialatlas::stats::{Alternative, Permutations, SpatialWeights};

use super::folder::{Folder, in_place};

/// Permutations of the randomised tests: what their tolerances are made for.
pub const DRAWN: Permutations = Permutations { count: 999, seed: 20_261_122 };

/// A column without gaps and the weights among the units that have a value.
pub struct Units {
    /// With gaps, in the places of all units.
    pub all: Vec<Option<f64>>,
    /// Without gaps.
    pub values: Vec<f64>,
    /// Binary weights.
    pub binary: SpatialWeights,
}

impl Units {
    /// Reads column and weights of a case.
    pub fn of(folder: &Folder, input: &Value) -> Result<Units, String> {
        let all = folder.values(input);
        let kept: Vec<bool> = all.iter().map(Option::is_some).collect();
        let binary = folder.weights(input).restricted_to(&kept).map_err(|e| e.to_string())?;
        Ok(Units { values: all.iter().flatten().copied().collect(), all, binary })
    }

    /// The weights in the style that the parameters name.
    pub fn weights(&self, params: &Value, default: &str) -> Result<SpatialWeights, String> {
        styled(&self.binary, params, default)
    }

    /// Results in the places of all units; None for those without a value.
    pub fn place<T: Clone>(&self, found: &[T], number: impl Fn(&T) -> Option<f64>) -> Vec<Option<f64>> {
        let numbers: Vec<Option<f64>> = found.iter().map(number).collect();
        let mut numbers = numbers.into_iter();
        self.all.iter().map(|v| v.and_then(|_| numbers.next().flatten())).collect()
    }

    /// As [`Units::place`] for plain numbers.
    pub fn numbers(&self, found: &[f64]) -> Vec<Option<f64>> {
        in_place(&self.all, found, |x| x)
    }
}

/// W: row-standardised, B: binary.
pub fn styled(w: &SpatialWeights, params: &Value, default: &str) -> Result<SpatialWeights, String> {
    match params["style"].as_str().unwrap_or(default) {
        "W" => Ok(w.row_standardised()),
        "B" => Ok(w.clone()),
        other => Err(format!("style {other}")),
    }
}

/// The sides of a test by name; two-sided unless named.
pub fn alternative(params: &Value) -> Result<Alternative, String> {
    match params["p"].as_str().unwrap_or("two-sided") {
        "two-sided" | "two_sided" => Ok(Alternative::TwoSided),
        "greater" => Ok(Alternative::Greater),
        "less" | "lesser" => Ok(Alternative::Less),
        "directed" | "one-sided" | "one-tailed" => Ok(Alternative::Directed),
        other => Err(format!("p: {other}")),
    }
}

/// Is a random p-value from m = 999 permutations as near to the reference as it must be?
pub fn is_near(p: f64, reference: f64) -> bool {
    (p - reference).abs() <= allowed(reference)
}

/// 4.5 standard deviations of a share of 999, and 2/1000 for the steps of such a share.
pub fn allowed(reference: f64) -> f64 {
    4.5 * (reference * (1.0 - reference)).max(0.0).sqrt() / 999f64.sqrt() + 2.0 / 1000.0
}
