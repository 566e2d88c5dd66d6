//! Holds the rooms of `docs/architecture.md`: imports point left, pure rooms stay pure, files stay short.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may import besides itself.
const ROOMS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("stats", &[]),
    ("text", &["model"]),
    ("geo", &["model"]),
    ("bundle", &["model", "text", "geo"]),
    ("view", &["model", "text", "geo", "bundle"]),
    ("query", &["model", "text", "geo", "bundle", "view", "stats"]),
    ("scene", &["model", "text", "geo", "bundle", "view", "query"]),
    ("app", &["model", "text", "geo", "bundle", "view", "query", "scene"]),
    ("publish", &["model", "text", "geo", "bundle", "view", "query", "scene", "stats"]),
];

/// The entries and what they may import.
const ENTRIES: [(&str, &[&str]); 5] = [
    ("main.rs", &["model", "text", "geo", "bundle", "view", "query", "scene", "app"]),
    ("bin/widget.rs", &["model", "text", "geo", "bundle", "view", "query", "scene", "app"]),
    ("bin/worker.rs", &["model", "text", "geo", "bundle", "view", "query", "scene", "app", "stats"]),
    ("bin/statistics.rs", &["app"]),
    ("bin/atlas", &["model", "text", "geo", "bundle", "view", "query", "scene", "publish", "stats"]),
];

const BROWSER: [&str; 5] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"];
const OUTSIDE_WORLD: [&str; 5] = ["fs", "net", "process", "env", "thread"];
const PRINTING: [&str; 5] = ["print!", "println!", "eprint!", "eprintln!", "dbg!"];
const LONGEST: usize = 400;

/// Everything that is wrong with one file of `src/`; `path` is relative to it and written with `/`.
fn offences(path: &str, source: &str) -> Vec<String> {
    let code = without_comments_and_strings(source);
    let mut found = unfinished(&code);
    let lines = source.lines().count();
    if lines > LONGEST {
        found.push(format!("{lines} lines, {LONGEST} at most"));
    }
    if path == "lib.rs" {
        return found;
    }
    let room = path.split('/').next().unwrap_or(path);
    let entry = ENTRIES.iter().find(|(name, _)| *name == path || path.starts_with(&format!("{name}/")));
    let Some((_, allowed)) = entry.or_else(|| ROOMS.iter().find(|(name, _)| *name == room && path.contains('/')))
    else {
        found.push("is in no room of the table".to_string());
        return found;
    };
    for (target, _) in ROOMS.iter().filter(|(target, _)| *target != room && !allowed.contains(target)) {
        if imported_rooms(path, &code).iter().any(|name| name == target) {
            found.push(format!("imports {target}, which lies to its right"));
        }
    }
    if room != "app" && !["main.rs", "bin/widget.rs", "bin/worker.rs", "bin/statistics.rs"].contains(&path) {
        let used = BROWSER.iter().filter(|name| code_has_word(&code, name));
        found.extend(used.map(|name| format!("uses {name}, which belongs to the app")));
    }
    if entry.is_none() && !["app", "publish"].contains(&room) {
        let std = segments_after("std::", &code);
        found.extend(
            OUTSIDE_WORLD.iter().filter(|name| std.iter().any(|s| s == *name)).map(|n| format!("uses std::{n}")),
        );
        found.extend(PRINTING.iter().filter(|name| code_has_word(&code, name)).map(|n| format!("prints with {n}")));
    }
    found
}

/// What a half-finished or switched-off piece of code looks like.
fn unfinished(code: &str) -> Vec<String> {
    let words = ["todo!", "unimplemented!"].into_iter().filter(|word| code_has_word(code, word));
    let mut found: Vec<String> = words.map(|word| format!("has {word}")).collect();
    if code.contains("#[ignore") {
        found.push("switches a test off with #[ignore]".to_string());
    }
    found
}

/// Rooms named through `crate::`, `sozialatlas::` or enough `super::` to leave the own room.
fn imported_rooms(path: &str, code: &str) -> Vec<String> {
    let mut names = segments_after("crate::", code);
    names.extend(segments_after("sozialatlas::", code));
    // `scene/mod.rs` is one module below the crate, `scene/map.rs` two.
    let depth = path.split('/').count() - usize::from(path.ends_with("/mod.rs"));
    names.extend(segments_after(&"super::".repeat(depth), code));
    names
}

/// The first path segment behind each `prefix`; of a group `{a::b, c}` the first segments of its members.
fn segments_after(prefix: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = code[at + prefix.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_members(group)),
            None => found.push(identifier(rest)),
        }
    }
    found
}

/// First segments of the members of a use group, given the text behind its opening brace.
fn group_members(group: &str) -> Vec<String> {
    let mut depth = 0usize;
    let mut start = 0;
    let mut members = Vec::new();
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                members.push(identifier(group[start..at].trim()));
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    members
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Does `word` stand in the code as a word of its own?
fn code_has_word(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(part) && !code[at + word.len()..].chars().next().is_some_and(part)
    })
}

/// The source with every comment and every text literal taken out.
fn without_comments_and_strings(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if c == '"' {
            quoted(rest)
        } else if let Some(length) = raw_string(rest).filter(|_| !ends_in_word(&code)) {
            length
        } else if c == '\'' {
            character(rest)
        } else {
            0
        };
        if skipped == 0 {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        } else {
            code.push(' ');
            rest = &rest[skipped..];
        }
    }
    code
}

fn ends_in_word(code: &str) -> bool {
    code.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Length of the block comment that `text` starts with; comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// Length of the quoted literal that `text` starts with.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of the raw literal that `text` starts with, if it does.
fn raw_string(text: &str) -> Option<usize> {
    let body = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len() + hashes + 1;
    Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()))
}

/// Length of the character literal that `text` starts with, 0 if it is a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, escape))) => {
            let from = at + escape.len_utf8();
            text[from..].find('\'').map_or(0, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 0,
    }
}

/// All Rust files below a folder.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn the_source_keeps_to_its_rooms() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let files = rust_files(&top.join("src"));
    assert!(files.len() > 10, "the source was not found");
    for file in files {
        let path = file.strip_prefix(top.join("src")).unwrap().to_string_lossy().replace('\\', "/");
        let source = fs::read_to_string(&file).unwrap();
        found.extend(offences(&path, &source).into_iter().map(|offence| format!("src/{path}: {offence}")));
    }
    for file in rust_files(&top.join("tests")) {
        let source = fs::read_to_string(&file).unwrap();
        let lines = source.lines().count();
        let mut offences = unfinished(&without_comments_and_strings(&source));
        if lines > LONGEST {
            offences.push(format!("{lines} lines, {LONGEST} at most"));
        }
        found.extend(offences.into_iter().map(|offence| format!("{}: {offence}", file.display())));
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

mod itself {
    use super::*;

    #[test]
    fn imports_to_the_left_are_fine() {
        for (path, code) in [
            ("query/ranking.rs", "use crate::{model::Table, stats::mean, view::{ViewState, Sort}};"),
            ("bundle/read.rs", "use crate::geo::Ring; use crate::text::fold;"),
            ("scene/map.rs", "use super::text::label; fn f() -> crate::query::Ranking { g() }"),
            ("app/store.rs", "use web_sys::Window; use leptos::prelude::*;"),
            ("publish/build.rs", "use std::{fs, io}; println!(); use crate::stats::gini;"),
            ("bin/worker.rs", "use wasm_bindgen::prelude::*; use sozialatlas::stats::gini;"),
            ("lib.rs", "pub mod app; pub mod model;"),
        ] {
            assert_eq!(offences(path, code), [""; 0], "{path}: {code}");
        }
    }

    #[test]
    fn imports_to_the_right_are_found() {
        for (path, code) in [
            ("model/table.rs", "use crate::query::Ranking;"),
            ("model/mod.rs", "use super::text::fold;"),
            ("stats/gini.rs", "use crate::model::Table;"),
            ("scene/bars.rs", "use crate::{query::Ranking, stats::mean};"),
            ("scene/bars.rs", "fn f() { crate::stats::mean(x) }"),
            ("view/state.rs", "use super::super::query::Ranking;"),
            ("text/de.rs", "use crate::geo::Ring;"),
            ("app/page.rs", "use crate::publish::build;"),
            ("main.rs", "use sozialatlas::stats::mean;"),
        ] {
            assert_eq!(offences(path, code).len(), 1, "{path}: {code}");
        }
    }

    #[test]
    fn the_browser_and_the_disk_stay_outside_pure_rooms() {
        assert_eq!(offences("scene/svg.rs", "use web_sys::Element;").len(), 1);
        assert_eq!(offences("bin/atlas/main.rs", "use leptos::prelude::*;").len(), 1);
        assert_eq!(offences("bundle/read.rs", "fn f() { std::fs::read(p) }").len(), 1);
        assert_eq!(offences("bundle/read.rs", "use std::{io, net::TcpStream};").len(), 1);
        assert_eq!(offences("geo/area.rs", "println!(\"x\")").len(), 1);
    }

    #[test]
    fn unfinished_code_strays_and_long_files_are_found() {
        assert_eq!(offences("geo/area.rs", "fn f() { todo!() }").len(), 1);
        assert_eq!(offences("geo/area.rs", "fn f() { unimplemented!(\"later\") }").len(), 1);
        assert_eq!(offences("geo/area.rs", "#[ignore]\nfn f() {}").len(), 1);
        assert_eq!(offences("helpers/area.rs", "").len(), 1);
        assert_eq!(offences("helpers.rs", "").len(), 1);
        assert_eq!(offences("geo/area.rs", &"\n".repeat(400)).len(), 0);
        assert_eq!(offences("geo/area.rs", &"\n".repeat(401)).len(), 1);
    }

    #[test]
    fn comments_and_texts_do_not_count() {
        let code = r###"
            //! [`crate::app`] todo!()
            /* std::fs /* web_sys */ leptos */
            fn f<'a>(x: &'a str) -> char { g("crate::query::x \" todo!()"); h(r#"std::net " leptos"#); '"' }
            fn todo() -> char { '\'' } // println!
        "###;
        assert_eq!(offences("model/table.rs", code), [""; 0]);
        assert!(without_comments_and_strings(code).contains("fn todo()"));
    }
}
