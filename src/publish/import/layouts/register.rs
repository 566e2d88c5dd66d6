//! Municipal register of the Federal Statistical Office (GV-ISys, `AuszugGV...xlsx`): a row a unit from the Land down to
//! the municipality; the kind of row (Satzart) says which. Keys are spread over five columns.

use super::cell::{self, Writing};
use super::draft::{Draft, Why};
use super::kinds;
use super::listing::heading;
use crate::publish::Remark;
use crate::publish::import::{Grid, Series, Taken};

const TEXTS: Why = Why {
    de: "Die Spalte ist ein Wort oder eine Nummer, keine Zahl, mit der sich rechnen lässt.",
    en: "The column is a word or a number that nobody can compute with.",
};
const UNINHABITED: Why = Why {
    de: "Gemeindefreie Gebiete ohne Einwohner: die Fläche wird übernommen, die Bevölkerungsdichte 0 nicht.",
    en: "Unincorporated areas without residents: their area is taken, their density of 0 is not.",
};
const ASSOCIATIONS: Why = Why {
    de: "Gemeindeverbände, Regierungsbezirke und Regionen haben in dieser Datei keine Zahlen und keinen achtstelligen Schlüssel.",
    en: "Associations, government districts and regions have neither figures nor a key of eight digits in this file.",
};

fn head(grid: &Grid) -> Option<usize> {
    let is = |row: &usize| plain(grid, *row, 0) == "satzart" && plain(grid, *row, 2).contains("regionalschlüssel");
    (0..grid.rows().min(12)).find(is)
}

/// A heading without the hyphens that break its words.
fn plain(grid: &Grid, row: usize, column: usize) -> String {
    heading(grid.cell(row, column)).to_lowercase().replace(['-', ' '], "")
}

/// Whether one of the first rows begins with `Satzart` and holds the regional key.
pub fn recognise(grid: &Grid) -> bool {
    head(grid).is_some()
}

/// Takes area, population (also by sex), density and the label points of all municipalities, and the names of Länder and
/// districts.
///
/// # Errors
/// Missing columns, no reference dates, cells that are neither figure nor sign.
pub fn take(grid: &Grid, file: &str) -> Result<Taken, Vec<Remark>> {
    let Some(head) = head(grid) else { return Err(vec![Remark::new(&kinds::NO_FIGURES, file)]) };
    let columns = Columns::find(grid, head, file)?;
    let mut draft = Draft::default();
    draft.territory(columns.territory.clone());
    let mut faults = Vec::new();
    for row in head + 1..grid.rows() {
        let part = |column: usize| grid.cell(row, column).trim();
        let name = part(columns.name);
        match part(0) {
            "10" => drop(draft.place(part(2), name, "land")),
            "40" => drop(draft.place(&[part(2), part(3), part(4)].concat(), name, "district")),
            "60" => {
                let key = [part(2), part(3), part(4), part(6)].concat();
                if key.len() != 8 || !key.bytes().all(|b| b.is_ascii_digit()) {
                    let remark = Remark::new(&kinds::KEY_ODD, file).at(grid.line(row)).found(&key);
                    draft.remark(remark.expected("8 Ziffern"));
                    continue;
                }
                let place = draft.place(&key, name, "municipality");
                municipality(grid, row, place, &columns, &mut draft, file, &mut faults);
            }
            "20" | "30" | "50" => {
                draft.leave_out("Zeilen der Regierungsbezirke, Regionen und Gemeindeverbände", 1, ASSOCIATIONS)
            }
            _ => {}
        }
    }
    for title in &columns.texts {
        draft.leave_out(format!("Spalte „{title}“"), 1, TEXTS);
    }
    if !faults.is_empty() {
        faults.truncate(20);
        return Err(faults);
    }
    Ok(draft.finish())
}

fn municipality(
    grid: &Grid,
    row: usize,
    place: u32,
    columns: &Columns,
    draft: &mut Draft,
    file: &str,
    faults: &mut Vec<Remark>,
) {
    let text = |column: usize| grid.cell(row, column).trim();
    let uninhabited = text(columns.population) == "0";
    for figure in &columns.figures {
        if uninhabited && figure.id == "bevoelkerungsdichte" {
            draft.leave_out("Bevölkerungsdichte unbewohnter Gebiete", 1, UNINHABITED);
            continue;
        }
        let Some(cell) = cell::read(text(figure.column), Writing::English) else {
            let remark = Remark::new(&kinds::CELL_UNREADABLE, file).at(grid.line(row)).column(figure.title);
            faults.push(remark.found(text(figure.column)).expected("1234.5"));
            continue;
        };
        let series = draft.series(figure.id, || describe(figure, columns));
        let slice: Vec<(String, String)> =
            figure.sex.map(|s| ("Geschlecht".to_owned(), s.to_owned())).into_iter().collect();
        draft.sliced(place, series, &columns.year, &slice, cell, grid.line(row));
    }
    let degree = |column: Option<usize>| {
        let text = cell::number(text(column?), Writing::German)?;
        text.parse::<f64>().ok().filter(|d| d.abs() <= 180.0)
    };
    if let (Some(x), Some(y)) = (degree(columns.longitude), degree(columns.latitude)) {
        draft.point(place, x, y);
    }
}

struct Figure {
    column: usize,
    id: &'static str,
    title: &'static str,
    unit: &'static str,
    measure: &'static str,
    sex: Option<&'static str>,
}

struct Columns {
    name: usize,
    population: usize,
    figures: Vec<Figure>,
    longitude: Option<usize>,
    latitude: Option<usize>,
    texts: Vec<String>,
    year: String,
    day: String,
    territory: Option<String>,
}

impl Columns {
    fn find(grid: &Grid, head: usize, file: &str) -> Result<Columns, Vec<Remark>> {
        let width = grid.row_width(head).max(grid.row_width(head + 1));
        let at = |row: usize, begins: &str| (0..width).find(|c| plain(grid, row, *c).starts_with(begins));
        let missing = |name: &str| {
            let there: Vec<String> = grid.row(head).map(heading).filter(|h| !h.is_empty()).collect();
            vec![Remark::new(&kinds::COLUMN_NOT_FOUND, file).at(grid.line(head)).found(there.join(", ")).expected(name)]
        };
        let name = at(head, "gemeindename").ok_or_else(|| missing("Gemeindename"))?;
        let area = at(head, "flächekm2").ok_or_else(|| missing("Fläche km2"))?;
        let population = at(head + 1, "insgesamt").ok_or_else(|| missing("insgesamt"))?;
        let figure = |column, id, title, unit, measure, sex| Figure { column, id, title, unit, measure, sex };
        // Density first: the first indicator is the one that an atlas opens with.
        let density = at(head + 1, "jekm2");
        let dense = |c| figure(c, "bevoelkerungsdichte", "Bevölkerungsdichte", "Einwohner je km²", "ratio", None);
        let mut figures: Vec<Figure> = density.map(dense).into_iter().collect();
        figures.push(figure(population, "bevoelkerung", "Bevölkerung", "Personen", "count", None));
        for (begins, sex) in [("männlich", "männlich"), ("weiblich", "weiblich")] {
            let column = at(head + 1, begins);
            figures.extend(column.map(|c| figure(c, "bevoelkerung", "Bevölkerung", "Personen", "count", Some(sex))));
        }
        figures.push(figure(area, "flaeche", "Fläche", "km²", "count", None));
        let below = |row: usize, c: usize| cell::date_within(grid.cell(row, c));
        let day =
            below(head + 2, population).or_else(|| below(head + 2, area)).ok_or_else(|| missing("am 31.12.JJJJ"))?;
        let texts = ["postleitzahl", "reisegebiete", "gradderverstädterung"];
        let texts = texts.iter().filter_map(|t| at(head, t)).map(|c| heading(grid.cell(head, c)));
        Ok(Columns {
            name,
            population,
            figures,
            longitude: at(head + 1, "längengrad"),
            latitude: at(head + 1, "breitengrad"),
            texts: texts.collect(),
            year: day.get(..4).unwrap_or_default().to_owned(),
            territory: (2..8).find_map(|c| below(head + 2, c)),
            day,
        })
    }
}

fn describe(figure: &Figure, columns: &Columns) -> Series {
    let mut date = columns.day.split('-').rev().map(|part| part.to_owned()).collect::<Vec<_>>().join(".");
    date.truncate(10);
    Series {
        title: figure.title.to_owned(),
        unit: figure.unit.to_owned(),
        measure: Some(figure.measure.to_owned()),
        theme: "Bevölkerung und Gebiet".to_owned(),
        source: "Gemeindeverzeichnis-Informationssystem GV-ISys".to_owned(),
        source_table: "AuszugGV".to_owned(),
        attribution: "© Statistisches Bundesamt (Destatis), Gemeindeverzeichnis GV-ISys; Vervielfältigung und Verbreitung, auch auszugsweise, mit Quellenangabe gestattet".to_owned(),
        reference_date: date,
        ..Series::default()
    }
}
