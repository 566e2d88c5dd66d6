//! The shipped bundle speaks English wherever it speaks German.
#![allow(clippy::unwrap_used)] // A test may stop where a bundle of ours is not as it should be.

use sozialatlas::bundle::{Memory, compiled, source};
use sozialatlas::model::{Catalogue, Details, Words};

/// What was looked at, and what was missing.
#[derive(Default)]
struct Reading {
    read: usize,
    missing: Vec<String>,
}

impl Reading {
    fn words(&mut self, place: &str, words: &Words) {
        if !words.de.is_empty() {
            self.read += 1;
            if words.en.is_empty() {
                self.missing.push(format!("{place}: {}", words.de));
            }
        }
    }

    fn catalogue(&mut self, catalogue: &Catalogue) {
        self.words("title", &catalogue.title);
        self.words("description", &catalogue.description);
        for theme in &catalogue.themes {
            self.words(theme.id.as_str(), &theme.title);
        }
        for module in &catalogue.modules {
            self.words(&module.id, &module.title);
        }
        for indicator in &catalogue.indicators {
            let id = indicator.id.as_str();
            self.words(id, &indicator.title);
            self.words(id, &indicator.unit);
            for broken in &indicator.series_breaks {
                self.words(id, &broken.reason);
            }
        }
        for breakdown in &catalogue.breakdowns {
            self.words(breakdown.id.as_str(), &breakdown.title);
            for category in &breakdown.categories {
                self.words(breakdown.id.as_str(), &category.title);
            }
        }
        for level in &catalogue.levels {
            self.words(level.id.as_str(), &level.title);
            for area in level.rows() {
                self.words(area.key.as_str(), &area.kind);
            }
        }
        for set in &catalogue.sets {
            self.words(set.id.as_str(), &set.title);
        }
    }

    fn details(&mut self, details: &Details) {
        for (id, p) in &details.provenance {
            let of_indicator = [
                (&p.definition, "definition"),
                (&p.formula, "formula"),
                (&p.numerator, "numerator"),
                (&p.denominator, "denominator"),
                (&p.reference_date, "reference_date"),
                (&p.vintage, "vintage"),
                (&p.update_cycle, "update_cycle"),
                (&p.note, "note"),
                (&p.sector_plans, "sector_plans"),
            ];
            for (words, column) in of_indicator {
                self.words(&format!("{id} {column}"), words);
            }
            for grade in &p.fitness {
                self.words(id.as_str(), &grade.reason);
            }
        }
        for gap in &details.gaps {
            for words in [&gap.title, &gap.instrument, &gap.reason] {
                self.words(gap.id.as_str(), words);
            }
        }
        for note in &details.notes {
            self.words("note", &note.text);
        }
        for description in &details.themes {
            self.words("theme", description);
        }
    }
}

#[test]
fn every_german_text_of_the_bundle_is_there_in_english() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/bundles/thueringen");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files =
        files.map(|f| (f.file_name().to_string_lossy().into_owned(), std::fs::read(f.path()).unwrap())).collect();
    let source = source::read(&Memory(files)).source.unwrap();
    // What browsers read has what the publisher wrote.
    let catalogue = compiled::read_catalogue("", &compiled::write_catalogue(&source.catalogue)).unwrap();
    let details = compiled::read_details("", &compiled::write_details(&source.details)).unwrap();
    let mut reading = Reading::default();
    reading.catalogue(&catalogue);
    reading.details(&details);
    assert_eq!(reading.missing, Vec::<String>::new());
    assert!(reading.read > 1000, "{}", reading.read);
    let kinds: Vec<&str> = catalogue.levels[0].references.iter().map(|r| r.kind.en.as_str()).collect();
    assert_eq!(kinds, ["federal state", "federation"]);
    assert_eq!(details.provenance[&"births_10k".into()].formula.en, "live births ÷ population × 10,000");
}
