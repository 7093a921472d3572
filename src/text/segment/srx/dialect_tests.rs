//! What each sign means, in a table.

use super::parse::parse;
use super::tests::{file, rules};
use super::*;

/// Whether an expression, as what comes before, fits the whole text.
fn fits(pattern: &str, text: &str) -> bool {
    let list = [(true, format!("^(?:{pattern})"), "(?=#)")];
    let list: Vec<(bool, &str, &str)> = list
        .iter()
        .map(|(breaks, before, after)| (*breaks, before.as_str(), *after))
        .collect();
    let whole = format!("{text}#");
    rules(&list).segment(&whole).len() == 2
}

#[track_caller]
fn check(pattern: &str, good: &[&str], bad: &[&str]) {
    for text in good {
        assert!(fits(pattern, text), "{pattern} fits {text:?}");
    }
    for text in bad {
        assert!(!fits(pattern, text), "{pattern} does not fit {text:?}");
    }
}

#[test]
fn escapes() {
    check(r"\u002E\x2e\x{2E}\056\.", &["....."], &["....x"]);
    check(r"\uD83D\uDE00\U0001F600", &["😀😀"], &[]);
    check(r"\t\n\r\f\a\e\cA", &["\t\n\r\u{c}\u{7}\u{1b}\u{1}"], &[]);
    check(r"\Qa.b*\E+", &["a.b*", "a.b***"], &["axb*", "a.b"]);
    check(r"\Q\w[\E", &["\\w["], &["a["]);
    assert!(parse(r"\Q)").is_ok());
    check(r"\{0>", &["{0>"], &[]);
    check(r"<br\d+/?>", &["<br1>", "<br12/>"], &["<br>"]);
    check(r"a}b]", &["a}b]"], &[]);
}

#[test]
fn classes_of_all_scripts() {
    check(r"\d+", &["12", "٣", "۴"], &["a", "½"]);
    check(r"\w+", &["aә", "ئۇ", "国", "a_1"], &["a b", "-"]);
    check(
        r"\s",
        &[" ", "\t", "\u{A0}", "\u{3000}", "\u{2028}"],
        &["a", "\u{200B}"],
    );
    check(r"\S\D\W", &["-- ", "+-."], &["1 a"]);
    check(r"\h+", &[" \t\u{A0}\u{3000}"], &["\n"]);
    check(r"\v", &["\n", "\u{2029}"], &[" "]);
    check(r"\H\V", &["ab"], &[" b"]);
    check(r"\R", &["\r\n", "\n", "\u{85}"], &["\n\n"]);
    check(".", &["a", "\t", "國"], &["\n", "\r", "\u{85}", "\u{2028}"]);
    check("(?s).", &["\n", "\u{85}"], &["ab"]);
    check("(?d).", &["\r"], &["\n"]);
}

#[test]
fn properties() {
    check(r"\p{Lu}\pL\P{Lu}", &["ABc", "Жжж"], &["abc"]);
    check(
        r"\p{IsUppercase}\p{Upper}\p{javaUpperCase}",
        &["AÄЖ"],
        &["aÄЖ"],
    );
    check(
        r"\p{Alpha}\p{Alnum}\p{Punct}\p{IsAlphabetic}",
        &["ә٣،ئ"],
        &["1a.a"],
    );
    check(
        r"\p{Script=Arabic}\p{IsHan}\p{sc=Cyrillic}",
        &["ئ国ж"],
        &["a国ж"],
    );
    check(r"\p{L}\p{Z}\p{Zl}", &["a \u{2028}"], &[]);
    check(r"[[:alpha:]\d[:^ascii:]]+", &["aé1،"], &["."]);
    check(
        r"\p{javaLetterOrDigit}\p{Print}\p{Graph}\p{Blank}",
        &["a b\t"],
        &["a b\n"],
    );
}

#[test]
fn sets() {
    check(r"[]a]+", &["]a"], &["b"]);
    check(r"[^]a]", &["b"], &["]", "a"]);
    check(r"[a-c[x-z]]+", &["abz"], &["d"]);
    check(r"[\p{L}&&[^a-c]]", &["d"], &["a", "1"]);
    check(r"[a-z&&[def]x]", &["e", "x"], &["a"]);
    check(r"[\p{L}--[a-c]]", &["d"], &["a"]);
    check(r"[\p{L}--\p{Lu}]", &["a"], &["A"]);
    check(r"[[a-z]-[aeiou]]", &["b"], &["a", "-"]);
    // After a character a - stands for itself.
    check(r#"["-[ab]]+"#, &["\"-ab"], &["c"]);
    check(r"[^-\p{L}]", &["."], &["-", "a"]);
    check(r"['|»\)\]\}¹²]+", &["|»)]}¹²'"], &["a"]);
    check(r"[a\-z]+", &["a-z"], &["b"]);
    check(r"[-a]+[a-]+", &["-a-a"], &["b"]);
    check(r"[\x41-\x43\u0061\Q^-\E]+", &["ABCa^-"], &["D"]);
    check(r"[\n\u2029]", &["\n"], &["n"]);
    check(r"[^\s\S]|a", &["a"], &["b"]);
}

#[test]
fn groups_and_flags() {
    check("(?i)ÄÖ(?-i)a", &["äöa"], &["äöA"]);
    check("(?:(?i)jan|feb)b", &["FEBb", "Janb"], &["FEBB"]);
    check("a(?i:b)c", &["aBc"], &["aBC"]);
    check("(?i)[a-c]+[^d]", &["ABce"], &["abD"]);
    check("(?i)[^a]", &["b"], &["A"]);
    check("(?iu)σ", &["ς", "Σ"], &["s"]);
    check("(?x) a  b # a remark\n c", &["abc"], &["a b"]);
    check("a(?#a remark)b", &["ab"], &[]);
    check("(?<word>a|b)c", &["bc"], &["c"]);
    check("a|b|", &["a", "b"], &["c"]);
    check("(?U)a+b", &["aab"], &[]);
}

#[test]
fn repetitions() {
    check("a{2}b{1,}c{0,2}", &["aab", "aabbcc"], &["ab", "aabccc"]);
    check("a?b*c+d??e*?f+?", &["cf", "abcdef"], &["abd"]);
    check("(ab){2,3}", &["abab", "ababab"], &["ab", "abababab"]);
    check("(a*)*b", &["b", "aab"], &["a"]);
    check("(a{0}){3}b", &["b"], &["ab"]);
    check("^*a", &["a"], &[]);
}

#[test]
fn places() {
    let text = |list: &[(bool, &str, &str)], text: &str| {
        rules(list)
            .segment(text)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(text(&[(true, "a", "$")], "aba\n"), ["aba", "\n"]);
    assert_eq!(text(&[(true, "a", "$")], "aba\r\n"), ["aba", "\r\n"]);
    assert_eq!(text(&[(true, r"\r", "$")], "a\r\n"), ["a\r\n"]);
    assert_eq!(text(&[(true, "a", r"\z")], "aba\n"), ["aba\n"]);
    assert_eq!(text(&[(true, "a", r"\Z")], "a\na\n"), ["a\na", "\n"]);
    assert_eq!(
        text(&[(true, "(?m)a$", "")], "a\na\u{2028}ab"),
        ["a", "\na", "\u{2028}ab"]
    );
    assert_eq!(
        text(&[(true, "", "(?m)^a")], "a\na\r\nb\ra"),
        ["a\n", "a\r\nb\r", "a"]
    );
    assert_eq!(text(&[(true, "(?m)^", "")], "\r\n\n"), ["\r\n", "\n"]);
    assert_eq!(
        text(&[(true, r"^\s*[0-9]+\.", "")], " 1. 2."),
        [" 1.", " 2."]
    );
    assert_eq!(text(&[(true, r"\b", "")], "ab ә،"), ["ab", " ", "ә", "،"]);
    assert_eq!(text(&[(true, r"\B", "")], "ab,."), ["a", "b,", "."]);
    assert_eq!(text(&[(true, r"\A.", "")], "ab"), ["a", "b"]);
}

#[test]
fn what_cannot_be_obeyed_is_refused_at_its_place() {
    for (pattern, at, reason) in [
        ("a(b", 3, Reason::Unclosed),
        ("a)b", 1, Reason::Unopened),
        ("*a", 0, Reason::NothingToRepeat),
        ("a**", 2, Reason::NothingToRepeat),
        ("a{2}{3}", 4, Reason::NothingToRepeat),
        ("a{x}", 1, Reason::Repetition),
        ("a{3,2}", 1, Reason::Repetition),
        ("a{1001}", 1, Reason::Repetition),
        ("[b-a]", 1, Reason::Range),
        (r"[a-\d]", 1, Reason::Range),
        ("[a", 2, Reason::Unclosed),
        ("[a--b]", 2, Reason::Ambiguous),
        (r"(?x)[a b]", 6, Reason::Ambiguous),
        (r"a\y", 1, Reason::UnknownEscape),
        (r"a\", 2, Reason::Unclosed),
        (r"\x{110000}", 0, Reason::NoCharacter),
        (r"\uD800", 0, Reason::NoCharacter),
        (r"a\p{Nonsense}", 1, Reason::UnknownProperty),
        (r"(?y)a", 2, Reason::UnknownFlag),
        (r"(?P<a>b)", 2, Reason::UnknownGroup),
        (r"(?(1)a)", 2, Reason::UnknownGroup),
        (r"(a)\2", 0, Reason::NoSuchGroup),
        (r"\k<a>", 0, Reason::NoSuchGroup),
    ] {
        let fault = parse(pattern).expect_err(pattern);
        assert_eq!((fault.at, fault.reason), (at, reason), "{pattern}");
    }
    for pattern in [
        r"\G",
        r"\X",
        r"\N{SPACE}",
        r"\b{g}",
        r"\p{InGreek}",
        "(?w)a",
        r"(?=(a)\1)b",
        r"(?<!a++)b",
        r"(?=(a))\1",
    ] {
        let found = faults(&file(&[(true, pattern, "")]));
        let Some(RuleError::Rule { fault, .. }) = found.first() else {
            panic!("{pattern} is accepted");
        };
        assert!(
            matches!(fault.reason, Reason::Unsupported(_)),
            "{pattern}: {fault:?}"
        );
    }
}
