//! What INKAR's titles and formulas say about unit, measure and time.

use super::measure::measure;

pub(super) const LICENCE: &str = "dl-de/by-2-0";
pub(super) const SOURCE: &str = "INKAR, Ausgabe 2024";
pub(super) const ATTRIBUTION: &str = "Datenbasis: INKAR 2024, BBSR Bonn";

/// Unit, measure and per how many, from the long title: `Anteil ... in %`, `... je 1.000 Einwohner`, `... in 1.000 € je ...`.
pub(super) fn unit_and_measure(title: &str) -> (String, Option<String>, Option<u32>) {
    let money = ["in 1.000 €", "in 1.000 Euro", "in €", "in Euro"].iter().find(|m| title.contains(**m));
    if let Some(money) = money {
        let unit = if money.contains("1.000") { "1.000 €" } else { "€" };
        return (unit.to_owned(), Some("mean".to_owned()), None);
    }
    let (word, per) = measure("", title);
    let unit = match (word.as_deref(), per) {
        (Some("share"), _) => "%".to_owned(),
        (Some("count"), _) => "Anzahl".to_owned(),
        (Some("mean"), _) => after(title, " in ").unwrap_or_default(),
        (Some("rate" | "ratio"), _) => {
            // `Wohnfläche je Einwohner in m²`: the unit behind belongs before.
            let per_head = title.find(" je ").and_then(|at| title.get(at + 1..)).unwrap_or_default();
            match per_head.split_once(" in ") {
                Some((per_head, unit)) => format!("{unit} {per_head}"),
                None => per_head.to_owned(),
            }
        }
        _ => String::new(),
    };
    (unit, word, per)
}

fn after(title: &str, word: &str) -> Option<String> {
    title.rsplit_once(word).map(|(_, unit)| unit.to_owned()).filter(|u| u.chars().count() <= 12)
}

/// Whether the numerator is a state (`Zeitpunkt`) or an event (`Zeitraum`).
pub(super) fn note_on(formula: &str) -> &'static str {
    match (formula.contains("<Zeitpunkt>"), formula.contains("<Zeitraum>")) {
        (true, false) => "Stichtag",
        (false, true) => "Jahressumme oder Jahresdurchschnitt",
        _ => "",
    }
}

/// Codes that the list of indicators does not explain although the table uses them.
pub(super) fn beyond_the_list(code: &str) -> Option<&'static str> {
    (code == "d_Haushaltseinkommen").then_some("Durchschnittliches Haushaltseinkommen in € je Einwohner")
}

#[cfg(test)]
mod tests {
    use super::unit_and_measure;

    fn says(title: &str) -> String {
        let (unit, measure, per) = unit_and_measure(title);
        format!("{} [{unit}] {}", measure.unwrap_or_default(), per.unwrap_or_default())
    }

    #[test]
    fn long_titles_say_unit_and_measure() {
        assert_eq!(says("Anteil der Frauen an den Einwohnern in %"), "share [%] 0");
        assert_eq!(says("Pkw je 1.000 Einwohner"), "rate [je 1.000 Einwohner] 1000");
        assert_eq!(says("Bruttoinlandsprodukt in 1.000 € je Einwohner"), "mean [1.000 €] 0");
        assert_eq!(says("Kaufkraft je Einwohner in Euro"), "mean [€] 0");
        assert_eq!(says("Durchschnittsalter der Bevölkerung in Jahren"), "mean [Jahren] 0");
        assert_eq!(says("Wohnfläche je Einwohner in m²"), "ratio [m² je Einwohner] 0");
        assert_eq!(says("Zahl der Arbeitslosen insgesamt"), "count [Anzahl] 0");
        assert_eq!(says("Private Schuldner je 100 Einwohner 18 Jahre und älter in %"), "share [%] 0");
    }
}
