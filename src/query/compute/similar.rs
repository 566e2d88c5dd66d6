//! The units most like a given one.

use crate::stats::{self, SimilarityMetric};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Rows};

/// The methods of this family.
pub const METHODS: &[Method] = &[Method {
    name: "similar",
    about: "The units nearest to a given one in several columns, with what each column adds to the squared distance",
    parameters: &[
        Parameter::new("columns", Kind::Columns, "the indicators"),
        Parameter::new("unit", Kind::Unit, "the unit that is compared"),
        Parameter::new("top", Kind::Whole(Some(10)), "how many are named"),
        Parameter::new(
            "metric",
            Kind::Choice(&["euclidean", "mahalanobis"]),
            "of standardised columns, or of what they have in common too",
        ),
        Parameter::new("ddof", Kind::Whole(Some(1)), "the divisor of the standard deviation is n − ddof"),
    ],
    run: similar,
}];

fn similar(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let Rows { names, columns } = call.rows(&["columns"])?;
    let metric = match call.choice("metric")? {
        "mahalanobis" => SimilarityMetric::Mahalanobis,
        _ => SimilarityMetric::StandardisedEuclidean,
    };
    let found = stats::nearest_similar(&columns, call.unit("unit")?, call.count("top")?, metric, call.count("ddof")?)?;
    let units = call.units();
    let rows = found.iter().filter_map(|s| units.get(s.unit).cloned()).collect();
    let mut heads = vec!["distance".to_owned()];
    heads.extend(names.iter().map(|name| format!("contribution_{name}")));
    let cells = found.iter().flat_map(|s| [s.distance].into_iter().chain(s.contributions.iter().copied()).map(Some));
    Ok(Answer::default().grid("similar", rows, heads, cells.collect()))
}

#[cfg(test)]
mod tests {
    use super::super::compute;
    use super::super::tests::table;

    #[test]
    fn the_nearest_are_named_with_their_contributions() {
        for metric in ["euclidean", "mahalanobis"] {
            let given = [("columns", "a,b"), ("unit", "16053"), ("top", "3"), ("metric", metric)];
            let mut request = table("similar", &given);
            request.columns[0].1[0] = f64::NAN;
            let grid = compute(&request, &mut |_| {}).unwrap().grids.remove(0);
            assert_eq!(grid.columns, ["distance", "contribution_a", "contribution_b"]);
            assert!(grid.rows.len() == 3 && !grid.rows.iter().any(|name| name == "16053" || name == "16051"));
            for cells in grid.cells.chunks(3) {
                let [Some(distance), Some(a), Some(b)] = cells else { panic!("{cells:?}") };
                assert!((distance * distance - a - b).abs() < 1e-9);
            }
        }
    }
}
