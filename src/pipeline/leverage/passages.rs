//! What stored passages offer a segment that quotes them: a note with the stored
//! translations, and the translation itself where whole sentences survive.
//!
//! Sentences of a passage and of its translation are paired where both have as many,
//! line by line. That is enough for a suggestion, and not for more: a translator may
//! make one sentence of two and two of the next. A translation is filled in by itself
//! only when the segment is word by word and mark by mark all of the passage, or a line
//! of it that is one sentence on both sides; somebody answers for the translation, no
//! other contradicts it, its terms and numbers are right, and the memory has none. Whoever
//! speaks a language of another order of words has to see the whole: nothing is cut out
//! of a translated sentence.

mod aligned;
mod judge;
mod quoted;

use std::ops::Range;

use crate::model::{
    Band, Content, Document, Locale, Match, MatchKind, Origin, OriginKind, Passage, PassageVersion,
    Prefill, State,
};
use crate::pipeline::Desk;
use crate::pipeline::passages::Survey;

use super::Leverage;
use aligned::{Pair, Run, Segmenters, bare, has_words, is_all, run};
use quoted::Quoted;

/// Why none of several translations is filled in.
const DISAGREE: &str =
    "The stored translations of this text do not say the same; none is filled in.";

/// A suggestion that nobody has to look at again would be 100: what a person decides on
/// is less.
const SUGGESTED: u8 = 99;

/// What passages offer one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pipeline) struct Offer {
    /// What is told of each passage that it quotes.
    notes: Vec<String>,
    /// Translations of whole sentences, in the order of the quotations and passages.
    found: Vec<Offered>,
}

/// A translation of whole sentences of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Offered {
    found: Match,
    /// Its words, without the marks around them and at the end.
    words: String,
    /// Whether somebody answers for it.
    settled: bool,
    /// Whether the segment has the same marks as the passage.
    exact: bool,
    /// Whether it may be filled in if no other contradicts it.
    sure: bool,
    /// Why it may not, where that is not in the note on the passage.
    reasons: Vec<String>,
}

impl Offer {
    /// All of it as a text, which changes when the offer does.
    pub(in crate::pipeline) fn told(&self) -> String {
        let mut told = self.notes.join("\n");
        for Offered { found, sure, .. } in &self.found {
            let (score, variant) = (found.score, &found.variant);
            told.push_str(&format!("\n{score} {variant} {} {sure}", found.target));
        }
        for reason in self.reasons() {
            told.push_str(&format!("\n{reason}"));
        }
        told
    }

    /// The translation to fill in: that on which all agree for which anybody answers.
    fn filled(&self) -> Option<&Match> {
        let first = self.found.iter().find(|one| one.sure)?;
        let mut settled = self.found.iter().filter(|one| one.settled);
        let agree = settled.all(|one| {
            one.words == first.words && (!one.exact || one.found.target == first.found.target)
        });
        agree.then_some(&first.found)
    }

    /// Why nothing is filled in, each reason once.
    fn reasons(&self) -> Vec<String> {
        let all = self
            .found
            .iter()
            .flat_map(|one| one.reasons.iter().cloned());
        let mut reasons: Vec<String> = Vec::new();
        let disagree = self.found.iter().any(|one| one.sure) && self.filled().is_none();
        for reason in all.chain(disagree.then(|| DISAGREE.to_owned())) {
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons
    }
}

/// What the passages offer each unit of a document, in order; of a document that quotes
/// none, nothing at all.
pub(in crate::pipeline) fn offers(
    desk: &Desk<'_>,
    survey: &Survey,
    document: &Document,
    target: &Locale,
) -> Vec<Offer> {
    let trails = survey.trails_of(&document.name);
    let mut offering = None;
    let mut offers = Vec::new();
    for quoted in trails.iter().flat_map(|trail| Quoted::all(survey, trail)) {
        let offering = offering.get_or_insert_with(|| Offering {
            desk,
            target,
            segmenters: Segmenters::of(&desk.project.source, target),
        });
        if offers.is_empty() {
            offers.resize(document.units().count(), Offer::default());
        }
        offering.tell(&quoted, document, &mut offers);
    }
    offers
}

/// Adds what passages offer to what the memory knows. Where the memory has a translation
/// of the unit, whatever is to be said of it, nothing is filled in over it.
pub(in crate::pipeline) fn apply(
    found: &mut [Leverage],
    offers: Vec<Offer>,
    document: &Document,
    fills: bool,
) {
    for ((found, offer), (_, paragraph, _)) in found.iter_mut().zip(offers).zip(document.units()) {
        if !paragraph.translate {
            continue;
        }
        found.notes.extend(offer.notes.iter().cloned());
        if found.prefill.is_some() || found.disagree {
            continue;
        }
        match offer.filled().filter(|_| fills && !found.known) {
            Some(first) => {
                found.band = Band::of(MatchKind::Passage, 100);
                found.prefill = Some(Prefill {
                    content: first.target.clone(),
                    state: first.state,
                    kind: MatchKind::Passage,
                    variant: first.variant.clone(),
                });
            }
            None => found.notes.extend(offer.reasons()),
        }
        suggest(found, offer);
    }
}

/// Adds the translations that are not filled in to the suggestions.
fn suggest(found: &mut Leverage, offer: Offer) {
    let filled = found.prefill.as_ref().map(|one| one.content.clone());
    // The same words again are no other suggestion.
    found
        .matches
        .retain(|one| filled.as_ref() != Some(&one.target));
    for Offered { found: one, .. } in offer.found {
        let known = found.matches.iter().any(|held| held.target == one.target);
        if !known && filled.as_ref() != Some(&one.target) {
            found.matches.push(one);
        }
    }
    found.matches.sort_by(Match::cmp_best_first);
    // One that was repaired is beyond the number.
    let repaired = |one: &Match| one.kind == MatchKind::Repaired;
    let repaired = found.matches.iter().any(repaired);
    let most = super::MATCHES + usize::from(repaired);
    found.matches.truncate(most);
    if let Some(best) = found.matches.first().filter(|_| filled.is_none()) {
        let score = best.score.min(SUGGESTED);
        found.band = found.band.min(Band::of(best.kind, score));
    }
}

/// A translation of a passage with the sentences that belong together.
type Aligned<'a> = (&'a PassageVersion, Vec<Pair>);

struct Offering<'a> {
    desk: &'a Desk<'a>,
    target: &'a Locale,
    segmenters: Segmenters,
}

impl Offering<'_> {
    /// Tells every unit that the quotation touches of its passage.
    fn tell(&self, quoted: &Quoted<'_>, document: &Document, offers: &mut [Offer]) {
        let versions = quoted.passage.current(self.target);
        let aligned: Vec<Aligned<'_>> = versions
            .into_iter()
            .map(|version| (version, self.segmenters.aligned(quoted, version)))
            .collect();
        let mut offers = offers.iter_mut();
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            let mut end = 0;
            for segment in &paragraph.segments {
                let Some(offer) = offers.next() else {
                    return;
                };
                let text = segment.content.plain();
                let start = end + segment.before.len();
                end = start + text.len();
                let parts: Vec<Range<usize>> = quoted.parts(index, start..end).collect();
                let within = |part: &Range<usize>| part.start - start..part.end - start;
                let mut said = parts.iter().map(within);
                let said: Vec<Range<usize>> = said
                    .by_ref()
                    .filter(|part| has_words(&text, part.clone()))
                    .collect();
                if said.is_empty() {
                    continue;
                }
                let note = quoted.note(&aligned, &quoted.sources(index, &parts), self.target);
                if offer.notes.contains(&note) {
                    continue;
                }
                offer.notes.push(note);
                if let [part] = said.as_slice()
                    && is_all(&text, part)
                    && !segment.content.has_codes()
                {
                    self.offer(quoted, &segment.content, &aligned, offer);
                }
            }
        }
    }

    /// Offers the translation of a segment that is whole sentences of the passage.
    fn offer(
        &self,
        quoted: &Quoted<'_>,
        content: &Content,
        aligned: &[Aligned<'_>],
        offer: &mut Offer,
    ) {
        let source = &self.desk.project.source;
        for (version, pairs) in aligned {
            let Some(run) = run(quoted, &content.plain(), version, pairs, source) else {
                continue;
            };
            let settled = version.status.is_settled();
            let found = self.found(quoted.passage, version, &run);
            let may_be = aligned.len() == 1 && run.exact && run.whole && settled;
            let reasons = match may_be {
                true => judge::reasons(self.desk, self.target, content, &found),
                false => Vec::new(),
            };
            offer.found.push(Offered {
                words: bare(&run.target, self.target),
                settled,
                exact: run.exact,
                sure: may_be && reasons.is_empty(),
                reasons,
                found,
            });
        }
    }

    /// The suggestion; a draft has the points of unreviewed translations less.
    fn found(&self, passage: &Passage, version: &PassageVersion, run: &Run) -> Match {
        let lost = self.desk.project.penalties.unreviewed.max(1);
        Match {
            kind: MatchKind::Passage,
            score: match version.status.is_settled() {
                true => SUGGESTED,
                false => SUGGESTED.saturating_sub(lost),
            },
            source: Content::text(&run.source),
            target: Content::text(&run.target),
            state: State::Translated,
            origin: Origin {
                kind: OriginKind::Passage,
                file: passage.origin.document.clone(),
                export: None,
                unit: None,
            },
            day: version.added.clone(),
            variant: format!("passage:{}:{}", passage.id(), version.status),
        }
    }
}
