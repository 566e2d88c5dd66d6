//! Every file of the site on its way to the output folder, listed for offline use.

use anyhow::Result;
use serde_json::json;

use crate::bundle::source::sha256;
use crate::publish::Output;

/// The list of all files, by which an output of this command is known.
pub(super) const LIST: &str = "service-worker-files.json";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub path: String,
    pub bytes: usize,
    pub sha256: String,
    /// `app`, `bundle`, `page` or `picture`.
    pub kind: &'static str,
}

/// The files so far.
pub(super) struct Sink<'o> {
    output: &'o Output,
    pub listed: Vec<Listed>,
}

impl Sink<'_> {
    pub fn new(output: &Output) -> Sink<'_> {
        Sink { output, listed: Vec::new() }
    }

    /// Writes and lists a file.
    pub fn put(&mut self, path: &str, bytes: &[u8], kind: &'static str) -> Result<()> {
        self.output.write(path, bytes)?;
        self.note(path, bytes, kind);
        Ok(())
    }

    /// Lists a file that is written already.
    pub fn note(&mut self, path: &str, bytes: &[u8], kind: &'static str) {
        self.listed.push(Listed { path: path.to_owned(), bytes: bytes.len(), sha256: sha256(bytes), kind });
    }

    /// Writes a file that hosts or robots read; readers never ask for it.
    pub fn aside(&mut self, path: &str, text: &str) -> Result<()> {
        self.output.write(path, text.as_bytes())
    }

    /// Files and bytes of a kind.
    pub fn count(&self, kind: &str) -> (usize, u64) {
        let of = self.listed.iter().filter(|l| l.kind == kind);
        of.fold((0, 0), |(n, sum), l| (n + 1, sum + l.bytes as u64))
    }

    /// Writes the list of all files, ordered by path, with a version that changes with any of them.
    pub fn finish(&mut self) -> Result<()> {
        self.listed.sort_by(|a, b| a.path.cmp(&b.path));
        let mut lines = String::new();
        for l in &self.listed {
            lines.push_str(&format!("{} {}\n", l.sha256, l.path));
        }
        let mut out = format!("{{\"format\":1,\"version\":{},\"files\":[\n", json!(sha256(lines.as_bytes())));
        for (place, l) in self.listed.iter().enumerate() {
            let line = json!({ "path": l.path, "bytes": l.bytes, "sha256": l.sha256, "kind": l.kind });
            out.push_str(if place > 0 { ",\n" } else { "" });
            out.push_str(&line.to_string());
        }
        self.output.write(LIST, (out + "\n]}\n").as_bytes())
    }
}
