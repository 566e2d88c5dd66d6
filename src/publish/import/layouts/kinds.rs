//! What the layouts have to say. Ids are a public contract (`docs/findings.md`).

use crate::bundle::Severity::{Error, Info, Warning};
use crate::publish::Kind;

/// The layout is known, but a column it needs is not there.
pub static COLUMN_NOT_FOUND: Kind = Kind {
    id: "layout-column-missing",
    severity: Error,
    de: "Die Spalte „{expected}“ fehlt; vorhanden sind: {found}.",
    next_de: "Die Tabelle unverändert so verwenden, wie das Amt sie liefert.",
    en: "The column “{expected}” is missing; there are: {found}.",
    next_en: "Use the table exactly as the office delivers it.",
};

/// No line of figures in a table whose head is known.
pub static NO_FIGURES: Kind = Kind {
    id: "layout-no-figures",
    severity: Error,
    de: "Der Kopf der Tabelle ist bekannt, aber darunter steht keine Zeile mit Schlüssel und Werten.",
    next_de: "Die Tabelle neu herunterladen; vielleicht war die Auswahl der Gebiete leer.",
    en: "The head of the table is known, but no row with a key and figures follows.",
    next_en: "Download the table again; perhaps no areas were selected.",
};

/// Neither figure nor sign.
pub static CELL_UNREADABLE: Kind = Kind {
    id: "layout-cell-unreadable",
    severity: Error,
    de: "„{found}“ ist weder eine Zahl ({expected}) noch ein Zeichen der amtlichen Statistik. Wahrscheinlich wurde die Datei in einer Tabellenkalkulation verändert.",
    next_de: "Die Zelle mit der Quelle vergleichen und berichtigen, oder die Tabelle neu herunterladen.",
    en: "“{found}” is neither a number ({expected}) nor a sign of official statistics. Probably the file was changed in a spreadsheet.",
    next_en: "Compare the cell with the source and correct it, or download the table again.",
};

/// Not a key of the kind that the layout has.
pub static KEY_ODD: Kind = Kind {
    id: "layout-key-odd",
    severity: Warning,
    de: "„{found}“ ist kein Gebietsschlüssel ({expected}); die Zeile wird nicht übernommen.",
    next_de: "Prüfen, ob die Zeile ein Gebiet meint; wenn ja, den Schlüssel ergänzen.",
    en: "“{found}” is no area key ({expected}); the row is not taken.",
    next_en: "Check whether the row means an area; if so, add its key.",
};

/// Keys that a spreadsheet took for numbers.
pub static ZEROS_RESTORED: Kind = Kind {
    id: "layout-zeros-restored",
    severity: Info,
    de: "{expected} Schlüssel hatten ihre führende Null verloren („{found}“); sie wurde ergänzt.",
    next_de: "Nichts zu tun.",
    en: "{expected} keys had lost their leading zero (“{found}”); it was restored.",
    next_en: "Nothing to do.",
};

/// Nobody says which year the figures are of.
pub static YEAR_UNKNOWN: Kind = Kind {
    id: "layout-year-unknown",
    severity: Error,
    de: "Die Tabelle sagt nicht, für welches Jahr sie gilt, und der Dateiname („{found}“) enthält keine Jahreszahl.",
    next_de: "Die Datei so benennen, dass das Berichtsjahr darin steht, zum Beispiel „bka_2020.csv“.",
    en: "The table does not tell its year, and the file's name (“{found}”) holds none.",
    next_en: "Name the file so that it holds the year, for example “bka_2020.csv”.",
};

/// The label of a whole table is wrong for some series.
pub static YEAR_DOUBTFUL: Kind = Kind {
    id: "layout-year-doubtful",
    severity: Warning,
    de: "Die Quelle nennt für alle Reihen {found}. Für {expected} Reihen ist das Bezugsjahr nicht geprüft; sie können zwischen 2021 und 2024 liegen.",
    next_de: "Vor der Veröffentlichung die Bezugsjahre auf der Seite der Quelle nachsehen und in der Spalte „reference_date“ des Katalogs eintragen.",
    en: "The source says {found} for all series. For {expected} of them the year is not verified; they may lie between 2021 and 2024.",
    next_en: "Before publishing, look the years up at the source and enter them in the column “reference_date” of the catalogue.",
};

/// A heading that its own rows belie.
pub static YEAR_CORRECTED: Kind = Kind {
    id: "layout-year-corrected",
    severity: Warning,
    de: "Die Überschrift nennt als neuen Gebietsstand das Jahr {found}, aber Eisenach ist in diesem Blatt schon Teil des Wartburgkreises: gemeint ist {expected}, und so wird es übernommen.",
    next_de: "Nichts zu tun, wenn der Umsteigeschlüssel auf {expected} zielt.",
    en: "The heading says {found} for the new territory, but Eisenach is part of the Wartburgkreis already: {expected} is meant, and taken.",
    next_en: "Nothing to do if the conversion key leads to {expected}.",
};

/// Two rows say something about the same cell.
pub static ROW_DOUBLED: Kind = Kind {
    id: "layout-row-doubled",
    severity: Error,
    de: "„{found}“ steht zweimal in der Datei, mit verschiedenen Werten.",
    next_de: "Die Tabelle neu herunterladen; wurden zwei Ausgaben zusammenkopiert?",
    en: "“{found}” stands twice in the file, with different figures.",
    next_en: "Download the table again; were two editions copied together?",
};

/// Letters lost before the file came here.
pub static NAMES_REPAIRED: Kind = Kind {
    id: "layout-names-repaired",
    severity: Warning,
    de: "Die Kodierung der Datei wurde unterwegs zerstört: aus jedem Umlaut wurde „\u{fffd}“. {found} Gebietsnamen wurden über ihren Schlüssel wiederhergestellt; Schlüssel und Werte waren nicht betroffen.",
    next_de: "Besser neu herunterladen, ohne die Datei in einem Textprogramm umzuspeichern.",
    en: "The encoding of the file was destroyed on its way: every umlaut became “\u{fffd}”. {found} names of areas were restored by their keys; keys and figures were not affected.",
    next_en: "Better download it again, without saving it anew in a text program.",
};

/// A damaged name that the list cannot tell.
pub static NAME_LOST: Kind = Kind {
    id: "layout-name-lost",
    severity: Warning,
    de: "Der Name „{found}“ hat Buchstaben verloren und ist nicht eindeutig zu ergänzen; an seiner Stelle steht der Schlüssel {expected}.",
    next_de: "Die Tabelle neu herunterladen, oder den Namen im Quellbündel eintragen.",
    en: "The name “{found}” has lost letters and cannot be restored without doubt; the key {expected} stands in its place.",
    next_en: "Download the table again, or enter the name in the source bundle.",
};

/// A table that is known to be wrong.
pub static TABLE_SHIFTED: Kind = Kind {
    id: "layout-table-shifted",
    severity: Error,
    de: "In dieser Tabelle sind die Spalten verschoben: in „{expected}“ steht „{found}“ statt einer Zahl. Kein Wert daraus ist verlässlich.",
    next_de: "Eine andere Ausgabe der Tabelle besorgen; die z-Werte lassen sich mit `atlas compute` aus den Anteilen neu berechnen.",
    en: "The columns of this table are shifted: “{expected}” holds “{found}” in the place of a number. None of its figures can be relied on.",
    next_en: "Get another edition of the table; `atlas compute` computes z-values anew from the shares.",
};

/// All of this module.
pub(crate) static KINDS: &[&Kind] = &[
    &COLUMN_NOT_FOUND,
    &NO_FIGURES,
    &CELL_UNREADABLE,
    &KEY_ODD,
    &ZEROS_RESTORED,
    &YEAR_UNKNOWN,
    &YEAR_DOUBTFUL,
    &YEAR_CORRECTED,
    &ROW_DOUBLED,
    &NAMES_REPAIRED,
    &NAME_LOST,
    &TABLE_SHIFTED,
];
