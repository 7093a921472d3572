//! What two sources differ in.

use std::collections::BTreeSet;

use crate::model::Locale;

use super::Refusal;
use super::calendar::Date;
use super::figure::Amount;
use super::names;
use super::tokens::{Kind, Token};

/// Something that may be exchanged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// A number.
    Number(Amount),
    /// A month or day of the week by name.
    Date(Date),
    /// The words of a name.
    Name(Vec<String>),
}

impl Thing {
    /// Whether the two are one for a reader: 1,000 is 1000.
    pub(super) fn same(&self, other: &Thing) -> bool {
        match (self, other) {
            (Thing::Number(one), Thing::Number(other)) => one.same(other),
            (one, other) => one == other,
        }
    }
}

/// One thing of the old source, and what stands in its place in the new one.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) old: Thing,
    pub(super) new: Thing,
    /// How often the old source has it, always with this change.
    pub(super) times: usize,
}

/// A part of a source.
enum Element<'t, 'a> {
    /// A number with what makes an ordinal of it (st, nd, rd, th).
    Number(&'t Amount, &'a str),
    Date(Date),
    Plain(&'t Token<'a>),
}

/// What has to be exchanged to make the new source of the old one.
pub(super) fn changes(
    old: &[Token<'_>],
    new: &[Token<'_>],
    locale: &Locale,
) -> Result<Vec<Change>, Refusal> {
    let (old, new) = (elements(old, locale), elements(new, locale));
    let mut pairs: Vec<(Thing, Thing)> = Vec::new();
    let mut kept: BTreeSet<&str> = BTreeSet::new();
    let (mut left, mut right) = (old.as_slice(), new.as_slice());
    let mut begins = true;
    while let (Some(one), Some(other)) = (left.first(), right.first()) {
        let mut taken = (1, 1);
        match (one, other) {
            (Element::Plain(was), Element::Plain(is))
                if was.kind == is.kind && was.text == is.text =>
            {
                kept.insert(was.text);
            }
            (Element::Plain(was), Element::Plain(is)) if was.is_capital() && is.is_capital() => {
                let (was, is) = (run(left), run(right));
                names::check(&was, &is, begins)?;
                taken = (was.len(), is.len());
                pairs.push((named(&was), named(&is)));
            }
            (one, other) => pairs.push(pair(one, other)?),
        }
        begins = ends_sentence(one) || (begins && is_mark(one));
        left = left.get(taken.0..).unwrap_or_default();
        right = right.get(taken.1..).unwrap_or_default();
    }
    if !left.is_empty() || !right.is_empty() {
        return Err(Refusal::Words);
    }
    settled(pairs, &kept)
}

/// Two numbers, two months or two days of the week.
fn pair(one: &Element<'_, '_>, other: &Element<'_, '_>) -> Result<(Thing, Thing), Refusal> {
    match (one, other) {
        // 1st and 2nd are both ordinals; 1 and 2nd are not the same kind of thing.
        (Element::Number(was, end), Element::Number(is, new_end))
            if end.is_empty() == new_end.is_empty() =>
        {
            let [was, is] = [*was, *is].map(|amount| Thing::Number(amount.clone()));
            Ok((was, is))
        }
        (Element::Date(was @ Date::Month(_)), Element::Date(is @ Date::Month(_)))
        | (Element::Date(was @ Date::Weekday(_)), Element::Date(is @ Date::Weekday(_))) => {
            Ok((Thing::Date(*was), Thing::Date(*is)))
        }
        _ => Err(Refusal::Words),
    }
}

/// Each thing with its one change; what stays is left out.
fn settled(pairs: Vec<(Thing, Thing)>, kept: &BTreeSet<&str>) -> Result<Vec<Change>, Refusal> {
    let mut found: Vec<Change> = Vec::new();
    for (old, new) in pairs {
        match found.iter_mut().find(|change| change.old.same(&old)) {
            Some(change) if change.new.same(&new) => change.times += 1,
            Some(_) => return Err(Refusal::Ambiguous),
            None => found.push(Change { old, new, times: 1 }),
        }
    }
    found.retain(|change| !change.old.same(&change.new));
    for change in &found {
        if let Thing::Name(words) = &change.old
            && words.iter().any(|word| kept.contains(word.as_str()))
        {
            return Err(Refusal::Ambiguous);
        }
    }
    match found.is_empty() {
        true => Err(Refusal::Nothing),
        false => Ok(found),
    }
}

/// The words of a name: capitals side by side.
fn run<'e, 'a>(elements: &'e [Element<'e, 'a>]) -> Vec<&'e Token<'a>> {
    let mut found: Vec<&Token<'_>> = Vec::new();
    for element in elements {
        match element {
            Element::Plain(token) if token.is_capital() && (found.is_empty() || token.spaced) => {
                found.push(token);
            }
            _ => break,
        }
    }
    found
}

fn named(words: &[&Token<'_>]) -> Thing {
    Thing::Name(words.iter().map(|word| word.text.to_owned()).collect())
}

fn ends_sentence(element: &Element<'_, '_>) -> bool {
    matches!(element, Element::Plain(token) if matches!(token.text, "." | "!" | "?" | ":" | "…"))
}

fn is_mark(element: &Element<'_, '_>) -> bool {
    matches!(element, Element::Plain(token) if !token.is_word())
}

/// A source as elements. A number that nobody can read is plain text.
fn elements<'t, 'a>(tokens: &'t [Token<'a>], locale: &Locale) -> Vec<Element<'t, 'a>> {
    let is_english = locale.language() == "en";
    let mut found = Vec::new();
    let mut skip = false;
    for (at, token) in tokens.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = tokens.get(at + 1);
        found.push(match &token.kind {
            Kind::Number(Some(amount)) => {
                let ordinal = next.filter(|next| {
                    is_english && !next.spaced && matches!(next.text, "st" | "nd" | "rd" | "th")
                });
                skip = ordinal.is_some();
                Element::Number(amount, ordinal.map_or("", |token| token.text))
            }
            Kind::Word => match date(tokens, at, locale) {
                Some(date) => Element::Date(date),
                None => Element::Plain(token),
            },
            _ => Element::Plain(token),
        });
    }
    found
}

/// The date word at a place. May and March are words too: without a number beside them
/// nobody can tell.
fn date(tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<Date> {
    let token = tokens.get(at)?;
    let (date, name) = Date::begins(token.text, locale)?;
    if name.len() != token.text.len() {
        return None;
    }
    if locale.language() != "en" {
        return Some(date);
    }
    let is_number = |token: Option<&Token<'_>>| {
        token.is_some_and(|token| matches!(token.kind, Kind::Number(_)))
    };
    let past = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|t| matches!(t.text, "," | "of" | "st" | "nd" | "rd" | "th"))
    };
    let before = at.checked_sub(1);
    let beside = is_number(tokens.get(at + 1))
        || (past(at + 1) && is_number(tokens.get(at + 2)))
        || before.is_some_and(|before| is_number(tokens.get(before)))
        || before.is_some_and(|one| {
            past(one)
                && one
                    .checked_sub(1)
                    .is_some_and(|two| is_number(tokens.get(two)))
        });
    let is_plain = !matches!(name, "May" | "March");
    (token.is_capital() && (is_plain || beside)).then_some(date)
}
