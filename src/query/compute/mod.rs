//! Every statistical method by its name: what the command line and the worker call.
//!
//! A [`Request`] names a method, its parameters and a table of columns; [`compute`] drops the rows with gaps, restricts
//! the spatial weights to the rest, calls `stats` and puts the results back in the places of all rows. Nothing in the
//! first module of the page calls this.
//!
//! To add a method: write its row in the file of its family (a constant `METHODS`), with a function that asks the
//! [`Call`] for columns and parameters and returns an [`Answer`]; add the family to [`FAMILIES`]. A test calls every
//! method with its defaults, so that none is listed that does not run.

mod answer;
mod autocorrelation;
mod call;
mod classes;
mod cluster;
mod composite;
mod correlation;
mod describe;
mod error;
mod inequality;
mod intervals;
mod links;
mod method;
mod order;
mod population;
mod segregation;
mod similar;
mod smoothing;
mod standardisation;
#[cfg(test)]
mod tests;
mod trend;
mod typology;
mod weights;

pub use answer::{Answer, Cells, Grid};
pub use call::{Call, Request, Rows};
pub use error::ComputeError;
pub use links::Links;
pub use method::{Kind, Method, Parameter};

/// The methods by family.
const FAMILIES: &[&[Method]] = &[
    autocorrelation::METHODS,
    classes::METHODS,
    cluster::METHODS,
    correlation::METHODS,
    describe::METHODS,
    inequality::METHODS,
    order::METHODS,
    population::METHODS,
    intervals::METHODS,
    smoothing::METHODS,
    standardisation::METHODS,
    segregation::METHODS,
    weights::METHODS,
    trend::METHODS,
    composite::METHODS,
    similar::METHODS,
    typology::METHODS,
];

/// Every method, family by family.
pub fn methods() -> impl Iterator<Item = &'static Method> {
    FAMILIES.iter().copied().flatten()
}

/// The method of this name.
pub fn method(name: &str) -> Option<&'static Method> {
    methods().find(|method| method.name == name)
}

/// Runs a method. `progress` is told the share that is done (0 to 1), now and then.
///
/// # Errors
/// [`ComputeError`]: an unknown method, parameter or column, a value that cannot be read, or a result that is undefined.
///
/// ```
/// use sozialatlas::query::compute::{Request, compute};
/// let request = Request {
///     method: "describe".into(),
///     parameters: [("column".into(), "rate".into())].into(),
///     units: vec!["A".into(), "B".into(), "C".into()],
///     columns: vec![("rate".into(), vec![Some(1.0), None, Some(4.0)])],
///     ..Request::default()
/// };
/// let answer = compute(&request, &mut |_| {}).unwrap();
/// assert_eq!(answer.figure("mean"), Some(2.5)); // of the two that are known
/// assert_eq!(answer.dropped, [1]);
/// ```
pub fn compute(request: &Request, progress: &mut dyn FnMut(f64)) -> Result<Answer, ComputeError> {
    let Some(method) = method(&request.method) else {
        return Err(ComputeError::UnknownMethod { name: request.method.clone() });
    };
    let mut call = Call::new(request, method, progress)?;
    let mut answer = (method.run)(&mut call)?;
    answer.dropped = call.dropped();
    answer.parameters = call.used();
    Ok(answer)
}
