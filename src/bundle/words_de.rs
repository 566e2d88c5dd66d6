//! The findings in German. `{found}` and `{expected}` stand for what the finding says.

use super::Code;

/// The words of a code.
pub fn text(code: Code) -> &'static str {
    match code {
        Code::More => "{found} weitere Befunde der Art „{expected}“",
        Code::PackageMissing => "Es gibt keine datapackage.json. Wahrscheinlich wurde der falsche Ordner gewählt",
        Code::FileMissing => {
            "Die Datei „{found}“ ist im Paket genannt, aber nicht vorhanden. Vermutlich vergessen, umbenannt oder \
             anders groß- und kleingeschrieben"
        }
        Code::FileUnreadable => "Die Datei ist nicht lesbar: {found}",
        Code::TooLarge => "Zu groß: {found}; erlaubt sind {expected}",
        Code::PathUnsafe => {
            "Der Pfad „{found}“ führt aus dem Bündel hinaus. Erlaubt sind nur Dateien im Ordner des Pakets, ohne \
             „..“ und ohne Laufwerk oder Protokoll"
        }
        Code::PathRemote => {
            "„{found}“ liegt auf einem fremden Server und wird nicht geladen. Die Datei ins Paket legen"
        }
        Code::HtmlInstead => {
            "Hier steht eine Webseite (HTML) statt Daten. Vermutlich hat der Server eine Fehler- oder Startseite \
             geliefert"
        }
        Code::JsonInvalid => "Kein gültiges JSON: {found}",
        Code::JsonTruncated => "Die Datei endet mitten im JSON. Vermutlich wurde sie abgeschnitten",
        Code::JsonDuplicateKey => "„{found}“ kommt in einem Objekt doppelt vor; welches gilt, ist nicht zu entscheiden",
        Code::NotUtf8 => {
            "Das Byte {found} ist kein UTF-8. Vermutlich ist die Datei in Windows-1252 (ANSI) gespeichert: als \
             „CSV UTF-8“ speichern oder „encoding“ angeben"
        }
        Code::EncodingUnknown => "Die Kodierung „{found}“ wird nicht gelesen; möglich sind {expected}",
        Code::ManifestShape => "Erwartet wird hier {expected}, gefunden: {found}",
        Code::ResourcesMissing => "Das Paket nennt keine Ressourcen („resources“)",
        Code::ResourceNameMissing => "Eine Ressource hat keinen Namen; ersatzweise gilt „{found}“",
        Code::ResourceNameDuplicate => "Zwei Ressourcen heißen „{found}“; Namen müssen eindeutig sein",
        Code::RoleUnknown => "Die Rolle „{found}“ ist unbekannt, die Ressource bleibt unbeachtet",
        Code::RoleLater => "Die Rolle „{found}“ wird noch nicht angezeigt",
        Code::ResourceUnused => "Die Ressource „{found}“ enthält nichts, was der Atlas zeigt",
        Code::PropertyUnknown => {
            "Die Eigenschaft „{found}“ ist unbekannt und bleibt unbeachtet. Vielleicht ein Tippfehler"
        }
        Code::BytesMismatch => {
            "Die Datei hat {found} Bytes statt der angegebenen {expected}. Vermutlich abgeschnitten oder \
             nachträglich geändert"
        }
        Code::HashMismatch => {
            "Die Prüfsumme {found} stimmt nicht mit der angegebenen {expected} überein. Die Datei wurde verändert \
             oder beschädigt"
        }
        Code::HashUnchecked => "Die Prüfsumme „{found}“ kann nicht geprüft werden; geprüft wird sha256",
        Code::LinkScheme => "„{found}“ wird nicht als Verweis gezeigt; erlaubt sind http, https und mailto",
        Code::NoAreas => "Das Paket enthält keine Gebiete: Es fehlt eine GeoJSON-Datei mit Flächen",
        Code::NoValues => "Das Paket enthält keine Werte: Es fehlt eine CSV-Tabelle mit Schlüssel und Zahlen",
        Code::LevelUnknown => "Die Gebietsebene „{found}“ gibt es im Paket nicht; vorhanden: {expected}",
        Code::ReferenceToUnknown => "„{found}“ gibt es im Bündel nicht",
        Code::CsvEmpty => "Die Datei ist leer",
        Code::CsvNoRows => "Die Tabelle hat nur eine Kopfzeile und keine Werte",
        Code::CsvUnclosedQuote => {
            "Ein Anführungszeichen wird hier geöffnet und nicht geschlossen; der Rest der Datei gehört dadurch zu \
             einer Zelle"
        }
        Code::CsvStrayQuote => {
            "Hinter dem schließenden Anführungszeichen steht Text. Anführungszeichen im Text werden verdoppelt"
        }
        Code::CsvRagged => {
            "Die Zeile hat {found} Zellen, die Kopfzeile {expected}. Vermutlich fehlt ein Trennzeichen oder eines \
             steht zu viel (Dezimalkomma?)"
        }
        Code::CsvDelimiter => {
            "Die Kopfzeile „{found}“ enthält das Trennzeichen {expected}, angegeben ist ein anderes. Vermutlich \
             aus Excel gespeichert (Semikolon und Dezimalkomma): „dialect“ mit „delimiter“ und bei den Feldern \
             „decimalChar“ angeben"
        }
        Code::HeaderDuplicate => "Der Spaltenname „{found}“ kommt doppelt vor",
        Code::HeaderEmpty => "Spalte {found} hat keinen Namen",
        Code::ColumnMissing => "Die Spalte „{found}“ fehlt; vorhanden: {expected}",
        Code::ColumnUndeclared => "Die Spalte „{found}“ steht nicht im Schema",
        Code::KeyColumnMissing => {
            "Keine Spalte passt zu den Gebietsschlüsseln (zum Beispiel „{expected}“); vorhanden: {found}"
        }
        Code::PeriodColumnMissing => {
            "Keine Spalte nennt den Zeitraum; erwartet wird eine Spalte jahr, year, period oder stichtag"
        }
        Code::PeriodAssumed => "Die Tabelle nennt keinen Zeitraum; angenommen wird {found}",
        Code::NoIndicator => "Keine Spalte enthält Zahlen",
        Code::KeyEmpty => "Der Gebietsschlüssel ist leer",
        Code::KeyUnknown => {
            "Der Schlüssel „{found}“ passt zu keinem Gebiet. Vielleicht ein anderer Gebietsstand oder ein \
             Tippfehler"
        }
        Code::KeyLeadingZero => {
            "Der Schlüssel „{found}“ hat wohl seine führende Null verloren: {expected}? Tabellenprogramme \
             streichen sie; die Spalte als Text speichern"
        }
        Code::AreaWithoutValues => {
            "Für das Gebiet „{found}“ gibt es keine Werte ({expected}); es wird als „keine Angabe“ gezeigt"
        }
        Code::PeriodInvalid => "„{found}“ ist kein Zeitraum; erwartet wird 2023, 2023-05 oder 2023-05-31",
        Code::RowDuplicate => "Zeile {expected} nennt schon Werte für {found}",
        Code::NumberInvalid => "„{found}“ ist keine Zahl und kein vereinbartes Zeichen für einen fehlenden Wert",
        Code::NumberNotFinite => {
            "„{found}“ ist kein Wert. Vermutlich das Ergebnis einer Rechnung mit Lücken oder einer Teilung durch \
             null: Zelle leer lassen oder ein Zeichen wie „.“ setzen"
        }
        Code::NumberDecimalComma => {
            "„{found}“ enthält ein Komma. Vermutlich ein Dezimalkomma: „decimalChar“ beim Feld angeben oder \
             {expected} schreiben"
        }
        Code::NumberThousands => {
            "„{found}“ ist nicht eindeutig: Tausenderpunkt ({expected}) oder Dezimalzahl? Ohne Tausenderzeichen \
             schreiben oder „groupChar“ angeben"
        }
        Code::NumberNotInteger => "„{found}“ ist keine ganze Zahl, die Spalte ist als ganzzahlig (integer) angegeben",
        Code::FlagUnknown => "Das Kennzeichen „{found}“ ist unbekannt; möglich sind {expected}",
        Code::ValueBesideFlag => "Die Zelle nennt die Zahl, die das Kennzeichen „{found}“ verbirgt. Die Zahl entfernen",
        Code::IndicatorUnknown => "Der Indikator „{found}“ steht nicht im Katalog",
        Code::IndicatorDuplicate => "Der Indikator „{found}“ kommt doppelt vor",
        Code::IndicatorWithoutValues => "Zum Indikator „{found}“ gibt es keine Werte",
        Code::CategoryUnknown => "„{found}“ ist keine Ausprägung dieser Gliederung; möglich sind {expected}",
        Code::WordUnknown => "„{found}“ ist hier unbekannt; möglich sind {expected}",
        Code::GeoNotCollection => "Erwartet wird eine GeoJSON-FeatureCollection, gefunden: {found}",
        Code::GeoEmpty => "Die Datei enthält keine Flächen",
        Code::GeoNull => "Das Gebiet „{found}“ hat keine Geometrie; es erscheint in Tabellen, nicht auf der Karte",
        Code::GeoKind => {
            "Das Gebiet „{found}“ ist {expected} statt einer Fläche; es erscheint in Tabellen, nicht auf der \
             Karte"
        }
        Code::GeoKeyMissing => {
            "Das Gebiet hat keinen Schlüssel; erwartet wird eine „id“ oder eine Eigenschaft ags, ars, key, id \
             oder nuts"
        }
        Code::GeoKeyNumber => {
            "Der Schlüssel {found} ist eine Zahl; führende Nullen gehen so verloren. Als Text schreiben"
        }
        Code::GeoKeyDuplicate => "Zwei Gebiete haben den Schlüssel „{found}“",
        Code::GeoCoordinates => {
            "Die Koordinaten von „{found}“ sind nicht lesbar; erwartet werden Zahlenpaare Länge, Breite"
        }
        Code::GeoUnclosed => "Der Ring von „{found}“ ist nicht geschlossen: Erste und letzte Stelle müssen gleich sein",
        Code::GeoRingShort => "Der Ring von „{found}“ hat weniger als vier Stellen oder keine Fläche",
        Code::GeoCrossing => {
            "Die Grenze von „{found}“ überschneidet sich selbst bei {expected}; Flächen und Nachbarschaften \
             können falsch sein"
        }
        Code::GeoUnchecked => "Die Grenze von „{found}“ ist zu verwickelt, um sie auf Überschneidungen zu prüfen",
        Code::GeoProjected => {
            "Die Koordinaten von „{found}“ ({expected}) sind keine Grad. Vermutlich UTM (EPSG:25832/25833): nach \
             WGS 84 (EPSG:4326) umrechnen"
        }
        Code::GeoSwapped => {
            "Bei „{found}“ ({expected}) sind vermutlich Länge und Breite vertauscht; GeoJSON schreibt die Länge \
             zuerst"
        }
        Code::GeoOutside => "Die Koordinaten von „{found}“ ({expected}) liegen außerhalb der Erde",
        Code::GeoCrs => {
            "Die Datei nennt das Koordinatensystem „{found}“; GeoJSON ist immer WGS 84, die Angabe bleibt \
             unbeachtet"
        }
        Code::GeoBecameReference => "„{found}“ umfasst andere Gebiete der Datei und dient als Vergleichsgebiet",
        Code::ZeroDenominator => "Die Bezugsgröße ist 0 ({found}); eine Quote ist dort nicht definiert",
        Code::SingleSuppressed => {
            "Nur „{found}“ ist verborgen, die Summe ({expected}) ist veröffentlicht: Die Zahl lässt sich \
             zurückrechnen. Eine zweite Zelle sperren"
        }
        Code::CountSmall => {
            "Die Fallzahl {found} liegt unter dem angegebenen Mindestwert {expected} und muss gesperrt werden"
        }
    }
}
