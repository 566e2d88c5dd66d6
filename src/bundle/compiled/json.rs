//! JSON parts: reading with the path of the member in the error, writing without what is empty.

use std::cell::OnceCell;

use super::bytes::too_large;
use crate::bundle::BundleErrorKind as Kind;
use crate::bundle::json::{Json, Scanner};
use crate::model::{Interval, Period, Words, plain};

/// Reads a part, refusing what is too long.
///
/// The first member that is wrong is noted with its path, and what is wrong reads as empty. So `fill` needs no way out
/// at each of its hundred members, which would be most of its code; what it made of a wrong part is dropped.
pub(super) fn read<T>(bytes: &[u8], fill: impl FnOnce(&Node<'_>) -> T) -> Result<T, Kind> {
    too_large(bytes.len() as u64, super::limits::JSON_BYTES)?;
    let value = parse(bytes)?;
    let trouble = OnceCell::new();
    let filled = fill(&Node { value: &value, above: None, step: Step::Root, trouble: &trouble });
    trouble.into_inner().map_or(Ok(filled), Err)
}

fn parse(bytes: &[u8]) -> Result<Json, Kind> {
    let text = std::str::from_utf8(bytes).map_err(|_| Kind::Json("UTF-8".to_owned()))?;
    let mut scanner = Scanner::new(text);
    let value = scanner.value().and_then(|value| scanner.end().map(|()| value));
    value.map_err(|e| Kind::Json("line ".to_owned() + &e.row.to_string()))
}

/// A value inside a JSON part that knows where it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub value: &'a Json,
    above: Option<&'a Node<'a>>,
    step: Step<'a>,
    trouble: &'a OnceCell<Kind>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Node<'a> {
    /// A member that must be there: read as anything, one that is not there is wrong.
    pub fn need(&'a self, name: &'a str) -> Node<'a> {
        Node { value: self.value.get(name), above: Some(self), step: Step::Member(name), ..*self }
    }

    /// A member, if it is there and not null.
    pub fn member(&'a self, name: &'a str) -> Option<Node<'a>> {
        Some(self.need(name)).filter(|m| *m.value != Json::Null)
    }

    /// The members of an object with their names; none if it is not there.
    pub fn members(&'a self) -> impl Iterator<Item = (&'a str, Node<'a>)> {
        if !matches!(self.value, Json::Null | Json::Object(_)) {
            self.wrong();
        }
        let members = self.value.members().iter();
        members
            .map(|(name, value)| (name.as_str(), Node { value, above: Some(self), step: Step::Member(name), ..*self }))
    }

    /// An item of an array that must be there.
    pub fn item(&'a self, place: usize) -> Node<'a> {
        let value = self.value.items().get(place).unwrap_or(&Json::Null);
        Node { value, above: Some(self), step: Step::Item(place), ..*self }
    }

    /// How many items an array has.
    pub fn count(&self) -> usize {
        if !matches!(self.value, Json::List(_)) {
            self.wrong();
        }
        self.value.items().len()
    }

    /// An array member read item by item until one is wrong; empty if it is not there.
    pub fn list<T>(&'a self, name: &'a str, mut read: impl FnMut(&Node<'_>) -> T) -> Vec<T> {
        let mut items = Vec::new();
        if let Some(member) = self.member(name) {
            for place in 0..member.count() {
                if !self.fine() {
                    break;
                }
                items.push(read(&member.item(place)));
            }
        }
        items
    }

    pub fn text(&self) -> &'a str {
        match self.value {
            Json::Text(text) => text,
            _ => self.wrong_as(""),
        }
    }

    /// A text member, empty if it is not there.
    pub fn text_or_empty(&self, name: &str) -> String {
        self.member(name).map_or(String::new(), |m| m.text().to_owned())
    }

    /// A text member as an id, if it is there.
    pub fn id<T: for<'t> From<&'t str>>(&self, name: &str) -> Option<T> {
        self.member(name).map(|m| m.text().into())
    }

    pub fn whole(&self) -> u64 {
        self.value.whole().unwrap_or_else(|| self.wrong_as(0))
    }

    /// A whole number that the type holds.
    pub fn small<T: TryFrom<u64> + Default>(&self) -> T {
        T::try_from(self.whole()).unwrap_or_else(|_| self.wrong_as(T::default()))
    }

    pub fn signed(&self) -> i64 {
        self.value.signed().unwrap_or_else(|| self.wrong_as(0))
    }

    /// A truth member, `default` if it is not there.
    pub fn truth(&self, name: &str, default: bool) -> bool {
        self.member(name).map_or(default, |m| match m.value {
            Json::Bool(truth) => *truth,
            _ => m.wrong_as(default),
        })
    }

    /// What stands at a place in a list; `None`, and wrong, if the list is shorter.
    pub fn place<'l, T>(&self, list: &'l [T]) -> Option<&'l T> {
        let found = list.get(self.small::<usize>());
        found.or_else(|| self.wrong_as(None))
    }

    /// Text in languages: a string, or `[de, en, simple]` with the last ones left out.
    pub fn words(&self) -> Words {
        if let Json::Text(de) = self.value {
            return Words::plain(de.as_str());
        }
        let count = self.count();
        if count > 3 {
            self.wrong();
        }
        let text = |i: usize| if i < count { self.item(i).text().to_owned() } else { String::new() };
        Words { de: text(0), en: text(1), simple: text(2) }
    }

    /// Another value read as if it stood in this place.
    pub fn instead(&self, value: &'a Json) -> Node<'a> {
        Node { value, ..*self }
    }

    /// A member with text in languages, empty if it is not there.
    pub fn words_or_empty(&self, name: &str) -> Words {
        self.member(name).map_or(Words::default(), |m| m.words())
    }

    /// A period; what is none reads as the year 0.
    pub fn period(&self) -> Period {
        Period::parse(self.text()).unwrap_or_else(|| self.wrong_as(Period::Year(0)))
    }

    /// A time: `[from, to]`, an open end is null.
    pub fn interval(&self) -> Interval {
        if self.count() < 2 {
            self.wrong();
        }
        let end = |place| Some(self.item(place)).filter(|n| *n.value != Json::Null).map(|n| n.period());
        Interval { from: end(0), to: end(1) }
    }

    /// A member with a time, open on both ends if it is not there.
    pub fn interval_or_open(&self, name: &str) -> Interval {
        self.member(name).map_or(Interval::default(), |m| m.interval())
    }

    /// Whether nothing of the part was wrong so far.
    pub fn fine(&self) -> bool {
        self.trouble.get().is_none()
    }

    /// Notes that this place is wrong.
    pub fn wrong(&self) {
        self.refuse(|| Kind::Json(self.path()));
    }

    /// Notes that the part cannot be read for a reason of its own, unless something was wrong before.
    pub fn refuse(&self, reason: impl FnOnce() -> Kind) {
        self.trouble.get_or_init(reason);
    }

    /// Notes that this place is wrong and reads it as something else.
    pub fn wrong_as<T>(&self, instead: T) -> T {
        self.wrong();
        instead
    }

    fn path(&self) -> String {
        let mut path = self.above.map(Node::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(place) => {
                path.push('[');
                path.push_str(&place.to_string());
                path.push(']');
            }
        }
        path
    }
}

/// An object under construction that leaves out what is empty.
#[derive(Default)]
pub(super) struct Object(Vec<(String, Json)>);

impl Object {
    pub fn put(&mut self, name: &str, value: Json) {
        let empty = match &value {
            Json::Null => true,
            Json::Text(text) => text.is_empty(),
            Json::List(items) => items.is_empty(),
            Json::Object(members) => members.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.push((name.to_owned(), value));
        }
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.put(name, Json::from(text));
    }

    pub fn words(&mut self, name: &str, words: &Words) {
        self.put(name, words_value(words));
    }

    pub fn interval(&mut self, name: &str, interval: &Interval) {
        if *interval != Interval::default() {
            self.put(name, interval_value(interval));
        }
    }

    pub fn list<'t, T: 't>(&mut self, name: &str, items: &'t [T], write: impl FnMut(&'t T) -> Json) {
        self.put(name, items.iter().map(write).collect());
    }

    pub fn value(self) -> Json {
        Json::Object(self.0)
    }
}

/// Text in languages as short as it goes.
pub(super) fn words_value(words: &Words) -> Json {
    let mut texts = vec![words.de.as_str(), words.en.as_str(), words.simple.as_str()];
    while texts.last() == Some(&"") {
        texts.pop();
    }
    if texts.len() < 2 { Json::from(words.de.as_str()) } else { Json::from(texts) }
}

pub(super) fn interval_value(interval: &Interval) -> Json {
    let end = |period: Option<Period>| period.map_or(Json::Null, |p| Json::from(p.to_string()));
    Json::List(vec![end(interval.from), end(interval.to)])
}

/// JSON text of a value, without blanks. Numbers are written as short as they read back the same, without exponent.
pub fn written(value: &Json) -> Vec<u8> {
    let mut text = String::new();
    write_value(value, &mut text);
    text.into_bytes()
}

fn write_value(value: &Json, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Json::Number(number) => text.push_str(&plain(*number)),
        Json::Text(string) => write_string(string, text),
        Json::List(items) => {
            text.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_value(item, text);
            }
            text.push(']');
        }
        Json::Object(members) => {
            text.push('{');
            for (place, (name, member)) in members.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                write_string(name, text);
                text.push(':');
                write_value(member, text);
            }
            text.push('}');
        }
    }
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\0'..='\u{1f}' => {
                text.push_str("\\u00");
                for digit in [c as u8 >> 4, c as u8 & 15] {
                    text.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
                }
            }
            _ => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let numbers = [1.0, -2.0, 0.1, 1e-7, 1e300, 12_345_678_901_234.0].map(Json::Number);
        let others = [Json::Bool(true), Json::Null, Json::Object(vec![]), Json::List(vec![])];
        let list = Json::List(numbers.into_iter().chain(others).collect());
        let value = Json::Object(vec![("a\"b\\c\n\u{1}ü".to_owned(), list)]);
        let text = String::from_utf8(written(&value)).unwrap();
        assert_eq!(Scanner::new(&text).value().unwrap(), value, "{text}");
        // The library agrees.
        let theirs: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(theirs["a\"b\\c\n\u{1}ü"][4], 1e300);
        assert!(text.contains("0.0000001") && !text.contains(' '), "{text}");
    }

    #[test]
    fn errors_name_the_member() {
        let wrong = |text: &str, look: fn(&Node<'_>)| read(text.as_bytes(), look).unwrap_err();
        let levels = r#"{"levels":[{"id":"a"},{"id":7}]}"#;
        let id = |root: &Node<'_>| drop(root.list("levels", |n| n.need("id").text().to_owned()));
        assert_eq!(wrong(levels, id), Kind::Json("levels[1].id".into()));
        let title = |root: &Node<'_>| drop(root.list("levels", |n| n.need("title").words()));
        assert_eq!(wrong(levels, title), Kind::Json("levels[0].title".into()));
        assert_eq!(wrong("{\"a\":\n]", |_| ()), Kind::Json("line 2".into()));
        assert_eq!(read(levels.as_bytes(), |root| root.need("levels").count()), Ok(2));
    }

    #[test]
    fn words_are_short() {
        let all = Words { de: "a".into(), en: String::new(), simple: "c".into() };
        assert_eq!(String::from_utf8(written(&words_value(&all))).unwrap(), r#"["a","","c"]"#);
        assert_eq!(String::from_utf8(written(&words_value(&Words::plain("a")))).unwrap(), r#""a""#);
        assert_eq!(read(String::from_utf8(written(&words_value(&all))).unwrap().as_bytes(), |n| n.words()), Ok(all));
    }
}
