use proptest::prelude::*;

use super::*;
use crate::diag::Findings;
use crate::model::{
    Code, CodeKind, Context, Extra, Locale, Origin, OriginKind, State, Tagging, Variant,
};

fn locale(tag: &str) -> Locale {
    tag.parse().unwrap()
}

fn read_all(bytes: &[u8]) -> (bool, Header, Vec<Unit>, Findings) {
    let mut findings = Findings::new();
    let mut units = Vec::new();
    let mut header = Header::default();
    let accepted = read(bytes, &mut findings, &mut |h, unit| {
        header = h.clone();
        units.push(unit);
    })
    .unwrap();
    (accepted, header, units, findings)
}

fn arrival<'a>(source: &'a Locale, target: &'a Locale) -> Arrival<'a> {
    Arrival {
        source,
        target,
        file: "a.tmx",
        day: "2026-11-21",
    }
}

fn tmx(header: &str, body: &str) -> String {
    format!("<tmx version='1.4'><header {header}/><body>{body}</body></tmx>")
}

const FULL: &str = "creationtool='x' creationtoolversion='1' segtype='sentence' o-tmf='x' \
    adminlang='en' srclang='en' datatype='plaintext'";

#[test]
fn codes_link_by_x_then_i_then_order() {
    let body = "<tu><tuv xml:lang='en'><seg>a<bpt i='1' x='5' type='bold'>&lt;b></bpt>b<ept i='1'>&lt;/b>\
        </ept><bpt i='2'/>c<ept i='2'/><ph>1</ph><ph x='1'/><ut>u<sub>v</sub></ut><hi>h</hi>\
        <it pos='begin' x='9'/></seg></tuv></tu>";
    let (accepted, _, units, findings) = read_all(tmx(FULL, body).as_bytes());
    assert!(accepted && findings.is_empty(), "{findings:?}");
    let content = &units[0].variants[0].content;
    assert_eq!(content.to_string(), "a[5>b<5][2>c<2][3][1][4]h[9>");
    let codes: Vec<_> = content.codes().collect();
    assert_eq!(codes[0].ctype.as_deref(), Some("bold"));
    assert_eq!(codes[0].data.as_deref(), Some("<b>"));
    assert_eq!(codes[6].data.as_deref(), Some("uv"));
}

#[test]
fn padding_is_trimmed_and_spaces_are_kept() {
    let body = "<tu><tuv lang='en'><seg>\n   a b  \n </seg></tuv>\
        <tuv lang='UG'><seg> \u{3000}ا </seg></tuv></tu>";
    let (_, _, units, _) = read_all(tmx(FULL, body).as_bytes());
    let texts: Vec<_> = units[0]
        .variants
        .iter()
        .map(|v| v.content.plain())
        .collect();
    assert_eq!(texts, ["a b", " \u{3000}ا "]);
    assert_eq!(units[0].variants[1].language, "UG");
}

#[test]
fn upper_case_and_gaps_are_read_with_warnings() {
    let document = "<TMX VERSION='1.1'><HEADER/><BODY><TU TUID='1'><TUV LANG='EN'><SEG>a<PH X='7'/>\
        </SEG></TUV><TUV><SEG>b</SEG></TUV></TU></BODY></TMX>";
    let (accepted, header, units, findings) = read_all(document.as_bytes());
    assert!(accepted);
    assert_eq!(header.source_language, None);
    assert_eq!(units[0].tuid.as_deref(), Some("1"));
    assert_eq!(units[0].variants.len(), 1);
    assert_eq!(units[0].variants[0].content.to_string(), "a[7]");
    let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "tmx::version",
            "tmx::header",
            "tmx::source-language",
            "tmx::language"
        ]
    );
    assert!(!findings.has_errors());
}

#[test]
fn other_documents_and_broken_ends_are_refused() {
    let (accepted, _, _, findings) = read_all(b"<xliff version='1.2'/>");
    assert!(!accepted && findings.has_errors());
    let cut = tmx(FULL, "<tu><tuv xml:lang='en'><seg>a</seg></tuv></tu>").replace("</tmx>", "");
    let (accepted, _, units, findings) = read_all(cut.as_bytes());
    assert!(!accepted);
    assert_eq!(units.len(), 1, "handed over, and void");
    assert_eq!(
        findings.iter().next().map(|f| f.code.as_str()),
        Some("xml::truncated")
    );
}

#[test]
fn foreign_properties_are_understood() {
    let body = "<tu tuid='7' creationid='Jane Doe' creationdate='20200101T101010Z'>\
        <prop type='x-ConfirmationLevel'>ApprovedSignOff</prop>\
        <tuv xml:lang='en'><prop type='x-context-pre'>&lt;seg>a &amp;amp; &lt;ph/>b&lt;/seg></prop>\
        <prop type='x-context-post'>&lt;seg>c&lt;/seg></prop><seg>s</seg></tuv><tuv xml:lang='ug'><seg>t</seg></tuv></tu>\
        <tu><prop type='prev'>x</prop><prop type='next'>y</prop>\
        <prop type='x-ConfirmationLevel'>Draft</prop>\
        <tuv xml:lang='en'><seg>s</seg></tuv><tuv xml:lang='ug'><seg>t</seg></tuv></tu>\
        <tu><prop type='prev'>x</prop>\
        <tuv xml:lang='en'><seg>s</seg></tuv><tuv xml:lang='ug'><seg>t</seg></tuv></tu>";
    let (_, _, units, _) = read_all(tmx(FULL, body).as_bytes());
    let (en, ug) = (locale("en"), locale("ug"));
    let variants: Vec<Variant> = units
        .iter()
        .map(|u| variant_of(u, &u.variants[0], &u.variants[1], &arrival(&en, &ug)))
        .collect();
    assert_eq!(variants[0].state, State::Reviewed);
    assert_eq!(variants[0].origin.unit.as_deref(), Some("7"));
    assert_eq!(variants[0].by, None);
    assert_eq!(variants[0].added, "2026-11-21");
    assert_eq!(variants[0].contexts[0].previous.as_deref(), Some("a & b"));
    assert_eq!(variants[0].contexts[0].next.as_deref(), Some("c"));
    assert_eq!(variants[1].state, State::Initial);
    assert_eq!(variants[1].contexts[0].next.as_deref(), Some("y"));
    assert_eq!(variants[2].contexts, [], "half a place is none");
}

#[test]
fn what_another_memory_says_is_said_again() {
    let body = "<tu tuid='a1' usagecount='3' creationdate='20200102T101010Z' creationid='Jane'>\
        <note>N</note><prop type='x-document'>D</prop><prop type='x-author'>Jane</prop>\
        <tuv xml:lang='en' changedate='20200103T101010Z'><prop type='p'>q</prop>\
        <seg>a <hi type='b'>h</hi> <ph x='4' assoc='p' type='fn'>{<sub type='s'>n</sub>}</ph>\
        <ut>u</ut></seg></tuv>\
        <tuv xml:lang='ug'><seg> t<ut>u</ut></seg></tuv></tu>";
    let (_, _, units, findings) = read_all(tmx(FULL, body).as_bytes());
    let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["tmx::not-kept"]);
    let (en, ug) = (locale("en"), locale("ug"));
    let unit = &units[0];
    let mut variant = variant_of(
        unit,
        &unit.variants[0],
        &unit.variants[1],
        &arrival(&en, &ug),
    );
    variant.target = variant.target.trimmed();
    let bytes = written(&[variant.clone()]);
    let page = String::from_utf8(bytes.clone()).unwrap();
    for said in [
        "tuid=\"a1\" creationdate=\"20200102T000000Z\" usagecount=\"3\"",
        "<prop type=\"x-tilmach-document\">a.tmx</prop>",
        "<prop type=\"x-tilmach-added\">2026-11-21</prop>",
        "<note>N</note>",
        "<prop type=\"x-document\">D</prop>",
        "xml:lang=\"en\" changedate=\"20200103T000000Z\"",
        "<prop type=\"p\">q</prop>",
        "<seg>a <hi type=\"b\">h</hi> <ph x=\"4\" assoc=\"p\" type=\"fn\">{<sub type=\"s\">n</sub>}</ph><ut>u</ut></seg>",
        "<seg>t<ut>u</ut></seg>",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("Jane"), "{page}");
    let (_, _, units, findings) = read_all(&bytes);
    assert!(findings.is_empty(), "{findings:?}");
    let unit = &units[0];
    assert_eq!(unit.identity(), Some(variant.identity().as_str()));
    let back = variant_of(
        unit,
        &unit.variants[0],
        &unit.variants[1],
        &arrival(&en, &ug),
    );
    assert_eq!(written(&[back]), bytes);
}

#[test]
fn markup_that_says_something_else_is_not_written() {
    let mut variant = plain_variant();
    for markup in ["other", "a</seg><seg>", "<b>", "a&b"] {
        variant.extra = Some(Box::new(Extra {
            source_markup: Some(markup.to_owned()),
            ..Extra::default()
        }));
        let page = String::from_utf8(written(&[variant.clone()])).unwrap();
        assert!(!page.contains(markup), "{page}");
    }
}

#[test]
fn an_element_that_is_unknown_is_told() {
    let body = "<tu><tuv xml:lang='en'><seg>a<mrk>b</mrk></seg></tuv></tu>";
    let (_, _, _, findings) = read_all(tmx(FULL, body).as_bytes());
    let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["tmx::element"]);
}

#[test]
fn ids_that_are_no_numbers_get_numbers_above() {
    let mut source = Content::default();
    for (kind, id) in [
        (CodeKind::Alone, "b"),
        (CodeKind::Alone, "7"),
        (CodeKind::Alone, "007"),
    ] {
        source.push_code(code(kind, id, None, None));
    }
    let variant = Variant {
        target: source.clone(),
        source,
        ..plain_variant()
    };
    let bytes = written(&[variant]);
    let (_, _, units, _) = read_all(&bytes);
    assert_eq!(units[0].variants[0].content.to_string(), "[8][7][9]");
    assert_eq!(units[0].variants[1].content.to_string(), "[8][7][9]");
}

fn code(kind: CodeKind, id: &str, ctype: Option<String>, data: Option<String>) -> Code {
    Code {
        kind,
        id: id.to_owned(),
        ctype,
        equiv: None,
        data,
    }
}

fn plain_variant() -> Variant {
    Variant {
        source_locale: locale("en"),
        source: Content::text("s"),
        locale: locale("ug"),
        target: Content::text("t"),
        state: State::Translated,
        origin: Origin {
            kind: OriginKind::Return,
            file: "a.xlf".to_owned(),
            export: Some("e".to_owned()),
            unit: Some("p1.s1".to_owned()),
        },
        contexts: Vec::new(),
        added: "2026-11-21".to_owned(),
        by: None,
        superseded: false,
        marks: Default::default(),
        extra: None,
    }
}

fn written(variants: &[Variant]) -> Vec<u8> {
    let (source, target) = (locale("en"), locale("ug"));
    let header = WriterHeader {
        source: &source,
        target: &target,
        tagging: Tagging::Bcp47,
        codes: CodeForm::Markup,
    };
    let mut bytes = Vec::new();
    let count = write(&header, &mut variants.iter(), &mut bytes).unwrap();
    assert_eq!(count, variants.len());
    bytes
}

#[test]
fn shortcuts_of_a_memory_for_omegat_come_back_as_codes() {
    let (source, target) = (locale("en"), locale("ug"));
    let header = WriterHeader {
        source: &source,
        target: &target,
        tagging: Tagging::Omegat,
        codes: CodeForm::Shortcuts,
    };
    let mut content = Content::text("a & ");
    for (kind, id) in [(CodeKind::Open, "8"), (CodeKind::Close, "8")] {
        content.push_code(Code {
            kind,
            id: id.to_owned(),
            ctype: None,
            equiv: None,
            data: None,
        });
        content.push_text("b");
    }
    let filling = Filling {
        unit: "e.p1.s1",
        file: "a.xlf",
        source: &content,
        target: &content,
    };
    let mut bytes = Vec::new();
    assert_eq!(write_fillings(&header, &[filling], &mut bytes).unwrap(), 1);
    let page = String::from_utf8(bytes.clone()).unwrap();
    assert!(
        page.contains("<seg>a &amp; &lt;g0&gt;b&lt;/g0&gt;b</seg>"),
        "{page}"
    );
    let mut units = Vec::new();
    let mut findings = Findings::new();
    read(&bytes[..], &mut findings, &mut |_, unit| units.push(unit)).unwrap();
    assert_eq!(units[0].variants[1].content.to_string(), "a & [0>b<0]b");
    assert!(findings.is_empty());
}

fn text() -> impl Strategy<Value = String> {
    "[a-c ئۇ&<>\"'\\]\r\n\t\u{200F}\u{2068}\u{3000}\u{1F600}]{0,12}|\\PC{0,8}"
}

/// Pairs nest: TMX says nothing of the id of a closing code but its pair.
fn content() -> impl Strategy<Value = Content> {
    let piece = (text(), 0..6_u32, proptest::option::of("[a-z&<]{1,6}"));
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| {
        let mut content = Content::default();
        for (index, (text, shape, word)) in pieces.into_iter().enumerate() {
            let id = index.to_string();
            let alone = matches!(shape, 0 | 1);
            let kind = if alone {
                CodeKind::Alone
            } else {
                CodeKind::Open
            };
            if shape < 4 {
                content.push_code(code(kind, &id, word.clone(), word.clone()));
            }
            content.push_text(&text);
            if matches!(shape, 2 | 3) {
                content.push_code(code(CodeKind::Close, &id, None, word));
            } else if shape == 4 {
                content.push_code(code(CodeKind::Close, &id, word, None));
            }
        }
        content
    })
}

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let kind = "x-(state|origin|context-pre|identity|a)|prev|domain";
    proptest::collection::vec((kind, text()), 0..3)
}

fn extra() -> impl Strategy<Value = Option<Box<Extra>>> {
    let notes = || proptest::collection::vec(text(), 0..2);
    let day = || proptest::option::of("20[0-9]{2}-0[1-9]-1[0-9]");
    let count = || proptest::option::of("[0-9]{1,3}");
    let used = |count: Option<String>| count.map(|n| ("usagecount".to_owned(), n));
    (
        proptest::option::of(text()),
        (pairs(), pairs(), pairs()),
        (notes(), notes(), notes()),
        (day(), day()),
        (count(), count()),
    )
        .prop_map(move |(tuid, of, notes, days, counts)| {
            let extra = Extra {
                tuid,
                properties: of.0,
                source_properties: of.1,
                target_properties: of.2,
                notes: notes.0,
                source_notes: notes.1,
                target_notes: notes.2,
                created: days.0,
                changed: days.1,
                attributes: used(counts.0).into_iter().collect(),
                target_attributes: used(counts.1).into_iter().collect(),
                ..Extra::default()
            };
            (!extra.is_empty()).then(|| Box::new(extra))
        })
}

fn variant() -> impl Strategy<Value = Variant> {
    let neighbour = || proptest::option::of(text());
    let context =
        (neighbour(), neighbour()).prop_map(|(previous, next)| Context { previous, next });
    let contexts = proptest::collection::btree_set(context, 0..3);
    let origin = (
        text(),
        proptest::option::of(text()),
        proptest::option::of(text()),
    );
    let states = proptest::sample::select(State::ALL.to_vec());
    (
        content(),
        content(),
        states,
        origin,
        contexts,
        proptest::option::of(text()),
        (any::<bool>(), extra()),
    )
        .prop_map(
            |(source, target, state, origin, contexts, by, (superseded, extra))| Variant {
                source,
                target,
                state,
                origin: Origin {
                    kind: if superseded {
                        OriginKind::Tmx
                    } else {
                        OriginKind::Return
                    },
                    file: origin.0,
                    export: origin.1,
                    unit: origin.2,
                },
                contexts: contexts.into_iter().collect(),
                by,
                superseded,
                marks: if superseded {
                    ["check::numbers", "term::missing"]
                        .map(str::to_owned)
                        .into()
                } else {
                    Default::default()
                },
                extra,
                ..plain_variant()
            },
        )
}

proptest! {
    #[test]
    fn what_is_written_comes_back(variants in proptest::collection::vec(variant(), 0..4)) {
        let bytes = written(&variants);
        let (accepted, _, units, findings) = read_all(&bytes);
        prop_assert!(accepted && findings.is_empty(), "{:?}", findings);
        let (source, target) = (locale("en"), locale("ug"));
        let back: Vec<Variant> = units
            .iter()
            .map(|u| variant_of(u, &u.variants[0], &u.variants[1], &arrival(&source, &target)))
            .collect();
        prop_assert_eq!(&back, &variants);
        for (unit, variant) in units.iter().zip(&variants) {
            let identity = variant.identity();
            prop_assert_eq!(unit.identity(), Some(identity.as_str()));
        }
        prop_assert_eq!(written(&back), bytes);
    }

    #[test]
    fn no_bytes_bring_it_down(body in "(<|>|/|tu|tuv|seg| |x='1'|lang='en'|bpt|&lt;|a){0,30}") {
        read_all(tmx(FULL, &body).as_bytes());
    }
}
