//! What asks the page for less than all of it. Without a script it is not there.

use crate::model::ReportConcept;

use super::words::counted;
use super::{Page, bidi, statements};

pub(super) fn push(page: &mut Page) {
    let report = page.report;
    page.put(
        "<div id=\"filters\" role=\"search\" aria-label=\"Search and filter\" hidden>\n\
         <p class=\"search\"><label for=\"q\">Search</label>\
         <input type=\"search\" id=\"q\" autocomplete=\"off\" dir=\"auto\"></p>\n\
         <details id=\"choices\">\n<summary>Filters and order</summary>\n<div class=\"choices\">\n",
    );
    by_name(page);
    by_state(page);
    page.put("</div>\n</details>\n");
    let all = statements::all(page);
    let concepts = counted(report.concepts.len(), "concept");
    page.say(format_args!(
        "<p><button type=\"button\" id=\"clear\">Show all</button> \
         <span id=\"count\" role=\"status\" aria-live=\"polite\">{all}, {concepts}</span></p>\n</div>\n"
    ));
}

/// What has a name of its own in the report.
fn by_name(page: &mut Page) {
    let report = page.report;
    let locales = report.locales.iter();
    let locales: Vec<String> = locales.map(|one| page.name(&one.locale)).collect();
    select(page, "locale", "Language", &numbered(&locales));
    let concepts: Vec<String> = report.concepts.iter().map(label).collect();
    select(page, "concept", "Concept", &numbered(&concepts));
    let names = report.statements.iter();
    let names: Vec<String> = names.map(|one| bidi::text(&one.name)).collect();
    select(page, "statement", "Statement", &numbered(&names));
}

/// What is the same in every report.
fn by_state(page: &mut Page) {
    select(
        page,
        "severity",
        "Findings",
        &words(&[
            ("any", "with any finding"),
            ("error", "with errors"),
            ("warning", "with warnings"),
            ("note", "with notes"),
            ("accepted", "with accepted findings"),
        ]),
    );
    select(
        page,
        "decided",
        "Decision (glossary)",
        &words(&[
            ("broken", "not kept"),
            ("signed", "signed off"),
            ("unsigned", "not signed off"),
            ("undecided", "not decided"),
        ]),
    );
    select(
        page,
        "order",
        "Order",
        &words(&[("todo", "most findings first"), ("new", "newest first")]),
    );
}

fn select(page: &mut Page, id: &str, label: &str, options: &[(String, String)]) {
    let first = if id == "order" {
        "as in the files"
    } else {
        "all"
    };
    page.say(format_args!(
        "<p><label for=\"{id}\">{label}</label><select id=\"{id}\">\
         <option value=\"\">{first}</option>\n"
    ));
    for (value, words) in options {
        page.say(format_args!("<option value=\"{value}\">{words}</option>\n"));
    }
    page.put("</select></p>\n");
}

/// Names by their number: a name may be anything, a value of an option may not.
fn numbered(names: &[String]) -> Vec<(String, String)> {
    let names = names.iter().enumerate();
    names
        .map(|(at, name)| (at.to_string(), name.clone()))
        .collect()
}

fn words(options: &[(&str, &str)]) -> Vec<(String, String)> {
    options
        .iter()
        .map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))
        .collect()
}

/// A concept by its first term, with its key.
fn label(concept: &ReportConcept) -> String {
    let key = bidi::text(&concept.id);
    match concept.source_terms.first() {
        Some(term) => format!("{} ({key})", bidi::text(&term.text)),
        None => key,
    }
}
