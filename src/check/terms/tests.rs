use crate::check::{self, Pair, Settings, Statement};
use crate::diag::{Findings, Place, Severity};
use crate::glossary::{Glossary, Terminology, file};
use crate::model::{Content, Locale};

/// Made-up decisions about real words of dictionaries.
const TABLE: &str = "\
concept_id,domain,lang,term,usage,inflection,status,signed_by,signed_on,concept_note
un,organisation,en,UN,preferred,,attested: a,,,
un,organisation,tr,BM,preferred,acronym,attested: a,,,
un,organisation,tr,Birleşmiş Milletler,admitted,simple,attested: a,,,
camp,camp,en,camp,preferred,,attested: a,,,never a school
camp,camp,tr,kamp,preferred,simple,attested: a,tr-1,2026-01-01,never a school
camp,camp,tr,okul,forbidden,simple,attested: a,tr-1,2026-01-01,never a school
";

fn terminology() -> Terminology {
    let mut findings = Findings::new();
    let concepts = file::read(TABLE.as_bytes(), &mut findings).expect("a table");
    let glossary = Glossary::new([concepts], &mut findings);
    let (day, target) = (
        "2026-06-01".parse().expect("a day"),
        "tr".parse().expect("a tag"),
    );
    Terminology::new(&glossary, &Locale::english(), &target, day, None).expect("small")
}

fn pair(unit: &str, source: &str, target: &str) -> Pair {
    Pair::new(
        Content::text(source),
        Content::text(target),
        Locale::english(),
        "tr".parse().expect("a tag"),
        Place::default().unit(unit),
    )
}

#[test]
fn a_finding_says_what_the_desk_writes_and_whose_decision_it_is() {
    let pair = pair("p1.s1", "The camps.", "Okullar.").with_terms(&terminology());
    let found = check::unit(&pair, &Settings::default());
    let [finding] = found.iter().collect::<Vec<_>>()[..] else {
        panic!("{found:?}");
    };
    assert_eq!(
        (finding.code.as_str(), finding.severity),
        ("term::forbidden", Severity::Error)
    );
    assert_eq!(finding.words.as_deref(), Some("Okullar"));
    let help = finding.help.as_deref().unwrap_or_default();
    assert!(
        help.contains("“kamp” (all profiles)") && help.contains("never a school"),
        "{help}"
    );
}

#[test]
fn two_renderings_of_one_wording_are_told_once_a_unit() {
    let pairs = vec![
        pair("p1.s1", "The UN.", "BM."),
        pair("p2.s1", "The UN.", "Birleşmiş Milletler."),
        pair("p3.s1", "The UN.", "BM."),
    ];
    let statement = Statement::new(pairs).with_terms(&terminology());
    assert_eq!(of_terms(&statement), [(1, "term::inconsistent".to_owned())]);
}

#[test]
fn another_statement_may_have_another_rendering() {
    let first = || vec![pair("p1.s1", "The UN.", "BM.")];
    let second = || {
        vec![
            pair("p1.s1", "The UN.", "Birleşmiş Milletler."),
            pair("p2.s1", "The UN.", "BM."),
        ]
    };
    let statement = Statement::of(vec![first(), second(), first()]).with_terms(&terminology());
    assert_eq!(of_terms(&statement), [(2, "term::inconsistent".to_owned())]);
}

/// The units with findings about terms, and their codes.
fn of_terms(statement: &Statement) -> Vec<(usize, String)> {
    let remarks = check::statement(statement, &Settings::default()).into_iter();
    let of_terms = remarks.filter(|remark| remark.finding.code.starts_with("term::"));
    of_terms
        .map(|remark| (remark.unit, remark.finding.code))
        .collect()
}
