//! Millions of figures in little room.

use std::collections::HashMap;

use super::taken::{Cell, Figure};

/// The figures of a file, one behind the other: 28 bytes and its digits for each, where a [`Figure`] of its own would
/// take two hundred. Periods, breakdowns and flags, which repeat, are kept once.
///
/// ```
/// use sozialatlas::publish::import::{Cell, Figure, Figures};
/// let mut figures = Figures::default();
/// let first = Figure {
///     place: 0, series: 0, period: "2019".into(), breakdown: vec![], cell: Cell::Number("4.50".into()),
///     flag: String::new(), row: 2,
/// };
/// figures.push(first.clone());
/// figures.push(Figure { period: "2020".into(), cell: Cell::Sign(".".into()), ..first.clone() });
/// assert_eq!(figures.get(0).unwrap().to_owned(), first);
/// assert_eq!(figures.iter().map(|f| f.period).collect::<Vec<_>>(), ["2019", "2020"]);
/// assert_eq!(figures.get(1).unwrap().cell, Cell::Sign(".".into()));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    packed: Vec<Packed>,
    text: String,
    periods: Known<String>,
    breakdowns: Known<Vec<(String, String)>>,
    flags: Known<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Packed {
    place: u32,
    series: u32,
    row: u32,
    period: u32,
    breakdown: u32,
    end: u32,
    flag: u16,
    number: bool,
}

/// A figure as it lies among others; the fields as in [`Figure`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FigureRef<'f> {
    /// Place in [`Taken::places`](super::Taken::places).
    pub place: u32,
    /// Place in [`Taken::series`](super::Taken::series).
    pub series: u32,
    /// `2019`, `2019-06` or `2019-12-31`.
    pub period: &'f str,
    /// Categories of breakdowns; empty for the total.
    pub breakdown: &'f [(String, String)],
    /// What stands there.
    pub cell: CellRef<'f>,
    /// `p`, `r`, `s`, `( )` where the file marks the figure; otherwise empty.
    pub flag: &'f str,
    /// Line of the file, from 1.
    pub row: u32,
}

/// A [`Cell`] as it lies among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellRef<'f> {
    /// The digits of a figure, with a decimal point and no separators.
    Number(&'f str),
    /// A sign in the place of a figure.
    Sign(&'f str),
}

impl PartialEq<Cell> for CellRef<'_> {
    fn eq(&self, other: &Cell) -> bool {
        match (self, other) {
            (CellRef::Number(a), Cell::Number(b)) | (CellRef::Sign(a), Cell::Sign(b)) => a == b,
            _ => false,
        }
    }
}

impl FigureRef<'_> {
    /// A figure of its own.
    pub fn to_owned(self) -> Figure {
        Figure {
            place: self.place,
            series: self.series,
            period: self.period.to_owned(),
            breakdown: self.breakdown.to_vec(),
            cell: match self.cell {
                CellRef::Number(text) => Cell::Number(text.to_owned()),
                CellRef::Sign(text) => Cell::Sign(text.to_owned()),
            },
            flag: self.flag.to_owned(),
            row: self.row,
        }
    }
}

impl Figures {
    /// Adds a figure.
    pub fn push(&mut self, figure: Figure) {
        let cell = match &figure.cell {
            Cell::Number(text) => CellRef::Number(text),
            Cell::Sign(text) => CellRef::Sign(text),
        };
        let breakdown = figure.breakdown.as_slice();
        let (period, flag) = (figure.period.as_str(), figure.flag.as_str());
        let Figure { place, series, row, .. } = figure;
        self.add(FigureRef { place, series, period, breakdown, cell, flag, row });
    }

    /// Adds a figure without owning its words.
    pub fn add(&mut self, figure: FigureRef<'_>) {
        let (text, number) = match figure.cell {
            CellRef::Number(text) => (text, true),
            CellRef::Sign(text) => (text, false),
        };
        self.text.push_str(text);
        let packed = Packed {
            place: figure.place,
            series: figure.series,
            row: figure.row,
            period: self.periods.place(figure.period, str::to_owned, |known, asked| known == asked),
            breakdown: self.breakdowns.place(figure.breakdown, <[_]>::to_vec, |known, asked| known == asked),
            end: u32::try_from(self.text.len()).unwrap_or(u32::MAX),
            flag: u16::try_from(self.flags.place(figure.flag, str::to_owned, |known, asked| known == asked))
                .unwrap_or(0),
            number,
        };
        self.packed.push(packed);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// One figure.
    pub fn get(&self, place: usize) -> Option<FigureRef<'_>> {
        let packed = self.packed.get(place)?;
        let start = place.checked_sub(1).and_then(|before| self.packed.get(before)).map_or(0, |before| before.end);
        let text = self.text.get(start as usize..packed.end as usize).unwrap_or_default();
        Some(FigureRef {
            place: packed.place,
            series: packed.series,
            period: self.periods.get(packed.period).map_or("", String::as_str),
            breakdown: self.breakdowns.get(packed.breakdown).map_or(&[], Vec::as_slice),
            cell: if packed.number { CellRef::Number(text) } else { CellRef::Sign(text) },
            flag: self.flags.get(u32::from(packed.flag)).map_or("", String::as_str),
            row: packed.row,
        })
    }

    /// What a figure is about, as numbers: its series, and the places of its breakdown in [`Figures::breakdowns`] and of
    /// its period in [`Figures::periods`].
    pub(crate) fn about(&self, place: usize) -> Option<(u32, u32, u32)> {
        self.packed.get(place).map(|p| (p.series, p.breakdown, p.period))
    }

    /// All of them, in the order added.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = FigureRef<'_>> + Clone {
        (0..self.len()).map(|place| self.get(place).unwrap_or(NONE))
    }

    /// The periods that occur, each once, in the order found.
    pub fn periods(&self) -> &[String] {
        &self.periods.list
    }

    /// The combinations of breakdowns that occur, each once, in the order found.
    pub fn breakdowns(&self) -> &[Vec<(String, String)>] {
        &self.breakdowns.list
    }
}

const NONE: FigureRef<'_> =
    FigureRef { place: 0, series: 0, period: "", breakdown: &[], cell: CellRef::Sign(""), flag: "", row: 0 };

impl FromIterator<Figure> for Figures {
    fn from_iter<T: IntoIterator<Item = Figure>>(figures: T) -> Figures {
        let mut all = Figures::default();
        figures.into_iter().for_each(|figure| all.push(figure));
        all
    }
}

impl Extend<Figure> for Figures {
    fn extend<T: IntoIterator<Item = Figure>>(&mut self, figures: T) {
        figures.into_iter().for_each(|figure| self.push(figure));
    }
}

/// Values that repeat, each kept once.
#[derive(Clone, Debug, Default)]
struct Known<T> {
    list: Vec<T>,
    places: HashMap<T, u32>,
    last: u32,
}

impl<T: PartialEq> PartialEq for Known<T> {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl<T: std::hash::Hash + Eq + Clone> Known<T> {
    fn place<A: ?Sized + std::hash::Hash + Eq>(
        &mut self,
        asked: &A,
        own: impl Fn(&A) -> T,
        same: impl Fn(&T, &A) -> bool,
    ) -> u32
    where
        T: std::borrow::Borrow<A>,
    {
        // Most figures are like the one before them.
        if self.get(self.last).is_some_and(|known| same(known, asked)) {
            return self.last;
        }
        self.last = match self.places.get(asked) {
            Some(place) => *place,
            None => {
                let place = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
                self.list.push(own(asked));
                self.places.insert(own(asked), place);
                place
            }
        };
        self.last
    }

    fn get(&self, place: u32) -> Option<&T> {
        self.list.get(place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure() -> impl Strategy<Value = Figure> {
        let breakdown = proptest::collection::vec(("[a-b]", "[x-y]"), 0..2);
        let cell = prop_oneof!["[0-9]{1,3}".prop_map(Cell::Number), "[./x-]?".prop_map(Cell::Sign)];
        (0..9_u32, 0..9_u32, "20[0-2][0-9]", breakdown, cell, "[prs]?", 1..99_u32).prop_map(
            |(place, series, period, breakdown, cell, flag, row)| Figure {
                place,
                series,
                period,
                breakdown,
                cell,
                flag,
                row,
            },
        )
    }

    #[test]
    fn a_figure_is_small() {
        assert_eq!(size_of::<Packed>(), 28);
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(list in proptest::collection::vec(figure(), 0..40)) {
            let figures: Figures = list.iter().cloned().collect();
            let back: Vec<Figure> = figures.iter().map(FigureRef::to_owned).collect();
            prop_assert_eq!(back, list);
            prop_assert!(figures.get(figures.len()).is_none());
        }
    }
}
