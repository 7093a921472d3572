use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Place, shown};

/// How much a finding weighs. The order is that of weight, lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Somebody should look; the work went on.
    Warning,
    /// Something was refused or kept back. The exit code becomes 1.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One thing that is wrong with the input, in words a translator can act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// A stable name, `room::fault`, listed in `docs/findings.md`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it was found.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The words in question, if showing them helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Finding {
    fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Finding {
            code: code.to_owned(),
            severity,
            place: Place::default(),
            message: message.into(),
            words: None,
            help: None,
        }
    }

    /// A finding that refuses or keeps back a part of the input.
    pub fn error(code: &str, message: impl Into<String>) -> Self {
        Finding::new(Severity::Error, code, message)
    }

    /// A finding somebody should look at.
    pub fn warning(code: &str, message: impl Into<String>) -> Self {
        Finding::new(Severity::Warning, code, message)
    }

    /// A finding that only informs.
    pub fn note(code: &str, message: impl Into<String>) -> Self {
        Finding::new(Severity::Note, code, message)
    }

    /// The same finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The same finding with the words in question, cut to 80 characters.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        let mut cut: String = words.chars().take(80).collect();
        if cut.len() < words.len() {
            cut.push('…');
        }
        self.words = Some(cut);
        self
    }

    /// The same finding with the next step.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}[{}]: {}",
            self.place,
            self.severity,
            self.code,
            shown(&self.message)
        )?;
        if let Some(words) = &self.words {
            write!(f, ": \u{201C}{}\u{201D}", shown(words))?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n    {}", shown(help))?;
        }
        Ok(())
    }
}

/// Findings in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Findings {
    list: Vec<Finding>,
    /// Of one code no more than so many are listed; none: all are.
    #[serde(skip)]
    most: Option<usize>,
    /// How many there are of each code, if there is a limit.
    #[serde(skip)]
    numbers: BTreeMap<String, usize>,
}

impl Findings {
    /// No findings yet.
    pub fn new() -> Self {
        Findings::default()
    }

    /// No findings yet, and never more than so many of one code in the list: a
    /// file of a million units may have a million of them.
    /// [`Findings::told`] says how many there were.
    pub fn at_most(most: usize) -> Self {
        Findings {
            most: Some(most),
            ..Findings::default()
        }
    }

    /// Adds one finding; beyond the limit it is counted only.
    pub fn push(&mut self, finding: Finding) {
        if let Some(most) = self.most {
            let number = self.numbers.entry(finding.code.clone()).or_default();
            *number += 1;
            if *number > most {
                return;
            }
        }
        self.list.push(finding);
    }

    /// Counts one of a code that is listed elsewhere, up to the limit.
    pub fn count_only(&mut self, code: &str) {
        let most = self.most.unwrap_or_default();
        let number = self.numbers.entry(code.to_owned()).or_insert(most);
        *number = 1 + (*number).max(most);
    }

    /// The findings, and for every code with more than the limit a note that says
    /// how many were left out.
    #[must_use]
    pub fn told(self) -> Findings {
        let most = self.most.unwrap_or(usize::MAX);
        let mut list = self.list;
        for (code, number) in self.numbers {
            if number > most {
                let message = format!("{} more findings {code} are not listed", number - most);
                list.push(Finding::note("file::more", message));
            }
        }
        Findings {
            list,
            ..Findings::default()
        }
    }

    /// Adds all findings of another list, giving each the file's name if it
    /// has none. Readers see bytes and know no file names.
    pub fn extend_in(&mut self, file: &str, other: Findings) {
        for mut finding in other.list {
            finding.place.file.get_or_insert_with(|| file.to_owned());
            self.push(finding);
        }
    }

    /// Adds all findings of another list.
    pub fn extend(&mut self, other: Findings) {
        for finding in other.list {
            self.push(finding);
        }
    }

    /// The findings, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// How many findings there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|f| f.severity == severity).count()
    }

    /// Whether there is no finding at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_and_controls_shown() {
        let long = "ә".repeat(200);
        let finding = Finding::note("a::b", "m").words(&long);
        assert_eq!(
            finding.words.as_deref().map(|w| w.chars().count()),
            Some(81)
        );
        let shown = Finding::note("a::b", "m").words("x\u{1b}[31m").to_string();
        assert!(!shown.contains('\u{1b}'), "{shown}");
    }

    #[test]
    fn a_million_of_one_kind_is_a_number() {
        let mut findings = Findings::at_most(2);
        for _ in 0..1_000_000 {
            findings.push(Finding::warning("a::b", "m"));
        }
        findings.push(Finding::error("a::c", "m"));
        let told = findings.told();
        let messages: Vec<&str> = told.iter().map(|f| f.message.as_str()).collect();
        let more = "999998 more findings a::b are not listed";
        assert_eq!(messages, ["m", "m", "m", more]);
    }

    #[test]
    fn readers_get_their_file_later() {
        let mut inner = Findings::new();
        inner.push(Finding::error("a::b", "m").at(Place::default().line(2, 3)));
        let mut outer = Findings::new();
        outer.extend_in("f.xlf", inner);
        assert_eq!(
            outer.iter().next().map(ToString::to_string).as_deref(),
            Some("f.xlf:2:3: error[a::b]: m")
        );
    }
}
