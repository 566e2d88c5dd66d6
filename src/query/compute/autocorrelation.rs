//! Do neighbours resemble each other, and where do clusters lie?

use crate::stats::{
    self, Alternative, Draws, GlobalPermutations, LocalPermutations, NormalTest, Quadrant, SpatialWeights, StatError,
};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter};

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "moran",
        about: "Moran's I: are neighbours alike? Tests by the normal distribution and by permutations",
        parameters: &[COLUMN, ROWS, SIDES, PERMUTATIONS, SEED],
        run: moran,
    },
    Method {
        name: "geary",
        about: "Geary's C: how much do neighbours differ? Below 1 they are alike",
        parameters: &[COLUMN, ROWS, SIDES, PERMUTATIONS, SEED],
        run: geary,
    },
    Method {
        name: "general-g",
        about: "General G of Getis and Ord: do high (z > 0) or low values (z < 0) lie side by side?",
        parameters: &[COLUMN, BINARY, SIDES, PERMUTATIONS, SEED],
        run: general_g,
    },
    Method {
        name: "local-moran",
        about: "Local Moran of each unit with its quadrant, p-values by conditional permutations, clusters and the \
                false discovery rate",
        parameters: &[COLUMN, ROWS, LOCAL_SIDES, PERMUTATIONS, SEED, ALPHA],
        run: local_moran,
    },
    Method {
        name: "local-geary",
        about: "Local Geary of each unit: small where it resembles its neighbours",
        parameters: &[COLUMN, ROWS, LOCAL_SIDES, PERMUTATIONS, SEED, ALPHA],
        run: local_geary,
    },
    Method {
        name: "local-g",
        about: "Hot spots (z > 0) and cold spots (z < 0) around each unit, Gi of Ord and Getis; with star=yes Gi*, \
                which counts the unit itself",
        parameters: &[
            COLUMN,
            ROWS,
            Parameter::new("star", Kind::Choice(&["no", "yes"]), "does the unit count among its neighbours?"),
            LOCAL_SIDES,
            PERMUTATIONS,
            SEED,
            ALPHA,
        ],
        run: local_g,
    },
    Method {
        name: "false-discovery",
        about: "Benjamini and Hochberg: which of many p-values remain when the share of false discoveries is limited",
        parameters: &[Parameter::new("p", Kind::Column, "the column of p-values"), ALPHA],
        run: false_discovery,
    },
];

const COLUMN: Parameter = Parameter::new("column", Kind::Column, "the column of values");
const ROWS: Parameter = Parameter::new("style", Kind::Choice(&["W", "B"]), "weights: W row-standardised, B binary");
const BINARY: Parameter = Parameter::new("style", Kind::Choice(&["B", "W"]), "weights: B binary, W row-standardised");
const SIDES: Parameter = Parameter::new(
    "alternative",
    Kind::Choice(&["two-sided", "greater", "less", "directed"]),
    "side of the p-values; directed: the smaller tail",
);
const LOCAL_SIDES: Parameter = Parameter::new(
    "alternative",
    Kind::Choice(&["directed", "two-sided", "greater", "less"]),
    "side of the p-values; directed: the smaller tail",
);
const PERMUTATIONS: Parameter = Parameter::new("permutations", Kind::Whole(Some(999)), "number of permutations");
const SEED: Parameter = Parameter::new("seed", Kind::Whole(Some(1)), "start of the random numbers");
const ALPHA: Parameter =
    Parameter::new("alpha", Kind::Number(Some(0.05)), "level of significance, and limit of the false discovery rate");

fn alternative(call: &Call<'_>) -> Result<Alternative, ComputeError> {
    Ok(match call.choice("alternative")? {
        "two-sided" => Alternative::TwoSided,
        "greater" => Alternative::Greater,
        "less" => Alternative::Less,
        _ => Alternative::Directed,
    })
}

/// The column and the weights in the style asked for.
fn spatial(call: &mut Call<'_>) -> Result<(Vec<f64>, SpatialWeights), ComputeError> {
    let x = call.column("column")?;
    let w = call.styled_weights()?;
    Ok((x, w))
}

fn counted(name: &str, value: f64, n: usize, islands: usize) -> Answer {
    Answer::default().with(name, value).with("n", n as f64).with("islands", islands as f64)
}

fn tested(answer: Answer, under: &str, test: NormalTest, sides: Alternative) -> Answer {
    answer
        .with(&format!("variance_{under}"), test.variance)
        .with(&format!("z_{under}"), test.z().ok())
        .with(&format!("p_{under}"), test.p(sides).ok())
}

fn simulated(answer: Answer, found: &GlobalPermutations, sides: Alternative) -> Answer {
    answer
        .with("mean_permutations", found.mean)
        .with("variance_permutations", found.variance)
        .with("p_permutations", found.p(sides))
}

fn moran(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, w) = spatial(call)?;
    let (sides, permutations) = (alternative(call)?, call.permutations()?);
    let found = stats::moran(&x, &w)?;
    let drawn = stats::moran_permutations(&x, &w, permutations, call.progress())?;
    let answer = counted("moran", found.value, x.len(), found.islands).with("expected", found.normality.expected);
    let answer = tested(answer, "normality", found.normality, sides);
    Ok(simulated(tested(answer, "randomisation", found.randomisation, sides), &drawn, sides))
}

fn geary(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, w) = spatial(call)?;
    let (sides, permutations) = (alternative(call)?, call.permutations()?);
    let found = stats::geary(&x, &w)?;
    let drawn = stats::geary_permutations(&x, &w, permutations, call.progress())?;
    let answer = counted("geary", found.value, x.len(), found.islands).with("expected", found.normality.expected);
    let answer = tested(answer, "normality", found.normality, sides);
    Ok(simulated(tested(answer, "randomisation", found.randomisation, sides), &drawn, sides))
}

fn general_g(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, w) = spatial(call)?;
    let (sides, permutations) = (alternative(call)?, call.permutations()?);
    let found = stats::general_g(&x, &w)?;
    let drawn = stats::general_g_permutations(&x, &w, permutations, call.progress())?;
    let answer =
        counted("general_g", found.value, x.len(), found.islands).with("expected", found.randomisation.expected);
    Ok(simulated(tested(answer, "randomisation", found.randomisation, sides), &drawn, sides))
}

/// The p-values of the permutations with the control of the false discovery rate among the units that were tested.
fn discoveries(call: &Call<'_>, mut answer: Answer, p: &[Option<f64>]) -> Result<Answer, ComputeError> {
    let alpha = call.number("alpha")?;
    let tested: Vec<f64> = p.iter().flatten().copied().collect();
    let found = stats::benjamini_hochberg(&tested, alpha)?;
    let mut adjusted = found.adjusted.iter().copied();
    let adjusted: Vec<Option<f64>> = p.iter().map(|p| p.and_then(|_| adjusted.next())).collect();
    answer = answer
        .with("tested", tested.len() as f64)
        .with("significant", tested.iter().filter(|p| **p <= alpha).count() as f64)
        .with("false_discovery_cutoff", found.cutoff)
        .with("discoveries", found.discoveries as f64);
    Ok(answer.column("p", call.place_options(p.to_vec())).column("p_adjusted", call.place_options(adjusted)))
}

fn draws(call: &Call<'_>) -> Result<Draws<'static>, ComputeError> {
    Ok(Draws::Seeded(call.permutations()?))
}

type LocalTest = fn(&[f64], &SpatialWeights, &Draws<'_>, &mut dyn FnMut(f64)) -> Result<LocalPermutations, StatError>;

/// Runs a local permutation test and takes its p-values.
fn local_p(
    call: &mut Call<'_>,
    test: LocalTest,
    (x, w): (&[f64], &SpatialWeights),
) -> Result<Vec<Option<f64>>, ComputeError> {
    let (draws, sides) = (draws(call)?, alternative(call)?);
    Ok(test(x, w, &draws, call.progress())?.p(sides))
}

fn local_moran(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, w) = spatial(call)?;
    let found = stats::local_moran(&x, &w)?;
    let p = local_p(call, stats::local_moran_permutations, (&x, &w))?;
    let clusters = stats::clusters(&found.quadrants, &p, call.number("alpha")?)?;
    let words = |list: Vec<Option<Quadrant>>| call.place_options(list.into_iter().map(|q| q.map(word)));
    let answer = counted("sum", found.values.iter().sum(), x.len(), w.islands().len())
        .column("local_moran", call.place(found.values))
        .column("expected", call.place(found.expected))
        .column("variance", call.place(found.variance))
        .column("z", call.place_options(found.z))
        .words("quadrant", words(found.quadrants))
        .words("cluster", words(clusters));
    discoveries(call, answer, &p)
}

fn word(quadrant: Quadrant) -> &'static str {
    match quadrant {
        Quadrant::HighHigh => "high-high",
        Quadrant::LowHigh => "low-high",
        Quadrant::LowLow => "low-low",
        Quadrant::HighLow => "high-low",
    }
}

fn local_geary(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let (x, w) = spatial(call)?;
    let found = stats::local_geary(&x, &w, 0)?;
    let p = local_p(call, stats::local_geary_permutations, (&x, &w))?;
    let answer = counted("sum", found.values.iter().sum(), x.len(), w.islands().len())
        .column("local_geary", call.place(found.values))
        .column("expected", call.place(found.expected))
        .column("variance", call.place(found.variance))
        .column("z", call.place_options(found.z));
    discoveries(call, answer, &p)
}

fn local_g(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let x = call.column("column")?;
    let binary = call.weights()?;
    let star = call.choice("star")? == "yes";
    let own = if star { binary.with_self(1.0)? } else { binary.clone() };
    let w = if call.choice("style")? == "W" { own.row_standardised() } else { own };
    let found = if star { stats::local_g_star(&x, &w)? } else { stats::local_g(&x, &w)? };
    let p = local_p(call, stats::local_g_permutations, (&x, &binary))?;
    let normal = found.p(alternative(call)?);
    let answer = Answer::default()
        .with("n", x.len() as f64)
        .with("islands", binary.islands().len() as f64)
        .column("local_g", call.place_options(found.values))
        .column("z", call.place_options(found.z))
        .column("p_normal", call.place_options(normal));
    discoveries(call, answer, &p)
}

fn false_discovery(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let p = call.column("p")?;
    let found = stats::benjamini_hochberg(&p, call.number("alpha")?)?;
    Ok(Answer::default()
        .with("n", p.len() as f64)
        .with("false_discovery_cutoff", found.cutoff)
        .with("discoveries", found.discoveries as f64)
        .column("p_adjusted", call.place(found.adjusted)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Cells, Request, compute};

    fn numbers(request: &Request, name: &str) -> Vec<Option<f64>> {
        let answer = compute(request, &mut |_| {}).unwrap();
        let found = answer.columns.clone().into_iter().find(|(n, _)| n == name).unwrap().1;
        let Cells::Numbers(cells) = found else { panic!("{name} holds words") };
        cells
    }

    #[test]
    fn a_gap_leaves_the_ring_and_its_place_stays_empty() {
        let mut request = table("local-moran", &[("column", "b"), ("permutations", "99")]);
        request.columns[1].1[4] = f64::NAN;
        let p = numbers(&request, "p");
        assert!(p[4].is_none() && p.iter().flatten().count() == 11);
        let answer = compute(&request, &mut |_| {}).unwrap();
        assert_eq!(
            (answer.figure("n"), answer.figure("tested"), answer.dropped.clone()),
            (Some(11.0), Some(11.0), vec![4])
        );
    }

    #[test]
    fn star_changes_the_scores_and_not_the_permutations() {
        let plain = table("local-g", &[("column", "b")]);
        let star = table("local-g", &[("column", "b"), ("star", "yes")]);
        assert_eq!(numbers(&plain, "p"), numbers(&star, "p"));
        assert_ne!(numbers(&plain, "z"), numbers(&star, "z"));
    }

    #[test]
    fn a_rising_ring_is_autocorrelated() {
        let answer = compute(&table("moran", &[("column", "b")]), &mut |_| {}).unwrap();
        assert!(answer.figure("moran") > Some(0.3) && answer.figure("p_permutations") < Some(0.1));
        let answer = compute(&table("geary", &[("column", "b"), ("alternative", "less")]), &mut |_| {}).unwrap();
        assert!(answer.figure("geary") < Some(0.8) && answer.figure("p_randomisation") < Some(0.1));
    }
}
