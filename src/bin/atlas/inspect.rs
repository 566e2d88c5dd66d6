//! `atlas inspect`.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use sozialatlas::publish::inspect;

pub fn run(path: &Path) -> Result<bool> {
    let found = inspect(path)?;
    let mut stdout = io::stdout().lock();
    found.lines.iter().try_for_each(|line| writeln!(stdout, "{line}"))?;
    found.damages.iter().for_each(|damage| eprintln!("atlas: {damage}"));
    Ok(found.damages.is_empty())
}
