use std::cell::Cell;
use std::io::{self, BufRead, Read};

use crate::diag::Place;

use super::super::decode::Decoder;
use super::characters::first_illegal;

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

/// Where something began.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    Known(Position),
    /// So many bytes after the beginning: to be counted when somebody asks, and
    /// before the bytes are let go.
    Byte(u64),
}

/// Counts lines and columns of what is read, and stops a single piece of the
/// document from filling the memory.
#[derive(Debug)]
pub(super) struct Tracker<R> {
    pub(super) source: Decoder<R>,
    /// Bytes that were read.
    read: u64,
    /// A position that was asked for, and how many bytes were read since: counting
    /// many together, and only if somebody asks, is faster than token by token.
    counted: Cell<(Position, usize)>,
    /// How many of the bytes that are held, counted from behind, come after a
    /// character that XML does not allow, that one included.
    unsound: usize,
    allowance: usize,
}

impl<R: BufRead> Tracker<R> {
    pub(super) fn new(source: R) -> Self {
        Tracker {
            source: Decoder::new(source),
            read: 0,
            counted: Cell::new((Position::default(), 0)),
            unsound: 0,
            allowance: super::PIECE_LIMIT,
        }
    }

    /// Begins a new piece.
    pub(super) fn renew(&mut self) {
        self.allowance = super::PIECE_LIMIT;
    }

    /// How far the document has been read.
    pub(super) fn position(&self) -> Position {
        self.position_at(At::Byte(self.read))
    }

    /// How far the document has been read, in bytes.
    #[inline]
    pub(super) fn at(&self) -> At {
        At::Byte(self.read)
    }

    /// The position of what was read lately. Nothing before it can be asked for then.
    pub(super) fn position_at(&self, at: At) -> Position {
        let byte = match at {
            At::Known(position) => return position,
            At::Byte(byte) => byte,
        };
        let (mut position, uncounted) = self.counted.get();
        let after = usize::try_from(self.read - byte).unwrap_or(usize::MAX);
        let more = uncounted.saturating_sub(after);
        let bytes = self.source.last(uncounted);
        position.advance(bytes.get(..more).unwrap_or_default());
        self.counted.set((position, uncounted - more));
        position
    }

    /// What comes next as far as it is held, without a character that XML does not
    /// allow.
    #[inline]
    pub(super) fn ahead(&self) -> &str {
        let ahead = self.source.ahead();
        let sound = ahead.len().saturating_sub(self.unsound);
        ahead.get(..sound).unwrap_or_default()
    }

    /// Is done with bytes of what is held.
    #[inline]
    pub(super) fn take(&mut self, amount: usize) {
        self.read += amount as u64;
        let (position, uncounted) = self.counted.get();
        self.counted.set((position, uncounted + amount));
        self.source.consume(amount);
    }

    /// Asks the source for more, which takes the place of what is held.
    fn refill(&mut self) -> io::Result<()> {
        self.position();
        self.source.fill_buf()?;
        let ahead = self.source.ahead();
        self.unsound = first_illegal(ahead).map_or(0, |(offset, _)| ahead.len() - offset);
        Ok(())
    }
}

impl<R: BufRead> BufRead for Tracker<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.allowance == 0 {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TooLong));
        }
        if self.source.is_spent() {
            self.refill()?;
        }
        self.source.fill_buf()
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.allowance = self.allowance.saturating_sub(amount);
        self.take(amount);
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
