//! `atlas site`.

use std::io;
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::{self, BuildError, SiteBuilt, SiteOptions};

use crate::build::Editions;
use crate::protect::read_rules;
use crate::words::{Language, bar, counts, print_all};

#[derive(clap::Args)]
pub struct Site {
    /// Source bundles (folders or zip archives); the app shows the first one
    #[arg(required = true)]
    sources: Vec<PathBuf>,
    /// Folder to write; it is replaced as a whole and only at the end
    #[arg(long)]
    out: PathBuf,
    /// Folder of the finished app (dist); without it there are the plain pages only
    #[arg(long)]
    app: Option<PathBuf>,
    /// Takes the bundles along that the app was built with
    #[arg(long, requires = "app")]
    with_app_bundles: bool,
    /// Where the site will be: for link previews, canonical addresses and sitemap.xml
    #[arg(long, value_name = "https://...")]
    url: Option<String>,
    /// Private key that signs every bundle (see `atlas key new`)
    #[arg(long)]
    key: Option<PathBuf>,
    /// English pages beside the German ones
    #[arg(long)]
    english: bool,
    /// Replaces a site that is there already; earlier editions of its bundles stay
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    editions: Editions,
    /// Rules of disclosure control beyond those that the sources declare (schutz.json)
    #[arg(long)]
    rules: Option<PathBuf>,
    /// Language of what is said
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn run(asked: &Site) -> Result<bool> {
    let lang = asked.lang.into();
    let Some(rules) = read_rules(asked.rules.as_deref(), lang)? else { return Ok(false) };
    let options = SiteOptions {
        app: asked.app.clone(),
        with_own: asked.with_app_bundles,
        url: asked.url.clone(),
        key: asked.key.clone(),
        force: asked.force,
        english: asked.english,
        keeping: asked.editions.keeping(),
        rules,
    };
    let bar = bar();
    let built =
        publish::site(&asked.sources, &asked.out, &options, &mut |done| bar.set_position((done * 1000.0) as u64));
    bar.finish_and_clear();
    match built {
        Ok(built) => report(asked, &built, lang).map(|()| true),
        Err(BuildError::Findings(found)) => {
            print_all(&mut io::stderr().lock(), &found.read.findings, &found.remarks, lang)?;
            eprintln!("{}", counts(&found.read.findings, &found.remarks, lang));
            Ok(false)
        }
        Err(BuildError::Other(error)) => Err(error),
    }
}

fn report(asked: &Site, built: &SiteBuilt, lang: Lang) -> Result<()> {
    for (source, findings, remarks) in &built.findings {
        if !findings.is_empty() || !remarks.is_empty() {
            eprintln!("{}:", source.display());
            print_all(&mut io::stderr().lock(), findings, remarks, lang)?;
        }
    }
    built.remarks.iter().for_each(|remark| eprintln!("{}", remark.line(lang)));
    for (bundle, edition) in &built.editions {
        match lang {
            Lang::En => eprintln!("{bundle}: earlier edition kept: {edition}"),
            _ => eprintln!("{bundle}: frühere Ausgabe bleibt: {edition}"),
        }
    }
    let mut sum = (0, 0);
    for (kind, files, bytes) in &built.counts {
        let word = match (*kind, lang) {
            ("app", _) => "App",
            ("bundle", Lang::En) => "bundles",
            ("bundle", _) => "Daten",
            ("page", Lang::En) => "pages",
            ("page", _) => "Seiten",
            (_, Lang::En) => "pictures",
            _ => "Bilder",
        };
        println!("{word:<9} {files:>7}  {:>12}", megabytes(*bytes, lang));
        sum = (sum.0 + files, sum.1 + bytes);
    }
    println!("{:<9} {:>7}  {:>12}  {}", "", sum.0, megabytes(sum.1, lang), asked.out.display());
    Ok(())
}

fn megabytes(bytes: u64, lang: Lang) -> String {
    sozialatlas::text::figure(bytes as f64 / 1e6, 2, "MB", lang)
}
