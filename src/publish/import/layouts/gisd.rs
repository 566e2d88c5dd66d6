//! German Index of Socioeconomic Deprivation (GISD) of the Robert Koch Institute: a row an area and year. Tables of the
//! whole country carry quintiles, deciles and terciles; tables of one Land are scaled within that Land.

use super::cell::Writing;
use super::draft::Draft;
use super::kinds;
use super::listing::{Listing, has};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const KEYS: [(&str, &str, &str, &str, usize); 3] = [
    ("kreis_id", "kreis_name", "district", "kreise", 5),
    ("gvb_id", "gvb_name", "association", "gemeindeverbaende", 9),
    ("ror_id", "ror_name", "region", "raumordnungsregionen", 4),
];

const LAENDER: [&str; 16] = [
    "Schleswig-Holstein",
    "Hamburg",
    "Niedersachsen",
    "Bremen",
    "Nordrhein-Westfalen",
    "Hessen",
    "Rheinland-Pfalz",
    "Baden-Württemberg",
    "Bayern",
    "Saarland",
    "Berlin",
    "Brandenburg",
    "Mecklenburg-Vorpommern",
    "Sachsen",
    "Sachsen-Anhalt",
    "Thüringen",
];

/// Whether the headings are a key, a name, a year and the score.
pub fn recognise(grid: &Grid) -> bool {
    KEYS.iter().any(|(key, name, ..)| has(grid, 0, &[key, name, "year", "gisd_score"]))
}

/// Takes score and, where they are, quintile, decile and tercile.
///
/// # Errors
/// Missing columns; cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    let kind = KEYS.iter().find(|(key, ..)| table.find(key).is_some()).unwrap_or(&KEYS[0]);
    let (key, name, year) = (table.column(kind.0)?, table.column(kind.1)?, table.column("year")?);
    let whole_country = table.find("gisd_5").is_some();
    let land = if whole_country { None } else { one_land(&table, key) };
    let scale = land.map_or("Deutschland", |number| LAENDER.get(number).copied().unwrap_or("ein Land"));
    let suffix = land
        .map(|number| format!("_{}", super::cell::slug(LAENDER.get(number).copied().unwrap_or("land"))))
        .unwrap_or_default();
    let mut draft = Draft::default();
    for row in table.rows() {
        let found = table.text(row, key);
        if found.len() > kind.4 || found.len() + 1 < kind.4 || !found.bytes().all(|b| b.is_ascii_digit()) {
            let remark = Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found);
            draft.remark(remark.expected(format!("{} Ziffern", kind.4)));
            continue;
        }
        let whole = format!("{found:0>width$}", width = kind.4);
        let place = draft.place(&whole, table.text(row, name), kind.2);
        for (column, id, title, what) in SERIES {
            let Some(at) = table.find(column) else { continue };
            let Some(cell) = table.cell(row, at, Writing::English) else { continue };
            let series = draft.series(&format!("{id}{suffix}"), || describe(title, what, scale, kind.3));
            draft.figure(place, series, table.text(row, year), cell, table.line(row));
        }
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}

const SERIES: [(&str, &str, &str, &str); 4] = [
    (
        "gisd_score",
        "gisd",
        "Soziale Benachteiligung (GISD)",
        "Je höher der Wert, desto größer die Benachteiligung. 0 hat das Gebiet mit der geringsten, 1 das mit der größten Benachteiligung des Jahres: Niveaus verschiedener Jahre sind nicht vergleichbar, Rangplätze schon",
    ),
    (
        "gisd_5",
        "gisd_quintil",
        "GISD, Quintil",
        "1 = das Fünftel mit der geringsten, 5 = das mit der größten Benachteiligung; Gruppen gleicher Bevölkerung",
    ),
    (
        "gisd_10",
        "gisd_dezil",
        "GISD, Dezil",
        "1 = das Zehntel mit der geringsten, 10 = das mit der größten Benachteiligung",
    ),
    (
        "gisd_k",
        "gisd_gruppe",
        "GISD, Gruppe (niedrig, mittel, hoch)",
        "1 = niedrig (unterstes Fünftel), 2 = mittel, 3 = hoch (oberstes Fünftel)",
    ),
];

/// The Land that all keys begin with, from 0.
fn one_land(table: &Listing<'_>, key: usize) -> Option<usize> {
    let mut lands = table.rows().map(|row| table.text(row, key).get(..2));
    let first = lands.next()??;
    if !lands.all(|land| land == Some(first)) {
        return None;
    }
    first.parse::<usize>().ok()?.checked_sub(1)
}

fn describe(title: &str, what: &str, scale: &str, among: &str) -> Series {
    let national = scale == "Deutschland";
    Series {
        title: if national { title.to_owned() } else { format!("{title}, {scale}") },
        unit: "Indexwert".to_owned(),
        measure: Some("index".to_owned()),
        theme: "Benachteiligung".to_owned(),
        definition: format!("Index aus Bildung, Beschäftigung und Einkommen. {what}. Bezug: {among}, {scale}."),
        source: "German Index of Socioeconomic Deprivation (GISD), Ausgabe 2025".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        attribution: "Michalski N, Soliman OOE, Reis M, Tetzlaff F, Nowossadeck E, Hoebel J: German Index of Socioeconomic Deprivation (GISD), Robert Koch-Institut, Berlin".to_owned(),
        reference_date: "Jahr".to_owned(),
        ..Series::default()
    }
}
