//! Every statement, segment by segment.

use std::collections::BTreeSet;

use crate::formats::page::escaped;
use crate::model::{MarkKind, ReportFinding, ReportStatement, ReportTranslation, ReportUnit};

use super::languages::weights;
use super::words::{band, counted, dotted, number, state};
use super::{Page, bidi, ids, marks};

/// So many segments open at once.
const PART: usize = 100;

pub(super) fn push(page: &mut Page) {
    let report = page.report;
    page.put("<section id=\"statements\">\n<h2>Statements</h2>\n");
    if report.statements.is_empty() {
        page.put("<p>There is no statement.</p>\n");
    }
    page.put(
        "<p class=\"about\">Shaded: somebody else’s words. Dotted line: a term of the glossary. \
         Wavy line and frame: words in question.</p>\n\
         <p class=\"none\" hidden>No segment fits.</p>\n<div class=\"statements\">\n",
    );
    for statement in &report.statements {
        push_statement(page, statement);
    }
    page.put("</div>\n</section>\n");
}

fn push_statement(page: &mut Page, statement: &ReportStatement) {
    let id = page.ids.take(ids::statement(&statement.name));
    let name = bidi::text(&statement.name);
    let [errors, warnings, notes] = weights(statement);
    let version = match statement.version {
        Some(version) => format!("version {version}"),
        None => "not yet in the memory".to_owned(),
    };
    let weight = |count: usize, noun: &str| match count {
        0 => String::new(),
        count => counted(count, noun),
    };
    let about = dotted(&[
        escaped(&statement.date),
        version,
        counted(statement.segments, "segment"),
        weight(errors, "error"),
        weight(warnings, "warning"),
        weight(notes, "note"),
    ]);
    page.say(format_args!(
        "<details class=\"statement\" id=\"{id}\">\n<summary><h3><bdi>{name}</bdi> \
         <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to {name}\">#</a></h3> \
         <span class=\"about\">{about}</span> <span class=\"fits\"></span></summary>\n"
    ));
    parts(page, statement);
    page.put("</details>\n");
}

/// The segments of a statement, those of a long one a part at a time.
fn parts(page: &mut Page, statement: &ReportStatement) {
    for (part, units) in statement.units.chunks(PART).enumerate() {
        let first = part * PART;
        let parted = statement.units.len() > PART;
        if parted {
            let (from, to) = (number(first + 1), number(first + units.len()));
            page.say(format_args!(
                "<details class=\"part\" data-first=\"{first}\">\n<summary>Segments {from} to \
                 {to}</summary>\n"
            ));
        }
        page.put("<noscript>\n");
        for unit in units {
            push_unit(page, statement, unit);
        }
        page.put("</noscript>\n");
        if parted {
            page.put("</details>\n");
        }
    }
}

fn push_unit(page: &mut Page, statement: &ReportStatement, unit: &ReportUnit) {
    let id = page.ids.take(ids::unit(&statement.name, &unit.id));
    let source = page.attributes(&page.report.source);
    let translate = match unit.translate {
        true => "",
        false => " · not for translation",
    };
    // Words in question are those of one language, and the source stands beside all.
    let mut source_text = unit.source.clone();
    source_text
        .marks
        .retain(|mark| mark.kind != MarkKind::Fault);
    page.say(format_args!(
        "<div class=\"unit\" id=\"{id}\">\n<h4><a href=\"#{id}\">{}</a> <small>line {} · \
         {}{translate}</small></h4>\n<div>\n<p{source}>{}</p>\n",
        bidi::text(&unit.id),
        unit.line,
        escaped(&unit.role.replace('-', " ")),
        marks::html(&source_text, &page.concepts)
    ));
    quoted(page, unit);
    page.put("</div>\n<div>\n");
    for translation in &unit.translations {
        push_translation(page, translation);
    }
    if !unit.unshown.is_empty() {
        let names: Vec<String> = unit.unshown.iter().map(|tag| page.name(tag)).collect();
        let names = names.join(", ");
        page.say(format_args!(
            "<p class=\"about\">{names}: translated, left out of this page</p>\n"
        ));
    }
    page.put("</div>\n</div>\n");
}

/// Whose words are quoted, and what became of them.
fn quoted(page: &mut Page, unit: &ReportUnit) {
    if unit.speakers.is_empty() && unit.quotations.is_empty() {
        return;
    }
    page.put("<ul class=\"about\">\n");
    if !unit.speakers.is_empty() {
        let names: Vec<String> = unit
            .speakers
            .iter()
            .map(|name| format!("<bdi>{}</bdi>", bidi::text(name)))
            .collect();
        page.say(format_args!("<li>quoted: {}</li>\n", names.join(", ")));
    }
    for line in &unit.quotations {
        page.say(format_args!("<li dir=\"auto\">{}</li>\n", escaped(line)));
    }
    page.put("</ul>\n");
}

fn push_translation(page: &mut Page, translation: &ReportTranslation) {
    let name = page.name(&translation.locale);
    let target = page.attributes(&translation.locale);
    let bdi = |text: &str| match text {
        "" => String::new(),
        text => format!("<bdi>{}</bdi>", bidi::text(text)),
    };
    let filled = if translation.filled {
        ""
    } else {
        "would not be filled in"
    };
    let line = dotted(&[
        escaped(state(&translation.state)),
        escaped(&band(&translation.band)),
        filled.to_owned(),
        bdi(translation.by.as_deref().unwrap_or_default()),
        bdi(&translation.file),
        escaped(&translation.day),
    ]);
    page.say(format_args!(
        "<div class=\"tr\">\n<p class=\"about\"><b>{name}</b> {line}</p>\n<p{target}>{}</p>\n",
        marks::html(&translation.text, &BTreeSet::new())
    ));
    if !translation.findings.is_empty() {
        page.put("<ul class=\"found\">\n");
        for finding in &translation.findings {
            push_finding(page, finding);
        }
        page.put("</ul>\n");
    }
    page.put("</div>\n");
}

/// A finding as an item of a list.
pub(super) fn push_finding(page: &mut Page, finding: &ReportFinding) {
    let (class, label) = match (finding.severity.as_str(), &finding.accepted) {
        (_, Some(_)) => ("accepted", "Accepted"),
        ("error", _) => ("error", "Error"),
        ("warning", _) => ("warning", "Warning"),
        _ => ("note", "Note"),
    };
    page.say(format_args!(
        "<li class=\"{class}\"><b>{label}:</b> <bdi>{}</bdi>",
        bidi::text(&finding.message)
    ));
    if !finding.words.is_empty() {
        let words = bidi::text(&finding.words);
        page.say(format_args!(" <q><bdi>{words}</bdi></q>"));
    }
    if let Some(why) = &finding.accepted {
        page.say(format_args!(" Why: <bdi>{}</bdi>.", bidi::text(why)));
    }
    if !finding.help.is_empty() {
        let help = bidi::text(&finding.help);
        page.say(format_args!(
            " <span class=\"help\" dir=\"auto\">{help}</span>"
        ));
    }
    if page.concepts.contains(finding.concept.as_str()) {
        let target = ids::concept(&finding.concept);
        let concept = bidi::text(&finding.concept);
        page.say(format_args!(
            " <a href=\"#{target}\">concept <bdi>{concept}</bdi></a>"
        ));
    }
    page.say(format_args!(
        " <small class=\"code\">{} {}</small></li>\n",
        escaped(&finding.code),
        escaped(&finding.id)
    ));
}

/// The number of all segments that are carried, for the line that counts what fits.
pub(super) fn all(page: &Page) -> String {
    let units = page.report.statements.iter().map(|one| one.units.len());
    counted(units.sum(), "segment")
}
