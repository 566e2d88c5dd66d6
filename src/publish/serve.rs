//! A server for looking at a built site on one's own computer. It listens on 127.0.0.1 and nowhere else.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::http::{Refusal, Request, Response, cache_control, media_type, read_request};
use crate::bundle::compiled::Part;

/// The most connections answered at the same time; a browser opens six.
const CONNECTIONS: usize = 64;
/// How long a client may keep silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is served: a folder, and bundles compiled into memory.
#[derive(Clone, Debug)]
pub struct Site {
    root: PathBuf,
    memory: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// The site in a folder.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn new(root: &Path) -> Result<Site> {
        let root = root.canonicalize().with_context(|| root.display().to_string())?;
        Ok(Site { root, memory: BTreeMap::new() })
    }

    /// Adds a compiled bundle at `bundles/NAME/`; it hides what the folder has there.
    pub fn add_bundle(&mut self, name: &str, parts: Vec<Part>) {
        self.memory.extend(parts.into_iter().map(|part| (format!("bundles/{name}/{}", part.path), part.bytes)));
    }

    /// The answer to a request.
    pub fn answer(&self, request: &Request) -> Response {
        let path = match request.path.as_str() {
            folder if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        let found = |body, encoding| Response {
            status: "200 OK",
            media: media_type(&path),
            encoding,
            cache: cache_control(&path),
            body,
        };
        if let Some(bytes) = self.memory.get(&path) {
            return found(bytes.clone(), "");
        }
        for (coding, end) in [("br", ".br"), ("gzip", ".gz")] {
            let takes = request.encodings.split(',').any(|e| e.split(';').next().is_some_and(|e| e.trim() == coding));
            if let Some(bytes) = takes.then(|| self.file(&format!("{path}{end}"))).flatten() {
                return found(bytes, coding);
            }
        }
        match self.file(&path) {
            Some(bytes) => found(bytes, ""),
            None => Response::words("404 Not Found"),
        }
    }

    /// A file of the folder; links that lead out of it are not followed.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let full = self.root.join(path).canonicalize().ok()?;
        if full.starts_with(&self.root) && full.is_file() { fs::read(full).ok() } else { None }
    }
}

/// A site on its port.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    site: Arc<Site>,
}

impl Server {
    /// Takes a port of this computer; 0 takes a free one.
    ///
    /// # Errors
    /// The port is in use.
    pub fn bind(site: Site, port: u16) -> Result<Server> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).with_context(|| format!("port {port}"))?;
        Ok(Server { listener, site: Arc::new(site) })
    }

    /// Where the site is.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn url(&self) -> Result<String> {
        Ok(format!("http://{}/", self.listener.local_addr()?))
    }

    /// Answers requests until the program is ended.
    pub fn run(self) {
        let open = Arc::new(AtomicUsize::new(0));
        for stream in self.listener.incoming().flatten() {
            if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (site, open) = (Arc::clone(&self.site), Arc::clone(&open));
            thread::spawn(move || {
                // A client that hangs up in the middle is its own business.
                let _ = serve_one(&stream, &site);
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    }
}

fn serve_one(stream: &TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let Some(request) = read_request(stream)? else { return Ok(()) };
    let (response, head_only) = match &request {
        Ok(request) => (site.answer(request), request.head_only),
        Err(Refusal::Bad) => (Response::words("400 Bad Request"), false),
        Err(Refusal::Method) => (Response::words("405 Method Not Allowed"), false),
        Err(Refusal::TooLarge) => (Response::words("431 Request Header Fields Too Large"), false),
    };
    let mut out = io::BufWriter::new(stream);
    response.write(&mut out, head_only)?;
    out.flush()?;
    stream.shutdown(std::net::Shutdown::Write)
}
