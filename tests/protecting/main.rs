//! Disclosure control on whole bundles: what is withheld, what the gate finds, what nobody can see in the output.
#![allow(clippy::unwrap_used)] // a test that cannot build its bundle has failed

mod bundle;
mod corpora;
mod gate;
mod secrets;

use std::collections::BTreeMap;

use sozialatlas::bundle::Memory;
use sozialatlas::bundle::source::placed;
use sozialatlas::publish::Remark;
use sozialatlas::publish::protect::{Asked, Previous, Protected, Reason, Rules, gate, protect};

/// Protects a bundle or fails with what was said.
fn protected(files: &Memory, asked: &Asked) -> Protected {
    match protect(files, asked, &mut |_| ()) {
        Ok(done) => done,
        Err(refused) => panic!("{:?} {:?}", refused.findings, refused.remarks),
    }
}

fn rules(text: &str) -> Rules {
    Rules::read(text, "schutz.json").unwrap()
}

fn asked(text: &str) -> Asked {
    Asked { rules: rules(text), ..Asked::default() }
}

/// What the gate says about what would be published.
fn attacked(files: &Memory, rules: &Rules, previous: Option<&Previous>) -> Vec<Remark> {
    let (read, findings) = placed(files);
    gate(&read.unwrap(), &findings, rules, previous, &mut |_| ())
}

fn ids(remarks: &[Remark]) -> Vec<&'static str> {
    let mut ids: Vec<&str> = remarks.iter().map(|r| r.kind.id).collect();
    ids.dedup();
    ids
}

fn reasons(done: &Protected) -> BTreeMap<Reason, usize> {
    done.report.reasons()
}
