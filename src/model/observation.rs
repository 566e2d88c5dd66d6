//! One figure of one area, or the reason why there is none.

/// What is known about one cell: a finite number with its flags, or the reason why it is missing.
///
/// The number is always finite. A published `-` ("genau null") is `Known(0.0, ..)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Observation {
    /// A figure, never NaN or infinite.
    Known(f64, ValueFlags),
    /// No figure, and why.
    Missing(Missing),
}

impl Observation {
    /// The figure, if there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Observation::Known(value, _) => Some(value),
            Observation::Missing(_) => None,
        }
    }

    /// The flags of a known figure; none for a missing one.
    pub fn flags(self) -> ValueFlags {
        match self {
            Observation::Known(_, flags) => flags,
            Observation::Missing(_) => ValueFlags::NONE,
        }
    }

    /// The reason, if there is no figure.
    pub fn missing(self) -> Option<Missing> {
        match self {
            Observation::Known(..) => None,
            Observation::Missing(reason) => Some(reason),
        }
    }
}

/// What a reader should know about a figure: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ValueFlags(pub u8);

impl ValueFlags {
    /// No remark.
    pub const NONE: ValueFlags = ValueFlags(0);
    /// `p`, provisional ("vorläufig").
    pub const PROVISIONAL: ValueFlags = ValueFlags(1);
    /// `r`, revised ("berichtigt").
    pub const REVISED: ValueFlags = ValueFlags(1 << 1);
    /// `s`, estimated ("geschätzt").
    pub const ESTIMATED: ValueFlags = ValueFlags(1 << 2);
    /// `( )`, limited reliability ("eingeschränkt aussagefähig").
    pub const LIMITED_RELIABILITY: ValueFlags = ValueFlags(1 << 3);
    /// `0`, less than half of the smallest unit shown.
    pub const ROUNDED: ValueFlags = ValueFlags(1 << 4);
    /// First figure after a series break ("Zeitreihenbruch").
    pub const BREAK: ValueFlags = ValueFlags(1 << 5);
    /// Recomputed by the publisher from published counts, for another territorial status.
    pub const RECOMPUTED: ValueFlags = ValueFlags(1 << 6);

    /// Every single flag, in the order of their bits.
    pub const ALL: [ValueFlags; 7] = [
        Self::PROVISIONAL,
        Self::REVISED,
        Self::ESTIMATED,
        Self::LIMITED_RELIABILITY,
        Self::ROUNDED,
        Self::BREAK,
        Self::RECOMPUTED,
    ];

    /// Both sets together.
    pub fn with(self, other: ValueFlags) -> ValueFlags {
        ValueFlags(self.0 | other.0)
    }

    /// Whether every flag of `other` is set.
    pub fn has(self, other: ValueFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// The single flags of the set.
    pub fn iter(self) -> impl Iterator<Item = ValueFlags> {
        Self::ALL.into_iter().filter(move |flag| self.has(*flag))
    }
}

/// Why there is no figure. Never shown or computed as zero; each reason has its own words and hatching.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// No source publishes this cell.
    NotPublished,
    /// `.`, "unbekannt oder geheim": which of the two is never claimed.
    UnknownOrConfidential,
    /// `...`, "Angabe fällt später an".
    Pending,
    /// `/`, too unreliable to publish.
    Unreliable,
    /// `x`, the cell makes no sense.
    NotApplicable,
    /// The area did not exist in that period.
    NoSuchArea,
    /// The area's territory changed and the figure cannot be carried over ("Gebietsstand").
    TerritoryChanged,
}

impl Missing {
    /// Every reason, in the order in which legends list them.
    pub const ALL: [Missing; 7] = [
        Missing::NotPublished,
        Missing::UnknownOrConfidential,
        Missing::Pending,
        Missing::Unreliable,
        Missing::NotApplicable,
        Missing::NoSuchArea,
        Missing::TerritoryChanged,
    ];
}
