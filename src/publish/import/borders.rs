//! Boundaries of an office become a level of the bundle.

use std::path::Path;

use anyhow::{Context, Result};

use super::into::{Bundle, Imported, LevelWish, Report, kinds, write_areas};
use super::{import_id, name_of};
use crate::bundle::Severity;
use crate::bundle::source::sha256;
use crate::model::Lang;
use crate::publish::Remark;
use crate::publish::boundaries::{self, Boundaries, Dissolve, Input, Options, read, to_geojson};
use crate::text::figure;

/// Layout under which boundaries are recorded.
pub const BOUNDARIES: &str = "grenzen";

/// What the publisher asks for boundaries: texts, as they stand on the command line and in the record. The tables of
/// [`BordersAsked::dissolve`] and [`BordersAsked::names`] are their contents, so that the record can be repeated
/// without the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BordersAsked {
    /// Options by name; see [`BordersAsked::NAMES`].
    pub options: Vec<(String, String)>,
    /// Boundaries that are there may be replaced.
    pub force: bool,
    /// Nothing is written.
    pub dry: bool,
}

impl BordersAsked {
    /// The options there are. `dissolve` may stand several times, as number of digits or as table.
    pub const NAMES: [&'static str; 15] = [
        "level",
        "title",
        "attribution",
        "status",
        "only",
        "layer",
        "key",
        "name",
        "kind",
        "system",
        "snap",
        "simplify",
        "points",
        "dissolve",
        "names",
    ];

    fn get(&self, name: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A number, or the remark that it is none.
    fn number(&self, name: &str) -> Result<Option<f64>, Remark> {
        let refused =
            |text: &str| Remark::new(&kinds::OPTION_INVALID, "").found(format!("--{name} {text}")).expected("25");
        let parse = |text: &str| text.replace(',', ".").parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
        self.get(name).map(|text| parse(text).ok_or_else(|| refused(text))).transpose()
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not negative, and a count of points
    fn options(&self) -> Result<Options, Remark> {
        let only = self.get("only").map(|text| text.split(',').map(|t| t.trim().to_owned()).collect());
        let mut dissolve = Vec::new();
        for (_, text) in self.options.iter().filter(|(name, _)| name == "dissolve") {
            dissolve.push(match text.trim().parse() {
                Ok(digits) => Dissolve::Digits(digits),
                Err(_) => boundaries::crosswalk("--dissolve", text.as_bytes())?,
            });
        }
        Ok(Options {
            layer: self.text("layer"),
            key: self.text("key"),
            name: self.text("name"),
            kind: self.text("kind"),
            only: only.unwrap_or_default(),
            system: self.text("system"),
            snap: self.number("snap")?.unwrap_or(Options::default().snap),
            tolerance: self.number("simplify")?,
            points: self.number("points")?.map(|n| n as usize),
            dissolve,
            names: self.get("names").map(|text| boundaries::names(text.as_bytes())).unwrap_or_default(),
            ..Options::default()
        })
    }
}

/// Whether a file holds boundaries, by its name.
pub fn is_boundaries(path: &Path) -> bool {
    let name = name_of(path).to_lowercase();
    [".shp", ".geojson", ".topojson", ".json", ".zip"].iter().any(|ending| name.ends_with(ending))
}

/// The checksum of a file of boundaries; of a shapefile its table counts with it, for names may change alone.
///
/// # Errors
/// Failures of the file system.
pub fn borders_hash(path: &Path) -> Result<String> {
    let mut bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let table = ["dbf", "DBF"].iter().find_map(|ending| std::fs::read(path.with_extension(ending)).ok());
    bytes.extend(table.unwrap_or_default());
    Ok(sha256(&bytes))
}

/// Imports the boundaries of a level, or only tells what would be done.
///
/// # Errors
/// Failures of the file system.
pub fn import_borders(
    path: &Path,
    asked: &BordersAsked,
    bundle: &mut Bundle,
    progress: &mut dyn FnMut(f64),
) -> Result<Report> {
    let file = name_of(path);
    let refused = |remarks: Vec<Remark>| Ok(Report { file: file.clone(), remarks, ..Report::default() });
    let Some(level) = asked.get("level").filter(|l| is_id(l)) else {
        let found = asked.get("level").unwrap_or("–");
        return refused(vec![Remark::new(&kinds::LEVEL_NEEDED, &file).found(found)]);
    };
    let input = match Input::open(path) {
        Ok(input) => input,
        Err(remark) => return refused(vec![remark]),
    };
    let options = match asked.options() {
        Ok(options) => options,
        Err(remark) => return refused(vec![remark]),
    };
    let found = match read(&input, &options, &mut |done| progress(done * 0.9)) {
        Ok(found) => found,
        Err(remarks) => return refused(remarks),
    };
    let mut report = report_of(&file, level, asked.dry, &found);
    report.territorial_status = asked.text("status");
    if asked.dry || report.has_errors() {
        return Ok(report);
    }
    let wish = LevelWish {
        level: level.to_owned(),
        title: asked.text("title").unwrap_or_else(|| title_of(level).to_owned()),
        file: file.clone(),
        attribution: asked.text("attribution").unwrap_or_default(),
        territorial_status: asked.text("status"),
        force: asked.force,
    };
    report.remarks.extend(write_areas(bundle, &to_geojson(&found), &wish)?);
    if report.has_errors() {
        return Ok(report);
    }
    let path_written = bundle.areas_path(level);
    bundle.record.put(Imported {
        id: import_id(&file),
        sha256: borders_hash(path)?,
        layout: BOUNDARIES.to_owned(),
        borders: asked.options.clone(),
        territorial_status: asked.text("status"),
        files: Vec::new(),
        file,
        ..Imported::default()
    });
    bundle.save_record()?;
    report.files.extend(path_written);
    progress(1.0);
    Ok(report)
}

fn report_of(file: &str, level: &str, dry: bool, found: &Boundaries) -> Report {
    let lines = |lang| {
        let mut lines = found.report.lines(found.areas.len(), lang);
        let some: Vec<String> = found
            .areas
            .iter()
            .take(4)
            .map(|a| format!("{} {} ({})", a.key, a.name, figure(a.km2, 1, "km²", lang)))
            .collect();
        let more = if found.areas.len() > some.len() { ", …" } else { "" };
        let word = if lang == Lang::En { "Areas" } else { "Gebiete" };
        lines.push(format!("{word}: {}{more}", some.join(", ")));
        lines
    };
    Report {
        file: file.to_owned(),
        layout: ("Grenzen".to_owned(), "boundaries".to_owned()),
        areas: vec![(level.to_owned(), found.areas.len())],
        borders: Some((lines(Lang::De), lines(Lang::En))),
        remarks: found.remarks.iter().filter(|r| is_worth_a_line(r, found)).cloned().collect(),
        dry,
        ..Report::default()
    }
}

/// Many small repairs of one kind are in the report's sums; a hundred lines of them would hide the rest.
fn is_worth_a_line(remark: &Remark, found: &Boundaries) -> bool {
    let alike = found.remarks.iter().filter(|other| std::ptr::eq(other.kind, remark.kind));
    remark.kind.severity == Severity::Error || alike.take_while(|other| !std::ptr::eq(*other, remark)).count() < 20
}

fn is_id(level: &str) -> bool {
    !level.is_empty() && level.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

fn title_of(level: &str) -> &str {
    match level {
        "land" => "Länder",
        "kreis" => "Kreise und kreisfreie Städte",
        "gemeinde" => "Gemeinden",
        "ortsteil" => "Ortsteile",
        "planungsraum" => "Planungsräume",
        other => other,
    }
}
