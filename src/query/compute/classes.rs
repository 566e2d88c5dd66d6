//! Classes of a column.

use crate::stats;

use super::order::quantile_type;
use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "classes",
        about: "Class bounds of a column, how many values each class has, and the class of each unit, from 0; a value \
                equal to a bound belongs to the class below it",
        parameters: &[
            COLUMN,
            Parameter::new(
                "scheme",
                Kind::Choice(&["natural", "quantile", "equal", "deviation", "head-tail", "around", "own"]),
                "how the bounds are found",
            ),
            Parameter::new("k", Kind::Whole(Some(5)), "number of classes: natural, quantile, equal; around: a side"),
            Parameter::new("quantile_type", Kind::Whole(Some(7)), "quantile: 1 to 9, numbered as in R"),
            Parameter::new(
                "multiples",
                Kind::Numbers(Some(&[-1.5, -0.5, 0.5, 1.5])),
                "deviation: distances of the bounds from the mean in standard deviations",
            ),
            Parameter::new("ddof", Kind::Whole(Some(0)), "deviation: divisor n − ddof of the variance"),
            Parameter::new(
                "max_head_share",
                Kind::Number(Some(0.4)),
                "head-tail: the head is cut again up to this share; 1 goes on to the end",
            ),
            Parameter::new("centre", Kind::Number(Some(0.0)), "around: the value between both sides"),
            Parameter::new("bounds", Kind::Numbers(Some(&[])), "own: inner bounds, ascending"),
            Parameter::new(
                "round",
                Kind::Number(Some(0.0)),
                "share of a class's width that its bounds may move to be round numbers, below 0.5",
            ),
        ],
        run: classes,
    },
    Method {
        name: "natural-breaks",
        about: "Upper bounds of the k classes with the smallest sum of squares within (exact Fisher-Jenks), and how well \
                they fit; the same as classes with scheme=natural, without the other schemes' weight in the browser",
        parameters: &[COLUMN, Parameter::new("k", Kind::Whole(Some(5)), "number of classes")],
        run: natural,
    },
    Method {
        name: "unclassed",
        about: "Place of each value between two quantiles of the column, from 0 to 1, for a continuous scale",
        parameters: &[
            COLUMN,
            Parameter::new("low", Kind::Number(Some(0.0)), "share of values below the scale's lower end"),
            Parameter::new("high", Kind::Number(Some(1.0)), "share of values below the scale's upper end"),
        ],
        run: unclassed,
    },
];

/// No legend has more; a slip of the finger must not fill the memory.
const MOST_CLASSES: usize = 1000;

const COLUMN: Parameter = Parameter::new("column", Kind::Column, "the column of values");

fn classes(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let k = call.count("k")?;
    if k > MOST_CLASSES {
        return Err(ComputeError::Undefined(stats::StatError::Parameter));
    }
    let mut answer = Answer::default().with("n", x.len() as f64);
    let inner = |mut bounds: Vec<f64>| {
        // Of values that differ in the last digits only, bounds may coincide by rounding.
        bounds.dedup();
        stats::own_classes(&x, &bounds)
    };
    let upper = match call.choice("scheme")? {
        "quantile" => stats::quantile_classes(&x, k, quantile_type(call)?)?,
        "equal" => stats::equal_intervals(&x, k)?,
        "deviation" => inner(stats::deviation_breaks(&x, &call.numbers("multiples")?, call.count("ddof")?)?)?,
        "head-tail" => inner(stats::head_tail_breaks(&x, Some(call.number("max_head_share")?))?)?,
        "around" => inner(stats::breaks_around(&x, call.number("centre")?, k)?)?,
        "own" => inner(call.numbers("bounds")?)?,
        _ => {
            let found = stats::natural_classes(&x, k)?;
            answer = fitted(answer, &found);
            found.upper
        }
    };
    let round = call.number("round")?;
    let upper = if round == 0.0 { upper } else { stats::rounded_breaks(&x, &upper, round)? };
    let counts: Vec<f64> = stats::class_counts(&x, &upper)?.into_iter().map(|count| count as f64).collect();
    let class: Vec<f64> = stats::classify(&x, &upper)?.into_iter().map(|class| class as f64).collect();
    Ok(answer.list("upper", upper).list("count", counts).column("class", call.place(class)))
}

fn fitted(answer: Answer, found: &stats::NaturalClasses) -> Answer {
    answer
        .with("within_ss", found.within_ss)
        .with("total_ss", found.total_ss)
        .with("goodness_of_variance_fit", found.goodness)
        .with("unique", f64::from(u8::from(found.unique)))
}

fn natural(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let k = call.count("k")?;
    if k > MOST_CLASSES {
        return Err(ComputeError::Undefined(stats::StatError::Parameter));
    }
    let found = stats::natural_classes(&x, k)?;
    Ok(fitted(Answer::default().with("n", x.len() as f64), &found).list("upper", found.upper))
}

fn unclassed(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let found = stats::unclassed(&x, Some((call.number("low")?, call.number("high")?)))?;
    Ok(Answer::default().with("n", x.len() as f64).column("t", call.place(found)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Cells, compute};

    #[test]
    fn every_scheme_gives_classes_that_hold_all_values() {
        for scheme in ["natural", "quantile", "equal", "deviation", "head-tail", "around", "own"] {
            for round in ["0", "0.2"] {
                let parameters = [
                    ("column", "a"),
                    ("scheme", scheme),
                    ("k", "3"),
                    ("centre", "5"),
                    ("bounds", "3,6"),
                    ("round", round),
                ];
                let answer = compute(&table("classes", &parameters), &mut |_| {}).unwrap();
                let list = |name: &str| answer.lists.iter().find(|(n, _)| n == name).map(|(_, l)| l.clone()).unwrap();
                assert_eq!(list("count").iter().sum::<f64>(), 12.0, "{scheme}");
                let Cells::Numbers(class) = &answer.columns[0].1 else { panic!("numbers") };
                let last = list("upper").len() as f64;
                assert!(class.iter().flatten().all(|c| (0.0..last).contains(c)), "{scheme}");
            }
        }
    }
}
