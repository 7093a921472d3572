use proptest::prelude::*;

use super::*;
use crate::diag::Findings;
use crate::formats::xliff::read;
use crate::formats::xml::well_formed;
use crate::model::{
    Code, CodeKind, Content, Match, MatchKind, Origin, OriginKind, Package, PackageUnit, Prefill,
    Profile, ReturnedFile, Role, Standing, State, TermNote, TermRendering, Usage, XliffVersion,
};

fn read_all(document: &str) -> (Option<Vec<ReturnedFile>>, Vec<String>) {
    let mut findings = Findings::new();
    let files = read(document.as_bytes(), &mut findings).unwrap();
    (files, findings.iter().map(ToString::to_string).collect())
}

fn xliff(units: &str) -> String {
    format!(
        "<xliff version='2.1' xmlns='{NAMESPACE}' srcLang='en' trgLang='ug'><file id='f'>{units}\
         </file></xliff>"
    )
}

/// The only file of these units; every finding is a failure.
fn only(units: &str) -> ReturnedFile {
    let (files, findings) = read_all(&xliff(units));
    assert!(findings.is_empty(), "{findings:?}");
    files.unwrap().remove(0)
}

fn code(kind: CodeKind, id: &str) -> Code {
    Code {
        kind,
        id: id.to_owned(),
        ctype: None,
        equiv: None,
        data: None,
    }
}

fn unit(source: Content) -> PackageUnit {
    PackageUnit {
        id: "p1.s1".to_owned(),
        paragraph: 1,
        line: 3,
        role: Role::Body,
        translate: true,
        source,
        target: None,
        matches: Vec::new(),
        terms: Vec::new(),
        quoted: Vec::new(),
        earlier: None,
        notes: Vec::new(),
    }
}

fn package(version: XliffVersion, target: &str, units: Vec<PackageUnit>) -> Package {
    Package {
        basis: "ba0123456789".to_owned(),
        glossary: String::new(),
        export: "0123456789ab".to_owned(),
        statement: "2026/a.txt".to_owned(),
        date: "2026-11-21".to_owned(),
        source: "en".parse().unwrap(),
        target: target.parse().unwrap(),
        profile: Profile::Swordfish,
        version,
        units,
    }
}

fn written(package: &Package) -> String {
    let mut bytes = Vec::new();
    write(package, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn prefill(content: Content, state: State) -> Prefill {
    Prefill {
        content,
        state,
        kind: MatchKind::Exact,
        variant: "v1".to_owned(),
    }
}

fn found(variant: &str, content: Content) -> Match {
    Match {
        kind: MatchKind::Fuzzy,
        score: 91,
        source: content.clone(),
        target: content,
        state: State::Reviewed,
        origin: Origin {
            kind: OriginKind::Tmx,
            file: "somebody.tmx".to_owned(),
            export: None,
            unit: None,
        },
        day: "2026-01-02".to_owned(),
        variant: variant.to_owned(),
    }
}

fn term(words: &str, span: (usize, usize)) -> TermNote {
    TermNote {
        concept: "c".to_owned(),
        words: words.to_owned(),
        span,
        definition: Some("an act".to_owned()),
        renderings: [
            ("right", Usage::Preferred),
            ("never this", Usage::Forbidden),
        ]
        .map(|(text, usage)| TermRendering {
            text: text.to_owned(),
            usage,
            source: "attested: a".to_owned(),
            whose: "profile un".to_owned(),
            binds: true,
        })
        .to_vec(),
        reason: None,
        remark: None,
    }
}

#[test]
fn every_inline_element_is_read() {
    let file = only(
        "<unit id='u' name='e.u'><originalData><data id='d1'>&lt;b></data><data id='d2'>&lt;/b>\
         <cp hex='0001'/></data></originalData><segment id='x' state='translated' subState='q:r'>\
         <source>a<pc id='1' type='fmt' subType='xlf:b' dataRefStart='d1' dataRefEnd='d2' \
         equivEnd='E'>b<ph id='2' dataRef='d1'/></pc><sc id='3'/>c<ec startRef='3'/><ec id='4' \
         isolated='yes'/><mrk id='m' type='term'>d</mrk><sm id='n'/>e<em startRef='n'/>\
         <cp hex='000B'/></source><target>t</target></segment></unit>",
    );
    let unit = &file.units[0];
    assert_eq!((unit.id.as_str(), unit.name.as_deref()), ("u", Some("e.u")));
    assert_eq!(unit.source.to_string(), "a[1>b[2]<1][3>c<3]<4]de\u{b}");
    let codes: Vec<&Code> = unit.source.codes().collect();
    assert_eq!(codes[0].ctype.as_deref(), Some("bold"));
    let data: Vec<_> = codes.iter().filter_map(|c| c.data.as_deref()).collect();
    assert_eq!(data, ["<b>", "<b>", "</b>\u{1}"]);
    assert_eq!(codes[2].equiv.as_deref(), Some("E"));
    assert_eq!(unit.target, Some(Content::text("t")));
    assert_eq!(unit.state.as_deref(), Some("translated"));
    assert_eq!(unit.standing, Standing::Translated);
    assert_eq!(file.target_language.as_deref(), Some("ug"));
}

#[test]
fn what_stands_around_is_not_the_unit() {
    let file = only(
        "<mda:metadata xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0'><mda:metaGroup>\
         <mda:meta type='tool'>x</mda:meta><mda:meta type='export-id'> e1 </mda:meta>\
         </mda:metaGroup></mda:metadata><notes><note>n</note></notes><group id='g' translate='no'>\
         <unit id='1'><m:matches xmlns:m='urn:oasis:names:tc:xliff:matches:2.0'><m:match ref='#s'>\
         <source>x</source><target>y</target></m:match></m:matches><segment><source>s</source>\
         <target/><notes><note>misplaced</note></notes></segment></unit><group id='h'>\
         <unit id='2' translate='yes'><segment><source>t</source></segment></unit></group></group>",
    );
    assert_eq!(file.export.as_deref(), Some("e1"));
    let [first, second] = file.units.as_slice() else {
        panic!("{file:?}");
    };
    assert_eq!(first.source.plain(), "s");
    assert_eq!(first.target, Some(Content::default()));
    assert_eq!((first.translate, second.translate), (false, true));
    assert_eq!(first.standing, Standing::Unknown);
    assert_eq!(second.target, None);
}

#[test]
fn segments_of_a_unit_have_ids_of_their_own() {
    let file = only(
        "<unit id='p3' name='e.p3'><segment id='s1'><source>a</source></segment><ignorable>\
         <source> <ph id='1'/></source></ignorable><segment><source>b</source></segment></unit>",
    );
    let ids: Vec<_> = file.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(ids, ["p3/s1", "p3/s2"]);
    assert_eq!(file.units[1].name.as_deref(), Some("e.p3/s2"));
    assert_eq!(file.units[1].place.unit.as_deref(), Some("p3/s2"));
}

#[test]
fn what_is_odd_is_told_and_nothing_is_dropped_in_silence() {
    let (files, findings) = read_all(&xliff(
        "<unit id='1'><segment state='finale'><source>a<b>c</b></source></segment>\
         <ignorable><source> lost </source></ignorable></unit><unit id='2'/>\
         <unit id='3'><segment><target state='final'>d</target></segment></unit>\
         <unit><segment><source>e<cp hex='D800'/></source></segment></unit>",
    ));
    let file = &files.unwrap()[0];
    let ids: Vec<_> = file.units.iter().map(|unit| unit.id.as_str()).collect();
    assert_eq!(ids, ["1", ""]);
    assert_eq!(file.left_out, 2);
    assert_eq!(file.units[0].source.plain(), "a");
    assert_eq!(file.units[0].standing, Standing::Unknown);
    let codes: Vec<_> = findings
        .iter()
        .map(|said| said.split(['[', ']']).nth(1).unwrap_or_default())
        .collect();
    assert_eq!(
        codes,
        [
            "xliff::element",
            "xliff::state",
            "xliff::ignorable",
            "xliff::no-source",
            "xliff::no-source",
            "xliff::element",
            "xliff::no-id",
        ]
    );
}

#[test]
fn every_version_is_read_and_contradictions_are_told() {
    let body = "<file id='f'><unit id='1'><segment><source>a</source></segment></unit></file>";
    let of = |root: &str, end: &str| {
        let prefixed = body.replace("</", &format!("</{end}"));
        let prefixed = prefixed
            .replace('<', &format!("<{end}"))
            .replace(&format!("<{end}/{end}"), &format!("</{end}"));
        read_all(&format!("<{end}xliff {root}>{prefixed}</{end}xliff>"))
    };
    let ours = format!("xmlns='{NAMESPACE}'");
    let next = format!("xmlns:x='{NAMESPACE_22}' version='2.2'");
    for (root, end, codes) in [
        (format!("{ours} version='2.0'"), "", vec![]),
        (format!("{ours} version='2.1'"), "", vec![]),
        (next, "x:", vec![]),
        ("version='2.0'".to_owned(), "", vec!["xliff::namespace"]),
        (format!("{ours} version='2.2'"), "", vec!["xliff::version"]),
        (
            "xmlns='urn:oasis:names:tc:xliff:document:2.1' version='2.1'".to_owned(),
            "",
            vec!["xliff::namespace"],
        ),
    ] {
        let (files, findings) = of(&root, end);
        assert_eq!(files.map(|files| files[0].units.len()), Some(1), "{root}");
        assert_eq!(findings.len(), codes.len(), "{root}: {findings:?}");
        for (said, code) in findings.iter().zip(codes) {
            assert!(said.contains(code), "{said}");
        }
    }
    let first = "xmlns='urn:oasis:names:tc:xliff:document:1.2' version='2.0'";
    assert_eq!(of(first, "").0, None);
    assert_eq!(
        read_all(&format!("<a xmlns='{NAMESPACE}' version='2.0'/>")).0,
        None
    );
}

#[test]
fn direction_version_and_names_are_those_of_the_package() {
    for (version, namespace) in [
        (XliffVersion::V20, NAMESPACE),
        (XliffVersion::V21, NAMESPACE),
        (XliffVersion::V22, NAMESPACE_22),
    ] {
        let text = written(&package(version, "ug", vec![unit(Content::text("a"))]));
        assert!(text.contains(&format!("<xliff xmlns=\"{namespace}\"")));
        assert!(text.contains(&format!(" version=\"{}\"", version.as_str())));
        assert_eq!(text.matches("trgDir=\"rtl\"").count(), 1);
        assert!(text.contains(" name=\"0123456789ab.p1.s1\""));
    }
    for (tag, direction) in [("kk-Arab", "rtl"), ("kk", "ltr"), ("zh-Hans", "ltr")] {
        let text = written(&package(XliffVersion::V21, tag, vec![]));
        assert!(text.contains(&format!("srcDir=\"ltr\" trgDir=\"{direction}\"")));
    }
}

#[test]
fn suggestions_terms_and_rules_stand_in_their_modules() {
    let mut open = unit(Content::text("No torture, no torture."));
    open.matches = ["a", "b", "c", "d"]
        .map(|v| found(v, Content::text("x")))
        .to_vec();
    open.terms = vec![term("torture", (3, 10)), term("No torture", (0, 10))];
    open.notes = vec!["a remark".to_owned()];
    let text = written(&package(XliffVersion::V21, "zh-Hans", vec![open.clone()]));
    assert_eq!(text.matches("<mtc:match ").count(), 3);
    let attributes = "ref=\"#s1\" matchQuality=\"91\" similarity=\"91\" type=\"tm\" origin=\"TM\"";
    assert!(text.contains(attributes));
    assert!(!text.contains("somebody"));
    // A repaired one says so, claims no likeness and pushes none out.
    let mut mended = open.clone();
    mended.matches.insert(0, found("a", Content::text("x")));
    mended.matches[0].kind = MatchKind::Repaired;
    let said = written(&package(XliffVersion::V21, "zh-Hans", vec![mended]));
    assert_eq!(said.matches("<mtc:match ").count(), 4);
    let attributes =
        "matchQuality=\"91\" type=\"tm\" subType=\"tilmach:repaired\" origin=\"TM, repaired\">";
    assert_eq!(said.matches(attributes).count(), 1);
    // Marks do not overlap; the entry without one is there all the same.
    assert!(text.contains(">No <mrk id=\"t1\" type=\"term\">torture</mrk>, no torture.<"));
    assert_eq!(text.matches("<gls:glossEntry").count(), 2);
    assert_eq!(text.matches("ref=\"#t1\"").count(), 1);
    assert!(text.contains("source=\"attested: a; profile un\">right</gls:translation>"));
    assert!(!text.contains(">never this</gls:translation>"));
    assert_eq!(text.matches("<val:rule isPresent=\"right\"/>").count(), 1);
    assert_eq!(
        text.matches("<val:rule isNotPresent=\"never this\"/>")
            .count(),
        1
    );
    assert_eq!(text.matches("category=\"terminology\"").count(), 2);
    let text = written(&package(XliffVersion::V21, "tr", vec![open.clone()]));
    assert!(!text.contains("isPresent"));
    // A mark over all of a source is shown raw by tools.
    open.source = Content::text("torture");
    open.terms = vec![term("torture", (0, 7))];
    let text = written(&package(XliffVersion::V21, "tr", vec![open]));
    assert!(!text.contains("<mrk") && text.contains("<gls:glossEntry id=\"g1\">"));
}

#[test]
fn states_say_how_a_translation_was_found() {
    let mut filled = unit(Content::text("a"));
    filled.target = Some(prefill(Content::text("b"), State::Final));
    let text = written(&package(XliffVersion::V21, "ug", vec![filled]));
    assert!(text.contains("<segment id=\"s1\" state=\"final\" subState=\"tilmach:exact\">"));
    let text = written(&package(
        XliffVersion::V21,
        "ug",
        vec![unit(Content::text("a"))],
    ));
    assert!(text.contains("<segment id=\"s1\" state=\"initial\">"));
    assert!(!text.contains("<target"));
}

fn text() -> impl Strategy<Value = String> {
    "[a-c ئۇ&<>\"'\\]\r\n\t\u{200F}\u{2068}\u{3000}\u{1F600}]{0,12}|(\\PC|\u{b}|\u{85}|\u{0}){0,8}"
}

/// Codes in any order, paired or not, crossing or not, twice or not.
fn content() -> impl Strategy<Value = Content> {
    let kinds = vec![CodeKind::Open, CodeKind::Close, CodeKind::Alone];
    let word = || proptest::option::of("[a-z]{1,5}|bold|lb|x-a|<b>");
    let code = (
        proptest::sample::select(kinds),
        "[1-3]|s1|[a<]",
        word(),
        word(),
    );
    proptest::collection::vec((text(), proptest::option::of(code)), 0..7).prop_map(|pieces| {
        let mut content = Content::default();
        for (text, found) in pieces {
            content.push_text(&text);
            if let Some((kind, id, equiv, data)) = found {
                let code = code_of(kind, &id);
                content.push_code(Code {
                    equiv,
                    data,
                    ..code
                });
            }
        }
        content
    })
}

fn code_of(kind: CodeKind, id: &str) -> Code {
    code(kind, id)
}

fn any_unit() -> impl Strategy<Value = PackageUnit> {
    let states = proptest::sample::select(State::ALL.to_vec());
    let target = proptest::option::of((content(), states));
    (content(), target, text(), any::<bool>()).prop_map(|(source, target, note, translate)| {
        PackageUnit {
            translate,
            target: target.map(|(content, state)| prefill(content, state)),
            matches: vec![found("v2", source.clone())],
            terms: vec![term("a", (0, 1))],
            notes: vec![note],
            ..unit(source)
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_comes_back(mut units in proptest::collection::vec(any_unit(), 0..5)) {
        for (index, unit) in units.iter_mut().enumerate() {
            unit.id = format!("p{}.s{}", index / 2, index % 2 + 1);
            unit.paragraph = u32::try_from(index / 2).unwrap_or_default();
        }
        let package = package(XliffVersion::V22, "ug", units);
        let text = written(&package);
        prop_assert_eq!(well_formed(text.as_bytes()).unwrap(), None);
        let (files, findings) = read_all(&text);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let file = files.unwrap().remove(0);
        prop_assert_eq!(&file.original, &package.statement);
        prop_assert_eq!(file.export.as_deref(), Some(package.export.as_str()));
        prop_assert_eq!(file.units.len(), package.units.len());
        for (back, unit) in file.units.iter().zip(&package.units) {
            prop_assert_eq!(&back.id, &unit.id);
            prop_assert_eq!(back.translate, unit.translate);
            prop_assert_eq!(back.source.to_string(), unit.source.to_string());
            let target = unit.target.as_ref().map(|prefill| prefill.content.to_string());
            prop_assert_eq!(back.target.as_ref().map(ToString::to_string), target);
            let said = |c: &Content| -> Vec<(Option<String>, Option<String>)> {
                c.codes().map(|c| (c.equiv.clone(), c.data.clone())).collect()
            };
            prop_assert_eq!(said(&back.source), said(&unit.source));
        }
    }

    #[test]
    fn no_body_brings_it_down(
        body in "(<|>|/|unit|segment|source|target|ignorable|pc|cp hex='1'| |id='1'|&lt;|a){0,30}"
    ) {
        read_all(&xliff(&body));
    }
}
