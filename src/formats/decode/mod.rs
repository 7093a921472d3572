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
use simdutf8::compat::from_utf8;

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
    /// What was decoded last, and how much of it was handed out.
    out: String,
    start: usize,
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
            out: String::with_capacity(CHUNK),
            start: 0,
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

    /// The bytes that were handed out last, as many of them as are still held.
    pub(in crate::formats) fn last(&self, amount: usize) -> &[u8] {
        let from = self.start.saturating_sub(amount);
        let held = self.out.as_bytes();
        held.get(from..self.start).unwrap_or_default()
    }

    /// What is decoded and not yet handed out: the next read gives the same without
    /// asking the source. Empty also when a character was handed out in part.
    #[inline]
    pub(in crate::formats) fn ahead(&self) -> &str {
        self.out.get(self.start..).unwrap_or_default()
    }

    /// Whether the next read will be from the source.
    #[inline]
    pub(in crate::formats) fn is_spent(&self) -> bool {
        self.start >= self.out.len()
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
        self.start = 0;
        self.out.clear();
        while self.out.is_empty() && !engine.finished {
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
                let valid = valid(available);
                if !valid.is_empty() && engine.whole {
                    self.out.push_str(valid);
                    engine.offset += valid.len() as u64;
                    self.take(self.out.len(), in_head);
                    return Ok(());
                }
                // Over the edge of a buffer byte by byte: nothing is left in the decoder.
                available = available.get(..1).unwrap_or_default();
            }
            let (result, read) =
                engine
                    .decoder
                    .decode_to_string_without_replacement(available, &mut self.out, last);
            engine.offset += read as u64;
            self.take(read, in_head);
            engine.whole = !self.out.is_empty();
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
        if self.is_spent() {
            self.refill()?;
        }
        Ok(self.out.as_bytes().get(self.start..).unwrap_or_default())
    }

    #[inline]
    fn consume(&mut self, amount: usize) {
        self.start = self.out.len().min(self.start.saturating_add(amount));
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

/// What is UTF-8 as it stands, as much of it as is held at a time.
fn valid(available: &[u8]) -> &str {
    let ahead = available.get(..CHUNK).unwrap_or(available);
    // A character that is cut off at the end would have all of it looked at twice.
    let cut = (1..=ahead.len().min(3)).find(|back| {
        let byte = ahead.get(ahead.len() - back);
        byte.is_some_and(|byte| *byte >= 0xC0)
    });
    let whole = ahead.len() - cut.unwrap_or_default();
    let ahead = ahead.get(..whole).unwrap_or_default();
    from_utf8(ahead).unwrap_or_else(|error| {
        let valid = ahead.get(..error.valid_up_to()).unwrap_or_default();
        from_utf8(valid).unwrap_or_default()
    })
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
