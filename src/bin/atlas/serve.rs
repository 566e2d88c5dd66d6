//! `atlas serve`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::bundle::compiled::compile;
use sozialatlas::bundle::source::read;
use sozialatlas::model::Lang;
use sozialatlas::publish::{Server, Site, open};

use crate::words::print_findings;

#[derive(clap::Args)]
pub struct Serve {
    /// Folder of the site
    #[arg(default_value = "dist")]
    site: PathBuf,
    /// Source bundle to compile and serve along, at bundles/NAME/
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub fn run(asked: &Serve) -> Result<bool> {
    let mut site = Site::new(&asked.site)?;
    let mut query = String::new();
    if let Some(source) = asked.bundle.as_deref() {
        let found = read(open(source)?.as_ref());
        print_findings(&mut io::stderr().lock(), &found.findings, Lang::De)?;
        let Some(bundle) = found.source.as_ref().filter(|_| !found.has_errors()) else { return Ok(false) };
        let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '_' };
        let name: String = bundle.catalogue.name.chars().map(plain).collect();
        let name = if name.is_empty() { "bundle".to_owned() } else { name };
        site.add_bundle(&name, compile(bundle)?);
        query = format!("?bundle=bundles/{name}");
    }
    let server = Server::bind(site, asked.port)?;
    println!("{}{query}", server.url()?);
    io::stdout().flush()?;
    server.run();
    Ok(true)
}
