//! The statements: as they lie in the folder, and as their earlier versions were.

use std::collections::{BTreeMap, BTreeSet};

use crate::memory::Store;
use crate::model::{Content, Context, Document, TermHit};
use crate::pipeline::leverage::{contexts, spelling};
use crate::pipeline::marks::quoted;
use crate::pipeline::{Desk, Error};
use crate::text::quotation::quotations;

use super::find::Search;
use super::{Asked, Impact, Kind, Occurrence, Where};

/// A version of a statement.
pub(super) struct Edition {
    pub(super) name: String,
    /// Its number in the memory; none of a file that no command has put on record yet.
    pub(super) number: Option<i64>,
    /// Whether there is a later one.
    pub(super) earlier: bool,
    pub(super) document: Document,
    /// Of every unit the id and the content.
    pub(super) units: Vec<(String, Content)>,
    /// Of every unit the spelling that is the same for all that are the same.
    pub(super) spellings: Vec<Content>,
    /// Of every unit what stands around it.
    pub(super) contexts: Vec<Context>,
}

impl Edition {
    fn new(document: Document, number: Option<i64>, earlier: bool) -> Edition {
        let units = document.units();
        let units = units.map(|(id, _, segment)| (id, segment.content.clone()));
        let units: Vec<(String, Content)> = units.collect();
        Edition {
            name: document.name.clone(),
            number,
            earlier,
            spellings: units.iter().map(|(_, content)| spelling(content)).collect(),
            contexts: contexts(&document),
            units,
            document,
        }
    }
}

/// The statements of the folder and those of the memory, by name.
pub(super) struct Shelf<'a> {
    folder: BTreeMap<&'a str, &'a Document>,
    pub(super) names: BTreeSet<String>,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(store: &dyn Store, asked: &Asked<'a>) -> Result<Shelf<'a>, Error> {
        let folder = asked.documents.iter();
        let folder: BTreeMap<&str, &Document> =
            folder.map(|one| (one.name.as_str(), one)).collect();
        let known = store.statements()?.into_iter().map(|latest| latest.name);
        let names = known.chain(folder.keys().map(|name| (*name).to_owned()));
        Ok(Shelf {
            names: names.collect(),
            folder,
        })
    }

    /// All versions of a statement, the newest first.
    pub(super) fn editions(&self, store: &dyn Store, name: &str) -> Result<Vec<Edition>, Error> {
        let versions = store.versions(name)?;
        let last = versions.last().map(|last| last.hash.as_str());
        let mut editions = Vec::with_capacity(versions.len() + 1);
        if let Some(document) = self.folder.get(name)
            && last != Some(document.hash.as_str())
        {
            editions.push(Edition::new((*document).clone(), None, false));
        }
        for version in versions.iter().rev() {
            let mut document = store.document(version)?;
            document.name.clone_from(&version.name);
            let earlier = !editions.is_empty();
            editions.push(Edition::new(document, Some(version.number), earlier));
        }
        Ok(editions)
    }
}

/// The statement as it is, and what only its earlier versions say.
pub(super) fn sources(desk: &Desk<'_>, editions: &[Edition], search: &Search, impact: &mut Impact) {
    // Sentences of later versions, by their text.
    let mut later: BTreeSet<String> = BTreeSet::new();
    for edition in editions {
        let mut own = BTreeSet::new();
        for (unit, text, hits) in of_document(desk, &edition.document, search) {
            if !later.contains(&text) {
                let of = |hit| source(desk, edition, &unit, hit);
                impact.occurrences.extend(hits.iter().map(of));
            }
            own.insert(text);
        }
        later.extend(own);
    }
}

/// Every segment that has the concept: its unit, its text, and where.
fn of_document(
    desk: &Desk<'_>,
    document: &Document,
    search: &Search,
) -> Vec<(String, String, Vec<TermHit>)> {
    let texts: Vec<String> = document.paragraphs.iter().map(|one| one.text()).collect();
    let is_there = |text: &String| search.may_be_source(text);
    if !texts.iter().any(is_there) {
        return Vec::new();
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let quotes = quotations(&texts, &desk.project.source);
    let mut found = Vec::new();
    for (paragraph, quotes) in document.paragraphs.iter().zip(&quotes) {
        let mut start = 0;
        for (segment, number) in paragraph.segments.iter().zip(1_u32..) {
            start += segment.before.len();
            let text = segment.content.plain();
            let hits = search.source(&text, &quoted(quotes, start..start + text.len()));
            start += text.len();
            if !hits.is_empty() {
                found.push((format!("p{}.s{number}", paragraph.number), text, hits));
            }
        }
    }
    found
}

fn source(desk: &Desk<'_>, edition: &Edition, unit: &str, hit: &TermHit) -> Occurrence {
    Occurrence {
        place: Where::Statement,
        file: edition.name.clone(),
        version: edition.number,
        earlier: edition.earlier,
        export: None,
        unit: unit.to_owned(),
        locale: desk.project.source.clone(),
        state: None,
        kind: Kind::Source,
        source: vec![hit.words.clone()],
        words: None,
        term: Some(hit.term.clone()),
        usage: Some(hit.usage.as_str()),
        in_force: desk
            .glossary
            .get(&hit.concept)
            .is_some_and(|one| one.terms_in(&hit.locale).any(|term| term.text == hit.term)),
        analysis: String::new(),
        inflected: hit.words != hit.term,
        quoted: hit.quoted,
        after: None,
    }
}
