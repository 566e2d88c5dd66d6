//! Breakdowns and their categories: the words of a file become ids that the bundle declares.

use std::collections::HashMap;

use super::super::json::{list, member, object};
use super::super::names::folded;
use super::super::{Figures, slug};
use crate::bundle::json::Json;

/// The breakdowns of a file as the bundle names them.
#[derive(Clone, Debug, Default)]
pub struct Categories {
    /// Ids of the breakdowns that occur, in the order of the bundle.
    pub columns: Vec<String>,
    /// For each breakdown and category of the file their ids.
    known: HashMap<(String, String), (String, String)>,
}

impl Categories {
    /// Finds the breakdowns of figures among those that the package declares, and declares what is new. A category is
    /// known by its id or its title, so that `weiblich` becomes the `f` that is there.
    pub fn declare(figures: &Figures, package: &mut Json) -> Categories {
        let mut found = Categories::default();
        for parts in figures.breakdowns() {
            for (by, category) in parts {
                let pair = (by.clone(), category.clone());
                if found.known.contains_key(&pair) {
                    continue;
                }
                let declared = list(member(member(package, "atlas"), "breakdowns"));
                let place = declared.iter().position(|b| is_called(b, by)).unwrap_or_else(|| {
                    let title = object(vec![("de", Json::from(by.as_str()))]);
                    declared.push(object(vec![("id", Json::from(slug(by))), ("title", title)]));
                    declared.len() - 1
                });
                let Some(breakdown) = declared.get_mut(place) else { continue };
                let id = breakdown.string("id");
                let categories = list(member(breakdown, "categories"));
                let own = categories.iter().find(|c| is_called(c, category)).map(|c| c.string("id"));
                let own = own.unwrap_or_else(|| {
                    let new = category_id(category, categories);
                    let title = object(vec![("de", Json::from(category.as_str()))]);
                    categories.push(object(vec![("id", Json::from(new.as_str())), ("title", title)]));
                    new
                });
                if !found.columns.contains(&id) {
                    found.columns.push(id.clone());
                }
                found.known.insert(pair, (id, own));
            }
        }
        found
    }

    /// The category of a breakdown in these parts of a file; empty for the total.
    pub fn category(&self, column: &str, parts: &[(String, String)]) -> &str {
        let own = |pair: &(String, String)| self.known.get(pair).filter(|(by, _)| by == column);
        parts.iter().find_map(own).map_or("", |(_, category)| category.as_str())
    }
}

/// An id that no other category has; figures such as `65` stay as they are.
fn category_id(category: &str, there: &[Json]) -> String {
    let plain = category.len() <= 12 && category.bytes().all(|b| b.is_ascii_alphanumeric());
    let stem = if plain { category.to_lowercase() } else { slug(category) };
    let free = |id: &String| !there.iter().any(|c| c.string("id") == *id);
    let numbered = (2..).map(|n| format!("{stem}_{n}"));
    std::iter::once(stem.clone()).chain(numbered).find(free).unwrap_or(stem)
}

/// Whether an id or a title of a declared thing is this word.
fn is_called(declared: &Json, word: &str) -> bool {
    let title = declared.get("title");
    let names =
        [declared.string("id"), title.string("de"), title.string("en"), title.text().unwrap_or_default().to_owned()];
    let word = folded(word);
    names.iter().any(|name| !name.is_empty() && folded(name) == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::import::{Cell, Figure, json};

    #[test]
    fn categories_that_are_there_are_used() {
        let mut package = json::parse(
            "{\"atlas\": {\"breakdowns\": [{\"id\": \"sex\", \"title\": {\"de\": \"Geschlecht\"}, \"categories\": [{\"id\": \"f\", \"title\": {\"de\": \"weiblich\"}}]}]}}",
        )
        .unwrap();
        let figure = |by: &str, category: &str| Figure {
            place: 0,
            series: 0,
            period: "2020".into(),
            breakdown: vec![(by.into(), category.into())],
            cell: Cell::Number("1".into()),
            flag: String::new(),
            row: 1,
        };
        let figures: Figures =
            [figure("Geschlecht", "Weiblich"), figure("Geschlecht", "männlich"), figure("Alter", "65 und mehr")]
                .into_iter()
                .collect();
        let categories = Categories::declare(&figures, &mut package);
        assert_eq!(categories.columns, ["sex", "alter"]);
        let pair = |a: &str, b: &str| [(a.to_owned(), b.to_owned())];
        assert_eq!(categories.category("sex", &pair("Geschlecht", "Weiblich")), "f");
        assert_eq!(categories.category("sex", &pair("Geschlecht", "männlich")), "maennlich");
        assert_eq!(categories.category("sex", &pair("Alter", "65 und mehr")), "");
        assert_eq!(
            package.get("atlas").get("breakdowns").items()[1].get("categories").items()[0].string("id"),
            "n65_und_mehr"
        );
    }
}
