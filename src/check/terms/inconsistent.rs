//! `term::inconsistent`: one word of the source with several renderings.

use std::collections::BTreeMap;

use crate::diag::Severity;

use crate::check::{About, CheckStatement, Pair, Remark, Statement};
use crate::glossary::Rendering;

pub(in crate::check) struct Inconsistent;

const ABOUT: About = About {
    code: "term::inconsistent",
    severity: Severity::Warning,
    what: "One term of the source has several renderings in one statement.",
    why: "Each of them is right, but a reader takes two names for two things.",
};

impl CheckStatement for Inconsistent {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, statement: &Statement, remarks: &mut Vec<Remark>) {
        for (start, pairs) in statement.documents() {
            // One statement keeps to one word; another one, years later, may have another.
            let mut first: BTreeMap<(&str, &str), &str> = BTreeMap::new();
            for (number, pair) in pairs.iter().enumerate() {
                for rendering in pair
                    .terms()
                    .into_iter()
                    .flat_map(|verdict| &verdict.renderings)
                {
                    let key = (rendering.concept.as_str(), rendering.source_term.as_str());
                    let known = first.entry(key).or_insert(&rendering.term);
                    if *known != rendering.term {
                        remarks.push(remark(start + number, pair, rendering, known));
                    }
                }
            }
        }
    }
}

/// What is said of a rendering that another one stands before.
fn remark(unit: usize, pair: &Pair, rendering: &Rendering, known: &str) -> Remark {
    let message = format!(
        "“{}” is “{}” here and “{known}” earlier in this statement",
        rendering.source_term, rendering.term
    );
    Remark {
        unit,
        finding: pair
            .fault(&ABOUT, message)
            .words(&rendering.term)
            .help("Both are allowed; one statement keeps to one of them."),
        evidence: known.to_owned(),
    }
}
