//! The controls of an indicator: which one, when, divided how, in which classes, compared with what.

use super::Frame;
use crate::app::html::Html;
use crate::app::paint::Page;
use crate::model::Slice;
use crate::query::{Reference, Resolved, resolve};
use crate::text::{self, Text};
use crate::view::Classes;

/// The places of the controls.
pub fn skeleton(t: &Text) -> String {
    let mut html = Html::new();
    html.raw("<div class=\"controls no-print\"><div id=\"choices\"></div>");
    html.raw("<div class=\"field wide\" id=\"time\"></div></div>");
    html.raw("<details class=\"no-print\"><summary>").text(t.figure.settings);
    html.raw("</summary><div class=\"controls more\"><div id=\"settings\"></div></div></details>").done()
}

/// Fills the controls from the address.
pub(super) fn fill(page: &mut Page, frame: &Frame<'_>) {
    let Some(resolved) = resolve(frame.state, &frame.opened.catalogue) else { return };
    page.slot("choices", choices(frame, &resolved));
    page.slot("settings", settings(frame, &resolved));
    let place = resolved.span.and_then(|s| resolved.periods().iter().position(|p| *p == s.at));
    page.slot("time", slider(frame, &resolved));
    page.attribute("time", "hidden", if resolved.periods().len() < 2 { "hidden" } else { "" });
    if let (Some(place), Some(span)) = (place, resolved.span) {
        let words = text::period(span.at, frame.state.lang);
        page.values.push(("period", place.to_string()));
        page.attribute("period", "aria-valuetext", words.as_str());
        page.slot("at", words);
    }
}

/// The slider without its place, so that a drag is not interrupted by what it causes.
fn slider(frame: &Frame<'_>, resolved: &Resolved<'_>) -> String {
    let t = frame.t;
    let playing = frame.session.read(|l| l.playing);
    let mut html = Html::new();
    html.raw("<label for=\"period\">").text(t.figure.period).raw("</label><div class=\"time\">");
    html.raw("<button class=\"button plain\" type=\"button\" id=\"play\" data-do=\"play\"");
    html.attr("aria-label", if playing { t.figure.pause } else { t.figure.play }).raw(">");
    html.raw(if playing { "❚❚" } else { "▶" }).raw("</button>");
    html.raw("<input id=\"period\" type=\"range\" min=\"0\" step=\"1\"");
    html.attr("max", &resolved.periods().len().saturating_sub(1).to_string()).raw(">");
    html.raw("<output id=\"at\" for=\"period\"></output></div>").done()
}

/// A labelled select box.
fn choice(html: &mut Html, id: &str, label: &str, options: impl FnOnce(&mut Html)) {
    html.raw("<div class=\"field\"><label").attr("for", id).raw(">").text(label).raw("</label><select");
    html.attr("id", id).raw(">");
    options(html);
    html.raw("</select></div>");
}

fn option(html: &mut Html, value: &str, words: &str, selected: bool) {
    html.raw("<option")
        .attr("value", value)
        .raw(if selected { " selected>" } else { ">" })
        .text(words)
        .raw("</option>");
}

fn choices(frame: &Frame<'_>, resolved: &Resolved<'_>) -> String {
    let (t, lang, catalogue) = (frame.t, frame.state.lang, &frame.opened.catalogue);
    let mut html = Html::new();
    choice(&mut html, "indicator", t.app.indicator, |html| {
        for theme in &catalogue.themes {
            html.raw("<optgroup").attr("label", theme.title.get(lang)).raw(">");
            for indicator in catalogue.of_theme(&theme.id) {
                let here = indicator.id == resolved.indicator.id;
                if !here && indicator.on(&resolved.level.id).is_none() {
                    continue;
                }
                option(html, indicator.id.as_str(), indicator.title.get(lang), here);
            }
            html.raw("</optgroup>");
        }
    });
    if !resolved.indicator.breakdowns.is_empty() {
        choice(&mut html, "part", t.figure.breakdown, |html| {
            option(html, "", t.figure.total, resolved.slice.is_total());
            for breakdown in resolved.indicator.breakdowns.iter().filter_map(|b| catalogue.breakdown(b)) {
                html.raw("<optgroup").attr("label", breakdown.title.get(lang)).raw(">");
                for category in &breakdown.categories {
                    let slice = Slice::of(vec![(breakdown.id.clone(), category.id.clone())]);
                    let value = [breakdown.id.as_str(), ":", category.id.as_str()].concat();
                    option(html, &value, category.title.get(lang), slice == resolved.slice);
                }
                html.raw("</optgroup>");
            }
        });
    }
    if resolved.periods().len() > 1 && resolved.indicator.measure.lasts() {
        choice(&mut html, "change", t.figure.change, |html| {
            let from = resolved.span.and_then(|s| s.from);
            option(html, "", t.figure.one_period, from.is_none());
            for period in resolved.periods().iter().rev().filter(|p| resolved.span.is_some_and(|s| **p < s.at)) {
                let words = text::fill(t.page.change_since, &[&text::period(*period, lang)]);
                option(html, &period.to_string(), &words, from == Some(*period));
            }
        });
    }
    html.done()
}

fn settings(frame: &Frame<'_>, resolved: &Resolved<'_>) -> String {
    let (t, lang) = (frame.t, frame.state.lang);
    let mut html = Html::new();
    choice(&mut html, "level", t.figure.level, |html| {
        for level in &frame.opened.catalogue.levels {
            option(html, level.id.as_str(), level.title.get(lang), level.id == resolved.level.id);
        }
    });
    choice(&mut html, "reference", t.figure.reference, |html| {
        let first = resolved.level.areas.len();
        for (i, area) in resolved.level.references.iter().enumerate() {
            let here = matches!(resolved.reference, Reference::Row(row) if row.ix() == first + i);
            option(html, area.key.as_str(), &area.name, here);
        }
        option(html, "median", t.figure.median, resolved.reference == Reference::Median);
        if !resolved.areas.is_empty() {
            option(html, "peers", t.figure.peers, resolved.reference == Reference::Peers);
        }
        option(html, "none", t.figure.no_reference, resolved.reference == Reference::None);
    });
    choice(&mut html, "classes", t.figure.classes, |html| {
        let current = method(&resolved.classes);
        let methods = [
            ("q", t.figure.quantile),
            ("j", t.figure.natural),
            ("e", t.figure.equal),
            ("ref", t.figure.around_reference),
        ];
        for (value, words) in methods {
            option(html, value, words, value == current);
        }
        let other = match current {
            "sd" => t.figure.deviation,
            "own" => t.figure.own_bounds,
            _ => return,
        };
        option(html, current, other, true);
    });
    if let Some(count) = count(&resolved.classes) {
        choice(&mut html, "count", t.figure.class_count, |html| {
            for n in 2..=9 {
                option(html, &n.to_string(), &n.to_string(), n == count);
            }
        });
    }
    html.raw("<label class=\"check\"><input type=\"checkbox\" id=\"fix\"").raw(if resolved.fix {
        " checked>"
    } else {
        ">"
    });
    html.text(t.figure.fixed).raw("</label>").done()
}

/// The short name of a class method, as select boxes carry it.
pub fn method(classes: &Classes) -> &'static str {
    match classes {
        Classes::Quantile(_) => "q",
        Classes::Natural(_) => "j",
        Classes::Equal(_) => "e",
        Classes::Reference => "ref",
        Classes::StandardDeviation => "sd",
        Classes::Own(_) => "own",
    }
}

/// The number of classes, where the reader chooses it.
pub fn count(classes: &Classes) -> Option<u8> {
    match classes {
        Classes::Quantile(n) | Classes::Natural(n) | Classes::Equal(n) => Some(*n),
        _ => None,
    }
}

/// The choice for a method's short name; the default is written as none, so that the address stays short.
pub fn classes(method: &str, count: u8) -> Option<Classes> {
    match method {
        "j" => Some(Classes::Natural(count)),
        "e" => Some(Classes::Equal(count)),
        "ref" => Some(Classes::Reference),
        "sd" => Some(Classes::StandardDeviation),
        _ => Some(Classes::Quantile(count)).filter(|_| count != 5),
    }
}
