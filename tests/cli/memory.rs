//! The memory file and the project file: sound, damaged, rebuilt, of another
//! program, of another time; and settings at fault.

use std::fs;

use crate::project::{LOCALES, Project};
use crate::translator::filled;

/// A project with translations, some of them outlived.
fn with_translations() -> Project {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    let package = project.packages("tr")[0].clone();
    let again = filled(&project.read(&package), "tr", "second");
    project.import("again.xlf", &again, 0);
    project
}

const MEMORY: &str = "tm/memory.sqlite";
const JOURNAL: &str = "tm/memory.sqlite-wal";

fn bytes(project: &Project, name: &str) -> Vec<u8> {
    fs::read(project.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_sound_memory_is_called_sound() {
    let project = with_translations();
    let told = project.tilmach(["memory", "verify"]).ends(0);
    assert!(told.out.contains("nothing is wrong"), "{}", told.out);
    let told = project.tilmach(["--json", "memory", "verify"]).ends(0);
    assert_eq!(told.json()["sound"], true);
}

#[test]
fn no_memory_yet_is_said_and_none_is_made() {
    let project = Project::of_a_day();
    project
        .tilmach(["memory", "verify"])
        .ends(2)
        .says("no memory yet");
    project.tilmach(["stats"]).ends(0);
    project.tilmach(["search", "keys"]).ends(0);
    assert!(!project.path(MEMORY).exists());
}

/// What a process that was killed at its very beginning leaves behind.
#[test]
fn a_memory_file_without_a_byte_in_it_is_as_good_as_none() {
    let project = Project::of_a_day();
    project.write(MEMORY, "");
    project.tilmach(["stats"]).ends(0);
    project.tilmach(["run", "--dry-run"]).ends(0);
    project
        .tilmach(["memory", "verify"])
        .does_not_say("older form");
    project.tilmach(["run"]).ends(0);
    project.is_whole();
}

#[test]
fn damage_on_any_page_is_found_or_told() {
    const PAGE: usize = 4096;
    let project = with_translations();
    let sound = bytes(&project, MEMORY);
    assert!(
        sound.len() > 20 * PAGE,
        "the memory is too small for this test"
    );
    for page in (0..sound.len() / PAGE).step_by(11) {
        let mut damaged = sound.clone();
        for byte in &mut damaged[page * PAGE..page * PAGE + 200] {
            *byte ^= 0xA5;
        }
        project.write(MEMORY, damaged);
        project.tilmach(["memory", "verify"]).fails();
        for line in [&["stats"][..], &["search", "keys"], &["run", "-t", "ug"]] {
            // It may end in any way but a panic.
            project.tilmach(line);
        }
    }
    project.write(MEMORY, sound);
    for rest in ["-wal", "-shm"] {
        let _ = fs::remove_file(project.path(&format!("{MEMORY}{rest}")));
    }
    project.is_whole();
}

#[test]
fn a_translation_changed_behind_our_back_is_found() {
    let project = with_translations();
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    let changed = connection
        .execute("UPDATE variant SET plain = plain || '!' WHERE id = 1", [])
        .expect("changed");
    assert_eq!(changed, 1);
    drop(connection);
    let told = project.tilmach(["memory", "verify"]).ends(1);
    assert!(told.err.contains("memory::identity"), "{}", told.err);
    assert!(told.err.contains(MEMORY), "{}", told.err);
}

#[test]
fn a_memory_that_was_cut_short_is_told() {
    let project = with_translations();
    let sound = bytes(&project, MEMORY);
    for length in [10, 100, 4096, sound.len() / 2, sound.len() - 1000] {
        project.write(MEMORY, &sound[..length]);
        project.tilmach(["memory", "verify"]).fails().says(MEMORY);
    }
}

#[test]
fn a_rebuilt_memory_exports_the_same_bytes() {
    let project = with_translations();
    let before = project.text_form();
    assert_eq!(before.len(), LOCALES.len());
    let old = project.stats();
    project
        .tilmach(["memory", "rebuild", "--from", "text"])
        .ends(0);
    assert_eq!(project.text_form(), before);
    let new = project.stats();
    assert_eq!(new["variants"], old["variants"]);
    assert_eq!(new["superseded"], old["superseded"]);
    project.is_whole();
    // Statements come back with the next run, and know their translations.
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    for locale in run["locales"].as_array().expect("the languages") {
        assert_eq!(
            locale["bands"]["new"]["segments"], 0,
            "{}",
            locale["locale"]
        );
    }
}

#[test]
fn a_memory_file_that_is_lost_is_made_again_from_its_text_form() {
    let project = with_translations();
    let before = project.text_form();
    fs::remove_file(project.path(MEMORY)).expect("removed");
    project
        .tilmach(["memory", "rebuild", "--from", "text"])
        .ends(0);
    assert_eq!(project.text_form(), before);
}

#[test]
fn the_memory_that_was_there_is_kept() {
    let project = with_translations();
    project.text_form();
    let old = bytes(&project, MEMORY);
    project
        .tilmach(["memory", "rebuild", "--from", "text"])
        .ends(0);
    assert_eq!(bytes(&project, "tm/memory.sqlite.before"), old);
}

/// The records of what was sent out are in the first memory alone.
#[test]
fn the_first_memory_is_kept_when_it_is_rebuilt_twice() {
    let project = with_translations();
    project.text_form();
    let first = bytes(&project, MEMORY);
    project
        .tilmach(["memory", "rebuild", "--from", "text"])
        .ends(0);
    project.tilmach(["memory", "rebuild", "--from", "text"]);
    let kept = project
        .files("tm")
        .into_values()
        .any(|bytes| bytes == first);
    assert!(kept, "the memory with the records is gone");
}

#[test]
fn a_text_form_that_was_changed_is_refused_and_nothing_changes() {
    let project = with_translations();
    project.text_form();
    let name = "text/en-kk.tmx";
    let whole = project.read(name);
    let word = whole
        .split("<seg>")
        .nth(2)
        .expect("a target")
        .chars()
        .next()
        .expect("a letter");
    let tampered = whole.replacen(&format!("<seg>{word}"), "<seg>Ә", 1);
    assert_ne!(tampered, whole);
    let before = project.files("tm");
    for bad in [tampered.as_str(), &whole[..whole.len() / 2], "", "<html/>"] {
        project.write(name, bad);
        project
            .tilmach(["memory", "rebuild", "--from", "text"])
            .fails()
            .says("en-kk.tmx");
        assert_eq!(project.files("tm"), before);
    }
}

/// Changes the memory so that the change stands in the journal alone, as a
/// killed process leaves it.
fn with_journal(project: &Project) {
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    connection
        .execute_batch("PRAGMA wal_autocheckpoint = 0; UPDATE statement SET name = 'x' || name;")
        .expect("changed");
    let memory = bytes(project, MEMORY);
    let journal = bytes(project, JOURNAL);
    assert!(!journal.is_empty());
    // Closing it would bring the journal into the file.
    drop(connection);
    project.write(MEMORY, memory);
    project.write(JOURNAL, journal);
    let _ = fs::remove_file(project.path("tm/memory.sqlite-shm"));
}

fn damage_the_head(project: &Project) {
    let mut damaged = bytes(project, MEMORY);
    for byte in &mut damaged[..200] {
        *byte ^= 0xA5;
    }
    project.write(MEMORY, damaged);
}

#[test]
fn what_stands_in_the_journal_alone_is_not_lost() {
    let project = with_translations();
    with_journal(&project);
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    assert_eq!(
        run["statements"][0]["status"], "new",
        "the old one has another name now"
    );
    project.is_whole();
}

/// A journal belongs to the file it was written for. A new file in its place
/// would take the pages of the old one into itself.
#[test]
fn a_rebuilt_memory_takes_nothing_from_the_journal_of_the_old_one() {
    for is_lost in [true, false] {
        let project = with_translations();
        let text = project.text_form();
        with_journal(&project);
        if is_lost {
            fs::remove_file(project.path(MEMORY)).expect("removed");
        } else {
            damage_the_head(&project);
        }
        project
            .tilmach(["memory", "rebuild", "--from", "text"])
            .ends(0);
        assert_eq!(
            project.stats()["statements"],
            0,
            "statements of the old memory"
        );
        assert_eq!(project.text_form(), text);
        project.is_whole();
    }
}

/// Somebody who knows how may save it yet: what the journal held is still
/// there, in the journal or in the file.
#[test]
fn looking_at_a_damaged_memory_loses_nothing() {
    let project = with_translations();
    with_journal(&project);
    let head = bytes(&project, MEMORY)[..200].to_owned();
    damage_the_head(&project);
    project.tilmach(["memory", "verify"]).fails();
    let mut saved = bytes(&project, MEMORY);
    saved[..200].copy_from_slice(&head);
    project.write(MEMORY, saved);
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    assert_eq!(run["statements"][0]["status"], "new", "the change is gone");
    project.is_whole();
}

#[test]
fn a_statement_without_a_version_is_found() {
    let project = with_translations();
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    let line = "INSERT INTO statement (name) VALUES ('from nowhere')";
    connection.execute(line, []).expect("stored");
    drop(connection);
    project
        .tilmach(["memory", "verify"])
        .ends(1)
        .says("memory::rule");
}

#[test]
fn a_file_that_is_no_memory_is_left_alone() {
    let project = Project::of_a_day();
    let other = "This is a letter, and no database at all. ".repeat(200);
    project.write(MEMORY, &other);
    for line in [
        &["run"][..],
        &["stats"],
        &["memory", "verify"],
        &["import", "tilmach.toml"],
    ] {
        project
            .tilmach(line)
            .ends(2)
            .says("not a translation memory")
            .says(MEMORY);
    }
    assert_eq!(project.read(MEMORY), other);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let project = Project::of_a_day();
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    connection
        .execute_batch("CREATE TABLE letters (text TEXT)")
        .expect("made");
    drop(connection);
    let before = bytes(&project, MEMORY);
    for line in [&["run"][..], &["stats"], &["memory", "verify"]] {
        project
            .tilmach(line)
            .ends(2)
            .says("not a translation memory")
            .says(MEMORY);
    }
    assert_eq!(bytes(&project, MEMORY), before);
}

#[test]
fn a_memory_of_a_newer_program_is_left_alone() {
    let project = with_translations();
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    connection
        .pragma_update(None, "user_version", 99)
        .expect("set");
    drop(connection);
    let before = bytes(&project, MEMORY);
    for line in [&["run"][..], &["stats"], &["memory", "verify"]] {
        project.tilmach(line).ends(2).says("99").says("newer");
    }
    assert_eq!(bytes(&project, MEMORY), before);
}

#[test]
fn a_folder_where_the_memory_is_meant_is_told() {
    let project = Project::of_a_day();
    fs::create_dir(project.path(MEMORY)).expect("made");
    for line in [&["run"][..], &["stats"], &["memory", "verify"]] {
        project.tilmach(line).ends(2).says(MEMORY);
    }
}

#[test]
fn a_second_program_waits_or_says_that_it_gave_up() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    let package = "out/tr/library.en-tr.xlf";
    let before = project.stats();
    let lock = fs::File::options()
        .write(true)
        .open(project.path("tm/memory.sqlite.lock"))
        .expect("the lock");
    lock.lock().expect("taken");
    for line in [
        &["run"][..],
        &["import", package],
        &["memory", "export"],
        &["export", "xliff"],
    ] {
        let told = project.tilmach([&["--wait", "0"], line].concat()).ends(2);
        told.says("another tilmach").says("--wait");
    }
    project
        .tilmach(["--wait", "1", "run"])
        .ends(2)
        .says("Waiting for it")
        .says("another tilmach");
    // Who only looks need not wait.
    project.tilmach(["--wait", "0", "run", "--dry-run"]).ends(0);
    assert_eq!(project.stats(), before);
    let told = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| project.tilmach(["run"]));
        std::thread::sleep(std::time::Duration::from_millis(300));
        lock.unlock().expect("let go");
        waiting.join().expect("ends")
    });
    told.ends(0);
}

/// A writer that is no tilmach, such as a program for looking at databases.
#[test]
fn another_program_in_the_middle_of_writing_is_waited_for() {
    let project = with_translations();
    let connection = rusqlite::Connection::open(project.path(MEMORY)).expect("a database");
    connection.execute_batch("BEGIN IMMEDIATE").expect("begun");
    project.write("statements/more.txt", "One more statement is here.\n");
    project
        .tilmach(["--wait", "0", "run"])
        .ends(2)
        .says("another")
        .says(MEMORY);
    project.tilmach(["--wait", "0", "stats"]).ends(0);
    connection.execute_batch("ROLLBACK").expect("taken back");
    project.tilmach(["run"]).ends(0);
    project.is_whole();
}

/// A fault in the settings is told with its place and the nearest name.
#[track_caller]
fn setting_at_fault(from: &str, to: &str, place: &str, help: &str) {
    let project = Project::of_a_day();
    project.set(from, to);
    for line in [&["run"][..], &["stats"], &["import", "none.xlf"]] {
        project
            .tilmach(line)
            .ends(2)
            .says(&format!("tilmach.toml:{place}: "))
            .says(help);
    }
    let told = project.tilmach(["--json", "run"]).ends(2);
    let finding = &told.json()["findings"][0];
    assert_eq!(finding["place"]["file"], "tilmach.toml");
    assert!(!project.path(MEMORY).exists());
}

#[test]
fn settings_at_fault_are_told_with_place_and_nearest_name() {
    setting_at_fault("threshold = 70", "treshold = 70", "27:1", "threshold");
    setting_at_fault("threshold = 70", "threshold = 7", "27:13", "50");
    setting_at_fault("\"tr\", ", "\"t\", ", "6:24", "tr");
    setting_at_fault("\"zh-Hant\"", "\"zh-Latn-x-\"", "6:41", "zh-Latn");
    setting_at_fault("unreviewed", "unrevised", "40:1", "unreviewed");
    setting_at_fault("# ug = \"omegat\"", "ug = \"omegaT4\"", "51:6", "omegat");
}

/// The code of the country for that of the language: a common slip. What it
/// names is no language, so nothing could ever be judged by it.
#[test]
fn a_language_that_is_none_is_told_with_the_nearest_name() {
    let project = Project::of_a_day();
    project.set("\"kk\", ", "\"kz\", ");
    project
        .tilmach(["run"])
        .says("tilmach.toml:6:18: ")
        .says("kk");
}

#[test]
fn settings_that_cannot_be_read_are_told_with_their_line() {
    let project = Project::of_a_day();
    project.set("threshold = 70", "threshold 70");
    project
        .tilmach(["run"])
        .ends(2)
        .says("tilmach.toml:27:")
        .says("project::syntax");
}

#[test]
fn a_glossary_that_is_not_there_is_told_with_the_nearest_name() {
    let project = Project::fresh("desk");
    project.set("glossaries/terms.csv", "glossaries/term.csv");
    project
        .tilmach(["run"])
        .ends(2)
        .says("tilmach.toml:19:15: ")
        .says("terms.csv");
}

#[test]
fn settings_that_are_not_text_or_not_there_are_told() {
    let project = Project::of_a_day();
    project.write("tilmach.toml", b"source = \"en\"\n# \xFF\n");
    project.tilmach(["run"]).ends(2).says("tilmach.toml:2:3: ");
    fs::remove_file(project.path("tilmach.toml")).expect("removed");
    project.tilmach(["run"]).ends(2).says("tilmach init");
    fs::create_dir(project.path("tilmach.toml")).expect("made");
    project.tilmach(["run"]).ends(2).says("tilmach.toml");
}

#[test]
fn a_project_is_not_made_over_another_one() {
    let project = Project::of_a_day();
    let before = project.files("");
    project
        .tilmach(["init", "--profile", "un"])
        .ends(2)
        .says("tilmach.toml is there already");
    assert_eq!(project.files(""), before);
}
