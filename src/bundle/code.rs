//! The kinds of findings: stable codes and their severity.

use std::fmt;

/// How grave a finding is; errors stop a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The bundle must not be published like this.
    Error,
    /// It can be published; someone should look.
    Warning,
    /// For information.
    Info,
}

impl Severity {
    /// `error`, `warning` or `info`.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $id:literal $severity:ident),* $(,)?) => {
        /// What the validator can find. The id is a public contract: it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The stable id.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// How grave it is.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

codes! {
    /// Further findings of the same kind, counted only.
    More "more" Info,
    /// No `datapackage.json`.
    PackageMissing "package-missing" Error,
    /// A resource without its file.
    FileMissing "file-missing" Error,
    /// The file system refused.
    FileUnreadable "file-unreadable" Error,
    /// More than a reader takes in.
    TooLarge "too-large" Error,
    /// A path that leads out of the bundle.
    PathUnsafe "path-unsafe" Error,
    /// A resource on another host.
    PathRemote "path-remote" Error,
    /// A web page where data is expected.
    HtmlInstead "html-instead" Error,
    /// Not JSON.
    JsonInvalid "json-invalid" Error,
    /// JSON that ends early.
    JsonTruncated "json-truncated" Error,
    /// A member named twice in one object.
    JsonDuplicateKey "json-duplicate-key" Error,
    /// Bytes that are not UTF-8.
    NotUtf8 "not-utf8" Error,
    /// An encoding that is not read.
    EncodingUnknown "encoding-unknown" Error,
    /// A member of the package of another type.
    ManifestShape "manifest-shape" Error,
    /// No resources.
    ResourcesMissing "resources-missing" Error,
    /// A resource without name.
    ResourceNameMissing "resource-name-missing" Warning,
    /// Two resources of one name.
    ResourceNameDuplicate "resource-name-duplicate" Error,
    /// A role that is not known.
    RoleUnknown "role-unknown" Warning,
    /// A role that is kept and not shown yet.
    RoleLater "role-not-shown" Info,
    /// A resource of no use for the atlas.
    ResourceUnused "resource-unused" Info,
    /// An `atlas` property that is not known.
    PropertyUnknown "property-unknown" Info,
    /// Another length than declared.
    BytesMismatch "bytes-mismatch" Error,
    /// Another checksum than declared.
    HashMismatch "hash-mismatch" Error,
    /// A checksum that cannot be checked.
    HashUnchecked "hash-unchecked" Warning,
    /// A link that must not become one.
    LinkScheme "link-scheme" Warning,
    /// No boundaries.
    NoAreas "no-areas" Error,
    /// No figures.
    NoValues "no-values" Error,
    /// A level that the package does not have.
    LevelUnknown "level-unknown" Error,
    /// A reference to something that is not in the bundle.
    ReferenceToUnknown "reference-unknown" Warning,
    /// A table without content.
    CsvEmpty "csv-empty" Error,
    /// A table with its header only.
    CsvNoRows "csv-no-rows" Error,
    /// A quote that is never closed.
    CsvUnclosedQuote "csv-unclosed-quote" Error,
    /// Text behind a closing quote.
    CsvStrayQuote "csv-stray-quote" Error,
    /// A row with more or fewer cells than the header.
    CsvRagged "csv-ragged" Error,
    /// Another delimiter than declared.
    CsvDelimiter "csv-delimiter" Error,
    /// A column name that occurs twice.
    HeaderDuplicate "header-duplicate" Error,
    /// A column without name.
    HeaderEmpty "header-empty" Error,
    /// A column that is declared or needed and not there.
    ColumnMissing "column-missing" Error,
    /// A column that the schema does not name.
    ColumnUndeclared "column-undeclared" Warning,
    /// No column matches the keys of the areas.
    KeyColumnMissing "key-column-missing" Error,
    /// No column holds a period.
    PeriodColumnMissing "period-column-missing" Error,
    /// The table names no period.
    PeriodAssumed "period-assumed" Warning,
    /// No numeric column.
    NoIndicator "no-indicator" Error,
    /// A row without key.
    KeyEmpty "key-empty" Error,
    /// A row for an area that has no boundary.
    KeyUnknown "key-unknown" Error,
    /// A key that has lost its leading zero.
    KeyLeadingZero "key-leading-zero" Error,
    /// An area without a row.
    AreaWithoutValues "area-without-values" Warning,
    /// A text that is no period.
    PeriodInvalid "period-invalid" Error,
    /// Two rows for one cell.
    RowDuplicate "row-duplicate" Error,
    /// A text that is no number.
    NumberInvalid "number-invalid" Error,
    /// NaN or infinity.
    NumberNotFinite "number-not-finite" Error,
    /// A decimal comma that is not declared.
    NumberDecimalComma "number-decimal-comma" Error,
    /// A thousands separator that is not declared.
    NumberThousands "number-thousands" Error,
    /// A fraction in a column of whole numbers.
    NumberNotInteger "number-not-integer" Error,
    /// A flag that is not known.
    FlagUnknown "flag-unknown" Warning,
    /// A figure beside the flag that hides it.
    ValueBesideFlag "value-beside-flag" Error,
    /// Figures of an indicator that is not in the catalogue.
    IndicatorUnknown "indicator-unknown" Error,
    /// Two indicators of one id.
    IndicatorDuplicate "indicator-duplicate" Error,
    /// An indicator without figures.
    IndicatorWithoutValues "indicator-without-values" Warning,
    /// A category that its breakdown does not have.
    CategoryUnknown "category-unknown" Error,
    /// A word where one of a few is expected.
    WordUnknown "word-unknown" Warning,
    /// No FeatureCollection.
    GeoNotCollection "geo-not-collection" Error,
    /// A collection without polygons.
    GeoEmpty "geo-empty" Error,
    /// An area without boundary.
    GeoNull "geo-null" Warning,
    /// A geometry that is no polygon.
    GeoKind "geo-kind" Warning,
    /// An area without key.
    GeoKeyMissing "geo-key-missing" Error,
    /// A key written as a number.
    GeoKeyNumber "geo-key-number" Warning,
    /// Two areas of one key.
    GeoKeyDuplicate "geo-key-duplicate" Error,
    /// Something that is no list of positions.
    GeoCoordinates "geo-coordinates" Error,
    /// A ring whose ends differ.
    GeoUnclosed "geo-unclosed" Error,
    /// A ring that encloses nothing.
    GeoRingShort "geo-ring-short" Error,
    /// A ring that crosses itself.
    GeoCrossing "geo-crossing" Warning,
    /// A boundary too intricate for the check.
    GeoUnchecked "geo-crossing-unchecked" Info,
    /// Metres instead of degrees.
    GeoProjected "geo-projected" Error,
    /// Latitude before longitude.
    GeoSwapped "geo-swapped" Error,
    /// Degrees off the globe.
    GeoOutside "geo-outside" Error,
    /// A coordinate system is declared.
    GeoCrs "geo-crs" Warning,
    /// An area that contains others serves as reference.
    GeoBecameReference "geo-reference" Info,
    /// A denominator of zero.
    ZeroDenominator "zero-denominator" Warning,
    /// One hidden cell beside its total.
    SingleSuppressed "single-suppressed" Error,
    /// A count under the declared minimum.
    CountSmall "count-small" Error,
}
