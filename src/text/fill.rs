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
    while let Some((before, after)) = rest.split_once('{') {
        push(&mut out, before);
        let value = match after.as_bytes() {
            [digit @ b'0'..=b'9', b'}', ..] => values.get(usize::from(digit - b'0')),
            _ => None,
        };
        rest = match value {
            Some(value) => {
                out.push_str(value);
                after.get(2..).unwrap_or_default()
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    push(&mut out, rest);
    out
}

/// Appends a part of the text. Values such as "je 10.000 Einw." end with a full stop of their own; a sentence that ends
/// there needs no second one.
fn push(out: &mut String, part: &str) {
    let twice = out.ends_with('.') && part.starts_with('.') && !part.starts_with("..");
    out.push_str(if twice { part.get(1..).unwrap_or_default() } else { part });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_without_value_stay_visible() {
        assert_eq!(fill("{0} {1} {x} { {0", &["a"]), "a {1} {x} { {0");
        assert_eq!(fill("", &["a"]), "");
        assert_eq!(fill("{0}. {0}", &["10 Einw."]), "10 Einw. 10 Einw.");
    }
}
