//! Decisions about words: signed off, kept on record, and told of in packages and
//! returns. All translations are made up of words of dictionaries: unreviewed drafts.

use crate::project::{Project, Told};
use crate::translator::answered;

const TABLE: &str = "glossaries/own.csv";
const HEAD: &str = "concept_id,domain,lang,term,usage,inflection,status,profile\n";
const CAMP: &str = "camp,place,en,prison camp,preferred,,attested: a,\n\
    camp,place,tr,kamp,preferred,simple,attested: a,\n\
    camp,place,tr,kışla,admitted,simple,,\n\
    camp,place,kk,,missing,,,\n";
const OTHER: &str = "river,place,en,river,preferred,,,\nriver,place,tr,nehir,preferred,simple,,\n";

/// What the result says, which is for standard output.
pub(crate) trait Shows {
    fn shows(self, words: &str) -> Self;
}

impl Shows for Told {
    #[track_caller]
    fn shows(self, words: &str) -> Told {
        assert!(
            self.out.contains(words),
            "“{words}” is not in: {}",
            self.out
        );
        self
    }
}

fn project() -> Project {
    let project = Project::with("camp.txt", "The prison camp is old.\n\nNobody came.\n");
    project.set("glossaries = []", "glossaries = [\"glossaries/own.csv\"]");
    project.set("contributors = []", "contributors = [\"tr-1\", \"tr-2\"]");
    table(&project, &[CAMP]);
    project
}

fn table(project: &Project, rows: &[&str]) {
    project.write(TABLE, format!("{HEAD}{}", rows.concat()));
}

fn on<'a>(day: &'a str, arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--day", day]].concat()
}

const SIGN: [&str; 7] = ["glossary", "sign", "camp", "--locale", "tr", "--as", "tr-1"];

#[test]
fn a_sign_off_changes_the_cells_of_its_rows_and_nothing_else() {
    let project = project();
    let with = |more: &[&'static str]| on("2026-03-04", &[&SIGN, more].concat());
    project
        .tilmach(with(&["--dry-run", "--reason", "asked, twice"]))
        .ends(0)
        .shows("tr kamp (preferred, line 3): signed off by tr-1. Attested and signed off: from now")
        .shows("Nothing was written");
    assert_eq!(project.read(TABLE), format!("{HEAD}{CAMP}"));
    project
        .tilmach(with(&["--term", "kamp", "--reason", "asked, twice"]))
        .ends(0)
        .shows(
            "3 columns added at the right edge of the table (signed_by, signed_on, signed_because)",
        )
        .does_not_say("kışla");
    let signed = "concept_id,domain,lang,term,usage,inflection,status,profile,signed_by,signed_on,signed_because\n\
        camp,place,en,prison camp,preferred,,attested: a,,,,\n\
        camp,place,tr,kamp,preferred,simple,attested: a,,tr-1,2026-03-04,\"asked, twice\"\n\
        camp,place,tr,kışla,admitted,simple,,,,,\n\
        camp,place,kk,,missing,,,,,,\n";
    assert_eq!(project.read(TABLE), signed);
    // The other term is not attested: it is signed, and binds nobody.
    let told = project.tilmach(with(&[])).ends(0);
    let told = told.shows("kamp: signed off by tr-1 on 2026-03-04 already");
    told.says("glossaries/own.csv:4:15: note[glossary::signed-unattested]: kışla is signed off")
        .says("glossaries/own.csv:3:15: note[glossary::signed-already]: kamp is signed off");
    project
        .tilmach(with(&["--term", "kamp", "--replace"]))
        .ends(0);
    assert!(project.read(TABLE).contains("tr-1,2026-03-04,\n"));
    let shown = project
        .tilmach(["glossary", "show", "camp", "--json"])
        .json();
    assert_eq!(shown["terms"][2]["binds"], true, "{shown}");
    let withdraw = ["glossary", "sign", "camp", "-l", "tr", "--withdraw", "--as"];
    let by = |alias: &'static str| withdraw.iter().copied().chain([alias]);
    project
        .tilmach(by("tr-2"))
        .ends(2)
        .says("only that alias withdraws it");
    project
        .tilmach(by("tr-1"))
        .ends(0)
        .shows("tr kamp (preferred, line 3): no longer signed off.");
    assert_eq!(
        project.read(TABLE),
        signed.replace(",tr-1,2026-03-04,\"asked, twice\"", ",,,")
    );
}

#[test]
fn what_cannot_be_signed_is_refused_with_its_reason() {
    let project = project();
    let sign = |concept: &str, locale: &str, alias: &str, more: &[&str]| {
        let arguments = ["glossary", "sign", concept, "-l", locale, "--as", alias];
        project.tilmach([&arguments, more].concat()).ends(2)
    };
    sign("kamp", "tr", "tr-1", &[]).says("there is no concept kamp; did you mean camp?");
    sign("camp", "tr", "nobody", &[]).says("nobody is not among the contributors");
    sign("camp", "kk", "tr-1", &[]).says("there is no term in force to sign");
    sign("camp", "tr", "tr-1", &["--term", "kam"]).says("did you mean kamp?");
    assert_eq!(project.read(TABLE), format!("{HEAD}{CAMP}"));
}

#[test]
fn a_decision_is_told_as_it_travelled() {
    let project = project();
    project
        .tilmach(on("2026-03-01", &["run", "-t", "tr"]))
        .ends(0);
    let because = [&SIGN[..], &["--term", "kamp", "--reason", "two teachers"]].concat();
    project.tilmach(on("2026-03-04", &because)).ends(0);
    let sent = on("2026-03-05", &["run", "-t", "tr"]);
    project.tilmach(sent).ends(0);
    let history = ["glossary", "history", "camp"];
    let told = project.tilmach(history).ends(0);
    let lines: Vec<&str> = told.out.lines().collect();
    assert!(
        lines[1].starts_with("  2026-03-01  version ")
            && lines[1].ends_with("where the record begins"),
        "{lines:?}"
    );
    assert!(lines.contains(&"      tr kamp: preferred"), "{lines:?}");
    assert!(lines.contains(&"      1 package went out"), "{lines:?}");
    let signed = "      tr kamp: signed off by tr-1 on 2026-03-04: two teachers";
    assert!(lines.contains(&signed), "{lines:?}");
    // What is in the table and on no record is told as such.
    let table = project
        .read(TABLE)
        .replace("kışla,admitted", "kışla,deprecated");
    project.write(TABLE, table);
    project
        .tilmach(history)
        .ends(0)
        .shows("today       in the table, and not on record yet")
        .shows("tr kışla: now deprecated, was admitted");
    let json = project
        .tilmach(["glossary", "history", "camp", "-l", "tr", "--json"])
        .json();
    let entries = json["entries"].as_array().expect("a list");
    assert_eq!(entries.len(), 3, "{json}");
    assert_eq!(
        entries[1]["changes"][0]["what"],
        "signed off by tr-1 on 2026-03-04: two teachers"
    );
    project
        .tilmach(["glossary", "history", "kamp"])
        .ends(2)
        .says("did you mean camp?");
    project.tilmach(["memory", "verify"]).ends(0);
    // A concept that is gone still has its history.
    project.write(TABLE, format!("{HEAD}{OTHER}"));
    project.tilmach(["run", "-t", "tr"]).ends(0);
    project
        .tilmach(history)
        .ends(0)
        .shows("the concept is gone");
    project.tilmach(["memory", "export"]).ends(0);
}

#[test]
fn a_change_that_a_package_does_not_show_makes_no_new_package() {
    for version in ["1.2", "2.1"] {
        let project = project();
        let run = |day| on(day, &["run", "-t", "tr", "--xliff", version]);
        project.tilmach(run("2026-03-01")).ends(0);
        let package = || project.package("tr");
        let (first, names) = (package(), project.packages("tr"));
        table(&project, &[CAMP, OTHER]);
        let told = project
            .tilmach([run("2026-03-02"), vec!["--json"]].concat())
            .ends(0)
            .json();
        assert_eq!(package(), first, "{version}");
        assert_eq!(project.packages("tr"), names);
        assert!(told.to_string().contains("unchanged"), "{told}");
        // One that it does show does.
        table(
            &project,
            &[&CAMP.replace("kışla,admitted", "kışla,deprecated"), OTHER],
        );
        project.tilmach(run("2026-03-03")).ends(0);
        assert_ne!(package(), first, "{version}");
        // And the package knows under which version that was.
        let history = project
            .tilmach(["glossary", "history", "camp", "--json"])
            .json();
        let entries = history["entries"].as_array().expect("a list");
        let last = entries.last().expect("one")["version"]
            .as_str()
            .expect("a version");
        assert!(package().contains(last), "{version}");
        assert!(!first.contains(last), "{version}");
        project
            .tilmach(["validate", "out/tr/camp.en-tr.xlf"])
            .ends(0);
    }
}

#[test]
fn a_return_says_which_decisions_have_moved() {
    let project = project();
    project
        .tilmach(on("2026-03-01", &["run", "-t", "tr"]))
        .ends(0);
    let back = answered(&project.package("tr"), |unit| match unit.source.as_str() {
        "The prison camp is old." => Some("Kamp eskidir.".to_owned()),
        _ => Some("Kimse gelmedi.".to_owned()),
    });
    let import = |name: &str| {
        project.write(name, &back);
        project.tilmach(on("2026-03-09", &["import", name])).ends(0)
    };
    table(&project, &[CAMP, OTHER]);
    import("back/a.xlf").does_not_say("decision");
    table(
        &project,
        &[&CAMP.replace("kamp,preferred", "kamp,deprecated"), OTHER],
    );
    import("back/b.xlf").says(
        "warning[import::decision-moved]: the decision about camp has moved since this file was \
         sent (1 unit): it was",
    );
    let json = project
        .tilmach(["import", "--json", "back/b.xlf"])
        .ends(0)
        .json();
    let moved = &json["files"][0]["moved"][0];
    assert_eq!(moved["concept"], "camp");
    assert!(
        moved["from"]
            .as_str()
            .expect("text")
            .contains("tr kamp (preferred)"),
        "{moved}"
    );
    assert!(
        moved["to"]
            .as_str()
            .expect("text")
            .contains("tr kamp (deprecated)"),
        "{moved}"
    );
}

#[test]
fn a_longer_term_of_another_concept_is_no_place_of_a_shorter_one() {
    let project = project();
    let guard =
        "guard,place,en,prison camp guard,preferred,,,\nguard,place,tr,nehir,preferred,,,\n";
    project.write(
        "statements/camp.txt",
        "The prison camp guard left.\n\nNobody came.\n",
    );
    table(&project, &[CAMP, guard]);
    project
        .tilmach(on("2026-03-01", &["run", "-t", "tr"]))
        .ends(0);
    let back = answered(&project.package("tr"), |_| Some("1 nehir 1".to_owned()));
    project.write("back/a.xlf", back);
    table(
        &project,
        &[&CAMP.replace("kamp,preferred", "kamp,deprecated"), guard],
    );
    let told = project.tilmach(on("2026-03-09", &["import", "back/a.xlf"]));
    told.does_not_say("import::decision-moved");
}

#[test]
fn a_history_counts_its_own_packages_and_knows_an_emptied_glossary() {
    let project = project();
    project
        .tilmach(on("2026-03-01", &["run", "-t", "tr", "-t", "kk"]))
        .ends(0);
    let history = ["glossary", "history", "camp"];
    project
        .tilmach(history)
        .ends(0)
        .shows("2 packages went out");
    for locale in ["tr", "kk"] {
        let own = project.tilmach(history.iter().chain(&["-l", locale]));
        own.ends(0).shows("1 package went out");
    }
    let source = project.tilmach(history.iter().chain(&["-l", "en"]));
    source.ends(0).shows("2 packages went out");
    project.write(TABLE, HEAD);
    project.tilmach(on("2026-03-02", &["run", "-t", "tr"]));
    let told = project.tilmach(history).ends(0);
    told.shows("2026-03-02  the glossary was emptied")
        .shows("the concept is gone");
    project.tilmach(["memory", "verify"]).ends(0);
}
