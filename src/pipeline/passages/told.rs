//! What became of the words of a source, in words.

use std::fmt;

use serde::Serialize;

use crate::model::Span;
use crate::passage::{PartKind, Tracing, Verdict};

/// So many characters of a change are shown.
const SHOWN: usize = 80;

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

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(SHOWN).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
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
