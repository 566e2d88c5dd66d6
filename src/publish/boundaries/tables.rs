//! The small tables a publisher adds: names of areas, old and new keys.

use super::kinds;
use super::{Dissolve, Named};
use crate::publish::Remark;

/// Rows of a small CSV table: comma, semicolon or tab, whichever its first line has most of.
fn rows(bytes: &[u8]) -> Vec<(usize, Vec<String>)> {
    let text = match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    };
    let content = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let delimiter = *b";\t,".iter().max_by_key(|d| content.bytes().filter(|b| b == *d).count()).unwrap_or(&b',');
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).comment(Some(b'#')).delimiter(delimiter);
    let records = reader.from_reader(text.as_bytes()).into_records().flatten().map(|record| {
        let row = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        (row, record.iter().map(|cell| cell.trim().to_owned()).collect())
    });
    records.collect()
}

fn is_key(text: &str) -> bool {
    !text.is_empty() && text.bytes().any(|b| b.is_ascii_digit())
}

/// A crosswalk: old key, new key; a header and further columns are left out, and so are lines that begin with `#`.
///
/// # Errors
/// A row with fewer than two keys.
///
/// ```
/// use sozialatlas::publish::boundaries::{Dissolve, crosswalk};
/// let table = crosswalk("u.csv", b"alt;neu;Name\n16056;16063;Eisenach\n").unwrap();
/// assert_eq!(table, Dissolve::Table(vec![("16056".into(), "16063".into())]));
/// assert!(crosswalk("u.csv", b"alt;neu\n16056\n").is_err());
/// ```
pub fn crosswalk(file: &str, bytes: &[u8]) -> Result<Dissolve, Remark> {
    let mut pairs = Vec::new();
    for (place, (row, cells)) in rows(bytes).into_iter().enumerate() {
        match cells.as_slice() {
            [from, to, ..] if is_key(from) && is_key(to) => pairs.push((from.clone(), to.clone())),
            _ if place == 0 || cells.iter().all(String::is_empty) => {}
            _ => {
                let remark = Remark::new(&kinds::DISSOLVE_TABLE, file).at(row);
                return Err(remark.found(cells.join(";")).expected("16056;16063"));
            }
        }
    }
    Ok(Dissolve::Table(pairs))
}

/// Names of areas. The header says what the columns are: `key`, `name`, `type`, `type_en`, `valid_from`, `valid_to`, in
/// any order, others are left out; without a header they are key, name, type and type in English.
///
/// ```
/// use sozialatlas::publish::boundaries::names;
/// let names = names(b"key,name,area,valid_to\n16056,Eisenach,104.17,2021-06-30\n");
/// assert_eq!((names[0].key.as_str(), names[0].name.as_str()), ("16056", "Eisenach"));
/// assert_eq!((names[0].kind.as_str(), names[0].valid_to.as_str()), ("", "2021-06-30"));
/// ```
pub fn names(bytes: &[u8]) -> Vec<Named> {
    let mut rows: Vec<Vec<String>> = rows(bytes).into_iter().map(|(_, cells)| cells).collect();
    let has_header = rows.first().and_then(|cells| cells.first()).is_some_and(|cell| !is_key(cell));
    let header: Vec<String> = if has_header { rows.remove(0) } else { Vec::new() };
    let place = |names: &[&str], otherwise: Option<usize>| match has_header {
        true => header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str())),
        false => otherwise,
    };
    let key = place(&["key", "ags", "ars", "schluessel", "schlüssel"], Some(0));
    let columns = [
        place(&["name", "gen"], Some(1)),
        place(&["type", "typ", "bez", "art"], Some(2)),
        place(&["type_en"], Some(3)),
        place(&["valid_from"], None),
        place(&["valid_to"], None),
    ];
    let cell = |cells: &[String], place: Option<usize>| place.and_then(|p| cells.get(p)).cloned().unwrap_or_default();
    let named = |cells: &Vec<String>| {
        let [name, kind, kind_en, valid_from, valid_to] = columns.map(|place| cell(cells, place));
        Named { key: cell(cells, key.or(Some(0))), name, kind, kind_en, valid_from, valid_to }
    };
    rows.iter().map(named).filter(|named| is_key(&named.key)).collect()
}
