//! The package of a workbook, looked through before anything else opens it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use crate::diag::{Finding, Findings};

use super::super::Error;
use super::super::document::docx::package::entries;
use super::super::xml::{Event, Failure, Reader};
use super::bounds::{Bounds, Fault};
use super::facts::{Facts, Part, part_name};
use super::listener::Listener;
use super::{LARGEST_FILE, MOST_PARTS, cells};

/// How an old workbook, or one under a password, begins (MS-CFB).
pub(super) const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How every entry of the directory of a package begins (APPNOTE 4.3.12).
const ENTRY: &[u8] = b"PK\x01\x02";

/// How many times larger than packed a part of more than [`RATIO_FROM`] bytes may be.
/// Office programs stay below 100.
const RATIO: u64 = 250;

/// Below this size a part may be packed as tightly as it likes.
const RATIO_FROM: u64 = 8 << 20;

/// What the package says beside its cells, if it may be opened and unpacks to no more
/// bytes than there is room. If not, the findings say why.
pub(super) fn look_through(
    bytes: &[u8],
    room: u64,
    findings: &mut Findings,
) -> Result<Option<Facts>, Error> {
    match look(bytes, room) {
        Ok(facts) => {
            if facts.has_links {
                findings.push(links());
            }
            Ok(Some(facts))
        }
        Err(Refusal::Finding(finding)) => {
            findings.push(*finding);
            Ok(None)
        }
        Err(Refusal::Machine(error)) => Err(error),
    }
}

enum Refusal {
    Finding(Box<Finding>),
    Machine(Error),
}

fn refuse(code: &str, message: impl Into<String>, help: &str) -> Refusal {
    Refusal::Finding(Box::new(Finding::error(code, message).help(help)))
}

fn broken(what: impl std::fmt::Display) -> Refusal {
    let message = format!("the workbook cannot be read: {what}");
    refuse(
        "workbook::broken",
        message,
        "open it and save it again as .xlsx",
    )
}

fn links() -> Finding {
    let message = "the workbook refers to other files or programs; nothing of them was opened";
    Finding::warning("workbook::links", message)
        .help("nobody needs that in a table of words: ask the sender why it is there")
}

const SAVE: &str = "save it as .xlsx without a password, or as \u{201C}CSV UTF-8\u{201D}";

fn look(bytes: &[u8], mut room: u64) -> Result<Facts, Refusal> {
    if bytes.starts_with(OLD) {
        let message = "this is an old workbook (.xls), or one under a password";
        return Err(refuse("workbook::kind", message, SAVE));
    }
    let parts = memchr::memmem::find_iter(bytes, ENTRY)
        .take(MOST_PARTS + 1)
        .count();
    if bytes.len() > LARGEST_FILE || parts > MOST_PARTS {
        return Err(too_large());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let names = archive.file_names().map(|name| name.map(Cow::into_owned));
    let names: Vec<String> = names.collect::<Result<_, _>>().map_err(broken)?;
    kind(&mut archive, &names)?;
    lies_apart(bytes, &mut archive)?;
    let (mut facts, mut bounds) = (Facts::default(), Bounds::default());
    for (place, name) in names.iter().enumerate() {
        let part = archive.by_index(place).map_err(broken)?;
        // What is said of the size of a part need not be true: it is unpacked so far only.
        let most = RATIO_FROM.max(part.compressed_size().saturating_mul(RATIO));
        let limit = room.min(most);
        let used = limit - part_of(name, part, limit, (&mut facts, &mut bounds))?;
        room -= used;
    }
    match facts.contradiction() {
        Some(what) => Err(broken(what)),
        None => Ok(facts),
    }
}

/// Refuses parts that lie in one another, or that two programs would find in two ways.
fn lies_apart(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Refusal> {
    let listed = entries(bytes, archive.central_directory_start())
        .ok_or_else(|| broken("the list of its parts is damaged"))?;
    let mut seen = BTreeSet::new();
    for entry in &listed {
        if entry.is_encrypted {
            let message = "this workbook is under a password";
            return Err(refuse("workbook::kind", message, SAVE));
        }
        let name = part_name(&entry.name);
        let mut pieces = name.split('/');
        if pieces.any(|piece| matches!(piece, "." | "..")) || name.contains('\0') {
            return Err(broken("a part of it has a name that leads out of it"));
        }
        if !seen.insert(name) {
            return Err(broken("two of its parts have the same name"));
        }
    }
    let is_folded = archive.has_overlapping_entries().map_err(broken)?;
    if is_folded || archive.len() != listed.len() {
        return Err(broken("its parts lie in one another"));
    }
    Ok(())
}

/// Refuses what runs, and what is another kind of file.
fn kind(archive: &mut ZipArchive<Cursor<&[u8]>>, names: &[String]) -> Result<(), Refusal> {
    let runs = |name: &String| {
        let folded = name.to_ascii_lowercase();
        folded.contains("vbaproject") || folded.contains("macrosheets/")
    };
    if names.iter().any(runs) {
        let message = "the workbook has macros: programs that would run on your machine";
        let help = "ask the sender for an .xlsx file, which has none";
        return Err(refuse("workbook::macros", message, help));
    }
    if names.iter().any(|name| name == "xl/workbook.xml") {
        return Ok(());
    }
    let mut said = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        // Whatever it says, it is at most compared.
        let _ = part.take(64).read_to_string(&mut said);
    }
    let message = if said.starts_with("application/vnd.oasis.opendocument") {
        "this is an OpenDocument file (.ods), no workbook of the kind .xlsx"
    } else {
        "this is a packed file, but no workbook of the kind .xlsx"
    };
    Err(refuse("workbook::kind", message, SAVE))
}

fn too_large() -> Refusal {
    let message = "the workbook is larger, or unpacks to more, than any table of words needs";
    let help = "is it the right file? take out pictures, or save the sheet as CSV";
    refuse("workbook::too-large", message, help)
}

/// Unpacks one part to its end, or to the end of the room; gives the room left.
fn part_of(
    name: &str,
    part: impl Read,
    room: u64,
    (facts, bounds): (&mut Facts, &mut Bounds),
) -> Result<u64, Refusal> {
    let mut limited = BufReader::new(part.take(room + 1));
    let head = limited.fill_buf().map_err(broken)?;
    let is_markup = head.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
        || head.starts_with(b"\xEF\xBB\xBF<")
        || head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF");
    // Drawings of remarks are in a markup older than XML, which nobody reads here.
    if is_markup && !name.ends_with(".vml") {
        let mut listener = Listener::default();
        let result = markup(&mut limited, &mut listener, bounds);
        if limited.get_ref().limit() == 0 {
            return Err(too_large());
        }
        result.map_err(|refusal| in_part(name, refusal))?;
        let said = listener.part();
        if said.is_overfull {
            return Err(too_large());
        }
        if let Some(place) = said.misplaced {
            let finding = Box::new(cells::out_of_order(place));
            return Err(in_part(name, Refusal::Finding(finding)));
        }
        facts.add(name, said);
    } else {
        std::io::copy(&mut limited, &mut std::io::sink()).map_err(broken)?;
        facts.add(name, Part::default());
    }
    match limited.get_ref().limit() {
        0 => Err(too_large()),
        left => Ok(left - 1),
    }
}

/// Says in which part the fault is.
fn in_part(name: &str, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Finding(mut finding) => {
            let shown: String = name.chars().take(80).collect();
            finding.message = format!("{} (in the part {shown})", finding.message);
            Refusal::Finding(finding)
        }
        machine => machine,
    }
}

/// Reads a part to its end: it must be XML, and name no cell that cannot be.
fn markup(
    source: impl BufRead,
    listener: &mut Listener,
    bounds: &mut Bounds,
) -> Result<(), Refusal> {
    let mut reader = Reader::new(source);
    loop {
        match reader.next_event() {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => {
                if let Event::Start(element) = &event {
                    let admitted = bounds.admit(element, listener.is_in_cells());
                    admitted.map_err(|fault| no_sense(&element.name.local, fault))?;
                }
                listener.hear(&event);
            }
            Err(Failure::Fault(fault)) => {
                let mut finding = Finding::from(fault);
                finding.place = Default::default();
                return Err(Refusal::Finding(Box::new(finding)));
            }
            Err(Failure::Io(error)) => {
                return Err(match error.kind() {
                    // A packed part that is damaged is a fault of the file.
                    std::io::ErrorKind::InvalidData
                    | std::io::ErrorKind::InvalidInput
                    | std::io::ErrorKind::UnexpectedEof
                    | std::io::ErrorKind::Other => broken(error),
                    _ => Refusal::Machine(error.into()),
                });
            }
        }
    }
}

fn no_sense(name: &str, fault: Fault) -> Refusal {
    match fault {
        Fault::Impossible => broken(format!("\u{201C}{name}\u{201D} says what cannot be")),
        Fault::TooMany => too_large(),
    }
}
