//! What stands beside the text: quotations taken out of it with the name of the
//! speaker below, and the words for pictures.

use crate::model::{ParagraphKind, Role};

use super::marks::is_dash;
use super::page::{Page, Shape};
use super::repeats::stand_together;
use super::vocabulary::Topic;
use super::{Group, Rule};

/// The rules for pull quotes and the names below them.
pub(super) const GROUP: Group = Group {
    changes: &[None, Some(Role::ListItem)],
    rules: &[
        Rule {
            role: Role::Attribution,
            why: "says whose the pull quote above is",
            holds: is_attribution,
        },
        Rule {
            role: Role::PullQuote,
            why: "a quotation with a name after its closing mark",
            holds: is_named,
        },
        Rule {
            role: Role::PullQuote,
            why: "repeats words of the text, and the line below says whose",
            holds: is_repeated_and_attributed,
        },
        Rule {
            role: Role::PullQuote,
            why: "repeats a part of a longer paragraph",
            holds: is_repeated,
        },
        Rule {
            role: Role::PullQuote,
            why: "a quotation alone, and the line below says whose",
            holds: is_attributed,
        },
    ],
};

/// The rules for the words of pictures.
pub(super) const PICTURES: Group = Group {
    changes: &[None],
    rules: &[
        Rule {
            role: Role::Caption,
            why: "a sentence directly above the credit of a picture",
            holds: is_above_credit,
        },
        Rule {
            role: Role::AltText,
            why: "a short line directly above the caption of a picture",
            holds: is_alt_text,
        },
    ],
};

/// The longest caption above a line of its own for the credit, in words.
const CAPTION_WEIGHT: usize = 40;

/// One sentence, and the credit on the next line; a blank line parts others.
fn is_above_credit(page: &Page<'_>, index: usize) -> bool {
    let below = index.saturating_add(1);
    let (Some(shape), Some(credit)) = (page.shape(index), page.shape(below)) else {
        return false;
    };
    page.is_spaced
        && credit.line == shape.line.saturating_add(1)
        && page.role(below) == Some(Role::Caption)
        && super::alone::is_credit(page, credit.text, true)
        && shape.ends
        && shape.weight <= CAPTION_WEIGHT
        && shape.quotation().is_none()
        && super::marks::is_one_sentence(shape.text)
}

/// The longest name, with office, in words.
const NAME_WEIGHT: usize = 16;

/// The longest office on a line of its own, in words.
const OFFICE_WEIGHT: usize = 10;

/// The shortest quotation that is known by repetition alone, in words.
const REPEATED_WEIGHT: usize = 8;

/// The longest alternative text, in words.
const ALT_WEIGHT: usize = 12;

/// `‘…’ - Ada Example`, or the name without a dash where it is nothing else.
fn is_named(page: &Page<'_>, index: usize) -> bool {
    let Some(quotation) = page.shape(index).and_then(Shape::quotation) else {
        return false;
    };
    let bare = quotation.rest.filter(|rest| {
        !quotation.inner.ends_with([',', '，', '،'])
            && rest.split_whitespace().count() >= 2
            && !super::marks::ends(rest)
            && page.has_names_only(rest)
    });
    let Some(name) = quotation.name().or(bare) else {
        return false;
    };
    let words = page.vocabulary.read(name);
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    capital && words.len() <= NAME_WEIGHT && !page.has(Topic::Reporting, &words)
}

/// Words that also stand in the text, above a line that says whose they are. A
/// line that neither ends like a sentence nor stands in quotation marks may be a
/// heading: then the text must name the speaker in the same words.
fn is_repeated_and_attributed(page: &Page<'_>, index: usize) -> bool {
    let repeat = page.repeats.get(index).copied().flatten();
    let (Some(shape), Some(repeat)) = (page.shape(index), repeat) else {
        return false;
    };
    let quotation = shape.quotation();
    let open = quotation.is_some_and(|quotation| quotation.rest.is_none());
    let stated = shape.ends || quotation.is_some_and(|quotation| quotation.is_whole());
    let below = index.saturating_add(1);
    !open
        && index > 0
        && (stands_near(page, below, repeat.host)
            || (stated && (names_speaker(page, below) || is_name(page, below))))
}

/// Words that also stand in a longer paragraph. They must end like a sentence or
/// stand in quotation marks, for a heading may share its words with the text; or
/// they were said: below the lead, the longer paragraph has quotation marks.
fn is_repeated(page: &Page<'_>, index: usize) -> bool {
    let repeat = page.repeats.get(index).copied().flatten();
    let (Some(shape), Some(repeat)) = (page.shape(index).filter(|_| index > 0), repeat) else {
        return false;
    };
    let said = page.begins.is_some_and(|begins| index > begins)
        && page
            .shape(repeat.host)
            .is_some_and(|host| host.text.contains(super::marks::is_opening_quote));
    let fits = match shape.quotation() {
        Some(quotation) => quotation.is_whole(),
        None => shape.ends || said,
    };
    repeat.is_longer && fits && shape.weight >= REPEATED_WEIGHT
}

/// A whole quotation that nobody announces, above a line that names a speaker.
fn is_attributed(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index) else {
        return false;
    };
    let whole = shape
        .quotation()
        .is_some_and(|quotation| quotation.is_whole());
    let announced = page
        .before(index)
        .is_some_and(|before| super::marks::ends_with_colon(before.text));
    let below = index.saturating_add(1);
    let open = shape
        .quotation()
        .is_some_and(|quotation| quotation.rest.is_none());
    index > 0
        && !announced
        && ((whole && names_speaker(page, below))
            || ((whole || open) && shape.ends && is_signed(page, below)))
}

/// A name, and an office on the line below.
fn is_signed(page: &Page<'_>, index: usize) -> bool {
    is_name(page, index) && is_office(page, index.saturating_add(1))
}

/// A short line with an office, right below the name where blank lines part
/// paragraphs.
fn is_office(page: &Page<'_>, index: usize) -> bool {
    let above = page.before(index).map(|shape| shape.line + 1);
    speaker(page, index).is_some_and(|office| {
        !office.ends
            && office.weight <= OFFICE_WEIGHT
            && (!page.is_spaced || above == Some(office.line))
            && page.has(Topic::Persons, &office.words)
    })
}

/// One line below a pull quote, or a second one with an office.
fn is_attribution(page: &Page<'_>, index: usize) -> bool {
    let Some(above) = index.checked_sub(1) else {
        return false;
    };
    match page.role(above) {
        Some(Role::PullQuote) => {
            let host = page.repeats.get(above).copied().flatten();
            let named = page
                .shape(above)
                .and_then(Shape::quotation)
                .is_some_and(|quotation| quotation.name().is_some());
            !named
                && (names_speaker(page, index)
                    || is_signed(page, index)
                    || host.is_some_and(|repeat| {
                        is_name(page, index)
                            || is_description(page, index)
                            || stands_near(page, index, repeat.host)
                    }))
        }
        Some(Role::Attribution) => {
            page.role_before(above) == Some(Role::PullQuote)
                && (names_speaker(page, index) || is_office(page, index))
        }
        _ => false,
    }
}

/// A line that can be a name with an office: short, no quotation, nobody speaks.
fn speaker<'a, 'b>(page: &'b Page<'a>, index: usize) -> Option<&'b Shape<'a>> {
    page.shape(index).filter(|shape| {
        page.decisions
            .get(index)
            .is_some_and(|decision| decision.is_none_or(|decision| decision.role == Role::ListItem))
            && shape.weight <= NAME_WEIGHT
            && shape.quotation().is_none()
            && !super::marks::ends_with_colon(shape.text)
            && !shape.text.ends_with(['?', '!'])
            && !page.has(Topic::Reporting, &shape.words)
    })
}

/// A dash and a name, or a line with an office or a relation and no sentence.
fn names_speaker(page: &Page<'_>, index: usize) -> bool {
    speaker(page, index).is_some_and(|shape| {
        let dashed = shape.text.trim_start_matches(is_dash).trim_start();
        let capital = dashed.chars().next().is_some_and(char::is_uppercase);
        let after_dash = dashed.len() < shape.text.len() && !shape.ends;
        let office = page.has(Topic::Persons, &shape.words) && !shape.ends;
        capital && (after_dash || (office && shape.text.contains(',')))
    })
}

/// Two words or more, all with capitals but for small connecting words.
fn is_name(page: &Page<'_>, index: usize) -> bool {
    speaker(page, index)
        .is_some_and(|shape| shape.words.len() >= 2 && page.has_names_only(shape.text))
}

/// `Relative of a victim`, `A former detainee`: what somebody is to others.
fn is_description(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = speaker(page, index).filter(|shape| !shape.ends) else {
        return false;
    };
    let after = page.vocabulary.at(Topic::Persons, &shape.words);
    let rest = after.and_then(|length| shape.words.get(length..));
    let article = shape.words.first().is_some_and(|first| {
        ["a", "an"]
            .iter()
            .any(|word| page.vocabulary.read(word).first() == Some(first))
    });
    rest.is_some_and(|rest| rest.is_empty() || page.opens(Topic::Connectors, rest))
        || (article && page.has(Topic::Persons, &shape.words))
}

/// How many paragraphs before and after the source of a quotation are searched
/// for the words that name the speaker, and how many words of each.
const NEAR: (usize, usize) = (4, 2_000);

/// Whether the text around the source of the quotation names the speaker in the
/// same words.
fn stands_near(page: &Page<'_>, index: usize, host: usize) -> bool {
    let Some(shape) = speaker(page, index).filter(|shape| shape.words.len() >= 2) else {
        return false;
    };
    let near = host.saturating_sub(NEAR.0)..=host.saturating_add(NEAR.0);
    near.filter(|other| *other != index)
        .filter_map(|other| page.shape(other))
        .any(|other| stand_together(&shape.words, &other.words, NEAR.1))
}

/// A short line on the line before a caption. Where paragraphs have no blank
/// lines between them, its place says less, and it must share a word with the
/// caption or be no title.
fn is_alt_text(page: &Page<'_>, index: usize) -> bool {
    let below = index.saturating_add(1);
    let (Some(shape), Some(caption)) = (page.shape(index), page.shape(below)) else {
        return false;
    };
    let captioned = page.role(below).map(Role::kind) == Some(ParagraphKind::Caption)
        && page.role(below) == Some(Role::Caption);
    let adjacent = caption.line == shape.line.saturating_add(1);
    let placed = if page.is_spaced {
        adjacent
    } else {
        let shares = shape.words.iter().any(|word| caption.words.contains(word));
        shares || index > 0
    };
    captioned && placed && !shape.ends && shape.weight <= ALT_WEIGHT
}
