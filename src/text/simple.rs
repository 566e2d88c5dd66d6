//! Simple German ("einfache Sprache"): short sentences, common words. What has no words of its own is German.

use super::de::{APP, DE, ERROR, FIGURE, LINK, NUMBER, SENTENCE, STATE};
use super::words::{AboutText, AppText, ErrorText, FigureText, LinkText, PageText, SearchText, Text};
use super::{SentenceText, Sign, StateText};

pub(super) const SIMPLE: Text = Text {
    app: AppText {
        menu: "Menü",
        catalogue: "Alle Zahlen",
        profile: "Ein Ort",
        compare: "Orte vergleichen",
        about: "Was ist der Atlas?",
        language_name: "Einfache Sprache",
        loading_catalogue: "Die Liste wird geladen …",
        loading_values: "Die Zahlen werden geladen …",
        contact: "Einen Fehler melden",
        accessibility: "Barrierefreiheit",
        ..APP
    },
    search: SearchText {
        placeholder: "Name von einem Landkreis oder einer Stadt",
        none: "Diesen Ort haben wir nicht gefunden.",
        locating: "Wir suchen, wo Sie sind …",
        locate: "Zeigen, wo ich bin",
        outside: "Sie sind an einem Ort, der nicht in diesem Atlas steht.",
        denied: "Ihr Gerät sagt uns nicht, wo Sie sind. Schreiben Sie den Ort in das Feld.",
        unavailable: "Wir finden nicht heraus, wo Sie sind. Schreiben Sie den Ort in das Feld.",
        nothing_sent: "Niemand erfährt, wo Sie sind. Ihr Ort bleibt auf Ihrem Gerät.",
        ..DE.search
    },
    figure: FigureText {
        rank: "Platz",
        value: "Zahl",
        change: "Was sich geändert hat",
        reference: "Zum Vergleich",
        without_value: "keine Zahl",
        period: "Jahr",
        trend: "Über die Jahre",
        play: "Die Jahre nacheinander zeigen",
        own_calculation: "von uns berechnet",
        keys: "Mit den Pfeiltasten wechseln Sie den Ort. Mit der Eingabetaste öffnen Sie ihn.",
        ..FIGURE
    },
    source: DE.source,
    share: DE.share,
    page: PageText {
        themes: "Themen",
        choose_area: "Einen Ort wählen",
        own_data_private: "Die Datei bleibt auf Ihrem Gerät. Andere können sie nicht sehen.",
        ..DE.page
    },
    state: simple_signs(),
    link: LinkText {
        heading: "Zu Ihrem Link",
        unknown: "Einen Teil von dem Link kennen wir nicht: „{0}={1}“.",
        invalid: "Einen Teil von dem Link können wir nicht lesen: „{1}“ bei „{0}“.",
        other_edition: "Der Link ist für die Ausgabe {0}. Sie sehen die Ausgabe {1}. Manche Zahlen können anders sein.",
        ..LINK
    },
    error: ErrorText {
        heading: "Das hat nicht geklappt",
        retry: "Noch einmal versuchen",
        offline: "Sie haben gerade kein Internet.",
        not_found: "Die Datei „{0}“ gibt es nicht mehr.",
        truncated: "Die Zahlen sind nicht ganz angekommen.",
        wrong_hash: "Die Datei ist verändert worden. Wir zeigen sie nicht.",
        ..ERROR
    },
    about: AboutText {
        heading: "Was ist der Atlas?",
        what: "Der Sozialatlas zeigt, wie die Menschen in den Landkreisen und Städten leben. Zum Beispiel: Wie viele \
               Menschen haben keine Arbeit? Zu jeder Zahl steht dabei, woher sie kommt.",
        reading: "Die Karte, die Balken und die Tabelle zeigen dieselben Zahlen. Weiter rechts in der Legende heißt: Die Zahl ist höher. Das ist \
                  nicht immer gut und nicht immer schlecht. Gestreift heißt: Es gibt keine Zahl.",
        ranks: "Manchmal haben mehrere Orte die gleiche Zahl. Dann haben sie den gleichen Platz.",
        causes: "Der Atlas zeigt Zahlen. Er sagt nicht, warum etwas so ist.",
        missing_heading: "Wenn eine Zahl fehlt",
        missing: "Wenn eine Zahl fehlt, heißt das nicht: null. Ein Zeichen sagt, warum die Zahl fehlt.",
        privacy: "Der Atlas merkt sich nichts über Sie. Niemand erfährt, was Sie hier ansehen.",
        ..DE.about
    },
    number: NUMBER,
    sentence: SentenceText {
        missing: "{0}: Für {1} ({2}) gibt es keine Zahl. {3}",
        more: "Das sind {0} mehr als die Zahl für {1} ({2}).",
        less: "Das sind {0} weniger als die Zahl für {1} ({2}).",
        same: "Das ist genauso viel wie die Zahl für {0} ({1}).",
        rank: "Platz {0}.",
        rank_highest: "Platz {0}. Das ist die höchste Zahl.",
        rank_lowest: "Platz {0}. Das ist die niedrigste Zahl.",
        risen: "Zwischen {0} und {1} ist die Zahl um {2} gestiegen.",
        fallen: "Zwischen {0} und {1} ist die Zahl um {2} gesunken.",
        steady: "Zwischen {0} und {1} ist die Zahl fast gleich geblieben ({2}).",
        unchanged: "{0} und {1} ist die Zahl gleich.",
        no_change: "Wir können nicht sagen, was sich zwischen {0} und {1} geändert hat.",
        broken: "Achtung: Ab {0} wurde anders gezählt. {1} Die Zahlen davor und danach passen nicht genau zusammen.",
        broken_without_reason: "Achtung: Ab {0} wurde anders gezählt. Die Zahlen davor und danach passen nicht genau zusammen.",
        median_of_areas: "die Mitte von allen Gebieten",
        median_of_peers: "die Mitte von allen ähnlichen Gebieten",
        profile_higher: "Viel höher als in den meisten Gebieten: {0}.",
        profile_lower: "Viel niedriger als in den meisten Gebieten: {0}.",
        profile_item: "{0} {1} ({2}; Mitte {3})",
        profile_usual: "Keine Zahl ist ganz anders als in den meisten Gebieten.",
        profile_changed: "Hier ist es anders als in den meisten Gebieten: {0}. Im Jahr {1}: {2}. Im Jahr {3}: {4}. Das ist: {5}. In der Mitte der Gebiete: {6}.",
        ..SENTENCE
    },
};

const fn simple_signs() -> StateText {
    StateText {
        heading: "Was die Zeichen bedeuten",
        not_published: sign("k. A.", "keine Zahl", "Niemand hat diese Zahl veröffentlicht."),
        unknown_or_confidential: sign(
            ".",
            "unbekannt oder geheim",
            "Die Zahl ist nicht bekannt. Oder sie ist geheim, damit niemand einzelne Menschen erkennt.",
        ),
        pending: sign("...", "kommt später", "Diese Zahl kommt später."),
        unreliable: sign("/", "zu unsicher", "Die Zahl ist zu unsicher. Deshalb steht sie hier nicht."),
        not_applicable: sign("x", "nicht sinnvoll", "Hier passt keine Zahl."),
        no_such_area: sign("entfällt", "gab es nicht", "Dieses Gebiet gab es damals nicht."),
        territory_changed: sign(
            "Gebietsstand",
            "Gebiet war anders",
            "Das Gebiet war damals größer oder kleiner. Die Zahl passt nicht zu dem Gebiet von heute.",
        ),
        ..STATE
    }
}

const fn sign(sign: &'static str, short: &'static str, long: &'static str) -> Sign {
    Sign { sign, short, long }
}
