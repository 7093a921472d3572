//! What must not be told: names of people and machines, paths, sentences of
//! statements in messages; and that no network is used.

use std::fs;
use std::process::Command;

use crate::project::{LOCALES, Project, Told, executable, program};
use crate::translator::filled;

const HOME: &str = "/home/planted-home-of-somebody";
const USER: &str = "planted-user-name";
const HOST: &str = "planted-host-name";
const FOLDER: &str = "planted-folder-of-a-person";

/// Runs a command as somebody whose name must not be told.
#[track_caller]
fn run_as_somebody(project: &Project, line: &[&str]) -> Told {
    let mut command = program();
    command.current_dir(project.root());
    for (name, value) in [
        ("HOME", HOME),
        ("USER", USER),
        ("LOGNAME", USER),
        ("USERNAME", USER),
        ("HOSTNAME", HOST),
        ("PWD", project.root().to_str().expect("a plain path")),
    ] {
        command.env(name, value);
    }
    Told::from(&command.args(line).output().expect("runs"))
}

/// A text as UTF-8 and as both kinds of UTF-16.
fn spellings(text: &str) -> [Vec<u8>; 3] {
    let units: Vec<u16> = text.encode_utf16().collect();
    [
        text.as_bytes().to_owned(),
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
        units.iter().flat_map(|unit| unit.to_be_bytes()).collect(),
    ]
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// What must stand in no file: planted names, the name of this machine, the
/// place of the project.
fn secrets(project: &Project) -> Vec<String> {
    let root = project.root().to_str().expect("a plain path").to_owned();
    let mut secrets: Vec<String> = [HOME, USER, HOST, FOLDER].map(str::to_owned).to_vec();
    let host = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let host = host.trim();
    // A name as short as a word stands in texts for other reasons.
    if host.len() >= 6 && host != "localhost" {
        secrets.push(host.to_owned());
    }
    secrets.push(root);
    secrets
}

/// A day of work, done by somebody; `given` is how files are named.
#[track_caller]
fn a_day_of_work(project: &Project) {
    let text = "The keeper was here. Nobody else came to the gate.\n";
    project.write("statements/keeper.txt", text);
    run_as_somebody(project, &["run"]).ends(0);
    for locale in LOCALES {
        let back = filled(&project.package(locale), locale, "first");
        let name = format!("back/{locale}.xlf");
        project.write(&name, back.replace("The keeper", "The guard"));
        // One unit is kept aside, and its reason stored.
        run_as_somebody(project, &["import", &name]).ends(1);
        project.write(&name, back);
        // By its full path, as a file manager hands it over.
        let whole = project.path(&name);
        run_as_somebody(project, &["import", whole.to_str().expect("a path")]).ends(0);
    }
    let whole = project.path("statements");
    run_as_somebody(project, &["run", whole.to_str().expect("a path")]).ends(0);
    let tmx = project.path("out/tr/memory.en-tr.tmx");
    run_as_somebody(project, &["import", tmx.to_str().expect("a path")]).ends(0);
    run_as_somebody(project, &["memory", "export"]).ends(0);
    run_as_somebody(project, &["export", "tmx"]).ends(0);
}

#[test]
fn no_file_names_a_person_a_machine_or_a_path() {
    let project = Project::fresh(FOLDER);
    a_day_of_work(&project);
    let secrets = secrets(&project);
    let mut looked_at = 0;
    for folder in ["out", "tm"] {
        for (name, bytes) in project.files(folder) {
            looked_at += 1;
            for secret in &secrets {
                for spelling in spellings(secret) {
                    assert!(!holds(&bytes, &spelling), "{folder}/{name} holds {secret}");
                }
            }
        }
    }
    assert!(looked_at > 20, "only {looked_at} files were looked at");
}

#[test]
fn a_statement_that_lies_elsewhere_is_known_by_its_name_alone() {
    let project = Project::fresh(FOLDER);
    project.write("elsewhere/gate.txt", "Nobody else came to the gate.\n");
    let path = project.path("elsewhere/gate.txt");
    run_as_somebody(&project, &["run", path.to_str().expect("a path")]).ends(0);
    let package = project.package("ug");
    assert!(package.contains("original=\"gate.txt\""), "{package}");
    for (name, bytes) in project.files("tm") {
        for spelling in spellings("elsewhere") {
            assert!(!holds(&bytes, &spelling), "tm/{name} holds the folder");
        }
    }
}

#[test]
fn messages_hold_no_whole_sentence() {
    let sentence = "The keeper of the archive was taken from her house before the morning came";
    let other = "Her daughter has written to the governor eleven times and has had no answer";
    let project = Project::fresh(FOLDER);
    let text = format!("{sentence}. {other}.\u{B}\n");
    project.write("statements/keeper.txt", text);
    project.write(
        "statements/broken.txt",
        [sentence.as_bytes(), b"\xFF."].concat(),
    );
    let mut said = vec![run_as_somebody(&project, &["run"]).ends(1)];
    for locale in LOCALES {
        let package = project.package(locale);
        let back = filled(&package, locale, "first").replace("keeper", "guard");
        project.write("back/tampered.xlf", &back);
        project.write("back/wrong.xlf", filled(&package, "kk", "first"));
        project.write("back/cut.xlf", &back[..back.len() - 60]);
        let files = ["back/tampered.xlf", "back/wrong.xlf", "back/cut.xlf"];
        said.push(run_as_somebody(&project, &[&["import"], &files[..]].concat()).ends(1));
    }
    for told in said {
        for whole in [sentence, other] {
            assert!(!told.err.contains(whole), "{}", told.err);
            assert!(!told.out.contains(whole), "{}", told.out);
        }
    }
}

#[test]
fn no_socket_is_ever_asked_for() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not there, or may not watch");
        return;
    }
    let project = Project::of_a_day();
    let run = &["run"][..];
    for line in [
        run,
        &["import", "out/tr/library.en-tr.xlf"],
        &["search", "keys"],
        &["stats"],
    ] {
        let output = Command::new("strace")
            .args(["-f", "-e", "trace=network", "-o"])
            .arg(project.path("calls"))
            .arg(executable())
            .args(line)
            .current_dir(project.root())
            .output()
            .expect("runs");
        Told::from(&output).ends(0);
        let calls = project.read("calls");
        let network: Vec<&str> = calls
            .lines()
            // Two sockets that are joined to each other lead nowhere.
            .filter(|call| call.contains('(') && !call.contains("socketpair("))
            .collect();
        assert!(network.is_empty(), "{line:?}: {network:#?}");
        assert!(calls.contains("exited with 0"), "{calls}");
    }
}
