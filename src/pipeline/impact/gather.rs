//! What is out with translators, and what came back.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::check::{Pair, Statement};
use crate::diag::{Finding, Findings, Place};
use crate::formats::{review, xliff};
use crate::memory::{ExportRecord, ExportUnit, Imported, KeptFilter, REVIEW, Store, same_content};
use crate::model::{Content, Locale, ReturnedRow};
use crate::pipeline::check::{self, Expected, is_open};
use crate::pipeline::documents::stem;
use crate::pipeline::import::review::{contents, unit_of};
use crate::pipeline::import::{Kind, sniff};
use crate::pipeline::read::short_hash;
use crate::pipeline::{Desk, Error, disk};
use crate::text::key::MatchKey;

use super::find::{About, Search};
use super::{Asked, Impact, Where};

/// A pair, and where it stands if it is to be told of.
pub(super) type Told = (Pair, Option<About>);

/// Looks into pairs that are one document: what is quoted in one may have begun in the
/// one before. Of a pair without a place nothing is told; it stands between others.
pub(super) fn look(pairs: Vec<Told>, search: &Search, impact: &mut Impact) {
    let may_have = |(pair, about): &Told| {
        about.is_some() && search.may_have(pair.source_text(), pair.target_text(), pair.locale())
    };
    let wanted: Vec<bool> = search
        .threads
        .install(|| pairs.par_iter().map(may_have).collect());
    // Where quotations are is asked of the whole document, which takes its time.
    if !wanted.contains(&true) {
        return;
    }
    let (pairs, about): (Vec<Pair>, Vec<Option<About>>) = pairs.into_iter().unzip();
    let statement = search.threads.install(|| Statement::new(pairs));
    for ((pair, about), wanted) in statement.pairs().iter().zip(&about).zip(wanted) {
        if let Some(about) = about.as_ref().filter(|_| wanted) {
            impact.occurrences.extend(search.pair(pair, about));
        }
    }
}

/// The units of packages that have not come back: as they lie in the folder, or as the
/// memory has them on record.
pub(super) fn packages(
    desk: &Desk<'_>,
    store: &dyn Store,
    asked: &Asked<'_>,
    search: &Search,
    impact: &mut Impact,
) -> Result<(), Error> {
    for packages in on_record(desk, store, asked)?.into_values() {
        let is_there = packages.iter().any(|one| one.targets.is_some());
        let newest = packages.iter().map(Package::age).max();
        for one in packages {
            if one.targets.is_some() || (!is_there && Some(one.age()) == newest) {
                look(one.pairs(desk, store)?, search, impact);
            } else if one.answered.is_none() {
                impact.replaced += 1;
            }
        }
    }
    Ok(())
}

/// Packages of which one takes the place of the other: by statement, language and tool.
type Rivals = BTreeMap<(String, Locale, &'static str), Vec<Package>>;

/// All packages of the languages, by statement, language and tool: those that take each
/// other's place.
fn on_record(desk: &Desk<'_>, store: &dyn Store, asked: &Asked<'_>) -> Result<Rivals, Error> {
    let mut answered = store.answered()?;
    let mut all = Rivals::new();
    for id in store.export_ids()? {
        let Some(record) = store.export(&id)? else {
            continue;
        };
        if !asked.locales.contains(&record.locale) {
            continue;
        }
        // A review takes no package's place.
        let kind = match record.is_review() {
            true => REVIEW,
            false => record.profile.as_str(),
        };
        let key = (record.version.name.clone(), record.locale.clone(), kind);
        let package = Package {
            targets: lying(desk, asked, &record),
            answered: answered.remove(&id),
            record,
        };
        all.entry(key).or_default().push(package);
    }
    Ok(all)
}

/// A package on record.
struct Package {
    record: ExportRecord,
    /// The translations in the file, if it lies in the folder for packages.
    targets: Option<BTreeMap<String, Content>>,
    /// The units that have come back; none if nothing has.
    answered: Option<BTreeSet<String>>,
}

impl Package {
    /// The version of its statement and the day it was made.
    fn age(&self) -> (i64, String) {
        (self.record.version.number, self.record.made.clone())
    }

    fn pairs(&self, desk: &Desk<'_>, store: &dyn Store) -> Result<Vec<Told>, Error> {
        let mut pairs = Vec::with_capacity(self.record.units.len());
        for unit in self.record.units.iter().filter(|unit| unit.translate) {
            let sent = unit.sent.as_ref().map(|sent| store.variant(sent));
            let sent = sent.transpose()?.flatten().map(|variant| variant.target);
            let is_back = self.is_back(unit, sent.as_ref());
            let target = match &self.targets {
                _ if is_back => self.known(desk, store, unit)?,
                Some(targets) => targets.get(&unit.unit).cloned(),
                None => sent,
            };
            let target = target.filter(|target| !is_open(&unit.source, target));
            let about = (!is_back).then(|| About {
                place: Where::Package,
                file: self.record.version.name.clone(),
                version: Some(self.record.version.number),
                earlier: false,
                export: Some(self.record.id.clone()),
                unit: unit.unit.clone(),
                state: None,
            });
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

    /// Whether a unit has come back. Of a package that came back in part, a translation
    /// that was sent along and that nobody has touched in the file is that of the memory,
    /// and is told there.
    fn is_back(&self, unit: &ExportUnit, sent: Option<&Content>) -> bool {
        let Some(answered) = &self.answered else {
            return false;
        };
        let there = self.targets.as_ref().map(|all| all.get(&unit.unit));
        answered.contains(&unit.unit) || (sent.is_some() && there.is_none_or(|there| there == sent))
    }

    /// What the memory has of a sentence that came back: it stands beside those that have
    /// not.
    fn known(
        &self,
        desk: &Desk<'_>,
        store: &dyn Store,
        unit: &ExportUnit,
    ) -> Result<Option<Content>, Error> {
        let key = MatchKey::of_content(&unit.source, &desk.project.source);
        let all = store.find(key, &self.record.locale)?.into_iter();
        let mut same = all.filter(|one| same_content(&one.source, &unit.source));
        Ok(same.next().map(|one| one.target))
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
    let mut documents: BTreeMap<(String, Locale), Vec<Told>> = BTreeMap::new();
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
            earlier: false,
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
        document.push((pair, Some(about)));
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
        if matches!(sniff(bytes), Some(Kind::Review)) {
            of_review(desk, store, (name, bytes), (search, impact), findings)?;
            continue;
        }
        let mut work = check::Work::default();
        work.read(name, bytes, desk.project, Expected::InWork)?;
        findings.extend(std::mem::take(&mut work.findings));
        for pairs in work.into_documents().into_values().flatten() {
            let known = pairs.into_iter().map(|pair| {
                let unit = pair.place().unit.clone().unwrap_or_default();
                (pair, Some(returned(name, None, unit)))
            });
            look(known.collect(), search, impact);
        }
    }
    Ok(())
}

/// A unit of a file that nobody has imported yet.
fn returned(name: &str, export: Option<&str>, unit: String) -> About {
    About {
        place: Where::Returned,
        file: name.to_owned(),
        version: None,
        earlier: false,
        export: export.map(str::to_owned),
        unit,
        state: None,
    }
}

/// A review that came back as a document or a workbook: every row says in its id which
/// unit of which export it is.
fn of_review(
    desk: &Desk<'_>,
    store: &dyn Store,
    (name, bytes): (&str, &[u8]),
    (search, impact): (&Search, &mut Impact),
    findings: &mut Findings,
) -> Result<(), Error> {
    let mut inner = Findings::new();
    let mut exports: BTreeMap<String, Vec<ReturnedRow>> = BTreeMap::new();
    for row in review::read(bytes, &mut inner).map_or_else(Vec::new, |read| read.rows) {
        if let Some((export, _)) = row.id.split_once('/') {
            exports.entry(export.to_owned()).or_default().push(row);
        }
    }
    for (export, rows) in exports {
        match store.export(&export)? {
            Some(record) => look(of_record(desk, name, &record, &rows), search, impact),
            None => {
                let message =
                    format!("the export {export} is not known here; its rows were not looked into");
                let help = "Is this the memory from which it was sent?";
                inner.push(Finding::error("import::unknown-export", message).help(help));
            }
        }
    }
    findings.extend_in(name, inner);
    Ok(())
}

/// All units of an export, with what stands in the rows. A unit that has no row, or
/// nothing in it, is not told.
fn of_record(
    desk: &Desk<'_>,
    name: &str,
    record: &ExportRecord,
    rows: &[ReturnedRow],
) -> Vec<Told> {
    let rows: BTreeMap<&str, &ReturnedRow> = rows.iter().map(|row| (unit_of(row), row)).collect();
    let pairs = record.units.iter().map(|unit| {
        let row = rows.get(unit.unit.as_str()).copied();
        let target = row.map(|row| contents(row, Some(unit)).1);
        let target = target.filter(|target| !is_open(&unit.source, target));
        let about = target
            .as_ref()
            .map(|_| returned(name, Some(&record.id), unit.unit.clone()));
        let pair = Pair::new(
            unit.source.clone(),
            target.unwrap_or_default(),
            desk.project.source.clone(),
            record.locale.clone(),
            Place::default().unit(unit.unit.clone()),
        );
        (pair, about)
    });
    pairs.collect()
}

/// The numbers in a unit's id, by which units are in order: p2 before p10.
pub(super) fn numbers(id: &str) -> Vec<u64> {
    id.split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}
