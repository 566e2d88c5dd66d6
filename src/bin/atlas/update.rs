//! `atlas update`: recorded imports once more, with newer files.

use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::publish::import::into::Bundle;
use sozialatlas::publish::import::{Again, update};

use crate::words::{Bar, Format, Language};

#[derive(clap::Args)]
pub struct Update {
    /// Folder of the source bundle
    bundle: PathBuf,
    /// Folder of the newer files; years in their names may differ
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    from: PathBuf,
    /// Writes nothing, only shows what would be done
    #[arg(long, visible_alias = "preview")]
    dry_run: bool,
    /// Imports files too that are the same as last time
    #[arg(long)]
    force: bool,
    /// Removes figures that the newer files no longer have
    #[arg(long)]
    replace: bool,
    /// Writes the report into a file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How remarks are written; json writes one object a line and nothing else
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &Update) -> Result<bool> {
    let mut bundle = Bundle::open(&asked.bundle)?;
    let again = Again { replace: asked.replace, dry: asked.dry_run, force: asked.force };
    let bar = Bar::new("update");
    let reports = update(&mut bundle, &asked.from, again, &mut |done| bar.tell(done));
    bar.end();
    crate::import::tell(&reports?, asked.format, asked.report.as_deref(), asked.lang.into())
}
