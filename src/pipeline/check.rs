//! Quality checks of what is on the way: returned files, memories of others, our
//! own memory. Nothing is stored and nothing is changed.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Pair, Statement, id_of, statement};
use crate::diag::{Finding, Findings, Place};
use crate::formats::{tmx, xliff};
use crate::memory::Store;
use crate::model::{Content, Locale, ReturnedFile};
use crate::project::Project;
use crate::text::normalise::{fold_space, is_blank};

use super::import::tmx::source_of;
use super::import::{Kind, sniff, tidied};
use super::{Error, Standard};

/// What is to be checked: the documents of every language.
#[derive(Clone, Debug, Default)]
pub struct Work {
    documents: BTreeMap<Locale, Vec<Vec<Pair>>>,
    /// Units that nobody has translated yet, and that were not asked for.
    open: BTreeMap<Locale, usize>,
    /// What was wrong with the files themselves.
    pub findings: Findings,
}

/// What a file is expected to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Somebody says that it is translated: what is empty is a fault.
    Translated,
    /// It may be in work: what is empty is open.
    InWork,
}

/// A finding of a check.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// The short name by which it can be accepted; none for what is wrong with a
    /// file itself.
    pub id: Option<String>,
    /// The language of the translation.
    pub locale: Option<String>,
    /// Why somebody accepted it, if somebody did.
    pub accepted: Option<String>,
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
}

/// What the checks found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Checked {
    /// How many units were looked at.
    pub units: usize,
    /// How many are not translated yet.
    pub open: usize,
    /// How many findings somebody accepted.
    pub accepted: usize,
    /// All findings, file by file and language by language, the accepted ones too.
    pub findings: Vec<Found>,
}

impl Work {
    /// Reads a file that import reads, too. `name` is how the user calls it.
    pub fn read(
        &mut self,
        name: &str,
        bytes: &[u8],
        project: &Project,
        expected: Expected,
    ) -> Result<(), Error> {
        let mut findings = Findings::new();
        match sniff(bytes) {
            Some(Kind::Xliff) => {
                for file in xliff::read(bytes, &mut findings)?.unwrap_or_default() {
                    let tag = file.target_language.as_deref();
                    if let Some(locale) = language(tag, &mut findings) {
                        self.xliff(name, &file, &locale, project, expected);
                    }
                }
            }
            Some(Kind::Tmx) => self.tmx(name, bytes, project, &mut findings)?,
            Some(Kind::Review) => findings.push(
                Finding::error("import::format", "a review is checked when it is imported")
                    .help("`tilmach review import` takes it, and says what the checks find."),
            ),
            None => findings.push(
                Finding::error("import::format", "this is neither XLIFF nor TMX")
                    .help("A return is an .xlf file; a memory is a .tmx file."),
            ),
        }
        self.findings.extend_in(name, findings);
        Ok(())
    }

    /// Takes one part of a returned file, which is in this language.
    pub(super) fn xliff(
        &mut self,
        name: &str,
        file: &ReturnedFile,
        locale: &Locale,
        project: &Project,
        expected: Expected,
    ) {
        let source = file
            .source_language
            .as_deref()
            .and_then(|tag| tag.parse().ok());
        let source: Locale = source.unwrap_or_else(|| project.source.clone());
        let mut pairs = Vec::new();
        for unit in file.units.iter().filter(|unit| unit.translate) {
            let target = unit.target.clone().unwrap_or_default();
            if expected == Expected::InWork && is_open(&unit.source, &target) {
                *self.open.entry(locale.clone()).or_default() += 1;
                continue;
            }
            let target = tidied(&target, &unit.source);
            let mut place = unit.place.clone();
            place.file = Some(name.to_owned());
            pairs.push(Pair::new(
                unit.source.trimmed(),
                target,
                source.clone(),
                locale.clone(),
                place,
            ));
        }
        self.add(locale.clone(), pairs);
    }

    fn tmx(
        &mut self,
        name: &str,
        bytes: &[u8],
        project: &Project,
        findings: &mut Findings,
    ) -> Result<(), Error> {
        let mut documents = Documents::new();
        let whole = tmx::read(bytes, findings, &mut |header, unit| {
            pairs_of(name, header, &unit, project, &mut documents);
        })?;
        if whole {
            self.add_all(documents);
        }
        Ok(())
    }

    /// Takes units of a memory as one document in each of its languages.
    pub(super) fn units(
        &mut self,
        name: &str,
        header: &tmx::Header,
        units: &[tmx::Unit],
        project: &Project,
    ) {
        let mut documents = Documents::new();
        for unit in units {
            pairs_of(name, header, unit, project, &mut documents);
        }
        self.add_all(documents);
    }

    fn add_all(&mut self, documents: Documents) {
        for (locale, pairs) in documents {
            self.add(locale, pairs);
        }
    }

    /// Takes the current variants of a memory, statement by statement.
    pub fn memory(&mut self, store: &dyn Store, locales: &[Locale]) -> Result<(), Error> {
        for locale in locales {
            let mut documents: BTreeMap<String, Vec<(Vec<u64>, Pair)>> = BTreeMap::new();
            for variant in store.all(locale, false)? {
                let origin = variant.origin;
                let mut place = Place::file(origin.file.clone());
                place.unit = origin.unit;
                let order = numbers(place.unit.as_deref().unwrap_or_default());
                let pair = Pair::new(
                    variant.source,
                    variant.target,
                    variant.source_locale,
                    variant.locale,
                    place,
                );
                documents
                    .entry(origin.file)
                    .or_default()
                    .push((order, pair));
            }
            for (_, mut pairs) in documents {
                pairs.sort_by(|(one, _), (other, _)| one.cmp(other));
                self.add(
                    locale.clone(),
                    pairs.into_iter().map(|(_, pair)| pair).collect(),
                );
            }
        }
        Ok(())
    }

    /// Takes pairs of one document, in their order.
    pub(super) fn pairs_of(&mut self, locale: &Locale, pairs: Vec<Pair>) {
        self.add(locale.clone(), pairs);
    }

    fn add(&mut self, locale: Locale, pairs: Vec<Pair>) {
        if !pairs.is_empty() {
            self.documents.entry(locale).or_default().push(pairs);
        }
    }

    /// The documents of every language, in order.
    pub(super) fn into_documents(self) -> BTreeMap<Locale, Vec<Vec<Pair>>> {
        self.documents
    }

    /// What is to be looked at.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.documents.values().flatten().flatten()
    }

    /// Asks all rules about everything, or about one language alone.
    pub fn check(self, standard: &Standard, only: Option<&Locale>) -> Checked {
        let asked = |locale: &Locale| only.is_none_or(|only| only == locale);
        let open = self.open.iter().filter(|(locale, _)| asked(locale));
        let of_files = self.findings.iter().map(|finding| Found {
            id: None,
            locale: None,
            accepted: None,
            finding: finding.clone(),
        });
        let mut checked = Checked {
            open: open.map(|(_, units)| units).sum(),
            findings: of_files.collect(),
            ..Checked::default()
        };
        for (locale, documents) in self.documents {
            if !asked(&locale) {
                continue;
            }
            let mut all = Statement::of(documents);
            if let Some(terminology) = standard.terminology(&locale) {
                all = all.with_terms(terminology);
            }
            checked.units += all.pairs().len();
            for remark in statement(&all, standard.settings()) {
                let Some(pair) = all.pairs().get(remark.unit) else {
                    continue;
                };
                let id = id_of(pair, &remark);
                let reason = standard.accepted().get(&id).map(|one| one.reason.clone());
                checked.accepted += usize::from(reason.is_some());
                checked.findings.push(Found {
                    id: Some(id),
                    locale: Some(locale.to_string()),
                    accepted: reason,
                    finding: remark.finding,
                });
            }
        }
        checked
    }
}

/// Units by their language.
type Documents = BTreeMap<Locale, Vec<Pair>>;

/// The pairs of source and translation of a unit.
fn pairs_of(
    name: &str,
    header: &tmx::Header,
    unit: &tmx::Unit,
    project: &Project,
    documents: &mut Documents,
) {
    let source = source_of(header, unit, &project.source);
    let Some(source) = source.and_then(|at| unit.variants.get(at)) else {
        return;
    };
    let mut place = unit.place.clone();
    place.file = Some(name.to_owned());
    place.unit.clone_from(&unit.tuid);
    for target in &unit.variants {
        let Ok(locale) = target.language.parse::<Locale>() else {
            continue;
        };
        if locale == project.source {
            continue;
        }
        let pairs = documents.entry(locale.clone()).or_default();
        pairs.push(Pair::new(
            source.content.trimmed(),
            tidied(&target.content, &source.content),
            project.source.clone(),
            locale,
            place.clone(),
        ));
    }
}

fn language(tag: Option<&str>, findings: &mut Findings) -> Option<Locale> {
    let tag = tag.unwrap_or_default();
    match tag.parse() {
        Ok(locale) => Some(locale),
        Err(error) => {
            let message = format!("the language of the translation {error}");
            findings.push(Finding::error("import::language", message).words(tag));
            None
        }
    }
}

/// Nothing there, or the source as the package brought it.
pub(super) fn is_open(source: &Content, target: &Content) -> bool {
    let (source, target) = (source.plain(), target.plain());
    is_blank(&target) || fold_space(&source) == fold_space(&target)
}

/// The numbers in a unit's id, by which units are in order: p2 before p10.
fn numbers(id: &str) -> Vec<u64> {
    id.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}
