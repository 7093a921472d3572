//! What was kept aside: listed, shown beside what was sent, taken, rejected, and
//! never forgotten. And what a returned file names is never opened.

use std::process::Command;

use serde_json::Value;

use crate::project::{Project, Told, executable};
use crate::translator::{answered, filled, words};

/// A project with one Turkish unit kept aside, because its source was changed.
fn with_one_aside() -> Project {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first").replace("Sunday", "Monday");
    project.import("tampered.xlf", &back, 1);
    project
}

/// The result has these words.
#[track_caller]
fn prints(told: &Told, words: &[&str]) {
    for word in words {
        assert!(told.out.contains(word), "{word} is not in {}", told.out);
    }
}

#[track_caller]
fn listed(project: &Project, more: &[&str]) -> Value {
    let line = [&["--json", "quarantine", "list"], more].concat();
    project.tilmach(line).ends(0).json()
}

#[track_caller]
fn ids(list: &Value) -> Vec<String> {
    let units = list["units"].as_array().expect("units");
    units.iter().map(|unit| unit["id"].to_string()).collect()
}

#[test]
fn what_waits_is_listed_and_shown_side_by_side() {
    let project = with_one_aside();
    let list = listed(&project, &[]);
    assert_eq!(
        (list["kept"].as_u64(), list["waiting"].as_u64()),
        (Some(1), Some(1))
    );
    assert_eq!(list["units"][0]["reason"], "import::source-changed");
    assert_eq!(list["units"][0]["file"], "tampered.xlf");
    assert!(list["units"][0]["line"].as_u64() > Some(1));
    let id = ids(&list).remove(0);
    let sum = "1 unit kept aside: 1 waiting, 0 accepted, 0 rejected";
    let told = project.tilmach(["quarantine", "list"]).ends(0);
    prints(&told, &["import::source-changed", sum]);
    let told = project.tilmach(["quarantine", "show", &id]).ends(0);
    let words = ["source, sent:", "⟦Sunday", "⟦Monday", "tampered.xlf, line"];
    prints(&told, &words);
    let shown = project
        .tilmach(["--json", "quarantine", "show", &id])
        .ends(0)
        .json();
    let sent = shown["units"][0]["sent"][0]["source"]
        .as_str()
        .expect("sent");
    assert!(sent.contains("Sunday"), "{sent}");
    project
        .tilmach(["quarantine", "show", "77"])
        .ends(1)
        .says("quarantine::unknown");
}

/// Regression: what was told of a unit named its file as “-”.
#[test]
fn what_is_told_of_a_unit_names_where_it_came_in() {
    let project = with_one_aside();
    let list = listed(&project, &[]);
    let line = list["units"][0]["line"].as_u64().expect("a line");
    let id = ids(&list).remove(0);
    project.tilmach(["quarantine", "accept", &id]).ends(0);
    project
        .tilmach(["quarantine", "accept", &id])
        .ends(1)
        .says(&format!("tampered.xlf:{line}"));
}

#[test]
fn the_list_is_as_narrow_as_it_is_asked() {
    let project = with_one_aside();
    for (more, expected) in [
        (&["--target", "tr"][..], 1),
        (&["--target", "ug"], 0),
        (&["--export", "000000000000"], 0),
    ] {
        assert_eq!(ids(&listed(&project, more)).len(), expected, "{more:?}");
    }
    let export = listed(&project, &[])["units"][0]["export"].clone();
    let export = export.as_str().expect("its export").to_owned();
    assert_eq!(ids(&listed(&project, &["--export", &export])).len(), 1);
}

#[test]
fn what_is_accepted_is_the_answer_to_its_unit() {
    let project = with_one_aside();
    let id = ids(&listed(&project, &[])).remove(0);
    let before = project.stats();
    project
        .tilmach(["quarantine", "accept", &id, "--by", "nobody"])
        .ends(2)
        .says("contributors");
    let told = project.tilmach(["quarantine", "accept", &id]).ends(0);
    prints(&told, &["1 unit accepted"]);
    let after = project.stats();
    let translated = |stats: &Value| stats["variants"]["tr"]["translated"].as_u64();
    assert_eq!(
        translated(&after),
        translated(&before).map(|number| number + 1)
    );
    assert_eq!(after["quarantined"], 1, "it is never forgotten");
    let list = listed(&project, &["--all"]);
    assert_eq!(
        (list["waiting"].as_u64(), list["accepted"].as_u64()),
        (Some(0), Some(1))
    );
    let verdict = &list["units"][0]["verdict"];
    assert_eq!(verdict["day"], "2026-03-01");
    assert!(
        verdict["identity"]
            .as_str()
            .is_some_and(|identity| identity.len() == 24)
    );
    // Twice is once, and what is in the memory is not rejected.
    project
        .tilmach(["quarantine", "accept", &id])
        .ends(1)
        .says("quarantine::decided");
    project
        .tilmach(["quarantine", "reject", &id])
        .ends(1)
        .says("quarantine::decided");
    project.is_whole();
    // The package of the next run has it.
    project.tilmach(["run"]).ends(0);
    assert!(!project.package("tr").contains("state=\"new\""));
}

#[test]
fn what_is_rejected_stays_on_record_with_its_reason() {
    let project = with_one_aside();
    let id = ids(&listed(&project, &[])).remove(0);
    let reason = ["quarantine", "reject", &id, "--reason", "another sentence"];
    prints(&project.tilmach(reason).ends(0), &["1 unit rejected"]);
    assert!(ids(&listed(&project, &[])).is_empty());
    let list = listed(&project, &["--all"]);
    assert_eq!(list["units"][0]["verdict"]["reason"], "another sentence");
    assert_eq!(list["units"][0]["verdict"]["accepted"], false);
    let told = project.tilmach(["quarantine", "show", &id]).ends(0);
    prints(&told, &["rejected on 2026-03-01"]);
    // The same file again keeps nothing aside twice.
    project.import_file("back/tampered.xlf", 1);
    assert_eq!(listed(&project, &[])["kept"], 1);
    project.is_whole();
}

#[test]
fn what_is_wrong_needs_force() {
    let project = Project::sent_out();
    let package = project.package("kk");
    // Latin letters where Cyrillic ones are written.
    let back = answered(&package, |unit| {
        (unit.translate && unit.id.ends_with("s1")).then(|| words("tr", &unit.id))
    });
    project.import("latin.xlf", &back, 1);
    let list = listed(&project, &[]);
    let id = ids(&list).remove(0);
    let told = project.tilmach(["quarantine", "accept", &id]).ends(1);
    told.says("import::script").says("--force");
    let waiting = list["waiting"].as_u64().expect("a number");
    assert_eq!(listed(&project, &[])["waiting"].as_u64(), Some(waiting));
    project
        .tilmach(["quarantine", "accept", &id, "--force"])
        .ends(0);
    assert_eq!(listed(&project, &[])["waiting"].as_u64(), Some(waiting - 1));
    project.is_whole();
}

#[test]
fn conflicts_stand_beside_what_was_kept_aside() {
    let project = Project::sent_out();
    let package = project.package("tr");
    project.import("one.xlf", &filled(&package, "tr", "one"), 0);
    assert_eq!(
        listed(&project, &[])["conflicts"].as_array().map(Vec::len),
        Some(0)
    );
    // A memory of somebody else says another thing everywhere.
    let unit = crate::translator::units(&package);
    let source = &unit
        .iter()
        .find(|unit| unit.translate)
        .expect("a unit")
        .source;
    for turn in ["two", "three"] {
        let file = format!(
            "<tmx version=\"1.4\"><header creationtool=\"o\" creationtoolversion=\"1\" \
             segtype=\"sentence\" o-tmf=\"o\" adminlang=\"en\" srclang=\"en\" \
             datatype=\"plaintext\"/><body><tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
             <tuv xml:lang=\"tr\"><seg>{}</seg></tuv></tu></body></tmx>",
            words("tr", turn)
        );
        project.import(&format!("{turn}.tmx"), &file, 0);
    }
    let list = listed(&project, &["--target", "tr"]);
    let conflicts = list["conflicts"].as_array().expect("a list");
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!(
        conflicts[0]["translations"].as_array().map(Vec::len),
        Some(2)
    );
    let told = project.tilmach(["quarantine", "list"]).ends(0);
    prints(&told, &["conflict  tr  2 translations"]);
}

/// A returned file may name what it likes; nothing that it names is opened.
#[test]
fn nothing_that_a_file_names_is_opened() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not there, or may not watch");
        return;
    }
    let project = Project::sent_out();
    let named = [
        "../../planted-original",
        "file:///planted-skeleton",
        "http://planted.example/skeleton",
        "planted-schema.xsd",
        "planted-tmx14.dtd",
    ];
    let unit = "<trans-unit id=\"1\"><source>The keys are here.</source><target>Anahtarlar \
        burada.</target></trans-unit>";
    let xliff = format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:x {}\">\
         <file original=\"{}\" datatype=\"plaintext\" source-language=\"en\" \
         target-language=\"tr\"><header><skl><external-file href=\"{}\"/></skl><reference>\
         <external-file href=\"{}\"/></reference></header><body>{unit}</body></file></xliff>",
        named[3], named[0], named[1], named[2]
    );
    let tmx = format!(
        "<!DOCTYPE tmx SYSTEM \"{}\"><tmx version=\"1.4\"><header creationtool=\"o\" \
         creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"o\" adminlang=\"en\" \
         srclang=\"en\" datatype=\"plaintext\"/><body><tu><tuv xml:lang=\"en\"><seg>The door is \
         here.</seg></tuv><tuv xml:lang=\"tr\"><seg>Kapı burada.</seg></tuv></tu></body></tmx>",
        named[4]
    );
    project.write("back/named.xlf", xliff);
    project.write("back/named.tmx", tmx);
    for file in ["back/named.xlf", "back/named.tmx"] {
        let output = Command::new("strace")
            .args(["-f", "-e", "trace=file,network", "-o"])
            .arg(project.path("calls"))
            .arg(executable())
            .args(["import", file])
            .current_dir(project.root())
            .output()
            .expect("runs");
        Told::from(&output).ends(0);
        let calls = project.read("calls");
        assert!(calls.contains("back/named"), "the file itself is opened");
        let opened: Vec<&str> = calls
            .lines()
            .filter(|call| call.contains("planted") || call.contains("connect("))
            .collect();
        assert!(opened.is_empty(), "{opened:#?}");
    }
    let stats = project.stats();
    assert_eq!(stats["variants"]["tr"]["translated"], 2);
}
