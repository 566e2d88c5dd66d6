//! `atlas build`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::publish::{BuildError, build};

use crate::words::{Language, print_findings, summary};

#[derive(clap::Args)]
pub struct Build {
    /// Folder or zip archive with a datapackage.json
    source: PathBuf,
    /// Folder to write; it is replaced as a whole and only at the end
    #[arg(long)]
    out: PathBuf,
    /// Replaces a compiled bundle that is there already
    #[arg(long)]
    force: bool,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &Build) -> Result<bool> {
    let lang = asked.lang.into();
    let built = match build(&asked.source, &asked.out, asked.force) {
        Ok(built) => built,
        Err(BuildError::Findings(findings)) => {
            print_findings(&mut io::stderr().lock(), &findings, lang)?;
            eprintln!("{}", summary(&findings, lang));
            return Ok(false);
        }
        Err(BuildError::Other(error)) => return Err(error),
    };
    print_findings(&mut io::stderr().lock(), &built.findings, lang)?;
    let mut stdout = io::stdout().lock();
    for part in &built.parts {
        writeln!(stdout, "{:>9}  {}", part.bytes.len(), part.path)?;
    }
    let total: usize = built.parts.iter().map(|p| p.bytes.len()).sum();
    writeln!(stdout, "{total:>9}  {} ({})", asked.out.display(), built.parts.len())?;
    Ok(true)
}
