//! Asking the memory: for one sentence, for many, and how much of statements it knows.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::project::{Project, executable};

/// A project whose statements are translated into every language.
fn translated() -> Project {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project
}

const KEYS: &str = "Nobody has seen the keys since then.";

fn answers(out: &str) -> Vec<Value> {
    let line = |line| serde_json::from_str(line).expect("an object a line");
    out.lines().map(line).collect()
}

#[test]
fn every_line_has_its_answer_in_its_place() {
    let project = translated();
    let queries = format!(
        "\u{FEFF}{KEYS}\r\n\nNobody has seen the keys since.\n{}\nNo charge was ever read out",
        "no such words ".repeat(20_000)
    );
    project.write("queries.txt", &queries);
    let arguments = [
        "--json",
        "search",
        "--batch",
        "queries.txt",
        "-t",
        "tr",
        "-t",
        "ug",
    ];
    let out = project.tilmach(arguments).ends(0).out;
    let all = answers(&out);
    let lines: Vec<u64> = all.iter().filter_map(|one| one["line"].as_u64()).collect();
    assert_eq!(lines, [1, 2, 3, 4, 5]);
    assert_eq!(all[0]["query"], KEYS);
    let best = &all[0]["matches"][0];
    assert_eq!(
        (best["score"].as_u64(), best["kind"].as_str()),
        (Some(100), Some("exact"))
    );
    assert_eq!(
        (best["locale"].as_str(), best["source"].as_str()),
        (Some("tr"), Some(KEYS))
    );
    assert!(
        best["target"]
            .as_str()
            .is_some_and(|target| !target.is_empty())
    );
    assert_eq!(best["origin"]["kind"], "return");
    assert!(
        best["statement"]
            .as_str()
            .is_some_and(|name| name.ends_with(".txt"))
    );
    assert_eq!(all[1]["query"], "");
    assert_eq!(all[1]["matches"], Value::Array(Vec::new()));
    assert_eq!(all[2]["matches"][0]["score"], 85, "6 of 7 words");
    assert_eq!(all[3]["matches"], Value::Array(Vec::new()));
    // The number of threads does not show, and one query is answered as in a batch.
    for jobs in ["1", "2", "7"] {
        let again = project
            .tilmach([&arguments[..], &["--jobs", jobs]].concat())
            .ends(0);
        assert_eq!(again.out, out, "{jobs}");
    }
    let one = project
        .tilmach(["--json", "search", "-t", "tr", "-t", "ug", KEYS])
        .ends(0);
    assert_eq!(one.json()["matches"], all[0]["matches"]);
    let shown = project
        .tilmach(["search", "--batch", "queries.txt", "-t", "tr"])
        .ends(0)
        .out;
    assert!(
        shown.starts_with(&format!("1  {KEYS}\n    tr  100 %  translated, ")),
        "{shown}"
    );
}

#[test]
fn a_line_that_is_no_text_is_a_finding_and_the_others_are_answered() {
    let project = translated();
    project.write(
        "queries.txt",
        [b"The \xFF keys\n", KEYS.as_bytes()].concat(),
    );
    let told = project
        .tilmach(["--json", "search", "--batch", "queries.txt", "-t", "tr"])
        .ends(1)
        .says("queries.txt:1:5: error[search::encoding]");
    let all = answers(&told.out);
    assert_eq!(all[0]["query"], Value::Null);
    assert_eq!(all[0]["finding"]["code"], "search::encoding");
    assert_eq!(all[1]["matches"][0]["score"], 100);
    project
        .tilmach(["search", "--batch", "nowhere.txt"])
        .ends(2)
        .says("nowhere.txt");
    project.tilmach(["search"]).ends(2).says("TEXT");
    project
        .tilmach(["search", "words", "--batch", "queries.txt"])
        .ends(2)
        .says("cannot be used with");
}

/// A program that asks for one sentence, reads the answer, and goes on.
#[test]
fn an_answer_comes_before_the_next_question() {
    let project = translated();
    let mut running = Command::new(executable())
        .args(["--json", "search", "--batch", "-", "-t", "tr"])
        .current_dir(project.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut input = running.stdin.take().expect("standard input");
    let mut output = BufReader::new(running.stdout.take().expect("standard output"));
    for number in 1..4 {
        writeln!(input, "{KEYS}").expect("written");
        input.flush().expect("written");
        let mut line = String::new();
        output.read_line(&mut line).expect("an answer");
        let answer: Value = serde_json::from_str(&line).expect("an object");
        assert_eq!(
            (answer["line"].as_u64(), &answer["matches"][0]["score"]),
            (Some(number), &Value::from(100))
        );
    }
    drop(input);
    assert!(running.wait().expect("ends").success());
}

#[test]
fn a_reader_that_goes_away_ends_the_work_quietly() {
    let project = translated();
    let mut running = Command::new(executable())
        .args(["--json", "search", "--batch", "-", "-t", "tr"])
        .current_dir(project.root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(running.stdout.take());
    let mut input = running.stdin.take().expect("standard input");
    // Without an end, unless the program ends first.
    let line = format!("{KEYS}\n").repeat(100);
    while input.write_all(line.as_bytes()).is_ok() {}
    drop(input);
    let done = running.wait_with_output().expect("ends");
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
}

#[test]
fn a_score_is_explained() {
    let project = translated();
    project.set("unreviewed = 0", "unreviewed = 4");
    let words = [
        "search",
        "-t",
        "tr",
        "--explain",
        "nobody has seen their keys since then",
    ];
    let shown = project.tilmach(words).ends(0).out;
    for line in [
        "tr  79 %  translated",
        "write   Nobody → nobody",
        "keep    has seen",
        "change  the → their",
        "1 of 7 words to change: words, spelling, marks",
        "less 4 for unreviewed",
    ] {
        assert!(shown.contains(line), "“{line}” is not in: {shown}");
    }
    let told = project
        .tilmach([&["--json"], &words[..]].concat())
        .ends(0)
        .json();
    let best = &told["matches"][0];
    assert_eq!(
        (&best["score"], &best["explanation"]["changes"]),
        (&Value::from(79), &Value::from(1.0))
    );
    assert_eq!(best["explanation"]["steps"][2]["operation"], "change");
    assert_eq!(best["penalties"][0]["cause"], "unreviewed");
}

#[test]
fn an_analysis_is_a_table_json_or_csv_and_its_rows_are_the_whole() {
    let project = translated();
    let text = project.read("statements/archive.txt");
    project.write(
        "statements/b.txt",
        format!("{text}\nNobody has seen the old keys since then.\n"),
    );
    let json = project
        .tilmach(["--json", "analyse", "-t", "tr"])
        .ends(0)
        .json();
    let again = project
        .tilmach(["analyse", "--format", "json", "-t", "tr", "--jobs", "1"])
        .ends(0);
    assert_eq!(again.json(), json);
    let table = project.tilmach(["analyse", "-t", "tr"]).ends(0).out;
    let csv = project
        .tilmach(["analyse", "--format", "csv", "-t", "tr"])
        .ends(0)
        .out;
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some("statement,language,row,segments,words,characters")
    );
    for analysis in json["analyses"].as_array().expect("analyses") {
        let bands = analysis["bands"].as_object().expect("rows");
        for unit in ["segments", "words", "characters"] {
            let of_rows: u64 = bands
                .values()
                .filter_map(|tally| tally[unit].as_u64())
                .sum();
            assert_eq!(Some(of_rows), analysis["total"][unit].as_u64(), "{unit}");
        }
        let name = analysis["statement"].as_str().expect("a name");
        let total =
            ["segments", "words", "characters"].map(|unit| analysis["total"][unit].to_string());
        let in_csv = format!("{name},tr,total,{}", total.join(","));
        assert!(csv.lines().any(|line| line == in_csv), "{in_csv}: {csv}");
        let in_table = total.join("/");
        let row = table
            .lines()
            .find(|line| line.starts_with(name))
            .expect("a row");
        assert!(row.ends_with(&in_table), "{row}");
    }
    assert!(table.contains("internal"), "{table}");
    project
        .tilmach(["--json", "analyse", "--format", "csv"])
        .ends(2)
        .says("choose one");
}

/// The memory keeps for which house a translation was made when it came back, and its
/// text form as well.
#[test]
fn what_was_made_for_another_house_is_offered_and_not_filled_in() {
    let project = Project::sent_out();
    project.fill_all("first");
    let filled = |project: &Project| -> u64 {
        let run = project
            .tilmach(["--json", "run", "-t", "tr"])
            .ends(0)
            .json();
        let bands = run["locales"][0]["bands"].clone();
        bands["in-context"]["segments"].as_u64().expect("a number")
    };
    project.set("profile = 0 ", "profile = 2 ");
    let all = filled(&project);
    assert!(all > 0, "it was made for the house of the project");
    project.set("profile = \"un\"", "profile = \"press\"");
    assert_eq!(filled(&project), 0);
    let found = [
        "--json",
        "search",
        "-t",
        "tr",
        "Both librarians came home on Sunday evening.",
    ];
    let best = project.tilmach(found).ends(0).json()["matches"][0].clone();
    assert_eq!(
        (&best["score"], &best["kind"]),
        (&Value::from(98), &Value::from("fuzzy"))
    );
    assert_eq!(best["penalties"][0]["cause"], "profile");
    project.tilmach(["memory", "export"]).ends(0);
    std::fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["memory", "rebuild"]).ends(0);
    assert_eq!(project.tilmach(found).ends(0).json()["matches"][0], best);
}

#[test]
fn what_parts_are_known_from_is_shown() {
    let project = translated();
    let text = "He said that nobody has seen the keys, not even he";
    let words = ["search", "-t", "tr", "--fragments", text];
    let shown = project.tilmach(words).ends(0).out;
    assert!(
        shown.contains("5 words: nobody has seen the keys"),
        "{shown}"
    );
    assert!(
        shown.contains("⟦Nobody has seen the keys⟧ since then."),
        "{shown}"
    );
    let told = project
        .tilmach([&["--json"], &words[..]].concat())
        .ends(0)
        .json();
    let fragment = &told["fragments"][0];
    assert_eq!(
        (&fragment["words"], &fragment["found"][0]["locale"]),
        (&Value::from(5), &Value::from("tr"))
    );
    assert_eq!(told["matches"], Value::from(Vec::<Value>::new()));
    // Nobody asked for them.
    let told = project
        .tilmach(["--json", "search", "-t", "tr", text])
        .ends(0)
        .json();
    assert_eq!(told.get("fragments"), None);
    // Many at once.
    project.write("queries.txt", format!("{text}\nthe keys\n"));
    let lines = [
        "--json",
        "search",
        "-t",
        "tr",
        "--fragments",
        "--batch",
        "queries.txt",
    ];
    let all = answers(&project.tilmach(lines).ends(0).out);
    assert_eq!(all[0]["fragments"][0]["words"], 5);
    assert_eq!(all[1].get("fragments"), None);
}
