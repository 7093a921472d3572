//! What is different from an earlier day or report.

use crate::formats::page::escaped;
use crate::model::{ReportChanges, ReportDifference, ReportPlace};

use super::words::{counted, number};
use super::{Page, bidi, concepts, ids};

/// So many new findings are listed of a language.
const MOST_FINDINGS: usize = 200;

pub(super) fn push(page: &mut Page) {
    let Some(since) = &page.report.since else {
        return;
    };
    let day = escaped(&since.day);
    page.say(format_args!(
        "<section id=\"changes\">\n<h2>What changed since {day}</h2>\n"
    ));
    statements(page, since);
    decisions(page, since);
    table(page, since);
    for locale in &since.locales {
        if since.whole {
            findings(page, locale);
        }
    }
    about_findings(page, since);
    page.put("</section>\n");
}

/// Why findings are not compared, if they are not.
fn about_findings(page: &mut Page, since: &ReportChanges) {
    if !since.report {
        page.put(
            "<p>This is compared with a day, not with a report: what the checks would have \
             said then is not known, so findings are not compared.</p>\n",
        );
    } else if !since.whole {
        page.put(
            "<p>Findings are not compared: one of the two reports carries only a part of \
             them, because there were too many. Reports made with <code>--format json</code> \
             carry all.</p>\n",
        );
    }
}

fn statements(page: &mut Page, since: &ReportChanges) {
    if since.statements.is_empty() {
        page.put("<p>No statement is new or changed.</p>\n");
    } else {
        let count = counted(since.statements.len(), "statement");
        page.say(format_args!("<h3>{count} new or changed</h3>\n"));
        names(page, &since.statements);
    }
    if !since.gone.is_empty() {
        let count = counted(since.gone.len(), "statement");
        page.say(format_args!(
            "<h3>{count} not here any more</h3>\n<p>The earlier report has them; they were \
             taken out, or not asked for this time.</p>\n"
        ));
        names(page, &since.gone);
    }
}

/// Names of statements, as links to those that are in the page.
fn names(page: &mut Page, names: &[String]) {
    page.put("<ul>\n");
    for name in names {
        page.put("<li>");
        statement(page, name);
        page.put("</li>\n");
    }
    page.put("</ul>\n");
}

/// A statement's name, as a link if it is in the page.
pub(super) fn statement(page: &mut Page, name: &str) {
    let (target, words) = (ids::statement(name), bidi::text(name));
    if page.statements.contains(name) {
        page.say(format_args!("<a href=\"#{target}\"><bdi>{words}</bdi></a>"));
    } else {
        page.say(format_args!("<bdi>{words}</bdi>"));
    }
}

fn decisions(page: &mut Page, since: &ReportChanges) {
    if since.decisions.is_empty() {
        page.put("<p>No decision changed.</p>\n");
        return;
    }
    page.put("<h3>Decisions that changed</h3>\n<ul>\n");
    for words in &since.decisions {
        page.say(format_args!(
            "<li dir=\"auto\">{}</li>\n",
            bidi::text(words)
        ));
    }
    page.put("</ul>\n");
}

fn table(page: &mut Page, since: &ReportChanges) {
    if since.locales.is_empty() {
        return;
    }
    page.put("<h3>Translations then and now</h3>\n");
    if since.report {
        let count = counted(since.common, "statement");
        page.say(format_args!(
            "<p>In the {count} that both reports have.</p>\n"
        ));
    }
    page.put(
        "<table class=\"wide\">\n<thead><tr>\
         <th scope=\"col\">Language</th><th scope=\"col\" class=\"n\">Then</th>\
         <th scope=\"col\" class=\"n\">Now</th>",
    );
    if since.whole {
        page.put(
            "<th scope=\"col\" class=\"n\">New findings</th>\
             <th scope=\"col\" class=\"n\">Findings gone</th>",
        );
    }
    page.put("</tr></thead>\n<tbody>\n");
    for locale in &since.locales {
        let name = page.name(&locale.locale);
        page.say(format_args!(
            "<tr><th scope=\"row\">{name}</th><td class=\"n\">{}</td><td class=\"n\">{}</td>",
            number(locale.translated_before),
            number(locale.translated)
        ));
        if since.whole {
            page.say(format_args!(
                "<td class=\"n\">{}</td><td class=\"n\">{}</td>",
                number(locale.new_findings.len()),
                number(locale.gone_findings)
            ));
        }
        page.put("</tr>\n");
    }
    page.put("</tbody>\n</table>\n");
}

fn findings(page: &mut Page, locale: &ReportDifference) {
    if locale.new_findings.is_empty() {
        return;
    }
    let name = page.name(&locale.locale);
    let count = counted(locale.new_findings.len(), "new finding");
    page.say(format_args!(
        "<details class=\"more\">\n<summary>{name}: {count}</summary>\n<ul>\n"
    ));
    for place in locale.new_findings.iter().take(MOST_FINDINGS) {
        finding(page, place);
    }
    page.put("</ul>\n");
    if locale.new_findings.len() > MOST_FINDINGS {
        page.say(format_args!(
            "<p>The first {MOST_FINDINGS}; every finding stands with its segment below.</p>\n"
        ));
    }
    page.put("</details>\n");
}

fn finding(page: &mut Page, place: &ReportPlace) {
    page.put("<li>");
    concepts::link(page, place);
    if let Some(finding) = page.finding(place) {
        page.say(format_args!(
            ": <bdi>{}</bdi>",
            bidi::text(&finding.message)
        ));
    }
    page.put("</li>\n");
}
