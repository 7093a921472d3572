//! A desk's usual days: new statements, packages, returns, a second run, a
//! new release; and that the same work gives the same bytes.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::project::{LOCALES, Project, Told, program};
use crate::translator::filled;
use crate::translator::{units, words};

/// Segments of a language in a band, in the JSON of `run`.
#[track_caller]
fn segments(run: &Value, locale: &str, band: &str) -> u64 {
    let all = run["locales"].as_array().expect("the languages");
    let of_locale = all.iter().find(|one| one["locale"] == locale);
    let bands = &of_locale.expect("the language")["bands"];
    bands[band]["segments"]
        .as_u64()
        .expect("a number of segments")
}

#[track_caller]
fn all_is_in_context(project: &Project) {
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    for one in run["locales"].as_array().expect("the languages") {
        let bands = one["bands"].as_object().expect("the bands");
        for (band, tally) in bands {
            let known = band == "in-context" || band == "not-for-translation";
            let empty = tally["segments"] == 0;
            assert!(known || empty, "{}: {tally} in {band}", one["locale"]);
        }
        assert_ne!(bands["in-context"]["segments"], 0, "{}", one["locale"]);
    }
}

/// The status of a statement, in the JSON of `run`.
#[track_caller]
fn status(run: &Value, name: &str) -> String {
    let all = run["statements"].as_array().expect("the statements");
    let own = all.iter().find(|one| one["name"] == name);
    own.expect("the statement")["status"]
        .as_str()
        .expect("a status")
        .to_owned()
}

/// Every file that does not change for being looked at. The lock is no data.
#[track_caller]
fn data(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let mut files = project.files("");
    files.retain(|name, _| !name.ends_with(".lock"));
    files
}

#[test]
fn what_comes_back_unchanged_adds_nothing() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    for locale in LOCALES {
        for package in project.packages(locale) {
            let (_, receipt) = project.import_file(&package, 0);
            assert_ne!(receipt.units, 0);
            assert_eq!(receipt.same, receipt.units, "{package}");
        }
    }
    let stats = project.stats();
    assert_eq!(stats["quarantined"], 0);
    assert_eq!(stats["variants"], serde_json::json!({}));
}

#[test]
fn what_was_filled_comes_back_in_context() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    let receipts = project.fill_all("first");
    assert_eq!(receipts.len(), 3 * LOCALES.len());
    for receipt in receipts {
        assert_eq!(receipt.added + receipt.same, receipt.units);
        assert_ne!(receipt.added, 0);
    }
    all_is_in_context(&project);
    let own = &project.read("out/ug/archive.en-ug.xlf");
    for unit in units(own).iter().filter(|unit| unit.translate) {
        let seed = format!("first {} {}", unit.id, unit.source);
        assert_eq!(unit.target.as_deref(), Some(words("ug", &seed).as_str()));
    }
    project.is_whole();
}

#[test]
fn packages_that_are_filled_come_back_unchanged_too() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let before = project.text_form();
    for package in project.packages("zh-Hant") {
        let (_, receipt) = project.import_file(&package, 0);
        assert_eq!(receipt.same, receipt.units, "{package}");
        assert_eq!(receipt.untranslated, 0, "{package}");
    }
    assert_eq!(project.text_form(), before);
}

#[test]
fn a_second_run_does_no_work_twice() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let (files, times) = (project.files("out"), project.times("out"));
    let stats = project.stats();
    let told = project.tilmach(["--json", "run"]).ends(0);
    assert_eq!(status(&told.json(), "archive.txt"), "unchanged");
    assert_eq!(project.files("out"), files);
    assert_eq!(project.times("out"), times);
    assert_eq!(project.stats(), stats);
    // The bands are still told, although nothing was looked up.
    assert_ne!(segments(&told.json(), "kk", "in-context"), 0);
}

#[test]
fn another_day_is_no_reason_to_make_anything_again() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let (files, stats) = (project.files("out"), project.stats());
    let mut later = program();
    later.current_dir(project.root());
    let output = later.args(["run", "--day", "2026-09-09"]).output();
    Told::from(&output.expect("runs")).ends(0);
    assert_eq!(project.files("out"), files);
    assert_eq!(project.stats(), stats);
}

#[test]
fn a_package_that_was_removed_is_made_again() {
    let project = Project::sent_out();
    let name = project.packages("tr")[0].clone();
    let whole = project.read(&name);
    std::fs::remove_file(project.path(&name)).expect("removed");
    project.tilmach(["run"]).ends(0);
    assert_eq!(project.read(&name), whole);
}

/// Some translators work in the folder they were given, and some returns are
/// saved there under their old name.
#[test]
fn work_in_a_package_is_never_overwritten() {
    let project = Project::sent_out();
    let name = project.packages("tr")[0].clone();
    let work = filled(&project.read(&name), "tr", "first");
    project.write(&name, &work);
    for line in [&["run"][..], &["export", "xliff"]] {
        project.tilmach(line).ends(1).says("package::edited");
        assert_eq!(project.read(&name), work);
    }
    // What is in the memory need not be kept in the folder.
    project.import_file(&name, 0);
    project.tilmach(["run"]).ends(0);
    assert_ne!(project.read(&name), work);
}

/// After a rebuild nothing is on record of what was sent, but a package proves
/// itself.
#[test]
fn an_untouched_package_is_known_without_a_record() {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first");
    std::fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["run", "--day", "2026-05-06"]).ends(0);
    project.write("back.xlf", back);
    project.import_file("back.xlf", 0);
    std::fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["run"]).ends(0);
}

#[test]
fn a_new_release_is_a_new_version_and_its_old_sentences_are_found() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    let before = project.stats();
    let text = project.read("statements/2026/school.txt");
    let longer = format!("{text}\nThe council promised an answer before winter.\n");
    project.write("statements/2026/school.txt", longer);
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    assert_eq!(status(&run, "2026/school.txt"), "changed");
    assert_eq!(status(&run, "library.txt"), "unchanged");
    for locale in LOCALES {
        assert_eq!(segments(&run, locale, "new"), 1, "{locale}");
        // The sentence before the new one stands in another context now.
        assert_eq!(segments(&run, locale, "100"), 1, "{locale}");
    }
    let after = project.stats();
    let versions = |stats: &Value| stats["versions"].as_u64().expect("a number");
    assert_eq!(versions(&after), versions(&before) + 1);
    assert_eq!(after["statements"], before["statements"]);
    assert_eq!(after["variants"], before["variants"]);
}

#[test]
fn a_sentence_that_changed_tells_what_it_was_and_a_quotation_whose_it_is() {
    let text = "The river flooded three villages this week. “We lost all our books,” said \
                Ana Roe. The school is closed until the summer.\n";
    let project = Project::with("river.txt", text);
    project.tilmach(["run"]).ends(0);
    let first = project.package("tr");
    assert!(!first.contains("Earlier version"), "{first}");
    let quoted = "Quotation of Ana Roe; partly quoted: “We lost all our books,”</note>";
    assert_eq!(first.matches(quoted).count(), 1, "{first}");
    project.import("river.xlf", &filled(&first, "tr", "first"), 0);
    project.write("statements/river.txt", text.replace("three", "four"));
    project.tilmach(["run"]).ends(0);
    let second = project.package("tr");
    let sentence = "The river flooded three villages this week.";
    let seed = format!("first p1.s1 {sentence}");
    let earlier = format!(
        "<note from=\"earlier-version\" annotates=\"general\" priority=\"2\">Earlier version of \
         this sentence: “{sentence}” Its translation: “{}”</note>",
        words("tr", &seed)
    );
    assert_eq!(second.matches(&earlier).count(), 1, "{second}");
    assert_eq!(second.matches("Earlier version").count(), 1, "{second}");
    project.tilmach(["run"]).ends(0);
    assert_eq!(project.package("tr"), second);
    project.tilmach(["run", "--xliff", "2.1"]).ends(0);
    let third = project.package("tr");
    assert_eq!(third.matches("category=\"earlier-version\"").count(), 1);
    assert_eq!(third.matches("category=\"quotation\"").count(), 1);
}

#[test]
fn a_release_taken_back_to_the_old_words_finds_all_its_translations() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    let first = project.read("statements/library.txt");
    project.write("statements/library.txt", "Nothing is known any more.\n");
    project.tilmach(["run"]).ends(0);
    project.write("statements/library.txt", &first);
    let run = project.tilmach(["--json", "run"]).ends(0).json();
    assert_eq!(status(&run, "library.txt"), "changed");
    all_is_in_context(&project);
    project.is_whole();
}

#[test]
fn a_chant_is_told_apart_by_its_places() {
    let line = "Open the door. Open the door. Open the door. Open the door.\n";
    let project = Project::with("chant.txt", line);
    project.tilmach(["run"]).ends(0);
    let package = project.package("tr");
    let back = crate::translator::answered(&package, |_| Some("Kapıyı açın.".to_owned()));
    let (_, receipt) = project.import("chant.xlf", &back, 0);
    assert_eq!((receipt.units, receipt.conflicting), (4, 0));
    let told = project.tilmach(["--json", "run", "--target", "tr"]).ends(0);
    assert_eq!(segments(&told.json(), "tr", "in-context"), 4);
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Project::of_a_day();
    let before = project.files("");
    let run = project
        .tilmach(["--json", "run", "--dry-run"])
        .ends(0)
        .json();
    assert_eq!(status(&run, "archive.txt"), "new");
    assert_ne!(segments(&run, "ug", "new"), 0);
    assert_eq!(project.files(""), before);
    assert!(!project.path("tm/memory.sqlite").exists());
    project.tilmach(["run"]).ends(0);
    project.write("statements/archive.txt", "All is open again.\n");
    let before = project.files("");
    let run = project
        .tilmach(["--json", "run", "--dry-run"])
        .ends(0)
        .json();
    assert_eq!(status(&run, "archive.txt"), "changed");
    assert_eq!(project.files(""), before);
}

#[test]
fn looking_writes_nothing() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    let before = data(&project);
    for line in [
        &["stats"][..],
        &["analyse"],
        &["search", "the keys"],
        &["memory", "verify"],
        &["segment", "statements/archive.txt"],
    ] {
        project.tilmach(line).ends(0);
        assert_eq!(data(&project), before, "{line:?}");
    }
}

#[test]
fn only_the_languages_asked_for_are_made() {
    let project = Project::of_a_day();
    project
        .tilmach(["run", "-t", "kk", "-t", "zh-TW", "--out", "elsewhere"])
        .ends(0);
    let mut folders: Vec<String> = project
        .files("elsewhere")
        .into_keys()
        .filter(|name| !name.starts_with("quotations."))
        .map(|name| name.split('/').next().expect("a folder").to_owned())
        .collect();
    folders.dedup();
    assert_eq!(folders, ["kk", "zh-Hant"]);
    assert!(project.files("out").is_empty());
}

#[test]
fn the_same_work_gives_the_same_bytes() {
    let make = |lines: [&[&str]; 2]| {
        let project = Project::of_a_day();
        project.tilmach(lines[0]).ends(0);
        project.fill_all("first");
        project.tilmach(lines[1]).ends(0);
        (project.files("out"), project.text_form())
    };
    let paths = ["statements/archive.txt", "statements/library.txt"];
    let first = make([&["run"], &["run"]]);
    assert_eq!(
        first,
        make([&["run", "--jobs", "1"], &["run", "--jobs", "4"]])
    );
    let forwards = &["run", "--jobs", "4", paths[0], paths[1], "statements/2026"][..];
    let backwards = &["run", "--jobs", "1", "statements/2026", paths[1], paths[0]][..];
    assert_eq!(first, make([forwards, backwards]));
    assert_eq!(first, make([backwards, forwards]));
}

#[test]
fn packages_made_again_from_the_memory_are_the_same_packages() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let packages = project.files("out");
    std::fs::remove_dir_all(project.path("statements")).expect("removed");
    project
        .tilmach(["export", "xliff", "--out", "again"])
        .ends(0);
    assert_eq!(project.files("again"), packages);
}

#[test]
fn a_package_of_a_statement_that_is_gone_is_told() {
    let project = Project::of_a_day();
    project
        .tilmach(["run"])
        .ends(0)
        .does_not_say("package::stale");
    let name = project.packages("tr")[0].clone();
    let stem = name
        .trim_start_matches("out/tr/")
        .trim_end_matches(".en-tr.xlf");
    std::fs::remove_file(project.path(&format!("statements/{stem}.txt"))).expect("removed");
    project.tilmach(["run"]).ends(0).says("package::stale");
}

/// The text form is what a lost memory comes back from.
#[test]
fn a_lost_memory_is_not_begun_anew_over_its_text() {
    let project = Project::sent_out();
    project.write("back.xlf", filled(&project.package("tr"), "tr", "first"));
    project.import_file("back.xlf", 0);
    project.tilmach(["memory", "export"]).ends(0);
    std::fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["run"]).ends(2).says("memory rebuild");
    project
        .tilmach(["import", "back.xlf"])
        .ends(2)
        .says("memory rebuild");
    project
        .tilmach(["memory", "verify"])
        .ends(2)
        .says("memory rebuild");
    project.tilmach(["memory", "rebuild"]).ends(0);
    project.tilmach(["run"]).ends(0);
}

#[test]
fn an_export_never_writes_over_more_than_the_memory_holds() {
    let project = Project::sent_out();
    project.write("back.xlf", filled(&project.package("tr"), "tr", "first"));
    project.import_file("back.xlf", 0);
    project
        .tilmach(["memory", "export", "--out", "kept"])
        .ends(0);
    let kept = project.read("kept/en-tr.tmx");
    let other = Project::sent_out();
    other.write("back.xlf", filled(&other.package("tr"), "tr", "other"));
    other.import_file("back.xlf", 0);
    other.write("kept/en-tr.tmx", &kept);
    other
        .tilmach(["memory", "export", "--out", "kept"])
        .ends(2)
        .says("--force");
    assert_eq!(other.read("kept/en-tr.tmx"), kept);
    other
        .tilmach(["memory", "export", "--out", "kept", "--force"])
        .ends(0);
}

/// Regression: a rebuild from an older text took back what was reviewed.
#[test]
fn a_rebuild_does_not_go_back_in_time_by_itself() {
    let project = Project::sent_out();
    project.write("back.xlf", filled(&project.package("tr"), "tr", "first"));
    project.import_file("back.xlf", 0);
    project.tilmach(["memory", "export"]).ends(0);
    project
        .tilmach(["import", "--state", "final", "back.xlf"])
        .ends(0);
    project
        .tilmach(["memory", "rebuild"])
        .ends(2)
        .says("--force");
    project.tilmach(["memory", "export"]).ends(0);
    project.tilmach(["memory", "rebuild"]).ends(0);
}

#[test]
fn another_statement_of_the_same_name_is_told() {
    let project = Project::with("news.txt", "The first story is told here.\n");
    project.tilmach(["run"]).ends(0);
    project.write(
        "statements/news.txt",
        "The first story is told here.\nAnd it goes on.\n",
    );
    project
        .tilmach(["run"])
        .ends(0)
        .does_not_say("statement::unlike");
    project.write("elsewhere/news.txt", "Quite another tale begins.\n");
    project
        .tilmach(["run", "elsewhere/news.txt"])
        .ends(0)
        .says("statement::unlike");
}
