//! An index as a file beside the memory.
//!
//! A line of text says what it is; the parts follow, each a run of numbers as the
//! machine holds them (little endian), with a checksum (CRC-32) of every part in the
//! header and one of the header at its end. A file that is cut short, damaged, of
//! another form or of another language is no index, and nothing of it is believed.
//! Whether it belongs to the memory says the digest of its variants.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::thread;

use bytemuck::{Pod, cast_slice, cast_slice_mut};
use serde::{Deserialize, Serialize};

use crate::memory::Extent;
use crate::model::Locale;

use super::FuzzyIndex;
use super::base::{Base, Lists};
use super::units::Units;
use super::vocabulary::Vocabulary;

/// What the file is, and its form: another number whenever the parts, the way texts are
/// cut into words or their folding change.
const MAGIC: &[u8; 24] = b"tilmach fuzzy index  1\r\n";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// An index of fewer sources is made as quickly as it is read.
pub(super) const WORTH: usize = 1000;

/// The header is not longer than this, in bytes.
const HEADER: u64 = 1 << 20;

/// Everything but the runs of numbers.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    /// The version of the program that wrote it: folding may change with any.
    version: String,
    locale: String,
    last: i64,
    digest: i64,
    targets: Vec<String>,
    class_count: u32,
    numbers: u32,
    /// Bytes and checksum of every part, in order.
    parts: Vec<(u64, u32)>,
}

/// The parts of an index, in the order in which they stand in the file.
macro_rules! parts {
    ($index:expr, $each:ident) => {
        [
            $each(&$index.vocabulary.bytes),
            $each(&$index.vocabulary.ends),
            $each(&$index.vocabulary.classes),
            $each(&$index.vocabulary.slots),
            $each(&$index.base.units.sources),
            $each(&$index.base.units.heads),
            $each(&$index.base.units.stream),
            $each(&$index.base.upper.starts),
            $each(&$index.base.upper.units),
            $each(&$index.base.lower.starts),
            $each(&$index.base.lower.units),
            $each(&$index.base.common.starts),
            $each(&$index.base.common.units),
            $each(&$index.base.firsts),
        ]
    };
}

fn bytes<T: Pod>(part: &[T]) -> &[u8] {
    cast_slice(part)
}

/// Writes an index. It is a help and no more: where that cannot be done there is none.
pub(super) fn write(path: &Path, index: &FuzzyIndex) {
    let _ = try_write(path, index);
}

fn try_write(path: &Path, index: &FuzzyIndex) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = tempfile::Builder::new()
        .prefix(".tilmach-")
        .suffix(".part")
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    // All words of the memory are in it: whoever may not read the one may not read the
    // other. Its name is that of the memory with two endings more.
    let memory = path.with_extension("").with_extension("");
    fs::set_permissions(beside.path(), fs::metadata(memory)?.permissions())?;
    write_to(beside.as_file(), index)?;
    beside.persist(path)?;
    Ok(())
}

fn write_to(file: &File, index: &FuzzyIndex) -> std::io::Result<()> {
    let parts = parts!(index, bytes);
    let header = Header {
        version: VERSION.to_owned(),
        locale: index.vocabulary.locale.to_string(),
        last: index.extent.last,
        digest: index.extent.digest,
        targets: index.targets.clone(),
        class_count: index.vocabulary.class_count,
        numbers: index.vocabulary.numbers,
        parts: parts
            .iter()
            .map(|part| (part.len() as u64, crc32fast::hash(part)))
            .collect(),
    };
    let header = serde_json::to_vec(&header)?;
    let mut file = BufWriter::new(file);
    file.write_all(MAGIC)?;
    file.write_all(&(header.len() as u64).to_le_bytes())?;
    file.write_all(&crc32fast::hash(&header).to_le_bytes())?;
    file.write_all(&header)?;
    for part in parts {
        file.write_all(part)?;
    }
    file.into_inner()?.sync_all()
}

/// Reads an index; none if it is not whole, of this form and of this language.
pub(super) fn read(path: &Path, locale: &Locale) -> Option<FuzzyIndex> {
    if cfg!(target_endian = "big") {
        return None;
    }
    let (header, at) = read_header(path)?;
    if header.locale != locale.to_string() || header.version != VERSION {
        return None;
    }
    let header = &header;
    let from = |part: usize| Parts::new(path, header, part, at);
    // Side by side: it is the machine's memory that is slow.
    let (vocabulary, units, lists) = thread::scope(|scope| {
        let vocabulary = scope.spawn(move || read_vocabulary(from(VOCABULARY)?, locale));
        let units = scope.spawn(move || read_units(from(UNITS)?));
        let lists = read_lists(from(LISTS)?);
        Some((vocabulary.join().ok()??, units.join().ok()??, lists?))
    })?;
    let (upper, lower, common, firsts) = lists;
    Some(FuzzyIndex {
        vocabulary,
        base: Base {
            units,
            upper,
            lower,
            common,
            firsts,
            ranked: header.class_count,
        },
        fresh: Default::default(),
        extent: Extent {
            last: header.last,
            digest: header.digest,
        },
        targets: header.targets.clone(),
        scratches: Default::default(),
    })
}

/// The numbers of the first parts of each kind, in the order of [`parts`].
const VOCABULARY: usize = 0;
const UNITS: usize = 4;
const LISTS: usize = 7;

fn read_vocabulary(mut parts: Parts<'_>, locale: &Locale) -> Option<Vocabulary> {
    let vocabulary = Vocabulary {
        locale: locale.clone(),
        bytes: parts.next()?,
        ends: parts.next()?,
        classes: parts.next()?,
        slots: parts.next()?,
        class_count: parts.header.class_count,
        numbers: parts.header.numbers,
    };
    // A search for a word ends where a slot is empty.
    let slots = &vocabulary.slots;
    let ends = slots.len().is_power_of_two() && slots.contains(&0);
    ends.then_some(vocabulary)
}

fn read_units(mut parts: Parts<'_>) -> Option<Units> {
    Some(Units {
        sources: parts.next()?,
        heads: parts.next()?,
        stream: parts.next()?,
    })
}

fn read_lists(mut parts: Parts<'_>) -> Option<(Lists, Lists, Lists, Vec<[u32; 2]>)> {
    let mut lists = || {
        Some(Lists {
            starts: parts.next()?,
            units: parts.next()?,
        })
    };
    Some((lists()?, lists()?, lists()?, parts.next()?))
}

/// The header, and where the parts begin. The file has exactly their bytes.
fn read_header(path: &Path) -> Option<(Header, u64)> {
    let mut file = File::open(path).ok()?;
    let mut magic = [0; 24];
    file.read_exact(&mut magic).ok()?;
    let (mut length, mut checksum) = ([0; 8], [0; 4]);
    file.read_exact(&mut length).ok()?;
    file.read_exact(&mut checksum).ok()?;
    let length = u64::from_le_bytes(length);
    if magic != *MAGIC || length > HEADER {
        return None;
    }
    let mut header = vec![0; length as usize];
    file.read_exact(&mut header).ok()?;
    if crc32fast::hash(&header) != u32::from_le_bytes(checksum) {
        return None;
    }
    let header: Header = serde_json::from_slice(&header).ok()?;
    let start = file.stream_position().ok()?;
    let sum = header
        .parts
        .iter()
        .try_fold(start, |sum, (bytes, _)| sum.checked_add(*bytes))?;
    (sum == file.metadata().ok()?.len()).then_some((header, start))
}

/// Parts of a file that are read one after the other.
struct Parts<'a> {
    header: &'a Header,
    file: File,
    next: usize,
}

impl<'a> Parts<'a> {
    /// From a part on; the first of all begins at `at`.
    fn new(path: &Path, header: &'a Header, next: usize, at: u64) -> Option<Parts<'a>> {
        let mut file = File::open(path).ok()?;
        let before = header.parts.iter().take(next).map(|(length, _)| length);
        let start = at + before.sum::<u64>();
        file.seek(SeekFrom::Start(start)).ok()?;
        Some(Parts { header, file, next })
    }

    /// The next part, if it is whole.
    fn next<T: Pod>(&mut self) -> Option<Vec<T>> {
        let (length, checksum) = *self.header.parts.get(self.next)?;
        self.next += 1;
        let size = size_of::<T>() as u64;
        if !length.is_multiple_of(size) {
            return None;
        }
        let mut part = vec![T::zeroed(); usize::try_from(length / size).ok()?];
        let bytes = cast_slice_mut(&mut part);
        self.file.read_exact(bytes).ok()?;
        (crc32fast::hash(bytes) == checksum).then_some(part)
    }
}
