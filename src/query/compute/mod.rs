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
#[cfg(not(target_arch = "wasm32"))]
mod middles;
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

pub use answer::{Answer, Cells, Contents, Grid};
pub use call::{Call, Request, Rows, Taken};
pub use error::ComputeError;
pub use links::{Links, Shape};
pub use method::{Kind, Method, Parameter};

/// The methods by family.
const FAMILIES: &[&[Method]] = &[
    autocorrelation::METHODS,
    classes::METHODS,
    cluster::METHODS,
    composite::METHODS,
    correlation::METHODS,
    describe::METHODS,
    inequality::METHODS,
    intervals::METHODS,
    order::METHODS,
    population::METHODS,
    segregation::METHODS,
    similar::METHODS,
    smoothing::METHODS,
    standardisation::METHODS,
    trend::METHODS,
    typology::METHODS,
    weights::METHODS,
];

/// What the browser's worker has: what a reader would have to wait for. A view that wants another method adds it, as long
/// as the worker keeps its limit of size; the command line has all.
const BROWSER: &[Method] = &[
    *named("correlation-matrix"),
    *named("describe"),
    *named("kmeans"),
    *named("local-moran"),
    *named("natural-breaks"),
    *named("neighbours"),
    *named("pca"),
    *named("ranks"),
];

/// A method of the families, found while compiling.
const fn named(name: &str) -> &'static Method {
    let mut family = 0;
    while family < FAMILIES.len() {
        let mut place = 0;
        while place < FAMILIES[family].len() {
            if same(FAMILIES[family][place].name.as_bytes(), name.as_bytes()) {
                return &FAMILIES[family][place];
            }
            place += 1;
        }
        family += 1;
    }
    panic!("no such method")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut place = 0;
    while place < a.len() && place < b.len() && a[place] == b[place] {
        place += 1;
    }
    place == a.len() && place == b.len()
}

/// Every method: in the browser those of its worker, elsewhere all, family by family.
pub fn methods() -> impl Iterator<Item = &'static Method> {
    let everywhere = if cfg!(target_arch = "wasm32") { &[][..] } else { FAMILIES };
    let browser = if cfg!(target_arch = "wasm32") { BROWSER } else { &[] };
    everywhere.iter().copied().flatten().chain(browser)
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
///     columns: vec![("rate".into(), vec![1.0, f64::NAN, 4.0])],
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
