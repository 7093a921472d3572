//! Classes of inflection that do not fit their words.

use crate::diag::{Finding, Findings};
use crate::model::inflection::Class;
use crate::model::{Locale, Term};

use super::Rows;

/// A class that the letters of the term contradict; classes where the language
/// has none.
pub(super) fn rule(rows: &Rows<'_>, findings: &mut Findings) {
    for row in rows
        .values()
        .flatten()
        .filter(|row| !row.term.text.is_empty())
    {
        let finding = match fault(row.term) {
            Some((message, true)) => Finding::warning("glossary::class", message),
            Some((message, false)) => Finding::note("glossary::class", message),
            None => continue,
        };
        findings.push(row.finding(finding));
    }
}

/// What does not fit, and whether a search would go wrong because of it.
fn fault(term: &Term) -> Option<(&'static str, bool)> {
    if matches!(term.locale.language(), "en" | "zh") {
        let told = !term.inflection_words.is_empty();
        return told.then_some((
            "this language takes no word in the column inflection",
            false,
        ));
    }
    match term.inflection.class {
        Class::Izafet if ends_in_possessive(&term.text, &term.locale) == Some(false) => Some((
            "izafet: the last word does not end in a possessive of the third person",
            true,
        )),
        Class::Acronym if is_capitals(&term.text) == Some(false) => {
            Some(("acronym: the term is not in capitals", true))
        }
        Class::Simple if is_capitals(&term.text) == Some(true) => {
            Some(("the term is in capitals: is it an acronym?", true))
        }
        _ => None,
    }
}

/// Whether the last letter can be that of a possessive: kampı, лагері, لاگېرى.
/// None for languages whose possessives are not known here.
fn ends_in_possessive(text: &str, locale: &Locale) -> Option<bool> {
    let letters: &[char] = match (locale.language(), locale.script()) {
        ("tr", _) => &['ı', 'i', 'u', 'ü', 'I', 'İ', 'U', 'Ü'],
        ("kk", "Cyrl") => &['ы', 'і', 'Ы', 'І'],
        ("kk" | "ug", "Arab") => &['ى', 'ي'],
        _ => return None,
    };
    text.chars()
        .rfind(|c| c.is_alphabetic())
        .map(|last| letters.contains(&last))
}

/// Whether a single word of at least two letters has capitals only. None where
/// the script has no capitals.
fn is_capitals(text: &str) -> Option<bool> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let cased = letters.iter().any(|c| c.is_uppercase() || c.is_lowercase());
    let all = letters.len() > 1 && !text.contains(' ') && letters.iter().all(|c| c.is_uppercase());
    cased.then_some(all)
}
