//! Who is whose neighbour, and what the neighbours have.

use crate::stats::{SpatialWeights, WeightStructure};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "neighbours",
        about: "How the units hang together: links, islands, connected groups, and the sums S0, S1, S2 of the weights; for \
                each unit the number of its neighbours and its group (from 1)",
        parameters: &[STYLE],
        run: neighbours,
    },
    Method {
        name: "spatial-lag",
        about: "What the neighbours of each unit have: their mean (style W) or sum (style B); none for a unit without \
                neighbours",
        parameters: &[Parameter::new("column", Kind::Column, "the column of values"), STYLE],
        run: spatial_lag,
    },
];

const STYLE: Parameter = Parameter::new("style", Kind::Choice(&["W", "B"]), "weights: W row-standardised, B binary");

fn neighbours(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let w = call.styled_weights()?;
    let counts = || (0..w.len()).map(|i| w.neighbours(i).len() as f64);
    let WeightStructure { sums, labels, mutual } = w.structure();
    let mean = if w.is_empty() { None } else { Some(w.pairs() as f64 / w.len() as f64) };
    Ok(Answer::default()
        .with("n", w.len() as f64)
        .with("links", w.pairs() as f64)
        .with("islands", w.islands().len() as f64)
        .with("groups", labels.iter().max().map_or(0.0, |last| f64::from(*last) + 1.0))
        .with("symmetric", f64::from(u8::from(mutual)))
        .with("neighbours_min", counts().reduce(f64::min))
        .with("neighbours_mean", mean)
        .with("neighbours_max", counts().reduce(f64::max))
        .with("s0", sums.s0)
        .with("s1", sums.s1)
        .with("s2", sums.s2)
        .column("neighbours", call.place(counts()))
        .column("group", call.place(labels.iter().map(|label| f64::from(*label) + 1.0))))
}

fn spatial_lag(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let w = call.styled_weights()?;
    let lag = lags(&w, &x)?;
    let islands = w.islands().len() as f64;
    Ok(Answer::default().with("n", x.len() as f64).with("islands", islands).column("lag", call.place_options(lag)))
}

/// The spatial lag, none for islands.
fn lags(w: &SpatialWeights, x: &[f64]) -> Result<Vec<Option<f64>>, ComputeError> {
    let lag = w.lag(x)?;
    Ok((0..).zip(lag).map(|(i, lag)| Some(lag).filter(|_| !w.neighbours(i).is_empty())).collect())
}

#[cfg(test)]
mod tests {
    use super::super::{Cells, Request, compute};

    /// A row of three units, an island, and a unit with a gap that would link them.
    fn request(method: &str) -> Request {
        Request {
            method: method.into(),
            units: ["a", "b", "c", "d", "e"].map(String::from).into(),
            columns: vec![("x".into(), vec![1.0, 5.0, 3.0, 9.0, f64::NAN])],
            neighbours: Some(vec![vec![1], vec![0, 2], vec![1, 4], vec![4], vec![2, 3]]),
            ..Request::default()
        }
    }

    #[test]
    fn the_lag_is_the_mean_of_the_neighbours_that_have_a_value() {
        let mut request = request("spatial-lag");
        request.parameters.insert("column".into(), "x".into());
        let answer = compute(&request, &mut |_| {}).unwrap();
        // b lies between a and c: (1 + 3) / 2. The only neighbour of d has a gap, so d is an island.
        let expected = Cells::Numbers(vec![Some(5.0), Some(2.0), Some(5.0), None, None]);
        assert_eq!(answer.columns, [("lag".to_owned(), expected)]);
        assert_eq!((answer.figure("islands"), answer.dropped.clone()), (Some(1.0), vec![4]));
    }

    #[test]
    fn all_units_take_part_when_no_column_is_named() {
        let answer = compute(&request("neighbours"), &mut |_| {}).unwrap();
        assert_eq!((answer.figure("links"), answer.figure("groups")), (Some(8.0), Some(1.0)));
        assert_eq!((answer.figure("symmetric"), answer.figure("s0")), (Some(1.0), Some(5.0)));
        assert_eq!(answer.figure("neighbours_mean"), Some(1.6));
    }
}
