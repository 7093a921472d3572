//! The end of a page, where nothing but its own parts is left. Only short
//! pieces and what publishers say of themselves go with it: a sentence stays
//! with the text.

use crate::model::Role;

use super::furniture::{is_of_supporters, is_weak_appeal};
use super::page::{Page, Shape};
use super::vocabulary::{Topic, Word};
use super::{Group, Rule};

/// The rules for the end of a page.
pub(super) const GROUP: Group = Group {
    changes: &[Some(Role::Heading), Some(Role::Body), Some(Role::ListItem)],
    rules: &[
        Rule {
            role: Role::About,
            why: "what the publisher says of itself, at the end of the page",
            holds: |page, index| {
                (page.is_in_tail(index) || page.is_behind_end(index))
                    && describes_publisher(page, index)
            },
        },
        Rule {
            role: Role::About,
            why: "says who the author in the byline is, below the text",
            holds: describes_author,
        },
        Rule {
            role: Role::Appeal,
            why: "asks readers to support us, beside a part of the page or at its end",
            holds: |page, index| {
                is_weak_appeal(page, index)
                    && (page.is_in_tail(index) || is_beside_page(page, index))
            },
        },
        Rule {
            role: Role::Appeal,
            why: "speaks of us and of our supporters, below a menu or an appeal",
            holds: |page, index| {
                let below = matches!(page.role_before(index), Some(Role::Menu | Role::Appeal));
                below && is_of_supporters(page, index)
            },
        },
        Rule {
            role: Role::About,
            why: "stands above what the publisher says of itself",
            holds: is_about_heading,
        },
        Rule {
            role: Role::Boilerplate,
            why: "a short piece at the end of the page",
            holds: |page, index| page.is_in_tail(index) && is_piece(page, index),
        },
        Rule {
            role: Role::Boilerplate,
            why: "a short piece between parts of the page",
            holds: |page, index| {
                let below = index.saturating_add(1);
                is_piece(page, index)
                    && index
                        .checked_sub(1)
                        .is_some_and(|above| page.is_boilerplate(above))
                    && page.is_boilerplate(below)
            },
        },
    ],
};

/// Whether a menu or an appeal stands directly above or below.
fn is_beside_page(page: &Page<'_>, index: usize) -> bool {
    let of_page = |role| matches!(role, Some(Role::Menu | Role::Appeal));
    of_page(page.role_before(index)) || of_page(page.role(index.saturating_add(1)))
}

/// Pieces of a page have up to this many words.
const PIECE_WEIGHT: usize = 8;

fn is_piece(page: &Page<'_>, index: usize) -> bool {
    page.shape(index).is_some_and(|shape| {
        !shape.ends && shape.weight <= PIECE_WEIGHT && shape.quotation().is_none()
    })
}

/// How many words a name of a publisher has at most, and how many stand between
/// `is a` and the word for what it is.
const NAME_AND_NATURE: (usize, usize) = (8, 10);

/// Whether it is of the page if nothing but the page goes on there.
pub(super) fn may_be_of_page(page: &Page<'_>, index: usize) -> bool {
    describes_publisher(page, index)
        || describes_author(page, index)
        || is_weak_appeal(page, index)
        || is_of_supporters(page, index)
}

/// `NAME is a … news agency …`, `The … are part of …`: a name, `is`, an article,
/// and soon a word for a publisher; or a paragraph below `About NAME` that begins with that name.
/// Nobody is quoted and nobody speaks.
fn describes_publisher(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index) else {
        return false;
    };
    let capital = shape.text.chars().next().is_some_and(char::is_uppercase);
    capital
        && !shape.text.contains(['“', '”', '"'])
        && !page.has(Topic::Reporting, &shape.words)
        && !page.has(Topic::Days, &shape.words)
        && (names_nature(page, shape) || is_below_its_name(page, index))
}

/// `NAME is …`, where the byline says that NAME wrote the text. Nobody speaks.
fn describes_author(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index).filter(|shape| shape.ends) else {
        return false;
    };
    let is = page.vocabulary.read("is");
    let below = page.last_sentence.is_none_or(|last| index > last);
    let written = |line: &Shape<'_>| {
        let name = line.words.get(1..).filter(|name| name.len() >= 2);
        let rest = name.and_then(|name| shape.words.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(&is))
    };
    let byline = page.byline.and_then(|byline| page.shape(byline));
    below && byline.is_some_and(written) && !page.has(Topic::Reporting, &shape.words)
}

fn names_nature(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    let articles = ["a", "an", "the", "part"].map(|word| page.vocabulary.read(word));
    let articles = articles.concat();
    let verbs = ["is", "are"]
        .map(|word| page.vocabulary.read(word))
        .concat();
    let at = shape.words.iter().position(|word| verbs.contains(word));
    let Some(at) = at.filter(|at| (1..=NAME_AND_NATURE.0).contains(at)) else {
        return false;
    };
    let rest = shape.words.get(at + 1..).unwrap_or_default();
    let nature = rest
        .get(..NAME_AND_NATURE.1.min(rest.len()))
        .unwrap_or_default();
    nature.first().is_some_and(|first| articles.contains(first))
        && page.has(Topic::Publishers, nature)
}

fn is_below_its_name(page: &Page<'_>, index: usize) -> bool {
    let Some(name) = index
        .checked_sub(1)
        .and_then(|above| named_by_about(page, above))
    else {
        return false;
    };
    page.shape(index)
        .is_some_and(|shape| shape.ends && shape.words.starts_with(name))
}

/// The name in a line `About NAME`.
fn named_by_about<'b>(page: &'b Page<'_>, index: usize) -> Option<&'b [Word]> {
    let shape = page.shape(index)?;
    let about = page.vocabulary.read("about");
    let (first, name) = shape.words.split_first()?;
    let is_line = shape.weight <= PIECE_WEIGHT && !shape.ends && !name.is_empty();
    (is_line && about.first() == Some(first) && page.vocabulary.knows(Topic::Publishers))
        .then_some(name)
}

/// `About NAME`, directly above such a paragraph.
pub(super) fn is_about_heading(page: &Page<'_>, index: usize) -> bool {
    named_by_about(page, index).is_some()
        && describes_publisher(page, index.saturating_add(1))
        && page.first_body.is_some_and(|first| index > first)
}
