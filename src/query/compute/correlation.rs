//! Correlation of columns, and the straight line through two of them.

use crate::stats;

use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Taken};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "correlation",
        about: "Pearson, Spearman and Kendall (tau-b) correlation of two columns with p-values; no cause is implied",
        parameters: &[X, Y, CONF],
        run: correlation,
    },
    Method {
        name: "correlation-matrix",
        about: "Correlation of every column with every other one, over the rows that have them all",
        parameters: &[
            Parameter::new("columns", Kind::Columns, "the columns"),
            Parameter::new("method", Kind::Choice(&["pearson", "spearman", "kendall"]), "which coefficient"),
        ],
        run: matrix,
    },
    Method {
        name: "regression",
        about: "Straight line of least squares: coefficients with intervals, residuals, leverage and bands",
        parameters: &[X, Y, CONF, Parameter::new("places", Kind::Whole(Some(5)), "at how many x to give the bands")],
        run: regression,
    },
];

const X: Parameter = Parameter::new("x", Kind::Column, "the column on the horizontal axis");
const Y: Parameter = Parameter::new("y", Kind::Column, "the column on the vertical axis");
const CONF: Parameter = Parameter::new("conf", Kind::Number(Some(0.95)), "level of the intervals");

/// More than any picture has pixels across.
const MOST_PLACES: usize = 10_000;

/// Two columns, rows with a gap left out.
fn pair(call: &mut Call<'_>) -> Result<(Vec<f64>, Vec<f64>), ComputeError> {
    let mut columns = call.rows(&["x", "y"])?.columns.into_iter();
    Ok((columns.next().unwrap_or_default(), columns.next().unwrap_or_default()))
}

fn correlation(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, y) = pair(call)?;
    let pearson = stats::pearson_test(&x, &y, call.number("conf")?)?;
    let spearman = stats::spearman_test(&x, &y)?;
    let kendall = stats::kendall_test(&x, &y)?;
    Ok(Answer::default()
        .with("n", pearson.n as f64)
        .with("pearson", pearson.r)
        .with("pearson_t", pearson.t)
        .with("pearson_p", pearson.p)
        .with("pearson_low", pearson.interval.map(|i| i.0))
        .with("pearson_high", pearson.interval.map(|i| i.1))
        .with("spearman", spearman.rho)
        .with("spearman_p", spearman.p)
        .with("kendall", kendall.tau)
        .with("kendall_z", kendall.z)
        .with("kendall_p", kendall.p))
}

fn matrix(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let method = call.choice("method")?;
    let Taken { names, columns } = call.columns(&["columns"])?;
    let columns: Vec<&[f64]> = columns.iter().map(AsRef::as_ref).collect();
    let found = match method {
        "spearman" => stats::spearman_matrix(&columns, call.progress()),
        "kendall" => stats::kendall_matrix(&columns, call.progress()),
        _ => stats::pearson_matrix(&columns, call.progress()),
    }?;
    Ok(Answer::default().with("n", columns.first().map_or(0, |c| c.len()) as f64).grid(
        method,
        names.clone(),
        names,
        found.cells().to_vec(),
    ))
}

fn regression(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, y) = pair(call)?;
    let conf = call.number("conf")?;
    let line = stats::linear_fit(&x, &y)?;
    let mut answer = Answer::default()
        .with("n", line.n as f64)
        .with("r2", line.r2)
        .with("adjusted_r2", line.adjusted_r2)
        .with("sigma", line.sigma);
    for (name, found) in [("intercept", line.intercept_test(conf)?), ("slope", line.slope_test(conf)?)] {
        answer = answer
            .with(name, found.value)
            .with(&format!("{name}_se"), found.se)
            .with(&format!("{name}_t"), found.t)
            .with(&format!("{name}_p"), found.p)
            .with(&format!("{name}_low"), found.low)
            .with(&format!("{name}_high"), found.high);
    }
    let low = x.iter().copied().fold(f64::INFINITY, f64::min);
    let high = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let places = call.count("places")?;
    if places > MOST_PLACES {
        return Err(stats::StatError::Parameter.into());
    }
    let mut cells = Vec::new();
    for place in 0..places {
        let share = place as f64 / places.saturating_sub(1).max(1) as f64;
        let at = low * (1.0 - share) + high * share;
        let band = line.band(at, conf)?;
        cells.extend([at, band.fit, band.mean.0, band.mean.1, band.single.0, band.single.1].map(Some));
    }
    let names = ["x", "fit", "mean_low", "mean_high", "single_low", "single_high"].map(str::to_owned).to_vec();
    Ok(answer
        .column("residual", call.place(line.residuals))
        .column("studentised", call.place_options(line.studentised))
        .column("leverage", call.place(line.leverage))
        .grid("band", (1..=places).map(|p| p.to_string()).collect(), names, cells))
}
