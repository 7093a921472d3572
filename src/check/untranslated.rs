//! `check::untranslated`: the source, or a stretch of it, stands in the
//! translation.

use std::collections::BTreeSet;

use crate::diag::{Findings, Severity};
use crate::text::normalise::fold_space;
use crate::text::token::{folded_words, words};

use super::{About, Check, Pair};

pub(super) struct Untranslated;

const ABOUT: About = About {
    code: "check::untranslated",
    severity: Severity::Error,
    what: "The translation repeats the source, or some words of it in a row.",
    why: "Part of the sentence was not translated. If it has to stay (a name, a title), accept the finding with that reason.",
};

/// So many words of the source in a row are no name.
const RUN: usize = 5;

impl Check for Untranslated {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if pair.source_locale() == pair.locale() {
            return;
        }
        let (source, target) = (pair.source_text(), pair.target_text());
        if fold_space(source) == fold_space(target) {
            if common_words(source) >= 1 {
                let severity = if common_words(source) >= 3 {
                    Severity::Error
                } else {
                    Severity::Warning
                };
                findings.push(pair.weighed(&ABOUT, severity, "the translation repeats the source"));
            }
            return;
        }
        if let Some(run) = run(pair) {
            let message = "words of the source stand in the translation as they were";
            findings.push(pair.weighed(&ABOUT, Severity::Warning, message).words(&run));
        }
    }
}

/// Words with a small first letter: names and acronyms have none.
fn common_words(text: &str) -> usize {
    words(text)
        .filter(|word| {
            word.chars()
                .all(|c| c.is_lowercase() || c == '\'' || c == '’')
        })
        .filter(|word| word.chars().count() >= 2)
        .count()
}

/// The first run of words that both texts have, if two of them are no names.
fn run(pair: &Pair) -> Option<String> {
    let english = pair.source_locale();
    let source = folded_words(pair.source_text(), english);
    let known: BTreeSet<&[String]> = source.windows(RUN).collect();
    let target: Vec<&str> = words(pair.target_text()).collect();
    let folded: Vec<String> = target
        .iter()
        .map(|word| super::scan::folded(word, english).into_owned())
        .collect();
    folded
        .windows(RUN)
        .zip(target.windows(RUN))
        .find(|(folded, raw)| {
            let text = raw.join(" ");
            known.contains(*folded)
                && common_words(&text) >= 2
                && text.chars().any(super::scan::is_latin)
        })
        .map(|(_, raw)| raw.join(" "))
}
