//! Checks of translations: what is said of files and of the memory, in words, as
//! JSON and as SARIF, and what was accepted.

use serde_json::Value;

use crate::project::Project;
use crate::translator;

const RETURN: &str = "\
<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">
<file original=\"a.txt\" source-language=\"en\" target-language=\"tr\" datatype=\"plaintext\"><body>
<trans-unit id=\"p1.s1\"><source>Of 300 people 126 wait.</source><target>TARGET</target></trans-unit>
<trans-unit id=\"p1.s2\"><source>Nobody came.</source><target/></trans-unit>
</body></file></xliff>
";

/// A file whose first translation has a wrong number and two spaces.
fn returned(target: &str) -> Project {
    let project = Project::empty();
    project.write("back/a b.xlf", RETURN.replace("TARGET", target));
    project
}

const WRONG: &str = "300 kişiden  120 kişi.";

fn id(found: &Value, code: &str) -> String {
    let list = found["findings"].as_array().expect("findings");
    let found = list.iter().find(|found| found["code"] == code);
    found.expect("the finding")["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

#[test]
fn a_file_is_checked_and_every_finding_has_its_place() {
    let project = returned(WRONG);
    let told = project.tilmach(["check", "back/a b.xlf"]).ends(1);
    assert_eq!(told.out, "2 units checked.\n");
    let told = told
        .says("back/a b.xlf:3:1 (unit p1.s1): error[check::numbers]: a number is not that of the source: “120”")
        .says("back/a b.xlf:4:1 (unit p1.s2): error[check::empty]: there is no translation")
        .says("warning[check::double-space]");
    assert!(told.err.contains("The source has 126.  ["), "{}", told.err);
    let json = project.tilmach(["--json", "check", "back/a b.xlf"]).ends(1);
    assert_eq!(
        json.codes(),
        ["check::numbers", "check::double-space", "check::empty"]
    );
    let json = json.json();
    assert_eq!(
        (&json["units"], &json["accepted"]),
        (&Value::from(2), &Value::from(0))
    );
    assert_eq!(json["findings"][0]["locale"], "tr");
    project
        .tilmach(["check", "-l", "kk", "back/a b.xlf"])
        .ends(0);
    project
        .tilmach(["check", "none.xlf"])
        .ends(1)
        .says("file::unreadable");
    project
        .tilmach(["check", "tilmach.toml"])
        .ends(1)
        .says("import::format");
}

#[test]
fn a_warning_is_a_finding_only_when_asked() {
    let project = returned("300 kişiden  126 kişi.");
    let file = project
        .read("back/a b.xlf")
        .replace("<target/>", "<target>Kimse gelmedi.</target>");
    project.write("back/b.xlf", file);
    project
        .tilmach(["check", "back/b.xlf"])
        .ends(0)
        .says("double-space");
    project.tilmach(["--strict", "check", "back/b.xlf"]).ends(1);
}

#[test]
fn a_finding_is_accepted_until_the_text_changes() {
    let project = returned(WRONG);
    project.set("contributors = []", "contributors = [\"tr-1\"]");
    let file = "back/a b.xlf";
    let id = id(
        &project.tilmach(["--json", "check", file]).json(),
        "check::numbers",
    );
    let accept = ["check", "accept", &id, file, "--by", "tr-1", "--reason"];
    project
        .tilmach([&accept[..], &[" "]].concat())
        .ends(2)
        .says("for a reason");
    project
        .tilmach(["check", "accept", &id, file])
        .ends(2)
        .says("--reason");
    let reason = "the list was\ncorrected";
    project.tilmach([&accept[..], &[reason]].concat()).ends(0);
    let table = project.read("checks/accepted.csv");
    assert_eq!(
        table,
        format!(
            "id,rule,locale,unit,reason,by,day\n{id},check::numbers,tr,p1.s1,the list was corrected,tr-1,2026-03-01\n"
        )
    );
    let told = project
        .tilmach(["check", file])
        .ends(1)
        .does_not_say("check::numbers");
    assert_eq!(told.out, "2 units checked, 1 finding accepted.\n");
    let all = project.tilmach(["check", "--all", file]).ends(1);
    assert!(all.out.contains("the list was corrected"), "{}", all.out);
    assert!(
        project
            .tilmach(["check", "accepted"])
            .ends(0)
            .out
            .contains(&id)
    );
    project.write(
        file,
        RETURN.replace("TARGET", "300 kişiden  120 kişi bekliyor."),
    );
    project
        .tilmach(["check", file])
        .ends(1)
        .says("check::numbers");
    project.write(file, RETURN.replace("TARGET", WRONG));
    project.tilmach(["check", "withdraw", &id]).ends(0);
    project
        .tilmach(["check", "withdraw", &id])
        .ends(2)
        .says("was accepted");
    project
        .tilmach(["check", file])
        .ends(1)
        .says("check::numbers");
    let unknown = ["check", "accept", "0123456789ab", file, "--reason", "a"];
    project
        .tilmach(unknown)
        .ends(2)
        .says("no finding has the id");
    let stranger = ["check", "accept", &id, file, "--by", "me", "--reason", "a"];
    project.tilmach(stranger).ends(2).says("contributors");
}

#[test]
fn a_damaged_table_is_told_and_not_written_over() {
    let project = returned(WRONG);
    project.write(
        "checks/accepted.csv",
        "id,rule,locale,unit,reason,by,day\nhalf a row\n",
    );
    let file = "back/a b.xlf";
    let told = project.tilmach(["--json", "check", file]).ends(1);
    assert!(told.codes().contains(&"accepted::row".to_owned()));
    let id = id(&told.json(), "check::numbers");
    let accept = ["check", "accept", &id, file, "--reason", "a"];
    project
        .tilmach(accept)
        .ends(2)
        .says("mend checks/accepted.csv");
}

#[test]
fn the_project_weighs_the_checks() {
    let project = returned(WRONG);
    project.set(
        "[checks]\n",
        "[checks]\n\"check::numbers\" = \"off\"\n\"check::empty\" = \"note\"\n",
    );
    let told = project.tilmach(["--json", "check", "back/a b.xlf"]).ends(0);
    assert_eq!(told.codes(), ["check::double-space", "check::empty"]);
    assert_eq!(told.json()["findings"][1]["severity"], "note");
    project.set("check::empty", "check::emtpy");
    let told = project.tilmach(["check", "back/a b.xlf"]).ends(2);
    told.says("Did you mean `check::empty`?");
}

#[test]
fn packages_are_checked_as_far_as_they_are_translated() {
    let project = Project::sent_out();
    let told = project.tilmach(["check"]).ends(0);
    assert!(told.out.starts_with("0 units checked, "), "{}", told.out);
    let name = project.packages("tr")[0].clone();
    let filled = translator::filled(&project.read(&name), "tr", "one");
    project.write(&name, filled);
    let told = project.tilmach(["--json", "check", "-l", "tr"]);
    assert!(told.json()["units"].as_u64().expect("a number") >= 3);
    let back = project.read(&name);
    project.import("back.xlf", &back, 0);
    let memory = project.tilmach(["--json", "check", "--memory"]);
    let json = memory.json();
    assert!(json["units"].as_u64().expect("a number") >= 3);
    assert_eq!(json["findings"][0]["place"]["file"], "library.txt");
}

/// The structure that the standard asks for, and nothing of the machine.
#[test]
fn the_log_is_sarif() {
    let project = returned(WRONG);
    let path = project.path("back/a b.xlf");
    for file in ["back/a b.xlf", path.to_str().expect("a path")] {
        let told = project.tilmach(["check", "--sarif", file]).ends(1);
        assert_eq!(told.err, "");
        let log = told.json();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for rule in rules {
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(
                    rule[text]["text"]
                        .as_str()
                        .is_some_and(|text| !text.is_empty())
                );
            }
        }
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 3);
        for result in results {
            let index = result["ruleIndex"].as_u64().expect("an index");
            assert_eq!(rules[index as usize]["id"], result["ruleId"]);
            assert!(
                ["note", "warning", "error"].contains(&result["level"].as_str().expect("a level"))
            );
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(uri == "back/a%20b.xlf" || uri == "a%20b.xlf", "{uri}");
            assert!(
                place["region"]["startLine"]
                    .as_u64()
                    .is_some_and(|line| line >= 3)
            );
            assert!(
                place["region"]["startColumn"]
                    .as_u64()
                    .is_some_and(|column| column >= 1)
            );
        }
        assert!(
            !told
                .out
                .contains(path.parent().expect("a folder").to_str().expect("a path"))
        );
    }
}

#[test]
fn what_is_open_is_counted_in_the_language_that_was_asked_for() {
    let project = Project::with("a.txt", "Nobody came.\n");
    project.tilmach(["run"]).ends(0);
    let all = project.tilmach(["check"]).ends(0);
    assert_eq!(all.out, "0 units checked, 5 not translated yet.\n");
    let one = project.tilmach(["check", "--locale", "tr"]).ends(0);
    assert_eq!(one.out, "0 units checked, 1 not translated yet.\n");
}

#[test]
fn what_a_foreign_file_calls_its_units_stays_out_of_the_table() {
    let project = returned(WRONG);
    let file = "back/b.xlf";
    let foreign = project.read("back/a b.xlf").replace("p1.s1", "=cmd|a name");
    project.write(file, foreign);
    let id = id(
        &project.tilmach(["--json", "check", file]).json(),
        "check::numbers",
    );
    let accept = ["check", "accept", &id, file, "--reason", "=1+1"];
    project.tilmach(accept).ends(0);
    let table = project.read("checks/accepted.csv");
    assert!(table.contains(",tr,,'=1+1,"), "{table}");
}
