//! The address as a value: what a reader would share. Checks form; whether the ids exist is `query`'s matter.

mod state;

pub use state::{
    Classes, Embed, Norm, PeriodChoice, ReferenceChoice, Sort, SortColumn, Theme, Tool, View, ViewState, Weight, Widget,
};
