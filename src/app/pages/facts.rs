//! Meaning and source of an indicator: everything a reader needs to trust it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::address::href;
use crate::app::html::Html;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::model::{Catalogue, Details, Indicator, Lang, Provenance};
use crate::query::resolve;
use crate::text;
use crate::view::View;

/// Definition, formula, source, licence, edition, notes.
#[component]
pub fn Facts(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let markup = Memo::new(move |_| {
        let Some(details) = session.store.details().ready() else { return String::new() };
        session
            .address
            .with(|state| {
                let resolved = resolve(state, &opened.catalogue)?;
                let provenance = details.provenance.get(&resolved.indicator.id)?;
                Some(write(session, &opened.catalogue, &details, resolved.indicator, provenance, state.lang))
            })
            .unwrap_or_default()
    });
    view! {
        <section class="section" id="facts">
            <h2>{move || session.words().source.heading}</h2>
            <div inner_html=move || markup.get()></div>
        </section>
    }
}

fn write(
    session: Session,
    catalogue: &Catalogue,
    details: &Details,
    indicator: &Indicator,
    p: &Provenance,
    lang: Lang,
) -> String {
    let t = text::words(lang);
    let mut html = Html::new();
    html.raw("<dl class=\"facts\">");
    let plain = |html: &mut Html, title: &str, words: &str| {
        if !words.is_empty() {
            html.el("dt", "", title).el("dd", "", words);
        }
    };
    let linked = |html: &mut Html, title: &str, words: &str, target: &str| {
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
    };
    plain(&mut html, t.source.definition, p.definition.get(lang));
    plain(&mut html, t.figure.unit, indicator.unit.get(lang));
    plain(&mut html, t.source.formula, &p.formula);
    plain(&mut html, t.source.numerator, p.numerator.get(lang));
    plain(&mut html, t.source.denominator, p.denominator.get(lang));
    plain(&mut html, t.source.reference_date, &p.reference_date);
    plain(&mut html, t.source.vintage, &p.vintage);
    for broken in &indicator.series_breaks {
        let words = text::series_break_sentence(broken.period, broken.reason.get(lang), lang);
        plain(&mut html, t.figure.series_break, &words);
    }
    plain(&mut html, t.source.note, p.note.get(lang));
    for note in details.notes.iter().filter(|n| n.indicator.as_ref() == Some(&indicator.id)) {
        plain(&mut html, t.source.note, note.text.get(lang));
    }
    linked(&mut html, t.source.source, &p.source, &p.source_uri);
    plain(&mut html, t.source.table, &p.source_table);
    linked(&mut html, t.source.licence, &p.licence, &p.licence_uri);
    plain(&mut html, t.source.attribution, &p.attribution);
    plain(&mut html, t.source.boundaries, &catalogue.boundaries);
    plain(&mut html, t.source.update_cycle, &p.update_cycle);
    plain(&mut html, t.source.next_update, &p.next_update);
    for grade in &p.fitness {
        let words = format!("{}: {} {}", grade.field, grade.grade, grade.reason.get(lang));
        plain(&mut html, t.source.fitness, &words);
    }
    plain(&mut html, t.source.edition, &catalogue.edition);
    let related: Vec<&Indicator> = p.links.iter().filter_map(|id| catalogue.indicator(id)).collect();
    if !related.is_empty() {
        html.el("dt", "", t.source.related).raw("<dd>");
        for (i, other) in related.into_iter().enumerate() {
            let to = session.to(View::Indicator, |s| s.indicators = vec![other.id.clone()]);
            html.raw(if i > 0 { " · " } else { "" }).link(&href(&to), "", other.title.get(lang));
        }
        html.raw("</dd>");
    }
    html.raw("</dl>").done()
}
