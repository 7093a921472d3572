//! Finding and reading statements.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tilmach::diag::{Finding, Findings, Place};
use tilmach::model::{Document, Locale};
use tilmach::pipeline::disk::{self, Found};
use tilmach::pipeline::read::read_statement;

use super::office::unreadable;

/// Reads all statements that the paths lead to, sorted by name. What cannot
/// be read is a finding; the others are read.
pub(crate) fn read(
    paths: &[PathBuf],
    folder: &Path,
    locale: &Locale,
    findings: &mut Findings,
) -> Vec<Document> {
    let mut documents = Vec::new();
    for found in gather(paths, folder, findings) {
        let shown = found.path.display().to_string();
        match disk::read(&found.path) {
            Ok(bytes) => {
                let mut inner = Findings::new();
                documents.extend(read_statement(&found.name, &bytes, locale, &mut inner));
                findings.extend_in(&shown, inner);
            }
            Err(error) => findings.push(unreadable(&shown, &error)),
        }
    }
    documents
}

/// The files, each name once.
fn gather(paths: &[PathBuf], folder: &Path, findings: &mut Findings) -> Vec<Found> {
    let standard = [folder.to_owned()];
    let paths = if paths.is_empty() { &standard } else { paths };
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in paths {
        for found in below(path, folder, findings) {
            match by_name.get(&found.name) {
                Some(other) if same_file(other, &found.path) => {}
                Some(_) => findings.push(
                    Finding::error("file::name", "another statement has the same name")
                        .at(Place::file(found.path.display().to_string()))
                        .help("Rename one of them: a statement is known by its name."),
                ),
                None => {
                    by_name.insert(found.name, found.path);
                }
            }
        }
    }
    let all: Vec<Found> = by_name
        .into_iter()
        .map(|(name, path)| Found { name, path })
        .collect();
    if all.is_empty() && !findings.has_errors() {
        findings.push(
            Finding::error("file::none", "there is no statement to read (.txt)").at(Place::file(
                paths
                    .first()
                    .map_or_else(String::new, |p| p.display().to_string()),
            )),
        );
    }
    all
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
        if path.exists() && !is_text(&found.name) {
            findings.push(
                Finding::error("file::format", "only plain text (.txt) is read")
                    .at(Place::file(shown))
                    .help("Save the statement as plain text in UTF-8."),
            );
            return Vec::new();
        }
        return vec![found];
    }
    let prefix = inside(path, folder);
    match disk::files_below(path) {
        Ok(files) => files
            .into_iter()
            .filter(|found| keeps(found, findings))
            .map(|found| Found {
                name: format!("{prefix}{}", found.name),
                path: found.path,
            })
            .collect(),
        Err(error) => {
            findings.push(unreadable(&shown, &error));
            Vec::new()
        }
    }
}

/// In a folder other files may lie about: they are named, not refused.
fn keeps(found: &Found, findings: &mut Findings) -> bool {
    let shown = found.path.display().to_string();
    if found.name.contains('\u{FFFD}') {
        findings.push(
            Finding::error("file::name", "the name of this file is not UTF-8")
                .at(Place::file(shown))
                .help("Rename it."),
        );
        return false;
    }
    if is_text(&found.name) {
        return true;
    }
    findings.push(
        Finding::note("file::format", "left alone: only plain text (.txt) is read")
            .at(Place::file(shown)),
    );
    false
}

fn is_text(name: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("txt"))
}

/// The name of a statement: its path inside the folder of statements, or its
/// file name when it lies elsewhere.
fn name_of(path: &Path, folder: &Path) -> String {
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
