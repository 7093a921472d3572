//! `check::codes`: inline codes (tags) that are missing, new, or do not nest.

use std::collections::BTreeMap;

use crate::diag::{Findings, Severity};
use crate::model::{CodeKind, Content};

use super::{About, Check, Pair};

pub(super) struct Codes;

const ABOUT: About = About {
    code: "check::codes",
    severity: Severity::Error,
    what: "Inline codes (tags) of the source are missing, others were added, or a pair is opened and not closed.",
    why: "Codes are bold type, links, notes. A unit whose codes differ is not taken into the memory. Put them around the words they belong to; their order may differ.",
};

impl Check for Codes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let (wanted, found) = (tally(pair.source()), tally(pair.target()));
        let missing = more(&wanted, &found);
        if !missing.is_empty() {
            findings.push(
                pair.fault(&ABOUT, "codes of the source are missing")
                    .words(&missing),
            );
        }
        let extra = more(&found, &wanted);
        if !extra.is_empty() {
            let message = "there are codes that the source does not have";
            findings.push(pair.fault(&ABOUT, message).words(&extra));
        }
        if missing.is_empty() && extra.is_empty() && nests(pair.source()) && !nests(pair.target()) {
            let message = "a code is closed before it is opened, or two pairs cross";
            findings.push(pair.fault(&ABOUT, message).words(&shown(pair.target())));
        }
    }
}

type Tally<'a> = BTreeMap<(&'a str, CodeKind), usize>;

fn tally(content: &Content) -> Tally<'_> {
    let mut tally = Tally::new();
    for code in content.codes() {
        *tally.entry((&code.id, code.kind)).or_insert(0) += 1;
    }
    tally
}

/// What the one has more of than the other, in the notation of our tests.
fn more(one: &Tally<'_>, other: &Tally<'_>) -> String {
    let list: Vec<String> = one
        .iter()
        .filter(|(key, count)| other.get(*key).unwrap_or(&0) < *count)
        .map(|((id, kind), _)| notation(id, *kind))
        .collect();
    list.join(" ")
}

fn notation(id: &str, kind: CodeKind) -> String {
    match kind {
        CodeKind::Open => format!("[{id}>"),
        CodeKind::Close => format!("<{id}]"),
        CodeKind::Alone => format!("[{id}]"),
    }
}

fn shown(content: &Content) -> String {
    let list: Vec<String> = content
        .codes()
        .map(|code| notation(&code.id, code.kind))
        .collect();
    list.join(" ")
}

/// Whether every pair is closed in the reverse order of opening.
fn nests(content: &Content) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for code in content.codes() {
        match code.kind {
            CodeKind::Alone => {}
            CodeKind::Open => open.push(&code.id),
            CodeKind::Close => {
                if open.pop() != Some(code.id.as_str()) {
                    return false;
                }
            }
        }
    }
    open.is_empty()
}
