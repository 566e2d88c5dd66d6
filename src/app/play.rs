//! The years one after the other.

use std::cell::Cell;

use wasm_bindgen::prelude::*;

use super::session::Session;
use crate::query::resolve;
use crate::view::PeriodChoice;

/// Time between two pictures: slow enough to read.
const STEP_MS: i32 = 900;

thread_local! {
    static TIMER: Cell<Option<i32>> = const { Cell::new(None) };
}

/// Starts or stops playing; at the last period it starts from the first.
pub fn toggle(session: Session) {
    if TIMER.get().is_some() {
        return stop(session);
    }
    if place(session).is_some_and(|(place, last)| place == last) {
        show(session, 0);
    }
    let tick = Closure::<dyn FnMut()>::new(move || match place(session) {
        Some((place, last)) if place < last => show(session, place + 1),
        _ => stop(session),
    });
    let timer = web_sys::window().and_then(|w| {
        w.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), STEP_MS).ok()
    });
    // A few bytes for each start; the timer may still hold the closure when it is stopped from within.
    tick.forget();
    TIMER.set(timer);
    session.set(|l| l.playing = timer.is_some());
}

/// Stops playing.
pub fn stop(session: Session) {
    if let (Some(timer), Some(window)) = (TIMER.take(), web_sys::window()) {
        window.clear_interval_with_handle(timer);
        session.set(|l| l.playing = false);
    }
}

/// The place of the shown period among all, and the last place.
fn place(session: Session) -> Option<(usize, usize)> {
    let opened = session.store.bundle_now()?;
    let state = session.address.now();
    let resolved = resolve(&state, &opened.catalogue)?;
    let at = resolved.span?.at;
    let place = resolved.periods().iter().position(|p| *p == at)?;
    Some((place, resolved.periods().len() - 1))
}

/// Shows the period at a place. The beginning of a change stays, and its end stays behind it.
pub fn show(session: Session, place: usize) {
    let Some(opened) = session.store.bundle_now() else { return };
    let state = session.address.now();
    let Some(resolved) = resolve(&state, &opened.catalogue) else { return };
    let Some(period) = resolved.periods().get(place).copied() else { return };
    let choice = match state.period {
        Some(PeriodChoice::Change(from, _)) => {
            let after = resolved.periods().iter().copied().find(|p| *p > from).unwrap_or(period);
            PeriodChoice::Change(from, period.max(after))
        }
        _ => PeriodChoice::At(period),
    };
    session.address.change(|state| state.period = Some(choice));
}
