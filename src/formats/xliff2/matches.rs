//! Suggestions: the module for translation candidates (section 5.1).

use crate::model::{Match, MatchKind, PackageUnit};

use super::super::xml::push_attribute;
use super::body::{self, Data};
use super::codes;
use super::state::REPAIRED;
use super::{PREFIX, SEGMENT};

/// How many suggestions of the memory a unit carries at most; a repaired one, which
/// pushes none out, is one more.
const SUGGESTIONS: usize = 3;

/// Adds `<mtc:matches>`, unless the unit has none but what is filled in.
pub(super) fn push(page: &mut String, unit: &PackageUnit) {
    let filled = unit.target.as_ref().map(|prefill| prefill.variant.as_str());
    let offered = unit
        .matches
        .iter()
        .filter(|found| Some(found.variant.as_str()) != filled);
    let is_repaired = |found: &&Match| found.kind == MatchKind::Repaired;
    let most = SUGGESTIONS + unit.matches.iter().filter(is_repaired).count().min(1);
    let offered: Vec<&Match> = offered.take(most).collect();
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
    if found.kind == MatchKind::Repaired {
        // Its source is that of the unit: it is alike, and yet nothing is exact.
        push_attribute(page, "type", "tm");
        push_attribute(page, "subType", &format!("{PREFIX}:{REPAIRED}"));
        push_attribute(page, "origin", "TM, repaired");
    } else {
        push_attribute(page, "similarity", &score);
        push_attribute(page, "type", "tm");
        push_attribute(page, "origin", "TM");
    }
    page.push_str(">\n");
    data.push(page, "            ");
    page.push_str("            ");
    body::push(page, "source", &found.source, &source, &data, &[]);
    page.push_str("            ");
    body::push(page, "target", &found.target, &target, &data, &[]);
    page.push_str("          </mtc:match>\n");
}
