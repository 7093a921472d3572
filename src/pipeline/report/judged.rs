//! What the checks say of the translations of a language, and what became of the terms.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Pair, Remark, Statement, statement};
use crate::diag::{Place, Severity};
use crate::glossary::Verdict;
use crate::model::{Document, Locale, NOT_KEPT, ReportTally};
use crate::pipeline::{Desk, Error};

use super::found::OfDocument;
use super::keep::{Keep, Rank};
use super::told::{Told, kept, told};

/// What was found in a language.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// What there is of each statement.
    pub(super) statements: Vec<ReportTally>,
    /// Units with an error that nobody accepted: statement and unit, from 0.
    pub(super) faulty: BTreeSet<(usize, usize)>,
    /// The ids of all findings that nobody accepted.
    pub(super) ids: BTreeSet<String>,
    /// What became of every concept.
    pub(super) usage: BTreeMap<String, Usage>,
}

/// What became of a concept in a language.
#[derive(Debug, Default)]
pub(super) struct Usage {
    /// Translations whose source has it.
    pub(super) asked: usize,
    /// In how many of these which of its terms stands.
    pub(super) renderings: BTreeMap<String, usize>,
    /// Translations with a finding which says that its decision is not kept, and that
    /// nobody accepted.
    pub(super) not_kept: usize,
    /// Of those, translations whose source has it not.
    pub(super) unasked: usize,
    /// Translations of which nobody can tell.
    pub(super) unsure: usize,
}

/// One translation of every unit that has as many, judged together.
struct Round {
    statement: Statement,
    /// Where a unit stands in it.
    index: BTreeMap<(usize, usize), usize>,
    /// What is said of each of its pairs.
    remarks: Vec<Vec<Remark>>,
}

impl Round {
    fn at(&self, unit: (usize, usize)) -> Option<(&Pair, &[Remark])> {
        let index = *self.index.get(&unit)?;
        let remarks = self.remarks.get(index).map_or(&[][..], Vec::as_slice);
        Some((self.statement.pairs().get(index)?, remarks))
    }
}

/// The statements in one language.
pub(super) struct Judging<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) documents: &'a [Document],
    pub(super) found: &'a [OfDocument],
    pub(super) target: &'a Locale,
    /// The place of the language in the report.
    pub(super) number: usize,
}

impl Judging<'_> {
    /// Asks the rules as `check --memory` does, of all statements together; where a unit
    /// has several translations, each is asked about among the first ones of the others.
    pub(super) fn judge(&self, keep: &mut Keep) -> Result<Judged, Error> {
        let units = self.found.iter().flat_map(|document| &document.units);
        let most = units.map(|unit| unit.shown.len()).max().unwrap_or_default();
        let threads = self.desk.threads()?;
        let mut judged = Judged {
            statements: self.found.iter().map(|found| self.tally(found)).collect(),
            ..Judged::default()
        };
        for number in 0..most {
            // One round at a time is held: each is as large as all statements may be.
            let round = threads.install(|| self.round(number));
            self.take(number, &round, &mut judged, keep);
        }
        Ok(judged)
    }

    /// A statement of which nothing is judged yet.
    fn tally(&self, found: &OfDocument) -> ReportTally {
        let translated = found.units.iter().filter(|unit| !unit.shown.is_empty());
        ReportTally {
            locale: self.target.to_string(),
            translated: translated.count(),
            ..ReportTally::default()
        }
    }

    /// Counts and offers what was found in a round.
    fn take(&self, number: usize, round: &Round, judged: &mut Judged, keep: &mut Keep) {
        for (at, found) in self.found.iter().enumerate() {
            for (unit, of_unit) in found.units.iter().enumerate() {
                let shown = of_unit.shown.get(number);
                let Some((shown, (pair, remarks))) = shown.zip(round.at((at, unit))) else {
                    continue;
                };
                let told = told(self.desk.standard, pair, remarks);
                judged.count((at, unit), pair, &told);
                let place = (at, unit, self.number, number);
                keep.offer(rank(&told), || kept(place, shown, pair, &told));
            }
        }
        keep.settle();
    }

    /// The translations of that number, with the first ones of all other units of the
    /// statements that have one.
    fn round(&self, number: usize) -> Round {
        let mut all = Vec::new();
        let mut index = BTreeMap::new();
        for (at, (document, found)) in self.documents.iter().zip(self.found).enumerate() {
            if !found.units.iter().any(|unit| unit.shown.len() > number) {
                continue;
            }
            let mut pairs = Vec::new();
            for (unit, pair) in self.pairs(document, found, number) {
                index.insert((at, unit), index.len());
                pairs.push(pair);
            }
            all.push(pairs);
        }
        let mut judged = Statement::of(all);
        if let Some(terminology) = self.desk.standard.terminology(self.target) {
            judged = judged.with_terms(terminology);
        }
        let mut remarks = vec![Vec::new(); judged.pairs().len()];
        for remark in statement(&judged, self.desk.standard.settings()) {
            if let Some(list) = remarks.get_mut(remark.unit) {
                list.push(remark);
            }
        }
        Round {
            statement: judged,
            index,
            remarks,
        }
    }
}

impl Judging<'_> {
    /// The units of a statement that have a translation, each with the one of that number
    /// or else its first.
    fn pairs(&self, document: &Document, found: &OfDocument, number: usize) -> Vec<(usize, Pair)> {
        let units = document.units().zip(&found.units).enumerate();
        let pairs = units.filter_map(|(unit, ((id, paragraph, segment), of_unit))| {
            let shown = of_unit.shown.get(number).or(of_unit.shown.first())?;
            let place = Place::file(&document.name);
            let pair = Pair::new(
                segment.content.clone(),
                shown.target.clone(),
                self.desk.project.source.clone(),
                self.target.clone(),
                place.line(paragraph.line, 1).unit(id),
            );
            Some((unit, pair))
        });
        pairs.collect()
    }
}

fn rank(told: &[Told<'_>]) -> Rank {
    let weight = |one: &Told<'_>| one.accepted.is_none().then_some(one.finding.severity);
    Rank::of(told.iter().map(weight))
}

impl Judged {
    fn count(&mut self, unit: (usize, usize), pair: &Pair, told: &[Told<'_>]) {
        let mut more = ReportTally::default();
        for one in told {
            if one.accepted.is_some() {
                more.accepted += 1;
                continue;
            }
            match one.finding.severity {
                Severity::Error => {
                    more.errors += 1;
                    self.faulty.insert(unit);
                }
                Severity::Warning => more.warnings += 1,
                Severity::Note => more.notes += 1,
            }
            self.ids.insert(one.id.clone());
        }
        if let Some(tally) = self.statements.get_mut(unit.0) {
            add(tally, &more);
        }
        if let Some(verdict) = pair.terms() {
            let hits = verdict.hits.iter().map(|hit| hit.concept.as_str());
            self.decisions(&hits.collect(), verdict, told);
        }
    }

    /// What became of the decisions in a translation whose source has these concepts.
    fn decisions(&mut self, asked: &BTreeSet<&str>, verdict: &Verdict, told: &[Told<'_>]) {
        let about = |wanted: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
            let open = told.iter().filter(|one| one.accepted.is_none());
            let about = open.filter(|one| wanted(&one.finding.code) && !one.concept.is_empty());
            about.map(|one| one.concept.to_owned()).collect()
        };
        let broken = about(&|code| NOT_KEPT.contains(&code));
        for concept in &broken {
            let usage = self.usage(concept);
            usage.not_kept += 1;
            usage.unasked += usize::from(!asked.contains(concept.as_str()));
        }
        for concept in about(&|code| code == "term::unsure").difference(&broken) {
            self.usage(concept).unsure += 1;
        }
        let found = verdict.found.iter().filter(|one| one.sure);
        let found = found.map(|one| (one.concept.as_str(), one.term.as_str()));
        let found: BTreeSet<(&str, &str)> = found.collect();
        for concept in asked {
            self.usage(concept).asked += 1;
        }
        for (concept, term) in found {
            if asked.contains(concept) {
                let counts = &mut self.usage(concept).renderings;
                *counts.entry(term.to_owned()).or_default() += 1;
            }
        }
    }

    fn usage(&mut self, concept: &str) -> &mut Usage {
        self.usage.entry(concept.to_owned()).or_default()
    }

    /// All statements together.
    pub(super) fn sum(&self) -> ReportTally {
        let mut sum = ReportTally::default();
        self.statements.iter().for_each(|one| add(&mut sum, one));
        sum
    }
}

/// Adds the numbers of another.
fn add(sum: &mut ReportTally, more: &ReportTally) {
    sum.translated += more.translated;
    sum.errors += more.errors;
    sum.warnings += more.warnings;
    sum.notes += more.notes;
    sum.accepted += more.accepted;
}
