//! Place search: a combobox that forgives typing errors, and the reader's own position on request.

use std::sync::Arc;

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::app::session::Session;
use crate::app::store::Opened;
use crate::model::AreaIx;
use crate::query::Places;
use crate::text::fill;
use crate::view::View;

/// A found place as the list shows it.
#[derive(Clone, PartialEq)]
struct Line {
    id: String,
    name: String,
    kind: String,
    href: crate::view::ViewState,
}

/// The place search. Choosing a place opens its profile.
#[component]
pub fn PlaceSearch(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let t = session.words();
    let typed = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let places = Arc::new(Places::of(&opened.catalogue));
    let lines = Memo::new({
        let opened = opened.clone();
        move |_| typed.with(|text| lines(session, &opened, &places, text))
    });
    let choose = move |line: &Line| {
        open.set(false);
        typed.set(String::new());
        session.address.go(line.href.clone());
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = lines.with_untracked(Vec::len);
        let step = |to: Option<usize>| {
            event.prevent_default();
            open.set(true);
            active.set(to.filter(|_| count > 0));
        };
        match event.key().as_str() {
            "ArrowDown" => step(Some(active.get_untracked().map_or(0, |i| (i + 1) % count.max(1)))),
            "ArrowUp" => step(Some(active.get_untracked().map_or(count.max(1), |i| i.max(1)).min(count.max(1)) - 1)),
            "Escape" => {
                open.set(false);
                active.set(None);
            }
            "Enter" => {
                event.prevent_default();
                let place = active.get_untracked().unwrap_or(0);
                if let Some(line) = lines.with_untracked(|l| l.get(place).cloned()) {
                    choose(&line);
                }
            }
            _ => {}
        }
    };
    let status = move || {
        let found = lines.with(Vec::len);
        match found {
            _ if typed.with(|text| text.trim().is_empty()) => String::new(),
            0 => t.search.none.to_owned(),
            1 => t.search.one.to_owned(),
            many => fill(t.search.many, &[&many.to_string()]),
        }
    };
    view! {
        <div class="search" role="search">
            <label for="place">{t.search.label}</label>
            <div class="search-row">
                <input
                    id="place"
                    type="search"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-controls="places"
                    aria-expanded=move || (open.get() && lines.with(|l| !l.is_empty())).to_string()
                    aria-activedescendant=move || active.get().map(|i| format!("place-{i}"))
                    placeholder=t.search.placeholder
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        active.set(None);
                        open.set(true);
                    }
                    on:keydown=on_key
                    on:focusout=move |_| open.set(false)
                />
            </div>
            <ul class="hits" id="places" role="listbox" aria-label=t.search.label
                hidden=move || !open.get() || lines.with(Vec::is_empty)
                // Focus must stay in the field, or leaving it would close the list before the click arrives.
                on:pointerdown=move |event| event.prevent_default()
            >
                {move || {
                    lines
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(i, line)| {
                            let label = (line.name.clone(), line.kind.clone());
                            view! {
                                <li id=line.id.clone() role="option"
                                    aria-selected=move || (active.get() == Some(i)).to_string()
                                    on:click=move |_| choose(&line)
                                >
                                    <span>{label.0}</span>
                                    <span class="small muted">{label.1}</span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="small muted" role="status">{status}</p>
            <OwnPosition opened=opened/>
        </div>
    }
}

fn lines(session: Session, opened: &Opened, places: &Places, text: &str) -> Vec<Line> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    let catalogue = &opened.catalogue;
    let hits = places.find(text).into_iter().take(8).enumerate();
    hits.filter_map(|(i, hit)| {
        let level = catalogue.level(&hit.level)?;
        let area = level.area(hit.area)?;
        let first = catalogue.levels.first().is_some_and(|l| l.id == hit.level);
        let kind = if first { area.kind.clone() } else { level.title.get(session.lang()).to_owned() };
        let href = profile(session, opened, hit.level.clone(), area.key.clone());
        Some(Line { id: format!("place-{i}"), name: area.name.clone(), kind, href })
    })
    .collect()
}

/// The profile of an area; the level is named only where it is not the default.
pub fn profile(
    session: Session,
    opened: &Opened,
    level: crate::model::LevelId,
    area: crate::model::AreaKey,
) -> crate::view::ViewState {
    let catalogue = &opened.catalogue;
    let default = catalogue.default_view.level.as_ref().or(catalogue.levels.first().map(|l| &l.id));
    let level = Some(level).filter(|l| Some(l) != default);
    session.to(View::Profile, |state| {
        state.areas = vec![area];
        state.level = level;
    })
}

/// The reader's own position: asked for only on request, compared with the boundaries here, sent nowhere.
#[component]
fn OwnPosition(opened: Arc<Opened>) -> impl IntoView {
    let session = expect_context::<Session>();
    let t = session.words();
    let words = RwSignal::new("");
    let here = RwSignal::new(None::<(f64, f64)>);
    let level = opened.catalogue.levels.first().map(|l| l.id.clone());
    Effect::new(move |_| {
        let (Some((lon, lat)), Some(level)) = (here.get(), level.clone()) else { return };
        let Some(shapes) = session.store.shapes(&level).ready() else { return };
        here.set(None);
        let area = crate::geo::locate(&shapes, lon, lat)
            .and_then(|place| opened.catalogue.level(&level)?.area(AreaIx::at(place)));
        match area {
            Some(area) => session.address.go(profile(session, &opened, level, area.key.clone())),
            None => words.set(t.search.outside),
        }
    });
    let ask = move |_| {
        words.set(t.search.locating);
        let found = Closure::once_into_js(move |position: JsValue| {
            let number = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok()?.as_f64();
            let place = Reflect::get(&position, &"coords".into()).unwrap_or(JsValue::UNDEFINED);
            here.set(number(&place, "longitude").zip(number(&place, "latitude")));
        });
        let refused = Closure::once_into_js(move |_: JsValue| words.set(t.search.denied));
        let geolocation = web_sys::window().and_then(|w| w.navigator().geolocation().ok());
        let asked = geolocation.and_then(|g| {
            g.get_current_position_with_error_callback(found.unchecked_ref(), Some(refused.unchecked_ref())).ok()
        });
        if asked.is_none() {
            words.set(t.search.unavailable);
        }
    };
    view! {
        <p class="small muted">
            <button class="link" type="button" on:click=ask>{t.search.locate}</button>
            " " {t.search.nothing_sent}
        </p>
        <p class="small" role="status">{move || words.get()}</p>
    }
}
