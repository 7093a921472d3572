//! The end of a page, where nothing but its own parts is left. Only short
//! pieces and what publishers say of themselves go with it: a sentence stays
//! with the text.

use crate::model::Role;

use super::furniture::is_weak_appeal;
use super::page::{Page, Shape};
use super::vocabulary::Topic;
use super::{Group, Rule};

/// The rules for the end of a page.
pub(super) const GROUP: Group = Group {
    changes: &[Some(Role::Heading), Some(Role::Body), Some(Role::ListItem)],
    rules: &[
        Rule {
            role: Role::About,
            why: "what the publisher says of itself, at the end of the page",
            holds: |page, index| page.is_in_tail(index) && describes_publisher(page, index),
        },
        Rule {
            role: Role::Appeal,
            why: "asks readers to support us, at the end of the page",
            holds: |page, index| page.is_in_tail(index) && is_weak_appeal(page, index),
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

/// Pieces of a page have up to this many words.
const PIECE_WEIGHT: usize = 8;

fn is_piece(page: &Page<'_>, index: usize) -> bool {
    page.shape(index).is_some_and(|shape| {
        !shape.ends && shape.weight <= PIECE_WEIGHT && shape.quotation().is_none()
    })
}

/// How many words a name of a publisher has at most, and how many stand between
/// `is a` and the word for what it is.
const NAME_AND_NATURE: (usize, usize) = (8, 8);

/// Whether it is of the page if nothing but the page goes on there.
pub(super) fn may_be_of_page(page: &Page<'_>, index: usize) -> bool {
    describes_publisher(page, index) || is_weak_appeal(page, index)
}

/// `NAME is a … news agency …`: a name, `is`, an article, and soon a word for
/// a publisher. Nobody is quoted and nobody speaks.
fn describes_publisher(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index) else {
        return false;
    };
    let capital = shape.text.chars().next().is_some_and(char::is_uppercase);
    capital
        && !shape.text.contains(['“', '”', '"'])
        && !page.has(Topic::Reporting, &shape.words)
        && !page.has(Topic::Days, &shape.words)
        && names_nature(page, shape)
}

fn names_nature(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    let [is, a, an, the] = ["is", "a", "an", "the"].map(|word| page.vocabulary.read(word));
    let articles = [a, an, the].concat();
    let Some(is) = is.first() else {
        return false;
    };
    let at = shape.words.iter().position(|word| word == is);
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

/// `About NAME`, directly above such a paragraph.
pub(super) fn is_about_heading(page: &Page<'_>, index: usize) -> bool {
    let about = page.vocabulary.read("about");
    page.shape(index).is_some_and(|shape| {
        shape.weight <= PIECE_WEIGHT
            && shape.words.first() == about.first()
            && !about.is_empty()
            && shape.words.len() > 1
            && !shape.ends
    }) && describes_publisher(page, index.saturating_add(1))
        && page.first_body.is_some_and(|first| index > first)
}
