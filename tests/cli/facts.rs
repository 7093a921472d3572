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
            .any(|name| name.contains("2022-09-01-a.txt (as of ")),
        "{names:?}"
    );
}

#[test]
fn a_translation_that_differs_is_told() {
    let text = "The United Nations met 126 people on 31 August 2022.\n\nThe United Nations left.\n";
    let project = Project::with("a.txt", text);
    let rows = "concept_id,domain,lang,term,usage,status\n\
        un,organisation,en,United Nations,preferred,attested: a\n\
        un,organisation,tr,Birleşmiş Milletler,preferred,attested: a\n\
        un,organisation,tr,BM,admitted,attested: a\n";
    project.set("glossaries = []", "glossaries = [\"glossaries/own.csv\"]");
    project.write("glossaries/own.csv", rows);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let draft = answered(&project.package("tr"), |unit| {
        Some(match unit.source.starts_with("The United Nations met") {
            true => "Birleşmiş Milletler: 31 Eylül 2022: 120.".to_owned(),
            false => "BM.".to_owned(),
        })
    });
    project.write("back/a.xlf", draft);
    project.tilmach(["import", "back/a.xlf"]);
    let told = project.tilmach(["facts", "-t", "tr"]).ends(0);
    for row in [
        "tr: number: 126 in the source — 120 in the translation",
        "tr: date: month 8 in the source — month 9 in the translation",
        "tr: name: United Nations is ",
    ] {
        assert!(told.out.contains(row), "{row}: {}", told.out);
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
