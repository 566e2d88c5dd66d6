//! What a publisher's command has to say about its input: place, cause and next step, in the publisher's language.

use crate::bundle::{Finding, Severity};
use crate::model::Lang;

/// A kind of remark. The id is a public contract (`docs/findings.md`): it never changes its meaning.
///
/// In the words `{found}` and `{expected}` stand for what the remark was given.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// The stable id, lower case with hyphens.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What was found, what was expected and the likely cause, in German.
    pub de: &'static str,
    /// What to do next, in German.
    pub next_de: &'static str,
    /// What was found, what was expected and the likely cause, in English.
    pub en: &'static str,
    /// What to do next, in English.
    pub next_en: &'static str,
}

/// Something a command found: a kind, a place and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What kind.
    pub kind: &'static Kind,
    /// File it is about; empty if it is about the whole.
    pub file: String,
    /// Line of the file, counted from 1.
    pub row: Option<u32>,
    /// Column of a table.
    pub column: Option<String>,
    /// What stands there.
    pub found: String,
    /// What was expected there.
    pub expected: String,
}

impl Remark {
    /// A remark about a whole file.
    pub fn new(kind: &'static Kind, file: impl Into<String>) -> Remark {
        Remark { kind, file: file.into(), row: None, column: None, found: String::new(), expected: String::new() }
    }

    /// At a line, counted from 1.
    pub fn at(mut self, row: usize) -> Remark {
        self.row = u32::try_from(row).ok();
        self
    }

    /// In a column.
    pub fn column(mut self, name: impl Into<String>) -> Remark {
        self.column = Some(name.into());
        self
    }

    /// With what was found.
    pub fn found(mut self, what: impl ToString) -> Remark {
        self.found = what.to_string();
        self
    }

    /// With what was expected.
    pub fn expected(mut self, what: impl ToString) -> Remark {
        self.expected = what.to_string();
        self
    }

    /// Cause and next step in words, without the place.
    pub fn message(&self, lang: Lang) -> String {
        let (what, next) = match lang {
            Lang::En => (self.kind.en, self.kind.next_en),
            _ => (self.kind.de, self.kind.next_de),
        };
        self.place_holder(&format!("{what} {next}"))
    }

    /// File, row and column in words, as findings write them.
    pub fn place(&self, lang: Lang) -> String {
        let place = Finding::new(crate::bundle::Code::More, &self.file);
        let place = self.row.map_or(place.clone(), |row| place.at(row));
        self.column.as_deref().map_or(place.clone(), |name| place.column(name)).place(lang)
    }

    /// One line for a terminal: `Fehler [key-lost-zero] kreise.csv, Zeile 4: ...`.
    pub fn line(&self, lang: Lang) -> String {
        let grade = match (self.kind.severity, lang) {
            (severity, Lang::En) => severity.id(),
            (Severity::Error, _) => "Fehler",
            (Severity::Warning, _) => "Warnung",
            (Severity::Info, _) => "Hinweis",
        };
        let place = Some(self.place(lang)).filter(|p| !p.is_empty()).map(|p| p + ": ").unwrap_or_default();
        format!("{grade} [{}] {place}{}", self.kind.id, self.message(lang))
    }

    /// The same members as a finding of `atlas validate --format json`.
    pub fn json(&self, lang: Lang) -> serde_json::Value {
        serde_json::json!({
            "severity": self.kind.severity.id(), "code": self.kind.id, "file": self.file, "row": self.row,
            "column": self.column, "found": one_line(&self.found), "expected": one_line(&self.expected),
            "message": self.message(lang),
        })
    }

    fn place_holder(&self, template: &str) -> String {
        let (found, expected) = (one_line(&self.found), one_line(&self.expected));
        template.replace("{expected}", "\u{0}").replace("{found}", &found).replace('\u{0}', &expected)
    }
}

/// So that a function may end with a remark as its error; the command prints it in the publisher's language.
impl std::error::Error for Remark {}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.line(Lang::En))
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).take(240).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    static LOST: Kind = Kind {
        id: "key-lost-zero",
        severity: Severity::Error,
        de: "„{found}“ ist um eine Null kürzer als „{expected}“.",
        next_de: "Die Spalte als Text speichern.",
        en: "“{found}” is one zero shorter than “{expected}”.",
        next_en: "Save the column as text.",
    };

    #[test]
    fn a_remark_names_place_cause_and_next_step() {
        let remark = Remark::new(&LOST, "k.csv").at(4).column("ags").found("{expected}\n").expected("01001");
        let german = remark.line(Lang::De);
        assert!(german.starts_with("Fehler [key-lost-zero] k.csv, Zeile 4, Spalte „ags“: „{expected}\u{fffd}“"));
        assert!(german.ends_with("„01001“. Die Spalte als Text speichern."));
        assert_eq!(remark.json(Lang::En)["row"], 4);
        assert!(remark.message(Lang::En).contains("Save the column"));
    }
}
