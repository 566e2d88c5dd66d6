//! The layouts in which offices deliver their tables, one a file.

mod cell;
pub mod census;
pub mod conversion;
mod damaged;
pub mod deutschlandatlas;
pub mod districts;
mod draft;
pub mod genesis;
mod genesis_head;
pub mod gisd;
pub mod inkar;
pub mod inkar_export;
pub mod inkar_meta;
mod inkar_words;
pub mod kinds;
pub mod leipzig;
mod listing;
mod measure;
pub mod mss;
mod mss_columns;
pub mod police;
pub mod register;

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

macro_rules! layouts {
    ($($id:literal, $module:ident, $de:literal, $en:literal;)*) => {
        &[$(Layout { id: $id, title_de: $de, title_en: $en, recognise: $module::recognise, take: $module::take }),*]
    };
}

/// Every layout, the strictest first.
pub static ALL: &[Layout] = layouts! {
    "genesis", genesis, "Regionaldatenbank (GENESIS, Regionalstatistik)", "Regional database (GENESIS)";
    "bka-pks", police, "Polizeiliche Kriminalstatistik (BKA)", "Police crime statistics (BKA)";
    "inkar", inkar, "INKAR, lange Tabelle", "INKAR, long table";
    "inkar-export", inkar_export, "INKAR, Ausleitung als Arbeitsmappe", "INKAR, exported workbook";
    "inkar-meta", inkar_meta, "INKAR, Verzeichnis der Indikatoren", "INKAR, list of indicators";
    "gisd", gisd, "GISD, Index der sozialen Benachteiligung (RKI)", "GISD deprivation index (RKI)";
    "gv-isys", register, "Gemeindeverzeichnis (GV-ISys)", "Municipal register (GV-ISys)";
    "kreise", districts, "Verzeichnis der Kreise mit Fläche und Bevölkerung", "List of districts with area and population";
    "bbsr-umstieg", conversion, "Umsteigeschlüssel (BBSR)", "Conversion keys (BBSR)";
    "zensus2022", census, "Zensus 2022, Gemeinden", "Census 2022, municipalities";
    "berlin-mss", mss, "Monitoring Soziale Stadtentwicklung Berlin", "Berlin social monitoring";
    "leipzig", leipzig, "Leipzig, Ortsteile", "Leipzig, city districts";
    "deutschlandatlas", deutschlandatlas, "Deutschlandatlas (BBSR, BMWSB)", "Deutschlandatlas, atlas of living conditions";
};

/// The layout of a table, the first that recognises it.
pub fn recognise(grid: &Grid) -> Option<&'static Layout> {
    ALL.iter().find(|layout| (layout.recognise)(grid))
}

/// The layout of an id.
pub fn by_id(id: &str) -> Option<&'static Layout> {
    ALL.iter().find(|layout| layout.id == id)
}
