//! `catalogue`: everything the first screen needs to know, as small as JSON gets.

use super::areas::{read_areas, write_areas};
use super::json::{Node, Object, interval_value, read, words_value, written};
use super::limits::CELLS;
use super::periods::{read_periods, write_periods};
use crate::bundle::BundleError;
use crate::bundle::json::Json;
use crate::model::{
    AreaSet, Breakdown, Catalogue, Category, Coverage, DefaultView, Edition, Indicator, Level, Measure, Module, Period,
    Polarity, SeriesBreak, SetMember, Theme, Words,
};

/// The bytes of the `catalogue` part. What equals its default is left out; label points are rounded to 0.0001 degree,
/// boxes outwards to 0.001 degree.
pub fn write_catalogue(catalogue: &Catalogue) -> Vec<u8> {
    let mut root = Object::default();
    root.text("name", &catalogue.name);
    root.words("title", &catalogue.title);
    root.words("description", &catalogue.description);
    root.text("edition", &catalogue.edition);
    root.list("editions", &catalogue.editions, |e| Json::from(vec![e.id.as_str(), e.path.as_str()]));
    let mut default = Object::default();
    default.text("level", catalogue.default_view.level.as_ref().map_or("", |l| l.as_str()));
    default.text("indicator", catalogue.default_view.indicator.as_ref().map_or("", |i| i.as_str()));
    root.put("default", default.value());
    root.list("themes", &catalogue.themes, |t| titled(t.id.as_str(), &t.title));
    root.list("modules", &catalogue.modules, |m| titled(&m.id, &m.title));
    root.list("breakdowns", &catalogue.breakdowns, write_breakdown);
    let mut lists: Vec<&[Period]> = Vec::new();
    root.list("indicators", &catalogue.indicators, |i| write_indicator(i, &mut lists));
    root.list("periods", &lists, |list| Json::from(write_periods(list)));
    root.list("levels", &catalogue.levels, write_level);
    root.list("sets", &catalogue.sets, write_set);
    root.text("boundaries", &catalogue.boundaries);
    root.text("contact", &catalogue.contact);
    root.text("imprint", &catalogue.imprint);
    root.text("accessibility", &catalogue.accessibility_statement);
    written(&root.value())
}

/// Reads the `catalogue` part.
///
/// # Errors
/// No JSON, or JSON of another shape, with the path of the member.
pub fn read_catalogue(file: &str, bytes: &[u8]) -> Result<Catalogue, BundleError> {
    read(bytes, fill).map_err(|kind| BundleError::new(file, kind))
}

fn fill(root: &Node<'_>) -> Catalogue {
    let lists = root.list("periods", |n| read_periods(n.text()).unwrap_or_else(|| n.wrong_as(Vec::new())));
    let default = root.need("default");
    let mut left = CELLS as usize;
    Catalogue {
        name: root.text_or_empty("name"),
        title: root.words_or_empty("title"),
        description: root.words_or_empty("description"),
        edition: root.text_or_empty("edition"),
        editions: root.list("editions", read_edition),
        default_view: DefaultView { level: default.id("level"), indicator: default.id("indicator") },
        themes: root.list("themes", |n| Theme { id: n.item(0).text().into(), title: n.item(1).words() }),
        modules: root.list("modules", |n| Module { id: n.item(0).text().to_owned(), title: n.item(1).words() }),
        breakdowns: root.list("breakdowns", read_breakdown),
        indicators: root.list("indicators", |n| read_indicator(n, &lists, &mut left)),
        levels: root.list("levels", read_level),
        sets: root.list("sets", read_set),
        boundaries: root.text_or_empty("boundaries"),
        contact: root.text_or_empty("contact"),
        imprint: root.text_or_empty("imprint"),
        accessibility_statement: root.text_or_empty("accessibility"),
    }
}

/// An earlier edition: `[id, path of its manifest]`.
pub(super) fn read_edition(node: &Node<'_>) -> Edition {
    Edition { id: node.item(0).text().to_owned(), path: node.item(1).text().to_owned() }
}

fn titled(id: &str, title: &Words) -> Json {
    Json::List(vec![Json::from(id), words_value(title)])
}

fn write_breakdown(breakdown: &Breakdown) -> Json {
    let mut object = Object::default();
    object.text("id", breakdown.id.as_str());
    object.words("title", &breakdown.title);
    object.list("categories", &breakdown.categories, |c| titled(c.id.as_str(), &c.title));
    if breakdown.complete {
        object.put("complete", Json::Bool(true));
    }
    object.value()
}

fn read_breakdown(node: &Node<'_>) -> Breakdown {
    Breakdown {
        id: node.need("id").text().into(),
        title: node.words_or_empty("title"),
        categories: node.list("categories", |n| Category { id: n.item(0).text().into(), title: n.item(1).words() }),
        complete: node.truth("complete", false),
    }
}

fn write_indicator<'a>(indicator: &'a Indicator, lists: &mut Vec<&'a [Period]>) -> Json {
    let mut object = Object::default();
    object.text("id", indicator.id.as_str());
    object.words("title", &indicator.title);
    object.words("unit", &indicator.unit);
    if indicator.decimals > 0 {
        object.put("decimals", Json::from(u32::from(indicator.decimals)));
    }
    object.put("measure", write_measure(indicator.measure));
    match indicator.polarity {
        Polarity::HigherIsBetter => object.put("polarity", Json::from(1i64)),
        Polarity::HigherIsWorse => object.put("polarity", Json::from(-1i64)),
        Polarity::Neutral => {}
    }
    object.text("theme", indicator.theme.as_str());
    object.text("module", &indicator.module);
    // Front row and not additive are the rule, so the exceptions are written.
    if !indicator.front {
        object.put("front", Json::Bool(false));
    }
    if indicator.additive {
        object.put("additive", Json::Bool(true));
    }
    if indicator.unfit {
        object.put("unfit", Json::Bool(true));
    }
    object.text("numerator", indicator.numerator.as_ref().map_or("", |n| n.as_str()));
    object.text("denominator", indicator.denominator.as_ref().map_or("", |d| d.as_str()));
    object.list("breakdowns", &indicator.breakdowns, |b| Json::from(b.as_str()));
    object.list("breaks", &indicator.series_breaks, |b| titled(&b.period.to_string(), &b.reason));
    object.list("on", &indicator.coverage, |c| {
        let known = lists.iter().position(|list| **list == c.periods[..]);
        let place = known.unwrap_or(lists.len());
        if known.is_none() {
            lists.push(&c.periods);
        }
        Json::List(vec![Json::from(c.level.as_str()), Json::from(place)])
    });
    object.value()
}

/// `left`: how many periods may still be unfolded, so that a small part cannot fill the memory.
fn read_indicator(node: &Node<'_>, lists: &[Vec<Period>], left: &mut usize) -> Indicator {
    let mut coverage = |n: &Node<'_>| {
        let periods = n.item(1).place(lists).map_or(&[][..], Vec::as_slice);
        *left = left.checked_sub(periods.len()).unwrap_or_else(|| n.wrong_as(0));
        let periods = if n.fine() { periods.to_vec() } else { Vec::new() };
        Coverage { level: n.item(0).text().into(), periods }
    };
    Indicator {
        id: node.need("id").text().into(),
        title: node.words_or_empty("title"),
        unit: node.words_or_empty("unit"),
        decimals: node.member("decimals").map_or(0, |m| m.small()),
        measure: read_measure(&node.need("measure")),
        polarity: node.member("polarity").map_or(Polarity::Neutral, |m| match m.signed() {
            1 => Polarity::HigherIsBetter,
            -1 => Polarity::HigherIsWorse,
            _ => m.wrong_as(Polarity::Neutral),
        }),
        theme: node.text_or_empty("theme").as_str().into(),
        module: node.text_or_empty("module"),
        front: node.truth("front", true),
        additive: node.truth("additive", false),
        numerator: node.id("numerator"),
        denominator: node.id("denominator"),
        breakdowns: node.list("breakdowns", |n| n.text().into()),
        series_breaks: node.list("breaks", |n| SeriesBreak { period: n.item(0).period(), reason: n.item(1).words() }),
        unfit: node.truth("unfit", false),
        coverage: node.list("on", &mut coverage),
    }
}

fn write_measure(measure: Measure) -> Json {
    Json::from(match measure {
        Measure::Rate { per } => return Json::from(per),
        Measure::Count => "count",
        Measure::Share => "share",
        Measure::Mean => "mean",
        Measure::Ratio => "ratio",
        Measure::Index => "index",
    })
}

/// A word, or the base of a rate.
fn read_measure(node: &Node<'_>) -> Measure {
    if let Json::Number(_) = node.value {
        return Measure::Rate { per: node.small() };
    }
    match node.text() {
        "count" => Measure::Count,
        "share" => Measure::Share,
        "mean" => Measure::Mean,
        "ratio" => Measure::Ratio,
        "index" => Measure::Index,
        _ => node.wrong_as(Measure::Index),
    }
}

fn write_level(level: &Level) -> Json {
    let mut object = Object::default();
    object.text("id", level.id.as_str());
    object.words("title", &level.title);
    object.put("areas", write_areas(&level.areas));
    object.put("references", write_areas(&level.references));
    object.text("status", &level.territorial_status.map_or(String::new(), |p| p.to_string()));
    object.interval("valid", &level.valid);
    object.value()
}

fn read_level(node: &Node<'_>) -> Level {
    Level {
        id: node.need("id").text().into(),
        title: node.words_or_empty("title"),
        areas: read_areas(node, "areas"),
        references: read_areas(node, "references"),
        territorial_status: node.member("status").map(|m| m.period()),
        valid: node.interval_or_open("valid"),
    }
}

fn write_set(set: &AreaSet) -> Json {
    let mut object = Object::default();
    object.text("id", set.id.as_str());
    object.words("title", &set.title);
    object.list("members", &set.members, |m| Json::List(vec![Json::from(m.area.as_str()), interval_value(&m.valid)]));
    object.value()
}

fn read_set(node: &Node<'_>) -> AreaSet {
    AreaSet {
        id: node.need("id").text().into(),
        title: node.words_or_empty("title"),
        members: node.list("members", |n| SetMember { area: n.item(0).text().into(), valid: n.item(1).interval() }),
    }
}

#[cfg(test)]
#[path = "catalogue_tests.rs"]
mod tests;
