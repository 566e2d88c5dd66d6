//! Clusters of similar units, and regions of neighbours.

use std::borrow::Cow;

use crate::stats::{
    Dendrogram, KMeansSearch, MaxPRules, Partition, Points, SkaterRules, StatError, calinski_harabasz, kmeans,
    kmeans_from, max_p, silhouette, skater, ward, ward_constrained,
};

use super::{Answer, Call, ComputeError, Kind, Method, Parameter, Taken};

const COLUMNS: Parameter = Parameter::new("columns", Kind::Columns, "the indicators that shall be alike in a cluster");
const K: Parameter = Parameter::new("k", Kind::Whole(None), "number of clusters");
const SCALE: Parameter = Parameter::new("scale", Kind::Choice(&["z", "none"]), "z-scores first, or values as they are");
const DDOF: Parameter = Parameter::new("ddof", Kind::Whole(Some(1)), "z-scores divide by n minus this");
const SMALL: Parameter = Parameter::new("small", Kind::Whole(Some(3)), "clusters with fewer units are named as small");
const SEED: Parameter = Parameter::new("seed", Kind::Whole(Some(1)), "start of the random numbers");
const RESTARTS: Parameter =
    Parameter::new("restarts", Kind::Whole(Some(50)), "random starts, of which the best counts");
const STARTS: Parameter = Parameter::new(
    "starts",
    Kind::Numbers(Some(&[])),
    "rows, from 0 among those without gaps, at which the k clusters start, in the place of random starts",
);
const ITERATIONS: Parameter = Parameter::new("iterations", Kind::Whole(Some(1000)), "at most so many steps of a run");
const SILHOUETTE: Parameter =
    Parameter::new("silhouette", Kind::Choice(&["no", "yes"]), "how well each unit lies in its cluster (n² steps)");

/// The methods of this family.
pub const METHODS: &[Method] = &[
    Method {
        name: "kmeans",
        about: "k clusters of similar units by k-means with many k-means++ starts",
        parameters: &[COLUMNS, K, SCALE, DDOF, RESTARTS, SEED, STARTS, ITERATIONS, SMALL, SILHOUETTE],
        run: by_kmeans,
    },
    Method {
        name: "kmeans-numbers",
        about: "k-means for 2 to k clusters: how much each number of clusters explains, as an aid for choosing one",
        parameters: &[COLUMNS, K, SCALE, DDOF, RESTARTS, SEED, SILHOUETTE],
        run: numbers_of_clusters,
    },
    Method {
        name: "ward",
        about: "Ward's hierarchical clustering, cut into k clusters; heights of all merges",
        parameters: &[COLUMNS, K, SCALE, DDOF, SMALL, SILHOUETTE],
        run: by_ward,
    },
    Method {
        name: "ward-neighbours",
        about: "Ward's hierarchical clustering where only neighbours are merged, cut into k connected regions",
        parameters: &[COLUMNS, K, SCALE, DDOF, SMALL, SILHOUETTE],
        run: by_ward_of_neighbours,
    },
    Method {
        name: "skater",
        about: "k connected regions by cutting the minimum spanning tree of neighbours (SKATER)",
        parameters: &[
            COLUMNS,
            K,
            SCALE,
            DDOF,
            Parameter::new("floor", Kind::Number(Some(1.0)), "the least that a region must hold"),
            Parameter::new("amount", Kind::MaybeColumn, "what the floor counts; units if left out"),
            SMALL,
            SILHOUETTE,
        ],
        run: by_skater,
    },
    Method {
        name: "max-p",
        about: "As many connected regions as possible, each holding at least a threshold of some amount (max-p regions)",
        parameters: &[
            COLUMNS,
            Parameter::new("amount", Kind::Column, "what every region must hold enough of, such as residents"),
            Parameter::new("threshold", Kind::Number(None), "the least amount of a region"),
            SCALE,
            DDOF,
            Parameter::new("starts", Kind::Whole(Some(200)), "random plans, of which the best are improved"),
            SEED,
            SMALL,
            SILHOUETTE,
        ],
        run: by_max_p,
    },
];

/// The indicators of a call and the points that they make.
struct Data {
    names: Vec<String>,
    points: Points,
    /// The column of amounts, where the call has one.
    amounts: Option<Vec<f64>>,
}

impl Data {
    fn of(call: &mut Call<'_>, amount: Option<&str>) -> Result<Data, ComputeError> {
        let parameters: Vec<&str> = std::iter::once("columns").chain(amount).collect();
        let Taken { mut names, mut columns } = call.columns(&parameters)?;
        let amounts = if amount.is_some() { columns.pop().map(Cow::into_owned) } else { None };
        names.truncate(columns.len());
        let points = if call.choice("scale")? == "z" {
            Points::standardised(&columns, call.count("ddof")?)?
        } else {
            Points::new(&columns)?
        };
        Ok(Data { names, points, amounts })
    }

    /// What is said of every partition.
    fn answer(&self, call: &mut Call<'_>, partition: &Partition) -> Result<Answer, ComputeError> {
        let clusters = &partition.clusters;
        let labels = partition.labels.iter().map(|label| f64::from(*label));
        let small = partition.smaller_than(call.count("small")? as u32);
        let numbers = (0..clusters.len()).map(|number| number.to_string()).collect();
        let profile = clusters.iter().flat_map(|c| c.centroid.iter().copied().map(Some)).collect();
        let mut answer = Answer::default()
            .with("clusters", clusters.len() as f64)
            .with("within_ss", partition.within_ss())
            .with("total_ss", partition.total_ss)
            .with("between_share", partition.between_share().ok())
            .with("calinski_harabasz", calinski_harabasz(partition).ok())
            .list("sizes", clusters.iter().map(|c| f64::from(c.size)).collect::<Vec<_>>())
            .list("within_ss_of_clusters", clusters.iter().map(|c| c.within_ss).collect::<Vec<_>>())
            .list("small_clusters", small.into_iter().map(f64::from).collect::<Vec<_>>())
            .column("cluster", call.place(labels))
            .grid("profile", numbers, self.names.clone(), profile);
        if call.choice("silhouette")? == "yes" {
            let found = silhouette(&self.points, partition, call.progress())?;
            answer = answer.with("silhouette", found.mean).list("silhouette_of_clusters", found.clusters);
            answer = answer.column("silhouette", call.place(found.units));
        }
        Ok(answer)
    }

    fn cut(&self, call: &mut Call<'_>, tree: &Dendrogram) -> Result<Answer, ComputeError> {
        let k = call.count("k")? as u32;
        let partition = Partition::of(&self.points, tree.cut(k)?)?;
        let order = tree.order().into_iter().map(f64::from).collect::<Vec<_>>();
        let answer = self.answer(call, &partition)?.with("gap", tree.gap(k).ok());
        Ok(answer.list("heights", tree.heights()).list("order", order))
    }
}

fn search(call: &Call<'_>) -> Result<KMeansSearch, ComputeError> {
    let (k, restarts) = (call.count("k")? as u32, call.count("restarts")? as u32);
    Ok(KMeansSearch { k, restarts, seed: call.whole("seed")?, max_iterations: 1_000 })
}

fn by_kmeans(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, None)?;
    let search = search(call)?;
    let starts = call.places("starts", data.points.len())?;
    let found = if starts.is_empty() {
        let search = KMeansSearch { max_iterations: call.count("iterations")? as u32, ..search };
        kmeans(&data.points, &search, call.progress())?
    } else {
        let starts: Vec<Vec<f64>> = starts.into_iter().map(|row| data.points.of(row).to_vec()).collect();
        kmeans_from(&data.points, &starts, call.count("iterations")? as u32)?
    };
    let answer = data.answer(call, &found.partition)?;
    Ok(answer.with("iterations", f64::from(found.iterations)).with("converged", f64::from(u8::from(found.converged))))
}

fn numbers_of_clusters(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, None)?;
    let most = search(call)?;
    if most.k < 2 {
        return Err(StatError::Parameter.into());
    }
    let with_silhouette = call.choice("silhouette")? == "yes";
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    for k in 2..=most.k {
        let found = kmeans(&data.points, &KMeansSearch { k, ..most }, &mut |_| ())?.partition;
        let mean = || silhouette(&data.points, &found, &mut |_| ()).ok().map(|s| s.mean);
        rows.push(k.to_string());
        cells.extend([Some(found.within_ss()), found.between_share().ok(), calinski_harabasz(&found).ok()]);
        cells.push(if with_silhouette { mean() } else { None });
        call.progress()(f64::from(k - 1) / f64::from(most.k - 1));
    }
    let columns = ["within_ss", "between_share", "calinski_harabasz", "silhouette"].map(str::to_owned).to_vec();
    Ok(Answer::default().grid("numbers_of_clusters", rows, columns, cells))
}

fn by_ward(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, None)?;
    let tree = ward(&data.points, call.progress());
    data.cut(call, &tree)
}

fn by_ward_of_neighbours(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, None)?;
    let weights = call.weights()?;
    let tree = ward_constrained(&data.points, &weights, call.progress())?;
    data.cut(call, &tree)
}

fn by_skater(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, call.has("amount").then_some("amount"))?;
    let weights = call.weights()?;
    let rules =
        SkaterRules { k: call.count("k")? as u32, floor: call.number("floor")?, amounts: data.amounts.as_deref() };
    let found = skater(&data.points, &weights, &rules, call.progress())?;
    let units = call.units();
    let name = |unit: u32| units.get(unit as usize).cloned().unwrap_or_default();
    let cuts = found.cuts.iter().map(|cut| format!("{} / {}", name(cut.from), name(cut.to))).collect();
    let gains = found.cuts.iter().map(|cut| Some(cut.gain)).collect();
    Ok(data
        .answer(call, &found.partition)?
        .with("tree_cost", found.tree_cost)
        .with("narrowest_lead", found.narrowest_lead)
        .grid("cuts", cuts, vec!["gain".to_owned()], gains))
}

fn by_max_p(call: &mut Call<'_>) -> Result<Answer, ComputeError> {
    let data = Data::of(call, Some("amount"))?;
    let weights = call.weights()?;
    let (threshold, starts) = (call.number("threshold")?, call.count("starts")? as u32);
    let rules = MaxPRules { threshold, starts, seed: call.whole("seed")? };
    let amounts = data.amounts.as_deref().unwrap_or(&[]);
    let found = max_p(&data.points, &weights, amounts, &rules, call.progress())?;
    Ok(data
        .answer(call, &found.partition)?
        .with("upper_bound", f64::from(found.upper_bound))
        .list("amounts", found.amounts))
}

#[cfg(test)]
mod tests {
    use super::super::tests::table;
    use super::super::{Cells, compute};

    fn clusters(method: &str, parameters: &[(&str, &str)]) -> Vec<Option<f64>> {
        let mut request = table(method, parameters);
        // Row 4 has a gap, and the ring of neighbours becomes a row of eleven.
        request.columns[0].1[4] = f64::NAN;
        let answer = compute(&request, &mut |_| ()).unwrap();
        assert_eq!(answer.dropped, [4]);
        match &answer.columns[0] {
            (name, Cells::Numbers(cells)) if name == "cluster" => cells.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_row_with_a_gap_has_no_cluster() {
        for method in ["kmeans", "ward", "ward-neighbours", "skater"] {
            let found = clusters(method, &[("columns", "a,b"), ("k", "3")]);
            assert_eq!(found[4], None);
            let mut numbers: Vec<u32> = found.iter().flatten().map(|l| *l as u32).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!((numbers, found.iter().flatten().count()), (vec![0, 1, 2], 11), "{method}");
        }
    }

    #[test]
    fn amounts_are_no_indicator() {
        let parameters = [("columns", "a,b"), ("amount", "population"), ("threshold", "3000")];
        let mut request = table("max-p", &parameters);
        let answer = compute(&request, &mut |_| ()).unwrap();
        assert_eq!(answer.grids[0].columns, ["a", "b"]);
        // 900 + 950 + … + 1450 = 14,100 residents.
        assert_eq!(answer.figure("upper_bound"), Some(4.0));
        assert!(answer.lists.iter().any(|(name, held)| name == "amounts" && held.iter().all(|x| *x >= 3000.0)));
        request = table("skater", &[("columns", "a,b"), ("k", "4"), ("floor", "3000"), ("amount", "population")]);
        let answer = compute(&request, &mut |_| ()).unwrap();
        assert!(answer.figure("clusters").is_some_and(|k| (2.0..=4.0).contains(&k)));
    }
}
