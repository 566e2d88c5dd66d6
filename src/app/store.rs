//! The opened bundle: fetched part by part, verified, decoded once, kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fetch::{self, Cause, LoadError};
use crate::bundle::BundleError;
pub use crate::bundle::compiled::Pack;
use crate::bundle::compiled::{self, Manifest, PartEntry};
use crate::geo::Topology;
use crate::model::{Catalogue, Details, Figures, IndicatorId, LevelId};

/// Where the embedded bundle lies, relative to the page.
pub const EMBEDDED: &str = "bundles/thueringen/";
/// No part may be larger when decoded.
const CAP: usize = 64 << 20;

/// Something on its way.
#[derive(Clone, Debug)]
pub enum Load<T> {
    /// Not here yet.
    Busy,
    /// Here.
    Ready(T),
    /// It cannot be had.
    Failed(LoadError),
}

impl<T> Load<T> {
    /// The thing, if it is here.
    pub fn ready(self) -> Option<T> {
        match self {
            Load::Ready(thing) => Some(thing),
            _ => None,
        }
    }

    /// The error, if it cannot be had.
    pub fn failed(&self) -> Option<&LoadError> {
        match self {
            Load::Failed(error) => Some(error),
            _ => None,
        }
    }
}

/// A decoded part.
#[derive(Clone)]
enum Decoded {
    Details(Arc<Details>),
    Shapes(Arc<Topology>),
    Values(Arc<Figures>),
    Pack(Arc<Pack>),
}

/// A bundle whose manifest and catalogue have been read.
pub struct Opened {
    /// Where its parts lie; empty for a bundle from the reader's own file.
    pub base: String,
    /// The files of a bundle that the worker compiled.
    memory: Option<BTreeMap<String, Vec<u8>>>,
    /// Whether it came from the reader's own device: it enters no link.
    pub private: bool,
    manifest: Manifest,
    /// Entries of the levels' parts, as far as they have been asked for.
    indexes: Mutex<BTreeMap<String, Arc<Vec<PartEntry>>>>,
    /// The catalogue.
    pub catalogue: Catalogue,
}

impl Opened {
    async fn part(&self, entry: &PartEntry) -> Result<Vec<u8>, LoadError> {
        let bytes = raw(&self.base, self.memory.as_ref(), &entry.path, CAP.min(entry.bytes as usize + 1)).await;
        let fail = |cause| LoadError { file: self.base.clone() + &entry.path, cause };
        let bytes = match bytes {
            // One byte more than announced is damage, not size.
            Err(LoadError { cause: Cause::TooLarge, .. }) => Err(fail(Cause::Damaged))?,
            other => other?,
        };
        let short = (bytes.len() as u64) < entry.bytes;
        compiled::verify(entry, &bytes).map_err(|_| fail(if short { Cause::Truncated } else { Cause::Damaged }))?;
        Ok(bytes)
    }

    /// A part by its role. What the manifest does not list itself is in the index of its level.
    async fn load(&self, role: &str) -> Result<Vec<u8>, LoadError> {
        if let Some(entry) = self.manifest.part(role) {
            return self.part(entry).await;
        }
        let missing = || LoadError { file: format!("{}atlas.json ({role})", self.base), cause: Cause::Status(404) };
        let level = role.split(':').nth(1).ok_or_else(missing)?;
        let known = self.indexes.lock().ok().and_then(|indexes| indexes.get(level).cloned());
        let entries = match known {
            Some(entries) => entries,
            None => {
                let index = self.manifest.part(&format!("index:{level}")).ok_or_else(missing)?;
                let bytes = self.part(index).await?;
                let entries = compiled::read_index(&index.path, &bytes).map_err(|e| unreadable(&self.base, &e))?;
                let entries = Arc::new(entries);
                if let Ok(mut indexes) = self.indexes.lock() {
                    indexes.insert(level.to_owned(), entries.clone());
                }
                entries
            }
        };
        let entry = entries.iter().find(|entry| entry.role == role).ok_or_else(missing)?;
        self.part(entry).await
    }
}

fn unreadable(base: &str, error: &BundleError) -> LoadError {
    let file = format!("{base}{}", error.file);
    LoadError { file, cause: Cause::Unreadable(error.message(crate::model::Lang::De)) }
}

async fn raw(
    base: &str,
    memory: Option<&BTreeMap<String, Vec<u8>>>,
    path: &str,
    cap: usize,
) -> Result<Vec<u8>, LoadError> {
    match memory {
        None => fetch::get(&format!("{base}{path}"), cap).await,
        Some(files) => {
            files.get(path).cloned().ok_or_else(|| LoadError { file: path.to_owned(), cause: Cause::Status(404) })
        }
    }
}

/// The opened bundle and its parts as signals. Copy it freely: it is a handle.
#[derive(Clone, Copy)]
pub struct Store {
    opened: RwSignal<Load<Arc<Opened>>>,
    parts: StoredValue<BTreeMap<String, ArcRwSignal<Load<Decoded>>>>,
    /// Counts openings, so that an answer for a bundle that was left meanwhile is dropped.
    turn: StoredValue<u32>,
}

impl Store {
    /// Nothing opened yet.
    pub fn new() -> Store {
        Store { opened: RwSignal::new(Load::Busy), parts: StoredValue::new(BTreeMap::new()), turn: StoredValue::new(0) }
    }

    /// The opened bundle, tracked.
    pub fn opened(self) -> Load<Arc<Opened>> {
        self.opened.get()
    }

    /// The opened bundle, if it is there; tracked.
    pub fn bundle(self) -> Option<Arc<Opened>> {
        self.opened.get().ready()
    }

    /// The opened bundle for event handlers; not tracked.
    pub fn bundle_now(self) -> Option<Arc<Opened>> {
        self.opened.get_untracked().ready()
    }

    /// Opens the bundle at `base`, in the edition a link asks for if the manifest knows where it is.
    pub fn open(self, base: String, edition: Option<String>) {
        let turn = self.start();
        spawn_local(async move {
            let answer = open(base, None, edition).await;
            self.finish(turn, answer);
        });
    }

    /// Opens a bundle that the worker compiled; a private one came from the reader's own device.
    pub fn open_files(self, files: BTreeMap<String, Vec<u8>>, private: bool) {
        let turn = self.start();
        spawn_local(async move {
            let answer = open(String::new(), Some(files), None).await;
            self.finish(turn, answer.map(|opened| Opened { private, ..opened }));
        });
    }

    /// Shows that a bundle is on its way.
    pub fn wait(self) {
        self.start();
    }

    /// Shows an error in place of a bundle.
    pub fn fail(self, error: LoadError) {
        self.start();
        self.opened.set(Load::Failed(error));
    }

    fn start(self) -> u32 {
        self.turn.update_value(|t| *t += 1);
        self.parts.update_value(BTreeMap::clear);
        self.opened.set(Load::Busy);
        self.turn.get_value()
    }

    fn finish(self, turn: u32, answer: Result<Opened, LoadError>) {
        if turn == self.turn.get_value() {
            self.opened.set(match answer {
                Ok(opened) => Load::Ready(Arc::new(opened)),
                Err(error) => Load::Failed(error),
            });
        }
    }

    /// Forgets failed parts and asks for them again.
    pub fn retry(self) {
        let failed = |signal: &ArcRwSignal<Load<Decoded>>| signal.with_untracked(|l| l.failed().is_some());
        let again: Vec<_> = self.parts.with_value(|parts| {
            parts.iter().filter(|(_, s)| failed(s)).map(|(role, s)| (role.clone(), s.clone())).collect()
        });
        for (role, signal) in again {
            signal.set(Load::Busy);
            self.fetch(role, signal);
        }
    }

    /// The details, tracked; asks for them on first use.
    pub fn details(self) -> Load<Arc<Details>> {
        self.part("details".to_owned(), |d| match d {
            Decoded::Details(details) => Some(details),
            _ => None,
        })
    }

    /// The shapes of a level, tracked; asks for them on first use.
    pub fn shapes(self, level: &LevelId) -> Load<Arc<Topology>> {
        self.part(format!("shapes:{level}:overview"), |d| match d {
            Decoded::Shapes(shapes) => Some(shapes),
            _ => None,
        })
    }

    /// One indicator on one level, tracked; asks for it on first use.
    pub fn figures(self, level: &LevelId, indicator: &IndicatorId) -> Load<Arc<Figures>> {
        self.part(format!("values:{level}:{indicator}"), |d| match d {
            Decoded::Values(figures) => Some(figures),
            _ => None,
        })
    }

    /// All indicators of a level, tracked; asks for them on first use.
    pub fn pack(self, level: &LevelId) -> Load<Arc<Pack>> {
        self.part(format!("pack:{level}"), |d| match d {
            Decoded::Pack(pack) => Some(pack),
            _ => None,
        })
    }

    fn part<T>(self, role: String, pick: impl Fn(Decoded) -> Option<T>) -> Load<T> {
        let known = self.parts.with_value(|parts| parts.get(&role).cloned());
        let signal = known.unwrap_or_else(|| {
            let signal = ArcRwSignal::new(Load::Busy);
            self.parts.update_value(|parts| {
                parts.insert(role.clone(), signal.clone());
            });
            self.fetch(role, signal.clone());
            signal
        });
        match signal.get() {
            Load::Busy => Load::Busy,
            Load::Failed(error) => Load::Failed(error),
            // A role decodes to its own kind only, so this never waits for ever.
            Load::Ready(decoded) => pick(decoded).map_or(Load::Busy, Load::Ready),
        }
    }

    fn fetch(self, role: String, signal: ArcRwSignal<Load<Decoded>>) {
        let Some(opened) = self.bundle_now() else { return };
        spawn_local(async move {
            let answer = match opened.load(&role).await {
                Ok(bytes) => decode(&role, &bytes).map_err(|e| unreadable(&opened.base, &e)),
                Err(error) => Err(error),
            };
            signal.set(match answer {
                Ok(decoded) => Load::Ready(decoded),
                Err(error) => Load::Failed(error),
            });
        });
    }
}

fn decode(role: &str, bytes: &[u8]) -> Result<Decoded, BundleError> {
    Ok(match role.split(':').next() {
        Some("shapes") => Decoded::Shapes(Arc::new(compiled::read_shapes(role, bytes)?)),
        Some("values") => Decoded::Values(Arc::new(compiled::read_values(role, bytes)?)),
        Some("pack") => Decoded::Pack(Arc::new(compiled::read_pack(role, bytes)?)),
        _ => Decoded::Details(Arc::new(compiled::read_details(role, bytes)?)),
    })
}

async fn open(
    base: String,
    memory: Option<BTreeMap<String, Vec<u8>>>,
    edition: Option<String>,
) -> Result<Opened, LoadError> {
    let bytes = raw(&base, memory.as_ref(), "atlas.json", CAP).await?;
    let mut manifest = Manifest::read(&bytes).map_err(|e| unreadable(&base, &e))?;
    let mut base = base;
    let before = edition.filter(|e| *e != manifest.edition).and_then(|e| manifest.editions.iter().find(|k| k.id == e));
    if let Some(before) = before {
        // An older edition has a manifest of another name beside this one, or a folder of its own; if it is gone, the
        // page shows this one and says so.
        if let Ok(bytes) = raw(&base, memory.as_ref(), &before.path, CAP).await
            && let Ok(older) = Manifest::read(&bytes)
        {
            base += before.path.strip_suffix("atlas.json").unwrap_or_default();
            manifest = older;
        }
    }
    let fail = |cause| LoadError { file: format!("{base}atlas.json"), cause };
    let entry = manifest.part("catalogue").cloned().ok_or_else(|| fail(Cause::Unreadable("catalogue".into())))?;
    let mut opened =
        Opened { base, memory, private: false, manifest, indexes: Mutex::default(), catalogue: Catalogue::default() };
    let bytes = opened.part(&entry).await?;
    opened.catalogue = compiled::read_catalogue(&entry.path, &bytes).map_err(|e| unreadable(&opened.base, &e))?;
    Ok(opened)
}
