//! Many texts, one a line, answered in order while they come.
//!
//! What lies in the reader's buffer is answered before more is read: the work is spread
//! over the threads, what is held does not grow with the input, and a program that waits
//! for an answer before it asks again gets it.

use std::io::BufRead;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use serde::Serialize;

use crate::diag::{Finding, Place};
use crate::memory::{self, Store};
use crate::pipeline::Error;
use crate::pipeline::leverage::fragments::Fragment;

use super::{Found, Searcher};

/// The answer to one line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The line, from 1.
    pub line: u64,
    /// What stands there, without its end; none when it is not UTF-8.
    pub query: Option<String>,
    /// What the memory holds.
    pub matches: Vec<Found>,
    /// What its parts are known from, if somebody asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fragments: Vec<Fragment>,
    /// What is wrong with the line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
}

/// Answers every line of a text in UTF-8, in order. A line ends with LF or CR LF; the
/// last one need not. `open` opens the memory once more, for another thread; `each` gets
/// the answers some at a time, and says whether anybody wants more.
///
/// # Errors
///
/// When the memory fails, the text cannot be read, or there are no threads.
pub fn batch<S: Store + Send>(
    searcher: &Searcher<'_>,
    store: S,
    open: &(dyn Fn() -> Result<S, memory::Error> + Sync),
    (name, input): (&Path, &mut dyn BufRead),
    each: &mut dyn FnMut(Vec<Answer>) -> bool,
) -> Result<(), Error> {
    let readers = Readers {
        open,
        idle: Mutex::new(vec![store]),
    };
    let pool = searcher.desk.threads()?;
    let mut lines = Lines::default();
    loop {
        let block = lines.next(input).map_err(|source| Error::File {
            path: name.to_owned(),
            source,
        })?;
        let Some(block) = block else { return Ok(()) };
        let answers: Result<Vec<Answer>, memory::Error> = pool.install(|| {
            let asked = block.into_par_iter();
            asked
                .map(|(line, bytes)| readers.with(|store| answer(searcher, store, line, bytes)))
                .collect()
        });
        if !each(answers?) {
            return Ok(());
        }
    }
}

fn answer(
    searcher: &Searcher<'_>,
    store: &dyn Store,
    line: u64,
    bytes: Vec<u8>,
) -> Result<Answer, memory::Error> {
    let mut answer = Answer {
        line,
        query: None,
        matches: Vec::new(),
        fragments: Vec::new(),
        finding: None,
    };
    if bytes.len() > LINE {
        let finding = Finding::error(
            "search::length",
            "the line is longer than a query can be; nothing was looked for",
        );
        let finding = finding.at(Place::default().line(line, 1));
        answer.finding =
            Some(finding.help("A query has at most 4 MiB. Is it one sentence a line?"));
        return Ok(answer);
    }
    match String::from_utf8(bytes) {
        Ok(query) => {
            answer.matches = searcher.ask(store, &query)?;
            answer.fragments = searcher.fragments(store, &query)?;
            answer.query = Some(query);
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..good).unwrap_or_default();
            let column = String::from_utf8_lossy(before).chars().count() + 1;
            let finding =
                Finding::error("search::encoding", "from this place on the line is no text");
            answer.finding = Some(
                finding
                    .at(Place::default().line(line, column as u64))
                    .help("Save the queries as UTF-8."),
            );
        }
    }
    Ok(answer)
}

/// Connections to the memory, of which none serves two threads at once.
struct Readers<'a, S> {
    open: &'a (dyn Fn() -> Result<S, memory::Error> + Sync),
    idle: Mutex<Vec<S>>,
}

impl<S: Store + Send> Readers<'_, S> {
    fn with<T>(
        &self,
        work: impl FnOnce(&dyn Store) -> Result<T, memory::Error>,
    ) -> Result<T, memory::Error> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let store = match idle {
            Some(store) => store,
            None => (self.open)()?,
        };
        let done = work(&store);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(store);
        }
        done
    }
}

/// The byte order mark, which some editors put before UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A query has at most so many bytes.
const LINE: usize = 4 << 20;

/// Lines with their numbers.
type Block = Vec<(u64, Vec<u8>)>;

/// Lines of a reader, as many as lie in its buffer.
#[derive(Default)]
struct Lines {
    /// How many there were.
    number: u64,
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
}

impl Lines {
    /// The next lines with their numbers, at least one; none at the end.
    fn next(&mut self, input: &mut dyn BufRead) -> std::io::Result<Option<Block>> {
        loop {
            let buffer = match input.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            let used = buffer.len();
            if used == 0 {
                let last = std::mem::take(&mut self.begun);
                return Ok((!last.is_empty()).then(|| vec![self.line(last)]));
            }
            let mut found = Vec::new();
            for part in buffer.split_inclusive(|byte| *byte == b'\n') {
                // One byte too many says that the line is too long.
                let room = (LINE + 1).saturating_sub(self.begun.len());
                let kept = part.get(..room).unwrap_or(part);
                self.begun.extend_from_slice(kept);
                if part.ends_with(b"\n") {
                    let whole = std::mem::take(&mut self.begun);
                    found.push(self.line(whole));
                }
            }
            input.consume(used);
            if !found.is_empty() {
                return Ok(Some(found));
            }
        }
    }

    fn line(&mut self, bytes: Vec<u8>) -> (u64, Vec<u8>) {
        self.number += 1;
        let bytes = match self.number {
            1 => bytes.strip_prefix(MARK).unwrap_or(&bytes),
            _ => &bytes,
        };
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
        (self.number, bytes.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;
    use proptest::prelude::*;

    fn lines(bytes: &[u8], buffer: usize) -> Block {
        let mut input = BufReader::with_capacity(buffer, bytes);
        let mut lines = Lines::default();
        let mut all = Vec::new();
        while let Some(block) = lines.next(&mut input).expect("bytes in hand") {
            assert!(!block.is_empty());
            all.extend(block);
        }
        all
    }

    #[test]
    fn a_line_without_end_is_not_kept() {
        let mut bytes = vec![b'a'; LINE + 100_000];
        bytes.extend_from_slice(b"\nb");
        let found = lines(&bytes, 1 << 16);
        assert_eq!((found.len(), found[0].1.len()), (2, LINE + 1));
        assert_eq!(found[1], (2, b"b".to_vec()));
    }

    #[test]
    fn marks_and_ends_of_lines_are_no_part_of_a_query() {
        let found = lines(b"\xEF\xBB\xBFa\r\n\n b\r\rc\nlast", 4);
        let expected: [&[u8]; 4] = [b"a", b"", b" b\r\rc", b"last"];
        let expected: Block = (1..).zip(expected.map(<[u8]>::to_vec)).collect();
        assert_eq!(found, expected);
        assert_eq!(lines(b"", 4), []);
        assert_eq!(lines(b"\n", 4).len(), 1);
    }

    proptest! {
        /// However the bytes come, a line is a line.
        #[test]
        fn blocks_do_not_show(bytes in prop::collection::vec(prop::sample::select(&b"ab\r\n\xFF"[..]), 0..60), buffer in 1_usize..9) {
            let expected = lines(&bytes, 1 << 16);
            prop_assert_eq!(lines(&bytes, buffer), expected);
        }
    }
}
