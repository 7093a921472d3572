//! Every language at a glance, and how it came to be.

use crate::formats::page::escaped;
use crate::model::{Decided, ReportBand, ReportLocale, ReportStatement};

use super::words::{STATES, band, counted, dotted, number, share, state};
use super::{Page, bidi, history, ids, waiting};

/// So many statements are listed by their findings; the table has all.
const MOST_STATEMENTS: usize = 100;

pub(super) fn push(page: &mut Page) {
    let report = page.report;
    page.put("<section id=\"languages\">\n<h2>Languages</h2>\n");
    if report.locales.is_empty() {
        page.put("<p>No language is asked for.</p>\n");
    }
    page.put("<div class=\"cards\">\n");
    for locale in &report.locales {
        card(page, locale);
    }
    page.put("</div>\n");
    side_by_side(page);
    history::push(page);
    by_statement(page);
    page.put("</section>\n");
}

fn card(page: &mut Page, locale: &ReportLocale) {
    let id = page.ids.take(ids::locale(&locale.locale));
    let name = page.name(&locale.locale);
    let tag = escaped(&locale.locale);
    page.say(format_args!(
        "<article class=\"card locale\" id=\"{id}\">\n<h3>{name} <small>{tag}</small> \
         <a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to {name}\">#</a></h3>\n\
         <p class=\"big\">{} <small>translated: {} of {}</small></p>\n",
        share(locale.translated, locale.segments),
        number(locale.translated),
        counted(locale.segments, "segment")
    ));
    states(page, locale);
    page.put("<dl>\n");
    row(page, "Statements", &number(locale.statements));
    row(page, "Findings", &findings(locale));
    row(page, "Terms", &terms(locale));
    row(page, "Kept aside", &kept_aside(locale.quarantined));
    if locale.elsewhere > 0 {
        let elsewhere = counted(locale.elsewhere, "translation");
        row(page, "Of other statements", &elsewhere);
    }
    page.put("</dl>\n");
    waiting::push(page, locale);
    bands(page, &locale.bands);
    page.put("</article>\n");
}

fn row(page: &mut Page, term: &str, words: &str) {
    page.say(format_args!("<div><dt>{term}</dt><dd>{words}</dd></div>\n"));
}

fn findings(locale: &ReportLocale) -> String {
    let accepted = match locale.accepted {
        0 => String::new(),
        count => format!("{} accepted", number(count)),
    };
    dotted(&[
        counted(locale.errors, "error"),
        counted(locale.warnings, "warning"),
        counted(locale.notes, "note"),
        accepted,
    ])
}

fn terms(locale: &ReportLocale) -> String {
    dotted(&[
        format!("{} signed off", number(locale.signed)),
        format!("{} not signed off", number(locale.unsigned)),
        format!("{} not decided", number(locale.undecided)),
    ])
}

fn kept_aside(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        count => format!("{} to be decided", counted(count, "unit")),
    }
}

/// The states as a bar, with the same in words.
fn states(page: &mut Page, locale: &ReportLocale) {
    let known = STATES
        .iter()
        .filter_map(|word| locale.states.get_key_value(*word));
    let others = locale
        .states
        .iter()
        .filter(|(word, _)| !STATES.contains(&word.as_str()));
    let parts: Vec<(&str, usize)> = known
        .chain(others)
        .map(|(word, count)| (word.as_str(), *count))
        .filter(|(_, count)| *count > 0)
        .collect();
    bar(page, &parts);
    page.put("<ul class=\"legend\">\n");
    for (word, count) in parts {
        page.say(format_args!(
            "<li><span class=\"key {}\"></span>{} {}</li>\n",
            class(word),
            number(count),
            escaped(state(word))
        ));
    }
    page.put("</ul>\n");
}

/// The class that gives a state its colour.
fn class(word: &str) -> String {
    let known = STATES.iter().find(|known| **known == word);
    format!("is-{}", known.unwrap_or(&"other"))
}

/// A bar of parts, for eyes alone: what it shows stands beside it in words.
fn bar(page: &mut Page, parts: &[(&str, usize)]) {
    let whole: usize = parts.iter().map(|(_, count)| *count).sum();
    page.put(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">",
    );
    let mut done = 0;
    for (word, count) in parts {
        let start = scaled(done, whole);
        done += count;
        page.say(format_args!(
            "<rect class=\"{}\" x=\"{start}\" width=\"{}\" height=\"10\"/>",
            class(word),
            scaled(done, whole) - start
        ));
    }
    page.put("</svg>\n");
}

/// A part of a whole in thousandths.
fn scaled(part: usize, whole: usize) -> usize {
    let thousandths = part.saturating_mul(1000).checked_div(whole);
    thousandths.unwrap_or_default().min(1000)
}

fn bands(page: &mut Page, bands: &[ReportBand]) {
    if bands.is_empty() {
        return;
    }
    page.put(
        "<details class=\"more\">\n<summary>What the memory already has</summary>\n<table>\n\
         <thead><tr><th scope=\"col\">Match</th><th scope=\"col\" class=\"n\">Segments</th>\
         <th scope=\"col\" class=\"n\">Words</th></tr></thead>\n<tbody>\n",
    );
    for one in bands {
        page.say(format_args!(
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
            escaped(&band(&one.band)),
            number(one.segments),
            number(one.words)
        ));
    }
    page.put("</tbody>\n</table>\n</details>\n");
}

/// How far each language is, and how often it keeps the terms that were decided.
fn side_by_side(page: &mut Page) {
    let report = page.report;
    if report.locales.is_empty() {
        return;
    }
    page.put(
        "<h3>Side by side</h3>\n<table class=\"wide\">\n<thead><tr><th scope=\"col\">Language</th>\
         <th scope=\"col\">Translated</th><th scope=\"col\">Decided terms kept</th></tr></thead>\n<tbody>\n",
    );
    for locale in &report.locales {
        let (asked, kept) = consistency(page, &locale.locale);
        let name = page.name(&locale.locale);
        page.say(format_args!(
            "<tr><th scope=\"row\">{name}</th><td>{}",
            share(locale.translated, locale.segments)
        ));
        let open = locale.segments.saturating_sub(locale.translated);
        bar(page, &[("final", locale.translated), ("open", open)]);
        let words = match asked {
            0 => "nothing to keep yet".to_owned(),
            asked => format!(
                "{} ({} of {})",
                share(kept, asked),
                number(kept),
                number(asked)
            ),
        };
        page.say(format_args!("</td><td>{words}"));
        if asked > 0 {
            bar(page, &[("final", kept), ("open", asked - kept)]);
        }
        page.put("</td></tr>\n");
    }
    page.put("</tbody>\n</table>\n");
}

/// In how many translations a decision was to be kept in a language, and in how many it
/// was: those whose source has the concept, and those in which its words stand though the
/// source has it not. What nobody can tell is left out. Where nothing is decided there is
/// nothing to keep.
fn consistency(page: &Page, locale: &str) -> (usize, usize) {
    let decisions = page.report.concepts.iter().flat_map(|one| &one.locales);
    let decided = decisions.filter(|one| one.locale == locale && one.decided != Decided::Undecided);
    decided.fold((0, 0), |(asked, kept), one| {
        let told = (one.asked + one.unasked).saturating_sub(one.unsure);
        (asked + told, kept + told.saturating_sub(one.not_kept))
    })
}

/// Findings of a statement that nobody accepted, carried or not: errors, warnings, notes.
pub(super) fn weights(statement: &ReportStatement) -> [usize; 3] {
    let zero = [0; 3];
    statement
        .locales
        .iter()
        .fold(zero, |[errors, warnings, notes], one| {
            [
                errors + one.errors,
                warnings + one.warnings,
                notes + one.notes,
            ]
        })
}

fn by_statement(page: &mut Page) {
    let report = page.report;
    let mut found: Vec<(&ReportStatement, [usize; 3])> = report
        .statements
        .iter()
        .map(|one| (one, weights(one)))
        .filter(|(_, found)| found.iter().sum::<usize>() > 0)
        .collect();
    if found.is_empty() {
        return;
    }
    found.sort_by(|(a, _), (b, _)| (&b.date, &a.name).cmp(&(&a.date, &b.name)));
    page.put("<h3>Findings by statement, the newest first</h3>\n");
    if found.len() > MOST_STATEMENTS {
        page.say(format_args!(
            "<p>The newest {MOST_STATEMENTS} of {}; the others are under Statements.</p>\n",
            counted(found.len(), "statement")
        ));
        found.truncate(MOST_STATEMENTS);
    }
    page.put(
        "<table class=\"wide\">\n<thead><tr><th scope=\"col\">Statement</th>\
         <th scope=\"col\" class=\"n\">Errors</th><th scope=\"col\" class=\"n\">Warnings</th>\
         <th scope=\"col\" class=\"n\">Notes</th></tr></thead>\n<tbody>\n",
    );
    let most = found.iter().map(|(_, found)| found.iter().sum()).max();
    for (statement, weights) in found {
        of_statement(page, statement, weights, most.unwrap_or_default());
    }
    page.put("</tbody>\n</table>\n");
}

fn of_statement(page: &mut Page, statement: &ReportStatement, weights: [usize; 3], most: usize) {
    let [errors, warnings, notes] = weights;
    page.say(format_args!(
        "<tr><th scope=\"row\"><a href=\"#{}\"><bdi>{}</bdi></a> <small>{}</small>",
        ids::statement(&statement.name),
        bidi::text(&statement.name),
        escaped(&statement.date)
    ));
    page.put(
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\" focusable=\"false\">",
    );
    let mut done = 0;
    for (class, count) in [("error", errors), ("warning", warnings), ("note", notes)] {
        let start = scaled(done, most);
        done += count;
        page.say(format_args!(
            "<rect class=\"is-{class}\" x=\"{start}\" width=\"{}\" height=\"10\"/>",
            scaled(done, most) - start
        ));
    }
    page.say(format_args!(
        "</svg></th><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
        number(errors),
        number(warnings),
        number(notes)
    ));
}
