//! Ids from titles: stable, readable, safe in a file's name and an address.

/// A text as an id: small ASCII letters, digits and `_`, umlauts written out, at most 60 characters.
///
/// ```
/// use sozialatlas::publish::import::slug;
/// assert_eq!(slug("Anteil Schüler/-innen (in %)"), "anteil_schueler_innen_in");
/// assert_eq!(slug("  2019 "), "n2019", "an id begins with a letter");
/// assert_eq!(slug("%"), "n");
/// ```
pub fn slug(text: &str) -> String {
    let mut id = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => id.push_str("ae"),
            'ö' => id.push_str("oe"),
            'ü' => id.push_str("ue"),
            'ß' => id.push_str("ss"),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('_') || id.is_empty() => {}
            _ => id.push('_'),
        }
        if id.len() >= 60 {
            break;
        }
    }
    let id = id.trim_end_matches('_');
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id.to_owned() } else { format!("n{id}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_is_safe_and_stays(text in "\\PC{0,80}") {
            let id = slug(&text);
            prop_assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            prop_assert!(id.len() <= 64 && !id.is_empty());
            prop_assert_eq!(slug(&id), id.clone());
        }
    }
}
