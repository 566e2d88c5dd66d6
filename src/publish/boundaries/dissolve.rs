//! Smaller areas become larger ones: municipalities a district, two districts one after a reform.

use std::collections::BTreeMap;

use super::Dissolve;
use super::kinds;
use super::plane::Polygon;
use super::region::{edges_of, trace, without_shared};
use crate::publish::Remark;

/// An area on the grid.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub key: String,
    pub name: String,
    pub kind: String,
    /// The keys of the file that it is made of.
    pub members: Vec<String>,
    pub polygons: Vec<Polygon>,
}

/// Puts areas together by the first digits of their keys or by a table of old and new keys.
pub(super) fn dissolve(areas: Vec<Drawn>, how: &Dissolve, file: &str, remarks: &mut Vec<Remark>) -> Vec<Drawn> {
    let new_key: Box<dyn Fn(&str) -> String> = match how {
        Dissolve::Digits(digits) => Box::new(move |key| key.chars().take(*digits).collect()),
        Dissolve::Table(rows) => {
            let known: BTreeMap<&str, &str> = rows.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
            for (from, _) in rows.iter().filter(|(from, _)| !areas.iter().any(|a| a.key.starts_with(from.as_str()))) {
                remarks.push(Remark::new(&kinds::DISSOLVE_UNKNOWN, file).found(from));
            }
            Box::new(move |key| {
                // The longest beginning that the table knows: a municipality before its district.
                let known_part = (1..=key.len()).rev().filter_map(|end| Some((key.get(..end)?, key.get(end..)?)));
                let mut found = known_part.filter_map(|(start, rest)| Some(format!("{}{rest}", known.get(start)?)));
                found.next().unwrap_or_else(|| key.to_owned())
            })
        }
    };
    let mut groups: BTreeMap<String, Vec<Drawn>> = BTreeMap::new();
    for area in areas {
        groups.entry(new_key(&area.key)).or_default().push(area);
    }
    groups.into_iter().map(|(key, members)| union(key, members)).collect()
}

fn union(key: String, mut members: Vec<Drawn>) -> Drawn {
    if let [_] = members.as_slice()
        && let Some(one) = members.pop()
    {
        return Drawn { key, ..one };
    }
    let all = members.iter().flat_map(|m| edges_of(&m.polygons)).collect();
    // Borders that do not close occur only where members overlap: their parts stay beside each other then.
    let polygons =
        trace(without_shared(all)).unwrap_or_else(|| members.iter().flat_map(|m| m.polygons.clone()).collect());
    // The area that gave its key gives its name.
    let (name, kind) =
        members.iter().find(|m| m.key == key).map_or_else(Default::default, |m| (m.name.clone(), m.kind.clone()));
    let mut members: Vec<String> = members.into_iter().flat_map(|m| m.members).collect();
    members.sort_unstable();
    Drawn { key, name, kind, members, polygons }
}

#[cfg(test)]
mod tests {
    use super::super::plane::signed_area;
    use super::*;

    fn town(key: &str, x: i32) -> Drawn {
        let ring = vec![(x, 0), (x + 9, 0), (x + 9, 9), (x, 9)];
        Drawn {
            key: key.into(),
            name: format!("N{key}"),
            members: vec![key.into()],
            polygons: vec![vec![ring]],
            ..Drawn::default()
        }
    }

    #[test]
    fn towns_become_districts_after_one_has_moved() {
        let towns = vec![town("16070001", 0), town("16070015", 9), town("16054000", 18), town("16070002", 40)];
        let mut remarks = Vec::new();
        let table = Dissolve::Table(vec![("16070015".into(), "16054".into()), ("16099".into(), "16".into())]);
        let moved = dissolve(towns, &table, "t.csv", &mut remarks);
        assert_eq!((remarks.len(), remarks[0].found.as_str()), (1, "16099"));
        let districts = dissolve(moved, &Dissolve::Digits(5), "t.csv", &mut remarks);
        let found: Vec<(&str, usize, i128)> = districts
            .iter()
            .map(|d| (d.key.as_str(), d.polygons.len(), d.polygons.iter().flatten().map(|r| signed_area(r)).sum()))
            .collect();
        assert_eq!(found, [("16054", 1, 2 * 2 * 81), ("16070", 2, 2 * 2 * 81)]);
        assert_eq!(districts[0].members, ["16054000", "16070015"].map(String::from).to_vec());
    }

    #[test]
    fn a_reform_of_districts_keeps_the_name_of_the_one_that_stays() {
        let table = Dissolve::Table(vec![("16056".into(), "16063".into())]);
        let merged = dissolve(vec![town("16056", 0), town("16063", 9)], &table, "", &mut Vec::new());
        assert_eq!((merged.len(), merged[0].name.as_str()), (1, "N16063"));
    }
}
