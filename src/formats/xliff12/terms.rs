//! A term of a segment as one line of a note.

use crate::model::{TermNote, TermRendering, Usage};

/// What stands before the renderings of each usage.
const GROUPS: [(Usage, &str); 4] = [
    (Usage::Preferred, "use"),
    (Usage::Admitted, "also right"),
    (Usage::Deprecated, "better not"),
    (Usage::Forbidden, "never"),
];

/// `term = use: rendering [source; whose]; also right: …; never: …. Reason: …. Remark`
pub(in crate::formats) fn line(term: &TermNote) -> String {
    let groups: Vec<String> = GROUPS
        .iter()
        .filter_map(|(usage, label)| group(term, *usage, label))
        .collect();
    let mut line = term.words.clone();
    if !groups.is_empty() {
        line.push_str(" = ");
        line.push_str(&groups.join("; "));
    }
    if let Some(reason) = &term.reason {
        line.push_str(". Reason: ");
        line.push_str(reason);
    }
    if let Some(remark) = &term.remark {
        line.push_str(". ");
        line.push_str(remark);
    }
    line
}

/// The renderings of one usage; what several in a row rest on is said once.
fn group(term: &TermNote, usage: Usage, label: &str) -> Option<String> {
    let all: Vec<&TermRendering> = term.of(usage).collect();
    let alike = |one: &&TermRendering, other: &&TermRendering| {
        one.source == other.source && one.whose == other.whose
    };
    let shown: Vec<String> = all.chunk_by(alike).map(renderings).collect();
    (!shown.is_empty()).then(|| format!("{label}: {}", shown.join(", ")))
}

fn renderings(alike: &[&TermRendering]) -> String {
    let words: Vec<&str> = alike.iter().map(|one| one.text.as_str()).collect();
    let rests = alike
        .first()
        .map(|one| format!(" [{}; {}]", one.source, one.whose));
    format!("{}{}", words.join(", "), rests.unwrap_or_default())
}
