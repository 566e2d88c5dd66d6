//! `atlas protect`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sozialatlas::bundle::Severity;
use sozialatlas::model::Lang;
use sozialatlas::publish::protect::{Asked, Method, Previous, Protected, Refused, Report, Rules, protect, write};
use sozialatlas::publish::{Remark, open};

use crate::words::{Language, Progress, print_findings};

/// Makes a source bundle that may be published of one with confidential figures
///
/// Counts below the declared minimum are withheld (`.`), and with them whatever else would give them away: parts of the
/// same sums, rates, the same area on another level. The result is attacked before it is written. Everything happens on
/// this computer. See docs/disclosure.md.
#[derive(clap::Args)]
pub struct Protect {
    /// Folder or zip archive with a datapackage.json and confidential figures
    source: PathBuf,
    /// Folder for the protected source bundle
    #[arg(long)]
    out: PathBuf,
    /// Rules beyond those that the source declares (schutz.json)
    #[arg(long)]
    rules: Option<PathBuf>,
    /// The edition that is published already, compiled or as source
    #[arg(long)]
    previous: Option<PathBuf>,
    /// Writes what was withheld and why; the report must stay in the office
    #[arg(long)]
    report: Option<PathBuf>,
    /// `suppress` withholds cells, `round:5` rounds counts to multiples of 5
    #[arg(long, default_value = "suppress", value_parser = method)]
    method: Method,
    /// Replaces a protected source and a report that are there already
    #[arg(long)]
    force: bool,
    /// Language of remarks and report
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

/// More remarks of one kind than this tell nothing new.
const LISTED: usize = 20;

fn method(text: &str) -> Result<Method, String> {
    let base = text.strip_prefix("round:").and_then(|n| n.parse::<u32>().ok()).filter(|n| (2..=1000).contains(n));
    match (text, base) {
        ("suppress", _) => Ok(Method::Suppress),
        (_, Some(base)) => Ok(Method::Round(base)),
        _ => Err("suppress, round:3, round:5, round:10".to_owned()),
    }
}

pub fn run(asked: &Protect) -> Result<bool> {
    let lang: Lang = asked.lang.into();
    if let Some(report) = &asked.report {
        write::apart(report, &asked.out)?;
        if report.exists() && !asked.force {
            bail!(write::exists(report));
        }
    }
    let Some(rules) = read_rules(asked.rules.as_deref(), lang)? else { return Ok(false) };
    let previous = asked.previous.as_deref().map(Previous::open).transpose()?;
    let source = open(&asked.source)?;
    let mut progress = Progress::default();
    let wish = Asked { rules, previous, method: asked.method };
    let done = protect(source.as_ref(), &wish, &mut |share| progress.tell(share));
    progress.end();
    match done {
        Ok(Protected { files, remarks, report }) => {
            print_remarks(&remarks, lang)?;
            write::folder(&asked.source, &asked.out, &files, asked.force)?;
            keep(asked, &report, lang)?;
            print_result(asked, &report, lang)?;
            Ok(true)
        }
        Err(refused) => {
            let Refused { findings, remarks, report } = *refused;
            print_findings(&mut io::stderr().lock(), &findings, lang)?;
            print_remarks(&remarks, lang)?;
            if let Some(report) = report {
                keep(asked, &report, lang)?;
            }
            let nothing = if lang == Lang::En { "Nothing was written to" } else { "Nichts geschrieben nach" };
            eprintln!("{nothing} {}.", asked.out.display());
            Ok(false)
        }
    }
}

/// Reads a file of rules; `None` if there is one that is wrong, of which everything was said.
pub fn read_rules(path: Option<&Path>, lang: Lang) -> Result<Option<Rules>> {
    let Some(path) = path else { return Ok(Some(Rules::default())) };
    let name = path.display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    match Rules::read(&text, &name) {
        Ok(rules) => Ok(Some(rules)),
        Err(remarks) => {
            print_remarks(&remarks, lang)?;
            Ok(None)
        }
    }
}

fn keep(asked: &Protect, report: &Report, lang: Lang) -> Result<()> {
    match &asked.report {
        Some(path) => write::file(path, report.markdown(lang).as_bytes()),
        None => Ok(()),
    }
}

/// Remarks, graver ones first; what only informs stays out of the way of what must be read.
fn print_remarks(remarks: &[Remark], lang: Lang) -> io::Result<()> {
    let mut out = io::stderr().lock();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for remark in remarks.iter().filter(|r| r.kind.severity == severity) {
            let count = shown.entry(remark.kind.id).or_default();
            *count += 1;
            if *count <= LISTED {
                writeln!(out, "{}", remark.line(lang))?;
            }
        }
        for (kind, count) in shown.into_iter().filter(|(_, count)| *count > LISTED) {
            match lang {
                Lang::En => writeln!(out, "… and {} more [{kind}]", count - LISTED)?,
                _ => writeln!(out, "… und {} weitere [{kind}]", count - LISTED)?,
            }
        }
    }
    Ok(())
}

fn print_result(asked: &Protect, report: &Report, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let (cells, left) = report.cells();
    let withheld: usize = report.reasons().values().sum();
    let target = asked.out.display();
    match lang {
        Lang::En => writeln!(out, "{target}: {withheld} of {cells} figures withheld, {left} left.")?,
        _ => writeln!(out, "{target}: {withheld} von {cells} Zahlen gesperrt, {left} bleiben.")?,
    }
    if let Some(path) = &asked.report {
        match lang {
            Lang::En => writeln!(out, "{}: reasons; keep it in the office.", path.display())?,
            _ => writeln!(out, "{}: Gründe; im Haus behalten.", path.display())?,
        }
    }
    Ok(())
}
