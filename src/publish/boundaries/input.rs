//! From a path or bytes to the parts of one layer: a shapefile is several files, an archive may hold several layers.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use super::kinds;
use super::raw::Layer;
use super::{geojson, shp, topojson};
use crate::publish::Remark;

/// The files of a shapefile, and those that stand alone.
const KNOWN: [&str; 8] = ["shp", "shx", "dbf", "prj", "cpg", "geojson", "json", "topojson"];
const ALONE: [&str; 3] = ["geojson", "json", "topojson"];
/// No file of boundaries that a person can mean is larger; an archive that says so is a trap.
const LARGEST: u64 = 2 << 30;

/// The files that belong together, by their extension in lower case.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    stem: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl Parts {
    /// Parts for tests.
    #[cfg(test)]
    pub fn of(stem: &str, files: &[(&str, &[u8])]) -> Parts {
        let files = files.iter().map(|(extension, bytes)| ((*extension).to_owned(), bytes.to_vec())).collect();
        Parts { stem: stem.to_owned(), files }
    }

    /// The bytes of a part, empty if it is not there.
    pub fn get(&self, extension: &str) -> &[u8] {
        self.files.get(extension).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, extension: &str) -> bool {
        self.files.contains_key(extension)
    }

    /// The name of a part.
    pub fn name(&self, extension: &str) -> String {
        format!("{}.{extension}", self.stem)
    }
}

/// Files of boundaries, read but not understood yet.
#[derive(Clone, Debug)]
pub struct Input {
    name: String,
    layers: Vec<Parts>,
}

impl Input {
    /// Reads a `.shp` with the files beside it, a `.geojson`, `.json` or `.topojson`, or a `.zip` that holds such.
    ///
    /// # Errors
    /// A file that cannot be read, or an archive that is damaged.
    pub fn open(path: &Path) -> Result<Input, Remark> {
        let shown = path.display().to_string();
        let refused = |error: std::io::Error| Remark::new(&kinds::NOT_READ, shown.as_str()).found(error);
        let name = path.file_name().map_or(shown.clone(), |n| n.to_string_lossy().into_owned());
        if fs::metadata(path).map_err(refused)?.len() > LARGEST {
            return Err(Remark::new(&kinds::TOO_LARGE, name).found("> 2 GiB"));
        }
        let bytes = fs::read(path).map_err(refused)?;
        let mut input = Input::from_bytes(&name, bytes)?;
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let [parts] = input.layers.as_mut_slice()
            && parts.has("shp")
            && !name.to_lowercase().ends_with(".zip")
        {
            // `x.SHP` and `x.dbf` belong together: offices' files come from systems that ignore capitals.
            for entry in fs::read_dir(folder).map_err(refused)?.flatten() {
                let beside = entry.file_name().to_string_lossy().into_owned();
                let (stem, extension) = split(&beside);
                if stem.eq_ignore_ascii_case(&parts.stem) && KNOWN[1..5].contains(&extension.as_str()) {
                    parts.files.insert(extension, fs::read(entry.path()).map_err(refused)?);
                }
            }
        }
        Ok(input)
    }

    /// Takes bytes for a file of this name. A `.shp` alone lacks its table: put the files into an archive.
    ///
    /// # Errors
    /// An archive that is damaged, or that holds no boundaries.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Input, Remark> {
        let (stem, extension) = split(name);
        let layers = if bytes.starts_with(b"PK") {
            unpack(name, &bytes)?
        } else {
            // What a file is, its first bytes say; the extension may be wrong.
            let is_shape = bytes.starts_with(&9994i32.to_be_bytes());
            let extension = if is_shape { "shp".to_owned() } else { extension };
            vec![Parts { stem, files: BTreeMap::from([(extension, bytes)]) }]
        };
        Ok(Input { name: name.to_owned(), layers })
    }

    /// The names of the layers it holds: one, except for archives.
    pub fn layers(&self) -> Vec<&str> {
        self.layers.iter().map(|parts| parts.stem.as_str()).collect()
    }

    /// Reads the layer of this name, or the only one.
    pub(super) fn layer(&self, wanted: Option<&str>) -> Result<Layer, Remark> {
        let fits = |parts: &&Parts| wanted.is_none_or(|w| parts.stem.to_lowercase().contains(&w.to_lowercase()));
        let exact = self.layers.iter().find(|parts| wanted.is_some_and(|w| parts.stem.eq_ignore_ascii_case(w)));
        let mut fitting = self.layers.iter().filter(fits);
        let parts = match (exact, fitting.next(), fitting.next()) {
            (Some(parts), _, _) | (None, Some(parts), None) => parts,
            _ => {
                let names = self.layers().join(", ");
                let remark = Remark::new(&kinds::WHICH_LAYER, self.name.as_str());
                return Err(remark.found(wanted.unwrap_or("–")).expected(names));
            }
        };
        if parts.has("shp") {
            return shp::read(parts);
        }
        let extension = parts.files.keys().next().map_or("", String::as_str);
        let (file, bytes) = (parts.name(extension), parts.get(extension));
        let text = match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
            Ok(text) => text,
            Err(_) => return Err(Remark::new(&kinds::UNREADABLE, file).found(start_of(bytes)).expected("UTF-8, JSON")),
        };
        if topojson::is_topology(text) { topojson::read(&file, text) } else { geojson::read(&file, text) }
    }
}

/// The first bytes of a file, for people.
fn start_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..24.min(bytes.len())).unwrap_or(&[])).into_owned()
}

/// Stem and extension of a file name, without folders; the extension in lower case.
fn split(name: &str) -> (String, String) {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (stem, extension) = last.rsplit_once('.').unwrap_or((last, ""));
    (stem.to_owned(), extension.to_lowercase())
}

fn unpack(name: &str, bytes: &[u8]) -> Result<Vec<Parts>, Remark> {
    let damaged = |why: String| Remark::new(&kinds::UNREADABLE, name).found(why).expected("zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(e.to_string()))?;
    let mut layers: BTreeMap<(String, bool), Parts> = BTreeMap::new();
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(|e| damaged(e.to_string()))?;
        let path = entry.name().to_owned();
        let (stem, extension) = split(&path);
        if entry.is_dir() || path.starts_with("__MACOSX/") || !KNOWN.contains(&extension.as_str()) {
            continue;
        }
        let mut content = Vec::new();
        entry.take(LARGEST + 1).read_to_end(&mut content).map_err(|e| damaged(format!("{path}: {e}")))?;
        if content.len() as u64 > LARGEST {
            return Err(Remark::new(&kinds::TOO_LARGE, path).found("> 2 GiB"));
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let alone = ALONE.contains(&extension.as_str());
        let group = (format!("{folder}/{}", if alone { path.clone() } else { stem.to_lowercase() }), alone);
        let parts = layers.entry(group).or_default();
        parts.stem = stem;
        parts.files.insert(extension, content);
    }
    let layers: Vec<Parts> = layers.into_values().filter(|p| p.has("shp") || ALONE.iter().any(|e| p.has(e))).collect();
    if layers.is_empty() {
        return Err(Remark::new(&kinds::UNREADABLE, name).found("zip").expected(".shp, .geojson, .topojson"));
    }
    Ok(layers)
}

#[cfg(test)]
mod tests {
    use super::super::shp::tests::{dbf_of, shp};
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn zip_of(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_holds_layers() {
        let ring = vec![(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)];
        let (shapes, table) = (shp(&[vec![ring]]), dbf_of(&["01"]));
        let entries: [(&str, &[u8]); 5] = [
            ("vg/VG250_GEM.shp", &shapes),
            ("vg/VG250_GEM.dbf", &table),
            ("vg/VG250_KRS.SHP", &shapes),
            ("vg/VG250_KRS.DBF", &table),
            ("vg/readme.pdf", b"%PDF"),
        ];
        let input = Input::from_bytes("vg.zip", zip_of(&entries)).unwrap();
        assert_eq!(input.layers(), ["VG250_GEM", "VG250_KRS"]);
        assert_eq!(input.layer(Some("krs")).unwrap().features[0].get("AGS"), "01");
        let error = input.layer(None).unwrap_err();
        assert_eq!((error.kind.id, error.expected.as_str()), ("boundary-which-layer", "VG250_GEM, VG250_KRS"));
        assert!(input.layer(Some("lan")).is_err());
    }

    #[test]
    fn what_holds_no_boundaries_is_named() {
        assert_eq!(Input::from_bytes("a.zip", b"PK\x03\x04rest".to_vec()).unwrap_err().kind.id, "boundary-unreadable");
        let empty = Input::from_bytes("a.zip", zip_of(&[("x.txt", b"")])).unwrap_err();
        assert_eq!(empty.expected, ".shp, .geojson, .topojson");
        let sheet = Input::from_bytes("a.geojson", b"\xff\xfe".to_vec()).unwrap();
        assert_eq!(sheet.layer(None).unwrap_err().kind.id, "boundary-unreadable");
        assert_eq!(Input::open(Path::new("no/such.shp")).unwrap_err().kind.id, "boundary-not-read");
    }
}
