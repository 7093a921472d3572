use super::*;
use crate::model::{LanguageMap, LanguageRules, Pattern};

pub(super) fn file(rules: &[(bool, &str, &str)]) -> SegmentationRules {
    let rules = rules
        .iter()
        .map(|(breaks, before, after)| BreakRule {
            breaks: *breaks,
            before: Pattern::new(*before),
            after: Pattern::new(*after),
            ..BreakRule::default()
        })
        .collect();
    SegmentationRules {
        languages: vec![LanguageRules {
            name: "all".to_owned(),
            rules,
            ..LanguageRules::default()
        }],
        maps: vec![LanguageMap {
            pattern: ".*".to_owned(),
            rules: "all".to_owned(),
            ..LanguageMap::default()
        }],
        ..SegmentationRules::default()
    }
}

pub(super) fn rules(list: &[(bool, &str, &str)]) -> Rules {
    let file = file(list);
    assert_eq!(faults(&file), []);
    Rules::of(&Locale::english(), &file).expect("rules that can be obeyed")
}

#[track_caller]
fn check(list: &[(bool, &str, &str)], expected: &[&str]) {
    let rules = rules(list);
    let text = expected.concat();
    assert_eq!(rules.segment(&text), expected);
    // With everything that was found out the first time.
    assert_eq!(rules.segment(&text), expected);
    assert!(!rules.gave_up());
}

const SENTENCES: (bool, &str, &str) = (true, r"[.?!]+", r"\s");

#[test]
fn the_first_rule_that_fits_decides() {
    check(&[SENTENCES], &["One.", " Two?!", " Three"]);
    let titles = (false, r"\bMr\.", r"\s");
    check(&[titles, SENTENCES], &["Mr. One.", " Two"]);
    check(&[SENTENCES, titles], &["Mr.", " One.", " Two"]);
    check(&[titles], &["Mr. One. Two"]);
}

#[test]
fn an_empty_side_fits_everywhere_and_no_cut_is_at_the_edges() {
    check(&[(true, "", r"\n")], &["One", "\nTwo"]);
    check(&[(true, r"。", "")], &["一。", "二。"]);
    check(&[(true, "", "")], &["a", "ә", "b"]);
    check(&[(true, "^", "")], &["abc"]);
    check(&[], &["abc"]);
    assert!(rules(&[SENTENCES]).segment("").is_empty());
}

#[test]
fn before_may_begin_anywhere_and_end_in_any_way() {
    // A search from the left would take both dots at once and miss the second rule.
    check(
        &[(false, r"a\.", r"\."), (true, r"\.", "")],
        &["a..", "b.", "c"],
    );
    // The shortest and the longest way both count.
    check(&[(true, r"ab*", "b")], &["a", "b", "bc"]);
    check(&[(true, r"ab*?", "c")], &["abb", "c"]);
    // What comes before is as long as it must be.
    let far = format!("x{} y", "a".repeat(5000));
    let far = far.split_inclusive("aaaa ").collect::<Vec<_>>();
    check(&[(true, r"xa+\s", "y")], &far);
}

#[test]
fn looks_see_the_whole_paragraph() {
    // Ahead past the cut, and back before it.
    check(&[(true, r"\.(?=\sB)", r"\s")], &["a. A.", " B"]);
    check(&[(true, r"\.", r"(?<=B\.)\s")], &["a. B.", " C"]);
    check(
        &[(false, r"(?<!3ds )[Mm]ax\.", r"\s"), SENTENCES],
        &["a 3ds max.", " To the max. b"],
    );
    check(&[(true, r"\b", r"\bB")], &["a ", "B"]);
    // Looks in looks.
    check(&[(true, r"(?<=a(?!b)..)", "")], &["abxaxx", "x"]);
    check(
        &[(true, r"(?<!^(?:No|Art))\.", r"\s(?!\d+(?=\)))")],
        &["No. A. 3) B.", " C"],
    );
}

/// Rules in the manner of the long lists that check grammar.
#[test]
fn lists_with_looks_are_obeyed_to_the_letter() {
    let list = [
        (false, r"(?<!\p{L})\p{Lu}\.", r"\s+(?=\p{Lu})"),
        (false, r"\b(?:[Cc]f|[Nn]r|etc)\.(?!\s+\p{Lu}\p{Lu})", r"\s"),
        (false, r"(?<=\d)\.", r"\s(?=\p{Ll})"),
        (true, r"[.!?…][\u00BB\u201D'\)]?", r"\s+(?![,;])"),
    ];
    check(
        &list,
        &[
            "A. B. Smith saw 3. of nr. 4.",
            " See cf.",
            " ABC.",
            " No!",
            " “Yes.”",
            " Ж. Ә? ,  x",
        ],
    );
}

#[test]
fn what_refers_back_or_is_never_tried_again() {
    check(&[(true, r"(\w)\1", r"\w")], &["a bb", "c ab"]);
    check(
        &[(true, r"(?i)(?<x>[a-z]+)-\k<x>", "")],
        &["on-ON", " off-on"],
    );
    check(&[(true, r"a++a", "")], &["aaaa"]);
    check(&[(true, r"a+a", "")], &["aa", "a", "a"]);
    check(&[(true, r"(?>a|ab)c", "")], &["abcac", "x"]);
    check(&[(true, "x", r"(?>a|ab)c")], &["x", "ac xabc"]);
    // The first rule that fits: a search that fails leaves it to the next.
    check(
        &[(false, r"(\w)\1\.", r"\s"), (true, r"\.", r"\s")],
        &["aa. ab.", " bb. c"],
    );
}

#[test]
fn a_search_without_end_is_given_up_and_told() {
    let rules = rules(&[(true, r"^(?:(a|aa)+)+b\1x", "")]);
    let text = "a".repeat(5_000) + "bbx!";
    let started = std::time::Instant::now();
    assert_eq!(rules.segment(&text).concat(), text);
    assert!(rules.gave_up() && rules.gave_up_on(&text));
    // Another paragraph does not pay for it.
    assert_eq!(rules.segment("abaxc"), ["abax", "c"]);
    assert!(!rules.gave_up_on("abaxc"));
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn hostile_rules_are_bounded() {
    let text = "a".repeat(5_000) + "!";
    for pattern in [
        r"(a+)+$",
        r"(a|a)*$",
        r"(a*)*b",
        r"(?:a?){500}a{500}",
        r"(x+x+)+y",
        r"(?=(?:a+)+b)a",
        r"[ab]*a[ab]{300}",
        r"(((a{0}){1000}){1000}){1000}",
    ] {
        let started = std::time::Instant::now();
        let rules = rules(&[(true, pattern, ""), (true, "", pattern)]);
        assert_eq!(rules.segment(&text).concat(), text, "{pattern}");
        assert!(
            started.elapsed().as_secs() < 30,
            "{pattern}: {:?}",
            started.elapsed()
        );
    }
}

/// Another set of rules fits at every place: no list serves twice.
#[test]
fn what_is_held_of_a_text_is_bounded() {
    let patterns: Vec<String> = (0..20).map(|length| format!("x.{{{length}}}")).collect();
    let list: Vec<_> = patterns.iter().map(|p| (true, p.as_str(), "y")).collect();
    let rules = rules(&list);
    let mut state = 1_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005) + 1;
        if state >> 63 == 0 { 'x' } else { 'y' }
    };
    let text: String = (0..150_000).map(next).collect();
    assert_eq!(rules.segment(&text).concat(), text);
    assert!(rules.gave_up());
    assert_eq!(rules.segment("xyx"), ["x", "yx"]);
}

#[test]
fn rules_without_measure_are_refused() {
    let too_large = file(&[(true, r"((\w{1000}){1000}){1000}", "")]);
    assert_eq!(faults(&too_large), [RuleError::TooLarge(SIZE_LIMIT)]);
    let refused = Rules::of(&Locale::english(), &too_large);
    assert_eq!(refused.err(), Some(RuleError::TooLarge(SIZE_LIMIT)));
    let deep = "(".repeat(100_000);
    assert_eq!(faults(&file(&[(true, &deep, "")])).len(), 1);
    let long = "a".repeat(100_000);
    assert_eq!(faults(&file(&[(true, &long, "")])).len(), 1);
}

#[test]
fn faults_name_rule_side_and_words() {
    let mut file = file(&[(true, "a", "b"), (false, r"\.", "x[b")]);
    file.maps.push(LanguageMap {
        pattern: "(en".to_owned(),
        rules: "all".to_owned(),
        ..LanguageMap::default()
    });
    let found = faults(&file);
    assert_eq!(found.len(), 2, "{found:?}");
    let Some(RuleError::Rule {
        language: 0,
        rule: 1,
        side: Side::After,
        fault,
    }) = found.first()
    else {
        panic!("{found:?}");
    };
    assert_eq!((fault.at, &fault.reason), (3, &Reason::Unclosed));
    assert!(matches!(found.get(1), Some(RuleError::Map { map: 1, .. })));
    assert!(Rules::of(&Locale::english(), &file).is_err());
}

#[test]
fn a_language_without_a_map_has_no_rules() {
    let mut file = file(&[SENTENCES]);
    file.maps
        .iter_mut()
        .for_each(|map| map.pattern = "tr.*".to_owned());
    let rules = Rules::of(&Locale::english(), &file).expect("rules");
    assert!(rules.lists().is_empty());
    assert_eq!(rules.segment("One. Two."), ["One. Two."]);
}

/// Time grows with the length, not with its square.
#[test]
fn a_long_paragraph_takes_time_by_its_length() {
    let rules = rules(&[
        (false, r"\b(?:Mr|Dr|etc|[A-Z])\.", r"\s"),
        (false, r"(?<!\d)\d+\.", r"\s\p{Ll}"),
        (true, r"[\p{L}\p{N}]+[\p{Pe}\p{Po}]*[.?!]+", r"\s+\p{Lu}"),
    ]);
    let text = "Dr. Jin came on the 4. of May, etc. and left. Nobody saw him! ".repeat(4_000);
    let started = std::time::Instant::now();
    let segments = rules.segment(&text);
    assert_eq!(segments.len(), 8_000);
    assert_eq!(segments.concat(), text);
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
