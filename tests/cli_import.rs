//! `atlas new`, `atlas import` and `atlas update` as a publisher meets them: from a new folder over tables of every kind
//! to a built bundle, and once more a year later.
#![allow(clippy::unwrap_used)] // a test that cannot read its fixture has failed

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use zip::write::SimpleFileOptions;

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas")).args(arguments).output().unwrap()
}

fn out(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs a command that must succeed, and gives back what it printed.
fn fine(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", out(&output));
    out(&output)
}

/// Runs a command that must refuse.
fn refused(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", out(&output));
    out(&output)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A folder of this test with a new bundle in it that has the boundaries of three districts.
struct Office {
    folder: PathBuf,
    bundle: PathBuf,
}

impl Office {
    fn new(name: &str) -> Office {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let bundle = folder.join("atlas");
        fine(&["new", text(&bundle), "--title", "Probe \"1\""]);
        let office = Office { folder, bundle };
        let square = |x: f64| format!("[[[{x},51.0],[{},51.0],[{},51.2],[{x},51.2],[{x},51.0]]]", x + 0.2, x + 0.2);
        let areas = [("01001", "Flensburg", 10.0), ("01002", "Kiel", 10.2), ("01003", "Lübeck", 10.4)];
        let feature = |(key, name, x): (&str, &str, f64)| {
            format!(
                r#"{{"type":"Feature","properties":{{"ags":"{key}","name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":{}}}}}"#,
                square(x)
            )
        };
        let all = areas.map(feature).join(",");
        let file =
            office.write("grenzen.geojson", format!(r#"{{"type":"FeatureCollection","features":[{all}]}}"#).as_bytes());
        fine(&["import", text(&file), "--into", text(&office.bundle), "--level", "kreis"]);
        office
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn import(&self, file: &Path, options: &[&str]) -> Output {
        let mut arguments = vec!["import", text(file), "--into", text(&self.bundle)];
        arguments.extend(options);
        atlas(&arguments)
    }

    /// The lines of all files of figures.
    fn figures(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for entry in fs::read_dir(&self.bundle).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("werte_") {
                lines.extend(fs::read_to_string(&path).unwrap().lines().skip(1).map(str::to_owned));
            }
        }
        lines.sort();
        lines
    }

    fn has(&self, line: &str) -> bool {
        self.figures().iter().any(|l| l == line || l.trim_end_matches(',') == line)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.bundle.join(name)).unwrap()
    }

    /// Every file of the bundle, to see that nothing was written.
    fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let entries = fs::read_dir(&self.bundle).unwrap().map(|e| e.unwrap().path());
        let mut all: Vec<_> = entries.map(|path| (path.clone(), fs::read(&path).unwrap())).collect();
        all.sort();
        all
    }
}

/// Windows-1252, as a German spreadsheet saves a CSV.
fn windows(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

/// A workbook of one sheet: texts, and numbers where a cell is one.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |cell: &&str| match cell.parse::<f64>() {
        Ok(_) if !cell.starts_with('0') || cell.starts_with("0.") => format!("<c><v>{cell}</v></c>"),
        _ => format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
    };
    let row = |row: &&[&str]| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Tabelle1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{}</sheetData></worksheet>",
                rows.iter().map(row).collect::<String>()
            ),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_new_bundle_is_whole_and_never_overwrites() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import/fresh");
    let _ = fs::remove_dir_all(&folder);
    let bundle = folder.join("Mein Atlas");
    fine(&["new", text(&bundle)]);
    let validated = fine(&["validate", text(&bundle)]);
    assert!(validated.contains("Fehler: 0, Warnungen: 0"), "{validated}");
    fine(&["build", text(&bundle), "--out", text(&folder.join("aus"))]);
    let again = refused(&["new", text(&bundle)]);
    assert!(again.contains("new-folder-exists"), "{again}");
}

#[test]
fn from_tables_of_every_kind_to_a_built_bundle_and_the_year_after() {
    let office = Office::new("year");
    assert!(!office.bundle.join("gebiete_beispiel.geojson").exists(), "the example goes with the first boundaries");
    let book = workbook(&[
        &["Kreistabelle", "", "", ""],
        &["AGS", "Kreis", "Jahr", "Einwohner"],
        &["1001", "Flensburg", "2022", "92550"],
        &["1002", "Kiel", "2022", "247717"],
        &["1003", "Lübeck", "2022", "218095.00000000003"],
    ]);
    let wide = office.write("einwohner.xlsx", &book);
    let told = out(&office.import(&wide, &[]));
    assert!(told.contains("import-keys-padded") && told.contains("Werte übernommen: 3"), "{told}");
    assert!(
        office.has("01001,einwohner,2022,92550") && office.has("01003,einwohner,2022,218095"),
        "{:?}",
        office.figures()
    );

    let long = "Schlüssel;Gebiet;Jahr;Indikator;Geschlecht;Wert\n\
        01001;Flensburg;2022;Beschäftigte;Insgesamt;41.234\n\
        01001;Flensburg;2022;Beschäftigte;weiblich;20.111\n\
        01002;Kiel;2022;Beschäftigte;Insgesamt;.\n\
        01003;Lübeck;2022;Beschäftigte;Insgesamt;98.765,5\n\
        Fußnote: vorläufig;;;;;\n";
    let told = out(&office.import(&office.write("beschaeftigte.csv", &windows(long)), &[]));
    assert!(told.contains("Werte übernommen: 4") && told.contains("import-rows-without-key"), "{told}");
    assert!(office.has("01001,beschaeftigte,2022,weiblich,20111"), "{:?}", office.figures());
    assert!(office.has("01002,beschaeftigte,2022,,."), "{:?}", office.figures());

    let years = "Stadt;2021;2022\nKIEL;8,1;7,9\nFlensburg;8,4;(8,0)\nLuebeck;7,0;6,8p\n";
    let told = out(&office.import(&office.write("quellen/quote_2022.csv", years.as_bytes()), &[]));
    assert!(told.contains("Werte übernommen: 6"), "{told}");
    assert!(
        office.has("01003,quote_2022,2022,6.8,provisional") || office.has("01003,quote,2022,6.8,provisional"),
        "{:?}",
        office.figures()
    );

    let validated = fine(&["validate", text(&office.bundle)]);
    assert!(validated.contains("Fehler: 0"), "{validated}");
    fine(&["build", text(&office.bundle), "--out", text(&office.folder.join("aus"))]);

    let next = "Stadt;2022;2023\nKiel;7,9;7,5\nFlensburg;8,2;8,1\nLübeck;6,8;6,6\n";
    office.write("neu/quote_2023.csv", next.as_bytes());
    let before = office.everything();
    let bundle = text(&office.bundle);
    let source = text(&office.folder).to_owned() + "/neu";
    let dry = fine(&["update", bundle, "--from", &source, "--dry-run"]);
    assert_eq!(before, office.everything(), "{dry}");
    let told = fine(&["update", bundle, "--from", &source]);
    assert!(told.contains("3 neu") && told.contains("import-no-newer-file"), "{told}");
    let quote: Vec<String> = office.figures().into_iter().filter(|l| l.contains(",quote")).collect();
    assert_eq!(quote.len(), 9, "the years that the new file no longer has stay: {quote:?}");
    let again = fine(&["update", bundle, "--from", &source]);
    assert!(again.contains("import-unchanged"), "{again}");
    assert!(fine(&["validate", bundle]).contains("Fehler: 0"));
    assert!(!office.read("atlas-import.json").contains(text(&office.folder)), "no path of this computer is recorded");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let office = Office::new("unasked");
    let table = |kiel: &str| format!("ags;jahr;alo\n01001;2022;10\n01002;2022;{kiel}\n01003;2022;30\n");
    let file = office.write("alo.csv", table("20").as_bytes());
    assert_eq!(office.import(&file, &[]).status.code(), Some(0));
    office.write("alo.csv", table("21").as_bytes());
    let before = office.everything();
    let told = office.import(&file, &[]);
    assert_eq!(told.status.code(), Some(1));
    assert!(out(&told).contains("import-figure-changed") && before == office.everything(), "{}", out(&told));
    // The same figures in another file are no contradiction, other ones are.
    let other = office.write("andere.csv", table("20").as_bytes());
    assert_eq!(office.import(&other, &[]).status.code(), Some(0));
    let other = office.write("andere.csv", table("25").as_bytes());
    assert_eq!(office.import(&other, &[]).status.code(), Some(1));
    assert_eq!(office.import(&file, &["--force"]).status.code(), Some(0));
    assert!(office.has("01002,alo,2022,21") && !office.has("01002,alo,2022,20"), "{:?}", office.figures());
    assert!(fine(&["validate", text(&office.bundle)]).contains("Fehler: 0"));
}

#[test]
fn what_a_person_wrote_into_the_catalogue_stays() {
    let office = Office::new("edited");
    let file = office.write("alo.csv", b"ags;jahr;alo\n01001;2022;10\n01002;2022;20\n01003;2022;30\n");
    assert_eq!(office.import(&file, &[]).status.code(), Some(0));
    let catalogue = office.read("katalog.csv");
    let edited = catalogue.replace("alo,figure,alo,", "alo,figure,Arbeitslose Menschen,");
    assert_ne!(catalogue, edited);
    fs::write(office.bundle.join("katalog.csv"), edited).unwrap();
    let told = office.import(&file, &[]);
    assert_eq!(told.status.code(), Some(0), "{}", out(&told));
    assert!(office.read("katalog.csv").contains("Arbeitslose Menschen"));
}

#[test]
fn a_mapping_is_proposed_edited_and_used() {
    let office = Office::new("mapping");
    let file = office.write("zahlen.csv", b"nr;ags;stand;a;b\n1;01001;2022;1;2\n2;01002;2022;3;4\n3;01003;2022;5;6\n");
    let mapping = office.folder.join("zuordnung.json");
    let propose = ["import", text(&file), "--into", text(&office.bundle), "--propose", text(&mapping)];
    fine(&propose);
    refused(&propose);
    let text_of = fs::read_to_string(&mapping).unwrap();
    assert!(text_of.contains("\"column\": \"ags\"") && text_of.contains("\"column\": \"stand\""), "{text_of}");
    let edited = text_of.replace("\"indicator\": \"a\"", "\"indicator\": \"kinder\"");
    assert_ne!(edited, text_of);
    fs::write(&mapping, edited).unwrap();
    let told = office.import(&file, &["--mapping", text(&mapping)]);
    assert_eq!(told.status.code(), Some(0), "{}", out(&told));
    assert!(office.has("01002,kinder,2022,3"), "{:?}", office.figures());
    fs::write(&mapping, "{\"format\": 1}").unwrap();
    let told = office.import(&file, &["--mapping", text(&mapping)]);
    assert!(told.status.code() == Some(1) && out(&told).contains("key.column"), "{}", out(&told));
}

#[test]
fn what_cannot_be_taken_is_refused_with_cause_and_next_step() {
    let office = Office::new("refused");
    let before = office.everything();
    let cases: [(&str, &[u8], &str); 8] = [
        ("seite.csv", b"<!DOCTYPE html><title>Anmelden</title>", "import-html"),
        ("leer.csv", b" \n", "import-empty"),
        ("mappe.xlsx", b"PK\x03\x04abc", "import-workbook"),
        ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00", "import-gzip"),
        ("bild.csv", b"\x89PNG\r\n\x1a\n\x00\x00", "import-not-a-table"),
        ("ohne.csv", b"a;b\nx;1\ny;2\n", "import-no-key"),
        ("jahrlos.csv", b"ags;n\n01001;1\n01002;2\n01003;3\n", "import-no-period"),
        (
            "doppelt.csv",
            b"ags;jahr;n\n01001;2022;1\n01001;2022;2\n01002;2022;2\n01003;2022;2\n",
            "import-figure-doubled",
        ),
    ];
    for (name, bytes, id) in cases {
        let told = office.import(&office.write(name, bytes), &["--format", "json", "--lang", "en"]);
        assert_eq!(told.status.code(), Some(1), "{name}: {}", out(&told));
        let lines: Vec<serde_json::Value> =
            String::from_utf8(told.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        let remark = lines.iter().find(|l| l["code"] == id).unwrap_or_else(|| panic!("{name}: {lines:?}"));
        assert_eq!((&remark["severity"], remark["file"].as_str().unwrap()), (&"error".into(), name));
        assert!(before == office.everything(), "{name} changed the bundle");
    }
    let year = office.folder.join("jahrlos.csv");
    assert_eq!(office.import(&year, &["--period", "2022"]).status.code(), Some(0));
    assert!(office.has("01001,n,2022,1"), "{:?}", office.figures());
    assert_eq!(atlas(&["import", "x.csv"]).status.code(), Some(2), "--into is missing");
}
