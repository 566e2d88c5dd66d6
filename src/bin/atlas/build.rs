//! `atlas build`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::{BuildError, BuildOptions, Keeping, build_telling};

use crate::protect::read_rules;
use crate::words::{Language, Progress, counts, print_all};

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
    /// Rules of disclosure control beyond those that the source declares (schutz.json)
    #[arg(long)]
    rules: Option<PathBuf>,
    /// An edition that readers know already, compiled or as source; the one in the output folder is known anyway
    #[arg(long)]
    previous: Option<PathBuf>,
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
    let Some(rules) = read_rules(asked.rules.as_deref(), lang)? else { return Ok(false) };
    let previous = asked.previous.clone();
    let options = BuildOptions { force: asked.force, keeping: asked.editions.keeping(), rules, previous };
    let mut progress = Progress::default();
    let built = build_telling(&asked.source, &asked.out, &options, &mut |share| progress.tell(share));
    progress.end();
    let built = match built {
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
