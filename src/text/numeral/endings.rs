//! Endings behind a number or a name, as patterns.
//!
//! A capital letter of a pattern is a sound that depends on what stands before; one in
//! parentheses stands only where it keeps two vowels or two consonants apart.

use std::collections::BTreeSet;

use super::letters::sound;
use super::{End, Spoken, Tongue};
use crate::model::Locale;

/// The cases that every one of the three languages has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// Whom, what.
    Accusative,
    /// To whom, where to.
    Dative,
    /// Where, when.
    Locative,
    /// Where from, since when.
    Ablative,
    /// Whose.
    Genitive,
}

impl Case {
    /// All of them.
    pub const ALL: [Case; 5] = [
        Case::Accusative,
        Case::Dative,
        Case::Locative,
        Case::Ablative,
        Case::Genitive,
    ];
}

/// What stands between a number or name and its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joint {
    /// An apostrophe, a hyphen, or nothing at all.
    Sign,
    /// A space: Uyghur endings, and particles that are words of their own.
    Space,
}

/// Why an ending cannot be carried over to another number or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// The ending is not one that the rules give to what it stands behind.
    #[error("the ending is not the one that the rules expect there")]
    Unexpected,
    /// It may be one of two endings, which are written differently behind the other.
    #[error("the ending may mean two things, which differ behind the other word")]
    Ambiguous,
}

/// In the order of [`Case::ALL`].
const TURKISH_CASES: [&str; 5] = ["(y)I", "(y)A", "DA", "DAn", "(n)In"];
const KAZAKH_CASES: [&str; 5] = ["BI", "GA", "DA", "EAн", "NIң"];
const UYGHUR_CASES: [&str; 5] = ["نى", "GA", "DA", "Dىن", "نىڭ"];

/// Possessive, plural, instrumental, the time or place of something, -lik, ordinals,
/// copulas: what press texts hang on numbers and names.
#[rustfmt::skip]
const TURKISH: [&str; 37] = [
    "(y)lA", "DAki", "DAkiler", "DAkilerin", "DAkine", "DAkinden",
    "(s)I", "(s)InI", "(s)InA", "(s)IndA", "(s)IndAn", "(s)InIn", "(s)IylA", "(s)IndAki",
    "lAr", "lArI", "lArA", "lArdA", "lArdAn", "lArIn", "lArlA", "lArdAki",
    "lArInI", "lArInA", "lArIndA", "lArIndAn", "lArInIn",
    "lI", "lIk", "sIz", "(I)ncI", "(I)ncIsI", "(ş)Ar",
    "DIr", "(y)DI", "(y)mIş", "CA",
];

#[rustfmt::skip]
const KAZAKH: [&str; 10] = [
    "Mен", "DAGI", "шI", "Dай",
    "(с)I", "(с)Iн", "(с)IнA", "(с)IндA", "(с)IнAн", "(с)IнIң",
];

const UYGHUR: [&str; 2] = ["Dىكى", "Gىچە"];

/// Particles and “with”, which are words of their own and follow all the same.
const TURKISH_PARTICLES: [&str; 2] = ["dA", "mI"];
const KAZAKH_PARTICLES: [&str; 2] = ["Mен", "DA"];

/// The ending of a case as it is written behind what is spoken so; none for a language
/// whose endings are not known.
pub fn ending(spoken: Spoken, case: Case, locale: &Locale) -> Option<String> {
    let tongue = Tongue::of(locale)?;
    let cases = match tongue {
        Tongue::Turkish => TURKISH_CASES,
        Tongue::Kazakh => KAZAKH_CASES,
        Tongue::Uyghur => UYGHUR_CASES,
    };
    let at = Case::ALL.iter().position(|one| *one == case)?;
    written(cases.get(at)?, spoken, tongue)
}

/// An ending that stands behind `from` as it is written behind `to`.
///
/// # Errors
/// [`Doubt`], if the rules would not have written it so behind `from`, or if it may be
/// two endings that differ behind `to`: `3'ü` is accusative and possessive.
pub fn carried(
    ending: &str,
    from: Spoken,
    to: Spoken,
    joint: Joint,
    locale: &Locale,
) -> Result<String, Doubt> {
    let tongue = Tongue::of(locale).ok_or(Doubt::Unexpected)?;
    let mut found: BTreeSet<String> = BTreeSet::new();
    for pattern in patterns(tongue, joint) {
        if written(pattern, from, tongue).is_some_and(|one| one == ending) {
            found.extend(written(pattern, to, tongue));
        }
    }
    match (found.pop_first(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(Doubt::Ambiguous),
        (None, _) => Err(Doubt::Unexpected),
    }
}

/// Whether a word behind a space may be an ending or a particle, behind whatever word.
pub fn is_ending(word: &str, joint: Joint, locale: &Locale) -> bool {
    let Some(tongue) = Tongue::of(locale) else {
        return false;
    };
    let ends = [
        End::Vowel,
        End::Nasal,
        End::Sonorant,
        End::Voiced,
        End::Voiceless,
    ];
    let all = ends.into_iter().flat_map(|end| {
        [(false, false), (false, true), (true, false), (true, true)].map(|(front, rounded)| {
            Spoken {
                front,
                rounded,
                end,
            }
        })
    });
    all.into_iter().any(|spoken| {
        patterns(tongue, joint)
            .any(|pattern| written(pattern, spoken, tongue).is_some_and(|one| one == word))
    })
}

fn patterns(tongue: Tongue, joint: Joint) -> impl Iterator<Item = &'static str> {
    let (first, second): (&[&str], &[&str]) = match (tongue, joint) {
        (Tongue::Turkish, Joint::Sign) => (&TURKISH_CASES, &TURKISH),
        (Tongue::Turkish, Joint::Space) => (&TURKISH_PARTICLES, &[]),
        (Tongue::Kazakh, Joint::Sign) => (&KAZAKH_CASES, &KAZAKH),
        (Tongue::Kazakh, Joint::Space) => (&KAZAKH_PARTICLES, &[]),
        (Tongue::Uyghur, _) => (&UYGHUR_CASES, &UYGHUR),
    };
    first.iter().chain(second).copied()
}

/// A pattern in letters.
fn written(pattern: &str, mut spoken: Spoken, tongue: Tongue) -> Option<String> {
    let mut text = String::new();
    let mut buffer = false;
    for c in pattern.chars() {
        match c {
            '(' => buffer = true,
            ')' => buffer = false,
            _ => {
                let vowel = matches!(c, 'A' | 'I');
                let apart = vowel != (spoken.end == End::Vowel);
                if buffer && !apart {
                    continue;
                }
                let letter = chosen(c, spoken, tongue);
                spoken = spoken.then(sound(letter, tongue)?);
                text.push(letter);
            }
        }
    }
    Some(text)
}

/// The letter that a sound of a pattern is written with.
fn chosen(c: char, spoken: Spoken, tongue: Tongue) -> char {
    let Spoken {
        front,
        rounded,
        end,
    } = spoken;
    let side = |back, fronted| if front { fronted } else { back };
    let voice = |voiced, voiceless| match end {
        End::Voiceless => voiceless,
        _ => voiced,
    };
    match (tongue, c) {
        (Tongue::Turkish, 'A') => side('a', 'e'),
        (Tongue::Turkish, 'I') if rounded => side('u', 'ü'),
        (Tongue::Turkish, 'I') => side('ı', 'i'),
        (Tongue::Turkish, 'D') => voice('d', 't'),
        (Tongue::Turkish, 'C') => voice('c', 'ç'),
        (Tongue::Kazakh, 'A') => side('а', 'е'),
        (Tongue::Kazakh, 'I') => side('ы', 'і'),
        (Tongue::Kazakh, 'D') => voice('д', 'т'),
        (Tongue::Kazakh, 'G') => voice(side('ғ', 'г'), side('қ', 'к')),
        (Tongue::Kazakh, 'N') if matches!(end, End::Vowel | End::Nasal) => 'н',
        (Tongue::Kazakh, 'B') if end == End::Vowel => 'н',
        (Tongue::Kazakh, 'E') if end == End::Nasal => 'н',
        (Tongue::Kazakh, 'N' | 'B' | 'E') => voice('д', 'т'),
        (Tongue::Kazakh, 'M') if end == End::Voiced => 'б',
        (Tongue::Kazakh, 'M') => voice('м', 'п'),
        (Tongue::Uyghur, 'A') => side('ا', 'ە'),
        (Tongue::Uyghur, 'D') => voice('د', 'ت'),
        (Tongue::Uyghur, 'G') => voice(side('غ', 'گ'), side('ق', 'ك')),
        _ => c,
    }
}
