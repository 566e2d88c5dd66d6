//! Words of the bundle, indicators and their definitions, notes.

use std::collections::BTreeMap;

use super::areas::{all, interval};
use super::{Change, What};
use crate::model::{Catalogue, Details, Indicator, IndicatorId, Measure, Polarity, Provenance, SeriesBreak};
use crate::publish::Published;

/// Adds what changed about the bundle's words, indicators and notes.
pub(super) fn compare(old: &Published, new: &Published, into: &mut Vec<Change>) {
    fields(What::Bundle, &bundle(&old.catalogue), &bundle(&new.catalogue), into, &|c| c);
    for indicator in old.catalogue.indicators.iter().filter(|i| new.catalogue.indicator(&i.id).is_none()) {
        into.push(Change::new(What::Indicator, "", Some(all(&indicator.title)), None).about(&indicator.id));
    }
    let none = Provenance::default();
    let provenance = |p: &'_ Published, id: &IndicatorId| p.details.provenance.get(id).unwrap_or(&none).clone();
    for indicator in &new.catalogue.indicators {
        let Some(before) = old.catalogue.indicator(&indicator.id) else {
            into.push(Change::new(What::Indicator, "", None, Some(all(&indicator.title))).about(&indicator.id));
            continue;
        };
        let (a, b) = (provenance(old, &indicator.id), provenance(new, &indicator.id));
        let (a, b) = (definition(before, &a), definition(indicator, &b));
        fields(What::Definition, &a, &b, into, &|c| c.about(&indicator.id));
    }
    notes(&old.details, &new.details, into);
    let sets = |c: &Catalogue| -> BTreeMap<String, String> {
        let member = |m: &crate::model::SetMember| format!("{} {}", m.area, interval(m.valid)).trim_end().to_owned();
        c.sets.iter().map(|s| (s.id.to_string(), s.members.iter().map(member).collect::<Vec<_>>().join(", "))).collect()
    };
    lists("set", &sets(&old.catalogue), &sets(&new.catalogue), into);
}

type Field = (&'static str, String);

/// Adds the fields that differ.
fn fields(what: What, old: &[Field], new: &[Field], into: &mut Vec<Change>, place: &dyn Fn(Change) -> Change) {
    for ((name, a), (_, b)) in old.iter().zip(new).filter(|((_, a), (_, b))| a != b) {
        into.push(place(Change::new(what, name, Some(a.clone()), Some(b.clone()))));
    }
}

fn bundle(c: &Catalogue) -> Vec<Field> {
    let themes = c.themes.iter().map(|t| format!("{}: {}", t.id, all(&t.title))).collect::<Vec<_>>();
    let categories = |b: &crate::model::Breakdown| {
        let names: Vec<String> = b.categories.iter().map(|c| format!("{} {}", c.id, all(&c.title))).collect();
        format!("{}: {} ({})", b.id, all(&b.title), names.join(", "))
    };
    vec![
        ("name", c.name.clone()),
        ("title", all(&c.title)),
        ("description", all(&c.description)),
        ("themes", themes.join("; ")),
        ("breakdowns", c.breakdowns.iter().map(categories).collect::<Vec<_>>().join("; ")),
        ("boundaries", c.boundaries.clone()),
        ("contact", c.contact.clone()),
        ("imprint", c.imprint.clone()),
        ("accessibilityStatement", c.accessibility_statement.clone()),
    ]
}

fn definition(i: &Indicator, p: &Provenance) -> Vec<Field> {
    let id = |id: &Option<IndicatorId>| id.as_ref().map(ToString::to_string).unwrap_or_default();
    let breaks = |b: &SeriesBreak| format!("{}: {}", b.period, all(&b.reason));
    let grade = |g: &crate::model::Grade| format!("{} {} {}", g.field, g.grade, all(&g.reason)).trim_end().to_owned();
    vec![
        ("title", all(&i.title)),
        ("unit", all(&i.unit)),
        ("decimals", i.decimals.to_string()),
        ("measure", measure(i.measure)),
        ("polarity", polarity(i.polarity).to_owned()),
        ("theme", i.theme.to_string()),
        ("module", i.module.clone()),
        ("front", i.front.to_string()),
        ("additive", i.additive.to_string()),
        ("unfit", i.unfit.to_string()),
        ("numerator_id", id(&i.numerator)),
        ("denominator_id", id(&i.denominator)),
        ("series_breaks", i.series_breaks.iter().map(breaks).collect::<Vec<_>>().join("; ")),
        ("definition", all(&p.definition)),
        ("formula", all(&p.formula)),
        ("numerator", all(&p.numerator)),
        ("denominator", all(&p.denominator)),
        ("source", p.source.clone()),
        ("source_table", p.source_table.clone()),
        ("source_uri", p.source_uri.clone()),
        ("licence", p.licence.clone()),
        ("licence_uri", p.licence_uri.clone()),
        ("attribution", p.attribution.clone()),
        ("reference_date", all(&p.reference_date)),
        ("vintage", all(&p.vintage)),
        ("update_cycle", all(&p.update_cycle)),
        ("next_update", p.next_update.clone()),
        ("note", all(&p.note)),
        ("sector_plans", all(&p.sector_plans)),
        ("links", p.links.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        ("minimum_cases", p.minimum_cases.map(|m| m.to_string()).unwrap_or_default()),
        ("fitness", p.fitness.iter().map(grade).collect::<Vec<_>>().join("; ")),
    ]
}

fn measure(of: Measure) -> String {
    match of {
        Measure::Count => "count".to_owned(),
        Measure::Share => "share".to_owned(),
        Measure::Rate { per } => format!("rate per {per}"),
        Measure::Mean => "mean".to_owned(),
        Measure::Ratio => "ratio".to_owned(),
        Measure::Index => "index".to_owned(),
    }
}

fn polarity(of: Polarity) -> &'static str {
    match of {
        Polarity::HigherIsBetter => "higher is better",
        Polarity::HigherIsWorse => "higher is worse",
        Polarity::Neutral => "neutral",
    }
}

fn notes(old: &Details, new: &Details, into: &mut Vec<Change>) {
    let gaps = |d: &Details| -> BTreeMap<String, String> {
        d.gaps.iter().map(|g| (g.id.to_string(), format!("{}: {}", all(&g.title), all(&g.reason)))).collect()
    };
    lists("gap", &gaps(old), &gaps(new), into);
    let words = |d: &Details| -> BTreeMap<String, String> {
        let place = |n: &crate::model::Note| {
            let parts = [
                n.area.as_ref().map(|a| a.to_string()),
                n.theme.as_ref().map(|t| t.to_string()),
                n.indicator.as_ref().map(|i| i.to_string()),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("/")
        };
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for note in &d.notes {
            let text = found.entry(place(note)).or_default();
            text.push_str(if text.is_empty() { "" } else { " | " });
            text.push_str(&all(&note.text));
        }
        found
    };
    lists("note", &words(old), &words(new), into);
}

/// Adds what came, went and changed in a list by id.
fn lists(kind: &str, old: &BTreeMap<String, String>, new: &BTreeMap<String, String>, into: &mut Vec<Change>) {
    let ids: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for id in ids {
        let (a, b) = (old.get(id).cloned(), new.get(id).cloned());
        if a != b {
            into.push(Change::new(What::Note, &format!("{kind} {id}"), a, b));
        }
    }
}
