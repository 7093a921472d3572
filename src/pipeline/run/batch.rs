//! Many packages at once. What asks the memory or writes to it is done in one
//! place and in order; all the rest, which is most of the work, on all threads.
//!
//! 1. What the memory has of the sentences is taken out of it, for all languages.
//! 2. On threads: every sentence is looked up, and the package is made and named.
//! 3. On threads: its bytes are written beside its place and brought to the disk.
//! 4. All go on record in one transaction. 5. All are put in their places.
//!
//! So a file that is out there is on record, however the work ends. Between 2 and 5
//! time goes by in which somebody may save work of theirs: what lies in a place is
//! looked at again before it is replaced. A package that cannot be written keeps none
//! of the others back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::memory::{self, ExportRecord, in_transaction};
use crate::model::{Earlier, Package};
use crate::pipeline::Error;
use crate::pipeline::disk::{self, Staged, Written};
use crate::pipeline::leverage::{Held, Leverage};
use crate::pipeline::marks::Marks;
use crate::pipeline::pack::{self, Known};
use crate::text::key::MatchKey;

use super::job::{Bench, Job, Work};
use super::tally::Bands;

/// The packages of a batch, at most, unless one statement has more languages:
/// each is an open file.
const PACKAGES: usize = 192;

/// What becomes of packages, by the number of their job.
pub(super) type Outcomes = BTreeMap<usize, (Bands, Written)>;

/// Makes the packages that are due, statement by statement.
pub(super) fn make(
    bench: &mut Bench<'_>,
    jobs: &[Job<'_>],
    marks: &[Vec<Marks>],
) -> Result<Outcomes, Error> {
    let mut due: Vec<&Job<'_>> = jobs.iter().filter(|job| job.is_due()).collect();
    // A sentence is taken out of the memory once for all its languages.
    due.sort_by_key(|job| job.index);
    let mut outcomes = Outcomes::new();
    let mut edited = BTreeMap::new();
    let mut failed = None;
    for batch in batches(&due, PACKAGES, |one, other| one.index == other.index) {
        for draft in drafts(bench, batch, marks)? {
            let (number, bands) = (draft.job.number, draft.bands);
            if draft.written == Written::Kept {
                edited.insert(number, draft.job.edited());
            }
            failed = failed.or(draft.failed);
            outcomes.insert(number, (bands, draft.written));
        }
    }
    // In the order of the jobs, whatever the order of the work.
    for finding in edited.into_values() {
        bench.findings.push(finding);
    }
    failed.map_or(Ok(outcomes), Err)
}

/// Cuts a list into batches of at most so many, but never between two neighbours that
/// belong together: more of those than that are a batch of their own.
fn batches<T>(all: &[T], most: usize, together: impl Fn(&T, &T) -> bool) -> Vec<&[T]> {
    let mut lengths: Vec<usize> = Vec::new();
    for group in all.chunk_by(together) {
        match lengths.last_mut() {
            Some(length) if *length + group.len() <= most => *length += group.len(),
            _ => lengths.push(group.len()),
        }
    }
    let mut rest = all;
    let mut found = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (batch, others) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        found.push(batch);
        rest = others;
    }
    found
}

/// A package on its way.
struct Draft<'a> {
    job: &'a Job<'a>,
    found: Vec<Leverage>,
    bands: Bands,
    package: Option<Package>,
    /// What lies in its place and may be somebody's work.
    work: Option<Work>,
    record: Option<ExportRecord>,
    staged: Option<Staged>,
    written: Written,
    /// Why it could not be written.
    failed: Option<Error>,
}

impl Draft<'_> {
    /// Notes what came of a step. What failed is neither put on record nor in its place.
    fn note(&mut self, done: Result<(), Error>) {
        if let Err(error) = done {
            (self.record, self.staged) = (None, None);
            self.failed = Some(error);
        }
    }

    /// Puts it in its place, unless somebody was quicker.
    fn place(&mut self) -> Result<(), Error> {
        let Some(staged) = self.staged.take() else {
            return Ok(());
        };
        let seen = self.work.as_ref();
        if self.job.work().is_some_and(|now| now.is_other_than(seen)) {
            self.written = Written::Kept;
            return Ok(());
        }
        staged.place()
    }
}

fn drafts<'a>(
    bench: &mut Bench<'_>,
    jobs: &[&'a Job<'a>],
    marks: &[Vec<Marks>],
) -> Result<Vec<Draft<'a>>, Error> {
    let mut drafts = looked_up(bench, jobs)?;
    if bench.request.dry_run {
        drafts.iter().for_each(|_| bench.desk.progress.step());
        return Ok(drafts);
    }
    packed(bench, &mut drafts, marks)?;
    staged(bench, &mut drafts)?;
    in_transaction(&mut *bench.store, |store| {
        let mut records = drafts.iter().filter_map(|draft| draft.record.as_ref());
        records.try_for_each(|record| store.record_export(record))
    })?;
    let mut folders: BTreeSet<&Path> = BTreeSet::new();
    for draft in &mut drafts {
        if draft.staged.is_some() {
            folders.extend(draft.job.path.parent());
        }
        let placed = draft.place();
        draft.note(placed);
        bench.desk.progress.step();
    }
    folders.into_iter().for_each(disk::settle);
    Ok(drafts)
}

/// What the memory offers for every sentence.
fn looked_up<'a>(bench: &Bench<'_>, jobs: &[&'a Job<'a>]) -> Result<Vec<Draft<'a>>, Error> {
    let (desk, similar, survey) = (bench.desk, bench.similar, bench.survey);
    let held = held(bench, jobs)?;
    let found: Vec<Result<_, memory::Error>> = bench.threads.install(|| {
        let look_up = |job: &&Job<'_>| {
            let look = held.look();
            let found = job.look_up(desk, &look, similar, survey)?;
            let bands = job.bands(&found);
            Ok((!look.lacked()).then_some((found, bands)))
        };
        jobs.par_iter().map(look_up).collect()
    });
    let mut drafts = Vec::with_capacity(jobs.len());
    for (job, found) in jobs.iter().zip(found) {
        let (found, bands) = match found? {
            Some(found) => found,
            None => {
                let found = job.look_up(desk, &*bench.store, similar, survey)?;
                let bands = job.bands(&found);
                (found, bands)
            }
        };
        drafts.push(Draft {
            job,
            found,
            bands,
            package: None,
            work: None,
            record: None,
            staged: None,
            written: Written::Written,
            failed: None,
        });
    }
    Ok(drafts)
}

/// Takes what the sentences of these jobs will be answered with.
fn held(bench: &Bench<'_>, jobs: &[&Job<'_>]) -> Result<Held, memory::Error> {
    let mut statements: BTreeMap<usize, &Job<'_>> = BTreeMap::new();
    for job in jobs {
        statements.insert(job.index, job);
    }
    let (mut keys, mut sources) = (BTreeSet::new(), BTreeSet::new());
    for job in statements.into_values() {
        for (_, _, segment) in job.document().units() {
            let source = &bench.desk.project.source;
            keys.insert(MatchKey::of_content(&segment.content, source));
            sources.extend(bench.similar.likely(&segment.content));
        }
    }
    Held::take(&*bench.store, keys, sources)
}

/// Makes the packages and gives them their names.
fn packed(bench: &Bench<'_>, drafts: &mut [Draft<'_>], marks: &[Vec<Marks>]) -> Result<(), Error> {
    let desk = bench.desk;
    let mut before = Vec::with_capacity(drafts.len());
    for draft in drafts.iter() {
        before.push(draft.job.earlier(desk, &*bench.store, &draft.found)?);
    }
    let pack = |(draft, earlier): (&mut Draft<'_>, Vec<Option<Earlier>>)| {
        let known = Known {
            found: &draft.found,
            marks: marks.get(draft.job.index).map_or(&[][..], Vec::as_slice),
            earlier,
        };
        let mut package = pack::package(desk, draft.job.document(), known, draft.job.target);
        pack::name(&mut package)?;
        draft.package = Some(package);
        draft.work = draft.job.work();
        Ok(())
    };
    let work = || drafts.par_iter_mut().zip(before).map(pack).collect();
    first_error(bench.threads.install(work))
}

/// Writes the packages beside their places, but for those where somebody's work
/// lies. Each has its own fate: a folder that cannot be written is no reason to keep
/// those of other folders back.
fn staged(bench: &Bench<'_>, drafts: &mut [Draft<'_>]) -> Result<(), Error> {
    for draft in drafts.iter_mut() {
        if let Some(work) = &draft.work
            && work.is_lost_by_writing(&*bench.store)?
        {
            draft.written = Written::Kept;
            draft.package = None;
        }
        if let Some(package) = &mut draft.package {
            let before = bench.store.export(&package.export)?;
            (package.date, package.glossary) = pack::first_made(bench.desk, before);
        }
    }
    bench.threads.install(|| {
        drafts.par_iter_mut().for_each(|draft| {
            let done = stage(draft);
            draft.note(done);
        });
        // All bytes first: the disk takes them together.
        drafts.par_iter_mut().for_each(|draft| {
            let done = draft.staged.as_ref().map_or(Ok(()), Staged::sync);
            draft.note(done);
        });
    });
    Ok(())
}

fn stage(draft: &mut Draft<'_>) -> Result<(), Error> {
    let (Some(package), Some(version)) = (draft.package.take(), draft.job.version()) else {
        return Ok(());
    };
    let bytes = pack::write(&package)?;
    let bands = serde_json::to_string(&draft.bands).unwrap_or_default();
    let stamp = &draft.job.stamp;
    draft.record = Some(pack::record(
        &package,
        version,
        &draft.found,
        stamp,
        &bands,
        &bytes,
    ));
    draft.staged = disk::stage(&draft.job.path, &bytes)?;
    if draft.staged.is_none() {
        draft.written = Written::Unchanged;
    }
    Ok(())
}

/// The first that failed, whichever thread came to its end first.
fn first_error(done: Vec<Result<(), Error>>) -> Result<(), Error> {
    done.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::batches;

    #[test]
    fn a_batch_ends_where_a_statement_ends() {
        let cut = |statements: &str| {
            let all: Vec<char> = statements.chars().collect();
            let batches = batches(&all, 4, |one, other| one == other);
            let texts = batches.into_iter().map(|batch| batch.iter().collect());
            texts.collect::<Vec<String>>()
        };
        assert_eq!(cut("aabbcc"), ["aabb", "cc"]);
        assert_eq!(cut("aaabbb"), ["aaa", "bbb"]);
        assert_eq!(cut("aaaaaabbccd"), ["aaaaaa", "bbcc", "d"]);
        assert_eq!(cut(""), Vec::<String>::new());
    }
}
