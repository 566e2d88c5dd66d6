//! Kinds about what figures give away, and figures that cannot be.

use super::kinds;

kinds! { SECRETS:
    HIDDEN_TOTAL "hidden-total" Error
        "Die Summe „{found}“ ist verborgen, alle ihre Teile ({expected}) sind veröffentlicht: Sie lässt sich ausrechnen." "Mindestens zwei Teile sperren oder die Summe zeigen; siehe `atlas protect`."
        "The total “{found}” is hidden while all its parts ({expected}) are published: it can be computed." "Suppress at least two parts or show the total; see `atlas protect`.";
    SINGLE_LEVEL "single-suppressed-level" Error
        "Nur „{found}“ ist verborgen, die Summe auf der Ebene darüber ({expected}) ist veröffentlicht: Die Zahl lässt sich zurückrechnen." "Ein zweites Gebiet sperren; siehe `atlas protect`."
        "Only “{found}” is hidden while its total on the level above ({expected}) is published: the figure can be recovered." "Suppress a second area; see `atlas protect`.";
    SINGLE_PERIOD "single-suppressed-period" Error
        "Nur der Zeitraum {found} ist verborgen, die Summe {expected} ist veröffentlicht: Die Zahl lässt sich zurückrechnen." "Einen zweiten Zeitraum sperren; siehe `atlas protect`."
        "Only the period {found} is hidden while the sum {expected} is published: the figure can be recovered." "Suppress a second period; see `atlas protect`.";
    SINGLE_CATEGORY "single-suppressed-category" Error
        "Nur die Ausprägung „{found}“ ist verborgen, die Summe ({expected}) ist veröffentlicht: Die Zahl lässt sich zurückrechnen." "Eine zweite Ausprägung sperren; siehe `atlas protect`."
        "Only the category “{found}” is hidden while the total ({expected}) is published: the figure can be recovered." "Suppress a second category; see `atlas protect`.";
    HIDDEN_BY_RATE "hidden-by-rate" Error
        "„{found}“ ist verborgen, lässt sich aber aus {expected} zurückrechnen." "Auch die Quote sperren; siehe `atlas protect`."
        "“{found}” is hidden and can be computed from {expected}." "Suppress the rate as well; see `atlas protect`.";
    HIDDEN_ELSEWHERE "hidden-elsewhere" Error
        "„{found}“ ist hier verborgen und unter „{expected}“ veröffentlicht." "Auch dort sperren."
        "“{found}” is hidden here and published under “{expected}”." "Suppress it there as well.";
    BLANK_HIDES_SMALL "blank-hides-small" Error
        "Die leere Zelle ({found}) lässt sich aus der Summe zurückrechnen und liegt unter dem Mindestwert {expected}." "Wie eine geheime Zahl behandeln: „.“ setzen und eine zweite Zelle sperren; siehe `atlas protect`."
        "The empty cell ({found}) can be computed from its total and lies under the minimum {expected}." "Treat it as confidential: write “.” and suppress a second cell; see `atlas protect`.";
    SMALL_IMPLIED "count-small-implied" Error
        "Quote und Bezugsgröße ergeben für {found} eine Fallzahl unter dem Mindestwert {expected}." "Die Quote sperren oder gröber runden; siehe `atlas protect`."
        "Rate and denominator give a count under the minimum {expected} for {found}." "Suppress the rate or round it more; see `atlas protect`.";
    RATE_OF_NOTHING "rate-of-nothing" Error
        "Für {found} steht eine Quote, obwohl die Bezugsgröße „{expected}“ dort 0 ist." "„x“ statt der Quote schreiben oder die Bezugsgröße berichtigen."
        "There is a rate for {found} although the denominator “{expected}” is 0 there." "Write “x” for the rate or correct the denominator.";
    NEGATIVE "value-negative" Warning
        "„{found}“ ist negativ und dient als Zähler oder Bezugsgröße von „{expected}“." "Das Vorzeichen prüfen."
        "“{found}” is negative and serves as numerator or denominator of “{expected}”." "Check the sign.";
    COUNT_FRACTION "count-fraction" Warning
        "Die Zählung „{found}“ hat {expected} Werte mit Nachkommastellen." "Prüfen: Durchschnitte als „mean“ angeben; sonst ist vielleicht ein Dezimalzeichen falsch gelesen."
        "The count “{found}” has {expected} figures with decimals." "Check: declare averages as “mean”; otherwise a decimal sign may have been misread.";
}
