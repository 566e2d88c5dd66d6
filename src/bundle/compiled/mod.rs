//! The compiled bundle: parts named by their content, laid out for the browser. See `docs/format.md`.
//!
//! Every decoder is total: any bytes give a value or a [`BundleError`](super::BundleError), memory stays in proportion
//! to the part's length or under the caps of [`limits`].

mod adjacency;
mod areas;
mod bytes;
mod catalogue;
mod compile;
mod details;
mod index;
mod json;
mod manifest;
mod pack;
mod periods;
mod shapes;
mod values;

pub use adjacency::{read_adjacency, write_adjacency};
pub use catalogue::{read_catalogue, write_catalogue};
pub use compile::compile;
pub use details::{read_details, write_details};
pub use index::{read_index, write_index};
pub use manifest::{Manifest, Part, PartEntry, stem_of, verify};
pub use pack::{Pack, read_pack, write_pack};
pub use shapes::{read_shapes, write_shapes};
pub use values::{read_values, write_values};

/// The version of the format that this library writes and reads.
pub const FORMAT: u32 = 1;

/// What no part may exceed.
pub mod limits {
    /// Bytes of one binary part: 64 MiB.
    pub const PART_BYTES: u64 = 64 << 20;
    /// Bytes of one JSON part: 16 MiB, because JSON takes a multiple of its length in memory.
    pub const JSON_BYTES: u64 = 16 << 20;
    /// Cells of one indicator on one level, all slices together.
    pub const CELLS: u64 = 5_000_000;
    /// Points of one level's boundaries; also uses of arcs and areas.
    pub const VERTICES: u64 = 5_000_000;
    /// Areas of a level; also rows of a table, references included.
    pub const AREAS: u64 = 200_000;
    /// Parts of a bundle.
    pub const PARTS: u64 = 100_000;
}
