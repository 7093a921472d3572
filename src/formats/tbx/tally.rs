//! What was not taken over, counted: a termbase may leave out the same thing a
//! million times, and a person wants to be told once.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};

/// So many different things are told apart; names come from the file.
const MOST_NAMES: usize = 50;

/// So many faults of structure are told one by one.
const MOST_FAULTS: u64 = 100;

/// Counts what was left out, by what it is and how it is called.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counted: BTreeMap<(Loss, String), (u64, Place)>,
    faults: u64,
}

/// Why something was not taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Loss {
    /// A term in a language that is not one of the project.
    Language,
    /// A term in what is no language tag, or Chinese without a script.
    Tag,
    /// A category that our glossary has no room for.
    Category,
    /// A category that the dialect of the file does not have; it may have been
    /// taken over all the same.
    Dialect,
    /// A status that is no word of the standard.
    Status,
    /// A text that was longer than [`super::LONGEST_TEXT`], or too many of them.
    Long,
    /// A concept without a term in a language of the project.
    Concept,
}

impl Tally {
    /// Counts one more of a kind; the place of the first is remembered.
    pub(super) fn count(&mut self, loss: Loss, name: &str, number: u64, place: Place) {
        let mut name: String = name.trim().chars().take(60).collect();
        let known = |name: &String, of: &Self| of.counted.contains_key(&(loss, name.clone()));
        if self.counted.len() >= MOST_NAMES && !known(&name, self) {
            name = "others".to_owned();
        }
        let entry = self.counted.entry((loss, name)).or_insert((0, place));
        entry.0 = entry.0.saturating_add(number);
    }

    /// A fault of structure: told one by one up to a number.
    pub(super) fn fault(&mut self, finding: Finding, findings: &mut Findings) {
        self.faults += 1;
        if self.faults <= MOST_FAULTS {
            findings.push(finding);
        }
    }

    /// Tells what was counted.
    pub(super) fn tell(self, findings: &mut Findings) {
        for ((loss, name), (number, place)) in self.counted {
            findings.push(loss.finding(&name, number).at(place));
        }
        if self.faults > MOST_FAULTS {
            let more = self.faults - MOST_FAULTS;
            let message = format!("{more} more faults of this kind were not shown one by one");
            findings.push(Finding::error("tbx::structure", message));
        }
    }
}

impl Loss {
    fn finding(self, name: &str, number: u64) -> Finding {
        let message = self.message(name, number);
        let finding = match self {
            Loss::Language => Finding::note("tbx::language", message),
            Loss::Tag => Finding::warning("tbx::language-tag", message),
            Loss::Category => Finding::note("tbx::left-out", message),
            Loss::Dialect => Finding::warning("tbx::dialect", message),
            Loss::Status => Finding::warning("tbx::status", message),
            Loss::Long => Finding::error("tbx::long-text", message),
            Loss::Concept => Finding::note("tbx::no-terms", message),
        };
        finding.help(self.help())
    }

    fn message(self, name: &str, number: u64) -> String {
        let name = format!("\u{201C}{name}\u{201D}");
        let counted = |one: &str, more: &str| match number {
            1 => one.to_owned(),
            number => format!("{number} {more}"),
        };
        let times = counted("once", "times");
        let terms = counted("1 term", "terms");
        match self {
            Loss::Language => format!("{terms} in {name} left out: no language of the project"),
            Loss::Tag => format!(
                "{terms} left out: {name} names no language that is known, or not the script"
            ),
            Loss::Category => {
                format!("{name} was left out {times}: the glossary has no place for it")
            }
            Loss::Dialect => {
                format!("{name} stands in the file {times}, and its dialect does not have it")
            }
            Loss::Status => format!(
                "the status {name} stands in the file {times}; it is no word of the standard, \
                 and the terms are taken as admitted"
            ),
            Loss::Long => {
                format!("a text of {name} was cut {times}: it is longer than any glossary needs")
            }
            Loss::Concept => {
                let concepts = counted("1 concept has", "concepts have");
                format!("{concepts} no term in a language of the project")
            }
        }
    }

    fn help(self) -> &'static str {
        match self {
            Loss::Language => "add the language to tilmach.toml if it is wanted",
            Loss::Tag => "correct xml:lang in the file: zh-Hans or zh-Hant for Chinese",
            Loss::Category | Loss::Concept => "nothing to do if it is not missed",
            Loss::Dialect => "the file was read all the same; tell whoever made it",
            Loss::Status => "look at their usage before you use them",
            Loss::Long => "shorten it in the file",
        }
    }
}
