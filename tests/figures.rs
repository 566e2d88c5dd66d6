//! Every figure of the Thuringia bundle, from the published tables through source reader, compiler and decoder, bit by
//! bit; and nothing else is in there.
//!
//! The published tables lie beside the repository (`../shared/figures`, or where `ATLAS_SHARED` says). Without them the
//! bundle's own tables are compared with what the browser decodes; `ATLAS_REQUIRE_SHARED=1` makes that a failure.
#![allow(clippy::expect_used)] // a test's own files and seeds

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sozialatlas::bundle::compiled::{Manifest, PartEntry, compile, read_catalogue, read_values, verify};
use sozialatlas::bundle::{Memory, source};
use sozialatlas::model::{AreaIx, Catalogue, Figures, Missing, Observation, Period, Slice, ValueFlags};

const BUNDLE: &str = "public/bundles/thueringen";
const EISENACH: &str = "16056";
const WARTBURGKREIS: &str = "16063";

/// A row of a CSV file by column name.
type Row = BTreeMap<String, String>;
/// Area key, indicator, slice, period.
type Cell = (String, String, Slice, Period);
/// The cells of one level that say more than "not published".
type Cells = BTreeMap<Cell, Observation>;

fn rows(path: impl AsRef<Path>) -> Vec<Row> {
    let text = fs::read(path.as_ref()).unwrap_or_else(|e| panic!("{}: {e}", path.as_ref().display()));
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let header = reader.headers().expect("header").clone();
    let row =
        |record: csv::StringRecord| header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

/// The bundle as the browser has it: compiled, verified part by part, decoded.
fn decoded() -> (Catalogue, BTreeMap<String, Cells>) {
    let mut files = Memory::default();
    for entry in fs::read_dir(BUNDLE).expect("the bundle") {
        let path = entry.expect("a file").path();
        let name = path.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
        files.0.insert(name, fs::read(&path).expect("a file"));
    }
    let parts = compile(&source::read(&files).source.expect("a readable bundle")).expect("a bundle that compiles");
    let bytes = |entry: &PartEntry| {
        let part = parts.iter().find(|p| p.path == entry.path).expect("the part");
        verify(entry, &part.bytes).expect("the right bytes");
        part.bytes.as_slice()
    };
    let mut manifest = Manifest::read(&parts.last().expect("a manifest").bytes).expect("a manifest");
    let entry = manifest.part("catalogue").expect("a catalogue").clone();
    let catalogue = read_catalogue(&entry.path, bytes(&entry)).expect("a catalogue");
    let mut levels = BTreeMap::new();
    for level in &catalogue.levels {
        let index = manifest.part(&format!("index:{}", level.id)).expect("an index").clone();
        manifest.add_index(&index.path, bytes(&index)).expect("an index");
        let mut cells = Cells::new();
        for indicator in &catalogue.indicators {
            let Some(entry) = manifest.part(&format!("values:{}:{}", level.id, indicator.id)) else { continue };
            let figures = read_values(&entry.path, bytes(entry)).expect("figures");
            let keys: Vec<String> = level.rows().map(|a| a.key.to_string()).collect();
            collect(&keys, indicator.id.as_str(), &figures, &mut cells);
        }
        levels.insert(level.id.to_string(), cells);
    }
    (catalogue, levels)
}

fn collect(keys: &[String], indicator: &str, figures: &Figures, into: &mut Cells) {
    for (slice, table) in &figures.tables {
        assert_eq!(table.rows(), keys.len());
        for (row, key) in keys.iter().enumerate() {
            for period in table.periods() {
                let cell = table.get(AreaIx::at(row), *period);
                if cell != Observation::Missing(Missing::NotPublished) {
                    into.insert((key.clone(), indicator.to_owned(), slice.clone(), *period), cell);
                }
            }
        }
    }
}

fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| panic!("{text} is no period"))
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
}

fn same_bits(cell: Option<&Observation>, value: f64) -> bool {
    cell.and_then(|c| c.value()).map(f64::to_bits) == Some(value.to_bits())
}

/// What a row of the bundle's own tables says.
fn stated(row: &Row) -> Observation {
    let flags = row["flag"].split(' ').filter(|f| !f.is_empty());
    if row["flag"].contains("territory") {
        assert_eq!(row["value"], "", "no figure beside {row:?}");
        return Observation::Missing(Missing::TerritoryChanged);
    }
    let set = flags.fold(ValueFlags::NONE, |set, flag| {
        set.with(match flag {
            "recomputed" => ValueFlags::RECOMPUTED,
            "break" => ValueFlags::BREAK,
            "provisional" => ValueFlags::PROVISIONAL,
            "revised" => ValueFlags::REVISED,
            "estimated" => ValueFlags::ESTIMATED,
            "limited" => ValueFlags::LIMITED_RELIABILITY,
            "rounded" => ValueFlags::ROUNDED,
            other => panic!("unknown flag {other}"),
        })
    });
    match row["value"].as_str() {
        "" => Observation::Missing(Missing::NotPublished),
        "." => Observation::Missing(Missing::UnknownOrConfidential),
        "..." => Observation::Missing(Missing::Pending),
        "/" => Observation::Missing(Missing::Unreliable),
        "x" => Observation::Missing(Missing::NotApplicable),
        "-" => Observation::Known(0.0, set),
        figure => Observation::Known(number(figure), set),
    }
}

#[test]
fn decoded_cells_are_those_of_the_bundles_tables() {
    let (_, levels) = decoded();
    for (level, cells) in &levels {
        let mut expected = Cells::new();
        for row in rows(format!("{BUNDLE}/werte_{level}.csv")) {
            let fixed = ["key", "indicator", "period", "value", "flag"];
            let breakdowns = row.iter().filter(|(name, text)| !fixed.contains(&name.as_str()) && !text.is_empty());
            let slice = Slice::of(breakdowns.map(|(b, c)| (b.as_str().into(), c.as_str().into())).collect());
            let cell = stated(&row);
            if cell != Observation::Missing(Missing::NotPublished) {
                let before = expected
                    .insert((row["key"].clone(), row["indicator"].clone(), slice, period(&row["period"])), cell);
                assert_eq!(before, None, "twice in the table: {row:?}");
            }
        }
        let differing =
            |a: &Cells, b: &Cells| a.iter().find(|(k, v)| b.get(*k) != Some(*v)).map(|(k, v)| (k.clone(), *v));
        assert_eq!(differing(&expected, cells), None, "in the table of {level}, decoded otherwise or not at all");
        assert_eq!(differing(cells, &expected), None, "decoded, not in the table of {level}");
        let bits = |c: &Cells| c.values().filter_map(|o| o.value()).map(f64::to_bits).collect::<Vec<_>>();
        assert_eq!(bits(&expected), bits(cells));
        let known = cells.values().filter(|c| c.value().is_some()).count();
        println!("{level}: {known} figures and {} signs as in its table", cells.len() - known);
    }
}

/// The published tables.
struct Published {
    /// Code -> indicator and slice, for the codes that may be shipped.
    codes: BTreeMap<String, (String, Slice)>,
    figures: Vec<Row>,
    harmonised: Vec<Row>,
    signs: Vec<Row>,
}

impl Published {
    fn load() -> Option<Published> {
        let shared = std::env::var_os("ATLAS_SHARED").map_or(PathBuf::from("../shared"), PathBuf::from).join("figures");
        if !shared.join("figures_kreise_th.csv").exists() {
            assert!(std::env::var_os("ATLAS_REQUIRE_SHARED").is_none(), "{} is not there", shared.display());
            println!("left out: ../shared is not there");
            return None;
        }
        let indicators = rows(shared.join("indicators.csv"));
        let shipped = |use_: &str| match use_ {
            "ok" | "note" | "context" => true,
            "hold" => false,
            other => panic!("unknown use {other}"),
        };
        let held: BTreeSet<&str> =
            indicators.iter().filter(|r| !shipped(&r["use"])).map(|r| r["code"].as_str()).collect();
        let part = |text: &str| {
            let parts = text.split(' ').filter(|p| !p.is_empty()).map(|p| p.split_once(':').expect("a category"));
            Slice::of(parts.map(|(b, c)| (b.into(), c.into())).collect())
        };
        let mapped = rows("tests/fixtures/figure_codes.csv");
        let codes: BTreeMap<_, _> =
            mapped.iter().map(|r| (r["code"].clone(), (r["indicator"].clone(), part(&r["breakdown"])))).collect();
        assert_eq!(codes.len(), mapped.len(), "a code twice");
        for code in codes.keys() {
            assert!(!held.contains(code.as_str()), "{code} is held and must not be shipped");
        }
        for row in indicators.iter().filter(|r| !held.contains(r["code"].as_str())) {
            assert!(codes.contains_key(&row["code"]), "{} is not shipped", row["code"]);
        }
        let of = |file: &str| {
            rows(shared.join(file)).into_iter().filter(|r| codes.contains_key(&r["indicator_code"])).collect()
        };
        let (figures, harmonised) = (of("figures_kreise_th.csv"), of("harmonised_16063.csv"));
        let signs = of("missing_values.csv");
        Some(Published { codes, figures, harmonised, signs })
    }

    fn cell(&self, row: &Row) -> Cell {
        let (indicator, slice) = &self.codes[&row["indicator_code"]];
        (row["ags"].clone(), indicator.clone(), slice.clone(), period(&row["year"]))
    }

    /// Series and years that have a figure of Eisenach: those of 23 districts.
    fn of_23_districts(&self) -> BTreeSet<(String, Slice, Period)> {
        let eisenach = self.figures.iter().filter(|r| r["ags"] == EISENACH).map(|r| self.cell(r));
        eisenach.map(|(_, indicator, slice, period)| (indicator, slice, period)).collect()
    }

    /// The published sign of a cell without figure.
    fn sign(&self) -> Cells {
        let reason = |sign: &str| match sign {
            "x" => Some(Missing::NotApplicable),
            "." => Some(Missing::UnknownOrConfidential),
            "not read" => None,
            other => panic!("unknown sign {other}"),
        };
        let signed = |r: &Row| Some((self.cell(r), Observation::Missing(reason(&r["published_sign"])?)));
        self.signs.iter().filter_map(signed).collect()
    }
}

#[test]
fn every_published_figure_is_in_the_bundle_and_nothing_else() {
    let Some(published) = Published::load() else { return };
    let (_, levels) = decoded();
    let of_23 = published.of_23_districts();
    let before_reform = |c: &Cell| of_23.contains(&(c.1.clone(), c.2.clone(), c.3));
    let harmonised: BTreeMap<Cell, f64> =
        published.harmonised.iter().map(|r| (published.cell(r), number(&r["value"]))).collect();
    let (today, then) = (&levels["kreis"], &levels["kreis23"]);
    let (mut seen, mut seen_then) = (BTreeSet::new(), BTreeSet::new());
    for row in &published.figures {
        let (cell, value) = (published.cell(row), number(&row["value"]));
        if before_reform(&cell) {
            assert!(same_bits(then.get(&cell), value), "kreis23: {cell:?} is {value}, not {:?}", then.get(&cell));
            seen_then.insert(cell.clone());
        }
        let merged = before_reform(&cell) && cell.0 == WARTBURGKREIS;
        if cell.0 != EISENACH && !merged {
            assert!(same_bits(today.get(&cell), value), "kreis: {cell:?} is {value}, not {:?}", today.get(&cell));
            seen.insert(cell);
        }
    }
    let (mut taken_over, mut recomputed, mut changed) = (0, 0, 0);
    for (indicator, slice, period) in &of_23 {
        let cell: Cell = (WARTBURGKREIS.to_owned(), indicator.clone(), slice.clone(), *period);
        match (harmonised.get(&cell), today.get(&cell)) {
            (Some(value), found) => {
                assert!(same_bits(found, *value), "kreis: {cell:?} is {value} harmonised, not {found:?}");
                taken_over += 1;
            }
            (None, Some(Observation::Known(_, flags))) if flags.has(ValueFlags::RECOMPUTED) => recomputed += 1,
            (None, Some(Observation::Missing(Missing::TerritoryChanged))) => changed += 1,
            (None, found) => panic!("kreis: {cell:?} of two districts is {found:?}"),
        }
        seen.insert(cell);
    }
    assert_eq!(taken_over, harmonised.len(), "every harmonised figure is in place");
    let signs = published.sign();
    let nothing_else = |level: &str, cells: &Cells, seen: &BTreeSet<Cell>| {
        let others = cells.iter().filter(|(cell, _)| !seen.contains(*cell));
        let mut signed = 0;
        for (cell, found) in others {
            // Where both districts had a sign instead of a figure, the merged one may say "territory" as well.
            let eisenach = (EISENACH.to_owned(), cell.1.clone(), cell.2.clone(), cell.3);
            let merged = cell.0 == WARTBURGKREIS && level == "kreis" && signs.contains_key(&eisenach);
            let territory = merged && *found == Observation::Missing(Missing::TerritoryChanged);
            assert!(territory || Some(found) == signs.get(cell), "{level}: {cell:?} comes from nowhere: {found:?}");
            signed += 1;
        }
        signed
    };
    let (signs_now, signs_then) = (nothing_else("kreis", today, &seen), nothing_else("kreis23", then, &seen_then));
    println!(
        "kreis: {} published figures, {taken_over} harmonised, {recomputed} recomputed, {changed} without because of the \
         territory, {signs_now} published signs; kreis23: {} published figures, {signs_then} published signs",
        seen.len() - of_23.len(),
        seen_then.len(),
    );
}
