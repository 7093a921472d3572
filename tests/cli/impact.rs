//! The reach of a decision: fifty places in four languages, and the list has exactly
//! those. The words are those of the starter glossary, in forms of the tables of
//! morphology; all else in the translations is digits. They are no translations of
//! anything, and nobody has reviewed them.

use std::collections::BTreeSet;

use crate::decisions::Shows;
use crate::project::Project;
use crate::translator::{answered, units};

const FIRST: &str = "\
The internment camp 11 opened.

Nobody left the internment camps 12.

“The internment camp 13 was cold,” said Ana Roe.

The summer camp 14 opened.

An internment camp 15 closed.

The torture 17 ended.
";

/// The words of a language for a sentence, by its number; `quoted` between its marks.
struct Tongue {
    tag: &'static str,
    forms: [(&'static str, &'static str); 4],
    /// Look-alikes, and a term of another concept.
    decoys: [&'static str; 2],
    marks: (&'static str, &'static str),
}

const TONGUES: [Tongue; 4] = [
    Tongue {
        tag: "kk",
        forms: [
            ("11", "лагерь"),
            ("12", "лагерьлерде"),
            ("13", "лагері"),
            ("15", "лагерге"),
        ],
        decoys: ["лагерьі", "азаптау"],
        marks: ("«", "»"),
    },
    Tongue {
        tag: "tr",
        forms: [
            ("11", "toplama kampı"),
            ("12", "toplama kampları"),
            ("13", "gözaltı kampı"),
            ("15", "Toplama kamplarında"),
        ],
        decoys: ["kampanya", "işkence"],
        marks: ("“", "”"),
    },
    Tongue {
        tag: "ug",
        forms: [
            ("11", "جازا لاگېرى"),
            ("12", "لاگېرىغا"),
            ("13", "لاگېر"),
            ("15", "لاگېرىنى"),
        ],
        decoys: ["ئادەم", "قىيناش"],
        marks: ("«", "»"),
    },
    Tongue {
        tag: "zh-Hans",
        forms: [
            ("11", "拘留营"),
            ("12", "集中营"),
            ("13", "拘留营"),
            ("15", "集中营"),
        ],
        decoys: ["集中", "酷刑"],
        marks: ("“", "”"),
    },
];

impl Tongue {
    fn form(&self, number: &str) -> Option<&'static str> {
        let found = self.forms.iter().find(|(known, _)| *known == number);
        found.map(|(_, form)| *form)
    }

    fn quoted(&self, number: &str, words: &str) -> String {
        let (open, close) = self.marks;
        format!("{open}{number} {words} {number}{close} {number}")
    }

    /// What stands for a sentence that has this number.
    fn target(&self, number: &str) -> String {
        match (number, self.form(number)) {
            ("13", Some(form)) => self.quoted(number, form),
            (_, Some(form)) => format!("{number} {form} {number}"),
            ("14", None) => format!("14 {} 14", self.decoys[0]),
            (_, None) => format!("{number} {} {number}", self.decoys[1]),
        }
    }

    /// A file of somebody else: two renderings, none, and none that is asked for.
    fn foreign(&self) -> String {
        let first = match self.tag {
            "zh-Hans" => "21 拘留营 21 集中营 21".to_owned(),
            _ => format!("21 {} 21", self.forms[0].1),
        };
        let units = [
            ("An internment camp 21 stands.", first),
            (
                "“Internment camps 22,” said Ana Roe.",
                self.quoted("22", self.forms[1].1),
            ),
            ("The internment camp 23 stays.", "23 23".to_owned()),
            (
                "A summer camp 24 stands.",
                format!("24 {} 24", self.decoys[0]),
            ),
        ];
        let units = units.iter().enumerate().map(|(number, (source, target))| {
            format!(
                "<trans-unit id=\"u{number}\"><source>{source}</source><target>{target}</target></trans-unit>"
            )
        });
        format!(
            "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\
             <file original=\"x.txt\" source-language=\"en\" target-language=\"{}\" \
             datatype=\"plaintext\"><body>{}</body></file></xliff>",
            self.tag,
            units.collect::<String>()
        )
    }
}

/// The number in a sentence.
fn number(source: &str) -> String {
    source.chars().filter(char::is_ascii_digit).collect()
}

fn package(project: &Project, tag: &str) -> String {
    project.read(&format!("out/{tag}/camp.en-{tag}.xlf"))
}

/// Place, language, file, unit, words, whether they are quoted, what was found.
type Row = (String, String, String, String, String, bool, String);

fn row(
    place: &str,
    tag: &str,
    file: &str,
    unit: &str,
    words: &str,
    quoted: bool,
    kind: &str,
) -> Row {
    let own = |text: &str| text.to_owned();
    (
        own(place),
        own(tag),
        own(file),
        own(unit),
        own(words),
        quoted,
        own(kind),
    )
}

/// Plants the places through the commands, and says where.
fn planted(project: &Project) -> Vec<Row> {
    let run = ["run", "-t", "kk", "-t", "tr", "-t", "ug", "-t", "zh-Hans"];
    let mut rows = Vec::new();
    project.write("statements/camp.txt", FIRST);
    project.tilmach(run).ends(0);
    for tongue in &TONGUES {
        let sent = package(project, tongue.tag);
        let back = |other: &str| {
            answered(&sent, |unit| match number(&unit.source).as_str() {
                "11" => Some(format!("11 {other} 11")),
                number => Some(tongue.target(number)),
            })
        };
        // What is said first is taken back: the memory keeps it, and it touches nothing.
        if tongue.tag == "tr" {
            project.write("back/early.tr.xlf", back("gözaltı kampında"));
            project.tilmach(["import", "back/early.tr.xlf"]).ends(0);
        }
        let mut file = back(tongue.forms[0].1);
        if tongue.tag == "kk" {
            file = file.replace(
                "An internment camp 15 closed.",
                "An internment camp 15 burnt.",
            );
        }
        let name = format!("camp.{}.xlf", tongue.tag);
        project.write(&format!("back/{name}"), file);
        let told = project.tilmach(["import", &format!("back/{name}")]);
        told.ends(i32::from(tongue.tag == "kk"));
        for (unit, number) in [
            ("p1.s1", "11"),
            ("p2.s1", "12"),
            ("p3.s1", "13"),
            ("p5.s1", "15"),
        ] {
            let words = tongue.form(number).expect("a form");
            let (place, file) = match (tongue.tag, number) {
                ("kk", "15") => ("returned", name.as_str()),
                // The newest version has this sentence no longer.
                (_, "15") => ("memory", "camp.txt 1"),
                _ => ("memory", "camp.txt"),
            };
            rows.push(row(
                place,
                tongue.tag,
                file,
                unit,
                words,
                number == "13",
                "found",
            ));
        }
    }
    let second = FIRST.replace(
        "An internment camp 15 closed.",
        "The internment camp 16 is new.",
    );
    project.write("statements/camp.txt", second);
    project.tilmach(run).ends(0);
    for tongue in &TONGUES {
        for (unit, number) in [("p1.s1", "11"), ("p2.s1", "12"), ("p3.s1", "13")] {
            let words = tongue.form(number).expect("a form");
            let quoted = number == "13";
            rows.push(row(
                "package", tongue.tag, "camp.txt", unit, words, quoted, "found",
            ));
        }
        rows.push(row(
            "package", tongue.tag, "camp.txt", "p5.s1", "", false, "open",
        ));
        let file = format!("foreign.{}.xlf", tongue.tag);
        project.write(&format!("back/{file}"), tongue.foreign());
        let of = |unit: &str, words: &str, quoted: bool, kind: &str| {
            row("returned", tongue.tag, &file, unit, words, quoted, kind)
        };
        rows.push(of("u0", tongue.forms[0].1, false, "found"));
        rows.push(of("u1", tongue.forms[1].1, true, "found"));
        rows.push(of("u2", "", false, "no-rendering"));
        if tongue.tag == "zh-Hans" {
            rows.push(of("u0", "集中营", false, "found"));
        }
    }
    for (unit, quoted) in [
        ("p1.s1", false),
        ("p2.s1", false),
        ("p3.s1", true),
        ("p5.s1", false),
    ] {
        rows.push(row(
            "statement",
            "en",
            "camp.txt",
            unit,
            "",
            quoted,
            "source",
        ));
    }
    rows.push(row(
        "statement",
        "en",
        "camp.txt 1",
        "p5.s1",
        "",
        false,
        "source",
    ));
    rows
}

fn found(list: &serde_json::Value) -> Vec<Row> {
    let all = list["occurrences"].as_array().expect("a list");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    all.iter()
        .map(|one| {
            let mut file = text(&one["file"]);
            if one["earlier"] == true {
                file = format!("{file} {}", one["version"]);
            }
            (
                text(&one["place"]),
                text(&one["locale"]),
                file,
                text(&one["unit"]),
                text(&one["words"]),
                one["quoted"].as_bool().expect("yes or no"),
                text(&one["kind"]),
            )
        })
        .collect()
}

const FOREIGN: [&str; 4] = [
    "back/foreign.kk.xlf",
    "back/foreign.tr.xlf",
    "back/foreign.ug.xlf",
    "back/foreign.zh-Hans.xlf",
];

#[test]
fn fifty_places_in_four_languages_are_found_and_no_other() {
    let project = Project::fresh("desk");
    let planted = planted(&project);
    assert_eq!(planted.len(), 50);
    let asked = ["glossary", "impact", "internment-camp", "--json"];
    let list = project.tilmach(asked.iter().chain(&FOREIGN)).json();
    let found = found(&list);
    let (planted, listed): (BTreeSet<&Row>, BTreeSet<&Row>) =
        (planted.iter().collect(), found.iter().collect());
    let missed: Vec<_> = planted.difference(&listed).collect();
    let wrong: Vec<_> = listed.difference(&planted).collect();
    assert!(
        missed.is_empty() && wrong.is_empty(),
        "missed {missed:#?}\nwrong {wrong:#?}"
    );
    assert_eq!(found.len(), 50, "each once");
    assert_eq!(list["counts"]["memory"]["all"], 15);
    // The words are read, not only seen.
    let analyses: Vec<&str> = list["occurrences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|one| one["inflected"] == true && one["locale"] == "tr" && one["place"] == "memory")
        .map(|one| one["analysis"].as_str().expect("words"))
        .collect();
    assert_eq!(analyses.len(), 2, "{analyses:?}");

    // What would be with another word.
    let asked = [
        "glossary",
        "impact",
        "internment-camp",
        "-l",
        "tr",
        "--to",
        "gözaltı kampı",
    ];
    project
        .tilmach(asked)
        .ends(0)
        .shows("internment-camp: 13 places (10 in narration, 3 in quotations)")
        .shows("with “gözaltı kampı”: 2 have it already, 5 would change, 1 need somebody to look")
        .shows("(earlier, version 1)");
    // A word that the glossary does not have yet is found in its forms as well.
    let asked = [
        "glossary",
        "impact",
        "internment-camp",
        "-l",
        "tr",
        "--to",
        "toplama",
    ];
    project
        .tilmach(asked)
        .ends(0)
        .shows("0 have it already, 7 would change");
    // As a table, every place is a row.
    let asked = ["glossary", "impact", "internment-camp", "--format", "csv"];
    let table = project.tilmach(asked.iter().chain(&FOREIGN)).ends(0);
    assert_eq!(table.out.lines().count(), 51, "{}", table.out);
    // A file that was imported is not looked at twice.
    project
        .tilmach(["glossary", "impact", "internment-camp", "back/camp.tr.xlf"])
        .ends(0)
        .shows("camp.tr.xlf: imported before");
    project
        .tilmach(["glossary", "impact", "internment-kamp"])
        .ends(2)
        .says("did you mean internment-camp?");
    // Reading changes nothing, and the packages are what they were.
    assert_eq!(units(&package(&project, "tr")).len(), 6);
}

#[test]
fn a_long_list_says_what_it_leaves_out() {
    let project = Project::fresh("desk");
    let text: String = (0..30)
        .map(|number| format!("The torture {number} ended.\n\n"))
        .collect();
    project.write("statements/long.txt", text);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let asked = ["glossary", "impact", "torture", "-l", "tr"];
    let told = project.tilmach(asked).ends(0);
    assert_eq!(
        told.out
            .matches("... and 10 more (--all lists them)")
            .count(),
        2,
        "{}",
        told.out
    );
    let told = project.tilmach(asked.iter().chain(&["--all"])).ends(0);
    assert_eq!(told.out.matches("not translated yet").count(), 30);
    // Nothing is there, and that is no fault.
    let project = Project::fresh("desk");
    project.tilmach(asked).ends(0).shows("torture: 0 places");
}

/// Of every place of a kind the unit, and whether it is quoted.
fn places(project: &Project, place: &str, more: &[&str]) -> Vec<(String, bool)> {
    let asked = [
        "glossary",
        "impact",
        "internment-camp",
        "-l",
        "tr",
        "--json",
    ];
    let list = project.tilmach(asked.iter().chain(more)).json();
    let all = list["occurrences"].as_array().expect("a list");
    all.iter()
        .filter(|one| one["place"] == place)
        .map(|one| {
            let unit = one["unit"].as_str().expect("a unit").to_owned();
            (unit, one["quoted"] == true)
        })
        .collect()
}

/// Sends a statement out and takes it back, each sentence with its number; those of the
/// camp with the word.
fn sent_and_back(project: &Project, text: &str, wanted: impl Fn(&str) -> bool) {
    project.write("statements/camp.txt", text);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let back = answered(&package(project, "tr"), |unit| {
        let number = number(&unit.source);
        let target = match unit.source.contains("camp") {
            true => format!("{number} toplama kampı {number}"),
            false => number.clone(),
        };
        let mark = |mark: &'static str| match unit.source.contains(mark) {
            true => mark,
            false => "",
        };
        let is_wanted = unit.target.is_none() && wanted(&number);
        is_wanted.then(|| format!("{}{target}{}", mark("“"), mark("”")))
    });
    let name = format!("back/{}.xlf", text.len());
    project.write(&name, back);
    project.tilmach(["import", &name]).ends(0);
}

#[test]
fn units_of_different_versions_make_no_paragraph() {
    let project = Project::fresh("desk");
    let first = "Title 1\n\nMayor 2 spoke. “The town 3 stays. It is an internment camp 4.”\n";
    sent_and_back(&project, first, |_| true);
    assert_eq!(
        places(&project, "memory", &[]),
        [("p2.s3".to_owned(), true)]
    );
    // Before it came a paragraph, whose units have the names that the others had.
    let second = first.replace(
        "Mayor",
        "Nobody 5 came. The internment camp 6 is old.\n\nMayor",
    );
    sent_and_back(&project, &second, |_| true);
    let own = |unit: &str, quoted: bool| (unit.to_owned(), quoted);
    assert_eq!(
        places(&project, "memory", &[]),
        [own("p2.s2", false), own("p3.s3", true)]
    );
}

#[test]
fn of_a_package_that_came_back_in_part_the_rest_is_still_out() {
    let project = Project::fresh("desk");
    let text = "The internment camp 1 opened.\n\nThe internment camp 2 closed.\n";
    sent_and_back(&project, text, |number| number == "1");
    let own = |unit: &str| vec![(unit.to_owned(), false)];
    assert_eq!(places(&project, "memory", &[]), own("p1.s1"));
    assert_eq!(places(&project, "package", &[]), own("p2.s1"));
    // The next package has the first translation in it, and again the second is open.
    project.tilmach(["run", "-t", "tr"]).ends(0);
    sent_and_back(&project, text, |number| number == "2");
    assert_eq!(places(&project, "package", &[]), []);
    assert_eq!(places(&project, "memory", &[]).len(), 2);
}

#[test]
fn statements_of_the_folder_and_reviews_are_looked_into() {
    let project = Project::fresh("desk");
    project.write("statements/new.txt", "The internment camp 9 opened.\n");
    let asked = ["glossary", "impact", "internment-camp"];
    let told = project.tilmach(asked).ends(0);
    told.shows("new.txt (not on record yet) p1.s1");
    let text = "The internment camp 1 opened.\n\n“Internment camp 2,” said Ana Roe.\n";
    sent_and_back(&project, text, |_| true);
    for form in ["docx", "xlsx"] {
        let export = ["review", "export", "--target", "tr", "--to", form];
        project.tilmach(export).ends(0);
        let file = format!("out/review/tr/camp.en-tr.review.{form}");
        let own = |unit: &str, quoted: bool| (unit.to_owned(), quoted);
        assert_eq!(
            places(&project, "returned", &[&file]),
            [own("p1.s1", false), own("p2.s1", true)],
            "{form}"
        );
    }
    // An edited statement is the newest version, though nothing has read it yet.
    project.write("statements/camp.txt", text.replace("opened", "closed"));
    let told = project.tilmach(asked).ends(0);
    told.shows("camp.txt (not on record yet) p1.s1")
        .shows("camp.txt (earlier, version 1) p1.s1");
}

#[test]
fn languages_are_those_of_the_project() {
    let project = Project::fresh("desk");
    for step in ["impact", "history"] {
        let of = |tag| project.tilmach(["glossary", step, "torture", "--locale", tag]);
        of("fr").ends(2).says("fr is not among the languages");
        of("en").ends(0);
    }
    let asked = ["glossary", "impact", "torture", "-l", "en", "--to", "x"];
    project.tilmach(asked).ends(2).says("--to is a term");
}
