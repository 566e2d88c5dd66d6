//! What there is to say about an output folder.

use crate::bundle::Severity;
use crate::publish::Kind;

pub(crate) static OTHER: Kind = Kind {
    id: "out-other-content",
    severity: Severity::Error,
    de: "Der Ordner enthält „{found}“, aber keine Datei „{expected}“: Er ist keine Ausgabe dieses Befehls und wird nicht ersetzt.",
    next_de: "Bei --out einen leeren oder neuen Ordner angeben.",
    en: "The folder holds “{found}” but no file “{expected}”: it is no output of this command and is not replaced.",
    next_en: "Name an empty or new folder with --out.",
};

pub(crate) static EXISTS: Kind = Kind {
    id: "out-exists",
    severity: Severity::Error,
    de: "Hier liegt schon eine Ausgabe („{found}“).",
    next_de: "Mit --force wird sie ersetzt, und zwar erst, wenn die neue vollständig ist; oder bei --out einen anderen Ordner angeben.",
    en: "There is an output here already (“{found}”).",
    next_en: "With --force it is replaced, and only when the new one is complete; or name another folder with --out.",
};

pub(crate) static NO_FOLDER: Kind = Kind {
    id: "out-no-folder",
    severity: Severity::Error,
    de: "Das ist kein Name für einen Ausgabeordner (eine Datei, das Laufwerk selbst oder ein Name mit fremden Zeichen).",
    next_de: "Bei --out einen neuen Ordner angeben, zum Beispiel --out ausgabe.",
    en: "This is no name for an output folder (a file, the drive itself or a name with foreign characters).",
    next_en: "Name a new folder with --out, for instance --out output.",
};

pub(crate) static LOCKED: Kind = Kind {
    id: "out-locked",
    severity: Severity::Error,
    de: "Ein anderer atlas-Befehl schreibt gerade in diesen Ordner.",
    next_de: "Warten, bis er fertig ist, oder bei --out einen anderen Ordner angeben.",
    en: "Another atlas command is writing this folder.",
    next_en: "Wait until it is done, or name another folder with --out.",
};

pub(crate) static OVER_SOURCE: Kind = Kind {
    id: "out-over-source",
    severity: Severity::Error,
    de: "Der Ausgabeordner enthält die Quelle „{found}“; sie würde mit ersetzt.",
    next_de: "Bei --out einen Ordner außerhalb der Quelle angeben.",
    en: "The output folder holds the source “{found}”, which would be replaced with it.",
    next_en: "Name a folder outside of the source with --out.",
};

pub(crate) static KINDS: &[&Kind] = &[&OTHER, &EXISTS, &NO_FOLDER, &LOCKED, &OVER_SOURCE];
