//! `tilmach glossary match`

use std::io::BufRead;

use serde::Serialize;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::glossary::{Answer, look};

use super::arguments::Match;
use crate::cli::Outcome;
use crate::cli::ui::Ui;

/// The answer to one line.
#[derive(Serialize)]
struct Line<'a> {
    found: &'static str,
    /// The words of the text; null if the answer is no.
    form: Option<&'a str>,
    /// How they are read, or what they are instead.
    analysis: Option<&'a str>,
}

/// The longest line that is read, in bytes.
const LONGEST_LINE: usize = 1 << 20;

pub(super) fn run(asked: &Match, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = Findings::new();
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        match parts(&bytes) {
            Ok((term, text)) => answer(asked, term, text, ui)?,
            Err(what) => {
                let finding = Finding::error("glossary::match-line", what);
                findings.push(
                    finding
                        .at(Place::default().line(number, 1))
                        .help("a line is a term, a tab and a text"),
                );
                say(
                    &Line {
                        found: "no",
                        form: None,
                        analysis: Some(what),
                    },
                    ui,
                )?;
            }
        }
    }
    Ok(ui.findings_aloud(&findings))
}

/// Term and text of a line, or what is wrong with it.
fn parts(bytes: &[u8]) -> Result<(&str, &str), &'static str> {
    if bytes.len() > LONGEST_LINE {
        return Err("the line is longer than a mebibyte");
    }
    let line = std::str::from_utf8(bytes).map_err(|_| "the line is not UTF-8")?;
    let line = line.trim_end_matches(['\n', '\r']);
    let line = line.strip_prefix('\u{FEFF}').unwrap_or(line);
    let (term, text) = line.split_once('\t').ok_or("the line has no tab")?;
    if term.trim().is_empty() {
        return Err("the line has no term");
    }
    Ok((term, text))
}

fn answer(asked: &Match, term: &str, text: &str, ui: &mut Ui) -> anyhow::Result<()> {
    let answer = look(term, asked.inflection, &asked.locale, text);
    let form = |span: (usize, usize)| text.get(span.0..span.1);
    let line = match &answer {
        Answer::Found { span, analysis } => Line {
            found: "yes",
            form: form(*span),
            analysis: Some(analysis),
        },
        Answer::Unsure { span, nearest } => Line {
            found: "unsure",
            form: form(*span),
            analysis: Some(nearest),
        },
        Answer::Absent => Line {
            found: "no",
            form: None,
            analysis: None,
        },
    };
    say(&line, ui)
}

/// Every answer is a line of JSON, whether `--json` was asked for or not.
fn say(line: &Line<'_>, ui: &mut Ui) -> anyhow::Result<()> {
    ui.raw(&(serde_json::to_string(line)? + "\n"));
    Ok(())
}
