//! Names of things. Each kind has its own type, so that a theme cannot be passed for an indicator.

use std::fmt;

macro_rules! string_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
        pub struct $name(String);

        impl $name {
            /// Wraps the text as it is; whether it exists is the catalogue's matter.
            pub fn new(text: impl Into<String>) -> Self { Self(text.into()) }

            /// The text of the id.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self { Self(text.to_owned()) }
        }
    };
}

string_id! {
    /// An indicator, `unemp_rate`.
    IndicatorId
}
string_id! {
    /// A level of areas, `kreis`.
    LevelId
}
string_id! {
    /// A theme, `arbeit`.
    ThemeId
}
string_id! {
    /// The official key of an area. A string, because leading zeros carry meaning (`01001`).
    AreaKey
}
string_id! {
    /// A breakdown, `sex`.
    BreakdownId
}
string_id! {
    /// A category of a breakdown, `f`.
    CategoryId
}
string_id! {
    /// A named set of areas, such as a planning region.
    SetId
}

/// The place of an area in the order of its [`Level`](super::Level): first the level's areas, then its references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AreaIx(pub u32);

impl AreaIx {
    /// From a position in a slice.
    pub fn at(position: usize) -> AreaIx {
        AreaIx(position as u32)
    }

    /// As a position in a slice.
    pub fn ix(self) -> usize {
        self.0 as usize
    }
}
