//! What the import of boundaries took, left out and changed, in words for whoever publishes it.

use super::attributes::Columns;
use super::coverage::{Gap, Overlap};
use super::repair::Fault;
use crate::model::Lang;
use crate::text::{figure, number};

/// An area whose rings were repaired.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// Key.
    pub key: String,
    /// Name.
    pub name: String,
    /// What was wrong, each once.
    pub faults: Vec<Fault>,
    /// Square kilometres of its rings as the file has them, holes taken off.
    pub before: f64,
    /// Square kilometres afterwards.
    pub after: f64,
}

/// The figures of an import.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// `Shapefile`, `GeoJSON`, `TopoJSON`.
    pub format: String,
    /// The file that holds the shapes.
    pub file: String,
    /// Name of the coordinate system.
    pub system: String,
    /// The columns that were used.
    pub columns: Columns,
    /// Records of the file.
    pub records: usize,
    /// Records of other prefixes.
    pub left_out: usize,
    /// Records that are water.
    pub water: usize,
    /// Records that became parts of another one's area.
    pub parts: usize,
    /// Points of the file, shared borders counted twice.
    pub points_before: usize,
    /// Points before simplification, shared borders once.
    pub points_full: usize,
    /// Points afterwards, shared borders once.
    pub points_after: usize,
    /// Points that were moved onto a neighbour's or added to its edge.
    pub snapped: usize,
    /// Areas that were repaired.
    pub repairs: Vec<Repair>,
    /// Overlaps that were found.
    pub overlaps: Vec<Overlap>,
    /// Narrow gaps that were found.
    pub gaps: Vec<Gap>,
    /// Whether areas were put together.
    pub dissolved: bool,
    /// Keys by place before dissolving: what overlaps and gaps refer to.
    pub keys: Vec<String>,
    /// Square kilometres of all areas.
    pub km2: f64,
}

impl Report {
    /// The report in lines.
    pub fn lines(&self, areas: usize, lang: Lang) -> Vec<String> {
        let german = lang != Lang::En;
        let count = |n: usize| number(n as f64, 0, lang);
        let km2 = |of: f64| figure(of, 2, "km²", lang);
        let areas = count(areas);
        let column = |name: &str| if name.is_empty() { "–".to_owned() } else { name.to_owned() };
        let Columns { key, name, kind } = &self.columns;
        let (key, name, kind) = (column(key), column(name), column(kind));
        let (format, file, system, records) = (&self.format, &self.file, &self.system, count(self.records));
        let mut lines = Vec::new();
        let mut say = |de: String, en: String| lines.push(if german { de } else { en });
        say(
            format!("Gelesen: {file} ({format}), {records} Datensätze"),
            format!("Read: {file} ({format}), {records} records"),
        );
        let is_wgs = system.contains("4326");
        say(
            format!("Koordinaten: {system}{}", if is_wgs { "" } else { ", umgerechnet nach WGS84" }),
            format!("Coordinates: {system}{}", if is_wgs { "" } else { ", converted to WGS84" }),
        );
        say(
            format!("Spalten: Schlüssel {key}, Name {name}, Art {kind}"),
            format!("Columns: key {key}, name {name}, kind {kind}"),
        );
        if self.left_out + self.water > 0 {
            let (other, water) = (count(self.left_out), count(self.water));
            say(
                format!("Weggelassene Datensätze: {other} von anderen Gebieten (--only), {water} Wasserflächen"),
                format!("Records left out: {other} of other areas (--only), {water} of water"),
            );
        }
        if self.parts > 0 {
            let parts = count(self.parts);
            say(
                format!("Datensätze, die weitere Teile eines Gebiets sind: {parts}, zusammengefügt"),
                format!("Records that are further parts of an area: {parts}, put together"),
            );
        }
        let repaired = count(self.repairs.len());
        let largest =
            self.repairs.iter().max_by(|a, b| (a.after - a.before).abs().total_cmp(&(b.after - b.before).abs()));
        match largest {
            None => say(
                "Reparierte Gebiete: keine, alle Ringe sind in Ordnung".to_owned(),
                "Areas repaired: none, all rings are sound".to_owned(),
            ),
            Some(most) => {
                let change = format!("{} → {}", number(most.before, 2, lang), km2(most.after));
                let called = if most.name.is_empty() { &most.key } else { &most.name };
                say(
                    format!("Reparierte Gebiete: {repaired}; die größte Änderung: {called}, {change}"),
                    format!("Areas repaired: {repaired}; the largest change: {called}, {change}"),
                );
            }
        }
        let closed = self.gaps.iter().filter(|g| g.closed).count() + self.overlaps.iter().filter(|o| o.closed).count();
        let open = self.gaps.len() + self.overlaps.len() - closed;
        let (snapped, closed, open) = (count(self.snapped), count(closed), count(open));
        say(
            format!(
                "Nachbarn: angeglichene Punkte {snapped}, geschlossene Lücken und Überlappungen {closed}, offene {open}"
            ),
            format!("Neighbours: points matched {snapped}, gaps and overlaps closed {closed}, open {open}"),
        );
        if self.dissolved {
            let from = count(self.keys.len());
            say(
                format!("Zusammengefasst: aus {from} Gebieten wurden {areas}"),
                format!("Dissolved: {from} areas became {areas}"),
            );
        }
        let (full, after, total) = (count(self.points_full), count(self.points_after), km2(self.km2));
        say(
            format!("Vereinfacht: {full} → {after} Punkte (gemeinsame Grenzen einmal gezählt)"),
            format!("Simplified: {full} → {after} points (shared borders counted once)"),
        );
        say(format!("Ergebnis: Gebiete {areas}, zusammen {total}"), format!("Result: areas {areas}, together {total}"));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let repair = Repair {
            key: "16063".into(),
            name: "Wartburgkreis".into(),
            faults: vec![],
            before: 1370.5,
            after: 1371.128,
        };
        let report = Report {
            records: 11_431,
            points_full: 15_874,
            points_after: 7_705,
            repairs: vec![repair],
            km2: 16_201.19,
            ..Report::default()
        };
        let [german, english] = [Lang::De, Lang::En].map(|lang| report.lines(22, lang).join("\n"));
        let expected = [
            "11\u{202F}431 Datensätze",
            "15\u{202F}874 → 7\u{202F}705 Punkte",
            "1\u{202F}370,50 → 1\u{202F}371,13\u{A0}km²",
            "16\u{202F}201,19\u{A0}km²",
        ];
        for text in expected {
            assert!(german.contains(text), "{text}: {german}");
        }
        for text in ["11,431 records", "1,370.50 → 1,371.13", "16,201.19"] {
            assert!(english.contains(text), "{text}: {english}");
        }
    }
}
