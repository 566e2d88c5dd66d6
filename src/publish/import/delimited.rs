//! Text files of cells: which sign stands between them, and where each cell begins and ends.

use super::grid::{Grid, Origin};
use super::kinds;
use crate::publish::Remark;

/// Signs between cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b';', b'\t', b'|', b','];
/// Rows that are looked at to find the delimiter.
const SAMPLE: usize = 400;
/// A quoted cell of more lines than this lacks its closing quote.
const LINES_OF_A_CELL: usize = 60;

/// Splits a text into a table.
///
/// # Errors
/// A cell whose opening quote is never closed: the file was cut, or the quote stands in a text by itself.
pub fn split(text: &str, encoding: &'static str, file: &str) -> Result<Grid, Remark> {
    let quote = quote_of(text);
    split_by(text, encoding, delimiter_of(text, quote), quote, file)
}

/// Splits a text whose signs are known.
///
/// # Errors
/// A cell whose opening quote is never closed.
pub fn split_by(text: &str, encoding: &'static str, delimiter: u8, quote: u8, file: &str) -> Result<Grid, Remark> {
    let mut grid = Grid::new("", Origin::Text { encoding, delimiter: char::from(delimiter) });
    let mut cells = Cells { text, at: 0, line: 1, delimiter, quote, stray: 0 };
    let mut row = Vec::new();
    while cells.next_row(&mut row).map_err(|line| unclosed(text, line, file))?.is_some() {
        // Blank lines are no rows, nor are lines of delimiters only.
        if row.iter().any(|(cell, _)| !cell.trim().is_empty()) {
            for (cell, doubled) in &row {
                if *doubled { grid.push_cell(&undoubled(cell, quote)) } else { grid.push_cell(cell) }
            }
            grid.end_row(cells.began(&row));
        }
    }
    Ok(grid)
}

fn undoubled(cell: &str, quote: u8) -> String {
    let sign = char::from(quote).to_string();
    cell.replace(&sign.repeat(2), &sign)
}

fn unclosed(text: &str, line: usize, file: &str) -> Remark {
    let found: String = text.lines().nth(line.saturating_sub(1)).unwrap_or_default().chars().take(60).collect();
    Remark::new(&kinds::QUOTE_OPEN, file).at(line).found(found)
}

/// The sign around cells: `"`, or `'` where cells begin and end with it and there is no `"`.
fn quote_of(text: &str) -> u8 {
    let start: String = text.lines().take(20).collect::<Vec<_>>().join("\n");
    let first = start.trim_start().as_bytes().first().copied();
    if first == Some(b'\'') && !start.contains('"') { b'\'' } else { b'"' }
}

/// The delimiter by which most rows fall into equally many cells and no text stands behind a closing quote. Where two do
/// equally well, the one with more cells a row; where these are equal too, the semicolon before the comma, which may be
/// a decimal sign.
fn delimiter_of(text: &str, quote: u8) -> u8 {
    let (semicolon, comma) = (Split::by(b';', text, quote), Split::by(b',', text, quote));
    // A semicolon in most rows is no accident, while commas stand in names and figures. Unless they stand in nearly all
    // rows equally often: then the semicolons belong to sentences.
    let comma_is_regular = comma.often * 10 >= comma.rows * 9 && comma.width > semicolon.width;
    if semicolon.stray == 0 && semicolon.often * 2 > semicolon.rows && !comma_is_regular {
        return b';';
    }
    let score = |d: &u8| {
        let split = Split::by(*d, text, quote);
        (split.often.saturating_sub(split.stray), split.width)
    };
    DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(b';')
}

/// How the first rows of a text fall into cells by a delimiter.
struct Split {
    /// Rows with the commonest number of cells, one cell not counted.
    often: usize,
    /// That number.
    width: usize,
    /// Cells with text behind a closing quote.
    stray: usize,
    /// All rows.
    rows: usize,
}

impl Split {
    fn by(delimiter: u8, text: &str, quote: u8) -> Split {
        let mut cells = Cells { text, at: 0, line: 1, delimiter, quote, stray: 0 };
        let (mut row, mut widths) = (Vec::new(), Vec::new());
        while widths.len() < SAMPLE && matches!(cells.next_row(&mut row), Ok(Some(()))) {
            widths.extend(Some(row.len()).filter(|_| row.iter().any(|(cell, _)| !cell.trim().is_empty())));
        }
        let often = |width: usize| widths.iter().filter(|w| **w == width).count();
        let best = widths.iter().copied().filter(|w| *w > 1).max_by_key(|w| (often(*w), *w));
        let (often, width) = best.map_or((0, 0), |width| (often(width), width));
        Split { often, width, stray: cells.stray, rows: widths.len() }
    }
}

struct Cells<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    delimiter: u8,
    quote: u8,
    /// Cells in which text stands behind the closing quote.
    stray: usize,
}

impl<'t> Cells<'t> {
    /// Reads the next line of cells into `row`, each with whether it holds doubled quotes. The line of an opening quote
    /// that is never closed is the error.
    fn next_row(&mut self, row: &mut Vec<(&'t str, bool)>) -> Result<Option<()>, usize> {
        row.clear();
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return Ok(None);
        }
        loop {
            let cell = if bytes.get(self.at) == Some(&self.quote) { self.quoted()? } else { (self.plain(), false) };
            row.push(cell);
            match bytes.get(self.at) {
                Some(b) if *b == self.delimiter => self.at += 1,
                Some(b'\r') if bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    break;
                }
                _ => {
                    self.at += 1;
                    break;
                }
            }
        }
        self.line += 1;
        Ok(Some(()))
    }

    /// The line in which the row began that was just read.
    fn began(&self, row: &[(&str, bool)]) -> usize {
        let inside: usize = row.iter().map(|(cell, _)| cell.bytes().filter(|b| *b == b'\n').count()).sum();
        self.line - 1 - inside
    }

    fn plain(&mut self) -> &'t str {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let ends = |b: &u8| *b == self.delimiter || matches!(b, b'\n' | b'\r');
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let cell = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += length;
        cell
    }

    fn quoted(&mut self) -> Result<(&'t str, bool), usize> {
        let (bytes, opened, start) = (self.text.as_bytes(), self.line, self.at + 1);
        let (mut at, mut doubled) = (start, false);
        loop {
            match bytes.get(at) {
                Some(b) if *b == self.quote && bytes.get(at + 1) == Some(&self.quote) => {
                    doubled = true;
                    at += 2;
                }
                Some(b) if *b == self.quote => break,
                Some(b) => {
                    self.line += usize::from(*b == b'\n');
                    at += 1;
                }
                None => return Err(opened),
            }
            if self.line - opened > LINES_OF_A_CELL {
                return Err(opened);
            }
        }
        let cell = self.text.get(start..at).unwrap_or_default();
        self.at = at + 1;
        let rest = self.plain();
        if rest.trim().is_empty() {
            return Ok((cell, doubled));
        }
        self.stray += 1;
        // `"Mitte" Nord;`: the quotes belong to the text, which is given back as it stands there.
        Ok((self.text.get(start - 1..self.at).unwrap_or_default(), false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let grid = split(text, "utf-8", "f").unwrap();
        (0..grid.rows()).map(|r| grid.row(r).map(str::to_owned).collect()).collect()
    }

    fn delimiter(text: &str) -> u8 {
        delimiter_of(text, b'"')
    }

    #[test]
    fn delimiters_by_evidence() {
        assert_eq!(delimiter("ags;quote\n01001;1,5\n01002;2,5\n"), b';');
        assert_eq!(delimiter("ags,quote\n01001,1.5\n"), b',');
        assert_eq!(delimiter("ags\tquote\n01001\t1,5\n"), b'\t');
        assert_eq!(delimiter("ags|quote\n01001|1,5\n"), b'|');
        assert_eq!(delimiter("id,name,n\n1,\"Mitte; Nord\",3\n2,\"Ost, West\",4\n"), b',');
        assert_eq!(delimiter("Tabelle 5\nStand; heute\na,b\n1,2\n3,4\n5,6\n"), b',');
        assert_eq!(delimiter("01001;1,5\n01002;2,5\n"), b';');
        assert_eq!(delimiter("id,text,n\na,so; so,1\nb,ja; nein,2\nc,x; y,3\n"), b',');
    }

    #[test]
    fn quotes_and_lines() {
        let text = "a;b\r\n\"x; \"\"y\"\"\n z\";2\r\n;;\n\n\"Mitte\" Nord;3\n";
        assert_eq!(rows(text), [["a", "b"], ["x; \"y\"\n z", "2"], ["\"Mitte\" Nord", "3"]]);
        let grid = split(text, "utf-8", "f").unwrap();
        assert_eq!((grid.line(0), grid.line(1), grid.line(2)), (1, 2, 6));
        assert_eq!(rows("'a','b'\n'1','2'\n"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused_with_its_line() {
        let remark = split("a;b\n1;2\n\"3;4\n5;6\n", "utf-8", "f").unwrap_err();
        assert_eq!((remark.kind.id, remark.row), ("import-quote-open", Some(3)));
        assert!(remark.found.contains("3;4"));
    }

    proptest! {
        #[test]
        fn any_text_gives_rows_or_a_remark(text in "[a1,;|\t\"'\n\r ä]{0,80}") {
            if let Ok(grid) = split(&text, "utf-8", "f") {
                for row in 0..grid.rows() { prop_assert!(!grid.is_blank(row)); }
            }
        }

        #[test]
        fn quoted_cells_come_back(cells in proptest::collection::vec("[a-z,;\"\n]{0,8}", 2..5)) {
            let line: Vec<String> = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            let header: Vec<String> = (0..cells.len()).map(|i| format!("\"c{i}\"")).collect();
            let back = rows(&format!("{}\n{}\n", header.join(";"), line.join(";")));
            if cells.iter().any(|c| !c.trim().is_empty()) { prop_assert_eq!(&back[1], &cells); }
        }
    }
}
