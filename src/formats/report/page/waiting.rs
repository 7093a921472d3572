//! What was kept aside and waits for somebody.

use crate::formats::page::escaped;
use crate::model::{ReportLocale, ReportPlace, ReportWaiting};

use super::words::{counted, dotted};
use super::{Page, bidi, changes, concepts};

/// So many are listed of a language; the command lists all.
const MOST: usize = 200;

/// A list of the units of a language that wait; nothing if there is none.
pub(super) fn push(page: &mut Page, locale: &ReportLocale) {
    if locale.waiting.is_empty() {
        return;
    }
    let count = counted(locale.waiting.len(), "unit");
    page.say(format_args!(
        "<details class=\"more\">\n<summary>Kept aside: {count}</summary>\n<p>\
         <code>tilmach quarantine show</code> with the number shows what was sent beside what \
         came back.</p>\n<ul>\n"
    ));
    for one in locale.waiting.iter().take(MOST) {
        unit(page, one);
    }
    page.put("</ul>\n");
    if locale.waiting.len() > MOST {
        page.say(format_args!(
            "<p>The first {MOST}; <code>tilmach quarantine list</code> has all.</p>\n"
        ));
    }
    page.put("</details>\n");
}

fn unit(page: &mut Page, one: &ReportWaiting) {
    page.say(format_args!("<li><code>{}</code> ", one.number));
    let place = ReportPlace {
        statement: one.statement.clone(),
        unit: one.unit.clone(),
        ..ReportPlace::default()
    };
    if one.statement.is_empty() {
        page.say(format_args!("<bdi>{}</bdi>", bidi::text(&one.unit)));
    } else if page.unit(&place).is_some() {
        concepts::link(page, &place);
    } else {
        changes::statement(page, &one.statement);
        page.say(format_args!(" <bdi>{}</bdi>", bidi::text(&one.unit)));
    }
    let why = match one.message.as_str() {
        "" => bidi::text(&one.reason),
        words => bidi::text(words),
    };
    let line = dotted(&[
        format!("<bdi>{}</bdi>", bidi::text(&one.file)),
        escaped(&one.day),
    ]);
    page.say(format_args!(
        ": <bdi>{why}</bdi> <small>{line}</small></li>\n"
    ));
}
