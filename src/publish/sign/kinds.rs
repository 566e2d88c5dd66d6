//! What there is to say about keys and signatures.

use crate::bundle::Severity::{Error, Info, Warning};
use crate::publish::Kind;

pub(super) static KEY_EXISTS: Kind = Kind {
    id: "key-exists",
    severity: Error,
    de: "Hier liegt schon eine Datei. Ein Schlüssel wird nie überschrieben: Ohne ihn ließe sich keine Ausgabe mehr so unterschreiben, dass Ihre Leser sie wiedererkennen.",
    next_de: "Einen anderen Namen wählen oder den vorhandenen Schlüssel benutzen.",
    en: "There is a file already. A key is never overwritten: without it no edition could be signed so that your readers recognise it.",
    next_en: "Choose another name, or use the key that is there.",
};
pub(super) static NO_PRIVATE_KEY: Kind = Kind {
    id: "key-not-private",
    severity: Error,
    de: "Kein privater Schlüssel („{found}“). Erwartet wird die Datei, die „atlas key new“ gemacht hat, nicht die mit der Endung .pub.",
    next_de: "Bei --key die Datei ohne .pub angeben.",
    en: "No private key (“{found}”). Expected is the file that `atlas key new` made, not the one that ends in .pub.",
    next_en: "Name the file without .pub at --key.",
};
pub(super) static KEY_OPEN: Kind = Kind {
    id: "key-readable-by-others",
    severity: Error,
    de: "Andere Benutzer dieses Rechners dürfen den privaten Schlüssel lesen (Rechte {found}, erwartet 0600).",
    next_de: "„chmod 600“ auf die Datei anwenden; wenn andere sie gelesen haben können, einen neuen Schlüssel machen.",
    en: "Other users of this computer may read the private key (mode {found}, expected 0600).",
    next_en: "Apply `chmod 600` to the file; if others may have read it, make a new key.",
};
pub(super) static NO_PUBLIC_KEY: Kind = Kind {
    id: "key-not-public",
    severity: Error,
    de: "Kein öffentlicher Schlüssel („{found}“). Erwartet werden eine Datei mit der Endung .pub oder 64 hexadezimale Ziffern.",
    next_de: "Den öffentlichen Schlüssel so angeben, wie der Herausgeber ihn veröffentlicht hat.",
    en: "No public key (“{found}”). Expected are a file that ends in .pub or 64 hexadecimal digits.",
    next_en: "Give the public key as the publisher has made it known.",
};
pub(super) static BY_ANOTHER: Kind = Kind {
    id: "signature-by-another",
    severity: Error,
    de: "Die Ausgabe trägt schon eine Unterschrift mit einem anderen Schlüssel ({found}).",
    next_de: "Mit dem Schlüssel unterschreiben, den Ihre Leser kennen; --force ersetzt die Unterschrift.",
    en: "The edition is signed already, with another key ({found}).",
    next_en: "Sign with the key that your readers know; --force replaces the signature.",
};
pub(super) static UNSIGNED: Kind = Kind {
    id: "signature-missing",
    severity: Error,
    de: "Keine Unterschrift; erwartet wurde eine mit dem Schlüssel {expected}.",
    next_de: "Nicht verwenden, bevor der Herausgeber bestätigt, dass er diese Ausgabe ohne Unterschrift veröffentlicht hat.",
    en: "No signature; one with the key {expected} was expected.",
    next_en: "Do not use it before the publisher confirms that this edition was published without a signature.",
};
pub(super) static OTHER_KEY: Kind = Kind {
    id: "signature-other-key",
    severity: Error,
    de: "Mit einem anderen Schlüssel unterschrieben: {found} statt {expected}.",
    next_de: "Beim Herausgeber nachfragen, auf anderem Wege als über diese Webseite.",
    en: "Signed with another key: {found} instead of {expected}.",
    next_en: "Ask the publisher, by another way than this web site.",
};
pub(super) static WRONG: Kind = Kind {
    id: "signature-wrong",
    severity: Error,
    de: "Die Unterschrift passt nicht: Die Datei wurde nach dem Unterschreiben geändert.",
    next_de: "Die Ausgabe nicht verwenden; neu laden oder beim Herausgeber nachfragen.",
    en: "The signature does not fit: the file was changed after it was signed.",
    next_en: "Do not use the edition; load it again or ask the publisher.",
};
pub(super) static ABSENT: Kind = Kind {
    id: "part-absent",
    severity: Error,
    de: "Die Datei steht in atlas.json, ist aber nicht da.",
    next_de: "Die Ausgabe vollständig kopieren.",
    en: "The file is named in atlas.json and is not there.",
    next_en: "Copy the whole edition.",
};
pub(super) static DAMAGED: Kind = Kind {
    id: "part-changed",
    severity: Error,
    de: "Die Datei ist nicht die veröffentlichte: {found}; erwartet {expected}.",
    next_de: "Die Datei neu kopieren; bleibt es dabei, beim Herausgeber nachfragen.",
    en: "The file is not the published one: {found}; expected {expected}.",
    next_en: "Copy the file again; if it stays so, ask the publisher.",
};
pub(super) static UNREADABLE: Kind = Kind {
    id: "part-unreadable",
    severity: Error,
    de: "Die Datei hat nicht das Format, das sie haben soll: {found}.",
    next_de: "Die Ausgabe neu kopieren oder mit „atlas build“ neu machen.",
    en: "The file does not have the format it should have: {found}.",
    next_en: "Copy the edition again, or make it anew with `atlas build`.",
};
pub(super) static EDITION_UNSIGNED: Kind = Kind {
    id: "edition-unsigned",
    severity: Info,
    de: "Die frühere Ausgabe „{found}“ trägt selbst keine Unterschrift; die neue bürgt für sie mit ihrer Prüfsumme.",
    next_de: "Nichts zu tun.",
    en: "The earlier edition “{found}” has no signature of its own; the new one vouches for it with its checksum.",
    next_en: "Nothing to do.",
};
pub(super) static UNLISTED: Kind = Kind {
    id: "file-unlisted",
    severity: Warning,
    de: "Die Datei gehört zu keiner Ausgabe. Die Unterschrift sagt nichts über sie.",
    next_de: "Löschen, wenn sie nicht bewusst hier liegt.",
    en: "The file belongs to no edition. The signature says nothing about it.",
    next_en: "Remove it unless it is here on purpose.",
};

pub(crate) static KINDS: &[&Kind] = &[
    &KEY_EXISTS,
    &NO_PRIVATE_KEY,
    &KEY_OPEN,
    &NO_PUBLIC_KEY,
    &BY_ANOTHER,
    &UNSIGNED,
    &OTHER_KEY,
    &WRONG,
    &ABSENT,
    &DAMAGED,
    &UNREADABLE,
    &EDITION_UNSIGNED,
    &UNLISTED,
];
