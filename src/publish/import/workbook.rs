//! Workbooks: the sheets of `.xlsx`, `.xls` and `.ods` files as tables of text.

use std::io::Cursor;

use calamine::{Data, OdsError, Reader, Sheets, Xls, XlsError, Xlsx, XlsxError, open_workbook_auto_from_rs};

use super::grid::{Grid, Origin};
use super::kinds;
use crate::publish::Remark;

/// Reads every sheet that holds something.
///
/// # Errors
/// A workbook that is damaged or protected by a password.
pub fn sheets(bytes: &[u8], file: &str) -> Result<(Vec<Grid>, Vec<Remark>), Remark> {
    let mut book = open(bytes).map_err(|error| refused(&error, bytes, file))?;
    let (mut grids, mut remarks) = (Vec::new(), Vec::new());
    for name in book.sheet_names() {
        match sheet(&mut book, &name) {
            Ok(grid) if grid.is_empty() => {}
            Ok(grid) => {
                remarks.extend(faults(&grid, file));
                grids.push(grid);
            }
            Err(error) => return Err(refused(&error, bytes, file)),
        }
    }
    Ok((grids, remarks))
}

/// Opens a workbook by what its bytes are, so that an error says what is wrong with it.
fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, calamine::Error> {
    match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => Ok(book),
        Err(_) if bytes.starts_with(b"\xd0\xcf\x11\xe0") => Ok(Sheets::Xls(Xls::new(Cursor::new(bytes))?)),
        Err(_) => Ok(Sheets::Xlsx(Xlsx::new(Cursor::new(bytes))?)),
    }
}

fn sheet<R: std::io::Read + std::io::Seek>(book: &mut Sheets<R>, name: &str) -> Result<Grid, calamine::Error> {
    let range = book.worksheet_range(name)?;
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut grid = Grid::new(name, Origin::Workbook);
    for (row, line) in range.rows().zip(top as usize + 1..) {
        let Some(last) = row.iter().rposition(|cell| !is_blank(cell)) else { continue };
        (0..left).for_each(|_| grid.push_cell(""));
        row.iter().take(last + 1).for_each(|cell| grid.push_cell(&text_of(cell)));
        grid.end_row(line);
    }
    Ok(grid)
}

fn is_blank(cell: &Data) -> bool {
    match cell {
        Data::Empty => true,
        Data::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A cell as text: what the spreadsheet shows, without its decoration.
fn text_of(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        Data::Error(fault) => fault.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            if hour + minute + second == 0 { day } else { format!("{day}T{hour:02}:{minute:02}:{second:02}") }
        }
        Data::DateTime(span) => number_text(span.as_f64()),
    }
}

/// A number with the 15 significant digits that spreadsheets show: what is beyond them is noise of the arithmetic.
fn number_text(number: f64) -> String {
    let shown = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    // Zero has no sign in a table.
    if shown == 0.0 { "0".to_owned() } else { shown.to_string() }
}

/// Cells that hold a fault of the spreadsheet, the first of each kind.
fn faults(grid: &Grid, file: &str) -> Vec<Remark> {
    let mut found: Vec<(Remark, usize)> = Vec::new();
    for row in 0..grid.rows() {
        for (column, cell) in grid.row(row).enumerate().filter(|(_, cell)| is_fault(cell)) {
            match found.iter_mut().find(|(remark, _)| remark.found == cell) {
                Some((_, count)) => *count += 1,
                None => {
                    let at = Remark::new(&kinds::CELL_FAULT, place(file, grid)).at(grid.line(row));
                    found.push((at.column(letters(column)).found(cell), 1));
                }
            }
        }
    }
    found.into_iter().map(|(remark, count)| remark.expected(count)).collect()
}

/// Whether a cell holds a fault of a spreadsheet, in German or English: `#DIV/0!`, `#NV`, `#WERT!`.
pub fn is_fault(cell: &str) -> bool {
    let known =
        ["#DIV/0!", "#N/A", "#NV", "#NAME?", "#NULL!", "#NUM!", "#ZAHL!", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!"];
    cell.starts_with('#') && (known.contains(&cell) || cell.starts_with("#DATA") || cell.starts_with("#GETTING"))
}

/// The file and its sheet, for messages.
pub fn place(file: &str, grid: &Grid) -> String {
    if grid.sheet.is_empty() { file.to_owned() } else { format!("{file} [{}]", grid.sheet) }
}

/// The letters above a column: `A`, `Z`, `AA`.
pub fn letters(column: usize) -> String {
    let (mut rest, mut text) = (column, String::new());
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        text.insert(0, char::from(b'A' + digit));
        if rest < 26 {
            return text;
        }
        rest = rest / 26 - 1;
    }
}

fn refused(error: &calamine::Error, bytes: &[u8], file: &str) -> Remark {
    use calamine::Error;
    let locked = matches!(
        error,
        Error::Xlsx(XlsxError::Password) | Error::Xls(XlsError::Password) | Error::Ods(OdsError::Password)
    );
    // A protected .xlsx is no zip archive but an OLE file with these names in UTF-16.
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = bytes.starts_with(b"\xd0\xcf\x11\xe0");
    if locked || (ole && bytes.windows(encrypted.len()).any(|w| w == encrypted)) {
        return Remark::new(&kinds::PASSWORD, file);
    }
    Remark::new(&kinds::WORKBOOK_DAMAGED, file).found(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_the_spreadsheet_shows_them() {
        assert_eq!(number_text(0.1), "0.1");
        assert_eq!(number_text(0.1 + 0.2), "0.3");
        assert_eq!(number_text(16051.0), "16051");
        assert_eq!(number_text(-0.0), "0");
        assert_eq!(number_text(1234567.891), "1234567.891");
        assert_eq!(number_text(1e21), "1000000000000000000000");
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn faults_are_known_by_their_names() {
        assert!(is_fault("#DIV/0!") && is_fault("#WERT!") && !is_fault("#1") && !is_fault("Platz #3"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_read(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), kind in 0..3) {
            let start: &[u8] = [b"PK\x03\x04".as_slice(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""][kind as usize];
            bytes.splice(0..0, start.iter().copied());
            let _ = sheets(&bytes, "f.xlsx");
        }
    }
}
