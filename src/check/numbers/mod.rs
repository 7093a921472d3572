//! `check::numbers`: amounts, years, dates and other numbers.
//!
//! What is written in digits must be found on the other side: in digits by the
//! convention of either language, in words, in Chinese numerals, as a month. What
//! is written in words need not be: a translator may say “both” for “two”.

mod chinese;
mod english;
mod figures;
mod language;
mod said;
mod spoken;
mod value;

use std::collections::BTreeSet;

use crate::diag::{Findings, Severity};
use crate::model::Locale;

pub(super) use figures::{Figure, figures};
pub(crate) use said::{Part, Said, differing, digits, month, months, part};
pub(crate) use value::Value;

use super::{About, Check, Pair};

pub(super) struct Numbers;

const ABOUT: About = About {
    code: "check::numbers",
    severity: Severity::Error,
    what: "A number of the source is not in the translation, or one of the translation is not in the source.",
    why: "How many, when and where are what the press quotes first. Compare the figure with the source; 万, 億, milyon and the like are understood.",
};

impl Check for Numbers {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if pair.target_text().trim().is_empty() {
            return;
        }
        let source = Numbered::of(pair.source_text(), pair.source_locale());
        let target = Numbered::of(pair.target_text(), pair.locale());
        let missing = source.not_in(&target);
        let extra = target.not_in(&source);
        if missing.is_empty() && extra.is_empty() {
            return;
        }
        let measures = source
            .figures
            .iter()
            .filter(|figure| figure.measure)
            .count();
        let converted = missing.iter().all(|f| f.measure) && extra.len() <= measures;
        let (severity, message) = weight(&missing, &extra, converted && measures > 0);
        let lost = shown(&missing, pair.source_text());
        let new = shown(&extra, pair.target_text());
        let words = if extra.is_empty() { &lost } else { &new };
        let finding = pair.weighed(&ABOUT, severity, message).words(words);
        findings.push(if missing.is_empty() || extra.is_empty() {
            finding
        } else {
            finding.help(format!("The source has {lost}."))
        });
    }
}

/// How much weighs what, and how it is told.
fn weight(missing: &[&Figure], extra: &[&Figure], converted: bool) -> (Severity, &'static str) {
    let certain = missing.iter().chain(extra).all(|figure| figure.certain);
    match (missing.len(), extra.len()) {
        _ if converted => (Severity::Note, "a measure was converted, or left out"),
        (lost, 0) if lost > 0 => {
            let message = "a number of the source is not in the translation";
            (Severity::Warning, message)
        }
        (0, _) => {
            let message = "the translation has a number that the source has not";
            (Severity::Warning, message)
        }
        (lost, new) if certain && lost == new => (Severity::Error, ANOTHER),
        _ => (Severity::Warning, ANOTHER),
    }
}

const ANOTHER: &str = "a number is not that of the source";

/// The numbers of a text.
struct Numbered {
    figures: Vec<Figure>,
    /// Everything that may be read as a number, generously.
    said: BTreeSet<Value>,
}

impl Numbered {
    fn of(text: &str, locale: &Locale) -> Numbered {
        let language = language::of(locale);
        let figures = figures(text, locale);
        let mut said: BTreeSet<Value> = figures
            .iter()
            .flat_map(|f| f.supplies.iter().copied())
            .collect();
        spoken::words(text, locale, language, &mut said);
        if locale.language() == "zh" {
            chinese::numerals(text, &mut said);
        }
        Numbered { figures, said }
    }

    fn not_in(&self, other: &Numbered) -> Vec<&Figure> {
        self.figures
            .iter()
            .filter(|figure| {
                let readings = &figure.demands;
                !readings
                    .iter()
                    .any(|values| values.iter().all(|v| v.is_zero() || other.said.contains(v)))
            })
            .collect()
    }
}

fn shown(figures: &[&Figure], text: &str) -> String {
    let mut list: Vec<&str> = Vec::new();
    for figure in figures.iter().take(10) {
        let words = text.get(figure.bytes.clone()).unwrap_or_default();
        if !list.contains(&words) {
            list.push(words);
        }
    }
    list.join(", ")
}
