//! How sure are rates and shares, and which of them lie outside what chance explains?

use crate::model::plain;
use crate::stats::{self, Interval, QuantileType, StatError};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "rate-interval",
        about: "Rates of events with their confidence intervals, by Byar's approximation and exact (Poisson)",
        parameters: &[EVENTS, POPULATION, CONF, PER],
        run: rate_interval,
    },
    Method {
        name: "share-interval",
        about: "Shares with their confidence intervals, by Wilson and exact (Clopper and Pearson)",
        parameters: &[SUCCESSES, TOTAL, CONF],
        run: share_interval,
    },
    Method {
        name: "funnel-ratio",
        about: "Funnel plot of observed over expected events: limits, z scores and overdispersion",
        parameters: &[
            EVENTS,
            Parameter::new("population", Kind::Column, "the column of the population, or of the expected events"),
            Parameter::new(
                "basis",
                Kind::Choice(&["population", "expected"]),
                "what that column holds; from a population the common rate expects events",
            ),
            LIMITS,
            Parameter::new(
                "form",
                Kind::Choice(&["exact", "byar", "normal", "normal-overdispersed"]),
                "form of the limits",
            ),
            Parameter::new("winsor", Kind::Number(Some(0.1)), "share of z scores drawn in at either end"),
        ],
        run: funnel_ratio,
    },
    Method {
        name: "funnel-share",
        about: "Funnel plot of shares: limits around the common share, or around a target",
        parameters: &[
            SUCCESSES,
            TOTAL,
            Parameter::new("target", Kind::Numbers(Some(&[])), "the target share; the common share if left out"),
            LIMITS,
            Parameter::new("form", Kind::Choice(&["exact", "normal"]), "form of the limits"),
        ],
        run: funnel_share,
    },
];

const EVENTS: Parameter = Parameter::new("events", Kind::Column, "the column of events");
const POPULATION: Parameter = Parameter::new("population", Kind::Column, "the column of the population");
const SUCCESSES: Parameter = Parameter::new("events", Kind::Column, "the column of cases counted");
const TOTAL: Parameter = Parameter::new("total", Kind::Column, "the column of all cases");
const CONF: Parameter = Parameter::new("conf", Kind::Number(Some(0.95)), "confidence, between 0 and 1");
const PER: Parameter = Parameter::new("per", Kind::Number(Some(100_000.0)), "population to which rates refer");
const LIMITS: Parameter =
    Parameter::new("p", Kind::Numbers(Some(&[0.001, 0.025, 0.975, 0.999])), "probabilities below each limit");

/// The two columns that these parameters name.
fn pair(call: &mut Call<'_>, parameters: [&str; 2]) -> Result<(Vec<f64>, Vec<f64>), ComputeError> {
    let mut columns = call.rows(&parameters)?.columns.into_iter();
    Ok((columns.next().unwrap_or_default(), columns.next().unwrap_or_default()))
}

/// One result for each row, None where it is undefined for this row. Tells how far it is.
fn each<T>(
    call: &mut Call<'_>,
    x: &[f64],
    y: &[f64],
    one: impl Fn(f64, f64) -> Result<T, StatError>,
) -> Vec<Option<T>> {
    let rows = x.len().max(1) as f64;
    let mut found = Vec::with_capacity(x.len());
    for (row, (x, y)) in x.iter().zip(y).enumerate() {
        if row % 1000 == 0 {
            (call.progress())(row as f64 / rows);
        }
        found.push(one(*x, *y).ok());
    }
    found
}

fn bounds(call: &Call<'_>, answer: Answer, name: &str, found: &[Option<Interval>]) -> Answer {
    let side = |of: fn(&Interval) -> f64| call.place_options(found.iter().map(|i| i.as_ref().map(of)));
    answer.column(&format!("{name}_lower"), side(|i| i.lower)).column(&format!("{name}_upper"), side(|i| i.upper))
}

fn rate_interval(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (conf, per) = (call.number("conf")?, call.number("per")?);
    stats::two_sided_z(conf)?;
    stats::crude_rate(1.0, 1.0, per)?;
    let (events, population) = pair(call, ["events", "population"])?;
    let rates = each(call, &events, &population, |o, n| stats::crude_rate(o, n, per));
    // A rate is not below 0, whatever the approximation says of a single event at a high confidence.
    let byar = each(call, &events, &population, |o, n| {
        stats::byar_interval(o, conf)?.times(per / n).map(|i| i.within(0.0, f64::MAX))
    });
    let exact = each(call, &events, &population, |o, n| stats::poisson_interval(o, conf)?.times(per / n));
    let answer = Answer::default().column("rate", call.place_options(rates));
    let answer = bounds(call, answer, "byar", &byar);
    Ok(bounds(call, answer, "exact", &exact))
}

fn share_interval(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let conf = call.number("conf")?;
    stats::two_sided_z(conf)?;
    let (events, total) = pair(call, ["events", "total"])?;
    let shares = each(call, &events, &total, |r, n| stats::crude_rate(r, n, 1.0));
    let wilson = each(call, &events, &total, |r, n| stats::wilson_interval(r, n, conf));
    let exact = each(call, &events, &total, |r, n| stats::clopper_pearson_interval(r, n, conf));
    let answer = Answer::default().column("share", call.place_options(shares));
    let answer = bounds(call, answer, "wilson", &wilson);
    Ok(bounds(call, answer, "exact", &exact))
}

/// The columns of limits, one for each probability.
fn limits(
    call: &mut Call<'_>,
    mut answer: Answer,
    sizes: &[f64],
    limit: &dyn Fn(f64, f64) -> Result<f64, StatError>,
) -> Result<Answer, ComputeError> {
    for p in call.numbers("p")? {
        stats::normal_quantile(p)?;
        let found = each(call, sizes, sizes, |size, _| limit(size, p));
        answer = answer.column(&format!("limit_{}", plain(p)), call.place_options(found));
    }
    Ok(answer)
}

fn funnel_ratio(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (observed, base) = pair(call, ["events", "population"])?;
    let expected = match call.choice("basis")? {
        "expected" => base,
        _ => stats::expected_at_common_rate(&observed, &base)?,
    };
    let z = stats::pearson_residuals(&observed, &expected)?;
    let kind = QuantileType::Seven;
    let winsorised = stats::overdispersion(&z, Some(call.number("winsor")?), kind)?;
    let ratios: Vec<f64> = observed.iter().zip(&expected).map(|(o, e)| o / e).collect();
    let answer = Answer::default()
        .with("phi", stats::overdispersion(&z, None, kind)?)
        .with("phi_winsorised", winsorised)
        .column("expected", call.place(expected.iter().copied()))
        .column("ratio", call.place(ratios))
        .column("z", call.place(z));
    let limit: &dyn Fn(f64, f64) -> Result<f64, StatError> = match call.choice("form")? {
        "byar" => &stats::poisson_funnel_byar,
        "normal" => &|e, p| stats::poisson_funnel_normal(e, p, 1.0),
        "normal-overdispersed" => &|e, p| stats::poisson_funnel_normal(e, p, winsorised.max(1.0)),
        _ => &stats::poisson_funnel_limit,
    };
    limits(call, answer, &expected, limit)
}

fn funnel_share(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (events, total) = pair(call, ["events", "total"])?;
    let (all, cases): (f64, f64) = (events.iter().sum(), total.iter().sum());
    let target = match call.numbers("target")?.first() {
        Some(given) => *given,
        None => stats::crude_rate(all, cases, 1.0)?,
    };
    stats::binomial_funnel_normal(1.0, target, 0.5, 1.0)?;
    let shares = each(call, &events, &total, |r, n| stats::crude_rate(r, n, 1.0));
    let answer = Answer::default().with("target", target).column("share", call.place_options(shares));
    let limit: &dyn Fn(f64, f64) -> Result<f64, StatError> = match call.choice("form")? {
        "normal" => &|n, p| stats::binomial_funnel_normal(n, target, p, 1.0),
        _ => &|n, p| stats::binomial_funnel_limit(n, target, p),
    };
    limits(call, answer, &total, limit)
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Cells, compute};

    fn column(method: &str, parameters: &[(&str, &str)], name: &str) -> Vec<Option<f64>> {
        let mut request = table(method, parameters);
        request.columns[3].1[1] = f64::NAN; // a gap in the events
        request.columns[4].1[2] = 0.0; // a district without people
        let answer = compute(&request, &mut |done| assert!((0.0..=1.0).contains(&done))).unwrap();
        match answer.columns.clone().into_iter().find(|(n, _)| n == name).unwrap().1 {
            Cells::Numbers(cells) => cells,
            Cells::Words(_) => panic!("words"),
        }
    }

    #[test]
    fn gaps_and_empty_districts_have_no_interval() {
        let named = [("events", "events"), ("population", "population"), ("per", "900")];
        let rates = column("rate-interval", &named, "rate");
        assert_eq!((rates[0], rates[1], rates[2]), (Some(3.0), None, None));
        let (lower, upper) =
            (column("rate-interval", &named, "exact_lower"), column("rate-interval", &named, "exact_upper"));
        assert!(lower[0] < Some(3.0) && upper[0] > Some(3.0) && lower[2].is_none());
    }

    #[test]
    fn funnels_open_around_one() {
        let mut request = table("funnel-ratio", &[("events", "events"), ("population", "population")]);
        request.parameters.insert("p".into(), "0.025,0.975".into());
        let answer = compute(&request, &mut |_| {}).unwrap();
        assert!(answer.figure("phi") >= answer.figure("phi_winsorised"));
        let limits: Vec<&str> =
            answer.columns.iter().map(|(n, _)| n.as_str()).filter(|n| n.starts_with("limit")).collect();
        assert_eq!(limits, ["limit_0.025", "limit_0.975"]);
        let share = table("funnel-share", &[("events", "events"), ("total", "total"), ("target", "0.5")]);
        assert_eq!(compute(&share, &mut |_| {}).unwrap().figure("target"), Some(0.5));
    }
}
