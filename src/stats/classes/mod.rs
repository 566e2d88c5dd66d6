//! Classes of a column, for a map and its legend.

mod around;
mod class_of;
mod double;
mod equal;
mod fisher;
mod head_tail;
mod lanes;
mod natural;
mod own;
mod rounded;
mod splits;
mod sums;
mod unclassed;

pub use around::breaks_around;
pub use class_of::{class_counts, class_of, classify};
pub use equal::{deviation_breaks, equal_intervals};
pub use fisher::{NaturalClasses, natural_classes};
pub use head_tail::head_tail_breaks;
pub use natural::natural_breaks;
pub use own::own_classes;
pub use rounded::rounded_breaks;
pub use unclassed::unclassed;
