//! Cells of tables that a spreadsheet may open.
//!
//! ```
//! use tilmach::model::cell::{harmless, original};
//! assert_eq!(harmless("=1+1"), "'=1+1");
//! assert_eq!(original("'=1+1"), "=1+1");
//! ```

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula.
///
/// A cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), a
/// tab or a line end gets one apostrophe in front. So does one that has
/// apostrophes before such a character; hence [`original`] is exact.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_formula(cell.trim_start_matches('\'')) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The way back from [`harmless`]: one apostrophe is taken off if, after any
/// further apostrophes, one of the characters named there follows.
pub fn original(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet may take the cell for a formula.
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
