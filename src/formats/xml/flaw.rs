//! Making a fault out of what is wrong with a piece.

use super::position::Position;
use super::tag::Flaw;
use super::{Failure, Fault};

pub(super) fn illegal(offset: usize, c: char) -> Flaw {
    let message = format!("U+{:04X} is no character of XML 1.0", u32::from(c));
    Flaw::new(offset, "xml::character", message)
}

pub(super) fn ill(at: Position, message: impl Into<String>) -> Failure {
    fault(Flaw::new(0, "xml::not-well-formed", message), at)
}

/// A flaw of a piece whose inside is not looked at again.
pub(super) fn fault(flaw: Flaw, at: Position) -> Failure {
    Failure::Fault(Fault {
        place: at.place(),
        code: flaw.code,
        message: flaw.message,
    })
}

/// A flaw at its offset in a piece that begins at a position.
pub(super) fn flaw_in(flaw: Flaw, piece: &str, at: Position) -> Failure {
    let at = at.after(before(piece, Some(flaw.offset)));
    fault(flaw, at)
}

pub(super) fn before(piece: &str, offset: Option<usize>) -> &str {
    piece.get(..offset.unwrap_or_default()).unwrap_or_default()
}
