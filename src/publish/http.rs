//! As much of HTTP/1.1 as it takes to look at a static site.

use std::io::{self, BufRead, BufReader, Read, Write};

/// A request, as far as a static site cares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `HEAD` instead of `GET`.
    pub head_only: bool,
    /// Decoded path without leading slash; never leads out of the site.
    pub path: String,
    /// Content codings the client takes.
    pub encodings: String,
}

/// Why a request is not answered with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 400: no HTTP, or a path that leads out of the site.
    Bad,
    /// 405: neither GET nor HEAD.
    Method,
    /// 431: a head without end.
    TooLarge,
}

/// The longest head that is read.
const HEAD: u64 = 16 * 1024;

/// Reads the head of a request. `None` if the client hung up without a word.
pub fn read_request(stream: impl Read) -> io::Result<Option<Result<Request, Refusal>>> {
    let mut lines = BufReader::new(stream.take(HEAD));
    let mut first = String::new();
    if lines.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut encodings = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            let full = lines.into_inner().limit() == 0;
            return Ok(Some(Err(if full { Refusal::TooLarge } else { Refusal::Bad })));
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((_, value)) = line.split_once(':').filter(|(n, _)| n.eq_ignore_ascii_case("accept-encoding")) {
            encodings = value.to_ascii_lowercase();
        }
    }
    Ok(Some(request_line(&first).map(|(head_only, path)| Request { head_only, path, encodings })))
}

fn request_line(line: &str) -> Result<(bool, String), Refusal> {
    let mut words = line.split_whitespace();
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else {
        return Err(Refusal::Bad);
    };
    if !version.starts_with("HTTP/1.") || words.next().is_some() {
        return Err(Refusal::Bad);
    }
    let head_only = match method {
        "GET" => false,
        "HEAD" => true,
        _ => return Err(Refusal::Method),
    };
    Ok((head_only, site_path(target).ok_or(Refusal::Bad)?))
}

/// The decoded path of a target, if it stays inside the site.
fn site_path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16).and_then(|d| u8::try_from(d).ok());
        let (high, low) = (digit()?, digit()?);
        bytes.push(high * 16 + low);
    }
    let path = String::from_utf8(bytes).ok()?;
    let odd = path.chars().any(|c| c.is_control() || c == '\\' || c == ':');
    let outside = path.starts_with('/') || path.split('/').any(|part| part == ".." || part == ".");
    (!odd && !outside).then_some(path)
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status and its words.
    pub status: &'static str,
    /// Media type.
    pub media: &'static str,
    /// Content coding, empty if none.
    pub encoding: &'static str,
    /// What caches may do.
    pub cache: &'static str,
    /// Content.
    pub body: Vec<u8>,
}

impl Response {
    /// A short answer in words.
    pub fn words(status: &'static str) -> Response {
        let body = format!("{status}\n").into_bytes();
        Response { status, media: "text/plain; charset=utf-8", encoding: "", cache: "no-store", body }
    }

    /// Writes the answer; for HEAD without its content.
    pub fn write(&self, mut to: impl Write, head_only: bool) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        let length = self.body.len().to_string();
        let fields = [
            ("Content-Type", self.media),
            ("Content-Length", &length),
            ("Content-Encoding", self.encoding),
            ("Cache-Control", self.cache),
            ("Vary", "Accept-Encoding"),
            ("X-Content-Type-Options", "nosniff"),
            ("Allow", if self.status.starts_with("405") { "GET, HEAD" } else { "" }),
            ("Connection", "close"),
        ];
        for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        to.write_all((head + "\r\n").as_bytes())?;
        if !head_only {
            to.write_all(&self.body)?;
        }
        to.flush()
    }
}

/// The media type of a file by its name.
pub fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "geojson" => "application/geo+json",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// How long a file may be kept: a name with a hash of its content for ever, anything else is asked for again.
pub fn cache_control(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hash = |part: &str| part.len() >= 12 && part.bytes().all(|b| b.is_ascii_hexdigit());
    if name.split(['.', '-']).any(is_hash) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Option<Result<Request, Refusal>> {
        read_request(text.as_bytes()).unwrap()
    }

    #[test]
    fn requests() {
        let got = request("GET /a%20b/c.js?x=/../ HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, GZIP\r\n\r\n");
        let expected = Request { head_only: false, path: "a b/c.js".into(), encodings: " br, gzip".into() };
        assert_eq!(got, Some(Ok(expected)));
        assert_eq!(request("POST / HTTP/1.1\r\n\r\n"), Some(Err(Refusal::Method)));
        assert_eq!(request(""), None);
        let endless = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(20_000));
        assert_eq!(request(&endless), Some(Err(Refusal::TooLarge)));
    }

    #[test]
    fn no_path_leads_out() {
        for path in ["/../x", "/%2e%2e/x", "/a/..%2fx", "//etc/passwd", "/%00", "/a\\b", "/c:/x", "x", "/%zz", "/%2"] {
            assert_eq!(request(&format!("GET {path} HTTP/1.1\r\n\r\n")), Some(Err(Refusal::Bad)), "{path}");
        }
    }

    #[test]
    fn names_decide_type_and_cache() {
        assert_eq!((media_type("a/x.wasm"), media_type("x.CSV")), ("application/wasm", "text/csv; charset=utf-8"));
        assert!(cache_control("values/kreis/a.0123456789ab.bin").contains("immutable"));
        assert_eq!((cache_control("atlas.json"), cache_control("index.html")), ("no-cache", "no-cache"));
    }
}
