//! A statement and its translations into a translated document of the same form.
//!
//! The translations are those that a package would bring along, filled in: the one
//! that was given for this very place, or else the only one of the very same text.
//! What nobody has translated refuses the document, or stays in the language of the
//! source where that is asked for.

mod judged;
mod original;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::formats::document::{self, Extract, Wanted};
use crate::memory::{MadeRecord, Store, Version, in_transaction};
use crate::model::{Content, Document, Locale, Paragraph, State};

use super::disk::{self, Written};
use super::documents::{joined, stem};
use super::leverage::{Leverage, Similar, leverage};
use super::read::{Original, short_hash};
use super::run::Statement;
use super::{Desk, Error};
use judged::judged;
use original::original;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The language.
    pub target: &'a Locale,
    /// Leave what is not translated in the language of the source.
    pub allow_untranslated: bool,
    /// The least state that a translation must have.
    pub state: State,
}

/// A translated document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is known of its translations.
    pub judged: Judged,
    /// How many units are translated.
    pub translated: usize,
    /// The ids of the units that stand in the language of the source although they
    /// are for translation.
    pub untranslated: Vec<String>,
}

/// What is known of the translations in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Units whose translation nobody has reviewed.
    pub unreviewed: usize,
    /// Errors of the checks that nobody accepted.
    pub errors: usize,
    /// Warnings of the checks that nobody accepted.
    pub warnings: usize,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Whether it was written.
    pub status: Written,
    /// What is known of its translations.
    pub judged: Judged,
    /// How many units are translated.
    pub translated: usize,
    /// The units that are not, by their ids.
    pub untranslated: Vec<String>,
}

/// Keeps statements as they came in, with their versions. What is kept stays.
///
/// # Errors
///
/// When the memory fails.
pub fn keep_originals(
    store: &mut dyn Store,
    statements: &[Statement],
    originals: &[Original],
) -> Result<(), Error> {
    let named = originals.iter().map(|one| (one.name.as_str(), one));
    let by_name: BTreeMap<&str, &Original> = named.collect();
    in_transaction(store, |store| {
        for statement in statements {
            let Some(version) = &statement.version else {
                continue;
            };
            let Some(original) = by_name.get(statement.document.name.as_str()) else {
                continue;
            };
            if store.original(version)?.is_none() {
                store.keep_original(version, original.format.as_str(), &original.bytes)?;
            }
        }
        Ok(())
    })
}

/// The path of a translated document inside the folder for packages: the name of the
/// statement with the languages before its ending.
pub fn file_name(desk: &Desk<'_>, name: &str, target: &Locale) -> String {
    let (folder_and_stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
        _ => (stem(name), String::new()),
    };
    format!("{target}/{folder_and_stem}.{}{ending}", desk.pair(target))
}

/// Puts the translations of a statement into its original. None when it is refused;
/// the findings say why.
///
/// # Errors
///
/// When the memory or the machine fails.
pub fn merge(
    desk: &Desk<'_>,
    store: &dyn Store,
    version: &Version,
    request: &Request<'_>,
    findings: &mut Findings,
) -> Result<Option<Merged>, Error> {
    let statement = store.document(version)?;
    let found = original(store, version, &statement)?;
    let Ok((extract, bytes)) = found.map_err(|finding| findings.push(finding)) else {
        return Ok(None);
    };
    let chosen = chosen(desk, store, &statement, request)?;
    let merging = Merging {
        desk,
        request,
        statement: &statement,
    };
    let Some((contents, left, untranslated)) = merging.contents(&extract, &chosen, findings) else {
        return Ok(None);
    };
    let mut inner = Findings::new();
    let wanted = Wanted {
        contents: &contents,
        target: request.target,
        source: Some(&desk.project.source),
        left: &left,
    };
    let judged = judged(desk, &statement, &chosen, request);
    let written = document::write(&extract, &bytes, &wanted, &mut inner)?;
    findings.extend_in(&version.name, inner);
    let translated = chosen.iter().filter(|found| found.content.is_some());
    let translated = translated.count();
    Ok(written.map(|bytes| Merged {
        bytes,
        judged,
        translated,
        untranslated,
    }))
}

/// What was found for a unit.
struct Chosen {
    content: Option<(Content, State)>,
    /// Why there is nothing, if anything is known of it.
    why: Option<String>,
}

/// The translation of every unit, in order.
fn chosen(
    desk: &Desk<'_>,
    store: &dyn Store,
    statement: &Document,
    request: &Request<'_>,
) -> Result<Vec<Chosen>, Error> {
    // Points are taken off so that a translator looks again. Whoever merges decides
    // with --state instead.
    let mut project = desk.project.clone();
    project.penalties = Default::default();
    let desk = Desk {
        project: &project,
        ..*desk
    };
    let mut seen = BTreeSet::new();
    let similar = Similar::default();
    let found = leverage(&desk, store, statement, &similar, request.target, &mut seen)?;
    Ok(found
        .into_iter()
        .map(|found| choose(found, request))
        .collect())
}

fn choose(found: Leverage, request: &Request<'_>) -> Chosen {
    let low = found.prefill.as_ref().map(|prefill| prefill.state);
    let content = found
        .prefill
        .filter(|prefill| prefill.state >= request.state)
        .map(|prefill| (prefill.content, prefill.state));
    let why = match (&content, low) {
        (Some(_), _) => None,
        (None, Some(state)) => Some(format!("its translation is only {}", state.as_str())),
        (None, None) if found.disagree => {
            Some("the memory holds translations that disagree".to_owned())
        }
        (None, None) => found.notes.into_iter().next(),
    };
    Chosen { content, why }
}

/// The contents of the blocks that are translated, the blocks of which nothing is
/// although they are for translation, and the units that are not.
type Blocks = (BTreeMap<usize, Content>, BTreeSet<usize>, Vec<String>);

struct Merging<'a> {
    desk: &'a Desk<'a>,
    request: &'a Request<'a>,
    statement: &'a Document,
}

impl Merging<'_> {
    /// What becomes of the blocks. None when what is not translated refuses the
    /// document.
    fn contents(
        &self,
        extract: &Extract,
        chosen: &[Chosen],
        findings: &mut Findings,
    ) -> Option<Blocks> {
        let (mut contents, mut left) = (BTreeMap::new(), BTreeSet::new());
        let mut untranslated = Vec::new();
        let mut sound = true;
        let mut units = self.statement.units().zip(chosen);
        let paragraphs = self.statement.paragraphs.iter().zip(&extract.blocks);
        for (index, (paragraph, block)) in paragraphs.enumerate() {
            let own: Vec<_> = units.by_ref().take(paragraph.segments.len()).collect();
            if !paragraph.translate {
                continue;
            }
            let missing = own.iter().filter(|(_, found)| found.content.is_none());
            for ((id, _, segment), found) in missing {
                untranslated.push(id.clone());
                if !self.request.allow_untranslated {
                    findings.push(self.missing(id, paragraph, &segment.content, found));
                    sound = false;
                }
            }
            let found = own
                .iter()
                .map(|(_, found)| found.content.as_ref().map(|(content, _)| content));
            let found: Vec<Option<&Content>> = found.collect();
            if found.iter().all(Option::is_none) {
                left.insert(index);
                continue;
            }
            match self.paragraph(paragraph, &block.content, &found) {
                Some(content) => drop(contents.insert(index, content)),
                None => {
                    findings.push(self.codes(paragraph));
                    sound = false;
                }
            }
        }
        sound.then_some((contents, left, untranslated))
    }

    /// The content of a block: translations, and the source where there is none.
    fn paragraph(
        &self,
        paragraph: &Paragraph,
        block: &Content,
        found: &[Option<&Content>],
    ) -> Option<Content> {
        let mut segments = Vec::with_capacity(found.len());
        let mut last = false;
        for (at, (segment, found)) in paragraph.segments.iter().zip(found).enumerate() {
            let between = at > 0 && (last || found.is_some());
            let before = if between {
                self.space(&segment.before, last && found.is_some())
            } else {
                segment.before.clone()
            };
            last = found.is_some();
            let target = found.unwrap_or(&segment.content);
            segments.push((before, &segment.content, target));
        }
        let mut content = joined(block, &segments)?;
        content.push_text(&paragraph.after);
        Some(content)
    }

    /// The white space between two sentences: that of the source, but none between
    /// Chinese sentences, and a space where only the source is Chinese.
    fn space(&self, before: &str, both: bool) -> String {
        let unspaced = |locale: &Locale| locale.language() == "zh";
        let plain = before.chars().all(|c| c == ' ');
        if unspaced(self.request.target) {
            let kept = if both && plain { "" } else { before };
            return kept.to_owned();
        }
        if before.is_empty() && unspaced(&self.desk.project.source) {
            return " ".to_owned();
        }
        before.to_owned()
    }

    fn missing(
        &self,
        id: &str,
        paragraph: &Paragraph,
        source: &Content,
        found: &Chosen,
    ) -> Finding {
        let why = found.why.as_deref().unwrap_or("there is no translation");
        Finding::error("document::untranslated", format!("not translated: {why}"))
            .words(&source.plain())
            .at(Place::file(&self.statement.name)
                .line(paragraph.line, 1)
                .unit(id))
    }

    fn codes(&self, paragraph: &Paragraph) -> Finding {
        Finding::error(
            "document::codes",
            "a translation in this paragraph has other inline codes (tags) than its source",
        )
        .at(Place::file(&self.statement.name).line(paragraph.line, 1))
        .help("Correct it in the package and import it again.")
    }
}

/// Writes a translated document, unless somebody has changed the file that is there.
/// What was written is on record first, so that it is known the next time.
///
/// # Errors
///
/// When the memory or the machine fails.
pub fn write(
    store: &mut dyn Store,
    version: &Version,
    target: &Locale,
    path: &Path,
    merged: Merged,
    findings: &mut Findings,
) -> Result<Report, Error> {
    // The place as a hash: the memory names no folder of a person.
    let place = short_hash(path.as_os_str().as_encoded_bytes());
    let name = format!("merge {target} {place}");
    let record = MadeRecord {
        stamp: version.hash.clone(),
        hash: short_hash(&merged.bytes),
        units: merged.translated,
    };
    let held = path.exists().then(|| disk::read(path)).transpose()?;
    let held = held.as_deref().map(short_hash);
    let before = store.made(&name)?.map(|made| made.hash);
    let is_ours = held.is_none() || held == before || held.as_ref() == Some(&record.hash);
    let status = if is_ours {
        in_transaction(store, |store| store.record_made(&name, &record))?;
        disk::write(path, &merged.bytes)?
    } else {
        findings.push(
            Finding::error(
                "document::edited",
                "this file holds something else than the last merge, and is left as it is",
            )
            .at(Place::file(path.display().to_string()))
            .help("Move it away, or name another file with --out."),
        );
        Written::Kept
    };
    Ok(Report {
        judged: merged.judged,
        status,
        translated: merged.translated,
        untranslated: merged.untranslated,
    })
}
