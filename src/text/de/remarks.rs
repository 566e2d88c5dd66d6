//! German: signs, links, errors, the page about the atlas.

use crate::text::words::{AboutText, ErrorText, LinkText};
use crate::text::{Sign, StateText};

const fn sign(sign: &'static str, short: &'static str, long: &'static str) -> Sign {
    Sign { sign, short, long }
}

pub(in crate::text) const STATE: StateText = StateText {
    heading: "Zeichenerklärung",
    sign: "Zeichen",
    meaning: "Bedeutung",
    zero: sign("-", "genau null", "Genau null: nichts vorhanden. Der Atlas zeigt die Zahl 0."),
    not_published: sign("k. A.", "nicht veröffentlicht", "Keine Quelle veröffentlicht diesen Wert."),
    unknown_or_confidential: sign(
        ".",
        "unbekannt oder geheim",
        "Zahlenwert unbekannt oder geheim zu halten. Welches von beiden zutrifft, wird nicht veröffentlicht.",
    ),
    pending: sign("...", "fällt später an", "Die Angabe fällt später an."),
    unreliable: sign("/", "nicht sicher genug", "Keine Angabe, da der Zahlenwert nicht sicher genug ist."),
    not_applicable: sign("x", "nicht sinnvoll", "Tabellenfach gesperrt, weil die Aussage nicht sinnvoll ist."),
    no_such_area: sign("entfällt", "Gebiet bestand nicht", "Das Gebiet bestand in diesem Zeitraum nicht."),
    territory_changed: sign(
        "Gebietsstand",
        "Gebietsstand",
        "Das Gebiet hat sich geändert; der Wert lässt sich nicht auf das heutige Gebiet übertragen.",
    ),
    provisional: sign("p", "vorläufig", "Vorläufiger Zahlenwert; er kann sich noch ändern."),
    revised: sign("r", "berichtigt", "Berichtigter Zahlenwert; er ersetzt einen früher veröffentlichten."),
    estimated: sign("s", "geschätzt", "Geschätzter Zahlenwert."),
    limited_reliability: sign(
        "( )",
        "eingeschränkt aussagefähig",
        "Aussagewert eingeschränkt, da der Zahlenwert statistisch unsicher ist.",
    ),
    rounded: sign(
        "0",
        "gerundet null",
        "Mehr als nichts, aber weniger als die Hälfte der kleinsten gezeigten Einheit.",
    ),
    series_break: sign(
        "|",
        "Zeitreihenbruch",
        "Ab hier gilt eine andere Abgrenzung oder Methode. Frühere Werte sind nur eingeschränkt vergleichbar.",
    ),
    recomputed: sign(
        "b",
        "umgerechnet",
        "Aus veröffentlichten Zählwerten auf den angegebenen Gebietsstand umgerechnet (eigene Berechnung).",
    ),
};

pub(in crate::text) const LINK: LinkText = LinkText {
    heading: "Hinweise zum Link",
    unknown: "Der Link enthält einen unbekannten Teil: „{0}={1}“. Er wurde übergangen.",
    invalid: "Der Link enthält einen Wert, der nicht gelesen werden kann: „{1}“ bei „{0}“. Er wurde übergangen.",
    unreadable: "Der Link ist an einer Stelle beschädigt: „{0}={1}“. Sie wurde übergangen.",
    repeated: "Der Link nennt „{0}“ mehrfach; „{1}“ wurde übergangen.",
    too_long: "Der Link ist zu lang. Ab „{1}“ wurde er nicht gelesen.",
    no_indicator: "Den Indikator „{0}“ gibt es in dieser Ausgabe nicht.",
    no_area: "Das Gebiet „{0}“ gibt es in dieser Ausgabe nicht.",
    no_level: "Die Gebietsebene „{0}“ gibt es in dieser Ausgabe nicht.",
    no_period: "Für „{0}“ gibt es keine Werte.",
    no_breakdown: "Die Gliederung „{0}“ gibt es für diesen Indikator nicht.",
    no_reference: "Den Vergleichswert „{0}“ gibt es in dieser Ausgabe nicht.",
    not_on_level: "Für „{0}“ gibt es auf dieser Gebietsebene keine Werte, wohl aber auf: {1}.",
    other_level: "Das Gebiet „{0}“ gehört zu einer anderen Gebietsebene ({1}). Es wurde übergangen.",
    reversed: "Der Link nennt den späteren Zeitpunkt zuerst. Gezeigt wird die Veränderung vom früheren zum späteren.",
    other_edition: "Dieser Link nennt die Ausgabe {0}; gezeigt wird die Ausgabe {1}. Werte können abweichen.",
    not_built: "Diese Ansicht gibt es noch nicht. Gezeigt wird die Startseite.",
};

pub(in crate::text) const ERROR: ErrorText = ErrorText {
    heading: "Die Daten können nicht gezeigt werden",
    retry: "Erneut versuchen",
    reload: "Seite neu laden",
    offline: "Es besteht keine Verbindung, und diese Daten sind noch nicht auf Ihrem Gerät gespeichert.",
    not_found: "Die Datei „{0}“ liegt nicht auf dem Server.",
    server: "Der Server meldet einen Fehler (Status {0}).",
    timeout: "Der Server antwortet nicht.",
    truncated: "Die Datei ist nicht vollständig angekommen.",
    wrong_type: "Der Server hat statt der Daten eine Webseite geschickt.",
    wrong_hash: "Die Datei stimmt nicht mit der Prüfsumme ihrer Ausgabe überein. Sie wird nicht gezeigt.",
    unreadable: "Die Datei lässt sich nicht lesen: {0}",
    rejected: "Die Prüfung hat Fehler gefunden.",
    too_large: "Die Datei ist größer, als der Atlas öffnet.",
    other_origin: "Der Link verweist auf Daten von {0}. Sie werden erst geladen, wenn Sie zustimmen.",
};

pub(in crate::text) const ABOUT: AboutText = AboutText {
    heading: "Über den Atlas",
    what: "Der Sozialatlas zeigt, wie Menschen in Landkreisen und kreisfreien Städten leben: Bevölkerung, Arbeit, \
           Einkommen, Bildung, Gesundheit und mehr. Er gibt veröffentlichte Zahlen wieder und nennt zu jeder Zahl die Quelle.",
    reading_heading: "So lesen Sie den Atlas",
    reading: "Karte, Balken und Tabelle zeigen dieselben Werte. Je weiter rechts eine Farbe in \
              der Legende steht, desto höher ist der Wert; höher heißt nicht besser oder schlechter. Gebiete ohne Wert sind schraffiert.",
    ranks: "Gebiete mit gleichem Wert teilen sich die Ränge, zum Beispiel „4.–6. von 22“. Gebiete ohne Wert haben keinen Rang.",
    causes: "Der Atlas beschreibt und vergleicht. Gehen zwei Größen gemeinsam einher, ist damit keine Ursache belegt.",
    missing_heading: "Wenn ein Wert fehlt",
    missing: "Ein fehlender Wert ist nicht null. Die Zeichen sagen, warum er fehlt. Die meisten entsprechen der amtlichen Statistik.",
    privacy_heading: "Datenschutz",
    privacy: "Der Atlas setzt keine Cookies, zählt keine Besuche und lädt nichts von anderen Anbietern. Standort und eigene \
              Dateien bleiben auf Ihrem Gerät.",
    keyboard_heading: "Bedienung mit der Tastatur",
    keyboard: "Alle Ansichten lassen sich mit der Tastatur bedienen. In Karte und Balken wechseln die Pfeiltasten das \
               Gebiet, Eingabe wählt es aus oder öffnet sein Profil, Escape hebt die Auswahl auf.",
    sources_heading: "Quellen und Lizenzen",
    sources: "Quelle, Lizenz und Quellenvermerk stehen bei jedem Indikator und in jeder heruntergeladenen Datei.",
};
