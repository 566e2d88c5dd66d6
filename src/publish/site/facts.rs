//! Meaning and source of an indicator.

use super::address::relative;
use super::atlas::Atlas;
use super::markup::Markup;
use crate::model::{Indicator, Level, Provenance};
use crate::text;

/// Definition, formula, source, licence, notes; other levels and related indicators.
pub(super) fn facts(atlas: &Atlas<'_>, indicator: &Indicator, level: &Level, path: &str) -> String {
    let (t, lang, published) = (atlas.text(), atlas.lang, atlas.published);
    let none = Provenance::default();
    let p = published.details.provenance.get(&indicator.id).unwrap_or(&none);
    let mut m = Markup::default();
    m.raw("<section class=\"section\">").el("h2", t.source.heading).raw("<dl class=\"facts\">");
    let status = level.territorial_status.map(|s| text::period(s, lang)).unwrap_or_default();
    let minimum = p.minimum_cases.map(|n| n.to_string()).unwrap_or_default();
    for (title, words) in [
        (t.source.definition, p.definition.get(lang)),
        (t.figure.unit, indicator.unit.get(lang)),
        (t.source.formula, p.formula.get(lang)),
        (t.source.numerator, p.numerator.get(lang)),
        (t.source.denominator, p.denominator.get(lang)),
        (t.source.reference_date, p.reference_date.get(lang)),
        (t.source.vintage, p.vintage.get(lang)),
        (t.figure.territorial_status, &status),
        (t.source.minimum_cases, &minimum),
        (t.source.sector_plans, p.sector_plans.get(lang)),
        (t.source.note, p.note.get(lang)),
    ] {
        plain(&mut m, title, words);
    }
    for broken in &indicator.series_breaks {
        plain(
            &mut m,
            t.figure.series_break,
            &text::series_break_sentence(broken.period, broken.reason.get(lang), lang),
        );
    }
    for note in published.details.notes.iter().filter(|n| n.indicator.as_ref() == Some(&indicator.id)) {
        plain(&mut m, t.source.note, note.text.get(lang));
    }
    linked(&mut m, t.source.source, &p.source, &p.source_uri);
    plain(&mut m, t.source.table, &p.source_table);
    linked(&mut m, t.source.licence, &p.licence, &p.licence_uri);
    address(&mut m, t.source.attribution, &p.attribution);
    address(&mut m, t.source.boundaries, &published.catalogue.boundaries);
    plain(&mut m, t.source.update_cycle, p.update_cycle.get(lang));
    plain(&mut m, t.source.next_update, &p.next_update);
    for grade in &p.fitness {
        plain(&mut m, t.source.fitness, &format!("{}: {} {}", grade.field, grade.grade, grade.reason.get(lang)));
    }
    plain(&mut m, t.source.edition, &published.catalogue.edition);
    let others = published.catalogue.levels.iter().filter(|l| l.id != level.id);
    let others = others.filter_map(|l| Some((l.title.get(lang), atlas.indicator_path(&indicator.id, &l.id, lang)?)));
    pages(&mut m, path, atlas.words().other_levels, &others.collect::<Vec<_>>());
    let related = p.links.iter().filter_map(|id| published.catalogue.indicator(id));
    let related = related.filter_map(|i| {
        let on = if atlas.standing(&level.id, &i.id).is_some() { level } else { atlas.main_level(&i.id)? };
        Some((i.title.get(lang), atlas.indicator_path(&i.id, &on.id, lang)?))
    });
    pages(&mut m, path, t.source.related, &related.collect::<Vec<_>>());
    m.raw("</dl></section>").done()
}

fn plain(m: &mut Markup, title: &str, words: &str) {
    if !words.is_empty() {
        m.el("dt", title).el("dd", words);
    }
}

fn linked(m: &mut Markup, title: &str, words: &str, target: &str) {
    if !words.is_empty() || !target.is_empty() {
        m.el("dt", title).raw("<dd>").outside(target, words).raw("</dd>");
    }
}

fn address(m: &mut Markup, title: &str, words: &str) {
    if !words.is_empty() {
        m.el("dt", title).raw("<dd>").linked(words).raw("</dd>");
    }
}

fn pages(m: &mut Markup, from: &str, title: &str, list: &[(&str, String)]) {
    if list.is_empty() {
        return;
    }
    m.el("dt", title).raw("<dd><ul class=\"bare\">");
    for (name, to) in list {
        m.raw("<li>").page(&relative(from, to), name).raw("</li>");
    }
    m.raw("</ul></dd>");
}
