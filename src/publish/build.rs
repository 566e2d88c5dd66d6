//! Compiling a source bundle into a folder that any static host can serve.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::editions::{Keeping, Kept, keep};
use super::output::OVER_SOURCE;
use super::protect::{Previous, Rules, gate_of};
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
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BuildOptions {
    /// Replaces an output that is there already.
    pub force: bool,
    /// What becomes of the editions before this one.
    pub keeping: Keeping,
    /// What must not be published, beyond what the source declares.
    pub rules: Rules,
    /// An edition that readers know, besides the one in the output folder.
    pub previous: Option<PathBuf>,
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
/// Before anything is compiled an attacker is let loose on what would be published ([`gate_of`]).
///
/// # Errors
/// Errors in the source; confidential figures that it gives away; an output folder that holds something else; the same edition with another content; failures
/// of the file system.
pub fn build(source: &Path, out: &Path, options: &BuildOptions) -> Result<Built, BuildError> {
    build_telling(source, out, options, &mut |_| ())
}

/// [`build`], with `progress` told how far the attacker is.
///
/// # Errors
/// As [`build`].
pub fn build_telling(
    source: &Path,
    out: &Path,
    options: &BuildOptions,
    progress: &mut dyn FnMut(f64),
) -> Result<Built, BuildError> {
    apart(source, out)?;
    let output = Output::begin(out, "atlas.json", options.force)?;
    let mut previous = |_: &str| output.previous().map(Path::to_owned);
    let Prepared { parts, findings, remarks, kept } = prepare(source, options, &mut previous, progress)?;
    for part in &parts {
        output.write(&part.path, &part.bytes)?;
    }
    kept.write(output.folder())?;
    output.commit()?;
    Ok(Built { parts, findings, remarks, editions: kept.editions })
}

/// A bundle that may be published: validated, compiled, compared with what is there.
pub(super) struct Prepared {
    pub parts: Vec<Part>,
    pub findings: Vec<Finding>,
    pub remarks: Vec<Remark>,
    pub kept: Kept,
}

/// Does everything but writing. Whatever publishes a bundle goes through here, so that no check is left out. `previous`
/// tells where the output of a bundle of that name is, if there is one.
pub(super) fn prepare(
    source: &Path,
    options: &BuildOptions,
    previous: &mut dyn FnMut(&str) -> Option<PathBuf>,
    progress: &mut dyn FnMut(f64),
) -> Result<Prepared, BuildError> {
    let files = open(source)?;
    let mut found = check(files.as_ref());
    let name = found.read.source.as_ref().map(|s| s.catalogue.name.clone()).unwrap_or_default();
    let previous = previous(&name);
    if !found.has_errors()
        && let Some(bundle) = &found.read.source
    {
        let known = known_before(options, previous.as_deref())?;
        found.remarks.extend(gate_of(files.as_ref(), bundle, &options.rules, known.as_ref(), progress));
    }
    let Some(bundle) = found.read.source.as_ref().filter(|_| !found.has_errors()) else {
        return Err(BuildError::Findings(Box::new(found)));
    };
    let mut parts = compile(bundle).context("compile")?;
    let kept = match &previous {
        Some(previous) => keep(previous, &mut parts, &options.keeping)?,
        None => Kept::default(),
    };
    Ok(Prepared { parts, findings: found.read.findings, remarks: found.remarks, kept })
}

/// What readers of an earlier edition know: of the one that is named, else of the one in the output folder.
fn known_before(options: &BuildOptions, previous: Option<&Path>) -> Result<Option<Previous>, anyhow::Error> {
    match (&options.previous, previous) {
        (Some(path), _) => Previous::open(path).map(Some),
        // A damaged one is replaced, and has been read by nobody.
        (None, Some(folder)) => Ok(Previous::open(folder).ok()),
        (None, None) => Ok(None),
    }
}

/// Refuses an output folder that holds the source: replacing it would remove what people wrote.
pub(super) fn apart(source: &Path, out: &Path) -> Result<(), anyhow::Error> {
    let (Ok(source), Ok(out)) = (source.canonicalize(), out.canonicalize()) else { return Ok(()) };
    match source.starts_with(&out) {
        true => Err(Remark::new(&OVER_SOURCE, out.display().to_string()).found(source.display()).into()),
        false => Ok(()),
    }
}
