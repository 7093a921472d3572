//! The rows of the table of a report, and how they are written.

use crate::model::cell::harmless;

/// The columns, the same in every report.
const COLUMNS: [&str; 11] = [
    "part",
    "day",
    "locale",
    "statement",
    "unit",
    "concept",
    "words",
    "severity",
    "code",
    "count",
    "text",
];

/// A row, by the names of the columns; what does not apply is empty.
#[derive(Clone, Copy, Default)]
pub(super) struct Row<'a> {
    pub(super) part: &'a str,
    pub(super) day: &'a str,
    pub(super) locale: &'a str,
    pub(super) statement: &'a str,
    pub(super) unit: &'a str,
    pub(super) concept: &'a str,
    pub(super) words: &'a str,
    pub(super) severity: &'a str,
    pub(super) code: &'a str,
    pub(super) count: Option<usize>,
    pub(super) text: &'a str,
}

/// The table while it is written.
pub(super) struct Table(String);

impl Table {
    /// A table with its head and no row.
    pub(super) fn new() -> Table {
        let mut table = Table(String::from("\u{FEFF}"));
        table.record(COLUMNS.into_iter());
        table
    }

    pub(super) fn done(self) -> String {
        self.0
    }

    fn record<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        for (number, cell) in cells.enumerate() {
            if number > 0 {
                self.0.push(',');
            }
            let cell = harmless(cell);
            if cell.contains(['"', ',', '\n', '\r']) {
                self.0.push('"');
                self.0.push_str(&cell.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(&cell);
            }
        }
        self.0.push('\n');
    }

    pub(super) fn push(&mut self, row: Row) {
        let count = row.count.map(|count| count.to_string());
        let cells = [
            row.part,
            row.day,
            row.locale,
            row.statement,
            row.unit,
            row.concept,
            row.words,
            row.severity,
            row.code,
            count.as_deref().unwrap_or_default(),
            row.text,
        ];
        self.record(cells.into_iter());
    }

    pub(super) fn number(&mut self, base: Row, code: &str, count: usize) {
        self.push(Row {
            code,
            count: Some(count),
            ..base
        });
    }
}
