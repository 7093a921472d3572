//! What English words beside a number, a date or a name would have to change with it.

use crate::model::Locale;

use super::Refusal;
use super::difference::{Change, Thing};
use super::figure::Amount;
use super::place::Spot;
use super::tokens::{Kind, Token};

/// Whether the words beside a spot of an English translation stay as they are.
///
/// # Errors
/// [`Refusal::Ending`] if one of the two is 1 (one camp was, two camps were), or if the
/// article before it would be another (an 8, a 9) or nobody can tell.
pub(super) fn check(
    change: &Change,
    spot: &Spot,
    tokens: &[Token<'_>],
    locale: &Locale,
) -> Result<(), Refusal> {
    if locale.language() != "en" {
        return Ok(());
    }
    let counts_one = is_one(&change.old) != is_one(&change.new);
    let stays = || match (&change.old, &change.new) {
        // A letter is read in many ways: Europe, Uganda.
        (Thing::Name(old), Thing::Name(new)) => initial(old) == initial(new),
        (old, new) => {
            let old = begins_with_vowel(old, locale);
            old.is_some() && old == begins_with_vowel(new, locale)
        }
    };
    if counts_one || (has_article(spot, tokens) && !stays()) {
        return Err(Refusal::Ending);
    }
    Ok(())
}

fn is_one(thing: &Thing) -> bool {
    matches!(thing, Thing::Number(amount) if amount.whole == "1" && amount.fraction.is_empty())
}

fn initial(words: &[String]) -> Option<char> {
    words.first()?.chars().next()
}

/// Whether an article stands before a spot, with signs between them or not: an $8 fine.
fn has_article(spot: &Spot, tokens: &[Token<'_>]) -> bool {
    let before = tokens.get(..spot.tokens.start).unwrap_or_default();
    let is_sign = |token: &&Token<'_>| token.kind == Kind::Mark || token.is_code();
    let word = before.iter().rev().find(|token| !is_sign(token));
    word.is_some_and(|word| matches!(word.text, "a" | "an" | "A" | "An" | "AN"))
}

/// Whether a thing begins with a vowel where it is spoken; none if nobody can tell.
fn begins_with_vowel(thing: &Thing, locale: &Locale) -> Option<bool> {
    match thing {
        Thing::Number(amount) => number_begins_with_vowel(amount),
        // The empty text asks for small letters.
        Thing::Date(date) => date
            .name("", locale)
            .map(|name| name.starts_with(['a', 'o'])),
        Thing::Name(_) => None,
    }
}

/// Eight, eighty, eight hundred, eleven and eighteen do, alone or before thousands and
/// millions. 1100 and 1848 are read in hundreds or in thousands.
fn number_begins_with_vowel(amount: &Amount) -> Option<bool> {
    let digits = amount.whole.as_str();
    let teen = digits.starts_with("11") || digits.starts_with("18");
    if teen && digits.len() == 4 {
        return None;
    }
    let leads = digits.len() % 3 == 2;
    Some(digits.starts_with('8') || (teen && leads))
}
