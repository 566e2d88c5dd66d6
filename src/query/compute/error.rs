//! Why a method cannot be computed, in words with the likely cause.

use crate::model::Lang;
use crate::stats::StatError;

use super::Method;

/// Why a request has no answer.
#[derive(Clone)]
pub enum ComputeError {
    /// There is no method of this name.
    UnknownMethod {
        /// The name that was asked for.
        name: String,
    },
    /// The method has no such parameter.
    UnknownParameter {
        /// The method.
        method: &'static Method,
        /// The name that was given.
        name: String,
    },
    /// A parameter without default was not given.
    Needed {
        /// The method.
        method: &'static Method,
        /// The parameter.
        name: String,
    },
    /// A parameter's value cannot be read.
    BadValue {
        /// The parameter.
        name: String,
        /// What was given.
        value: String,
        /// What would have been right.
        expected: String,
    },
    /// The table has no such column of numbers.
    NoColumn {
        /// The name that was asked for.
        name: String,
        /// The columns that there are.
        known: Vec<String>,
    },
    /// The table has no such row, or it has a gap.
    NoUnit {
        /// The name that was asked for.
        name: String,
    },
    /// A column has another number of cells than the table has rows.
    Ragged {
        /// The column.
        column: String,
        /// Its cells.
        cells: usize,
        /// The table's rows.
        rows: usize,
    },
    /// The method needs to know who is whose neighbour.
    NoWeights {
        /// The method.
        method: &'static Method,
    },
    /// The statistic is undefined for these numbers.
    Undefined(StatError),
}

impl From<StatError> for ComputeError {
    fn from(error: StatError) -> ComputeError {
        ComputeError::Undefined(error)
    }
}

impl std::fmt::Debug for ComputeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl ComputeError {
    /// The error in words.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En { self.english() } else { self.german() }
    }

    fn german(&self) -> String {
        match self {
            ComputeError::UnknownMethod { name } => {
                format!("„{name}“ ist keine Methode{}", near(name, "; gemeint vielleicht: ", "; alle nennt --list"))
            }
            ComputeError::UnknownParameter { method, name } => {
                format!("{} hat keinen Parameter „{name}“, nur: {}", method.name, names(method))
            }
            ComputeError::Needed { method, name } => {
                format!("{} braucht {name}=… ({})", method.name, about(method, name))
            }
            ComputeError::BadValue { name, value, expected } => {
                format!("{name}: „{value}“ passt nicht; erwartet: {expected}")
            }
            ComputeError::NoColumn { name, known } => {
                format!("Die Tabelle hat keine Zahlenspalte „{name}“, nur: {}", known.join(", "))
            }
            ComputeError::NoUnit { name } => format!("„{name}“ ist keine Zeile der Tabelle oder hat eine Lücke"),
            ComputeError::Ragged { column, cells, rows } => {
                format!("Spalte „{column}“ hat {cells} Zellen, die Tabelle {rows} Zeilen")
            }
            ComputeError::NoWeights { method } => {
                format!("{} braucht Nachbarschaften: --shapes DATEI oder --neighbours DATEI", method.name)
            }
            ComputeError::Undefined(error) => format!("nicht definiert: {}", undefined(*error)),
        }
    }

    fn english(&self) -> String {
        match self {
            ComputeError::UnknownMethod { name } => {
                format!("no method \"{name}\"{}", near(name, "; perhaps: ", "; --list names all"))
            }
            ComputeError::UnknownParameter { method, name } => {
                format!("{} has no parameter \"{name}\", only: {}", method.name, names(method))
            }
            ComputeError::Needed { method, name } => {
                format!("{} needs {name}=… ({})", method.name, about(method, name))
            }
            ComputeError::BadValue { name, value, expected } => {
                format!("{name}: \"{value}\" does not fit; expected: {expected}")
            }
            ComputeError::NoColumn { name, known } => {
                format!("the table has no column of numbers \"{name}\", only: {}", known.join(", "))
            }
            ComputeError::NoUnit { name } => format!("\"{name}\" is no row of the table or has a gap"),
            ComputeError::Ragged { column, cells, rows } => {
                format!("column \"{column}\" has {cells} cells, the table {rows} rows")
            }
            ComputeError::NoWeights { method } => {
                format!("{} needs neighbours: --shapes FILE or --neighbours FILE", method.name)
            }
            ComputeError::Undefined(error) => format!("undefined: {error}"),
        }
    }
}

fn names(method: &Method) -> String {
    method.parameters.iter().map(|p| p.name).collect::<Vec<_>>().join(", ")
}

fn about<'a>(method: &'a Method, name: &str) -> &'a str {
    method.parameters.iter().find(|p| p.name == name).map_or("", |p| p.about)
}

/// Methods that share a word of four letters or more with the name, or where to find all.
fn near(name: &str, perhaps: &str, none: &str) -> String {
    // Nobody types names in a browser.
    if cfg!(target_arch = "wasm32") {
        return String::new();
    }
    let parts: Vec<&str> = name.split(['-', '_', ' ']).filter(|part| part.len() >= 4).collect();
    let close = super::methods().filter(|m| parts.iter().any(|part| m.name.contains(part)));
    let close: Vec<&str> = close.map(|m| m.name).take(5).collect();
    if close.is_empty() { none.to_owned() } else { format!("{perhaps}{}", close.join(", ")) }
}

/// Why a statistic is undefined, in German.
fn undefined(error: StatError) -> String {
    match error {
        StatError::TooFew { needed, got } => format!("mindestens {needed} Werte nötig, {got} vorhanden"),
        StatError::NotFinite => "ein Wert ist keine endliche Zahl".to_owned(),
        StatError::NoVariation => "alle Werte sind gleich".to_owned(),
        StatError::Parameter => "ein Parameter liegt außerhalb des zulässigen Bereichs".to_owned(),
        StatError::Lengths { left, right } => format!("Spalten verschiedener Länge: {left} und {right}"),
        StatError::NotPositive => "ein Wert ist null oder negativ, wo ein positiver nötig ist".to_owned(),
        StatError::NoTotal => "die Gewichte oder Summen ergeben null".to_owned(),
        StatError::NoNeighbours => "kein Gebiet hat einen Nachbarn".to_owned(),
        StatError::Dependent => "die Spalten hängen voneinander ab".to_owned(),
        StatError::Overflow => "das Ergebnis liegt außerhalb des Zahlenbereichs".to_owned(),
    }
}
