//! The sheet that goes out.

use crate::diag::{Finding, Findings, Place};
use crate::formats::Error;
use crate::formats::workbook::{self, LONGEST_CELL, Plan, PlannedCell, PlannedColumn};
use crate::model::{Locale, REVIEW_COLUMNS, ReviewRow, ReviewSheet};

/// The name on the tab of the sheet.
const TAB: &str = "review";

/// The widths of the columns, in digits.
const WIDTHS: [u32; 6] = [20, 44, 44, 44, 44, 32];

/// The longest name of a statement that is shown above a printed page, in characters.
const LONGEST_NAME: usize = 120;

/// The sheet as a workbook (.xlsx). The same sheet gives the same bytes.
///
/// Lines of terms and findings that no cell can hold are counted in the cell instead;
/// they are not read back.
///
/// # Errors
///
/// When an id, a source or a translation is longer than a cell can be: ask
/// [`too_long`] first.
pub fn write(sheet: &ReviewSheet) -> Result<Vec<u8>, Error> {
    let columns = REVIEW_COLUMNS.iter().zip(WIDTHS);
    let name: String = sheet.statement.chars().take(LONGEST_NAME).collect();
    workbook::write(&Plan {
        name: TAB.to_owned(),
        title: format!(
            "{name} \u{B7} {} \u{2192} {} \u{B7} {}",
            sheet.source, sheet.target, sheet.day
        ),
        columns: columns
            .map(|(name, width)| PlannedColumn {
                name: (*name).to_owned(),
                width,
                ..PlannedColumn::default()
            })
            .collect(),
        rows: sheet.rows.iter().map(|row| cells(row, sheet)).collect(),
        is_protected: true,
        has_filter: false,
    })
}

/// The units that cannot go into a workbook, because a cell holds no more than 32,767
/// units of UTF-16.
pub fn too_long(sheet: &ReviewSheet) -> Findings {
    let mut findings = Findings::new();
    let is_long =
        |text: &str| text.len() > LONGEST_CELL && text.encode_utf16().count() > LONGEST_CELL;
    for row in &sheet.rows {
        if [&row.id, &row.source, &row.target]
            .iter()
            .any(|text| is_long(text))
        {
            let message = format!(
                "this unit has more than {LONGEST_CELL} characters, and a cell holds no more"
            );
            let unit = row.id.rsplit('/').next().unwrap_or_default();
            let finding = Finding::error("review::too-long", message);
            findings.push(
                finding
                    .at(Place::default().unit(unit))
                    .help("review this statement as DOCX"),
            );
        }
    }
    findings
}

fn cells(row: &ReviewRow, sheet: &ReviewSheet) -> Vec<PlannedCell> {
    let cell = |text: String, locale: Option<&Locale>, is_free: bool| PlannedCell {
        text,
        locale: locale.cloned(),
        is_free,
    };
    vec![
        cell(row.id.clone(), Some(&Locale::english()), false),
        cell(row.source.clone(), Some(&sheet.source), false),
        cell(row.target.clone(), Some(&sheet.target), row.translate),
        cell(lines(&row.terms), Some(&Locale::english()), false),
        cell(
            lines(&[&*row.findings, &*row.notes].concat()),
            Some(&Locale::english()),
            false,
        ),
        cell(String::new(), None, true),
    ]
}

/// Lines in one cell; those that it cannot hold are counted.
fn lines(lines: &[String]) -> String {
    const ROOM: usize = LONGEST_CELL - 40;
    let mut text = String::new();
    let mut used = 0;
    for (number, line) in lines.iter().enumerate() {
        used += line.encode_utf16().count() + 1;
        if used > ROOM {
            let left = lines.len() - number;
            text.push_str(&format!("\u{2026} {left} more, which have no room here\n"));
            break;
        }
        text.push_str(line);
        text.push('\n');
    }
    text.pop();
    text
}
