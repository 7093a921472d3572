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
        findings(page, locale);
    }
    if !since.whole {
        page.put(
            "<p>There was no earlier report to compare with: what was found then is not known.</p>\n",
        );
    }
    page.put("</section>\n");
}

fn statements(page: &mut Page, since: &ReportChanges) {
    if since.statements.is_empty() {
        page.put("<p>No statement is new or changed.</p>\n");
        return;
    }
    page.say(format_args!(
        "<h3>{} new or changed</h3>\n<ul>\n",
        counted(since.statements.len(), "statement")
    ));
    for name in &since.statements {
        page.say(format_args!(
            "<li><a href=\"#{}\"><bdi>{}</bdi></a></li>\n",
            ids::statement(name),
            bidi::text(name)
        ));
    }
    page.put("</ul>\n");
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
    page.put(
        "<h3>Translations then and now</h3>\n<table class=\"wide\">\n<thead><tr>\
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
    let found = page.unit(place).and_then(|unit| {
        let translation = unit.translations.get(place.translation)?;
        translation.findings.get(place.finding)
    });
    if let Some(finding) = found {
        page.say(format_args!(
            ": <bdi>{}</bdi>",
            bidi::text(&finding.message)
        ));
    }
    page.put("</li>\n");
}
