//! What was taken out of files becomes part of a source bundle.

mod areas;
mod bundle;
mod catalogue;
mod categories;
mod compare;
pub mod kinds;
mod manifest;
mod record;
mod report;
mod sheet;
mod targets;
mod values;
mod write;

pub use areas::{LevelWish, write_areas};
pub use bundle::Bundle;
pub use record::{Imported, Record};
pub use report::{Counts, Report};
pub use sheet::Sheet;
pub use write::{Wish, write};
