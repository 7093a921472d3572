use super::*;
use crate::glossary::file;

const HEADER: &str =
    "concept_id,pos,lang,term,usage,inflection,profile,scope,valid_from,valid_until,guard";

fn sheets(files: &[&str]) -> Vec<(String, Sheet)> {
    let read = |(number, rows): (usize, &&str)| {
        let mut findings = Findings::new();
        let csv = format!("{HEADER}\n{rows}\n");
        let sheet = file::read_sheet(csv.as_bytes(), &mut findings).expect("read");
        assert!(!findings.has_errors(), "{findings:?}");
        (format!("{number}.csv"), sheet)
    };
    files.iter().enumerate().map(read).collect()
}

fn findings(files: &[&str], texts: &[&str]) -> Findings {
    let files = sheets(files);
    let targets: Vec<Locale> = ["tr", "ug"].map(|tag| tag.parse().expect("a tag")).into();
    let paragraph =
        |(line, text): (u64, &&str)| (Place::file("s.txt").line(line, 1), (*text).to_owned());
    let paragraphs: Vec<(Place, String)> = (1..).zip(texts).map(paragraph).collect();
    let inspected = Inspected {
        files: &files,
        source: &Locale::english(),
        targets: &targets,
        day: "2026-06-01".parse().expect("a day"),
        paragraphs: &paragraphs,
    };
    let mut findings = Findings::new();
    check(&inspected, &mut findings).expect("small");
    findings
}

/// `file:line:column severity code` of all findings but those about concepts
/// without a term in a language.
fn told(files: &[&str], texts: &[&str]) -> Vec<String> {
    findings(files, texts)
        .iter()
        .filter(|finding| finding.code != "glossary::no-term")
        .map(|finding| {
            let code = finding.code.trim_start_matches("glossary::");
            format!("{} {} {code}", finding.place, finding.severity)
        })
        .collect()
}

#[track_caller]
fn check_rows(rows: &str, expected: &[&str]) {
    assert_eq!(told(&[rows], &[]), expected, "{rows:?}");
}

#[test]
fn decisions_that_contradict_each_other() {
    check_rows(
        "a,n,tr,kamp,preferred,,,,,,\na,n,tr,Kamp,forbidden,,,,,,",
        &["0.csv:3:8 error wanted-and-unwanted"],
    );
    check_rows(
        "a,n,tr,x,preferred,,,,,,\na,n,tr,y,preferred,,,,,,",
        &["0.csv:3:8 warning two-preferred"],
    );
    check_rows(
        "a,n,tr,x,preferred,,un,,,,\na,n,tr,y,preferred,,press,,,,",
        &[],
    );
    check_rows(
        "a,n,tr,x,preferred,,un,,,,\na,n,tr,y,preferred,,,,,,",
        &["0.csv:3:8 warning two-preferred"],
    );
    check_rows("a,n,tr,x,preferred,,,,,,\na,n,tr,x,forbidden,,un,,,,", &[]);
    check_rows(
        "a,n,tr,x,forbidden,,,narration,,,\na,n,tr,x,admitted,,,quotation,,,",
        &[],
    );
    check_rows(
        "a,n,tr,x,forbidden,,,narration,,,\na,n,tr,x,admitted,,,both,,,",
        &["0.csv:3:8 error wanted-and-unwanted"],
    );
    check_rows(
        "a,n,tr,x,preferred,,,,,2026-12-31,\na,n,tr,y,preferred,,,,2027-01-01,,",
        &[],
    );
}

#[test]
fn terms_that_are_the_same_when_folded() {
    check_rows(
        "a,n,tr,İl,admitted,,,,,,\na,n,tr,il,admitted,,,,,,",
        &["0.csv:3:8 warning same-term"],
    );
    check_rows("a,n,tr,ıl,admitted,,,,,,\na,n,tr,il,admitted,,,,,,", &[]);
    check_rows(
        "a,n,tr,x,admitted,,,,,,\nb,n,tr,x,preferred,,,,,,",
        &["0.csv:3:8 note two-concepts"],
    );
    check_rows(
        "a,n,tr,x,admitted,,,,,,\nb,n,tr,X,forbidden,,,,,,",
        &["0.csv:3:8 warning two-concepts"],
    );
}

#[test]
fn two_files_are_looked_at_together() {
    let files = ["a,n,tr,x,preferred,,,,,,", "a,n,tr,y,preferred,,,,,,"];
    assert_eq!(told(&files, &[]), ["1.csv:2:8 warning two-preferred"]);
}

#[test]
fn what_has_ended_is_told() {
    check_rows(
        "a,n,tr,x,preferred,,,,,2026-05-31,",
        &["0.csv:2:8 warning expired"],
    );
    check_rows("a,n,tr,x,preferred,,,,,2026-06-01,", &[]);
    check_rows(
        "a,n,tr,x,preferred,,,,,2026-05-31,\na,n,tr,y,preferred,,,,2026-06-01,,",
        &["0.csv:2:8 note expired"],
    );
}

#[test]
fn letters_that_are_not_what_they_seem() {
    // The first letter of the second is Latin.
    check_rows("a,n,kk,комитет,preferred,,,,,,", &[]);
    check_rows(
        "a,n,kk,кoмитет,preferred,,,,,,",
        &["0.csv:2:8 warning look-alike"],
    );
    check_rows("a,n,ug,ئۇيغۇر,preferred,,,,,,", &[]);
    check_rows(
        "a,n,ug,ئویغور,preferred,,,,,,",
        &["0.csv:2:8 warning letters"],
    );
    check_rows(
        "a,n,kk,lager kamp,preferred,,,,,,",
        &["0.csv:2:8 warning script"],
    );
    check_rows("a,n,kk,Human Rights Watch,preferred,name,,,,,", &[]);
    check_rows(
        "a,n,zh-Hans,聯合國人權,preferred,,,,,,",
        &["0.csv:2:13 warning script"],
    );
}

#[test]
fn classes_that_do_not_fit() {
    check_rows("a,n,tr,toplama kampı,preferred,izafet,,,,,", &[]);
    check_rows(
        "a,n,tr,toplama kamp,preferred,izafet,,,,,",
        &["0.csv:2:8 warning class"],
    );
    check_rows(
        "a,n,kk,концлагерь,preferred,izafet,,,,,",
        &["0.csv:2:8 warning class"],
    );
    check_rows("a,n,ug,كىشىلىك ھوقۇق كېڭىشى,preferred,izafet,,,,,", &[]);
    check_rows("a,n,tr,BM,preferred,acronym,,,,,", &[]);
    check_rows(
        "a,n,tr,Bm,preferred,acronym,,,,,",
        &["0.csv:2:8 warning class"],
    );
    check_rows("a,n,ug,ب د ت,preferred,acronym,,,,,", &[]);
    check_rows(
        "a,n,tr,BM,preferred,simple,,,,,",
        &["0.csv:2:8 warning class"],
    );
    check_rows(
        "a,n,zh-Hans,王松莲,preferred,name,,,,,",
        &["0.csv:2:13 note class"],
    );
}

#[test]
fn languages_without_a_word_are_one_note_for_a_concept() {
    let rows = "a,n,en,camp,preferred,,,,,,\na,n,tr,,missing,,,,,,\n\
                b,n,en,x,preferred,,,,,,\nb,n,tr,y,preferred,,,,,,\nb,n,ug,ب,admitted,,,,,,\n\
                c,n,en,centre,forbidden,,,,,,";
    let shown: Vec<String> = findings(&[rows], &[])
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0].contains(
            "0.csv:2:8: note[glossary::no-term]: the concept a has no decided term in tr, ug"
        ),
        "{shown:?}"
    );
}

const ENGLISH: &str = "a,n,en,human rights violation,preferred,,,,,,\n\
    b,v,en,condemn,preferred,,,,,,\n\
    d,n,en,report,preferred,,,,,,\n\
    e,n,en,genocide,admitted,,,,,,yes";

#[test]
fn concepts_that_no_statement_has_are_one_note() {
    let shown: Vec<String> = findings(&[ENGLISH], &["They condemn it."])
        .iter()
        .filter(|finding| finding.code == "glossary::unused")
        .map(ToString::to_string)
        .collect();
    assert_eq!(shown.len(), 1);
    assert!(
        shown[0].contains("2 of 4 concepts stand in no statement") && shown[0].contains("a, d"),
        "{shown:?}"
    );
}

#[test]
fn forms_that_no_row_covers_are_told_and_others_are_not() {
    let told = |text: &str| -> Vec<String> {
        findings(&[ENGLISH], &["A human rights violation", text])
            .iter()
            .filter(|finding| finding.code == "glossary::variant")
            .map(|finding| {
                format!(
                    "{} {}",
                    finding.place,
                    finding.words.clone().unwrap_or_default()
                )
            })
            .collect()
    };
    assert_eq!(
        told("the violations of their human rights"),
        ["s.txt:2:5 violations of their human rights"]
    );
    assert_eq!(told("They condemned it."), ["s.txt:2:6 condemned"]);
    for quiet in [
        "They reported human rights violations.",
        "violations, human rights",
        "Violations happen. Human rights matter.",
        "human rights",
        "rights of humans",
        "condemnation",
    ] {
        assert_eq!(told(quiet), Vec::<String>::new(), "{quiet}");
    }
}
