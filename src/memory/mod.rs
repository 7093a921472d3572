//! The translation memory: what the desk has ever read and translated.
//!
//! The rest of the house sees only the traits here; [`SqliteStore`] is the one
//! engine today, and `contract` holds what every engine must do. The memory
//! never forgets: a variant is superseded, never deleted.
//!
//! Locking: one writer at a time. A write is inside [`Store::begin`] and
//! [`Store::commit`]; a second writer waits for the first, up to the time the
//! store was opened with, and then gets [`Error::Busy`].

#[cfg(test)]
mod contract;
mod error;
mod fuzzy;
mod records;
mod schema;
mod score;
mod sqlite;

pub use error::Error;
pub use fuzzy::{
    Compared, Comparison, Explanation, FuzzyIndex, Hit, Lost, Run, Step, Wanted as WantedRuns,
    explain,
};
pub use records::{
    Counts, ExportRecord, ExportUnit, GlossaryState, Imported, Kept, KeptFilter, MadeRecord,
    Quarantined, REVIEW, Receipt, Verdict, Version,
};
pub use score::score;
pub use sqlite::SqliteStore;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::diag::Findings;
use crate::model::{
    Content, Context, Document, Locale, Occurrence, Passage, PassageOrigin, PassageVersion, State,
    Variant,
};
use crate::text::key::MatchKey;

/// Statements and their versions.
pub trait Statements {
    /// The newest version of a statement, if it was ever read.
    fn latest(&self, name: &str) -> Result<Option<Version>, Error>;
    /// All versions of a statement, oldest first.
    fn versions(&self, name: &str) -> Result<Vec<Version>, Error>;
    /// The newest version of every statement, by name.
    fn statements(&self) -> Result<Vec<Version>, Error>;
    /// The statement as it was read.
    fn document(&self, version: &Version) -> Result<Document, Error>;
    /// Stores a new version of a statement, numbered after the last one.
    fn add_version(
        &mut self,
        document: &Document,
        locale: &Locale,
        day: &str,
    ) -> Result<Version, Error>;
    /// Keeps the bytes that a version was read from, with the word of the reader
    /// that understands them. What is kept once stays.
    fn keep_original(&mut self, version: &Version, format: &str, bytes: &[u8])
    -> Result<(), Error>;
    /// The reader's word and the bytes that were kept of a version.
    fn original(&self, version: &Version) -> Result<Option<(String, Vec<u8>)>, Error>;
}

/// Translations.
pub trait Variants {
    /// The current variants into a locale of all sources that have this key,
    /// sorted by identity. The key is not proof: compare the sources.
    fn find(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, Error>;
    /// The same with those that are superseded.
    fn find_ever(&self, key: MatchKey, locale: &Locale) -> Result<Vec<Variant>, Error>;
    /// Whether there are more than so many of those that are current, without looking at
    /// them all.
    fn is_crowded(&self, key: MatchKey, locale: &Locale, number: usize) -> Result<bool, Error>;
    /// The variant of that identity, current or superseded.
    fn variant(&self, identity: &str) -> Result<Option<Variant>, Error>;
    /// The current variants of one source, found by [`FuzzyIndex::search`].
    fn variants_of(&self, source: i64, locale: &Locale) -> Result<Vec<Variant>, Error>;
    /// What [`Variants::find`] finds, into all locales at once.
    fn find_everywhere(&self, key: MatchKey) -> Result<Vec<Variant>, Error>;
    /// What [`Variants::variants_of`] finds, into all locales at once.
    fn translations_of(&self, source: i64) -> Result<Vec<Variant>, Error>;
    /// All variants into a locale, sorted by identity.
    fn all(&self, locale: &Locale, superseded: bool) -> Result<Vec<Variant>, Error>;
    /// The locales that have a variant, sorted.
    fn locales(&self) -> Result<Vec<Locale>, Error>;
    /// A number that grows with every change to the variants of a locale.
    fn revision(&self, locale: &Locale) -> Result<i64, Error>;
    /// Stores a variant with its contexts. One that is known already gets the
    /// new contexts, and is current again if it was superseded. True if it
    /// was not known.
    fn add(&mut self, variant: &Variant) -> Result<bool, Error>;
    /// The export whose answer put a variant into a place, if one did.
    fn answered_by(&self, identity: &str, context: &Context) -> Result<Option<String>, Error>;
    /// Raises the state of a variant; a lower state changes nothing. True if
    /// it changed.
    fn raise(&mut self, identity: &str, state: State, by: Option<&str>) -> Result<bool, Error>;
    /// Puts marks in the place of those that a variant has. True if they differ.
    fn mark(&mut self, identity: &str, marks: &BTreeSet<String>) -> Result<bool, Error>;
    /// Puts a remark of a reviewer beside what is said of a variant
    /// ([`crate::model::Extra::remarks`]); one that is there already is not put there
    /// twice. True if it was put.
    fn remark(&mut self, identity: &str, remark: &str) -> Result<bool, Error>;
    /// Takes one context away from a variant, which is superseded when none is
    /// left to it. One that never had a context stays as it is.
    fn supersede(&mut self, identity: &str, context: &Context) -> Result<(), Error>;
    /// Stores a variant exactly as given, superseded or not; for rebuilding.
    fn restore(&mut self, variant: &Variant) -> Result<(), Error>;
}

/// The variants of a memory at a moment: they are numbered as they come, and none is
/// ever taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// The number of the last one.
    pub last: i64,
    /// A sum over all of them, which is another one in another memory.
    pub digest: i64,
}

/// What a search index is made of.
pub trait Indexed {
    /// The variants up to a number, or all of them.
    fn extent(&self, last: Option<i64>) -> Result<Extent, Error>;
    /// Calls with the source and the locale of the variants with numbers above `after`
    /// and up to `last`, sorted by source, then locale; each once.
    fn translated(
        &self,
        after: i64,
        last: i64,
        each: &mut dyn FnMut(i64, &str),
    ) -> Result<(), Error>;
    /// Calls with those of the sources that are in this language, and their contents,
    /// in order. The numbers are sorted.
    fn contents(
        &self,
        locale: &Locale,
        sources: &[i64],
        each: &mut dyn FnMut(i64, Content),
    ) -> Result<(), Error>;
    /// The file beside the memory where the index of a language is kept; none where
    /// there is no place for it.
    fn index_file(&self, locale: &Locale) -> Option<PathBuf>;
}

/// What went out and what came in.
pub trait Exchange {
    /// The record of an export.
    fn export(&self, id: &str) -> Result<Option<ExportRecord>, Error>;
    /// The records of all exports of a version into a locale, by id, without
    /// their units.
    fn exports_of(&self, version: &Version, locale: &Locale) -> Result<Vec<ExportRecord>, Error>;
    /// The ids of all exports, sorted.
    fn export_ids(&self) -> Result<Vec<String>, Error>;
    /// The units that have come back, believed or not, by the export they answer. What
    /// came back as it was sent is among them as long as no later export has it, too.
    fn answered(&self) -> Result<BTreeMap<String, BTreeSet<String>>, Error>;
    /// Stores the record of an export. One that is known gets the new version,
    /// stamp, file hash and bands; its units stay as they are, and so does the version
    /// of the glossary.
    fn record_export(&mut self, record: &ExportRecord) -> Result<(), Error>;
    /// What is known of a file beside the packages, by its name.
    fn made(&self, name: &str) -> Result<Option<MadeRecord>, Error>;
    /// Stores what a file beside the packages was made of.
    fn record_made(&mut self, name: &str, record: &MadeRecord) -> Result<(), Error>;
    /// Stores a receipt with what was not believed of the file; what is kept
    /// aside already is not kept twice.
    fn record_receipt(&mut self, receipt: &Receipt, kept: &[Quarantined]) -> Result<(), Error>;
    /// The units that were kept aside, in the order in which they came.
    fn quarantined(&self, wanted: &KeptFilter) -> Result<Vec<Kept>, Error>;
    /// One of them by its number, decided or not.
    fn kept(&self, id: i64) -> Result<Option<Kept>, Error>;
    /// Records what was decided on one of them. Earlier decisions stay for the
    /// record; the last one counts.
    fn decide(&mut self, id: i64, verdict: &Verdict) -> Result<(), Error>;
    /// Whether a file with these bytes was imported before.
    fn imported(&self, hash: &str) -> Result<Imported, Error>;
    /// Whether an export made a file with these bytes.
    fn sent(&self, file_hash: &str) -> Result<bool, Error>;
}

/// Passages that statements quote, and the quotations of statements.
pub trait Passages {
    /// All passages, sorted by id.
    fn passages(&self) -> Result<Vec<Passage>, Error>;
    /// The passage of that id.
    fn passage(&self, id: &str) -> Result<Option<Passage>, Error>;
    /// Stores a passage with all that is said of it, former origins and superseded
    /// translations too. One that is known stays as it is. True if it was not known.
    fn add_passage(&mut self, passage: &Passage) -> Result<bool, Error>;
    /// Says anew where a passage stands; what was said before is kept. True if it
    /// differs.
    fn place_passage(&mut self, id: &str, origin: &PassageOrigin) -> Result<bool, Error>;
    /// Stores a translation of a passage. A current one of the same text is superseded,
    /// unless it is the same in status and citation as well; then nothing is stored.
    /// True if something was.
    fn add_passage_version(&mut self, id: &str, version: &PassageVersion) -> Result<bool, Error>;
    /// Supersedes the current translation of a passage with this language and text.
    /// True if there was one.
    fn supersede_passage_version(
        &mut self,
        id: &str,
        locale: &Locale,
        text: &str,
    ) -> Result<bool, Error>;
    /// The quotations of a version, in order; none if nobody has looked for them yet.
    fn quotations(&self, version: &Version) -> Result<Option<Vec<Occurrence>>, Error>;
    /// Stores the quotations of a version. What was stored once stays.
    fn record_quotations(
        &mut self,
        version: &Version,
        quotations: &[Occurrence],
    ) -> Result<(), Error>;
}

/// What the desk decided about words, state by state. Of the rows of a concept the
/// memory knows no more than that they are JSON.
pub trait Glossaries {
    /// The states of the glossary that the memory has met, oldest first.
    fn glossary_states(&self) -> Result<Vec<GlossaryState>, Error>;
    /// Stores a state: the concepts that differ from the one before, each with its rows,
    /// or with none when it is gone.
    fn record_glossary(
        &mut self,
        version: &str,
        day: &str,
        changed: &[(String, Option<String>)],
    ) -> Result<(), Error>;
    /// The concepts of a state with their rows; all that there were, by key.
    fn glossary_at(&self, number: i64) -> Result<BTreeMap<String, String>, Error>;
    /// The states in which a concept changed, oldest first: the number of the state, and
    /// the rows from there on.
    fn concept_states(&self, concept: &str) -> Result<Vec<(i64, Option<String>)>, Error>;
    /// How many exports were first made under each version of the glossary; under none
    /// those of which that is not known. With a language, those into it or out of it.
    fn exports_under(
        &self,
        locale: Option<&Locale>,
    ) -> Result<BTreeMap<Option<String>, usize>, Error>;
}

/// A translation memory.
pub trait Store: Statements + Variants + Indexed + Exchange + Passages + Glossaries {
    /// Starts a transaction.
    fn begin(&mut self) -> Result<(), Error>;
    /// Makes everything since [`Store::begin`] last.
    fn commit(&mut self) -> Result<(), Error>;
    /// Takes everything since [`Store::begin`] back.
    fn rollback(&mut self) -> Result<(), Error>;
    /// How much of everything there is.
    fn counts(&self) -> Result<Counts, Error>;
    /// Looks for damage and broken rules. No findings: the memory is sound.
    fn verify(&self) -> Result<Findings, Error>;
}

/// Runs steps in one transaction: all of them last, or none.
pub fn in_transaction<T, E: From<Error>>(
    store: &mut dyn Store,
    steps: impl FnOnce(&mut dyn Store) -> Result<T, E>,
) -> Result<T, E> {
    store.begin()?;
    match steps(store) {
        Ok(value) => match store.commit() {
            Ok(()) => Ok(value),
            Err(error) => {
                let _ = store.rollback();
                Err(error.into())
            }
        },
        Err(error) => {
            // The first error is the one worth telling.
            let _ = store.rollback();
            Err(error)
        }
    }
}

/// Whether two contents are the same translation unit: equal text in Unicode form C
/// and equal codes. Of a code its markup does not count, which no translator sees:
/// a link elsewhere is the same sentence.
pub fn same_content(left: &Content, right: &Content) -> bool {
    let seen = |content: &Content| content.map_text(crate::text::normalise::nfc).without_data();
    left == right || (left.has_codes() == right.has_codes() && seen(left) == seen(right))
}
