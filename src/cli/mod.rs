//! The roof: arguments in, words and exit codes out.
//!
//! Only here are the clock read, the terminal written to and the current
//! folder changed. One command, one file.

mod analyse;
mod arguments;
mod check;
mod convert;
mod export;
mod facts;
mod glossary;
mod import;
mod init;
mod manual;
mod memory;
mod merge;
mod office;
mod omegat;
mod passage;
mod quarantine;
mod quotes;
mod report;
mod review;
mod run;
mod sarif;
mod search;
mod segment;
mod sources;
mod srx;
mod stats;
mod ui;
mod validate;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use ui::Ui;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done, and nothing is wrong with the input.
    Clean,
    /// Everything that could be done was done; something is wrong with the input.
    Findings,
    /// Nothing could be done with what was given; the findings say why.
    CouldNotRun,
}

pub(crate) fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Asking for help is no fault.
            let code = if error.use_stderr() { 2 } else { 0 };
            return match error.print() {
                Err(failed) if failed.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::from(2),
                _ => ExitCode::from(code),
            };
        }
    };
    let mut ui = Ui::new(&arguments.common);
    let ended = dispatch(&arguments, &mut ui).and_then(|outcome| match ui.failure() {
        None => Ok(outcome),
        Some(failure) => Err(anyhow::Error::new(failure).context("the result cannot be written")),
    });
    match ended {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::CouldNotRun) => ExitCode::from(2),
        Err(error) => {
            ui.error(&error);
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: &Arguments, ui: &mut Ui) -> anyhow::Result<Outcome> {
    if let Some(folder) = &arguments.common.start {
        std::env::set_current_dir(folder)
            .map_err(|error| anyhow::anyhow!("cannot work in {}: {error}", folder.display()))?;
    }
    let common = &arguments.common;
    match &arguments.command {
        Command::Init(init) => init::run(init, ui),
        Command::Run(run) => run::run(run, common, ui),
        Command::Import(import) => import::run(import, common, ui),
        Command::Export(export) => export::run(export, common, ui),
        Command::Search(search) => search::run(search, common, ui),
        Command::Stats => stats::run(common, ui),
        Command::Analyse(analyse) => analyse::run(analyse, common, ui),
        Command::Check(check) => check::run(check, common, ui),
        Command::Report(asked) => report::run(asked, common, ui),
        Command::Facts(arguments) => facts::run(arguments, common, ui),
        Command::Segment(segment) => segment::run(segment, ui),
        Command::Convert(convert) => convert::run(convert, ui),
        Command::Srx(srx) => srx::run(srx, ui),
        Command::Validate(validate) => validate::run(validate, ui),
        Command::Glossary(glossary) => glossary::run(glossary, common, ui),
        Command::Quarantine(step) => quarantine::run(step, common, ui),
        Command::Passage(passage) => passage::run(passage, common, ui),
        Command::Memory(memory) => memory::run(memory, common, ui),
        Command::Merge(merge) => merge::run(merge, common, ui),
        Command::Review(review) => review::run(review, common, ui),
        Command::Completions(completions) => manual::completions(completions, ui),
        Command::Manual => manual::manual(ui),
    }
}
