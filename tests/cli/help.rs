//! What the program says of itself: the help of every command, the shell
//! completions and the manual page.

use std::fmt::Write;

use crate::project::{Told, program};

/// Every command that can be typed, parents before their children.
const COMMANDS: &[&[&str]] = &[
    &[],
    &["init"],
    &["run"],
    &["import"],
    &["export"],
    &["export", "tmx"],
    &["export", "xliff"],
    &["export", "omegat"],
    &["search"],
    &["stats"],
    &["analyse"],
    &["check"],
    &["check", "accept"],
    &["check", "accepted"],
    &["check", "withdraw"],
    &["report"],
    &["facts"],
    &["segment"],
    &["convert"],
    &["srx"],
    &["srx", "check"],
    &["srx", "export"],
    &["validate"],
    &["merge"],
    &["glossary"],
    &["glossary", "check"],
    &["glossary", "list"],
    &["glossary", "show"],
    &["glossary", "export"],
    &["glossary", "import"],
    &["glossary", "sign"],
    &["glossary", "history"],
    &["glossary", "impact"],
    &["glossary", "diff"],
    &["glossary", "match"],
    &["review"],
    &["review", "export"],
    &["review", "import"],
    &["quarantine"],
    &["quarantine", "list"],
    &["quarantine", "show"],
    &["quarantine", "accept"],
    &["quarantine", "reject"],
    &["passage"],
    &["passage", "add"],
    &["passage", "import"],
    &["passage", "list"],
    &["passage", "show"],
    &["passage", "sheet"],
    &["memory"],
    &["memory", "verify"],
    &["memory", "export"],
    &["memory", "rebuild"],
    &["completions"],
    &["manual"],
];

#[track_caller]
fn say(arguments: &[&str]) -> Told {
    let output = program().env_remove("COLUMNS").args(arguments).output();
    Told::from(&output.expect("runs"))
}

#[track_caller]
fn help(command: &[&str]) -> String {
    let told = say(&[command, &["--help"]].concat()).ends(0);
    assert_eq!(told.err, "");
    told.out
}

/// The names under the heading of commands in a help text.
fn listed(help: &str) -> Vec<&str> {
    let commands = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    commands
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

#[test]
fn the_whole_help() {
    let mut whole = String::new();
    for command in COMMANDS.iter().copied() {
        let title = [&["tilmach"], command].concat().join(" ");
        writeln!(whole, "# {title}\n\n{}", help(command)).expect("written");
    }
    insta::assert_snapshot!("help", whole);
}

#[test]
fn every_command_is_in_the_list_of_this_test() {
    for command in COMMANDS.iter().copied() {
        for name in listed(&help(command)) {
            let full = [command, &[name]].concat();
            assert!(
                COMMANDS.contains(&full.as_slice()),
                "{full:?} is not listed"
            );
        }
    }
    let own = help(&[]);
    let top = COMMANDS.iter().filter(|command| command.len() == 1).count();
    assert_eq!(listed(&own).len(), top);
}

#[test]
fn no_command_at_all_is_answered_with_help() {
    let told = say(&[]).ends(2).says("Usage:");
    assert_eq!(told.out, "");
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish"] {
        let script = say(&["completions", shell]).ends(0).out;
        for command in ["run", "import", "rebuild"] {
            assert!(script.contains(command), "{shell} does not know {command}");
        }
    }
    say(&["completions", "abacus"]).ends(2).says("abacus");
}

#[test]
fn the_manual_is_a_page_that_names_every_command() {
    let page = say(&["manual"]).ends(0).out;
    assert!(
        page.contains("\n.TH ") || page.starts_with(".TH "),
        "no title"
    );
    assert!(page.contains("\n.SH "), "no section");
    for command in COMMANDS.iter().filter(|command| command.len() > 1) {
        // Roff writes a hyphen that is not to be broken as \-.
        let plain = page.replace("\\-", "-");
        let name = command.last().expect("a name");
        assert!(plain.contains(name), "{command:?} is not in the manual");
    }
    for command in COMMANDS.iter().filter(|command| command.len() == 1) {
        let title = format!("tilmach-{}", command[0]);
        let plain = page.replace("\\-", "-");
        assert!(plain.contains(&title), "{title} is not in the manual");
    }
}

#[test]
fn the_version_is_told() {
    let told = say(&["--version"]).ends(0);
    assert_eq!(
        told.out.trim(),
        concat!("tilmach ", env!("CARGO_PKG_VERSION"))
    );
}
