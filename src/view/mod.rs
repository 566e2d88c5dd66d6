//! The address as a value: what a reader would share. Checks form; whether the ids exist is `query`'s matter.

mod decode;
mod embed;
mod encode;
mod escape;
mod keyword;
mod migrate;
mod note;
mod state;

pub use decode::decode;
pub use encode::encode;
pub use note::{Decoded, UrlNote, UrlNoteKind};
pub use state::{
    Classes, Embed, Norm, PeriodChoice, ReferenceChoice, Sort, SortColumn, Theme, Tool, View, ViewState, Weight, Widget,
};
