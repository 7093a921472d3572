use super::*;

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn term(tag: &str, text: &str, usage: Usage) -> Term {
    Term {
        status: "attested: UDHR".to_owned(),
        ..Term::new(locale(tag), text, usage)
    }
}

fn concept(id: &str, terms: Vec<Term>) -> Concept {
    Concept {
        domain: "legal".to_owned(),
        part_of_speech: "n".to_owned(),
        terms,
        ..Concept::new(id)
    }
}

type Writer = fn(&[Concept], &Locale, &Locale, &mut Vec<u8>) -> io::Result<()>;
const WRITERS: [Writer; 2] = [write_v2, write_v3];

fn written(writer: Writer, concepts: &[Concept]) -> String {
    let mut out = Vec::new();
    writer(concepts, &locale("en"), &locale("tr"), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn forbidden_is_deprecated_with_a_note() {
    let concepts = [concept(
        "camp",
        vec![
            term("en", "camp", Usage::Preferred),
            term("tr", "mesleki eğitim merkezi", Usage::Forbidden),
        ],
    )];
    for writer in WRITERS {
        let text = written(writer, &concepts);
        assert!(
            text.contains(
                "<term>mesleki eğitim merkezi</term><termNote type=\"partOfSpeech\">noun</termNote>\
                 <termNote type=\"administrativeStatus\">deprecatedTerm-admn-sts</termNote>\
                 <admin type=\"source\">attested: UDHR</admin>\
                 <note>attested, not signed off</note>\
                 <note>forbidden: never use this term</note>"
            ),
            "{text}"
        );
    }
}

#[test]
fn only_the_two_languages_and_no_missing_terms() {
    let concepts = [
        concept(
            "a",
            vec![
                term("en", "a", Usage::Preferred),
                term("kk", "ә", Usage::Preferred),
                term("tr", "", Usage::Missing),
            ],
        ),
        concept("b", vec![term("ug", "ب", Usage::Preferred)]),
    ];
    for writer in WRITERS {
        let text = written(writer, &concepts);
        assert!(!text.contains('ә') && !text.contains('ب'), "{text}");
        assert!(
            !text.contains("\"tr\"") && !text.contains("id=\"b\""),
            "{text}"
        );
    }
}

#[test]
fn what_xml_forbids_is_left_out() {
    let concepts = [concept(
        "1 <&>",
        vec![term("en", "a\u{1}\u{FFFE}<b>&\r\n\t c", Usage::Preferred)],
    )];
    for writer in WRITERS {
        let text = written(writer, &concepts);
        assert!(text.contains("<term>a&lt;b&gt;&amp; c</term>"), "{text}");
        assert!(text.contains("id=\"c_1____\""), "{text}");
    }
}

#[test]
fn ids_never_collide() {
    let mut taken = BTreeSet::new();
    let ids: Vec<String> = ["a b", "a_b", "a?b", "a_b.2"]
        .into_iter()
        .map(|id| xml_id(id, &mut taken))
        .collect();
    assert_eq!(ids, ["a_b", "a_b.2", "a_b.3", "a_b.2.2"]);
}

/// The reason of a sign-off is a note beside what the term rests on; read again it is no
/// remark of the term, for a sign-off does not travel.
#[test]
fn the_reason_of_a_sign_off_is_a_note() {
    let mut signed = term("tr", "kamp", Usage::Preferred);
    signed.sign_off = Some(crate::model::SignOff {
        by: "tr-1".to_owned(),
        on: "2026-03-04".parse().expect("a day"),
        reason: "asked <twice>".to_owned(),
    });
    let concepts = [concept(
        "camp",
        vec![term("en", "camp", Usage::Preferred), signed],
    )];
    for writer in WRITERS {
        let text = written(writer, &concepts);
        let notes = "<note>attested, signed off on 2026-03-04</note>\
                     <note>signed off because: asked &lt;twice&gt;</note>";
        assert!(text.contains(notes), "{text}");
        assert!(!text.contains("tr-1"), "{text}");
        let mut read = Vec::new();
        let languages = [locale("en"), locale("tr")];
        let mut findings = crate::diag::Findings::new();
        crate::formats::tbx::read(text.as_bytes(), &languages, &mut findings, &mut |entry| {
            read.push(entry);
        })
        .expect("read");
        assert_eq!(read[0].concept.terms[1].note, "");
    }
}
