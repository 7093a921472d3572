//! Segmentation rules in files: cutting by them, refusing them, writing them.

use crate::project::Project;

const TEXT: &str = "Mr. Jin waits; nobody comes. He leaves.\nShort\n";

fn rules(rule: &str, language: &str) -> String {
    format!(
        "<srx xmlns=\"http://www.lisa.org/srx20\" version=\"2.0\">\n\
         <header segmentsubflows=\"yes\" cascade=\"no\"/>\n<body><languagerules>\n\
         <languagerule languagerulename=\"one\">\n{rule}\n</languagerule>\n</languagerules>\n\
         <maprules><languagemap languagepattern=\"{language}\" languagerulename=\"one\"/></maprules>\n\
         </body></srx>\n"
    )
}

/// A rule that cuts after semicolons, which our own rules never do.
const SEMICOLON: &str =
    "<rule break=\"yes\"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>";

/// What no automaton and no search follows.
const UNKNOWN: &str = "<rule><beforebreak>\\X</beforebreak></rule>";

fn project(rule: &str, language: &str) -> Project {
    let project = Project::with("wait.txt", TEXT);
    project.write("rules.srx", rules(rule, language));
    project
}

#[test]
fn a_text_is_cut_by_the_rules_of_the_file_and_no_others() {
    let project = project(SEMICOLON, "en.*");
    let command = [
        "--json",
        "segment",
        "statements/wait.txt",
        "--srx",
        "rules.srx",
    ];
    let told = project.tilmach(command).ends(0);
    assert_eq!(told.err, "");
    let first: serde_json::Value =
        serde_json::from_str(told.out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(
        first["segments"],
        serde_json::json!(["Mr. Jin waits;", "nobody comes. He leaves."])
    );
    assert_eq!(first["starts"], serde_json::json!([0, 15]));
}

#[test]
fn a_broken_file_is_refused_and_nothing_is_cut() {
    let broken = project(UNKNOWN, "en.*");
    let told = broken
        .tilmach(["segment", "statements/wait.txt", "--srx", "rules.srx"])
        .ends(1)
        .says("rules.srx:5:20: error[srx::pattern]")
        .says("\\X (a grapheme)");
    assert_eq!(told.out, "");
    let missing = ["segment", "statements/wait.txt", "--srx", "none.srx"];
    let told = broken.tilmach(missing).ends(1).says("none.srx");
    assert_eq!(told.out, "");
}

#[test]
fn a_language_without_rules_is_told_and_not_cut() {
    let project = project(SEMICOLON, "tr");
    let command = ["segment", "statements/wait.txt", "--srx", "rules.srx"];
    let told = project
        .tilmach(command)
        .ends(0)
        .says("rules.srx: warning[srx::language]");
    assert!(
        told.out
            .contains("p1.s1  Mr. Jin waits; nobody comes. He leaves.")
    );
    project
        .tilmach([&["--strict"], &command[..]].concat())
        .ends(1);
}

#[test]
fn a_project_cuts_by_its_file() {
    let project = project(SEMICOLON, ".*");
    project.set("# srx = \"rules.srx\"", "srx = \"rules.srx\"");
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let package = project.package("tr");
    assert!(package.contains(">Mr. Jin waits;<"), "{package}");
    assert!(package.contains(">nobody comes. He leaves.<"), "{package}");

    project.write("rules.srx", rules(UNKNOWN, ".*"));
    project
        .tilmach(["run", "-t", "tr"])
        .ends(1)
        .says("rules.srx:5:20: error[srx::pattern]");
    assert_eq!(project.package("tr"), package);
    project
        .tilmach(["analyse", "-t", "tr"])
        .ends(1)
        .says("srx::pattern");

    project.set("srx = \"rules.srx\"", "srx = \"rule.srx\"");
    project
        .tilmach(["run"])
        .ends(2)
        .says("Did you mean `rules.srx`?");
}

/// The search for `\1` tries two ways for every letter before it gives up.
#[test]
fn a_paragraph_that_takes_too_long_refuses_its_statement_alone() {
    let rule = "<rule><beforebreak>^(?:(a|aa)+)+b\\1x</beforebreak></rule>";
    let project = project(rule, "en");
    project.write("statements/long.txt", format!("{}bbx!\n", "a".repeat(500)));
    project.set("# srx = \"rules.srx\"", "srx = \"rules.srx\"");
    project
        .tilmach(["run", "-t", "tr"])
        .ends(1)
        .says("statements/long.txt:1:1: error[srx::gave-up]");
    assert_eq!(project.packages("tr"), ["out/tr/wait.en-tr.xlf"]);
}

#[test]
fn check_counts_or_refuses() {
    let exception = "<rule break=\"no\"><beforebreak>(a)\\1</beforebreak></rule>";
    let project = project(&format!("{exception}{SEMICOLON}"), "en");
    let told = project.tilmach(["srx", "check", "rules.srx"]).ends(0);
    assert_eq!(
        told.out,
        "rules.srx: 1 list, 2 rules (1 exception, 1 searched for by trial), 1 map\n"
    );
    let json = project
        .tilmach(["--json", "srx", "check", "rules.srx"])
        .json();
    assert_eq!(json["rules"]["by_trial"], 1);

    project.write("rules.srx", rules("", "("));
    let told = project
        .tilmach(["--json", "srx", "check", "rules.srx"])
        .ends(1);
    assert_eq!(told.codes(), ["srx::structure"]);
    assert!(told.json()["rules"].is_null());
    let old = "<srx version=\"1.0\"><header segmentsubflows=\"yes\"/><body/></srx>";
    project.write("rules.srx", old);
    project
        .tilmach(["srx", "check", "rules.srx"])
        .ends(1)
        .says("save it as SRX 2.0");
}

#[test]
fn what_is_exported_can_be_cut_by() {
    let project = project(SEMICOLON, "en");
    let told = project.tilmach(["srx", "export", "own.srx"]).ends(0);
    assert!(
        told.err
            .starts_with("What SRX cannot say of our rules:\n  "),
        "{}",
        told.err
    );
    let printed = project.tilmach(["--quiet", "srx", "export"]).ends(0);
    assert_eq!(printed.out, project.read("own.srx"));
    project.tilmach(["srx", "check", "own.srx"]).ends(0);
    let by = |extra: &[&str]| {
        let command = [&["segment", "statements/wait.txt"], extra].concat();
        project.tilmach(command).ends(0).out
    };
    assert_eq!(by(&["--srx", "own.srx"]), by(&[]));
}

/// Every side of so many rules is compared with none of the others.
#[test]
fn a_file_of_many_rules_is_obeyed_or_refused_in_time() {
    let many = |count: usize| -> String {
        let rule =
            |number| format!("<rule break=\"no\"><beforebreak>ab{number}\\.</beforebreak></rule>");
        (0..count).map(rule).collect()
    };
    let project = project(&format!("{}{SEMICOLON}", many(10_000)), "en");
    let started = std::time::Instant::now();
    let command = ["segment", "statements/wait.txt", "--srx", "rules.srx"];
    let told = project.tilmach(command).ends(0);
    assert!(told.out.contains("p1.s2  nobody comes."), "{}", told.out);
    project.write("rules.srx", rules(&many(60_000), "en"));
    project.tilmach(command).ends(1).says("error[srx::size]");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

#[test]
fn xml_that_was_made_to_do_harm_is_refused() {
    let project = project(SEMICOLON, "en");
    let good = rules(SEMICOLON, "en");
    let entity = "<!DOCTYPE srx [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>\n";
    let both = [
        "segment",
        "statements/wait.txt",
        "--srx",
        "rules.srx",
        "--paragraphs",
    ];
    for (bytes, words) in [
        (
            format!("{entity}{good}"),
            "rules.srx:1:1: error[xml::doctype]",
        ),
        (
            good.replace("</body>", ""),
            "rules.srx:9:1: error[xml::not-well-formed]",
        ),
        (good[..good.len() / 2].to_owned(), "error[xml::truncated]"),
        (String::new(), "rules.srx"),
    ] {
        project.write("rules.srx", bytes);
        let told = project.tilmach(both).ends(1).says(words);
        assert_eq!(told.out, "");
    }
}
