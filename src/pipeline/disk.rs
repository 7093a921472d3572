//! Files: whole or absent, never half.
//!
//! A file is written under a temporary name beside its place, brought to the
//! disk, and renamed. What a killed process leaves behind ends in `.part` and
//! is swept by the next run.

use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};

use crate::glossary::file::LARGEST_FILE;

use super::Error;

/// The largest file that is read into memory, in bytes (1 GB, as in
/// `docs/formats.md`).
pub const FILE_LIMIT: u64 = 1_000_000_000;

/// How a temporary file begins and ends.
const PART: (&str, &str) = (".tilmach-", ".part");

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Written {
    /// It was not there, or held something else.
    Written,
    /// It held these bytes already and was left alone.
    Unchanged,
    /// It holds somebody's work and was left alone.
    Kept,
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |source| Error::File {
        path: path.to_owned(),
        source,
    }
}

/// The bytes of a file. A folder, a device, or a file over [`FILE_LIMIT`] is an
/// error of kind `InvalidInput`, which callers make a finding.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = read_first(path, FILE_LIMIT + 1)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(refused(path, "the file is larger than 1 GB"));
    }
    Ok(bytes)
}

fn refused(path: &Path, what: &str) -> Error {
    Error::File {
        path: path.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidInput, what.to_owned()),
    }
}

/// The bytes of a glossary file: so many that a reader sees when it is too
/// large, and no more.
pub fn read_glossary(path: &Path) -> Result<Vec<u8>, Error> {
    read_first(path, LARGEST_FILE as u64 + 1)
}

/// The bytes of a report: so many that a reader sees when it is too large, and no more.
pub fn read_report(path: &Path) -> Result<Vec<u8>, Error> {
    read_first(path, crate::formats::report::LIMIT as u64 + 1)
}

/// A file that is read piece by piece and may be as large as it likes: whoever
/// reads it bounds it. A folder or a device is an error of kind `InvalidInput`.
pub fn open(path: &Path) -> Result<File, Error> {
    is_file(path)?;
    File::open(path).map_err(failed(path))
}

/// The first bytes of a file, at most so many.
fn read_first(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = open(path)?.take(most).read_to_end(&mut bytes);
    read.map_err(failed(path))?;
    Ok(bytes)
}

/// A file to be read piece by piece. A folder or a device is an error of kind
/// `InvalidInput`, and so is a file over [`FILE_LIMIT`].
pub fn open_glossary(path: &Path) -> Result<BufReader<File>, Error> {
    let file = open(path)?;
    if file.metadata().is_ok_and(|about| about.len() > FILE_LIMIT) {
        return Err(refused(path, "the file is larger than 1 GB"));
    }
    Ok(BufReader::new(file))
}

/// Refuses what is no file.
fn is_file(path: &Path) -> Result<(), Error> {
    let about = fs::metadata(path).map_err(failed(path))?;
    if about.is_dir() {
        return Err(refused(path, "this is a folder, and a file is wanted"));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        let kind = about.file_type();
        // A device has no end; a pipe may be how a file comes in.
        if kind.is_char_device() || kind.is_block_device() || kind.is_socket() {
            return Err(refused(path, "this is a device, and a file is wanted"));
        }
    }
    Ok(())
}

/// Whether a file would be written: [`Written::Unchanged`] if it holds these
/// bytes already.
pub fn compare(path: &Path, bytes: &[u8]) -> Written {
    let holds = fs::metadata(path).is_ok_and(|about| about.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|held| held == bytes);
    if holds {
        Written::Unchanged
    } else {
        Written::Written
    }
}

/// Writes a file in one step, unless it holds these bytes already.
pub fn write(path: &Path, bytes: &[u8]) -> Result<Written, Error> {
    let Some(staged) = stage(path, bytes)? else {
        return Ok(Written::Unchanged);
    };
    staged.sync()?;
    staged.place()?;
    settle(path.parent().unwrap_or(Path::new(".")));
    Ok(Written::Written)
}

/// A file that is written and not yet in its place. Many can be written, then
/// brought to the disk, then put in their places: the disk then works on many
/// at once. One that is dropped leaves nothing.
#[derive(Debug)]
pub(super) struct Staged {
    path: PathBuf,
    part: tempfile::NamedTempFile,
}

/// Writes a file beside its place; none if its place holds these bytes already.
pub(super) fn stage(path: &Path, bytes: &[u8]) -> Result<Option<Staged>, Error> {
    if compare(path, bytes) == Written::Unchanged {
        return Ok(None);
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed(folder))?;
    let mut part = temporary(folder).map_err(failed(folder))?;
    part.write_all(bytes).map_err(failed(path))?;
    Ok(Some(Staged {
        path: path.to_owned(),
        part,
    }))
}

impl Staged {
    /// Brings its bytes to the disk: before it is in its place, or a loss of
    /// power could leave an empty file there.
    pub(super) fn sync(&self) -> Result<(), Error> {
        self.part.as_file().sync_all().map_err(failed(&self.path))
    }

    /// Puts it in its place.
    pub(super) fn place(self) -> Result<(), Error> {
        let placed = self.part.persist(&self.path);
        placed.map_err(|error| failed(&self.path)(error.error))?;
        Ok(())
    }
}

/// Makes a folder, and those above it, if it is not there.
pub fn folder(path: &Path) -> Result<(), Error> {
    fs::create_dir_all(path).map_err(failed(path))
}

/// Removes a file of ours that is outlived; one that is not there is no fault.
pub(super) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(path)(error)),
        _ => Ok(()),
    }
}

fn temporary(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PART.0).suffix(PART.1);
    // A package is for everybody whom the system's mask lets read, as usual;
    // left to itself a temporary file would be for its owner alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// The rename itself reaches the disk with the folder. Not every system lets a
/// folder be synced; then the rename is still whole, only later.
pub(super) fn settle(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Removes what killed processes left in a folder, and in the folders below it
/// if `below` is set. Only to be called while holding the lock of the project,
/// and only on folders that are the program's own.
pub fn sweep(folder: &Path, below: bool) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(PART.0) && name.ends_with(PART.1) {
            fs::remove_file(&path).map_err(failed(&path))?;
        } else if below && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            sweep(&path, below)?;
        }
    }
    Ok(())
}

/// A file found for reading, with its name inside the folder of statements.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its name: the path inside the folder it was found in, with `/`.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// All files below a folder, sorted by name, and what could not be looked
/// into. Hidden files are left out, and links to folders are not followed (they
/// may lead in a circle).
pub fn files_below(folder: &Path) -> (Vec<Found>, Vec<Error>) {
    let (mut found, mut failures) = (Vec::new(), Vec::new());
    collect(folder, "", &mut found, &mut failures);
    found.sort();
    (found, failures)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Found>, failures: &mut Vec<Error>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return failures.push(failed(folder)(error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                failures.push(failed(folder)(error));
                continue;
            }
        };
        let name = entry.file_name().to_string_lossy().into_owned();
        // `~$` marks the lock that a word processor lays beside a file it has open.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let name = format!("{prefix}{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect(&entry.path(), &format!("{name}/"), found, failures);
        } else {
            found.push(Found {
                name,
                path: entry.path(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_bytes_are_not_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b.txt");
        assert_eq!(write(&path, b"one").expect("writes"), Written::Written);
        let before = fs::metadata(&path)
            .and_then(|m| m.modified())
            .expect("there");
        assert_eq!(write(&path, b"one").expect("writes"), Written::Unchanged);
        assert_eq!(
            fs::metadata(&path)
                .and_then(|m| m.modified())
                .expect("there"),
            before
        );
        assert_eq!(write(&path, b"two").expect("writes"), Written::Written);
        assert_eq!(fs::read(&path).expect("there"), b"two");
        let names: Vec<String> = files_below(folder.path())
            .0
            .into_iter()
            .map(|f| f.name)
            .collect();
        assert_eq!(names, ["a/b.txt"]);
    }

    #[test]
    fn left_overs_are_swept_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("ug")).expect("made");
        for name in [
            ".tilmach-x.part",
            "ug/.tilmach-y.part",
            "mine.part",
            ".tilmachrc",
        ] {
            fs::write(folder.path().join(name), "x").expect("written");
        }
        sweep(folder.path(), true).expect("swept");
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .expect("listed")
            .flatten()
            .map(|e| e.file_name())
            .collect();
        left.sort();
        assert_eq!(left, [".tilmachrc", "mine.part", "ug"]);
        assert_eq!(
            fs::read_dir(folder.path().join("ug"))
                .expect("listed")
                .count(),
            0
        );
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let error = read(folder.path()).expect_err("refused");
        assert!(error.to_string().contains("folder"), "{error}");
    }
}
