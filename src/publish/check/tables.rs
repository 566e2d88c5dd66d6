//! Tables as they are written: what a spreadsheet, an editor or a download does to a text.

use super::kinds;
use super::notes::Notes;
use super::sheets::{Resource, Sheet, list, text_of};
use crate::bundle::{Code, Finding};
use crate::publish::Remark;

/// Columns of a catalogue.
const CATALOGUE: [&str; 44] = [
    "id",
    "status",
    "title",
    "theme",
    "module",
    "front",
    "unit",
    "decimals",
    "measure",
    "per",
    "polarity",
    "additive",
    "breakdowns",
    "numerator",
    "denominator",
    "numerator_id",
    "denominator_id",
    "definition",
    "formula",
    "source",
    "source_table",
    "source_uri",
    "licence",
    "licence_uri",
    "attribution",
    "reference_date",
    "vintage",
    "update_cycle",
    "next_update",
    "note",
    "series_breaks",
    "sector_plans",
    "links",
    "instrument",
    "minimum_cases",
    "unfit",
    "fitness_spatial",
    "fitness_comparability",
    "fitness_method",
    "fitness_validity",
    "fitness_compatibility",
    "fitness_reason",
    "comment",
    "kommentar",
];

/// The columns of the fitness check and what they grade.
pub(super) const FITNESS: [(&str, &str); 5] = [
    ("fitness_spatial", "Raumbezug"),
    ("fitness_comparability", "Vergleichbarkeit"),
    ("fitness_method", "Methodik"),
    ("fitness_validity", "Validität"),
    ("fitness_compatibility", "Kompatibilität"),
];

/// Checks one table.
pub(super) fn check(resource: &Resource, sheet: &Sheet, notes: &mut Notes) {
    header(resource, sheet, notes);
    ending(resource, notes);
    letters(resource, sheet, notes);
    for (column, name) in sheet.header.iter().enumerate() {
        let field = list(&resource.schema, "fields").iter().find(|f| text_of(f, "name").eq_ignore_ascii_case(name));
        let kind = field.map(|f| text_of(f, "type")).unwrap_or_default();
        let is_value = ["value", "wert"].contains(&name.to_lowercase().as_str());
        if resource.role == "values" && (is_value || matches!(kind, "number" | "integer" | "" | "any")) {
            let decimal = field.map(|f| text_of(f, "decimalChar")).and_then(|d| d.chars().next()).unwrap_or('.');
            figures(resource, sheet, (column, name), decimal, notes);
        }
    }
}

fn remark(kind: &'static crate::publish::Kind, resource: &Resource) -> Remark {
    Remark::new(kind, resource.path.as_str())
}

fn header(resource: &Resource, sheet: &Sheet, notes: &mut Notes) {
    let fields = list(&resource.schema, "fields");
    for name in &sheet.header {
        if let Some(code) = invisible(name) {
            notes.add(remark(&kinds::INVISIBLE, resource).at(1).found(name).expected(code));
        }
        let declared = fields.iter().any(|f| text_of(f, "name").eq_ignore_ascii_case(name));
        let flag = name.to_lowercase().strip_suffix("_flag").is_some_and(|stem| sheet.column(stem).is_some());
        if !fields.is_empty() && !declared && !flag && !name.is_empty() {
            notes.find(Finding::new(Code::ColumnUndeclared, &resource.path).at(1).column(name).found(name));
        }
        if resource.role == "catalogue" && !declared {
            let lower = name.to_lowercase();
            let stem = ["_de", "_en", "_simple"].iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
            if !CATALOGUE.contains(&stem) {
                let near = CATALOGUE.iter().min_by_key(|known| distance(known, stem)).copied().unwrap_or_default();
                notes.add(remark(&kinds::COLUMN_UNKNOWN, resource).at(1).column(name).found(name).expected(near));
            }
        }
    }
}

/// How many letters must change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (slot, y) in row.iter_mut().skip(1).zip(&b) {
            let here = (before + usize::from(x != *y)).min(left + 1).min(*slot + 1);
            (before, left) = (*slot, here);
            *slot = here;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The code point of a character that nobody sees.
fn invisible(text: &str) -> Option<String> {
    let hidden = |c: &char| {
        matches!(*c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
            || (c.is_control() && !c.is_whitespace())
    };
    text.chars().find(hidden).map(|c| format!("U+{:04X}", u32::from(c)))
}

/// A last row without line end among rows that have one.
fn ending(resource: &Resource, notes: &mut Notes) {
    let text = resource.text.as_str();
    let rows = text.matches('\n').count();
    if rows < 2 || text.ends_with(['\n', '\r']) {
        return;
    }
    let last = text.rsplit('\n').next().unwrap_or_default();
    if last.ends_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.') {
        notes.add(remark(&kinds::ENDS_ABRUPTLY, resource).at(rows + 1).found(last));
    }
}

/// Letters that a wrong encoding left behind.
fn letters(resource: &Resource, sheet: &Sheet, notes: &mut Notes) {
    for (line, row) in &sheet.rows {
        if row.as_slice().is_ascii() {
            continue;
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_ascii()) {
            let name = sheet.header.get(column).map_or("", String::as_str);
            check_letters(cell, &|kind| remark(kind, resource).at(*line).column(name), notes);
            if Some(column) == sheet.keys()
                && let Some(code) = invisible(cell)
            {
                notes.add(remark(&kinds::INVISIBLE, resource).at(*line).column(name).found(cell).expected(code));
            }
        }
    }
}

/// Looks at one text for letters of a wrong encoding.
pub(super) fn check_letters(text: &str, at: &dyn Fn(&'static crate::publish::Kind) -> Remark, notes: &mut Notes) {
    if text.contains('\u{fffd}') {
        notes.add(at(&kinds::DAMAGED).found(text));
    } else if let Some(meant) = repaired(text) {
        notes.add(at(&kinds::MOJIBAKE).found(text).expected(meant));
    }
}

/// The text that was meant, if this one is UTF-8 read as Windows-1252.
fn repaired(text: &str) -> Option<String> {
    if !text.contains(['Ã', 'Â', 'â']) {
        return None;
    }
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    let meant = String::from_utf8(bytes.into_owned()).ok().filter(|_| !lossy)?;
    (meant != text).then_some(meant)
}

/// Figures of one column: scientific notation, three digits behind every point, placeholders.
fn figures(resource: &Resource, sheet: &Sheet, (column, name): (usize, &str), decimal: char, notes: &mut Notes) {
    let (mut grouped, mut broken, mut largest) = (None, false, 0.0_f64);
    let (mut count, mut sentinels, mut scientific) = (0_usize, Vec::new(), Vec::new());
    for (line, row) in &sheet.rows {
        let text = row.get(column).unwrap_or("").trim();
        let Ok(value) = text.replace(decimal, ".").parse::<f64>() else { continue };
        if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') || !value.is_finite() {
            continue;
        }
        count += 1;
        if text.contains(['e', 'E']) {
            scientific.push((*line, text, value));
        }
        if is_sentinel(text) {
            sentinels.push((*line, text, value));
        } else {
            largest = largest.max(value.abs());
        }
        if text.contains(decimal) {
            let groups = is_group(text, decimal);
            broken |= !groups;
            grouped = grouped.or(Some((*line, text)).filter(|_| groups));
        }
    }
    for (line, text, value) in scientific {
        let place = remark(&kinds::NUMBER_SCIENTIFIC, resource).at(line).column(name);
        notes.add(place.found(text).expected(value));
    }
    // The same number again and again is a placeholder; so is one beyond everything else.
    for (line, text, value) in sentinels {
        if value < 0.0 || value.abs() > largest * 20.0 {
            notes.add(remark(&kinds::SENTINEL, resource).at(line).column(name).found(text));
        }
    }
    if let Some((line, text)) = grouped.filter(|_| !broken && count > 2) {
        let place = remark(&kinds::NUMBER_AMBIGUOUS, resource).at(line).column(name);
        notes.add(place.found(text).expected(text.replace(decimal, ",")));
    }
}

/// `-9`, `-99`, `-999` ... and `99999` with at least five digits.
fn is_sentinel(text: &str) -> bool {
    let whole = text.trim_end_matches('0').trim_end_matches(['.', ',']);
    let nines = whole.trim_start_matches('-');
    let only_nines = !nines.is_empty() && nines.bytes().all(|b| b == b'9');
    only_nines && (if text.starts_with('-') { nines.len() >= 2 } else { nines.len() >= 5 })
}

/// One to three digits, then groups of three.
fn is_group(text: &str, sign: char) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split(sign);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_a_wrong_encoding_are_repaired() {
        assert_eq!(repaired("LÃ¼beck").as_deref(), Some("Lübeck"));
        assert_eq!(repaired("Straße â€“ Platz").as_deref(), None, "a mixture is no such text");
        assert_eq!(repaired("ThÃ¼ringen â€“ SÃ¼d").as_deref(), Some("Thüringen – Süd"));
        assert_eq!((repaired("São Tomé"), repaired("Ângela"), repaired("Kölle â")), (None, None, None));
    }

    #[test]
    fn words_near_and_far() {
        assert_eq!((distance("polarity", "polaritaet"), distance("", "ab"), distance("a", "a")), (3, 2, 0));
    }

    #[test]
    fn placeholders() {
        assert!(is_sentinel("-999") && is_sentinel("-99.0") && is_sentinel("99999"));
        assert!(!is_sentinel("999") && !is_sentinel("-9") && !is_sentinel("9998"));
        assert!(
            is_group("1.234", '.') && is_group("-12.345.678", '.') && !is_group("0.123", '.') && !is_group("1.2", '.')
        );
    }
}
