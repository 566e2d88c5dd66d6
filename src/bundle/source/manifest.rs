//! The `atlas` properties of the package: levels, references, themes, breakdowns, the first view.

use std::collections::BTreeSet;

use super::areas::{Drawn, contains};
use super::columns::read_period;
use super::links::harmless;
use super::package::{MANIFEST, Package, Resource, words};
use super::plain;
use crate::bundle::json::Json;
use crate::bundle::{Code, Finding, Findings};
use crate::model::{
    Area, AreaKey, Breakdown, BreakdownId, Catalogue, Category, CategoryId, DefaultView, Edition, Indicator,
    IndicatorId, Interval, Level, LevelId, Module, Theme, ThemeId, Words,
};

/// The id of a resource's level: as it says, else the resource's name.
pub fn level_id(resource: &Resource) -> String {
    resource.level.clone().unwrap_or_else(|| resource.name.clone())
}

/// A level from its boundaries, the package's words about it and the declared references.
pub fn level(resource: &Resource, drawn: &Drawn, atlas: &Json) -> Level {
    let id = level_id(resource);
    let declared = atlas.get("levels").items().iter().find(|l| l.string("id") == id).cloned().unwrap_or_default();
    let titles =
        [words(declared.get("title")), words(resource.atlas.get("title")), words(&Json::Text(resource.title.clone()))];
    let title = titles.into_iter().find(|t| !t.is_empty()).unwrap_or_else(|| Words::plain(id.as_str()));
    let status = declared.get("territorialStatus").text().or(atlas.get("territorialStatus").text());
    let mut references: Vec<Area> = atlas.get("references").items().iter().filter_map(reference).collect();
    for parent in &drawn.parents {
        if !references.iter().any(|r| r.key == parent.key) {
            references.push(parent.clone());
        }
    }
    let mut areas = drawn.areas.clone();
    for area in areas.iter_mut().filter(|a| a.parent.is_none()) {
        let over = references.iter().filter(|r| contains(r.key.as_str(), area.key.as_str()));
        area.parent = over.max_by_key(|r| r.key.as_str().len()).map(|r| r.key.clone());
    }
    Level {
        id: LevelId::new(id),
        title,
        areas,
        references: main_reference_first(references, atlas),
        territorial_status: status.and_then(read_period),
        valid: Interval {
            from: read_period(&declared.string("validFrom")),
            to: read_period(&declared.string("validTo")),
        },
    }
}

fn reference(json: &Json) -> Option<Area> {
    let key = json.get("key").text()?;
    Some(Area {
        kind: Words { de: json.string("type"), en: json.string("type_en"), simple: String::new() },
        parent: json.get("parent").text().map(AreaKey::new),
        ..plain::reference(key, json.get("name").text().unwrap_or(key))
    })
}

/// The reference the package compares with comes first.
fn main_reference_first(references: Vec<Area>, atlas: &Json) -> Vec<Area> {
    let main = atlas.string("referenceArea");
    let (mut first, others): (Vec<Area>, Vec<Area>) = references.into_iter().partition(|r| r.key.as_str() == main);
    first.extend(others);
    first
}

/// The declared breakdowns.
pub fn breakdowns(atlas: &Json) -> Vec<Breakdown> {
    let title = |json: &Json, id: &str| {
        let title = words(json.get("title"));
        if title.is_empty() { Words::plain(id) } else { title }
    };
    let category = |json: &Json| {
        let id = json.get("id").text()?;
        Some(Category { id: CategoryId::new(id), title: title(json, id) })
    };
    let breakdown = |json: &Json| {
        let id = json.get("id").text()?;
        Some(Breakdown {
            id: BreakdownId::new(id),
            title: title(json, id),
            categories: json.get("categories").items().iter().filter_map(category).collect(),
            complete: *json.get("complete") == Json::Bool(true),
        })
    };
    atlas.get("breakdowns").items().iter().filter_map(breakdown).collect()
}

/// The themes with their descriptions; themes that only indicators name are added behind.
pub fn themes(atlas: &Json, indicators: &[Indicator], findings: &mut Findings) -> (Vec<Theme>, Vec<Words>) {
    let (mut themes, mut descriptions) = (Vec::new(), Vec::new());
    for json in atlas.get("themes").items() {
        let Some(id) = json.get("id").text() else { continue };
        let title = words(json.get("title"));
        let title = if title.is_empty() { Words::plain(id) } else { title };
        themes.push(Theme { id: ThemeId::new(id), title });
        descriptions.push(words(json.get("description")));
    }
    let declared = !themes.is_empty();
    for indicator in indicators {
        if themes.iter().any(|t| t.id == indicator.theme) {
            continue;
        }
        if declared {
            let finding = Finding::new(Code::ReferenceToUnknown, MANIFEST).column("atlas.themes");
            findings.add(finding.found(indicator.theme.as_str()));
        }
        let title = match indicator.theme.as_str() {
            plain::THEME => Words { de: "Indikatoren".into(), en: "Indicators".into(), simple: "Zahlen".into() },
            other => Words::plain(other),
        };
        themes.push(Theme { id: indicator.theme.clone(), title });
        descriptions.push(Words::default());
    }
    (themes, descriptions)
}

/// The package's words about itself; the lists are filled by the reading.
pub fn catalogue(package: &Package, edition: String, boundaries: &[Resource]) -> Catalogue {
    let (json, atlas) = (&package.json, &package.atlas);
    let either = |name: &str| [atlas.get(name), json.get(name)].into_iter().map(words).find(|w| !w.is_empty());
    let title = either("title").unwrap_or_else(|| Words::plain(json.string("name")));
    let module = |json: &Json| {
        let id = json.get("id").text()?;
        Some(Module { id: id.to_owned(), title: words(json.get("title")) })
    };
    let edition_before =
        |json: &Json| Some(Edition { id: json.get("id").text()?.to_owned(), path: json.string("path") });
    let mut attributions: Vec<String> = boundaries.iter().map(|r| r.atlas.string("attribution")).collect();
    attributions.insert(0, atlas.string("boundaries"));
    attributions.retain(|a| !a.is_empty());
    attributions.dedup();
    Catalogue {
        name: json.string("name"),
        title,
        description: either("description").unwrap_or_default(),
        edition,
        editions: atlas.get("editions").items().iter().filter_map(edition_before).collect(),
        modules: atlas.get("modules").items().iter().filter_map(module).collect(),
        boundaries: attributions.join("; "),
        contact: harmless(atlas.string("contact")),
        imprint: harmless(atlas.string("imprint")),
        accessibility_statement: harmless(atlas.string("accessibilityStatement")),
        ..Catalogue::default()
    }
}

/// The first view, as far as it exists.
pub fn default_view(atlas: &Json, catalogue: &Catalogue, findings: &mut Findings) -> DefaultView {
    let view = atlas.get("defaultView");
    let mut chosen = |name: &str, ids: BTreeSet<&str>| {
        let text = view.get(name).text()?;
        if !ids.contains(text) {
            let finding = Finding::new(Code::ReferenceToUnknown, MANIFEST).column("atlas.defaultView");
            findings.add(finding.found(text));
            return None;
        }
        Some(text.to_owned())
    };
    let level = chosen("level", catalogue.levels.iter().map(|l| l.id.as_str()).collect());
    let indicator = chosen("indicator", catalogue.indicators.iter().map(|i| i.id.as_str()).collect());
    DefaultView { level: level.map(LevelId::new), indicator: indicator.map(IndicatorId::new) }
}
