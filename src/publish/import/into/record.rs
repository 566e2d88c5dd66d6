//! `atlas-import.json`: what was imported how, so that it can be repeated with newer files.

use super::super::generic::Mapping;
use super::super::json::{self, object};
use super::super::kinds;
use crate::bundle::json::Json;
use crate::publish::Remark;

/// Name of the file in the bundle.
pub const FILE: &str = "atlas-import.json";

/// One import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Id, from the name of the file without years and dates: newer files of one table share it.
    pub id: String,
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Id of the layout; `mapping` if it was read by a mapping.
    pub layout: String,
    /// The mapping.
    pub mapping: Option<Mapping>,
    /// `--level`.
    pub level: Option<String>,
    /// `--period`.
    pub period: Option<String>,
    /// `--only`.
    pub only: Option<String>,
    /// What was asked for boundaries: options of the command and their texts.
    pub borders: Vec<(String, String)>,
    /// First and last period of its figures.
    pub periods: Option<(String, String)>,
    /// `Gebietsstand` that the file tells.
    pub territorial_status: Option<String>,
    /// Ids in the file and the indicators they became.
    pub series: Vec<(String, String)>,
    /// Files of figures that were written, and their SHA-256.
    pub files: Vec<(String, String)>,
}

/// All imports of a bundle, and what they wrote into its catalogue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The imports, in the order in which they are repeated.
    pub imports: Vec<Imported>,
    /// What was written into the catalogue last: indicator, column and text. A cell that differs is a person's.
    pub catalogue: Vec<(String, Vec<(String, String)>)>,
    /// What a newer version of the program wrote beside.
    pub other: Vec<(String, Json)>,
}

impl Record {
    /// Reads the record.
    ///
    /// # Errors
    /// Text that is no JSON, or a mapping in it that is none.
    pub fn read(text: &str) -> Result<Record, Remark> {
        let invalid = |(row, found): (usize, String)| {
            Remark::new(&kinds::MAPPING_INVALID, FILE).at(row).found(found).expected("JSON")
        };
        let json = json::parse(text).map_err(invalid)?;
        let imports: Result<Vec<Imported>, Remark> = json.get("imports").items().iter().map(imported).collect();
        let cells = |(id, cells): &(String, Json)| (id.clone(), texts(cells));
        let known = ["format", "imports", "catalogue"];
        Ok(Record {
            imports: imports?,
            catalogue: json.get("catalogue").members().iter().map(cells).collect(),
            other: json.members().iter().filter(|(name, _)| !known.contains(&name.as_str())).cloned().collect(),
        })
    }

    /// The record as text.
    pub fn text(&self) -> String {
        let cells = |(id, cells): &(String, Vec<(String, String)>)| (id.clone(), as_object(cells));
        let mut members = vec![
            ("format".to_owned(), Json::from(1_usize)),
            ("imports".to_owned(), self.imports.iter().map(to_json).collect()),
            ("catalogue".to_owned(), Json::Object(self.catalogue.iter().map(cells).collect())),
        ];
        members.extend(self.other.iter().cloned());
        json::pretty(&Json::Object(members))
    }

    /// An import by its id.
    pub fn import(&self, id: &str) -> Option<&Imported> {
        self.imports.iter().find(|i| i.id == id)
    }

    /// Enters an import in the place of one of the same id.
    pub fn put(&mut self, imported: Imported) {
        match self.imports.iter_mut().find(|i| i.id == imported.id) {
            Some(there) => *there = imported,
            None => self.imports.push(imported),
        }
    }

    /// What was last written into a cell of the catalogue.
    pub fn cell(&self, id: &str, column: &str) -> Option<&str> {
        let (_, cells) = self.catalogue.iter().find(|(known, _)| known == id)?;
        cells.iter().find(|(name, _)| name == column).map(|(_, text)| text.as_str())
    }

    /// Notes what was written into a cell of the catalogue.
    pub fn set_cell(&mut self, id: &str, column: &str, text: &str) {
        let place = self.catalogue.iter().position(|(known, _)| known == id).unwrap_or_else(|| {
            self.catalogue.push((id.to_owned(), Vec::new()));
            self.catalogue.len() - 1
        });
        let Some((_, cells)) = self.catalogue.get_mut(place) else { return };
        match cells.iter_mut().find(|(name, _)| name == column) {
            Some((_, cell)) => text.clone_into(cell),
            None => cells.push((column.to_owned(), text.to_owned())),
        }
    }
}

fn texts(json: &Json) -> Vec<(String, String)> {
    json.members().iter().map(|(name, value)| (name.clone(), value.text().unwrap_or_default().to_owned())).collect()
}

fn as_object(pairs: &[(String, String)]) -> Json {
    Json::Object(pairs.iter().map(|(name, text)| (name.clone(), Json::from(text.as_str()))).collect())
}

fn imported(json: &Json) -> Result<Imported, Remark> {
    let optional = |json: &Json, name: &str| json.get(name).text().map(str::to_owned);
    let options = json.get("options");
    let mapping = Some(json.get("mapping")).filter(|m| **m != Json::Null);
    let period = json.get("periods").items();
    let text = |place: usize| period.get(place).and_then(Json::text).map(str::to_owned);
    Ok(Imported {
        id: json.string("id"),
        file: json.string("file"),
        sha256: json.string("sha256"),
        layout: json.string("layout"),
        mapping: mapping.map(|m| Mapping::from_json(m, FILE)).transpose()?,
        level: optional(options, "level"),
        period: optional(options, "period"),
        only: optional(options, "only"),
        borders: json
            .get("boundaries")
            .items()
            .iter()
            .map(|pair| (pair.string("option"), pair.string("value")))
            .collect(),
        periods: text(0).zip(text(1)),
        territorial_status: optional(json, "territorialStatus"),
        series: texts(json.get("series")),
        files: texts(json.get("files")),
    })
}

fn to_json(import: &Imported) -> Json {
    let optional = |text: &Option<String>| text.as_deref().map_or(Json::Null, Json::from);
    let options = object(vec![
        ("level", optional(&import.level)),
        ("period", optional(&import.period)),
        ("only", optional(&import.only)),
    ]);
    let periods = import.periods.as_ref().map_or(Json::Null, |(a, b)| Json::from(vec![a.as_str(), b.as_str()]));
    let pair = |(name, text): &(String, String)| {
        object(vec![("option", Json::from(name.as_str())), ("value", Json::from(text.as_str()))])
    };
    let borders: Json = import.borders.iter().map(pair).collect();
    let borders = if import.borders.is_empty() { Json::Null } else { borders };
    object(vec![
        ("id", Json::from(import.id.as_str())),
        ("file", Json::from(import.file.as_str())),
        ("sha256", Json::from(import.sha256.as_str())),
        ("layout", Json::from(import.layout.as_str())),
        ("mapping", import.mapping.as_ref().map_or(Json::Null, Mapping::to_json)),
        ("options", options),
        ("boundaries", borders),
        ("periods", periods),
        ("territorialStatus", optional(&import.territorial_status)),
        ("series", as_object(&import.series)),
        ("files", as_object(&import.files)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        let import = Imported {
            id: "kreise".into(),
            file: "kreise 2022.csv".into(),
            sha256: "ab".into(),
            layout: "genesis".into(),
            only: Some("16".into()),
            periods: Some(pair("2019", "2022")),
            series: vec![pair("A", "a")],
            files: vec![pair("werte.csv", "cd")],
            ..Imported::default()
        };
        let mut record = Record { imports: vec![import.clone()], ..Record::default() };
        record.set_cell("a", "title_de", "„A“");
        record.other.push(("later".into(), Json::from("x")));
        assert_eq!(Record::read(&record.text()).unwrap(), record);
        record.put(Imported { sha256: "ef".into(), ..import });
        assert_eq!((record.imports.len(), record.imports[0].sha256.as_str()), (1, "ef"));
        assert_eq!(record.cell("a", "title_de"), Some("„A“"));
        assert!(Record::read("{").is_err());
    }
}
