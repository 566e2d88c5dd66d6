//! The layouts in which offices deliver their tables, one a file.

use super::{Grid, Taken};
use crate::publish::Remark;

/// A layout: how its tables are known and what is taken out of them.
pub struct Layout {
    /// Stable id, for `--layout`.
    pub id: &'static str,
    /// Name in German.
    pub title_de: &'static str,
    /// Name in English.
    pub title_en: &'static str,
    /// Whether a table is in this layout. Strict: what a layout takes for its own is not offered to others.
    pub recognise: fn(&Grid) -> bool,
    /// What is taken out of a table in this layout; the file's name is for messages.
    pub take: fn(&Grid, &str) -> Result<Taken, Vec<Remark>>,
}

/// Every layout, the strictest first.
pub static ALL: &[Layout] = &[];

/// The layout of a table, the first that recognises it.
pub fn recognise(grid: &Grid) -> Option<&'static Layout> {
    ALL.iter().find(|layout| (layout.recognise)(grid))
}

/// The layout of an id.
pub fn by_id(id: &str) -> Option<&'static Layout> {
    ALL.iter().find(|layout| layout.id == id)
}
