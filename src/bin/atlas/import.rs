//! `atlas import`: offices' files into a source bundle.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sozialatlas::model::Lang;
use sozialatlas::publish::import::into::{Bundle, Report};
use sozialatlas::publish::import::{self as tables, Asked, generic};

use crate::borders::Borders;
use crate::words::{Bar, Format, Language, print_remarks};

#[derive(clap::Args)]
pub struct Import {
    /// Tables as an office delivers them (CSV, TSV, XLSX, XLS, ODS, each also packed with gzip), or boundaries
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Folder of the source bundle
    #[arg(long, value_name = "BUNDLE")]
    into: PathBuf,
    /// Layout of the tables; recognised if not given
    #[arg(long, value_name = "ID")]
    layout: Option<String>,
    /// Mapping file that says what the columns are
    #[arg(long, value_name = "FILE", conflicts_with = "layout")]
    mapping: Option<PathBuf>,
    /// Only writes the proposed mapping into this file, for editing
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "zuordnung.json")]
    propose: Option<PathBuf>,
    /// Level of the bundle that the areas belong to, if several have their keys
    #[arg(long)]
    level: Option<String>,
    /// Year or date of the figures, if the table does not say: 2022 or 2022-12-31
    #[arg(long)]
    period: Option<String>,
    /// Takes only areas whose key begins like this, and the larger ones that contain them
    #[arg(long, value_name = "KEY")]
    only: Option<String>,
    /// Writes nothing, only shows what would be done
    #[arg(long, visible_alias = "preview")]
    dry_run: bool,
    /// Figures that the bundle has already may be changed
    #[arg(long)]
    force: bool,
    /// Removes figures of the last import that the file no longer has
    #[arg(long)]
    replace: bool,
    /// Writes the report into a file
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// How remarks are written; json writes one object a line and nothing else
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Language of the report
    #[arg(long, value_enum, default_value_t = Language::De)]
    lang: Language,
    #[command(flatten)]
    borders: Borders,
}

pub fn run(asked: &Import) -> Result<bool> {
    let lang = asked.lang.into();
    let mut bundle = Bundle::open(&asked.into)?;
    let mut wish = Asked {
        layout: asked.layout.clone(),
        mapping: None,
        level: asked.level.clone(),
        period: asked.period.clone(),
        only: asked.only.clone(),
        force: asked.force,
        replace: asked.replace,
        dry: asked.dry_run,
        again: None,
    };
    if let Some(path) = &asked.mapping {
        let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        wish.mapping = Some(generic::Mapping::read(&text, &path.display().to_string())?);
    }
    if let Some(path) = &asked.propose {
        return propose(asked, &wish, &bundle, path, lang);
    }
    let mut reports = Vec::new();
    for file in &asked.files {
        reports.push(if tables::is_boundaries(file) {
            borders(file, asked, &mut bundle)?
        } else {
            one(file, &wish, &mut bundle)?
        });
    }
    // A list of indicators completes what the tables after it brought.
    for (place, file) in asked.files.iter().enumerate().take(asked.files.len() - 1) {
        if reports.get(place).is_some_and(|r: &Report| r.borders.is_none() && r.counts.taken == 0 && !r.has_errors()) {
            reports[place] = one(file, &wish, &mut bundle)?;
        }
    }
    tell(&reports, asked.format, asked.report.as_deref(), lang)
}

fn one(file: &Path, wish: &Asked, bundle: &mut Bundle) -> Result<Report> {
    let bar = Bar::new(&tables::name_of(file));
    let report = tables::import(file, wish, bundle, &mut |done| bar.tell(done));
    bar.end();
    report
}

fn borders(file: &Path, asked: &Import, bundle: &mut Bundle) -> Result<Report> {
    let wish = asked.borders.asked(asked.level.as_deref(), asked.only.as_deref(), asked.force, asked.dry_run)?;
    let bar = Bar::new(&tables::name_of(file));
    let report = tables::import_borders(file, &wish, bundle, &mut |done| bar.tell(done));
    bar.end();
    report
}

/// Prints what was done, and writes it into a file if asked.
pub fn tell(reports: &[Report], format: Format, into: Option<&Path>, lang: Lang) -> Result<bool> {
    let mut out = io::stdout().lock();
    let mut whole = String::new();
    for report in reports {
        let refused = report.has_errors();
        print_remarks(&mut out, &report.remarks, format, lang)?;
        let mut text =
            if refused && report.counts.taken == 0 { format!("## {}\n", report.file) } else { report.text(lang) };
        let written = match (lang, refused, report.dry, report.unchanged || report.files.is_empty()) {
            (Lang::En, true, ..) => "\nNothing was written.\n",
            (_, true, ..) => "\nNichts wurde geschrieben.\n",
            (Lang::En, _, true, _) => "\nNothing was written (--dry-run).\n",
            (_, _, true, _) => "\nNichts wurde geschrieben (--dry-run).\n",
            _ => "",
        };
        text += written;
        if matches!(format, Format::Text) {
            if !report.preview.is_empty() {
                writeln!(out, "\n{}", report.preview_text(lang))?;
            }
            writeln!(out, "{text}")?;
        }
        let _ = writeln!(whole, "{text}");
        report.remarks.iter().for_each(|remark| whole += &format!("- {}\n", remark.line(lang)));
        whole.push('\n');
    }
    if let Some(path) = into {
        std::fs::write(path, whole).with_context(|| path.display().to_string())?;
    }
    Ok(!reports.iter().any(Report::has_errors))
}

/// Writes the proposed mapping of the first file.
fn propose(asked: &Import, wish: &Asked, bundle: &Bundle, into: &Path, lang: Lang) -> Result<bool> {
    if into.exists() && !asked.force {
        match lang {
            Lang::En => bail!("{}: exists already; --force replaces it", into.display()),
            _ => bail!("{}: gibt es schon; --force ersetzt die Datei", into.display()),
        }
    }
    let Some(file) = asked.files.first() else { return Ok(false) };
    let name = tables::name_of(file);
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let mut out = io::stdout().lock();
    let found = match tables::read_tables(&bytes, &name) {
        Err(remarks) => Err(remarks),
        Ok(read) => {
            let all = read.grids.iter().map(|grid| tables::propose(grid, wish, bundle, &name));
            let (proposed, refused): (Vec<_>, Vec<_>) = all.partition(std::result::Result::is_ok);
            let refused = refused.into_iter().filter_map(std::result::Result::err).flatten().collect();
            proposed.into_iter().flatten().next().ok_or::<Vec<_>>(refused)
        }
    };
    let proposed = match found {
        Ok(proposed) => proposed,
        Err(remarks) => {
            print_remarks(&mut out, &remarks, asked.format, lang)?;
            return Ok(false);
        }
    };
    print_remarks(&mut out, &proposed.remarks, asked.format, lang)?;
    std::fs::write(into, proposed.mapping.text()).with_context(|| into.display().to_string())?;
    let target = asked.into.display();
    match lang {
        Lang::En => {
            writeln!(out, "{0}: check it, then: atlas import {name} --into {target} --mapping {0}", into.display())?
        }
        _ => writeln!(out, "{0}: prüfen, dann: atlas import {name} --into {target} --mapping {0}", into.display())?,
    }
    Ok(true)
}
