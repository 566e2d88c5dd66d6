//! Small bundles with invented figures.

use std::collections::BTreeMap;
use std::fmt::Write;

use sozialatlas::bundle::{Files, Memory};

/// A table of counts as long rows: area, year, indicator, category ("" for the total), text of the cell.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    pub areas: Vec<String>,
    /// The reference in which all areas lie, if there is a row for it.
    pub total: Option<String>,
    pub categories: Vec<String>,
    pub minimum: Option<u64>,
    pub edition: String,
    /// Lines of the catalogue behind its header `id,measure,per,numerator_id,denominator_id,additive`.
    pub catalogue: String,
    pub rows: Vec<(String, u16, String, String, String)>,
    /// Further members of the package's `atlas` properties.
    pub atlas: String,
}

impl Bundle {
    /// A count table: `figures[area][category]`, with all totals.
    pub fn table(figures: &[Vec<u32>], minimum: Option<u64>) -> Bundle {
        let mut bundle = Bundle {
            areas: (0..figures.len()).map(|i| format!("990{:02}", i + 1)).collect(),
            total: Some("99".to_owned()),
            categories: (0..figures.first().map_or(0, Vec::len)).map(|i| format!("c{i}")).collect(),
            minimum,
            edition: "1".to_owned(),
            catalogue: "faelle,count,,,,\n".to_owned(),
            ..Bundle::default()
        };
        bundle.count("faelle", 2022, figures);
        bundle
    }

    /// Adds the rows of a count with all its totals.
    pub fn count(&mut self, id: &str, year: u16, figures: &[Vec<u32>]) {
        let areas: Vec<String> = self.areas.iter().chain(&self.total).cloned().collect();
        for (place, area) in areas.iter().enumerate() {
            let rows: Vec<&Vec<u32>> = figures.get(place).map_or(figures.iter().collect(), |row| vec![row]);
            let categories = self.categories.clone();
            for (c, category) in categories.iter().enumerate() {
                let sum: u32 = rows.iter().filter_map(|r| r.get(c)).sum();
                self.put(area, year, id, category, &sum.to_string());
            }
            let all: u32 = rows.iter().flat_map(|r| r.iter()).sum();
            self.put(area, year, id, "", &all.to_string());
        }
    }

    pub fn put(&mut self, area: &str, year: u16, id: &str, category: &str, text: &str) {
        self.rows.push((area.to_owned(), year, id.to_owned(), category.to_owned(), text.to_owned()));
    }

    /// Writes another text into the cells of an area and category.
    pub fn set(&mut self, area: &str, id: &str, category: &str, text: &str) {
        let found = self.rows.iter_mut().filter(|r| r.0 == area && r.2 == id && r.3 == category);
        found.for_each(|row| text.clone_into(&mut row.4));
    }

    pub fn files(&self) -> Memory {
        let mut features = String::new();
        for (place, key) in self.areas.iter().enumerate() {
            let (x, y) = (10.0 + (place % 5) as f64 / 10.0, 50.0 + (place / 5) as f64 / 10.0);
            let ring = format!("[[{x},{y}],[{},{y}],[{},{}],[{x},{}],[{x},{y}]]", x + 0.1, x + 0.1, y + 0.1, y + 0.1);
            let _ = write!(
                features,
                "{}{{\"type\":\"Feature\",\"properties\":{{\"key\":\"{key}\",\"name\":\"Gebiet {key}\"}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}",
                if place == 0 { "" } else { "," }
            );
        }
        let mut values = "key,jahr,indicator,art,value\n".to_owned();
        for (area, year, id, category, text) in &self.rows {
            let _ = writeln!(values, "{area},{year},{id},{category},{text}");
        }
        let categories: Vec<String> = self.categories.iter().map(|c| format!("{{\"id\":\"{c}\"}}")).collect();
        let minimum = self.minimum.map(|m| format!("\"minimumCases\":{m},")).unwrap_or_default();
        let package = format!(
            "{{\"name\":\"beispiel\",\"title\":\"Beispiel\",\"created\":\"2024-01-01\",\"atlas\":{{{minimum}{}\
             \"edition\":\"{}\",\"breakdowns\":[{{\"id\":\"art\",\"complete\":true,\"categories\":[{}]}}]}},\
             \"resources\":[{{\"name\":\"gebiete\",\"path\":\"gebiete.geojson\",\"format\":\"geojson\"}},\
             {{\"name\":\"katalog\",\"path\":\"katalog.csv\",\"type\":\"table\",\"atlas\":{{\"role\":\"catalogue\"}}}},\
             {{\"name\":\"werte\",\"path\":\"werte.csv\",\"type\":\"table\",\"atlas\":{{\"role\":\"values\"}}}}]}}",
            self.atlas,
            self.edition,
            categories.join(",")
        );
        let catalogue = format!("id,measure,per,numerator_id,denominator_id,additive\n{}", self.catalogue);
        let collection = format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}");
        Memory(BTreeMap::from([
            ("datapackage.json".to_owned(), package.into_bytes()),
            ("gebiete.geojson".to_owned(), collection.into_bytes()),
            ("katalog.csv".to_owned(), catalogue.into_bytes()),
            ("werte.csv".to_owned(), values.into_bytes()),
        ]))
    }
}

/// The lines of a table, by area and category of the first year.
pub fn cells(files: &dyn Files, id: &str) -> BTreeMap<(String, String), String> {
    let text = String::from_utf8(files.read("werte.csv").unwrap()).unwrap();
    let mut found = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        if cells[2] == id {
            found.entry((cells[0].to_owned(), cells[3].to_owned())).or_insert_with(|| cells[4].to_owned());
        }
    }
    found
}

/// How many cells of an indicator are withheld.
pub fn withheld(files: &dyn Files, id: &str) -> usize {
    cells(files, id).values().filter(|text| *text == ".").count()
}
