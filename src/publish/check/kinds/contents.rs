//! Kinds about keys, the catalogue, periods, planning areas and crosswalks.

use super::kinds;

kinds! { CONTENTS:
    ZERO_LOST "key-leading-zero-elsewhere" Error
        "Der Schlüssel „{found}“ hat wohl seine führende Null verloren: {expected}?" "Die Spalte in der Tabellenkalkulation als Text speichern."
        "The key “{found}” has probably lost its leading zero: {expected}?" "Save the column as text in the spreadsheet.";
    KEY_LENGTH "key-length-odd" Warning
        "Die Schlüssel der Ebene haben {expected} Stellen („{found}“): Kreise haben 5, Gemeinden 8 oder 12. Vermutlich fehlt in Grenzen und Werten die führende Null." "Die Schlüssel in beiden Dateien als Text mit führender Null schreiben."
        "The keys of the level have {expected} digits (“{found}”): districts have 5, municipalities 8 or 12. Probably the leading zero is lost in boundaries and figures." "Write the keys in both files as text with their zero.";
    ID_DIFFERS "geo-id-differs" Warning
        "Die „id“ {found} ist der Schlüssel eines anderen Gebiets; dieses hier heißt {expected}." "„id“ und Schlüssel angleichen."
        "The “id” {found} is the key of another area; this one is {expected}." "Make id and key the same.";
    NAME_MISSING "area-name-missing" Warning
        "Das Gebiet „{found}“ hat keinen Namen; gezeigt wird sein Schlüssel." "Eine Eigenschaft „name“ ergänzen."
        "The area “{found}” has no name; its key is shown." "Add a property “name”.";
    PARENT_UNKNOWN "parent-unknown" Warning
        "Das Gebiet „{expected}“ nennt als übergeordnetes Gebiet „{found}“, das es nicht gibt." "Den Schlüssel berichtigen oder das Gebiet unter „references“ angeben."
        "The area “{expected}” names “{found}” as its parent, which is not there." "Correct the key or declare it under “references”.";
    PARENT_CYCLE "parent-cycle" Error
        "Das Gebiet „{found}“ ist über seine übergeordneten Gebiete Teil seiner selbst ({expected})." "„parent“ berichtigen."
        "The area “{found}” is part of itself through its parents ({expected})." "Correct “parent”.";
    OUTSIDE_VALIDITY "value-outside-validity" Warning
        "Für „{found}“ gibt es Werte aus Zeiten, in denen das Gebiet nicht bestand ({expected})." "Gültigkeit berichtigen oder die Werte mit `atlas territory` umrechnen."
        "There are figures for “{found}” from times in which the area did not exist ({expected})." "Correct the validity or convert the figures with `atlas territory`.";
    AREA_TWICE "area-twice" Error
        "Der Schlüssel „{found}“ ist unter „references“ und noch einmal vergeben ({expected})." "Einen der beiden entfernen."
        "The key “{found}” is declared under “references” and once more ({expected})." "Remove one of them.";
    LEVEL_WITHOUT_AREAS "level-without-areas" Warning
        "Die Gebietsebene „{found}“ ist beschrieben, hat aber keine Grenzen." "Grenzen ergänzen oder die Beschreibung entfernen."
        "The level “{found}” is described and has no boundaries." "Add boundaries or remove the description.";
    CATEGORY_TWICE "category-twice" Error
        "Die Ausprägung „{found}“ steht zweimal in der Gliederung „{expected}“." "Eine entfernen."
        "The category “{found}” stands twice in the breakdown “{expected}”." "Remove one.";
    BREAKDOWN_TWICE "breakdown-twice" Error
        "Die Gliederung „{found}“ ist zweimal angegeben." "Eine entfernen."
        "The breakdown “{found}” is declared twice." "Remove one.";
    THEME_TWICE "theme-twice" Error
        "Das Themenfeld „{found}“ ist zweimal angegeben." "Eines entfernen."
        "The theme “{found}” is declared twice." "Remove one.";
    THEME_EMPTY "theme-empty" Warning
        "Das Themenfeld „{found}“ hat keinen Indikator." "Indikatoren oder Datenlücken zuordnen oder das Feld entfernen."
        "The theme “{found}” has no indicator." "Assign indicators or data gaps, or remove it.";
    FORMULA_CYCLE "formula-cycle" Error
        "Zähler und Bezugsgröße von „{found}“ führen zu ihm selbst zurück ({expected})." "numerator_id und denominator_id berichtigen."
        "Numerator and denominator of “{found}” lead back to itself ({expected})." "Correct numerator_id and denominator_id.";
    RATE_OF_ONE "rate-of-one" Error
        "Zähler und Bezugsgröße von „{found}“ sind derselbe Indikator ({expected}); die Quote wäre immer 1." "Einen der beiden berichtigen."
        "Numerator and denominator of “{found}” are one indicator ({expected}); the rate would always be 1." "Correct one of them.";
    ID_LOOKALIKE "id-lookalike" Warning
        "„{found}“ und „{expected}“ unterscheiden sich nur in Groß- und Kleinschreibung." "Einen umbenennen."
        "“{found}” and “{expected}” differ in capitals only." "Rename one.";
    ID_ODD "id-odd" Warning
        "Die Kennung „{found}“ enthält Zeichen, die in Adressen verschlüsselt werden." "Nur a–z, 0–9, „_“ und „-“ verwenden."
        "The id “{found}” contains characters that are encoded in addresses." "Use a–z, 0–9, “_” and “-” only.";
    TITLE_MISSING "title-missing" Warning
        "Der Indikator „{found}“ hat keinen Titel; gezeigt wird die Kennung." "title_de ergänzen."
        "The indicator “{found}” has no title; its id is shown." "Add title_de.";
    TITLE_TWICE "title-twice" Warning
        "„{found}“ und „{expected}“ haben denselben Titel und dieselbe Einheit; Lesende können sie nicht unterscheiden." "Einen Titel ändern."
        "“{found}” and “{expected}” have the same title and unit; readers cannot tell them apart." "Change one title.";
    BREAKDOWN_UNKNOWN "breakdown-unknown" Warning
        "Die Gliederung „{found}“ ist nicht angegeben; sie erscheint nicht." "Unter „atlas.breakdowns“ ergänzen oder hier entfernen."
        "The breakdown “{found}” is not declared; it does not appear." "Declare it under “atlas.breakdowns” or remove it here.";
    UNIT_CONTRADICTION "unit-contradiction" Warning
        "„{found}“ und die Art der Messung widersprechen sich: {expected}." "Einheit (unit_de) oder Messung (measure) berichtigen."
        "“{found}” contradicts the measure: {expected}." "Correct unit_de or measure.";
    RATE_BASE "rate-base-missing" Warning
        "Die Quote „{found}“ sagt nicht, auf wie viele sie sich bezieht." "Die Spalte „per“ ergänzen: 1000, 10000 oder 100000."
        "The rate “{found}” does not say per how many." "Add the column “per”: 1000, 10000 or 100000.";
    ADDITIVE_SHARE "additive-share" Error
        "„{found}“ ist als summierbar angegeben, ist aber eine Quote oder ein Durchschnitt; Summen daraus wären falsch." "additive auf false setzen."
        "“{found}” is declared additive and is a rate or mean; sums of it would be wrong." "Set additive to false.";
    LINK_TO_ITSELF "link-to-itself" Warning
        "„{found}“ verweist als verwandter Indikator auf sich selbst." "Den Verweis entfernen."
        "“{found}” names itself as a related indicator." "Remove it.";
    BREAK_OUTSIDE "break-outside" Warning
        "Der Zeitreihenbruch {found} von „{expected}“ liegt außerhalb der Jahre mit Werten." "Das Jahr prüfen."
        "The series break {found} of “{expected}” lies outside the years with figures." "Check the year.";
    PERIOD_FUTURE "period-future" Warning
        "Der Zeitraum {found} liegt nach der Veröffentlichung ({expected})." "Prüfen; Vorausberechnungen gehören in eine Tabelle mit der Rolle „projection“."
        "The period {found} lies after the publication ({expected})." "Check it; projections belong in a table of the role “projection”.";
    PERIOD_IMPLAUSIBLE "period-implausible" Warning
        "Den Zeitraum {found} hat wohl niemand gemeint." "Das Jahr prüfen; vermutlich eine vertauschte Ziffer."
        "Nobody probably meant the period {found}." "Check the year; digits were probably swapped.";
    PERIOD_MIXED "period-mixed" Warning
        "„{found}“ mischt Jahre, Monate und Tage ({expected}); Reihen werden dadurch lückenhaft." "Eine Schreibweise verwenden oder zwei Indikatoren daraus machen."
        "“{found}” mixes years, months and days ({expected}), which tears its series apart." "Write them in one way, or make two indicators of it.";
    SET_MEMBER_TWICE "set-member-twice" Error
        "Das Gebiet „{found}“ gehört zweimal zugleich zum Planungsraum „{expected}“; es würde doppelt gezählt." "Eine Zeile entfernen oder die Zeiten trennen."
        "The area “{found}” belongs to the planning area “{expected}” twice at a time and would be counted double." "Remove a row or separate the times.";
    SET_TITLE "set-title-differs" Warning
        "Der Planungsraum hat zwei Titel: „{found}“ und „{expected}“." "In allen Zeilen denselben Titel schreiben."
        "The planning area has two titles: “{found}” and “{expected}”." "Write the same title in all rows.";
    SET_OF_ONE "set-of-one" Warning
        "Der Planungsraum „{found}“ hat nur ein Gebiet ({expected}); seine Werte sind dessen Werte." "Prüfen, ob Mitglieder fehlen."
        "The planning area “{found}” has one area only ({expected}); its figures are those of the area." "Check whether members are missing.";
    SET_SAME "set-same-members" Warning
        "Die Planungsräume „{found}“ und „{expected}“ haben dieselben Gebiete." "Einen entfernen oder berichtigen."
        "The planning areas “{found}” and “{expected}” have the same areas." "Remove or correct one.";
    SET_DIFFERENCE "set-difference" Warning
        "Die Planungsräume {expected} unterscheiden sich nur um das Gebiet „{found}“; ihr Unterschied gibt dessen Werte preis." "Prüfen, ob dort Werte geheim sind."
        "The planning areas {expected} differ by the area “{found}” only; their difference gives its figures away." "Check whether figures are confidential there.";
    NOTE_EMPTY "note-empty" Warning
        "Der Hinweis hat keinen Text." "text_de ergänzen oder die Zeile entfernen."
        "The note has no text." "Add text_de or remove the row.";
    WALK_WEIGHTS "crosswalk-weights" Error
        "Die Anteile von „{found}“ ergeben {expected} statt 1; Zahlen gingen verloren oder würden vermehrt." "Die Anteile berichtigen; alle Teile eines Gebiets aufführen."
        "The weights of “{found}” sum to {expected} instead of 1; figures would be lost or multiplied." "Correct the weights; list all parts of an area.";
    WALK_WEIGHT "crosswalk-weight" Error
        "„{found}“ ist kein Anteil; erwartet wird eine Zahl von 0 bis 1 mit Dezimalpunkt." "Die Zelle berichtigen."
        "“{found}” is no weight; expected is a number from 0 to 1 with a decimal point." "Correct the cell.";
    WALK_PAIR "crosswalk-pair-twice" Error
        "Der Übergang {found} steht schon in Zeile {expected}." "Eine Zeile entfernen."
        "The transition {found} stands in row {expected} already." "Remove one row.";
    WALK_NEW "crosswalk-new-unknown" Warning
        "Das neue Gebiet „{found}“ gibt es in den Grenzen nicht und wird auch später nicht umgeschlüsselt." "Den Schlüssel prüfen."
        "The new area “{found}” is not in the boundaries and is not converted later either." "Check the key.";
    WALK_CYCLE "crosswalk-cycle" Error
        "Am selben Tag geht „{found}“ in „{expected}“ über und umgekehrt." "Die Richtung einer Zeile berichtigen."
        "On one day “{found}” becomes “{expected}” and the other way round." "Correct the direction of one row.";
}
