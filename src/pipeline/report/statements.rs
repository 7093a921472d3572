//! The statements in the report: the units that are carried, and what is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Document, LeftOut, Locale, ReportStatement, ReportUnit};
use crate::pipeline::passages::Survey;
use crate::pipeline::read::short_hash;

use super::found::OfDocument;
use super::history::Known;
use super::judged::Judged;
use super::keep::{Keep, Kept};
use super::marked::sorted;
use super::source::{Reader, Seen, told};

/// What the statements are made of.
pub(super) struct Making<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) survey: &'a Survey,
    pub(super) documents: &'a [Document],
    pub(super) known: &'a [Known],
    pub(super) targets: &'a [Locale],
    /// By statement and unit the languages that have a translation, by their places.
    pub(super) translated: &'a BTreeMap<(usize, usize), BTreeSet<usize>>,
    /// What was found in each language.
    pub(super) judged: &'a [Judged],
    /// So many units are carried at most.
    pub(super) most: usize,
}

/// The languages of every unit that has a translation.
pub(super) fn translated(
    number: usize,
    found: &[OfDocument],
    all: &mut BTreeMap<(usize, usize), BTreeSet<usize>>,
) {
    for (at, document) in found.iter().enumerate() {
        for (unit, of_unit) in document.units.iter().enumerate() {
            if !of_unit.shown.is_empty() {
                all.entry((at, unit)).or_default().insert(number);
            }
        }
    }
}

impl Making<'_> {
    /// All statements, with the units that are carried.
    pub(super) fn make(&self, keep: Keep) -> (Vec<ReportStatement>, Vec<LeftOut>) {
        let (kept, left) = keep.done();
        let mut by_unit: BTreeMap<(usize, usize), Vec<Kept>> = BTreeMap::new();
        for one in kept {
            let (at, unit, ..) = one.place;
            by_unit.entry((at, unit)).or_default().push(one);
        }
        let mut room = self.most.saturating_sub(by_unit.len());
        let mut bare = 0;
        let mut statements = Vec::with_capacity(self.documents.len());
        for (at, (document, known)) in self.documents.iter().zip(self.known).enumerate() {
            let mut wanted = Vec::new();
            for unit in 0..document.units().count() {
                let kept = by_unit.remove(&(at, unit));
                let is_bare = !self.translated.contains_key(&(at, unit));
                if kept.is_some() || (is_bare && room > 0) {
                    room -= usize::from(kept.is_none());
                    wanted.push((unit, kept.unwrap_or_default()));
                } else {
                    bare += usize::from(is_bare);
                }
            }
            statements.push(self.statement(at, document, known, wanted));
        }
        (statements, left_out(left, bare))
    }

    fn statement(
        &self,
        at: usize,
        document: &Document,
        known: &Known,
        wanted: Vec<(usize, Vec<Kept>)>,
    ) -> ReportStatement {
        let mut wanted = wanted.into_iter().peekable();
        let mut units = Vec::new();
        if wanted.peek().is_some() {
            let told = told(self.survey, &document.name);
            let seen = self.reader.look(document);
            for (number, ((id, paragraph, _), seen)) in document.units().zip(seen).enumerate() {
                let Some((_, kept)) = wanted.next_if(|(unit, _)| *unit == number) else {
                    continue;
                };
                units.push(ReportUnit {
                    line: paragraph.line,
                    role: paragraph.role.as_str().to_owned(),
                    translate: paragraph.translate,
                    quotations: told.get(&id).cloned().unwrap_or_default(),
                    id,
                    ..self.unit((at, number), seen, kept)
                });
            }
        }
        let tallies = self.judged.iter().filter_map(|one| one.statements.get(at));
        ReportStatement {
            name: document.name.clone(),
            date: known.date.clone(),
            version: known.stored.as_ref().map(|stored| stored.number),
            digits: digits(document),
            segments: document
                .units()
                .filter(|(_, paragraph, _)| paragraph.translate)
                .count(),
            locales: tallies.cloned().collect(),
            units,
        }
    }

    /// A unit with its translations; where it stands is said by others.
    fn unit(&self, place: (usize, usize), seen: Seen, kept: Vec<Kept>) -> ReportUnit {
        let mut source = seen.text;
        let shown: BTreeSet<usize> = kept.iter().map(|kept| kept.place.2).collect();
        let translated = self.translated.get(&place).into_iter().flatten();
        let unshown = translated.filter(|number| !shown.contains(number));
        let unshown = unshown.filter_map(|number| self.targets.get(*number));
        let unshown = unshown.map(ToString::to_string).collect();
        let mut translations = Vec::with_capacity(kept.len());
        let mut marks = std::mem::take(&mut source.marks);
        for one in kept {
            marks.extend(one.source);
            translations.push(one.translation);
        }
        source.marks = sorted(&source.text, marks);
        ReportUnit {
            source,
            speakers: seen.speakers,
            translations,
            unshown,
            ..ReportUnit::default()
        }
    }
}

/// What is the same for the same segments, whatever of them is carried.
fn digits(document: &Document) -> String {
    let units = document.units();
    let lines: String = units
        .map(|(id, paragraph, segment)| {
            // Nothing else can be mistaken for the end of a part.
            let translate = if paragraph.translate { "" } else { "-" };
            format!("{id}{translate}\0{}\0", segment.content.plain())
        })
        .collect();
    short_hash(lines.as_bytes()).chars().take(12).collect()
}

/// What is not carried, in words: by rank, and segments without a translation.
fn left_out(ranks: [usize; 4], bare: usize) -> Vec<LeftOut> {
    let words = [
        "translations with errors",
        "translations with warnings",
        "translations with notes or accepted findings",
        "translations without findings",
    ];
    let ranks = words.into_iter().zip(ranks);
    let all = ranks.chain([("segments without a translation", bare)]);
    all.filter(|(_, number)| *number > 0)
        .map(|(what, number)| LeftOut {
            what: format!("{number} {what}"),
            instead: "tilmach report --format json (or csv), or fewer statements, or one \
                      language with --target"
                .to_owned(),
        })
        .collect()
}
