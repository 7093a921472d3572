use std::io::{self, BufRead, Read};

use crate::diag::Place;

use super::super::decode::Decoder;

/// A line and a column in characters, both from 1. LF, CR and CR LF each end
/// a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) struct Position {
    pub(in crate::formats) line: u64,
    pub(in crate::formats) column: u64,
    after_return: bool,
}

impl Default for Position {
    fn default() -> Self {
        Position {
            line: 1,
            column: 1,
            after_return: false,
        }
    }
}

impl Position {
    /// Moves over UTF-8, which may be cut anywhere.
    pub(in crate::formats) fn advance(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(end) = memchr::memchr2(b'\n', b'\r', rest) {
            let is_return = rest.get(end) == Some(&b'\r');
            if is_return || end > 0 || !self.after_return {
                self.line += 1;
                self.column = 1;
            }
            self.after_return = is_return;
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            self.after_return = false;
            // Bytes that continue a character (UTF-8, RFC 3629) are no column.
            // Counted in bytes, 255 at a time, which is what wide instructions do best.
            for part in rest.chunks(255) {
                let starts = part.iter().map(|byte| u8::from((byte & 0xC0) != 0x80));
                self.column += u64::from(starts.fold(0_u8, u8::wrapping_add));
            }
        }
    }

    /// The position after a text that begins here.
    pub(super) fn after(mut self, text: &str) -> Position {
        self.advance(text.as_bytes());
        self
    }

    pub(super) fn place(self) -> Place {
        Place::default().line(self.line, self.column)
    }
}

/// More bytes in one tag, comment or text than is allowed.
#[derive(Debug, thiserror::Error)]
#[error("more than {} bytes in one piece", super::PIECE_LIMIT)]
pub(super) struct TooLong;

/// Counts lines and columns of what is read, and stops a single piece of the
/// document from filling the memory.
#[derive(Debug)]
pub(super) struct Tracker<R> {
    pub(super) source: Decoder<R>,
    position: Position,
    /// Bytes that were read and are not counted yet: counting them together is
    /// faster than token by token.
    uncounted: usize,
    allowance: usize,
}

impl<R: BufRead> Tracker<R> {
    pub(super) fn new(source: R) -> Self {
        Tracker {
            source: Decoder::new(source),
            position: Position::default(),
            uncounted: 0,
            allowance: super::PIECE_LIMIT,
        }
    }

    /// Begins a new piece.
    pub(super) fn renew(&mut self) {
        self.allowance = super::PIECE_LIMIT;
    }

    /// How far the document has been read.
    pub(super) fn position(&mut self) -> Position {
        self.position.advance(self.source.last(self.uncounted).0);
        self.uncounted = 0;
        self.position
    }
}

impl<R: BufRead> BufRead for Tracker<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TooLong));
        }
        if self.uncounted > 0 && self.source.last(0).1 {
            // What comes next takes the place of these.
            self.position();
        }
        self.source.fill_buf()
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.uncounted += amount;
        self.allowance = self.allowance.saturating_sub(amount);
        self.source.consume(amount);
    }
}

impl<R: BufRead> Read for Tracker<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(target)?;
        self.consume(read);
        Ok(read)
    }
}
