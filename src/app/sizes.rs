//! How wide pictures may be.

/// Widths in CSS pixels, in steps, so that a small change of the window redraws nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// The map and its legend.
    pub map: f64,
    /// Bars.
    pub side: f64,
    /// The trend.
    pub wide: f64,
}

impl Sizes {
    /// The sizes for the window: one column on a phone, two beside each other on a desktop.
    pub fn of_window() -> Sizes {
        let window = web_sys::window().and_then(|w| w.inner_width().ok()?.as_f64()).unwrap_or(1024.0);
        let column = window.min(1280.0) - 32.0;
        let step = |width: f64| ((width / 20.0).floor() * 20.0).max(260.0);
        if window < 896.0 {
            let one = step(column.min(720.0));
            Sizes { map: one, side: one, wide: one }
        } else {
            Sizes { map: step((column - 40.0) * 0.53), side: step((column - 40.0) * 0.46), wide: step(column) }
        }
    }
}
