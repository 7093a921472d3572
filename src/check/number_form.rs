//! `check::number-form`: digits by the convention of another language.

use crate::diag::{Findings, Severity};

use super::numbers::figures;
use super::pair::Tongue;
use super::{About, Check, Pair};

pub(super) struct NumberForm;

const ABOUT: About = About {
    code: "check::number-form",
    severity: Severity::Warning,
    what: "A number with a comma or a point as English has it, where Turkish and Kazakh have the other one.",
    why: "1,250 is read as one and a quarter in Turkish and Kazakh. Turkish writes 1.250 and 1,25; Kazakh 1 250 and 1,25.",
};

impl Check for NumberForm {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        if !matches!(pair.tongue(), Tongue::Turkish | Tongue::Kazakh) {
            return;
        }
        let source = figures(pair.source_text(), pair.source_locale());
        let target = figures(pair.target_text(), pair.locale());
        for figure in target.iter().filter(|figure| figure.mark.is_some()) {
            // Copied as it stood: the same digits with the same mark.
            let copied = source.iter().any(|other| {
                other.mark == figure.mark
                    && text(pair.source_text(), other) == text(pair.target_text(), figure)
            });
            let is_clock = figure.mark == Some('.') && is_time(text(pair.target_text(), figure));
            if copied && !is_clock {
                let message = format!(
                    "this number is written as in English, not as in {}",
                    pair.locale()
                );
                let finding = pair.fault(&ABOUT, message);
                findings.push(finding.words(text(pair.target_text(), figure)));
            }
        }
    }
}

fn text<'a>(text: &'a str, figure: &super::numbers::Figure) -> &'a str {
    text.get(figure.bytes.clone()).unwrap_or_default()
}

/// 18.30 may be half past six.
fn is_time(text: &str) -> bool {
    let Some((hour, minute)) = text.split_once('.') else {
        return false;
    };
    let below = |part: &str, most: u32| part.parse().is_ok_and(|n: u32| n < most);
    minute.len() == 2 && below(hour, 24) && below(minute, 60)
}
