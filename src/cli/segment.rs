//! `tilmach segment`

use serde::Serialize;
use tilmach::diag::Findings;
use tilmach::model::{Locale, Paragraph, ParagraphKind, Role};
use tilmach::pipeline::read::{Form, Reading, read};
use tilmach::statement::Verdict;

use super::arguments::Segment;
use super::quotes::{Quote, quotes};
use super::ui::Ui;
use super::{Outcome, sources, srx};

pub(crate) fn run(arguments: &Segment, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = Findings::new();
    let shown = arguments.file.display().to_string();
    let Some(bytes) = sources::bytes(&arguments.file, &mut findings)? else {
        return Ok(ui.findings_aloud(&findings));
    };
    let mut inner = Findings::new();
    let segmenter = match &arguments.srx {
        Some(path) => srx::segmenter(path, &arguments.locale, &mut findings)?,
        None => Some(sources::own(&arguments.locale, &mut inner)),
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
        show(&reading, &arguments.locale, ui)?;
    }
    // JSON lines hold paragraphs only: findings go to standard error.
    Ok(ui.findings_aloud(&findings))
}

/// So many bytes of the result are written at once.
const CHUNK: usize = 1 << 16;

fn show(reading: &Reading, locale: &Locale, ui: &mut Ui) -> anyhow::Result<()> {
    let paragraphs = &reading.document.paragraphs;
    let texts: Vec<String> = paragraphs.iter().map(|p| p.text()).collect();
    let said = texts.iter().zip(quotes(&texts, locale));
    let mut out = String::new();
    for ((paragraph, verdict), (text, quotes)) in paragraphs.iter().zip(&reading.verdicts).zip(said)
    {
        ui.add_json(&mut out, &line(paragraph, verdict, text, quotes))?;
        // Whoever reads the cuts must see what the translators will not.
        let remark = if paragraph.translate {
            String::new()
        } else {
            format!("  [{}: not for translation]", paragraph.role.as_str())
        };
        for (number, segment) in paragraph.segments.iter().enumerate() {
            let (line, paragraph, content) = (paragraph.line, paragraph.number, &segment.content);
            let shown = format!("{line}  p{paragraph}.s{}  {content}{remark}", number + 1);
            ui.add_line(&mut out, &shown);
        }
        if out.len() > CHUNK {
            ui.raw(&std::mem::take(&mut out));
        }
    }
    ui.raw(&out);
    Ok(())
}

/// A paragraph as it is told to programs.
#[derive(Serialize)]
struct Line<'a> {
    kind: ParagraphKind,
    line: u64,
    paragraph: u32,
    quotes: Vec<Quote>,
    repeats: Option<usize>,
    role: Role,
    segments: Vec<String>,
    /// In characters of the text.
    starts: Vec<usize>,
    text: &'a str,
    translate: bool,
    why: &'static str,
}

fn line<'a>(
    paragraph: &Paragraph,
    verdict: &Verdict,
    text: &'a str,
    quotes: Vec<Quote>,
) -> Line<'a> {
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
    Line {
        kind: paragraph.kind(),
        line: paragraph.line,
        paragraph: paragraph.number,
        quotes,
        repeats: verdict.repeats.map(|index| index + 1),
        role: paragraph.role,
        segments,
        starts,
        text,
        translate: paragraph.translate,
        why: verdict.why,
    }
}
