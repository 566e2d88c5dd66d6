//! The catalogue: all indicators by theme, searchable, with the periods they cover, and the data gaps.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::address::href;
use crate::app::html::Html;
use crate::app::parts::settle::settle;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::model::{DataGap, Indicator, Lang, LevelId, Period};
use crate::query::{Found, find_indicators};
use crate::text::{self, fill};
use crate::view::View;

/// All indicators.
#[component]
pub fn CataloguePage(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let typed = RwSignal::new(String::new());
    let details = move || session.store.details();
    let found = Memo::new({
        let opened = opened.clone();
        move |_| {
            let gaps = details().ready().map(|d| d.gaps.clone()).unwrap_or_default();
            typed.with(|text| {
                (write(session, &opened, &gaps, text), find_indicators(&opened.catalogue, &gaps, text).len())
            })
        }
    });
    let words = move || match found.get().1 {
        0 => session.words().page.no_indicator.to_owned(),
        n => fill(session.words().page.indicators_found, &[&n.to_string()]),
    };
    let title = Signal::derive(move || session.words().app.catalogue.to_owned());
    settle(
        session,
        title,
        Signal::derive(words),
        Signal::derive(move || !matches!(details(), crate::app::store::Load::Busy)),
    );
    view! {
        <h1>{move || title.get()}</h1>
        <div class="search">
            <label for="find">{move || session.words().page.find_indicator}</label>
            <input id="find" type="search" autocomplete="off" spellcheck="false"
                on:input=move |event| typed.set(event_target_value(&event))/>
            <p class="small muted">{words}</p>
        </div>
        <div class="themes" inner_html=move || found.get().0></div>
    }
}

fn write(session: Session, opened: &Opened, gaps: &[DataGap], text: &str) -> String {
    let catalogue = &opened.catalogue;
    let lang = session.lang();
    let found = find_indicators(catalogue, gaps, text);
    let level = catalogue.levels.first().map(|l| l.id.clone()).unwrap_or_default();
    let mut html = Html::new();
    for theme in &catalogue.themes {
        let mut lines = Html::new();
        for hit in &found {
            match hit {
                Found::Indicator(i) => {
                    if let Some(indicator) = catalogue.indicators.get(*i).filter(|x| x.theme == theme.id) {
                        line(&mut lines, session, indicator, &level, lang);
                    }
                }
                Found::Gap(i) => {
                    if let Some(gap) = gaps.get(*i).filter(|g| g.theme == theme.id) {
                        missing(&mut lines, gap, lang);
                    }
                }
            }
        }
        let lines = lines.done();
        if !lines.is_empty() {
            html.raw("<section").attr("id", theme.id.as_str()).raw(">").el("h2", "", theme.title.get(lang));
            html.raw("<ul class=\"list\">").raw(&lines).raw("</ul></section>");
        }
    }
    html.done()
}

fn line(html: &mut Html, session: Session, indicator: &Indicator, level: &LevelId, lang: Lang) {
    let to = session.to(View::Indicator, |s| s.indicators = vec![indicator.id.clone()]);
    html.raw("<li><span>").link(&href(&to), "", indicator.title.get(lang));
    if !indicator.front {
        html.raw(" <span class=\"small\">").text(text::words(lang).page.context).raw("</span>");
    }
    html.raw("</span><span class=\"small num\">");
    let periods = indicator.on(level).map_or(&[] as &[Period], |c| &c.periods);
    html.text(&coverage(periods, lang)).raw("</span><span class=\"small\">");
    html.text(indicator.unit.get(lang)).raw("</span></li>");
}

/// "2008–2019 (12)" for a run of periods, "2023, 2025" for few.
fn coverage(periods: &[Period], lang: Lang) -> String {
    match periods {
        [] => text::words(lang).state.not_published.short.to_owned(),
        few if few.len() <= 3 => few.iter().map(|p| text::period(*p, lang)).collect::<Vec<_>>().join(", "),
        [first, .., last] => {
            format!("{}–{} ({})", text::period(*first, lang), text::period(*last, lang), periods.len())
        }
        [one] => text::period(*one, lang),
    }
}

fn missing(html: &mut Html, gap: &DataGap, lang: Lang) {
    let t = text::words(lang);
    html.raw("<li><span>")
        .text(gap.title.get(lang))
        .raw(" <span class=\"gap\">")
        .text(t.source.gap)
        .raw("</span></span>");
    html.raw("<span></span><span class=\"small\">").text(gap.reason.get(lang));
    if !gap.instrument.is_empty() {
        html.text(" ").text(t.source.needed_for).text(": ").text(&gap.instrument);
    }
    html.raw("</span></li>");
}
