//! The fixed words of the contract. One table a kind, read in both directions.

use super::{ReferenceChoice, Sort, SortColumn, Tool, View, Widget};
use crate::model::Lang;

impl View {
    /// Every page with its word in the address.
    pub const ALL: [(View, &'static str); 8] = [
        (View::Start, "start"),
        (View::Indicator, "indicator"),
        (View::Profile, "profile"),
        (View::Compare, "compare"),
        (View::Analysis, "analysis"),
        (View::Report, "report"),
        (View::Catalogue, "catalogue"),
        (View::About, "about"),
    ];

    /// The page's word in the address.
    pub fn word(self) -> &'static str {
        word_of(&View::ALL, self)
    }
}

impl Tool {
    /// Every analysis tool with its word in the address.
    pub const ALL: [(Tool, &'static str); 8] = [
        (Tool::Similar, "similar"),
        (Tool::Index, "index"),
        (Tool::Typology, "typology"),
        (Tool::Clusters, "clusters"),
        (Tool::Relation, "relation"),
        (Tool::Spread, "spread"),
        (Tool::Areas, "areas"),
        (Tool::Supply, "supply"),
    ];

    /// The tool's word in the address.
    pub fn word(self) -> &'static str {
        word_of(&Tool::ALL, self)
    }
}

impl Widget {
    /// Every widget with its word in the address.
    pub const ALL: [(Widget, &'static str); 7] = [
        (Widget::Map, "map"),
        (Widget::Bars, "bars"),
        (Widget::Table, "table"),
        (Widget::Trend, "trend"),
        (Widget::Profile, "profile"),
        (Widget::Tile, "tile"),
        (Widget::Compare, "compare"),
    ];

    /// The widget's word in the address.
    pub fn word(self) -> &'static str {
        word_of(&Widget::ALL, self)
    }
}

/// Languages; the words are also the `lang` attribute's, except simple German (`de-x-simple` is not understood there).
pub(super) const LANGS: [(Lang, &str); 3] = [(Lang::De, "de"), (Lang::En, "en"), (Lang::DeSimple, "de-simple")];

const SORTS: [(SortColumn, &str); 3] =
    [(SortColumn::Value, "value"), (SortColumn::Name, "name"), (SortColumn::Change, "change")];

/// References that are no area.
pub(super) const REFERENCES: [(ReferenceChoice, &str); 3] =
    [(ReferenceChoice::Peers, "peers"), (ReferenceChoice::Median, "median"), (ReferenceChoice::None, "none")];

/// The word of a value; every value of the table's type has one.
pub(super) fn word_of<T: PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table.iter().find(|(v, _)| *v == value).map_or("", |(_, word)| word)
}

/// The value of a word, `None` for a word that is not in the table.
pub(super) fn value_of<T: Clone>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table.iter().find(|(_, w)| *w == word).map(|(value, _)| value.clone())
}

/// Reads `value`, `-value`.
pub(super) fn sort_of(text: &str) -> Option<Sort> {
    let (descending, word) = text.strip_prefix('-').map_or((false, text), |word| (true, word));
    Some(Sort { column: value_of(&SORTS, word)?, descending })
}

/// Writes `value`, `-value`.
pub(super) fn push_sort(out: &mut String, sort: Sort) {
    if sort.descending {
        out.push('-');
    }
    out.push_str(word_of(&SORTS, sort.column));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_word_of_its_own() {
        for (view, word) in View::ALL {
            assert_eq!((view.word(), value_of(&View::ALL, word)), (word, Some(view)));
        }
        for (tool, word) in Tool::ALL {
            assert_eq!((tool.word(), value_of(&Tool::ALL, word)), (word, Some(tool)));
        }
        for (widget, word) in Widget::ALL {
            assert_eq!((widget.word(), value_of(&Widget::ALL, word)), (word, Some(widget)));
        }
    }

    #[test]
    fn sorting_reads_a_leading_minus() {
        assert_eq!(sort_of("-name"), Some(Sort { column: SortColumn::Name, descending: true }));
        assert_eq!(sort_of("--name"), None);
        assert_eq!(sort_of("Name"), None);
    }
}
