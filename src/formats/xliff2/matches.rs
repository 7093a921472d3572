//! Suggestions: the module for translation candidates (section 5.1).

use crate::model::{Match, PackageUnit};

use super::super::xml::push_attribute;
use super::SEGMENT;
use super::body::{self, Data};
use super::codes;

/// How many suggestions a unit carries at most.
const SUGGESTIONS: usize = 3;

/// Adds `<mtc:matches>`, unless the unit has none but what is filled in.
pub(super) fn push(page: &mut String, unit: &PackageUnit) {
    let filled = unit.target.as_ref().map(|prefill| prefill.variant.as_str());
    let offered = unit
        .matches
        .iter()
        .filter(|found| Some(found.variant.as_str()) != filled);
    let offered: Vec<&Match> = offered.take(SUGGESTIONS).collect();
    if offered.is_empty() {
        return;
    }
    page.push_str("        <mtc:matches>\n");
    for (index, found) in offered.into_iter().enumerate() {
        push_match(page, index + 1, found);
    }
    page.push_str("        </mtc:matches>\n");
}

fn push_match(page: &mut String, number: usize, found: &Match) {
    let (source, target) = codes::named(&found.source, Some(&found.target));
    let all: Vec<_> = source.iter().chain(&target).cloned().collect();
    let data = Data::of(&all);
    let score = found.score.to_string();
    page.push_str("          <mtc:match");
    push_attribute(page, "id", &format!("m{number}"));
    push_attribute(page, "ref", &format!("#{SEGMENT}"));
    push_attribute(page, "matchQuality", &score);
    push_attribute(page, "similarity", &score);
    push_attribute(page, "type", "tm");
    push_attribute(page, "origin", "TM");
    page.push_str(">\n");
    data.push(page, "            ");
    page.push_str("            ");
    body::push(page, "source", &found.source, &source, &data, &[]);
    page.push_str("            ");
    body::push(page, "target", &found.target, &target, &data, &[]);
    page.push_str("          </mtc:match>\n");
}
