//! The heavy statistics natively, on made-up data of the size of a country: `cargo bench`. The same tasks beside their
//! peers, in a browser: `tests/browser/measure-statistics.mjs`.

#![allow(clippy::unwrap_used)] // data made here

use divan::{Bencher, black_box};
use sozialatlas::stats::{
    Contiguity, Direction, Draws, Permutations, Points, Random, Rings, SkaterRules, SpatialWeights, Ties, contiguity,
    kmeans_from, local_moran_permutations, natural_breaks, pca, pearson_matrix, ranks, skater, ward,
};

/// Units: about the municipalities of Germany.
const UNITS: usize = 11_000;
/// Cells in a row of the invented country: 110 · 100 of them.
const WIDE: usize = 110;

fn main() {
    divan::main();
}

/// Columns that hang together, every fifth rounded so that it has ties.
fn columns(count: usize) -> Vec<Vec<f64>> {
    let mut random = Random::new(1);
    let hidden: Vec<[f64; 3]> = (0..UNITS).map(|_| [random.normal(), random.normal(), random.normal()]).collect();
    let one = |place: usize| {
        let loads = [random.normal(), random.normal(), random.normal()];
        let mut value = |unit: &[f64; 3]| {
            let x = unit.iter().zip(&loads).map(|(a, b)| a * b).sum::<f64>() + 1.5 * random.normal();
            if place.is_multiple_of(5) { (x * 10.0).round() / 10.0 } else { x }
        };
        hidden.iter().map(&mut value).collect()
    };
    (0..count).map(one).collect()
}

/// Incomes: many small, few large.
fn skewed() -> Vec<f64> {
    let mut random = Random::new(2);
    (0..UNITS).map(|_| ((3.0 + random.normal()).exp() * 1000.0).round() / 1000.0).collect()
}

/// A country of crooked cells whose borders have six points between corners, the same from both sides.
fn country() -> Rings {
    let high = UNITS / WIDE;
    let mut random = Random::new(3);
    let mut corner = |x: usize, y: usize| [x as f64 + 0.4 * random.uniform(), y as f64 + 0.4 * random.uniform()];
    let corners: Vec<Vec<[f64; 2]>> = (0..=high).map(|y| (0..=WIDE).map(|x| corner(x, y)).collect()).collect();
    let border = |a: [f64; 2], b: [f64; 2]| {
        let forwards = a <= b;
        let (start, end) = if forwards { (a, b) } else { (b, a) };
        let at = |t: usize| [0, 1].map(|i| start[i] + (end[i] - start[i]) * t as f64 / 7.0);
        let points: Vec<[f64; 2]> = (1..7).map(at).collect();
        let points: Vec<[f64; 2]> = if forwards { points } else { points.into_iter().rev().collect() };
        std::iter::once(a).chain(points)
    };
    let cell = |i: usize| {
        let (x, y) = (i % WIDE, i / WIDE);
        let ring = [corners[y][x], corners[y][x + 1], corners[y + 1][x + 1], corners[y + 1][x], corners[y][x]];
        vec![ring.windows(2).flat_map(|side| border(side[0], side[1])).collect()]
    };
    Rings::of(&(0..UNITS).map(cell).collect::<Vec<_>>()).unwrap()
}

fn neighbours() -> SpatialWeights {
    contiguity(&country(), Contiguity::Queen, 0.0).unwrap().row_standardised()
}

#[divan::bench]
fn natural_breaks_11000_values_7_classes(bencher: Bencher) {
    let values = skewed();
    bencher.bench_local(|| natural_breaks(black_box(&values), 7).unwrap());
}

#[divan::bench]
fn queen_contiguity_11000_shapes(bencher: Bencher) {
    let country = country();
    bencher.bench_local(|| contiguity(black_box(&country), Contiguity::Queen, 0.0).unwrap());
}

#[divan::bench]
fn local_moran_999_permutations_11000_units(bencher: Bencher) {
    let (values, weights) = (&columns(1)[0], neighbours());
    let draws = Draws::Seeded(Permutations { count: 999, seed: 1 });
    bencher.bench_local(|| local_moran_permutations(black_box(values), &weights, &draws, &mut |_| {}).unwrap());
}

#[divan::bench]
fn pearson_matrix_80_columns(bencher: Bencher) {
    let columns = columns(80);
    let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
    bencher.bench_local(|| pearson_matrix(black_box(&columns), &mut |_| {}).unwrap());
}

#[divan::bench]
fn ranks_with_ties_80_columns(bencher: Bencher) {
    let columns = columns(80);
    let all =
        || columns.iter().map(|c| ranks(black_box(c), Ties::Min, Direction::Ascending).unwrap().len()).sum::<usize>();
    bencher.bench_local(all);
}

#[divan::bench]
fn k_means_8_columns_8_clusters_50_iterations(bencher: Bencher) {
    let points = Points::new(&columns(8)).unwrap();
    let starts: Vec<Vec<f64>> = (0..8).map(|i| points.of(i * 1000).to_vec()).collect();
    bencher.bench_local(|| kmeans_from(black_box(&points), &starts, 50).unwrap());
}

#[divan::bench(sample_count = 5)]
fn ward_8_columns_11000_units(bencher: Bencher) {
    let points = Points::standardised(&columns(8), 1).unwrap();
    bencher.bench_local(|| ward(black_box(&points), &mut |_| {}));
}

#[divan::bench(sample_count = 20)]
fn skater_8_columns_20_regions(bencher: Bencher) {
    let (points, weights) = (Points::standardised(&columns(8), 1).unwrap(), neighbours());
    let rules = SkaterRules { k: 20, floor: 5.0, amounts: None };
    bencher.bench_local(|| skater(black_box(&points), &weights, &rules, &mut |_| {}).unwrap());
}

#[divan::bench]
fn principal_components_15_columns(bencher: Bencher) {
    let columns = columns(15);
    bencher.bench_local(|| pca(black_box(&columns), 0, 15).unwrap());
}
