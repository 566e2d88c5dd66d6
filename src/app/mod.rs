//! The browser app: the only home of Leptos and web-sys. Signals and painting; no arithmetic.
//!
//! Signals hold the address, the bundle and what the reader has open; one effect turns them into the markup of the
//! page ([`pages`]) and brings the document to it ([`paint`]). Events are heard on the document ([`act`], [`graphic`]),
//! so that markup needs no listeners. Typed views for every row and control weighed some 50 kB more.

pub mod message;
#[cfg(feature = "worker")]
pub mod statistics;

#[cfg(feature = "app")]
mod act;
#[cfg(feature = "app")]
mod address;
#[cfg(feature = "app")]
mod fetch;
#[cfg(feature = "app")]
mod graphic;
#[cfg(feature = "app")]
mod html;
#[cfg(feature = "app")]
mod open;
#[cfg(feature = "app")]
mod pages;
#[cfg(feature = "app")]
mod paint;
#[cfg(feature = "app")]
mod panic;
#[cfg(feature = "app")]
mod play;
#[cfg(feature = "app")]
mod save;
#[cfg(feature = "app")]
mod session;
#[cfg(feature = "app")]
mod shell;
#[cfg(feature = "app")]
mod sizes;
#[cfg(feature = "app")]
mod store;

#[cfg(feature = "app")]
pub use shell::start;
