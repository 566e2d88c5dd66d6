//! What writing into a bundle has to say. Ids are a public contract (`docs/findings.md`).

use crate::bundle::Severity::{Error, Info, Warning};
use crate::publish::Kind;

/// No source bundle.
pub static NO_BUNDLE: Kind = Kind {
    id: "import-no-bundle",
    severity: Error,
    de: "Hier ist kein Datenpaket, in das importiert werden kann ({found}).",
    next_de: "Mit „atlas new NAME“ eines anlegen, oder den Ordner mit der datapackage.json nennen.",
    en: "There is no source bundle here to import into ({found}).",
    next_en: "Make one with “atlas new NAME”, or name the folder that holds datapackage.json.",
};

/// None of the file's areas is in the bundle.
pub static NO_AREA_MATCHES: Kind = Kind {
    id: "import-no-area-matches",
    severity: Error,
    de: "Kein Gebiet der Datei ist im Datenpaket: die Datei nennt zum Beispiel „{found}“, das Datenpaket „{expected}“.",
    next_de: "Erst die passenden Grenzen importieren (atlas import GRENZEN.shp --into …); die Werte folgen ihnen.",
    en: "None of the file's areas is in the bundle: the file names “{found}”, for example, the bundle “{expected}”.",
    next_en: "Import the boundaries that belong to it first (atlas import BOUNDARIES.shp --into …); figures follow them.",
};

/// A person's edit in the catalogue was kept.
pub static EDIT_KEPT: Kind = Kind {
    id: "import-edit-kept",
    severity: Info,
    de: "Im Katalog steht von Hand „{found}“, die Datei sagt „{expected}“; der Eintrag bleibt.",
    next_de: "Wenn die Angabe der Datei gelten soll, sie in den Katalog schreiben.",
    en: "The catalogue says by hand “{found}”, the file “{expected}”; the entry stays.",
    next_en: "If the file is right, write its words into the catalogue.",
};

/// One figure twice with different values.
pub static FIGURE_DOUBLED: Kind = Kind {
    id: "import-figure-doubled",
    severity: Error,
    de: "Derselbe Wert steht zweimal in der Datei und widerspricht sich: {found}, zuvor {expected}.",
    next_de: "Prüfen, welche Zeile gilt; fehlt vielleicht eine Gliederung (Geschlecht, Alter) in der Zuordnung?",
    en: "The same figure stands twice in the file and contradicts itself: {found}, before {expected}.",
    next_en: "Check which row counts; perhaps the mapping lacks a breakdown (sex, age).",
};

/// Further such figures.
pub static FIGURES_DOUBLED: Kind = Kind {
    id: "import-figures-doubled",
    severity: Error,
    de: "Weitere {found} Werte stehen zweimal in der Datei und widersprechen sich.",
    next_de: "Siehe oben.",
    en: "{found} further figures stand twice in the file and contradict themselves.",
    next_en: "See above.",
};

/// Marks of figures that nobody knows.
pub static FLAGS_UNKNOWN: Kind = Kind {
    id: "import-flags-unknown",
    severity: Warning,
    de: "Kennzeichen wie „{found}“ sind nicht bekannt und wurden weggelassen ({expected} Werte).",
    next_de: "Bekannt sind p, r, s, b und ( ); ist es kein Kennzeichen, die Spalte aus der Zuordnung („flag“) nehmen.",
    en: "Marks such as “{found}” are not known and were left out ({expected} figures).",
    next_en: "Known are p, r, s, b and ( ); if it is no mark, take the column out of the mapping (“flag”).",
};

/// A figure that is there would be changed.
pub static FIGURE_CHANGED: Kind = Kind {
    id: "import-figure-changed",
    severity: Error,
    de: "Im Datenpaket steht hier {found}; {expected} sagt etwas anderes.",
    next_de: "Sollen die Werte der Datei gelten: --force (oder „atlas update“ für neue Ausgaben derselben Tabelle).",
    en: "The bundle says {found} here; {expected} says something else.",
    next_en: "If the file's figures are to count: --force (or “atlas update” for new editions of the same table).",
};

/// How many figures would be changed.
pub static FIGURES_CHANGED: Kind = Kind {
    id: "import-figures-changed",
    severity: Error,
    de: "Insgesamt würden {found} vorhandene Werte geändert.",
    next_de: "Mit --dry-run ansehen; mit --force übernehmen.",
    en: "{found} figures that are there would be changed in all.",
    next_en: "Look with --dry-run; take them with --force.",
};

/// An imported file was edited by hand.
pub static FILE_EDITED: Kind = Kind {
    id: "import-file-edited",
    severity: Error,
    de: "Diese Datei wurde seit dem letzten Import von Hand geändert; ein neuer Import würde das überschreiben.",
    next_de: "Die Änderung in eine eigene Datei mit Werten übernehmen, oder mit --force überschreiben.",
    en: "This file was edited by hand since the last import; a new import would overwrite that.",
    next_en: "Move the edit to a file of figures of its own, or overwrite it with --force.",
};

/// Another territorial status than the level's.
pub static TERRITORY_DIFFERS: Kind = Kind {
    id: "import-territory-differs",
    severity: Warning,
    de: "Die Werte haben den Gebietsstand {found}, die Ebene den Gebietsstand {expected}.",
    next_de: "Prüfen, ob dazwischen Gebiete geändert wurden; dann die Werte umrechnen.",
    en: "The figures are of the territorial status {found}, the level of {expected}.",
    next_en: "Check whether areas changed in between; then convert the figures.",
};

/// The same file as last time.
pub static UNCHANGED: Kind = Kind {
    id: "import-unchanged",
    severity: Info,
    de: "Die Datei ist dieselbe wie beim letzten Import (Prüfsumme {found}).",
    next_de: "Nichts.",
    en: "The file is the same as at the last import (checksum {found}).",
    next_en: "Nothing.",
};

/// No such layout.
pub static LAYOUT_UNKNOWN: Kind = Kind {
    id: "import-layout-unknown",
    severity: Error,
    de: "Den Aufbau „{found}“ gibt es nicht. Bekannt sind: {expected}.",
    next_de: "Einen davon nennen, oder --layout weglassen.",
    en: "There is no layout “{found}”. Known are: {expected}.",
    next_en: "Name one of them, or leave --layout out.",
};

/// No file for a recorded import.
pub static NO_NEWER_FILE: Kind = Kind {
    id: "import-no-newer-file",
    severity: Info,
    de: "Zu diesem Import gibt es im Ordner keine Datei (zuletzt „{found}“).",
    next_de: "Nichts, wenn es keine neue Ausgabe gibt; sonst die Datei in den Ordner legen.",
    en: "The folder holds no file for this import (last time “{found}”).",
    next_en: "Nothing, unless there is a new edition; then put the file into the folder.",
};

/// Several files for one recorded import.
pub static SEVERAL_FILES: Kind = Kind {
    id: "import-several-files",
    severity: Warning,
    de: "Zu diesem Import passen mehrere Dateien ({expected}); genommen wird {found}.",
    next_de: "Ältere Dateien aus dem Ordner nehmen.",
    en: "Several files fit this import ({expected}); {found} is taken.",
    next_en: "Take older files out of the folder.",
};

/// No such level in the bundle.
pub static LEVEL_UNKNOWN: Kind = Kind {
    id: "import-level-unknown",
    severity: Error,
    de: "Die Ebene „{found}“ hat das Datenpaket nicht; es hat: {expected}.",
    next_de: "Eine davon mit --level nennen, oder erst ihre Grenzen importieren.",
    en: "The bundle has no level “{found}”; it has: {expected}.",
    next_en: "Name one of them with --level, or import its boundaries first.",
};

/// Boundaries without a level.
pub static LEVEL_NEEDED: Kind = Kind {
    id: "import-level-needed",
    severity: Error,
    de: "Grenzen brauchen eine Ebene mit einer Kennung aus kleinen Buchstaben; gefunden: „{found}“.",
    next_de: "Eine nennen, zum Beispiel --level kreis oder --level gemeinde.",
    en: "Boundaries need a level whose id is of lower-case letters; found: “{found}”.",
    next_en: "Name one, for example --level kreis or --level gemeinde.",
};

/// An option whose text is no number.
pub static OPTION_INVALID: Kind = Kind {
    id: "import-option-invalid",
    severity: Error,
    de: "„{found}“ ist keine Zahl; erwartet wird zum Beispiel {expected}.",
    next_de: "Die Option berichtigen oder weglassen.",
    en: "“{found}” is no number; expected is for example {expected}.",
    next_en: "Correct the option or leave it out.",
};

/// A level that has boundaries already.
pub static AREAS_THERE: Kind = Kind {
    id: "import-areas-there",
    severity: Error,
    de: "Die Ebene „{found}“ hat schon Grenzen; {expected} würde sie ersetzen.",
    next_de: "Mit --force ersetzen, oder mit --level eine andere Ebene nennen.",
    en: "The level “{found}” has boundaries already; {expected} would replace them.",
    next_en: "Replace them with --force, or name another level with --level.",
};

/// The example was removed.
pub static EXAMPLE_GONE: Kind = Kind {
    id: "import-example-gone",
    severity: Info,
    de: "Das Beispiel des neuen Datenpakets wurde entfernt ({found}).",
    next_de: "Nichts.",
    en: "The example of the new bundle was removed ({found}).",
    next_en: "Nothing.",
};

/// An edited example was kept.
pub static EXAMPLE_EDITED: Kind = Kind {
    id: "import-example-edited",
    severity: Warning,
    de: "Das Beispiel wurde bearbeitet und bleibt deshalb im Datenpaket.",
    next_de: "Dateien des Beispiels löschen und aus der datapackage.json nehmen, wenn sie nicht gebraucht werden.",
    en: "The example was edited and therefore stays in the bundle.",
    next_en: "Delete its files and take them out of datapackage.json if they are not needed.",
};

/// All of this module.
pub(crate) static KINDS: &[&Kind] = &[
    &NO_BUNDLE,
    &NO_AREA_MATCHES,
    &EDIT_KEPT,
    &FIGURE_DOUBLED,
    &FIGURES_DOUBLED,
    &FLAGS_UNKNOWN,
    &FIGURE_CHANGED,
    &FIGURES_CHANGED,
    &FILE_EDITED,
    &TERRITORY_DIFFERS,
    &UNCHANGED,
    &LAYOUT_UNKNOWN,
    &NO_NEWER_FILE,
    &SEVERAL_FILES,
    &LEVEL_UNKNOWN,
    &AREAS_THERE,
    &LEVEL_NEEDED,
    &OPTION_INVALID,
    &EXAMPLE_GONE,
    &EXAMPLE_EDITED,
];
