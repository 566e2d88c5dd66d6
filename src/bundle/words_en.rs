//! The findings in English. `{found}` and `{expected}` stand for what the finding says.

use super::Code;

/// The words of a code.
pub fn text(code: Code) -> &'static str {
    match code {
        Code::More => "{found} more findings of the kind “{expected}”",
        Code::PackageMissing => "There is no datapackage.json. Probably the wrong folder was chosen",
        Code::FileMissing => {
            "The file “{found}” is named in the package but is not there. Probably forgotten, renamed, or spelt \
             with other capitals"
        }
        Code::FileUnreadable => "The file cannot be read: {found}",
        Code::TooLarge => "Too large: {found}; the limit is {expected}",
        Code::PathUnsafe => {
            "The path “{found}” leads out of the bundle. Only files inside the package's folder are allowed, \
             without “..”, drive or protocol"
        }
        Code::PathRemote => "“{found}” lies on another host and is not fetched. Put the file into the package",
        Code::HtmlInstead => {
            "This is a web page (HTML), not data. The server probably delivered an error page or its start page"
        }
        Code::JsonInvalid => "Not valid JSON: {found}",
        Code::JsonTruncated => "The file ends in the middle of the JSON. It was probably truncated",
        Code::JsonDuplicateKey => "“{found}” occurs twice in one object; which one holds cannot be decided",
        Code::NotUtf8 => {
            "Byte {found} is not UTF-8. The file is probably saved in Windows-1252 (ANSI): save it as “CSV UTF-8” \
             or declare the “encoding”"
        }
        Code::EncodingUnknown => "The encoding “{found}” is not read; possible are {expected}",
        Code::ManifestShape => "Expected here is {expected}, found: {found}",
        Code::ResourcesMissing => "The package names no resources",
        Code::ResourceNameMissing => "A resource has no name; “{found}” is used instead",
        Code::ResourceNameDuplicate => "Two resources are named “{found}”; names must be unique",
        Code::RoleUnknown => "The role “{found}” is unknown, the resource is left aside",
        Code::RoleLater => "The role “{found}” is not shown yet",
        Code::ResourceUnused => "The resource “{found}” holds nothing that the atlas shows",
        Code::PropertyUnknown => "The property “{found}” is unknown and left aside. Perhaps a typing error",
        Code::BytesMismatch => {
            "The file has {found} bytes instead of the declared {expected}. Probably truncated or changed \
             afterwards"
        }
        Code::HashMismatch => {
            "The checksum {found} does not match the declared {expected}. The file was changed or damaged"
        }
        Code::HashUnchecked => "The checksum “{found}” cannot be checked; sha256 can",
        Code::LinkScheme => "“{found}” is not shown as a link; http, https and mailto are allowed",
        Code::NoAreas => "The package holds no areas: a GeoJSON file with polygons is missing",
        Code::NoValues => "The package holds no figures: a CSV table with keys and numbers is missing",
        Code::LevelUnknown => "There is no level “{found}” in the package; it has: {expected}",
        Code::ReferenceToUnknown => "There is no “{found}” in the bundle",
        Code::CsvEmpty => "The file is empty",
        Code::CsvNoRows => "The table has a header and no rows",
        Code::CsvUnclosedQuote => {
            "A quote is opened here and never closed, so the rest of the file belongs to one cell"
        }
        Code::CsvStrayQuote => "There is text behind the closing quote. Quotes inside a text are doubled",
        Code::CsvRagged => {
            "The row has {found} cells, the header {expected}. Probably a delimiter is missing or one too many (a \
             decimal comma?)"
        }
        Code::CsvDelimiter => {
            "The header “{found}” contains the delimiter {expected}, another one is declared. Probably saved from \
             Excel (semicolon and decimal comma): declare a “dialect” with “delimiter”, and “decimalChar” for the \
             fields"
        }
        Code::HeaderDuplicate => "The column name “{found}” occurs twice",
        Code::HeaderEmpty => "Column {found} has no name",
        Code::ColumnMissing => "The column “{found}” is missing; there are: {expected}",
        Code::ColumnUndeclared => "The column “{found}” is not in the schema",
        Code::KeyColumnMissing => "No column matches the keys of the areas (“{expected}” for one); there are: {found}",
        Code::PeriodColumnMissing => "No column names the period; expected is a column jahr, year, period or stichtag",
        Code::PeriodAssumed => "The table names no period; {found} is assumed",
        Code::NoIndicator => "No column holds numbers",
        Code::KeyEmpty => "The area key is empty",
        Code::KeyUnknown => "The key “{found}” matches no area. Perhaps another territorial status or a typing error",
        Code::KeyLeadingZero => {
            "The key “{found}” has probably lost its leading zero: {expected}? Spreadsheets drop it; save the \
             column as text"
        }
        Code::AreaWithoutValues => {
            "There are no figures for the area “{found}” ({expected}); it is shown as “not published”"
        }
        Code::PeriodInvalid => "“{found}” is no period; expected is 2023, 2023-05 or 2023-05-31",
        Code::RowDuplicate => "Row {expected} already gives figures for {found}",
        Code::NumberInvalid => "“{found}” is no number and no agreed sign for a missing value",
        Code::NumberNotFinite => {
            "“{found}” is no figure. Probably the result of computing with gaps or dividing by zero: leave the \
             cell empty or write a sign such as “.”"
        }
        Code::NumberDecimalComma => {
            "“{found}” contains a comma. Probably a decimal comma: declare “decimalChar” for the field or write \
             {expected}"
        }
        Code::NumberThousands => {
            "“{found}” is ambiguous: thousands separator ({expected}) or decimal number? Write it without \
             separators or declare “groupChar”"
        }
        Code::NumberNotInteger => "“{found}” is no whole number, but the column is declared as integer",
        Code::FlagUnknown => "The flag “{found}” is unknown; possible are {expected}",
        Code::ValueBesideFlag => "The cell gives the figure that the flag “{found}” hides. Remove the figure",
        Code::IndicatorUnknown => "The indicator “{found}” is not in the catalogue",
        Code::IndicatorDuplicate => "The indicator “{found}” occurs twice",
        Code::IndicatorWithoutValues => "There are no figures for the indicator “{found}”",
        Code::CategoryUnknown => "“{found}” is no category of this breakdown; possible are {expected}",
        Code::WordUnknown => "“{found}” is not known here; possible are {expected}",
        Code::GeoNotCollection => "Expected is a GeoJSON FeatureCollection, found: {found}",
        Code::GeoEmpty => "The file holds no polygons",
        Code::GeoNull => "The area “{found}” has no geometry; it appears in tables, not on the map",
        Code::GeoKind => "The area “{found}” is {expected} instead of a polygon; it appears in tables, not on the map",
        Code::GeoKeyMissing => "The area has no key; expected is an “id” or a property ags, ars, key, id or nuts",
        Code::GeoKeyNumber => "The key {found} is a number, which loses leading zeros. Write it as text",
        Code::GeoKeyDuplicate => "Two areas have the key “{found}”",
        Code::GeoCoordinates => "The coordinates of “{found}” cannot be read; expected are pairs longitude, latitude",
        Code::GeoUnclosed => "The ring of “{found}” is not closed: its first and last position must be the same",
        Code::GeoRingShort => "The ring of “{found}” has fewer than four positions or no surface",
        Code::GeoCrossing => {
            "The boundary of “{found}” crosses itself near {expected}; surfaces and neighbours may be wrong"
        }
        Code::GeoUnchecked => "The boundary of “{found}” is too intricate to check it for crossings",
        Code::GeoProjected => {
            "The coordinates of “{found}” ({expected}) are no degrees. Probably UTM (EPSG:25832/25833): convert \
             to WGS 84 (EPSG:4326)"
        }
        Code::GeoSwapped => {
            "For “{found}” ({expected}) longitude and latitude are probably swapped; GeoJSON writes longitude \
             first"
        }
        Code::GeoOutside => "The coordinates of “{found}” ({expected}) lie off the globe",
        Code::GeoCrs => {
            "The file names the coordinate system “{found}”; GeoJSON is always WGS 84, so this is left aside"
        }
        Code::GeoBecameReference => "“{found}” contains other areas of the file and serves as reference",
        Code::ZeroDenominator => "The denominator is 0 ({found}); a rate is not defined there",
        Code::SingleSuppressed => {
            "Only “{found}” is hidden while the total ({expected}) is published: the figure can be recovered. \
             Suppress a second cell"
        }
        Code::CountSmall => "The count {found} is under the declared minimum {expected} and must be suppressed",
    }
}
