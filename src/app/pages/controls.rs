//! The controls of an indicator: which one, when, divided how, in which classes, compared with what.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::html::Html;
use crate::app::parts::time::PeriodSlider;
use crate::app::session::Session;
use crate::app::store::Opened;
use crate::model::{IndicatorId, LevelId, Period, Slice};
use crate::query::{Reference, Resolved, resolve};
use crate::text;
use crate::view::{Classes, PeriodChoice, ReferenceChoice};

/// A select box whose choices are (value, words); the address decides which is chosen.
#[component]
fn Choice(
    id: &'static str,
    label: Signal<String>,
    /// Markup of the options, with `selected` on the current one.
    options: Signal<String>,
    choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{move || label.get()}</label>
            <select id=id inner_html=move || options.get()
                on:change=move |event| choose.run(event_target_value(&event))></select>
        </div>
    }
}

fn option(html: &mut Html, value: &str, words: &str, selected: bool) {
    html.raw("<option")
        .attr("value", value)
        .raw(if selected { " selected>" } else { ">" })
        .text(words)
        .raw("</option>");
}

/// Options from the resolved address.
fn options(
    session: Session,
    opened: &Arc<Opened>,
    write: impl Fn(&mut Html, &Opened, &Resolved<'_>) + Send + Sync + 'static,
) -> Signal<String> {
    let opened = opened.clone();
    Memo::new(move |_| {
        session.address.with(|state| {
            let mut html = Html::new();
            if let Some(resolved) = resolve(state, &opened.catalogue) {
                write(&mut html, &opened, &resolved);
            }
            html.done()
        })
    })
    .into()
}

fn label(session: Session, pick: fn(&'static text::Text) -> &'static str) -> Signal<String> {
    Signal::derive(move || pick(session.words()).to_owned())
}

/// Indicator, breakdown, period, change.
#[component]
pub fn Controls(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let span = {
        let opened = opened.clone();
        Memo::new(move |_| {
            session.address.with(|s| {
                let resolved = resolve(s, &opened.catalogue)?;
                Some((resolved.periods().to_vec(), resolved.span, !resolved.indicator.breakdowns.is_empty()))
            })
        })
    };
    let periods = Signal::derive(move || span.get().map(|s| s.0).unwrap_or_default());
    let at = Signal::derive(move || span.get().and_then(|s| s.1).map(|s| s.at));
    let indicators = options(session, &opened, move |html, opened, resolved| {
        let lang = session.lang();
        for theme in &opened.catalogue.themes {
            html.raw("<optgroup").attr("label", theme.title.get(lang)).raw(">");
            for indicator in opened.catalogue.of_theme(&theme.id).filter(|i| i.on(&resolved.level.id).is_some()) {
                option(html, indicator.id.as_str(), indicator.title.get(lang), indicator.id == resolved.indicator.id);
            }
            html.raw("</optgroup>");
        }
    });
    let parts = options(session, &opened, move |html, opened, resolved| {
        let lang = session.lang();
        option(html, "", session.words().figure.total, resolved.slice.is_total());
        for breakdown in resolved.indicator.breakdowns.iter().filter_map(|b| opened.catalogue.breakdown(b)) {
            html.raw("<optgroup").attr("label", breakdown.title.get(lang)).raw(">");
            for category in &breakdown.categories {
                let slice = Slice::of(vec![(breakdown.id.clone(), category.id.clone())]);
                let value = format!("{}:{}", breakdown.id, category.id);
                option(html, &value, category.title.get(lang), slice == resolved.slice);
            }
            html.raw("</optgroup>");
        }
    });
    let changes = options(session, &opened, move |html, _, resolved| {
        let from = resolved.span.and_then(|s| s.from);
        option(html, "", session.words().figure.one_period, from.is_none());
        let before = |p: &&Period| resolved.span.is_some_and(|s| **p < s.at);
        for period in resolved.periods().iter().filter(before).rev() {
            let words = text::fill(session.words().page.change_since, &[&text::period(*period, session.lang())]);
            option(html, &period.to_string(), &words, from == Some(*period));
        }
    });
    let choose_indicator = Callback::new(move |id: String| {
        session.address.change(|s| {
            s.indicators = vec![IndicatorId::new(id)];
            // Another indicator has other periods, categories and bounds.
            (s.period, s.breakdown) = (None, Slice::total());
            s.classes = s.classes.take().filter(|c| !matches!(c, Classes::Own(_)));
        });
    });
    let choose_part = Callback::new(move |value: String| {
        session.address.change(|s| {
            let part = value.split_once(':').map(|(b, c)| (b.into(), c.into()));
            s.breakdown = Slice::of(part.into_iter().collect());
        });
    });
    let choose_change = Callback::new(move |value: String| {
        let Some(at) = at.get_untracked() else { return };
        session.address.change(|s| {
            let from = Period::parse(&value);
            s.period = Some(from.map_or(PeriodChoice::At(at), |from| PeriodChoice::Change(from, at)));
        });
    });
    view! {
        <div class="controls no-print">
            <Choice id="indicator" label=label(session, |t| t.app.indicator) options=indicators choose=choose_indicator/>
            <Show when=move || span.get().is_some_and(|s| s.2)>
                <Choice id="part" label=label(session, |t| t.figure.breakdown) options=parts choose=choose_part/>
            </Show>
            <Show when=move || periods.with(|p| p.len() > 1)>
                <Choice id="change" label=label(session, |t| t.figure.change) options=changes choose=choose_change/>
            </Show>
            <PeriodSlider periods at/>
        </div>
    }
}

/// Classes, reference, level: for readers who want to look closer.
#[component]
pub fn Settings(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let methods = options(session, &opened, move |html, _, resolved| {
        let t = session.words();
        let current = method(&resolved.classes);
        for (value, words) in [
            ("q", t.figure.quantile),
            ("j", t.figure.natural),
            ("e", t.figure.equal),
            ("ref", t.figure.around_reference),
        ] {
            option(html, value, words, value == current);
        }
        if !matches!(current, "q" | "j" | "e" | "ref") {
            option(html, current, t.figure.own_bounds, true);
        }
    });
    let counts = options(session, &opened, move |html, _, resolved| {
        for n in 2..=9 {
            option(html, &n.to_string(), &n.to_string(), count(&resolved.classes) == n);
        }
    });
    let references = options(session, &opened, move |html, _, resolved| {
        let t = session.words();
        for (i, area) in resolved.level.references.iter().enumerate() {
            let here = matches!(resolved.reference, Reference::Row(row) if row.ix() == resolved.level.areas.len() + i);
            option(html, area.key.as_str(), &area.name, here);
        }
        option(html, "median", t.figure.median, resolved.reference == Reference::Median);
        if !resolved.areas.is_empty() {
            option(html, "peers", t.figure.peers, resolved.reference == Reference::Peers);
        }
        option(html, "none", t.figure.no_reference, resolved.reference == Reference::None);
    });
    let levels = options(session, &opened, move |html, opened, resolved| {
        let lang = session.lang();
        for level in &opened.catalogue.levels {
            option(html, level.id.as_str(), level.title.get(lang), level.id == resolved.level.id);
        }
    });
    let choose_method = Callback::new(move |value: String| {
        session.address.change(|s| s.classes = classes(&value, s.classes.as_ref().map_or(5, count)));
    });
    let choose_count = Callback::new(move |value: String| {
        session.address.change(|s| {
            let kind = s.classes.as_ref().map_or("q", method);
            s.classes = classes(if matches!(kind, "j" | "e") { kind } else { "q" }, value.parse().unwrap_or(5));
        });
    });
    let choose_reference = Callback::new(move |value: String| {
        session.address.change(|s| {
            s.reference = Some(match value.as_str() {
                "median" => ReferenceChoice::Median,
                "peers" => ReferenceChoice::Peers,
                "none" => ReferenceChoice::None,
                key => ReferenceChoice::Area(key.into()),
            });
        });
    });
    let choose_level = Callback::new(move |value: String| {
        session.address.change(|s| {
            // Areas and periods of another territory are not those of this one.
            (s.level, s.period) = (Some(LevelId::new(value)), None);
        });
    });
    view! {
        <details class="no-print">
            <summary>{move || session.words().figure.settings}</summary>
            <div class="controls more">
                <Choice id="level" label=label(session, |t| t.figure.level) options=levels choose=choose_level/>
                <Choice id="reference" label=label(session, |t| t.figure.reference) options=references choose=choose_reference/>
                <Choice id="classes" label=label(session, |t| t.figure.classes) options=methods choose=choose_method/>
                <Choice id="count" label=label(session, |t| t.figure.class_count) options=counts choose=choose_count/>
                <label class="check">
                    <input type="checkbox" id="fix" prop:checked=move || session.address.with(|s| s.fix)
                        on:change=move |event| {
                            let fix = event_target_checked(&event);
                            session.address.change(|s| s.fix = fix);
                        }/>
                    {move || session.words().figure.fixed}
                </label>
            </div>
        </details>
    }
}

fn method(classes: &Classes) -> &'static str {
    match classes {
        Classes::Quantile(_) => "q",
        Classes::Natural(_) => "j",
        Classes::Equal(_) => "e",
        Classes::Reference => "ref",
        Classes::StandardDeviation => "sd",
        Classes::Own(_) => "own",
    }
}

fn count(classes: &Classes) -> u8 {
    match classes {
        Classes::Quantile(n) | Classes::Natural(n) | Classes::Equal(n) => *n,
        _ => 5,
    }
}

/// The choice for a method's short name; the default is written as none, so that the address stays short.
fn classes(method: &str, count: u8) -> Option<Classes> {
    match method {
        "j" => Some(Classes::Natural(count)),
        "e" => Some(Classes::Equal(count)),
        "ref" => Some(Classes::Reference),
        "sd" => Some(Classes::StandardDeviation),
        _ => Some(Classes::Quantile(count)).filter(|_| count != 5),
    }
}
