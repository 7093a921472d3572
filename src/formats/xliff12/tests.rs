use proptest::prelude::*;

use super::*;
use crate::diag::Findings;
use crate::formats::xliff::read;
use crate::model::{
    Code, CodeKind, Content, Earlier, Match, MatchKind, Origin, OriginKind, Package, PackageUnit,
    Piece, Prefill, Profile, QuotedBy, ReturnedFile, Role, Standing, State, TermNote,
    TermRendering, Usage, XliffVersion,
};

fn read_all(document: &str) -> (Option<Vec<ReturnedFile>>, Findings) {
    let mut findings = Findings::new();
    let files = read(document.as_bytes(), &mut findings).unwrap();
    (files, findings)
}

fn xliff(body: &str) -> String {
    format!(
        "<xliff version='1.2' xmlns='{NAMESPACE}'><file original='a' source-language='en' \
         datatype='plaintext'><body>{body}</body></file></xliff>"
    )
}

fn only(body: &str) -> ReturnedFile {
    let (files, findings) = read_all(&xliff(body));
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

fn unit(id: &str, source: Content) -> PackageUnit {
    PackageUnit {
        id: id.to_owned(),
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

fn package(profile: Profile, units: Vec<PackageUnit>) -> Package {
    Package {
        basis: "0123456789ab".to_owned(),
        glossary: String::new(),
        export: "0123456789ab".to_owned(),
        statement: "2026/a.txt".to_owned(),
        date: "2026-11-21".to_owned(),
        source: "en".parse().unwrap(),
        target: "zh-Hans".parse().unwrap(),
        profile,
        version: XliffVersion::V12,
        units,
    }
}

fn written(package: &Package) -> String {
    let mut bytes = Vec::new();
    write(package, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn prefill(text: &str, state: State) -> Prefill {
    Prefill {
        content: Content::text(text),
        state,
        kind: MatchKind::Exact,
        variant: "v1".to_owned(),
    }
}

fn found(score: u8, variant: &str) -> Match {
    Match {
        kind: MatchKind::Fuzzy,
        score,
        source: Content::text("old source"),
        target: Content::text("old target"),
        state: State::Reviewed,
        origin: Origin {
            kind: OriginKind::Tmx,
            file: "m.tmx".to_owned(),
            export: None,
            unit: None,
        },
        day: "2026-01-02".to_owned(),
        variant: variant.to_owned(),
    }
}

#[test]
fn every_inline_element_is_read() {
    let file = only(
        "<trans-unit id='1'><source>a<g id='1' ctype='bold'>b<x id='2' equiv-text='E'/></g>\
         <bx id='3' rid='9'/>c<ex id='4' rid='9'/><bpt id='5'>&lt;i></bpt>d<ept id='5'>&lt;/i></ept>\
         <ph id='6'>p<sub>q</sub></ph><it id='7' pos='open'>r</it><mrk mtype='seg' mid='1'>e</mrk>\
         </source></trans-unit>",
    );
    let source = &file.units[0].source;
    assert_eq!(source.to_string(), "a[1>b[2]<1][9>c<9][5>d<5][6][7>e");
    let data: Vec<_> = source.codes().filter_map(|c| c.data.as_deref()).collect();
    assert_eq!(data, ["<i>", "</i>", "pq", "r"]);
    assert_eq!(source.codes().find_map(|c| c.equiv.as_deref()), Some("E"));
}

#[test]
fn suggestions_and_segmented_sources_are_not_the_unit() {
    let file = only(
        "<group translate='no'><group><trans-unit id='1' resname='n'><alt-trans><source>x</source>\
         <target>y</target></alt-trans><source>s</source><seg-source><mrk mtype='seg' mid='1'>s\
         </mrk></seg-source><target state='new'/><alt-trans><target>z</target></alt-trans>\
         </trans-unit><trans-unit id='2' translate='yes'><source>t</source></trans-unit></group>\
         </group>",
    );
    let [first, second] = file.units.as_slice() else {
        panic!("{file:?}");
    };
    assert_eq!(first.source.plain(), "s");
    assert_eq!(first.target, Some(Content::default()));
    assert_eq!(first.state.as_deref(), Some("new"));
    assert_eq!(first.name.as_deref(), Some("n"));
    assert_eq!(first.place.unit.as_deref(), Some("1"));
    assert!(!first.translate && second.translate);
    assert_eq!(second.target, None);
}

#[test]
fn prefixes_are_taken_and_gaps_warned_of() {
    let (files, findings) = read_all(
        "<q:xliff version='1.2' xmlns:q='urn:oasis:names:tc:xliff:document:1.2'><q:file \
         original='a' build-num='e1'><q:header><q:skl><q:external-file href='file:///etc/passwd' \
         uid='e2'/></q:skl></q:header><q:body><source xmlns='urn:other'>no</source><q:trans-unit \
         id='1'><x:source xmlns:x='urn:other'>no</x:source><q:source>s</q:source></q:trans-unit>\
         </q:body></q:file></q:xliff>",
    );
    assert!(findings.is_empty(), "{findings:?}");
    let file = files.unwrap().remove(0);
    assert_eq!(file.export.as_deref(), Some("e2"));
    assert_eq!(file.units[0].source.plain(), "s");
    let (files, findings) = read_all(
        "<xliff version='1.2'><file original='a'><body><trans-unit id='1'/><trans-unit id='2'/>\
         <bin-unit id='3'/></body></file></xliff>",
    );
    assert_eq!(files.unwrap()[0].units.len(), 0);
    let codes: Vec<_> = findings.iter().map(|f| f.code.as_str()).collect();
    let expected = [
        "xliff::namespace",
        "xliff::no-source",
        "xliff::no-source",
        "xliff::bin-unit",
        "xliff::no-source",
    ];
    assert_eq!(codes, expected);
    assert!(!findings.has_errors());
}

#[test]
fn what_is_not_xliff_1_is_refused_by_name() {
    for (document, code, words) in [
        (
            "<xliff version='2.1' xmlns='urn:oasis:names:tc:xliff:document:1.2'/>",
            "xliff::version",
            "XLIFF 2.1",
        ),
        ("<tmx version='1.4'/>", "xliff::root", "<tmx>"),
        (
            "<xliff version='1.2' xmlns='u:x'/>",
            "xliff::namespace",
            "u:x",
        ),
        ("<xliff version='1.2'><file>", "xml::truncated", "file"),
        ("<xliff version='1.2'/>x", "xml::not-well-formed", "after"),
    ] {
        let (files, findings) = read_all(document);
        assert!(files.is_none() && findings.has_errors(), "{document}");
        let last = findings.iter().last().unwrap();
        assert_eq!(last.code, code);
        assert!(last.message.contains(words), "{last}");
        assert!(last.place.line.is_some());
    }
}

#[test]
fn a_prefilled_unit_says_its_state_and_a_bare_one_has_no_target() {
    let mut list = Vec::new();
    for (index, state) in State::ALL.into_iter().skip(1).enumerate() {
        let mut filled = unit(&format!("p1.s{index}"), Content::text("s"));
        filled.target = Some(prefill("t", state));
        filled.matches = vec![found(100, "v1"), found(91, "v2")];
        list.push(filled);
    }
    list.push(unit("p1.s9", Content::text("s")));
    let text = written(&package(Profile::Generic, list));
    let states: Vec<_> = text.matches("state-qualifier=\"exact-match\"").collect();
    assert_eq!(states.len(), 3);
    for words in [
        "state=\"translated\"",
        "state=\"signed-off\" s",
        "state=\"final\"",
    ] {
        assert_eq!(text.matches(words).count(), 1, "{words}\n{text}");
    }
    assert_eq!(text.matches("approved=\"yes\"").count(), 1);
    assert_eq!(text.matches("match-quality=\"91\"").count(), 3);
    assert_eq!(text.matches("match-quality=\"100\"").count(), 0);
    let (files, _) = read_all(&text);
    assert_eq!(files.unwrap()[0].units[3].target, None);
}

#[test]
fn the_datatype_is_that_of_the_statement() {
    for (name, datatype) in [
        ("a.txt", "plaintext"),
        ("2026/a.md", "x-markdown"),
        ("a.html", "html"),
        ("a.docx", "x-docx"),
        ("a", "plaintext"),
    ] {
        let mut package = package(Profile::Generic, Vec::new());
        package.statement = name.to_owned();
        let text = written(&package);
        assert!(
            text.contains(&format!(" datatype=\"{datatype}\"")),
            "{name}"
        );
    }
}

#[test]
fn notes_of_each_subject_stand_by_themselves() {
    let mut noted = unit("p1.s1", Content::text("s"));
    noted.quoted = vec![QuotedBy {
        speaker: Some("Ana Roe".to_owned()),
        ..QuotedBy::default()
    }];
    noted.earlier = Some(Earlier {
        source: Content::text("a < b"),
        target: Content::text("b"),
    });
    noted.notes = vec!["c".to_owned()];
    let text = written(&package(Profile::Generic, vec![noted.clone()]));
    let notes: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("<note"))
        .collect();
    assert_eq!(
        notes,
        [
            "<note from=\"quotation\" annotates=\"source\" priority=\"2\">Quotation of Ana Roe</note>",
            "<note from=\"earlier-version\" annotates=\"general\" priority=\"2\">Earlier version of \
             this sentence: “a &lt; b” Its translation: “b”</note>",
            "<note from=\"tilmach\" annotates=\"general\" priority=\"1\">c</note>",
        ]
    );
    let text = written(&package(Profile::Weblate, vec![noted]));
    assert_eq!(text.matches("<note").count(), 1);
    assert!(
        text.contains(">Quotation of Ana Roe\nEarlier version"),
        "{text}"
    );
}

#[test]
fn omegat_gets_copies_of_the_source_and_one_note() {
    let mut open = unit("p1.s1", Content::text("s"));
    open.target = Some(prefill("t", State::Final));
    open.matches = vec![found(91, "v2")];
    open.notes = vec!["a".to_owned(), "b".to_owned()];
    open.terms = vec![TermNote {
        concept: "c".to_owned(),
        words: "torture".to_owned(),
        span: (0, 0),
        definition: None,
        renderings: [
            ("x", Usage::Preferred),
            ("y", Usage::Admitted),
            ("z", Usage::Forbidden),
        ]
        .map(|(text, usage)| TermRendering {
            text: text.to_owned(),
            usage,
            source: "attested: a".to_owned(),
            whose: "profile un".to_owned(),
            binds: true,
        })
        .to_vec(),
        reason: Some("the law".to_owned()),
        remark: Some("see art. 5".to_owned()),
    }];
    let mut locked = open.clone();
    locked.id = "p1.s2".to_owned();
    locked.translate = false;
    let text = written(&package(Profile::Omegat, vec![open, locked]));
    assert!(!text.contains("alt-trans"));
    assert_eq!(text.matches("<note").count(), 2);
    assert!(text.contains(
        ">torture = use: x [attested: a; profile un]; also right: y [attested: a; \
         profile un]; never: z [attested: a; profile un]. Reason: the law. see art. 5\na\nb</note>"
    ));
    let (files, _) = read_all(&text);
    let file = files.unwrap().remove(0);
    assert_eq!(file.target_language.as_deref(), Some("zh-CN"));
    assert_eq!(file.export.as_deref(), Some("0123456789ab"));
    assert_eq!(file.units[0].target, Some(Content::text("s")));
    assert_eq!(file.units[0].state.as_deref(), Some("new"));
    assert_eq!(file.units[1].target, Some(Content::text("t")));
    assert_eq!(file.units[1].name.as_deref(), Some("0123456789ab.p1.s2"));
}

#[test]
fn at_most_three_suggestions() {
    let mut open = unit("p1.s1", Content::text("s"));
    open.matches = ["a", "b", "c", "d"].map(|v| found(80, v)).to_vec();
    let text = written(&package(Profile::Memoq, vec![open]));
    assert_eq!(text.matches("<alt-trans").count(), 3);
}

/// It is nobody's translation, and it takes the place of none.
#[test]
fn a_repaired_suggestion_says_so_and_pushes_none_out() {
    let mut open = unit("p1.s1", Content::text("s"));
    open.matches = ["a", "a", "b", "c", "d"].map(|v| found(80, v)).to_vec();
    open.matches[0].kind = MatchKind::Repaired;
    let text = written(&package(Profile::Memoq, vec![open]));
    assert_eq!(text.matches("<alt-trans").count(), 4);
    let words = "match-quality=\"80\" origin=\"TM, repaired\"";
    assert_eq!(text.matches(words).count(), 1);
    let state = "state=\"needs-review-translation\" state-qualifier=\"x-repaired\"";
    assert_eq!(text.matches(state).count(), 1);
}

fn text() -> impl Strategy<Value = String> {
    "[a-c ئۇ&<>\"'\\]\r\n\t\u{200F}\u{2068}\u{3000}\u{1F600}]{0,12}|(\\PC|\u{b}|\u{85}){0,8}"
}

/// Codes in any order, paired or not, crossing or not.
fn content() -> impl Strategy<Value = Content> {
    let kinds = vec![CodeKind::Open, CodeKind::Close, CodeKind::Alone];
    let word = || proptest::option::of("[a-z]{1,5}|bold|lb|x-a");
    let code = (
        proptest::sample::select(kinds),
        "[1-3]|[a<]",
        word(),
        word(),
    );
    proptest::collection::vec((text(), proptest::option::of(code)), 0..7).prop_map(|pieces| {
        let mut content = Content::default();
        for (text, found) in pieces {
            content.push_text(&text);
            if let Some((kind, id, ctype, equiv)) = found {
                content.push_code(Code {
                    ctype,
                    equiv,
                    ..code_of(kind, &id)
                });
            }
        }
        content
    })
}

fn code_of(kind: CodeKind, id: &str) -> Code {
    code(kind, id)
}

/// What XLIFF 1.2 can say of a content.
fn sayable(content: &Content) -> String {
    let kept = content.map_text(|text| {
        text.chars()
            .filter(|c| crate::formats::xml::illegal_characters(&c.to_string()) == 0)
            .collect()
    });
    let mut again = Content::default();
    for piece in kept.pieces() {
        match piece {
            Piece::Text(text) => again.push_text(text),
            Piece::Code(code) => again.push_code(code.clone()),
        }
    }
    again.to_string()
}

fn any_unit() -> impl Strategy<Value = PackageUnit> {
    let states = proptest::sample::select(State::ALL.to_vec());
    let target = proptest::option::of((content(), states));
    (content(), target, text(), any::<bool>()).prop_map(|(source, target, note, translate)| {
        PackageUnit {
            translate,
            target: target.map(|(content, state)| Prefill {
                content,
                ..prefill("", state)
            }),
            matches: vec![found(80, "v2")],
            notes: vec![note],
            ..unit("", source)
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_comes_back(mut units in proptest::collection::vec(any_unit(), 0..5)) {
        for (index, unit) in units.iter_mut().enumerate() {
            unit.id = format!("p{}.s1", index / 2);
            unit.paragraph = u32::try_from(index / 2).unwrap_or_default();
        }
        let package = package(Profile::Generic, units);
        let (files, findings) = read_all(&written(&package));
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let file = files.unwrap().remove(0);
        prop_assert_eq!(&file.original, &package.statement);
        prop_assert_eq!(file.units.len(), package.units.len());
        for (back, unit) in file.units.iter().zip(&package.units) {
            prop_assert_eq!(&back.id, &unit.id);
            prop_assert_eq!(back.translate, unit.translate);
            prop_assert_eq!(back.source.to_string(), sayable(&unit.source));
            let target = unit.target.as_ref().map(|prefill| sayable(&prefill.content));
            prop_assert_eq!(back.target.as_ref().map(ToString::to_string), target);
            let alone = |c: &Content| -> Vec<Option<String>> {
                c.codes().filter(|c| c.kind == CodeKind::Alone).map(|c| c.equiv.clone()).collect()
            };
            prop_assert_eq!(alone(&back.source), alone(&unit.source));
        }
    }

    #[test]
    fn no_body_brings_it_down(body in "(<|>|/|trans-unit|source|target| |id='1'|g|&lt;|a){0,30}") {
        read_all(&xliff(&body));
    }
}

fn standings(files: &[ReturnedFile]) -> Vec<(String, Option<String>, Standing)> {
    let units = files.iter().flat_map(|file| &file.units);
    units
        .map(|unit| (unit.id.clone(), unit.state.clone(), unit.standing))
        .collect()
}

#[test]
fn a_unit_that_was_cut_is_one_for_each_segment() {
    let file = only(
        "<trans-unit id='u'><source>One. <g id='1'>Two.</g> Three.</source>\
         <seg-source><mrk mtype='seg' mid='1'>One.</mrk> <mrk mtype='seg' mid='2'><g id='1'>Two.\
         </g></mrk> <mrk mtype='seg' mid='3'>Three.</mrk></seg-source>\
         <target><mrk mtype='seg' mid='2'><g id='1'>Iki.</g></mrk> <mrk mtype='seg' mid='1'>Bir.\
         </mrk></target></trans-unit>",
    );
    let units: Vec<_> = file
        .units
        .iter()
        .map(|unit| {
            let target = unit.target.as_ref().map(ToString::to_string);
            (unit.id.as_str(), unit.source.to_string(), target)
        })
        .collect();
    let text = |text: &str| text.to_owned();
    assert_eq!(
        units,
        [
            ("u/1", text("One."), Some(text("Bir."))),
            ("u/2", text("[1>Two.<1]"), Some(text("[1>Iki.<1]"))),
            ("u/3", text("Three."), None),
        ]
    );
}

#[test]
fn one_segment_is_the_unit() {
    for target in ["<mrk mtype='seg' mid='0'>Bir.</mrk>", "Bir."] {
        let file = only(&format!(
            "<trans-unit id='u'><source>One.</source><seg-source><mrk mtype='seg' mid='0'>One.\
             </mrk></seg-source><target>{target}</target></trans-unit>"
        ));
        assert_eq!(file.units.len(), 1);
        assert_eq!(file.units[0].id, "u");
        assert_eq!(file.units[0].target, Some(Content::text("Bir.")));
    }
}

#[test]
fn what_cannot_be_paired_is_told() {
    let unit = |segmented: &str, target: &str| {
        xliff(&format!(
            "<trans-unit id='u'><source>One. Two.</source><seg-source>{segmented}</seg-source>\
             <target>{target}</target></trans-unit>"
        ))
    };
    let both = "<mrk mtype='seg' mid='1'>One.</mrk> <mrk mtype='seg' mid='2'>Two.</mrk>";
    for (segmented, target, units) in [
        ("<mrk mtype='seg' mid='1'>Other.</mrk>", "Bir. Iki.", 1),
        (
            both,
            "<mrk mtype='seg' mid='1'>Bir.</mrk> <mrk mtype='seg' mid='7'>Iki.</mrk>",
            2,
        ),
        (both, "<mrk mtype='seg' mid='1'>Bir.</mrk> Iki.", 2),
    ] {
        let (files, findings) = read_all(&unit(segmented, target));
        assert_eq!(files.unwrap()[0].units.len(), units, "{target}");
        assert!(
            findings.iter().any(|f| f.code == "xliff::segment"),
            "{target}"
        );
    }
    // A translation that was not cut answers the whole.
    let (files, findings) = read_all(&unit(both, "Bir. Iki."));
    let files = files.unwrap();
    assert_eq!(files[0].units.len(), 1);
    assert_eq!(files[0].units[0].source.plain(), "One. Two.");
    assert!(findings.is_empty());
}

#[test]
fn the_words_of_trados() {
    let segment = |attributes: &str| {
        let document = format!(
            "<xliff version='1.2' xmlns='{NAMESPACE}' \
             xmlns:sdl='http://sdl.com/FileTypes/SdlXliff/1.0'><file original='a'><body>\
             <trans-unit id='u'><source>One.</source><seg-source><mrk mtype='seg' mid='3'>One.\
             </mrk></seg-source><target><mrk mtype='seg' mid='3'>Bir<mrk mtype='x-sdl-deleted'>,\
             iki</mrk>.</mrk></target><sdl:seg-defs><sdl:seg id='3' {attributes}/></sdl:seg-defs>\
             </trans-unit></body></file></xliff>"
        );
        let (files, findings) = read_all(&document);
        let files = files.unwrap();
        assert_eq!(findings.iter().next().unwrap().code, "xliff::deleted");
        assert_eq!(files[0].units[0].target, Some(Content::text("Bir.")));
        standings(&files).remove(0).2
    };
    for (attributes, standing) in [
        ("conf='ApprovedSignOff'", Standing::Final),
        ("conf='ApprovedTranslation'", Standing::Reviewed),
        ("conf='Translated' origin='mt'", Standing::Translated),
        ("conf='Translated' locked='true'", Standing::Final),
        ("conf='Draft' origin='mt'", Standing::Draft),
        ("conf='RejectedSignOff'", Standing::Rejected),
        ("conf='RejectedTranslation'", Standing::Rejected),
        ("origin='tm' percent='100'", Standing::Draft),
        ("", Standing::Untranslated),
        ("conf='Sometime'", Standing::Unknown),
    ] {
        assert_eq!(segment(attributes), standing, "{attributes}");
    }
}

#[test]
fn the_words_of_memoq_phrase_and_wordfast() {
    let said = |root: &str, attributes: &str, state: &str| {
        let document = format!(
            "<xliff version='1.2' xmlns='{NAMESPACE}' xmlns:mq='MQXliff' \
             xmlns:m='http://www.memsource.com/mxlf/2.0' \
             xmlns:gs4tr='http://www.gs4tr.org/schema/xliff-ext' {root}><file original='a'><body>\
             <trans-unit id='u' {attributes}><source>One.</source><target {state}>Bir.</target>\
             </trans-unit></body></file></xliff>"
        );
        let (files, findings) = read_all(&document);
        assert!(findings.is_empty(), "{findings:?}");
        standings(&files.unwrap()).remove(0).2
    };
    for (attributes, standing) in [
        ("mq:status='NotStarted'", Standing::Untranslated),
        (
            "mq:status='PreTranslated' mq:percent='101'",
            Standing::Draft,
        ),
        ("mq:status='MachineTranslated'", Standing::Draft),
        ("mq:status='AssembledFromFragments'", Standing::Draft),
        ("mq:status='AutoJoined'", Standing::Draft),
        ("mq:status='PartiallyEdited'", Standing::Draft),
        ("mq:status='ManuallyConfirmed'", Standing::Translated),
        (
            "mq:status='ManuallyConfirmed' mq:locked='locked'",
            Standing::Final,
        ),
        ("mq:status='Ackknowledged'", Standing::Reviewed),
        ("mq:status='SomethingNew'", Standing::Unknown),
        ("m:confirmed='1' m:trans-origin='mt'", Standing::Translated),
        ("m:confirmed='1' m:locked='true'", Standing::Final),
        ("m:confirmed='0' m:trans-origin='mt'", Standing::Draft),
    ] {
        assert_eq!(said("", attributes, ""), standing, "{attributes}");
    }
    let reviewed = said("m:level='2'", "m:confirmed='1'", "");
    assert_eq!(reviewed, Standing::Reviewed);
    let state = "state='translated'";
    assert_eq!(
        said("", "gs4tr:editStatus='modified'", state),
        Standing::Translated
    );
    assert_eq!(
        said("", "gs4tr:editStatus='leveraged'", "state='new'"),
        Standing::Draft
    );
    assert_eq!(
        said("", "gs4tr:editStatus='leveraged'", state),
        Standing::Translated
    );
    let machine = "state='needs-review-translation' state-qualifier='leveraged-mt'";
    assert_eq!(said("", "", machine), Standing::Draft);
    assert_eq!(
        said("", "", "state-qualifier='mt-suggestion'"),
        Standing::Draft
    );
}
