//! A table whose writing nobody declared: encoding, delimiter and decimal sign are taken from the table itself.

use std::collections::BTreeSet;

use super::number::{Format, cell};
use super::sheet::{Dialect, Sheet};
use super::{areas, geojson, text};
use crate::bundle::{Code, Finding, Findings};
use crate::model::Observation;

/// A table as columns. The first column names the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlainTable {
    /// Names of the rows.
    pub units: Vec<String>,
    /// The other columns, in the file's order.
    pub columns: Vec<PlainColumn>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainColumn {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: PlainCells,
}

/// What the cells of a column are.
#[derive(Clone, Debug, PartialEq)]
pub enum PlainCells {
    /// Figures and official signs only.
    Figures(Vec<Observation>),
    /// Words; empty cells are None. With the line and text of the first cell that keeps the column from being figures.
    Words(Vec<Option<String>>, u32, String),
}

/// Reads a CSV table with a header. UTF-8 or Windows-1252; semicolon, tab or comma; decimal comma or point; the official
/// signs for missing values. Keys such as `01001` in the first column stay text.
///
/// With errors among the findings there is no table.
pub fn plain_table(bytes: &[u8], file: &str) -> (Option<PlainTable>, Vec<Finding>) {
    let mut findings = Findings::default();
    let encoding = if std::str::from_utf8(bytes).is_ok() { "utf-8" } else { "windows-1252" };
    let table = text::decode(bytes, encoding, file, &mut findings).and_then(|text| {
        let dialect = Dialect { delimiter: delimiter_of(&text), ..Dialect::default() };
        let sheet = Sheet::read(&text, dialect, file, &mut findings)?;
        Some(columns_of(&sheet, dialect))
    });
    (table.filter(|_| !findings.any_error()), findings.into_list())
}

/// The delimiter that the header has most of.
fn delimiter_of(text: &str) -> u8 {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|b| *b == delimiter).count();
    // The last of equals wins: a semicolon before the comma, which may be a decimal sign.
    [b',', b'\t', b';'].into_iter().max_by_key(|d| count(*d)).unwrap_or(b',')
}

fn columns_of(sheet: &Sheet<'_>, dialect: Dialect) -> PlainTable {
    let format = format_of(sheet, dialect);
    let units = sheet.rows.iter().map(|row| row.cells.first().map_or("", |c| c.trim()).to_owned()).collect();
    let columns = sheet.header.iter().enumerate().skip(1).map(|(place, name)| {
        let texts = || sheet.rows.iter().map(|row| (row.line, row.cells.get(place).map_or("", |c| c.trim())));
        let figures: Result<Vec<Observation>, (u32, String)> =
            texts().map(|(line, text)| cell(text, &format).map_err(|_| (line, text.to_owned()))).collect();
        let cells = match figures {
            Ok(figures) => PlainCells::Figures(figures),
            Err((line, text)) => {
                let words = texts().map(|(_, text)| Some(text.to_owned()).filter(|t| !t.is_empty())).collect();
                PlainCells::Words(words, line, text)
            }
        };
        PlainColumn { name: name.clone(), cells }
    });
    PlainTable { units, columns: columns.collect() }
}

/// A comma between digits is the decimal sign wherever it does not tell cells apart; then a point groups thousands.
fn format_of(sheet: &Sheet<'_>, dialect: Dialect) -> Format {
    let is_decimal = |text: &str| {
        let mut parts = text.trim().trim_start_matches(['-', '−', '+']).split(',');
        let digits = |part: Option<&str>| {
            part.is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
        };
        digits(parts.next()) && digits(parts.next()) && parts.next().is_none()
    };
    let comma =
        dialect.delimiter != b',' && sheet.rows.iter().any(|row| row.cells.iter().skip(1).any(|c| is_decimal(c)));
    if comma { Format { decimal: ',', group: Some('.'), ..Format::default() } } else { Format::default() }
}

/// The polygons of a GeoJSON file by area key: `id`, or the property named; every ring of an area as its positions.
pub type ShapesByKey = Vec<(String, Vec<Vec<[f64; 2]>>)>;

/// Reads the rings of a GeoJSON file. `property` holds the areas' keys; left out, it is found as for a bundle.
///
/// With errors among the findings there are no shapes.
pub fn plain_shapes(bytes: &[u8], property: Option<&str>, file: &str) -> (Option<ShapesByKey>, Vec<Finding>) {
    let mut findings = Findings::default();
    let shapes = text::decode(bytes, "utf-8", file, &mut findings).and_then(|text| {
        let collection = match geojson::read(&text) {
            Ok(collection) => collection,
            Err(error) => {
                findings.add(super::package::json_finding(&error, file));
                return None;
            }
        };
        if collection.features.is_empty() {
            findings.add(Finding::new(Code::GeoEmpty, file).at(1).found(&collection.kind));
            return None;
        }
        let key = areas::key_property(&collection.features, property, &BTreeSet::new());
        let shape = |feature: geojson::Feature| {
            let name = areas::key_of(&feature, &key, file, &mut findings).unwrap_or_default();
            (name, rings_of(feature.geometry))
        };
        Some(collection.features.into_iter().map(shape).collect())
    });
    (shapes.filter(|_| !findings.any_error()), findings.into_list())
}

fn rings_of(geometry: geojson::Geometry) -> Vec<Vec<[f64; 2]>> {
    let geojson::Geometry::Polygons(polygons) = geometry else { return Vec::new() };
    polygons.into_iter().flatten().map(|ring| ring.into_iter().map(|(x, y)| [x, y]).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Missing;
    use proptest::prelude::*;

    fn figures(column: &PlainColumn) -> Vec<Option<f64>> {
        let PlainCells::Figures(cells) = &column.cells else { panic!("{column:?}") };
        cells.iter().map(|o| if let Observation::Known(v, _) = o { Some(*v) } else { None }).collect()
    }

    #[test]
    fn a_german_spreadsheet() {
        let text = "Schlüssel;Quote;Einwohner;Land\n01001;4,5;1.234;SH\n16051;.;12.345,0;TH\n16052;-;7;\n";
        let bytes: Vec<u8> = text.chars().map(|c| if c == 'ü' { 0xfc } else { c as u8 }).collect();
        let table = plain_table(&bytes, "t.csv").0.unwrap();
        assert_eq!(table.units, ["01001", "16051", "16052"]);
        assert_eq!(figures(&table.columns[0]), [Some(4.5), None, Some(0.0)]);
        assert_eq!(figures(&table.columns[1]), [Some(1234.0), Some(12345.0), Some(7.0)]);
        let PlainCells::Words(words, line, first) = &table.columns[2].cells else { panic!() };
        assert_eq!((words[2].clone(), *line, first.as_str()), (None, 2, "SH"));
        let PlainCells::Figures(cells) = &table.columns[0].cells else { panic!() };
        assert_eq!(cells[1], Observation::Missing(Missing::UnknownOrConfidential));
    }

    #[test]
    fn a_plain_csv() {
        let table = plain_table(b"id,x\na,1.5\nb,1e3\n", "t.csv").0.unwrap();
        assert_eq!(figures(&table.columns[0]), [Some(1.5), Some(1000.0)]);
        let (none, findings) = plain_table(b"id,x\na,1,2\n", "t.csv");
        assert!(none.is_none() && findings[0].message(crate::model::Lang::En).contains('3'), "{findings:?}");
    }

    #[test]
    fn shapes_by_id_or_property() {
        let square = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#;
        let file = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","id":"16051","properties":{{"ags":"x"}},"geometry":{square}}}]}}"#
        );
        let shapes = plain_shapes(file.as_bytes(), Some("id"), "g.json").0.unwrap();
        assert_eq!((shapes[0].0.as_str(), shapes[0].1[0].len()), ("16051", 4));
        assert_eq!(plain_shapes(file.as_bytes(), Some("ags"), "g.json").0.unwrap()[0].0, "x");
        assert_eq!(plain_shapes(file.as_bytes(), None, "g.json").0.unwrap()[0].0, "x", "ags is an official name");
        assert!(plain_shapes(b"[]", None, "g.json").0.is_none());
    }

    proptest! {
        #[test]
        fn nothing_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in proptest::option::of("[a-z]{0,3}")) {
            let (table, findings) = plain_table(&bytes, "t.csv");
            prop_assert!(table.is_some() || !findings.is_empty());
            let (shapes, findings) = plain_shapes(&bytes, name.as_deref(), "g.json");
            prop_assert!(shapes.is_some() || !findings.is_empty());
        }
    }
}
