use proptest::prelude::*;

use super::super::{FORBIDDEN, GUARD, MOST_TERMS, write_v2, write_v3};
use super::*;
use crate::model::{Concept, Term, Usage};

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

/// The entries for English and Turkish, and the findings; none if refused.
fn all(text: impl AsRef<[u8]>) -> (Option<Vec<ConceptEntry>>, Vec<String>) {
    let mut findings = Findings::new();
    let mut entries = Vec::new();
    let languages = [Locale::english(), locale("tr")];
    let each = &mut |entry| entries.push(entry);
    let is_read = read(text.as_ref(), &languages, &mut findings, each).expect("no machine fails");
    let codes = findings.iter().map(|f| format!("{} {}", f.place, f.code));
    (is_read.then_some(entries), codes.collect())
}

/// An entry in a file of version 3, with the codes of what was said.
#[track_caller]
fn one(entry: &str) -> (Concept, Vec<String>) {
    let text = format!(
        "<tbx xmlns=\"{NAMESPACE}\" xmlns:b=\"urn:b\" type=\"x\"><text><body>\n\
         <conceptEntry id=\"c1\">{entry}</conceptEntry></body></text></tbx>"
    );
    let (entries, codes) = all(text);
    let concept = entries
        .and_then(|mut list| list.pop())
        .expect("an entry")
        .concept;
    (concept, codes)
}

#[test]
fn categories_as_attributes_and_as_elements() {
    let dca = "<descrip type=\"subjectField\">law</descrip>\
        <langSec xml:lang=\"en\"><descripGrp><descrip type=\"definition\">A\n\t camp.</descrip>\
        <admin type=\"source\">S</admin></descripGrp><note>n</note>\
        <termSec><term>camp</term><termNote type=\"partOfSpeech\">noun</termNote>\
        <termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote>\
        <admin type=\"source\">attested: s</admin><descrip type=\"context\">In a camp.</descrip></termSec></langSec>\
        <langSec xml:lang=\"tr-TR\"><termSec><term>kamp</term></termSec></langSec>";
    let dct = "<b:subjectField>law</b:subjectField>\
        <langSec xml:lang=\"en\"><descripGrp><b:definition>A camp.</b:definition>\
        <b:source>S</b:source></descripGrp><note>n</note>\
        <termSec><term>camp</term><b:partOfSpeech>noun</b:partOfSpeech>\
        <b:administrativeStatus>preferredTerm-admn-sts</b:administrativeStatus>\
        <b:source>attested: s</b:source><b:context>In a camp.</b:context></termSec></langSec>\
        <langSec xml:lang=\"tr-TR\"><termSec><term>kamp</term></termSec></langSec>";
    for text in [dca, dct] {
        let (concept, codes) = one(text);
        assert_eq!(codes, [""; 0]);
        assert_eq!(concept.domain, "law");
        assert_eq!(concept.definition, "A camp. (source: S)");
        assert_eq!(
            (concept.note.as_str(), concept.part_of_speech.as_str()),
            ("en: n", "n")
        );
        let [camp, kamp] = concept.terms.as_slice() else {
            panic!("{concept:?}");
        };
        assert_eq!(
            (camp.usage, camp.status.as_str()),
            (Usage::Preferred, "attested: s")
        );
        assert_eq!(camp.note, "context: In a camp.");
        assert_eq!(
            (kamp.locale.clone(), kamp.usage),
            (locale("tr"), Usage::Admitted)
        );
    }
}

#[test]
fn version_2_has_groups_in_an_ntig() {
    let text = "<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\"><martif type=\"TBX\"><text><body>\
        <termEntry><langSet xml:lang=\"EN\"><ntig><termGrp><term> a\n b </term>\
        <termNoteGrp><termNote type=\"normativeAuthorization\">standardizedTerm</termNote></termNoteGrp>\
        </termGrp><note>n</note></ntig></langSet></termEntry></body></text></martif>";
    let (entries, codes) = all(text);
    let concept = entries.expect("read").remove(0).concept;
    assert_eq!(codes, [""; 0]);
    assert_eq!(concept.id, "");
    let term = &concept.terms[0];
    assert_eq!((term.text.as_str(), term.usage), ("a b", Usage::Admitted));
    assert_eq!(term.note, "standardized; n");
}

#[test]
fn every_status_of_the_standards() {
    for (status, usage) in [
        ("preferredTerm-admn-sts", Some(Usage::Preferred)),
        ("admittedTerm-admn-sts", Some(Usage::Admitted)),
        ("deprecatedTerm-admn-sts", Some(Usage::Deprecated)),
        ("supersededTerm-admn-sts", Some(Usage::Deprecated)),
        ("legalTerm-admn-sts", Some(Usage::Admitted)),
        ("regulatedTerm", Some(Usage::Admitted)),
        ("preferred", Some(Usage::Preferred)),
        ("obsolete", Some(Usage::Deprecated)),
        ("forbidden", Some(Usage::Forbidden)),
        ("fine", None),
    ] {
        let (concept, codes) = one(&format!(
            "<langSec xml:lang=\"en\"><termSec><term>a</term>\
             <termNote type=\"administrativeStatus\">{status}</termNote></termSec></langSec>"
        ));
        assert_eq!(
            concept.terms[0].usage,
            usage.unwrap_or(Usage::Admitted),
            "{status}"
        );
        assert_eq!(
            codes.len(),
            usize::from(usage.is_none()),
            "{status}: {codes:?}"
        );
    }
}

#[test]
fn what_is_left_out_is_counted_and_names_no_person() {
    let people = "<transacGrp><transac type=\"transactionType\">origination</transac>\
        <transacNote type=\"responsibility\">Ana Roe</transacNote></transacGrp>";
    let section = |tag: &str| {
        format!("<langSec xml:lang=\"{tag}\"><termSec><term>a</term></termSec></langSec>")
    };
    let text = format!(
        "<tbx xmlns=\"{NAMESPACE}\"><text><body><conceptEntry>{people}{people}{}{}{}{}\
         </conceptEntry><conceptEntry>{}</conceptEntry></body><back>Ana Roe</back></text></tbx>",
        section("en"),
        section("zu"),
        section("zh"),
        section("---"),
        section("zu"),
    );
    let mut findings = Findings::new();
    let mut entries = Vec::new();
    let each = &mut |entry: ConceptEntry| entries.push(entry);
    assert!(read(text.as_bytes(), &[Locale::english()], &mut findings, each).expect("works"));
    assert_eq!(entries.len(), 1);
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    assert!(!format!("{told}{entries:?}").contains("Ana Roe"), "{told}");
    for words in [
        "note[tbx::language]: 2 terms in \u{201C}zu\u{201D}",
        "warning[tbx::language-tag]: 1 term left out: \u{201C}---\u{201D}",
        "warning[tbx::language-tag]: 1 term left out: \u{201C}zh\u{201D}",
        "note[tbx::left-out]: \u{201C}transaction\u{201D} was left out 2 times",
        "\u{201C}back\u{201D}",
        "note[tbx::no-terms]: 1 concept has",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn parts_in_the_wrong_place_are_told_and_the_others_stay() {
    let (concept, codes) = one(
        "\n<langSec xml:lang=\"en\"><termSec><admin>x</admin><term>a</term><term>b</term></termSec>\n\
         <termSec><note>n</note></termSec></langSec>\n<langSec><termSec><term>c</term></termSec></langSec>",
    );
    assert_eq!(concept.terms.len(), 1);
    assert_eq!(codes.len(), 5, "{codes:?}");
    assert!(
        codes.iter().all(|code| code.ends_with("tbx::structure")),
        "{codes:?}"
    );
    let (entries, codes) = all(format!(
        "<tbx xmlns=\"{NAMESPACE}\"><tbxHeader><fileDesc>bare<p>fine</p></fileDesc></tbxHeader><text><admin type=\"x\"/></text></tbx>"
    ));
    assert_eq!(entries, Some(Vec::new()));
    assert_eq!(codes.len(), 3, "{codes:?}");
}

#[test]
fn dialects_are_held_to_their_categories() {
    let text = format!(
        "<tbx type=\"TBX-Min\" xmlns=\"{NAMESPACE}\"><text><body><conceptEntry id=\"a\">\
         <admin type=\"source\">s</admin><langSec xml:lang=\"en\"><termSec><term>a</term></termSec></langSec>\
         </conceptEntry></body></text></tbx>"
    );
    let (_, codes) = all(&text);
    assert_eq!(codes, ["-:1:89 tbx::dialect"]);
    assert!(all(text.replace("TBX-Min", "TBX-Basic")).1.is_empty());
}

#[test]
fn namespaces_and_encodings_of_real_files() {
    let entry = "<text><body><conceptEntry id=\"a\"><langSec xml:lang=\"tr\"><termSec><term>işkence</term>\
        </termSec></langSec></conceptEntry></body></text>";
    // neokapi: no namespace, text before header.
    let (entries, codes) = all(format!("<tbx>{entry}<tbxHeader/></tbx>"));
    assert_eq!(entries.map(|list| list.len()), Some(1));
    assert_eq!(codes, ["-:1:1 tbx::namespace"]);
    let prefixed = format!(
        "<t:tbx xmlns:t=\"{NAMESPACE}\">{}</t:tbx>",
        entry.replace('<', "<t:").replace("<t:/", "</t:")
    );
    let (entries, codes) = all(&prefixed);
    assert_eq!((entries.map(|list| list.len()), codes.len()), (Some(1), 0));
    let declared = format!(
        "<?xml version=\"1.0\" encoding=\"windows-1254\"?><martif>{}</martif>",
        entry
            .replace("conceptEntry", "termEntry")
            .replace("langSec", "langSet")
            .replace("termSec", "tig")
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1254.encode(&declared);
    let (entries, codes) = all(bytes);
    assert_eq!(codes, [""; 0]);
    assert_eq!(entries.expect("read")[0].concept.terms[0].text, "işkence");
}

#[test]
fn what_is_no_tbx_or_is_hostile_is_refused() {
    for (text, code) in [
        ("<xliff/>", "tbx::root"),
        ("<tbx><text>", "xml::truncated"),
        ("<!DOCTYPE tbx [<!ENTITY a \"b\">]><tbx/>", "xml::doctype"),
        ("<tbx><text><body>&a;</body></text></tbx>", "xml::entity"),
    ] {
        let (entries, codes) = all(text);
        assert_eq!(entries, None);
        assert!(
            codes.iter().any(|said| said.ends_with(code)),
            "{text}: {codes:?}"
        );
    }
    let deep = "<descripGrp>".repeat(300);
    assert_eq!(
        all(format!("<tbx><text><body><conceptEntry>{deep}")).0,
        None
    );
}

/// A file that is made while it is read.
struct Endless {
    left: u64,
    piece: &'static [u8],
    at: usize,
}

impl std::io::Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.left == 0 {
            return Ok(0);
        }
        let rest = &self.piece[self.at..];
        let taken = rest.len().min(out.len());
        out[..taken].copy_from_slice(&rest[..taken]);
        self.at += taken;
        if self.at == self.piece.len() {
            (self.at, self.left) = (0, self.left - 1);
        }
        Ok(taken)
    }
}

#[test]
fn one_concept_of_any_size_takes_bounded_memory() {
    use std::io::Read;
    let terms = Endless {
        left: 20_000,
        piece: b"<termSec><term>a</term><note>n</note></termSec><termSec/>",
        at: 0,
    };
    let head: &[u8] = b"<tbx><text><body><conceptEntry><langSec xml:lang=\"en\">";
    let tail: &[u8] = b"</langSec></conceptEntry></body></text></tbx>";
    let mut findings = Findings::new();
    let mut entries = Vec::new();
    let source = std::io::BufReader::new(head.chain(terms).chain(tail));
    let each = &mut |entry: ConceptEntry| entries.push(entry);
    assert!(read(source, &[], &mut findings, each).expect("works"));
    assert_eq!(entries[0].concept.terms.len(), MOST_TERMS);
    assert!(findings.iter().count() < 200);
    let long = format!(
        "<langSec xml:lang=\"en\"><termSec><term>a</term><note>{}</note></termSec></langSec>",
        "x".repeat(50_000)
    );
    let (concept, codes) = one(&long);
    assert_eq!(concept.terms[0].note.len(), LONGEST_TEXT);
    assert!(codes[0].ends_with("tbx::long-text"), "{codes:?}");
}

/// Words as the writers leave them: single spaces, nothing that XML forbids.
const WORDS: &str = "[a-zəقى酷<&>\"'=]{1,6}( [a-z\u{A0}\u{3000};]{1,4})?";

fn concepts() -> impl Strategy<Value = Vec<Concept>> {
    let usage = prop::sample::select(vec![
        Usage::Preferred,
        Usage::Admitted,
        Usage::Deprecated,
        Usage::Forbidden,
    ]);
    let tag = prop::sample::select(vec!["en", "tr"]);
    let optional = || prop::option::of(WORDS).prop_map(Option::unwrap_or_default);
    let term = (
        tag,
        WORDS,
        usage,
        optional(),
        optional(),
        prop::option::of("[a-z]{2,4}"),
    );
    let term = term.prop_map(|(tag, text, usage, status, note, profile)| Term {
        status,
        note,
        profile: profile.unwrap_or_default(),
        ..Term::new(locale(tag), text, usage)
    });
    let class = prop::sample::select(vec!["", "n", "v", "adj", "adv"]);
    let terms = prop::collection::vec(term, 1..4);
    let concept = (
        class,
        optional(),
        optional(),
        optional(),
        any::<bool>(),
        terms,
    );
    let concept = concept.prop_map(|(class, domain, definition, note, guard, mut terms)| {
        terms.sort_by(|a, b| (&a.locale, a.usage).cmp(&(&b.locale, b.usage)));
        Concept {
            part_of_speech: class.to_owned(),
            domain,
            definition,
            note,
            guard,
            terms,
            ..Concept::new("c")
        }
    });
    prop::collection::vec(concept, 0..3).prop_map(|mut concepts| {
        for (number, concept) in concepts.iter_mut().enumerate() {
            concept.id = format!("c-{number}");
        }
        concepts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_comes_back(concepts in concepts(), two in any::<bool>()) {
        let mut out = Vec::new();
        let (source, target) = (Locale::english(), locale("tr"));
        if two {
            write_v2(&concepts, &source, &target, &mut out).expect("written");
        } else {
            write_v3(&concepts, &source, &target, &mut out).expect("written");
        }
        let (entries, codes) = all(&out);
        let read: Vec<Concept> = entries.expect("read").into_iter().map(|e| e.concept).collect();
        prop_assert_eq!(&read, &concepts, "{}", String::from_utf8_lossy(&out));
        prop_assert!(codes.len() <= usize::from(concepts.is_empty()), "{:?}", codes);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        all(bytes);
    }

    #[test]
    fn no_markup_brings_it_down(parts in prop::collection::vec(prop::sample::select(vec![
        "<text>", "</text>", "<body>", "</body>", "<conceptEntry id=\"a\">", "</conceptEntry>",
        "<langSec xml:lang=\"en\">", "</langSec>", "<termSec>", "</termSec>", "<term>", "</term>",
        "<descripGrp>", "</descripGrp>", "<note>", "</note>", "<termGrp>", "</termGrp>", "a", FORBIDDEN, GUARD,
    ]), 0..40)) {
        all(format!("<tbx>{}</tbx>", parts.concat()));
    }
}
