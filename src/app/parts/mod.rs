//! Parts of pages.

pub mod frame;
pub mod own;
pub mod search;
pub mod settle;
pub mod time;
pub mod trouble;
