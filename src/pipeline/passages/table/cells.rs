//! The cells of a row: what they say, or what is wrong with them.

use crate::diag::{Finding, Findings};
use crate::glossary::table::Cell;
use crate::model::cell::original;
use crate::model::{Day, Locale, Passage, PassageOrigin, PassageStatus, PassageVersion, is_date};

use super::{Reading, at};

/// A longer text, in bytes, is no passage but a document.
pub(in crate::pipeline::passages) const LONGEST_TEXT: usize = 100_000;

/// A longer cell about a passage, in bytes, stands in the wrong column.
pub(in crate::pipeline::passages) const LONGEST_CELL: usize = 2_000;

/// A row that is sound.
pub(super) struct Row {
    pub(super) locale: Locale,
    pub(super) text: String,
    pub(super) origin: PassageOrigin,
    pub(super) added: String,
    pub(super) version: Option<PassageVersion>,
    pub(super) superseded: bool,
}

impl Row {
    /// Its passage, of which nothing is said yet.
    pub(super) fn bare(&self) -> Passage {
        Passage {
            locale: self.locale.clone(),
            text: self.text.clone(),
            origin: PassageOrigin::default(),
            former: Vec::new(),
            added: self.added.clone(),
            versions: Vec::new(),
        }
    }
}

/// The row of these cells; none if one is at fault, which is told.
pub(super) fn row(
    cells: &[Cell],
    columns: &[Option<&'static str>],
    reading: Reading<'_>,
    findings: &mut Findings,
) -> Option<Row> {
    let mut reader = Reader {
        cells,
        columns,
        findings,
        sound: true,
    };
    let locale = reader
        .locale("lang")
        .unwrap_or_else(|| reading.source.clone());
    let text = reader.text("text");
    if text.is_empty() {
        reader.fault("text", "passage::text", "this row has no text");
    }
    reader.id(&locale, &text);
    let origin = reader.origin();
    let added = reader.day("added", reading.day);
    let superseded = reader.yes("superseded");
    let version = reader.version(reading, superseded);
    reader.sound.then_some(Row {
        locale,
        text,
        origin,
        added,
        version,
        superseded,
    })
}

struct Reader<'a> {
    cells: &'a [Cell],
    columns: &'a [Option<&'static str>],
    findings: &'a mut Findings,
    sound: bool,
}

impl Reader<'_> {
    fn cell(&self, column: &str) -> Option<&Cell> {
        let place = self.columns.iter().position(|one| *one == Some(column))?;
        self.cells.get(place)
    }

    fn fault(&mut self, column: &str, code: &str, message: &str) {
        self.sound = false;
        let cell = self.cell(column).or_else(|| self.cells.first());
        let finding = Finding::error(code, message);
        let finding = match cell {
            Some(cell) => at(cell, finding),
            None => finding,
        };
        self.findings.push(finding);
    }

    /// A cell of several lines.
    fn text(&mut self, column: &str) -> String {
        let raw = self
            .cell(column)
            .map_or("", |cell| original(cell.text.trim()));
        let text = Passage::tidy(raw);
        if text.len() > LONGEST_TEXT {
            self.fault(column, "passage::length", TOO_LONG);
        } else if text
            .chars()
            .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
        {
            self.fault(column, "passage::control", CONTROL);
        }
        text
    }

    /// A cell of one line.
    fn line(&mut self, column: &str) -> String {
        let raw = self
            .cell(column)
            .map_or("", |cell| original(cell.text.trim()));
        let line = raw.to_owned();
        if line.chars().any(char::is_control) {
            self.fault(column, "passage::control", CONTROL);
        } else if line.len() > LONGEST_CELL {
            self.fault(column, "passage::length", TOO_LONG_CELL);
        }
        line
    }

    fn locale(&mut self, column: &str) -> Option<Locale> {
        let tag = self.line(column);
        if tag.is_empty() {
            return None;
        }
        match tag.parse() {
            Ok(locale) => Some(locale),
            Err(error) => {
                self.fault(column, "passage::locale", &format!("this {error}"));
                None
            }
        }
    }

    fn origin(&mut self) -> PassageOrigin {
        let origin = PassageOrigin {
            document: self.line("document"),
            paragraph: self.line("paragraph"),
            speaker: self.line("speaker"),
            day: self.line("date"),
            citation: self.line("citation"),
            note: self.line("note"),
        };
        if !is_date(&origin.day) {
            self.fault("date", "passage::date", NO_DATE);
        }
        origin
    }

    fn day(&mut self, column: &str, today: &str) -> String {
        let day = self.line(column);
        if day.is_empty() {
            return today.to_owned();
        }
        if day.parse::<Day>().is_err() {
            self.fault(
                column,
                "passage::date",
                "this is no day of the form YYYY-MM-DD",
            );
        }
        day
    }

    fn yes(&mut self, column: &str) -> bool {
        let word = self.line(column);
        let yes = word.eq_ignore_ascii_case("yes");
        if !yes && !word.is_empty() && !word.eq_ignore_ascii_case("no") {
            self.fault(
                column,
                "passage::superseded",
                "write yes or no, or leave it empty",
            );
        }
        yes
    }

    /// The name in a row is made of its language and text; another is a sign that
    /// somebody has changed the text.
    fn id(&mut self, locale: &Locale, text: &str) {
        let told = self.line("passage");
        if !told.is_empty() && told != Passage::id_of(locale, text) {
            let message = "this is not the name of the text in this row, which was changed";
            self.fault("passage", "passage::identity", message);
        }
    }

    fn version(&mut self, reading: Reading<'_>, superseded: bool) -> Option<PassageVersion> {
        let text = self.text("translation");
        let locale = self.locale("translation_lang");
        let word = self.line("status");
        let citation = self.line("translation_citation");
        let by = self.line("by");
        let added = self.day("translation_added", reading.day);
        let status = match word.is_empty() {
            true => Some(PassageStatus::Unreviewed),
            false => PassageStatus::parse(&word),
        };
        if status.is_none() {
            let message = "the status is official, publisher, press, ours or unreviewed";
            self.fault("status", "passage::status", message);
        }
        if text.is_empty() {
            if locale.is_some() || !word.is_empty() {
                let message = "there is a language or a status here, and no translation";
                self.fault("translation", "passage::translation", message);
            }
            return None;
        }
        if locale.is_none() {
            let message = "the row does not say the language of the translation";
            self.fault("translation", "passage::translation", message);
        }
        Some(PassageVersion {
            locale: locale?,
            text,
            status: status?,
            citation,
            by: Some(by).filter(|by| !by.is_empty()),
            added,
            superseded,
        })
    }
}

/// What is told of a date that is none.
pub(in crate::pipeline::passages) const NO_DATE: &str =
    "this is no date: write a year, a month or a day (2024, 2024-02, 2024-02-29)";

/// What is told of a control character.
pub(in crate::pipeline::passages) const CONTROL: &str = "there is a control character here";

/// What is told of bytes that are no text.
pub(in crate::pipeline::passages) const NO_TEXT: &str = "from this place on the bytes are no text";

/// What is told of a text that is too long.
pub(in crate::pipeline::passages) const TOO_LONG: &str = "this text is longer than 100,000 bytes";

/// What is told of a cell that is too long.
pub(in crate::pipeline::passages) const TOO_LONG_CELL: &str =
    "these words are longer than 2,000 bytes";
