//! Terms and quotations in a line each, short enough to stand beside a sentence.

use crate::formats::notes;
use crate::model::{QuotedBy, TermNote, TermRendering, Usage};

/// What stands before the renderings of each usage. What is asked for needs no word.
const GROUPS: [(Usage, &str); 4] = [
    (Usage::Preferred, ""),
    (Usage::Admitted, "also: "),
    (Usage::Deprecated, "better not: "),
    (Usage::Forbidden, "not: "),
];

/// A remark or a reason that is longer than this, in characters, is left to the
/// glossary: a reviewer reads the sentence.
const LONGEST: usize = 60;

/// `term → rendering (not signed off); also: …; not: …`, and what is remarked if it is
/// short. Where nothing was decided, the remark says so, whatever its length.
pub fn term_line(note: &TermNote) -> String {
    let groups: Vec<String> = GROUPS
        .iter()
        .filter_map(|(usage, label)| group(note, *usage, label))
        .collect();
    let is_open = groups.is_empty();
    let mut line = note.words.clone();
    if !is_open {
        line.push_str(" \u{2192} ");
        line.push_str(&groups.join("; "));
    }
    for said in [&note.reason, &note.remark].into_iter().flatten() {
        if is_open || said.chars().count() <= LONGEST {
            line.push_str(". ");
            line.push_str(said);
        }
    }
    line
}

fn group(note: &TermNote, usage: Usage, label: &str) -> Option<String> {
    let shown = |one: &TermRendering| match usage {
        Usage::Preferred => format!("{} ({})", one.text, standing(one)),
        _ => one.text.clone(),
    };
    let words: Vec<String> = note.of(usage).map(shown).collect();
    (!words.is_empty()).then(|| format!("{label}{}", words.join(", ")))
}

/// Whether somebody answers for a rendering.
fn standing(rendering: &TermRendering) -> &'static str {
    if rendering.binds {
        "signed off"
    } else if rendering.source.starts_with("unattested") {
        "unattested"
    } else {
        "not signed off"
    }
}

/// Whose words a unit is. Which of its words they are is seen in the sentence.
pub fn quotation_line(quoted: &QuotedBy) -> String {
    let whole = QuotedBy {
        parts: Vec::new(),
        ..quoted.clone()
    };
    let part = if quoted.parts.is_empty() {
        ""
    } else {
        " (in part)"
    };
    format!("{}{part}", notes::quotation(&whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendering(text: &str, usage: Usage, binds: bool) -> TermRendering {
        TermRendering {
            text: text.to_owned(),
            usage,
            source: "attested: 3 statements; not signed off".to_owned(),
            whose: "all profiles".to_owned(),
            binds,
        }
    }

    fn note(renderings: Vec<TermRendering>, remark: &str) -> TermNote {
        TermNote {
            concept: "c".to_owned(),
            words: "Xinjiang".to_owned(),
            span: (0, 8),
            definition: None,
            renderings,
            reason: Some("long ".repeat(40)),
            remark: Some(remark.to_owned()),
        }
    }

    #[test]
    fn a_term_is_one_short_line() {
        let all = vec![
            rendering("Sincan", Usage::Preferred, false),
            rendering("Xinjiang", Usage::Admitted, true),
            rendering("A", Usage::Forbidden, true),
            rendering("B", Usage::Forbidden, true),
        ];
        assert_eq!(
            term_line(&note(all, "Short.")),
            "Xinjiang \u{2192} Sincan (not signed off); also: Xinjiang; not: A, B. Short."
        );
        let signed = vec![rendering("Sincan", Usage::Preferred, true)];
        let line = term_line(&note(signed, &"word ".repeat(30)));
        assert_eq!(line, "Xinjiang \u{2192} Sincan (signed off)");
    }

    #[test]
    fn a_term_without_a_decision_says_so() {
        let mut open = note(Vec::new(), &"ask ".repeat(30));
        open.reason = None;
        assert!(term_line(&open).starts_with("Xinjiang. ask ask"));
    }

    #[test]
    fn the_words_that_are_quoted_are_not_said_again() {
        let quoted = QuotedBy {
            speaker: Some("Ana Roe".to_owned()),
            continued_from: None,
            parts: vec!["x".to_owned()],
        };
        assert_eq!(quotation_line(&quoted), "Quotation of Ana Roe (in part)");
    }
}
