//! Answers as pictures: marks with a place, a paint and a name. No pixels of a screen, no signals.
//!
//! Each picture is a function from a plain input to a [`Scene`]. [`page`] prints a scene for a page, [`standalone`]
//! as a file of its own.

mod bars;
pub mod first;
mod groups;
mod line;
mod line_axes;
mod line_labels;
mod look;
mod look_series;
mod map;
mod mark;
mod measure;
mod palette;
mod regions;
mod scale;
mod sketch;
mod spark;
mod standalone;
mod strip;
mod svg;
mod ticks;
mod write;

pub use bars::{BarRow, BarsInput, bars};
pub use groups::{GroupsInput, groups};
pub use line::{LineInput, Point, Series, line};
pub use look::{Look, Outlines, short_rank};
pub use map::{MapInput, map, outline, selection};
pub use mark::{Anchor, Mark, Paint, Ramp, Scene, Shape};
pub use palette::{Tone, class_name, colour, series_paint};
pub use spark::{SparkInput, spark};
pub use standalone::standalone;
pub use strip::{StripClass, StripInput, StripSmallInput, StripTick, strip, strip_small};
pub use svg::{PageOptions, defs, marks, page};
pub use ticks::{Ticks, ticks};
#[cfg(feature = "publish")]
pub(crate) use write::push_text;

#[cfg(test)]
mod total_tests;
