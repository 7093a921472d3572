//! What belongs to a page and not to the statement on it: menus, buttons,
//! addresses, requests to readers. It is kept and not translated, so these
//! tests want more than one sign of it.

use crate::model::Role;

use super::marks;
use super::page::{Page, Shape, weight};
use super::vocabulary::Topic;

/// Parts of a page that are recognised here have up to this many words.
const PARAGRAPH_WEIGHT: usize = 60;

fn holds(page: &Page<'_>, index: usize, test: impl Fn(&Shape<'_>) -> bool) -> bool {
    page.shape(index)
        .is_some_and(|shape| shape.weight <= PARAGRAPH_WEIGHT && test(shape))
}

pub(super) fn has_no_letters(page: &Page<'_>, index: usize) -> bool {
    page.shape(index)
        .is_some_and(|shape| !shape.text.chars().any(char::is_alphanumeric))
}

pub(super) fn is_addresses(page: &Page<'_>, index: usize) -> bool {
    page.shape(index)
        .is_some_and(|shape| shape.text.split_whitespace().all(is_address))
}

/// A word without letters, a web or e-mail address, or the placeholder that
/// web pages put in the place of one.
fn is_address(word: &str) -> bool {
    !word.chars().any(char::is_alphabetic)
        || word.starts_with("http://")
        || word.starts_with("https://")
        || word.starts_with("www.")
        || is_mail(word)
}

fn is_mail(word: &str) -> bool {
    let name = word
        .split_once('@')
        .is_some_and(|(name, _)| !name.is_empty());
    name || matches!(word, "[email" | "protected]")
}

/// `+` and at least eight digits, as telephone numbers are written for abroad.
fn has_telephone(text: &str) -> bool {
    text.match_indices('+').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let number = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '\u{A0}' | '(' | ')' | '-'));
        number.filter(char::is_ascii_digit).count() >= 8
    })
}

/// `Home | About us | Contact`: at least three short items between separators,
/// two of them items that menus have (of four between bars, one is enough); or
/// at least four of at most three words between bars, and no such line beside
/// it, as a table has.
pub(super) fn is_menu(page: &Page<'_>, index: usize) -> bool {
    let Some(shape) = page.shape(index).filter(|s| s.weight <= PARAGRAPH_WEIGHT) else {
        return false;
    };
    for separator in ['|', '·', '•', '»', '›', '/', '>'] {
        let Some(items) = items(shape.text, separator) else {
            continue;
        };
        let words = items.iter().map(|item| page.vocabulary.read(item));
        let listed = words
            .filter(|words| page.has(Topic::MenuWords, words))
            .count();
        let known = listed >= 2 || (separator == '|' && listed == 1 && items.len() >= 4);
        let beside = |other: Option<usize>| {
            let other = other.and_then(|other| page.shape(other));
            other.is_some_and(|other| items_of(other.text, separator) > 2)
        };
        let alone = !beside(index.checked_sub(1)) && !beside(index.checked_add(1));
        let bare = separator == '|' && items.len() >= 4 && items.iter().all(|i| weight(i) <= 3);
        if alone && (known || bare) {
            return true;
        }
    }
    false
}

fn items_of(text: &str, separator: char) -> usize {
    items(text, separator).map_or(0, |items| items.len())
}

/// The items between separators: at least three, none of more than five words,
/// none a sentence. A line that begins with a bullet is an item itself.
fn items(text: &str, separator: char) -> Option<Vec<&str>> {
    let bullet = separator != '|' && text.starts_with(separator);
    if bullet || text.matches(separator).take(2).count() < 2 {
        return None;
    }
    let items: Vec<&str> = text
        .split(separator)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let short = |item: &&str| weight(item) <= 5 && !item.ends_with(['.', ';', ',', '。']);
    (items.len() >= 3 && items.iter().all(short)).then_some(items)
}

pub(super) fn is_page_label(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        page.is(Topic::PageLabels, &shape.words)
    })
}

/// `For more on this, please visit:`, above a line of nothing but addresses.
pub(super) fn is_pointer(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        marks::ends_with_colon(shape.text)
            && shape.weight <= 30
            && page.opens(Topic::PointerOpenings, &shape.words)
            && is_addresses(page, index.saturating_add(1))
    })
}

/// `See also: …`, `Tags: …`, but not as the first line: that is a title.
pub(super) fn is_related(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        let label = shape.text.split_once(':').map(|(label, _)| label);
        let label = label.filter(|label| label.len() <= 40);
        shape.weight <= 30
            && label
                .is_some_and(|label| page.is(Topic::RelatedOpenings, &page.vocabulary.read(label)))
    })
}

/// `ENDS`, `– ends –`
pub(super) fn is_end(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| page.is(Topic::Ends, &shape.words))
}

pub(super) fn is_distribution(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        let year = shape.text.strip_prefix('©').map(str::trim_start);
        let owned = year.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        // Press release – for immediate release
        let label = page.vocabulary.at(Topic::SectionLabels, &shape.words);
        let behind = label.and_then(|length| shape.words.get(length..));
        let opens = |words| page.opens(Topic::DistributionOpenings, words);
        (owned && shape.weight <= 20) || opens(&shape.words) || behind.is_some_and(opens)
    })
}

/// `Published by NAME, DATE`, `By NAME`, `Reporting by NAME; Editing by NAME`, the
/// agency below such a line, or the letters of those who edited a report.
pub(super) fn is_byline(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        let agency = page.role_before(index) == Some(Role::Byline)
            && page.is(Topic::CreditSources, &shape.words);
        if agency || has_initials_only(shape.text) || is_staff(page, shape.text) {
            return true;
        }
        let Some(rest) = page.vocabulary.at(Topic::BylineOpenings, &shape.words) else {
            return page.begins.is_none_or(|begins| index <= begins + 1)
                && index > 0
                && is_name_after_by(page, shape);
        };
        let dated = page.has(Topic::Months, &shape.words)
            || shape.text.chars().filter(char::is_ascii_digit).count() >= 4;
        let short = shape.weight <= 20 && shape.words.len() > rest;
        let names: Vec<&str> = shape.text.split_whitespace().skip(rest).collect();
        let named = shape.weight <= 12 && rest > 1 && page.has_names_only(&names.join(" "));
        short && marks::is_one_sentence(shape.text) && ((dated && !shape.ends) || named)
    })
}

/// `Reporting by NAME in PLACE; Editing by NAME and NAME`: two such parts or more.
fn is_staff(page: &Page<'_>, text: &str) -> bool {
    let parts: Vec<&str> = text
        .trim_matches(['(', ')', '.'])
        .split(';')
        .map(str::trim)
        .collect();
    let named = |part: &&str| {
        let opening = page
            .vocabulary
            .at(Topic::BylineOpenings, &page.vocabulary.read(part));
        opening.is_some_and(|length| {
            let names: Vec<&str> = part.split_whitespace().skip(length).collect();
            length > 1 && !names.is_empty() && page.has_names_only(&names.join(" "))
        })
    };
    parts.len() >= 2 && parts.iter().all(named)
}

/// `ab/cde/fg`: agencies sign their reports with the letters of the editors.
fn has_initials_only(text: &str) -> bool {
    let initials = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_lowercase())
    };
    text.contains('/') && text.split('/').all(initials)
}

/// `By Ada Example and Ben Example`: only names, and small words between them.
/// Further down it may be a heading.
fn is_name_after_by(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    let Some(names) = shape
        .text
        .strip_prefix("By ")
        .or_else(|| shape.text.strip_prefix("BY "))
        .or_else(|| shape.text.strip_prefix("by "))
    else {
        return false;
    };
    page.vocabulary.knows(Topic::Connectors)
        && !shape.ends
        && weight(names) <= 8
        && page.has_names_only(names)
}

/// The press office: its name alone, a label or a few words with an address or
/// a telephone number, or an opening such as “For more information” with a verb
/// that goes with it.
pub(super) fn is_contact(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        let words = &shape.words;
        let follows = page.role_before(index) == Some(Role::Contact);
        let reachable =
            shape.text.split_whitespace().any(is_written_address) || has_telephone(shape.text);
        let label = shape.text.split_once([':', '：']).map(|(label, _)| label);
        let labelled = label.is_some_and(|label| {
            label.len() <= 80 && page.is(Topic::ContactLabels, &page.vocabulary.read(label))
        });
        let opening = page.vocabulary.at(Topic::ContactOpenings, words);
        let rest = opening.and_then(|length| words.get(length..));
        let asked = rest.is_some_and(|rest| page.has(Topic::ContactWords, rest));
        page.is(Topic::ContactLabels, words)
            || (labelled && shape.weight <= 20)
            || (reachable && shape.weight <= 12 && !page.has(Topic::Reporting, words))
            || (opening.is_some() && (asked || reachable))
            || (reachable && page.has(Topic::ContactRequests, words))
            || (reachable && follows && shape.quotation().is_none())
    })
}

/// An e-mail address inside of a line. Web addresses also stand in the text.
fn is_written_address(word: &str) -> bool {
    is_mail(word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '[' | ']')))
}

/// A request to readers for what only publishers ask for (a donation, an
/// address): it begins with what they are to do and speaks of them or of us, or
/// is a few words; or it speaks to the reader and names two such things. One
/// that begins with the mark of a list item is a demand of the statement.
pub(super) fn is_appeal(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        let words = &shape.words;
        let strong = (0..words.len())
            .filter_map(|at| words.get(at..))
            .filter(|rest| page.opens(Topic::StrongObjects, rest))
            .take(2)
            .count();
        let personal = page.has(Topic::ReadersAndUs, words) || shape.text.contains('@');
        let asks = strong > 0 && personal && page.opens(Topic::AppealVerbs, words);
        let brief = shape.weight <= 6 && page.opens(Topic::StrongVerbs, words);
        let twice = strong == 2 && personal && page.has(Topic::StrongVerbs, words);
        may_be_asked(page, shape) && (asks || brief || twice)
    })
}

/// A request to support us, which a letter could also make: it needs a part of
/// the page beside it, or the end of the page.
pub(super) fn is_weak_appeal(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        may_be_asked(page, shape)
            && page.opens(Topic::AppealVerbs, &shape.words)
            && page.has(Topic::AppealObjects, &shape.words)
    })
}

/// What publishers say of themselves where they ask: of us and of supporters.
pub(super) fn is_of_supporters(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        may_be_asked(page, shape)
            && page.has(Topic::ReadersAndUs, &shape.words)
            && page.has(Topic::Supporters, &shape.words)
    })
}

fn may_be_asked(page: &Page<'_>, shape: &Shape<'_>) -> bool {
    shape.quotation().is_none()
        && marks::after_item_mark(shape.text).is_none()
        && !page.has(Topic::Reporting, &shape.words)
}

/// What a form of the page says to its user.
pub(super) fn is_message(page: &Page<'_>, index: usize) -> bool {
    holds(page, index, |shape| {
        shape.weight <= 30
            && shape.quotation().is_none()
            && page.has(Topic::PageMessages, &shape.words)
    })
}
