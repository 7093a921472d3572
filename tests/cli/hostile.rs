//! Input that nobody means to give and everybody gives one day: files that
//! are no text, names that are no names, folders that cannot be written,
//! XML that was made to do harm, arguments without sense.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::project::{Project, Told, executable, program};
use crate::translator::{answered, filled, units, words};

const GOOD: &str = "A plain sentence stands here. And another one.\n";

/// A statement that is refused with a finding at a place, while the good one
/// beside it is taken.
#[track_caller]
fn refused(name: &str, bytes: impl AsRef<[u8]>, place: &str) {
    let project = Project::with("good.txt", GOOD);
    project.write(&format!("statements/{name}"), bytes);
    let place = format!("{name}{place}: error[");
    project.tilmach(["run", "-t", "tr"]).ends(1).says(&place);
    project
        .tilmach(["segment", &format!("statements/{name}")])
        .ends(1)
        .says(&place);
    assert_eq!(project.packages("tr"), ["out/tr/good.en-tr.xlf"]);
    assert_eq!(project.stats()["statements"], 1);
    project.is_whole();
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The text of every unit for translation in the only Turkish package.
#[track_caller]
fn sentences(project: &Project) -> Vec<String> {
    let package = project.package("tr");
    units(&package)
        .into_iter()
        .map(|unit| unit.source)
        .collect()
}

// Statements

#[test]
fn a_statement_that_is_empty_is_refused() {
    refused("empty.txt", "", "");
    refused("spaces.txt", " \r\n\t\n\u{A0}\n", "");
    refused("mark.txt", "\u{FEFF}", "");
}

#[test]
fn a_statement_that_is_no_text_is_refused_with_its_place() {
    refused("latin.txt", b"One line.\nCaf\xE9 again.\n", ":2:4");
    refused("cut.txt", b"One line.\nCaf\xC3", ":2:4");
    refused("surrogate.txt", b"Line.\n\xED\xA0\x80", ":2:1");
    refused(
        "nul.txt",
        b"Line one is long enough.\nTwo\0 is as well.\n",
        ":2:4",
    );
    refused(
        "wide.txt",
        utf16("\u{FEFF}Line.\nTwo\0.", u16::to_le_bytes),
        ":2:4",
    );
    let lone = [
        &utf16("\u{FEFF}Line.\n", u16::to_le_bytes)[..],
        b"\x00\xD8a\0",
    ]
    .concat();
    refused("lone.txt", lone, ":2:1");
}

#[test]
fn every_form_of_unicode_gives_the_same_package() {
    let text = "The bell rang — twice.\nNobody came.\n";
    let marked = format!("\u{FEFF}{text}");
    let sources = |bytes: &[u8]| {
        let project = Project::with("bell.txt", bytes);
        project.tilmach(["run", "-t", "tr"]).ends(0);
        sentences(&project)
    };
    let plain = sources(text.as_bytes());
    assert_eq!(plain, ["The bell rang — twice.", "Nobody came."]);
    assert_eq!(sources(marked.as_bytes()), plain);
    assert_eq!(sources(&utf16(&marked, u16::to_le_bytes)), plain);
    assert_eq!(sources(&utf16(&marked, u16::to_be_bytes)), plain);
    assert_eq!(sources(text.replace('\n', "\r\n").as_bytes()), plain);
    assert_eq!(sources(text.replace('\n', "\r").as_bytes()), plain);
}

#[test]
fn invisible_characters_survive_into_the_package_and_back() {
    let invisible = "a\u{A0}b\u{200B}c\u{200C}d\u{200D}e\u{200E}f\u{200F}g\u{2067}h\u{2069}i\
                     \u{2060}j\u{FEFF}k\u{AD}l\u{202F}m\u{85}n\u{2028}o\u{7F}p\u{9B}q";
    let project = Project::with("odd.txt", format!("Odd {invisible} end.\n"));
    project.tilmach(["run", "-t", "tr"]).ends(0);
    assert_eq!(
        sentences(&project).concat(),
        format!("Odd {invisible} end.")
    );
    let answer = format!("Tuhaf {invisible} son.");
    let back = answered(&project.package("tr"), |_| Some(answer.clone()));
    let (_, receipt) = project.import("odd.xlf", &back, 0);
    assert_eq!(receipt.added, receipt.units);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let targets: Vec<_> = units(&project.package("tr"))
        .into_iter()
        .map(|u| u.target)
        .collect();
    assert_eq!(targets[0].as_deref(), Some(answer.as_str()));
    let (_, receipt) = project.import("again.xlf", &project.package("tr"), 0);
    assert_eq!(receipt.same, receipt.units);
}

#[test]
fn a_control_character_is_taken_out_and_told() {
    let project = Project::with("tab.txt", "One.\nTwo\u{B} three\u{1}.\n");
    project
        .tilmach(["run", "-t", "tr"])
        .ends(0)
        .says("tab.txt:2:4: warning[statement::control]")
        .says("U+000B");
    project.tilmach(["--strict", "run", "-t", "tr"]).ends(1);
    assert_eq!(sentences(&project), ["One.", "Two three."]);
}

#[test]
fn marks_of_xml_are_only_text() {
    let text = "Say <b>\"no\"</b> & go, ]]> says <!-- it -->.";
    let project = Project::with("marks.txt", text);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let (_, receipt) = project.import_file("out/tr/marks.en-tr.xlf", 0);
    assert_eq!((receipt.units, receipt.same), (1, 1));
}

#[test]
fn a_line_of_ten_million_bytes_without_an_end_is_refused_in_time() {
    let start = Instant::now();
    refused("long.txt", "word ".repeat(2_000_000), ":1:1");
    assert!(
        start.elapsed() < Duration::from_secs(40),
        "{:?}",
        start.elapsed()
    );
}

/// A line of so many bytes, and how many sentences it has.
fn long_line(length: usize) -> (String, usize) {
    let mut line = String::new();
    let mut number = 0;
    while line.len() < length {
        number += 1;
        let nothing = "nothing ".repeat(60);
        line.push_str(&format!("Sentence {number} says {nothing}to us. "));
    }
    (line, number)
}

#[test]
fn a_line_of_ten_million_bytes_is_cut_into_its_sentences() {
    let (line, number) = long_line(10_000_000);
    let project = Project::with("long.txt", line);
    let told = project.tilmach(["segment", "statements/long.txt"]).ends(0);
    assert_eq!(told.out.lines().count(), number);
}

/// With the program as it is tested, ten million bytes take a minute; with the
/// program as it is used, seconds. `scripts/survive` tries that.
#[test]
fn a_very_long_line_goes_out_and_comes_back() {
    let length = if cfg!(debug_assertions) {
        400_000
    } else {
        10_000_000
    };
    let (line, number) = long_line(length);
    let project = Project::with("long.txt", line);
    let told = project
        .tilmach(["--json", "run", "-t", "tr"])
        .ends(0)
        .json();
    assert_eq!(told["locales"][0]["bands"]["new"]["segments"], number);
    let (_, receipt) = project.import_file("out/tr/long.en-tr.xlf", 0);
    assert_eq!(receipt.same, number as u64);
    project.is_whole();
}

// Names and places

#[test]
fn a_folder_is_no_file() {
    let project = Project::with("good.txt", GOOD);
    for line in [&["import", "statements"][..], &["segment", "statements"]] {
        project
            .tilmach(line)
            .ends(1)
            .says("statements: error[")
            .says("folder");
    }
    fs::create_dir(project.path("statements/folder.txt")).expect("made");
    project.tilmach(["run", "-t", "tr"]).ends(0);
}

#[test]
fn a_file_that_is_not_there_is_told() {
    let project = Project::with("good.txt", GOOD);
    for line in [
        &["run", "none.txt"][..],
        &["import", "none.txt"],
        &["segment", "none.txt"],
    ] {
        project
            .tilmach(line)
            .ends(1)
            .says("none.txt: error[")
            .says("no such file");
    }
    project
        .tilmach(["-C", "nowhere", "run"])
        .ends(2)
        .says("nowhere");
}

#[test]
fn a_folder_without_statements_is_told() {
    let project = Project::empty();
    project
        .tilmach(["run"])
        .ends(1)
        .says("statements: error[file::none]");
    project.write("statements/picture.png", "no text");
    project
        .tilmach(["run"])
        .ends(1)
        .says("picture.png: note[file::format]");
    project
        .tilmach(["run", "statements/picture.png"])
        .ends(1)
        .says("picture.png: error[");
}

#[test]
fn odd_names_are_names() {
    let project = Project::empty();
    let names = [
        "two words.txt",
        "-t.txt",
        "--out.txt",
        "it's \"quoted\" & <more>.txt",
        "ئۇيغۇرچە.txt",
        "新聞稿 — 第二.txt",
        "dots.in.it.txt",
        "$(touch harm).txt",
        "folder.d/a..txt.txt",
    ];
    for name in names {
        project.write(
            &format!("statements/{name}"),
            format!("{GOOD}This is {}.\n", name.len()),
        );
    }
    project.tilmach(["run", "-t", "kk"]).ends(0);
    let packages = project.packages("kk");
    assert_eq!(packages.len(), names.len(), "{packages:?}");
    for package in packages {
        let (_, receipt) = project.import_file(&package, 0);
        assert_eq!(receipt.same, receipt.units);
    }
    assert!(!project.path("harm").exists());
    let told = project
        .tilmach(["--json", "run", "-t", "kk", "--", "statements/-t.txt"])
        .ends(0);
    assert_eq!(told.json()["statements"][0]["status"], "unchanged");
}

#[test]
fn a_name_with_control_characters_does_not_reach_the_terminal() {
    let project = Project::empty();
    let name = "red\u{1B}[31m\nerror: all is lost.txt";
    project.write(&format!("statements/{name}"), GOOD);
    project.write("statements/also\u{7}\u{9B}31m.txt", b"\xFF");
    let told = project
        .tilmach(["run", "-t", "tr"])
        .does_not_say("\u{1B}")
        .does_not_say("\u{7}");
    assert!(!told.err.contains("\nerror: all is lost"), "{}", told.err);
    assert!(!told.err.contains('\u{9B}') && !told.out.contains('\u{1B}'));
    for (name, _) in project
        .files("out")
        .iter()
        .filter(|(name, _)| name.ends_with(".xlf"))
    {
        project.tilmach(["import", &format!("out/{name}")]).ends(0);
    }
}

#[test]
fn a_name_of_a_return_does_not_reach_the_terminal_either() {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first");
    project.write("back/red\u{1B}[31m.xlf", back);
    let told = project
        .tilmach(["import", "back/red\u{1B}[31m.xlf"])
        .ends(0);
    assert!(!told.out.contains('\u{1B}'), "{}", told.out);
    let told = project
        .tilmach(["search", "librarians are free", "-t", "tr"])
        .ends(0);
    assert!(!told.out.contains('\u{1B}'), "{}", told.out);
}

#[test]
fn quiet_programs_still_say_what_is_wrong() {
    let project = Project::with("latin.txt", b"Caf\xE9");
    let file = "statements/latin.txt";
    for line in [
        &["--quiet", "run"][..],
        &["--quiet", "segment", file],
        &["--quiet", "--json", "segment", file],
    ] {
        project.tilmach(line).ends(1).says("latin.txt:1:4: error[");
    }
}

#[test]
fn a_name_as_long_as_a_name_can_be_does_not_hold_up_the_others() {
    let project = Project::with("good.txt", GOOD);
    let name = format!("{}.txt", "n".repeat(251));
    project.write(&format!("statements/{name}"), GOOD);
    let told = project.tilmach(["run", "-t", "tr"]);
    assert!(
        project.path("out/tr/good.en-tr.xlf").exists(),
        "{}",
        told.err
    );
    // Its package needs a longer name, which cannot be.
    told.ends(1).says("nnn").says("name");
    project.is_whole();
}

#[test]
fn a_name_that_is_not_utf8_is_told() {
    let project = Project::with("good.txt", GOOD);
    let name = OsStr::from_bytes(b"statements/caf\xE9.txt");
    fs::write(project.root().join(name), GOOD).expect("written");
    project
        .tilmach(["run", "-t", "tr"])
        .ends(1)
        .says("error[file::name]");
    project
        .tilmach([OsStr::new("run"), name])
        .ends(1)
        .says("error[file::name]");
    assert_eq!(project.stats()["statements"], 1);
    project.tilmach([OsStr::new("segment"), name]).ends(0);
}

#[test]
fn links_in_a_circle_end() {
    let project = Project::with("good.txt", GOOD);
    symlink(".", project.path("statements/circle")).expect("a link");
    symlink("..", project.path("statements/up.txt")).expect("a link");
    symlink("self.txt", project.path("statements/self.txt")).expect("a link");
    project
        .tilmach(["run", "-t", "tr"])
        .ends(1)
        .says("self.txt: error[");
    assert_eq!(project.packages("tr"), ["out/tr/good.en-tr.xlf"]);
    project
        .tilmach(["import", "statements/self.txt"])
        .ends(1)
        .says("self.txt: error[");
}

#[test]
fn two_statements_of_one_name_are_told() {
    let project = Project::empty();
    project.write("one/same.txt", GOOD);
    project.write("two/same.txt", "Other words.\n");
    project
        .tilmach(["run", "-t", "tr", "one", "two"])
        .ends(1)
        .says("two/same.txt: error[file::name]");
    // The same file twice is one statement.
    project
        .tilmach(["run", "-t", "tr", "one", "one/same.txt"])
        .ends(0);
}

#[test]
fn two_statements_that_would_share_a_package_are_told_or_get_two() {
    let project = Project::with("same.txt", GOOD);
    project.write("statements/same.TXT", "Other words altogether.\n");
    let told = project.tilmach(["run", "-t", "tr"]);
    let packages = project.packages("tr").len();
    assert!(
        packages == 2 || told.code == 1,
        "one was lost in silence: {}",
        told.err
    );
    if told.code == 0 {
        project.is_whole();
    }
}

#[test]
fn a_pipe_among_the_statements_does_not_hang() {
    let project = Project::with("good.txt", GOOD);
    let made = Command::new("mkfifo")
        .arg(project.path("statements/pipe.txt"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no pipe can be made here");
        return;
    }
    let mut command = project.command(["run", "-t", "tr"]);
    command.timeout(Duration::from_secs(5));
    let told = Told::from(&command.output().expect("runs"));
    told.ends(1).says("pipe.txt: error[");
    assert_eq!(project.packages("tr"), ["out/tr/good.en-tr.xlf"]);
}

/// Packages of several projects may go into one folder that is shared. What
/// another tilmach is writing there is not ours to sweep away.
#[test]
fn half_files_of_other_projects_are_left_alone() {
    let project = Project::with("good.txt", GOOD);
    let ours = "shared/ours/tr/.tilmach-killed.part";
    let theirs = "shared/theirs/tr/.tilmach-at-work.part";
    project.write(ours, "half");
    project.write(theirs, "half");
    project
        .tilmach(["run", "-t", "tr", "--out", "shared/ours"])
        .ends(0);
    assert!(!project.path(ours).exists(), "ours was left behind");
    project
        .tilmach(["run", "-t", "tr", "--out", "shared"])
        .ends(0);
    project
        .tilmach(["memory", "export", "--out", "shared"])
        .ends(0);
    assert!(project.path(theirs).exists(), "theirs was swept away");
}

#[test]
fn a_file_where_a_folder_is_meant_is_told() {
    let project = Project::with("good.txt", GOOD);
    fs::remove_dir(project.path("out")).expect("removed");
    project.write("out", "in the way");
    project.tilmach(["run", "-t", "tr"]).ends(2).says("out");
    assert_eq!(project.read("out"), "in the way");
    let project = Project::with("good.txt", GOOD);
    fs::remove_dir(project.path("tm")).expect("removed");
    project.write("tm", "in the way");
    project.tilmach(["run", "-t", "tr"]).ends(2).says("tm");
    assert!(project.files("out").is_empty());
}

/// A device never ends, and has no length to be warned by.
#[test]
fn a_device_is_no_file() {
    let project = Project::sent_out();
    let output = Command::new("prlimit")
        .arg("--as=1000000000")
        .arg(executable())
        .args(["import", "/dev/zero"])
        .current_dir(project.root())
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: the memory of a process cannot be limited here");
        return;
    };
    // Not because all memory was filled with it first.
    Told::from(&output)
        .ends(1)
        .says("/dev/zero: error[")
        .does_not_say("memory");
}

#[test]
fn a_return_can_come_through_a_pipe() {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first");
    let mut command = project.command(["import", "/dev/stdin"]);
    let output = command.write_stdin(back).output().expect("runs");
    Told::from(&output).ends(0);
    assert_ne!(project.stats()["variants"]["tr"]["translated"], 0);
    let mut command = project.command(["--json", "segment", "-"]);
    let output = command.write_stdin(GOOD).output().expect("runs");
    let told = Told::from(&output).ends(0);
    assert_eq!(told.json()["segments"].as_array().map(Vec::len), Some(2));
}

// Folders and files that are locked

/// Somebody who is not the owner of the files, to try locked folders with.
/// The owner of the machine can open every lock.
struct Stranger {
    program: std::path::PathBuf,
}

impl Stranger {
    /// None, with a word about it, where nobody else can be.
    fn new(project: &Project) -> Option<Stranger> {
        let program = project.path("tilmach-for-a-stranger");
        fs::copy(executable(), &program).expect("copied");
        let home = project.root().parent().expect("a folder");
        fs::set_permissions(home, Permissions::from_mode(0o755)).expect("opened");
        let stranger = Stranger { program };
        let works = stranger.command(project, &["--version"]).output();
        if works.is_ok_and(|output| output.status.success()) {
            return Some(stranger);
        }
        eprintln!("skipped: locked folders can be tried neither as the owner nor as another user");
        None
    }

    fn command(&self, project: &Project, line: &[&str]) -> Command {
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
            command.arg(&self.program);
            command
        } else {
            Command::new(&self.program)
        };
        command.current_dir(project.root()).args(line);
        command
    }

    #[track_caller]
    fn tilmach(&self, project: &Project, line: &[&str]) -> Told {
        Told::from(&self.command(project, line).output().expect("runs"))
    }
}

fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output().expect("runs");
    user.stdout.starts_with(b"0\n")
}

/// Sets the mode of a folder or a file, and of all that is in it.
fn mode(path: &Path, folders: u32, files: u32) {
    let mode = if path.is_dir() { folders } else { files };
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        self::mode(&entry.path(), folders, files);
    }
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("set");
}

fn open_to_all(project: &Project) {
    mode(project.root(), 0o777, 0o666);
    let program = project.path("tilmach-for-a-stranger");
    fs::set_permissions(program, Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn a_statement_that_may_not_be_read_is_told_and_the_others_are_taken() {
    let project = Project::with("good.txt", GOOD);
    project.write("statements/locked.txt", GOOD);
    let Some(stranger) = Stranger::new(&project) else {
        return;
    };
    open_to_all(&project);
    mode(&project.path("statements/locked.txt"), 0, 0);
    stranger
        .tilmach(&project, &["run", "-t", "tr"])
        .ends(1)
        .says("locked.txt: error[");
    assert_eq!(project.packages("tr"), ["out/tr/good.en-tr.xlf"]);
    stranger
        .tilmach(&project, &["import", "statements/locked.txt"])
        .ends(1)
        .says("locked.txt");
    project.is_whole();
}

#[test]
fn a_folder_for_packages_that_may_not_be_written_is_told() {
    let project = Project::with("good.txt", GOOD);
    let Some(stranger) = Stranger::new(&project) else {
        return;
    };
    open_to_all(&project);
    mode(&project.path("out"), 0o555, 0o444);
    stranger
        .tilmach(&project, &["run", "-t", "tr"])
        .ends(2)
        .says("out/tr");
    assert!(project.files("out").is_empty());
    project.is_whole();
    open_to_all(&project);
    stranger.tilmach(&project, &["run", "-t", "tr"]).ends(0);
    project.is_whole();
}

#[test]
fn a_project_that_may_not_be_written_can_be_read() {
    let project = Project::with("good.txt", GOOD);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let back = filled(&project.package("tr"), "tr", "first");
    project.import("good.xlf", &back, 0);
    let Some(stranger) = Stranger::new(&project) else {
        return;
    };
    mode(project.root(), 0o555, 0o444);
    fs::set_permissions(&stranger.program, Permissions::from_mode(0o555)).expect("set");
    let before = project.files("");
    for line in [
        &["stats"][..],
        &["search", "plain sentence"],
        &["analyse"],
        &["run", "--dry-run"],
        &["memory", "verify"],
    ] {
        stranger.tilmach(&project, line).ends(0);
    }
    for line in [
        &["run"][..],
        &["import", "back/good.xlf"],
        &["memory", "rebuild"],
    ] {
        stranger.tilmach(&project, line).ends(2).says("tm");
    }
    stranger
        .tilmach(&project, &["init", "more"])
        .ends(2)
        .says("more");
    assert_eq!(project.files(""), before);
    open_to_all(&project);
}

// Where the words go

#[test]
fn a_reader_that_went_away_is_no_fault() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    for line in [
        &["stats"][..],
        &["--json", "segment", "statements/archive.txt"],
        &["--help"],
        &["completions", "bash"],
        &["manual"],
        &["--json", "run"],
    ] {
        let mut child = Command::new(executable())
            .args(line)
            .current_dir(project.root())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("runs");
        drop(child.stdout.take());
        let told = Told::from(&child.wait_with_output().expect("ends"));
        assert_eq!((told.code, told.err.as_str()), (0, ""), "{line:?}");
    }
}

#[test]
fn a_result_that_could_not_be_written_is_no_success() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no full device here");
        return;
    };
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    for line in [
        &["--json", "stats"][..],
        &["stats"],
        &["--json", "segment", "statements/archive.txt"],
        &["completions", "bash"],
        &["manual"],
    ] {
        let output = Command::new(executable())
            .args(line)
            .current_dir(project.root())
            .stdout(full.try_clone().expect("the device"))
            .stderr(Stdio::piped())
            .output()
            .expect("runs");
        let told = Told::from(&output);
        assert_eq!(
            told.code, 2,
            "{line:?} ended with {}: {}",
            told.code, told.err
        );
        assert!(!told.err.is_empty(), "{line:?} said nothing");
    }
}

// XML that was made to do harm

/// A file that is refused as a whole, with its name, and leaves no trace.
#[track_caller]
fn not_imported(name: &str, content: impl AsRef<[u8]>, place: &str) -> Told {
    let project = Project::sent_out();
    project.write(&format!("back/{name}"), content);
    let before = project.stats();
    let start = Instant::now();
    let told = project.tilmach(["import", &format!("back/{name}")]).ends(1);
    let told = told.says(&format!("{name}{place}")).says("error[");
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    assert!(
        told.err.len() < 10_000,
        "{} bytes of messages",
        told.err.len()
    );
    assert_eq!(project.stats(), before);
    project.is_whole();
    told
}

fn xliff(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" \
         xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n<file original=\"a.txt\" \
         source-language=\"en\" target-language=\"tr\" datatype=\"plaintext\"><body>{body}\
         </body></file></xliff>\n"
    )
}

fn tmx(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header creationtool=\"x\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" \
         srclang=\"en\" datatype=\"plaintext\"/><body>{body}</body></tmx>\n"
    )
}

#[test]
fn what_is_neither_xliff_nor_tmx_is_refused() {
    not_imported("empty.xlf", "", ":1:1: error[import::format]");
    not_imported(
        "page.xlf",
        "<html><body>xliff</body></html>",
        ":1:1: error[import::format]",
    );
    not_imported(
        "picture.tmx",
        b"\x89PNG\r\n\x1A\n\0\0\0",
        ":1:1: error[import::format]",
    );
    not_imported("wrong.xlf", "<a><xliff/></a>", ":1:");
    not_imported("wrong.tmx", "<a><tmx/></a>", ":1:");
    // A package of ours that has lost its units.
    let lost = xliff("").replace("datatype", "build-num=\"0123456789ab\" datatype");
    not_imported("nothing.xlf", lost, ": error[import::empty]");
    let second = xliff("").replace("version=\"1.2\" ", "version=\"2.0\" ");
    not_imported("second.xlf", second, ":2:");
}

#[test]
fn a_file_that_was_cut_short_is_refused_whole() {
    let sent = Project::sent_out();
    let whole = filled(&sent.package("tr"), "tr", "first");
    for part in [1, 2, 3] {
        let mut cut = whole.len() * part / 4;
        while !whole.is_char_boundary(cut) {
            cut += 1;
        }
        let lines = whole[..cut].matches('\n').count() + 1;
        not_imported("cut.xlf", &whole[..cut], &format!(":{lines}:"));
    }
    let memory = tmx("<tu><tuv xml:lang=\"en\"><seg>One.</seg></tuv></tu>");
    not_imported("cut.tmx", &memory[..memory.len() - 20], ":2:");
}

#[test]
fn depth_without_end_is_refused() {
    let deep = |open: &str, close: &str, number: usize| {
        format!("{}{}", open.repeat(number), close.repeat(number))
    };
    let groups = deep("<group>", "</group>", 200_000);
    not_imported("groups.xlf", xliff(&groups), ":");
    let unit =
        |content: &str| format!("<trans-unit id=\"a\"><source>{content}</source></trans-unit>");
    let spans = deep("<g id=\"1\">", "</g>", 200_000);
    not_imported("spans.xlf", xliff(&unit(&spans)), ":");
    not_imported("open.xlf", xliff(&"<group>".repeat(500_000)), ":");
    let subs = deep("<hi><sub>", "</sub></hi>", 100_000);
    let memory = tmx(&format!(
        "<tu><tuv xml:lang=\"en\"><seg>{subs}</seg></tuv></tu>"
    ));
    not_imported("deep.tmx", memory, ":");
}

#[test]
fn entities_are_not_unfolded() {
    let mut laughs = String::from("<!DOCTYPE xliff [<!ENTITY a0 \"ha\">");
    for level in 1..30 {
        let below = format!("&a{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY a{level} \"{below}\">"));
    }
    laughs.push_str("]>\n<xliff");
    let unit = "<trans-unit id=\"a\"><source>&a29;</source></trans-unit>";
    let file = xliff(unit).replace("<xliff", &laughs);
    not_imported("laughs.xlf", file, ":");
    let file = tmx("<tu><tuv xml:lang=\"en\"><seg>&a29;</seg></tuv></tu>");
    let laughs = laughs
        .replace("DOCTYPE xliff", "DOCTYPE tmx")
        .replace("<xliff", "<tmx");
    not_imported("laughs.tmx", file.replace("<tmx", &laughs), ":");
}

#[test]
fn no_other_file_is_opened_for_an_entity() {
    let secret = Project::empty();
    secret.write("secret.txt", "What stands in here is nobody's business");
    let path = secret.path("secret.txt");
    let outside = format!(
        "<!DOCTYPE xliff [<!ENTITY e SYSTEM \"file://{}\">]>\n<xliff",
        path.display()
    );
    let unit = "<trans-unit id=\"a\"><source>&e;</source><target>&e;</target></trans-unit>";
    let told = not_imported("outside.xlf", xliff(unit).replace("<xliff", &outside), ":");
    told.does_not_say("nobody's business");
}

#[test]
fn an_attribute_of_a_million_bytes_does_no_harm() {
    let long = "n".repeat(1_000_000);
    let project = Project::sent_out();
    let package = filled(&project.package("tr"), "tr", "first");
    let back = package.replacen(
        "<trans-unit ",
        &format!("<trans-unit extradata=\"{long}\" "),
        1,
    );
    project.write("back/long.xlf", &back);
    let told = project.tilmach(["import", "back/long.xlf"]);
    assert!(
        told.err.len() < 10_000,
        "{} bytes of messages",
        told.err.len()
    );
    let back = package.replacen("id=\"p1.s1\"", &format!("id=\"{long}\""), 1);
    project.write("back/long.xlf", &back);
    let told = project.tilmach(["import", "back/long.xlf"]).ends(1);
    assert!(
        told.err.len() < 10_000,
        "{} bytes of messages",
        told.err.len()
    );
    project.is_whole();
}

/// Unit ids are somebody else's words: what they hold must not run on the
/// terminal of the reader or pass for a message of ours.
#[test]
fn what_a_file_says_of_itself_cannot_pass_for_our_words() {
    let project = Project::sent_out();
    let package = filled(&project.package("tr"), "tr", "first");
    let forged = "2&#10;all is well&#x9B;31m";
    let export = package.split_once("build-num=\"").expect("there").1;
    let export = &export[..export.find('"').expect("an end")];
    let forgeries = [
        package.replace("p1.s1\"", &format!("{forged}\"")),
        package.replace(
            "target-language=\"tr\"",
            &format!("target-language=\"{forged}\""),
        ),
        package.replace(export, forged),
        package.replace("version=\"1.2\"", &format!("version=\"{forged}\"")),
        package.replace("xmlns=\"", &format!("xmlns=\"{forged}")),
        package.replace("</target>", &format!("<x id=\"{forged}\"/></target>")),
        package.replace("encoding=\"UTF-8\"", "encoding=\"all\u{9B}31m\""),
    ];
    let mut believed = Vec::new();
    for (number, file) in forgeries.into_iter().enumerate() {
        assert_ne!(file, package, "forgery {number} changed nothing");
        project.write("back/forged.xlf", file);
        // Without the number of its package, a file is known by its sources.
        let code = if number == 2 { 0 } else { 1 };
        let told = project.tilmach(["import", "back/forged.xlf"]).ends(code);
        if told.err.contains("\nall is well") || told.err.contains('\u{9B}') {
            believed.push((number, told.err));
        }
    }
    assert!(believed.is_empty(), "{believed:#?}");
}

#[test]
fn a_return_in_another_encoding_is_the_same_return() {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first");
    let wide = format!("\u{FEFF}{}", back.replace("UTF-8", "UTF-16"));
    project.write("back/wide.xlf", utf16(&wide, u16::to_le_bytes));
    let (_, receipt) = project.import_file("back/wide.xlf", 0);
    assert_eq!(receipt.added, receipt.units);
    project.write("back/turkish.xlf", back.replace("UTF-8", "windows-1254"));
    // The bytes are UTF-8 in truth: the words are wrong, or it is refused, but
    // nothing breaks.
    project.tilmach(["import", "back/turkish.xlf"]);
    project.is_whole();
}

// Arguments

#[test]
fn arguments_without_sense_are_refused_by_name() {
    let project = Project::sent_out();
    let lines: [(&[&str], &str); 14] = [
        (&["run", "--jobs", "0"], "--jobs"),
        (&["run", "--jobs", "many"], "--jobs"),
        (&["search", "x", "--min", "0"], "--min"),
        (&["search", "x", "--min", "101"], "--min"),
        (&["search", "x", "--limit", "-1"], "-1"),
        (&["run", "--target", "fr"], "fr"),
        (&["run", "--target", "no language"], "--target"),
        (&["run", "--day", "2026-13-40"], "--day"),
        (&["--wait", "-1", "run"], "-1"),
        (&["--wait", "99999999999999999999", "run"], "--wait"),
        (&["import"], "FILE"),
        (&["import", "x", "--state", "initial"], "--state"),
        (&["segment", "x", "--locale", ""], "--locale"),
        (&["frobnicate"], "frobnicate"),
    ];
    for (line, name) in lines {
        let output = program().current_dir(project.root()).args(line).output();
        Told::from(&output.expect("runs")).ends(2).says(name);
    }
}

#[test]
fn searching_for_nothing_and_for_everything_is_no_fault() {
    let project = Project::sent_out();
    project.fill_all("first");
    let long = "keys ".repeat(20_000);
    for text in [
        "",
        " ",
        "\u{202E}",
        "%",
        "'; DROP TABLE variant; --",
        &words("ug", "x"),
        &long,
    ] {
        project.tilmach(["search", text, "--min", "1"]).ends(0);
    }
    project.tilmach(["search", "x", "--limit", "0"]).ends(0);
    project
        .tilmach(["--wait", "18446744073709551615", "stats"])
        .ends(0);
    project.is_whole();
}

#[test]
fn a_project_is_not_made_where_none_can_be() {
    let project = Project::empty();
    project.write("file", "in the way");
    let output = program()
        .current_dir(project.root())
        .args(["init", "file"])
        .output();
    Told::from(&output.expect("runs")).ends(2).says("file");
    assert_eq!(project.read("file"), "in the way");
}
