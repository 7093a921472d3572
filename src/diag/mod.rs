//! What is wrong with the *input*, and where.
//!
//! A fault of the input is a [`Finding`]: it has a place, it is collected, and
//! reading goes on. A fault of the machine (a full disk, a memory file that is
//! not one) is an error of the room that met it and never a finding.
//!
//! ```
//! use tilmach::diag::{Finding, Place};
//! let finding = Finding::error("tmx::language", "no language on <tuv>")
//!     .at(Place::file("a.tmx").line(3, 7));
//! assert_eq!(finding.to_string(), "a.tmx:3:7: error[tmx::language]: no language on <tuv>");
//! ```

mod finding;
mod place;

pub use finding::{Finding, Findings, Severity};
pub use place::{Place, shown};
