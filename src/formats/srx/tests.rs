use proptest::prelude::*;

use super::*;
use crate::diag::{Findings, Severity};
use crate::model::{
    BreakRule, FormatHandle, FormatKind, LanguageMap, LanguageRules, Pattern, SegmentationRules,
};

/// A file that is good, to be damaged.
const GOOD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:other="urn:other" version="2.0">
  <header segmentsubflows="yes" cascade="no">
    <formathandle type="start" include="no"/>
    <other:thing on="1">words</other:thing>
  </header>
  <body>
    <languagerules>
      <languagerule languagerulename="one">
        <rule break="no"><beforebreak>Mr\.</beforebreak><afterbreak>\s</afterbreak></rule>
        <rule><beforebreak>&lt;\.</beforebreak></rule>
      </languagerule>
    </languagerules>
    <maprules>
      <languagemap languagepattern=".*" languagerulename="one"/>
    </maprules>
  </body>
</srx>
"#;

fn read_text(text: &str) -> (Option<SegmentationRules>, Vec<String>) {
    let mut findings = Findings::new();
    let rules = read(text.as_bytes(), &mut findings).expect("no fault of the machine");
    let told = findings
        .iter()
        .map(|f| format!("{} {} {}", f.severity, f.code, f.place))
        .collect();
    (rules, told)
}

#[track_caller]
fn told(from: &str, to: &str, expected: &[&str]) {
    assert!(GOOD.contains(from), "{from}");
    let (rules, told) = read_text(&GOOD.replacen(from, to, 1));
    assert_eq!(told, expected);
    let refused = expected.iter().any(|line| line.starts_with("error"));
    assert_eq!(rules.is_none(), refused);
}

#[test]
fn everything_is_read_with_its_place() {
    let (rules, told) = read_text(GOOD);
    assert!(told.is_empty(), "{told:?}");
    let rules = rules.expect("rules");
    assert!(rules.segment_subflows && !rules.cascade);
    assert_eq!(
        rules.format_handles,
        [FormatHandle {
            kind: FormatKind::Start,
            include: false
        }]
    );
    let list = &rules.languages[0];
    assert_eq!((list.name.as_str(), list.rules.len()), ("one", 2));
    assert_eq!(list.place.to_string(), "-:9:7");
    let first = &list.rules[0];
    assert!(!first.breaks && list.rules[1].breaks);
    assert_eq!(
        (first.before.text.as_str(), first.after.text.as_str()),
        (r"Mr\.", r"\s")
    );
    assert_eq!(first.before.place.to_string(), "-:10:39");
    assert_eq!(list.rules[1].before.text, r"<\.");
    assert_eq!(list.rules[1].after.text, "");
    assert_eq!(rules.maps[0].place.to_string(), "-:15:7");
}

#[test]
fn what_is_no_srx_is_refused_by_name() {
    told("<srx ", "<tmx ", &["error srx::root -:2:1"]);
    let (rules, told_of) = read_text("<tmx version=\"1.4\"/>");
    assert!(rules.is_none());
    assert_eq!(told_of, ["error srx::root -:1:1"]);
    told(
        "version=\"2.0\"",
        "version=\"1.0\"",
        &["error srx::version -:2:1"],
    );
    told(" version=\"2.0\"", "", &["error srx::version -:2:1"]);
    told(
        "lisa.org/srx20",
        "lisa.org/srx21",
        &["error srx::namespace -:2:1"],
    );
    told(
        " xmlns=\"http://www.lisa.org/srx20\"",
        "",
        &["error srx::namespace -:2:1"],
    );
    assert_eq!(read_text(&GOOD[..300]).1, ["error xml::truncated -:9:7"]);
}

#[test]
fn what_the_schema_does_not_know_is_refused() {
    let structure = |place: &str| format!("error srx::structure {place}");
    for (from, to, place) in [
        (
            "<header segmentsubflows=\"yes\" cascade=\"no\">",
            "<header cascade=\"no\">",
            "-:3:3",
        ),
        (" cascade=\"no\"", "", "-:3:3"),
        ("<body>", "<body of=\"1\">", "-:7:3"),
        ("<body>", "<body>words", "-:7:9"),
        (
            "<rule break=\"no\">",
            "<rule break=\"no\" other:off=\"1\">",
            "-:10:9",
        ),
        ("type=\"start\" ", "", "-:4:5"),
        (
            "<rule><beforebreak>&lt;\\.</beforebreak></rule>",
            "<other:rule/>",
            "-:11:9",
        ),
        ("Mr\\.", "Mr<b/>", "-:10:41"),
        (" languagerulename=\"one\"/>", "/>", "-:15:7"),
    ] {
        let expected = structure(place);
        let (rules, found) = read_text(&GOOD.replacen(from, to, 1));
        assert!(rules.is_none(), "{from}");
        assert_eq!(found.first(), Some(&expected), "{from}");
    }
    let after = "</afterbreak></rule>";
    let twice = "</afterbreak><beforebreak>x</beforebreak></rule>";
    told(after, twice, &["error srx::structure -:10:84"]);
    told(
        "<languagemap languagepattern=\".*\" languagerulename=\"one\"/>",
        "",
        &["error srx::structure -:14:5"],
    );
}

#[test]
fn values_and_names_are_looked_at() {
    told(
        "break=\"no\"",
        "break=\"maybe\"",
        &["error srx::value -:10:9"],
    );
    told(
        "cascade=\"no\"",
        "cascade=\" no\"",
        &["error srx::value -:3:3"],
    );
    told(
        "type=\"start\"",
        "type=\"both\"",
        &["error srx::value -:4:5"],
    );
    told(
        "languagerulename=\"one\"/>",
        "languagerulename=\"two\"/>",
        &[
            "warning srx::unmapped -:9:7",
            "error srx::unknown-name -:15:7",
        ],
    );
    let list = "<languagerule languagerulename=\"one\"><rule><beforebreak>x</beforebreak></rule></languagerule></languagerules>";
    told(
        "</languagerules>",
        list,
        &["error srx::duplicate-name -:13:5"],
    );
}

#[test]
fn what_cannot_be_meant_is_pointed_out() {
    let map = "<languagemap languagepattern=\".*\" languagerulename=\"one\"/>";
    let two = format!("{map}<languagemap languagepattern=\"tr\" languagerulename=\"one\"/>");
    told(map, &two, &["warning srx::map-order -:15:65"]);
    told(
        "<beforebreak>&lt;\\.</beforebreak>",
        "",
        &["error srx::empty-rule -:11:9"],
    );
    told(
        "Mr\\.</beforebreak><afterbreak>\\s",
        "</beforebreak><afterbreak>",
        &["warning srx::empty-rule -:10:9"],
    );
    told(
        "Mr\\.",
        "Mr\\.\n\t\t",
        &["warning srx::white-space -:10:39"],
    );
    told("Mr\\.", "\\\\xff61\\x{ff61}\\xffg", &[]);
    told("Mr\\.", "[\\xff61]", &["warning srx::hexadecimal -:10:39"]);
    told("Mr\\.", "\n", &[]);
    told("Mr\\.", " ", &[]);
    told(
        "<other:thing on=\"1\">words</other:thing>",
        "<other:options useIcu4jBreakRules=\"yes\"/><other:rangeRule>x</other:rangeRule>",
        &[
            "warning srx::extension -:5:5",
            "warning srx::extension -:5:46",
        ],
    );
}

fn words() -> impl Strategy<Value = String> {
    // CR and LF too: what is written must come back.
    r"[a-zә \\.<>&'\]\n\r\t\u{85}]{1,8}"
}

fn rules() -> impl Strategy<Value = SegmentationRules> {
    let rule = (any::<bool>(), words(), words()).prop_map(|(breaks, before, after)| BreakRule {
        breaks,
        before: Pattern::new(before),
        after: Pattern::new(after),
        ..BreakRule::default()
    });
    let list = prop::collection::vec(rule, 1..4);
    let lists = prop::collection::btree_map(words(), list, 1..4);
    (any::<bool>(), any::<bool>(), lists).prop_map(|(cascade, segment_subflows, lists)| {
        SegmentationRules {
            cascade,
            segment_subflows,
            format_handles: FormatKind::ALL
                .into_iter()
                .map(|kind| FormatHandle {
                    kind,
                    include: cascade,
                })
                .collect(),
            maps: lists
                .keys()
                .map(|name| LanguageMap {
                    pattern: format!("{name}.*"),
                    rules: name.clone(),
                    ..LanguageMap::default()
                })
                .collect(),
            languages: lists
                .into_iter()
                .map(|(name, rules)| LanguageRules {
                    name,
                    rules,
                    ..LanguageRules::default()
                })
                .collect(),
        }
    })
}

proptest! {
    #[test]
    fn what_is_written_comes_back(rules in rules()) {
        let mut bytes = Vec::new();
        write(&rules, &mut bytes).expect("written");
        let mut findings = Findings::new();
        let back = read(&bytes[..], &mut findings).expect("read");
        prop_assert_eq!(findings.count(Severity::Error), 0);
        prop_assert_eq!(back.map(SegmentationRules::without_places), Some(rules));
    }

    #[test]
    fn no_damage_brings_it_down(at in 0..GOOD.len(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = GOOD.as_bytes().to_vec();
        bytes[at] = byte;
        if cut {
            bytes.truncate(at);
        }
        let mut findings = Findings::new();
        let rules = read(&bytes[..], &mut findings).expect("no fault of the machine");
        prop_assert_eq!(rules.is_none(), findings.has_errors());
    }
}
