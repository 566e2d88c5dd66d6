//! Taking figures out of a table, byte by byte: what is not changed stays as the office wrote it.

use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New texts by line and column.
    pub cells: BTreeMap<(u32, u16), String>,
    /// Columns that are left out.
    pub left_out: BTreeSet<usize>,
    /// Columns that are added behind the others: name, and texts by line.
    pub added: Vec<(String, BTreeMap<u32, String>)>,
}

/// The bytes of a table with changes. Lines are counted as the reader counts them; new texts must not contain
/// delimiters or quotes.
///
/// Any encoding will do in which the delimiter, the quote and line ends are single bytes: UTF-8, Windows-1252.
pub fn rewrite(bytes: &[u8], delimiter: u8, quote: u8, changes: &Changes) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + 64);
    let mark: &[u8] = b"\xef\xbb\xbf";
    let mut at = if bytes.starts_with(mark) { mark.len() } else { 0 };
    out.extend_from_slice(bytes.get(..at).unwrap_or_default());
    let (mut line, mut is_header) = (1_u32, true);
    while at < bytes.len() {
        if let Some(end @ (b'\n' | b'\r')) = bytes.get(at) {
            line += u32::from(*end == b'\n');
            out.push(*end);
            at += 1;
            continue;
        }
        let (cells, end) = row(bytes, at, delimiter, quote);
        write_row(&mut out, bytes, &cells, line, delimiter, changes);
        for (name, texts) in &changes.added {
            out.push(delimiter);
            let text = if is_header { Some(name) } else { texts.get(&line) };
            out.extend_from_slice(text.map_or("", String::as_str).as_bytes());
        }
        is_header = false;
        line += breaks(bytes.get(at..end).unwrap_or_default());
        at = end;
    }
    out
}

fn breaks(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|b| **b == b'\n').count()).unwrap_or(u32::MAX)
}

fn write_row(out: &mut Vec<u8>, bytes: &[u8], cells: &[(usize, usize)], line: u32, delimiter: u8, changes: &Changes) {
    let mut first = true;
    for (column, (from, to)) in cells.iter().enumerate() {
        if changes.left_out.contains(&column) {
            continue;
        }
        if !first {
            out.push(delimiter);
        }
        first = false;
        let place = u16::try_from(column).ok().map(|c| (line, c));
        match place.and_then(|p| changes.cells.get(&p)) {
            Some(text) => out.extend_from_slice(text.as_bytes()),
            None => out.extend_from_slice(bytes.get(*from..*to).unwrap_or_default()),
        }
    }
}

/// The cells of the row that begins at `at`, as ranges of bytes, and where its line end stands.
fn row(bytes: &[u8], mut at: usize, delimiter: u8, quote: u8) -> (Vec<(usize, usize)>, usize) {
    let mut cells = Vec::new();
    loop {
        let start = at;
        if bytes.get(at) == Some(&quote) {
            at = behind_quotes(bytes, at, quote);
        }
        while bytes.get(at).is_some_and(|b| *b != delimiter && !matches!(b, b'\n' | b'\r')) {
            at += 1;
        }
        cells.push((start, at));
        if bytes.get(at) != Some(&delimiter) {
            return (cells, at);
        }
        at += 1;
    }
}

fn behind_quotes(bytes: &[u8], opened: usize, quote: u8) -> usize {
    let mut at = opened + 1;
    while let Some(b) = bytes.get(at) {
        if *b != quote {
            at += 1;
        } else if bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return at + 1;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn changed(text: &str, changes: &Changes) -> String {
        String::from_utf8(rewrite(text.as_bytes(), b';', b'"', changes)).unwrap()
    }

    #[test]
    fn only_the_named_cells_change() {
        let text = "\u{feff}ags;jahr;fälle\r\n\r\n01;\"20;\n22\"; 2 \r\n02;2022;\"17\"\n";
        let cells = BTreeMap::from([((3, 2), ".".to_owned()), ((5, 2), ".".to_owned())]);
        let changes = Changes { cells, ..Changes::default() };
        assert_eq!(changed(text, &changes), "\u{feff}ags;jahr;fälle\r\n\r\n01;\"20;\n22\";.\r\n02;2022;.\n");
    }

    #[test]
    fn columns_go_and_come() {
        let changes = Changes {
            left_out: BTreeSet::from([0, 2]),
            added: vec![("q_flag".into(), BTreeMap::from([(3, "rounded".to_owned())]))],
            ..Changes::default()
        };
        assert_eq!(changed("a;q;c;d\n1;2;3;4\n5;6;7;8", &changes), "q;d;q_flag\n2;4;\n6;8;rounded");
    }

    proptest! {
        #[test]
        fn without_changes_nothing_changes(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(rewrite(&bytes, b',', b'"', &Changes::default()), bytes);
        }

        #[test]
        fn tables_of_any_text_stay_readable(text in "[a1,;\"\n\r]{0,60}") {
            prop_assert_eq!(rewrite(text.as_bytes(), b',', b'"', &Changes::default()), text.as_bytes());
        }
    }
}
