//! `tilmach segment`

use std::io::Read;
use std::path::Path;

use serde_json::{Value, json};
use tilmach::diag::{Finding, Findings};
use tilmach::model::{Locale, Paragraph};
use tilmach::pipeline::disk;
use tilmach::pipeline::read::{Form, Reading, read};
use tilmach::statement::Verdict;
use tilmach::text::segment::{Segmenter, has_rules};

use super::arguments::Segment;
use super::office::unreadable;
use super::quotes::quotes;
use super::ui::Ui;
use super::{Outcome, srx};

pub(crate) fn run(arguments: &Segment, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = Findings::new();
    let shown = arguments.file.display().to_string();
    let bytes = if arguments.file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        bytes
    } else {
        match disk::read(&arguments.file) {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.push(unreadable(&shown, &error));
                return Ok(ui.findings_aloud(&findings));
            }
        }
    };
    let mut inner = Findings::new();
    let segmenter = match &arguments.srx {
        Some(path) => srx::segmenter(path, &arguments.locale, &mut findings)?,
        None => Some(own(&arguments.locale, &mut inner)),
    };
    let Some(segmenter) = segmenter else {
        return Ok(ui.findings_aloud(&findings));
    };
    let form = if arguments.paragraphs {
        Form::Paragraphs
    } else {
        Form::Statement
    };
    let reading = read(&shown, &bytes, form, &segmenter, &mut inner);
    findings.extend_in(&shown, inner);
    if let Some(reading) = reading {
        show(&reading, &quotes(&reading.document, &arguments.locale), ui)?;
    }
    // JSON lines hold paragraphs only: findings go to standard error.
    Ok(ui.findings_aloud(&findings))
}

/// The segmenter by our own rules.
fn own(locale: &Locale, findings: &mut Findings) -> Segmenter {
    if !has_rules(locale) {
        findings.push(Finding::note(
            "segment::rules",
            format!("there are no rules for {locale} yet; those of Unicode are used"),
        ));
    }
    Segmenter::of(locale)
}

fn show(reading: &Reading, quotes: &[Value], ui: &mut Ui) -> anyhow::Result<()> {
    let paragraphs = reading.document.paragraphs.iter();
    for ((paragraph, verdict), quotes) in paragraphs.zip(&reading.verdicts).zip(quotes) {
        ui.json(&line(paragraph, verdict, quotes))?;
        for (number, segment) in paragraph.segments.iter().enumerate() {
            ui.line(&format!(
                "{}  p{}.s{}  {}",
                paragraph.line,
                paragraph.number,
                number + 1,
                segment.content
            ));
        }
    }
    Ok(())
}

/// A paragraph, with the starts of its segments in characters of its text.
fn line(paragraph: &Paragraph, verdict: &Verdict, quotes: &Value) -> Value {
    let mut at = 0;
    let mut starts = Vec::new();
    let mut segments = Vec::new();
    for segment in &paragraph.segments {
        at += segment.before.chars().count();
        starts.push(at);
        let text = segment.content.plain();
        at += text.chars().count();
        segments.push(text);
    }
    json!({
        "paragraph": paragraph.number,
        "line": paragraph.line,
        "kind": paragraph.kind(),
        "role": paragraph.role,
        "why": verdict.why,
        "repeats": verdict.repeats.map(|index| index + 1),
        "translate": paragraph.translate,
        "text": paragraph.text(),
        "segments": segments,
        "starts": starts,
        "quotes": quotes,
    })
}
