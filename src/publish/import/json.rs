//! JSON that a person reads and edits: members stay in their order, two spaces a level.

use crate::bundle::json::{Json, Scanner};
use crate::model::plain;

/// Reads a JSON text; where and what is wrong otherwise.
pub fn parse(text: &str) -> Result<Json, (usize, String)> {
    let mut scanner = Scanner::new(text.trim_start_matches('\u{feff}'));
    let value = scanner.value().and_then(|value| scanner.end().map(|()| value));
    value.map_err(|error| (error.row as usize, error.found))
}

/// Writes JSON with a member a line; short lists of words stay on one line.
pub fn pretty(json: &Json) -> String {
    let mut text = String::new();
    write(json, 0, &mut text);
    text.push('\n');
    text
}

fn write(json: &Json, depth: usize, text: &mut String) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Json::Number(number) => text.push_str(&plain(*number)),
        Json::Text(words) => quoted(words, text),
        Json::List(items) if items.is_empty() => text.push_str("[]"),
        Json::Object(members) if members.is_empty() => text.push_str("{}"),
        Json::List(items) if is_short(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                text.push_str(if place == 0 { "" } else { ", " });
                write(item, depth, text);
            }
            text.push(']');
        }
        Json::List(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                next_line(place, depth + 1, text);
                write(item, depth + 1, text);
            }
            close(']', depth, text);
        }
        Json::Object(members) => {
            text.push('{');
            for (place, (name, value)) in members.iter().enumerate() {
                next_line(place, depth + 1, text);
                quoted(name, text);
                text.push_str(": ");
                write(value, depth + 1, text);
            }
            close('}', depth, text);
        }
    }
}

/// A list that fits on a line: nothing nested, about a line long.
fn is_short(items: &[Json]) -> bool {
    let length = |item: &Json| match item {
        Json::Text(words) => words.len() + 4,
        Json::List(_) | Json::Object(_) => 1000,
        _ => 8,
    };
    items.iter().map(length).sum::<usize>() < 90
}

fn next_line(place: usize, depth: usize, text: &mut String) {
    text.push_str(if place == 0 { "\n" } else { ",\n" });
    (0..depth).for_each(|_| text.push_str("  "));
}

fn close(sign: char, depth: usize, text: &mut String) {
    text.push('\n');
    (0..depth).for_each(|_| text.push_str("  "));
    text.push(sign);
}

fn quoted(words: &str, text: &mut String) {
    text.push('"');
    for letter in words.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            '\r' => text.push_str("\\r"),
            c if c.is_control() => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text.push('"');
}

/// A member of an object that is there afterwards, `Null` if it is new. What is no object becomes one.
pub fn member<'j>(json: &'j mut Json, name: &str) -> &'j mut Json {
    if !matches!(json, Json::Object(_)) {
        *json = Json::Object(Vec::new());
    }
    let Json::Object(members) = json else { return json };
    let place = members.iter().position(|(key, _)| key == name).unwrap_or_else(|| {
        members.push((name.to_owned(), Json::Null));
        members.len() - 1
    });
    &mut members[place].1
}

/// The elements of a list that is there afterwards. What is no list becomes one.
pub fn list(json: &mut Json) -> &mut Vec<Json> {
    if !matches!(json, Json::List(_)) {
        *json = Json::List(Vec::new());
    }
    match json {
        Json::List(items) => items,
        _ => unreachable!("it was made a list above"),
    }
}

/// An object from its members; empty texts and `Null` are left out.
pub fn object(members: Vec<(&str, Json)>) -> Json {
    let says = |value: &Json| !matches!(value, Json::Null) && *value != Json::Text(String::new());
    Json::Object(members.into_iter().filter(|(_, v)| says(v)).map(|(n, v)| (n.to_owned(), v)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            (-9999_i64..9999).prop_map(Json::from),
            "\\PC{0,6}|[\"\n\t\\\\]{0,3}".prop_map(Json::Text),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::List),
                proptest::collection::btree_map("[a-z]{1,3}", inner, 0..4)
                    .prop_map(|m| Json::Object(m.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(json in json()) {
            prop_assert_eq!(parse(&pretty(&json)), Ok(json));
        }
    }

    #[test]
    fn members_keep_their_order() {
        let mut json = parse("{\"b\": 1, \"a\": [\"x\", \"y\"]}").unwrap();
        *member(&mut json, "c") = Json::from("z");
        list(member(&mut json, "a")).push(Json::from("w"));
        assert_eq!(pretty(&json), "{\n  \"b\": 1,\n  \"a\": [\"x\", \"y\", \"w\"],\n  \"c\": \"z\"\n}\n");
        assert_eq!(parse("{\n\"a\": }").unwrap_err().0, 2);
    }
}
