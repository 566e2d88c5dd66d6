//! A mapping meets a newer file of the same table: next year's column, next year's name.

use super::super::Grid;
use super::roles::period_in;
use super::{Headings, Mapping, ValueColumn, When};

/// The mapping for a newer file. Where each heading names its year, columns of years that are gone are dropped, and new
/// ones that differ from a known column only in the year are added to its series. `year` is the year in the new file's
/// name, for tables that are silent about it.
pub fn renewed(mapping: &Mapping, grid: &Grid, year: Option<&str>) -> Mapping {
    let mut mapping = mapping.clone();
    if let (When::Fixed(_), Some(year)) = (&mapping.period, year) {
        mapping.period = When::Fixed(year.to_owned());
    }
    if mapping.period != When::Headings {
        return mapping;
    }
    let wanted = [mapping.key.column.as_str()];
    let Ok(headings) = Headings::find(grid, mapping.header, mapping.header_rows, &wanted) else { return mapping };
    let known = std::mem::take(&mut mapping.values);
    let bare = |column: &str| period_in(column).map(|(_, rest)| rest);
    for heading in &headings.names {
        if let Some(own) = known.iter().find(|v| v.column == *heading) {
            mapping.values.push(own.clone());
            continue;
        }
        let Some((period, rest)) = period_in(heading) else { continue };
        let like = known.iter().find(|v| bare(&v.column).as_ref() == Some(&rest));
        mapping.values.extend(like.map(|v| ValueColumn {
            column: heading.clone(),
            period: Some(period.clone()),
            ..v.clone()
        }));
    }
    if mapping.values.is_empty() {
        mapping.values = known;
    }
    mapping
}

#[cfg(test)]
mod tests {
    use super::super::super::KnownArea;
    use super::super::{propose, take};
    use super::*;

    #[test]
    fn next_years_column_belongs_to_the_series() {
        let areas: Vec<KnownArea> = ["16051", "16052", "16053"]
            .map(|key| KnownArea { level: "kreis".into(), key: key.into(), name: key.into() })
            .to_vec();
        let old: &[&[&str]] =
            &[&["AGS", "Quote 2019", "Quote 2020"], &["16051", "1", "2"], &["16052", "1", "2"], &["16053", "1", "2"]];
        let new: &[&[&str]] = &[
            &["AGS", "Quote 2020", "Quote 2021", "Neu 2021"],
            &["16051", "2", "3", "9"],
            &["16052", "2", "3", "9"],
            &["16053", "2", "3", "9"],
        ];
        let mapping = propose(&Grid::of("", old), &areas, None, "t", "t.csv").unwrap().mapping;
        let new = Grid::of("", new);
        let renewed = renewed(&mapping, &new, None);
        let columns: Vec<&str> = renewed.values.iter().map(|v| v.column.as_str()).collect();
        assert_eq!(columns, ["Quote 2020", "Quote 2021"]);
        let taken = take(&new, &renewed, &areas, "t.csv").unwrap();
        assert_eq!((taken.series.len(), taken.figures.len()), (1, 6));
        assert_eq!(taken.left_out[0].what, "Neu 2021");
    }
}
