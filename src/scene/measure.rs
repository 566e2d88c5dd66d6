//! How much room a text takes. Estimated from the shapes of letters, because a pure room has no fonts.

use super::scale::ascending;

/// Size of letters in every picture, in user units.
pub(crate) const FONT_SIZE: f64 = 13.0;

/// Estimated width of a text in user units, for a common sans serif face; rather too wide than too narrow.
pub(crate) fn text_width(text: &str) -> f64 {
    text.chars().map(char_width).sum::<f64>() * FONT_SIZE
}

/// Parts of the letter size.
fn char_width(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.29,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '-' | '/' | '\u{a0}' => 0.38,
        '\u{202f}' | '\u{2009}' => 0.2,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '\u{2026}' | '\u{2014}' => 0.93,
        // Marks that stand on another letter, and signs that only steer direction.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => 0.0,
        'A'..='Z' | 'Ä' | 'Ö' | 'Ü' => 0.72,
        '\u{1100}'.. => 1.0,
        _ => 0.61,
    }
}

/// The text, or its beginning with an ellipsis, so that it is at most `room` wide. Empty if not even one letter fits.
pub(crate) fn shorten(text: &str, room: f64) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    let mut left = room - text_width("\u{2026}");
    let mut out = String::new();
    for c in text.chars() {
        left -= char_width(c) * FONT_SIZE;
        if left < 0.0 {
            break;
        }
        out.push(c);
    }
    let cut = out.trim_end_matches([' ', '-', ',']).len();
    out.truncate(cut);
    if !out.is_empty() {
        out.push('\u{2026}');
    }
    out
}

/// Lines of at most `room`, broken at spaces, and within a word that is longer than a line. Nothing is left out.
pub(crate) fn wrap(text: &str, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if text_width(line) + text_width(" ") + text_width(word) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => push_word(&mut lines, word, room),
        }
    }
    lines
}

/// Begins a line with a word, and more lines if it is too long for one.
fn push_word(lines: &mut Vec<String>, word: &str, room: f64) {
    let mut line = String::new();
    let mut width = 0.0;
    for c in word.chars() {
        let step = char_width(c) * FONT_SIZE;
        if width + step > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            width = 0.0;
        }
        line.push(c);
        width += step;
    }
    lines.push(line);
}

/// Moves label positions apart so that neighbours keep `gap` and all stay between `from` and `to`, as long as there is
/// room; their order stays.
pub(crate) fn spread_apart(positions: &mut [f64], gap: f64, from: f64, to: f64) {
    let order = ascending(positions);
    let mut free = from;
    for &i in &order {
        positions[i] = positions[i].max(free);
        free = positions[i] + gap;
    }
    let mut limit = to;
    for &i in order.iter().rev() {
        positions[i] = positions[i].min(limit);
        limit = positions[i] - gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_with_an_ellipsis() {
        assert_eq!(shorten("Gera", 100.0), "Gera");
        let cut = shorten("Schmalkalden-Meiningen", 100.0);
        assert!(cut.ends_with('\u{2026}') && cut.starts_with("Schmalk"), "{cut}");
        assert!(text_width(&cut) <= 100.0);
        assert_eq!(shorten("Schmalkalden", 5.0), "");
    }

    #[test]
    fn a_paragraph_is_broken_at_spaces() {
        let lines = wrap("Datenquelle: Thüringer Landesamt für Statistik, 2023", 150.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|l| text_width(l) <= 150.0), "{lines:?}");
        assert!(wrap("", 100.0).is_empty());
        let address = "www.govdata.de/dl-de/by-2-0";
        assert_eq!(wrap(address, 60.0).concat(), address);
    }

    #[test]
    fn labels_keep_their_distance() {
        let mut at = [50.0, 51.0, 98.0, 99.0];
        spread_apart(&mut at, 14.0, 0.0, 100.0);
        assert_eq!(at, [50.0, 64.0, 86.0, 100.0]);
    }
}
