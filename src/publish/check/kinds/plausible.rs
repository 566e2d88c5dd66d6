//! Kinds about figures that can be, but rarely are, and about fitness for the purpose.

use super::kinds;

kinds! { PLAUSIBLE:
    SUM_DIFFERS "sum-differs" Warning
        "„{found}“: Die Teile ergeben nicht die Summe ({expected}). Vielleicht fehlt ein Gebiet, oder Stand und Rundung sind verschieden." "Beide Zahlen mit der Quelle vergleichen."
        "“{found}”: the parts do not give the total ({expected}). Perhaps an area is missing, or vintage and rounding differ." "Compare both figures with the source.";
    JUMP "value-jump" Warning
        "„{found}“ ändert sich sprunghaft, anders als die übrigen Gebiete ({expected})." "Prüfen: Tippfehler, anderer Gebietsstand, andere Zählung? Echte Sprünge als Hinweis erklären."
        "“{found}” jumps, unlike the other areas ({expected})." "Check: a typing error, another territory, another count? Explain true jumps in a note.";
    BREAK_UNDECLARED "break-undeclared" Warning
        "„{found}“: Alle Gebiete ändern sich in einem Jahr wie sonst nie ({expected}). Vermutlich ein Zeitreihenbruch." "Prüfen und unter series_breaks_de mit Grund angeben."
        "“{found}”: all areas change in one year as in no other ({expected}). Probably a series break." "Check it and declare it under series_breaks_de with its reason.";
    SHARE_RANGE "share-out-of-range" Warning
        "Der Anteil „{found}“ liegt außerhalb von 0 bis 100 ({expected})." "Prüfen: Ist es ein Anteil? Sonst measure als rate oder ratio angeben."
        "The share “{found}” lies outside of 0 to 100 ({expected})." "Check: is it a share? Otherwise declare the measure rate or ratio.";
    SHARE_FRACTION "share-as-fraction" Warning
        "Alle Werte des Anteils „{found}“ liegen zwischen 0 und 1 (höchstens {expected}), die Einheit ist aber Prozent." "Mit 100 malnehmen oder die Einheit ändern."
        "All figures of the share “{found}” lie between 0 and 1 (at most {expected}), but the unit is per cent." "Multiply by 100 or change the unit.";
    RATE_DIFFERS "rate-differs" Warning
        "„{found}“ stimmt nicht mit Zähler und Bezugsgröße überein ({expected})." "Prüfen: anderer Stichtag, andere Bezugsgröße, falsches „per“?"
        "“{found}” does not agree with numerator and denominator ({expected})." "Check: another reference date, another denominator, a wrong “per”?";
    OUTLIER "value-outlier" Warning
        "„{found}“ liegt weitab aller anderen Gebiete ({expected}). Prüfen." "Mit der Quelle vergleichen; stimmt der Wert, ist nichts zu tun."
        "“{found}” lies far from all other areas ({expected}). Check it." "Compare it with the source; if it is right there is nothing to do.";
    CONSTANT "column-constant" Warning
        "„{found}“ hat in allen Gebieten denselben Wert ({expected})." "Prüfen: Wurde der Wert des Landes eingesetzt?"
        "“{found}” has the same figure in all areas ({expected})." "Check: was the figure of the Land put in?";
    ALL_ZERO "all-zero" Warning
        "„{found}“ ist {expected} in allen Gebieten 0, vorher nicht." "Prüfen: Fehlen die Werte? Dann leer lassen statt 0."
        "“{found}” is 0 in all areas in {expected}, and was not before." "Check: are the figures missing? Then leave them empty.";
    COLUMNS_SAME "columns-same" Warning
        "„{found}“ und „{expected}“ haben dieselben Werte." "Prüfen: Wurde eine Spalte doppelt übernommen?"
        "“{found}” and “{expected}” have the same figures." "Check: was a column taken twice?";
    POPULATION_DIFFERS "population-differs" Warning
        "Die Bevölkerung von {found} weicht weit von der in den Grenzen ab ({expected})." "Prüfen: anderer Gebietsstand, vertauschte Zeilen, Tausender?"
        "The population of {found} is far from that in the boundaries ({expected})." "Check: another territory, swapped rows, thousands?";
    FITNESS_INCOMPLETE "fitness-incomplete" Warning
        "Die Eignungsprüfung von „{found}“ ist unvollständig; es fehlt: {expected}." "Alle fünf Felder bewerten oder keines."
        "The fitness check of “{found}” is incomplete; missing: {expected}." "Grade all five fields or none.";
    FITNESS_WORD "fitness-word" Warning
        "„{found}“ ist keine bekannte Bewertung." "Erwartet: {expected}."
        "“{found}” is no known grade." "Expected: {expected}.";
    FITNESS_REASON "fitness-reason" Warning
        "Die Bewertung „{found}“ ({expected}) hat keine Begründung." "Hinter einem Doppelpunkt begründen: „bedingt geeignet: nur Großstädte“."
        "The grade “{found}” ({expected}) has no reason." "Give it behind a colon: “limited: large towns only”.";
    FITNESS_CONTRADICTION "fitness-contradiction" Error
        "„{found}“ ist in {expected} nicht geeignet und soll trotzdem in Rangfolgen stehen (unfit = false)." "unfit auf true setzen oder die Bewertung ändern."
        "“{found}” is unsuitable in {expected} and shall be ranked all the same (unfit = false)." "Set unfit to true or change the grade.";
    FITNESS_UNEXPLAINED "fitness-unexplained" Warning
        "„{found}“ ist von Rangfolgen ausgeschlossen, ohne dass Lesende erfahren, warum{expected}." "Die fünf Felder der Eignungsprüfung ausfüllen oder einen Hinweis (note_de) schreiben."
        "“{found}” is barred from rankings and readers are not told why{expected}." "Fill in the fitness check or write a note (note_de).";
    FIT_COVERAGE "fitness-coverage" Info
        "Raumbezug von „{found}“: Werte für {expected} Gebiete." "Fehlende Gebiete erklären."
        "Spatial reference of “{found}”: figures for {expected} areas." "Explain the missing ones.";
    FIT_YEARS "fitness-years" Info
        "Vergleichbarkeit von „{found}“: Die Reihe hat Lücken ({expected})." "Fehlende Jahre ergänzen oder erklären."
        "Comparability of “{found}”: the series has gaps ({expected})." "Add the missing years or explain them.";
    FIT_STATUS "fitness-territory" Info
        "Vergleichbarkeit von „{found}“: Der Gebietsstand der Ebene {expected} ist nicht angegeben." "territorialStatus ergänzen."
        "Comparability of “{found}”: the territorial status of the level {expected} is not declared." "Add territorialStatus.";
    FIT_BREAKS "fitness-breaks" Info
        "Vergleichbarkeit von „{found}“: {expected} Zeitreihenbrüche." "Bei der Bewertung berücksichtigen."
        "Comparability of “{found}”: {expected} series breaks." "Take them into account in the grade.";
    FIT_METHOD "fitness-method" Info
        "Methodik von „{found}“: Es fehlt {expected}." "Im Katalog ergänzen."
        "Method of “{found}”: {expected} is missing." "Add it to the catalogue.";
    FIT_MISSING "fitness-missing" Info
        "Validität von „{found}“: {expected} der Zellen haben keinen Wert." "Gründe prüfen."
        "Validity of “{found}”: {expected} of the cells have no figure." "Check the reasons.";
    FIT_LICENCE "fitness-licence" Info
        "Kompatibilität von „{found}“: Es fehlt {expected}." "Im Katalog ergänzen."
        "Compatibility of “{found}”: {expected} is missing." "Add it to the catalogue.";
}
