//! JSON parts: reading with the path of the member in the error, writing without what is empty.

use serde_json::{Map, Value};

use super::bytes::too_large;
use crate::bundle::BundleErrorKind as Kind;
use crate::model::{Interval, Period, Words};

/// Parses a part, refusing what is too long.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, Kind> {
    too_large(bytes.len() as u64, super::limits::JSON_BYTES)?;
    serde_json::from_slice(bytes).map_err(|e| Kind::Json(format!("line {}, column {}", e.line(), e.column())))
}

/// A value inside a JSON part that knows where it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    pub value: &'a Value,
    above: Option<&'a Node<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Node<'a> {
    /// The whole part.
    pub fn root(value: &'a Value) -> Node<'a> {
        Node { value, above: None, step: Step::Root }
    }

    /// A member, if it is there and not null.
    pub fn member(&'a self, name: &'a str) -> Option<Node<'a>> {
        let value = self.value.get(name).filter(|v| !v.is_null())?;
        Some(Node { value, above: Some(self), step: Step::Member(name) })
    }

    /// A member that must be there.
    pub fn need(&'a self, name: &'a str) -> Result<Node<'a>, Kind> {
        self.member(name)
            .ok_or_else(|| Node { value: &Value::Null, above: Some(self), step: Step::Member(name) }.wrong())
    }

    /// The items of an array.
    pub fn items(&'a self) -> Result<impl ExactSizeIterator<Item = Node<'a>>, Kind> {
        let items = self.value.as_array().ok_or_else(|| self.wrong())?;
        Ok(items.iter().enumerate().map(|(i, value)| Node { value, above: Some(self), step: Step::Item(i) }))
    }

    /// An item of an array that must be there.
    pub fn item(&'a self, place: usize) -> Result<Node<'a>, Kind> {
        let value = self.value.get(place).ok_or_else(|| self.wrong())?;
        Ok(Node { value, above: Some(self), step: Step::Item(place) })
    }

    /// An array member read item by item; empty if it is not there.
    pub fn list<T>(&'a self, name: &'a str, read: impl Fn(&Node<'_>) -> Result<T, Kind>) -> Result<Vec<T>, Kind> {
        let Some(member) = self.member(name) else { return Ok(Vec::new()) };
        member.items()?.map(|item| read(&item)).collect()
    }

    pub fn text(&self) -> Result<&'a str, Kind> {
        self.value.as_str().ok_or_else(|| self.wrong())
    }

    /// A text member, empty if it is not there.
    pub fn text_or_empty(&'a self, name: &'a str) -> Result<String, Kind> {
        self.member(name).map_or(Ok(String::new()), |m| m.text().map(str::to_owned))
    }

    pub fn whole(&self) -> Result<u64, Kind> {
        self.value.as_u64().ok_or_else(|| self.wrong())
    }

    pub fn signed(&self) -> Result<i64, Kind> {
        self.value.as_i64().ok_or_else(|| self.wrong())
    }

    /// A truth member, `default` if it is not there.
    pub fn truth(&'a self, name: &'a str, default: bool) -> Result<bool, Kind> {
        self.member(name).map_or(Ok(default), |m| m.value.as_bool().ok_or_else(|| m.wrong()))
    }

    /// A place in a list of `length`.
    pub fn place(&self, length: usize) -> Result<usize, Kind> {
        let place = usize::try_from(self.whole()?).ok();
        place.filter(|p| *p < length).ok_or_else(|| self.wrong())
    }

    /// Text in languages: a string, or `[de, en, simple]` with the last ones left out.
    pub fn words(&self) -> Result<Words, Kind> {
        if let Some(de) = self.value.as_str() {
            return Ok(Words::plain(de));
        }
        let texts = self.value.as_array().filter(|t| t.len() <= 3).ok_or_else(|| self.wrong())?;
        let text = |i: usize| match texts.get(i) {
            None => Ok(String::new()),
            Some(t) => t.as_str().map(str::to_owned).ok_or_else(|| self.wrong()),
        };
        Ok(Words { de: text(0)?, en: text(1)?, simple: text(2)? })
    }

    /// A member with text in languages, empty if it is not there.
    pub fn words_or_empty(&'a self, name: &'a str) -> Result<Words, Kind> {
        self.member(name).map_or(Ok(Words::default()), |m| m.words())
    }

    pub fn period(&self) -> Result<Period, Kind> {
        self.value.as_str().and_then(Period::parse).ok_or_else(|| self.wrong())
    }

    /// A time: `[from, to]`, an open end is null.
    pub fn interval(&self) -> Result<Interval, Kind> {
        let end = |place: usize| match self.value.get(place) {
            Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Period::parse(text).map(Some).ok_or_else(|| self.wrong()),
            _ => Err(self.wrong()),
        };
        Ok(Interval { from: end(0)?, to: end(1)? })
    }

    /// A member with a time, open on both ends if it is not there.
    pub fn interval_or_open(&'a self, name: &'a str) -> Result<Interval, Kind> {
        self.member(name).map_or(Ok(Interval::default()), |m| m.interval())
    }

    /// The error that names this place.
    pub fn wrong(&self) -> Kind {
        Kind::Json(self.path())
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
pub(super) struct Object(Map<String, Value>);

impl Object {
    pub fn put(&mut self, name: &str, value: Value) {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(name.to_owned(), value);
        }
    }

    pub fn text(&mut self, name: &str, text: &str) {
        self.put(name, Value::from(text));
    }

    pub fn words(&mut self, name: &str, words: &Words) {
        self.put(name, words_value(words));
    }

    pub fn interval(&mut self, name: &str, interval: &Interval) {
        if *interval != Interval::default() {
            self.put(name, interval_value(interval));
        }
    }

    pub fn list<'t, T: 't>(&mut self, name: &str, items: &'t [T], write: impl FnMut(&'t T) -> Value) {
        self.put(name, items.iter().map(write).collect());
    }

    pub fn value(self) -> Value {
        Value::Object(self.0)
    }
}

/// Text in languages as short as it goes.
pub(super) fn words_value(words: &Words) -> Value {
    let mut texts = vec![words.de.as_str(), words.en.as_str(), words.simple.as_str()];
    while texts.last() == Some(&"") {
        texts.pop();
    }
    if texts.len() < 2 { Value::from(words.de.as_str()) } else { Value::from(texts) }
}

pub(super) fn interval_value(interval: &Interval) -> Value {
    let end = |period: Option<Period>| period.map_or(Value::Null, |p| Value::from(p.to_string()));
    Value::Array(vec![end(interval.from), end(interval.to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_member() {
        let value = parse(br#"{"levels":[{"id":"a"},{"id":7}]}"#).unwrap();
        let root = Node::root(&value);
        let levels = root.need("levels").unwrap();
        let second = levels.item(1).unwrap();
        assert_eq!(second.need("id").unwrap().text(), Err(Kind::Json("levels[1].id".into())));
        assert_eq!(second.need("title").err(), Some(Kind::Json("levels[1].title".into())));
        assert_eq!(parse(b"{\"a\":\n]").err(), Some(Kind::Json("line 2, column 1".into())));
    }

    #[test]
    fn words_are_short() {
        let all = Words { de: "a".into(), en: String::new(), simple: "c".into() };
        assert_eq!(words_value(&all).to_string(), r#"["a","","c"]"#);
        assert_eq!(words_value(&Words::plain("a")).to_string(), r#""a""#);
        assert_eq!(Node::root(&words_value(&all)).words(), Ok(all));
    }
}
