//! What was not taken over, counted: a termbase may leave out the same thing a
//! million times, and a person wants to be told once.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place, Severity};

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
    /// A text that was longer than [`super::LONGEST_TEXT`].
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
        let times = match number {
            1 => "once".to_owned(),
            number => format!("{number} times"),
        };
        let terms = match number {
            1 => "1 term".to_owned(),
            number => format!("{number} terms"),
        };
        let concepts = match number {
            1 => "1 concept has".to_owned(),
            number => format!("{number} concepts have"),
        };
        let (severity, code, message, help) = match self {
            Loss::Language => (
                Severity::Note,
                "tbx::language",
                format!(
                    "{terms} in \u{201C}{name}\u{201D} were left out: no language of the project"
                ),
                "add the language to tilmach.toml if it is wanted",
            ),
            Loss::Tag => (
                Severity::Warning,
                "tbx::language-tag",
                format!(
                    "{terms} were left out: \u{201C}{name}\u{201D} names no language that is known, or not the script"
                ),
                "correct xml:lang in the file: zh-Hans or zh-Hant for Chinese",
            ),
            Loss::Category => (
                Severity::Note,
                "tbx::left-out",
                format!(
                    "\u{201C}{name}\u{201D} was left out {times}: the glossary has no place for it"
                ),
                "nothing to do if it is not missed",
            ),
            Loss::Dialect => (
                Severity::Warning,
                "tbx::dialect",
                format!(
                    "\u{201C}{name}\u{201D} stands in the file {times}, and its dialect does not have it"
                ),
                "the file was read all the same; tell whoever made it",
            ),
            Loss::Status => (
                Severity::Warning,
                "tbx::status",
                format!(
                    "the status \u{201C}{name}\u{201D} stands in the file {times}; it is no word of the standard, and the terms are taken as admitted"
                ),
                "look at their usage before you use them",
            ),
            Loss::Long => (
                Severity::Error,
                "tbx::long-text",
                format!(
                    "a text of \u{201C}{name}\u{201D} was cut {times}: it is longer than any glossary needs"
                ),
                "shorten it in the file",
            ),
            Loss::Concept => (
                Severity::Note,
                "tbx::no-terms",
                format!("{concepts} no term in a language of the project"),
                "nothing to do if they are not missed",
            ),
        };
        let finding = match severity {
            Severity::Note => Finding::note(code, message),
            Severity::Warning => Finding::warning(code, message),
            Severity::Error => Finding::error(code, message),
        };
        finding.help(help)
    }
}
