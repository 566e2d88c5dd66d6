//! Kinds of remarks about changes of territory.

use crate::publish::check::kinds::kinds;

kinds! { KINDS:
    /// A column is missing.
    COLUMN "crosswalk-column" Error
        "Die Umschlüsselung braucht eine Spalte „{expected}“; vorhanden: {found}." "Die Spalte ergänzen oder umbenennen: old, new, weight, date."
        "The crosswalk needs a column “{expected}”; there are: {found}." "Add or rename it: old, new, weight, date.";
    /// A key is empty.
    KEY "crosswalk-key" Error
        "Der Schlüssel ist leer{found}." "Den Schlüssel ergänzen oder die Zeile entfernen."
        "The key is empty{found}." "Fill it in or remove the row.";
    /// A weight is no part.
    WEIGHT "crosswalk-part" Error
        "„{found}“ ist kein Anteil von 0 bis 1." "Die Zelle berichtigen."
        "“{found}” is no part from 0 to 1." "Correct the cell.";
    /// A date is no date.
    DATE "crosswalk-date" Error
        "„{found}“ ist kein Tag." "2021-07-01 oder 01.07.2021 schreiben: den ersten Tag des neuen Gebietsstands."
        "“{found}” is no day." "Write 2021-07-01: the first day of the new territory.";
    /// Parts do not sum to one.
    SUM "crosswalk-sum" Error
        "Die Teile von {found} ergeben {expected} (Bevölkerung / Fläche) statt 1." "Fehlende Teile ergänzen; der Teil, der bleibt, gehört dazu."
        "The parts of {found} sum to {expected} (population / area) instead of 1." "Add what is missing; the part that stays counts as well.";
    /// The target lies before the source.
    BACKWARDS "territory-backwards" Error
        "Vom Gebietsstand {found} führt kein Weg zurück zum {expected}: Was zusammengelegt ist, lässt sich nicht trennen." "Einen späteren Ziel-Gebietsstand wählen."
        "There is no way back from the territorial status {found} to {expected}: what was joined cannot be taken apart." "Choose a later target.";
    /// No date to start from.
    STATUS "territory-status" Error
        "Der Gebietsstand „{found}“ ist kein Datum." "2021-07-01 schreiben, oder „each“ für den Stand des jeweiligen Jahres."
        "The territorial status “{found}” is no date." "Write 2021-07-01, or “each” for the status of each year.";
    /// No crosswalk.
    NO_WALK "territory-no-crosswalk" Error
        "Es gibt keine Umschlüsselung: weder mit --crosswalk genannt noch als Tabelle im Bündel{found}." "Eine Tabelle mit old, new, weight, date oder einen Umsteigeschlüssel des BBSR angeben."
        "There is no crosswalk: none named with --crosswalk and none in the bundle{found}." "Name a table with old, new, weight, date or a conversion key of the BBSR.";
    /// Nothing to convert.
    NO_TABLE "territory-no-table" Error
        "Das Bündel hat keine Tabelle mit Werten, die sich umrechnen lässt ({found})." "Erwartet wird eine Tabelle mit Schlüssel, Indikator, Zeitraum und Wert, oder mit einer Spalte je Indikator."
        "The bundle has no table of figures that could be converted ({found})." "Expected is a table with key, indicator, period and value, or a column an indicator.";
    /// A cell is no figure.
    CELL "territory-cell" Error
        "„{found}“ ist keine Zahl und kein vereinbartes Zeichen." "Die Tabelle zuerst mit `atlas validate` prüfen."
        "“{found}” is no number and no agreed sign." "Check the table with `atlas validate` first.";
    /// A cell is given twice.
    TWICE "territory-twice" Error
        "{found} steht schon in Zeile {expected}." "Eine der Zeilen entfernen."
        "{found} stands in row {expected} already." "Remove one of the rows.";
    /// Summed areas.
    SUMMED "territory-summed" Info
        "„{found}“ ({expected}): Werte ganzer Gebiete summiert." "Nichts zu tun."
        "“{found}” ({expected}): figures of whole areas summed." "Nothing to do.";
    /// Shared-out areas.
    SHARED "territory-shared" Warning
        "„{found}“ ({expected}): Werte nach Anteilen aufgeteilt; sie sind als geschätzt (s) gekennzeichnet." "Wenn es Zahlen auf dem neuen Gebietsstand gibt, diese verwenden."
        "“{found}” ({expected}): figures shared out by weights; they are flagged as estimated (s)." "If there are figures on the new territory, use those.";
    /// Recomputed rates.
    RECOMPUTED "territory-recomputed" Info
        "„{found}“ ({expected}): aus Zähler und Bezugsgröße neu berechnet." "Nichts zu tun."
        "“{found}” ({expected}): computed anew from numerator and denominator." "Nothing to do.";
    /// Lost figures.
    LOST "territory-lost" Warning
        "„{found}“ ({expected}): auf dem neuen Gebietsstand kein Wert; die Zellen nennen als Grund „Gebietsstand“ oder den ihrer Teile." "Zähler und Bezugsgröße als eigene Indikatoren aufnehmen und im Katalog verknüpfen."
        "“{found}” ({expected}): no figure on the new territory; the cells give the reason “territory” or that of their parts." "Add numerator and denominator as indicators and name them in the catalogue.";
    /// Scraps.
    SCRAPS "territory-scraps" Info
        "{found} Teile unter {expected} der Bevölkerung und der Fläche blieben außer Betracht." "Mit --least 0 werden auch sie aufgeteilt."
        "{found} parts under {expected} of residents and surface were left aside." "With --least 0 they are shared out as well.";
    /// Gone keys.
    GONE "territory-gone" Info
        "Auf dem neuen Gebietsstand nicht mehr vorhanden: {found}; die Werte sind in {expected} aufgegangen." "Nichts zu tun."
        "No longer there on the new territory: {found}; the figures went into {expected}." "Nothing to do.";
}
