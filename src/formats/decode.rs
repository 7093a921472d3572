//! Bytes to text: UTF-8, UTF-16 and the encodings an XML declaration may name.
//!
//! Reads the byte order mark (Unicode 16, section 23.8), the NUL pattern of
//! UTF-16 without one (XML 1.0, appendix F) and the `encoding` of the XML
//! declaration (section 4.3.3; names as in the WHATWG Encoding Standard).
//! Bytes that are not valid are a fault and never become U+FFFD: a letter that
//! was guessed in a statement is worse than a file that was refused.

use std::io::{self, BufRead, Read};

use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

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

    fn open(&mut self) -> io::Result<Engine> {
        let mut head = Vec::new();
        while head.len() < HEAD {
            let available = fill(&mut self.source)?;
            if available.is_empty() {
                break;
            }
            let taken = available.len();
            head.extend_from_slice(available);
            self.source.consume(taken);
        }
        let found = detect(&head)?;
        self.declared_in_vain = found.declared_in_vain;
        self.head = io::Cursor::new(head);
        self.head.set_position(found.mark);
        Ok(Engine {
            decoder: found.encoding.new_decoder_without_bom_handling(),
            encoding: found.encoding,
            offset: found.mark,
            fault: None,
            finished: false,
        })
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
            let in_head = !self.head.fill_buf()?.is_empty();
            let available = if in_head {
                self.head.fill_buf()?
            } else {
                fill(&mut self.source)?
            };
            let last = available.is_empty();
            let (result, read, written) =
                engine
                    .decoder
                    .decode_to_utf8_without_replacement(available, &mut self.out, last);
            engine.offset += read as u64;
            if in_head {
                self.head.consume(read);
            } else {
                self.source.consume(read);
            }
            self.end = written;
            match result {
                DecoderResult::InputEmpty => engine.finished = last,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bytes, after) => {
                    let back = u64::from(bytes) + u64::from(after);
                    engine.fault = Some(Undecodable::InvalidBytes {
                        offset: engine.offset.saturating_sub(back),
                        encoding: engine.encoding.name(),
                    });
                }
            }
        }
        Ok(())
    }
}

impl<R: BufRead> BufRead for Decoder<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start >= self.end {
            self.refill()?;
        }
        Ok(self.out.get(self.start..self.end).unwrap_or_default())
    }

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

struct Detected {
    encoding: &'static Encoding,
    /// Bytes of the byte order mark.
    mark: u64,
    declared_in_vain: Option<String>,
}

fn detect(head: &[u8]) -> Result<Detected, Undecodable> {
    let declared = declared_label(head);
    let (encoding, mark) = match Encoding::for_bom(head) {
        Some((encoding, mark)) => (Some(encoding), mark as u64),
        None => (by_pattern(head), 0),
    };
    let encoding = match (encoding, &declared) {
        (Some(encoding), _) => encoding,
        (None, None) => UTF_8,
        (None, Some(label)) => named(label)?,
    };
    // A declaration that can be read byte by byte is not in UTF-16.
    let readable = mark == 0 && by_pattern(head).is_none();
    let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
    let encoding = if readable && is_wide { UTF_8 } else { encoding };
    let declared_in_vain = declared.filter(|label| {
        Encoding::for_label(label.as_bytes()) != Some(encoding)
            && !(is_wide && !readable && label.to_ascii_lowercase().starts_with("utf-16"))
    });
    Ok(Detected {
        encoding,
        mark,
        declared_in_vain,
    })
}

/// UTF-16 by the NUL beside the `<` or white space that begins XML, or beside
/// whatever Latin letter begins a text.
fn by_pattern(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0, second, ..] if *second != 0 => Some(UTF_16BE),
        [first, 0, ..] if *first != 0 => Some(UTF_16LE),
        _ => None,
    }
}

fn named(label: &str) -> Result<&'static Encoding, Undecodable> {
    // The "replacement" encoding stands for encodings that are unsafe.
    Encoding::for_label(label.as_bytes())
        .filter(|encoding| *encoding != encoding_rs::REPLACEMENT)
        .ok_or_else(|| Undecodable::UnknownEncoding {
            label: label.chars().take(40).collect(),
        })
}

/// The value of `encoding` in the XML declaration, if there is one.
fn declared_label(head: &[u8]) -> Option<String> {
    let ascii: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    let declaration = ascii.strip_prefix("<?xml")?.split_once("?>")?.0;
    let after = declaration.split_once("encoding")?.1.trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value.strip_prefix(quote)?.split_once(quote)?.0;
    Some(label.to_owned())
}

/// Where a plain text is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextFault {
    /// The line, from 1.
    pub line: u64,
    /// The column in characters, from 1.
    pub column: u64,
    /// The offset of the first bad byte in the file, from 0.
    pub offset: usize,
}

/// Reads a plain text: UTF-8 with or without a byte order mark, UTF-16 with
/// one or with the NUL pattern. Gives the text and the encoding's WHATWG name.
///
/// ```
/// use tilmach::formats::decode::{TextFault, decode_text};
/// assert_eq!(decode_text(b"\xEF\xBB\xBFa"), Ok(("a".to_owned(), "UTF-8")));
/// let fault = TextFault { line: 2, column: 3, offset: 5 };
/// assert_eq!(decode_text("a\n\u{e9}b\u{e9}".as_bytes().split_last().unwrap().1), Err(fault));
/// ```
///
/// # Errors
///
/// The first place where the bytes are not valid.
pub fn decode_text(bytes: &[u8]) -> Result<(String, &'static str), TextFault> {
    let (encoding, mark) = Encoding::for_bom(bytes)
        .or_else(|| by_pattern(bytes).map(|encoding| (encoding, 0)))
        .unwrap_or((UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(body.len())
        .unwrap_or(body.len());
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    match result {
        DecoderResult::Malformed(bad, after) => {
            let back = usize::from(bad) + usize::from(after);
            let (line, column) = end_of(&text);
            Err(TextFault {
                line,
                column,
                offset: mark + read.saturating_sub(back),
            })
        }
        DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok((text, encoding.name())),
    }
}

/// The line and column after a text, both from 1.
fn end_of(text: &str) -> (u64, u64) {
    let mut position = super::xml::Position::default();
    position.advance(text.as_bytes());
    (position.line, position.column)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        // Two bytes at a time, so that every boundary is met.
        let slow = io::BufReader::with_capacity(2, bytes);
        Decoder::new(slow).read_to_string(&mut text)?;
        Ok(text)
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if little {
                    unit.to_le_bytes()
                } else {
                    unit.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn every_form_of_unicode() {
        let text = "<?xml version=\"1.0\"?><a>ئۇيغۇر 𠀀</a>";
        for little in [true, false] {
            let bare = utf16(text, little);
            assert_eq!(decoded(&bare).unwrap(), text);
            let marked = utf16(&format!("\u{feff}{text}"), little);
            assert_eq!(decoded(&marked).unwrap(), text);
            assert_eq!(decode_text(&marked).unwrap().0, text);
        }
        assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        assert_eq!(decoded(b"").unwrap(), "");
    }

    #[test]
    fn declared_code_pages() {
        let turkish = b"<?xml version='1.0' encoding='windows-1254'?><a>\xf0\xfe</a>";
        assert!(decoded(turkish).unwrap().ends_with("<a>ğş</a>"));
        let chinese = b"<?xml version='1.0' encoding=\"GB18030\"?><a>\xd6\xd0</a>";
        assert!(decoded(chinese).unwrap().ends_with("<a>中</a>"));
        let error = decoded(b"<?xml version='1.0' encoding='klingon'?><a/>").unwrap_err();
        assert!(matches!(
            Undecodable::within(&error),
            Some(Undecodable::UnknownEncoding { label }) if label == "klingon"
        ));
    }

    #[test]
    fn bad_bytes_are_reported_and_never_replaced() {
        for (bytes, offset) in [
            (&b"ab\xff"[..], 2),
            (b"ab\xc3", 2),
            (b"\xEF\xBB\xBFa\xe2\x82!", 4),
            (b"\xff\xfea\0\x00\xd8b\0", 4),
        ] {
            let error = decoded(bytes).unwrap_err();
            assert!(
                matches!(Undecodable::within(&error),
                    Some(Undecodable::InvalidBytes { offset: o, .. }) if *o == offset),
                "{bytes:?}: {error:?}"
            );
        }
    }

    #[test]
    fn a_false_declaration_is_told() {
        let mut decoder = Decoder::new(&b"<?xml version='1.0' encoding='utf-16'?><a/>"[..]);
        let mut text = String::new();
        decoder.read_to_string(&mut text).unwrap();
        assert_eq!(decoder.declared_in_vain(), Some("utf-16"));
        assert_eq!(decoder.encoding(), Some("UTF-8"));
        let wide = utf16("<?xml version='1.0' encoding='UTF-16'?><a/>", false);
        let mut decoder = Decoder::new(&wide[..]);
        decoder.read_to_string(&mut text).unwrap();
        assert_eq!(decoder.declared_in_vain(), None);
    }
}
