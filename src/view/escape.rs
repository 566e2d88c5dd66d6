//! Texts in an address, in two layers.
//!
//! The outer layer is the web's percent-encoding. Mail programs and messengers add and remove it at will (`,` becomes
//! `%2C` and the other way round), so it carries no meaning and is taken off before lists are split. A separator that
//! belongs to a text is therefore escaped once more inside: a comma in an id is `%2C` in the inner layer and `%252C`
//! in the address.

/// Removes the percent-encoding of a value: `%C3%A4` is `ä`, `+` is a space. A percent sign that is not followed by
/// two hexadecimal digits stands for itself. `None` if the bytes are not UTF-8.
pub(super) fn percent_decoded(raw: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut rest = raw.as_bytes();
    while let [first, tail @ ..] = rest {
        let (byte, after) = match (*first, hex_pair(tail)) {
            (b'%', Some(pair)) => pair,
            (b'+', _) => (b' ', tail),
            (other, _) => (other, tail),
        };
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).ok()
}

/// Reads an id: the inner layer is taken off, an underscore stands for itself.
pub(super) fn id_of(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        // Only ASCII is ever written in the inner layer, so the cut behind two hexadecimal digits is a character's.
        match hex_pair(after.as_bytes()) {
            Some((byte, _)) if byte.is_ascii() => {
                out.push(char::from(byte));
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Reads a name for people: two underscores are one, a single one is a space. Runs are read from the left.
pub(super) fn name_of(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut characters = part.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '_' if characters.next_if_eq(&'_').is_some() => out.push('_'),
            '_' => out.push(' '),
            other => out.push(other),
        }
    }
    id_of(&out)
}

/// Writes an id. `separators` are the characters that would end it in its list.
pub(super) fn push_id(out: &mut String, id: &str, separators: &str) {
    for c in id.chars() {
        if c == ' ' || c == '%' || separators.chars().any(|s| s == c) { push_inner(out, c) } else { push_outer(out, c) }
    }
}

/// Writes a name for people: a space is `_`, an underscore is doubled. A space before a space or an underscore is
/// escaped, because `___` must have one meaning.
pub(super) fn push_name(out: &mut String, name: &str, separators: &str) {
    let mut characters = name.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '_' => out.push_str("__"),
            ' ' if !matches!(characters.peek(), Some(' ' | '_')) => out.push('_'),
            ' ' | '%' => push_inner(out, c),
            c if separators.chars().any(|s| s == c) => push_inner(out, c),
            c => push_outer(out, c),
        }
    }
}

/// Writes an ASCII character in the inner layer: `,` as `%252C`.
pub(super) fn push_inner(out: &mut String, c: char) {
    out.push_str("%25");
    push_hex(out, c as u8);
}

/// Percent-encodes the last character if it is neither letter nor digit: chat programs take punctuation at the end
/// of an address for the end of the sentence and cut it off.
pub(super) fn close(address: &mut String) {
    if let Some(last) = address.pop() {
        if last.is_ascii_alphanumeric() { address.push(last) } else { push_percent(address, last) }
    }
}

fn push_outer(out: &mut String, c: char) {
    let plain = c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | ':' | ';' | ',');
    if plain { out.push(c) } else { push_percent(out, c) }
}

fn push_percent(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        push_hex(out, byte);
    }
}

fn push_hex(out: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 }));
    }
}

/// The byte that two hexadecimal digits stand for, and what follows them.
fn hex_pair(text: &[u8]) -> Option<(u8, &[u8])> {
    let [high, low, rest @ ..] = text else { return None };
    Some((hex_digit(*high)? << 4 | hex_digit(*low)?, rest))
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(push: fn(&mut String, &str, &str), text: &str) -> String {
        let mut out = String::new();
        push(&mut out, text, ",:");
        out
    }

    #[test]
    fn names_are_readable_and_reversible() {
        assert_eq!(written(push_name, "Gera Nord"), "Gera_Nord");
        assert_eq!(written(push_name, "a_b"), "a__b");
        assert_eq!(written(push_name, "a  b"), "a%2520_b");
        assert_eq!(written(push_name, "a _b"), "a%2520__b");
        assert_eq!(written(push_name, "a_ b"), "a___b");
        assert_eq!(written(push_name, "Süd"), "S%C3%BCd");
        assert_eq!(written(push_name, "a,b"), "a%252Cb");
    }

    #[test]
    fn ids_keep_their_underscore() {
        assert_eq!(written(push_id, "unemp_rate"), "unemp_rate");
        assert_eq!(written(push_id, "Quote in %"), "Quote%2520in%2520%2525");
    }

    #[test]
    fn percent_signs_that_encode_nothing_stand_for_themselves() {
        assert_eq!(percent_decoded("100%").as_deref(), Some("100%"));
        assert_eq!(percent_decoded("%zz%4").as_deref(), Some("%zz%4"));
        assert_eq!(percent_decoded("a+b%20c").as_deref(), Some("a b c"));
        assert_eq!(percent_decoded("%FF"), None);
        assert_eq!(id_of("%C3%A4%2c%"), "%C3%A4,%");
    }

    #[test]
    fn the_last_character_is_never_punctuation() {
        for (text, closed) in [("a.", "a%2E"), ("a_", "a%5F"), ("a~", "a%7E"), ("a-", "a%2D"), ("ab", "ab"), ("", "")] {
            let mut address = text.to_owned();
            close(&mut address);
            assert_eq!(address, closed);
        }
    }

    proptest! {
        #[test]
        fn every_text_survives(text in any::<String>()) {
            for (push, read) in [(push_id as fn(&mut String, &str, &str), id_of as fn(&str) -> String), (push_name, name_of)] {
                let mut address = written(push, &text);
                close(&mut address);
                prop_assert!(!address.contains('+') && !address.contains("%20"));
                let inner = percent_decoded(&address).unwrap();
                prop_assert!(!inner.contains([',', ':']));
                prop_assert_eq!(read(&inner), text.clone());
            }
        }

        #[test]
        fn underscores_and_spaces_survive(text in "[ _%\u{1}a]{0,8}") {
            prop_assert_eq!(name_of(&percent_decoded(&written(push_name, &text)).unwrap()), text);
        }

        #[test]
        fn reading_never_panics(text in "[%+_0-9a-fÄ€]{0,40}") {
            percent_decoded(&text);
            id_of(&text);
            name_of(&text);
        }
    }
}
