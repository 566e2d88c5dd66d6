//! The command line of a publisher: arguments in, words out. What it does is in `publish`; each command has a file.

mod borders;
mod build;
mod compute;
mod diff;
mod import;
mod inspect;
mod new;
mod protect;
mod serve;
mod sign;
mod site;
mod territory;
mod update;
mod validate;
mod words;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use sozialatlas::publish::{Remark, finish};

/// Validates, compiles and serves bundles of the atlas.
///
/// Exit status: 0 no errors (warnings are allowed), 1 errors, 2 wrong usage.
#[derive(Parser)]
#[command(name = "atlas", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Makes a source bundle to start from, with an explained example
    New(new::New),
    /// Takes offices' tables into a source bundle
    ///
    /// Official layouts are recognised; for every other table the columns are looked at and a mapping is proposed.
    Import(Box<import::Import>),
    /// Repeats the recorded imports of a source bundle with newer files
    Update(update::Update),
    /// Lists everything that is odd about a source bundle
    Validate(validate::Validate),
    /// Compiles a source bundle into static files
    Build(build::Build),
    Protect(protect::Protect),
    /// Lists what changed from one edition to the next: figures, definitions, boundaries
    ///
    /// Exit status: 0 compared, 1 something cannot be read, 2 wrong usage; with --exit-code 3 if there are differences.
    Diff(diff::Diff),
    /// Shows what a compiled bundle, one of its parts or a source bundle holds, and whether it is whole
    Inspect {
        /// Folder, archive or part
        path: PathBuf,
    },
    /// Makes the complete static site: app, bundles, a plain page for each area and indicator
    Site(site::Site),
    /// Makes keys for signing editions
    #[command(subcommand)]
    Key(sign::Key),
    /// Signs a compiled bundle, so that its readers know who published it
    Sign(sign::Sign),
    /// Checks signature, length and checksum of everything in a compiled bundle
    Verify(sign::Verify),
    /// Carries figures to another territorial status: counts summed, rates computed anew, the rest missing with its reason
    Territory(territory::Territory),
    /// Computes a statistic from a table, as the atlas does it in the browser
    ///
    /// `atlas compute --list` names the methods, `atlas compute METHOD` without a table tells what one takes.
    Compute(compute::Compute),
    /// Finishes a built site: the first picture in the page, preload links, content security policy
    Finish {
        /// Folder of the site
        #[arg(default_value = "dist")]
        site: PathBuf,
    },
    /// Serves a built site on this computer, for looking at it
    Serve(serve::Serve),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::New(asked) => new::run(&asked),
        Command::Import(asked) => import::run(&asked),
        Command::Update(asked) => update::run(&asked),
        Command::Validate(asked) => validate::run(&asked),
        Command::Build(asked) => build::run(&asked),
        Command::Protect(asked) => protect::run(&asked),
        Command::Diff(asked) => diff::run(&asked),
        Command::Inspect { path } => inspect::run(&path),
        Command::Site(asked) => site::run(&asked),
        Command::Key(asked) => sign::key(&asked),
        Command::Sign(asked) => sign::run_sign(&asked),
        Command::Verify(asked) => sign::run_verify(&asked),
        Command::Territory(asked) => territory::run(&asked),
        Command::Compute(asked) => compute::run(&asked),
        Command::Finish { site } => finish(&site).map(|()| true),
        Command::Serve(asked) => serve::run(&asked),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            // Whoever reads us through a pipe may stop reading, as `head` does.
            if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
                return ExitCode::SUCCESS;
            }
            match error.downcast_ref::<Remark>() {
                Some(remark) => eprintln!("{}", remark.line(words::asked_language())),
                None => eprintln!("atlas: {error:#}"),
            }
            ExitCode::from(1)
        }
    }
}
