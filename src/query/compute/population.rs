//! Age ratios of every unit, and rates.

use crate::stats::{self, AgeGroups, StatError};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "age-ratios",
        about: "Youth, old-age and total dependency ratio per 100 between the bounds, and the ageing index",
        parameters: &[
            COLUMNS,
            Parameter::new("ages", Kind::Numbers(Some(&[0.0, 20.0, 65.0])), "first age of each column's group"),
            Parameter::new("young_below", Kind::Whole(Some(20)), "the young are below this age"),
            Parameter::new("old_from", Kind::Whole(Some(65)), "the old have this age or more"),
        ],
        run: age_ratios,
    },
    Method {
        name: "billeter",
        about: "Billeter's J: children minus grandparents, in relation to the ages between",
        parameters: &[
            COLUMNS,
            Parameter::new("ages", Kind::Numbers(Some(&[0.0, 15.0, 50.0])), "first age of each column's group"),
            Parameter::new("child_below", Kind::Whole(Some(15)), "children are below this age"),
            Parameter::new("grandparent_from", Kind::Whole(Some(50)), "grandparents have this age or more"),
        ],
        run: billeter,
    },
    Method {
        name: "greying-index",
        about: "Greying index: the oldest per 100 of the younger old",
        parameters: &[
            COLUMNS,
            Parameter::new("ages", Kind::Numbers(Some(&[0.0, 60.0, 80.0])), "first age of each column's group"),
            Parameter::new("old_from", Kind::Whole(Some(60)), "the old have this age or more"),
            Parameter::new("oldest_from", Kind::Whole(Some(80)), "the oldest have this age or more"),
        ],
        run: greying,
    },
    Method {
        name: "rate",
        about: "Rate of events in a population, per 100 or any other number",
        parameters: &[
            Parameter::new("events", Kind::Column, "the events, for example recipients"),
            Parameter::new("population", Kind::Column, "the people among whom they happen"),
            Parameter::new("per", Kind::Number(Some(100.0)), "per how many"),
        ],
        run: rate,
    },
];

const COLUMNS: Parameter =
    Parameter::new("columns", Kind::Columns, "one column of people for each age group, ascending; the last is open");

/// The age groups of every row that has all of them.
fn people(call: &mut Call<'_>) -> Result<Vec<AgeGroups>, ComputeError> {
    let whole = |age: f64| {
        let fits = age >= 0.0 && age <= f64::from(u32::MAX) && age.fract() == 0.0;
        if fits { Ok(age as u32) } else { Err(StatError::Parameter) }
    };
    let ages = call.numbers("ages")?.into_iter().map(whole).collect::<Result<Vec<u32>, _>>()?;
    let columns = call.rows(&["columns"])?.columns;
    let rows = columns.first().map_or(0, Vec::len);
    let row = |at: usize| columns.iter().filter_map(|c| c.get(at).copied()).collect::<Vec<f64>>();
    Ok((0..rows).map(|at| AgeGroups::new(&ages, &row(at))).collect::<Result<_, _>>()?)
}

/// An age that a parameter sets.
fn age(call: &Call<'_>, name: &str) -> Result<u32, ComputeError> {
    Ok(u32::try_from(call.count(name)?).map_err(|_| StatError::Parameter)?)
}

/// A column of one figure for each row. Nobody in the denominator leaves the cell empty; anything else is an error.
fn column(
    call: &Call<'_>,
    people: &[AgeGroups],
    of: impl Fn(&AgeGroups) -> Result<f64, StatError>,
) -> Result<Vec<Option<f64>>, ComputeError> {
    let cell = |groups: &AgeGroups| match of(groups) {
        Err(StatError::NoTotal) => Ok(None),
        other => other.map(Some),
    };
    Ok(call.place_options(people.iter().map(cell).collect::<Result<Vec<_>, _>>()?))
}

fn age_ratios(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let people = people(call)?;
    let (young, old) = (age(call, "young_below")?, age(call, "old_from")?);
    Ok(Answer::default()
        .column("youth_ratio", column(call, &people, |g| g.youth_ratio(young, old))?)
        .column("old_age_ratio", column(call, &people, |g| g.old_age_ratio(young, old))?)
        .column("dependency_ratio", column(call, &people, |g| g.dependency_ratio(young, old))?)
        .column("ageing_index", column(call, &people, |g| g.ageing_index(young, old))?))
}

fn billeter(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let people = people(call)?;
    let (child, grandparent) = (age(call, "child_below")?, age(call, "grandparent_from")?);
    Ok(Answer::default().column("billeter", column(call, &people, |g| g.billeter(child, grandparent))?))
}

fn greying(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let people = people(call)?;
    let (old, oldest) = (age(call, "old_from")?, age(call, "oldest_from")?);
    Ok(Answer::default().column("greying_index", column(call, &people, |g| g.greying_index(old, oldest))?))
}

fn rate(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let rows = call.rows(&["events", "population"])?;
    let per = call.number("per")?;
    let [events, population] = rows.columns.as_slice() else {
        return Err(StatError::TooFew { needed: 2, got: rows.columns.len() }.into());
    };
    let cell = |(events, population): (&f64, &f64)| match stats::rate_per(*events, *population, per) {
        Err(StatError::NoTotal) => Ok(None),
        other => other.map(Some),
    };
    let rates = events.iter().zip(population).map(cell).collect::<Result<Vec<_>, _>>()?;
    Ok(Answer::default().column("rate", call.place_options(rates)))
}
