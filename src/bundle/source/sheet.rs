//! CSV tables: rows with their line, cells as text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::bundle::{Code, Finding, Findings, Limits};

/// How the cells of a table are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Between cells.
    pub delimiter: u8,
    /// Around cells that contain delimiters.
    pub quote: u8,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect { delimiter: b',', quote: b'"' }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The line it begins in, counted from 1.
    pub line: u32,
    /// The cells as written.
    pub cells: Vec<Cow<'a, str>>,
}

/// A table with a header; every row has as many cells as the header.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// Column names.
    pub header: Vec<String>,
    /// The rows below the header.
    pub rows: Vec<Row<'a>>,
}

impl<'a> Sheet<'a> {
    /// The place of a column, upper and lower case alike.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| h.eq_ignore_ascii_case(name))
    }

    /// The cell of a row in a named column, trimmed; empty if there is no such column.
    pub fn cell<'r>(&self, row: &'r Row<'a>, name: &str) -> &'r str {
        self.column(name).and_then(|c| row.cells.get(c)).map_or("", |cell| cell.trim())
    }

    /// The names of the columns, without rows and without a word about faults; `None` if there are none.
    pub fn head(text: &'a str, dialect: Dialect) -> Option<Sheet<'a>> {
        let mut nobody = Findings::default();
        let first = Reader { text, at: 0, line: 1, dialect }.next_row("", &mut nobody)?;
        let header: Vec<String> = first.cells.iter().map(|c| c.trim().to_owned()).collect();
        check_header(&header, dialect, "", &mut nobody).then(|| Sheet { header, rows: Vec::new() })
    }

    /// Reads a table. Rows of a wrong width are reported and left out; `None` if nothing is left.
    pub fn read(text: &'a str, dialect: Dialect, file: &str, findings: &mut Findings) -> Option<Sheet<'a>> {
        let mut reader = Reader { text, at: 0, line: 1, dialect };
        let Some(first) = reader.next_row(file, findings) else {
            findings.add(Finding::new(Code::CsvEmpty, file));
            return None;
        };
        let header: Vec<String> = first.cells.iter().map(|c| c.trim().to_owned()).collect();
        if !check_header(&header, dialect, file, findings) {
            return None;
        }
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row(file, findings) {
            if row.cells.len() != header.len() {
                let (found, expected) = (row.cells.len().to_string(), header.len().to_string());
                findings.add(Finding::new(Code::CsvRagged, file).at(row.line).found(found).expected(expected));
                continue;
            }
            rows.push(row);
            if rows.len() * header.len() > Limits::CELLS {
                let limit = Limits::CELLS.to_string();
                findings.add(Finding::new(Code::TooLarge, file).found(format!("> {limit}")).expected(limit));
                return None;
            }
        }
        if rows.is_empty() {
            findings.add(Finding::new(Code::CsvNoRows, file));
        }
        Some(Sheet { header, rows })
    }
}

/// Whether the header can be used at all.
fn check_header(header: &[String], dialect: Dialect, file: &str, findings: &mut Findings) -> bool {
    if let [only] = header {
        let other =
            [b';', b',', b'\t', b'|'].into_iter().find(|d| *d != dialect.delimiter && only.contains(char::from(*d)));
        if let Some(other) = other {
            let name = if other == b'\t' { "Tab".to_owned() } else { format!("„{}“", char::from(other)) };
            findings.add(Finding::new(Code::CsvDelimiter, file).at(1).found(only).expected(name));
            return false;
        }
    }
    if header.len() > Limits::COLUMNS {
        let limit = Limits::COLUMNS.to_string();
        findings.add(Finding::new(Code::TooLarge, file).at(1).found(header.len().to_string()).expected(limit));
        return false;
    }
    let mut seen = BTreeMap::new();
    for (place, name) in header.iter().enumerate() {
        if name.is_empty() {
            findings.add(Finding::new(Code::HeaderEmpty, file).at(1).found((place + 1).to_string()));
        } else if seen.insert(name.to_lowercase(), place).is_some() {
            findings.add(Finding::new(Code::HeaderDuplicate, file).at(1).column(name).found(name));
        }
    }
    true
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    dialect: Dialect,
}

impl<'a> Reader<'a> {
    /// The next row that is not empty.
    fn next_row(&mut self, file: &str, findings: &mut Findings) -> Option<Row<'a>> {
        let bytes = self.text.as_bytes();
        while let Some(b'\n' | b'\r') = bytes.get(self.at) {
            self.line += u32::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new() };
        loop {
            let cell = if bytes.get(self.at) == Some(&self.dialect.quote) {
                self.quoted(file, findings)
            } else {
                Cow::Borrowed(self.plain())
            };
            row.cells.push(cell);
            if bytes.get(self.at) != Some(&self.dialect.delimiter) {
                break;
            }
            self.at += 1;
        }
        Some(row)
    }

    fn plain(&mut self) -> &'a str {
        let (start, delimiter) = (self.at, self.dialect.delimiter);
        let rest = &self.text.as_bytes()[start..];
        let length = rest.iter().position(|b| *b == delimiter || matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        self.at += length;
        &self.text[start..start + length]
    }

    fn quoted(&mut self, file: &str, findings: &mut Findings) -> Cow<'a, str> {
        let (bytes, quote, opened) = (self.text.as_bytes(), self.dialect.quote, self.line);
        self.at += 1;
        let start = self.at;
        let mut doubled = false;
        loop {
            match bytes.get(self.at) {
                Some(b) if *b == quote && bytes.get(self.at + 1) == Some(&quote) => {
                    doubled = true;
                    self.at += 2;
                }
                Some(b) if *b == quote => break,
                Some(b) => {
                    self.line += u32::from(*b == b'\n');
                    self.at += 1;
                }
                None => {
                    findings.add(Finding::new(Code::CsvUnclosedQuote, file).at(opened));
                    return Cow::Borrowed(&self.text[start..]);
                }
            }
        }
        let inner = &self.text[start..self.at];
        self.at += 1;
        if !self.plain().trim().is_empty() {
            findings.add(Finding::new(Code::CsvStrayQuote, file).at(opened));
        }
        if !doubled {
            return Cow::Borrowed(inner);
        }
        let sign = char::from(quote);
        Cow::Owned(inner.replace(&format!("{sign}{sign}"), &sign.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Cells = Vec<Vec<String>>;

    fn read(text: &str) -> (Option<Cells>, Vec<(Code, Option<u32>)>) {
        let mut findings = Findings::default();
        let sheet = Sheet::read(text, Dialect::default(), "f.csv", &mut findings);
        let rows = sheet.map(|s| s.rows.iter().map(|r| r.cells.iter().map(|c| c.to_string()).collect()).collect());
        (rows, findings.into_list().iter().map(|f| (f.code, f.row)).collect())
    }

    #[test]
    fn quotes_line_ends_and_blank_lines() {
        let (rows, findings) = read("a,b\r\n\"x, \"\"y\"\"\n z\",2\r\n\r\n3,\"\"\n");
        let expected = vec![vec!["x, \"y\"\n z".to_owned(), "2".into()], vec!["3".into(), String::new()]];
        assert_eq!((rows, findings), (Some(expected), vec![]));
    }

    #[test]
    fn faults_have_their_line() {
        assert_eq!(read("a,b\n1,2\n\"3,4\n5,6\n").1, [(Code::CsvUnclosedQuote, Some(3)), (Code::CsvRagged, Some(3))]);
        assert_eq!(read("a,b\n1\n1,2\n").1, [(Code::CsvRagged, Some(2))]);
        assert_eq!(read("a;b\n1;2\n").1, [(Code::CsvDelimiter, Some(1))]);
        assert_eq!(read("a,A\n1,2\n").1, [(Code::HeaderDuplicate, Some(1))]);
        assert_eq!(read("a,b\n\"1\"x,2\n").1, [(Code::CsvStrayQuote, Some(2))]);
        assert_eq!((read("").1, read("a,b\n").1), (vec![(Code::CsvEmpty, None)], vec![(Code::CsvNoRows, None)]));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[a1,;\"\n\r\täß]{0,60}") { read(&text); }

        #[test]
        fn what_is_written_quoted_is_read_back(cells in proptest::collection::vec("\\PC{0,8}", 1..6)) {
            let quoted: Vec<String> = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
            let header: Vec<String> = (0..cells.len()).map(|i| format!("c{i}")).collect();
            let (rows, findings) = read(&format!("{}\n{}\n", header.join(","), quoted.join(",")));
            prop_assert_eq!((rows, findings), (Some(vec![cells]), vec![]));
        }
    }
}
