//! What a unit and a title in the office's words say about the measure.

/// Measure and, for a rate, per how many; `None` where the words leave a doubt.
///
/// `Prozent` is a share; `je 10.000 EW` a rate per 10000; `Anzahl` a count, unless the title itself divides; amounts in
/// EUR are means if they are per head and counts (of EUR) otherwise; years of age and persons per household are means.
pub(super) fn measure(unit: &str, title: &str) -> (Option<String>, Option<u32>) {
    let (unit, title) = (unit.trim().to_lowercase(), title.to_lowercase());
    let is = |word: &str| (Some(word.to_owned()), None);
    let change = ["veränderung", "entwicklung"].iter().any(|word| title.starts_with(word));
    if change && unit.starts_with('%') {
        return is("ratio");
    }
    if unit == "%" || unit.starts_with("prozent") || title.ends_with(" in %") || title.starts_with("anteil ") {
        return is("share");
    }
    if title.contains("durchschnitt") || title.contains("median") || title.contains("mittlere ") {
        // The mean of a stock over a year is a stock.
        return if unit == "anzahl" { is("count") } else { is("mean") };
    }
    let divided = [&unit, &title].into_iter().find_map(|text| {
        text.split_once("je ").filter(|(before, _)| before.is_empty() || before.ends_with([' ', '(']))
    });
    if let Some((_, after)) = divided {
        let digits: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.' || *c == ' ').collect();
        let per: String = digits.chars().filter(char::is_ascii_digit).collect();
        return match per.parse() {
            Ok(per) if per > 1 => (Some("rate".to_owned()), Some(per)),
            _ if unit.contains("eur") || title.contains("euro") || title.contains('€') => is("mean"),
            _ => is("ratio"),
        };
    }
    match unit.as_str() {
        "anzahl" | "personen" | "einwohner" | "haushalte" | "fälle" => is("count"),
        "eur" | "euro" | "€" | "tsd. eur" | "mill. eur" | "mio. eur" => is("count"),
        "jahre" | "personen je haushalt" => is("mean"),
        _ if title.starts_with("zahl der ") || title.starts_with("anzahl der ") => is("count"),
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::measure;

    fn says(unit: &str, title: &str) -> String {
        let (measure, per) = measure(unit, title);
        format!("{}{}", measure.unwrap_or_default(), per.map(|p| format!(" per {p}")).unwrap_or_default())
    }

    #[test]
    fn units_and_titles_decide() {
        assert_eq!(says("Prozent", "Anteil der ausländischen Bevölkerung"), "share");
        assert_eq!(says("Anzahl", "Lebendgeborene je 10.000 EW"), "rate per 10000");
        assert_eq!(says("Anzahl", "Bevölkerungsdichte (EW je qkm)"), "ratio");
        assert_eq!(says("%", "Veränderung des Arbeitsvolumens (5 Jahre)"), "ratio");
        assert_eq!(says("Anzahl", "Kraftfahrzeugbestand"), "count");
        assert_eq!(says("Anzahl", "Durchschnittliche Jahresbevölkerung"), "count");
        assert_eq!(says("EUR", "verfüg. Einkommen der priv. Haushalte je Einwohner"), "mean");
        assert_eq!(says("Tsd. EUR", "verfügbares Einkommen der privaten Haushalte"), "count");
        assert_eq!(says("", "Getötete im Straßenverkehr je 100.000 Einwohner"), "rate per 100000");
        assert_eq!(says("", "Pflegebedürftige je 100 Einwohner"), "rate per 100");
        assert_eq!(says("", "Durchschnittsalter der Bevölkerung in Jahren"), "mean");
        assert_eq!(says("", "Wiedervermietungsmieten inserierter Wohnungen"), "");
        assert_eq!(says("", "Projekte für Arbeitslose"), "");
    }
}
