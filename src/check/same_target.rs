//! `check::same-target`: two sentences with one translation.

use std::collections::BTreeMap;

use crate::diag::Severity;
use crate::text::fold::fold;
use crate::text::normalise::fold_space;
use crate::text::token::count_words;

use super::same_source::{LEAST_WORDS, name};
use super::{About, CheckStatement, Pair, Remark, Statement};

pub(super) struct SameTarget;

const ABOUT: About = About {
    code: "check::same-target",
    severity: Severity::Warning,
    what: "Different sources have the same translation in one document.",
    why: "A translation was often pasted into the wrong place, or a similar one was taken over and not adapted.",
};

impl CheckStatement for SameTarget {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, statement: &Statement, remarks: &mut Vec<Remark>) {
        let mut first: BTreeMap<String, (&Pair, String)> = BTreeMap::new();
        for (unit, pair) in statement.pairs().iter().enumerate() {
            let words = count_words(pair.source_text()).min(count_words(pair.target_text()));
            if words < LEAST_WORDS {
                continue;
            }
            let key = fold_space(pair.target_text());
            let source = letters(&fold(pair.source_text(), pair.source_locale()));
            let Some((earlier, other)) = first.get(&key) else {
                first.insert(key, (pair, source));
                continue;
            };
            if *other != source && !is_repeat(pair) {
                let message = format!(
                    "{} has another source and the same translation",
                    name(earlier)
                );
                let finding = pair.fault(&ABOUT, message);
                remarks.push(Remark {
                    unit,
                    finding,
                    evidence: other.clone(),
                });
            }
        }
    }
}

/// What is the same sentence with other punctuation is no other sentence.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A source left as it was is told by another rule.
fn is_repeat(pair: &Pair) -> bool {
    fold_space(pair.source_text()) == fold_space(pair.target_text())
}
