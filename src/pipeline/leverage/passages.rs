//! What stored passages offer a segment that quotes them: a note with the stored
//! translations, and the translation itself where whole sentences survive.
//!
//! Sentences of a passage and of its translation belong together only where both have
//! as many, line by line. A translation is filled in by itself only when the segment is
//! word by word and mark by mark whole sentences of the passage, somebody answers for
//! the translation, no other contradicts it, and its terms are right. Whoever speaks a
//! language of another order of words has to see the whole: nothing is cut out of a
//! translated sentence.

mod aligned;

use std::ops::Range;

use crate::model::{
    Band, Content, Document, Locale, Match, MatchKind, Origin, OriginKind, Passage, PassageVersion,
    Prefill, State, Variant,
};
use crate::passage::{Survival, Verdict, Wording};
use crate::pipeline::Desk;
use crate::pipeline::passages::Survey;
use crate::pipeline::passages::told::changes;
use crate::pipeline::passages::trace::{Source, Trail};
use crate::text::fold::fold;

use super::Leverage;
use super::terms::is_right;
use aligned::{Pair, Segmenters, bare, has_words, is_all, marked};

/// What passages offer one segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pipeline) struct Offer {
    /// What is told of each passage that it quotes.
    notes: Vec<String>,
    /// Translations of whole sentences, the best status first.
    found: Vec<Match>,
    /// Whether the first of them may be filled in.
    sure: bool,
}

impl Offer {
    /// All of it as a text, which changes when the offer does.
    pub(in crate::pipeline) fn told(&self) -> String {
        let found = self.found.iter();
        let found = found.map(|one| format!("{} {} {}", one.score, one.variant, one.target));
        let lines: Vec<String> = self.notes.iter().cloned().chain(found).collect();
        format!("{}\n{}", lines.join("\n"), self.sure)
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
    for trail in trails {
        let Some(quoted) = Quoted::of(survey, trail) else {
            continue;
        };
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

/// Adds what passages offer to what the memory knows. What the memory would fill in
/// stays.
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
        found.notes.extend(offer.notes);
        if found.prefill.is_some() || found.disagree {
            continue;
        }
        if let Some(first) = offer.found.first().filter(|_| offer.sure && fills) {
            found.prefill = Some(Prefill {
                content: first.target.clone(),
                state: first.state,
                kind: MatchKind::Passage,
                variant: first.variant.clone(),
            });
            found.band = Band::of(MatchKind::Passage, first.score);
            let filled = first.target.clone();
            found.matches.retain(|one| one.target != filled);
            continue;
        }
        for one in offer.found {
            if found.matches.iter().all(|other| other.target != one.target) {
                found.matches.push(one);
            }
        }
        found.matches.sort_by(Match::cmp_best_first);
        // One that was repaired is beyond the number.
        let repaired = found
            .matches
            .iter()
            .any(|one| one.kind == MatchKind::Repaired);
        found
            .matches
            .truncate(super::MATCHES + usize::from(repaired));
        if let Some(best) = found.matches.first() {
            found.band = found.band.min(Band::of(best.kind, best.score.min(99)));
        }
    }
}

/// A quotation of a passage.
struct Quoted<'a> {
    passage: &'a Passage,
    source: &'a Source,
    wording: &'a Wording,
    /// Its paragraphs by place in the document, and the bytes there.
    stretches: Vec<(usize, Range<usize>)>,
    line: String,
}

impl<'a> Quoted<'a> {
    /// None if its source is no passage.
    fn of(survey: &'a Survey, trail: &'a Trail) -> Option<Quoted<'a>> {
        let source = trail.source.as_ref()?;
        let (passage, wording) = survey.corpus.passage(source.text)?;
        let (_, quote) = survey.corpus.quote(trail.release, trail.quote)?;
        let stretches = quote.utterance.stretches.iter();
        let verdicts = source.tracing.verdicts();
        let mut words: Vec<&str> = verdicts.iter().map(|one| one.as_str()).collect();
        let altered = changes(&source.tracing, &passage.text, &quote.utterance.text);
        let altered = altered.into_iter().filter(|one| one.is_altered());
        let altered: Vec<String> = altered.map(|one| one.to_string()).collect();
        let told = format!("altered ({})", altered.join("; "));
        for word in &mut words {
            if *word == Verdict::Altered.as_str() {
                *word = &told;
            }
        }
        let mut line = format!("Part of the passage {}", passage.id());
        let origin = passage.origin.line();
        if !origin.is_empty() {
            line.push_str(&format!(" ({origin})"));
        }
        line.push_str(&format!("; the quotation is {}.", words.join(", ")));
        if !passage.origin.note.is_empty() {
            line.push_str(&format!(" Remark: {}", passage.origin.note));
        }
        Some(Quoted {
            passage,
            source,
            wording,
            stretches: stretches
                .map(|one| (one.paragraph, one.place.bytes.clone()))
                .collect(),
            line,
        })
    }
}

struct Offering<'a> {
    desk: &'a Desk<'a>,
    target: &'a Locale,
    segmenters: Segmenters,
}

impl Offering<'_> {
    /// Tells every unit that the quotation touches of its passage.
    fn tell(&self, quoted: &Quoted<'_>, document: &Document, offers: &mut [Offer]) {
        let versions = quoted.passage.current(self.target);
        let aligned: Vec<(&PassageVersion, Vec<Pair>)> = versions
            .into_iter()
            .map(|version| (version, self.segmenters.aligned(quoted, version)))
            .collect();
        let note = self.note(quoted, &aligned);
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
                let here = quoted.stretches.iter().filter(|(at, _)| *at == index);
                let parts: Vec<Range<usize>> = here
                    .map(|(_, bytes)| bytes.start.max(start)..bytes.end.min(end))
                    .filter(|part| part.start < part.end)
                    .map(|part| part.start - start..part.end - start)
                    .filter(|part| has_words(&text, part.clone()))
                    .collect();
                if parts.is_empty() || offer.notes.contains(&note) {
                    continue;
                }
                offer.notes.push(note.clone());
                if let [part] = parts.as_slice()
                    && is_all(&text, part)
                    && !segment.content.has_codes()
                {
                    self.offer(quoted, &segment.content, &aligned, offer);
                }
            }
        }
    }

    /// What is told of the passage, with its translations.
    fn note(&self, quoted: &Quoted<'_>, aligned: &[(&PassageVersion, Vec<Pair>)]) -> String {
        let mut lines = vec![quoted.line.clone()];
        if aligned.is_empty() {
            lines.push(format!(
                "No translation of it into {} is stored.",
                self.target
            ));
        }
        for (version, pairs) in aligned {
            let mut from = version.status.to_string();
            if !version.citation.is_empty() {
                from.push_str(", ");
                from.push_str(&version.citation);
            }
            let (text, marked) = marked(&version.text, pairs);
            let how = match marked {
                true => " (⟦ ⟧: sentences that survive whole)",
                false => " (no sentence is known to survive whole)",
            };
            lines.push(format!("Stored translation, {from}{how}: {text}"));
        }
        if aligned.len() > 1 {
            lines.push("These translations disagree; none is filled in.".to_owned());
        }
        lines.join("\n")
    }

    /// Offers the translation of a segment that is whole sentences of the passage.
    fn offer(
        &self,
        quoted: &Quoted<'_>,
        content: &Content,
        aligned: &[(&PassageVersion, Vec<Pair>)],
        offer: &mut Offer,
    ) {
        for (version, pairs) in aligned {
            let Some((source, target, exact)) = self.run(quoted, &content.plain(), version, pairs)
            else {
                continue;
            };
            let settled = version.status.is_settled();
            let mut score: u8 = if exact { 100 } else { 99 };
            if !settled {
                score = score.saturating_sub(self.desk.project.penalties.unreviewed.max(1));
            }
            let one = Match {
                kind: MatchKind::Passage,
                score,
                source: Content::text(source),
                target: Content::text(target),
                state: State::Translated,
                origin: Origin {
                    kind: OriginKind::Passage,
                    file: quoted.passage.origin.document.clone(),
                    export: None,
                    unit: None,
                },
                day: version.added.clone(),
                variant: format!("passage:{}:{}", quoted.passage.id(), version.status),
            };
            offer.sure = aligned.len() == 1 && exact && settled && self.is_right(content, &one);
            offer.found.push(one);
        }
    }

    /// The sentences of the passage that a segment is, their translation, and whether
    /// they are the same mark by mark.
    fn run(
        &self,
        quoted: &Quoted<'_>,
        segment: &str,
        version: &PassageVersion,
        pairs: &[Pair],
    ) -> Option<(String, String, bool)> {
        let locale = &self.desk.project.source;
        let (wanted, within) = (fold(segment.trim(), locale), bare(segment, locale));
        for first in 0..pairs.len() {
            let run = pairs.iter().skip(first);
            let run = run.take_while(|pair| pair.survival == Survival::Whole);
            let (mut ends, mut start) = (None, None);
            for pair in run {
                let from = *start.get_or_insert((pair.source.start, pair.target.start));
                let source = quoted.passage.text.get(from.0..pair.source.end)?;
                if source.contains('\n') || source.len() > segment.len().saturating_mul(2) {
                    break;
                }
                if bare(source, locale) == within {
                    ends = Some((source, version.text.get(from.1..pair.target.end)?));
                    break;
                }
            }
            if let Some((source, target)) = ends {
                let exact = fold(source, locale) == wanted;
                return Some((source.to_owned(), target.to_owned(), exact));
            }
        }
        None
    }

    fn is_right(&self, content: &Content, one: &Match) -> bool {
        let variant = Variant {
            source_locale: self.desk.project.source.clone(),
            source: content.clone(),
            locale: self.target.clone(),
            target: one.target.clone(),
            state: one.state,
            origin: one.origin.clone(),
            contexts: Vec::new(),
            added: String::new(),
            by: None,
            superseded: false,
            marks: Default::default(),
            extra: None,
        };
        is_right(self.desk.standard, &variant)
    }
}
