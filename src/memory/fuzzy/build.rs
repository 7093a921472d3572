//! Making an index from what the memory holds.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::memory::{Error, Extent, Store};
use crate::model::{Content, Locale};

use super::gather::Gathered;
use super::vocabulary::{Reading, Vocabulary};
use super::{FuzzyIndex, LAST_BIT};

/// So many threads cut texts into words, however many there are: the index is the
/// same on every machine.
const READERS: usize = 2;

/// So many sources are handed over at once.
const BATCH: usize = 2048;

type Batch = Vec<(i64, u32, Content)>;

/// Reads the variants of a memory up to a moment.
pub(super) fn build(store: &dyn Store, locale: &Locale, now: Extent) -> Result<FuzzyIndex, Error> {
    let mut targets = Vec::new();
    let sources = masks(store, 0, now.last, &mut targets)?;
    let numbers: Vec<i64> = sources.iter().map(|(source, _)| *source).collect();
    let mut masks = sources.into_iter();
    let gathered = gather(locale, |each| {
        store.contents(locale, &numbers, &mut |source, content| {
            let mask = masks.find(|(other, _)| *other == source);
            each(source, mask.map_or(0, |(_, mask)| mask), content);
        })
    })?;
    Ok(finish(gathered, now, targets))
}

/// Reads texts that are in no memory.
pub(super) fn of_texts(locale: &Locale, texts: impl Iterator<Item = (i64, Content)>) -> FuzzyIndex {
    let mut gathered = Gathered::new(Vocabulary::new(locale));
    let mut reading = Reading::default();
    for (source, content) in texts {
        gathered.push(source, 1, &content, &mut reading);
    }
    finish(gathered, Extent::default(), Vec::new())
}

fn finish(gathered: Gathered, extent: Extent, targets: Vec<String>) -> FuzzyIndex {
    let (vocabulary, base) = gathered.build();
    FuzzyIndex {
        vocabulary,
        base,
        fresh: Default::default(),
        extent,
        targets,
        scratches: Default::default(),
    }
}

/// The sources that got a translation after a variant, up to another, with a mask of
/// its languages; in rising order.
pub(super) fn masks(
    store: &dyn Store,
    after: i64,
    last: i64,
    targets: &mut Vec<String>,
) -> Result<Vec<(i64, u32)>, Error> {
    let mut masks: Vec<(i64, u32)> = Vec::new();
    store.translated(after, last, &mut |source, tag| {
        let bit = 1 << bit_of(tag, targets);
        match masks.last_mut() {
            Some((other, mask)) if *other == source => *mask |= bit,
            _ => masks.push((source, bit)),
        }
    })?;
    Ok(masks)
}

/// The bit of a language; one that is new gets the next.
pub(super) fn bit_of(tag: &str, targets: &mut Vec<String>) -> usize {
    let known = targets.iter().position(|other| other == tag);
    let at = known.unwrap_or_else(|| {
        targets.push(tag.to_owned());
        targets.len() - 1
    });
    at.min(LAST_BIT)
}

/// Cuts what is fed into words, on threads of its own.
pub(super) fn gather(
    locale: &Locale,
    feed: impl FnOnce(&mut dyn FnMut(i64, u32, Content)) -> Result<(), Error>,
) -> Result<Gathered, Error> {
    thread::scope(|scope| {
        let mut readers = Vec::new();
        let mut doors: Vec<SyncSender<Batch>> = Vec::new();
        for _ in 0..READERS {
            let (door, batches) = sync_channel(4);
            doors.push(door);
            readers.push(scope.spawn(move || read(locale, &batches)));
        }
        let mut batch = Batch::new();
        let mut next = doors.iter().cycle();
        let mut send = |batch: &mut Batch| {
            if let Some(door) = next.next() {
                // A reader that is gone is told when it is joined.
                let _ = door.send(std::mem::take(batch));
            }
        };
        let fed = feed(&mut |source, mask, content| {
            batch.push((source, mask, content));
            if batch.len() == BATCH {
                send(&mut batch);
            }
        });
        send(&mut batch);
        drop(doors);
        let mut all = Gathered::new(Vocabulary::new(locale));
        for reader in readers {
            match reader.join() {
                Ok(gathered) => all.absorb(gathered),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        fed.map(|()| all)
    })
}

fn read(locale: &Locale, batches: &Receiver<Batch>) -> Gathered {
    let mut gathered = Gathered::new(Vocabulary::new(locale));
    let mut reading = Reading::default();
    for (source, mask, content) in batches.iter().flatten() {
        gathered.push(source, mask, &content, &mut reading);
    }
    gathered
}
