//! The report of the whole desk: written, compared, refused, and with hostile names.

use serde_json::Value;

use crate::project::Project;

fn whole(project: &Project, more: &[&str]) -> Value {
    let asked = [&["report", "--format", "json", "--out", "-"], more].concat();
    project.tilmach(asked).ends(0).json()
}

fn of<'v>(list: &'v Value, key: &str, wanted: &str) -> &'v Value {
    let list = list.as_array().expect("a list");
    let found = list.iter().find(|one| one[key] == wanted);
    found.unwrap_or_else(|| panic!("no {wanted} in {list:?}"))
}

/// The name of the statement that the sample of the README answers.
const ANSWERED: &str = "2022-09-01-assessment-published.txt";

/// The sample of the README: its statements, its glossary and its returned draft.
fn sample() -> Project {
    let project = Project::fresh("desk");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = |from: &str, to: &str| {
        let bytes = std::fs::read(root.join(from)).expect("a file of the sample");
        project.write(to, bytes);
    };
    for name in [
        ANSWERED,
        "2022-10-07-council-votes.txt",
        "2023-08-31-one-year-on.txt",
    ] {
        let file = format!("statements/{name}");
        copy(&file, &file);
    }
    copy("tilmach.toml", "tilmach.toml");
    copy(
        "tests/data/readme/return.en-tr.xlf",
        "back/return.en-tr.xlf",
    );
    project
}

#[test]
fn a_report_is_written_and_says_what_it_counts() {
    let project = Project::of_a_day();
    let told = project.tilmach(["report"]).ends(0);
    assert!(
        told.out.ends_with("The report is in out/report.html.\n"),
        "{}",
        told.out
    );
    assert!(told.out.contains("tr: 0 of "), "{}", told.out);
    let page = project.read("out/report.html");
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    // Nothing is different: the same bytes.
    project.tilmach(["report"]).ends(0);
    assert_eq!(project.read("out/report.html"), page);
    let json = project
        .tilmach(["--json", "report", "-t", "tr"])
        .ends(0)
        .json();
    assert_eq!(json["file"], "out/report.html");
    assert_eq!(json["locales"].as_array().map(Vec::len), Some(1));
    let report = whole(&project, &["-t", "kk", "-t", "tr"]);
    let tags: Vec<&Value> = report["locales"]
        .as_array()
        .expect("a list")
        .iter()
        .collect();
    let tags: Vec<&str> = tags
        .iter()
        .filter_map(|one| one["locale"].as_str())
        .collect();
    assert_eq!(tags, ["kk", "tr"]);
    project.tilmach(["report", "-t", "fr"]).ends(2);
    project
        .tilmach(["--json", "report", "--out", "-"])
        .ends(2)
        .says("choose one");
}

#[test]
fn what_came_back_is_in_the_next_report_and_the_first_is_compared_with() {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.tilmach(["report", "--out", "first.json"]).ends(0);
    let before = whole(&project, &[]);
    let names = before["statements"].as_array().expect("a list").clone();
    let name = names[0]["name"].as_str().expect("a name").to_owned();
    let unit = &names[0]["units"][0];
    let source = unit["source"]["text"].as_str().expect("a text").to_owned();
    let file = format!(
        "<tmx version=\"1.4\"><header creationtool=\"t\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/>\
         <body><tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\
         <tuv xml:lang=\"tr\"><seg>1  2</seg></tuv></tu></body></tmx>"
    );
    project.write("back.tmx", file);
    project
        .tilmach(["import", "back.tmx", "--by", "tr-1"])
        .fails();
    project.set("contributors = []", "contributors = [\"tr-1\"]");
    project.tilmach(["import", "back.tmx", "--by", "tr-1"]);
    let report = whole(&project, &["--since", "first.json"]);
    let tr = of(&report["locales"], "locale", "tr");
    assert_eq!(tr["translated"], 1);
    let unit = &of(&report["statements"], "name", &name)["units"][0];
    let translation = &unit["translations"][0];
    assert_eq!(
        (
            &translation["text"]["text"],
            &translation["by"],
            &translation["file"]
        ),
        (&"1  2".into(), &"tr-1".into(), &"back.tmx".into())
    );
    let difference = of(&report["since"]["locales"], "locale", "tr");
    assert_eq!(
        (&difference["translated_before"], &difference["translated"]),
        (&0.into(), &1.into())
    );
    let new = difference["new_findings"].as_array().expect("places");
    assert!(!new.is_empty());
    assert_eq!(report["since"]["whole"], true);
    // The same digits as in check.
    let checked = project.tilmach(["--json", "check", "--memory"]);
    let ids: Vec<Value> = checked.json()["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .map(|found| found["id"].clone())
        .collect();
    for finding in translation["findings"].as_array().expect("findings") {
        assert!(ids.contains(&finding["id"]), "{finding}");
    }
}

#[test]
fn what_is_no_report_is_neither_read_nor_written_over() {
    let project = Project::of_a_day();
    project.write("notes.html", "my notes");
    project
        .tilmach(["report", "--out", "notes.html"])
        .ends(1)
        .says("report::foreign");
    assert_eq!(project.read("notes.html"), "my notes");
    for (bytes, code) in [
        ("my notes", "report::unknown"),
        ("{\"form\":99}", "report::form"),
        ("{\"form\":1,\"day\":[]}", "report::damaged"),
    ] {
        project.write("old.json", bytes);
        let told = project
            .tilmach(["--json", "report", "--since", "old.json"])
            .ends(1);
        assert_eq!(told.codes(), [code]);
    }
    project
        .tilmach(["report", "--since", "none.json"])
        .ends(1)
        .says("file::unreadable");
    let day = "2999-01-01";
    project
        .tilmach(["report", "--since", day])
        .ends(1)
        .says("report::future");
    assert!(!project.path("out/report.html").exists());
}

#[test]
fn a_desk_without_anything_has_a_report() {
    let project = Project::empty();
    let told = project.tilmach(["report"]).ends(1).says("file::none");
    assert!(told.out.contains("out/report.html"), "{}", told.out);
    for form in ["json", "csv"] {
        let file = format!("all.{form}");
        project.tilmach(["report", "--out", &file]).ends(1);
        project.tilmach(["report", "--out", &file]).ends(1);
        assert!(!project.read(&file).is_empty());
    }
}

#[test]
fn a_hostile_statement_stays_text() {
    let project = Project::empty();
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
    let name = "a<img src=x onerror=alert(2)>\".txt";
    project.write(&format!("statements/{name}"), hostile);
    let told = project
        .tilmach(["report", "--format", "json", "--out", "-"])
        .ends(0);
    assert!(!told.out.contains('<'), "{}", told.out);
    let json = told.json();
    assert_eq!(json["statements"][0]["name"], name);
    project.tilmach(["report"]).ends(0);
    let page = project.read("out/report.html");
    assert!(
        !page.contains("<script>alert") && !page.contains("<img"),
        "{page}"
    );
}

#[test]
fn the_sample_of_the_readme_shows_what_is_planted_in_its_draft() {
    let project = sample();
    project.tilmach(["run", "-t", "tr"]).ends(0);
    // A name that the glossary advises against.
    let draft = project.read("back/return.en-tr.xlf");
    let planted = draft.replace("BM ofisi Sincan", "BM ofisi Doğu Türkistan");
    assert_ne!(planted, draft);
    project.write("back/return.en-tr.xlf", planted);
    project.tilmach(["import", "back/return.en-tr.xlf"]);
    let report = whole(&project, &["-t", "tr"]);
    let tr = of(&report["locales"], "locale", "tr");
    assert_eq!(
        (&tr["translated"], &tr["signed"], &tr["errors"]),
        (&4.into(), &0.into(), &0.into()),
        "nobody has signed anything off"
    );
    let waiting = tr["waiting"].as_array().expect("a list");
    assert_eq!(tr["quarantined"].as_u64(), Some(waiting.len() as u64));
    let kept = of(&tr["waiting"], "unit", "p2.s2");
    assert_eq!(kept["statement"], ANSWERED);
    let number = kept["number"].to_string();
    project.tilmach(["quarantine", "show", &number]).ends(0);
    project.tilmach(["report", "-t", "tr"]).ends(0);
    let page = project.read("out/report.html");
    let link = format!("<code>{number}</code> <a href=\"#u/{ANSWERED}/p2.s2\">");
    assert!(page.contains(&link), "{link}");
    let decision = &of(&report["concepts"], "id", "xinjiang")["locales"][0];
    assert!(decision["not_kept"].as_u64() > Some(0), "{decision}");
    let place = &decision["places"][0];
    assert_eq!(
        (&place["statement"], &place["unit"]),
        (&ANSWERED.into(), &"p1.s1".into())
    );
    let statement = of(&report["statements"], "name", ANSWERED);
    let unit = of(&statement["units"], "id", "p1.s1");
    let at = |value: &Value| {
        value
            .as_u64()
            .and_then(|number| usize::try_from(number).ok())
    };
    let translation = &unit["translations"][at(&place["translation"]).expect("a number")];
    let finding = &translation["findings"][at(&place["finding"]).expect("a number")];
    assert_eq!(
        (&finding["concept"], &finding["severity"]),
        (&"xinjiang".into(), &"warning".into())
    );
    let text = translation["text"]["text"].as_str().expect("a text");
    let fault = of(&translation["text"]["marks"], "kind", "fault");
    let end = |name: &str| at(&fault[name]).expect("a number");
    assert_eq!(&text[end("start")..end("end")], "Doğu Türkistan");
}
