//! `atlas new`: a source bundle to start from, small, whole, and explained.

use std::path::Path;

use anyhow::{Context, Result};

use super::{Kind, Remark};
use crate::bundle::Severity::Error;
use crate::bundle::source::sha256;

/// The folder is there already.
pub static FOLDER_EXISTS: Kind = Kind {
    id: "new-folder-exists",
    severity: Error,
    de: "Den Ordner gibt es schon, und er ist nicht leer.",
    next_de: "Einen anderen Namen wählen; vorhandene Ordner werden nie überschrieben.",
    en: "The folder exists and is not empty.",
    next_en: "Choose another name; folders that exist are never overwritten.",
};

/// All of this module.
pub(crate) static KINDS: &[&Kind] = &[&FOLDER_EXISTS];

/// The example's files, which go when real boundaries come.
const EXAMPLE: [(&str, &str); 3] = [
    ("gebiete_beispiel.geojson", include_str!("gebiete_beispiel.geojson")),
    ("katalog.csv", include_str!("katalog.csv")),
    ("werte_beispiel.csv", include_str!("werte_beispiel.csv")),
];

/// Makes a source bundle in a folder that does not exist yet or is empty: a manifest, a catalogue, invented figures of
/// four invented areas, and an explanation of every file and column. It passes `atlas validate` and `atlas build`.
///
/// # Errors
/// A folder that holds something; failures of the file system.
pub fn new(folder: &Path, title: Option<&str>) -> Result<Vec<String>> {
    let name = folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if folder.exists() && std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Remark::new(&FOLDER_EXISTS, folder.display().to_string()).into());
    }
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let title = title.map_or_else(|| format!("Sozialatlas {name}"), str::to_owned);
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let manifest = include_str!("datapackage.json")
        .replace("\"NAME\"", &quoted(&super::import::slug(&name).replace('_', "-")))
        .replace("\"TITEL\"", &quoted(&title));
    let guide = include_str!("LIESMICH.md").replace("TITEL", &title.replace(['\n', '\r'], " "));
    let hashes: Vec<String> =
        EXAMPLE.iter().map(|(path, text)| format!("    \"{path}\": \"{}\"", sha256(text.as_bytes()))).collect();
    let record = format!(
        "{{\n  \"format\": 1,\n  \"imports\": [],\n  \"catalogue\": {{}},\n  \"example\": {{\n{}\n  }}\n}}\n",
        hashes.join(",\n")
    );
    let mut files = vec![("LIESMICH.md", guide.as_str()), ("atlas-import.json", record.as_str())];
    files.extend(EXAMPLE);
    // The manifest comes last: without it the folder is no bundle yet.
    files.push(("datapackage.json", manifest.as_str()));
    for (path, text) in &files {
        let full = folder.join(path);
        super::output::write_file(&full, text.as_bytes()).with_context(|| full.display().to_string())?;
    }
    Ok(files.into_iter().map(|(path, _)| path.to_owned()).collect())
}
