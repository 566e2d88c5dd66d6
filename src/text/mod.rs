//! Words and numbers for people. One folder or file a language; what is said is in [`Text`], how numbers are written in
//! [`number()`] and its neighbours.
//!
//! A new language is a copy of `de/` and a variant of [`Lang`]; the compiler lists the rest.

mod de;
mod en;
mod fill;
mod forms;
mod numbers;
mod sentences;
mod simple;
mod state;
mod words;

pub use fill::fill;
pub use forms::{NumberText, SentenceText};
pub use numbers::{
    cell, difference, distance, figure, flag_words, number, observation, period, rank, relative, signed,
};
pub use sentences::{
    Change, Place, Rank, Spread, Style, change_sentence, class_range, map_summary, mark_name, place_sentence,
    profile_summary, series_break_sentence, trend_summary,
};
pub use state::{Sign, StateText};
pub use words::{
    AboutText, AppText, ErrorText, FigureText, LinkText, PageText, SearchText, ShareText, SourceText, Text,
};

use crate::model::Lang;

/// Everything the atlas says in a language.
pub fn words(lang: Lang) -> &'static Text {
    match lang {
        Lang::De => &de::DE,
        Lang::En => &en::EN,
        Lang::DeSimple => &simple::SIMPLE,
    }
}

#[cfg(test)]
mod tests;
