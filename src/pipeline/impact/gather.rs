//! All texts in which a concept may stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Pair, Statement};
use crate::diag::{Findings, Place};
use crate::formats::xliff;
use crate::memory::{ExportRecord, Imported, KeptFilter, Store, Version};
use crate::model::{Content, Document, Locale, TermHit};
use crate::pipeline::check::{self, Expected, is_open};
use crate::pipeline::documents::stem;
use crate::pipeline::import::{self, review, sniff};
use crate::pipeline::marks::quoted;
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error, disk};
use crate::text::quotation::quotations;

use super::find::{About, Search};
use super::{Asked, Impact, Kind, Occurrence, Where};

/// Looks into pairs that are one document: what is quoted in one may have begun in the
/// one before.
fn look(pairs: Vec<(Pair, About)>, search: &Search, impact: &mut Impact) {
    let (pairs, about): (Vec<Pair>, Vec<About>) = pairs.into_iter().unzip();
    let statement = Statement::new(pairs);
    for (pair, about) in statement.pairs().iter().zip(&about) {
        impact.occurrences.extend(search.pair(pair, about));
    }
}

/// The current translations of the memory, file by file.
pub(super) fn memory(
    store: &dyn Store,
    asked: &Asked<'_>,
    search: &Search,
    impact: &mut Impact,
) -> Result<(), Error> {
    for locale in asked.locales {
        let mut documents: BTreeMap<String, Vec<(Pair, About)>> = BTreeMap::new();
        for variant in store.all(locale, false)? {
            let unit = variant.origin.unit.clone().unwrap_or_default();
            let about = About {
                place: Where::Memory,
                file: variant.origin.file.clone(),
                version: None,
                export: None,
                unit: unit.clone(),
                state: Some(variant.state.as_str()),
            };
            let pair = Pair::new(
                variant.source,
                variant.target,
                variant.source_locale,
                variant.locale,
                Place::default().unit(unit),
            );
            let document = documents.entry(variant.origin.file).or_default();
            document.push((pair, about));
        }
        for (_, mut pairs) in documents {
            pairs.sort_by_cached_key(|(_, about)| numbers(&about.unit));
            look(pairs, search, impact);
        }
    }
    Ok(())
}

/// The packages of which nothing has come back: as they lie in the folder, or as the
/// memory has them on record.
pub(super) fn packages(
    desk: &Desk<'_>,
    store: &dyn Store,
    asked: &Asked<'_>,
    search: &Search,
    impact: &mut Impact,
) -> Result<(), Error> {
    let answered = store.answered()?;
    let mut open: BTreeMap<(String, Locale, &str), Vec<Package>> = BTreeMap::new();
    for id in store.export_ids()? {
        if answered.contains(&id) {
            continue;
        }
        let Some(record) = store.export(&id)? else {
            continue;
        };
        if !asked.locales.contains(&record.locale) {
            continue;
        }
        let key = (
            record.version.name.clone(),
            record.locale.clone(),
            record.profile.as_str(),
        );
        let targets = lying(desk, asked, &record);
        open.entry(key)
            .or_default()
            .push(Package { record, targets });
    }
    for packages in open.into_values() {
        let is_there = packages.iter().any(|one| one.targets.is_some());
        let newest = packages.iter().map(Package::age).max();
        for one in packages {
            let is_last = one.targets.is_some() || (!is_there && Some(one.age()) == newest);
            if !is_last {
                impact.replaced += 1;
                continue;
            }
            look(one.pairs(desk, store)?, search, impact);
        }
    }
    Ok(())
}

/// A package on record.
struct Package {
    record: ExportRecord,
    /// The translations in the file, if it lies in the folder for packages.
    targets: Option<BTreeMap<String, Content>>,
}

impl Package {
    /// The version of its statement and the day it was made.
    fn age(&self) -> (i64, String) {
        (self.record.version.number, self.record.made.clone())
    }

    fn pairs(&self, desk: &Desk<'_>, store: &dyn Store) -> Result<Vec<(Pair, About)>, Error> {
        let mut pairs = Vec::with_capacity(self.record.units.len());
        for unit in self.record.units.iter().filter(|unit| unit.translate) {
            let target = match (&self.targets, &unit.sent) {
                (Some(targets), _) => targets.get(&unit.unit).cloned(),
                (None, Some(sent)) => store.variant(sent)?.map(|variant| variant.target),
                (None, None) => None,
            };
            let target = target.filter(|target| !is_open(&unit.source, target));
            let about = About {
                place: Where::Package,
                file: self.record.version.name.clone(),
                version: Some(self.record.version.number),
                export: Some(self.record.id.clone()),
                unit: unit.unit.clone(),
                state: None,
            };
            let pair = Pair::new(
                unit.source.clone(),
                target.unwrap_or_default(),
                desk.project.source.clone(),
                self.record.locale.clone(),
                Place::default().unit(unit.unit.clone()),
            );
            pairs.push((pair, about));
        }
        Ok(pairs)
    }
}

/// The translations in the file of an export, by unit; none if it does not lie in the
/// folder for packages.
fn lying(
    desk: &Desk<'_>,
    asked: &Asked<'_>,
    record: &ExportRecord,
) -> Option<BTreeMap<String, Content>> {
    let locale = &record.locale;
    let name = format!("{}.{}.xlf", stem(&record.version.name), desk.pair(locale));
    let path = asked.out.join(locale.to_string()).join(name);
    let bytes = disk::read(&path).ok()?;
    // What is wrong with a file that is in work is told when it comes back.
    let files = xliff::read(bytes.as_slice(), &mut Findings::new()).ok()??;
    let file = files
        .into_iter()
        .find(|file| file.export.as_deref() == Some(record.id.as_str()))?;
    let units = file.units.into_iter();
    let targets = units.filter_map(|unit| Some((unit.id, unit.target?)));
    Some(targets.collect())
}

/// What came back and waits in quarantine.
pub(super) fn kept_aside(
    store: &dyn Store,
    desk: &Desk<'_>,
    asked: &Asked<'_>,
    search: &Search,
    impact: &mut Impact,
) -> Result<(), Error> {
    let mut documents: BTreeMap<(String, Locale), Vec<(Pair, About)>> = BTreeMap::new();
    for kept in store.quarantined(&KeptFilter::default())? {
        let Ok(locale) = kept.unit.locale.parse::<Locale>() else {
            continue;
        };
        if !asked.locales.contains(&locale) {
            continue;
        }
        let about = About {
            place: Where::Returned,
            file: kept.file.clone(),
            version: None,
            export: None,
            unit: kept.unit.unit.clone(),
            state: Some("quarantined"),
        };
        let pair = Pair::new(
            kept.unit.source,
            kept.unit.target,
            desk.project.source.clone(),
            locale.clone(),
            Place::default().unit(kept.unit.unit),
        );
        let document = documents.entry((kept.file, locale)).or_default();
        document.push((pair, about));
    }
    for pairs in documents.into_values() {
        look(pairs, search, impact);
    }
    Ok(())
}

/// Files that were named, as far as nobody has imported them yet.
pub(super) fn files(
    desk: &Desk<'_>,
    store: &dyn Store,
    asked: &Asked<'_>,
    search: &Search,
    impact: &mut Impact,
    findings: &mut Findings,
) -> Result<(), Error> {
    for (name, bytes) in asked.files {
        if store.imported(&short_hash(bytes))? != Imported::Never {
            impact.imported.push(name.clone());
            continue;
        }
        for pairs in pairs_of(desk, store, name, bytes, findings)? {
            let known = pairs.into_iter().map(|pair| {
                let about = About {
                    place: Where::Returned,
                    file: name.clone(),
                    version: None,
                    export: None,
                    unit: pair.place().unit.clone().unwrap_or_default(),
                    state: None,
                };
                (pair, about)
            });
            look(known.collect(), search, impact);
        }
    }
    Ok(())
}

/// What a file says, document by document, in whatever form it came back.
fn pairs_of(
    desk: &Desk<'_>,
    store: &dyn Store,
    name: &str,
    bytes: &[u8],
    findings: &mut Findings,
) -> Result<Vec<Vec<Pair>>, Error> {
    if sniff(bytes) == Some(import::Kind::Review) {
        let mut told = Findings::new();
        let pairs = review::pairs(store, bytes, &mut told)?;
        findings.extend_in(name, told);
        return Ok(pairs);
    }
    let mut work = check::Work::default();
    work.read(name, bytes, desk.project, Expected::InWork)?;
    findings.extend(std::mem::take(&mut work.findings));
    Ok(work.into_documents().into_values().flatten().collect())
}

/// The statements as they are, and what only their earlier versions say.
pub(super) fn statements(
    desk: &Desk<'_>,
    store: &dyn Store,
    search: &Search,
    impact: &mut Impact,
) -> Result<(), Error> {
    for latest in store.statements()? {
        // Sentences of later versions, by their text.
        let mut later: BTreeSet<String> = BTreeSet::new();
        for version in store.versions(&latest.name)?.iter().rev() {
            let document = store.document(version)?;
            let mut own = BTreeSet::new();
            for (unit, text, hits) in of_document(desk, &document, search) {
                if !later.contains(&text) {
                    let is_earlier = version.number != latest.number;
                    let of = |hit| source(desk, version, is_earlier, &unit, hit);
                    impact.occurrences.extend(hits.iter().map(of));
                }
                own.insert(text);
            }
            later.extend(own);
        }
    }
    Ok(())
}

/// Every segment that has the concept: its unit, its text, and where.
fn of_document(
    desk: &Desk<'_>,
    document: &Document,
    search: &Search,
) -> Vec<(String, String, Vec<TermHit>)> {
    let texts: Vec<String> = document.paragraphs.iter().map(|one| one.text()).collect();
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

fn source(
    desk: &Desk<'_>,
    version: &Version,
    earlier: bool,
    unit: &str,
    hit: &TermHit,
) -> Occurrence {
    Occurrence {
        place: Where::Statement,
        file: version.name.clone(),
        version: Some(version.number),
        earlier,
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

/// The numbers in a unit's id, by which units are in order: p2 before p10.
pub(super) fn numbers(id: &str) -> Vec<u64> {
    id.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}
