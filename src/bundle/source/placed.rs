//! A source bundle with the place of every figure in its files: what a publisher needs who takes figures out of them.

use std::collections::BTreeMap;

use super::assemble::source_of;
use super::columns;
use super::number::{self, Format};
use super::package::{self, Package, Resource, Role};
use super::series::AllSeries;
use super::sheet::Sheet;
use super::values::Plan;
use super::{Source, text};
use crate::bundle::json::Json;
use crate::bundle::{Files, Finding, Findings};
use crate::model::{Breakdown, Observation};

pub use super::series::Cell as PlacedCell;

/// A bundle and where its figures stand.
pub struct Placed {
    /// The bundle.
    pub source: Source,
    /// The cells, by place of the level in the catalogue and by indicator; sorted by slice, area and period.
    pub series: AllSeries,
    /// The tables that were read for figures.
    pub tables: Vec<PlacedTable>,
    /// The resources whose files could be read, in the order of the package.
    pub files: Vec<PlacedFile>,
    /// The `atlas` properties of the package that name sums: pairs of the whole and its parts.
    pub sums: Vec<(String, Vec<String>)>,
}

/// One resource of the package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedFile {
    /// Its name.
    pub name: String,
    /// Path inside the bundle.
    pub path: String,
    /// The word for its role; `values` also for tables that are figures without saying so.
    pub role: &'static str,
    /// Between cells of a table.
    pub delimiter: u8,
    /// Around cells of a table that contain delimiters.
    pub quote: u8,
}

/// The columns of a table of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedTable {
    /// Place among the files.
    pub file: u16,
    /// Names of the columns.
    pub header: Vec<String>,
    /// Between whole and fraction, for every column.
    pub decimals: Vec<char>,
    /// Columns that tell what a figure is: key, period, indicator, breakdowns, names of areas.
    pub labels: Vec<usize>,
    /// The column of flags of a long table.
    pub flag: Option<usize>,
    /// Whether there is a row a figure, with the indicator in a column of its own.
    pub long: bool,
}

impl PlacedTable {
    /// From a table on its way; `long` are its columns of indicators and figures.
    pub(super) fn of(plan: &Plan<'_>, long: Option<(usize, usize)>, breakdowns: &[Breakdown]) -> PlacedTable {
        let header = plan.sheet.header.clone();
        let mut labels = vec![plan.key];
        labels.extend(plan.period);
        labels.extend(long.map(|(indicator, _)| indicator));
        if long.is_some() {
            labels.extend(breakdowns.iter().filter_map(|b| plan.sheet.column(b.id.as_str())));
        }
        let names = ["name", "gebiet", "bezeichnung", "gebietsname"];
        labels.extend(names.iter().filter_map(|name| plan.sheet.column(name)));
        labels.sort_unstable();
        labels.dedup();
        let flag = columns::named(plan.sheet, &["flag", "flags", "kennzeichen"]).filter(|_| long.is_some());
        let decimal = |name: &String| columns::format(plan.resource.field(name), plan.resource).decimal;
        let decimals = header.iter().map(decimal).collect();
        PlacedTable { file: plan.file, header, decimals, labels, flag, long: long.is_some() }
    }
}

/// Reads a source bundle as [`read`](super::read) does, and keeps the place of every cell. The findings include what
/// only a bundle that is to be published must not have: small counts, cells that a total reveals.
pub fn placed(files: &dyn Files) -> (Option<Placed>, Vec<Finding>) {
    let mut findings = Findings::default();
    let package = package::read(files, &mut findings);
    let read = package.and_then(|package| {
        let (source, cells) = source_of(&package, &mut findings)?;
        Some(Placed {
            source,
            series: cells.series,
            tables: cells.tables,
            files: package.resources.iter().map(file).collect(),
            sums: sums(&package),
        })
    });
    (read, findings.into_list())
}

fn file(resource: &Resource) -> PlacedFile {
    let role = match resource.role {
        Role::Areas => "areas",
        Role::Values(_) => "values",
        Role::Catalogue => "catalogue",
        Role::AreaSets => "area-sets",
        Role::Notes => "notes",
        Role::Other => match resource.atlas.get("role").text() {
            Some("crosswalk") => "crosswalk",
            Some("facilities") => "facilities",
            Some("dimensions") => "dimensions",
            _ => "",
        },
    };
    let (name, path) = (resource.name.clone(), resource.path.clone());
    PlacedFile { name, path, role, delimiter: resource.dialect.delimiter, quote: resource.dialect.quote }
}

/// `atlas: { sums: [{ whole, parts: [..] }] }`.
fn sums(package: &Package) -> Vec<(String, Vec<String>)> {
    let texts = |list: &Json| list.items().iter().filter_map(Json::text).map(str::to_owned).collect::<Vec<_>>();
    let sum = |json: &Json| (json.string("whole"), texts(json.get("parts")));
    package.atlas.get("sums").items().iter().map(sum).collect()
}

/// The figures of further columns, by place of the file, column and line: contributions of the largest contributors,
/// which the atlas never reads. Cells that are no figures are left out.
pub fn further(files: &dyn Files, names: &[String]) -> BTreeMap<(u16, String, u32), f64> {
    let mut findings = Findings::default();
    let mut found = BTreeMap::new();
    let Some(package) = package::read(files, &mut findings).filter(|_| !names.is_empty()) else { return found };
    for (place, resource) in package.resources.iter().enumerate() {
        if !matches!(resource.role, Role::Values(_)) {
            continue;
        }
        let content = text::decode(&resource.bytes, &resource.encoding, &resource.path, &mut findings);
        let Some(content) = content else { continue };
        let sheet = Sheet::read(&content, resource.dialect, &resource.path, &mut findings);
        let Some(sheet) = sheet else { continue };
        for name in names {
            let Some(column) = sheet.column(name) else { continue };
            let format = Format { integer: false, ..columns::format(resource.field(name), resource) };
            for row in &sheet.rows {
                let cell = row.cells.get(column).map(|text| number::cell(text, &format));
                if let Some(Ok(Observation::Known(value, _))) = cell {
                    found.insert((place as u16, name.clone(), row.line), value);
                }
            }
        }
    }
    found
}
