//! What disclosure control has to say. Ids are a public contract (`docs/findings.md`).

use crate::bundle::Severity::{Error, Info, Warning};
use crate::publish::Kind;

/// Rules that are no JSON.
pub static RULES_JSON: Kind = Kind {
    id: "rules-json",
    severity: Error,
    de: "Die Regeldatei ist kein JSON ({found}).",
    next_de: "Die genannte Zeile berichtigen; meist fehlt ein Komma oder Anführungszeichen.",
    en: "The file of rules is not JSON ({found}).",
    next_en: "Mend the line named; usually a comma or quotation mark is missing.",
};

/// A rule that is none.
pub static RULES_MEMBER: Kind = Kind {
    id: "rules-member",
    severity: Error,
    de: "„{found}“ ist keine Regel, oder ihr Wert ist nicht zu lesen; möglich ist: {expected}. Eine Regel mit Schreibfehler würde nichts schützen.",
    next_de: "Schreibweise und Wert prüfen (docs/disclosure.md).",
    en: "“{found}” is no rule, or its value cannot be read; possible is: {expected}. A misspelt rule would protect nothing.",
    next_en: "Check spelling and value (docs/disclosure.md).",
};

/// A rule about something that is not there.
pub static RULES_UNKNOWN: Kind = Kind {
    id: "rules-unknown",
    severity: Error,
    de: "Die Regeln nennen „{found}“; das gibt es in dieser Quelle nicht: {expected}.",
    next_de: "Die Schreibweise mit dem Katalog der Quelle vergleichen.",
    en: "The rules name “{found}”, which this source does not have: {expected}.",
    next_en: "Compare the spelling with the catalogue of the source.",
};

/// A report in the bundle.
pub static REPORT_INSIDE: Kind = Kind {
    id: "protect-report-inside",
    severity: Error,
    de: "Der Bericht „{found}“ läge im Ordner der geschützten Quelle und würde mit ihr veröffentlicht; er nennt aber, welche Zellen aus welchem Grund geheim sind.",
    next_de: "Den Bericht außerhalb von „{expected}“ ablegen.",
    en: "The report “{found}” would lie in the folder of the protected source and be published with it; but it tells which cells are confidential for which reason.",
    next_en: "Keep the report outside of “{expected}”.",
};

/// A report is there already.
pub static REPORT_EXISTS: Kind = Kind {
    id: "protect-report-exists",
    severity: Error,
    de: "Den Bericht „{found}“ gibt es schon.",
    next_de: "Mit --force ersetzen oder einen anderen Namen wählen.",
    en: "The report “{found}” is there already.",
    next_en: "Replace it with --force, or choose another name.",
};

/// The secret source has faults of its own.
pub static SOURCE_FAULTY: Kind = Kind {
    id: "protect-source-errors",
    severity: Error,
    de: "Die Quelle hat {found} Fehler; was nicht gelesen werden kann, kann auch nicht geschützt werden.",
    next_de: "Mit „atlas validate“ ansehen und beheben.",
    en: "The source has {found} errors; what cannot be read cannot be protected.",
    next_en: "Look at them with “atlas validate” and mend them.",
};

/// No rule at all.
pub static NO_RULE: Kind = Kind {
    id: "protect-no-rule",
    severity: Error,
    de: "Weder die Quelle nennt eine Mindestfallzahl (atlas.minimumCases) noch eine Regeldatei: es ist nicht gesagt, was geheim ist.",
    next_de: "Die Mindestfallzahl in der datapackage.json oder in schutz.json angeben.",
    en: "Neither the source declares minimum cases (atlas.minimumCases) nor is there a file of rules: nobody has said what is confidential.",
    next_en: "Declare minimum cases in datapackage.json or schutz.json.",
};

/// A file that is not taken over.
pub static FILE_LEFT: Kind = Kind {
    id: "protect-file-left",
    severity: Warning,
    de: "Die Datei „{found}“ wurde nicht in die geschützte Quelle übernommen, weil nicht geprüft werden kann, was in ihr steht.",
    next_de: "Wird sie gebraucht: nach eigener Prüfung von Hand dazulegen und in die datapackage.json eintragen.",
    en: "The file “{found}” was not taken into the protected source, because what it holds cannot be checked.",
    next_en: "If it is needed: add it by hand after your own check, and name it in datapackage.json.",
};

/// A column that is not taken over.
pub static COLUMN_LEFT: Kind = Kind {
    id: "protect-column-left",
    severity: Info,
    de: "Die Spalte „{found}“ wurde nicht übernommen: der Atlas liest sie nicht, und geprüft werden kann sie nicht.",
    next_de: "Nichts zu tun, oder die Spalte im Katalog als Indikator führen.",
    en: "The column “{found}” was not taken over: the atlas does not read it, and it cannot be checked.",
    next_en: "Nothing to do, or list the column as an indicator in the catalogue.",
};

/// Known from before.
pub static KNOWN_BEFORE: Kind = Kind {
    id: "protect-known-before",
    severity: Warning,
    de: "{found} wird geheim gehalten, stand aber schon in der Ausgabe „{expected}“: wer diese hat, kennt die Zahl.",
    next_de: "Prüfen, ob die frühere Ausgabe zurückgezogen werden muss; andere Zellen werden so geschützt, als sei diese bekannt.",
    en: "{found} is withheld but stood in edition “{expected}”: whoever has that one knows the figure.",
    next_en: "Consider whether the earlier edition must be withdrawn; other cells are protected as if this one were known.",
};

/// The attacker wins.
pub static EXPOSED: Kind = Kind {
    id: "disclosure-exposed",
    severity: Error,
    de: "Diese Zelle ist als „.“ geheim gehalten, lässt sich aber berechnen: {found}; verlangt ist ein Bereich von mindestens {expected}.",
    next_de: "Weitere Zellen sperren; „atlas protect“ auf der vollständigen Quelle wählt sie aus.",
    en: "This cell is withheld as “.” but can be computed: {found}; an interval at least {expected} wide is asked for.",
    next_en: "Withhold further cells; “atlas protect” on the complete source chooses them.",
};

/// The solver had no answer.
pub static UNPROVEN: Kind = Kind {
    id: "disclosure-unproven",
    severity: Error,
    de: "Ob sich diese geheim gehaltene Zelle berechnen lässt, war nicht zu beweisen ({found}; {expected}). Sie gilt als ungeschützt.",
    next_de: "Die Zahlen der Summen ringsum prüfen; danach „atlas protect“ erneut laufen lassen.",
    en: "Whether this withheld cell can be computed could not be proven ({found}; {expected}). It counts as unprotected.",
    next_en: "Check the figures of the sums around it; then run “atlas protect” again.",
};

/// Sums that do not fit.
pub static CONTRADICTION: Kind = Kind {
    id: "disclosure-contradiction",
    severity: Warning,
    de: "Die veröffentlichten Summen rings um diese geheim gehaltene Zelle widersprechen sich ({found} Zellen): daraus lässt sich nichts berechnen, aber etwas stimmt nicht.",
    next_de: "Prüfen, ob Summen und Teile aus demselben Stand sind.",
    en: "The published sums around this withheld cell contradict each other ({found} cells): nothing can be computed from them, but something is wrong.",
    next_en: "Check that totals and parts are of the same state.",
};

/// A count under the minimum that is published.
pub static SMALL: Kind = Kind {
    id: "disclosure-small",
    severity: Error,
    de: "Die Fallzahl {found} liegt unter der angegebenen Mindestfallzahl {expected} und würde veröffentlicht.",
    next_de: "„atlas protect“ auf die vollständige Quelle anwenden und das Ergebnis veröffentlichen.",
    en: "The count {found} is below the declared minimum of {expected} and would be published.",
    next_en: "Run “atlas protect” on the complete source and publish what it writes.",
};

/// A rate that tells a small count.
pub static RATE_TELLS: Kind = Kind {
    id: "disclosure-rate",
    severity: Error,
    de: "Diese Quote verrät zusammen mit ihrem Nenner die Fallzahl {found}, die unter der Mindestfallzahl {expected} liegt.",
    next_de: "Die Quote sperren oder gröber runden; „atlas protect“ tut das.",
    en: "This rate and its denominator tell the count {found}, which is below the minimum of {expected}.",
    next_en: "Withhold the rate or round it more coarsely; “atlas protect” does so.",
};

/// A rate beside what it was computed from.
pub static RATE_BESIDE: Kind = Kind {
    id: "disclosure-rate-beside",
    severity: Error,
    de: "Die Quote {found} steht da, obwohl ihr Zähler oder Nenner ({expected}) geheim gehalten ist.",
    next_de: "Die Quote ebenfalls sperren.",
    en: "The rate {found} is there although its numerator or denominator ({expected}) is withheld.",
    next_en: "Withhold the rate as well.",
};

/// A difference that is a small count.
pub static REST_SMALL: Kind = Kind {
    id: "disclosure-rest",
    severity: Error,
    de: "Aus dieser Summe und ihren Teilen ergibt sich als Rest die Fallzahl {found}, die unter der Mindestfallzahl {expected} liegt: Teile, die in der Tabelle fehlen.",
    next_de: "Die fehlenden Teile aufnehmen und „atlas protect“ anwenden, oder einen weiteren Teil sperren.",
    en: "This total less its parts leaves the count {found}, which is below the minimum of {expected}: parts that are not in the table.",
    next_en: "Add the missing parts and run “atlas protect”, or withhold another part.",
};

/// Shown on one level, withheld on another.
pub static TORN: Kind = Kind {
    id: "disclosure-torn",
    severity: Error,
    de: "Diese Zelle ist geheim gehalten, dasselbe Gebiet steht aber auf einer anderen Ebene mit der Zahl {found} ({expected}).",
    next_de: "Beide sperren.",
    en: "This cell is withheld, but the same area has the figure {found} on another level ({expected}).",
    next_en: "Withhold both.",
};

/// Nothing to attack.
pub static NOTHING: Kind = Kind {
    id: "disclosure-nothing",
    severity: Info,
    de: "Keine Mindestfallzahl ist angegeben und keine Fallzahl geheim gehalten ({found} Zellen mit „.“ sind Quoten oder Mittel ohne Zähler und Nenner): zu prüfen ist nichts.",
    next_de: "Sind die Zahlen schon vom Amt geschützt, ist nichts zu tun; sonst atlas.minimumCases angeben.",
    en: "No minimum is declared and no count is withheld ({found} cells with “.” are rates or means without numerator and denominator): there is nothing to test.",
    next_en: "If the office has protected the figures already, there is nothing to do; otherwise declare atlas.minimumCases.",
};

/// The gate is passed.
pub static PASSED: Kind = Kind {
    id: "disclosure-passed",
    severity: Info,
    de: "Geheim gehaltene Zellen angegriffen: {found}; keine ließ sich berechnen. Mindestfallzahl: {expected}.",
    next_de: "Nichts zu tun.",
    en: "Withheld cells attacked: {found}; none could be computed. Smallest count: {expected}.",
    next_en: "Nothing to do.",
};

/// A figure in a text.
pub static IN_TEXT: Kind = Kind {
    id: "protect-value-in-text",
    severity: Warning,
    de: "Hier steht „{found}“, und so lautet auch eine geheim gehaltene Zahl ({expected}).",
    next_de: "Nachsehen, ob der Text sie verrät, und ihn dann ändern.",
    en: "Here stands “{found}”, which is also a withheld figure ({expected}).",
    next_en: "See whether the text gives it away, and change it then.",
};

/// What was written is not what was meant.
pub static RESULT_FAULTY: Kind = Kind {
    id: "protect-result",
    severity: Error,
    de: "Die geschützte Quelle liest sich nicht so, wie sie gemeint war ({found}).",
    next_de: "Die Datei auf ungewöhnliche Zeilenenden oder Anführungszeichen prüfen; es wurde nichts geschrieben.",
    en: "The protected source does not read as it was meant ({found}).",
    next_en: "Check the file for unusual line ends or quotation marks; nothing was written.",
};

/// Not everything could be protected.
pub static UNPROTECTED: Kind = Kind {
    id: "protect-failed",
    severity: Error,
    de: "Diese Zelle ließ sich nicht schützen: {found}, verlangt {expected}. Ringsum ist zu wenig, was noch gesperrt werden dürfte.",
    next_de: "Gröbere Gliederung oder größere Gebiete veröffentlichen, oder auf die Summen verzichten.",
    en: "This cell could not be protected: {found}, asked for {expected}. There is too little around it that may still be withheld.",
    next_en: "Publish coarser categories or larger areas, or leave out the totals.",
};

/// All kinds of this room.
pub(crate) static KINDS: &[&Kind] = &[
    &RULES_JSON,
    &RULES_MEMBER,
    &RULES_UNKNOWN,
    &REPORT_INSIDE,
    &REPORT_EXISTS,
    &SOURCE_FAULTY,
    &NO_RULE,
    &FILE_LEFT,
    &COLUMN_LEFT,
    &KNOWN_BEFORE,
    &EXPOSED,
    &UNPROVEN,
    &CONTRADICTION,
    &SMALL,
    &RATE_TELLS,
    &RATE_BESIDE,
    &REST_SMALL,
    &TORN,
    &NOTHING,
    &PASSED,
    &IN_TEXT,
    &RESULT_FAULTY,
    &UNPROTECTED,
];
