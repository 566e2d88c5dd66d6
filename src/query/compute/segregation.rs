//! Segregation of groups of people.

use crate::stats::{GroupCounts, StatError};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "segregation",
        about: "Dissimilarity, isolation, interaction and correlation ratio of a group among everybody",
        parameters: &[
            Parameter::new("x", Kind::Column, "members of the group in each unit"),
            Parameter::new("total", Kind::Column, "everybody in each unit; units with nobody are left out"),
        ],
        run: two_groups,
    },
    Method {
        name: "segregation-groups",
        about: "Diversity and segregation of several groups: entropy, Simpson, information index, dissimilarity of all",
        parameters: &[Parameter::new(
            "columns",
            Kind::Columns,
            "one column of members for each group, none overlapping",
        )],
        run: many_groups,
    },
];

fn two_groups(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let rows = call.rows(&["x", "total"])?;
    let [x, total] = rows.columns.as_slice() else {
        return Err(StatError::TooFew { needed: 2, got: rows.columns.len() }.into());
    };
    let others: Vec<f64> = x.iter().zip(total).map(|(x, t)| t - x).collect();
    let counts = GroupCounts::new(&[x, &others])?;
    Ok(Answer::default()
        .with("units", counts.units() as f64)
        .with("units_without_people", counts.dropped() as f64)
        .with("share", counts.share(0)?)
        .with("dissimilarity", counts.dissimilarity(0, 1)?)
        .with("isolation", counts.isolation(0)?)
        .with("interaction", counts.interaction(0, 1)?)
        .with("correlation_ratio", counts.correlation_ratio(0)?)
        .with("information", counts.information()?))
}

fn many_groups(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let rows = call.rows(&["columns"])?;
    let columns: Vec<&[f64]> = rows.columns.iter().map(Vec::as_slice).collect();
    let counts = GroupCounts::new(&columns)?;
    let groups = rows.names.len();
    let pairs = (0..groups * groups).map(|at| counts.dissimilarity(at / groups, at % groups).ok()).collect();
    Ok(Answer::default()
        .with("units", counts.units() as f64)
        .with("units_without_people", counts.dropped() as f64)
        .with("entropy", counts.entropy())
        .with("entropy_normalised", counts.entropy_normalised())
        .with("simpson_interaction", counts.simpson_interaction())
        .with("information", counts.information()?)
        .with("dissimilarity", counts.dissimilarity_of_all()?)
        .grid("dissimilarity_of_pairs", rows.names.clone(), rows.names, pairs))
}
