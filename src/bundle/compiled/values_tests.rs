use super::*;
use proptest::prelude::*;

fn table(periods: &[i16], areas: usize, references: usize, cells: &[(usize, i16, Observation)]) -> Table {
    let mut table = Table::new(periods.iter().map(|y| Period::Year(*y)).collect(), areas, references);
    for (row, year, cell) in cells {
        assert!(table.set(AreaIx::at(*row), Period::Year(*year), *cell));
    }
    table
}

fn known(value: f64) -> Observation {
    Observation::Known(value, ValueFlags::NONE)
}

#[test]
fn byte_by_byte() {
    let provisional = Observation::Known(4.5, ValueFlags::PROVISIONAL);
    let pending = Observation::Missing(Missing::Pending);
    let cells = [(0, 2023, provisional), (1, 2023, pending), (0, 2022, known(4.0)), (1, 2022, known(-0.5))];
    let slice = Slice(vec![("sex".into(), "f".into())]);
    let figures = Figures { tables: vec![(slice, table(&[2022, 2023], 1, 1, &cells))] };
    let bytes = write_values(&figures).unwrap();
    let expected: Vec<u8> = [
        b"SAv\x01".as_slice(),
        &[1, 1, 3],
        b"sex",
        &[1],
        b"f",
        &[1, 1, 2],                   // an area, a reference, two periods
        &[0xc0, 0xdd, 0x66, 0xa0, 3], // 2023 · 416 = 841568, folded 1683136; 416 earlier
        &[9, 0, 3, 0, 0, 1],          // provisional, pending, two plain ones
        &[1],                         // one decimal
        &[90, 9, 89],                 // 45; 40 = 45 - 5; -5 = 40 - 45
    ]
    .concat();
    assert_eq!(bytes, expected);
    assert_eq!(read_values("", &bytes), Ok(figures));
}

#[test]
fn bits_of_awkward_figures_survive() {
    let awkward = [0.1 + 0.2, -0.0, 1e300, 5e-324, 1.0 / 3.0, 9_007_199_254_740_993.0, 83.1];
    for value in awkward {
        let figures = Figures { tables: vec![(Slice::total(), table(&[2020], 1, 0, &[(0, 2020, known(value))]))] };
        let back = read_values("", &write_values(&figures).unwrap()).unwrap();
        let cell = back.total().unwrap().get(AreaIx(0), Period::Year(2020)).value().unwrap();
        assert_eq!(cell.to_bits(), value.to_bits(), "{value}");
    }
}

#[test]
fn damage_is_refused() {
    let cells = [(0, 2022, known(1.0)), (0, 2023, known(2.0))];
    let figures = Figures { tables: vec![(Slice::total(), table(&[2022, 2023], 1, 0, &cells))] };
    let good = write_values(&figures).unwrap();
    for cut in 0..good.len() {
        assert!(read_values("v.bin", &good[..cut]).is_err(), "{cut}");
    }
    let nan = [b"SAv\x01".as_slice(), &[1, 0, 1, 0, 1, 0, 0, 0, RAW], &f64::NAN.to_le_bytes()].concat();
    assert_eq!(read_values("v.bin", &nan), Err(BundleError::new("v.bin", Kind::Layout("figure"))));
    let huge = [b"SAv\x01".as_slice(), &[1, 0, 0xff, 0xff, 0x7f, 0, 1, 0, 0, 0, 0]].concat();
    assert!(matches!(read_values("", &huge).unwrap_err().kind, Kind::TooLarge { .. }));
    let odd = Table::new(vec![Period::Month(2023, 40)], 1, 0);
    assert!(write_values(&Figures { tables: vec![(Slice::total(), odd)] }).is_err());
}

fn observations() -> impl Strategy<Value = Observation> {
    let value = prop_oneof![
        (-100_000i64..100_000, 0u8..4).prop_map(|(n, d)| n as f64 / power_of_ten(d)),
        proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL,
    ];
    prop_oneof![
        (value, any::<u8>()).prop_map(|(v, f)| Observation::Known(v, ValueFlags(f))),
        (0usize..7).prop_map(|m| Observation::Missing(Missing::ALL[m])),
    ]
}

fn periods() -> impl Strategy<Value = Period> {
    prop_oneof![
        (0i16..9999).prop_map(Period::Year),
        (0i16..9999, 1u8..=12).prop_map(|(y, m)| Period::Month(y, m)),
        (0i16..9999, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Period::Day(y, m, d)),
    ]
}

fn tables() -> impl Strategy<Value = Table> {
    (proptest::collection::vec(periods(), 0..6), 0usize..5, 0usize..3).prop_flat_map(|(periods, areas, references)| {
        let table = Table::new(periods, areas, references);
        let cells = table.rows() * table.periods().len();
        proptest::collection::vec(observations(), cells).prop_map(move |cells| {
            let mut table = table.clone();
            let periods = table.periods().to_vec();
            for (i, cell) in cells.into_iter().enumerate() {
                table.set(AreaIx::at(i / periods.len()), periods[i % periods.len()], cell);
            }
            table
        })
    })
}

/// The same figures with the same bits: `==` takes 0 for -0.
fn same_bits(a: &Figures, b: &Figures) -> bool {
    let bits = |f: &Figures| -> Vec<u64> {
        let cells = f.tables.iter().flat_map(|(_, t)| latest_first(t));
        cells.map(|c| c.value().map_or(1, f64::to_bits)).collect()
    };
    a == b && bits(a) == bits(b)
}

proptest! {
    #[test]
    fn any_figures_come_back(tables in proptest::collection::vec((".{0,4}", tables()), 0..4)) {
        let slice = |text: String| if text.is_empty() { Slice::total() } else { Slice(vec![(text.as_str().into(), "x".into())]) };
        let figures = Figures { tables: tables.into_iter().map(|(s, t)| (slice(s), t)).collect() };
        let back = read_values("", &write_values(&figures).unwrap()).unwrap();
        prop_assert!(same_bits(&figures, &back));
    }

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>) {
        let _ = read_values("", &bytes);
        let _ = read_values("", &[b"SAv\x01\x01\x00".as_slice(), &bytes].concat());
    }
}
