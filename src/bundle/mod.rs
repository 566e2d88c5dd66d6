//! Bytes to model and back: source bundles that people write, compiled bundles that browsers like.

mod archive;
mod code;
pub mod compiled;
mod error;
mod files;
mod finding;
mod inflate;
pub(crate) mod json;
pub mod source;
mod words_de;
mod words_en;

pub use code::{Code, Severity};
pub use error::{BundleError, BundleErrorKind};
pub use files::{FileError, Files, Limits, Memory, from_zip, safe_path};
pub use finding::{Finding, Findings};
