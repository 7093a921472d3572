use super::*;
use crate::diag::Severity;
use crate::model::inflection::Inflection;
use crate::model::{Case, Day, Scope, Usage};
use proptest::prelude::*;

const HEADER: &str = "concept_id,domain,lang,term,usage";

fn read_text(text: &str) -> (Option<Vec<Concept>>, Findings) {
    let mut findings = Findings::new();
    (read(text.as_bytes(), &mut findings), findings)
}

/// Rows under the usual header give these findings; a sound row stays.
#[track_caller]
fn check(rows: &str, expected: &[&str]) {
    let text = format!("{HEADER}\nun,org,en,UN,preferred\n{rows}\nc,legal,en,camp,admitted\n");
    let (concepts, findings) = read_text(&text);
    let found: Vec<String> = findings
        .iter()
        .map(|f| {
            let line = f.place.line.unwrap_or(0);
            let column = f.place.column.unwrap_or(0);
            format!(
                "{line}:{column} {}",
                f.code.trim_start_matches("glossary::")
            )
        })
        .collect();
    assert_eq!(found, expected, "{rows:?}");
    let concepts = concepts.expect("read");
    for id in ["un", "c"] {
        assert!(concepts.iter().any(|c| c.id == id), "{rows:?} lost {id}");
    }
}

/// The whole file gives these findings and is refused.
#[track_caller]
fn refused(source: &[u8], expected: &str) {
    let mut findings = Findings::new();
    assert_eq!(read(source, &mut findings), None);
    let found: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(found.iter().any(|f| f.contains(expected)), "{found:?}");
}

#[test]
fn every_fault_of_a_row() {
    check("x,legal,zh,人权,preferred", &["3:9 locale"]);
    check("x,legal,Uyghur,a,preferred", &["3:9 locale"]);
    check("x,legal,kk-CN,a,preferred", &["3:9 locale-advice"]);
    check("x,legal,en,a,preffered", &["3:14 usage"]);
    check("x,legal,en,,preferred", &["3:12 empty-term"]);
    check("x,legal,en,a,missing", &["3:12 missing-with-term"]);
    check("x,legal,en,,missing", &[]);
    check("x,legal,en,a", &["3:1 field-count"]);
    check("x,legal,en,a,b,preferred", &["3:1 field-count"]);
    check(",legal,en,a,preferred", &["3:1 no-concept"]);
    check("x,legal,en,a\u{1}b,preferred", &["3:12 control-character"]);
    check("x,legal,en,\"a\nb\",preferred", &["3:12 control-character"]);
    check(
        "x,legal,en,a\u{202E}b,preferred",
        &["3:12 control-character"],
    );
    check("un,legal,en,a,admitted", &["3:4 contradiction"]);
    check("un,,en,UN,preferred", &["3:8 duplicate"]);
    check("un,org,en,UN,forbidden", &["3:11 contradictory-usage"]);
    check("x,legal,en,\"a\" b,preferred", &["3:12 quote"]);
    check("x,legal,en,\"a,preferred", &["3:12 quote"]);
    check(",,,,", &[]);
    check(&format!("x,legal,en,{},preferred", "ә".repeat(1_000)), &[]);
    check(
        &format!("x,legal,en,{},preferred", "ә".repeat(1_001)),
        &["3:12 long-term"],
    );
    check("x,әә,xx-1,,prefered", &["3:6 locale", "3:12 usage"]);
}

/// One row of these columns besides the usual ones.
#[track_caller]
fn one(columns: &str, cells: &str) -> (Vec<Concept>, Vec<String>) {
    let (concepts, findings) = read_text(&format!(
        "{HEADER},{columns}\nx,legal,tr,kamp,preferred,{cells}\n"
    ));
    let shown = findings.iter().map(ToString::to_string).collect();
    (concepts.expect("read"), shown)
}

#[test]
fn decisions_are_read() {
    let (concepts, findings) = one(
        "inflection,status,signed_by,signed_on,case,scope,valid_from,valid_until,profile,guard,definition,decision",
        "\"izafet, hard\",attested: a,tr-1,2026-01-02,exact,narration,2025-01-01,2026-12-31,un,yes,a place,style guide 4",
    );
    assert_eq!(findings, Vec::<String>::new());
    let concept = &concepts[0];
    assert!(concept.guard);
    assert_eq!(
        (concept.definition.as_str(), concept.decision.as_str()),
        ("a place", "style guide 4")
    );
    let term = &concept.terms[0];
    assert_eq!(term.inflection, "izafet hard".parse_cell());
    assert_eq!(term.inflection_words, "izafet, hard");
    assert!(term.binds());
    assert_eq!(
        (term.case, term.scope, term.whose().as_str()),
        (Case::Exact, Scope::Narration, "profile un")
    );
    let day = |text: &str| text.parse::<Day>().expect("a day");
    assert!(term.holds_on(day("2026-12-31")) && !term.holds_on(day("2027-01-01")));
}

trait ParseCell {
    fn parse_cell(self) -> Inflection;
}

impl ParseCell for &str {
    fn parse_cell(self) -> Inflection {
        Inflection::parse(self).expect("a cell")
    }
}

#[test]
fn a_cell_at_fault_leaves_its_row_and_counts_as_empty() {
    for (column, cell, said) in [
        (
            "inflection",
            "izafat",
            "glossary::inflection]: “izafat” is neither a class nor a switch of inflection: “izafat”\n    the nearest word is izafet",
        ),
        (
            "case",
            "exakt",
            "glossary::word]: this is no word of this column: “exakt”\n    the nearest word is exact",
        ),
        ("scope", "?", "write narration or quotation or both"),
        ("guard", "maybe", "glossary::word]"),
        (
            "signed_by",
            "tr-1",
            "glossary::sign-off]: a sign-off needs both",
        ),
        (
            "signed_on",
            "2026-01-01",
            "glossary::sign-off]: a sign-off needs both",
        ),
        ("valid_from", "1.2.2026", "glossary::day]"),
        (
            "valid_until",
            "2026-02-30",
            "-:2:27: warning[glossary::day]",
        ),
    ] {
        let (concepts, findings) = one(column, cell);
        assert!(
            findings.len() == 1 && findings[0].contains(said),
            "{findings:?}"
        );
        let plain = Term::new("tr".parse().expect("a tag"), "kamp", Usage::Preferred);
        assert_eq!(concepts[0].terms, [plain], "{column}");
        assert!(!concepts[0].guard);
    }
    let (concepts, findings) = one("signed_by,signed_on", "Jane Doe,2026-01-02");
    assert!(findings[0].contains("never a real name"), "{findings:?}");
    assert_eq!(concepts[0].terms[0].sign_off, None);
    let (_, findings) = one("valid_from,valid_until", "2026-02-01,2026-01-01");
    assert!(findings[0].contains("glossary::validity"), "{findings:?}");
}

#[test]
fn a_formula_is_refused_and_an_apostrophe_makes_it_words() {
    check("x,legal,en,=cmd|' /C calc'!A0,preferred", &["3:12 formula"]);
    check("x,@legal,en,a,preferred", &["3:3 formula"]);
    check("x,legal,en,-lik,preferred", &["3:12 formula"]);
    let (concepts, findings) = read_text(&format!("{HEADER}\nx,legal,en,'=a,preferred\n"));
    assert!(findings.is_empty());
    assert_eq!(concepts.expect("read")[0].terms[0].text, "=a");
}

#[test]
fn rows_and_bytes_have_a_limit() {
    let text = format!("{HEADER}\nx,legal,en,,missing\ny,,en,,missing\nz,,en,,missing\n");
    let mut findings = Findings::new();
    let mut rows = table::rows(&text, ',');
    let header = rows.next().expect("a header").expect("sound");
    let columns = Columns::read(&header, &mut findings).expect("columns");
    let sheet = gather(rows, columns, 2, &mut findings);
    assert_eq!(sheet.concepts.len(), 2);
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let said =
        "-:4:1: error[glossary::too-many-rows]: there are more than 2 rows; the rest was not read";
    assert_eq!(shown, [said]);
    refused(&vec![b'a'; LARGEST_FILE + 1], "glossary::too-large");
}

#[test]
fn the_place_of_a_term_is_that_of_its_cell() {
    let text = format!("{HEADER}\n\nә,,kk,ә,preferred\nә,,\"kk\",\"б\",admitted\n");
    let mut findings = Findings::new();
    let sheet = read_sheet(text.as_bytes(), &mut findings).expect("read");
    let concept = &sheet.concepts[0];
    let places: Vec<Place> = concept
        .terms
        .iter()
        .map(|term| sheet.place("ә", term))
        .collect();
    assert_eq!(
        places,
        [Place::default().line(3, 7), Place::default().line(4, 9)]
    );
}

#[test]
fn unknown_words_get_the_nearest_known() {
    let (_, findings) = read_text("concept_id,lang,term,usage,statsu\nx,en,a,preffered,\n");
    let helps: Vec<&str> = findings.iter().filter_map(|f| f.help.as_deref()).collect();
    assert_eq!(
        helps,
        [
            "the nearest known column is status",
            "the nearest usage is preferred"
        ]
    );
    assert_eq!(findings.count(Severity::Warning), 1);
}

#[test]
fn columns_in_any_order_and_line_ends_of_any_kind() {
    let text = "\u{FEFF}Usage,TERM,lang,concept_id,profile\r\npreferred, UN ,EN,un,press\r\n";
    let (concepts, findings) = read_text(text);
    assert!(findings.is_empty(), "{findings:?}");
    let concepts = concepts.expect("read");
    let term = concepts
        .first()
        .and_then(|c| c.terms.first())
        .expect("a term");
    assert_eq!((term.text.as_str(), term.profile.as_str()), ("UN", "press"));
}

#[test]
fn semicolons_of_a_spreadsheet_are_read_with_a_warning() {
    let (concepts, findings) = read_text("concept_id;lang;term;usage\nun;en;UN;preferred\n");
    assert_eq!(concepts.map(|c| c.len()), Some(1));
    let codes: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["glossary::separator"]);
}

#[test]
fn what_is_no_glossary_is_refused() {
    refused(b"", "-:1:1: error[glossary::empty]");
    refused(b"\n\n", "glossary::empty");
    refused(b"\"a\nb", "-:1:1: error[glossary::quote]");
    refused(b"concept_id,lang,term\n", "no column usage");
    refused(
        b"concept_id,lang,term,usage,Lang\n",
        "-:1:28: error[glossary::duplicate-column]",
    );
    refused(b"a\n\xD2\xAFb\0", "-:2:3: error[glossary::not-text]");
    refused(b"a\n\xD2\xAF\xFF", "-:2:2: error[glossary::encoding]");
    refused(b"\xFF\xFEa\0", "UTF-16");
    refused(b"PK\x03\x04\x00", "glossary::not-text");
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut findings = Findings::new();
        let read = read(&bytes, &mut findings);
        prop_assert!(read.is_some() || findings.has_errors());
    }

    #[test]
    fn every_row_is_a_term_or_a_finding(
        rows in prop::collection::vec("[abc]{0,1},(legal)?,(en|ug|zh),[aب\u{1}]{0,2},(preferred|missing|forbiden)", 0..12)
    ) {
        let (concepts, findings) = read_text(&format!("{HEADER}\n{}", rows.join("\n")));
        let terms: usize = concepts.expect("read").iter().map(|c| c.terms.len()).sum();
        let lost: std::collections::BTreeSet<Option<u64>> = findings
            .iter()
            .filter(|f| f.severity == Severity::Error || f.code == "glossary::duplicate")
            .map(|f| f.place.line)
            .collect();
        prop_assert_eq!(terms + lost.len(), rows.len());
    }
}
