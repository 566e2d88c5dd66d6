//! Compiling a source bundle into a folder that any static host can serve.

use std::fmt;
use std::path::Path;

use anyhow::Context;

use super::editions::{Keeping, keep};
use super::output::OVER_SOURCE;
use super::{Output, Remark, Validated, check, open};
use crate::bundle::compiled::{Part, compile};
use crate::bundle::{Finding, Severity};

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// The parts as written, `atlas.json` last.
    pub parts: Vec<Part>,
    /// Warnings and hints about the source.
    pub findings: Vec<Finding>,
    /// What else the full check found.
    pub remarks: Vec<Remark>,
    /// Earlier editions that stay beside this one, latest first.
    pub editions: Vec<String>,
}

/// What a publisher decides about the output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOptions {
    /// Replaces an output that is there already.
    pub force: bool,
    /// What becomes of the editions before this one.
    pub keeping: Keeping,
}

/// Why nothing was built.
#[derive(Debug)]
pub enum BuildError {
    /// The source has errors: everything that was found.
    Findings(Box<Validated>),
    /// Something else: an output folder that is in use, a full disk.
    Other(anyhow::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Findings(found) => {
                let own = found.read.findings.iter().map(|f| f.severity);
                let errors = own.chain(found.remarks.iter().map(|r| r.kind.severity));
                let errors = errors.filter(|s| *s == Severity::Error).count();
                write!(f, "the source has {errors} errors")
            }
            BuildError::Other(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<anyhow::Error> for BuildError {
    fn from(error: anyhow::Error) -> Self {
        BuildError::Other(error)
    }
}

/// Validates and compiles `source` and puts the result at `out`.
///
/// The parts are written to a folder beside `out`, which takes its place at the very end: whoever is interrupted keeps
/// the previous output. An existing `out` is replaced only with `force`, and only if it is a compiled bundle; the
/// editions in it stay beside the new one.
///
/// # Errors
/// Errors in the source; an output folder that holds something else; the same edition with another content; failures
/// of the file system.
pub fn build(source: &Path, out: &Path, options: &BuildOptions) -> Result<Built, BuildError> {
    apart(source, out)?;
    let output = Output::begin(out, "atlas.json", options.force)?;
    let found = check(open(source)?.as_ref());
    let Some(bundle) = found.read.source.as_ref().filter(|_| !found.has_errors()) else {
        return Err(BuildError::Findings(Box::new(found)));
    };
    let mut parts = compile(bundle).context("compile")?;
    let kept = match output.previous() {
        Some(previous) => keep(previous, &mut parts, &options.keeping)?,
        None => Default::default(),
    };
    for part in &parts {
        output.write(&part.path, &part.bytes)?;
    }
    kept.write(output.folder())?;
    output.commit()?;
    Ok(Built { parts, findings: found.read.findings, remarks: found.remarks, editions: kept.editions })
}

/// Refuses an output folder that holds the source: replacing it would remove what people wrote.
pub(super) fn apart(source: &Path, out: &Path) -> Result<(), anyhow::Error> {
    let (Ok(source), Ok(out)) = (source.canonicalize(), out.canonicalize()) else { return Ok(()) };
    match source.starts_with(&out) {
        true => Err(Remark::new(&OVER_SOURCE, out.display().to_string()).found(source.display()).into()),
        false => Ok(()),
    }
}
