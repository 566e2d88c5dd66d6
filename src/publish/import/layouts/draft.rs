//! What a layout has taken so far: places and series are entered once and found again by key and id.

use std::collections::HashMap;

use crate::publish::Remark;
use crate::publish::import::{Cell, CellRef, FigureRef, LeftOut, Place, Series, Taken};

/// A [`Taken`] on its way.
#[derive(Default)]
pub(super) struct Draft {
    taken: Taken,
    places: HashMap<String, u32>,
    series: HashMap<String, u32>,
}

/// Why something was left out, in both languages.
#[derive(Clone, Copy)]
pub(super) struct Why {
    pub(super) de: &'static str,
    pub(super) en: &'static str,
}

impl Draft {
    /// The number of an area; the first name and level count.
    pub(super) fn place(&mut self, key: &str, name: &str, level: &str) -> u32 {
        if let Some(known) = self.places.get(key) {
            return *known;
        }
        let number = number_of(self.taken.places.len());
        self.places.insert(key.to_owned(), number);
        self.taken.places.push(Place { key: key.to_owned(), name: name.to_owned(), level: level.to_owned() });
        number
    }

    /// The number of a series that is described when it is met first.
    pub(super) fn series(&mut self, id: &str, describe: impl FnOnce() -> Series) -> u32 {
        if let Some(known) = self.series.get(id) {
            return *known;
        }
        let number = number_of(self.taken.series.len());
        self.series.insert(id.to_owned(), number);
        self.taken.series.push(Series { id: id.to_owned(), ..describe() });
        number
    }

    /// One figure of the total.
    pub(super) fn figure(&mut self, place: u32, series: u32, period: &str, cell: (Cell, &str), row: usize) {
        self.sliced(place, series, period, &[], cell, row);
    }

    /// One figure of a category.
    pub(super) fn sliced(
        &mut self,
        place: u32,
        series: u32,
        period: &str,
        breakdown: &[(String, String)],
        (cell, flag): (Cell, &str),
        row: usize,
    ) {
        let cell = match &cell {
            Cell::Number(digits) => CellRef::Number(digits),
            Cell::Sign(sign) => CellRef::Sign(sign),
        };
        self.taken.figures.add(FigureRef { place, series, period, breakdown, cell, flag, row: number_of(row) });
    }

    /// Counts something that is not taken; the same thing for the same reason is one entry.
    pub(super) fn leave_out(&mut self, what: impl Into<String>, count: usize, why: Why) {
        let what = what.into();
        let known = self.taken.left_out.iter_mut().find(|l| l.what == what && l.why_de == why.de);
        match known {
            Some(entry) => entry.count += count,
            None if count > 0 => {
                let (why_de, why_en) = (why.de.to_owned(), why.en.to_owned());
                self.taken.left_out.push(LeftOut { what, count, why_de, why_en });
            }
            None => {}
        }
    }

    /// A label point that the file gives for an area: longitude and latitude in degrees.
    pub(super) fn point(&mut self, place: u32, longitude: f64, latitude: f64) {
        self.taken.points.push((place, [longitude, latitude]));
    }

    /// Something odd.
    pub(super) fn remark(&mut self, remark: Remark) {
        self.taken.remarks.push(remark);
    }

    /// The day that the areas are those of, as `2021-12-31`.
    pub(super) fn territory(&mut self, date: Option<String>) {
        self.taken.territorial_status = date;
    }

    /// What was taken.
    pub(super) fn finish(self) -> Taken {
        self.taken
    }
}

fn number_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
