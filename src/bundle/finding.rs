//! One remark of the validator, with its place and likely cause.

use std::collections::BTreeMap;

use super::{Code, Severity, words_de, words_en};
use crate::model::{Lang, arranged};

/// Something the validator found. The code is stable; the words follow the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is: always `code.severity()`.
    pub severity: Severity,
    /// What kind of finding.
    pub code: Code,
    /// Path inside the bundle; empty if the bundle as a whole is meant.
    pub file: String,
    /// Line of the file, counted from 1.
    pub row: Option<u32>,
    /// Column of a table, or the member of a JSON file.
    pub column: Option<String>,
    /// What stands there, shortened to a line.
    pub found: String,
    /// What was expected there, or the other party of the conflict.
    pub expected: String,
}

impl Finding {
    /// A finding about a whole file.
    pub fn new(code: Code, file: &str) -> Finding {
        Finding {
            severity: code.severity(),
            code,
            file: file.to_owned(),
            row: None,
            column: None,
            found: String::new(),
            expected: String::new(),
        }
    }

    /// At a line, counted from 1.
    pub fn at(mut self, row: u32) -> Finding {
        self.row = Some(row);
        self
    }

    /// In a column.
    pub fn column(mut self, name: &str) -> Finding {
        self.column = Some(short(name));
        self
    }

    /// With what was found.
    pub fn found(mut self, what: impl AsRef<str>) -> Finding {
        self.found = short(what.as_ref());
        self
    }

    /// With what was expected.
    pub fn expected(mut self, what: impl AsRef<str>) -> Finding {
        self.expected = short(what.as_ref());
        self
    }

    /// What was found, what was expected and the likely cause, in words, without the place.
    pub fn message(&self, lang: Lang) -> String {
        let template = if lang == Lang::En { words_en::text(self.code) } else { words_de::text(self.code) };
        template.replace("{expected}", "\u{0}").replace("{found}", &self.found).replace('\u{0}', &self.expected)
    }

    /// File, row and column in words: `werte.csv, Zeile 14, Spalte „alo“`.
    pub fn place(&self, lang: Lang) -> String {
        let (row, column, open, close) = match lang {
            Lang::En => (", row ", ", column ", '“', '”'),
            _ => (", Zeile ", ", Spalte ", '„', '“'),
        };
        let mut text = self.file.clone();
        if let Some(number) = self.row {
            text.push_str(row);
            text.push_str(&number.to_string());
        }
        if let Some(name) = &self.column {
            text.push_str(column);
            text.push(open);
            text.push_str(name);
            text.push(close);
        }
        text
    }
}

/// A text on one line, without control characters, at most 80 characters long.
fn short(text: &str) -> String {
    let clean = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let mut line: String = text.chars().map(clean).take(80).collect();
    if text.chars().nth(80).is_some() {
        line.push('…');
    }
    line
}

/// The most findings of one code that are listed for one file; the rest is counted.
const LISTED: usize = 500;

/// All findings of a reading.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
    counts: BTreeMap<(String, Code), usize>,
}

impl Findings {
    /// Adds one; after 500 of the same kind in one file only their number is kept.
    pub fn add(&mut self, finding: Finding) {
        let count = self.counts.entry((finding.file.clone(), finding.code)).or_default();
        *count += 1;
        if *count <= LISTED {
            self.list.push(finding);
        }
    }

    /// Whether an error is among them.
    pub fn any_error(&self) -> bool {
        self.list.iter().any(|f| f.severity == Severity::Error)
    }

    /// The findings, graver ones first, otherwise in the order found.
    pub fn into_list(self) -> Vec<Finding> {
        let mut list = self.list;
        for ((file, code), count) in self.counts {
            if count > LISTED {
                let more = Finding::new(Code::More, &file).found((count - LISTED).to_string()).expected(code.id());
                list.push(more);
            }
        }
        arranged(list, &|a, b| a.severity.cmp(&b.severity))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn place_and_message_follow_the_language() {
        let f = Finding::new(Code::KeyLeadingZero, "w.csv").at(2).column("ags").found("1001").expected("01001");
        assert_eq!(f.place(Lang::De), "w.csv, Zeile 2, Spalte „ags“");
        assert_eq!(f.place(Lang::En), "w.csv, row 2, column “ags”");
        assert!(f.message(Lang::De).contains("01001") && f.message(Lang::En).contains("01001"));
        assert_ne!(f.message(Lang::De), f.message(Lang::En));
    }

    #[test]
    fn what_was_found_is_no_template() {
        let f = Finding::new(Code::KeyLeadingZero, "w.csv").found("{expected}\n").expected("01001");
        assert!(f.message(Lang::En).contains("{expected}\u{fffd}"));
    }

    #[test]
    fn the_same_finding_is_not_listed_without_end() {
        let mut all = Findings::default();
        (0..LISTED + 7).for_each(|_| all.add(Finding::new(Code::KeyUnknown, "w.csv")));
        let list = all.into_list();
        assert_eq!(list.len(), LISTED + 1);
        assert_eq!((list[LISTED].code, list[LISTED].found.as_str()), (Code::More, "7"));
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in Code::ALL {
            let (de, en) = (words_de::text(*code), words_en::text(*code));
            assert!(!de.is_empty() && !en.is_empty() && de != en, "{}", code.id());
            assert_eq!(de.contains("{expected}"), en.contains("{expected}"), "{}", code.id());
            assert_eq!(de.contains("{found}"), en.contains("{found}"), "{}", code.id());
        }
    }
}
