//! Import: official files become parts of a source bundle.

mod taken;

pub use taken::{Cell, Figure, LeftOut, Place, Series, Taken};
