//! Checking an edition against the key of the publisher that somebody trusts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use ed25519_dalek::VerifyingKey;

use super::{Signature, from_hex, hex, kinds, split};
use crate::bundle::compiled::{Manifest, PartEntry, verify as check};
use crate::bundle::source::sha256;
use crate::bundle::{Files, Severity};
use crate::model::Lang;
use crate::publish::{Folder, Remark};

/// What the check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// The edition.
    pub edition: String,
    /// How many parts are as signed.
    pub whole: usize,
    /// Everything that is not as it should be.
    pub remarks: Vec<Remark>,
}

impl Checked {
    /// Whether the edition is the publisher's: no errors.
    pub fn is_good(&self) -> bool {
        self.remarks.iter().all(|r| r.kind.severity != Severity::Error)
    }
}

/// Checks a compiled bundle: the signature of `atlas.json` by the pinned key, length and SHA-256 of every part, the
/// earlier editions in the same way, and that nothing else lies in the folder.
///
/// # Errors
/// No `atlas.json` in the folder.
pub fn verify(folder: &Path, key: &VerifyingKey) -> Result<Checked> {
    let path = folder.join("atlas.json");
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let (body, signature) = split(&bytes);
    let mut checked = Checked::default();
    let mut listed = BTreeSet::from(["atlas.json".to_owned()]);
    checked.remarks.extend(signed("atlas.json", &body, signature.as_ref(), key));
    checked.manifest("atlas.json", folder, &body, &mut listed);
    let manifest = Manifest::read(&body).unwrap_or_default();
    checked.edition = manifest.edition;
    for edition in manifest.editions.iter().filter(|e| !e.path.contains('/')) {
        let Ok(bytes) = fs::read(folder.join(&edition.path)) else {
            checked.remarks.push(Remark::new(&kinds::ABSENT, &edition.path));
            continue;
        };
        listed.insert(edition.path.clone());
        if edition.path != format!("atlas.{}.json", sha256(&bytes)) {
            let remark = Remark::new(&kinds::DAMAGED, &edition.path).found(sha256(&bytes));
            checked.remarks.push(remark.expected(&edition.path));
        }
        let (body, signature) = split(&bytes);
        match signature {
            // The newer manifest names its SHA-256, so it is covered; it was published before there was a key.
            None => checked.remarks.push(Remark::new(&kinds::EDITION_UNSIGNED, &edition.path).found(&edition.id)),
            Some(_) => checked.remarks.extend(signed(&edition.path, &body, signature.as_ref(), key)),
        }
        checked.manifest(&edition.path, folder, &body, &mut listed);
    }
    let unlisted = Folder::open(folder)?.list().into_iter().filter(|file| !listed.contains(file));
    checked.remarks.extend(unlisted.map(|file| Remark::new(&kinds::UNLISTED, file)));
    checked.remarks.sort_by_key(|r| r.kind.severity);
    Ok(checked)
}

/// Everything about the parts of a manifest that is damaged.
pub(super) fn parts(folder: &Path, manifest: &[u8]) -> Vec<Remark> {
    let mut checked = Checked::default();
    checked.manifest("atlas.json", folder, manifest, &mut BTreeSet::new());
    checked.remarks
}

impl Checked {
    /// Checks every part of a manifest and its indexes.
    fn manifest(&mut self, name: &str, folder: &Path, bytes: &[u8], listed: &mut BTreeSet<String>) {
        let mut manifest = match Manifest::read(bytes) {
            Ok(manifest) => manifest,
            Err(error) => {
                self.remarks.push(Remark::new(&kinds::UNREADABLE, name).found(error.message(Lang::En)));
                return;
            }
        };
        let mut place = 0;
        while let Some(entry) = manifest.parts.get(place).cloned() {
            place += 1;
            // Editions share what did not change.
            let again = !listed.insert(entry.path.clone());
            match part(folder, &entry) {
                Err(remark) if !again => self.remarks.push(remark),
                Err(_) => {}
                Ok(bytes) => {
                    self.whole += usize::from(!again);
                    if entry.role.starts_with("index:") && manifest.add_index(&entry.path, &bytes).is_err() {
                        self.remarks.push(Remark::new(&kinds::UNREADABLE, &entry.path).found(&entry.role));
                    }
                }
            }
        }
    }
}

fn part(folder: &Path, entry: &PartEntry) -> Result<Vec<u8>, Remark> {
    let bytes = fs::read(folder.join(&entry.path)).map_err(|_| Remark::new(&kinds::ABSENT, &entry.path))?;
    let words = |length: u64, hash: String| format!("{length} bytes, SHA-256 {hash}");
    check(entry, &bytes).map_err(|_| {
        let remark = Remark::new(&kinds::DAMAGED, &entry.path).found(words(bytes.len() as u64, sha256(&bytes)));
        remark.expected(words(entry.bytes, hex(&entry.sha256)))
    })?;
    Ok(bytes)
}

/// What is wrong with a signature.
fn signed(name: &str, body: &[u8], signature: Option<&Signature>, key: &VerifyingKey) -> Option<Remark> {
    let pinned = hex(key.as_bytes());
    let Some(signature) = signature else { return Some(Remark::new(&kinds::UNSIGNED, name).expected(pinned)) };
    if signature.key != pinned {
        return Some(Remark::new(&kinds::OTHER_KEY, name).found(&signature.key).expected(pinned));
    }
    let value = from_hex(&signature.value).and_then(|v| ed25519_dalek::Signature::from_slice(&v).ok());
    let good = value.is_some_and(|value| key.verify_strict(body, &value).is_ok());
    (!good).then(|| Remark::new(&kinds::WRONG, name))
}
