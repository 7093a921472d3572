//! `tilmach completions` and `tilmach manual`

use std::io::Write;

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, Completions};

pub(crate) fn completions(arguments: &Completions) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "tilmach",
        &mut script,
    );
    std::io::stdout().lock().write_all(&script)?;
    Ok(Outcome::Clean)
}

/// The page of the program, and those of its commands after it.
pub(crate) fn manual() -> anyhow::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for part in command
        .get_subcommands()
        .filter(|part| part.get_name() != "help")
    {
        page.extend_from_slice(b"\n");
        let part = part
            .clone()
            .display_name(format!("tilmach-{}", part.get_name()));
        clap_mangen::Man::new(part).render(&mut page)?;
    }
    std::io::stdout().lock().write_all(&page)?;
    Ok(Outcome::Clean)
}
