//! Sozialatlas: a social atlas of districts and small areas, computed in the reader's browser.
//!
//! The library is pure: bytes in, values out. The rooms and the direction of imports are described in
//! `docs/architecture.md`; `tests/layers.rs` holds them.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

pub mod model;

pub mod geo;
pub mod text;

pub mod bundle;

pub mod stats;

pub mod view;

pub mod query;

pub mod scene;

#[cfg(feature = "worker")]
pub mod app;

#[cfg(feature = "publish")]
pub mod publish;
