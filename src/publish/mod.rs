//! What a publisher does on a computer of their own: read a source bundle from a folder or archive, compile it, look
//! into what was compiled, finish a built site, and serve it for looking at it.

mod build;
mod compact;
pub mod compute;
pub mod disclosure;
mod finish;
mod http;
pub mod import;
mod inspect;
mod kinds;
mod open;
mod output;
mod remark;
mod serve;

pub use build::{BuildError, Built, build};
pub use finish::finish;
pub use inspect::{Inspected, inspect};
pub use kinds::kinds;
pub use open::{Folder, open};
pub use output::Output;
pub use remark::{Kind, Remark};
pub use serve::{Server, Site};
