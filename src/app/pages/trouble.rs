//! What went wrong, in words and with a way on.

use crate::app::fetch::{Cause, LoadError};
use crate::app::html::Html;
use crate::text::{Text, fill};

/// A line that says that something is on its way.
pub fn busy(words: &str) -> String {
    let mut html = Html::new();
    html.raw("<p class=\"busy\" role=\"status\">").text(words).raw("</p>").done()
}

/// One failed load with its cause and a retry.
pub fn trouble(t: &Text, error: &LoadError) -> String {
    let mut html = Html::new();
    html.raw("<div class=\"trouble\" role=\"alert\">").el("h2", "", t.error.heading).el("p", "", &cause(t, error));
    html.el("p", "small muted", &error.file).raw("<div class=\"actions\">");
    html.raw("<button class=\"button\" type=\"button\" data-do=\"retry\">").text(t.error.retry).raw("</button>");
    html.link("?", "button plain", t.app.start).raw("</div></div>").done()
}

fn cause(t: &Text, error: &LoadError) -> String {
    match &error.cause {
        Cause::Offline | Cause::Network => t.error.offline.to_owned(),
        Cause::Timeout => t.error.timeout.to_owned(),
        Cause::Status(404) => fill(t.error.not_found, &[&error.file]),
        Cause::Status(status) => fill(t.error.server, &[&status.to_string()]),
        Cause::WebPage => t.error.wrong_type.to_owned(),
        Cause::TooLarge => t.error.too_large.to_owned(),
        Cause::Truncated => t.error.truncated.to_owned(),
        Cause::Damaged => t.error.wrong_hash.to_owned(),
        Cause::Unreadable(detail) => fill(t.error.unreadable, &[detail]),
        Cause::Rejected => fill(t.error.unreadable, &[t.error.rejected]),
        Cause::Refused => fill(t.error.other_origin, &[&error.file]),
    }
}
