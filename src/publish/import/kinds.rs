//! What importing has to say. Ids are a public contract (`docs/findings.md`).

use crate::bundle::Severity::{Error, Info, Warning};
use crate::publish::Kind;

/// Bytes that are no text and no workbook.
pub static NOT_A_TABLE: Kind = Kind {
    id: "import-not-a-table",
    severity: Error,
    de: "Die Datei ist keine Tabelle, sondern {found}.",
    next_de: "Beim Amt die Tabelle als CSV oder XLSX herunterladen.",
    en: "The file is not a table but {found}.",
    next_en: "Download the table from the office as CSV or XLSX.",
};

/// A web page.
pub static HTML_INSTEAD: Kind = Kind {
    id: "import-html",
    severity: Error,
    de: "Statt einer Tabelle steht hier eine Webseite („{found}“): meist eine Anmelde- oder Fehlerseite, oder eine Seite, die „.xls“ heißt.",
    next_de: "Die Datei im Browser öffnen; dort die Tabelle als CSV oder XLSX neu herunterladen.",
    en: "This is a web page (“{found}”) in the place of a table: usually a login or error page, or a page named “.xls”.",
    next_en: "Open the file in a browser, and download the table again as CSV or XLSX.",
};

/// Nothing in it.
pub static FILE_EMPTY: Kind = Kind {
    id: "import-empty",
    severity: Error,
    de: "Die Datei enthält keine einzige Zelle mit Inhalt.",
    next_de: "Neu herunterladen und prüfen, ob die Auswahl beim Amt Werte liefert.",
    en: "The file holds no cell with content.",
    next_en: "Download it again and check that the selection at the office yields figures.",
};

/// Ends in the middle.
pub static FILE_CUT: Kind = Kind {
    id: "import-cut",
    severity: Error,
    de: "Die Datei endet mitten in einem Zeichen ({found}): sie wurde beim Herunterladen abgeschnitten.",
    next_de: "Neu herunterladen.",
    en: "The file ends in the middle of a character ({found}): the download was cut short.",
    next_en: "Download it again.",
};

/// More than 4 GiB.
pub static FILE_TOO_LARGE: Kind = Kind {
    id: "import-too-large",
    severity: Error,
    de: "Die Datei hat {found} Bytes; gelesen werden höchstens {expected}.",
    next_de: "In mehrere Dateien teilen, zum Beispiel nach Jahren.",
    en: "The file has {found} bytes; at most {expected} are read.",
    next_en: "Split it into several files, for example by year.",
};

/// gzip that does not unpack.
pub static GZIP_DAMAGED: Kind = Kind {
    id: "import-gzip",
    severity: Error,
    de: "Die gepackte Datei (.gz) lässt sich nicht entpacken: {found}. Meist wurde sie beim Herunterladen abgeschnitten.",
    next_de: "Neu herunterladen.",
    en: "The packed file (.gz) does not unpack: {found}. Usually the download was cut short.",
    next_en: "Download it again.",
};

/// A workbook that cannot be read.
pub static WORKBOOK_DAMAGED: Kind = Kind {
    id: "import-workbook",
    severity: Error,
    de: "Die Arbeitsmappe ist beschädigt oder abgeschnitten, oder das Archiv enthält keine: {found}.",
    next_de: "Neu herunterladen; ein ZIP-Archiv erst entpacken; sonst in der Tabellenkalkulation öffnen und als XLSX neu speichern.",
    en: "The workbook is damaged or cut short, or the archive holds none: {found}.",
    next_en: "Download it again; unpack a zip archive first; otherwise open it in a spreadsheet and save it anew as XLSX.",
};

/// A workbook with a password.
pub static PASSWORD: Kind = Kind {
    id: "import-password",
    severity: Error,
    de: "Die Arbeitsmappe ist mit einem Kennwort geschützt.",
    next_de: "In der Tabellenkalkulation öffnen und ohne Kennwort als XLSX speichern.",
    en: "The workbook is protected by a password.",
    next_en: "Open it in a spreadsheet and save it as XLSX without a password.",
};

/// UTF-8 with broken places.
pub static ENCODING_BROKEN: Kind = Kind {
    id: "import-encoding",
    severity: Warning,
    de: "Die Datei ist in UTF-8, aber hier steht das Byte {found}, das darin nicht vorkommen kann: wahrscheinlich wurden zwei Dateien verschiedener Kodierung zusammengefügt.",
    next_de: "Namen mit „\u{fffd}“ prüfen; am besten die Datei neu herunterladen.",
    en: "The file is in UTF-8, but here is the byte {found}, which cannot occur in it: probably two files of different encodings were joined.",
    next_en: "Check names with “\u{fffd}”; better, download the file again.",
};

/// A quote that is never closed.
pub static QUOTE_OPEN: Kind = Kind {
    id: "import-quote-open",
    severity: Error,
    de: "Ein Anführungszeichen wird hier geöffnet und nicht geschlossen: „{found}“. Die Datei wurde abgeschnitten, oder das Zeichen gehört zum Text.",
    next_de: "Neu herunterladen, oder das Zeichen in dieser Zeile verdoppeln oder löschen.",
    en: "A quotation mark is opened here and never closed: “{found}”. The file was cut short, or the mark belongs to the text.",
    next_en: "Download it again, or double or delete the mark in this line.",
};

/// `#DIV/0!` in a cell.
pub static CELL_FAULT: Kind = Kind {
    id: "import-cell-fault",
    severity: Warning,
    de: "Statt eines Werts steht hier ein Fehler der Tabellenkalkulation: {found} (insgesamt {expected}-mal). Diese Zellen werden als „unbekannt“ übernommen.",
    next_de: "In der Tabelle die Formel berichtigen und neu speichern.",
    en: "In the place of a figure stands a spreadsheet's fault: {found} ({expected} times in all). These cells are taken as “unknown”.",
    next_en: "Correct the formula in the table and save it again.",
};

/// No column of keys or names.
pub static NO_KEY_COLUMN: Kind = Kind {
    id: "import-no-key",
    severity: Error,
    de: "Keine Spalte enthält Gebietsschlüssel oder Namen von Gebieten des Datenpakets. Gefunden: {found}.",
    next_de: "Erst die Grenzen importieren (dann werden Schlüssel und Namen daran erkannt), oder die Spalte in einer Zuordnung nennen: --propose schreibt eine Vorlage, sobald eine Spalte „AGS“ oder „Schlüssel“ heißt.",
    en: "No column holds area keys or names of the bundle's areas. Found: {found}.",
    next_en: "Import the boundaries first (keys and names are then known by them), or rename the column to “AGS” or “key”.",
};

/// No period anywhere.
pub static NO_PERIOD: Kind = Kind {
    id: "import-no-period",
    severity: Error,
    de: "In der Tabelle steht nirgends ein Jahr oder Stichtag: weder in einer Spalte noch in den Überschriften noch im Dateinamen.",
    next_de: "Mit --period 2022 (oder 2022-12-31) angeben.",
    en: "The table names no year or date: neither in a column nor in the headings nor in the file's name.",
    next_en: "Give it with --period 2022 (or 2022-12-31).",
};

/// The year comes from the file's name.
pub static PERIOD_FROM_NAME: Kind = Kind {
    id: "import-period-from-name",
    severity: Warning,
    de: "In der Tabelle steht kein Jahr; {found} ist aus dem Dateinamen.",
    next_de: "Prüfen, ob die Werte von diesem Jahr sind; sonst --period angeben.",
    en: "The table names no year; {found} is from the file's name.",
    next_en: "Check that the figures are of that year; otherwise give --period.",
};

/// No column of figures.
pub static NO_FIGURE_COLUMN: Kind = Kind {
    id: "import-no-figure-column",
    severity: Error,
    de: "Keine Spalte enthält überwiegend Zahlen. Gefunden: {found}.",
    next_de: "Prüfen, ob es die richtige Datei und das richtige Tabellenblatt ist.",
    en: "No column holds mostly numbers. Found: {found}.",
    next_en: "Check that this is the right file and sheet.",
};

/// Nothing was taken.
pub static NO_FIGURES: Kind = Kind {
    id: "import-no-figures",
    severity: Error,
    de: "Aus der Tabelle wurde kein einziger Wert übernommen: in der Spalte „{found}“ steht nirgends ein bekanntes Gebiet.",
    next_de: "Schlüssel und Gebiete des Datenpakets vergleichen.",
    en: "Not one figure was taken from the table: the column “{found}” holds no known area.",
    next_en: "Compare the keys with the areas of the bundle.",
};

/// A column that the mapping names is not there.
pub static COLUMN_MISSING: Kind = Kind {
    id: "import-column-missing",
    severity: Error,
    de: "Die Zuordnung nennt die Spalte „{found}“, die es hier nicht gibt. Vorhanden: {expected}.",
    next_de: "Ist die Spalte umbenannt, den neuen Namen in die Zuordnung schreiben.",
    en: "The mapping names the column “{found}”, which is not here. There are: {expected}.",
    next_en: "If the column was renamed, write the new name into the mapping.",
};

/// A mapping file that cannot be used.
pub static MAPPING_INVALID: Kind = Kind {
    id: "import-mapping",
    severity: Error,
    de: "Die Zuordnung ist hier nicht zu gebrauchen: gefunden „{found}“, erwartet {expected}.",
    next_de: "Mit --propose eine neue Vorlage schreiben lassen und vergleichen.",
    en: "The mapping cannot be used here: found “{found}”, expected {expected}.",
    next_en: "Have a new one written with --propose, and compare.",
};

/// A cell of figures with other text.
pub static NOT_A_NUMBER: Kind = Kind {
    id: "import-not-a-number",
    severity: Warning,
    de: "„{found}“ ist weder Zahl noch amtliches Zeichen; die Zelle wird als „nicht veröffentlicht“ übernommen.",
    next_de: "Zelle prüfen; für „unbekannt oder geheim“ einen Punkt schreiben.",
    en: "“{found}” is neither a number nor an official sign; the cell is taken as not published.",
    next_en: "Check the cell; write a point for “unknown or confidential”.",
};

/// Further such cells.
pub static MORE_NOT_A_NUMBER: Kind = Kind {
    id: "import-not-a-number-more",
    severity: Warning,
    de: "Weitere {found} Zellen sind weder Zahl noch amtliches Zeichen.",
    next_de: "Die Schreibweise der Spalten prüfen (Dezimal- und Tausenderzeichen in der Zuordnung).",
    en: "{found} further cells are neither number nor official sign.",
    next_en: "Check how the columns are written (decimal and group signs in the mapping).",
};

/// Separators that could mean two things.
pub static NUMBERS_GUESSED: Kind = Kind {
    id: "import-numbers-guessed",
    severity: Warning,
    de: "„{found}“ kann zweierlei bedeuten; gelesen wird {expected}.",
    next_de: "Einen Wert mit der Quelle vergleichen; sonst „decimal“ und „group“ der Spalte in der Zuordnung ändern.",
    en: "“{found}” can mean two things; it is read as {expected}.",
    next_en: "Compare a figure with the source; otherwise change “decimal” and “group” of the column in the mapping.",
};

/// Leading zeros were restored.
pub static KEYS_PADDED: Kind = Kind {
    id: "import-keys-padded",
    severity: Warning,
    de: "Schlüssel haben ihre führende Null verloren: {found} Gebiete, das erste wird als {expected} gelesen.",
    next_de: "Nichts; für das nächste Mal die Spalte als Text speichern.",
    en: "Keys have lost their leading zero: {found} areas, the first is read as {expected}.",
    next_en: "Nothing; save the column as text next time.",
};

/// A name that several areas bear.
pub static NAME_AMBIGUOUS: Kind = Kind {
    id: "import-name-ambiguous",
    severity: Error,
    de: "„{found}“ heißen mehrere Gebiete ({expected}); der Name wird keinem zugeordnet.",
    next_de: "In der Tabelle den Schlüssel ergänzen oder den Namen ausschreiben („Stadt“, „Landkreis“).",
    en: "Several areas are called “{found}” ({expected}); the name is joined to none of them.",
    next_en: "Add the key to the table, or write the name in full.",
};

/// Names that no area bears.
pub static NAMES_UNKNOWN: Kind = Kind {
    id: "import-names-unknown",
    severity: Warning,
    de: "{found} Zeilen nennen Gebiete, die das Datenpaket nicht kennt: {expected}.",
    next_de: "Schreibweise mit den Namen in den Grenzen vergleichen; Summen und Fußnoten dürfen wegbleiben.",
    en: "{found} rows name areas that the bundle does not know: {expected}.",
    next_en: "Compare the spelling with the names in the boundaries; totals and footnotes may be left out.",
};

/// Rows without a key.
pub static ROWS_WITHOUT_KEY: Kind = Kind {
    id: "import-rows-without-key",
    severity: Info,
    de: "{found} Zeilen ohne Gebietsschlüssel wurden weggelassen (Fußnoten, Summen, Leerzeilen): {expected}",
    next_de: "Nichts, wenn darin keine Werte von Gebieten stehen.",
    en: "{found} rows without an area key were left out (notes, totals): {expected}",
    next_en: "Nothing, unless they hold figures of areas.",
};

/// Rows without a readable period.
pub static ROWS_WITHOUT_PERIOD: Kind = Kind {
    id: "import-rows-without-period",
    severity: Warning,
    de: "{found} Zeilen ohne lesbaren Zeitraum wurden weggelassen: {expected}",
    next_de: "Jahre vierstellig, Tage als 31.12.2022 oder 2022-12-31 schreiben.",
    en: "{found} rows without a readable period were left out: {expected}",
    next_en: "Write years with four digits, days as 31.12.2022 or 2022-12-31.",
};

/// Rows that name no series.
pub static ROWS_WITHOUT_INDICATOR: Kind = Kind {
    id: "import-rows-without-indicator",
    severity: Warning,
    de: "{found} Zeilen nennen keinen Indikator und wurden weggelassen. {expected}",
    next_de: "Die Spalte des Indikators in der Zuordnung prüfen.",
    en: "{found} rows name no indicator and were left out. {expected}",
    next_en: "Check the column of the indicator in the mapping.",
};

/// All of this module.
pub(crate) static KINDS: &[&Kind] = &[
    &NOT_A_TABLE,
    &HTML_INSTEAD,
    &FILE_EMPTY,
    &FILE_CUT,
    &FILE_TOO_LARGE,
    &GZIP_DAMAGED,
    &WORKBOOK_DAMAGED,
    &PASSWORD,
    &ENCODING_BROKEN,
    &QUOTE_OPEN,
    &CELL_FAULT,
    &NO_KEY_COLUMN,
    &NO_PERIOD,
    &PERIOD_FROM_NAME,
    &NO_FIGURE_COLUMN,
    &NO_FIGURES,
    &COLUMN_MISSING,
    &MAPPING_INVALID,
    &NOT_A_NUMBER,
    &MORE_NOT_A_NUMBER,
    &NUMBERS_GUESSED,
    &KEYS_PADDED,
    &NAME_AMBIGUOUS,
    &NAMES_UNKNOWN,
    &ROWS_WITHOUT_KEY,
    &ROWS_WITHOUT_PERIOD,
    &ROWS_WITHOUT_INDICATOR,
];
