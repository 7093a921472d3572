//! The fact sheet: what differs comes first, nothing is decided. Translations are made
//! up of words of the starter glossary, names of months and figures: unreviewed drafts.

use crate::project::Project;
use crate::translator::answered;

const FIRST: &str = "The Open Doors campaign has profiled 120 individuals.\n";
const SECOND: &str = "Of these, 126 people were profiled by the Open Doors campaign.\n";

fn two() -> Project {
    let project = Project::with("2022-09-01-a.txt", FIRST);
    project.write("statements/2022-09-20-b.txt", SECOND);
    project
}

#[test]
fn what_differs_is_told_with_its_places_and_decided_by_nobody() {
    let project = two();
    let told = project.tilmach(["facts"]).ends(0);
    assert!(
        told.out
            .contains("number: 120 (line 1) — 126 (2022-09-20-b.txt, line 1): people"),
        "{}",
        told.out
    );
    assert!(told.out.contains("120 individual"), "{}", told.out);
    assert!(told.out.contains("Which value is true is not said here."));
    project.tilmach(["--strict", "facts"]).ends(1);
    let one = project
        .tilmach(["--strict", "facts", "statements/2022-09-01-a.txt"])
        .ends(0);
    assert!(one.out.contains("Nothing differs."), "{}", one.out);
}

#[test]
fn a_statement_is_compared_with_the_memory_and_its_own_earlier_version() {
    let project = two();
    project.tilmach(["run"]).ends(0);
    let one = project
        .tilmach(["facts", "statements/2022-09-01-a.txt"])
        .ends(0);
    assert!(
        one.out.contains("126 (2022-09-20-b.txt, line 1)"),
        "{}",
        one.out
    );
    project.write("statements/2022-09-01-a.txt", FIRST.replace("120", "126"));
    let told = project.tilmach(["--json", "facts"]).ends(0);
    let found = told.json()["facts"]["differences"][0]["values"].clone();
    let places = found
        .as_array()
        .expect("values")
        .iter()
        .flat_map(|value| value["places"].as_array().expect("places").clone());
    let names: Vec<String> = places.map(|at| at["statement"].to_string()).collect();
    assert!(
        names
            .iter()
            .any(|name| name.contains("2022-09-01-a.txt (version 1, as of ")),
        "{names:?}"
    );
}

/// A language, a name with two of its renderings (as the starter glossary has them), and
/// the rest of a translation whose number and month differ, and of one where they do not.
type Language = (
    &'static str,
    &'static str,
    [&'static str; 2],
    &'static str,
    &'static str,
);

const LANGUAGES: [Language; 4] = [
    (
        "tr",
        "United Nations",
        ["Birleşmiş Milletler", "BM"],
        "31 Eylül 2021: 120.",
        "31 Ağustos 2022: 126.",
    ),
    (
        "kk",
        "United Nations",
        ["Біріккен Ұлттар Ұйымы", "БҰҰ"],
        "2021 31 қыркүйек: 120.",
        "2022 31 тамыз: 126.",
    ),
    (
        "ug",
        "United Nations",
        ["بىرلەشكەن دۆلەتلەر تەشكىلاتى", "ب د ت"],
        "2021 31 سېنتەبىر: 120.",
        "2022 31 ئاۋغۇست: 126.",
    ),
    (
        "zh-Hans",
        "Office of the United Nations High Commissioner for Human Rights",
        ["联合国人权事务高级专员办事处", "人权高专办"],
        "2021年9月31日：120。",
        "2022年8月31日：126。",
    ),
];

/// What is told of a statement whose first sentence is translated with `first` and whose
/// second with the other rendering of the name.
fn told_of(language: &Language, first: &str) -> String {
    let (locale, name, names, ..) = language;
    let text = format!("The {name} met 126 people on 31 August 2022.\n\nThe {name} left.\n");
    let project = Project::with("a.txt", text);
    let mut rows = format!(
        "concept_id,domain,lang,term,usage,status\n\
        own,organisation,en,{name},preferred,attested: a\n"
    );
    for (name, usage) in names.iter().zip(["preferred", "admitted"]) {
        rows.push_str(&format!(
            "own,organisation,{locale},{name},{usage},attested: a\n"
        ));
    }
    project.set("glossaries = []", "glossaries = [\"glossaries/own.csv\"]");
    project.write("glossaries/own.csv", rows);
    project.tilmach(["run", "-t", locale]).ends(0);
    let draft = answered(&project.package(locale), |unit| {
        Some(match unit.source.contains("126") {
            true => format!("{}: {first}", names[0]),
            false => format!("{}.", names[1]),
        })
    });
    project.write("back/a.xlf", draft);
    project.tilmach(["import", "back/a.xlf"]);
    project.tilmach(["facts", "-t", locale]).ends(0).out
}

#[test]
fn a_translation_that_differs_is_told() {
    for language in &LANGUAGES {
        let (locale, name, names, other, _) = language;
        let told = told_of(language, other);
        let zh = locale.starts_with("zh");
        for row in [
            "number: 126, 2022 in the source — 2021, 120 in the translation".to_owned(),
            "date: month 8 in the source — month 9 in the translation".to_owned(),
            format!("name: {name} is "),
        ] {
            // Chinese writes the month as a number: it is told with the numbers.
            let row = match zh && row.starts_with("number") {
                true => "number: 126".to_owned(),
                false => row,
            };
            assert!(told.contains(&format!("{locale}: {row}")), "{row}: {told}");
        }
        assert!(names.iter().all(|name| told.contains(name)), "{told}");
    }
}

#[test]
fn a_translation_that_says_the_same_is_not_told() {
    for language in &LANGUAGES {
        let (locale, _, _, _, same) = language;
        let told = told_of(language, same);
        assert!(!told.contains(&format!("{locale}: number")), "{told}");
        assert!(!told.contains(&format!("{locale}: date")), "{told}");
    }
}

#[test]
fn a_spreadsheet_runs_nothing_and_two_runs_are_equal() {
    let project = Project::with(
        "a.txt",
        "On 12 May he met =Roe Ana and #OpenDoors in Geneva.\n",
    );
    let told = project.tilmach(["facts", "--format", "csv"]).ends(0);
    assert!(told.out.starts_with("row,number,statement,language,kind"));
    for cell in told.out.lines().flat_map(|line| line.split(',')) {
        assert!(
            !cell.trim_matches('"').starts_with(['=', '+', '-', '@']),
            "{cell}"
        );
    }
    assert!(told.out.contains(",'--05-12,"), "{}", told.out);
    let again = project.tilmach(["facts", "--format", "csv"]).ends(0);
    assert_eq!(told.out, again.out);
    project
        .tilmach(["--json", "facts", "--format", "csv"])
        .fails();
}
