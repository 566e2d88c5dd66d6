//! Rates that can be compared although populations differ in age.

use crate::stats::{self, Interval, StatError};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family. The rows of the table are strata (age groups), of one unit or of several.
pub const METHODS: &[Method] = &[
    Method {
        name: "direct-rate",
        about: "Directly standardised rate with the intervals of Dobson (Byar) and of Fay and Feuer; a row is a stratum",
        parameters: &[
            EVENTS,
            POPULATION,
            Parameter::new("standard_population", Kind::Column, "the column of the standard population"),
            UNITS,
            CONF,
            Parameter::new("per", Kind::Number(Some(100_000.0)), "population to which rates refer"),
        ],
        run: direct_rate,
    },
    Method {
        name: "indirect-ratio",
        about: "Observed over expected events (SMR) with the intervals of Byar and exact; a row is a stratum",
        parameters: &[
            EVENTS,
            POPULATION,
            Parameter::new("reference_rate", Kind::Column, "the column of the reference's events per person"),
            UNITS,
            CONF,
        ],
        run: indirect_ratio,
    },
];

const EVENTS: Parameter = Parameter::new("events", Kind::Column, "the column of events");
const POPULATION: Parameter = Parameter::new("population", Kind::Column, "the column of the population");
const UNITS: Parameter =
    Parameter::new("groups", Kind::MaybeGroups, "unit to which a row belongs; all rows are one unit if left out");
const CONF: Parameter = Parameter::new("conf", Kind::Number(Some(0.95)), "confidence, between 0 and 1");

/// One value for each name of a result.
type Figures = Vec<Option<f64>>;

/// Computes the figures of one unit from events, population and the third column of its strata.
type OneUnit<'a> = &'a dyn Fn([&[f64]; 3]) -> Result<Figures, StatError>;

const DIRECT: [&str; 7] =
    ["crude", "rate", "variance", "dobson_lower", "dobson_upper", "fay_feuer_lower", "fay_feuer_upper"];
const INDIRECT: [&str; 7] = ["observed", "expected", "ratio", "byar_lower", "byar_upper", "exact_lower", "exact_upper"];

fn direct_rate(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (conf, per) = (call.number("conf")?, call.number("per")?);
    stats::two_sided_z(conf)?;
    by_unit(call, "standard_population", &DIRECT, &|[events, population, standard]| {
        let found = stats::direct_rate(events, population, standard, per)?;
        let figures = vec![Some(found.crude), Some(found.rate), Some(found.variance)];
        Ok(with_bounds(figures, [found.dobson_byar(conf), found.fay_feuer(conf)]))
    })
}

fn indirect_ratio(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let conf = call.number("conf")?;
    stats::two_sided_z(conf)?;
    by_unit(call, "reference_rate", &INDIRECT, &|[events, population, rates]| {
        let found = stats::indirect_ratio(events, population, rates)?;
        let figures = vec![Some(found.observed), Some(found.expected), Some(found.ratio)];
        Ok(with_bounds(figures, [found.byar(conf), found.exact(conf)]))
    })
}

fn with_bounds(mut figures: Figures, intervals: [Result<Interval, StatError>; 2]) -> Figures {
    for interval in intervals {
        // A rate or ratio is not below 0, whatever an approximation says.
        let interval = interval.ok().map(|i| i.within(0.0, f64::MAX));
        figures.extend([interval.map(|i| i.lower), interval.map(|i| i.upper)]);
    }
    figures
}

/// The figures of the whole table, or a table of them with a row for each unit.
fn by_unit(call: &mut Call<'_>, third: &str, names: &[&str], one: OneUnit<'_>) -> Result<Answer, ComputeError> {
    let grouped = call.has("groups");
    if grouped {
        call.grouped("groups")?;
    }
    let rows = call.rows(&["events", "population", third])?;
    let [events, population, other] = rows.columns.as_slice() else {
        return Err(StatError::Lengths { left: 3, right: rows.columns.len() }.into());
    };
    let mut answer = Answer::default();
    if !grouped {
        let figures = one([events, population, other])?;
        for (name, figure) in names.iter().zip(figures) {
            answer = answer.with(name, figure);
        }
        return Ok(answer);
    }
    let (labels, units) = call.groups("groups")?;
    let mut cells = Vec::new();
    for unit in 0..units.len() {
        let of = |column: &[f64]| -> Vec<f64> {
            column.iter().zip(&labels).filter(|(_, l)| **l == unit).map(|(v, _)| *v).collect()
        };
        let figures = one([&of(events), &of(population), &of(other)]);
        cells.extend(figures.unwrap_or_else(|_| vec![None; names.len()]));
    }
    let columns = names.iter().map(|n| (*n).to_owned()).collect();
    Ok(answer.grid("units", units, columns, cells))
}

#[cfg(test)]
mod tests {
    use super::super::{Request, compute};

    /// Two units of two strata each.
    fn request(parameters: &[(&str, &str)]) -> Request {
        let column = |name: &str, cells: [f64; 4]| (name.to_owned(), cells.to_vec());
        Request {
            method: "direct-rate".into(),
            parameters: parameters.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect(),
            units: ["a young", "a old", "b young", "b old"].map(String::from).to_vec(),
            columns: vec![
                column("e", [2.0, 30.0, 0.0, 0.0]),
                column("n", [100.0, 300.0, 10.0, 10.0]),
                column("s", [3.0, 1.0, 3.0, 1.0]),
            ],
            words: vec![("unit".into(), ["a", "a", "b", "b"].map(|u| Some(u.to_owned())).to_vec())],
            ..Request::default()
        }
    }

    #[test]
    fn a_row_for_each_unit() {
        let all = [("events", "e"), ("population", "n"), ("standard_population", "s"), ("per", "1000")];
        let answer = compute(&request(&[&all[..], &[("groups", "unit")]].concat()), &mut |_| {}).unwrap();
        let grid = &answer.grids[0];
        assert_eq!(grid.rows, ["a", "b"]);
        // Unit a: (0.75 · 0.02 + 0.25 · 0.1) · 1,000; unit b has no events and so no interval of Dobson.
        assert!((grid.cells[1].unwrap() - 40.0).abs() < 1e-9);
        assert_eq!((grid.cells[8], grid.cells[10]), (Some(0.0), None));
        assert!(grid.cells[13].is_some_and(|upper| upper > 0.0));
        // Without units all rows are one: 32 events of 420.
        let one = compute(&request(&all), &mut |_| {}).unwrap();
        assert!((one.figure("crude").unwrap() - 32_000.0 / 420.0).abs() < 1e-9);
    }
}
