//! Repair: an old translation with the numbers, dates and names of a new sentence.
//!
//! Where two sources differ in nothing else, the translation of the one nearly is that
//! of the other. What is exchanged is found in the old translation without doubt, it is
//! written as the translator wrote it, and the ending on it follows the new number
//! ([`super::numeral`]): `2022'de` becomes `2023'te`. In any doubt there is no
//! repair, and the reason is said. What comes out is a suggestion, never a translation.
//!
//! ```
//! use tilmach::{model::{Content, Locale}, text::repair};
//! let (old, new) = (Content::text("It was found in 2022."), Content::text("It was found in 2023."));
//! let target = Content::text("2022'de bulundu.");
//! let held = repair::Held { source: &old, target: &target };
//! let repaired = repair::repair(held, &new, &Locale::english(), &"tr".parse()?)?;
//! assert_eq!(repaired.target.plain(), "2023'te bulundu.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod difference;
mod english;
mod figure;
mod names;
mod place;
#[cfg(test)]
mod tests;
mod tokens;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Content, Locale, Piece};

use super::numeral;
use difference::{Change, Thing, changes};
use figure::{Style, style};
use place::{Ending, Spot};
use tokens::{Token, tokens};

/// What the memory holds.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The old source.
    pub source: &'a Content,
    /// Its translation.
    pub target: &'a Content,
}

/// What was exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exchanged {
    /// Numbers and years.
    Numbers,
    /// Months and days of the week.
    Dates,
    /// Names.
    Names,
}

/// A repaired translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The old translation with what was exchanged; its codes are where they were.
    pub target: Content,
    /// What was exchanged, at least one thing.
    pub exchanged: BTreeSet<Exchanged>,
}

/// Why there is no repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// How one of the two languages writes numbers is not known.
    #[error("nothing is known of numbers and names in this language")]
    Language,
    /// The sources say the same numbers, dates and names.
    #[error("there is nothing to exchange")]
    Nothing,
    /// The sources differ in other words, in marks or in inline codes.
    #[error("the sentences differ in more than numbers, dates and names")]
    Words,
    /// One thing of the old source would become two things, or it is in doubt which.
    #[error("it is not clear which of several is meant")]
    Ambiguous,
    /// The old translation does not say it as often as the old source, or not so.
    #[error("the old translation does not say it in the same way")]
    NotFound,
    /// The name has another form in the language, or may have.
    #[error("the name may have another form in the translation")]
    Name,
    /// Something hangs on the number or name of which nobody can tell how it changes: an
    /// ending, an article, a plural.
    #[error("nobody can tell the ending or the words beside it")]
    Ending,
}

/// The translation that the memory holds, made into one of the wanted source.
///
/// # Errors
/// [`Refusal`], if the sources differ in more than numbers, dates and names, or if any
/// of them or its ending cannot be exchanged without doubt.
pub fn repair(
    held: Held<'_>,
    wanted: &Content,
    source: &Locale,
    target: &Locale,
) -> Result<Repaired, Refusal> {
    let here = style(source).ok_or(Refusal::Language)?;
    let there = style(target).ok_or(Refusal::Language)?;
    let (old, new) = (tokens(held.source, here), tokens(wanted, here));
    let mut changes = changes(&old, &new, source)?;
    // A name of two words is looked for before one that is a part of it.
    changes.sort_by_key(|change| std::cmp::Reverse(length(&change.old)));
    let tokens = tokens(held.target, there);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut edits = Vec::new();
    for change in &changes {
        let mut spots = place::spots(&change.old, &tokens, target);
        spots.retain(|spot| spot.tokens.clone().all(|at| !used.contains(&at)));
        if spots.len() != change.times {
            return Err(Refusal::NotFound);
        }
        for spot in &spots {
            used.extend(spot.tokens.clone());
            exchange(change, spot, &tokens, there, target, &mut edits)?;
        }
    }
    Ok(Repaired {
        target: edited(held.target, edits),
        exchanged: changes.iter().map(|change| kind(&change.new)).collect(),
    })
}

fn length(thing: &Thing) -> usize {
    match thing {
        Thing::Name(words) => words.len(),
        _ => 0,
    }
}

fn kind(thing: &Thing) -> Exchanged {
    match thing {
        Thing::Number(_) => Exchanged::Numbers,
        Thing::Date(_) => Exchanged::Dates,
        Thing::Name(_) => Exchanged::Names,
    }
}

/// Text for some bytes of a piece.
struct Edit {
    piece: usize,
    bytes: Range<usize>,
    text: String,
}

/// Exchanges one spot and the ending on it.
fn exchange(
    change: &Change,
    spot: &Spot,
    tokens: &[Token<'_>],
    style: &Style,
    locale: &Locale,
    edits: &mut Vec<Edit>,
) -> Result<(), Refusal> {
    let new = place::written(&change.new, &spot.form, style, locale).ok_or(Refusal::NotFound)?;
    english::check(change, spot, tokens, locale)?;
    let found =
        place::ending(spot, tokens, locale)?.filter(|_| !matches!(spot.form, place::Form::Digits));
    if let Some(ending) = found {
        let old = written_before(spot, tokens);
        let text = carried(change, &old, &new, &ending, locale)?;
        edits.push(Edit {
            piece: spot.piece,
            bytes: ending.bytes,
            text,
        });
    }
    edits.push(Edit {
        piece: spot.piece,
        bytes: spot.bytes.clone(),
        text: new,
    });
    Ok(())
}

/// What stands in a spot.
fn written_before(spot: &Spot, tokens: &[Token<'_>]) -> String {
    let inside = tokens.get(spot.tokens.clone()).unwrap_or_default();
    match &spot.form {
        place::Form::Word(name) => name.clone(),
        _ => inside
            .iter()
            .map(|token| token.text)
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// The ending as it is written behind the new thing.
fn carried(
    change: &Change,
    old: &str,
    new: &str,
    ending: &Ending<'_>,
    locale: &Locale,
) -> Result<String, Refusal> {
    let from = place::spoken(&change.old, old, locale).ok_or(Refusal::Ending)?;
    let to = place::spoken(&change.new, new, locale).ok_or(Refusal::Ending)?;
    let text = numeral::carried(ending.text, from, to, ending.joint, locale)
        .map_err(|_| Refusal::Ending)?;
    // Ocak, ocağı: what is written together would change the word.
    let softens = new.ends_with(['k', 'p', 'ç', 't', 'к', 'қ', 'п'])
        && text.starts_with(['ı', 'i', 'u', 'ü', 'a', 'e', 'ы', 'і']);
    match ending.glued && softens {
        true => Err(Refusal::Ending),
        false => Ok(text),
    }
}

/// A content with these edits, which do not overlap.
fn edited(content: &Content, mut edits: Vec<Edit>) -> Content {
    edits.sort_by_key(|edit| (edit.piece, edit.bytes.start));
    let mut found = Content::default();
    for (number, piece) in content.pieces().iter().enumerate() {
        let text = match piece {
            Piece::Text(text) => text,
            Piece::Code(code) => {
                found.push_code(code.clone());
                continue;
            }
        };
        let mut done = 0;
        for edit in edits.iter().filter(|edit| edit.piece == number) {
            found.push_text(text.get(done..edit.bytes.start).unwrap_or_default());
            found.push_text(&edit.text);
            done = edit.bytes.end;
        }
        found.push_text(text.get(done..).unwrap_or_default());
    }
    found
}
