//! Municipal figures of the census 2022 in one wide table whose columns end in `_census22`.

use super::cell::Writing;
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::{Listing, begins};
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const AGE: Why = Why {
    de: "Die Altersspalten sind an der Quelle dieser Fassung falsch beschriftet (Grenzen und Inhalt passen nicht zusammen).",
    en: "The columns about age are mislabelled at the source of this version (bounds and content do not agree).",
};
const UNVERIFIED: Why = Why {
    de: "Nicht mit der Veröffentlichung des Zensus verglichen; die Werte sehen nicht plausibel aus oder sind anderswo genauer.",
    en: "Not compared with the census's own publication; implausible, or better elsewhere.",
};

/// Column, id, title, unit, measure.
const TAKEN: [(&str, &str, &str, &str, &str, &str); 5] = [
    (
        "share_foreign_census22",
        "zensus_auslaender",
        "Anteil der Bevölkerung mit ausländischer Staatsangehörigkeit",
        "%",
        "share",
        "Bevölkerung",
    ),
    (
        "avg_household_size_census22",
        "zensus_haushaltsgroesse",
        "Durchschnittliche Haushaltsgröße",
        "Personen je Haushalt",
        "mean",
        "Haushalte",
    ),
    ("vacancy_rate_census22", "zensus_leerstand", "Leerstandsquote der Wohnungen", "%", "share", "Wohnen"),
    (
        "share_owner_occupied_census22",
        "zensus_eigentum",
        "Eigentümerquote (selbst genutztes Wohneigentum)",
        "%",
        "share",
        "Wohnen",
    ),
    ("avg_rent_per_m2_census22", "zensus_miete", "Durchschnittliche Nettokaltmiete", "EUR/m²", "mean", "Wohnen"),
];

/// Whether the headings are a key, a name and the census's population.
pub fn recognise(grid: &Grid) -> bool {
    begins(grid, 0, &["ags", "municipality_name", "population_census22"])
}

/// Takes foreigners, household size, vacancy, ownership and rent. An empty cell is unknown or confidential: the census
/// protects small numbers.
///
/// # Errors
/// Missing columns; cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let mut table = Listing::new(grid, 0, file);
    let (key, name) = (table.column("ags")?, table.column("municipality_name")?);
    let mut columns = Vec::new();
    for entry in &TAKEN {
        columns.push((table.column(entry.0)?, entry));
    }
    let mut draft = Draft::default();
    for heading in table.headings().into_iter().skip(2).filter(|h| TAKEN.iter().all(|t| t.0 != h)) {
        let age = heading.contains("under18")
            || heading.contains("65plus")
            || heading.contains("to29")
            || heading.contains("to49")
            || heading.contains("to64");
        draft.leave_out(format!("Spalte „{heading}“"), table.rows().len(), if age { AGE } else { UNVERIFIED });
    }
    for row in table.rows() {
        let found = table.text(row, key);
        if found.len() != 8 || !found.bytes().all(|b| b.is_ascii_digit()) {
            let remark = Remark::new(&kinds::KEY_ODD, file).at(table.line(row)).found(found);
            draft.remark(remark.expected("8 Ziffern"));
            continue;
        }
        let place = draft.place(found, table.text(row, name), "municipality");
        for (column, (_, id, title, unit, measure, theme)) in &columns {
            let Some(cell) = table.cell(row, *column, Writing::English) else { continue };
            let series = draft.series(id, || Series {
                title: (*title).to_owned(),
                unit: (*unit).to_owned(),
                measure: Some((*measure).to_owned()),
                theme: (*theme).to_owned(),
                source: "Zensus 2022".to_owned(),
                licence: "dl-de/by-2-0".to_owned(),
                attribution: "© Statistische Ämter des Bundes und der Länder, Zensus 2022".to_owned(),
                reference_date: "15.05.2022".to_owned(),
                ..Series::default()
            });
            draft.figure(place, series, "2022", cell, table.line(row));
        }
    }
    table.refuse_faults()?;
    Ok(draft.finish())
}
