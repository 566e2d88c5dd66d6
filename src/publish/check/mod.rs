//! The full check of a source bundle before it is published: everything that the reader in the browser need not know.
//!
//! The reader's own findings come first; what follows here looks again at the manifest, at the tables as they are
//! written, at boundaries, catalogue, planning areas and crosswalks, and at what the figures give away. Codes are
//! explained in `docs/findings.md`.

mod catalogue;
mod fitness;
mod hidden;
mod keys;
pub(in crate::publish) mod kinds;
mod links;
mod manifest;
mod notes;
mod periods;
mod plausible;
mod rings;
mod schema;
mod secrets;
mod sets;
mod shapes;
pub(in crate::publish) mod sheets;
mod tables;
mod walks;

pub(in crate::publish) use kinds::{BOUNDARIES, CONTENTS, FILES, PLAUSIBLE, SECRETS};

use crate::bundle::source::{Read, Source, read};
use crate::bundle::{Files, Finding, Findings, Severity};
use crate::publish::Remark;

use notes::Notes;
use sheets::Package;

/// A source bundle as it was read, and everything that was found.
#[derive(Clone, Debug)]
pub struct Validated {
    /// The bundle and the findings of the reader, with those of its codes that only the full check makes.
    pub read: Read,
    /// What else was found, errors first.
    pub remarks: Vec<Remark>,
}

impl Validated {
    /// Whether an error is among the findings: such a bundle must not be published.
    pub fn has_errors(&self) -> bool {
        self.read.has_errors() || self.remarks.iter().any(|r| r.kind.severity == Severity::Error)
    }
}

/// Reads a source bundle and checks it in full.
///
/// What could not be read is not checked further: one fault gives one finding, not twenty.
pub fn check(files: &dyn Files) -> Validated {
    let mut read = read(files);
    let mut notes = Notes::default();
    if let Some(package) = Package::open(files) {
        manifest::check(&package, &mut notes);
        links::check(&package, &mut notes);
        for resource in &package.resources {
            if let Some(sheet) = &resource.sheet {
                tables::check(resource, sheet, &mut notes);
                schema::check(&package, resource, sheet, &mut notes);
            }
        }
        keys::check(&package, &mut notes);
        sets::check(&package, &mut notes);
        walks::check(&package, &mut notes);
        catalogue::check_table(&package, &mut notes);
        fitness::check(&package, &mut notes);
        if let Some(source) = &read.source {
            keys::check_source(&package, source, &mut notes);
            shapes::check(&package, source, &mut notes);
            catalogue::check(&package, source, &mut notes);
            periods::check(&package, source, &mut notes);
            secrets::check(&package, source, &mut notes);
            hidden::check(source, &mut notes);
            plausible::check(&package, source, &mut notes);
        }
        notes.locate(&package);
    }
    let (findings, remarks) = notes.finish(&read.findings);
    read.findings = merged(std::mem::take(&mut read.findings), findings);
    Validated { read, remarks }
}

/// What can be computed about the fitness of each indicator: coverage of areas and years, territorial status, breaks,
/// missing cells, definition, source and licence. For people who fill in the fitness check; all of it for information.
pub fn fitness_hints(source: &Source) -> Vec<Remark> {
    fitness::hints(source)
}

fn merged(own: Vec<Finding>, further: Vec<Finding>) -> Vec<Finding> {
    let mut all = Findings::default();
    own.into_iter().chain(further).for_each(|finding| all.add(finding));
    all.into_list()
}
