//! What a publisher does on a computer of their own: read a source bundle from a folder or archive, compile it, look
//! into what was compiled, and serve a built site for looking at it.

mod build;
mod http;
mod inspect;
mod open;
mod serve;

pub use build::{BuildError, Built, build};
pub use inspect::{Inspected, inspect};
pub use open::{Folder, open};
pub use serve::{Server, Site};
