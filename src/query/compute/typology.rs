//! The typology of status and dynamics.

use crate::stats::{self, Axis, ClassCuts, Cut, Direction};

use super::composite::{SIGNS, WEIGHTS, parts};
use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Rows};

/// The methods of this family.
pub const METHODS: &[Method] = &[Method {
    name: "status-dynamics",
    about: "Typology of status and dynamics: index of columns and index of their changes, each cut into classes",
    parameters: &[
        Parameter::new("columns", Kind::Columns, "the indicators now"),
        Parameter::new("previous", Kind::Columns, "the same indicators before, in the same order"),
        WEIGHTS,
        SIGNS,
        Parameter::new("ddof", Kind::Whole(Some(0)), "the divisor of both standardisations is n − ddof"),
        Parameter::new(
            "status_cuts",
            Kind::Numbers(Some(&[-1.0, 1.0, 1.5])),
            "between status classes, in standard deviations",
        ),
        Parameter::new(
            "dynamics_cuts",
            Kind::Numbers(Some(&[-1.0, 1.0])),
            "between dynamics classes, in standard deviations",
        ),
        Parameter::new(
            "equal",
            Kind::Choice(&["inner", "before", "after"]),
            "where a value at a cut belongs: to the class nearer to 0, before or after the cut",
        ),
    ],
    run: status_dynamics,
}];

fn status_dynamics(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let Rows { names, mut columns } = call.rows(&["columns", "previous"])?;
    let half = columns.len() / 2;
    let before = columns.split_off(half);
    if before.len() != half {
        return Err(stats::StatError::Lengths { left: half, right: before.len() }.into());
    }
    let change = |(now, before): (&Vec<f64>, &Vec<f64>)| now.iter().zip(before).map(|(a, b)| a - b).collect();
    let changes: Vec<Vec<f64>> = columns.iter().zip(&before).map(change).collect();
    let parts = parts(call, half)?;
    let (status_cuts, dynamics_cuts) = (cuts(call, "status_cuts")?, cuts(call, "dynamics_cuts")?);
    let found = stats::status_dynamics(
        Axis { columns: &columns, parts: &parts, classes: classes(&status_cuts) },
        Axis { columns: &changes, parts: &parts, classes: classes(&dynamics_cuts) },
        call.count("ddof")?,
    )?;
    let numbers = |name: &str, count: usize| (1..=count).map(|class| format!("{name} {class}")).collect::<Vec<_>>();
    let cells = found.table.iter().flatten().map(|count| Some(*count as f64)).collect();
    let class = |classes: Vec<usize>| call.place(classes.into_iter().map(|class| class as f64 + 1.0));
    let mut answer = Answer::default()
        .grid("units", numbers("status", status_cuts.len() + 1), numbers("dynamics", dynamics_cuts.len() + 1), cells)
        .column("status_sum", call.place(found.status.sums))
        .column("status_index", call.place(found.status.z))
        .column("status_class", class(found.status_classes))
        .column("dynamics_sum", call.place(found.dynamics.sums))
        .column("dynamics_index", call.place(found.dynamics.z))
        .column("dynamics_class", class(found.dynamics_classes));
    for (kind, contributions) in [("status", found.status.contributions), ("dynamics", found.dynamics.contributions)] {
        for (name, column) in names.iter().zip(contributions) {
            answer = answer.column(&format!("{kind}_contribution_{name}"), call.place(column));
        }
    }
    Ok(answer)
}

/// The cuts of a parameter, each closed as the parameter `equal` says.
fn cuts(call: &Call<'_>, name: &str) -> Result<Vec<Cut>, ComputeError> {
    let at = call.numbers(name)?;
    let ascending = at.first() <= at.last();
    let equal = call.choice("equal")?;
    let cut = |at: f64| match equal {
        "before" => Cut::closed_before(at),
        "after" => Cut::closed_after(at),
        // Ascending, the class nearer to 0 lies before a positive cut.
        _ if (at >= 0.0) == ascending => Cut::closed_before(at),
        _ => Cut::closed_after(at),
    };
    Ok(at.into_iter().map(cut).collect())
}

/// Classes in the order in which the cuts are listed.
fn classes(cuts: &[Cut]) -> ClassCuts<'_> {
    let ascending = cuts.first().zip(cuts.last()).is_none_or(|(first, last)| first.at <= last.at);
    ClassCuts { cuts, direction: if ascending { Direction::Ascending } else { Direction::Descending } }
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Cells, compute};

    #[test]
    fn a_value_at_a_cut_belongs_where_it_is_said() {
        // One indicator that was 0 everywhere: levels and changes are the same, with z −1, 1 and nothing between.
        let of = |equal: &str, cuts: &str| {
            let given = [("columns", "a"), ("previous", "b"), ("equal", equal), ("status_cuts", cuts)];
            let mut request = table("status-dynamics", &given);
            request.columns[0].1 = (0..12).map(|i| if i < 6 { -1.0 } else { 1.0 }).collect();
            request.columns[1].1 = vec![0.0; 12];
            let answer = compute(&request, &mut |_| {}).unwrap();
            assert_eq!(answer.grids[0].cells.iter().flatten().sum::<f64>(), 12.0);
            let found = answer.columns.clone().into_iter().find(|(name, _)| name == "status_class").unwrap().1;
            let Cells::Numbers(classes) = found else { panic!("words") };
            (classes[0], classes[11])
        };
        assert_eq!(of("inner", "-1,1"), (Some(2.0), Some(2.0)));
        assert_eq!(of("before", "-1,1"), (Some(1.0), Some(2.0)));
        assert_eq!(of("after", "-1,1"), (Some(2.0), Some(3.0)));
        // Descending, class 1 is the highest.
        assert_eq!(of("inner", "1,-1"), (Some(2.0), Some(2.0)));
        assert_eq!(of("before", "1,-1"), (Some(2.0), Some(1.0)));
        assert_eq!(of("inner", "0.5,-0.5"), (Some(3.0), Some(1.0)));
    }
}
