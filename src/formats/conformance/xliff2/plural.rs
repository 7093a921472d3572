//! Plural, gender and select (2.2, “Plural, Gender, and Select Module”).

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, PGS};

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    for unit in document.all("unit") {
        let switch = unit
            .attribute_in(PGS, "switch")
            .map(|text| switch(unit, text, report));
        for segment in unit
            .children()
            .filter(|child| child.is(document.core, "segment"))
        {
            let Some(values) = segment.attribute_in(PGS, "case") else {
                continue;
            };
            match &switch {
                Some(selectors) => case(segment, selectors, values, report),
                None => {
                    let message = "a segment has pgs:case, and its unit has no pgs:switch";
                    report.error("valid::module", "case", segment, message);
                }
            }
        }
    }
}

/// The selectors of a unit, each `kind:variable`.
fn switch<'t>(unit: Node<'_>, text: &'t str, report: &mut Report) -> Vec<&'t str> {
    let mut kinds = Vec::new();
    for item in text.split_whitespace() {
        let (kind, variable) = item.split_once(':').unwrap_or((item, ""));
        if !matches!(kind, "plural" | "ordinal" | "gender" | "select") || variable.is_empty() {
            let message = format!(
                "“{item}” in pgs:switch must be plural, ordinal, gender or select, a colon and a name"
            );
            report.error("valid::module", "switch", unit, &message);
        }
        kinds.push(kind);
    }
    if kinds.is_empty() {
        report.error(
            "valid::module",
            "switch",
            unit,
            "pgs:switch names no variable",
        );
    }
    kinds
}

fn case(segment: Node<'_>, kinds: &[&str], values: &str, report: &mut Report) {
    let values: Vec<&str> = values.split_whitespace().collect();
    if values.len() != kinds.len() {
        let message = format!(
            "pgs:case has {} values, and pgs:switch of the unit has {}",
            values.len(),
            kinds.len()
        );
        report.error("valid::module", "case", segment, &message);
    }
    for (kind, value) in kinds.iter().zip(&values) {
        let keyword = matches!(*value, "zero" | "one" | "two" | "few" | "many" | "other");
        let is_number = value
            .strip_prefix('=')
            .unwrap_or(value)
            .parse::<f64>()
            .is_ok();
        if matches!(*kind, "plural" | "ordinal") && !keyword && !is_number {
            let message = format!("“{value}” in pgs:case is no number and no plural keyword");
            report.error("valid::module", "case", segment, &message);
        }
    }
}
