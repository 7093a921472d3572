//! Passages that statements quote: stored, exchanged, rebuilt, shown to translators;
//! candidates, the sheet of quotations, and quotations that were altered.

use std::fs;

use serde_json::Value;

use crate::project::{LOCALES, Project, Told};
use crate::shared::shared;

const FIRST: &str = "\
A report on the river

The report was read out on Monday.

“The river was warm in May, and nobody had asked why. The fish were gone by June. Nobody wrote it down,” said Ana Roe.
";

const SECOND: &str = "\
A year after the report

Ana Roe had said that “the river was warm in May – and nobody had asked why”.

The report is hard to forget: “The fish were gone by June. Nobody wrote it down.”
";

const PASSAGE: &str = "\
The river was warm in May, and nobody had asked why. The fish were gone by June. Nobody wrote it down.
";

/// A draft that nobody has reviewed.
const DRAFT: &str = "\
Irmak mayısta ılıktı ve kimse nedenini sormamıştı. Balıklar hazirana kadar gitmişti. Kimse bunu yazmadı.
";

fn of_two() -> Project {
    let project = Project::with("2024-05-01-report.txt", FIRST);
    project.write("statements/2025-05-01-a-year.txt", SECOND);
    project
}

/// Stores the passage, with the draft under a status if there is one.
#[track_caller]
fn add(project: &Project, status: Option<&str>) -> Told {
    project.write("passage.txt", PASSAGE);
    project.write("draft.tr.txt", DRAFT);
    let mut line = vec!["passage", "add", "passage.txt", "--speaker", "Ana Roe"];
    line.extend([
        "--document",
        "River report",
        "--paragraph",
        "4",
        "--date",
        "2024-05",
    ]);
    if let Some(status) = status {
        line.extend(["--translation", "tr=draft.tr.txt", "--status", status]);
    }
    project.tilmach(line).ends(0)
}

/// Likewise, with every sentence on a line of its own, on both sides.
#[track_caller]
fn add_lines(project: &Project, status: &str) -> Told {
    project.write("lines.txt", PASSAGE.replace(". ", ".\n"));
    project.write("lines.tr.txt", DRAFT.replace(". ", ".\n"));
    add_files(project, ["lines.txt", "lines.tr.txt"], "tr", status)
}

#[track_caller]
fn add_files(project: &Project, files: [&str; 2], locale: &str, status: &str) -> Told {
    let translation = format!("{locale}={}", files[1]);
    let mut line = vec!["passage", "add", files[0], "--speaker", "Ana Roe"];
    line.extend(["--document", "River report", "--status", status]);
    line.extend(["--translation", &translation]);
    project.tilmach(line).ends(0)
}

#[track_caller]
fn id(told: &Told) -> String {
    told.out.chars().take(12).collect()
}

#[track_caller]
fn package(project: &Project, locale: &str, part: &str) -> String {
    let packages = project.packages(locale);
    let found = packages.iter().find(|name| name.contains(part));
    project.read(found.expect("a package of that statement"))
}

/// The words between two marks.
fn unit<'a>(package: &'a str, id: &str) -> &'a str {
    let from = format!("<trans-unit id=\"{id}\"");
    let rest = package.split(&from).nth(1).expect("the unit");
    rest.split("</trans-unit>").next().unwrap_or_default()
}

#[test]
fn an_altered_quotation_is_told_with_its_words_and_place() {
    let project = of_two();
    let told = project.tilmach(["--json", "run"]).ends(0);
    let findings = told.json()["findings"].clone();
    let altered: Vec<&Value> = findings
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["code"] == "quotation::altered")
        .collect();
    assert_eq!(altered.len(), 1, "{findings}");
    let (finding, place) = (altered[0], &altered[0]["place"]);
    assert_eq!(place["file"], "2025-05-01-a-year.txt");
    assert_eq!(
        (&place["line"], &place["unit"]),
        (&3.into(), &"p2.s1".into())
    );
    let message = finding["message"].as_str().expect("a message");
    assert!(message.contains("“,” became “–”"), "{message}");
    assert!(
        message.contains("2024-05-01-report.txt, paragraph 3"),
        "{message}"
    );
    assert!(
        !message.contains("river was"),
        "only what differs: {message}"
    );
}

#[test]
fn the_sheet_tells_source_history_and_integrity_and_is_made_once() {
    let project = of_two();
    let told = project.tilmach(["run"]).ends(0);
    assert!(told.out.contains("quotations.html"), "{}", told.out);
    let sheet: Value = serde_json::from_str(&project.read("out/quotations.json")).expect("JSON");
    let statements = sheet["statements"].as_array().expect("statements");
    assert_eq!(statements.len(), 2);
    let quotations = statements[1]["quotations"].as_array().expect("quotations");
    let source = &quotations[0]["source"];
    assert_eq!(source["kind"], "earlier-quotation");
    assert_eq!(source["verdicts"], serde_json::json!(["cut", "altered"]));
    assert_eq!(
        quotations[1]["source"]["verdicts"],
        serde_json::json!(["cut"])
    );
    assert_eq!(
        quotations[1]["history"][0]["statement"],
        "2024-05-01-report.txt"
    );
    let page = project.read("out/quotations.html");
    assert!(page.contains("<span class=\"altered\">altered</span>"));
    assert!(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"));
    let told = project.tilmach(["--json", "run"]).ends(0).json();
    for made in told["quotations"].as_array().expect("the sheet") {
        assert_eq!(made["status"], "unchanged", "{made}");
    }
    let printed = project
        .tilmach(["--json", "passage", "sheet"])
        .ends(0)
        .json();
    assert_eq!(printed["statements"], sheet["statements"]);
    let one = ["passage", "sheet", "2024-05-01-report.txt"];
    assert!(project.tilmach(one).ends(0).out.contains("1 quotation\n"));
    project.tilmach(["passage", "sheet", "none.txt"]).ends(2);
}

#[test]
fn without_a_quotation_there_is_no_sheet() {
    let project = Project::with("a.txt", "Nobody was quoted here.\n");
    project.tilmach(["run"]).ends(0);
    assert!(!project.path("out/quotations.html").exists());
}

#[test]
fn what_is_quoted_twice_is_a_candidate_until_it_is_a_passage() {
    let project = of_two();
    project.tilmach(["run"]).ends(0);
    let list = ["--json", "passage", "list", "--candidates"];
    let candidates = project.tilmach(list).ends(0).json()["candidates"].clone();
    assert_eq!(candidates.as_array().map(Vec::len), Some(1), "{candidates}");
    assert_eq!(candidates[0]["number"], 3);
    let candidate = candidates[0]["id"].as_str().expect("an id").to_owned();
    let shown = project.tilmach(["passage", "show", &candidate]).ends(0);
    assert!(shown.out.contains("3 occurrences:"), "{}", shown.out);
    // By its id it becomes a passage.
    let told = project.tilmach([
        "passage",
        "add",
        "--to",
        &candidate[..6],
        "--speaker",
        "Ana Roe",
    ]);
    assert_eq!(id(&told.ends(0)), candidate);
    let candidates = project.tilmach(list).ends(0).json()["candidates"].clone();
    assert_eq!(candidates.as_array().map(Vec::len), Some(0), "{candidates}");
    let shown = project
        .tilmach(["--json", "passage", "show", &candidate[..6]])
        .ends(0)
        .json();
    assert_eq!(shown["stored"], true);
    let verdicts: Vec<String> = shown["occurrences"]
        .as_array()
        .expect("occurrences")
        .iter()
        .map(|seen| seen["verdicts"].to_string())
        .collect();
    assert_eq!(
        verdicts,
        ["[\"verbatim\"]", "[\"cut\",\"altered\"]", "[\"cut\"]"]
    );
}

#[test]
fn the_same_text_is_the_same_passage_and_nothing_is_forgotten() {
    let project = Project::empty();
    let first = add(&project, Some("unreviewed"));
    assert!(first.out.contains("added"), "{}", first.out);
    assert!(
        add(&project, Some("unreviewed"))
            .out
            .contains(": same; translations: same")
    );
    // Somebody has read it: the same words with a better status.
    assert!(
        add(&project, Some("ours"))
            .out
            .contains("translations: updated")
    );
    assert!(
        add(&project, Some("press"))
            .out
            .contains("translations: same")
    );
    let line = ["passage", "add", "passage.txt", "--speaker", "Bo Lee"];
    let told = project.tilmach(line).ends(0);
    assert!(told.err.contains("passage::origin"), "{}", told.err);
    project
        .tilmach([&line[..], &["--replace"]].concat())
        .ends(0);
    project.write("other.txt", "Başka bir çeviri.\n");
    let other = [
        "passage",
        "add",
        "passage.txt",
        "--translation",
        "tr=other.txt",
    ];
    let told = project.tilmach(other).ends(0);
    assert!(told.err.contains("passage::disagree"), "{}", told.err);
    let shown = project
        .tilmach(["--json", "passage", "show", &id(&first)])
        .ends(0)
        .json();
    let passage = &shown["passage"];
    assert_eq!(passage["origin"]["speaker"], "Bo Lee");
    assert_eq!(passage["origin"]["document"], "River report");
    assert_eq!(passage["former"][0]["speaker"], "Ana Roe");
    let versions = passage["versions"].as_array().expect("versions");
    let words: Vec<String> = versions
        .iter()
        .map(|one| format!("{} {}", one["status"], one["superseded"]))
        .collect();
    assert_eq!(
        words,
        [
            "\"unreviewed\" true",
            "\"ours\" false",
            "\"unreviewed\" false"
        ]
    );
}

#[test]
fn what_is_at_fault_is_told_and_not_stored() {
    let project = Project::empty();
    project.write("empty.txt", " \n\n");
    project.write("bad.txt", b"\xff\xfe\xff");
    project.write("passage.txt", PASSAGE);
    project
        .tilmach(["passage", "add", "empty.txt"])
        .ends(1)
        .says("passage::text");
    project
        .tilmach(["passage", "add", "bad.txt"])
        .ends(1)
        .says("passage::encoding");
    project
        .tilmach(["passage", "add", "gone.txt"])
        .ends(1)
        .says("file::unreadable");
    let dated = ["passage", "add", "passage.txt", "--date", "yesterday"];
    project.tilmach(dated).ends(1).says("passage::date");
    let by = ["passage", "add", "passage.txt", "--by", "nobody"];
    project.tilmach(by).ends(2).says("contributors");
    project
        .tilmach(["passage", "show", "0123"])
        .ends(2)
        .says("0123");
    project.write("table.csv", "text,status\nOne.,\nTwo.,good\n");
    let told = project.tilmach(["passage", "import", "table.csv"]).ends(1);
    told.says("table.csv:3:6").says("passage::status");
    assert_eq!(project.stats()["passages"], 0, "nothing is half imported");
}

#[test]
fn a_table_comes_in_with_a_receipt_and_goes_out_the_same() {
    let project = Project::empty();
    project.write(
        "table.tsv",
        "text\tspeaker\ttranslation_lang\ttranslation\tstatus\n\
         It rains.\tAna Roe\ttr\tYağmur yağıyor.\tpress\n\
         It snows.\t\t\t\t\n",
    );
    let import = |file: &str| {
        let told = project
            .tilmach(["--json", "passage", "import", file])
            .ends(0);
        told.json()["taken"]["receipt"].clone()
    };
    let receipt = import("table.tsv");
    assert_eq!(
        (&receipt["units"], &receipt["added"]),
        (&2.into(), &2.into())
    );
    let receipt = import("table.tsv");
    assert_eq!(
        (&receipt["units"], &receipt["same"]),
        (&2.into(), &2.into())
    );
    project.tilmach(["memory", "export"]).ends(0);
    let text = project.read("tm/passages.csv");
    // To another desk, and back.
    let other = Project::empty();
    other.write("from-them.csv", &text);
    other
        .tilmach(["passage", "import", "from-them.csv"])
        .ends(0);
    other.tilmach(["memory", "export"]).ends(0);
    assert_eq!(other.read("tm/passages.csv"), text);
    let receipt = import("tm/passages.csv");
    assert_eq!(receipt["same"], receipt["units"]);
}

/// A table of anybody makes nothing fillable.
#[test]
fn a_table_does_not_vouch_for_itself() {
    let project = Project::empty();
    let header = "text,lang,translation_lang,translation,status,translation_citation,superseded\n";
    let rows = "It rains.,en,tr,Yağmur yağıyor.,official,Page 4,\n\
                It rains.,en,tr,Yağıyor.,ours,,yes\n";
    project.write("table.csv", format!("{header}{rows}"));
    let shown = |part: &str| {
        let list = project
            .tilmach(["--json", "passage", "list"])
            .ends(0)
            .json();
        let versions = list["passages"][0]["versions"].as_array().cloned();
        let told = versions.expect("versions").into_iter().map(|one| {
            format!(
                "{} {} {}",
                one["status"], one["citation"], one["superseded"]
            )
        });
        let told: Vec<String> = told.collect();
        assert!(told.iter().any(|one| one == part), "{told:?}");
    };
    let import = ["passage", "import", "table.csv"];
    project.tilmach(import).ends(0).says("passage::trust");
    shown("\"unreviewed\" \"Page 4\" false");
    let trusted = [&import[..], &["--trust-status"]].concat();
    project.tilmach(trusted).ends(0);
    shown("\"official\" \"Page 4\" false");
    // What is known with that status is neither lowered nor told again; nor does a cell
    // that is left empty forget what was in it.
    project.write(
        "table.csv",
        format!("{header}{}", rows.replace("Page 4", "")),
    );
    let told = project.tilmach(import).ends(0);
    assert!(!told.err.contains("passage::trust"), "{}", told.err);
    shown("\"official\" \"Page 4\" false");
    project.write("other.csv", "text,lang\nKar yağıyor.,tr\n");
    let other = ["passage", "import", "other.csv"];
    project
        .tilmach(other)
        .ends(0)
        .says("other.csv:2:1")
        .says("passage::unused");
    project.write(
        "by.csv",
        "text,translation_lang,translation,by\nIt pours.,tr,Yağdı.,nobody\n",
    );
    let by = ["passage", "import", "by.csv"];
    project.tilmach(by).ends(1).says("passage::contributor");
}

#[test]
fn an_export_does_not_write_over_what_it_cannot_read() {
    let project = Project::empty();
    add(&project, None);
    project.tilmach(["memory", "export"]).ends(0);
    let text = format!("<<<<<<< ours\n{}", project.read("tm/passages.csv"));
    project.write("tm/passages.csv", &text);
    project
        .tilmach(["memory", "export"])
        .ends(2)
        .says("passages.csv");
    assert_eq!(project.read("tm/passages.csv"), text);
    project.tilmach(["memory", "export", "--force"]).ends(0);
    assert_ne!(project.read("tm/passages.csv"), text);
}

#[test]
fn a_rebuilt_memory_exports_the_same_bytes() {
    let project = of_two();
    project.tilmach(["run"]).ends(0);
    add(&project, Some("unreviewed"));
    add(&project, Some("ours"));
    let line = [
        "passage",
        "add",
        "passage.txt",
        "--note",
        "=1+1",
        "--speaker",
        "Bo",
        "--replace",
    ];
    project.tilmach(line).ends(0);
    project.tilmach(["memory", "export"]).ends(0);
    let text = project.read("tm/passages.csv");
    assert_eq!(text.lines().count(), 4, "{text}");
    // What the memory alone has is not lost without a word.
    project.write("more.txt", "It rains.");
    project.tilmach(["passage", "add", "more.txt"]).ends(0);
    project.tilmach(["memory", "rebuild"]).ends(2);
    project.tilmach(["memory", "export"]).ends(0);
    let text = project.read("tm/passages.csv");
    fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["memory", "rebuild"]).ends(0);
    project.tilmach(["memory", "export"]).ends(0);
    assert_eq!(project.read("tm/passages.csv"), text);
    project.tilmach(["memory", "verify"]).ends(0);
    // A text form that was changed by hand is refused.
    project.write("tm/passages.csv", text.replace("It rains", "It pours"));
    project
        .tilmach(["memory", "rebuild", "--force"])
        .ends(1)
        .says("passage::identity");
}

#[test]
fn whole_lines_of_a_settled_translation_are_filled_in() {
    let project = of_two();
    let passage = id(&add_lines(&project, "official"));
    project.tilmach(["run"]).ends(0);
    let first = package(&project, "tr", "report");
    // In the middle of the quotation, without marks of its own.
    let whole = unit(&first, "p3.s2");
    assert!(
        whole.contains("<source xml:lang=\"en\">The fish were gone by June.<"),
        "{whole}"
    );
    assert!(
        whole.contains("Balıklar hazirana kadar gitmişti.</target>"),
        "{whole}"
    );
    assert!(whole.contains("leveraged-repository"), "{whole}");
    assert!(whole.contains(&format!(
        "Part of the passage {passage} (Ana Roe, River report"
    )));
    // With marks around it, or with words of somebody else: shown, not filled in.
    let begin = unit(&first, "p3.s1");
    assert!(!begin.contains("state-qualifier"), "{begin}");
    assert!(begin.contains("<alt-trans"), "{begin}");
    let second = package(&project, "tr", "a-year");
    let cut = unit(&second, "p2.s1");
    assert!(!cut.contains("<alt-trans"), "{cut}");
    assert!(cut.contains("altered (“,” became “–”)"), "{cut}");
    let ending = unit(&second, "p3.s1");
    assert!(
        ending.contains("⟦Balıklar hazirana kadar gitmişti.⟧"),
        "{ending}"
    );
    assert!(ending.contains("sormamıştı.\n⟦Balıklar"), "{ending}");
    // The others have no translation of it.
    for locale in LOCALES.iter().filter(|locale| **locale != "tr") {
        let package = package(&project, locale, "report");
        assert!(!package.contains("Balıklar"), "{locale}");
        assert!(package.contains("No translation of it into"), "{locale}");
    }
    // What was filled in comes back like any other.
    let back = crate::translator::filled(&first, "tr", "first");
    let (_, receipt) = project.import("back.xlf", &back, 0);
    assert_eq!(receipt.rejected, 0, "{receipt:?}");
    project.tilmach(["memory", "verify"]).ends(0);
}

#[test]
fn a_draft_is_shown_and_never_filled_in() {
    for status in ["unreviewed", "press"] {
        let project = of_two();
        add_lines(&project, status);
        project.tilmach(["run"]).ends(0);
        let first = package(&project, "tr", "report");
        let whole = unit(&first, "p3.s2");
        assert!(!whole.contains("leveraged-repository"), "{whole}");
        assert!(whole.contains("<alt-trans"), "{whole}");
        assert!(
            whole.contains(&format!("Stored translation, {status}")),
            "{whole}"
        );
    }
}

/// Sentences in the middle of a line belong together by their number alone.
#[test]
fn a_sentence_among_others_is_a_suggestion() {
    let project = of_two();
    add(&project, Some("official"));
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let first = package(&project, "tr", "report");
    let whole = unit(&first, "p3.s2");
    assert!(!whole.contains("leveraged-repository"), "{whole}");
    assert!(whole.contains("<alt-trans match-quality=\"99"), "{whole}");
    assert!(whole.contains("⟦Balıklar hazirana"), "{whole}");
}

/// What the numbers say against a translation keeps it from being filled in.
#[test]
fn numbers_that_differ_are_a_suggestion_with_its_reason() {
    let text = "A report\n\n“All of the 40 fish in the river were gone by June,” said Ana Roe.\n\n\
                “All of the 40 fish in the river were gone by June.\n\n“Nobody wrote it down,” she said.\n";
    let project = Project::with("2024-05-01-report.txt", text);
    project.write(
        "one.txt",
        "All of the 40 fish in the river were gone by June.\nNobody wrote it down\n",
    );
    project.write(
        "tr.txt",
        "Nehirdeki 14 balığın tümü hazirana kadar gitmişti.\nKimse yazmadı\n",
    );
    add_files(&project, ["one.txt", "tr.txt"], "tr", "official");
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let first = package(&project, "tr", "report");
    assert!(first.contains("Nehirdeki 14"), "{first}");
    assert!(!first.contains("leveraged-repository"), "{first}");
}

/// A draft does not come in through the door of a settled translation, and two settled
/// ones that differ close it.
#[test]
fn passages_that_share_a_sentence_must_agree() {
    let fish = [
        "The fish were gone by June.\n",
        "Balıklar hazirana kadar gitmişti.\n",
    ];
    let other = "Haziranda balık kalmamıştı.\n";
    for (status, text, filled) in [
        ("official", fish[1], true),
        ("unreviewed", other, true),
        ("official", other, false),
    ] {
        let project = of_two();
        add_lines(&project, "official");
        project.write(
            "fish.txt",
            format!(
                "{}{}",
                PASSAGE.replace(". ", ".\n").trim(),
                "\nIt was a bad year.\n"
            ),
        );
        let lines = DRAFT.replace(". ", ".\n").replace(fish[1], text);
        project.write(
            "fish.tr.txt",
            format!("{}\nKötü bir yıldı.\n", lines.trim()),
        );
        add_files(&project, ["fish.txt", "fish.tr.txt"], "tr", status);
        project.tilmach(["run", "-t", "tr"]).ends(0);
        let first = package(&project, "tr", "report");
        let whole = unit(&first, "p3.s2");
        assert_eq!(whole.contains("leveraged-repository"), filled, "{whole}");
        assert_eq!(whole.matches("Part of the passage").count(), 2, "{whole}");
        if filled {
            assert!(whole.contains("gitmişti.</target>"), "{whole}");
        } else {
            assert!(whole.contains("do not say the same"), "{whole}");
        }
    }
}

#[test]
fn translations_that_disagree_are_all_shown_and_none_is_filled_in() {
    let project = of_two();
    add(&project, Some("official"));
    project.write("other.txt", DRAFT.replace("Balıklar", "Tüm balıklar"));
    let line = [
        "passage",
        "add",
        "passage.txt",
        "--translation",
        "tr=other.txt",
    ];
    let line = [&line[..], &["--status", "publisher"]].concat();
    project.tilmach(line).ends(0);
    project.tilmach(["run"]).ends(0);
    let first = package(&project, "tr", "report");
    let whole = unit(&first, "p3.s2");
    assert!(!whole.contains("leveraged-repository"), "{whole}");
    assert!(
        whole.contains("⟦Balıklar") && whole.contains("⟦Tüm balıklar"),
        "{whole}"
    );
    assert!(whole.contains("These translations disagree"), "{whole}");
}

#[test]
fn nothing_crosses_from_one_script_to_another() {
    let project = of_two();
    project.write("lines.txt", PASSAGE.replace(". ", ".\n"));
    project.write(
        "zh.txt",
        "五月河水很暖，没有人问为什么。\n到六月鱼都不见了。\n没有人写下来。\n",
    );
    add_files(&project, ["lines.txt", "zh.txt"], "zh-Hans", "official");
    project.tilmach(["run"]).ends(0);
    let simplified = package(&project, "zh-Hans", "report");
    let whole = unit(&simplified, "p3.s2");
    assert!(whole.contains("leveraged-repository"), "{whole}");
    assert!(whole.contains("到六月鱼都不见了。</target>"), "{whole}");
    for locale in LOCALES.iter().filter(|locale| **locale != "zh-Hans") {
        let package = package(&project, locale, "report");
        assert!(!package.contains("五月河水"), "{locale}");
        assert!(!package.contains("leveraged-repository"), "{locale}");
        assert!(!unit(&package, "p3.s2").contains("<alt-trans"), "{locale}");
    }
}

#[test]
fn a_package_is_made_again_when_what_it_quotes_is_stored() {
    let project = of_two();
    project.write("statements/other.txt", "Nobody was quoted here.\n");
    project.tilmach(["run"]).ends(0);
    add(&project, Some("unreviewed"));
    let told = project
        .tilmach(["--json", "run", "-t", "tr"])
        .ends(0)
        .json();
    let files = told["locales"][0]["files"]
        .as_array()
        .expect("files")
        .clone();
    let status = |part: &str| {
        let mut files = files.iter();
        let found = files.find(|made| made["file"].to_string().contains(part));
        found.expect("a file")["status"].clone()
    };
    assert_eq!(
        (status("report"), status("other")),
        ("written".into(), "unchanged".into())
    );
    let told = project
        .tilmach(["--json", "run", "-t", "tr"])
        .ends(0)
        .json();
    assert!(
        !told["locales"].to_string().contains("\"written\""),
        "{told}"
    );
}

/// The five real statements: one sentence of the report stands in three of them, four
/// times, and once with a dash for its comma.
#[test]
fn the_sentence_of_the_report_is_one_candidate_and_its_dash_an_alteration() {
    let Some(folder) = shared("data/statements") else {
        return;
    };
    let project = Project::empty();
    for entry in fs::read_dir(folder).expect("the statements").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".txt") {
            let bytes = fs::read(entry.path()).expect("a statement");
            project.write(&format!("statements/{name}"), bytes);
        }
    }
    let told = project.tilmach(["--json", "run"]).ends(0).json();
    let findings = told["findings"].as_array().expect("findings").clone();
    let dash = findings.iter().find(|finding| {
        let place = finding["place"]["file"].as_str().unwrap_or_default();
        finding["code"] == "quotation::altered" && place.starts_with("2025-08")
    });
    let message = dash.expect("the dash")["message"].to_string();
    assert!(message.ends_with("“,” became “-”\""), "{message}");
    let list = project
        .tilmach(["--json", "passage", "list", "--candidates"])
        .ends(0)
        .json();
    let of_report = |candidate: &&Value| {
        let seen = candidate["occurrences"].to_string();
        candidate["number"] == 4 && seen.matches("2023-08-amnesty").count() == 2
    };
    let candidates = list["candidates"].as_array().expect("candidates");
    let one = candidates.iter().find(of_report).expect("the sentence");
    let seen = one["occurrences"].as_array().expect("occurrences");
    let names: Vec<&str> = seen
        .iter()
        .map(|seen| &seen["statement"].as_str().expect("a name")[..7])
        .collect();
    assert_eq!(names, ["2022-09", "2023-08", "2023-08", "2025-08"]);
    shown_at_each(&project, one["id"].as_str().expect("an id"));
}

/// With a draft of a translation, that is shown at each of the four.
#[track_caller]
fn shown_at_each(project: &Project, id: &str) {
    const DRAFT: &str = "Bu, kimsenin gözden geçirmediği uydurma bir taslaktır.";
    project.write("draft.txt", DRAFT);
    let line = [
        "passage",
        "add",
        "--to",
        id,
        "--document",
        "Report of the rights office",
    ];
    let line = [&line[..], &["--translation", "tr=draft.txt"]].concat();
    project.tilmach(line).ends(0);
    project.tilmach(["run", "-t", "tr"]).ends(0);
    let mut told = 0;
    for package in project.packages("tr") {
        let text = project.read(&package);
        told += text.matches("Stored translation, unreviewed").count();
        let filled = text
            .split("<alt-trans")
            .map(|part| part.split("</alt-trans>").last());
        let filled: String = filled.flatten().collect();
        assert!(!filled.contains(&format!("{DRAFT}</target>")), "{package}");
        assert!(!text.contains("leveraged-repository"), "{package}");
    }
    assert!(told >= 4, "{told}");
}
