//! What every paragraph of a statement is for, by rules that can be explained.
//!
//! Press releases and their web pages are made of the same parts: a title and a
//! standfirst, running text under short headings, quotations taken out of it,
//! pictures, and what belongs to the page and not to the statement. The rules
//! look at the form of a line, at its place, and at the words of `rules/`; each
//! has a sentence that says why it decided. `docs/statements.md` lists them.
//!
//! Rules stand in groups, and groups in an order; within a group the first rule
//! that holds decides. Text that is taken for a part of the page would be lost
//! to the translators, so only rules that are sure say so: the others leave a
//! paragraph with the text.
//!
//! ```
//! use tilmach::model::{Locale, Role};
//! use tilmach::statement::{Line, judge};
//! let lines = [
//!     Line { number: 1, text: "Archive closed without a reason" },
//!     Line { number: 3, text: "The town archive was closed in May." },
//! ];
//! let verdicts = judge(&lines, &Locale::english());
//! assert_eq!(verdicts[0].role, Role::Title);
//! assert_eq!(verdicts[0].why, "the first short line above the text");
//! ```

mod alone;
mod dates;
mod furniture;
mod marks;
mod page;
mod place;
mod quotes;
mod repeats;
mod tail;
mod vocabulary;

#[cfg(test)]
mod tests;

use crate::model::{Document, Locale, ParagraphKind, Role};

use page::{Decision, Page};
use repeats::{Repeats, taken_words};

/// A paragraph to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The line of the file it stands on, from 1. Blank lines are counted: what
    /// stands on neighbouring lines may belong together.
    pub number: u64,
    /// Its text.
    pub text: &'a str,
}

/// What was decided of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it is for.
    pub role: Role,
    /// The rule that decided, in words.
    pub why: &'static str,
    /// The index of the paragraph of running text whose words it repeats, if it
    /// is a pull quote or a caption that does.
    pub repeats: Option<usize>,
}

/// One rule: the role it gives, why, and when.
struct Rule {
    role: Role,
    why: &'static str,
    holds: fn(&Page<'_>, usize) -> bool,
}

/// Rules of one kind, with the roles that they may still change.
struct Group {
    /// Roles that were given before and may be changed; none for what has no
    /// role yet.
    changes: &'static [Option<Role>],
    rules: &'static [Rule],
}

/// The groups before and after the search for repeated words.
const GROUPS: [&[Group]; 2] = [
    &[alone::GROUP],
    &[
        quotes::GROUP,
        quotes::PICTURES,
        place::SHAPE,
        place::HEAD,
        tail::GROUP,
        place::LISTS,
    ],
];

/// Judges the paragraphs of one statement, in order. There is a verdict for
/// each. The work grows with the length of the text.
pub fn judge(lines: &[Line<'_>], locale: &Locale) -> Vec<Verdict> {
    let mut page = Page::new(lines, locale);
    let [first, second] = GROUPS;
    apply(&mut page, first);
    find_quotes(&mut page);
    apply(&mut page, second);
    let decided: Vec<Decision> = page
        .decisions
        .iter()
        .map(|decision| {
            decision.unwrap_or(Decision {
                role: Role::Body,
                why: "nothing else",
            })
        })
        .collect();
    let roles: Vec<Role> = decided.iter().map(|decision| decision.role).collect();
    let links = linked(&page, &roles);
    decided
        .iter()
        .zip(links)
        .map(|(decision, repeats)| Verdict {
            role: decision.role,
            why: decision.why,
            repeats,
        })
        .collect()
}

/// For every paragraph of a document, the number of the paragraph of running
/// text whose words it repeats, if it is a pull quote or a caption that does.
/// The roles are taken from the document.
pub fn repeated_paragraphs(document: &Document, locale: &Locale) -> Vec<Option<u32>> {
    let roles: Vec<Role> = document.paragraphs.iter().map(|p| p.role).collect();
    if !roles.iter().any(|role| may_repeat(*role)) {
        return vec![None; roles.len()];
    }
    let texts: Vec<String> = document.paragraphs.iter().map(|p| p.text()).collect();
    let lines: Vec<Line<'_>> = document
        .paragraphs
        .iter()
        .zip(&texts)
        .map(|(paragraph, text)| Line {
            number: paragraph.line,
            text,
        })
        .collect();
    let number = |index: usize| document.paragraphs.get(index).map(|p| p.number);
    linked(&Page::new(&lines, locale), &roles)
        .into_iter()
        .map(|link| link.and_then(number))
        .collect()
}

/// Whether paragraphs of this role may repeat words of the text.
fn may_repeat(role: Role) -> bool {
    matches!(role, Role::PullQuote | Role::Caption)
}

fn linked(page: &Page<'_>, roles: &[Role]) -> Vec<Option<usize>> {
    if !roles.iter().any(|role| may_repeat(*role)) {
        return vec![None; roles.len()];
    }
    let text = |index: usize| {
        let role = roles.get(index)?;
        let words = page.shape(index)?.words.as_slice();
        (role.kind() == ParagraphKind::Body).then_some(words)
    };
    let repeats = Repeats::new((0..roles.len()).map(text).collect());
    roles
        .iter()
        .enumerate()
        .map(|(index, role)| {
            let shape = page.shape(index).filter(|_| may_repeat(*role))?;
            let words = taken_words(shape, &page.vocabulary);
            repeats.find(&words, index).map(|repeat| repeat.host)
        })
        .collect()
}

fn apply(page: &mut Page<'_>, groups: &[Group]) {
    for group in groups {
        page.survey();
        for index in 0..page.shapes.len() {
            if !group.changes.contains(&page.role(index)) {
                continue;
            }
            let found = group.rules.iter().find(|rule| (rule.holds)(page, index));
            if let (Some(rule), Some(decision)) = (found, page.decisions.get_mut(index)) {
                page.has_title |= rule.role == Role::Title;
                *decision = Some(Decision {
                    role: rule.role,
                    why: rule.why,
                });
            }
        }
    }
}

/// For what has no role yet, the paragraph whose words it repeats.
fn find_quotes(page: &mut Page<'_>) {
    let text = |index: usize| {
        let open = matches!(page.role(index), None | Some(Role::ListItem));
        Some(page.shape(index)?.words.as_slice()).filter(|_| open)
    };
    let repeats = Repeats::new((0..page.shapes.len()).map(text).collect());
    let found = (0..page.shapes.len())
        .map(|index| {
            let shape = page.shape(index).filter(|_| page.role(index).is_none())?;
            let words = taken_words(shape, &page.vocabulary);
            repeats.find(&words, index)
        })
        .collect();
    page.repeats = found;
}
