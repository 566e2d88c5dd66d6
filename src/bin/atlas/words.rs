//! What all commands share: languages, formats, findings in words, progress on a terminal.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use sozialatlas::bundle::{Finding, Severity};
use sozialatlas::model::Lang;
use sozialatlas::publish::Remark;

/// How findings are written.
#[derive(Clone, Copy, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// Language of what is written.
#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    De,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::De => Lang::De,
            Language::En => Lang::En,
        }
    }
}

/// The language of a message that ends a command, whichever it was: `--lang en`, or German.
pub fn asked_language() -> Lang {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let english =
        |pair: &[String]| pair.first().is_some_and(|o| o == "--lang") && pair.get(1).is_some_and(|l| l == "en");
    if words.iter().any(|w| w == "--lang=en") || words.windows(2).any(english) { Lang::En } else { Lang::De }
}

/// Writes findings, one a line.
pub fn print_findings(out: &mut impl Write, findings: &[Finding], lang: Lang) -> io::Result<()> {
    findings.iter().try_for_each(|finding| writeln!(out, "{}", line(finding, lang)))
}

fn line(finding: &Finding, lang: Lang) -> String {
    let grade = match (finding.severity, lang) {
        (severity, Lang::En) => severity.id(),
        (Severity::Error, _) => "Fehler",
        (Severity::Warning, _) => "Warnung",
        (Severity::Info, _) => "Hinweis",
    };
    let place = Some(finding.place(lang)).filter(|p| !p.is_empty()).map(|p| p + ": ").unwrap_or_default();
    format!("{grade} [{}] {place}{}", finding.code, finding.message(lang))
}

/// Writes what the reader and the full check found, one a line, graver things first.
pub fn print_all(out: &mut impl Write, findings: &[Finding], remarks: &[Remark], lang: Lang) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let own = findings.iter().filter(|f| f.severity == severity).map(|f| line(f, lang));
        let further = remarks.iter().filter(|r| r.kind.severity == severity).map(|r| r.line(lang));
        own.chain(further).try_for_each(|line| writeln!(out, "{line}"))?;
    }
    Ok(())
}

/// How many there are of each kind.
pub fn summary(findings: &[Finding], lang: Lang) -> String {
    counts(findings, &[], lang)
}

/// How many findings and remarks there are of each severity.
pub fn counts(findings: &[Finding], remarks: &[Remark], lang: Lang) -> String {
    let count = |severity: Severity| {
        let own = findings.iter().filter(|f| f.severity == severity).count();
        own + remarks.iter().filter(|r| r.kind.severity == severity).count()
    };
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    match lang {
        Lang::En => format!("errors: {errors}, warnings: {warnings}, hints: {hints}"),
        _ => format!("Fehler: {errors}, Warnungen: {warnings}, Hinweise: {hints}"),
    }
}

/// Says on a terminal how far a long computation is.
#[derive(Default)]
pub struct Progress {
    shown: Option<u32>,
}

impl Progress {
    /// Shows the share that is done.
    pub fn tell(&mut self, done: f64) {
        let percent = (done * 100.0) as u32;
        if io::stderr().is_terminal() && self.shown != Some(percent) {
            self.shown = Some(percent);
            eprint!("\r{percent:>3} %");
        }
    }

    /// Clears the line.
    pub fn end(&self) {
        if self.shown.is_some() {
            eprint!("\r     \r");
        }
    }
}

/// A bar of a thousand steps on a terminal; nothing where nobody looks.
pub fn bar() -> indicatif::ProgressBar {
    let style = indicatif::ProgressStyle::with_template("{bar:40} {percent:>3} %  {elapsed}");
    let bar = indicatif::ProgressBar::new(1000);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

/// Writes remarks, one a line; graver ones first.
pub fn print_remarks(out: &mut impl Write, remarks: &[Remark], format: Format, lang: Lang) -> io::Result<()> {
    let mut sorted: Vec<&Remark> = remarks.iter().collect();
    sorted.sort_by_key(|r| r.kind.severity);
    for remark in sorted {
        match format {
            Format::Json => writeln!(out, "{}", remark.json(lang))?,
            Format::Text => writeln!(out, "{}", remark.line(lang))?,
        }
    }
    Ok(())
}

/// A progress bar on a terminal; nothing elsewhere.
pub struct Bar(Option<indicatif::ProgressBar>);

impl Bar {
    /// A bar with words before it.
    pub fn new(what: &str) -> Bar {
        let shown = io::stderr().is_terminal().then(|| {
            let bar = indicatif::ProgressBar::new(1000);
            if let Ok(style) = indicatif::ProgressStyle::with_template("{msg} [{bar:40}] {percent:>3} % {elapsed}") {
                bar.set_style(style.progress_chars("=> "));
            }
            bar.set_message(what.to_owned());
            bar
        });
        Bar(shown)
    }

    /// Shows the share that is done.
    pub fn tell(&self, done: f64) {
        if let Some(bar) = &self.0 {
            bar.set_position((done.clamp(0.0, 1.0) * 1000.0) as u64);
        }
    }

    /// Clears the bar.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
