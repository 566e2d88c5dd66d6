//! The command line of a publisher: arguments in, words out. What it does is in `publish`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand, ValueEnum};
use serde_json::json;
use sozialatlas::bundle::compiled::compile;
use sozialatlas::bundle::source::read;
use sozialatlas::bundle::{Finding, Severity};
use sozialatlas::model::Lang;
use sozialatlas::publish::{BuildError, Server, Site, build, compute, finish, inspect, open};
use sozialatlas::query::compute::{ComputeError, compute as run, method, methods};

/// Validates, compiles and serves bundles of the atlas.
///
/// Exit status: 0 no errors (warnings are allowed), 1 errors, 2 wrong usage.
#[derive(Parser)]
#[command(name = "atlas", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists everything that is odd about a source bundle
    Validate {
        /// Folder or zip archive with a datapackage.json
        source: PathBuf,
        /// How findings are written; json writes one object a line
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Language of the findings
        #[arg(long, value_enum, default_value_t = Language::De)]
        lang: Language,
    },
    /// Compiles a source bundle into static files
    Build {
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
    },
    /// Shows what a compiled bundle, one of its parts or a source bundle holds, and whether it is whole
    Inspect {
        /// Folder, archive or part
        path: PathBuf,
    },
    /// Computes a statistic from a table, as the atlas does it in the browser
    ///
    /// `atlas compute --list` names the methods, `atlas compute METHOD` without a table tells what one takes.
    Compute(Compute),
    /// Finishes a built site: the first picture in the page, preload links, content security policy
    Finish {
        /// Folder of the site
        #[arg(default_value = "dist")]
        site: PathBuf,
    },
    /// Serves a built site on this computer, for looking at it
    Serve {
        /// Folder of the site
        #[arg(default_value = "dist")]
        site: PathBuf,
        /// Source bundle to compile and serve along, at bundles/NAME/
        #[arg(long)]
        bundle: Option<PathBuf>,
        /// Port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
}

#[derive(clap::Args)]
struct Compute {
    /// Name of the method
    method: Option<String>,
    /// Parameters of the method, as name=value
    parameters: Vec<String>,
    /// CSV table; its first column names the rows
    #[arg(long)]
    input: Option<PathBuf>,
    /// GeoJSON of the rows' areas, for methods that need neighbours
    #[arg(long)]
    shapes: Option<PathBuf>,
    /// Property of the shapes that equals the table's first column
    #[arg(long)]
    key: Option<String>,
    /// Which rows are neighbours by their shapes: queen, rook, nearest:4, within:25 (km)
    #[arg(long, default_value = "queen")]
    links: String,
    /// Gaps between shapes that are closed, in units of their coordinates
    #[arg(long, default_value_t = 0.0)]
    snap: f64,
    /// JSON object that lists each row's neighbours, in the place of shapes
    #[arg(long, conflicts_with = "shapes")]
    neighbours: Option<PathBuf>,
    /// Names all methods
    #[arg(long)]
    list: bool,
    /// How the answer is written; json repeats every parameter
    #[arg(long, value_enum, default_value_t = Output::Text)]
    format: Output,
    /// Language of errors
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

#[derive(Clone, Copy, ValueEnum)]
enum Output {
    Text,
    Csv,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
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

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Validate { source, format, lang } => validate(&source, format, lang.into()),
        Command::Build { source, out, force, lang } => build_to(&source, &out, force, lang.into()),
        Command::Inspect { path } => show(&path),
        Command::Compute(asked) => statistic(&asked),
        Command::Finish { site } => finish(&site).map(|()| true),
        Command::Serve { site, bundle, port } => serve(&site, bundle.as_deref(), port),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            // Whoever reads us through a pipe may stop reading, as `head` does.
            if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
                return ExitCode::SUCCESS;
            }
            eprintln!("atlas: {error:#}");
            ExitCode::from(1)
        }
    }
}

fn validate(source: &Path, format: Format, lang: Lang) -> Result<bool> {
    let found = read(open(source)?.as_ref());
    let mut out = io::stdout().lock();
    match format {
        Format::Json => found.findings.iter().try_for_each(|f| writeln!(out, "{}", as_json(f, lang)))?,
        Format::Text => {
            print_findings(&mut out, &found.findings, lang)?;
            writeln!(out, "{}", summary(&found.findings, lang))?;
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
        "message": finding.message(lang),
    })
}

fn print_findings(out: &mut impl Write, findings: &[Finding], lang: Lang) -> io::Result<()> {
    for finding in findings {
        let grade = match (finding.severity, lang) {
            (severity, Lang::En) => severity.id(),
            (Severity::Error, _) => "Fehler",
            (Severity::Warning, _) => "Warnung",
            (Severity::Info, _) => "Hinweis",
        };
        let place = Some(finding.place(lang)).filter(|p| !p.is_empty()).map(|p| p + ": ").unwrap_or_default();
        writeln!(out, "{grade} [{}] {place}{}", finding.code, finding.message(lang))?;
    }
    Ok(())
}

fn summary(findings: &[Finding], lang: Lang) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let (errors, warnings, hints) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    match lang {
        Lang::En => format!("errors: {errors}, warnings: {warnings}, hints: {hints}"),
        _ => format!("Fehler: {errors}, Warnungen: {warnings}, Hinweise: {hints}"),
    }
}

fn build_to(source: &Path, out: &Path, force: bool, lang: Lang) -> Result<bool> {
    let built = match build(source, out, force) {
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
    writeln!(stdout, "{total:>9}  {} ({})", out.display(), built.parts.len())?;
    Ok(true)
}

fn show(path: &Path) -> Result<bool> {
    let found = inspect(path)?;
    let mut stdout = io::stdout().lock();
    found.lines.iter().try_for_each(|line| writeln!(stdout, "{line}"))?;
    found.damages.iter().for_each(|damage| eprintln!("atlas: {damage}"));
    Ok(found.damages.is_empty())
}

fn statistic(asked: &Compute) -> Result<bool> {
    let mut stdout = io::stdout().lock();
    let lang = asked.lang.into();
    let Some(name) = asked.method.as_deref().filter(|_| !asked.list) else {
        write!(stdout, "{}", compute::list(methods()))?;
        return Ok(asked.list);
    };
    let Some(known) = method(name) else { bail!(ComputeError::UnknownMethod { name: name.to_owned() }.message(lang)) };
    let Some(table) = &asked.input else {
        write!(stdout, "{}", compute::describe(known))?;
        return Ok(asked.parameters.is_empty());
    };
    let inputs = compute::Inputs {
        table,
        shapes: asked.shapes.as_deref(),
        key: asked.key.as_deref(),
        links: &asked.links,
        snap: asked.snap,
        neighbours: asked.neighbours.as_deref(),
    };
    let request = compute::request(name, &asked.parameters, &inputs, lang)?;
    print_findings(&mut io::stderr().lock(), &request.findings, lang)?;
    let mut progress = Progress::default();
    let answer = match run(&request.request, &mut |done| progress.tell(done)) {
        Ok(answer) => answer,
        Err(error) => bail!(compute::reason(&error, &request, lang)),
    };
    progress.end();
    match asked.format {
        Output::Text => write!(stdout, "{}", compute::as_text(&request.request, &answer))?,
        Output::Csv => write!(stdout, "{}", compute::as_csv(&request.request, &answer))?,
        Output::Json => writeln!(stdout, "{:#}", compute::as_json(&request.request, &answer))?,
    }
    if !answer.dropped.is_empty() {
        let rows: Vec<&str> =
            answer.dropped.iter().filter_map(|r| request.request.units.get(*r)).map(String::as_str).collect();
        match lang {
            Lang::En => eprintln!("{} rows have a gap and took no part: {}", rows.len(), rows.join(", ")),
            _ => eprintln!("{} Zeilen haben eine Lücke und zählen nicht mit: {}", rows.len(), rows.join(", ")),
        }
    }
    Ok(true)
}

/// Says on a terminal how far a long computation is.
#[derive(Default)]
struct Progress {
    shown: Option<u32>,
}

impl Progress {
    fn tell(&mut self, done: f64) {
        let percent = (done * 100.0) as u32;
        if io::stderr().is_terminal() && self.shown != Some(percent) {
            self.shown = Some(percent);
            eprint!("\r{percent:>3} %");
        }
    }

    fn end(&self) {
        if self.shown.is_some() {
            eprint!("\r     \r");
        }
    }
}

fn serve(root: &Path, bundle: Option<&Path>, port: u16) -> Result<bool> {
    let mut site = Site::new(root)?;
    let mut query = String::new();
    if let Some(source) = bundle {
        let found = read(open(source)?.as_ref());
        print_findings(&mut io::stderr().lock(), &found.findings, Lang::De)?;
        let Some(bundle) = found.source.as_ref().filter(|_| !found.has_errors()) else { return Ok(false) };
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let name: String = bundle.catalogue.name.chars().map(plain).collect();
        let name = if name.is_empty() { "bundle".to_owned() } else { name };
        site.add_bundle(&name, compile(bundle)?);
        query = format!("?bundle=bundles/{name}");
    }
    let server = Server::bind(site, port)?;
    println!("{}{query}", server.url()?);
    io::stdout().flush()?;
    server.run();
    Ok(true)
}
