//! `atlas build`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::{BuildError, BuildOptions, Keeping, build};

use crate::words::{Language, counts, print_all};

#[derive(clap::Args)]
pub struct Build {
    /// Folder or zip archive with a datapackage.json
    source: PathBuf,
    /// Folder to write; it is replaced as a whole and only at the end
    #[arg(long)]
    out: PathBuf,
    /// Replaces a compiled bundle that is there already; its editions stay beside the new one
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    editions: Editions,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

/// What becomes of earlier editions.
#[derive(clap::Args)]
pub struct Editions {
    /// Replaces the same edition by other content: only while nobody has seen it
    #[arg(long)]
    draft: bool,
    /// Gives an earlier edition up; links to it show the newest one and say so
    #[arg(long, value_name = "EDITION")]
    forget: Vec<String>,
    /// Gives all earlier editions up
    #[arg(long)]
    forget_all: bool,
}

impl Editions {
    pub fn keeping(&self) -> Keeping {
        Keeping { draft: self.draft, forget: self.forget.clone(), forget_all: self.forget_all }
    }
}

pub fn run(asked: &Build) -> Result<bool> {
    let lang = asked.lang.into();
    let options = BuildOptions { force: asked.force, keeping: asked.editions.keeping() };
    let built = match build(&asked.source, &asked.out, &options) {
        Ok(built) => built,
        Err(BuildError::Findings(found)) => {
            print_all(&mut io::stderr().lock(), &found.read.findings, &found.remarks, lang)?;
            eprintln!("{}", counts(&found.read.findings, &found.remarks, lang));
            return Ok(false);
        }
        Err(BuildError::Other(error)) => return Err(error),
    };
    print_all(&mut io::stderr().lock(), &built.findings, &built.remarks, lang)?;
    let mut stdout = io::stdout().lock();
    for part in &built.parts {
        writeln!(stdout, "{:>9}  {}", part.bytes.len(), part.path)?;
    }
    let total: usize = built.parts.iter().map(|p| p.bytes.len()).sum();
    writeln!(stdout, "{total:>9}  {} ({})", asked.out.display(), built.parts.len())?;
    if !built.editions.is_empty() {
        let editions = built.editions.join(", ");
        match lang {
            Lang::En => eprintln!("earlier editions kept: {editions}"),
            _ => eprintln!("Frühere Ausgaben bleiben: {editions}"),
        }
    }
    Ok(true)
}
