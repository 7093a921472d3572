use std::ops::Range;

use super::*;
use crate::diag::Findings;
use crate::glossary::file;

/// Made-up concepts and real words of dictionaries, not the desk's decisions.
const TABLE: &str = "\
concept_id,domain,lang,term,usage,inflection,status,profile,scope,guard,signed_by,signed_on
camp,camp,en,internment camp,preferred,,attested: a,,,,,
camp,camp,tr,toplama kampı,preferred,izafet,attested: a,,,,tr-1,2026-01-01
camp,camp,tr,eğitim merkezi,forbidden,izafet,attested: a,,narration,,tr-1,2026-01-01
torture,legal,en,torture,preferred,,attested: a,,,,,
torture,legal,tr,işkence,preferred,simple,attested: a,,,,,
crime,legal,en,crime,preferred,,attested: a,,,,,
crime,legal,tr,suç,preferred,simple,attested: a,un,,,,
crime,legal,tr,cürüm,preferred,simple,attested: a,amnesty,,,,
genocide,legal,en,genocide,preferred,,attested: a,,,yes,,
genocide,legal,tr,soykırım,preferred,simple,attested: a,,,yes,tr-1,2026-01-01
genocide,legal,tr,jenosit,preferred,simple,attested: a,amnesty,,yes,,
region,place,en,Xinjiang,preferred,,attested: a,,,,,
region,place,tr,Sincan,preferred,name,attested: a,,,,,
homeland,place,en,East Turkistan,preferred,,attested: a,,,,,
homeland,place,tr,Doğu Türkistan,preferred,name,attested: a,,,,,
";

fn terminology(profile: &str) -> Terminology {
    let mut findings = Findings::new();
    let concepts = file::read(TABLE.as_bytes(), &mut findings).expect("a table");
    let glossary = Glossary::new([concepts], &mut findings);
    assert!(!findings.has_errors(), "{findings:?}");
    let day = "2026-06-01".parse().expect("a day");
    let target = "tr".parse().expect("a tag");
    Terminology::new(&glossary, &Locale::english(), &target, day, Some(profile)).expect("small")
}

#[test]
fn where_no_term_stands_there_is_nothing_to_say() {
    let terminology = terminology("un");
    assert!(!terminology.concerns("Nobody came.", "Kimse gelmedi."));
    assert!(terminology.concerns("They spoke of torture.", "Kimse gelmedi."));
    assert!(terminology.concerns("Nobody came.", "Bu bir soykırım."));
}

/// The stretches between the curly quotation marks of a test sentence.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let opening = text.match_indices('“').map(|(at, _)| at);
    let closing = text.match_indices('”').map(|(at, mark)| at + mark.len());
    opening
        .zip(closing)
        .map(|(start, end)| start..end)
        .collect()
}

#[track_caller]
fn check(source: &str, target: &str, expected: &[(FaultKind, Severity)]) -> Vec<Fault> {
    let terminology = terminology("un");
    let verdict = terminology.judge(source, &quotes(source), target, &quotes(target));
    assert!(terminology.concerns(source, target) || verdict == Verdict::default());
    let found: Vec<(FaultKind, Severity)> = verdict
        .faults
        .iter()
        .map(|fault| (fault.kind, fault.weight))
        .collect();
    assert_eq!(
        found, expected,
        "{source} | {target}: {:#?}",
        verdict.faults
    );
    verdict.faults
}

#[test]
fn a_term_in_any_form_is_right() {
    check("In the internment camps.", "Toplama kamplarında.", &[]);
    check("Victims of torture", "İşkencenin kurbanları", &[]);
}

#[test]
fn a_missing_term_weighs_by_what_it_rests_on() {
    let faults = check(
        "The internment camp",
        "Tesis",
        &[(FaultKind::Missing, Severity::Error)],
    );
    assert_eq!(faults[0].instead, ["toplama kampı"]);
    assert_eq!(faults[0].source_words.as_deref(), Some("internment camp"));
    check(
        "torture",
        "Eziyet",
        &[(FaultKind::Missing, Severity::Warning)],
    );
}

#[test]
fn a_common_word_may_mean_another_thing() {
    let mut terms = terminology("un");
    for term in terms
        .concepts
        .iter_mut()
        .flat_map(|concept| &mut concept.terms)
    {
        term.status = "attested: a".to_owned();
        term.sign_off = Some(crate::model::SignOff {
            by: "tr-1".to_owned(),
            on: "2026-01-01".parse().expect("a day"),
            reason: String::new(),
        });
    }
    let weight = |source: &str| {
        let verdict = terms.judge(source, &[], "Tesis", &[]);
        verdict.faults.first().map(|fault| fault.weight)
    };
    assert_eq!(weight("A crime"), Some(Severity::Warning));
    assert_eq!(weight("In Xinjiang"), Some(Severity::Error));
}

#[test]
fn what_nobody_can_tell_is_no_alarm() {
    let faults = check(
        "Torture",
        "İşkenceci",
        &[(FaultKind::Unsure, Severity::Note)],
    );
    assert!(
        faults[0]
            .nearest
            .as_deref()
            .is_some_and(|near| near.contains("-CI"))
    );
    check(
        "The internment camp",
        "Kampta",
        &[(FaultKind::Unsure, Severity::Note)],
    );
}

#[test]
fn forbidden_words_are_forbidden_in_our_voice_only() {
    check(
        "The internment camp",
        "Eğitim merkezleri",
        &[(FaultKind::Forbidden, Severity::Error)],
    );
    check(
        "The “internment camp”",
        "“Eğitim merkezi” ve toplama kampı",
        &[],
    );
}

#[test]
fn the_term_of_another_profile_is_named() {
    let faults = check(
        "A crime",
        "Bir cürüm",
        &[(FaultKind::OtherProfile, Severity::Warning)],
    );
    assert_eq!(faults[0].whose, "profile un");
    assert_eq!(faults[0].instead, ["suç"]);
}

#[test]
fn guarded_words_need_a_source() {
    check(
        "A crime",
        "Soykırım suçu",
        &[(FaultKind::Guard, Severity::Error)],
    );
    check("A crime of genocide", "Soykırım suçu", &[]);
}

#[test]
fn a_quotation_keeps_the_term_of_the_speaker() {
    check(
        "She said: “East Turkistan.”",
        "“Sincan” dedi.",
        &[(FaultKind::AlteredQuotation, Severity::Warning)],
    );
}

#[test]
fn a_name_begins_with_a_capital() {
    check(
        "In Xinjiang",
        "sincan",
        &[(FaultKind::Missing, Severity::Warning)],
    );
    check("In Xinjiang", "SİNCAN'DA", &[]);
}

#[test]
fn a_term_holds_where_its_scope_says() {
    let mut terms = terminology("un");
    let region = terms
        .concepts
        .iter_mut()
        .find(|concept| concept.id == "region");
    for term in &mut region.expect("the concept").terms {
        term.scope = crate::model::Scope::Quotation;
    }
    let target = "“Sincan” dedi.";
    // In our own voice the term is not in force, so nothing renders it.
    let quoted = std::iter::once(0..14).collect::<Vec<_>>();
    let inside = terms.judge("“Xinjiang,” she said.", &quoted, target, &quotes(target));
    assert_eq!(inside.renderings.len(), 1, "{inside:?}");
    let outside = terms.judge("Xinjiang", &[], "Sincan", &[]);
    assert!(outside.renderings.is_empty(), "{outside:?}");
}

#[test]
fn the_word_of_another_house_is_guarded_too() {
    check(
        "A crime",
        "Jenosit suçu",
        &[(FaultKind::Guard, Severity::Warning)],
    );
}
