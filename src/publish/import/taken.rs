//! What a layout takes out of an office's file, before it becomes part of a source bundle.

use super::Figures;
use crate::publish::Remark;

/// A series as the file describes it: later one indicator of the catalogue. What the file does not say stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// Id within the file, unique there: a code of the office, or one made from the title.
    pub id: String,
    /// Title in the office's words.
    pub title: String,
    /// Unit in the office's words: `Prozent`, `Anzahl`, `Tsd. EUR`.
    pub unit: String,
    /// `count`, `share`, `rate`, `mean`, `ratio` or `index`, if the file leaves no doubt.
    pub measure: Option<String>,
    /// For a rate: per how many.
    pub per: Option<u32>,
    /// Theme in the office's words.
    pub theme: String,
    /// What is counted.
    pub definition: String,
    /// How it is computed.
    pub formula: String,
    /// The survey or statistic it comes from.
    pub source: String,
    /// Number of the table.
    pub source_table: String,
    /// `dl-de/by-2-0`, `CC-BY-4.0`.
    pub licence: String,
    /// The line that the licence asks for.
    pub attribution: String,
    /// Day or days of the year that the figures are about.
    pub reference_date: String,
}

/// An area that the file names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Key as text, leading zeros restored (with a remark).
    pub key: String,
    /// Name without the office's indentation.
    pub name: String,
    /// `country`, `land`, `region`, `district`, `association`, `municipality` or what the publisher calls it.
    pub level: String,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A figure, in the digits of the file with a decimal point and no separators: nothing is rounded on the way.
    Number(String),
    /// A sign in the place of a figure, as it stands there: `.`, `-`, `...`, `/`, `x`, empty.
    Sign(String),
}

/// One figure and its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Place in [`Taken::places`].
    pub place: u32,
    /// Place in [`Taken::series`].
    pub series: u32,
    /// `2019`, `2019-06` or `2019-12-31`.
    pub period: String,
    /// Categories of breakdowns, as pairs of breakdown and category; empty for the total.
    pub breakdown: Vec<(String, String)>,
    /// What stands there.
    pub cell: Cell,
    /// `p`, `r`, `s`, `( )` where the file marks the figure; otherwise empty.
    pub flag: String,
    /// Line of the file, from 1.
    pub row: u32,
}

/// Something that was not taken, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What: `rows of dissolved areas`, a column's name.
    pub what: String,
    /// How many rows or cells.
    pub count: usize,
    /// Why, in German.
    pub why_de: String,
    /// Why, in English.
    pub why_en: String,
}

/// All that came out of one file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The series, in the order of the file.
    pub series: Vec<Series>,
    /// The areas, in the order of the file.
    pub places: Vec<Place>,
    /// The figures.
    pub figures: Figures,
    /// `Gebietsstand` as a date, where the file tells: `2021-12-31`.
    pub territorial_status: Option<String>,
    /// Points that the file gives for areas: place in [`Taken::places`], longitude and latitude in degrees.
    pub points: Vec<(u32, [f64; 2])>,
    /// What was not taken.
    pub left_out: Vec<LeftOut>,
    /// Everything that is odd: repaired keys, damaged encoding, doubled rows.
    pub remarks: Vec<Remark>,
}
