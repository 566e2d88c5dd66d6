//! The messages between the page and its worker: plain values, with a version.
//!
//! Task: `{ v, english, files: [[path, bytes]] }`. Answer: `{ v, file, remarks: [[is error, words]], parts: [[path, bytes]] }`,
//! without parts if the bundle cannot be opened.

/// Version of the messages.
pub const CURRENT: u32 = 1;
/// Name of the version.
pub const VERSION: &str = "v";
/// Whether remarks are wanted in English.
pub const ENGLISH: &str = "english";
/// The files of the source bundle, or one zip archive.
pub const FILES: &str = "files";
/// The file that is at fault.
pub const FILE: &str = "file";
/// What the validator found.
pub const REMARKS: &str = "remarks";
/// The files of the compiled bundle.
pub const PARTS: &str = "parts";
/// The worker's first message.
pub const LISTENING: &str = "listening";
