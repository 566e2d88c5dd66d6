//! Disclosure control on published test data: what an attacker computes is compared with intervals that were computed by
//! others, and what is withheld with how much others withhold.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test that cannot read its fixture has failed

mod corpora;
mod hierarchy;
mod secrets;
mod tables;
