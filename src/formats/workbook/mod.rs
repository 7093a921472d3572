//! Workbooks of spreadsheet programs: one sheet of an `.xlsx` file (ISO/IEC
//! 29500, SpreadsheetML) as rows of text.
//!
//! Cells are read by `calamine`. Before it sees the file, every part of it has
//! been unpacked once within limits and held to be well-formed XML (`package`):
//! a file of some kilobytes may unpack to many gigabytes, and a single number in
//! it may ask for as much room.
//!
//! **A formula is not believed.** What a spreadsheet shows in such a cell was
//! calculated by somebody else's machine, and may be another thing on the next.
//! The cell is given as the formula itself with its `=`, which a glossary refuses.
//! Rows and columns that are hidden are read like others, which is told; of merged
//! cells only the first has words, which is told too. Macros, old workbooks (`.xls`)
//! and those under a password are refused.
//!
//! [`read`] gives rows of words, [`Sheets`] a sheet with all that is to be known of its
//! cells. [`write()`] makes a workbook of one sheet in which every cell is text.

mod bounds;
mod cells;
mod facts;
mod listener;
mod package;
mod sheet;
mod style;
mod table;
mod write;
mod xstring;

pub use cells::CellKind;
pub use facts::{Area, Remark};
pub use sheet::read;
pub use table::{Sheet, SheetCell, SheetRow, Sheets, cell_at};
pub use write::{Plan, PlannedCell, PlannedColumn, write};

/// Larger files are refused, in bytes.
pub const LARGEST_FILE: usize = 32 << 20;

/// A file may unpack to so many bytes.
pub const LARGEST_UNPACKED: u64 = 256 << 20;

/// A file may have so many parts. Real ones have some dozens.
pub const MOST_PARTS: usize = 2_000;

/// A sheet may have so many columns under names in its first row.
pub const MOST_COLUMNS: usize = 256;

/// All cells that are read may have so many bytes together.
pub const LARGEST_TEXT: usize = 64 << 20;

/// A sheet may have so many cells that hold anything.
pub const MOST_CELLS: usize = 1_000_000;

/// All sheets of a workbook may have so many cells, with those that hold nothing.
const MOST_CELLS_IN_ALL: u64 = 2_000_000;

/// A cell can hold so many units of UTF-16, in every spreadsheet program.
pub const LONGEST_CELL: usize = 32_767;

/// The number of the last row that a sheet can have.
const LAST_ROW: u64 = 1_048_576;

/// The number of the last column that a sheet can have: XFD.
const LAST_COLUMN: u64 = 16_384;

/// The name of a column of a spreadsheet, counted from 1: A to Z, AA, AB and on.
fn column_name(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let letter = u8::try_from((number - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        number = (number - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

/// Whether bytes begin like a workbook, of the new kind or the old one.
///
/// ```
/// use tilmach::formats::workbook::is_workbook;
/// assert!(is_workbook(b"PK\x03\x04..."));
/// assert!(!is_workbook(b"concept_id,lang"));
/// ```
pub fn is_workbook(bytes: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", package::OLD]
        .iter()
        .any(|mark| bytes.starts_with(mark))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

#[cfg(test)]
#[path = "hostile_tests.rs"]
mod hostile_tests;
