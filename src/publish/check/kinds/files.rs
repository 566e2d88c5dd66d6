//! Kinds about the manifest and the tables as they are written.

use super::kinds;

kinds! { FILES:
    MORE "more-remarks" Info
        "{found} weitere Befunde der Art „{expected}“." "Zuerst die genannten beheben."
        "{found} more findings of the kind “{expected}”." "Mend the listed ones first.";
    MANIFEST_MEMBER "manifest-member" Error
        "„{found}“ hat nicht die erwartete Form ({expected}) und würde nicht beachtet." "Die Angabe berichtigen oder entfernen."
        "“{found}” has not the expected form ({expected}) and would be ignored." "Correct or remove it.";
    MINIMUM_UNREADABLE "minimum-unreadable" Error
        "Die Mindestfallzahl „{found}“ wird nicht gelesen und würde nicht geprüft; erwartet wird {expected}." "Berichtigen, sonst gehen kleine Zahlen ungeschützt hinaus."
        "The minimum number of cases “{found}” is not read and would not be checked; expected is {expected}." "Correct it, or small counts go out unprotected.";
    DIALECT_UNSUPPORTED "dialect-unsupported" Error
        "Die Angabe „{found}“ im „dialect“ wird nicht unterstützt; die Tabelle würde falsch gelesen. Erwartet: {expected}." "Die Tabelle mit einer Kopfzeile und einem Trennzeichen speichern oder mit `atlas import` übernehmen."
        "“{found}” in the dialect is not supported; the table would be misread. Expected: {expected}." "Save the table with one header row and one delimiter, or take it over with `atlas import`.";
    FIELD_FORMAT "field-format" Error
        "Die Schreibweise der Zahlen „{found}“ ist nicht eindeutig: {expected}." "decimalChar und groupChar mit je einem Zeichen angeben, das nicht auch Trennzeichen ist."
        "The way numbers are written, “{found}”, is ambiguous: {expected}." "Give decimalChar and groupChar one character each that is not the delimiter.";
    FIELD_TYPE_UNKNOWN "field-type-unknown" Error
        "Den Feldtyp „{found}“ gibt es nicht; die Spalte würde nicht gezeigt." "Einen dieser Typen angeben: {expected}."
        "There is no field type “{found}”; the column would not be shown." "Use one of: {expected}.";
    FIELD_TWICE "field-twice" Error
        "Das Schema nennt das Feld „{found}“ zweimal." "Eines entfernen oder umbenennen."
        "The schema names the field “{found}” twice." "Remove or rename one.";
    MISSING_IS_ZERO "missing-is-zero" Warning
        "„{found}“ ist als Zeichen für fehlende Werte angegeben; echte Werte dieser Größe verschwinden dadurch." "Für fehlende Werte „.“ oder eine leere Zelle verwenden."
        "“{found}” is declared as a sign for missing values; real figures of that size vanish." "Use “.” or an empty cell for missing values.";
    DATE_UNREADABLE "date-unreadable" Error
        "„{found}“ ist kein Datum ({expected}) und würde nicht beachtet." "2021-07-01 oder 01.07.2021 schreiben."
        "“{found}” is no date ({expected}) and would be ignored." "Write 2021-07-01.";
    DATE_ODD "date-odd" Warning
        "„{found}“ ist kein Datum." "Den Tag als 2024-06-01 schreiben."
        "“{found}” is no date." "Write the day as 2024-06-01.";
    INTERVAL_REVERSED "interval-reversed" Error
        "Die Gültigkeit endet ({found}), bevor sie beginnt ({expected})." "Anfang und Ende vertauschen oder berichtigen."
        "The validity ends ({found}) before it begins ({expected})." "Swap or correct the two.";
    PATH_NOT_PORTABLE "path-not-portable" Warning
        "Den Dateinamen „{found}“ kann nicht jedes System öffnen (reservierter Name, Punkt oder Leerzeichen am Ende)." "Die Datei umbenennen."
        "Not every system can open the file name “{found}” (reserved name, dot or blank at the end)." "Rename the file.";
    PATH_TWICE "path-twice" Warning
        "Die Ressourcen „{expected}“ und „{found}“ nennen dieselbe Datei." "Eine entfernen."
        "The resources “{expected}” and “{found}” name the same file." "Remove one.";
    INVISIBLE "invisible-character" Warning
        "„{found}“ enthält ein unsichtbares Zeichen ({expected}); Namen und Schlüssel gelten dadurch als verschieden." "Den Text neu eintippen."
        "“{found}” contains an invisible character ({expected}); names and keys count as different because of it." "Type the text anew.";
    ENDS_ABRUPTLY "file-ends-abruptly" Warning
        "Die letzte Zeile hat kein Zeilenende, alle anderen haben eines. Vielleicht wurde die Datei mitten in einer Zahl abgeschnitten: „{found}“." "Die letzte Zahl mit der Quelle vergleichen; „bytes“ und „hash“ angeben."
        "The last row has no line end, all others have. Perhaps the file was cut within a number: “{found}”." "Compare the last figure with the source; declare “bytes” and “hash”.";
    MOJIBAKE "encoding-mojibake" Warning
        "„{found}“ sieht nach falsch gelesener Kodierung aus; gemeint ist wohl „{expected}“." "Die Datei als UTF-8 neu speichern und „encoding“ prüfen."
        "“{found}” looks like an encoding read wrongly; “{expected}” was probably meant." "Save the file as UTF-8 again and check “encoding”.";
    DAMAGED "encoding-damaged" Warning
        "„{found}“ enthält ein Ersatzzeichen: Hier stand ein Buchstabe, der beim Umwandeln verloren ging." "Den Text aus der Quelle neu übernehmen."
        "“{found}” contains a replacement character: a letter was lost here in a conversion." "Take the text from the source again.";
    COLUMN_UNKNOWN "column-unknown" Warning
        "Die Spalte „{found}“ kennt der Katalog nicht; sie bleibt unbeachtet. Vielleicht ein Schreibfehler." "Gemeint ist vielleicht: {expected}."
        "The catalogue does not know the column “{found}”; it is left aside. Perhaps misspelt." "Perhaps this was meant: {expected}.";
    NUMBER_SCIENTIFIC "number-scientific" Warning
        "„{found}“ ist in Exponentschreibweise; Tabellenprogramme runden dabei." "Die Spalte als Zahl ohne Exponent formatieren und neu speichern. Gelesen wird {expected}."
        "“{found}” is in scientific notation, for which spreadsheets round." "Format the column without exponent and save again. It is read as {expected}.";
    NUMBER_AMBIGUOUS "number-ambiguous" Warning
        "Alle Zahlen mit Punkt haben genau drei Stellen dahinter („{found}“): Tausenderpunkt oder Dezimalzahl?" "Bei Tausendern „groupChar“ angeben oder ohne Punkt schreiben. Gelesen wird {expected}."
        "All numbers with a point have exactly three digits behind it (“{found}”): thousands or decimals?" "For thousands declare “groupChar” or write them without. It is read as {expected}.";
    SENTINEL "value-sentinel" Warning
        "{found} sieht nach einem Platzhalter für einen fehlenden Wert aus." "Die Zelle leer lassen oder das Zeichen unter „missingValues“ angeben."
        "{found} looks like a placeholder for a missing value." "Leave the cell empty or declare it under “missingValues”.";
    TYPE_BROKEN "type-broken" Error
        "„{found}“ passt nicht zum Typ der Spalte ({expected})." "Die Zelle oder den Typ berichtigen."
        "“{found}” does not fit the type of the column ({expected})." "Correct the cell or the type.";
    CONSTRAINT_BROKEN "constraint-broken" Error
        "„{found}“ verletzt die Regel der Spalte: {expected}." "Die Zelle oder die Regel berichtigen."
        "“{found}” breaks the column's rule: {expected}." "Correct the cell or the rule.";
    PRIMARY_KEY_BROKEN "primary-key-broken" Error
        "Der Primärschlüssel „{found}“ steht schon in Zeile {expected}." "Eine der Zeilen entfernen oder den Schlüssel erweitern."
        "The primary key “{found}” stands in row {expected} already." "Remove one of the rows or extend the key.";
    FOREIGN_KEY_BROKEN "foreign-key-broken" Error
        "„{found}“ gibt es in der Tabelle „{expected}“ nicht, auf die der Fremdschlüssel zeigt." "Den Wert berichtigen oder dort ergänzen."
        "“{found}” does not exist in the table “{expected}” that the foreign key points to." "Correct the value or add it there.";
}
