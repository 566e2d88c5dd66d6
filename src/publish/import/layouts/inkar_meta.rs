//! INKAR's table of indicators: what each code means. It has no figures; imported beside a long table it completes that.

use super::draft::{Draft, Why};
use super::inkar_words::{ATTRIBUTION, LICENCE, note_on, unit_and_measure};
use super::listing::{Listing, begins};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const HEADINGS: [&str; 7] = ["merk_id", "m_id", "rubrik", "bereich", "kuerzel", "kurzname", "name"];

const AGAIN: Why = Why {
    de: "Dasselbe Kürzel steht in mehreren Rubriken (z. B. „Zentrale Orte Monitoring“, „Europa“); es gilt die erste Zeile.",
    en: "The same code stands in several sections; the first row counts.",
};

/// Whether the headings are those of the table of indicators.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &HEADINGS)
}

/// Takes a series without figures for every code.
///
/// # Errors
/// Missing columns.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let table = Listing::new(grid, 0, file);
    let (code, short, long) = (table.column("kuerzel")?, table.column("kurzname")?, table.column("name")?);
    let (theme, formula) = (table.column("bereich")?, table.column("algorithmus")?);
    let (note, statistic) = (table.column("anmerkungen")?, table.column("statistische_grundlagen")?);
    let line = |row: usize, column: usize| table.text(row, column).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut draft = Draft::default();
    let mut seen = std::collections::BTreeSet::new();
    for row in table.rows() {
        let id = table.text(row, code);
        if !seen.insert(id) {
            draft.leave_out("weitere Zeilen zu einem Kürzel", 1, AGAIN);
            continue;
        }
        draft.series(id, || {
            let (unit, measure, per) = unit_and_measure(&line(row, long));
            let formula = line(row, formula);
            Series {
                title: line(row, short),
                unit,
                measure,
                per,
                theme: line(row, theme),
                definition: joined(&line(row, long), &line(row, note)),
                reference_date: note_on(&formula).to_owned(),
                formula: formula.replace(" <Zeitpunkt>", "").replace(" <Zeitraum>", ""),
                source: line(row, statistic),
                licence: LICENCE.to_owned(),
                attribution: ATTRIBUTION.to_owned(),
                ..Series::default()
            }
        });
    }
    Ok(draft.finish())
}

fn joined(title: &str, note: &str) -> String {
    if note.is_empty() { title.to_owned() } else { format!("{}. {note}", title.trim_end_matches('.')) }
}
