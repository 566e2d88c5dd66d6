//! Colours: names of paints for style sheets, and their colours in light and dark for files that stand alone.
//!
//! `public/style/graphics.css` repeats these colours as custom properties; a test compares the two.

use super::{Paint, Ramp};
use crate::model::Missing;

/// Colours of a picture: for dark signs on light paper or the reverse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// From sand to petrol: more is darker on paper. Equal distances in Oklab.
const SEQUENTIAL: [&str; 9] =
    ["#f7e4c1", "#d1cfa6", "#a8bc95", "#7aa98f", "#52948f", "#397b7e", "#21626c", "#134a56", "#053340"];
/// The same way in the dark: more is lighter, so that more always stands out more.
const SEQUENTIAL_DARK: [&str; 9] =
    ["#1e3138", "#284851", "#326169", "#3f7b81", "#509594", "#6eae9f", "#94c6a6", "#c3d8aa", "#f2e9ba"];
/// From ochre over the paper's neighbourhood to petrol.
const DIVERGING: [&str; 9] =
    ["#6b3818", "#985b25", "#bc8a52", "#e0ba8b", "#ebeae1", "#99cbd7", "#58a3a7", "#277883", "#0f505d"];
/// The same in the dark.
const DIVERGING_DARK: [&str; 9] =
    ["#f6c88a", "#d99d5a", "#ac713e", "#754e2e", "#363630", "#2f606a", "#3e8e96", "#63bbbe", "#96e1dc"];

/// The class of a paint in a style sheet: `s1` to `s9`, `d1` to `d9`, `m-` and a reason, or a short word.
pub fn class_name(paint: Paint) -> &'static str {
    const STEPS: [[&str; 9]; 2] = [
        ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"],
        ["d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9"],
    ];
    match paint {
        Paint::Class(Ramp::Sequential, step) => STEPS[0][place(step)],
        Paint::Class(Ramp::Diverging, step) => STEPS[1][place(step)],
        Paint::Missing(reason) => missing_class(reason),
        Paint::Ink => "ink",
        Paint::Muted => "mut",
        Paint::Grid => "grid",
        Paint::Accent => "acc",
        Paint::Reference => "ref",
        Paint::Paper => "pap",
        Paint::Neutral => "neu",
    }
}

/// The class of a missing reason; its hatching has the id `h` and what follows the `m`.
pub(crate) fn missing_class(reason: Missing) -> &'static str {
    match reason {
        Missing::NotPublished => "m-np",
        Missing::UnknownOrConfidential => "m-uc",
        Missing::Pending => "m-pe",
        Missing::Unreliable => "m-ur",
        Missing::NotApplicable => "m-na",
        Missing::NoSuchArea => "m-ns",
        Missing::TerritoryChanged => "m-tc",
    }
}

/// The colour of a paint as `#rrggbb`. Hatching is drawn in [`Paint::Muted`] on [`Paint::Paper`].
pub fn colour(paint: Paint, tone: Tone) -> &'static str {
    let dark = tone == Tone::Dark;
    let pick = |light: &'static str, night: &'static str| if dark { night } else { light };
    match paint {
        Paint::Class(Ramp::Sequential, step) => pick(SEQUENTIAL[place(step)], SEQUENTIAL_DARK[place(step)]),
        Paint::Class(Ramp::Diverging, step) => pick(DIVERGING[place(step)], DIVERGING_DARK[place(step)]),
        Paint::Ink => pick("#17252a", "#e8ecea"),
        Paint::Muted | Paint::Missing(_) => pick("#5b676b", "#9aa6a8"),
        Paint::Grid => pick("#d0cbbd", "#354247"),
        Paint::Accent => pick("#a8500f", "#f0a860"),
        Paint::Reference => pick("#6b3f7a", "#cba4dc"),
        Paint::Paper => pick("#fbf9f4", "#11191c"),
        Paint::Neutral => pick("#6f8f96", "#5f8a92"),
    }
}

/// Whether a paint is nearly as light (or dark) as the paper, so that what it fills needs a visible edge.
pub(crate) fn needs_edge(paint: Paint) -> bool {
    match paint {
        Paint::Class(Ramp::Sequential, step) => step <= 4,
        Paint::Class(Ramp::Diverging, step) => (3..=7).contains(&step),
        Paint::Missing(_) => true,
        _ => false,
    }
}

/// The colour of the line around a region: an edge where needed, else paper that parts it from its neighbours.
pub(crate) fn edge(paint: Paint, tone: Tone) -> &'static str {
    match (needs_edge(paint) || paint == Paint::Grid, tone) {
        (false, tone) => colour(Paint::Paper, tone),
        (true, Tone::Light) => "#7f867f",
        (true, Tone::Dark) => "#6f7b7e",
    }
}

/// The paint of the n-th compared area in a line picture: the selected area first. After five they repeat, so that
/// labels have to tell them apart.
pub fn series_paint(index: usize) -> Paint {
    const PAINTS: [Paint; 5] = [
        Paint::Accent,
        Paint::Class(Ramp::Sequential, 6),
        Paint::Ink,
        Paint::Class(Ramp::Diverging, 1),
        Paint::Neutral,
    ];
    PAINTS[index % PAINTS.len()]
}

fn place(step: u8) -> usize {
    usize::from(step.clamp(1, 9) - 1)
}

#[cfg(test)]
#[path = "palette_tests.rs"]
mod tests;
