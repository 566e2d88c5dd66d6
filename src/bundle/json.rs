//! A JSON reader that knows its line and notices members named twice.
//!
//! Boundaries are read straight from the scanner, without a tree of values in between.

use crate::model::{order, parse_number};

/// A value of a small JSON file.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`, also what is not there.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A finite number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in the order of the file.
    Object(Vec<(String, Json)>),
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Json {
        Json::Text(text)
    }
}

/// Whole numbers beyond 2⁵³ lose their last digits, as in every JSON reader of a browser.
impl From<i64> for Json {
    fn from(whole: i64) -> Json {
        Json::Number(whole as f64)
    }
}

impl From<u32> for Json {
    fn from(whole: u32) -> Json {
        Json::Number(f64::from(whole))
    }
}

impl From<usize> for Json {
    fn from(whole: usize) -> Json {
        Json::Number(whole as f64)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Json {
        items.into_iter().collect()
    }
}

impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Json {
        Json::List(items.into_iter().map(Into::into).collect())
    }
}

impl Json {
    /// A member; `Null` if there is none or this is no object.
    pub fn get(&self, name: &str) -> &Json {
        self.members().iter().rev().find(|(key, _)| key == name).map_or(&Json::Null, |(_, value)| value)
    }

    /// The members of an object, none for anything else.
    pub fn members(&self) -> &[(String, Json)] {
        if let Json::Object(members) = self { members } else { &[] }
    }

    /// The elements of an array, none for anything else.
    pub fn items(&self) -> &[Json] {
        if let Json::List(items) = self { items } else { &[] }
    }

    /// A string, if it is one and not empty.
    pub fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text.as_str()).filter(|t| !t.is_empty()) } else { None }
    }

    /// A member's string, empty if there is none.
    pub fn string(&self, name: &str) -> String {
        self.get(name).text().unwrap_or_default().to_owned()
    }

    /// A whole number that is not negative.
    pub fn whole(&self) -> Option<u64> {
        match self {
            // 2^53: above it neighbouring whole numbers are no longer told apart.
            Json::Number(n) if *n >= 0.0 && n.fract() == 0.0 && *n <= 9_007_199_254_740_992.0 => Some(*n as u64),
            _ => None,
        }
    }

    /// A whole number with or without sign.
    pub fn signed(&self) -> Option<i64> {
        match self {
            Json::Number(n) if n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0 => Some(*n as i64),
            _ => None,
        }
    }

    /// The type in a word, for findings.
    pub fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true/false",
            Json::Number(_) => "number",
            Json::Text(_) => "string",
            Json::List(_) => "array",
            Json::Object(_) => "object",
        }
    }
}

/// Why a text is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Line, counted from 1.
    pub row: u32,
    /// Whether the text just ends too early.
    pub truncated: bool,
    /// What stands there.
    pub found: String,
}

/// The deepest nesting that is followed.
const DEPTH: usize = 64;

/// Reads JSON from front to back.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    counted: (usize, u32),
    /// Members named twice in one object, with their line.
    pub doubled: Vec<(String, u32)>,
}

type Scanned<T> = Result<T, JsonError>;

impl<'a> Scanner<'a> {
    /// A scanner at the start of a text.
    pub fn new(text: &'a str) -> Scanner<'a> {
        Scanner { text, at: 0, depth: 0, counted: (0, 1), doubled: Vec::new() }
    }

    /// The line the scanner stands in.
    pub fn row(&mut self) -> u32 {
        let (from, row) = self.counted;
        let breaks = self.text.as_bytes().get(from..self.at).unwrap_or(&[]).iter().filter(|b| **b == b'\n').count();
        self.counted = (self.at, row.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX)));
        self.counted.1
    }

    /// The next byte that is no white space, without taking it.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// An error at the present place.
    pub fn error<T>(&mut self) -> Scanned<T> {
        let rest = self.text.get(self.at..).unwrap_or("");
        let found = rest.chars().take(20).collect();
        Err(JsonError { row: self.row(), truncated: rest.is_empty(), found })
    }

    fn take(&mut self, byte: u8) -> Scanned<()> {
        if self.peek() != Some(byte) {
            return self.error();
        }
        self.at += 1;
        Ok(())
    }

    /// Makes sure that nothing follows.
    pub fn end(&mut self) -> Scanned<()> {
        if self.peek().is_some() { self.error() } else { Ok(()) }
    }

    /// Reads an object; `member` must take the value of each member.
    pub fn object(&mut self, mut member: impl FnMut(&mut Self, &str) -> Scanned<()>) -> Scanned<()> {
        self.open(b'{')?;
        let mut names: Vec<(String, u32)> = Vec::new();
        if self.peek() == Some(b'}') {
            return self.close(b'}');
        }
        loop {
            self.peek();
            let name = self.string()?;
            self.take(b':')?;
            member(self, &name)?;
            names.push((name, self.row()));
            if self.peek() != Some(b',') {
                self.note_doubled(&names);
                return self.close(b'}');
            }
            self.at += 1;
        }
    }

    fn note_doubled(&mut self, names: &[(String, u32)]) {
        let by_name = order(names.len(), &|a, b| names[a].0.cmp(&names[b].0));
        for pair in by_name.windows(2).filter(|pair| names[pair[0]].0 == names[pair[1]].0) {
            self.doubled.push(names[pair[1]].clone());
        }
    }

    /// Reads an array; `item` must take each element.
    pub fn array(&mut self, mut item: impl FnMut(&mut Self) -> Scanned<()>) -> Scanned<()> {
        self.open(b'[')?;
        if self.peek() == Some(b']') {
            return self.close(b']');
        }
        loop {
            item(self)?;
            if self.peek() != Some(b',') {
                return self.close(b']');
            }
            self.at += 1;
        }
    }

    fn open(&mut self, byte: u8) -> Scanned<()> {
        if self.depth == DEPTH {
            return self.error();
        }
        self.take(byte)?;
        self.depth += 1;
        Ok(())
    }

    fn close(&mut self, byte: u8) -> Scanned<()> {
        self.take(byte)?;
        self.depth -= 1;
        Ok(())
    }

    /// How many brackets open here, without taking them.
    pub fn brackets(&mut self) -> usize {
        self.peek();
        let rest = self.text.as_bytes()[self.at..].iter();
        rest.filter(|b| !b.is_ascii_whitespace()).take_while(|b| **b == b'[').take(DEPTH).count()
    }

    /// Reads any value into a tree.
    pub fn value(&mut self) -> Scanned<Json> {
        match self.peek() {
            Some(b'{') => {
                let mut members = Vec::new();
                self.object(|s, name| {
                    members.push((name.to_owned(), s.value()?));
                    Ok(())
                })?;
                Ok(Json::Object(members))
            }
            Some(b'[') => {
                let mut items = Vec::new();
                self.array(|s| {
                    items.push(s.value()?);
                    Ok(())
                })?;
                Ok(Json::List(items))
            }
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number().map(Json::Number),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Scanned<Json> {
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))] {
            if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        self.error()
    }

    /// Reads a number, always finite.
    pub fn number(&mut self) -> Scanned<f64> {
        self.peek();
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start;
        let digits = |at: &mut usize| {
            let from = *at;
            while bytes.get(*at).is_some_and(u8::is_ascii_digit) {
                *at += 1;
            }
            *at - from
        };
        at += usize::from(bytes.get(at) == Some(&b'-'));
        let leading_zero = bytes.get(at) == Some(&b'0');
        let whole = digits(&mut at);
        let mut fine = whole > 0 && !(leading_zero && whole > 1);
        if bytes.get(at) == Some(&b'.') {
            at += 1;
            fine &= digits(&mut at) > 0;
        }
        if let Some(b'e' | b'E') = bytes.get(at) {
            at += 1;
            at += usize::from(matches!(bytes.get(at), Some(b'+' | b'-')));
            fine &= digits(&mut at) > 0;
        }
        match parse_number(self.text.get(start..at).unwrap_or_default()) {
            Some(number) if fine => {
                self.at = at;
                Ok(number)
            }
            _ => self.error(),
        }
    }

    /// Reads a string.
    pub fn string(&mut self) -> Scanned<String> {
        self.take(b'"')?;
        let mut out = String::new();
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let plain = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len());
            out.push_str(self.text.get(self.at..self.at + plain).unwrap_or_default());
            self.at += plain;
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.at += 1;
                    let c = self.escape()?;
                    out.push(c);
                }
                _ => return self.error(),
            }
        }
    }

    fn escape(&mut self) -> Scanned<char> {
        let plain = match self.text.as_bytes().get(self.at) {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(*c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.error(),
        };
        self.at += 1;
        Ok(plain)
    }

    fn unicode(&mut self) -> Scanned<char> {
        let high = self.hex()?;
        let paired = (0xd800..0xdc00).contains(&high) && self.text.as_bytes()[self.at..].starts_with(b"\\u");
        if paired {
            let back = self.at;
            self.at += 1;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The four digits behind `u`.
    fn hex(&mut self) -> Scanned<u32> {
        let digits = self.text.get(self.at + 1..self.at + 5).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|d| u32::from_str_radix(d, 16).ok()) {
            Some(code) => {
                self.at += 5;
                Ok(code)
            }
            None => self.error(),
        }
    }
}

#[cfg(test)]
#[path = "json_tests.rs"]
mod tests;
