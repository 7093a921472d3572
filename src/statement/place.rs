//! What the form of a line and its place among the others say.

use crate::model::Role;

use super::marks::{self, is_dash};
use super::page::{Page, Shape, weight};
use super::vocabulary::Topic;
use super::{Group, Rule};

/// The rules for the form of a line. One of them always holds.
pub(super) const SHAPE: Group = Group {
    changes: &[None],
    rules: &[
        Rule {
            role: Role::Body,
            why: "opens a quotation",
            holds: opens_quotation,
        },
        Rule {
            role: Role::Heading,
            why: "a short question, the first line or above a longer paragraph",
            holds: is_question_heading,
        },
        Rule {
            role: Role::Body,
            why: "ends like a sentence",
            holds: |page, index| page.shape(index).is_some_and(|shape| shape.ends),
        },
        Rule {
            role: Role::Body,
            why: "longer than a heading",
            holds: |page, index| !page.shape(index).is_some_and(Shape::is_short_line),
        },
        Rule {
            role: Role::ListItem,
            why: "one of three or more lines with a label",
            holds: is_among_labelled,
        },
        Rule {
            role: Role::Heading,
            why: "a short line without an end mark",
            holds: |_, _| true,
        },
    ],
};

/// The rules for what stands above the text.
pub(super) const HEAD: Group = Group {
    changes: &[Some(Role::Heading), Some(Role::Body), Some(Role::ListItem)],
    rules: &[
        Rule {
            role: Role::Menu,
            why: "the part of a site, above the title",
            holds: is_section_label,
        },
        Rule {
            role: Role::Title,
            why: "the first short line above the text",
            holds: |page, index| is_head_line(page, index) && !page.has_title,
        },
        Rule {
            role: Role::Standfirst,
            why: "a short line between the title and the text",
            holds: is_head_line,
        },
        Rule {
            role: Role::Standfirst,
            why: "an item without an end mark between the title and the text",
            holds: is_head_item,
        },
        Rule {
            role: Role::Standfirst,
            why: "a short piece between the title and the byline",
            holds: is_above_byline,
        },
        Rule {
            role: Role::Standfirst,
            why: "a sentence above the paragraph that says who spoke and when",
            holds: is_sentence_above_lead,
        },
    ],
};

/// The rules for short lines inside of the text that are no headings.
pub(super) const LISTS: Group = Group {
    changes: &[Some(Role::Heading)],
    rules: &[
        Rule {
            role: Role::ListItem,
            why: "one of three or more short lines together",
            holds: is_in_run,
        },
        Rule {
            role: Role::ListItem,
            why: "one of two short lines after a colon",
            holds: is_announced_item,
        },
        Rule {
            role: Role::Body,
            why: "a short line that begins in small letters",
            holds: |page, index| {
                is_inside(page, index) && page.shape(index).is_some_and(Shape::begins_small)
            },
        },
        Rule {
            role: Role::Body,
            why: "a short line with no text below",
            holds: has_nothing_below,
        },
    ],
};

/// A paragraph that opens with a quotation mark; but a short quotation that is
/// closed and has no end mark may be a heading.
fn opens_quotation(page: &Page<'_>, index: usize) -> bool {
    page.shape(index).is_some_and(|shape| {
        let quotation = shape.quotation();
        quotation.is_some_and(|quotation| shape.ends || quotation.rest.is_none())
    })
}

/// `When: Friday, noon`: a label of up to three words and what it names, with two
/// such lines beside it, below the title.
fn is_among_labelled(page: &Page<'_>, index: usize) -> bool {
    let label = |index: usize| {
        let shape = page.shape(index)?;
        let (label, _) = shape.text.split_once(": ")?;
        Some(label).filter(|label| label.starts_with(char::is_alphabetic))
    };
    let labelled = |index: &usize| label(*index).is_some_and(|label| weight(label) <= 3);
    let named = |above: usize| {
        let section = page
            .shape(above)
            .map(|shape| page.is(Topic::SectionLabels, &shape.words));
        let heading = matches!(page.role(above), Some(Role::Heading | Role::Title));
        heading && section == Some(false)
    };
    let above = (0..index).rev().take(2).take_while(labelled);
    let below = (index + 1..page.shapes.len()).take(2).take_while(labelled);
    labelled(&index) && above.count() + below.count() >= 2 && (0..index).any(named)
}

/// A question of up to ten words that stands alone above a longer paragraph, or
/// above everything.
fn is_question_heading(page: &Page<'_>, index: usize) -> bool {
    let question = |shape: &Shape<'_>| {
        shape.text.ends_with(['?', '？', '؟'])
            && shape.weight <= 10
            && marks::is_one_sentence(shape.text)
    };
    let below = page.shape(index.saturating_add(1));
    let above_text = below.is_some_and(|below| below.ends && below.weight >= 15);
    page.shape(index).is_some_and(question)
        && !page.before(index).is_some_and(question)
        && (above_text || (index == 0 && below.is_some()))
}

/// `Press releases`, above the title; only a date or a byline stands between.
fn is_section_label(page: &Page<'_>, index: usize) -> bool {
    let labelled = page
        .shape(index)
        .is_some_and(|shape| page.is(Topic::SectionLabels, &shape.words));
    labelled
        && page.is_in_head(index)
        && !page.has_title
        && (index.saturating_add(1)..page.shapes.len())
            .take(4)
            .find(|below| !page.is_boilerplate(*below) && page.role(*below) != Some(Role::Dateline))
            .is_some_and(|title| page.role(title) == Some(Role::Heading))
}

fn is_head_line(page: &Page<'_>, index: usize) -> bool {
    page.role(index) == Some(Role::Heading) && page.is_in_head(index)
}

fn is_head_item(page: &Page<'_>, index: usize) -> bool {
    page.role(index) == Some(Role::ListItem)
        && page.has_title
        && page.first_body.is_some_and(|first| index < first)
        && page.shape(index).is_some_and(Shape::is_short_line)
        && !is_among_labelled(page, index)
}

/// The longest standfirst, in words.
const STANDFIRST_WEIGHT: usize = 35;

/// Sentences that sum up, above who wrote the text and the text itself.
fn is_above_byline(page: &Page<'_>, index: usize) -> bool {
    let below = index.saturating_add(1);
    page.has_title
        && page.role(index) == Some(Role::Body)
        && page.first_body == Some(index)
        && page.role(below) == Some(Role::Byline)
        && page.last_text > Some(below)
        && page
            .shape(index)
            .is_some_and(|shape| shape.weight <= STANDFIRST_WEIGHT && shape.quotation().is_none())
}

/// One sentence above the lead. The lead is the paragraph that says who spoke
/// and when, or that opens with place and date; a sentence that already does so
/// is the lead itself. Below a title it takes the stronger sign: “said today”,
/// or the place and the date.
fn is_sentence_above_lead(page: &Page<'_>, index: usize) -> bool {
    let below = index.saturating_add(1);
    let (Some(shape), Some(lead)) = (page.shape(index), page.shape(below)) else {
        return false;
    };
    let sentence = shape.ends
        && shape.weight <= STANDFIRST_WEIGHT
        && shape.quotation().is_none()
        && !marks::ends_with_colon(shape.text)
        && marks::is_one_sentence(shape.text);
    page.role(index) == Some(Role::Body)
        && page.first_body == Some(index)
        && page.role(below) == Some(Role::Body)
        && sentence
        && !opens_with_dateline(page, shape)
        && !says_when(page, shape)
        && !page.has(Topic::Reporting, &shape.words)
        && (opens_with_dateline(page, lead)
            || (says_when(page, lead) && page.has(Topic::Reporting, opening(lead)))
                && (!page.has_title || says_today(page, lead)))
}

/// So many words of a paragraph are searched for who spoke and when.
const LEAD_WORDS: usize = 60;

fn opening<'b>(shape: &'b Shape<'_>) -> &'b [super::vocabulary::Word] {
    let end = shape.words.len().min(LEAD_WORDS);
    shape.words.get(..end).unwrap_or_default()
}

fn says_when(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    page.has(Topic::Days, opening(shape))
}

/// A verb of reporting and `today` side by side.
fn says_today(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    let words = opening(shape);
    (0..words.len())
        .filter_map(|at| words.get(at..))
        .any(|rest| {
            let verb = page.vocabulary.at(Topic::Reporting, rest);
            let after = verb.and_then(|length| rest.get(length..));
            after.is_some_and(|after| {
                after.first() == page.vocabulary.read("today").first() && !after.is_empty()
            })
        })
}

/// `GENEVA (31 August 2022) – …`, `Geneva, 31 August – …`: a number and a month
/// before a dash within the first words.
fn opens_with_dateline(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    let Some((place, _)) = shape.text.split_once(is_dash) else {
        return false;
    };
    place.len() <= 80
        && place.chars().any(|c| c.is_ascii_digit())
        && place.chars().next().is_some_and(char::is_uppercase)
        && page.has(Topic::Months, &page.vocabulary.read(place))
        && weight(place) <= 8
}

fn is_inside(page: &Page<'_>, index: usize) -> bool {
    !page.is_in_head(index)
}

/// Two short lines after a paragraph that ends with a colon.
fn is_announced_item(page: &Page<'_>, index: usize) -> bool {
    let announced = page
        .before(index)
        .is_some_and(|before| marks::ends_with_colon(before.text));
    let together = page.runs.get(index).is_some_and(|run| *run >= 2);
    let goes_on = page.role_before(index) == Some(Role::ListItem)
        && !page.before(index).is_some_and(|before| before.ends);
    is_inside(page, index) && together && (announced || goes_on)
}

/// A name that sections of releases have: what stands below belongs to the text.
pub(super) fn is_named_section(page: &Page<'_>, index: usize) -> bool {
    page.shape(index)
        .is_some_and(|shape| page.is(Topic::Sections, &shape.words))
}

fn is_in_run(page: &Page<'_>, index: usize) -> bool {
    is_inside(page, index)
        && !is_named_section(page, index)
        && page.runs.get(index).is_some_and(|run| *run >= 3)
}

/// A signature, a last word: what has no text below it is above nothing.
fn has_nothing_below(page: &Page<'_>, index: usize) -> bool {
    is_inside(page, index)
        && !is_named_section(page, index)
        && page.last_text.is_none_or(|last| last < index)
}
