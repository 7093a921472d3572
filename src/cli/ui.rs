//! Words for people on standard error, results on standard output.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use tilmach::diag::{Findings, Severity, shown};
use tilmach::pipeline::Progress;

use super::Outcome;
use super::arguments::Common;

/// How many findings are shown one by one.
const SHOWN: usize = 40;

/// Where everything that is said goes through.
pub(crate) struct Ui {
    json: bool,
    quiet: bool,
    strict: bool,
    progress: Bars,
    failure: Option<std::io::Error>,
    /// Whether the reader of the result went away.
    gone: bool,
}

impl Ui {
    pub(crate) fn new(common: &Common) -> Self {
        let draws = !common.quiet && std::io::stderr().is_terminal();
        Ui {
            json: common.json,
            quiet: common.quiet,
            strict: common.strict,
            progress: Bars {
                draws,
                bar: Mutex::new(None),
            },
            failure: None,
            gone: false,
        }
    }

    /// Who is told how far the work is.
    pub(crate) fn progress(&self) -> &dyn Progress {
        &self.progress
    }

    /// A line of the result, for people.
    pub(crate) fn line(&mut self, text: &str) {
        let mut out = String::new();
        self.add_line(&mut out, text);
        self.raw(&out);
    }

    /// The same, to be written with others: a result of many lines is written in
    /// few steps.
    pub(crate) fn add_line(&self, out: &mut String, text: &str) {
        if !self.quiet && !self.json {
            out.push_str(&tame(text));
            out.push('\n');
        }
    }

    /// Part of the result, as it is. A reader that went away (`| head`) is no
    /// fault; a full disk is, and is told at the end.
    pub(crate) fn raw(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut out = std::io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        match written {
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => self.gone = true,
            Err(error) => drop(self.failure.get_or_insert(error)),
            Ok(()) => {}
        }
    }

    /// Whether somebody still reads the result: more of it is of no use otherwise.
    pub(crate) fn is_read(&self) -> bool {
        !self.gone && self.failure.is_none()
    }

    /// From now on the result is for programs.
    pub(crate) fn speak_json(&mut self) {
        self.json = true;
    }

    /// Why the result could not be written, if it could not.
    pub(crate) fn failure(&mut self) -> Option<std::io::Error> {
        self.failure.take()
    }

    /// The result, for programs.
    pub(crate) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let mut out = String::new();
        self.add_json(&mut out, value)?;
        self.raw(&out);
        Ok(())
    }

    /// The same, to be written with others.
    pub(crate) fn add_json(&self, out: &mut String, value: &impl Serialize) -> anyhow::Result<()> {
        if self.json {
            out.push_str(&serde_json::to_string(value)?);
            out.push('\n');
        }
        Ok(())
    }

    /// Something that is neither a result nor a finding.
    pub(crate) fn remark(&mut self, text: &str) {
        if !self.quiet {
            complain(text);
        }
    }

    /// Says what was found, and how the command ends because of it. In JSON
    /// the findings are part of the result.
    pub(crate) fn findings(&mut self, findings: &Findings) -> Outcome {
        if !self.json {
            self.show(findings);
        }
        self.outcome(findings)
    }

    /// The same, also where the result is JSON: when it has no room for them.
    pub(crate) fn findings_aloud(&mut self, findings: &Findings) -> Outcome {
        self.show(findings);
        self.outcome(findings)
    }

    /// How the command ends because of what was found, which is said elsewhere.
    pub(crate) fn outcome(&self, findings: &Findings) -> Outcome {
        let (errors, warnings) = (
            findings.count(Severity::Error),
            findings.count(Severity::Warning),
        );
        if errors > 0 || (self.strict && warnings > 0) {
            Outcome::Findings
        } else {
            Outcome::Clean
        }
    }

    fn show(&mut self, findings: &Findings) {
        let mut listed: Vec<_> = findings
            .iter()
            .filter(|finding| !self.quiet || finding.severity > Severity::Note)
            .collect();
        // The gravest are seen whatever is cut.
        listed.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in listed.iter().take(SHOWN) {
            complain(&finding.to_string());
        }
        if listed.len() > SHOWN {
            complain(&format!(
                "… and {} more; --json lists all.",
                count(listed.len() - SHOWN, "finding")
            ));
        }
        if listed.len() > 1 && !self.quiet {
            complain(&format!("{}.", summary(findings)));
        }
    }

    /// The machine failed.
    pub(crate) fn error(&mut self, error: &anyhow::Error) {
        complain(&format!("tilmach: {error:#}"));
    }
}

/// `2 errors, 1 warning`.
fn summary(findings: &Findings) -> String {
    let parts: Vec<String> = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Note, "note"),
    ]
    .into_iter()
    .map(|(severity, noun)| (findings.count(severity), noun))
    .filter(|(number, _)| *number > 0)
    .map(|(number, noun)| count(number, noun))
    .collect();
    parts.join(", ")
}

/// A number and its noun, which agree.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 {
        format!("1 {noun}")
    } else {
        format!("{number} {noun}s")
    }
}

/// Control characters stay out of the terminal; lines and tabs are ours.
fn tame(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            c if c.is_control() => '\u{FFFD}',
            c => c,
        })
        .collect()
}

fn complain(text: &str) {
    // Where nothing can be said, nothing can be said about it.
    let _ = writeln!(std::io::stderr().lock(), "{}", tame(text));
}

/// Rows under headings, the first column to the left, the others to the right.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| shown(cell)).collect())
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let space = " ".repeat(width.saturating_sub(cell.chars().count()));
            if column == 0 {
                line.push_str(&format!("{cell}{space}"));
            } else {
                line.push_str(&format!("  {space}{cell}"));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.pop();
    text
}

/// Bars on standard error, on a terminal only.
struct Bars {
    draws: bool,
    bar: Mutex<Option<ProgressBar>>,
}

impl Bars {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        if let Ok(mut bar) = self.bar.lock() {
            act(&mut bar);
        }
    }
}

impl Progress for Bars {
    fn start(&self, what: &str, steps: u64) {
        if !self.draws {
            return;
        }
        let style = ProgressStyle::with_template("{msg:10} {wide_bar} {pos}/{len} {eta}");
        let bar = ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr());
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        bar.enable_steady_tick(Duration::from_millis(200));
        self.with(|held| *held = Some(bar));
    }

    fn step(&self) {
        self.with(|held| {
            if let Some(bar) = held {
                bar.inc(1);
            }
        });
    }

    fn finish(&self) {
        self.with(|held| {
            if let Some(bar) = held.take() {
                bar.finish_and_clear();
            }
        });
    }
}
