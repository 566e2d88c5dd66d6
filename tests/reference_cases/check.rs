//! Comparisons of one case, and the account of what has been compared.

use std::collections::BTreeSet;

use serde_json::Value;

/// Keys of `expect` that are remarks about the oracle's own run and nothing that a method returns.
pub const IS_REMARK: [&str; 1] = ["note"];

/// One case under comparison.
pub struct Check {
    /// The case: `input`, `params`, `expect` ...
    pub case: Value,
    /// Largest relative error so far.
    pub worst: f64,
    /// Largest error so far as a share of what the tolerance allows.
    pub worst_share: f64,
    rel: f64,
    abs: f64,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Check {
    /// Nothing compared yet.
    pub fn of(case: &Value) -> Check {
        let tol = |key: &str| case["tol"][key].as_f64().unwrap_or(0.0);
        let (rel, abs) = (tol("rel"), tol("abs"));
        Check { case: case.clone(), worst: 0.0, worst_share: 0.0, rel, abs, seen: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Name of the method.
    pub fn method(&self) -> String {
        self.case["fn"].as_str().unwrap_or_default().to_string()
    }

    /// An expected value, which counts as compared from now on.
    pub fn expect(&mut self, key: &str) -> Value {
        self.seen.insert(key.to_string());
        self.case["expect"][key].clone()
    }

    /// Does the case expect a value of this name at all (null included)?
    pub fn expects(&self, key: &str) -> bool {
        self.case["expect"].get(key).is_some()
    }

    /// Notes a failure.
    pub fn fail(&mut self, why: impl Into<String>) {
        self.wrong.push(why.into());
    }

    /// Fails with `why` unless `holds`.
    pub fn that(&mut self, holds: bool, why: impl Into<String>) {
        if !holds {
            self.fail(why);
        }
    }

    /// Compares a result with an expected value: numbers by the case's tolerance, null with None, "inf" and "-inf" with
    /// None too (an open bound), lists item by item.
    pub fn same<'a>(&mut self, key: &str, found: impl Into<Found<'a>>) {
        let expected = self.expect(key);
        self.against(key, found, &expected);
    }

    /// As [`Check::same`], only if the case expects the key.
    pub fn same_if<'a>(&mut self, key: &str, found: impl Into<Found<'a>>) {
        if self.expects(key) {
            self.same(key, found);
        }
    }

    /// Compares with a value that the caller took out of the expected ones.
    pub fn against<'a>(&mut self, key: &str, found: impl Into<Found<'a>>, expected: &Value) {
        match found.into() {
            Found::One(value) => self.one(key, value, expected),
            Found::Many(values) => {
                let Some(list) = expected.as_array() else {
                    return self.fail(format!("{key}: a list, expected {expected}"));
                };
                if list.len() != values.len() {
                    return self.fail(format!("{key}: {} values, expected {}", values.len(), list.len()));
                }
                for (at, (value, expected)) in values.iter().zip(list).enumerate() {
                    self.one(&format!("{key}[{at}]"), *value, expected);
                }
            }
        }
    }

    fn one(&mut self, key: &str, found: Option<f64>, expected: &Value) {
        let wanted = match expected {
            Value::Number(number) => number.as_f64(),
            Value::Bool(yes) => Some(f64::from(u8::from(*yes))),
            Value::Null => None,
            Value::String(text) if text == "inf" || text == "-inf" => None,
            _ => return self.fail(format!("{key}: cannot be compared with {expected}")),
        };
        match (found, wanted) {
            (None, None) => {}
            (Some(a), Some(b)) => self.near(key, a, b),
            _ => self.fail(format!("{key}: {found:?}, expected {expected}")),
        }
    }

    /// Is `a` within the tolerance of `b`?
    pub fn near(&mut self, key: &str, a: f64, b: f64) {
        let error = (a - b).abs();
        let allowed = self.abs + self.rel * b.abs();
        if error > 0.0 {
            self.worst = self.worst.max(error / b.abs().max(self.abs).max(f64::MIN_POSITIVE));
            self.worst_share = self.worst_share.max(error / allowed.max(f64::MIN_POSITIVE));
        }
        if error.is_nan() || error > allowed {
            self.fail(format!("{key}: {a:e}, expected {b:e}"));
        }
    }

    /// Why the case has not passed: wrong values, or expected ones that nothing was compared with.
    pub fn verdict(&self) -> Option<String> {
        let mut why = self.wrong.clone();
        let expected = self.case["expect"].as_object();
        let keys = expected.into_iter().flat_map(|all| all.keys());
        why.extend(
            keys.filter(|k| !self.seen.contains(*k) && !IS_REMARK.contains(&k.as_str()))
                .map(|key| format!("{key} was not compared")),
        );
        if self.seen.is_empty() {
            why.push("nothing was compared".to_string());
        }
        why.truncate(6);
        (!why.is_empty()).then(|| why.join("; "))
    }
}

/// A result, in a form that can be compared.
pub enum Found<'a> {
    /// One number, or none.
    One(Option<f64>),
    /// A list of them.
    Many(std::borrow::Cow<'a, [Option<f64>]>),
}

impl From<f64> for Found<'_> {
    fn from(value: f64) -> Self {
        Found::One(Some(value))
    }
}

impl From<usize> for Found<'_> {
    fn from(value: usize) -> Self {
        Found::One(Some(value as f64))
    }
}

impl From<bool> for Found<'_> {
    fn from(value: bool) -> Self {
        Found::One(Some(f64::from(u8::from(value))))
    }
}

impl From<Option<f64>> for Found<'_> {
    fn from(value: Option<f64>) -> Self {
        Found::One(value)
    }
}

/// A refusal stands for an expected null.
impl<E> From<Result<f64, E>> for Found<'_> {
    fn from(value: Result<f64, E>) -> Self {
        Found::One(value.ok())
    }
}

impl<'a> From<&'a [Option<f64>]> for Found<'a> {
    fn from(values: &'a [Option<f64>]) -> Self {
        Found::Many(values.into())
    }
}

impl From<Vec<Option<f64>>> for Found<'_> {
    fn from(values: Vec<Option<f64>>) -> Self {
        Found::Many(values.into())
    }
}

impl From<&[f64]> for Found<'_> {
    fn from(values: &[f64]) -> Self {
        Found::Many(values.iter().copied().map(Some).collect())
    }
}

impl From<&Vec<f64>> for Found<'_> {
    fn from(values: &Vec<f64>) -> Self {
        values.as_slice().into()
    }
}

impl<const N: usize> From<[f64; N]> for Found<'_> {
    fn from(values: [f64; N]) -> Self {
        values.as_slice().into()
    }
}

impl From<&[usize]> for Found<'_> {
    fn from(values: &[usize]) -> Self {
        Found::Many(values.iter().map(|v| Some(*v as f64)).collect())
    }
}

impl From<&Vec<usize>> for Found<'_> {
    fn from(values: &Vec<usize>) -> Self {
        values.as_slice().into()
    }
}

/// Changes the first number found in an expected value so that nothing right can match it. False if there is none.
pub fn falsify(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => {
            let old = number.as_f64().unwrap_or(0.0);
            *value = if number.is_f64() { (old * 1.5 + 1.0).into() } else { (old as i64 + 1).into() };
            true
        }
        Value::Bool(yes) => {
            *yes = !*yes;
            true
        }
        Value::Array(list) => list.iter_mut().any(falsify),
        Value::Object(map) => map.values_mut().any(falsify),
        _ => false,
    }
}
