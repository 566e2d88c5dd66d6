//! Answers as pictures: marks with a place, a paint and a name. No pixels of a screen, no signals.

mod mark;

pub use mark::{Anchor, Mark, Paint, Ramp, Scene, Shape};
