//! `atlas key`, `atlas sign` and `atlas verify`.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use sozialatlas::model::Lang;
use sozialatlas::publish::{new_key, public_key, sign, verify};

use crate::words::{Format, Language};

#[derive(clap::Subcommand)]
pub enum Key {
    /// Makes a pair of keys: FILE is private and stays with you, FILE.pub is for everybody
    New {
        /// File of the private key; never overwritten
        file: PathBuf,
        /// Language of what is said
        #[arg(long, value_enum, default_value_t = Language::De)]
        lang: Language,
    },
}

#[derive(clap::Args)]
pub struct Sign {
    /// Folder of a compiled bundle
    bundle: PathBuf,
    /// File of the private key, made by `atlas key new`
    #[arg(long)]
    key: PathBuf,
    /// Replaces a signature of another key
    #[arg(long)]
    force: bool,
    /// Language of what is said
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

#[derive(clap::Args)]
pub struct Verify {
    /// Folder of a compiled bundle
    bundle: PathBuf,
    /// The publisher's public key that you trust: a file, or its 64 hexadecimal digits
    #[arg(long)]
    key: String,
    /// How remarks are written; json writes one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of what is said
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
}

pub fn key(asked: &Key) -> Result<bool> {
    let Key::New { file, lang } = asked;
    let public = new_key(file)?;
    let file = file.display();
    match Lang::from(*lang) {
        Lang::En => println!(
            "private key: {file} (keep it safe, show it to nobody)\npublic key: {file}.pub\n{public}\nMake the public key known where your readers trust you: on your web site, in the imprint."
        ),
        _ => println!(
            "Privater Schlüssel: {file} (sicher aufbewahren, niemandem zeigen)\nÖffentlicher Schlüssel: {file}.pub\n{public}\nDen öffentlichen Schlüssel dort bekannt machen, wo Ihre Leser Ihnen trauen: auf der Webseite, im Impressum."
        ),
    }
    Ok(true)
}

pub fn run_sign(asked: &Sign) -> Result<bool> {
    let public = sign(&asked.bundle, &asked.key, asked.force)?;
    let bundle = asked.bundle.display();
    match Lang::from(asked.lang) {
        Lang::En => println!("{bundle}/atlas.json is signed with the key {public}"),
        _ => println!("{bundle}/atlas.json ist unterschrieben mit dem Schlüssel {public}"),
    }
    Ok(true)
}

pub fn run_verify(asked: &Verify) -> Result<bool> {
    let lang = asked.lang.into();
    let checked = verify(&asked.bundle, &public_key(&asked.key)?)?;
    let mut out = io::stdout().lock();
    for remark in &checked.remarks {
        match asked.format {
            Format::Json => writeln!(out, "{}", remark.json(lang))?,
            Format::Text => writeln!(out, "{}", remark.line(lang))?,
        }
    }
    if matches!(asked.format, Format::Text) {
        let (edition, whole) = (&checked.edition, checked.whole);
        let words = match (checked.is_good(), lang) {
            (true, Lang::En) => {
                format!("Edition {edition} is the publisher's: signature good, {whole} files as published.")
            }
            (true, _) => {
                format!("Ausgabe {edition} ist echt: Unterschrift gültig, {whole} Dateien wie veröffentlicht.")
            }
            (false, Lang::En) => format!("Edition {edition} is NOT as the publisher signed it."),
            (false, _) => format!("Ausgabe {edition} ist NICHT so, wie der Herausgeber sie unterschrieben hat."),
        };
        writeln!(out, "{words}")?;
    }
    Ok(checked.is_good())
}
