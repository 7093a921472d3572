//! The documents are true: every command in the README runs and says what the
//! README shows, every finding code is explained, every link leads somewhere.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
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
    (
        "p3.s2",
        "“Önemli olan, hükümetlerin bundan sonra ne yapacağı.”",
    ),
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
        let start = file
            .find(&format!("<trans-unit id=\"{unit}\""))
            .expect(unit);
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

/// The files below a folder with this ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|other| other == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The documents: the Markdown files of the root and of `docs/`.
fn documents() -> Vec<PathBuf> {
    let mut found = files("docs", "md");
    for name in ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"] {
        found.push(root().join(name));
    }
    found
}

/// Whether a word has the form `room::what-is-wrong`.
fn is_code(word: &str) -> bool {
    let is_part = |part: &str, dash: bool| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || (dash && c == '-'))
    };
    word.split_once("::")
        .is_some_and(|(room, fault)| is_part(room, false) && is_part(fault, true))
}

/// The string literals of a source that have the form of a code. Remarks and
/// the tests at the foot are left out.
fn codes_in(source: &str) -> BTreeSet<String> {
    let code = source.split("#[cfg(test)]\nmod tests {").next();
    code.unwrap_or_default()
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|literal| is_code(literal))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_finding_code_is_explained() {
    let mut made = BTreeSet::new();
    for path in files("src", "rs") {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if !name.contains("tests") && name != "contract.rs" {
            made.extend(codes_in(&fs::read_to_string(&path).expect("a source")));
        }
    }
    assert!(made.len() > 50, "the codes are found");
    let mut explained = BTreeSet::new();
    for line in text("docs/findings.md").lines() {
        let Some(code) = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split('`').next())
        else {
            continue;
        };
        assert!(is_code(code), "{code} has not the form of a code");
        assert!(
            explained.insert(code.to_owned()),
            "{code} is explained twice"
        );
    }
    let missing: Vec<&String> = made.difference(&explained).collect();
    let outlived: Vec<&String> = explained.difference(&made).collect();
    assert!(
        missing.is_empty() && outlived.is_empty(),
        "docs/findings.md does not explain {missing:?}, and explains {outlived:?}, which the \
         program never says"
    );
}

/// A section for every check, with all of its parts, and no other section.
#[test]
fn every_check_is_explained() {
    let page = text("docs/checks.md");
    let told: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .collect();
    let rules = tilmach::check::rules();
    let codes: Vec<&str> = rules.iter().map(|about| about.code).collect();
    assert_eq!(told, codes, "the page has them in the order of the program");
    for (section, about) in page.split("\n## ").skip(1).zip(rules) {
        for part in ["**Looks at**", "**Why:**", "**Example:**", "**Ignores**"] {
            let held =
                section.contains(part) || (part == "**Example:**" && section.contains("**Example"));
            assert!(held, "{} does not say {part}", about.code);
        }
        let weight = format!("*{}", about.severity)
            .replacen("*e", "*E", 1)
            .replacen("*w", "*W", 1)
            .replacen("*n", "*N", 1);
        assert!(section.contains(&weight), "{} weighs {weight}", about.code);
    }
}

/// The relative targets of the links `[text](target)` of a document.
fn links(document: &str) -> Vec<String> {
    document
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| !target.contains("://"))
        .map(str::to_owned)
        .collect()
}

/// The anchor that a heading gets: small letters, spaces as hyphens.
fn anchors(document: &str) -> BTreeSet<String> {
    document
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'))
                .map(|c| {
                    if c == ' ' {
                        '-'
                    } else {
                        c.to_ascii_lowercase()
                    }
                })
                .collect()
        })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut count = 0;
    for path in documents() {
        let document = fs::read_to_string(&path).expect("a document");
        for link in links(&document) {
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file {
                "" => path.clone(),
                file => path.parent().expect("a folder").join(file),
            };
            assert!(target.exists(), "{}: {link} is not there", path.display());
            if !anchor.is_empty() {
                let there = anchors(&fs::read_to_string(&target).expect("a document"));
                assert!(
                    there.contains(anchor),
                    "{}: {link} has no such heading",
                    path.display()
                );
            }
            count += 1;
        }
    }
    assert!(count > 10, "the links are found");
}

/// Names of functions in `backquotes` in the table of invariants.
#[test]
fn every_invariant_names_a_test_that_exists() {
    let mut sources = files("src", "rs");
    sources.extend(files("tests", "rs"));
    let code: String = sources
        .iter()
        .map(|path| fs::read_to_string(path).expect("a source"))
        .collect();
    let document = text("docs/architecture.md");
    let table = document
        .split("## Invariants and their tests")
        .nth(1)
        .expect("the table of invariants");
    let mut count = 0;
    for row in table.lines().filter(|line| line.starts_with("| ")) {
        let held = row.rsplit(" | ").next().unwrap_or_default();
        for name in held.split('`').skip(1).step_by(2) {
            let is_function = name.contains('_')
                && name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
            if is_function {
                assert!(
                    code.contains(&format!("fn {name}(")),
                    "there is no test {name}"
                );
                count += 1;
            } else if let Some(file) = name.strip_prefix("tests/") {
                assert!(
                    root().join("tests").join(file).exists(),
                    "there is no {name}"
                );
            }
        }
    }
    assert!(count > 20, "the tests are found");
}

/// A document is for everybody: no machine, no person, no address in it.
#[test]
fn no_document_names_a_machine_or_a_person() {
    for path in documents() {
        let document = fs::read_to_string(&path).expect("a document");
        for (number, line) in document.lines().enumerate() {
            let place = format!("{}:{}: {line}", path.display(), number + 1);
            for hint in [
                "/home/",
                "/Users/",
                "/root/",
                "/tmp/",
                "C:\\",
                "localhost",
                "127.0.0.1",
            ] {
                assert!(!line.contains(hint), "{place}\nnames {hint}");
            }
            for word in line.split_whitespace() {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric());
                let is_address = word
                    .split_once('@')
                    .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
                // example.org belongs to nobody (RFC 2606).
                assert!(
                    !is_address || word.ends_with("@example.org") || word.contains("/@"),
                    "{place}\nhas an address"
                );
            }
        }
    }
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("## {}", env!("CARGO_PKG_VERSION"));
    let known = text("CHANGELOG.md")
        .lines()
        .any(|line| line == heading || line.starts_with(&format!("{heading} ")));
    assert!(known, "CHANGELOG.md has no heading {heading}");
}

#[test]
fn a_line_that_is_not_said_is_seen() {
    let shown = |lines: &[&str]| {
        lines
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(missing_line(&shown(&["a", "…", "c"]), "a\nb\nc\n"), None);
    assert_eq!(missing_line(&shown(&["c", "a"]), "a\nb\nc\n"), Some("a"));
    let found = commands("```console\n$ tilmach stats # exit code 2\nout\n```\n$ not one\n");
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].command.as_str(), found[0].code),
        ("tilmach stats", 2)
    );
    assert_eq!(found[0].output, ["out"]);
}
