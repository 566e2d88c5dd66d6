//! Editions that came before: they stay beside the new one, so that a link opens the figures it was made with.
//!
//! Parts carry their hash in their name, so editions share a folder and the parts that did not change. Only `atlas.json`
//! has a name that stays; the manifest of an earlier edition gets one with its whole SHA-256, so that whoever trusts the
//! newest manifest can check the earlier ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::published::spoken;
use super::{Diff, Kind, Published, Remark};
use crate::bundle::Severity;
use crate::bundle::compiled::{Manifest, Part, PartEntry, verify};
use crate::bundle::source::sha256;
use crate::model::Edition;

static CHANGED: Kind = Kind {
    id: "edition-changed",
    severity: Severity::Error,
    de: "Die Ausgabe „{found}“ ist schon veröffentlicht, und ihr Inhalt wäre jetzt ein anderer: {expected}. Eine Ausgabe ändert sich nie, sonst zeigen Links andere Zahlen als beim Teilen.",
    next_de: "In datapackage.json bei atlas.edition eine neue Ausgabe nennen (zum Beispiel das heutige Datum); „atlas diff ALT NEU“ zeigt die Unterschiede. Nur solange niemand diese Ausgabe gesehen hat: --draft.",
    en: "The edition “{found}” is published already, and its content would be another one now: {expected}. An edition never changes, or links would show other figures than those that were shared.",
    next_en: "Name a new edition in datapackage.json, at atlas.edition (for instance today's date); `atlas diff OLD NEW` shows the differences. Only while nobody has seen this edition: --draft.",
};

static DAMAGED: Kind = Kind {
    id: "edition-damaged",
    severity: Severity::Error,
    de: "Eine frühere Ausgabe ist nicht mehr vollständig: {found}. Erwartet wurde die Datei, wie sie veröffentlicht ist.",
    next_de: "Die Datei von der Webseite oder aus der Sicherung zurückholen; oder mit --forget AUSGABE diese Ausgabe, mit --forget-all alle früheren aufgeben.",
    en: "An earlier edition is no longer whole: {found}. The file as it is published was expected.",
    next_en: "Bring the file back from the web site or the backup; or give that edition up with --forget EDITION, all earlier ones with --forget-all.",
};

pub(crate) static KINDS: &[&Kind] = &[&CHANGED, &DAMAGED];

/// What a publisher decides about earlier editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// The same edition may be replaced by other content: nobody has seen it yet.
    pub draft: bool,
    /// Editions that are given up; their links show the newest one and say so.
    pub forget: Vec<String>,
    /// All earlier editions are given up.
    pub forget_all: bool,
}

/// Earlier editions that go into a new output.
#[derive(Debug, Default)]
pub struct Kept {
    /// Their ids, latest first.
    pub editions: Vec<String>,
    /// Files to copy: path in the bundle and where it is now.
    copies: Vec<(String, PathBuf)>,
    /// Files to write.
    written: Vec<(String, Vec<u8>)>,
}

impl Kept {
    /// Writes what is kept into the folder of the new output.
    ///
    /// # Errors
    /// Failures of the file system.
    pub fn write(&self, folder: &Path) -> Result<()> {
        for (path, from) in &self.copies {
            let to = folder.join(path);
            if !to.exists() {
                fs::create_dir_all(to.parent().unwrap_or(folder)).with_context(|| to.display().to_string())?;
                fs::copy(from, &to).with_context(|| from.display().to_string())?;
            }
        }
        for (path, bytes) in &self.written {
            fs::write(folder.join(path), bytes).with_context(|| path.clone())?;
        }
        Ok(())
    }
}

/// Decides what of the output at `previous` stays beside the new edition `parts`, and names it in their `atlas.json`.
///
/// # Errors
/// A [`Remark`]: the edition is published with another content, an earlier edition is damaged.
pub fn keep(previous: &Path, parts: &mut [Part], keeping: &Keeping) -> Result<Kept> {
    let mut kept = Kept::default();
    let Some(last) = parts.last_mut().filter(|p| p.path == "atlas.json") else { return Ok(kept) };
    let mut manifest = Manifest::read(&last.bytes).map_err(spoken)?;
    if !keeping.forget_all && previous.join("atlas.json").is_file() {
        let editions = chain(previous, &manifest, keeping, &mut kept)?;
        kept.editions = editions.iter().map(|e| e.id.clone()).collect();
        // What the package itself names elsewhere stays named.
        let declared = std::mem::take(&mut manifest.editions);
        let others = declared.into_iter().filter(|e| !kept.editions.contains(&e.id));
        manifest.editions = editions.iter().cloned().chain(others).collect();
        last.bytes = manifest.write();
    }
    if !keeping.draft {
        unchanged(previous, &manifest.edition, parts)?;
    }
    Ok(kept)
}

/// The editions before `new`, latest first, whose files are found whole.
fn chain(previous: &Path, new: &Manifest, keeping: &Keeping, kept: &mut Kept) -> Result<Vec<Edition>> {
    let bytes = fs::read(previous.join("atlas.json")).with_context(|| previous.display().to_string())?;
    let last = Manifest::read(&bytes).map_err(|e| damaged(previous, &e.message(crate::model::Lang::De)))?;
    let mut editions = last.editions.clone();
    if last.edition != new.edition {
        let path = format!("atlas.{}.json", sha256(&bytes));
        kept.written.push((path.clone(), bytes));
        editions.insert(0, Edition { id: last.edition.clone(), path });
    }
    editions.retain(|e| !keeping.forget.contains(&e.id));
    kept.written.retain(|(path, _)| editions.iter().any(|e| &e.path == path));
    if !keeping.draft && editions.iter().any(|e| e.id == new.edition) {
        let words = "it is among the earlier editions / sie gehört zu den früheren Ausgaben";
        return Err(Remark::new(&CHANGED, shown(previous)).found(&new.edition).expected(words).into());
    }
    for edition in &editions {
        // Editions in folders of their own are not ours to copy.
        if !edition.path.contains('/') {
            files(previous, edition, &mut *kept)?;
        }
    }
    Ok(editions)
}

/// Adds the files of an earlier edition, each of them checked.
fn files(previous: &Path, edition: &Edition, kept: &mut Kept) -> Result<()> {
    let known = kept.written.iter().find(|(path, _)| *path == edition.path).map(|(_, bytes)| bytes.clone());
    let manifest = match known {
        Some(bytes) => bytes,
        None => {
            kept.copies.push((edition.path.clone(), previous.join(&edition.path)));
            fs::read(previous.join(&edition.path)).map_err(|_| damaged(previous, &edition.path))?
        }
    };
    if edition.path != format!("atlas.{}.json", sha256(&manifest)) {
        return Err(damaged(previous, &edition.path));
    }
    let copied: BTreeSet<String> = kept.copies.iter().map(|(path, _)| path.clone()).collect();
    for entry in every_part(&manifest, &|entry| fs::read(previous.join(&entry.path)).ok())
        .map_err(|path| damaged(previous, &path))?
    {
        if !copied.contains(&entry.path) {
            kept.copies.push((entry.path.clone(), previous.join(&entry.path)));
        }
    }
    Ok(())
}

/// All parts of a manifest and its indexes, each checked against length and SHA-256.
///
/// # Errors
/// The path of what is absent or damaged.
pub(super) fn every_part(
    manifest: &[u8],
    file: &dyn Fn(&PartEntry) -> Option<Vec<u8>>,
) -> Result<Vec<PartEntry>, String> {
    let mut manifest = Manifest::read(manifest).map_err(|_| "atlas.json".to_owned())?;
    // Indexes add parts behind those known, so the list grows while it is walked.
    let mut place = 0;
    while let Some(entry) = manifest.parts.get(place).cloned() {
        place += 1;
        let refuse = || entry.path.clone();
        let bytes = file(&entry).ok_or_else(refuse)?;
        verify(&entry, &bytes).map_err(|_| refuse())?;
        if entry.role.starts_with("index:") {
            manifest.add_index(&entry.path, &bytes).map_err(|_| refuse())?;
        }
    }
    Ok(manifest.parts)
}

/// Refuses other content under the id of the edition that is there. Other bytes that say the same (a newer version of
/// this program) are no other content.
fn unchanged(previous: &Path, edition: &str, parts: &[Part]) -> Result<()> {
    let Ok(bytes) = fs::read(previous.join("atlas.json")) else { return Ok(()) };
    let Some(before) = Manifest::read(&bytes).ok().filter(|m| m.edition == edition) else { return Ok(()) };
    let same = |m: &Manifest| m.parts.clone();
    let now = parts.last().and_then(|p| Manifest::read(&p.bytes).ok());
    if now.is_some_and(|now| same(&now) == same(&before)) {
        return Ok(());
    }
    let Ok(old) = Published::of_folder(previous, "atlas.json") else {
        return Err(damaged(previous, "atlas.json"));
    };
    let diff = Diff::between(&old, &Published::of_parts(parts)?);
    if diff.is_empty() {
        return Ok(());
    }
    let (counts, changes) = (diff.counts(), diff.changes.iter().filter(|c| !c.minor).count());
    let words = format!("Werte/figures: {}, Sonstiges/other: {changes}", counts.values + counts.states);
    Err(Remark::new(&CHANGED, shown(previous)).found(edition).expected(words).into())
}

fn damaged(folder: &Path, what: &str) -> anyhow::Error {
    Remark::new(&DAMAGED, shown(folder)).found(what).into()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
