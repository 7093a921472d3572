//! Whether a language tag has the form of BCP 47 (RFC 5646, section 2.1).

/// Tags that were registered before the form was agreed; all others of the
/// kind fit the form by themselves.
const IRREGULAR: [&str; 17] = [
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// Whether a tag is well-formed: nothing is said of whether it is registered.
pub(super) fn is_well_formed(tag: &str) -> bool {
    if IRREGULAR
        .iter()
        .any(|known| known.eq_ignore_ascii_case(tag))
    {
        return true;
    }
    let parts: Vec<&str> = tag.split('-').collect();
    let alphanumeric = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if !parts.iter().all(alphanumeric) {
        return false;
    }
    let mut rest = parts.as_slice();
    if !rest.first().is_some_and(|first| is_private(first)) {
        let Some((language, after)) = rest.split_first() else {
            return false;
        };
        if !is_letters(language, 2..=8) {
            return false;
        }
        rest = after;
        if language.len() <= 3 {
            rest = skip(rest, 3, |part| is_letters(part, 3..=3));
        }
        rest = skip(rest, 1, |part| is_letters(part, 4..=4));
        rest = skip(rest, 1, is_region);
        rest = skip(rest, usize::MAX, is_variant);
        return extensions(rest);
    }
    rest.len() > 1
}

/// Whether two tags are the same: letters count without case.
pub(super) fn are_equal(left: &str, right: &str) -> bool {
    left.trim().eq_ignore_ascii_case(right.trim())
}

fn skip<'a, 's>(mut parts: &'a [&'s str], most: usize, is: impl Fn(&str) -> bool) -> &'a [&'s str] {
    let mut taken = 0;
    while let Some((first, rest)) = parts.split_first() {
        if taken >= most || !is(first) {
            break;
        }
        parts = rest;
        taken += 1;
    }
    parts
}

/// Extensions (a single letter or figure and what belongs to it), each letter
/// once, then private use.
fn extensions(mut parts: &[&str]) -> bool {
    let mut seen: Vec<u8> = Vec::new();
    while let Some((first, rest)) = parts.split_first() {
        if is_private(first) {
            return !rest.is_empty();
        }
        let [letter] = first.as_bytes() else {
            return false;
        };
        let letter = letter.to_ascii_lowercase();
        let after = skip(rest, usize::MAX, |part| part.len() >= 2);
        if seen.contains(&letter) || after.len() == rest.len() {
            return false;
        }
        seen.push(letter);
        parts = after;
    }
    true
}

fn is_private(part: &str) -> bool {
    part.eq_ignore_ascii_case("x")
}

fn is_letters(part: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    is_letters(part, 2..=2) || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    part.len() >= 5 || (part.len() == 4 && part.bytes().next().is_some_and(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_of_bcp_47() {
        for tag in [
            "en",
            "ug",
            "zh-Hans",
            "zh-cmn-Hans-CN",
            "es-419",
            "kk-Arab-CN",
            "sl-rozaj-biske",
            "de-CH-1901",
            "en-a-bbb-x-a-ccc",
            "x-whatever",
            "i-klingon",
            "EN-gb-OED",
            "art-lojban",
            "ug-u-co-standard",
            "qaa-Qaaa-QM-x-southern",
        ] {
            assert!(is_well_formed(tag), "{tag}");
        }
        for tag in [
            "",
            "f r",
            "e",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "123",
            "englishlanguage",
            "x",
            "en-x",
            "en-a",
            "en-a-bb-a-cc",
            "en-u",
            "de-419-DE",
            "a-DE",
            "ar-a-aaa-b-bbb-a-ccc",
            "zh-Hans-Hans",
        ] {
            assert!(!is_well_formed(tag), "{tag}");
        }
        assert!(are_equal("zh-hans", "zh-Hans") && !are_equal("en", "en-GB"));
    }
}
