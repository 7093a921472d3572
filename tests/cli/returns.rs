//! What translators send back, faithful and not, and memories of other people:
//! what is stored, what is kept aside, and what the receipt says.

use crate::project::{LOCALES, Project, Told};
use crate::translator::{answered, edited, filled, filled_again, units, words};

/// How many units of a package are to be translated.
fn open_units(package: &str) -> u64 {
    units(package).iter().filter(|unit| unit.translate).count() as u64
}

fn variants(project: &Project, locale: &str) -> u64 {
    let stats = project.stats();
    stats["variants"][locale]["translated"]
        .as_u64()
        .unwrap_or(0)
}

fn superseded(project: &Project, locale: &str) -> u64 {
    project.stats()["superseded"][locale].as_u64().unwrap_or(0)
}

#[track_caller]
fn found(told: &Told, code: &str) {
    let codes = told.codes();
    assert!(
        codes.iter().any(|one| one == code),
        "{code} is not in {codes:?}"
    );
}

/// A memory of another tool with these units: language and text of each part.
fn foreign_memory(units: &[&[(&str, &str)]]) -> String {
    let mut file = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n\
         <header creationtool=\"other\" creationtoolversion=\"1\" segtype=\"sentence\" \
         o-tmf=\"other\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/>\n<body>\n",
    );
    for unit in units {
        file.push_str("<tu>");
        for (language, text) in *unit {
            file.push_str(&format!(
                "<tuv xml:lang=\"{language}\"><seg>{text}</seg></tuv>"
            ));
        }
        file.push_str("</tu>\n");
    }
    file.push_str("</body>\n</tmx>\n");
    file
}

#[test]
fn a_source_that_was_tampered_with_is_kept_aside_and_the_rest_is_taken() {
    let project = Project::sent_out();
    let back = filled(&project.package("ug"), "ug", "first").replace("Sunday", "Monday");
    let (told, receipt) = project.import("tampered.xlf", &back, 1);
    found(&told, "import::source-changed");
    assert_eq!((receipt.rejected, receipt.added), (1, receipt.units - 1));
    assert_eq!(project.stats()["quarantined"], 1);
    assert_eq!(variants(&project, "ug"), receipt.added);
    let text = String::from_utf8(project.text_form()["en-ug.tmx"].clone()).expect("text");
    // It is still named as the neighbour of other sentences.
    assert!(
        !text.contains("Monday") && !text.contains("\"><seg>Both librarians came"),
        "{text}"
    );
}

#[test]
fn translations_that_changed_places_are_seen_by_their_sources() {
    let project = Project::sent_out();
    let package = project.package("tr");
    let all = units(&package);
    let (one, other) = (all[1].source.clone(), all[2].source.clone());
    let back = filled(&package, "tr", "first")
        .replace(&one, "\u{1}")
        .replace(&other, &one)
        .replace('\u{1}', &other);
    let (_, receipt) = project.import("swapped.xlf", &back, 1);
    assert_eq!((receipt.rejected, receipt.added), (2, receipt.units - 2));
}

#[test]
fn a_unit_that_was_never_sent_is_kept_aside() {
    let project = Project::sent_out();
    let back = filled(&project.package("kk"), "kk", "first").replace("p1.s1\"", "p77.s7\"");
    let (told, receipt) = project.import("unknown.xlf", &back, 1);
    found(&told, "import::unknown-unit");
    found(&told, "import::missing");
    assert_eq!((receipt.rejected, receipt.added), (1, receipt.units - 1));
    assert_eq!(project.stats()["quarantined"], 1);
}

#[test]
fn a_package_of_another_desk_is_kept_aside() {
    let other = Project::with("other.txt", "This was said at another desk.\n");
    other.tilmach(["run"]).ends(0);
    let project = Project::sent_out();
    let back = filled(&other.package("tr"), "tr", "first");
    let (told, receipt) = project.import("other.xlf", &back, 1);
    found(&told, "import::unknown-export");
    assert_eq!((receipt.units, receipt.rejected), (1, 1));
    assert_eq!(variants(&project, "tr"), 0);
}

#[test]
fn a_unit_that_stands_twice_is_kept_aside_both_times() {
    let project = Project::sent_out();
    let back = edited(
        &filled(&project.package("tr"), "tr", "first"),
        |unit, block| match unit.id.as_str() {
            "p2.s1" => format!("{block}\n        {block}"),
            _ => block.to_owned(),
        },
    );
    let (told, receipt) = project.import("twice.xlf", &back, 1);
    found(&told, "import::duplicate");
    assert_eq!((receipt.rejected, receipt.added), (2, receipt.units - 2));
}

#[test]
fn units_that_did_not_come_back_are_named() {
    let project = Project::sent_out();
    let back = edited(
        &filled(&project.package("tr"), "tr", "first"),
        |unit, block| match unit.id.as_str() {
            "p2.s2" => String::new(),
            _ => block.to_owned(),
        },
    );
    let (told, receipt) = project.import("missing.xlf", &back, 0);
    found(&told, "import::missing");
    assert_eq!(
        told.json()["files"][0]["missing"],
        serde_json::json!(["p2.s2"])
    );
    assert_eq!(receipt.added, receipt.units);
    project
        .tilmach(["import", "back/missing.xlf"])
        .ends(0)
        .says("p2.s2");
    project
        .tilmach(["--strict", "import", "back/missing.xlf"])
        .ends(1);
}

#[test]
fn a_source_copied_into_the_target_is_no_translation() {
    let project = Project::sent_out();
    let back = answered(&project.package("tr"), |unit| Some(unit.source.clone()));
    let (told, receipt) = project.import("copied.xlf", &back, 0);
    found(&told, "import::untranslated");
    assert_eq!(receipt.rejected, receipt.units);
    assert_eq!(variants(&project, "tr"), 0);
    assert_eq!(project.stats()["quarantined"], 0);
}

#[test]
fn another_language_than_asked_for_is_refused_whole() {
    let project = Project::sent_out();
    let package = project.package("tr");
    let before = project.stats();
    let back =
        filled(&package, "tr", "first").replace("target-language=\"tr\"", "target-language=\"kk\"");
    let (told, receipt) = project.import("language.xlf", &back, 1);
    found(&told, "import::language");
    assert_eq!(told.json()["files"][0]["refused"], true);
    assert_eq!(receipt.units, 0);
    assert_eq!(project.stats(), before);
}

#[test]
fn another_script_than_asked_for_is_kept_aside() {
    let wrong = [
        ("ug", "tr"),
        ("kk", "ug"),
        ("tr", "kk"),
        ("zh-Hans", "zh-Hant"),
        ("zh-Hant", "zh-Hans"),
    ];
    let project = Project::sent_out();
    for (locale, script) in wrong {
        let back = filled(&project.package(locale), script, "first");
        let (told, receipt) = project.import(&format!("{locale}.xlf"), &back, 1);
        found(&told, "import::script");
        assert_eq!(receipt.rejected, receipt.units, "{locale}");
        assert_eq!(variants(&project, locale), 0, "{locale}");
    }
}

#[test]
fn tags_that_are_not_those_of_the_source_are_kept_aside() {
    let project = Project::sent_out();
    let back = answered(&project.package("tr"), |unit| {
        let words = words("tr", &unit.id);
        Some(match unit.id.as_str() {
            "p2.s1" => format!("<x id=\"1\"/>{words}"),
            _ => words,
        })
    });
    let (told, receipt) = project.import("tags.xlf", &back, 1);
    found(&told, "import::codes");
    assert_eq!((receipt.rejected, receipt.added), (1, receipt.units - 1));
}

#[test]
fn empty_targets_are_open_work() {
    let project = Project::sent_out();
    for (name, target) in [("none", ""), ("spaces", "  "), ("lines", "\n   \n")] {
        let back = answered(&project.package("tr"), |_| Some(target.to_owned()));
        let (_, receipt) = project.import(&format!("{name}.xlf"), &back, 0);
        assert_eq!(receipt.same, receipt.units, "{name}");
        assert_eq!(receipt.untranslated, open_units(&back), "{name}");
    }
    assert_eq!(variants(&project, "tr"), 0);
}

#[test]
fn a_translation_that_was_emptied_stays_in_the_memory() {
    let project = Project::sent_out();
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let before = project.text_form();
    let back = answered(&project.package("tr"), |_| Some(String::new()));
    let (told, receipt) = project.import("emptied.xlf", &back, 0);
    found(&told, "import::emptied");
    assert_eq!(receipt.rejected, receipt.units);
    assert_eq!(project.text_form(), before);
}

#[test]
fn a_better_text_takes_the_place_of_the_old_one_which_is_kept() {
    let project = Project::sent_out();
    let package = project.package("ug");
    let first = filled(&package, "ug", "first");
    let second = filled(&package, "ug", "second");
    let (_, receipt) = project.import("first.xlf", &first, 0);
    let number = receipt.added;
    let (_, receipt) = project.import("second.xlf", &second, 0);
    assert_eq!((receipt.updated, receipt.units), (number, number));
    assert_eq!(
        (variants(&project, "ug"), superseded(&project, "ug")),
        (number, number)
    );
    project.tilmach(["run"]).ends(0);
    let expected: Vec<_> = units(&second).into_iter().map(|unit| unit.target).collect();
    let shown: Vec<_> = units(&project.package("ug"))
        .into_iter()
        .map(|u| u.target)
        .collect();
    assert_eq!(shown, expected);

    // The older file once more: somebody clicked on the wrong one.
    let before = project.text_form();
    let (_, receipt) = project.import_file("back/first.xlf", 0);
    assert_eq!(receipt.same, receipt.units);
    assert_eq!(project.text_form(), before);
}

#[test]
fn the_same_return_twice_changes_nothing() {
    let project = Project::sent_out();
    let back = filled(&project.package("kk"), "kk", "first");
    project.import("return.xlf", &back, 0);
    let before = project.text_form();
    let (_, receipt) = project.import("return.xlf", &back, 0);
    assert_eq!((receipt.same, receipt.untranslated), (receipt.units, 0));
    assert_eq!(project.text_form(), before);
}

#[test]
fn the_word_of_the_desk_raises_what_was_there() {
    let project = Project::sent_out();
    project.set("contributors = []", "contributors = [\"heron\"]");
    let back = filled(&project.package("kk"), "kk", "first");
    project.import("return.xlf", &back, 0);
    let line = [
        "import",
        "back/return.xlf",
        "--state",
        "final",
        "--by",
        "heron",
    ];
    project.tilmach(line).ends(0);
    let stats = project.stats();
    assert_eq!(stats["variants"]["kk"]["final"], open_units(&back));
    project
        .tilmach(["import", "back/return.xlf", "--by", "crane"])
        .ends(2)
        .says("crane");
}

#[test]
fn returns_of_two_packages_that_differ_conflict_and_neither_is_lost() {
    let project = Project::sent_out();
    let early = project.package("tr");
    project.import("early.xlf", &filled(&early, "tr", "first"), 0);
    project.tilmach(["run"]).ends(0);
    let late = project.package("tr");
    project.import("better.xlf", &filled(&early, "tr", "second"), 0);
    let (told, receipt) = project.import("late.xlf", &filled_again(&late, "tr", "third"), 1);
    found(&told, "import::conflict");
    assert_eq!(receipt.conflicting, receipt.units);
    assert_eq!(variants(&project, "tr"), 2 * receipt.units);
    project.tilmach(["run"]).ends(0);
    for unit in units(&project.package("tr")) {
        assert_eq!(unit.target, None, "{} was filled in", unit.id);
    }
    project.is_whole();
}

#[test]
fn omegat_gets_copies_of_the_source_and_gives_translations_back() {
    let project = Project::sent_out();
    project.set("# ug = \"omegat\"", "ug = \"omegat\"");
    project.tilmach(["run"]).ends(0);
    let package = project.package("ug");
    for unit in units(&package) {
        assert_eq!(unit.target.as_ref(), Some(&unit.source), "{}", unit.id);
    }
    let (_, receipt) = project.import("unchanged.xlf", &package, 0);
    assert_eq!((receipt.same, receipt.rejected), (receipt.units, 0));
    assert_eq!(
        receipt.untranslated,
        open_units(&package),
        "all of it is still open"
    );
    let (_, receipt) = project.import("filled.xlf", &filled_again(&package, "ug", "first"), 0);
    assert_eq!(receipt.added, open_units(&package));
    let told = project.tilmach(["--json", "run", "-t", "ug"]).ends(0);
    let bands = &told.json()["locales"][0]["bands"];
    assert_eq!(bands["in-context"]["segments"], receipt.added);
}

#[test]
fn a_memory_of_others_brings_our_languages_and_leaves_the_rest() {
    let project = Project::sent_out();
    let file = foreign_memory(&[
        &[
            ("en", "The door is open."),
            ("tr", "Kapı açık."),
            ("ug", "ئىشىك ئوچۇق."),
            ("fr", "La porte est ouverte."),
        ],
        &[("de", "Die Tür ist offen."), ("tr", "Kapı açık duruyor.")],
        &[("en", "Nobody answered.")],
        &[
            ("en", "Nobody came."),
            ("ug", "Hëch kim kelmidi, hëch kim."),
        ],
        &[("en", "It rained."), ("tr", "")],
        &[("en", "It snowed."), ("xx-bad-tag-x", "…")],
    ]);
    let (told, receipt) = project.import("others.tmx", &file, 1);
    for code in [
        "import::other-language",
        "import::no-source",
        "import::no-target",
        "import::script",
        "import::empty-pair",
    ] {
        found(&told, code);
    }
    assert_eq!((receipt.added, receipt.units), (2, 8));
    assert_eq!((variants(&project, "tr"), variants(&project, "ug")), (1, 1));
    let (_, receipt) = project.import("others.tmx", &file, 1);
    assert_eq!((receipt.added, receipt.same), (0, 2));
}

#[test]
fn memories_that_disagree_are_both_kept_and_neither_is_filled_in() {
    let project = Project::with("door.txt", "The door is open.\n");
    let one = foreign_memory(&[&[("en", "The door is open."), ("tr", "Kapı açık.")]]);
    let other = foreign_memory(&[&[("en", "The door is open."), ("tr", "Kapı aralık.")]]);
    project.import("one.tmx", &one, 0);
    let (told, receipt) = project.import("other.tmx", &other, 0);
    found(&told, "import::conflict");
    assert_eq!((receipt.conflicting, receipt.units), (1, 1));
    assert_eq!(variants(&project, "tr"), 2);
    project.tilmach(["run"]).ends(0);
    let package = project.package("tr");
    assert_eq!(units(&package)[0].target, None);
    assert!(
        package.contains("Kapı açık.") && package.contains("Kapı aralık."),
        "{package}"
    );
}

#[test]
fn our_own_memory_brings_a_fresh_project_to_the_same_place() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project.tilmach(["run"]).ends(0);
    let fresh = Project::of_a_day();
    for locale in LOCALES {
        let name = format!("out/{locale}/memory.en-{locale}.tmx");
        let (_, receipt) = fresh.import(&format!("{locale}.tmx"), &project.read(&name), 0);
        assert_eq!(receipt.added, receipt.units, "{locale}");
    }
    let run = fresh.tilmach(["--json", "run"]).ends(0).json();
    let known = project.tilmach(["--json", "run"]).ends(0).json();
    for place in 0..LOCALES.len() {
        let bands = |json: &serde_json::Value| json["locales"][place]["bands"].clone();
        assert_eq!(bands(&run), bands(&known));
        assert_eq!(bands(&run)["new"]["segments"], 0);
    }
}

#[test]
fn a_package_filled_before_a_new_release_still_finds_its_place() {
    let project = Project::sent_out();
    let package = project.package("zh-Hans");
    project.write("statements/library.txt", "Another text altogether.\n");
    project.tilmach(["run"]).ends(0);
    let back = filled(&package, "zh-Hans", "first");
    let (_, receipt) = project.import("late.xlf", &back, 0);
    assert_eq!(receipt.added, open_units(&package));
}

#[test]
fn a_file_that_is_refused_does_not_hold_up_the_others() {
    let project = Project::sent_out();
    let whole = filled(&project.package("tr"), "tr", "first");
    project.write("back/half.xlf", &whole[..whole.len() / 2]);
    project.write("back/whole.xlf", &whole);
    let line = [
        "--json",
        "import",
        "back/half.xlf",
        "back/none.xlf",
        "back/whole.xlf",
    ];
    let told = project.tilmach(line).ends(1);
    found(&told, "file::unreadable");
    let json = told.json();
    assert_eq!(json["files"][0]["refused"], true);
    assert_eq!(json["files"][1]["receipt"]["added"], open_units(&whole));
}

/// Tools for languages that are written from the right put marks everywhere.
#[test]
fn a_target_that_nobody_can_see_is_no_translation() {
    let project = Project::sent_out();
    for (name, target) in [("mark", "\u{200F}"), ("joiner", "\u{200B}\u{2060}")] {
        let back = answered(&project.package("ug"), |_| Some(target.to_owned()));
        let (_, receipt) = project.import(&format!("{name}.xlf"), &back, 0);
        assert_eq!((receipt.added, receipt.updated), (0, 0), "{name}");
    }
    assert_eq!(variants(&project, "ug"), 0);
}

#[test]
fn line_ends_and_marks_of_other_systems_do_not_matter() {
    let project = Project::sent_out();
    let back = filled(&project.package("tr"), "tr", "first");
    let other = format!("\u{FEFF}{}", back.replace('\n', "\r\n"));
    let (_, receipt) = project.import("windows.xlf", &other, 0);
    assert_eq!(receipt.added, receipt.units);
    let (_, receipt) = project.import("unix.xlf", &back, 0);
    assert_eq!(receipt.same, receipt.units);
}

#[test]
fn packages_that_a_tool_put_into_one_file_are_both_taken() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    let packages = project.packages("kk");
    let [one, other] = [&packages[1], &packages[2]].map(|name| project.read(name));
    let file = other.split_once("<file").expect("a file").1;
    let file = file.split_once("</xliff>").expect("an end").0;
    let merged = one.replace("</xliff>", &format!("<file{file}</xliff>"));
    let (_, receipt) = project.import("merged.xlf", &filled(&merged, "kk", "first"), 0);
    assert_eq!(
        receipt.units as usize,
        units(&one).len() + units(&other).len()
    );
    assert_eq!(receipt.added, open_units(&merged));
    // A wrong one among them, and neither is taken.
    let wrong = filled(&merged, "kk", "second").replacen(
        "target-language=\"kk\"",
        "target-language=\"ug\"",
        1,
    );
    let before = project.text_form();
    project.import("wrong.xlf", &wrong, 1);
    assert_eq!(project.text_form(), before);
}

#[test]
fn a_memory_for_one_file_is_for_one_language() {
    let project = Project::sent_out();
    project
        .tilmach(["export", "tmx", "--out", "all.tmx"])
        .ends(2)
        .says("all.tmx");
    project
        .tilmach(["export", "tmx", "-t", "ug", "--out", "ug.tmx"])
        .ends(0);
    let (_, receipt) = project.import_file("ug.tmx", 0);
    assert_eq!(receipt.units, 0);
}

/// Twice as many units may take twice as long, not four times.
#[test]
fn a_large_memory_of_others_is_taken_in_time() {
    let project = Project::empty();
    let texts: Vec<(String, String)> = (0..4000)
        .map(|number| {
            (
                format!("Sentence {number} is here."),
                format!("{} {number}.", words("tr", &number.to_string())),
            )
        })
        .collect();
    let units: Vec<[(&str, &str); 2]> = texts
        .iter()
        .map(|(source, target)| [("en", source.as_str()), ("tr", target.as_str())])
        .collect();
    let units: Vec<&[(&str, &str)]> = units.iter().map(|unit| &unit[..]).collect();
    project.write("large.tmx", foreign_memory(&units));
    let mut command = project.command(["import", "large.tmx"]);
    command.timeout(std::time::Duration::from_secs(20));
    Told::from(&command.output().expect("runs")).ends(0);
}
