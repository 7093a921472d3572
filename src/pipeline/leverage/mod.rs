//! What the memory knows about each segment of a document.
//!
//! In-context before exact before fuzzy. Translations that disagree are never
//! filled in: all are shown. One that goes against the glossary is never filled in
//! either (`terms`); one that is right stands before it. Nothing crosses from one locale or script to
//! another, because the memory is asked for one locale only.

pub mod fragments;
pub mod lookup;
pub(super) mod passages;
pub mod penalty;
mod repaired;
mod shelf;
mod similar;
pub(super) mod terms;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::memory::{self, Hit, same_content};
use crate::model::{
    Band, Content, Context, Document, Locale, Match, MatchKind, Prefill, State, Variant,
};
use crate::text::key::MatchKey;
use crate::text::normalise::nfc;

use super::Desk;
use lookup::{Ranking, Wanted, pair_score, top};
pub use shelf::{Held, Look, Shelf};
pub use similar::{Similar, similar, wanted};

use penalty::{Cause, Penalty, all_penalties, penalties, sum};
use terms::Faults;

/// What reviewers remarked on a translation, for those who read it next.
pub(in crate::pipeline) fn remarks(variant: &Variant) -> Vec<String> {
    let said = variant.extra.iter().flat_map(|extra| extra.remarks());
    said.map(|text| format!("A reviewer remarked: {text}"))
        .collect()
}

/// Why a translation of this very text is not filled in.
const LACKS_CODES: &str =
    "The memory has a translation of this sentence without its inline codes (tags).";

/// How many suggestions go with a segment at most.
const MATCHES: usize = 3;

/// The score of a translation of this very text that goes against the glossary.
const WRONG_TERM: u8 = 99;

/// What the memory offers for one segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leverage {
    /// The band it is counted in.
    pub band: Band,
    /// The translation to fill in, when the memory is sure.
    pub prefill: Option<Prefill>,
    /// Suggestions, best first.
    pub matches: Vec<Match>,
    /// Whether the memory holds several equal matches that disagree.
    pub disagree: bool,
    /// The identities of the variants the memory holds for this very place.
    pub held: Vec<String>,
    /// Whether the memory holds any translation of this very text and codes, be it one
    /// that may not be filled in.
    pub known: bool,
    /// Why a translation was not filled in, although it is one of this very text; or what
    /// reviewers remarked on the one that was.
    pub notes: Vec<String>,
}

/// Texts that stood earlier in the same work, each in one spelling of all that are the
/// same (`memory::same_content`).
pub type Seen = BTreeSet<Content>;

/// The spelling of a text in [`Seen`].
pub fn spelling(content: &Content) -> Content {
    content.map_text(nfc).without_data()
}

/// The segments around each unit of a document, as plain text.
pub fn contexts(document: &Document) -> Vec<Context> {
    let texts: Vec<String> = document
        .units()
        .map(|(_, _, segment)| segment.content.plain())
        .collect();
    (0..texts.len())
        .map(|index| Context {
            previous: index.checked_sub(1).and_then(|at| texts.get(at)).cloned(),
            next: texts.get(index + 1).cloned(),
        })
        .collect()
}

/// Looks up every unit of a document for one locale, in order. A text that is in
/// `seen` and that the memory does not know is a repetition.
pub fn leverage<S: Shelf + ?Sized>(
    desk: &Desk<'_>,
    shelf: &S,
    document: &Document,
    similar: &Similar,
    target: &Locale,
    seen: &mut Seen,
) -> Result<Vec<Leverage>, memory::Error> {
    let contexts = contexts(document);
    let look_ups = document.units().zip(&contexts);
    let look_ups = look_ups.map(|((_, paragraph, segment), context)| LookUp {
        shelf,
        desk,
        source: &segment.content,
        context,
        target,
        translate: paragraph.translate,
    });
    let look_ups: Vec<LookUp<'_, S>> = look_ups.collect();
    let equal = look_ups.iter().map(LookUp::equal);
    let equal: Vec<Vec<Variant>> = equal.collect::<Result<_, _>>()?;
    let fillable = look_ups.iter().zip(&equal);
    let fillable = fillable.map(|(look_up, equal)| look_up.fillable(equal));
    let fillable: Vec<Vec<&Variant>> = fillable.collect();
    let source = &desk.project.source;
    let faults = terms::faults(desk.standard, source, target, document, &fillable);
    let mut all = Vec::with_capacity(contexts.len());
    for ((look_up, equal), faults) in look_ups.iter().zip(&equal).zip(&faults) {
        let mut found = look_up.leverage(similar, equal, faults)?;
        if !seen.insert(spelling(look_up.source)) {
            found.band = found.band.min(Band::Repetition);
        }
        all.push(found);
    }
    Ok(all)
}

/// One segment and where to look.
struct LookUp<'a, S: ?Sized> {
    shelf: &'a S,
    desk: &'a Desk<'a>,
    source: &'a Content,
    context: &'a Context,
    target: &'a Locale,
    /// Whether it is for translation: only then anything is filled in.
    translate: bool,
}

impl<S: Shelf + ?Sized> LookUp<'_, S> {
    fn leverage(
        &self,
        similar: &Similar,
        equal: &[Variant],
        faults: &Faults,
    ) -> Result<Leverage, memory::Error> {
        let is_here = |variant: &&Variant| variant.contexts.contains(self.context);
        let (wrong, right): (Vec<&Variant>, Vec<&Variant>) = equal.iter().partition(|variant| {
            faults.contains_key(&variant.identity()) || self.lacks_codes(variant)
        });
        let (kind, best) = nearest(right, |variant| is_here(&variant));
        let (disagree, settled) = verdict(&best);
        let mut matches: Vec<Match> = best
            .iter()
            .map(|variant| self.offer(kind, 100, variant))
            .collect();
        matches.sort_by(Match::cmp_best_first);
        let first = matches.first().cloned();
        let first = first.filter(|found| settled && found.kind == kind);
        let prefill = first.map(prefill);
        let mut notes;
        if let Some(sure) = &prefill {
            let own = equal.iter().find(|one| one.identity() == sure.variant);
            notes = own.map(remarks).unwrap_or_default();
            // The same words again are no other suggestion.
            matches.retain(|found| found.target != sure.content);
        } else {
            notes = self.notes(faults, &wrong);
            let wrong = wrong.iter().map(|one| self.offer_wrong(one, faults));
            matches.extend(wrong);
            matches.extend(self.fuzzy(similar)?);
            rank(&mut matches, self.desk.project.threshold);
            notes.extend(repaired::offer(&mut matches, self));
            notes.extend(self.fragments(similar, matches.first())?);
        }
        Ok(Leverage {
            band: band(prefill.as_ref(), matches.first(), disagree),
            prefill,
            matches,
            disagree,
            held: names(equal.iter().filter(is_here)),
            known: !equal.is_empty(),
            notes,
        })
    }

    /// What is known of parts of the text, where nothing resembles all of it.
    fn fragments(
        &self,
        similar: &Similar,
        best: Option<&Match>,
    ) -> Result<Vec<String>, memory::Error> {
        let lacks = best.is_none_or(|best| best.score < fragments::ENOUGH);
        let found = similar.found.get(self.source).filter(|_| lacks);
        match found.and_then(|found| found.runs.get(self.target)) {
            Some(runs) => fragments::notes(self.shelf, self.source, runs, self.target),
            None => Ok(Vec::new()),
        }
    }

    /// Whether a translation has other inline codes than this source: somebody took it
    /// all the same, but it cannot be put into a document.
    fn lacks_codes(&self, variant: &Variant) -> bool {
        variant.target.code_multiset() != self.source.code_multiset()
    }

    /// Why a translation of this very text is not filled in.
    fn notes(&self, faults: &Faults, wrong: &[&Variant]) -> Vec<String> {
        let mut notes = self::notes(faults);
        if wrong.iter().any(|variant| self.lacks_codes(variant)) {
            notes.push(LACKS_CODES.to_owned());
        }
        notes
    }

    /// The equal variants that may be filled in if their terms are right: those
    /// that lose no point.
    fn fillable<'v>(&self, equal: &'v [Variant]) -> Vec<&'v Variant> {
        let mut sure: Vec<(Match, &Variant)> = equal
            .iter()
            .filter(|_| self.translate)
            .map(|variant| (self.offer(MatchKind::Exact, 100, variant), variant))
            .filter(|(found, _)| found.kind == MatchKind::Exact)
            .collect();
        sure.sort_by(|(one, _), (other, _)| one.cmp_best_first(other));
        sure.into_iter().map(|(_, variant)| variant).collect()
    }

    /// The variants of the very same text and codes.
    fn equal(&self) -> Result<Vec<Variant>, memory::Error> {
        let key = MatchKey::of_content(self.source, &self.desk.project.source);
        let mut found = self.shelf.equal(key, self.target)?;
        found.retain(|variant| {
            variant.state > State::Initial && same_content(&variant.source, self.source)
        });
        Ok(found)
    }

    /// Variants of similar texts, and of equal words with other marks.
    fn fuzzy(&self, similar: &Similar) -> Result<Vec<Match>, memory::Error> {
        let Some(found) = similar.found.get(self.source) else {
            return Ok(Vec::new());
        };
        let wanted = Wanted {
            query: self.source,
            target: self.target,
            minimum: self.desk.project.threshold,
            limit: MATCHES,
            distinct: true,
        };
        let index = similar.index.as_ref().map(|index| index as &dyn Ranking);
        let first = Some((found.hits.as_slice(), lookup::FIRST));
        top(index, first, wanted, |hit| self.resembling(hit))
    }

    /// What the variants of a source that resembles this one offer.
    fn resembling(&self, hit: Hit) -> Result<Vec<Match>, memory::Error> {
        let mut variants = self.shelf.of_source(hit.source, self.target)?;
        variants.retain(|variant| {
            variant.state > State::Initial && !same_content(&variant.source, self.source)
        });
        let offer = |variant: &Variant| {
            let score = pair_score(hit, self.source, &variant.source);
            let lost = all_penalties(self.desk, variant);
            offer(MatchKind::Fuzzy, score, variant, &lost)
        };
        Ok(variants.iter().map(offer).collect())
    }

    /// A match whose terms are wrong: it is there to be corrected, and never exact.
    fn offer_wrong(&self, variant: &Variant, faults: &Faults) -> Match {
        let mut lost = penalties(self.desk, variant);
        if faults.contains_key(&variant.identity()) {
            lost.push(Penalty {
                cause: Cause::TermError,
                points: self.desk.project.penalties.term_error,
            });
        }
        offer(MatchKind::Fuzzy, WRONG_TERM, variant, &lost)
    }

    /// A match, less the points that the project takes off.
    fn offer(&self, kind: MatchKind, score: u8, variant: &Variant) -> Match {
        let lost = penalties(self.desk, variant);
        if lost.is_empty() {
            return offer(kind, score, variant, &lost);
        }
        // It is not filled in, so that nobody has judged its terms yet.
        offer(kind, score, variant, &all_penalties(self.desk, variant))
    }
}

/// A match, less some points: one that lost a point is exact no more.
pub(super) fn offer(kind: MatchKind, score: u8, variant: &Variant, lost: &[Penalty]) -> Match {
    let lost = sum(lost);
    Match {
        kind: if lost > 0 { MatchKind::Fuzzy } else { kind },
        score: score.saturating_sub(lost),
        source: variant.source.clone(),
        target: variant.target.clone(),
        state: variant.state,
        origin: variant.origin.clone(),
        day: penalty::made_on(variant).to_owned(),
        variant: variant.identity(),
    }
}

/// The variants of this place, or, where there is none, those of all places.
fn nearest(right: Vec<&Variant>, is_here: impl Fn(&Variant) -> bool) -> (MatchKind, Vec<&Variant>) {
    if right.iter().any(|variant| is_here(variant)) {
        let here = right.into_iter().filter(|variant| is_here(variant));
        (MatchKind::InContext, here.collect())
    } else {
        (MatchKind::Exact, right)
    }
}

fn names<'v>(variants: impl Iterator<Item = &'v Variant>) -> Vec<String> {
    variants.map(Variant::identity).collect()
}

/// What is told of translations that go against the glossary, each thing once.
fn notes(faults: &Faults) -> Vec<String> {
    let notes: BTreeSet<String> = faults.values().flatten().map(terms::note).collect();
    notes.into_iter().collect()
}

/// Whether equal matches disagree, and whether one may be filled in all the
/// same: a reviewed translation stands against those that nobody has reviewed,
/// which are shown beside it.
fn verdict(best: &[&Variant]) -> (bool, bool) {
    let worth = best.iter().map(|variant| variant.state).max();
    let targets = |only: Option<State>| -> usize {
        let counted = best
            .iter()
            .filter(|v| only.is_none() || only == Some(v.state));
        counted
            .map(|variant| &variant.target)
            .collect::<BTreeSet<_>>()
            .len()
    };
    let disagree = targets(None) > 1;
    let reviewed = worth.is_some_and(|state| state > State::Translated);
    (disagree, !disagree || (reviewed && targets(worth) == 1))
}

/// Translations that disagree are work for a person, whatever they score.
fn band(sure: Option<&Prefill>, best: Option<&Match>, disagree: bool) -> Band {
    match (sure, best) {
        (Some(sure), _) => Band::of(sure.kind, 100),
        (None, Some(_)) if disagree => Band::From95,
        (None, Some(best)) => Band::of(best.kind, best.score),
        (None, None) => Band::New,
    }
}

fn prefill(sure: Match) -> Prefill {
    Prefill {
        content: sure.target,
        state: sure.state,
        kind: sure.kind,
        variant: sure.variant,
    }
}

/// Best first, one suggestion for each different translation.
fn rank(matches: &mut Vec<Match>, threshold: u8) {
    matches.retain(|found| found.score >= threshold);
    matches.sort_by(Match::cmp_best_first);
    let mut targets = BTreeSet::new();
    matches.retain(|found| targets.insert(found.target.clone()));
    matches.truncate(MATCHES);
}
