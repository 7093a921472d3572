//! What became of the words of a source, in words.

use std::fmt;

use serde::Serialize;

use crate::model::Span;
use crate::passage::{PartKind, Tracing, Verdict};

/// So many characters of a change are shown.
const SHOWN: usize = 160;

/// So many words of a change are shown.
const WORDS: usize = 20;

/// So many changes of one quotation are told in a line.
const CHANGES: usize = 5;

/// A change of a quotation against its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What it is: `elided`, `inserted`, `restored`, `replaced`, `omitted`, `added`,
    /// `mark`.
    pub kind: &'static str,
    /// The words or marks of the source; empty where there are none.
    pub source: String,
    /// Those of the quotation; empty where there are none.
    pub quoted: String,
    /// Where it stands in the quotation.
    #[serde(skip)]
    pub place: Option<Span>,
    #[serde(skip)]
    altered: bool,
}

impl Change {
    /// Whether nothing in the quotation says that something was changed.
    pub fn is_altered(&self) -> bool {
        self.altered
    }
}

/// `“one” became “the other”`.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (source, quoted) = (cut(&self.source), cut(&self.quoted));
        match (source.is_empty(), quoted.is_empty()) {
            (false, true) => write!(f, "“{source}” is missing"),
            (true, _) => write!(f, "“{quoted}” was added"),
            (false, false) => write!(f, "“{source}” became “{quoted}”"),
        }
    }
}

/// A text of at most so many words and characters.
fn cut(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.get(..WORDS.min(words.len())).unwrap_or_default();
    let first = first.join(" ");
    let mut cut: String = first.chars().take(SHOWN).collect();
    if cut.len() < first.len() || words.len() > WORDS {
        cut.push('…');
    }
    cut
}

/// What nothing in the quotation tells of, in one line; none if there is no such change.
pub fn altered(changes: &[Change]) -> Option<String> {
    let altered: Vec<&Change> = changes.iter().filter(|one| one.is_altered()).collect();
    let told = altered.iter().take(CHANGES);
    let mut told: Vec<String> = told.map(ToString::to_string).collect();
    if altered.len() > CHANGES {
        told.push(format!("and {} more", altered.len() - CHANGES));
    }
    (!told.is_empty()).then(|| told.join("; "))
}

/// What was changed, in the order of the quotation. What was only cut at an end is not
/// told.
pub fn changes(tracing: &Tracing, source: &str, quoted: &str) -> Vec<Change> {
    let words = |text: &str, span: &Option<Span>| {
        let span = span.as_ref();
        let words = span.and_then(|span| text.get(span.bytes.clone()));
        words.unwrap_or_default().trim().to_owned()
    };
    // What has no place in the quotation stands after what was there before.
    let mut last: Option<Span> = None;
    let mut all = Vec::new();
    for part in &tracing.parts {
        let place = part.quoted.clone().or_else(|| last.clone());
        if part.quoted.is_some() {
            last.clone_from(&part.quoted);
        }
        if matches!(part.kind, PartKind::Kept | PartKind::Cut) {
            continue;
        }
        all.push(Change {
            kind: part.kind.as_str(),
            source: words(source, &part.source),
            quoted: words(quoted, &part.quoted),
            place,
            altered: part.kind.verdict() == Verdict::Altered,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_changes_has_an_end() {
        let change = Change {
            kind: "added",
            source: String::new(),
            quoted: "word ".repeat(50).trim().to_owned(),
            place: None,
            altered: true,
        };
        let told = altered(&vec![change; 9]).expect("changes");
        assert!(told.ends_with("; and 4 more"), "{told}");
        assert_eq!(told.matches("word").count(), 5 * 20);
        assert!(told.starts_with(&format!("“{}…” was added", ["word"; 20].join(" "))));
        assert_eq!(altered(&[]), None);
    }
}
