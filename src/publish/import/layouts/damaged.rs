//! Names and words whose umlauts were lost: a file in ISO-8859-1 was read as UTF-8 and saved anew, and every letter
//! beyond ASCII became `\u{fffd}`. The letter is gone for good; the word is known where only one fits.

/// Areas of the regional database (Länder to districts, since 1995) whose names have letters beyond ASCII, by key.
/// © Statistische Ämter des Bundes und der Länder, dl-de/by-2-0.
const NAMES: &str = include_str!("area_names.txt");

/// Words of titles, headings and notes.
const WORDS: [&str; 27] = [
    "Haushaltsgrößen",
    "Haushaltsgröße",
    "Städte",
    "Ämter",
    "Länder",
    "Länderebene",
    "Bevölkerung",
    "Bevölkerungsstandes",
    "Jahresbevölkerung",
    "ausländische",
    "ausländischen",
    "Ausländer",
    "männlich",
    "verfügbares",
    "verfügbaren",
    "verfüg.",
    "Verfügbares",
    "weiterführende",
    "Krafträder",
    "Überschuss",
    "Geburtenüberschuss",
    "für",
    "über",
    "können",
    "größer",
    "Beschäftigte",
    "Universitätsstadt",
];

/// The whole name of an area, if the list has its key and the letters that are left agree.
pub(super) fn name(key: &str, damaged: &str) -> Option<&'static str> {
    let known = NAMES.lines().filter_map(|line| line.split_once(' '));
    known.filter(|(k, name)| *k == key && fits(damaged, name)).map(|(_, name)| name).next()
}

/// A text in which the words that are known are whole again; others keep the mark of the damage.
pub(super) fn text(damaged: &str) -> String {
    if !damaged.contains('\u{fffd}') {
        return damaged.to_owned();
    }
    let lines = damaged.lines().map(|line| line.split(' ').map(word).collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.collect();
    lines.join("\n")
}

fn word(damaged: &str) -> String {
    if damaged == "\u{fffd}" {
        return "©".to_owned();
    }
    let core = damaged.trim_end_matches([',', '.', ';', ':', ')']);
    let mut fitting = WORDS.iter().filter(|word| fits(core, word));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => damaged.replacen(core, only, 1),
        _ => damaged.to_owned(),
    }
}

/// Whether only letters beyond ASCII differ, each of them lost in `damaged`.
fn fits(damaged: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    damaged.chars().all(|c| letters.next().is_some_and(|l| if c == '\u{fffd}' { !l.is_ascii() } else { c == l }))
        && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_back_by_its_key_and_only_if_the_rest_agrees() {
        assert_eq!(
            name("01003", "L\u{fffd}beck, Hansestadt, kreisfreie Stadt"),
            Some("Lübeck, Hansestadt, kreisfreie Stadt")
        );
        assert_eq!(name("01003", "L\u{fffd}beck, Stadt"), None);
        assert_eq!(name("99999", "L\u{fffd}beck, Hansestadt, kreisfreie Stadt"), None);
        assert_eq!(NAMES.lines().filter(|l| !l.contains(|c: char| !c.is_ascii())).count(), 0);
    }

    #[test]
    fn known_words_come_back() {
        assert_eq!(text("Haushalte nach Haushaltsgr\u{fffd}\u{fffd}en"), "Haushalte nach Haushaltsgrößen");
        assert_eq!(
            text("\u{fffd} Statistische \u{fffd}mter des Bundes und der L\u{fffd}nder, Deutschland, 2021."),
            "© Statistische Ämter des Bundes und der Länder, Deutschland, 2021."
        );
        assert_eq!(text("Gr\u{fffd}n"), "Gr\u{fffd}n");
    }
}
