//! Bytes to text: UTF-8, UTF-16 and the encodings an XML declaration may name.
//!
//! Reads the byte order mark (Unicode 16, section 23.8), the NUL pattern of
//! UTF-16 without one (XML 1.0, appendix F) and the `encoding` of the XML
//! declaration (section 4.3.3; names as in the WHATWG Encoding Standard).
//! Bytes that are not valid are a fault and never become U+FFFD: a letter that
//! was guessed in a statement is worse than a file that was refused.

mod detect;
mod text;

use std::io::{self, BufRead, Read};

use encoding_rs::{DecoderResult, Encoding, UTF_8};

pub use text::{TextFault, decode_text};

/// Why bytes could not be read as text. It travels inside an [`io::Error`] of
/// kind [`io::ErrorKind::InvalidData`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Undecodable {
    /// The declared encoding is not known, or not safe to decode.
    #[error("the encoding \u{201C}{label}\u{201D} is not known")]
    UnknownEncoding {
        /// The name as declared.
        label: String,
    },
    /// Bytes that the encoding does not allow.
    #[error("bytes that are not valid {encoding}")]
    InvalidBytes {
        /// The offset of the first of them in the file, from 0.
        offset: u64,
        /// The encoding they were read as.
        encoding: &'static str,
    },
}

impl Undecodable {
    /// The fault inside an error of the machine, if that is what it carries.
    pub fn within(error: &io::Error) -> Option<&Undecodable> {
        error.get_ref().and_then(|inner| inner.downcast_ref())
    }
}

impl From<Undecodable> for io::Error {
    fn from(fault: Undecodable) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, fault)
    }
}

/// How many bytes are looked at to find the XML declaration.
const HEAD: usize = 1024;

/// How many bytes of text are held at a time.
const CHUNK: usize = 16 * 1024;

/// A reader of UTF-8 over a reader of any encoding, in constant memory.
///
/// The byte order mark is dropped. When bytes are not valid, the text before
/// them is handed out first and the error comes with the next read, so that a
/// caller who counts lines knows where the fault stands.
///
/// ```
/// use std::io::{BufReader, Read};
/// let bytes = b"\xff\xfe<\0a\0/\0>\0";
/// let mut text = String::new();
/// tilmach::formats::decode::Decoder::new(&bytes[..]).read_to_string(&mut text)?;
/// assert_eq!(text, "<a/>");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Decoder<R> {
    source: R,
    head: io::Cursor<Vec<u8>>,
    engine: Option<Engine>,
    declared_in_vain: Option<String>,
    out: Vec<u8>,
    start: usize,
    end: usize,
}

/// The decoder proper, once the encoding is known.
struct Engine {
    decoder: encoding_rs::Decoder,
    encoding: &'static Encoding,
    offset: u64,
    fault: Option<Undecodable>,
    finished: bool,
    /// No part of a character is in the decoder.
    whole: bool,
}

impl Engine {
    /// So many bytes before the last ones that were read are not valid.
    fn fail(&mut self, bytes: u8, after: u8) {
        let back = u64::from(bytes) + u64::from(after);
        self.fault = Some(Undecodable::InvalidBytes {
            offset: self.offset.saturating_sub(back),
            encoding: self.encoding.name(),
        });
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("encoding", &self.encoding.name())
            .field("offset", &self.offset)
            .finish_non_exhaustive()
    }
}

impl<R: BufRead> Decoder<R> {
    /// A decoder that finds the encoding when it is first read.
    pub fn new(source: R) -> Self {
        Decoder {
            source,
            head: io::Cursor::new(Vec::new()),
            engine: None,
            declared_in_vain: None,
            out: vec![0; CHUNK],
            start: 0,
            end: 0,
        }
    }

    /// The encoding the XML declaration names although the bytes are in
    /// another one (.NET writes `utf-16` over UTF-8). The bytes won; somebody
    /// should be told. Known after the first read.
    pub fn declared_in_vain(&self) -> Option<&str> {
        self.declared_in_vain.as_deref()
    }

    /// The encoding that is being read, by its WHATWG name; none before the
    /// first read.
    pub fn encoding(&self) -> Option<&'static str> {
        self.engine.as_ref().map(|engine| engine.encoding.name())
    }

    /// The bytes that were handed out last, as many of them as are still held, and
    /// whether the next read will be from the source.
    pub(in crate::formats) fn last(&self, amount: usize) -> (&[u8], bool) {
        let from = self.start.saturating_sub(amount);
        let bytes = self.out.get(from..self.start).unwrap_or_default();
        (bytes, self.start >= self.end)
    }

    fn open(&mut self) -> io::Result<Engine> {
        let mut head = Vec::new();
        while head.len() < HEAD {
            let available = fill(&mut self.source)?;
            if available.is_empty() {
                break;
            }
            // No more than is needed: the source may be a whole file.
            let taken = available.len().min(HEAD - head.len());
            head.extend_from_slice(available.get(..taken).unwrap_or_default());
            self.source.consume(taken);
        }
        let found = detect::detect(&head)?;
        self.declared_in_vain = found.declared_in_vain;
        self.head = io::Cursor::new(head);
        self.head.set_position(found.mark);
        Ok(Engine {
            decoder: found.encoding.new_decoder_without_bom_handling(),
            encoding: found.encoding,
            offset: found.mark,
            fault: None,
            finished: false,
            whole: true,
        })
    }

    /// Whether bytes are left of those that were looked at first.
    fn in_head(&self) -> bool {
        self.head.position() < self.head.get_ref().len() as u64
    }

    /// Is done with bytes of the source.
    fn take(&mut self, amount: usize, in_head: bool) {
        if in_head {
            self.head.consume(amount);
        } else {
            self.source.consume(amount);
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let mut engine = match self.engine.take() {
            Some(engine) => engine,
            None => self.open()?,
        };
        let result = self.decode(&mut engine);
        self.engine = Some(engine);
        result
    }

    fn decode(&mut self, engine: &mut Engine) -> io::Result<()> {
        (self.start, self.end) = (0, 0);
        while self.end == 0 && !engine.finished {
            if let Some(fault) = &engine.fault {
                return Err(fault.clone().into());
            }
            let in_head = self.in_head();
            let mut available = if in_head {
                self.head.fill_buf()?
            } else {
                fill(&mut self.source)?
            };
            let last = available.is_empty();
            if engine.encoding == UTF_8 {
                let valid = copy_valid(available, &mut self.out);
                if valid > 0 && engine.whole {
                    engine.offset += valid as u64;
                    self.take(valid, in_head);
                    self.end = valid;
                    return Ok(());
                }
                // Over the edge of a buffer byte by byte: nothing is left in the decoder.
                available = available.get(..1).unwrap_or_default();
            }
            let (result, read, written) =
                engine
                    .decoder
                    .decode_to_utf8_without_replacement(available, &mut self.out, last);
            engine.offset += read as u64;
            self.take(read, in_head);
            self.end = written;
            engine.whole = written > 0;
            match result {
                DecoderResult::InputEmpty => engine.finished = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bytes, after) => engine.fail(bytes, after),
            }
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Decoder<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start >= self.end {
            self.refill()?;
        }
        Ok(self.out.get(self.start..self.end).unwrap_or_default())
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.start = self.end.min(self.start.saturating_add(amount));
    }
}

impl<R: BufRead> Read for Decoder<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(target)?;
        self.consume(read);
        Ok(read)
    }
}

/// Copies what is UTF-8 as it stands, as much as there is room for, and gives its
/// length in bytes.
fn copy_valid(available: &[u8], out: &mut [u8]) -> usize {
    let ahead = available.get(..out.len()).unwrap_or(available);
    let valid = Encoding::utf8_valid_up_to(ahead);
    if let (Some(from), Some(to)) = (ahead.get(..valid), out.get_mut(..valid)) {
        to.copy_from_slice(from);
    }
    valid
}

/// `fill_buf` that does not take a signal for a fault.
fn fill(source: &mut impl BufRead) -> io::Result<&[u8]> {
    loop {
        match source.fill_buf() {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    // Asked twice because the borrow checker cannot follow a loop that returns
    // the borrow; the second call only hands out what is buffered.
    source.fill_buf()
}

#[cfg(test)]
mod tests;
