use std::collections::{BTreeMap, BTreeSet};

use html5gum::emitters::default::{DefaultEmitter, Token};
use html5gum::{State, Tokenizer};
use proptest::prelude::*;

use super::{begins, csv, html, json, read};
use crate::diag::Findings;
use crate::model::cell::is_formula;
use crate::model::{
    Decided, LeftOut, MarkKind, MarkedText, Report, ReportBand, ReportChanges, ReportConcept,
    ReportDecision, ReportDifference, ReportFinding, ReportLocale, ReportPlace, ReportPoint,
    ReportRendering, ReportStatement, ReportTally, ReportTerm, ReportTranslation, ReportUnit,
    ReportWaiting, TextMark,
};

/// What would be markup, a formula, or the end of a line in some reader.
const HOSTILE: &str = "</script></noscript><script>x</script>\"'><img src=x onerror=x>&lt;\
                       <!-- ]]> -->\u{0}\u{7}\u{2028}\u{2029}\u{202E}\u{2066}\r\n\t=1+1";

/// A report in which every text is this one, a few characters of our own before it.
fn filled(text: &str) -> Report {
    let text = format!("abcdefgh{text}");
    let statement = ReportStatement {
        name: text.clone(),
        date: text.clone(),
        version: None,
        digits: text.clone(),
        segments: 2,
        locales: vec![ReportTally {
            locale: text.clone(),
            translated: 2,
            errors: 3,
            warnings: 4,
            notes: 5,
            accepted: 6,
        }],
        units: vec![unit(&text), unit(&text)],
    };
    Report {
        day: text.clone(),
        source: text.clone(),
        profile: Some(text.clone()),
        glossary: text.clone(),
        locales: vec![locale(&text)],
        concepts: vec![concept(&text), concept(&text)],
        statements: vec![statement.clone(), statement],
        since: Some(changes(&text)),
        left_out: vec![LeftOut {
            what: text.clone(),
            instead: text,
        }],
    }
}

fn locale(text: &str) -> ReportLocale {
    ReportLocale {
        locale: text.to_owned(),
        statements: 2,
        segments: 1234,
        translated: 1233,
        states: BTreeMap::from([(text.to_owned(), 5), ("final".to_owned(), 7)]),
        bands: vec![ReportBand {
            band: text.to_owned(),
            segments: 3,
            words: 4,
        }],
        errors: 54321,
        warnings: 65432,
        notes: 76543,
        accepted: 87654,
        quarantined: 98765,
        waiting: vec![waiting(text), waiting("elsewhere")],
        signed: 11_111,
        unsigned: 22_222,
        undecided: 33_333,
        elsewhere: 44_444,
        history: vec![ReportPoint {
            day: text.to_owned(),
            ..ReportPoint::default()
        }],
        ..ReportLocale::default()
    }
}

fn waiting(text: &str) -> ReportWaiting {
    ReportWaiting {
        number: 7,
        statement: text.to_owned(),
        unit: text.to_owned(),
        file: text.to_owned(),
        day: text.to_owned(),
        reason: text.to_owned(),
        message: text.to_owned(),
    }
}

fn term(text: &str) -> ReportTerm {
    let some = || Some(text.to_owned());
    ReportTerm {
        text: text.to_owned(),
        usage: text.to_owned(),
        evidence: text.to_owned(),
        signed_by: some(),
        signed_on: some(),
        reason: text.to_owned(),
        profile: text.to_owned(),
        scope: text.to_owned(),
        valid_from: some(),
        valid_until: some(),
        in_force: false,
        note: text.to_owned(),
    }
}

fn place(text: &str) -> ReportPlace {
    ReportPlace {
        statement: text.to_owned(),
        unit: text.to_owned(),
        translation: 0,
        finding: 0,
    }
}

fn concept(text: &str) -> ReportConcept {
    ReportConcept {
        id: text.to_owned(),
        domain: text.to_owned(),
        definition: text.to_owned(),
        decision: text.to_owned(),
        note: text.to_owned(),
        guard: true,
        source_terms: vec![term(text)],
        in_sources: 9,
        locales: vec![ReportDecision {
            locale: text.to_owned(),
            decided: Decided::Unsigned,
            terms: vec![term(text)],
            asked: 13,
            renderings: vec![ReportRendering {
                term: text.to_owned(),
                count: 12,
            }],
            not_kept: 2,
            unasked: 1,
            unsure: 3,
            places: vec![place(text), place("nowhere")],
        }],
    }
}

fn marked(text: &str) -> MarkedText {
    let mark = |start, end, kind| TextMark {
        start,
        end,
        kind,
        concept: text.to_owned(),
    };
    MarkedText {
        text: text.to_owned(),
        marks: vec![
            mark(0, 4, MarkKind::Quoted),
            mark(1, 5, MarkKind::Term),
            mark(2, 6, MarkKind::Fault),
        ],
    }
}

fn unit(text: &str) -> ReportUnit {
    let finding = ReportFinding {
        id: text.to_owned(),
        code: text.to_owned(),
        severity: text.to_owned(),
        message: text.to_owned(),
        words: text.to_owned(),
        help: text.to_owned(),
        concept: text.to_owned(),
        accepted: Some(text.to_owned()),
    };
    ReportUnit {
        id: text.to_owned(),
        line: 7,
        role: text.to_owned(),
        translate: true,
        source: marked(text),
        speakers: vec![text.to_owned()],
        quotations: vec![text.to_owned()],
        unshown: vec![text.to_owned()],
        translations: vec![ReportTranslation {
            locale: text.to_owned(),
            text: marked(text),
            state: text.to_owned(),
            band: text.to_owned(),
            filled: false,
            by: Some(text.to_owned()),
            file: text.to_owned(),
            day: text.to_owned(),
            findings: vec![finding],
        }],
    }
}

fn changes(text: &str) -> ReportChanges {
    ReportChanges {
        day: text.to_owned(),
        report: true,
        whole: true,
        statements: vec![text.to_owned()],
        gone: vec![text.to_owned()],
        common: 21,
        locales: vec![ReportDifference {
            locale: text.to_owned(),
            new_findings: vec![place(text)],
            ..ReportDifference::default()
        }],
        decisions: vec![text.to_owned()],
    }
}

/// Every element of a page as a browser without scripts sees it, with its id.
fn elements(page: &str) -> Vec<(String, Option<String>)> {
    let mut tokens = Tokenizer::new_with_emitter(page, DefaultEmitter::<()>::default());
    let mut found = Vec::new();
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    while let Some(Ok(token)) = tokens.next() {
        let Token::StartTag(tag) = token else {
            continue;
        };
        let tag_name = name(&tag.name);
        match tag_name.as_str() {
            "script" => tokens.set_state(State::ScriptData),
            "style" => tokens.set_state(State::RawText),
            "title" => tokens.set_state(State::RcData),
            _ => {}
        }
        let id = tag.attributes.get(b"id".as_slice());
        found.push((tag_name, id.map(|id| name(&id.value))));
    }
    found
}

fn names(page: &str) -> Vec<String> {
    elements(page).into_iter().map(|(name, _)| name).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_markup(text in "\\PC{0,12}|[<>&\"'/!-=a-z \u{0}\r\u{2028}]{0,24}") {
        prop_assert_eq!(names(&html(&filled(&text))), names(&html(&filled("word"))));
    }

    #[test]
    fn what_is_written_comes_back(text in any::<String>()) {
        let report = filled(&text);
        for file in [json(&report), html(&report)] {
            let mut findings = Findings::new();
            let back = read(file.as_bytes(), &mut findings);
            prop_assert_eq!(findings.iter().next(), None);
            prop_assert_eq!(back.as_ref(), Some(&report));
        }
    }

    #[test]
    fn no_cell_of_the_table_is_a_formula(text in "[=+@\t\r\n\"',-][^a]{0,8}") {
        let mut report = filled("");
        report.day.clone_from(&text);
        report.statements[0].name.clone_from(&text);
        report.statements[0].units[0].translations[0].text.text.clone_from(&text);
        let table = csv(&report);
        let rows = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
        for row in rows.into_records() {
            let row = row.expect("as many cells as columns");
            prop_assert!(row.iter().all(|cell| !is_formula(cell)), "{:?}", row);
        }
    }

    #[test]
    fn any_bytes_are_a_report_or_a_finding(bytes in any::<Vec<u8>>(), cut in 0usize..4000) {
        let whole = html(&filled("x"));
        let cut = &whole.as_bytes()[..cut.min(whole.len())];
        for bytes in [&bytes[..], cut] {
            let mut findings = Findings::new();
            prop_assert_eq!(read(bytes, &mut findings).is_none(), findings.iter().count() == 1);
        }
    }
}

#[test]
fn hostile_text_is_text_in_every_file() {
    let report = filled(HOSTILE);
    let page = html(&report);
    assert_eq!(names(&page), names(&html(&filled("word"))));
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(
        page.matches("<noscript>").count(),
        page.matches("</noscript>").count()
    );
    assert_eq!(
        read(page.as_bytes(), &mut Findings::new()),
        Some(report.clone())
    );
    assert!(!json(&report).contains(['<', '\u{2028}', '\u{2029}']));
}

#[test]
fn no_two_parts_have_one_id() {
    let page = html(&filled(HOSTILE));
    let ids: Vec<String> = elements(&page)
        .into_iter()
        .filter_map(|(_, id)| id)
        .collect();
    let different: BTreeSet<&String> = ids.iter().collect();
    assert!(ids.len() > 20);
    assert_eq!(different.len(), ids.len());
    let plain = |id: &String| {
        id.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"/-._".contains(&b))
    };
    assert!(ids.iter().all(plain), "{ids:?}");
}

#[test]
fn every_number_of_a_language_is_shown() {
    let page = html(&filled(""));
    for words in [
        "99 % <small>translated: 1,233 of 1,234 segments",
        "54,321 errors · 65,432 warnings · 76,543 notes · 87,654 accepted",
        "11,111 signed off · 22,222 not signed off · 33,333 not decided",
        "98,765 units to be decided",
        "44,444 translations",
        "Asked for in 13 translations",
        "</b> in 12",
        "Decision not kept: 2 places",
        "Not asked for, and there: 1 translation. Nobody can tell by rule: 3 translations.",
        "Kept aside: 2 units",
        // What is carried or not.
        "2 segments · 3 errors · 4 warnings · 5 notes",
        "in 9 source segments",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_table_has_every_number_too() {
    let table = csv(&filled(""));
    for count in [
        54321, 65432, 76543, 87654, 98765, 11_111, 22_222, 33_333, 44_444,
    ] {
        assert!(table.contains(&format!(",{count},")), "{count}");
    }
    assert!(table.starts_with(
        "\u{FEFF}part,day,locale,statement,unit,concept,words,severity,code,count,text\n"
    ));
}

#[test]
fn what_is_kept_is_told_of_decisions_that_were_made() {
    let row = |decided: Decided, asked: usize, not_kept: usize, unasked: usize, unsure: usize| {
        let mut report = filled("");
        report.concepts.truncate(1);
        let one = &mut report.concepts[0].locales[0];
        (one.decided, one.asked, one.not_kept) = (decided, asked, not_kept);
        (one.unasked, one.unsure) = (unasked, unsure);
        html(&report)
    };
    let nothing = "<td>nothing to keep yet";
    assert!(row(Decided::Undecided, 4, 0, 0, 0).contains(nothing));
    assert!(row(Decided::Unsigned, 4, 1, 0, 0).contains("<td>75 % (3 of 4)"));
    assert!(row(Decided::Signed, 4, 1, 1, 0).contains("<td>80 % (4 of 5)"));
    assert!(row(Decided::Signed, 0, 2, 2, 0).contains("<td>0 % (0 of 2)"));
    assert!(row(Decided::Signed, 4, 1, 0, 2).contains("<td>50 % (1 of 2)"));
}

#[test]
fn a_decision_that_is_not_kept_is_as_grave_as_its_gravest_place() {
    for (severity, class) in [("error", "error"), ("warning", "warning"), ("note", "note")] {
        let mut report = filled("");
        for unit in report.statements.iter_mut().flat_map(|one| &mut one.units) {
            unit.translations[0].findings[0].severity = severity.to_owned();
        }
        let badge = format!("<span class=\"badge {class}\">not kept: 2 places</span>");
        assert!(html(&report).contains(&badge), "{badge}");
    }
}

#[test]
fn what_is_compared_is_said() {
    let page = |report: bool, whole: bool| {
        let mut made = filled("");
        let since = made.since.as_mut().expect("changes");
        (since.report, since.whole) = (report, whole);
        html(&made)
    };
    let (day, part) = (
        "compared with a day, not with a report",
        "carries only a part",
    );
    let told = |page: &str| {
        [day, part, "1 new finding", "In the 21 statements that both"]
            .map(|words| page.contains(words))
    };
    assert_eq!(told(&page(true, true)), [false, false, true, true]);
    assert_eq!(told(&page(true, false)), [false, true, false, true]);
    assert_eq!(told(&page(false, false)), [true, false, false, false]);
    assert!(page(true, true).contains("1 statement not here any more"));
}

#[test]
fn one_day_is_told_and_not_drawn() {
    let mut report = filled("");
    report.day = "2026-03-01".to_owned();
    let days = |report: &mut Report, days: &[&str]| {
        let point = |day: &&str| ReportPoint {
            day: (*day).to_owned(),
            segments: 4,
            translated: 2,
            sound: 1,
        };
        report.locales[0].history = days.iter().map(point).collect();
        html(report)
    };
    let one = days(&mut report, &["2026-03-01"]);
    assert!(one.contains("One day so far.") && !one.contains("class=\"plot\""));
    let two = days(&mut report, &["2026-02-01", "2026-03-01"]);
    assert!(!two.contains("One day so far.") && two.contains("class=\"plot\""));
}

#[test]
fn a_report_is_known_by_its_first_bytes() {
    let report = filled("");
    for text in [html(&report), json(&report)] {
        let head = &text.as_bytes()[..text.len().min(3_000)];
        assert!(begins(head) && begins([&[0xEF, 0xBB, 0xBF], head].concat().as_slice()));
    }
    for other in [
        "",
        "{",
        "{\"a\":1}",
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<title>Notes",
    ] {
        assert!(!begins(other.as_bytes()), "{other}");
    }
}

#[test]
fn an_empty_report_is_a_page() {
    let page = html(&Report::default());
    assert!(page.contains("There is no statement."));
    assert!(page.contains("There is no concept in the glossary."));
    assert!(page.contains("No language is asked for."));
}

#[test]
fn a_long_statement_is_laid_out_in_parts() {
    let mut report = filled("");
    let units: Vec<ReportUnit> = (0..250).map(|number| unit(&format!("u{number}"))).collect();
    report.statements[0].units = units;
    let page = html(&report);
    assert!(page.contains("<summary>Segments 201 to 250</summary>"));
    assert_eq!(page.matches("class=\"part\"").count(), 3);
}

/// The code and the place of what is wrong with bytes that are no report.
fn fault(bytes: &[u8]) -> (String, Option<u64>, Option<u64>) {
    let mut findings = Findings::new();
    assert_eq!(read(bytes, &mut findings), None);
    let finding = findings.iter().next().expect("a finding");
    (
        finding.code.clone(),
        finding.place.line,
        finding.place.column,
    )
}

#[test]
fn what_is_no_report_is_said_with_its_place() {
    let code = |bytes: &[u8]| fault(bytes).0;
    assert_eq!(code(b""), "report::unknown");
    assert_eq!(code(b"<html>"), "report::unknown");
    assert_eq!(code(b"{\"day\":\"2026-01-01\"}"), "report::unknown");
    assert_eq!(code(b"{\"form\":2}"), "report::form");
    assert_eq!(code(b"{\"form\":1}"), "report::damaged");
    assert_eq!(code("{".repeat(100_000).as_bytes()), "report::damaged");
    let page = html(&filled("é")).replace("\"form\":1", "\"form\":1,\"é\":x");
    let line = page
        .lines()
        .position(|line| line.contains(":x"))
        .expect("it")
        + 1;
    let before = page.lines().nth(line - 1).expect("it");
    let column = before.split(":x").next().expect("it").chars().count() + 2;
    let place = (
        "report::damaged".to_owned(),
        Some(line as u64),
        Some(column as u64),
    );
    assert_eq!(fault(page.as_bytes()), place);
}

#[test]
fn a_mark_outside_of_its_text_is_none() {
    let mut report = filled("");
    let source = &mut report.statements[0].units[0].source;
    source.text = "ئۇ".to_owned();
    source.marks.push(TextMark {
        start: 1,
        end: usize::MAX,
        kind: MarkKind::Fault,
        concept: String::new(),
    });
    assert!(html(&report).contains("ئۇ"));
}
