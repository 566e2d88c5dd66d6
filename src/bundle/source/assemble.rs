//! From the files of a package to a [`Source`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::areas::{self, Drawn};
use super::catalogue::{self, Listed};
use super::extras::{self, Known};
use super::package::{self, MANIFEST, Package, Resource, Role};
use super::series::AllSeries;
use super::sheet::Sheet;
use super::values::Reading;
use super::{LevelShapes, Read, Source, disclosure, edition, manifest, plain, text};
use crate::bundle::{Code, Files, Finding, Findings};
use crate::model::{
    AreaIx, Catalogue, Coverage, DataGap, Details, Indicator, IndicatorId, Level, Period, Provenance, arranged,
};

/// Reads a source bundle and lists everything that is odd about it.
///
/// The reader never stops at the first fault: rows and resources that cannot be used are reported and left out.
/// [`Read::source`] is there as soon as one level of areas and one indicator could be read.
pub fn read(files: &dyn Files) -> Read {
    let mut findings = Findings::default();
    let source = package::read(files, &mut findings).and_then(|package| source_of(&package, &mut findings));
    Read { source: source.map(|(source, _)| source), findings: findings.into_list() }
}

/// The levels of a source bundle with their areas and references, without its figures.
pub fn levels(files: &dyn Files) -> Vec<Level> {
    let mut findings = Findings::default();
    let Some(package) = package::read(files, &mut findings) else { return Vec::new() };
    let is_table = |r: &&Resource| matches!(r.role, Role::Values(_));
    let mut tables: Tables<'_> = Vec::new();
    let texts: Vec<(&Resource, Cow<'_, str>)> = package
        .resources
        .iter()
        .filter(is_table)
        .filter_map(|r| Some((r, text::decode(&r.bytes, &r.encoding, &r.path, &mut findings)?)))
        .collect();
    for (resource, content) in &texts {
        tables.extend(Sheet::read(content, resource.dialect, &resource.path, &mut findings).map(|s| (*resource, s)));
    }
    levels_of(&package, &tables, &mut findings).0
}

type Tables<'t> = Vec<(&'t Resource, Sheet<'t>)>;

/// The bundle, and its cells with their places in the files.
pub(super) fn source_of(package: &Package, findings: &mut Findings) -> Option<(Source, Cells)> {
    let is_table = |r: &&Resource| !matches!(r.role, Role::Areas | Role::Other);
    let mut texts: Vec<(&Resource, Cow<'_, str>)> = Vec::new();
    for resource in package.resources.iter().filter(is_table) {
        let content = text::decode(&resource.bytes, &resource.encoding, &resource.path, findings);
        texts.extend(content.map(|c| (resource, c)));
    }
    // Where the package says which tables are figures, only their heads are read at first, and the rows of one after the
    // other: those of a whole country would not lie in memory side by side.
    let one_by_one = !package.resources.iter().any(|r| r.role == Role::Values(false));
    let mut tables: Tables<'_> = Vec::new();
    for (resource, content) in &texts {
        let head = if one_by_one && resource.role == Role::Values(true) {
            Sheet::head(content, resource.dialect)
        } else {
            None
        };
        let sheet = head.or_else(|| Sheet::read(content, resource.dialect, &resource.path, findings));
        tables.extend(sheet.map(|s| (*resource, s)));
    }
    let (levels, drawn) = levels_of(package, &tables, findings);
    if levels.is_empty() {
        return None;
    }
    let listed = listed_in(&tables, findings);
    let (levels, cells, plain_columns) =
        figures_in(package, &tables, &texts, levels, &drawn, listed.as_ref(), findings);
    if cells.series.is_empty() {
        return None;
    }
    let listed = listed.unwrap_or_else(|| plain_catalogue(package, &cells.series, &plain_columns));
    Some((build(package, &tables, levels, drawn, listed, &cells.series, findings), cells))
}

fn levels_of(package: &Package, tables: &Tables<'_>, findings: &mut Findings) -> (Vec<Level>, Vec<Drawn>) {
    let is_figures = |(r, _): &&(&Resource, Sheet<'_>)| matches!(r.role, Role::Values(_));
    let columns: BTreeSet<String> =
        tables.iter().filter(is_figures).flat_map(|(_, s)| s.header.iter().map(|h| h.to_lowercase())).collect();
    let (mut levels, mut all) = (Vec::<Level>::new(), Vec::new());
    let mut any = false;
    for resource in package.resources.iter().filter(|r| r.role == Role::Areas) {
        any = true;
        let Some(drawn) = areas::read(resource, &columns, findings) else { continue };
        let level = manifest::level(resource, &drawn, &package.atlas);
        if levels.iter().any(|l| l.id == level.id) {
            let finding = Finding::new(Code::ResourceNameDuplicate, MANIFEST).column("atlas.level");
            findings.add(finding.found(level.id.as_str()));
            continue;
        }
        levels.push(level);
        all.push(drawn);
    }
    if !any {
        findings.add(Finding::new(Code::NoAreas, MANIFEST));
    }
    // In the order the package names its levels; the others behind, as they come.
    let declared: Vec<String> = package.atlas.get("levels").items().iter().map(|l| l.string("id")).collect();
    let place = |level: &Level| declared.iter().position(|id| id == level.id.as_str()).unwrap_or(declared.len());
    let both = levels.into_iter().zip(all).collect();
    arranged(both, &|(a, _), (b, _)| place(a).cmp(&place(b))).into_iter().unzip()
}

/// The catalogue, if the package has one.
fn listed_in(tables: &Tables<'_>, findings: &mut Findings) -> Option<Listed> {
    let mut all: Option<Listed> = None;
    for (resource, sheet) in tables.iter().filter(|(r, _)| r.role == Role::Catalogue) {
        let listed = catalogue::read(resource, sheet, findings);
        let all = all.get_or_insert_default();
        all.indicators.extend(listed.indicators);
        all.gaps.extend(listed.gaps);
    }
    all
}

/// The cells of a bundle with their places.
pub(super) struct Cells {
    /// By level and indicator.
    pub series: AllSeries,
    /// The tables they stand in.
    #[cfg(feature = "publish")]
    pub tables: Vec<super::placed::PlacedTable>,
}

type Figured = (Vec<Level>, Cells, Vec<(IndicatorId, crate::bundle::json::Json)>);

fn figures_in(
    package: &Package,
    tables: &Tables<'_>,
    texts: &[(&Resource, Cow<'_, str>)],
    levels: Vec<Level>,
    drawn: &[Drawn],
    listed: Option<&Listed>,
    findings: &mut Findings,
) -> Figured {
    let row = |(place, key): (usize, &str)| (key.to_owned(), AreaIx::at(place));
    let rows = |l: &Level| l.rows().map(|a| a.key.as_str()).enumerate().map(row).collect::<HashMap<_, _>>();
    let created = package.json.string("created");
    let mut reading = Reading {
        rows: levels.iter().map(rows).collect(),
        hierarchies: levels.iter().map(|l| areas::hierarchy(&l.areas)).collect(),
        levels,
        key_properties: drawn.iter().map(|d| d.key_property.clone()).collect(),
        indicators: listed.map(|l| l.indicators.iter().map(|(i, _)| i.id.clone()).collect()),
        breakdowns: manifest::breakdowns(&package.atlas),
        assumed: created.get(..4).and_then(Period::parse),
        series: AllSeries::new(),
        plain: Vec::new(),
        cells: 0,
        #[cfg(feature = "publish")]
        plans: Vec::new(),
        findings,
    };
    let figures = || tables.iter().filter(|(r, _)| matches!(r.role, Role::Values(_)));
    let any_fits = figures().any(|(_, sheet)| reading.fits(sheet));
    for (resource, sheet) in figures() {
        if resource.role == Role::Values(false) && any_fits && !reading.fits(sheet) {
            reading.findings.add(Finding::new(Code::ResourceUnused, &resource.path).found(&resource.name));
            continue;
        }
        let text = texts.iter().find(|(r, _)| std::ptr::eq(*r, *resource)).filter(|_| sheet.rows.is_empty());
        let whole = text.map(|(_, t)| Sheet::read(t, resource.dialect, &resource.path, reading.findings));
        let Some(sheet) = whole.as_ref().map_or(Some(sheet), Option::as_ref) else { continue };
        let place = package.resources.iter().position(|r| std::ptr::eq(r, *resource)).unwrap_or_default();
        reading.table(place as u16, resource, sheet);
        if reading.too_many(&resource.path) {
            break;
        }
    }
    #[cfg(feature = "publish")]
    let plans = reading.plans;
    let (levels, mut series, columns) = (reading.levels, reading.series, reading.plain);
    if !package.resources.iter().any(|r| matches!(r.role, Role::Values(_))) {
        findings.add(Finding::new(Code::NoValues, MANIFEST));
    }
    for ((place, _), one) in &mut series {
        one.sort(&levels[*place], findings);
    }
    let cells = Cells {
        series,
        #[cfg(feature = "publish")]
        tables: plans,
    };
    (levels, cells, columns)
}

/// The catalogue of a package that has none: every column of figures is an indicator.
fn plain_catalogue(
    package: &Package,
    series: &AllSeries,
    columns: &[(IndicatorId, crate::bundle::json::Json)],
) -> Listed {
    let mut listed = Listed::default();
    for (id, field) in columns {
        let own = series.iter().filter(|((_, i), _)| i == id).map(|(_, s)| s);
        let minimum = own.clone().find_map(|s| s.minimum);
        let indicator = plain::indicator(id, field, own);
        listed.indicators.push((indicator, plain::provenance(field, &package.json, minimum)));
    }
    listed
}

fn build(
    package: &Package,
    tables: &Tables<'_>,
    levels: Vec<Level>,
    drawn: Vec<Drawn>,
    listed: Listed,
    series: &AllSeries,
    findings: &mut Findings,
) -> Source {
    let breakdowns = manifest::breakdowns(&package.atlas);
    let (mut indicators, provenance): (Vec<Indicator>, Vec<Provenance>) = listed.indicators.into_iter().unzip();
    disclosure::check(series, &levels, &indicators, &breakdowns, findings);
    let mut figures = Vec::new();
    for indicator in &mut indicators {
        for (place, level) in levels.iter().enumerate() {
            let Some(one) = series.get(&(place, indicator.id.clone())) else { continue };
            let tables = one.figures(level);
            let own = tables.total().map(|t| t.periods().to_vec());
            let all = || tables.tables.iter().flat_map(|(_, t)| t.periods()).copied().collect::<BTreeSet<_>>();
            let periods = own.unwrap_or_else(|| all().into_iter().collect());
            indicator.coverage.push(Coverage { level: level.id.clone(), periods });
            for (breakdown, _) in one.slices.iter().flat_map(|s| &s.0) {
                if !indicator.breakdowns.contains(breakdown) {
                    indicator.breakdowns.push(breakdown.clone());
                }
            }
            figures.push((level.id.clone(), indicator.id.clone(), tables));
        }
        if indicator.coverage.is_empty() {
            findings.add(Finding::new(Code::IndicatorWithoutValues, MANIFEST).found(indicator.id.as_str()));
        }
        indicator.breakdowns.retain(|b| breakdowns.iter().any(|known| known.id == *b));
    }
    let areas = package.resources.iter().filter(|r| r.role == Role::Areas).cloned().collect::<Vec<_>>();
    let mut catalogue = manifest::catalogue(package, edition::edition_of(package), &areas);
    let shapes = levels.iter().zip(drawn).map(|(level, d)| LevelShapes { level: level.id.clone(), areas: d.polygons });
    let shapes = shapes.collect();
    let (themes, descriptions) = manifest::themes(&package.atlas, &indicators, findings);
    catalogue.themes = themes;
    catalogue.indicators = indicators;
    catalogue.breakdowns = breakdowns;
    catalogue.levels = levels;
    catalogue.default_view = manifest::default_view(&package.atlas, &catalogue, findings);
    let mut details = details_of(&catalogue, provenance, listed.gaps);
    details.themes = descriptions;
    check_links(&mut catalogue, &mut details, findings);
    extras_in(tables, &mut catalogue, &mut details, findings);
    Source { catalogue, details, shapes, figures }
}

fn details_of(catalogue: &Catalogue, provenance: Vec<Provenance>, gaps: Vec<DataGap>) -> Details {
    let ids = catalogue.indicators.iter().map(|i| i.id.clone());
    let provenance: BTreeMap<IndicatorId, Provenance> = ids.zip(provenance).collect();
    Details { provenance, gaps, ..Details::default() }
}

/// Links between indicators lead somewhere, or are reported and taken away.
fn check_links(catalogue: &mut Catalogue, details: &mut Details, findings: &mut Findings) {
    let indicators: BTreeSet<IndicatorId> = catalogue.indicators.iter().map(|i| i.id.clone()).collect();
    let gaps: BTreeSet<IndicatorId> = details.gaps.iter().map(|g| g.id.clone()).collect();
    let mut report = |id: &IndicatorId, from: &IndicatorId| {
        let finding = Finding::new(Code::ReferenceToUnknown, MANIFEST).column(from.as_str());
        findings.add(finding.found(id.as_str()));
    };
    for indicator in &mut catalogue.indicators {
        let from = indicator.id.clone();
        for part in [&mut indicator.numerator, &mut indicator.denominator] {
            if let Some(id) = part.take_if(|id| !indicators.contains(id)) {
                report(&id, &from);
            }
        }
        if let Some(provenance) = details.provenance.get_mut(&from) {
            provenance
                .links
                .iter()
                .filter(|l| !indicators.contains(l) && !gaps.contains(l))
                .for_each(|l| report(l, &from));
            provenance.links.retain(|l| indicators.contains(l));
        }
    }
}

fn extras_in(tables: &Tables<'_>, catalogue: &mut Catalogue, details: &mut Details, findings: &mut Findings) {
    let gaps = details.gaps.iter().map(|g| g.id.as_str());
    let known = Known {
        areas: catalogue.levels.iter().flat_map(Level::rows).map(|a| a.key.as_str().to_owned()).collect(),
        themes: catalogue.themes.iter().map(|t| t.id.as_str().to_owned()).collect(),
        indicators: catalogue.indicators.iter().map(|i| i.id.as_str()).chain(gaps).map(str::to_owned).collect(),
    };
    for (resource, sheet) in tables {
        match resource.role {
            Role::AreaSets => catalogue.sets.extend(extras::area_sets(resource, sheet, &known, findings)),
            Role::Notes => details.notes.extend(extras::notes(resource, sheet, &known, findings)),
            _ => {}
        }
    }
}
