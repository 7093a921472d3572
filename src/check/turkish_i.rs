//! `check::turkish-i`: the two letters i of Turkish.

use std::collections::BTreeSet;

use crate::diag::{Findings, Severity};
use crate::model::Locale;
use crate::text::token::words;

use super::pair::Tongue;
use super::scan::folded;
use super::{About, Check, Pair};

pub(super) struct TurkishI;

const ABOUT: About = About {
    code: "check::turkish-i",
    severity: Severity::Error,
    what: "I for İ, ı for i or the reverse, and i with a combining dot (U+0307), which programs make that know no Turkish.",
    why: "They are two letters. A word with the wrong one is misspelt, sometimes another word, and no search finds it.",
};

/// Beginnings of words with i (folded), written with İ as a capital.
const DOTTED: &str = "\
    istanbul insan islam ingiliz ingiltere iran israil italya ispanya isveç isviçre izmir iskoç \
    iskan irlanda ikinci ilçe ilgili için iddia ifade ihlal ihtiyaç ikna iktidar ilişki imza inanç \
    inceleme intihar ipek isim istihbarat istifa isyan işaret işçi işgal işkence izin izle istiyor \
    içişleri idare idam ihracat ilan";

/// Beginnings of words with ı (folded), written with I as a capital.
const DOTLESS: &str = "ırak ıraklı ısparta ığdır ışık ırkçı ırksal ıslah ısrar ırmak ıslak";

impl Check for TurkishI {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if pair.tongue() != Tongue::Turkish {
            return;
        }
        let text = pair.target_text();
        if let Some(word) = text
            .split_whitespace()
            .find(|word| word.contains("i\u{307}"))
        {
            let message = "this i has a dot of its own and another one (U+0307) on top";
            findings.push(
                pair.fault(&ABOUT, message)
                    .words(&word.replace('\u{307}', "")),
            );
        }
        let source: BTreeSet<String> = words(pair.source_text()).map(head).collect();
        let wrong = words(text).find(|word| {
            !source.contains(&head(word))
                && (is_listed(word, pair.locale()) || breaks_harmony(word, pair.locale()))
        });
        if let Some(word) = wrong {
            let message = "this word has the wrong one of the two letters i";
            // Compounds and family names may break the harmony with good reason.
            let weight = if is_listed(word, pair.locale()) {
                Severity::Error
            } else {
                Severity::Warning
            };
            findings.push(pair.weighed(&ABOUT, weight, message).words(word));
        }
    }
}

/// The beginning of a word, by which a name of the source is known.
fn head(word: &str) -> String {
    word.chars().take(4).collect()
}

/// Whether the first letter is the wrong i of a word we know.
fn is_listed(word: &str, turkish: &Locale) -> bool {
    let mut rest = word.chars();
    let (list, right) = match rest.next() {
        Some('I' | 'ı') => (DOTTED, 'i'),
        Some('İ' | 'i') => (DOTLESS, 'ı'),
        _ => return false,
    };
    let other: String = std::iter::once(right)
        .chain(folded(rest.as_str(), turkish).chars())
        .collect();
    // All in capitals, the letters behind are of no help either.
    list.split_whitespace()
        .any(|known| other.starts_with(known))
}

/// A dotless letter right after a syllable with e, i, ö or ü, in a word without
/// foreign letters: rare in words and before no ending of Turkish.
fn breaks_harmony(word: &str, turkish: &Locale) -> bool {
    let folded = folded(word, turkish);
    if folded.chars().any(|c| !is_turkish(c)) {
        return false;
    }
    // A century is made of two words; an acronym (IŞİD) is no word.
    if folded.contains("yüzyıl")
        || (word.chars().count() <= 5 && word.chars().all(char::is_uppercase))
    {
        return false;
    }
    let vowels: Vec<char> = folded.chars().filter(|c| "aeıioöuü".contains(*c)).collect();
    let bare =
        super::scan::with_neighbours(&folded).any(|(before, c, _)| c == 'ı' && before.is_none());
    vowels.windows(2).enumerate().any(|(at, pair)| match pair {
        ['e' | 'ö' | 'ü', 'ı'] => true,
        // At the start, I for İ: İkili, not Ikili.
        ['ı', 'e' | 'i' | 'ö' | 'ü'] => at == 0 && bare,
        _ => false,
    })
}

fn is_turkish(c: char) -> bool {
    "abcçdefgğhıijklmnoöprsştuüvyzâîû".contains(c)
}
