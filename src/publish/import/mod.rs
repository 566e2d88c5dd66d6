//! Import: official files become parts of a source bundle.
//!
//! The way of a file: bytes to tables of text ([`read_tables`]), a table to what it says ([`layouts`]), and that into a
//! source bundle.

mod borders;
mod cells;
mod delimited;
mod encoding;
mod figures;
mod file;
pub mod generic;
mod grid;
pub mod into;
mod json;
pub mod kinds;
pub mod layouts;
mod names;
mod run;
mod slug;
mod taken;
mod update;
mod workbook;

pub use borders::{BOUNDARIES, BordersAsked, borders_hash, import_borders, is_boundaries};
pub use cells::{Evidence, Said, Style, read_cell};
pub use figures::{CellRef, FigureRef, Figures};
pub use file::{Tables, read_tables};
pub use grid::{Grid, Origin};
pub use names::{KnownArea, Meant, Names};
pub use run::{Asked, GENERIC, Read, import, import_id, name_of, propose, read};
pub use slug::slug;
pub use taken::{Cell, Figure, LeftOut, Place, Series, Taken};
pub use update::{Again, update};
pub use workbook::{is_fault, letters, place};
