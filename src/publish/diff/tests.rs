use super::*;
use crate::bundle::compiled::{Part, compile};
use crate::bundle::source::read;
use crate::model::{AreaIx, Lang, Missing, ValueFlags};
use crate::publish::open;

fn published(name: &str) -> Published {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles").join(name);
    let parts: Vec<Part> = compile(&read(open(&path).unwrap().as_ref()).source.unwrap()).unwrap();
    Published::of_parts(&parts).unwrap()
}

/// The base bundle with some cells of its first series replaced.
fn with(base: &Published, cells: &[(u32, Observation)]) -> Published {
    let mut new = base.clone();
    let table = &mut new.figures.values_mut().next().unwrap().tables[0].1;
    let period = table.periods()[0];
    for (row, value) in cells {
        assert!(table.set(AreaIx(*row), period, *value));
    }
    new
}

fn first(base: &Published) -> (f64, u8) {
    let ((_, id), figures) = base.figures.first_key_value().unwrap();
    let table = &figures.tables[0].1;
    let value = table.get(AreaIx(0), table.periods()[0]).value().unwrap();
    (value, base.catalogue.indicator(id).unwrap().decimals)
}

#[test]
fn the_same_is_the_same() {
    let base = published("ok-base");
    let diff = Diff::between(&base, &base);
    assert!(diff.is_empty() && diff.compared > 0 && diff.changes.is_empty());
    assert!(diff.markdown(&base, &base, Lang::De, 5).contains("Kein Unterschied"));
    assert_eq!(diff.json(&base).count(), 1);
}

#[test]
fn figures_states_and_rounding_are_told_apart() {
    let base = published("ok-base");
    let (value, decimals) = first(&base);
    let step = 10f64.powi(-i32::from(decimals));
    let known = |v| Observation::Known(v, ValueFlags::NONE);
    let new = with(
        &base,
        &[(0, known(value + step * 0.04)), (1, Observation::Missing(Missing::Pending)), (2, known(value + 7.0 * step))],
    );
    let diff = Diff::between(&base, &new);
    let counts = diff.counts();
    assert_eq!((counts.values, counts.states, counts.rounding), (1, 1, 1));
    let series = &diff.series[0];
    assert_eq!(series.largest().unwrap().row, 2);
    let report = diff.markdown(&base, &new, Lang::De, 0);
    assert!(report.contains("davon geändert: 1") && report.contains("fällt später an"), "{report}");
    assert!(report.contains("(Rundung, zählt nicht als Änderung): 1"), "{report}");
    let lines: Vec<serde_json::Value> = diff.json(&new).collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["kind"], "summary");
    assert!(lines.iter().any(|l| l["new"]["missing"] == "pending" && l["old"]["value"].is_number()));
    let only_rounding = with(&base, &[(0, known(value + step * 0.04))]);
    assert!(Diff::between(&base, &only_rounding).is_empty());
}

#[test]
fn areas_boundaries_and_definitions_are_listed() {
    let base = published("ok-base");
    let mut new = base.clone();
    new.catalogue.levels[0].areas[0].name = "Neu|stadt".to_owned();
    let id = new.catalogue.indicators[0].id.clone();
    new.details.provenance.entry(id.clone()).or_default().definition.de = "Anders gezählt".to_owned();
    let level = new.catalogue.levels[0].id.clone();
    // The last area is gone: its key is another one's now.
    let last = new.catalogue.levels[0].areas.last_mut().unwrap();
    last.key = "99999".into();
    let polygons: Vec<_> = (0..base.shapes[&level].len()).map(|a| base.shapes[&level].polygons(a)).collect();
    let mut moved = polygons.clone();
    for point in moved[1].iter_mut().flatten().flatten() {
        point.0 += 0.5;
    }
    new.shapes.insert(level, crate::geo::Topology::build(&moved, 100_000));
    let diff = Diff::between(&base, &new);
    let kinds: Vec<(What, &str)> = diff.changes.iter().map(|c| (c.what, c.field.as_str())).collect();
    assert!(kinds.contains(&(What::Area, "name")) && kinds.contains(&(What::Definition, "definition")), "{kinds:?}");
    assert_eq!(kinds.iter().filter(|k| **k == (What::Area, "")).count(), 2, "one is gone, one is new");
    assert_eq!(diff.changes.iter().filter(|c| c.what == What::Boundary && !c.minor).count(), 1);
    let report = diff.markdown(&base, &new, Lang::En, 25);
    assert!(report.contains("Neu\\|stadt") && report.contains("Anders gezählt"), "{report}");
}
