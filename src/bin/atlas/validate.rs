//! `atlas validate`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;
use sozialatlas::bundle::Finding;
use sozialatlas::model::Lang;
use sozialatlas::publish::protect::gate_of;
use sozialatlas::publish::{Remark, check, fitness_hints, open};

use crate::protect::read_rules;
use crate::words::{Format, Language, Progress, counts, print_all};

#[derive(clap::Args)]
pub struct Validate {
    /// Folder or zip archive with a datapackage.json
    source: PathBuf,
    /// How findings are written; json writes one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Rules of disclosure control beyond those that the source declares (schutz.json)
    #[arg(long)]
    rules: Option<PathBuf>,
    /// Adds what can be computed for the fitness check: coverage, gaps, breaks, missing descriptions
    #[arg(long)]
    fitness: bool,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &Validate) -> Result<bool> {
    let lang = asked.lang.into();
    let Some(rules) = read_rules(asked.rules.as_deref(), lang)? else { return Ok(false) };
    let files = match open(&asked.source) {
        Ok(files) => files,
        Err(error) => match (asked.format, error.downcast_ref::<Remark>()) {
            (Format::Json, Some(remark)) => {
                println!("{}", remark.json(lang));
                return Ok(false);
            }
            _ => return Err(error),
        },
    };
    let mut found = check(files.as_ref());
    if let Some(source) = found.read.source.as_ref().filter(|_| !found.has_errors()) {
        let mut progress = Progress::default();
        let given_away = gate_of(files.as_ref(), source, &rules, None, &mut |share| progress.tell(share));
        progress.end();
        found.remarks.extend(given_away);
        if asked.fitness {
            found.remarks.extend(fitness_hints(source));
        }
    }
    let mut out = io::stdout().lock();
    match asked.format {
        Format::Json => {
            found.read.findings.iter().try_for_each(|f| writeln!(out, "{}", as_json(f, lang)))?;
            found.remarks.iter().try_for_each(|r| writeln!(out, "{}", r.json(lang)))?;
        }
        Format::Text => {
            print_all(&mut out, &found.read.findings, &found.remarks, lang)?;
            writeln!(out, "{}", counts(&found.read.findings, &found.remarks, lang))?;
        }
    }
    Ok(!found.has_errors())
}

fn as_json(finding: &Finding, lang: Lang) -> serde_json::Value {
    json!({
        "severity": finding.severity.id(),
        "code": finding.code.id(),
        "file": finding.file,
        "row": finding.row,
        "column": finding.column,
        "found": finding.found,
        "expected": finding.expected,
        "message": finding.message(lang),
    })
}
