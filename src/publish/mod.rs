//! What a publisher does on a computer of their own: read a source bundle from a folder or archive, compile it, look
//! into what was compiled, finish a built site, and serve it for looking at it.

pub mod boundaries;
mod build;
mod check;
mod compact;
pub mod compute;
mod diff;
pub mod disclosure;
mod editions;
mod finish;
mod http;
pub mod import;
mod inspect;
mod kinds;
mod new;
mod open;
mod output;
pub mod protect;
pub(crate) mod published;
mod remark;
mod serve;
mod sign;
mod site;
pub mod territory;

pub use build::{BuildError, BuildOptions, Built, build, build_telling};
pub use check::{Validated, check, fitness_hints};
pub use diff::Diff;
pub use editions::{Keeping, Kept, keep};
pub use finish::finish;
pub use inspect::{Inspected, inspect};
pub use kinds::kinds;
pub use new::new;
pub use open::{Folder, open};
pub use output::Output;
pub use published::{Opened, Published};
pub use remark::{Kind, Remark};
pub use serve::{Server, Site};
pub use sign::{Checked, new_key, public_key, sign, verify};
pub use site::{SiteBuilt, SiteOptions, site};
