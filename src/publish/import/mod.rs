//! Import: official files become parts of a source bundle.
//!
//! The way of a file: bytes to tables of text ([`read_tables`]), a table to what it says ([`layouts`]), and that into a
//! source bundle.

mod delimited;
mod encoding;
mod figures;
mod file;
mod grid;
pub mod kinds;
pub mod layouts;
mod taken;
mod workbook;

pub use figures::{CellRef, FigureRef, Figures};
pub use file::{Tables, read_tables};
pub use grid::{Grid, Origin};
pub use taken::{Cell, Figure, LeftOut, Place, Series, Taken};
pub use workbook::{is_fault, letters, place};
