//! English: signs, links, errors, the page about the atlas.

use crate::text::words::{AboutText, ErrorText, LinkText};
use crate::text::{Sign, StateText};

const fn sign(sign: &'static str, short: &'static str, long: &'static str) -> Sign {
    Sign { sign, short, long }
}

pub(in crate::text) const STATE: StateText = StateText {
    heading: "Signs",
    sign: "Sign",
    meaning: "Meaning",
    zero: sign("-", "exactly zero", "Exactly zero: nothing there. The atlas shows the number 0."),
    not_published: sign("n/a", "not published", "No source publishes this value."),
    unknown_or_confidential: sign(
        ".",
        "unknown or confidential",
        "The value is unknown or must be kept confidential. Which of the two is not published.",
    ),
    pending: sign("...", "available later", "The value will be available later."),
    unreliable: sign("/", "too uncertain", "No value, because it is not reliable enough."),
    not_applicable: sign("x", "not meaningful", "The cell is blocked because a value would make no sense."),
    no_such_area: sign("no area", "area did not exist", "The area did not exist in this period."),
    territory_changed: sign(
        "territory",
        "territory changed",
        "The area has changed; the value cannot be carried over to its present territory.",
    ),
    provisional: sign("p", "provisional", "Provisional value; it may still change."),
    revised: sign("r", "revised", "Revised value; it replaces one published earlier."),
    estimated: sign("s", "estimated", "Estimated value."),
    limited_reliability: sign(
        "( )",
        "limited reliability",
        "The value is of limited use because it is statistically uncertain.",
    ),
    rounded: sign("0", "rounded to zero", "More than nothing, but less than half of the smallest unit shown."),
    series_break: sign(
        "|",
        "series break",
        "Another definition or method applies from here on. Earlier values are comparable only to a limited extent.",
    ),
    recomputed: sign(
        "b",
        "recomputed",
        "Recomputed from published counts for the territorial status given (own calculation).",
    ),
};

pub(in crate::text) const LINK: LinkText = LinkText {
    heading: "Notes on the link",
    unknown: "The link contains an unknown part: “{0}={1}”. It was passed over.",
    invalid: "The link contains a value that cannot be read: “{1}” for “{0}”. It was passed over.",
    unreadable: "The link is damaged in one place: “{0}={1}”. It was passed over.",
    repeated: "The link names “{0}” more than once; “{1}” was passed over.",
    too_long: "The link is too long. From “{1}” on it was not read.",
    no_indicator: "This edition has no indicator “{0}”.",
    no_area: "This edition has no area “{0}”.",
    no_level: "This edition has no level of areas “{0}”.",
    no_period: "There are no values for “{0}”.",
    no_breakdown: "This indicator has no breakdown “{0}”.",
    no_reference: "This edition has no reference value “{0}”.",
    not_on_level: "There are no values for “{0}” on this level of areas, but there are on: {1}.",
    other_level: "The area “{0}” belongs to another level ({1}). It was passed over.",
    reversed: "The link names the later point in time first. The change from the earlier to the later one is shown.",
    other_edition: "This link names edition {0}; edition {1} is shown. Values may differ.",
    not_built: "This view does not exist yet. The start page is shown.",
};

pub(in crate::text) const ERROR: ErrorText = ErrorText {
    heading: "The data cannot be shown",
    retry: "Try again",
    reload: "Reload the page",
    offline: "There is no connection, and these data are not yet stored on your device.",
    not_found: "The file “{0}” is not on the server.",
    server: "The server reports an error (status {0}).",
    timeout: "The server does not answer.",
    truncated: "The file did not arrive completely.",
    wrong_type: "The server sent a web page instead of the data.",
    wrong_hash: "The file does not match the checksum of its edition. It is not shown.",
    unreadable: "The file cannot be read: {0}",
    rejected: "The check found errors.",
    too_large: "The file is larger than the atlas opens.",
    other_origin: "The link points to data of {0}. They are loaded only if you agree.",
};

pub(in crate::text) const ABOUT: AboutText = AboutText {
    heading: "About the atlas",
    what: "Sozialatlas shows how people live in districts and independent cities: population, work, income, education, \
           health and more. It presents published figures and names the source of each.",
    reading_heading: "How to read the atlas",
    reading: "Map, bars and table show the same values. The further right a colour stands in the \
              legend, the higher the value; higher means neither better nor worse. Areas without a value are hatched.",
    ranks: "Areas with the same value share their ranks, for example “4–6 of 22”. Areas without a value have no rank.",
    causes: "The atlas describes and compares. If two quantities go together, that does not prove a cause.",
    missing_heading: "When a value is missing",
    missing: "A missing value is not zero. The signs tell why it is missing. Most of them are those of German official statistics.",
    privacy_heading: "Privacy",
    privacy: "The atlas sets no cookies, counts no visits and loads nothing from others. Your position and your own files \
              stay on your device.",
    keyboard_heading: "Using the keyboard",
    keyboard: "Every view can be used with the keyboard. In map and bars the arrow keys change the area, Enter selects it \
               or opens its profile, Escape clears the selection.",
    sources_heading: "Sources and licences",
    sources: "Source, licence and attribution are given with each indicator and in each downloaded file.",
};
