//! Figures of one indicator on one level as bytes.

use super::bytes::{PartKind, Reader, put, put_signed, put_text, start, too_large};
use super::limits::{AREAS, CELLS};
use crate::bundle::{BundleError, BundleErrorKind as Kind};
use crate::model::{AreaIx, Figures, Missing, Observation, Period, Slice, Table, ValueFlags};

/// Values are whole numbers of 10^-decimals up to this; beyond are raw 64-bit floats.
const MOST_DECIMALS: u8 = 15;
/// In the place of the decimals: values are raw floats.
const RAW: u8 = 255;
/// Largest whole number that a float holds exactly with all its neighbours.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The bytes of a `values` part. Every value comes back bit by bit.
///
/// # Errors
/// A period that no calendar has (month 13, day 40); [`Period::parse`] never gives one.
pub fn write_values(figures: &Figures) -> Result<Vec<u8>, Kind> {
    let mut out = start(PartKind::Values);
    put(&mut out, figures.tables.len() as u64);
    for (slice, table) in &figures.tables {
        put(&mut out, slice.0.len() as u64);
        for (breakdown, category) in &slice.0 {
            put_text(&mut out, breakdown.as_str());
            put_text(&mut out, category.as_str());
        }
        write_table(&mut out, table)?;
    }
    Ok(out)
}

fn write_table(out: &mut Vec<u8>, table: &Table) -> Result<(), Kind> {
    put(out, table.areas() as u64);
    put(out, (table.rows() - table.areas()) as u64);
    put(out, table.periods().len() as u64);
    let mut before = None;
    for period in table.periods().iter().rev() {
        let number = period_number(*period).ok_or(Kind::Layout("period"))?;
        match before.replace(number) {
            None => put_signed(out, number),
            Some(later) => put(out, (later - number) as u64),
        }
    }
    let cells: Vec<Observation> = latest_first(table).collect();
    write_states(out, &cells);
    write_numbers(out, &cells, table.rows());
    Ok(())
}

/// All cells, the latest period first, in each period in row order: the map needs the first column, the trend the rest.
fn latest_first(table: &Table) -> impl Iterator<Item = Observation> {
    let columns = table.periods().iter().rev().filter_map(|p| table.column(*p));
    columns.flat_map(|c| (0..table.rows()).map(move |r| c.get(AreaIx::at(r))))
}

/// The state plane: runs of equal states.
fn write_states(out: &mut Vec<u8>, cells: &[Observation]) {
    for run in cells.chunk_by(|a, b| state_of(*a) == state_of(*b)) {
        put(out, state_of(run[0]));
        put(out, run.len() as u64 - 1);
    }
}

/// 0 known, 1 to 7 missing, from 8 on known with flags.
fn state_of(cell: Observation) -> u64 {
    match cell {
        Observation::Known(_, ValueFlags::NONE) => 0,
        Observation::Missing(reason) => 1 + Missing::ALL.iter().position(|m| *m == reason).unwrap_or(0) as u64,
        Observation::Known(_, flags) => 8 + u64::from(flags.0),
    }
}

/// The plane of numbers: known cells only, each as the difference to the next later figure of its row.
fn write_numbers(out: &mut Vec<u8>, cells: &[Observation], rows: usize) {
    let known = || cells.iter().filter_map(|c| c.value());
    let Some((decimals, scale)) = scales().find(|(_, scale)| known().all(|v| scaled(v, *scale).is_some())) else {
        out.push(RAW);
        known().for_each(|v| out.extend_from_slice(&v.to_le_bytes()));
        return;
    };
    out.push(decimals);
    let mut predict = Prediction::new(rows);
    for (place, cell) in cells.iter().enumerate() {
        let number = cell.value().and_then(|v| scaled(v, scale));
        if let Some(number) = number {
            put_signed(out, number - predict.of(place));
            predict.learn(place, number);
        }
    }
}

/// Decimals and their power of ten.
fn scales() -> impl Iterator<Item = (u8, f64)> {
    (0..=MOST_DECIMALS).map(|decimals| (decimals, power_of_ten(decimals)))
}

fn power_of_ten(decimals: u8) -> f64 {
    (0..decimals).fold(1.0, |power, _| power * 10.0)
}

/// The whole number that gives exactly this value when divided by `scale`, if there is one.
fn scaled(value: f64, scale: f64) -> Option<i64> {
    let number = (value * scale).round();
    let number = (number.abs() <= EXACT).then_some(number as i64)?;
    // Through the whole number, which knows no -0.
    (number as f64 / scale).to_bits().eq(&value.to_bits()).then_some(number)
}

/// What a number will probably be: the next later figure of the row, or the last number written.
struct Prediction {
    rows: Vec<Option<i64>>,
    last: i64,
}

impl Prediction {
    fn new(rows: usize) -> Prediction {
        Prediction { rows: vec![None; rows], last: 0 }
    }

    fn of(&self, place: usize) -> i64 {
        self.rows.get(place % self.rows.len().max(1)).copied().flatten().unwrap_or(self.last)
    }

    fn learn(&mut self, place: usize, number: i64) {
        let row = place % self.rows.len().max(1);
        if let Some(known) = self.rows.get_mut(row) {
            *known = Some(number);
        }
        self.last = number;
    }
}

/// Periods as whole numbers in the order of time: (year · 13 + month) · 32 + day, 0 where there is no month or day.
fn period_number(period: Period) -> Option<i64> {
    let (year, month, day) = match period {
        Period::Year(y) => (y, 0, 0),
        Period::Month(y, m) => (y, m, 0),
        Period::Day(y, m, d) => (y, m, d),
    };
    let number = (i64::from(year) * 13 + i64::from(month)) * 32 + i64::from(day);
    (number_period(number) == Some(period)).then_some(number)
}

fn number_period(number: i64) -> Option<Period> {
    let day = number.rem_euclid(32) as u8;
    let month = number.div_euclid(32).rem_euclid(13) as u8;
    let year = i16::try_from(number.div_euclid(32 * 13)).ok()?;
    match (month, day) {
        (0, 0) => Some(Period::Year(year)),
        (0, _) => None,
        (m, 0) => Some(Period::Month(year, m)),
        (m, d) => Some(Period::Day(year, m, d)),
    }
}

/// Reads a `values` part.
///
/// # Errors
/// Other bytes than the format's, figures that are not finite, more than the caps allow.
pub fn read_values(file: &str, bytes: &[u8]) -> Result<Figures, BundleError> {
    read(bytes).map_err(|kind| BundleError::new(file, kind))
}

fn read(bytes: &[u8]) -> Result<Figures, Kind> {
    let mut reader = Reader::new(bytes, PartKind::Values)?;
    let count = reader.count(5, "number of tables")?;
    let (mut tables, mut cells) = (Vec::new(), 0);
    for _ in 0..count {
        let mut parts = Vec::new();
        for _ in 0..reader.count(2, "parts of a slice")? {
            parts.push((reader.text()?.into(), reader.text()?.into()));
        }
        tables.push((Slice(parts), read_table(&mut reader, &mut cells)?));
    }
    reader.end()?;
    Ok(Figures { tables })
}

fn read_table(reader: &mut Reader<'_>, cells: &mut u64) -> Result<Table, Kind> {
    let (areas, references) = (reader.number()?, reader.number()?);
    let rows = areas.saturating_add(references);
    too_large(rows, AREAS)?;
    let periods = read_periods(reader)?;
    let here = rows.saturating_mul(periods.len() as u64);
    *cells = cells.saturating_add(here);
    too_large(*cells, CELLS)?;
    // The states must add up before the table is made: a damaged length then costs no memory.
    let states = read_states(reader, here)?;
    let scale = match reader.byte()? {
        RAW => None,
        decimals if decimals <= MOST_DECIMALS => Some(power_of_ten(decimals)),
        _ => return Err(Kind::Layout("decimals")),
    };
    let cells = read_cells(reader, &states, scale, if here > 0 { rows as usize } else { 0 }, periods.len())?;
    let ascending = periods.into_iter().rev().collect();
    Table::from_cells(ascending, areas as usize, references as usize, cells).ok_or(Kind::Layout("figure"))
}

/// All cells row by row, earliest period first, from planes that go column by column, latest first.
fn read_cells(
    reader: &mut Reader<'_>,
    states: &[(u64, u64)],
    scale: Option<f64>,
    rows: usize,
    width: usize,
) -> Result<Vec<Observation>, Kind> {
    let mut cells = vec![Observation::Missing(Missing::NotPublished); rows * width];
    let mut predict = Prediction::new(rows);
    let (mut row, mut column) = (0, width);
    for (state, run) in states {
        for _ in 0..*run {
            let cell = match Missing::ALL.get((*state as usize).wrapping_sub(1)) {
                Some(reason) => Observation::Missing(*reason),
                None => {
                    let value = read_number(reader, scale, row, &mut predict)?;
                    Observation::Known(value, ValueFlags(state.saturating_sub(8) as u8))
                }
            };
            if let Some(place) = cells.get_mut((row * width + column).wrapping_sub(1)) {
                *place = cell;
            }
            row += 1;
            if row == rows {
                (row, column) = (0, column.saturating_sub(1));
            }
        }
    }
    Ok(cells)
}

/// Periods, latest first.
fn read_periods(reader: &mut Reader<'_>) -> Result<Vec<Period>, Kind> {
    let damaged = Kind::Layout("period");
    let count = reader.count(1, "number of periods")?;
    let (mut periods, mut at) = (Vec::new(), 0i64);
    for i in 0..count {
        at = match i {
            0 => reader.signed()?,
            _ => {
                let earlier = i64::try_from(reader.number()?).ok().filter(|by| *by > 0);
                earlier.and_then(|by| at.checked_sub(by)).ok_or(damaged.clone())?
            }
        };
        periods.push(number_period(at).ok_or(damaged.clone())?);
    }
    Ok(periods)
}

fn read_states(reader: &mut Reader<'_>, cells: u64) -> Result<Vec<(u64, u64)>, Kind> {
    let (mut states, mut covered) = (Vec::new(), 0u64);
    while covered < cells {
        let (state, run) = (reader.number()?, reader.number()?.saturating_add(1));
        covered = covered.saturating_add(run);
        // 8 would be a second way to write 0.
        if covered > cells || state == 8 || state > 8 + u64::from(u8::MAX) {
            return Err(Kind::Layout("states"));
        }
        states.push((state, run));
    }
    Ok(states)
}

fn read_number(
    reader: &mut Reader<'_>,
    scale: Option<f64>,
    place: usize,
    predict: &mut Prediction,
) -> Result<f64, Kind> {
    let Some(scale) = scale else {
        let bytes = reader.take(8)?.try_into().map_err(|_| Kind::Truncated)?;
        return Ok(f64::from_le_bytes(bytes));
    };
    let number = predict.of(place).checked_add(reader.signed()?).ok_or(Kind::Layout("figure"))?;
    if number.unsigned_abs() > EXACT as u64 {
        return Err(Kind::Layout("figure"));
    }
    predict.learn(place, number);
    Ok(number as f64 / scale)
}

#[cfg(test)]
#[path = "values_tests.rs"]
mod tests;
