//! Terms at work: what the glossary decides is asked of every file, keeps a
//! translation from being reviewed, and is filled in nowhere. All translations are
//! made up of words of dictionaries: unreviewed drafts.

use crate::project::Project;
use crate::translator::{answered, units};

const HEAD: &str = "concept_id,domain,lang,term,usage,inflection,status,signed_by,signed_on,profile,decision,term_note\n";
const CAMP: &str = "camp,place,en,prison camp,preferred,,attested: a,,,,style guide 4,\n\
    camp,place,tr,kamp,preferred,simple,attested: a,tr-1,2026-01-01,,style guide 4,not a school\n";
const SCHOOL: &str =
    "camp,place,tr,okul,forbidden,simple,attested: a,tr-1,2026-01-01,,style guide 4,\n";
const TEXT: &str = "The prison camp is old.\n\nNobody came.\n";
const GLOSSARY: &str = "glossaries/own.csv";

fn project(rows: &[&str]) -> Project {
    let project = Project::with("camp.txt", TEXT);
    project.set("glossaries = []", "glossaries = [\"glossaries/own.csv\"]");
    project.set("contributors = []", "contributors = [\"tr-1\"]");
    glossary(&project, rows);
    project
}

fn glossary(project: &Project, rows: &[&str]) {
    project.write(GLOSSARY, format!("{HEAD}{}", rows.concat()));
}

fn run(project: &Project) -> String {
    project.tilmach(["run", "-t", "tr"]).ends(0);
    project.package("tr")
}

/// The package with this translation of its first sentence.
fn back(package: &str, camp: &str) -> String {
    answered(package, |unit| match unit.source.as_str() {
        "The prison camp is old." => Some(camp.to_owned()),
        _ => Some("Kimse gelmedi.".to_owned()),
    })
}

fn filled(package: &str) -> Option<String> {
    let all = units(package);
    let unit = all
        .into_iter()
        .find(|unit| unit.source == "The prison camp is old.");
    unit.expect("the unit").target
}

#[test]
fn terms_are_judged_with_the_word_to_use_and_whose_decision_it_is() {
    let project = project(&[CAMP, SCHOOL]);
    let package = run(&project);
    project.write("back/a.xlf", back(&package, "Okul eskidir."));
    project
        .tilmach(["check", "back/a.xlf"])
        .ends(1)
        .says("error[term::forbidden]: these words are forbidden for the term camp: “Okul”")
        .says("The desk writes “kamp” (all profiles). Remark: style guide 4");
    let sarif = project.tilmach(["check", "--sarif", "back/a.xlf"]).ends(1);
    let log = sarif.json();
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(results.iter().any(|one| one["ruleId"] == "term::forbidden"));
    project.set("[checks]\n", "[checks]\n\"term::forbidden\" = \"off\"\n");
    project
        .tilmach(["check", "back/a.xlf"])
        .ends(0)
        .does_not_say("term::forbidden");
    glossary(&project, &[&CAMP.replace("01-01,,", "01-01,un,"), SCHOOL]);
    project.set("profile = \"un\"", "# no profile");
    project
        .tilmach(["check", "back/a.xlf"])
        .ends(2)
        .says("glossary::profile-not-chosen");
    project.tilmach(["check", "accepted"]).ends(0);
}

#[test]
fn an_error_keeps_a_translation_from_being_reviewed_and_marks_it() {
    let project = project(&[CAMP]);
    let package = run(&project);
    project.write("back/a.xlf", back(&package, "Yer eskidir."));
    let import = ["import", "--state", "reviewed", "back/a.xlf"];
    let told = project.tilmach(import).ends(1).says(
        "error[term::missing]: the translation has no rendering of the term camp: “prison camp”",
    );
    assert!(
        told.out.contains("1 translation has errors"),
        "{}",
        told.out
    );
    let stats = project.stats();
    assert_eq!(stats["variants"]["tr"]["reviewed"], 1);
    assert_eq!(stats["variants"]["tr"]["translated"], 1);
    assert_eq!(stats["marked"]["tr"], 1);
    let form = String::from_utf8(project.text_form()["en-tr.tmx"].clone()).expect("text");
    assert!(
        form.contains("<prop type=\"x-marks\">term::missing</prop>"),
        "{form}"
    );
    // A rebuilt memory has the mark as well.
    project.tilmach(["memory", "export"]).ends(0);
    project.tilmach(["memory", "rebuild"]).ends(0);
    assert_eq!(project.stats()["marked"]["tr"], 1);
    let rebuilt = String::from_utf8(project.text_form()["en-tr.tmx"].clone()).expect("text");
    assert_eq!(rebuilt, form);
    // In a memory of others the mark is found anew, and not believed.
    let project = self::project(&[]);
    project.write("back/en-tr.tmx", form);
    project
        .tilmach(["import", "--state", "reviewed", "back/en-tr.tmx"])
        .ends(0);
    assert!(
        project.stats()["marked"]
            .as_object()
            .expect("a table")
            .is_empty()
    );
    glossary(&project, &[CAMP]);
    // What is wrong in a memory of others is no fault of the import: a warning.
    project
        .tilmach(["import", "--state", "final", "back/en-tr.tmx"])
        .ends(0)
        .says("term::missing");
    let stats = project.stats();
    assert_eq!(stats["marked"]["tr"], 1);
    assert_eq!(stats["variants"]["tr"]["final"], 1, "the other one");
}

#[test]
fn what_was_accepted_is_no_error() {
    let project = project(&[CAMP]);
    let package = run(&project);
    let file = "back/a.xlf";
    project.write(file, back(&package, "Yer eskidir."));
    let found = project
        .tilmach(["--json", "import", "--state", "reviewed", file])
        .ends(1);
    let json = found.json();
    let checks = json["files"][0]["checks"].as_array().expect("findings");
    let term = checks.iter().find(|one| one["code"] == "term::missing");
    let id = term.expect("the finding")["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    assert_eq!(filled(&run(&project)), None);
    let accept = [
        "check", "accept", &id, file, "--by", "tr-1", "--reason", "a yard",
    ];
    project.tilmach(accept).ends(0);
    // The same sentence in the same place may be filled in now, and be reviewed.
    assert_eq!(filled(&run(&project)).as_deref(), Some("Yer eskidir."));
    project
        .tilmach(["import", "--state", "reviewed", file])
        .ends(0);
    let stats = project.stats();
    assert_eq!(stats["variants"]["tr"]["reviewed"], 2);
    assert!(stats["marked"].as_object().expect("a table").is_empty());
}

#[test]
fn a_translation_that_lacks_a_term_is_not_filled_in_until_it_is_corrected() {
    let project = project(&[CAMP]);
    let package = run(&project);
    project.import("a.xlf", &back(&package, "Yer eskidir."), 1);
    let again = run(&project);
    assert_eq!(filled(&again), None);
    assert!(again.contains("match-quality=\"99\""), "{again}");
    assert!(
        again.contains(
            "was not filled in because of a term: the translation has no rendering of the term camp"
        ),
        "{again}"
    );
    let memory = project.read("out/tr/memory.en-tr.tmx");
    assert!(!memory.contains("Yer eskidir."), "a tool would fill it in");
    assert!(memory.contains("Kimse gelmedi."));
    project.import("b.xlf", &back(&again, "Kamp eskidir."), 0);
    assert_eq!(filled(&run(&project)).as_deref(), Some("Kamp eskidir."));
    assert!(
        project
            .read("out/tr/memory.en-tr.tmx")
            .contains("Kamp eskidir.")
    );
}

#[test]
fn a_new_decision_takes_old_translations_out_of_the_packages() {
    let project = project(&[CAMP]);
    let package = run(&project);
    project.import("a.xlf", &back(&package, "Kamp ya da okul eskidir."), 0);
    assert_eq!(
        filled(&run(&project)).as_deref(),
        Some("Kamp ya da okul eskidir.")
    );
    glossary(&project, &[CAMP, SCHOOL]);
    let forbidden = run(&project);
    assert_eq!(filled(&forbidden), None);
    assert_eq!(run(&project), forbidden, "the same again");
    let marked = project.stats()["marked"].clone();
    assert!(
        marked.as_object().expect("a table").is_empty(),
        "only import marks"
    );
    // The decision ends: the translation is filled in again.
    glossary(&project, &[CAMP]);
    assert_eq!(
        filled(&run(&project)).as_deref(),
        Some("Kamp ya da okul eskidir.")
    );
}

#[test]
fn a_segment_carries_its_terms_with_reason_source_and_owner() {
    let project = project(&[CAMP, SCHOOL]);
    let line = "prison camp = use: kamp [attested: a; signed off on 2026-01-01; all profiles]; \
         never: okul [attested: a; signed off on 2026-01-01; all profiles]. \
         Reason: style guide 4. kamp: not a school";
    let package = run(&project);
    assert!(package.contains(line), "{package}");
    assert!(
        package.contains(
            "<note from=\"terminology\" annotates=\"source\" priority=\"2\">prison camp = "
        )
    );
    project.set("[export]\n", "[export]\ntr = \"omegat\"\n");
    let package = run(&project);
    assert!(package.contains(&format!(
        "<note from=\"tilmach\" annotates=\"source\" priority=\"1\">{line}</note>"
    )));
}
