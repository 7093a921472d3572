//! What a line says by itself, wherever it stands.

use crate::model::Role;

use super::dates::is_dateline;
use super::furniture::{
    has_no_letters, is_addresses, is_appeal, is_byline, is_contact, is_distribution, is_end,
    is_menu, is_message, is_page_label, is_pointer, is_related,
};
use super::marks::{self, after_item_mark, is_dash, is_numbering};
use super::page::Page;
use super::vocabulary::Topic;
use super::{Group, Rule};

/// The rules for single lines.
pub(super) const GROUP: Group = Group {
    changes: &[None],
    rules: &[
        Rule {
            role: Role::Boilerplate,
            why: "no letters and no digits",
            holds: has_no_letters,
        },
        Rule {
            role: Role::Contact,
            why: "nothing but addresses and numbers",
            holds: is_addresses,
        },
        Rule {
            role: Role::Menu,
            why: "short items between separators",
            holds: is_menu,
        },
        Rule {
            role: Role::Menu,
            why: "a button or label of a page",
            holds: is_page_label,
        },
        Rule {
            role: Role::Menu,
            why: "a label and the names of other pages",
            holds: is_related,
        },
        Rule {
            role: Role::Menu,
            why: "points to the address below",
            holds: is_pointer,
        },
        Rule {
            role: Role::Boilerplate,
            why: "says that the release ends",
            holds: is_end,
        },
        Rule {
            role: Role::Distribution,
            why: "says who sent the text around, or under which terms",
            holds: is_distribution,
        },
        Rule {
            role: Role::Byline,
            why: "says who wrote or published it",
            holds: is_byline,
        },
        Rule {
            role: Role::Contact,
            why: "tells how to reach the press office",
            holds: is_contact,
        },
        Rule {
            role: Role::Appeal,
            why: "asks readers to support or subscribe",
            holds: is_appeal,
        },
        Rule {
            role: Role::Appeal,
            why: "a message of a form",
            holds: is_message,
        },
        Rule {
            role: Role::Caption,
            why: "ends with the credit of a picture",
            holds: has_credit,
        },
        Rule {
            role: Role::Dateline,
            why: "nothing but a date, or a place and a date",
            holds: is_dateline,
        },
        Rule {
            role: Role::Heading,
            why: "a name that sections of releases have",
            holds: is_section_name,
        },
        Rule {
            role: Role::Footnote,
            why: "begins with the mark of a footnote",
            holds: is_footnote,
        },
        Rule {
            role: Role::Heading,
            why: "a number and a short line, alone above text",
            holds: is_numbered_heading,
        },
        Rule {
            role: Role::ListItem,
            why: "begins with the mark of a list item",
            holds: is_list_item,
        },
    ],
};

/// Captions are shorter than this, in words.
const CAPTION_WEIGHT: usize = 80;

/// A credit has up to this many words.
const CREDIT_WORDS: usize = 14;

/// Longer credits, in bytes, are none in any script.
const CREDIT_BYTES: usize = 300;

/// `What it shows. File photo: Agency.`, `© Name/Agency`, `Name via Agency`
fn has_credit(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index) else {
        return false;
    };
    if shape.weight > CAPTION_WEIGHT || shape.quotation().is_some() {
        return false;
    }
    parts(shape.text)
        .enumerate()
        .any(|(number, part)| is_credit(page, part, number == 0))
        || has_maker(page, shape.text)
}

/// `What it shows. (Maker)`: one sentence, and names in brackets behind it.
fn has_maker(page: &Page<'_>, text: &str) -> bool {
    let Some((shown, maker)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    else {
        return false;
    };
    let words = page.vocabulary.read(maker).len();
    let latin = maker.chars().any(char::is_lowercase);
    shown.trim_end().ends_with('.')
        && marks::is_one_sentence(shown.trim_end())
        && super::page::weight(shown) <= CREDIT_WORDS * 2
        && (2..=CREDIT_WORDS).contains(&words)
        && latin
        && page.has_names_only(maker)
}

/// The rests of a text from the start of each of its sentences and brackets.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut ended = true;
    text.char_indices().filter_map(move |(at, c)| {
        let opens = matches!(c, '(' | '[' | '|' | '©');
        let begins = opens || (ended && c.is_alphanumeric());
        if opens || matches!(c, '.' | '!' | '?' | '…' | '。' | '”' | '’') || is_dash(c) {
            ended = true;
        } else if !c.is_whitespace() {
            ended = false;
        }
        let rest = text.get(at..).filter(|_| begins)?;
        Some(rest.trim_start_matches(['(', '[', '|']).trim_start())
    })
}

/// Whether there are surely more words than these, at a glance: spaces divide
/// words in every script, and an ASCII letter or digit makes one.
fn has_more_words(text: &str, limit: usize) -> bool {
    let word = |word: &&str| word.bytes().any(|byte| byte.is_ascii_alphanumeric());
    text.split(' ').filter(word).nth(limit).is_some()
}

/// A label and a colon, an owner after ©, an opening such as “Photo by” before a
/// name, or names with an agency of pictures after the first sentence.
pub(super) fn is_credit(page: &Page<'_>, part: &str, is_first: bool) -> bool {
    if part.len() > CREDIT_BYTES || has_more_words(part, CREDIT_WORDS) {
        return false;
    }
    let words = page.vocabulary.read(part);
    if words.len() > CREDIT_WORDS || words.len() < 2 {
        return false;
    }
    let label = part.split_once([':', '：']).map(|(label, _)| label);
    let labelled =
        label.is_some_and(|label| page.is(Topic::CreditLabels, &page.vocabulary.read(label)));
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let owned = part
        .strip_prefix('©')
        .and_then(|owner| owner.split_whitespace().next())
        .is_some_and(|first| !number(first.trim_matches(['.', ','])));
    let opening = page.vocabulary.at(Topic::CreditOpenings, &words);
    let mut maker = part.split_whitespace().skip(opening.unwrap_or(0));
    let made = opening.is_some() && maker.all(|word| page.has_names_only(word));
    let sourced = !is_first
        && words.len() <= 8
        && page.has(Topic::CreditSources, &words)
        && page.has_names_only(part);
    let bracketed = opening.is_some() && part.ends_with([')', ']']);
    labelled || owned || made || sourced || (bracketed && !is_first)
}

fn is_section_name(page: &Page<'_>, index: usize) -> bool {
    page.shape(index)
        .is_some_and(|shape| page.is(Topic::Sections, &shape.words))
}

/// `*Names have been changed`, `[1] …`; but not one of several lines that begin
/// with an asterisk: they are a list.
fn is_footnote(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index) else {
        return false;
    };
    let marked = |text: &str| {
        let rest = text.trim_start_matches(['*', '†', '‡']);
        rest.len() < text.len() && rest.starts_with(char::is_alphanumeric)
    };
    let beside = [index.checked_sub(1), index.checked_add(1)];
    let listed = beside
        .into_iter()
        .flatten()
        .filter_map(|other| page.shape(other))
        .any(|other| marked(other.text));
    let numbered = shape
        .text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(number, rest)| {
            !rest.is_empty() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
        });
    let raised = shape
        .text
        .starts_with(['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']);
    (marked(shape.text) && !listed)
        || numbered
        || raised
        || page.opens(Topic::FootnoteOpenings, &shape.words)
}

fn is_list_item(page: &Page<'_>, index: usize) -> bool {
    page.shape(index).is_some_and(|shape| {
        let asterisk = shape.text.strip_prefix('*');
        after_item_mark(shape.text).is_some()
            || shape.text.starts_with(['•', '‣', '▪', '●'])
            || asterisk.is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })
}

/// `2. What we ask`, where no other item stands beside it and text follows.
fn is_numbered_heading(page: &Page<'_>, index: usize) -> bool {
    let numbered = |index: Option<usize>| {
        let shape = index.and_then(|index| page.shape(index));
        shape.is_some_and(|shape| {
            let mark = shape.text.split_whitespace().next();
            mark.is_some_and(is_numbering) && after_item_mark(shape.text).is_some()
        })
    };
    let next = index.checked_add(1);
    numbered(Some(index))
        && page
            .shape(index)
            .is_some_and(super::page::Shape::is_short_line)
        && !numbered(index.checked_sub(1))
        && !numbered(next)
        && next
            .and_then(|next| page.shape(next))
            .is_some_and(|shape| marks::ends(shape.text) && shape.weight > 12)
}
