//! `tilmach completions` and `tilmach manual`

use clap::CommandFactory;

use super::Outcome;
use super::arguments::{Arguments, Completions};
use super::ui::Ui;

pub(crate) fn completions(arguments: &Completions, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut script = Vec::new();
    clap_complete::generate(
        arguments.shell,
        &mut Arguments::command(),
        "tilmach",
        &mut script,
    );
    ui.raw(&String::from_utf8_lossy(&script));
    Ok(Outcome::Clean)
}

/// The page of the program, and those of its commands after it.
pub(crate) fn manual(ui: &mut Ui) -> anyhow::Result<Outcome> {
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
    ui.raw(&String::from_utf8_lossy(&page));
    Ok(Outcome::Clean)
}
