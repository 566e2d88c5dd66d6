//! `atlas diff`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::{self, Published};

use crate::words::{Format, Language, print_findings, summary};

#[derive(clap::Args)]
pub struct Diff {
    /// The older edition: a source bundle (folder or zip) or a compiled one (folder or manifest)
    old: PathBuf,
    /// The newer edition
    new: PathBuf,
    /// text is Markdown for people; json is one object a line for machines
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Most rows in each list of the Markdown report; 0 shows all
    #[arg(long, default_value_t = 25)]
    limit: usize,
    /// Ends with status 3 if there are differences other than rounding
    #[arg(long)]
    exit_code: bool,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

/// The status that says "there are differences".
const DIFFERENT: i32 = 3;

pub fn run(asked: &Diff) -> Result<bool> {
    let lang = asked.lang.into();
    let (Some(old), Some(new)) = (open(&asked.old, lang)?, open(&asked.new, lang)?) else { return Ok(false) };
    let diff = publish::Diff::between(&old, &new);
    let mut out = io::BufWriter::new(io::stdout().lock());
    match asked.format {
        Format::Json => diff.json(&new).try_for_each(|line| writeln!(out, "{line}"))?,
        Format::Text => out.write_all(diff.markdown(&old, &new, lang, asked.limit).as_bytes())?,
    }
    out.flush()?;
    if asked.exit_code && !diff.is_empty() {
        std::process::exit(DIFFERENT);
    }
    Ok(true)
}

/// The bundle, or `None` after its errors were printed.
fn open(path: &Path, lang: Lang) -> Result<Option<Published>> {
    let opened = Published::open(path)?;
    if opened.published.is_none() {
        eprintln!("{}:", path.display());
        print_findings(&mut io::stderr().lock(), &opened.findings, lang)?;
        eprintln!("{}", summary(&opened.findings, lang));
    }
    Ok(opened.published)
}
