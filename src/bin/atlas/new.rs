//! `atlas new`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::new;

use crate::words::Language;

#[derive(clap::Args)]
pub struct New {
    /// Folder to make
    name: PathBuf,
    /// Title of the atlas
    #[arg(long)]
    title: Option<String>,
    /// Language of what is printed; the explanations in the folder are German
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &New) -> Result<bool> {
    let files = new(&asked.name, asked.title.as_deref())?;
    let mut out = io::stdout().lock();
    let folder = asked.name.display();
    files.iter().try_for_each(|file| writeln!(out, "{folder}/{file}"))?;
    match asked.lang.into() {
        Lang::En => writeln!(out, "Next: read {folder}/LIESMICH.md; then import boundaries with atlas import."),
        _ => writeln!(out, "Weiter: {folder}/LIESMICH.md lesen; dann mit atlas import die Grenzen importieren."),
    }?;
    Ok(true)
}
