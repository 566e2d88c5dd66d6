//! `atlas validate`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;
use sozialatlas::bundle::Finding;
use sozialatlas::model::Lang;
use sozialatlas::publish::{check, open};

use crate::words::{Format, Language, counts, print_all};

#[derive(clap::Args)]
pub struct Validate {
    /// Folder or zip archive with a datapackage.json
    source: PathBuf,
    /// How findings are written; json writes one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the findings
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &Validate) -> Result<bool> {
    let lang = asked.lang.into();
    let found = check(open(&asked.source)?.as_ref());
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
