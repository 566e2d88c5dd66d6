//! Meaning and source of an indicator: everything a reader needs to trust it.

use super::{Frame, trouble};
use leptos::prelude::Get;

use crate::app::html::Html;
use crate::app::store::Load;
use crate::model::{Details, Indicator, Provenance};
use crate::query::resolve;
use crate::text;
use crate::view::View;

/// Definition, formula, source, licence, edition, notes.
pub fn markup(frame: &Frame<'_>) -> String {
    let details = match frame.session.store.details() {
        Load::Ready(details) => details,
        Load::Busy => return trouble::busy(frame.t.app.loading),
        Load::Failed(error) => return trouble::trouble(frame.t, &error),
    };
    let Some(resolved) = resolve(frame.state, &frame.opened.catalogue) else { return String::new() };
    let Some(provenance) = details.provenance.get(&resolved.indicator.id) else { return String::new() };
    write(frame, &details, resolved.indicator, provenance)
}

/// The line below every map: whose figures, under which licence, whose boundaries.
pub fn credit(frame: &Frame<'_>) -> String {
    if !frame.session.calm.get() {
        return String::new();
    }
    let Some(details) = frame.session.store.details().ready() else { return String::new() };
    let id = resolve(frame.state, &frame.opened.catalogue).map(|r| &r.indicator.id);
    let Some(p) = id.and_then(|id| details.provenance.get(id)) else { return String::new() };
    let mut html = Html::new();
    html.text(frame.t.source.source).text(": ").text(&p.source).text("; ").text(&p.attribution).text("; ");
    html.link(&p.licence_uri, "", &p.licence).text(" · ").text(frame.t.source.boundaries).text(": ");
    html.linked(&frame.opened.catalogue.boundaries).done()
}

fn plain(html: &mut Html, title: &str, words: &str) {
    if !words.is_empty() {
        html.el("dt", "", title).el("dd", "", words);
    }
}

fn linked(html: &mut Html, title: &str, words: &str, target: &str) {
    let words = if words.is_empty() { target } else { words };
    if !words.is_empty() {
        html.el("dt", "", title).raw("<dd>");
        if target.is_empty() {
            html.text(words)
        } else {
            html.link(target, "", words)
        };
        html.raw("</dd>");
    }
}

fn write(frame: &Frame<'_>, details: &Details, indicator: &Indicator, p: &Provenance) -> String {
    let (t, lang, catalogue) = (frame.t, frame.state.lang, &frame.opened.catalogue);
    let mut html = Html::new();
    html.raw("<dl class=\"facts\">");
    plain(&mut html, t.source.definition, p.definition.get(lang));
    plain(&mut html, t.figure.unit, indicator.unit.get(lang));
    plain(&mut html, t.source.formula, p.formula.get(lang));
    plain(&mut html, t.source.numerator, p.numerator.get(lang));
    plain(&mut html, t.source.denominator, p.denominator.get(lang));
    plain(&mut html, t.source.reference_date, p.reference_date.get(lang));
    plain(&mut html, t.source.vintage, p.vintage.get(lang));
    for broken in &indicator.series_breaks {
        let words = text::series_break_sentence(broken.period, broken.reason.get(lang), lang);
        plain(&mut html, t.figure.series_break, &words);
    }
    plain(&mut html, t.source.note, p.note.get(lang));
    for note in details.notes.iter().filter(|n| n.indicator.as_ref() == Some(&indicator.id)) {
        let area = note.area.as_ref().and_then(|key| catalogue.levels.iter().find_map(|l| l.area(l.find(key)?)));
        let words = note.text.get(lang);
        let name = area.map_or("", |a| a.name.as_str());
        let words = if words.starts_with(name) { words.to_owned() } else { [name, ": ", words].concat() };
        plain(&mut html, t.source.note, &words);
    }
    linked(&mut html, t.source.source, &p.source, &p.source_uri);
    plain(&mut html, t.source.table, &p.source_table);
    linked(&mut html, t.source.licence, &p.licence, &p.licence_uri);
    plain(&mut html, t.source.attribution, &p.attribution);
    plain(&mut html, t.source.boundaries, &catalogue.boundaries);
    plain(&mut html, t.source.update_cycle, p.update_cycle.get(lang));
    plain(&mut html, t.source.next_update, &p.next_update);
    if indicator.unfit {
        plain(&mut html, t.source.fitness, t.figure.unfit);
    }
    for grade in &p.fitness {
        plain(&mut html, t.source.fitness, &format!("{}: {} {}", grade.field, grade.grade, grade.reason.get(lang)));
    }
    plain(&mut html, t.source.edition, &catalogue.edition);
    related(&mut html, frame, p);
    html.raw("</dl>").done()
}

fn related(html: &mut Html, frame: &Frame<'_>, p: &Provenance) {
    let mut links = Html::new();
    for other in p.links.iter().filter_map(|id| frame.opened.catalogue.indicator(id)) {
        let to = frame.link(View::Indicator, |s| {
            (s.indicators, s.areas) = (vec![other.id.clone()], frame.state.areas.clone());
        });
        links.raw("<li>").link(&to, "", other.title.get(frame.state.lang)).raw("</li>");
    }
    let links = links.done();
    if !links.is_empty() {
        html.el("dt", "", frame.t.source.related).raw("<dd><ul class=\"bare\">").raw(&links).raw("</ul></dd>");
    }
}
