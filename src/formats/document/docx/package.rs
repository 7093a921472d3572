//! The package of a DOCX (ISO/IEC 29500-2, Open Packaging Conventions): a zip file in
//! which parts refer to one another.
//!
//! A zip file is refused before anything of it is unpacked if it could do harm: too
//! much in it, names that lead elsewhere, two parts of one name, parts that run. No
//! name of it is ever used to open or write a file, and no address outside of it is
//! followed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::diag::{Finding, Place};
use crate::formats::Error;
use crate::formats::xml::{self, Event, Failure, Reader};

/// The most parts of a package. Real ones stay below some hundred.
const PART_COUNT: usize = 10_000;

/// The most bytes of all parts, unpacked.
const TOTAL_LIMIT: u64 = 1_000_000_000;

/// The most bytes of all parts with text together, unpacked.
const TEXT_LIMIT: u64 = 64_000_000;

/// How many times larger than packed a part of more than [`RATIO_FROM`] bytes may be.
/// Office programs stay below 100.
const RATIO: u64 = 250;

/// Below this size a part may be packed as tightly as it likes.
const RATIO_FROM: u64 = 4_000_000;

/// A package that was found sound.
pub(in crate::formats) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes of text may still be read.
    left: u64,
}

/// A relation of a part to another.
pub(in crate::formats) struct Relation {
    /// The last word of its type, such as `footnotes`.
    pub(in crate::formats) kind: String,
    /// The name of the other part, without a `/` at its beginning.
    pub(in crate::formats) target: String,
}

fn refused(message: impl Into<String>) -> Finding {
    Finding::error("document::package", message)
}

fn damaged(error: &ZipError) -> Finding {
    refused(format!("this is no DOCX, or it is damaged: {error}"))
        .help("Open it in a word processor and save it again as DOCX.")
}

impl<'a> Package<'a> {
    /// Opens a package, or says why it is refused.
    pub(in crate::formats) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Finding> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(refused(
                "this file is protected by a password, or in the old format of Word (.doc)",
            )
            .help("Save it without a password as DOCX."));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let names = entries(bytes, archive.central_directory_start())
            .ok_or_else(|| refused("the list of the parts of this file is damaged"))?;
        if names.len() > PART_COUNT {
            let message = format!("there are more than {PART_COUNT} parts in this file");
            return Err(refused(message));
        }
        let mut seen = BTreeSet::new();
        for entry in &names {
            sound(entry)?;
            // Names of parts are the same whatever their case (part 2, 6.2.2.3).
            if !seen.insert(entry.name.to_ascii_lowercase()) {
                return Err(refused("two parts of this file have the same name").words(&entry.name));
            }
        }
        let overlap = archive
            .has_overlapping_entries()
            .map_err(|error| damaged(&error))?;
        if overlap || archive.len() != names.len() {
            return Err(refused("the parts of this file lie in one another"));
        }
        sizes(&mut archive)?;
        Ok(Package {
            archive,
            left: TEXT_LIMIT,
        })
    }

    /// The names of all parts, in the order of the file.
    pub(in crate::formats) fn names(&self) -> Vec<String> {
        let names = self.archive.file_names();
        names
            .filter_map(|name| Some(name.ok()?.into_owned()))
            .collect()
    }

    pub(in crate::formats) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of a part in XML. None if there is no such part.
    pub(in crate::formats) fn text(&mut self, name: &str) -> Result<Option<String>, Finding> {
        if !self.has(name) {
            return Ok(None);
        }
        let part = self
            .archive
            .by_name(name)
            .map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err(damaged(&ZipError::Io(error)).words(name));
        }
        let Some(left) = self.left.checked_sub(bytes.len() as u64) else {
            return Err(refused(format!(
                "this file has more than {} MB of text",
                TEXT_LIMIT / 1_000_000
            ))
            .words(name));
        };
        self.left = left;
        if let Ok(Some(fault)) = xml::well_formed(bytes.as_slice()) {
            return Err(Finding::from(fault).words(name).at(Place::default()));
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| refused("a part of this file is not in UTF-8").words(name))
    }

    /// What a part refers to inside of the package.
    pub(in crate::formats) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Finding> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(text) = self.text(&format!("{folder}{slash}_rels/{name}.rels"))? else {
            return Ok(Vec::new());
        };
        let mut reader = Reader::new(text.as_bytes());
        let mut found = Vec::new();
        loop {
            match reader.next_event() {
                Ok(Event::Start(element)) if element.name.local == "Relationship" => {
                    let value = |name| element.attribute(name).unwrap_or_default();
                    // What lies outside is never looked at.
                    if value("TargetMode") != "External" {
                        found.push(Relation {
                            kind: value("Type")
                                .rsplit('/')
                                .next()
                                .unwrap_or_default()
                                .to_owned(),
                            target: resolved(folder, value("Target")),
                        });
                    }
                }
                Ok(Event::Eof) | Err(Failure::Fault(_) | Failure::Io(_)) => return Ok(found),
                Ok(_) => {}
            }
        }
    }

    /// The package with other texts for some of its parts. All other parts are copied
    /// as they are packed.
    pub(in crate::formats) fn with(
        mut self,
        texts: &BTreeMap<&str, String>,
    ) -> Result<Vec<u8>, Error> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let failed = |error: ZipError| Error::Io(error.into());
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(failed)?;
            let name = part.name().map_err(failed)?.into_owned();
            let Some(text) = texts.get(name.as_str()) else {
                out.raw_copy_file(part).map_err(failed)?;
                continue;
            };
            let mut options =
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            if let Some(time) = part.last_modified() {
                options = options.last_modified_time(time);
            }
            out.start_file(name, options).map_err(failed)?;
            out.write_all(text.as_bytes())?;
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

/// The name of a part that is referred to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An entry of the list of a zip file.
pub(in crate::formats) struct Entry {
    pub(in crate::formats) name: String,
    pub(in crate::formats) is_encrypted: bool,
}

/// The entries of the central directory, each of them, also those of one name (PKWARE
/// APPNOTE 4.3.12). None if it is damaged.
pub(in crate::formats) fn entries(bytes: &[u8], start: u64) -> Option<Vec<Entry>> {
    let mut at = usize::try_from(start).ok()?;
    let mut found = Vec::new();
    while bytes.get(at..at + 4)? == b"PK\x01\x02" {
        let number = |offset: usize| {
            let pair = bytes.get(at + offset..at + offset + 2)?;
            Some(usize::from(u16::from_le_bytes(pair.try_into().ok()?)))
        };
        let (name, extra, comment) = (number(28)?, number(30)?, number(32)?);
        let raw = bytes.get(at + 46..at + 46 + name)?;
        found.push(Entry {
            name: String::from_utf8_lossy(raw).into_owned(),
            is_encrypted: number(8)? & 1 == 1,
        });
        at += 46 + name + extra + comment;
        if found.len() > PART_COUNT {
            break;
        }
    }
    Some(found)
}

/// Whether an entry may be there.
fn sound(entry: &Entry) -> Result<(), Finding> {
    let name = entry.name.as_str();
    if entry.is_encrypted {
        return Err(refused("this file is protected by a password")
            .help("Save it without a password as DOCX."));
    }
    let leads_away = name.starts_with('/')
        || name.contains(['\\', '\0', ':'])
        || name.split('/').any(|part| matches!(part, ".." | "."));
    if leads_away || name.is_empty() {
        return Err(refused("a part of this file has a name that leads out of it").words(name));
    }
    let folded = name.to_ascii_lowercase();
    if folded.ends_with("vbaproject.bin") || folded.ends_with("vbadata.xml") {
        return Err(refused("there are macros in this file")
            .words(name)
            .help("Save it as DOCX, which has none (not DOCM)."));
    }
    Ok(())
}

/// Refuses what would be too large unpacked.
fn sizes(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Finding> {
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let part = archive
            .by_index_raw(index)
            .map_err(|error| damaged(&error))?;
        let (size, packed) = (part.size(), part.compressed_size());
        total = total.saturating_add(size);
        if total > TOTAL_LIMIT {
            let message = format!(
                "unpacked, this file has more than {} MB",
                TOTAL_LIMIT / 1_000_000
            );
            return Err(refused(message));
        }
        if size > RATIO_FROM && size / packed.max(1) > RATIO {
            return Err(refused(format!(
                "a part of this file is packed more than {RATIO} times: it is made to fill the \
                 memory"
            )));
        }
    }
    Ok(())
}
