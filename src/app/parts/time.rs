//! The period: a slider over the periods that exist, with play.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::app::session::Session;
use crate::model::Period;
use crate::text;
use crate::view::PeriodChoice;

/// Time between two pictures while playing; slow enough to read, and halved for nobody: see reduced motion.
const STEP_MS: i32 = 900;

/// Slider and play button. `periods` ascend; `at` is the period shown.
#[component]
pub fn PeriodSlider(periods: Signal<Vec<Period>>, at: Signal<Option<Period>>) -> impl IntoView {
    let session = expect_context::<Session>();
    let place = move || {
        let at = at.get()?;
        periods.with(|p| p.iter().position(|x| *x == at))
    };
    let last = move || periods.with(|p| p.len().saturating_sub(1));
    let show = move |place: usize| {
        let Some(period) = periods.with_untracked(|p| p.get(place).copied()) else { return };
        session.address.change(|state| {
            state.period = Some(match state.period {
                // The beginning of a change stays; an end before it would turn the question round.
                Some(PeriodChoice::Change(from, _)) if from < period => PeriodChoice::Change(from, period),
                _ => PeriodChoice::At(period),
            });
        });
    };
    let timer = StoredValue::new(None::<i32>);
    let playing = RwSignal::new(false);
    let stop = move || {
        if let (Some(id), Some(window)) = (timer.get_value(), web_sys::window()) {
            window.clear_interval_with_handle(id);
        }
        timer.set_value(None);
        playing.set(false);
    };
    let tick = StoredValue::new_local(Closure::<dyn FnMut()>::new(move || {
        match untrack(place).filter(|p| *p < untrack(last)) {
            Some(place) => show(place + 1),
            None => stop(),
        }
    }));
    on_cleanup(stop);
    let play = move |_| {
        if playing.get_untracked() {
            return stop();
        }
        if untrack(place) == Some(untrack(last)) {
            show(0);
        }
        playing.set(true);
        let id = web_sys::window().and_then(|w| {
            tick.with_value(|t| {
                w.set_interval_with_callback_and_timeout_and_arguments_0(t.as_ref().unchecked_ref(), STEP_MS).ok()
            })
        });
        timer.set_value(id);
    };
    let label = move || at.get().map(|p| text::period(p, session.lang())).unwrap_or_default();
    view! {
        <div class="field wide" hidden=move || periods.with(Vec::len) < 2>
            <label for="period">{move || session.words().figure.period}</label>
            <div class="time">
                <button class="button plain" type="button" on:click=play aria-pressed=move || playing.get().to_string()>
                    <span aria-hidden="true">{move || if playing.get() { "❚❚" } else { "▶" }}</span>
                    <span class="hidden">
                        {move || if playing.get() { session.words().figure.pause } else { session.words().figure.play }}
                    </span>
                </button>
                <input
                    id="period"
                    type="range"
                    min="0"
                    max=move || last().to_string()
                    step="1"
                    prop:value=move || place().unwrap_or(0).to_string()
                    aria-valuetext=label
                    on:input=move |event| {
                        stop();
                        if let Ok(place) = event_target_value(&event).parse() {
                            show(place);
                        }
                    }
                />
                <output for="period">{label}</output>
            </div>
        </div>
    }
}
