//! The pages: what is on display as words and pictures, and the controls around it.

pub mod about;
pub mod catalogue;
mod controls;
mod display;
mod facts;
pub mod indicator;
pub mod profile;
mod profile_rows;
mod share;
pub mod start;
mod table;

pub use display::Sizes;
