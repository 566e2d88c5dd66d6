//! `atlas territory`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueEnum;
use sozialatlas::model::Lang;
use sozialatlas::publish::territory::{From, Options, Outcome, Places, Weight, convert_folder, day_of, status_fault};

use crate::words::{Format, Language, counts, print_all};

#[derive(clap::Args)]
pub struct Territory {
    /// Source bundle (folder or zip archive) with figures of an older territorial status
    source: PathBuf,
    /// Crosswalk: CSV with old, new, weight, date; or a workbook of conversion keys of the BBSR. May be repeated. Without
    /// it, the bundle's own tables of the role "crosswalk"
    #[arg(long)]
    crosswalk: Vec<PathBuf>,
    /// Territorial status of the figures: a day (2019-12-31), "each" for the end of each figure's own year, "declared" for
    /// what the level or the package says
    #[arg(long, default_value = "declared")]
    from: String,
    /// Day whose territory the figures shall have, 2021-07-01
    #[arg(long)]
    to: String,
    /// Boundaries of the new territory (GeoJSON)
    #[arg(long)]
    areas: Option<PathBuf>,
    /// By what counts are shared out
    #[arg(long, value_enum, default_value_t = By::Population)]
    weight: By,
    /// Indicators that are shared out by surface all the same
    #[arg(long, value_delimiter = ',')]
    by_area: Vec<String>,
    /// Parts of an area smaller than this by residents and surface are left aside
    #[arg(long, default_value_t = 0.001)]
    least: f64,
    /// Folder of the converted bundle
    #[arg(long)]
    out: PathBuf,
    /// CSV table of every figure that was summed, shared out, computed anew or lost
    #[arg(long)]
    report: Option<PathBuf>,
    /// Replaces an output that is there already
    #[arg(long)]
    force: bool,
    /// How remarks are written; json writes one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the remarks
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

#[derive(Clone, Copy, ValueEnum)]
enum By {
    Population,
    Area,
}

pub fn run(asked: &Territory) -> Result<bool> {
    let lang: Lang = asked.lang.into();
    let from = match asked.from.as_str() {
        "declared" => Some(From::Declared),
        "each" => Some(From::Each),
        day => day_of(day).map(From::Day),
    };
    let (Some(from), Some(to)) = (from, day_of(&asked.to)) else {
        let bad = if from.is_none() { &asked.from } else { &asked.to };
        return Err(status_fault(bad).into());
    };
    let weight = match asked.weight {
        By::Population => Weight::Population,
        By::Area => Weight::Area,
    };
    let by_area = asked.by_area.iter().cloned().collect();
    let options = Options { from, to, weight, by_area, least: asked.least };
    let walks: Vec<&std::path::Path> = asked.crosswalk.iter().map(PathBuf::as_path).collect();
    let places = Places {
        source: &asked.source,
        walks: &walks,
        areas: asked.areas.as_deref(),
        out: &asked.out,
        report: asked.report.as_deref(),
        force: asked.force,
    };
    let outcome = convert_folder(&places, &options)?;
    let (written, remarks) = match outcome {
        Outcome::Written(converted) => (true, converted.remarks),
        Outcome::Refused(remarks) => (false, remarks),
    };
    let mut out = io::stdout().lock();
    match asked.format {
        Format::Json => remarks.iter().try_for_each(|r| writeln!(out, "{}", r.json(lang)))?,
        Format::Text => {
            print_all(&mut out, &[], &remarks, lang)?;
            writeln!(out, "{}", counts(&[], &remarks, lang))?;
            if written {
                writeln!(out, "{}", asked.out.display())?;
            }
        }
    }
    Ok(written)
}
