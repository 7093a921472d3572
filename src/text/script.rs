//! Whether a text is in the script its locale says.
//!
//! A translation in the wrong script is worse than none: one mis-tagged file
//! fills a memory with it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::model::Locale;

use super::token::words;

/// Characters that only Simplified texts use, sorted: those of GB 2312 that Big5
/// lacks and that simplify one of Big5, with eighteen that Big5 has as rare
/// characters of other meaning. Characters that both kinds use (后, 里, 台) are in
/// neither list.
static SIMPLIFIED: LazyLock<BTreeSet<char>> =
    LazyLock::new(|| set(include_str!("script/hans.txt")));

/// Characters that only Traditional texts use: those of Big5 that GB 2312 lacks
/// and that have a simplified form there.
static TRADITIONAL: LazyLock<BTreeSet<char>> =
    LazyLock::new(|| set(include_str!("script/hant.txt")));

fn set(table: &str) -> BTreeSet<char> {
    table.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether only Simplified Chinese writes this character.
pub fn is_simplified_only(c: char) -> bool {
    SIMPLIFIED.contains(&c)
}

/// Whether only Traditional Chinese writes this character.
pub fn is_traditional_only(c: char) -> bool {
    TRADITIONAL.contains(&c)
}

/// What was found wrong with the script of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Fewer than 60 % of the letters are of the script: the share in per cent.
    OtherScript(u8),
    /// Chinese of the other kind: characters that the locale does not use.
    OtherChinese(String),
}

/// So many letters of another script are more than an acronym.
const STRANGE_LETTERS: u64 = 5;

/// Looks at the letters of a translation. Words that the source has too (names,
/// acronyms) do not count; a text without letters has no fault.
///
/// The bound of 60 % is that of `docs/formats.md`, digits and punctuation.
pub fn fault(target: &str, source: &str, locale: &Locale) -> Option<Fault> {
    let borrowed: BTreeSet<&str> = words(source).collect();
    let mut letters = 0_u64;
    let mut right = 0_u64;
    for word in words(target).filter(|word| !borrowed.contains(word)) {
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            letters += 1;
            right += u64::from(belongs(c, locale.script()));
        }
    }
    // "BM" may be the whole translation of "UN", but not that of a sentence.
    let acronym = letters - right < STRANGE_LETTERS && (right > 0 || words(source).count() <= 3);
    if letters > 0 && !acronym && right * 100 < letters * 60 {
        let share = u8::try_from(right * 100 / letters).unwrap_or(0);
        return Some(Fault::OtherScript(share));
    }
    other_chinese(target, source, locale).map(Fault::OtherChinese)
}

fn belongs(c: char, script: &str) -> bool {
    let wanted: &[Script] = match script {
        "Arab" => &[Script::Arabic],
        "Cyrl" => &[Script::Cyrillic],
        "Latn" => &[Script::Latin],
        "Hans" | "Hant" => &[Script::Han],
        // A script we have no table for is not judged.
        _ => return true,
    };
    let script = CodePointMapData::<Script>::new().get(c);
    wanted.contains(&script) || matches!(script, Script::Inherited | Script::Common)
}

/// Characters of the other Chinese, when the text has at least two kinds of
/// them and more than of its own. One alone may be a name or a quotation.
fn other_chinese(target: &str, source: &str, locale: &Locale) -> Option<String> {
    let (own, other) = match locale.script() {
        "Hans" => (&SIMPLIFIED, &TRADITIONAL),
        "Hant" => (&TRADITIONAL, &SIMPLIFIED),
        _ => return None,
    };
    let mut strange = BTreeSet::new();
    let mut at_home = BTreeSet::new();
    for c in target.chars().filter(|c| !source.contains(*c)) {
        if other.contains(&c) {
            strange.insert(c);
        } else if own.contains(&c) {
            at_home.insert(c);
        }
    }
    (strange.len() >= 2 && strange.len() > at_home.len()).then(|| strange.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, target: &str, source: &str, wrong: bool) {
        let locale: Locale = tag.parse().expect("a tag of the test");
        assert_eq!(fault(target, source, &locale).is_some(), wrong, "{target}");
    }

    #[test]
    fn wrong_scripts_are_seen() {
        check("ug", "Bu bir cümle.", "This is a sentence.", true);
        check("kk", "بۇ بىر جۈملە", "This is a sentence.", true);
        check("tr", "Бұл сөйлем.", "This is a sentence.", true);
        check("zh-Hans", "Bu bir cümle.", "This is a sentence.", true);
        check("zh-Hans", "這個國家的問題", "This country’s problem", true);
        check("zh-Hant", "这个国家的问题", "This country’s problem", true);
    }

    #[test]
    fn right_scripts_and_borrowed_names_pass() {
        check("ug", "ئامنېستى OHCHR", "Amnesty OHCHR", false);
        check(
            "ug",
            "Amnesty International",
            "Amnesty International",
            false,
        );
        check("ug", "2022", "2022", false);
        check("ug", "BM (OHCHR)", "UN (OHCHR)", false);
        check("ug", "TEST", "No one shall be subjected to torture.", true);
        check("zh-Hans", "联合国人权事务高级专员办事处", "OHCHR", false);
        check("zh-Hant", "聯合國人權事務高級專員辦事處", "OHCHR", false);
        check("kk", "Қазақстан", "Kazakhstan", false);
    }

    #[test]
    fn no_character_stands_on_both_sides() {
        let both: Vec<char> = SIMPLIFIED.intersection(&TRADITIONAL).copied().collect();
        assert!(both.is_empty(), "{both:?}");
        assert!(SIMPLIFIED.len() > 2_000 && TRADITIONAL.len() > 2_000);
    }
}
