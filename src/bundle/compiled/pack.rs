//! Packs: all indicators of a level in one part, for pages that show every theme of an area at once. A hundred small
//! requests would take a phone ten seconds where one takes one.

use std::collections::BTreeMap;

use super::bytes::{PartKind, Reader, put, put_text, start, too_large};
use super::limits::CELLS;
use super::{read_values, write_values};
use crate::bundle::{BundleError, BundleErrorKind as Kind};
use crate::model::{Figures, IndicatorId};

/// All figures of a level.
pub type Pack = BTreeMap<IndicatorId, Figures>;

/// The bytes of a `pack` part: for each indicator its id, the length of its `values` part, and that part.
///
/// # Errors
/// As [`write_values`].
pub fn write_pack<'a>(figures: impl Iterator<Item = (&'a IndicatorId, &'a Figures)>) -> Result<Vec<u8>, Kind> {
    let parts: Vec<_> = figures.map(|(id, f)| Ok((id, write_values(f)?))).collect::<Result<_, Kind>>()?;
    let mut out = start(PartKind::Pack);
    put(&mut out, parts.len() as u64);
    for (id, bytes) in parts {
        put_text(&mut out, id.as_str());
        put(&mut out, bytes.len() as u64);
        out.extend_from_slice(&bytes);
    }
    Ok(out)
}

/// Cells of all tables, with or without figures.
pub(super) fn cells_of(figures: &Figures) -> u64 {
    figures.tables.iter().map(|(_, t)| (t.rows() * t.periods().len()) as u64).sum()
}

/// Reads a `pack` part.
///
/// # Errors
/// Other bytes than the format's, an indicator twice, more cells than one indicator may have, figures that [`read_values`] refuses.
pub fn read_pack(file: &str, bytes: &[u8]) -> Result<Pack, BundleError> {
    let refuse = |kind| BundleError::new(file, kind);
    let mut reader = Reader::new(bytes, PartKind::Pack).map_err(refuse)?;
    let count = reader.count(6, "number of indicators").map_err(refuse)?;
    let (mut pack, mut cells) = (Pack::new(), 0);
    for _ in 0..count {
        let id = IndicatorId::new(reader.text().map_err(refuse)?);
        let length = reader.count(1, "length of values").map_err(refuse)?;
        let figures = read_values(file, reader.take(length).map_err(refuse)?)?;
        // Few bytes can stand for many cells without figures: a cap on each indicator alone would not hold the memory.
        cells += cells_of(&figures);
        too_large(cells, CELLS).map_err(refuse)?;
        if pack.insert(id, figures).is_some() {
            return Err(refuse(Kind::DuplicateEntry));
        }
    }
    reader.end().map_err(refuse)?;
    Ok(pack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AreaIx, Observation, Period, Slice, Table, ValueFlags};
    use proptest::prelude::*;

    fn figures(value: f64) -> Figures {
        let mut table = Table::new(vec![Period::Year(2020)], 1, 0);
        table.set(AreaIx(0), Period::Year(2020), Observation::Known(value, ValueFlags::NONE));
        Figures { tables: vec![(Slice::total(), table)] }
    }

    #[test]
    fn packs_come_back_and_hold_an_indicator_once() {
        let (a, b) = (IndicatorId::from("a"), IndicatorId::from("b"));
        let (one, two) = (figures(1.5), figures(-2.0));
        let bytes = write_pack([(&a, &one), (&b, &two)].into_iter()).unwrap();
        let pack = read_pack("p", &bytes).unwrap();
        assert_eq!((pack.get(&a), pack.get(&b), pack.len()), (Some(&one), Some(&two), 2));
        let twice = write_pack([(&a, &one), (&a, &two)].into_iter()).unwrap();
        assert_eq!(read_pack("p", &twice).unwrap_err().kind, Kind::DuplicateEntry);
        assert_eq!(read_pack("p", &bytes[..bytes.len() - 1]).unwrap_err().kind, Kind::Layout("length of values"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let _ = read_pack("", &[b"SAp\x01".as_slice(), &bytes].concat());
        }
    }
}
