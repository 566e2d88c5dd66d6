//! The options of `atlas import` that concern boundaries.

use std::path::PathBuf;

use anyhow::{Context, Result};
use sozialatlas::publish::import::BordersAsked;

#[derive(clap::Args)]
#[command(next_help_heading = "Boundaries (.shp, .geojson, .topojson, .zip)")]
pub struct Borders {
    /// Title of the level: „Kreise und kreisfreie Städte“
    #[arg(long)]
    title: Option<String>,
    /// Line that the licence asks for: „© GeoBasis-DE / BKG 2021, dl-de/by-2-0“
    #[arg(long)]
    attribution: Option<String>,
    /// Day whose territory the boundaries show (Gebietsstand): 2021-12-31
    #[arg(long, value_name = "DATE")]
    status: Option<String>,
    /// Layer of an archive that holds several
    #[arg(long)]
    layer: Option<String>,
    /// Column of the keys; found by what stands in it if not named
    #[arg(long, value_name = "COLUMN")]
    key: Option<String>,
    /// Column of the names
    #[arg(long, value_name = "COLUMN")]
    name: Option<String>,
    /// Column that says what kind of area it is
    #[arg(long, value_name = "COLUMN")]
    kind: Option<String>,
    /// Coordinate system, if the file does not tell: EPSG:25832
    #[arg(long)]
    system: Option<String>,
    /// Gaps and overlaps up to this many metres are closed [default: 1]
    #[arg(long, value_name = "METRES")]
    snap: Option<String>,
    /// How far simplification may move a border
    #[arg(long, value_name = "METRES")]
    simplify: Option<String>,
    /// How many points shall be left over all borders
    #[arg(long, value_name = "COUNT")]
    points: Option<String>,
    /// Makes larger areas: by so many digits of the key (5), or by a table of old and new keys; may be repeated
    #[arg(long, value_name = "DIGITS|FILE")]
    dissolve: Vec<String>,
    /// Table of keys, names and kinds that replace those of the file
    #[arg(long, value_name = "FILE")]
    names: Option<PathBuf>,
}

impl Borders {
    /// What is asked, with the contents of the tables.
    pub fn asked(&self, level: Option<&str>, only: Option<&str>, force: bool, dry: bool) -> Result<BordersAsked> {
        let mut options = Vec::new();
        let mut put = |name: &str, text: Option<&str>| {
            options.extend(text.map(|text| (name.to_owned(), text.to_owned())));
        };
        put("level", level);
        put("only", only);
        for (name, text) in [
            ("title", &self.title),
            ("attribution", &self.attribution),
            ("status", &self.status),
            ("layer", &self.layer),
            ("key", &self.key),
            ("name", &self.name),
            ("kind", &self.kind),
            ("system", &self.system),
            ("snap", &self.snap),
            ("simplify", &self.simplify),
            ("points", &self.points),
        ] {
            put(name, text.as_deref());
        }
        for step in &self.dissolve {
            let table = if step.parse::<usize>().is_ok() { step.clone() } else { content(step.as_ref())? };
            put("dissolve", Some(&table));
        }
        if let Some(path) = &self.names {
            put("names", Some(&content(path)?));
        }
        Ok(BordersAsked { options, force, dry })
    }
}

fn content(path: &std::path::Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
