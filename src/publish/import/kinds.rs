//! What importing has to say. Ids are a public contract (`docs/findings.md`).

use crate::bundle::Severity::{Error, Warning};
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
];
