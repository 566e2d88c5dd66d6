//! Composite indices and principal components.

use std::borrow::Cow;

use crate::stats::{self, Direction, Part, Standardisation, Ties, WeightDraws, WeightRange};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Rows, Taken};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "composite-index",
        about: "Weighted mean of standardised columns, with what each column contributes to each score",
        parameters: &[COLUMNS, WEIGHTS, SIGNS, SCALE, DDOF, TIES],
        run: composite_index,
    },
    Method {
        name: "geometric-index",
        about: "Weighted geometric mean of columns stretched to floor … 1, with the factor of each column",
        parameters: &[
            COLUMNS,
            WEIGHTS,
            SIGNS,
            Parameter::new("floor", Kind::Number(Some(0.01)), "what the smallest value becomes, between 0 and 1"),
        ],
        run: geometric_index,
    },
    Method {
        name: "pca",
        about: "Principal components of the correlation matrix: eigenvalues, vectors, loadings and scores",
        parameters: &[
            COLUMNS,
            ANCHOR,
            Parameter::new("components", Kind::Whole(Some(2)), "for how many components scores are given"),
        ],
        run: pca,
    },
    Method {
        name: "pca-index",
        about: "Weighted mean of z-values with the squared weights of the first principal component",
        parameters: &[COLUMNS, ANCHOR],
        run: pca_index,
    },
    Method {
        name: "gisd",
        about: "Index by the recipe of the German Index of Socioeconomic Deprivation: a component a dimension, added",
        parameters: &[
            COLUMNS,
            Parameter::new(
                "sizes",
                Kind::Numbers(Some(&[])),
                "how many of the columns belong to each dimension, in turn",
            ),
            Parameter::new("anchor", Kind::Column, "the column with which every dimension must rise"),
            Parameter::new("groups", Kind::Whole(Some(5)), "number of groups by quantiles of type 9"),
        ],
        run: gisd,
    },
    Method {
        name: "rank-sensitivity",
        about: "How the ranks of a composite index move when its weights are drawn at random",
        parameters: &[
            COLUMNS,
            WEIGHTS,
            SIGNS,
            SCALE,
            DDOF,
            TIES,
            Parameter::new("range", Kind::Choice(&["any", "around"]), "any weights, or weights around the given ones"),
            Parameter::new("share", Kind::Number(Some(0.25)), "of range=around: how far, as a share of each weight"),
            Parameter::new("draws", Kind::Whole(Some(1000)), "number of sets of weights"),
            Parameter::new("seed", Kind::Whole(Some(1)), "start of the random numbers"),
            Parameter::new("level", Kind::Number(Some(0.9)), "share of the draws that the interval holds"),
            Parameter::new("top", Kind::Whole(Some(10)), "for how many first places shares are counted"),
            Parameter::new("order", Kind::Choice(&["descending", "ascending"]), "which end has rank 1"),
        ],
        run: rank_sensitivity,
    },
];

const COLUMNS: Parameter = Parameter::new("columns", Kind::Columns, "the indicators");
pub(super) const WEIGHTS: Parameter =
    Parameter::new("weights", Kind::Numbers(Some(&[])), "a weight for each column; equal ones if left out");
pub(super) const SIGNS: Parameter =
    Parameter::new("signs", Kind::Numbers(Some(&[])), "1 or −1 for each column, −1 turns it; 1 if left out");
const SCALE: Parameter = Parameter::new(
    "scale",
    Kind::Choice(&["z", "robust-z", "min-max", "percentile"]),
    "how columns are made comparable",
);
const DDOF: Parameter = Parameter::new("ddof", Kind::Whole(Some(1)), "of scale=z: the divisor is n − ddof");
const TIES: Parameter = Parameter::new(
    "ties",
    Kind::Choice(&["average", "min", "max", "dense", "ordinal"]),
    "of scale=percentile: the rank that equal values share",
);
const ANCHOR: Parameter = Parameter::new(
    "anchor",
    Kind::MaybeColumn,
    "the column that is positive in every component; the first if left out",
);

/// How each of so many columns enters an index: the parameters `weights` and `signs`.
pub(super) fn parts(call: &Call<'_>, columns: usize) -> Result<Vec<Part>, ComputeError> {
    let list = |name| -> Result<Vec<f64>, ComputeError> {
        let given = call.numbers(name)?;
        match given.len() {
            0 => Ok(vec![1.0; columns]),
            n if n == columns => Ok(given),
            n => Err(stats::StatError::Lengths { left: columns, right: n }.into()),
        }
    };
    let (weights, signs) = (list("weights")?, list("signs")?);
    if signs.iter().any(|sign| sign.abs() != 1.0) {
        return Err(stats::StatError::Parameter.into());
    }
    Ok(weights.into_iter().zip(signs).map(|(weight, sign)| Part { weight, reversed: sign < 0.0 }).collect())
}

fn scale(call: &Call<'_>) -> Result<Standardisation, ComputeError> {
    let ties = match call.choice("ties")? {
        "min" => Ties::Min,
        "max" => Ties::Max,
        "dense" => Ties::Dense,
        "ordinal" => Ties::Ordinal,
        _ => Ties::Average,
    };
    Ok(match call.choice("scale")? {
        "robust-z" => Standardisation::RobustZ,
        "min-max" => Standardisation::MinMax,
        "percentile" => Standardisation::Percentile { ties },
        _ => Standardisation::Z { ddof: call.count("ddof")? },
    })
}

/// The scores, and beside them a column for each indicator.
fn scored(call: &Call<'_>, scores: &[f64], kind: &str, names: &[String], columns: &[Vec<f64>]) -> Answer {
    let mut answer = Answer::default().column("score", call.place(scores.iter().copied()));
    for (name, column) in names.iter().zip(columns) {
        answer = answer.column(&format!("{kind}_{name}"), call.place(column.iter().copied()));
    }
    answer
}

fn composite_index(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let Rows { names, columns } = call.rows(&["columns"])?;
    let found = stats::weighted_composite(&columns, &parts(call, columns.len())?, scale(call)?)?;
    Ok(scored(call, &found.scores, "contribution", &names, &found.contributions).list("weights", found.weights))
}

fn geometric_index(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let Rows { names, columns } = call.rows(&["columns"])?;
    let found = stats::geometric_composite(&columns, &parts(call, columns.len())?, call.number("floor")?)?;
    Ok(scored(call, &found.scores, "factor", &names, &found.factors).list("weights", found.weights))
}

/// The columns, and which of them the parameter `anchor` names.
fn anchored<'a>(call: &mut Call<'a>) -> Result<(Taken<'a>, usize), ComputeError> {
    let mut taken = call.columns(&["columns", "anchor"])?;
    if !call.has("anchor") {
        return Ok((taken, 0));
    }
    taken.columns.pop();
    let name = taken.names.pop().unwrap_or_default();
    match taken.names.iter().position(|n| *n == name) {
        Some(anchor) => Ok((taken, anchor)),
        None => Err(ComputeError::NoColumn { name, known: taken.names }),
    }
}

fn pca(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (Taken { names, columns }, anchor) = anchored(call)?;
    let found = stats::pca(&columns, anchor, call.count("components")?)?;
    let components: Vec<String> = (1..=found.vectors.len()).map(|k| format!("PC{k}")).collect();
    let grid = |of: &dyn Fn(usize, usize) -> Option<f64>| {
        let cells = (0..names.len()).flat_map(|j| (0..components.len()).map(move |k| (j, k)));
        cells.map(|(j, k)| of(j, k)).collect::<Vec<_>>()
    };
    let loadings: Vec<Vec<f64>> = (0..components.len()).filter_map(|k| found.loadings(k)).collect();
    let vectors = grid(&|j, k| found.vectors.get(k)?.get(j).copied());
    let mut answer = Answer::default()
        .with("kaiser", found.kaiser() as f64)
        .with("smallest_gap", found.smallest_gap())
        .list("eigenvalues", found.eigenvalues.clone())
        .list("explained", found.explained.clone())
        .grid("vectors", names.clone(), components.clone(), vectors)
        .grid("loadings", names.clone(), components.clone(), grid(&|j, k| loadings.get(k)?.get(j).copied()));
    for (name, scores) in components.iter().zip(&found.scores) {
        answer = answer.column(name, call.place(scores.iter().copied()));
    }
    Ok(answer)
}

fn pca_index(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (Taken { names, columns }, anchor) = anchored(call)?;
    let columns: Vec<Vec<f64>> = columns.into_iter().map(Cow::into_owned).collect();
    let found = stats::pca_weighted_composite(&columns, anchor)?;
    Ok(scored(call, &found.scores, "contribution", &names, &found.contributions).list("weights", found.weights))
}

fn gisd(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let Rows { names, mut columns } = call.rows(&["columns", "anchor"])?;
    let anchor = columns.pop().unwrap_or_default();
    let mut sizes: Vec<usize> = call.numbers("sizes")?.into_iter().map(|size| size as usize).collect();
    if sizes.is_empty() {
        sizes.push(columns.len());
    }
    if sizes.iter().copied().try_fold(0, usize::checked_add) != Some(columns.len()) {
        let total = sizes.iter().copied().fold(0, usize::saturating_add);
        return Err(stats::StatError::Lengths { left: columns.len(), right: total }.into());
    }
    let mut rest = columns.into_iter();
    let dimensions: Vec<Vec<Vec<f64>>> = sizes.iter().map(|size| rest.by_ref().take(*size).collect()).collect();
    let found = stats::gisd(&dimensions, &anchor, call.count("groups")?)?;
    let mut answer = Answer::default()
        .with("base", found.base)
        .list("breaks", found.breaks)
        .column("score", call.place(found.scores))
        .column("group", call.place(found.groups.into_iter().map(|group| group as f64 + 1.0)));
    let mut names = names.into_iter();
    for (number, dimension) in (1..).zip(found.dimensions) {
        answer = answer
            .list(&format!("rotation_{number}"), dimension.rotation)
            .list(&format!("share_{number}"), dimension.shares)
            .column(&format!("dimension_{number}"), call.place(dimension.normalised));
        for (name, column) in names.by_ref().zip(dimension.contributions) {
            answer = answer.column(&format!("contribution_{name}"), call.place(column));
        }
    }
    Ok(answer)
}

fn rank_sensitivity(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let columns = call.rows(&["columns"])?.columns;
    let index = stats::weighted_composite(&columns, &parts(call, columns.len())?, scale(call)?)?;
    let draws = WeightDraws {
        range: match call.choice("range")? {
            "around" => WeightRange::Around(call.number("share")?),
            _ => WeightRange::Any,
        },
        count: call.count("draws")? as u32,
        seed: call.whole("seed")?,
        level: call.number("level")?,
        top: call.count("top")? as u32,
        direction: match call.choice("order")? {
            "ascending" => Direction::Ascending,
            _ => Direction::Descending,
        },
    };
    let found = stats::rank_sensitivity(&index.normalised, &index.weights, draws, call.progress())?;
    let column = |of: fn(&stats::RankBand) -> f64| call.place(found.bands.iter().map(of));
    Ok(Answer::default()
        .with("average_shift", found.average_shift)
        .column("score", call.place(index.scores))
        .column("rank", column(|b| f64::from(b.rank)))
        .column("lower", column(|b| f64::from(b.lower)))
        .column("median", column(|b| b.median))
        .column("upper", column(|b| f64::from(b.upper)))
        .column("top_share", column(|b| b.top_share)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Answer, Cells, Request, compute};

    fn run(request: &Request) -> Answer {
        compute(request, &mut |_| {}).unwrap()
    }

    fn numbers(answer: &Answer, name: &str) -> Vec<Option<f64>> {
        let Some((_, Cells::Numbers(cells))) = answer.columns.iter().find(|(n, _)| n == name) else {
            panic!("no column {name}");
        };
        cells.clone()
    }

    #[test]
    fn contributions_stand_beside_the_score_and_gaps_stay_gaps() {
        let mut request = table("composite-index", &[("columns", "a,b"), ("weights", "3,1"), ("signs", "1,-1")]);
        request.columns[1].1[4] = f64::NAN;
        let answer = run(&request);
        assert_eq!(answer.dropped, [4]);
        let (score, a, b) =
            (numbers(&answer, "score"), numbers(&answer, "contribution_a"), numbers(&answer, "contribution_b"));
        assert!(score[4].is_none() && score[5].is_some());
        for ((score, a), b) in score.iter().zip(a).zip(b) {
            assert!(score.is_none() || (score.unwrap() - a.unwrap() - b.unwrap()).abs() < 1e-12);
        }
        assert_eq!(answer.lists[0], ("weights".to_owned(), vec![0.75, 0.25]));
    }

    #[test]
    fn the_anchor_turns_the_components() {
        let score = |anchor| numbers(&run(&table("pca", &[("columns", "b,c"), ("anchor", anchor)])), "PC1");
        // b rises and c falls with the row: what is high for one anchor is low for the other.
        for (b, c) in score("b").into_iter().zip(score("c")) {
            assert!((b.unwrap() + c.unwrap()).abs() < 1e-12);
        }
        assert_eq!(score(""), score("b"));
        let other = table("pca", &[("columns", "b,c"), ("anchor", "year")]);
        assert!(compute(&other, &mut |_| {}).unwrap_err().message(crate::model::Lang::En).contains("year"));
    }

    #[test]
    fn dimensions_of_the_gisd_are_given_by_their_sizes() {
        let gisd = |sizes| table("gisd", &[("columns", "a,b,c"), ("sizes", sizes), ("anchor", "b"), ("groups", "4")]);
        let answer = run(&gisd("1,2"));
        let (scores, groups) = (numbers(&answer, "score"), numbers(&answer, "group"));
        assert!(scores.contains(&Some(0.0)) && scores.contains(&Some(1.0)));
        assert!((1..=4).all(|g| groups.contains(&Some(f64::from(g)))));
        assert!(answer.columns.iter().any(|(name, _)| name == "dimension_2"));
        assert!(compute(&gisd("1,1"), &mut |_| {}).is_err() && compute(&gisd("3,0"), &mut |_| {}).is_err());
    }

    #[test]
    fn as_many_weights_as_columns() {
        for (name, value) in [("weights", "1,2,3"), ("signs", "1"), ("signs", "1,0"), ("weights", "0,0")] {
            let request = table("composite-index", &[("columns", "a,b"), (name, value)]);
            assert!(compute(&request, &mut |_| {}).is_err(), "{name}={value}");
        }
    }

    #[test]
    fn sensitivity_repeats_itself_by_its_seed() {
        let of = |seed| run(&table("rank-sensitivity", &[("columns", "a,b,c"), ("seed", seed), ("draws", "50")]));
        assert_eq!(of("1"), of("1"));
        assert_ne!(of("1").figures, of("2").figures);
    }
}
