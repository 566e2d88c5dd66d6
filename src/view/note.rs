//! What could not be read of an address. Nothing of a link is dropped without a note.

use super::ViewState;
use crate::model::Lang;
use crate::text::{fill, words};

/// The outcome of reading an address: always a state, and what was left out of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// What the address stands for; parts that could not be read have their default.
    pub state: ViewState,
    /// Parts that could not be read, in the order of the address.
    pub notes: Vec<UrlNote>,
}

/// One part of an address that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlNote {
    /// Name of the parameter as written; empty if the note is about the address as a whole.
    pub parameter: String,
    /// The part that was left out, at most 60 characters, fit for showing as plain text.
    pub value: String,
    /// What is wrong with it.
    pub kind: UrlNoteKind,
}

/// What is wrong with a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UrlNoteKind {
    /// The contract has no such parameter.
    UnknownParameter,
    /// The parameter exists, the value has not the form it needs.
    InvalidValue,
    /// Not UTF-8 after removing the percent signs.
    Unreadable,
    /// Said before in the same address; the first one counts.
    Duplicate,
    /// More than the atlas reads: the address is too long or the list has too many entries.
    TooLong,
}

/// Length to which a value is cut in a note.
const SHOWN: usize = 60;

impl UrlNote {
    /// A note; both texts are made fit for showing.
    pub(super) fn new(parameter: &str, value: &str, kind: UrlNoteKind) -> UrlNote {
        UrlNote { parameter: shown(parameter), value: shown(value), kind }
    }

    /// The note in words, as plain text.
    pub fn sentence(&self, lang: Lang) -> String {
        let text = &words(lang).link;
        let form = match self.kind {
            UrlNoteKind::UnknownParameter => text.unknown,
            UrlNoteKind::InvalidValue => text.invalid,
            UrlNoteKind::Unreadable => text.unreadable,
            UrlNoteKind::Duplicate => text.repeated,
            UrlNoteKind::TooLong => text.too_long,
        };
        fill(form, &[&self.parameter, &self.value])
    }
}

/// At most [`SHOWN`] characters, without characters that would break or reorder the sentence around them.
fn shown(text: &str) -> String {
    let mut cut: String = text.chars().take(SHOWN).map(|c| if disturbs(c) { '\u{FFFD}' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        cut.pop();
        cut.push('…');
    }
    cut
}

/// Control characters, line and paragraph separators, and marks that change the direction of writing.
fn disturbs(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_to_sixty_characters() {
        assert_eq!(shown(&"ä".repeat(60)), "ä".repeat(60));
        assert_eq!(shown(&"ä".repeat(61)), format!("{}…", "ä".repeat(59)));
    }

    #[test]
    fn a_note_names_the_part() {
        let note = UrlNote::new("x", "{0}\n", UrlNoteKind::UnknownParameter);
        let sentence = "Der Link enthält einen unbekannten Teil: „x={0}\u{FFFD}“. Er wurde übergangen.";
        assert_eq!(note.sentence(Lang::De), sentence);
    }

    #[test]
    fn characters_that_reorder_the_sentence_are_replaced() {
        assert_eq!(shown("a\u{202E}b\u{7}\n"), "a\u{FFFD}b\u{FFFD}\u{FFFD}");
    }
}
