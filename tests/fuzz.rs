//! Drives every decoder with damaged bytes: none may panic, and what one accepts must survive being written again.
//!
//! `ATLAS_FUZZ` is the number of executions a decoder, 5,000 unless set. The long run:
//! `ATLAS_FUZZ=10000000 cargo test --profile native --test fuzz -- --nocapture`. The same number gives the same inputs.
#![allow(clippy::expect_used)] // a test's own files and seeds

use std::panic::{AssertUnwindSafe, catch_unwind};

use sozialatlas::bundle::compiled::{
    Manifest, Part, compile, read_adjacency, read_catalogue, read_details, read_index, read_pack, read_shapes,
    read_values, write_adjacency, write_catalogue, write_details, write_index, write_pack, write_shapes, write_values,
};
use sozialatlas::bundle::{Memory, from_zip, source};
use sozialatlas::geo::{Topology, adjacency};
use sozialatlas::model::{
    AreaIx, Catalogue, DataGap, Details, Figures, IndicatorId, Missing, Observation, Period, Provenance, Slice, Table,
    ValueFlags, Words,
};
use sozialatlas::view;

/// Marsaglia's xorshift: small, quick, the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 11) as usize % end.max(1)
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// Bytes on which decoders like to stumble.
const AWKWARD: &[u8] = b"\0\x01\x7f\x80\xff\"'{}[]:,;-.+eE0199 \n\r\t%&=~_\\/<\xc3\xef\xbb\xbf";
/// Texts on which they like to stumble.
const TEXTS: &[&str] = &[
    "null",
    "1e999",
    "-0",
    "99999999999999999999",
    "0.1",
    "..",
    "\"\"",
    "[]",
    "{}",
    "\u{feff}",
    "2023-02-30",
    "9999",
    "NaN",
    "%00",
    "%ff",
    "\\ud800",
    "\"key\":",
    "(1,5)",
    "...",
    "x",
    "\r\n",
    "type",
    "coordinates",
    "=1+1",
];

fn damage(chance: &mut Chance, seeds: &[Vec<u8>], out: &mut Vec<u8>) {
    out.clear();
    let seed = chance.of(seeds);
    out.extend_from_slice(seed);
    for _ in 0..=chance.below(4) {
        let at = chance.below(out.len() + 1);
        let end = (at + 1 + chance.below(8)).min(out.len());
        match chance.below(8) {
            0 if at < out.len() => out[at] ^= 1 << chance.below(8),
            1 if at < out.len() => out[at] = *chance.of(AWKWARD),
            2 if at < out.len() => out[at] = chance.next() as u8,
            3 => out.truncate(at),
            4 => drop(out.drain(at.min(end)..end)),
            5 => drop(out.splice(at..at, chance.of(TEXTS).bytes())),
            6 => {
                let copy = out[at.min(end)..end].to_vec();
                out.splice(at..at, copy);
            }
            _ => {
                let other = chance.of(seeds);
                let from = chance.below(other.len() + 1);
                out.truncate(at);
                out.extend_from_slice(&other[from..]);
            }
        }
    }
}

fn executions() -> usize {
    std::env::var("ATLAS_FUZZ").ok().and_then(|n| n.parse().ok()).unwrap_or(5_000)
}

/// Runs a decoder on the seeds and on damaged ones. `accepts` says whether the input was taken.
fn drive(decoder: &str, seeds: Vec<Vec<u8>>, accepts: impl Fn(&[u8]) -> bool) {
    for seed in &seeds {
        assert!(accepts(seed), "decoder {decoder} refuses its seed {:?}", String::from_utf8_lossy(seed));
    }
    let (mut chance, mut input) = (Chance(0x9e37_79b9_7f4a_7c15), Vec::new());
    let (mut panics, mut accepted, mut first) = (0, 0, None);
    let number = executions();
    for _ in 0..number {
        damage(&mut chance, &seeds, &mut input);
        match catch_unwind(AssertUnwindSafe(|| accepts(&input))) {
            Ok(taken) => accepted += usize::from(taken),
            Err(_) => {
                panics += 1;
                first.get_or_insert_with(|| input.clone());
            }
        }
    }
    println!("decoder {decoder}: {number} executions, {panics} panics ({accepted} accepted)");
    assert!(first.is_none(), "decoder {decoder} panics on {first:?}");
}

fn square(x: f64) -> Vec<(f64, f64)> {
    vec![(x, 50.0), (x + 1.0, 50.0), (x + 1.0, 51.0), (x, 51.0)]
}

fn topology() -> Topology {
    let hole = vec![(9.2, 50.2), (9.4, 50.2), (9.2, 50.4)];
    Topology::build(&[vec![vec![square(9.0), hole]], vec![vec![square(10.0)]], vec![]], 10)
}

fn figures() -> Figures {
    let years = || vec![Period::Year(2022), Period::Month(2023, 1), Period::Day(2023, 12, 31)];
    let mut total = Table::new(years(), 2, 1);
    total.set(AreaIx(0), Period::Year(2022), Observation::Known(8.5, ValueFlags::NONE));
    total.set(AreaIx(1), Period::Year(2022), Observation::Known(-7.25, ValueFlags::PROVISIONAL));
    total.set(AreaIx(2), Period::Month(2023, 1), Observation::Missing(Missing::Unreliable));
    let mut part = Table::new(years(), 2, 1);
    part.set(AreaIx(0), Period::Year(2022), Observation::Known(1.0 / 3.0, ValueFlags::NONE));
    Figures { tables: vec![(Slice::total(), total), (Slice(vec![("sex".into(), "f".into())]), part)] }
}

#[test]
fn shapes() {
    let empty = Topology::build(&[], 1);
    drive("shapes", vec![write_shapes(&topology()), write_shapes(&empty)], |bytes| {
        let Ok(read) = read_shapes("", bytes) else { return false };
        assert_eq!(read_shapes("", &write_shapes(&read)).as_ref(), Ok(&read));
        let _ = (adjacency(&read), read.bounds(), sozialatlas::geo::locate(&read, 9.5, 50.5));
        true
    });
}

#[test]
fn values() {
    let seed = write_values(&figures()).expect("periods of the calendar");
    drive("values", vec![seed], |bytes| {
        let Ok(read) = read_values("", bytes) else { return false };
        let again = write_values(&read).expect("periods that were read");
        assert_eq!(read_values("", &again), Ok(read));
        true
    });
}

#[test]
fn pack() {
    let (a, b, figures) = (IndicatorId::new("a"), IndicatorId::new("b"), figures());
    let seed = write_pack([(&a, &figures), (&b, &figures)].into_iter()).expect("periods of the calendar");
    drive("pack", vec![seed], |bytes| read_pack("", bytes).is_ok());
}

#[test]
fn neighbours() {
    drive("adjacency", vec![write_adjacency(&[vec![1, 2], vec![0], vec![0], vec![]])], |bytes| {
        let Ok(read) = read_adjacency("", bytes) else { return false };
        assert_eq!(read_adjacency("", &write_adjacency(&read)), Ok(read));
        true
    });
}

fn parts() -> Vec<Part> {
    vec![Part::new("catalogue", b"{}".to_vec()), Part::new("values:kreis:a", vec![1])]
}

#[test]
fn index() {
    let entries: Vec<_> = parts().iter().map(Part::entry).collect();
    drive("index", vec![write_index(&entries), write_index(&[])], |bytes| {
        let read = read_index("", bytes);
        let _ = Manifest::default().add_index("", bytes);
        read.is_ok_and(|read| read_index("", &write_index(&read)) == Ok(read))
    });
}

#[test]
fn manifest() {
    let entries = parts().iter().map(Part::entry).collect();
    let manifest = Manifest { name: "a".into(), parts: entries, ..Manifest::default() };
    drive("manifest", vec![manifest.write(), br#"{"format":1,"editions":[["1","a/b"]]}"#.to_vec()], |bytes| {
        let Ok(read) = Manifest::read(bytes) else { return false };
        assert_eq!(Manifest::read(&read.write()), Ok(read));
        true
    });
}

const CATALOGUE: &str = r#"{"name":"a","title":["A","B"],"default":{"level":"k"},"periods":["2008..2010,2011-05"],
"themes":[["t","T"]],"breakdowns":[{"id":"s","categories":[["f","F"]],"complete":true}],
"indicators":[{"id":"i","title":"I","measure":1000,"polarity":-1,"decimals":1,"on":[["k",0]],"breaks":[["2010","x"]]}],
"levels":[{"id":"k","status":"2021-07-01","areas":{"key":["01","02"],"name":["a","b"],"kind":[["K","L"],[0,1]],
"parent":"0","label":[[100,200],null],"box":[null,[1,2,3,4]],"valid":[[1,[null,"2021-06-30"]]]}}],
"sets":[{"id":"s","title":"S","members":[["01",["2020",null]]]}]}"#;

#[test]
fn catalogue() {
    drive("catalogue", vec![CATALOGUE.into(), write_catalogue(&Catalogue::default())], |bytes| {
        let Ok(read) = read_catalogue("", bytes) else { return false };
        let _ = write_catalogue(&read);
        true
    });
}

#[test]
fn details() {
    let provenance = Provenance { definition: Words::plain("d"), minimum_cases: Some(3), ..Provenance::default() };
    let gap = DataGap {
        id: "g".into(),
        title: Words::plain("G"),
        theme: "t".into(),
        instrument: Words::plain("x"),
        reason: Words::default(),
    };
    let details = Details { provenance: [("i".into(), provenance)].into(), gaps: vec![gap], ..Details::default() };
    drive("details", vec![write_details(&details)], |bytes| {
        let Ok(read) = read_details("", bytes) else { return false };
        assert_eq!(read_details("", &write_details(&read)), Ok(read));
        true
    });
}

#[test]
fn address() {
    let seeds = [
        "v=indicator&i=unemp_rate&l=kreis&p=2015..2023&a=16053,16054&ref=peers&b=sex:f,age:15-24&c=x:1;2.5;3",
        "v=analysis&t=index&w=a:2,b:-1.5&n=kita:0.45&set=Nord:16061~16062&sort=-value&fix=0&lang=en",
        "e=2026-11-21.3f9a2c1b&bundle=zwickau&embed=trend.nc.dark&c=j5&i=a%C3%BC_b__c",
        "",
    ];
    drive("address", seeds.map(|s| s.as_bytes().to_vec()).to_vec(), |bytes| {
        let state = view::decode(&String::from_utf8_lossy(bytes)).state;
        assert_eq!(view::decode(&view::encode(&state)).state, state);
        true
    });
}

const PACKAGE: &str = r#"{"name":"p","title":"P","resources":[{"name":"g","path":"g.geojson"},{"name":"w","path":"w.csv",
"schema":{"fields":[{"name":"ags","type":"string"},{"name":"jahr","type":"year"},{"name":"q","type":"number","title":"Q"}],
"missingValues":["",".",{"value":"x","label":"not applicable"}]}}]}"#;
const LONG: &str = r#"{"name":"p","atlas":{"edition":"1","levels":[{"id":"k"}],"themes":[{"id":"t","title":{"de":"T"}}],
"references":[{"key":"0","name":"D"}],"breakdowns":[{"id":"sex","categories":[{"id":"f","title":"F"}]}]},"resources":[
{"name":"g","path":"g.geojson","atlas":{"role":"areas","level":"k"}},{"name":"w","path":"w.csv",
"atlas":{"role":"values","level":"k"},"dialect":{"delimiter":";"},"schema":{"fields":[{"name":"key","type":"string"},
{"name":"indicator","type":"string"},{"name":"period","type":"string"},{"name":"sex","type":"string"},
{"name":"value","type":"number","decimalChar":","},{"name":"flag","type":"string"}]}}]}"#;
const WIDE_TABLE: &str = "ags,jahr,q\n01,2022,1.5\n02,2022,.\n01,2023,(2)\n02,2023,\"3\"\n";
const LONG_TABLE: &str =
    "key;indicator;period;sex;value;flag\r\n01;i;2022;;1,5;provisional\r\n02;i;2022;f;/;\r\n0;i;2022;;2;\r\n";
const BOUNDARIES: &str = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"01","properties":{"name":"A"},
"geometry":{"type":"Polygon","coordinates":[[[9,50],[10,50],[10,51],[9,50]]]}},{"type":"Feature","id":"02","properties":{"ags":"02"},
"geometry":{"type":"MultiPolygon","coordinates":[[[[10,50],[11.5,50],[10,51],[10,50]]]]}}]}"#;

/// Reads a small package and compiles what comes of it.
fn opens(package: &[u8], boundaries: &[u8], table: &[u8]) -> bool {
    let files = [("datapackage.json", package), ("g.geojson", boundaries), ("w.csv", table)];
    let memory = Memory(files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into());
    let read = source::read(&memory);
    let accepted = !read.has_errors();
    assert!(read.source.is_some() || !accepted, "no bundle and no error");
    read.source.is_none_or(|source| compile(&source).is_ok()) && accepted
}

#[test]
fn csv_wide() {
    drive("csv, wide", vec![WIDE_TABLE.into()], |bytes| opens(PACKAGE.as_bytes(), BOUNDARIES.as_bytes(), bytes));
}

#[test]
fn csv_long() {
    drive("csv, long", vec![LONG_TABLE.into()], |bytes| opens(LONG.as_bytes(), BOUNDARIES.as_bytes(), bytes));
}

#[test]
fn geojson() {
    drive("geojson", vec![BOUNDARIES.into()], |bytes| opens(PACKAGE.as_bytes(), bytes, WIDE_TABLE.as_bytes()));
}

#[test]
fn package() {
    drive("package", vec![PACKAGE.into()], |bytes| opens(bytes, BOUNDARIES.as_bytes(), WIDE_TABLE.as_bytes()));
    drive("package, long", vec![LONG.into()], |bytes| opens(bytes, BOUNDARIES.as_bytes(), LONG_TABLE.as_bytes()));
}

/// An archive with one file, stored or squeezed by hand is no matter of ours: the reader only has to survive.
#[test]
fn zip() {
    let mut stored = Vec::new();
    // Local header, content, central directory, end: the least archive, with one stored file "a" of one byte.
    let crc = 0xe8b7_be43_u32.to_le_bytes();
    let sizes = [1u32.to_le_bytes(), 1u32.to_le_bytes()].concat();
    stored.extend([b"PK\x03\x04\x0a\0\0\0\0\0\0\0\0\0".as_slice(), &crc, &sizes, &[1, 0, 0, 0], b"a", b"a"].concat());
    let start = stored.len() as u32;
    stored.extend([b"PK\x01\x02\x0a\0\x0a\0\0\0\0\0\0\0\0\0".as_slice(), &crc, &sizes, &[1, 0]].concat());
    stored.extend([[0u8; 16].as_slice(), b"a"].concat());
    let length = stored.len() as u32 - start;
    stored.extend(
        [b"PK\x05\x06\0\0\0\0\x01\0\x01\0".as_slice(), &length.to_le_bytes(), &start.to_le_bytes(), &[0, 0]].concat(),
    );
    drive("zip", vec![stored], |bytes| from_zip(bytes).is_ok());
}
