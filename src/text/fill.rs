//! Texts with places.

/// Puts the values into the places `{0}`, `{1}` ... of a text, in one pass: braces in a value stay as they are.
/// A place without a value stays visible.
///
/// ```
/// use sozialatlas::text::fill;
/// assert_eq!(fill("{1} von {0}", &["22", "{0}"]), "{0} von 22");
/// ```
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(text.len() + 16 * values.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        out.push_str(before);
        match place(from).and_then(|place| values.get(place)) {
            Some(value) => {
                out.push_str(value);
                rest = &from[3..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The number of the place that the text begins with.
fn place(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b'{', digit @ b'0'..=b'9', b'}', ..] => Some(usize::from(digit - b'0')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_without_value_stay_visible() {
        assert_eq!(fill("{0} {1} {x} { {0", &["a"]), "a {1} {x} { {0");
        assert_eq!(fill("", &["a"]), "");
    }
}
