//! The bytes of a file, read once, piece by piece: how many there are, and their
//! hash, are known at the end.

use std::io::{self, BufReader, Chain, Cursor, Read};

use crate::formats;
use crate::pipeline::Error;

/// How much of a file is looked at to see what it is, in bytes.
const HEAD: u64 = 16_384;

/// How much is asked of the system at a time, in bytes.
const PIECE: usize = 64 * 1024;

/// The most bytes a file may have: 1 GB, and a tenth more for those who count
/// in powers of two.
const LARGEST: u64 = 1_100_000_000;

/// A file that is being read.
pub(super) struct Source<'a> {
    head: Vec<u8>,
    rest: Measured<'a>,
}

/// Reads on, counting and hashing.
struct Measured<'a> {
    source: &'a mut dyn Read,
    hasher: blake3::Hasher,
    length: u64,
    most: u64,
}

impl Read for Measured<'_> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        if self.length > self.most {
            return Err(io::Error::other("the file is too large"));
        }
        let read = self.source.read(target)?;
        self.hasher.update(target.get(..read).unwrap_or_default());
        self.length += read as u64;
        Ok(read)
    }
}

impl<'a> Source<'a> {
    pub(super) fn new(source: &'a mut dyn Read) -> Self {
        Source {
            head: Vec::new(),
            rest: Measured {
                source,
                hasher: blake3::Hasher::new(),
                length: 0,
                most: LARGEST,
            },
        }
    }

    /// The first bytes. They are read again with the others.
    pub(super) fn head(&mut self) -> Result<&[u8], Error> {
        let read = (&mut self.rest).take(HEAD).read_to_end(&mut self.head);
        read.map_err(formats::Error::from)?;
        Ok(&self.head)
    }

    /// The file from its beginning.
    pub(super) fn reader(&mut self) -> Chain<Cursor<&[u8]>, BufReader<impl Read>> {
        let rest = BufReader::with_capacity(PIECE, &mut self.rest);
        Cursor::new(self.head.as_slice()).chain(rest)
    }

    /// All bytes at once.
    pub(super) fn whole(&mut self) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        let read = self.reader().read_to_end(&mut bytes);
        read.map_err(formats::Error::from)?;
        Ok(bytes)
    }

    /// The hash of the file, as [`crate::pipeline::read::short_hash`] has it, up to
    /// its end also if nobody read so far.
    pub(super) fn hash(&mut self) -> Result<String, Error> {
        let read = io::copy(&mut self.rest, &mut io::sink());
        read.map_err(formats::Error::from)?;
        let digits = self.rest.hasher.finalize().to_hex();
        Ok(digits.chars().take(32).collect())
    }

    /// Whether reading stopped because there was too much.
    pub(super) fn is_too_large(&self) -> bool {
        self.rest.length > self.rest.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::read::short_hash;

    #[test]
    fn it_is_read_once_and_hashed_as_a_whole() {
        let bytes: Vec<u8> = (0..100_000_u32).map(|n| (n % 251) as u8).collect();
        let mut slice = bytes.as_slice();
        let mut source = Source::new(&mut slice);
        assert_eq!(source.head().expect("read"), &bytes[..HEAD as usize]);
        assert_eq!(source.whole().expect("read"), bytes);
        assert_eq!(source.hash().expect("read"), short_hash(&bytes));
        let mut slice = bytes.as_slice();
        let mut unread = Source::new(&mut slice);
        unread.head().expect("read");
        assert_eq!(unread.hash().expect("read"), short_hash(&bytes));
    }

    #[test]
    fn it_stops_when_there_is_too_much() {
        let mut endless = io::repeat(b' ');
        let mut source = Source::new(&mut endless);
        source.rest.most = 100_000;
        assert!(source.hash().is_err() && source.is_too_large());
    }
}
