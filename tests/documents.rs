//! The documents are true: every command in the README runs and says what the
//! README shows, every finding code is explained, every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_tilmach");

/// What the README shows and this test does not run: it tests itself, or
/// installs something.
const NOT_RUN: [&str; 2] = ["scripts/test", "cargo install --path ."];

/// The statement that the returned file of the README answers.
const RETURNED: &str = "2022-09-01-assessment-published";

/// What stands in the returned file, by unit: unreviewed drafts, one source
/// left as it was, and one unit whose source a tool has cut.
const DRAFTS: [(&str, &str); 5] = [
    ("p1.s1", "BM ofisi Sincan değerlendirmesini yayımladı"),
    ("p2.s2", "Değerlendirme keyfi gözaltıyı anlatıyor."),
    (
        "p2.s3",
        "The assessment says that this may amount to crimes against humanity.",
    ),
    ("p3.s2", "“Önemli olan, hükümetlerin bundan sonra ne yapacağı.”"),
    (
        "p4.s1",
        "BM İnsan Hakları Konseyi'nden bağımsız ve tarafsız bir mekanizma kurmasını istiyoruz.",
    ),
];

/// The words a tool has cut from the source of `p2.s2`.
const CUT: &str = " and of people from other mostly Muslim communities on a large scale";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder").flatten() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(from, to).expect("copied");
    }
}

/// The sample project in a folder of its own.
fn sample() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for part in [
        "statements",
        "glossaries",
        "tilmach.toml",
        "tests/data/readme",
    ] {
        copy(&root().join(part), &folder.path().join(part));
    }
    folder
}

/// A command of a document with what it is to say.
#[derive(Debug)]
struct Shown {
    line: usize,
    command: String,
    code: i32,
    output: Vec<String>,
}

/// The commands in the `console` and `sh` blocks of a document.
fn commands(document: &str) -> Vec<Shown> {
    let mut found: Vec<Shown> = Vec::new();
    let mut inside = false;
    for (index, line) in document.lines().enumerate() {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            inside = !inside && matches!(fence, "console" | "sh");
            continue;
        }
        if !inside {
            continue;
        }
        if let Some(command) = line.strip_prefix("$ ") {
            let (command, code) = command
                .split_once("# exit code ")
                .map_or((command, 0), |(command, code)| {
                    (command, code.trim().parse().expect("an exit code"))
                });
            found.push(Shown {
                line: index + 1,
                command: command.trim().to_owned(),
                code,
                output: Vec::new(),
            });
        } else {
            let shown = found
                .last_mut()
                .unwrap_or_else(|| panic!("line {}: output of no command", index + 1));
            shown.output.push(line.trim_end().to_owned());
        }
    }
    found
}

/// Runs a command as a shell does; its words and complaints, in their order.
fn run(command: &str, folder: &Path) -> (Option<i32>, String) {
    let command = command.replace("cargo run --release --quiet --", "tilmach");
    let script = format!("tilmach() {{ '{PROGRAM}' \"$@\"; }}\n{{ {command}\n}} 2>&1");
    let done = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .output()
        .expect("a shell");
    (
        done.status.code(),
        String::from_utf8_lossy(&done.stdout).into_owned(),
    )
}

/// Whether the shown lines stand in the output, in their order. `…` alone on
/// a line stands for anything.
fn missing_line<'a>(shown: &'a [String], output: &str) -> Option<&'a str> {
    let mut rest = output.lines().map(str::trim_end);
    shown
        .iter()
        .map(String::as_str)
        .filter(|line| !line.is_empty() && *line != "…")
        .find(|line| !rest.any(|said| said == *line))
}

#[test]
fn every_command_of_the_readme_does_what_it_shows() {
    let folder = sample();
    let shown = commands(&text("README.md"));
    let mut run_count = 0;
    for shown in &shown {
        if NOT_RUN.contains(&shown.command.as_str()) {
            continue;
        }
        let (code, output) = run(&shown.command, folder.path());
        let place = format!("README.md:{}: {}", shown.line, shown.command);
        assert_eq!(code, Some(shown.code), "{place}\n{output}");
        if let Some(line) = missing_line(&shown.output, &output) {
            panic!("{place}\nis shown to say\n{line}\nand says\n{output}");
        }
        run_count += 1;
    }
    assert!(run_count >= 15, "only {run_count} commands were found");
    for named in NOT_RUN {
        assert!(
            shown.iter().any(|shown| shown.command == named),
            "{named} is not in the README any more: take it off the list"
        );
    }
}

/// The package of the sample statement in Turkish, filled in.
fn returned() -> String {
    let folder = sample();
    let (code, output) = run("tilmach run --target tr --day 2022-09-01", folder.path());
    assert_eq!(code, Some(0), "{output}");
    let package = folder.path().join(format!("out/tr/{RETURNED}.en-tr.xlf"));
    let mut file = fs::read_to_string(package).expect("a package");
    for (unit, draft) in DRAFTS {
        let start = file.find(&format!("<trans-unit id=\"{unit}\"")).expect(unit);
        let end = "</source>\n";
        let at = start + file[start..].find(end).expect("a source") + end.len();
        file.insert_str(
            at,
            &format!(
                "          <target xml:lang=\"tr\" state=\"translated\">{draft}</target>\n          \
                 <note from=\"sample\">UNREVIEWED DRAFT, only to try the import with.</note>\n"
            ),
        );
    }
    assert!(file.contains(CUT));
    file = file.replace(CUT, "");
    let remark = "<!-- A sample return for the README. The Turkish in it is UNREVIEWED DRAFT: \
                  no speaker has read it. Never publish it, never put it into a real memory. -->\n";
    let root = file.find("<xliff").expect("a root");
    file.insert_str(root, remark);
    file
}

/// The returned file answers the package that the sample project makes.
#[test]
fn the_returned_file_is_up_to_date() {
    let path = root().join("tests/data/readme/return.en-tr.xlf");
    let wanted = returned();
    if std::env::var_os("UPDATE_RETURN").is_some() {
        fs::write(&path, &wanted).expect("written");
    }
    let held = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        held == wanted,
        "tests/data/readme/return.en-tr.xlf is not an answer to the package that the sample \
         project makes now (a statement, the glossary, the version of the program or the form \
         of packages has changed). Make it again with\n  \
         UPDATE_RETURN=1 cargo test --test documents the_returned_file\nand look at the difference."
    );
}
