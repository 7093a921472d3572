//! Rules about terms: what `glossary::Terminology` found, put into words.
//!
//! How much a finding weighs is not the rule's to say. Only a term that is
//! attested and signed off raises an error; every other one warns.

mod altered_quotation;
mod deprecated;
mod forbidden;
mod guard;
mod inconsistent;
mod missing;
mod other_profile;
mod unsure;

pub(super) use altered_quotation::AlteredQuotation;
pub(super) use deprecated::Deprecated;
pub(super) use forbidden::Forbidden;
pub(super) use guard::Guard;
pub(super) use inconsistent::Inconsistent;
pub(super) use missing::Missing;
pub(super) use other_profile::OtherProfile;
pub(super) use unsure::Unsure;

use crate::diag::Findings;
use crate::glossary::{Fault, FaultKind};

use super::{About, Pair};

/// The longest reason that is told, in characters.
const LONGEST_REASON: usize = 200;

/// The faults that a rule tells of.
pub(super) fn kind_of(code: &str) -> Option<FaultKind> {
    Some(match code {
        "term::missing" => FaultKind::Missing,
        "term::unsure" => FaultKind::Unsure,
        "term::forbidden" => FaultKind::Forbidden,
        "term::deprecated" => FaultKind::Deprecated,
        "term::other-profile" => FaultKind::OtherProfile,
        "term::altered-quotation" => FaultKind::AlteredQuotation,
        "term::guard" => FaultKind::Guard,
        _ => return None,
    })
}

/// Reports the faults of one kind. `message` says what is wrong with one.
fn report(
    about: &About,
    kind: FaultKind,
    pair: &Pair,
    findings: &mut Findings,
    message: impl Fn(&Fault) -> String,
) {
    let Some(verdict) = pair.terms() else {
        return;
    };
    for fault in verdict.faults.iter().filter(|fault| fault.kind == kind) {
        let mut finding = pair.weighed(about, fault.weight, message(fault));
        if let Some(words) = fault.words.as_ref().or(fault.source_words.as_ref()) {
            finding = finding.words(words);
        }
        findings.push(finding.help(help(fault)));
    }
}

/// What the desk writes, whose decision it is, and why.
fn help(fault: &Fault) -> String {
    let mut parts = Vec::new();
    if fault.kind == FaultKind::Guard {
        parts.push("Take it out, or ask whether the source means it.".to_owned());
    } else if !fault.instead.is_empty() {
        let quoted: Vec<String> = fault
            .instead
            .iter()
            .map(|term| format!("“{term}”"))
            .collect();
        parts.push(format!(
            "The desk writes {} ({}).",
            quoted.join(" or "),
            fault.whose
        ));
    } else {
        parts.push(format!("This is the decision of {}.", fault.whose));
    }
    if let Some(nearest) = &fault.nearest {
        parts.push(format!("Nearest to it is: {nearest}."));
    }
    if !fault.reason.is_empty() {
        let cut: String = fault.reason.chars().take(LONGEST_REASON).collect();
        let dots = if cut.len() < fault.reason.len() {
            "…"
        } else {
            ""
        };
        parts.push(format!("Remark: {cut}{dots}"));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests;
