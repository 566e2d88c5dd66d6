//! From the address to the state.

use super::escape::{id_of, name_of, percent_decoded};
use super::keyword::{LANGS, REFERENCES, sort_of, value_of};
use super::migrate::migrate;
use super::{
    Classes, Decoded, Embed, Norm, PeriodChoice, ReferenceChoice, Tool, UrlNote, UrlNoteKind, View, ViewState, Weight,
};
use crate::model::{AreaKey, BreakdownId, CategoryId, IndicatorId, LevelId, Period, Slice, parse_number};

/// Longest address that is read, in bytes. Servers and messengers refuse longer ones anyway.
const LONGEST: usize = 8192;
/// Most entries of a list.
const ENTRIES: usize = 64;
/// Most members of one planning area.
const MEMBERS: usize = 512;
/// Numbers of classes that a map can show apart.
const CLASS_COUNTS: std::ops::RangeInclusive<u8> = 2..=9;

/// Parameters of the contract, for telling a repeated one from an unknown one.
const NAMES: [&str; 18] =
    ["v", "i", "l", "p", "a", "ref", "b", "c", "fix", "sort", "t", "w", "n", "set", "lang", "e", "bundle", "embed"];

/// Reads an address, with or without the leading `?`. Every text gives a state; what could not be read is in the
/// notes and leaves its part of the state at the default. A parameter without value is the same as none. Parameters
/// that other services append to links (`utm_source`, `fbclid` ...) are passed over without a note.
///
/// Only the form is checked: whether the ids exist is for the catalogue to say.
///
/// ```
/// use sozialatlas::view::{UrlNoteKind, View, decode};
/// let read = decode("?v=indicator&a=16052&fix=maybe");
/// assert_eq!(read.state.view, View::Indicator);
/// assert_eq!(read.state.areas, ["16052".into()]);
/// assert_eq!((read.notes[0].value.as_str(), read.notes[0].kind), ("maybe", UrlNoteKind::InvalidValue));
/// ```
pub fn decode(query: &str) -> Decoded {
    let mut reader = Reader::default();
    let query = query.strip_prefix('?').unwrap_or(query);
    let query = query.split('#').next().unwrap_or_default();
    let mut seen = 0_u32;
    for part in reader.within_limit(query).split('&') {
        // Editors of web pages write `&amp;` and escape it once more.
        let part = part.strip_prefix("amp;").unwrap_or(part);
        let (name, raw) = part.split_once('=').unwrap_or((part, ""));
        if part.is_empty() || is_foreign(name) {
            continue;
        }
        let Some(value) = percent_decoded(raw) else {
            reader.note(name, raw, UrlNoteKind::Unreadable);
            continue;
        };
        let (name, value) = migrate(name, value);
        let value = value.trim_matches(' ');
        let Some(place) = NAMES.iter().position(|known| *known == name) else {
            reader.note(&name, value, UrlNoteKind::UnknownParameter);
            continue;
        };
        if value.is_empty() {
            continue;
        }
        if seen & 1 << place != 0 {
            reader.note(&name, value, UrlNoteKind::Duplicate);
            continue;
        }
        seen |= 1 << place;
        if reader.read(&name, value).is_none() {
            reader.note(&name, value, UrlNoteKind::InvalidValue);
        }
    }
    reader.0
}

/// Whether a parameter is known to be appended by mail programs, search engines and networks to count visits.
fn is_foreign(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "igsh", "_ga", "_gl", "mkt_tok",
    ];
    const FAMILIES: [&str; 5] = ["utm_", "mc_", "pk_", "mtm_", "matomo_"];
    NAMES.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
}

#[derive(Default)]
struct Reader(Decoded);

impl Reader {
    fn note(&mut self, name: &str, value: &str, kind: UrlNoteKind) {
        self.0.notes.push(UrlNote::new(name, value, kind));
    }

    /// The whole parameters that fit into the limit.
    fn within_limit<'a>(&mut self, query: &'a str) -> &'a str {
        if query.len() <= LONGEST {
            return query;
        }
        let last = query.bytes().take(LONGEST).rposition(|b| b == b'&');
        let (read, rest) = query.split_at_checked(last.unwrap_or(0)).unwrap_or_default();
        self.note("", rest.trim_start_matches('&'), UrlNoteKind::TooLong);
        read
    }

    /// Reads one parameter of the contract into the state; `None` if the value as a whole has not the right form.
    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "v" => self.state().view = value_of(&View::ALL, value)?,
            "i" => self.state().indicators = self.list(name, value, |part| Some(IndicatorId::new(id_of(part)))),
            "l" => self.state().level = Some(LevelId::new(id_of(value))),
            "p" => self.state().period = Some(period(value)?),
            "a" => self.state().areas = self.list(name, value, |part| Some(AreaKey::new(id_of(part)))),
            "ref" => self.state().reference = Some(reference(value)),
            "b" => self.breakdown(value),
            "c" => self.state().classes = Some(classes(value)?),
            "fix" => self.state().fix = flag(value)?,
            "sort" => self.state().sort = Some(sort_of(value)?),
            "t" => self.state().tool = Some(value_of(&Tool::ALL, value)?),
            "w" => self.weights(value),
            "n" => self.norms(value),
            "set" => self.sets(value),
            "lang" => self.state().lang = value_of(&LANGS, value)?,
            "e" => self.state().edition = Some(id_of(value)),
            "bundle" => self.state().bundle = Some(id_of(value)),
            "embed" => self.state().embed = Some(self.embed(value)?),
            _ => return None,
        }
        Some(())
    }

    fn state(&mut self) -> &mut ViewState {
        &mut self.0.state
    }

    /// A list separated by commas. Empty entries say nothing and are passed over.
    fn list<T: PartialEq>(&mut self, name: &str, value: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.entries(name, value.split(','), ENTRIES, read, T::eq)
    }

    /// The entries that can be read, without the later of two that are the `same`, at most `limit`.
    fn entries<'a, T>(
        &mut self,
        name: &str,
        parts: impl Iterator<Item = &'a str>,
        limit: usize,
        read: impl Fn(&str) -> Option<T>,
        same: impl Fn(&T, &T) -> bool,
    ) -> Vec<T> {
        let mut entries: Vec<T> = Vec::new();
        for part in parts.map(|part| part.trim_matches(' ')).filter(|part| !part.is_empty()) {
            let Some(entry) = read(part) else {
                self.note(name, part, UrlNoteKind::InvalidValue);
                continue;
            };
            if entries.iter().any(|earlier| same(earlier, &entry)) {
                self.note(name, part, UrlNoteKind::Duplicate);
            } else if entries.len() == limit {
                self.note(name, part, UrlNoteKind::TooLong);
                break;
            } else {
                entries.push(entry);
            }
        }
        entries
    }

    fn breakdown(&mut self, value: &str) {
        let read =
            |part: &str| pair(part).map(|(by, category)| (BreakdownId::new(by), CategoryId::new(id_of(category))));
        let parts = self.entries("b", value.split(','), ENTRIES, read, |a, b| a.0 == b.0);
        self.state().breakdown = Slice::of(parts);
    }

    fn weights(&mut self, value: &str) {
        let read = |part: &str| {
            let (id, weight) = pair(part)?;
            Some(Weight { indicator: IndicatorId::new(id), weight: number(weight)? })
        };
        self.state().weights = self.entries("w", value.split(','), ENTRIES, read, |a, b| a.indicator == b.indicator);
    }

    fn norms(&mut self, value: &str) {
        let read = |part: &str| {
            let (of, value) = pair(part)?;
            Some(Norm { of, value: number(value)? })
        };
        self.state().norms = self.entries("n", value.split(','), ENTRIES, read, |a, b| a.of == b.of);
    }

    fn sets(&mut self, value: &str) {
        let read = |part: &str| {
            let (name, members) = part.split_once(':')?;
            let name = Some(name_of(name.trim_matches(' '))).filter(|name| !name.is_empty())?;
            Some((name, members.to_owned()))
        };
        for (name, text) in self.entries("set", value.split(';'), ENTRIES, read, |a, b| a.0 == b.0) {
            let key = |part: &str| Some(AreaKey::new(id_of(part)));
            let members = self.entries("set", text.split('~'), MEMBERS, key, AreaKey::eq);
            if members.is_empty() {
                self.note("set", &name, UrlNoteKind::InvalidValue);
            } else {
                self.state().sets.push((name, members));
            }
        }
    }

    fn embed(&mut self, value: &str) -> Option<Embed> {
        Embed::parse(value, |option| self.note("embed", option, UrlNoteKind::InvalidValue))
    }
}

/// `2023` or `2015..2023`; a change leads from an earlier to a later period.
fn period(value: &str) -> Option<PeriodChoice> {
    let Some((from, to)) = value.split_once('.').and_then(|(from, to)| Some((from, to.strip_prefix('.')?))) else {
        return Period::parse(value).map(PeriodChoice::At);
    };
    let (from, to) = (Period::parse(from)?, Period::parse(to)?);
    (from < to).then_some(PeriodChoice::Change(from, to))
}

fn reference(value: &str) -> ReferenceChoice {
    value_of(&REFERENCES, value).unwrap_or_else(|| ReferenceChoice::Area(AreaKey::new(id_of(value))))
}

fn classes(value: &str) -> Option<Classes> {
    if let Some(bounds) = value.strip_prefix("x:") {
        return own_bounds(bounds).map(Classes::Own);
    }
    match value {
        "sd" => return Some(Classes::StandardDeviation),
        "ref" => return Some(Classes::Reference),
        _ => {}
    }
    let [method, digit] = value.as_bytes() else { return None };
    let count = digit.checked_sub(b'0').filter(|count| CLASS_COUNTS.contains(count))?;
    match method {
        b'q' => Some(Classes::Quantile(count)),
        b'j' => Some(Classes::Natural(count)),
        b'e' => Some(Classes::Equal(count)),
        _ => None,
    }
}

/// Inner bounds: one less than classes, each above the one before.
fn own_bounds(text: &str) -> Option<Vec<f64>> {
    let most = usize::from(*CLASS_COUNTS.end()) - 1;
    let bounds: Vec<f64> = text.split(';').take(most + 1).map(number).collect::<Option<_>>()?;
    (bounds.len() <= most && bounds.windows(2).all(|pair| pair[0] < pair[1])).then_some(bounds)
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    }
}

/// `left:right`, both with content; the left side is an id.
fn pair(part: &str) -> Option<(String, &str)> {
    let (left, right) = part.split_once(':')?;
    (!left.is_empty() && !right.is_empty()).then(|| (id_of(left), right))
}

/// A finite number with a decimal point. A plus is a space in an address.
fn number(text: &str) -> Option<f64> {
    parse_number(text).filter(|_| !text.bytes().any(|b| b == b'+'))
}
