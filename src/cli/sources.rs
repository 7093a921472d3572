//! Finding and reading statements.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::model::{Document, Locale};
use tilmach::pipeline::disk::{self, Found};
use tilmach::pipeline::documents::{is_read, stem};
use tilmach::pipeline::read::{Original, read_statement};
use tilmach::text::segment::{Segmenter, has_rules};

use super::office::{Office, unreadable};
use super::srx;

/// The longest name of a file or folder, in bytes: file systems take 255, and a
/// package adds its languages and ending.
const NAME_LIMIT: usize = 200;

/// Reads all statements that the paths lead to, sorted by name, or those in
/// the folder of the project when there is no path. What cannot be read is a
/// finding beside those of the project; the others are read.
pub(crate) fn read(
    paths: &[PathBuf],
    office: &mut Office,
) -> anyhow::Result<(Vec<Document>, Findings)> {
    let (read, findings) = read_with_originals(paths, office, None)?;
    Ok((read.documents, findings))
}

/// Statements, and the files they came in.
#[derive(Default)]
pub(crate) struct Gathered {
    pub(crate) documents: Vec<Document>,
    pub(crate) originals: Vec<Original>,
}

/// The same with the files as they came in, read on so many threads, on all
/// processors when that is not said.
pub(crate) fn read_with_originals(
    paths: &[PathBuf],
    office: &mut Office,
    jobs: Option<u16>,
) -> anyhow::Result<(Gathered, Findings)> {
    let mut findings = std::mem::take(&mut office.findings);
    let folder = PathBuf::from(&office.project.statements);
    let Some(segmenter) = segmenter(office, &mut findings)? else {
        return Ok((Gathered::default(), findings));
    };
    let found = gather(paths, &folder, &mut findings);
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.map_or(0, usize::from))
        .build()?;
    let all: Vec<(Option<(Document, Original)>, Findings)> = threads.install(|| {
        found
            .par_iter()
            .map(|one| read_one(one, &segmenter))
            .collect()
    });
    let mut read = Gathered::default();
    for (one, said) in all {
        if let Some((document, original)) = one {
            read.documents.push(document);
            read.originals.push(original);
        }
        findings.extend(said);
    }
    Ok((read, findings))
}

/// One file, and what is said of it.
fn read_one(found: &Found, segmenter: &Segmenter) -> (Option<(Document, Original)>, Findings) {
    let mut findings = Findings::new();
    let shown = found.path.display().to_string();
    let bytes = match disk::read(&found.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(unreadable(&shown, &error));
            return (None, findings);
        }
    };
    let mut inner = Findings::new();
    let document = read_statement(&found.name, &bytes, segmenter, &mut inner);
    findings.extend_in(&shown, inner);
    let original = |document| (document, Original::new(&found.name, bytes));
    (document.map(original), findings)
}

/// By the rules the project names, or by our own. None when its file of rules
/// is refused: then nothing is read, since every cut would be another.
fn segmenter(office: &Office, findings: &mut Findings) -> anyhow::Result<Option<Segmenter>> {
    let source = &office.project.source;
    match &office.project.srx {
        Some(path) => srx::segmenter(Path::new(path), source, findings),
        None => Ok(Some(own(source, findings))),
    }
}

/// The segmenter by our own rules. A language without them is told, and what
/// stands in their place.
pub(crate) fn own(locale: &Locale, findings: &mut Findings) -> Segmenter {
    if !has_rules(locale) {
        let message = format!(
            "there are no rules for {locale}: its sentences are cut by those of Unicode \
             alone (UAX 29)"
        );
        findings.push(Finding::note("segment::rules", message));
    }
    Segmenter::of(locale)
}

/// The files, each name once.
fn gather(paths: &[PathBuf], folder: &Path, findings: &mut Findings) -> Vec<Found> {
    let standard = [folder.to_owned()];
    let paths = if paths.is_empty() { &standard } else { paths };
    // Packages are named without the ending, so the names must differ there.
    let mut by_stem: BTreeMap<String, Found> = BTreeMap::new();
    for found in paths
        .iter()
        .flat_map(|path| below(path, folder, findings))
        .collect::<Vec<_>>()
    {
        if found.name.split('/').any(|part| part.len() > NAME_LIMIT) {
            let message = format!("the name of this file has more than {NAME_LIMIT} bytes");
            findings.push(name_finding(&message, &found));
            continue;
        }
        let stem = stem(&found.name);
        match by_stem.get(stem) {
            Some(other) if same_file(&other.path, &found.path) => {}
            Some(_) => findings.push(name_finding("another statement has the same name", &found)),
            None => {
                by_stem.insert(stem.to_owned(), found);
            }
        }
    }
    let all: Vec<Found> = by_stem.into_values().collect();
    if all.is_empty() && !findings.has_errors() {
        findings.push(
            Finding::error(
                "file::none",
                "there is no statement to read (.txt, .md, .html, .docx)",
            )
            .at(Place::file(
                paths
                    .first()
                    .map_or_else(String::new, |p| p.display().to_string()),
            )),
        );
    }
    all
}

fn name_finding(message: &str, found: &Found) -> Finding {
    Finding::error("file::name", message)
        .at(Place::file(found.path.display().to_string()))
        .help("Rename it: a statement is known by its name.")
}

fn same_file(left: &Path, right: &Path) -> bool {
    match (left.canonicalize(), right.canonicalize()) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

fn below(path: &Path, folder: &Path, findings: &mut Findings) -> Vec<Found> {
    let shown = path.display().to_string();
    if !path.is_dir() {
        let found = Found {
            name: name_of(path, folder),
            path: path.to_owned(),
        };
        if found.name.contains('\u{FFFD}') {
            findings.push(name_finding("the name of this file is not UTF-8", &found));
            return Vec::new();
        }
        if path.exists() && !is_read(&found.name) {
            findings.push(
                Finding::error(
                    "file::format",
                    "only plain text (.txt), Markdown (.md), HTML (.html) and DOCX are read",
                )
                .at(Place::file(shown))
                .help("Save the statement as one of these."),
            );
            return Vec::new();
        }
        return vec![found];
    }
    let prefix = inside(path, folder);
    let (files, failures) = disk::files_below(path);
    for failure in &failures {
        findings.push(unreadable(&shown, failure));
    }
    files
        .into_iter()
        .filter(|found| keeps(found, findings))
        .map(|found| Found {
            name: format!("{prefix}{}", found.name),
            path: found.path,
        })
        .collect()
}

/// In a folder other files may lie about: they are named, not refused.
fn keeps(found: &Found, findings: &mut Findings) -> bool {
    let shown = found.path.display().to_string();
    if found.name.contains('\u{FFFD}') {
        findings.push(name_finding("the name of this file is not UTF-8", found));
        return false;
    }
    if is_read(&found.name) {
        // Reading a pipe would wait for ever for somebody to write into it.
        let other = std::fs::metadata(&found.path).is_ok_and(|about| !about.is_file());
        if other && !found.path.is_dir() {
            findings.push(
                Finding::error("file::unreadable", "this is neither a file nor a folder")
                    .at(Place::file(shown)),
            );
        }
        return !other;
    }
    findings.push(left_alone(&found.name).at(Place::file(shown)));
    false
}

/// A document may be a statement that somebody forgot to save as text; a
/// picture is none.
fn left_alone(name: &str) -> Finding {
    const DOCUMENTS: [&str; 7] = ["doc", "docm", "dotx", "odt", "rtf", "pdf", "text"];
    let ending = Path::new(name).extension().unwrap_or_default();
    if DOCUMENTS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
    {
        Finding::warning(
            "file::format",
            "this document was not read: it is no plain text, Markdown, HTML or DOCX",
        )
        .help("If it is a statement, save it as one of these.")
    } else {
        Finding::note(
            "file::format",
            "left alone: only .txt, .md, .html and .docx are read",
        )
    }
}

/// The name of a statement: its path inside the folder of statements, or its
/// file name when it lies elsewhere.
pub(crate) fn name_of(path: &Path, folder: &Path) -> String {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match path.parent() {
        Some(parent) => format!("{}{name}", inside(parent, folder)),
        None => name,
    }
}

/// The way from the folder of statements to a folder in it, with `/` at the
/// end; empty for the folder itself and for any other.
fn inside(path: &Path, folder: &Path) -> String {
    let path = if path == Path::new("") {
        Path::new(".")
    } else {
        path
    };
    let (Ok(path), Ok(folder)) = (path.canonicalize(), folder.canonicalize()) else {
        return String::new();
    };
    let Ok(rest) = path.strip_prefix(folder) else {
        return String::new();
    };
    rest.components()
        .map(|part| format!("{}/", part.as_os_str().to_string_lossy()))
        .collect()
}

/// The bytes of a file, or of standard input for `-`; what cannot be read is a
/// finding.
pub(crate) fn bytes(file: &Path, findings: &mut Findings) -> std::io::Result<Option<Vec<u8>>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(Some(bytes));
    }
    match disk::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => {
            findings.push(unreadable(&file.display().to_string(), &error));
            Ok(None)
        }
    }
}
