//! Single cells of a glossary file: what their words mean, or what is wrong
//! with them.

use crate::diag::{Finding, Findings};
use crate::model::inflection::{Class, Inflection};
use crate::model::{Case, Day, Locale, LocaleError, Scope, SignOff, Usage, Validity, cell};

use super::columns::{Column, Columns, at, nearest};
use super::table::Cell;

/// A term longer than this, in characters, is a paragraph in the wrong cell.
const LONGEST_TERM: usize = 1_000;

/// The longest alias, as for contributors in the project file.
const LONGEST_ALIAS: usize = 32;

/// The language.
pub(super) fn locale(cell: &Cell, findings: &mut Findings) -> Option<Locale> {
    let tag = cell.text.trim();
    if let Some(advice) = Locale::advice(tag) {
        findings.push(at(cell, Finding::note("glossary::locale-advice", advice)));
    }
    let refusal = match tag.parse() {
        Ok(locale) => return Some(locale),
        Err(LocaleError::NeedsScript) => {
            "the language does not say Simplified or Traditional Chinese"
        }
        Err(LocaleError::Unknown) => "this is no language that is known",
        Err(LocaleError::Malformed) => "this is not a language tag",
    };
    findings.push(
        at(cell, Finding::error("glossary::locale", refusal))
            .help("write en, ug, kk, kk-Arab, tr, zh-Hans or zh-Hant"),
    );
    None
}

/// The usage.
pub(super) fn usage(cell: &Cell, findings: &mut Findings) -> Option<Usage> {
    let name = cell.text.trim().to_ascii_lowercase();
    let usage = Usage::parse(&name);
    if usage.is_none() {
        let help = match nearest(&name, Usage::ALL.into_iter().map(Usage::as_str)) {
            Some(name) => format!("the nearest usage is {name}"),
            None => "write preferred, admitted, deprecated, forbidden or missing".to_owned(),
        };
        findings.push(
            at(
                cell,
                Finding::error("glossary::usage", "this is not a usage"),
            )
            .help(help),
        );
    }
    usage
}

/// Whether only `missing` has no term.
pub(super) fn fits(cell: &Cell, usage: Usage, findings: &mut Findings) -> bool {
    let (code, message, help) = match (cell.text.trim().is_empty(), usage) {
        (true, Usage::Missing) => return true,
        (false, Usage::Missing) => (
            "glossary::missing-with-term",
            "the usage is \u{201C}missing\u{201D}, but there is a term",
            "write its usage, or empty the cell",
        ),
        (true, _) => (
            "glossary::empty-term",
            "there is no term",
            "write the term, or the usage \u{201C}missing\u{201D}",
        ),
        (false, _) => return true,
    };
    findings.push(at(cell, Finding::error(code, message)).help(help));
    false
}

/// Whether it may be a term.
pub(super) fn not_too_long(cell: &Cell, findings: &mut Findings) -> bool {
    let length = cell.text.trim().chars().count();
    if length <= LONGEST_TERM {
        return true;
    }
    let message = format!("the term has {length} characters; {LONGEST_TERM} is the most");
    findings.push(at(cell, Finding::error("glossary::long-term", message)));
    false
}

/// Line breaks and tabs tear the written tables apart; marks that override
/// the direction (Unicode, bidirectional formatting) show a term as another.
pub(super) fn no_controls(cell: &Cell, findings: &mut Findings) -> bool {
    let harmful =
        |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let Some(found) = cell.text.trim().chars().find(|c| harmful(*c)) else {
        return true;
    };
    let message = format!("there is a control character (U+{:04X})", u32::from(found));
    findings.push(at(
        cell,
        Finding::error("glossary::control-character", message),
    ));
    false
}

/// Whether no spreadsheet runs the cell when it opens the file. What begins
/// with `=` or `@` is refused; a sign may be part of a word or a remark.
pub(super) fn no_formula(cell: &Cell, findings: &mut Findings) -> bool {
    let text = cell.text.trim();
    if !cell::is_formula(text) {
        return true;
    }
    let refused = text.starts_with(['=', '@', '\u{FF1D}', '\u{FF20}']);
    let message = "a spreadsheet would take this cell for a formula";
    let finding = if refused {
        Finding::error("glossary::formula", message)
    } else {
        Finding::warning("glossary::formula", message)
    };
    findings.push(
        at(cell, finding).help("if these are words, write one apostrophe (') in front of them"),
    );
    !refused
}

/// How the term takes its endings. A cell at fault counts as empty.
pub(super) fn inflection(cell: Option<&Cell>, findings: &mut Findings) -> (Inflection, String) {
    let Some(cell) = cell else {
        return Default::default();
    };
    let words = cell.text.trim();
    match Inflection::parse(words) {
        Ok(read) => (read, words.to_owned()),
        Err(fault) => {
            let classes = Class::ALL.into_iter().map(Class::as_str);
            let switches = Inflection::SWITCHES
                .into_iter()
                .flat_map(|(yes, no)| [yes, no]);
            let help = match nearest(&fault.word, classes.chain(switches)) {
                Some(name) => {
                    format!("the nearest word is {name}; until then it is taken as simple")
                }
                None => "write simple, izafet, name, acronym or invariable; until then it is \
                         taken as simple"
                    .to_owned(),
            };
            let finding = Finding::warning("glossary::inflection", fault.to_string());
            findings.push(at(cell, finding).help(help));
            Default::default()
        }
    }
}

/// The rule about capitals.
pub(super) fn case(cell: Option<&Cell>, findings: &mut Findings) -> Case {
    let names = Case::ALL.map(|case| (case, case.as_str()));
    one_of(cell, &names, findings).unwrap_or_default()
}

/// Where the decision holds.
pub(super) fn scope(cell: Option<&Cell>, findings: &mut Findings) -> Scope {
    let names = Scope::ALL.map(|scope| (scope, scope.as_str()));
    one_of(cell, &names, findings).unwrap_or_default()
}

/// Whether the row says that its concept is a guard concept.
pub(super) fn guard(cell: Option<&Cell>, findings: &mut Findings) -> bool {
    one_of(cell, &[(true, "yes"), (false, "no")], findings).unwrap_or_default()
}

/// The meaning of a cell that takes one of a few words; none if it is empty or
/// at fault.
fn one_of<T: Copy>(cell: Option<&Cell>, names: &[(T, &str)], findings: &mut Findings) -> Option<T> {
    let cell = cell.filter(|cell| !cell.text.trim().is_empty())?;
    let word = cell.text.trim();
    let known = names
        .iter()
        .find(|(_, name)| name.eq_ignore_ascii_case(word));
    if known.is_none() {
        let help = match nearest(word, names.iter().map(|(_, name)| *name)) {
            Some(name) => {
                format!("the nearest word is {name}; until then the cell counts as empty")
            }
            None => {
                let all: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
                format!(
                    "write {}; until then the cell counts as empty",
                    all.join(" or ")
                )
            }
        };
        let finding = Finding::warning("glossary::word", "this is no word of this column");
        findings.push(at(cell, finding).help(help));
    }
    known.map(|(meaning, _)| *meaning)
}

/// Who answers for the term. Both cells must be there and sound; otherwise the
/// term is not signed off.
pub(super) fn sign_off(
    columns: &Columns,
    row: &[Cell],
    findings: &mut Findings,
) -> Option<SignOff> {
    let filled = |column| {
        columns
            .cell(row, column)
            .filter(|cell| !cell.text.trim().is_empty())
    };
    let (by, on) = match (filled(Column::SignedBy), filled(Column::SignedOn)) {
        (None, None) => {
            if let Some(cell) = filled(Column::SignedBecause) {
                let message = "a reason (signed_because) signs nothing: alias and day are missing";
                findings.push(unsigned(cell, message));
            }
            return None;
        }
        (Some(by), Some(on)) => (by, on),
        (Some(cell), None) | (None, Some(cell)) => {
            let message = "a sign-off needs both an alias (signed_by) and a day (signed_on)";
            findings.push(unsigned(cell, message));
            return None;
        }
    };
    let alias = by.text.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let sound = alias.chars().all(plain) && alias.len() <= LONGEST_ALIAS;
    if !sound {
        let message = "an alias has at most 32 letters a to z, digits, - and _; never a real name";
        findings.push(unsigned(by, message));
    }
    let on = day(Some(on), findings);
    sound.then_some(SignOff {
        by: alias.to_owned(),
        on: on?,
        reason: columns.text(row, Column::SignedBecause).to_owned(),
    })
}

fn unsigned(cell: &Cell, message: &str) -> Finding {
    at(cell, Finding::warning("glossary::sign-off", message))
        .help("until this is corrected the term counts as not signed off")
}

/// The days on which the decision holds.
pub(super) fn validity(columns: &Columns, row: &[Cell], findings: &mut Findings) -> Validity {
    let from = day(columns.cell(row, Column::ValidFrom), findings);
    let last = columns.cell(row, Column::ValidUntil);
    let until = day(last, findings);
    if let (Some(from), Some(until), Some(cell)) = (from, until, last)
        && until < from
    {
        let message = "the decision ends before it begins: it never holds";
        findings.push(at(cell, Finding::warning("glossary::validity", message)));
    }
    Validity { from, until }
}

fn day(cell: Option<&Cell>, findings: &mut Findings) -> Option<Day> {
    let cell = cell.filter(|cell| !cell.text.trim().is_empty())?;
    let day = cell.text.trim().parse();
    if day.is_err() {
        findings.push(
            at(
                cell,
                Finding::warning("glossary::day", "this is not a day of the calendar"),
            )
            .help("write year-month-day: 2026-03-31; until then the cell counts as empty"),
        );
    }
    day.ok()
}
