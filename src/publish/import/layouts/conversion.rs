//! Conversion keys of the BBSR (Umsteigeschlüssel): what part of an area of one year lies in which area of a later one.
//! Every sheet of the workbook is one year; keys are numbers that have lost their leading zero.

use super::cell::{self, Writing};
use super::kinds;
use super::listing::heading;
use crate::publish::Remark;
use crate::publish::import::{Grid, Taken};

/// One row of a conversion key: a part of an old area that lies in a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// Key at the end of the old year.
    pub old: String,
    /// Key at the end of the new year.
    pub new: String,
    /// Old year and new year: the territory is that of their 31 December.
    pub years: (u16, u16),
    /// Part of the residents of the old area, 0 to 1.
    pub population: f64,
    /// Part of the surface of the old area, 0 to 1.
    pub area: f64,
}

/// Where the columns are.
struct Columns {
    old: usize,
    new: usize,
    years: (u16, u16),
    population: usize,
    area: usize,
    width: usize,
}

/// `Kreise 31.12.1990` names the old column, a second heading of the kind the new one.
fn columns(grid: &Grid) -> Option<Columns> {
    let headings: Vec<String> = grid.row(0).map(|h| heading(h).to_lowercase()).collect();
    let keys =
        |h: &&String| (h.starts_with("kreise ") || h.starts_with("gemeinden ")) && !h.contains("regionalschlüssel");
    let mut dated = headings.iter().enumerate().filter(|(_, h)| keys(h));
    let (old, new) = (dated.next()?, dated.next()?);
    let year = |h: &str| cell::date_within(h)?.get(..4)?.parse().ok();
    let weight = |word: &str| {
        headings.iter().position(|h| h.replace(['-', ' '], "").starts_with(&format!("{word}proportionaler")))
    };
    Some(Columns {
        years: (year(old.1)?, year(new.1)?),
        width: if old.1.starts_with("kreise") { 5 } else { 8 },
        old: old.0,
        new: new.0,
        population: weight("bevölkerungs")?,
        area: weight("flächen")?,
    })
}

/// Whether the sheet's headings are those of a conversion key.
pub fn recognise(grid: &Grid) -> bool {
    columns(grid).is_some()
}

/// A conversion key has no figures of its own: [`shares`] reads it.
///
/// # Errors
/// The same as those of [`shares`].
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let (_, remarks) = shares(grid, file)?;
    Ok(Taken { remarks, ..Taken::default() })
}

/// Whether Eisenach (16056) lies in the Wartburgkreis (16063): it has since 1 July 2021, whatever the heading says.
fn joins_eisenach(grid: &Grid, columns: &Columns) -> bool {
    (1..grid.rows()).any(|row| {
        let key = |column: usize| key_of(grid.cell(row, column).trim(), columns.width);
        key(columns.old).as_deref() == Some("16056") && key(columns.new).as_deref() == Some("16063")
    })
}

/// The rows of one sheet, and what is odd about them.
///
/// Keys of districts are written there with three zeros behind (`16056000`): they become five digits. Some sheets name an
/// older year over their new keys than these are of; where the reform of 1 July 2021 shows it, the year is corrected.
///
/// # Errors
/// No such columns, or a weight that is no number from 0 to 1.
pub fn shares(grid: &Grid, file: &str) -> Result<(Vec<Share>, Vec<Remark>), Vec<Remark>> {
    let Some(mut columns) = columns(grid) else { return Err(vec![Remark::new(&kinds::NO_FIGURES, file)]) };
    let (mut shares, mut remarks, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    if columns.width == 5 && columns.years.1 < 2021 && joins_eisenach(grid, &columns) {
        let (found, expected) = (columns.years.1, 2021);
        remarks.push(Remark::new(&kinds::YEAR_CORRECTED, file).at(grid.line(0)).found(found).expected(expected));
        columns.years.1 = expected;
    }
    let (mut restored, mut example) = (0_usize, String::new());
    for row in 1..grid.rows() {
        let text = |column: usize| grid.cell(row, column).trim();
        if text(columns.old).is_empty() && text(columns.new).is_empty() {
            continue;
        }
        let mut key = |column: usize| -> Option<String> {
            let whole = key_of(text(column), columns.width)?;
            if !text(column).starts_with('0') && whole.starts_with('0') {
                restored += 1;
                example = format!("{} → {whole}", text(column));
            }
            Some(whole)
        };
        let (Some(old), Some(new)) = (key(columns.old), key(columns.new)) else {
            let remark = Remark::new(&kinds::KEY_ODD, file).at(grid.line(row)).found(format!(
                "{} / {}",
                text(columns.old),
                text(columns.new)
            ));
            remarks.push(remark.expected(format!("{} Ziffern", columns.width)));
            continue;
        };
        let mut weight = |column: usize| {
            let value = weight_of(text(column));
            if value.is_none() && faults.len() < 20 {
                let remark =
                    Remark::new(&kinds::CELL_UNREADABLE, file).at(grid.line(row)).column(heading(grid.cell(0, column)));
                faults.push(remark.found(text(column)).expected("0 … 1"));
            }
            value.unwrap_or(0.0)
        };
        let (population, area) = (weight(columns.population), weight(columns.area));
        shares.push(Share { old, new, years: columns.years, population, area });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    if restored > 0 {
        remarks.push(Remark::new(&kinds::ZEROS_RESTORED, file).found(example).expected(restored));
    }
    Ok((shares, remarks))
}

/// A part of a whole; the digits `2.6E-2` that a spreadsheet writes for small parts are a number too.
fn weight_of(text: &str) -> Option<f64> {
    let value: f64 = match cell::number(text, Writing::English) {
        Some(digits) => digits.parse().ok()?,
        None => text.parse().ok()?,
    };
    (0.0..=1.000_001).contains(&value).then_some(value.min(1.0))
}

/// `1001000` as `01001` (districts) or `01001000` (municipalities).
fn key_of(text: &str, width: usize) -> Option<String> {
    if !(7..=8).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let whole = format!("{text:0>8}");
    let (key, rest) = (whole.get(..width)?, whole.get(width..)?);
    rest.bytes().all(|b| b == b'0').then(|| key.to_owned())
}
