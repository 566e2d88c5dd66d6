//! Which column holds the keys, which the names: recognised by what stands in them.

use std::collections::BTreeMap;

use super::Options;
use super::kinds;
use super::raw::{Feature, Layer};
use crate::publish::Remark;

/// The columns that were chosen; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Keys.
    pub key: String,
    /// Names.
    pub name: String,
    /// What kind of area: `Stadt`, `Landkreis`.
    pub kind: String,
}

/// Names of columns that hold keys, in the order of preference: municipal key, regional key, then what others call them.
const KEYS: [&str; 19] = [
    "ags",
    "ars",
    "rs",
    "key",
    "schluessel",
    "schlüssel",
    "gemeindeschluessel",
    "kreisschluessel",
    "gkz",
    "plr_id",
    "planr_id",
    "bzr_id",
    "raumid",
    "kennung",
    "nuts_code",
    "nuts",
    "id",
    "code",
    "nr",
];
const NAMES: [&str; 12] = [
    "gen",
    "name",
    "plr_name",
    "planr_name",
    "bzr_name",
    "bezeichnung",
    "gemeinde",
    "kreis",
    "ortsteil",
    "label",
    "title",
    "titel",
];
const KINDS: [&str; 4] = ["bez", "type", "typ", "art"];
/// Lengths of official keys: Land, district region, district, association, municipality, regional key.
const LENGTHS: [usize; 6] = [2, 3, 5, 8, 9, 12];

/// Chooses the columns, those the publisher named first.
pub(super) fn columns(layer: &Layer, options: &Options) -> Result<Columns, Remark> {
    let known = layer.columns();
    let about = |kind| Remark::new(kind, layer.file.as_str());
    let exact = |name: &str| known.iter().find(|k| k.eq_ignore_ascii_case(name)).map(|k| (*k).to_owned());
    let asked = |name: &Option<String>| match name {
        None => Ok(None),
        Some(name) => {
            exact(name).map(Some).ok_or_else(|| about(&kinds::COLUMN_UNKNOWN).found(name).expected(known.join(", ")))
        }
    };
    let key = match asked(&options.key)? {
        Some(key) => key,
        None => key_column(layer, &known).ok_or_else(|| about(&kinds::KEY_NONE).found(known.join(", ")))?,
    };
    let listed = |names: &[&str]| names.iter().find_map(|name| exact(name)).filter(|column| *column != key);
    let name = asked(&options.name)?.or_else(|| listed(&NAMES)).or_else(|| wordy(layer, &known, &key));
    // In Berlin `BEZ` is the number of a Bezirk, with the federal office the kind of an area.
    let is_words =
        |column: &String| layer.features.iter().all(|f| !f.get(column).contains(|c: char| c.is_ascii_digit()));
    let kind = asked(&options.kind)?.or_else(|| listed(&KINDS).filter(is_words)).filter(|k| Some(k) != name.as_ref());
    Ok(Columns { key, name: name.unwrap_or_default(), kind: kind.unwrap_or_default() })
}

/// How well a column serves as a key; the higher, the better. `None` if it cannot.
fn key_grade(layer: &Layer, column: &str) -> Option<(usize, usize, usize)> {
    let filled: Vec<&str> = layer.features.iter().map(|f| f.get(column)).filter(|v| !v.is_empty()).collect();
    // A few records without a key are water or an error of the source, not a reason to take another column.
    if filled.is_empty() || filled.len() * 10 < layer.features.len() * 9 {
        return None;
    }
    let mut distinct: Vec<&str> = filled.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let folded = column.to_lowercase();
    let named = KEYS.iter().position(|k| *k == folded).map_or(0, |place| KEYS.len() - place);
    let digits = filled.iter().all(|v| v.bytes().all(|b| b.is_ascii_digit()));
    let length = filled.iter().map(|v| v.len()).max().unwrap_or(0);
    let short = filled.iter().all(|v| v.len() + 1 >= length);
    let official = digits && short && (LENGTHS.contains(&length) || LENGTHS.contains(&(length + 1)));
    // Parts of an area repeat its key; a column of kinds repeats far more.
    let telling = distinct.len() * 2 >= filled.len() || named > 0;
    let spaced = filled.iter().any(|v| v.contains(' '));
    (telling && (named > 0 || official || (!spaced && distinct.len() == filled.len()))).then_some((
        usize::from(named > 0) + usize::from(official),
        named,
        distinct.len(),
    ))
}

fn key_column(layer: &Layer, known: &[&str]) -> Option<String> {
    let graded =
        known.iter().enumerate().filter_map(|(place, column)| Some((key_grade(layer, column)?, place, *column)));
    // Of equals the first column of the file.
    graded.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, _, column)| column.to_owned()).or_else(|| {
        // Keys by name: the last resort of city districts.
        let name = NAMES.iter().find_map(|n| known.iter().find(|k| k.eq_ignore_ascii_case(n)))?;
        let mut values: Vec<&str> = layer.features.iter().map(|f| f.get(name)).collect();
        let count = values.len();
        values.sort_unstable();
        values.dedup();
        (values.len() == count && !values.contains(&"")).then(|| (*name).to_owned())
    })
}

/// A column of words, mostly different ones.
fn wordy(layer: &Layer, known: &[&str], key: &str) -> Option<String> {
    let words = |column: &str| {
        let values: Vec<&str> = layer.features.iter().map(|f| f.get(column)).filter(|v| !v.is_empty()).collect();
        let letters = values.iter().filter(|v| v.chars().filter(|c| c.is_alphabetic()).count() > 2).count();
        let mut distinct = values.clone();
        distinct.sort_unstable();
        distinct.dedup();
        letters * 10 >= layer.features.len() * 9 && distinct.len() * 2 > layer.features.len()
    };
    known.iter().find(|column| **column != key && words(column)).map(|column| (*column).to_owned())
}

/// An area with the places of the features that are its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub features: Vec<usize>,
}

/// What is told of the choice: parts put together, water left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub other: usize,
    pub water: usize,
    pub parts: usize,
}

/// Puts the features together by key, in the order of their first appearance; keeps those asked for; leaves out water.
pub(super) fn groups(
    layer: &Layer,
    columns: &Columns,
    only: &[String],
    remarks: &mut Vec<Remark>,
) -> Result<(Vec<Group>, Counts), Remark> {
    let about = |kind| Remark::new(kind, layer.file.as_str());
    let keys = keys(layer, &columns.key, remarks);
    let (mut groups, mut places): (Vec<Group>, BTreeMap<&str, usize>) = (Vec::new(), BTreeMap::new());
    let mut counts = Counts::default();
    for (number, (feature, key)) in layer.features.iter().zip(&keys).enumerate() {
        if key.is_empty() {
            if is_land(feature) {
                let name = Some(feature.get(&columns.name)).filter(|n| !n.is_empty());
                let called = name.map(|n| format!(" ({n})")).unwrap_or_default();
                remarks.push(about(&kinds::KEY_MISSING).at(feature.row as usize).column(&columns.key).found(called));
            } else {
                counts.water += 1;
            }
            continue;
        }
        if !only.is_empty() && !only.iter().any(|prefix| key.starts_with(prefix.as_str())) {
            counts.other += 1;
            continue;
        }
        let place = *places.entry(key).or_insert_with(|| {
            let (name, kind) = (feature.get(&columns.name).to_owned(), feature.get(&columns.kind).to_owned());
            groups.push(Group { key: key.clone(), name, kind, features: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.features.push(number);
        }
    }
    if groups.is_empty() {
        let first = keys.iter().find(|k| !k.is_empty()).map_or("–", String::as_str);
        return Err(about(&kinds::ONLY_NOTHING).found(only.join(", ")).expected(first));
    }
    for group in &mut groups {
        let is_land = |number: &usize| layer.features.get(*number).is_some_and(is_land);
        // An area of water only is still an area.
        if group.features.iter().any(is_land) {
            let before = group.features.len();
            group.features.retain(is_land);
            counts.water += before - group.features.len();
        }
        counts.parts += group.features.len() - 1;
        // The federal office's files have land, water and parts one by one; elsewhere a key twice may be a mistake.
        let first = group.features.first().and_then(|n| layer.features.get(*n));
        if let Some(first) = first.filter(|f| group.features.len() > 1 && f.get("GF").is_empty()) {
            let remark = about(&kinds::KEY_TWICE).at(first.row as usize).column(&columns.key);
            remarks.push(remark.found(&group.key).expected(group.features.len()));
        }
    }
    Ok((groups, counts))
}

/// `GF` of the federal office's VG products: 1 and 2 are water, 3 and 4 land; 9 stands for both in the small scales.
fn is_land(feature: &Feature) -> bool {
    !matches!(feature.get("GF"), "1" | "2")
}

/// The keys of all features, leading zeros restored where numbers have lost them.
fn keys(layer: &Layer, column: &str, remarks: &mut Vec<Remark>) -> Vec<String> {
    let mut keys: Vec<String> = layer.features.iter().map(|f| f.get(column).to_owned()).collect();
    let digits = keys.iter().all(|k| k.bytes().all(|b| b.is_ascii_digit()));
    let length = keys.iter().map(String::len).max().unwrap_or(0);
    // Only Länder 01 to 09 can lose a zero: keys of 5 and 4 digits mixed, or 4 throughout.
    let full = if LENGTHS.contains(&length) { length } else { length + 1 };
    let lost = |k: &String| k.len() + 1 == full;
    let mixed = keys.iter().all(|k| k.is_empty() || k.len() == full || lost(k)) && keys.iter().any(lost);
    if digits && mixed && full >= 5 && LENGTHS.contains(&full) {
        let count = keys.iter().filter(|k| lost(k)).count();
        let example = keys.iter().find(|k| lost(k)).map(|k| format!("{k} → 0{k}")).unwrap_or_default();
        keys.iter_mut().filter(|k| lost(k)).for_each(|k| k.insert(0, '0'));
        let remark = Remark::new(&kinds::KEY_ZERO, layer.file.as_str()).column(column);
        remarks.push(remark.found(count).expected(example));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(names: &[&str], rows: &[&[&str]]) -> Layer {
        let feature = |(row, cells): (usize, &&[&str])| Feature {
            row: row as u32 + 1,
            columns: names.iter().zip(cells.iter()).map(|(n, c)| ((*n).to_owned(), (*c).to_owned())).collect(),
            ..Feature::default()
        };
        Layer { file: "k.shp".into(), features: rows.iter().enumerate().map(feature).collect(), ..Layer::default() }
    }

    fn chosen(layer: &Layer) -> [String; 3] {
        let columns = columns(layer, &Options::default()).unwrap();
        [columns.key, columns.name, columns.kind]
    }

    #[test]
    fn columns_of_offices_and_cities() {
        let names = ["OBJID", "GF", "ARS", "AGS", "GEN", "BEZ"];
        let vg = layer(
            &names,
            &[
                &["D1", "4", "160510000000", "16051000", "Erfurt", "Stadt"],
                &["D2", "4", "160520000000", "16052000", "Gera", "Stadt"],
            ],
        );
        assert_eq!(chosen(&vg), ["AGS", "GEN", "BEZ"]);
        let berlin = layer(
            &["gid", "PLR_ID", "PLR_NAME"],
            &[&["1", "01100101", "Stülerstraße"], &["2", "01100102", "Großer Tiergarten"]],
        );
        assert_eq!(chosen(&berlin), ["PLR_ID", "PLR_NAME", ""]);
        let unnamed = layer(
            &["flaeche", "kz", "wo"],
            &[&["1.5", "14511", "Chemnitz, Stadt"], &["1.5", "14521", "Erzgebirgskreis"]],
        );
        assert_eq!(chosen(&unnamed), ["kz", "wo", ""]);
        let by_name = layer(&["name"], &[&["Zentrum Süd"], &["Zentrum Ost"]]);
        assert_eq!(chosen(&by_name), ["name", "", ""]);
        let none = layer(&["farbe"], &[&["rot"], &["rot"], &["rot"]]);
        assert_eq!(columns(&none, &Options::default()).unwrap_err().kind.id, "boundary-key-none");
        let asked = Options { key: Some("gen".into()), ..Options::default() };
        assert_eq!(columns(&vg, &asked).unwrap().key, "GEN");
        let wrong = Options { key: Some("XY".into()), ..Options::default() };
        assert_eq!(columns(&vg, &wrong).unwrap_err().kind.id, "boundary-column-unknown");
    }

    #[test]
    fn parts_water_zeros_and_prefixes() {
        let rows: [&[&str]; 5] =
            [&["1001", "4", "A"], &["1001", "2", "A"], &["1001", "4", "A"], &["1002", "1", "B"], &["16051", "4", "C"]];
        let layer = layer(&["AGS", "GF", "GEN"], &rows);
        let columns = columns(&layer, &Options::default()).unwrap();
        let mut remarks = Vec::new();
        let (groups, counts) = groups(&layer, &columns, &["01".to_owned()], &mut remarks).unwrap();
        let found: Vec<(&str, &[usize])> = groups.iter().map(|g| (g.key.as_str(), g.features.as_slice())).collect();
        assert_eq!(found, [("01001", &[0usize, 2][..]), ("01002", &[3])]);
        assert_eq!(counts, Counts { other: 1, water: 1, parts: 1 });
        assert_eq!((remarks[0].kind.id, remarks[0].found.as_str()), ("boundary-key-zero", "4"));
        let none = super::groups(&layer, &columns, &["99".to_owned()], &mut remarks).unwrap_err();
        assert_eq!(none.kind.id, "boundary-only-nothing");
    }
}
