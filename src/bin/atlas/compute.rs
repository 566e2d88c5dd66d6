//! `atlas compute`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::ValueEnum;
use sozialatlas::model::Lang;
use sozialatlas::publish::compute;
use sozialatlas::query::compute::{ComputeError, compute as calculate, method, methods};

use crate::words::{Language, Progress, print_findings};

#[derive(clap::Args)]
pub struct Compute {
    /// Name of the method
    method: Option<String>,
    /// Parameters of the method, as name=value
    parameters: Vec<String>,
    /// CSV table; its first column names the rows
    #[arg(long)]
    input: Option<PathBuf>,
    /// GeoJSON of the rows' areas, for methods that need neighbours
    #[arg(long)]
    shapes: Option<PathBuf>,
    /// Property of the shapes that equals the table's first column
    #[arg(long)]
    key: Option<String>,
    /// Which rows are neighbours by their shapes: queen, rook, nearest:4, within:25 (km)
    #[arg(long, default_value = "queen")]
    links: String,
    /// Gaps between shapes that are closed, in units of their coordinates
    #[arg(long, default_value_t = 0.0)]
    snap: f64,
    /// JSON object that lists each row's neighbours, in the place of shapes
    #[arg(long, conflicts_with = "shapes")]
    neighbours: Option<PathBuf>,
    /// Names all methods
    #[arg(long)]
    list: bool,
    /// How the answer is written; json repeats every parameter
    #[arg(long, value_enum, default_value_t = Output::Text)]
    format: Output,
    /// Language of errors
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Text,
    Csv,
    Json,
}

pub fn run(asked: &Compute) -> Result<bool> {
    let mut stdout = io::stdout().lock();
    let lang = asked.lang.into();
    let Some(name) = asked.method.as_deref().filter(|_| !asked.list) else {
        write!(stdout, "{}", compute::list(methods()))?;
        return Ok(asked.list);
    };
    let Some(known) = method(name) else { bail!(ComputeError::UnknownMethod { name: name.to_owned() }.message(lang)) };
    let Some(table) = &asked.input else {
        write!(stdout, "{}", compute::describe(known))?;
        return Ok(asked.parameters.is_empty());
    };
    let inputs = compute::Inputs {
        table,
        shapes: asked.shapes.as_deref(),
        key: asked.key.as_deref(),
        links: &asked.links,
        snap: asked.snap,
        neighbours: asked.neighbours.as_deref(),
    };
    let request = compute::request(name, &asked.parameters, &inputs, lang)?;
    print_findings(&mut io::stderr().lock(), &request.findings, lang)?;
    let mut progress = Progress::default();
    let answer = match calculate(&request.request, &mut |done| progress.tell(done)) {
        Ok(answer) => answer,
        Err(error) => bail!(compute::reason(&error, &request, lang)),
    };
    progress.end();
    match asked.format {
        Output::Text => write!(stdout, "{}", compute::as_text(&request.request, &answer))?,
        Output::Csv => write!(stdout, "{}", compute::as_csv(&request.request, &answer))?,
        Output::Json => writeln!(stdout, "{:#}", compute::as_json(&request.request, &answer))?,
    }
    if !answer.dropped.is_empty() {
        let rows: Vec<&str> =
            answer.dropped.iter().filter_map(|r| request.request.units.get(*r)).map(String::as_str).collect();
        match lang {
            Lang::En => eprintln!("{} rows have a gap and took no part: {}", rows.len(), rows.join(", ")),
            _ => eprintln!("{} Zeilen haben eine Lücke und zählen nicht mit: {}", rows.len(), rows.join(", ")),
        }
    }
    Ok(true)
}
