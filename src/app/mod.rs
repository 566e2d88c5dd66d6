//! The browser app: the only home of Leptos and web-sys. Signals and painting; no arithmetic.

pub mod message;

#[cfg(feature = "app")]
mod address;
#[cfg(feature = "app")]
mod fetch;
#[cfg(feature = "app")]
mod graphic;
#[cfg(feature = "app")]
mod html;
#[cfg(feature = "app")]
mod links;
#[cfg(feature = "app")]
mod open;
#[cfg(feature = "app")]
mod pages;
#[cfg(feature = "app")]
mod panic;
#[cfg(feature = "app")]
mod parts;
#[cfg(feature = "app")]
mod session;
#[cfg(feature = "app")]
mod shell;
#[cfg(feature = "app")]
mod store;

#[cfg(feature = "app")]
pub use shell::start;
