//! How faults are found.

use crate::diag::Severity;
use crate::model::{Concept, Term, TermHit, Usage};

use super::{Fault, FaultKind, Rendering, Terminology, Unit, Verdict, is_unwanted};
use crate::glossary::{Answer, Finder, Occurrence};

/// Whether a source term can hardly mean another thing: a name, an acronym or
/// several words. A common word has many senses (a report, he reports), so that
/// its rendering may be another one with good reason.
fn is_name(term: &str) -> bool {
    term.contains(char::is_uppercase) || term.split_whitespace().count() > 1
}

impl Terminology {
    /// Looks how a source term is rendered.
    pub(super) fn render(&self, hit: &TermHit, unit: &Unit<'_>, verdict: &mut Verdict) {
        let Some(place) = self.places.get(&hit.concept).copied() else {
            return;
        };
        let usable = self.usable(place, hit.quoted);
        let Some(best) = usable.first() else {
            // Nothing is decided: nothing can be missing.
            return;
        };
        let own = unit.found.iter().filter(|one| one.concept == place);
        let own: Vec<&Occurrence> = own.collect();
        let right = own.iter().filter(|one| self.is_right(one, unit));
        if let Some(one) = right.clone().find(|one| one.doubt.is_none()) {
            verdict.renderings.extend(self.rendering(hit, one));
            return;
        }
        let binds = usable.iter().any(|term| term.binds());
        let mut fault = self.missing(place, best, binds, hit);
        let alone = self.alone(place, hit.quoted);
        if let Some(one) = right.clone().next() {
            fault.kind = FaultKind::Unsure;
            fault.span = Some(one.span);
            fault.nearest = Some(one.analysis.clone());
        } else if own.iter().any(|one| self.is_told(one)) || self.stands_in_another(&alone, unit) {
            return;
        } else {
            self.explain(&alone, hit, unit, &mut fault);
        }
        if fault.kind == FaultKind::Unsure {
            fault.weight = Severity::Note;
        }
        fault.words = fault.span.map(|span| unit.words(span));
        verdict.faults.push(fault);
    }

    fn rendering(&self, hit: &TermHit, one: &Occurrence) -> Option<Rendering> {
        let (_, term) = self.term(one)?;
        Some(Rendering {
            concept: hit.concept.clone(),
            source_term: hit.term.clone(),
            term: term.text.clone(),
        })
    }

    /// Whether an occurrence that is not right is told as a fault of its own.
    fn is_told(&self, one: &Occurrence) -> bool {
        let unwanted = self
            .term(one)
            .is_some_and(|(_, term)| is_unwanted(term.usage));
        self.is_foreign(one) || unwanted
    }

    fn missing(&self, place: usize, best: &Term, binds: bool, hit: &TermHit) -> Fault {
        let fault = self.fault(FaultKind::Missing, place, best, hit.quoted);
        let weight = if binds && is_name(&hit.term) {
            Severity::Error
        } else {
            fault.weight.min(Severity::Warning)
        };
        Fault {
            source_words: Some(hit.words.clone()),
            weight,
            ..fault
        }
    }

    /// What stands in the place of a term that is missing, if anything does.
    fn explain(&self, alone: &Finder, hit: &TermHit, unit: &Unit<'_>, fault: &mut Fault) {
        if let Some(one) = self.put_into_the_mouth(hit, unit) {
            fault.kind = FaultKind::AlteredQuotation;
            fault.span = Some(one.span);
        } else if let Answer::Unsure { span, nearest } = alone.nearest(unit.target) {
            fault.kind = FaultKind::Unsure;
            fault.span = Some(span);
            fault.nearest = Some(nearest);
        }
    }

    /// Whether the term stands inside a longer term of a concept that the
    /// source does not have: the translator wrote the longer name.
    fn stands_in_another(&self, finder: &Finder, unit: &Unit<'_>) -> bool {
        let alone = finder.find(unit.target);
        let mut sure = alone.iter().filter(|one| one.doubt.is_none());
        sure.any(|one| {
            let around = unit
                .found
                .iter()
                .filter(|other| other.span.0 <= one.span.0 && one.span.1 <= other.span.1);
            let mut concepts = around.filter_map(|other| self.concepts.get(other.concept));
            concepts.all(|concept| !unit.meant.contains(concept.id.as_str()))
        })
    }

    /// A term inside a quotation of the translation that the source has
    /// nowhere, where the source quotes another of the same field.
    fn put_into_the_mouth<'a>(&self, hit: &TermHit, unit: &'a Unit<'_>) -> Option<&'a Occurrence> {
        let field = &self.concepts.get(*self.places.get(&hit.concept)?)?.domain;
        unit.found.iter().filter(|_| hit.quoted).find(|one| {
            self.concepts.get(one.concept).is_some_and(|concept| {
                concept.domain == *field && !unit.meant.contains(concept.id.as_str())
            }) && unit.is_quoted(one.span)
        })
    }

    /// A finder of the usable terms of one concept.
    fn alone(&self, place: usize, quoted: bool) -> Finder {
        let terms = self.usable(place, quoted).into_iter();
        let concept = Concept {
            terms: terms.cloned().collect(),
            ..Concept::new("alone")
        };
        Finder::new(&[concept], &self.target)
    }

    /// What is wrong with a term that stands in the translation.
    pub(super) fn unwanted(&self, one: &Occurrence, unit: &Unit<'_>) -> Option<Fault> {
        let (concept, term) = self.term(one)?;
        let quoted = unit.is_quoted(one.span);
        let meant = unit.meant.contains(concept.id.as_str());
        let foreign = self.is_foreign(one);
        let kind = if foreign && meant {
            return self.other_profile(one, quoted, unit);
        } else if !foreign && is_unwanted(term.usage) && term.scope.covers(quoted) {
            if self.is_excused(one, quoted, unit) {
                return None;
            }
            match term.usage {
                Usage::Forbidden => FaultKind::Forbidden,
                _ => FaultKind::Deprecated,
            }
        } else if concept.guard && !meant && !is_unwanted(term.usage) {
            FaultKind::Guard
        } else {
            return None;
        };
        let mut fault = self.fault(kind, one.concept, term, quoted);
        fault.words = Some(unit.words(one.span));
        fault.span = Some(one.span);
        // A word in doubt, or of a concept that the source does not speak of,
        // may be an ordinary word.
        if one.doubt.is_some() || (!meant && kind != FaultKind::Guard) {
            fault.weight = fault.weight.min(Severity::Warning);
        }
        Some(fault)
    }

    /// A term of another house, where this house decided otherwise.
    fn other_profile(&self, one: &Occurrence, quoted: bool, unit: &Unit<'_>) -> Option<Fault> {
        let best = *self.usable(one.concept, quoted).first()?;
        let mut own = unit
            .found
            .iter()
            .filter(|other| other.concept == one.concept);
        if own.any(|other| self.is_right(other, unit)) {
            return None;
        }
        // It weighs as the decision of this house, not as that of the other.
        Some(Fault {
            words: Some(unit.words(one.span)),
            span: Some(one.span),
            ..self.fault(FaultKind::OtherProfile, one.concept, best, quoted)
        })
    }

    /// Whether words that nobody should meet are right all the same: they are
    /// a term of another concept that the source has, or those of a speaker.
    fn is_excused(&self, one: &Occurrence, quoted: bool, unit: &Unit<'_>) -> bool {
        let twin = unit.found.iter().any(|other| {
            other.span == one.span
                && other.concept != one.concept
                && self.is_right(other, unit)
                && self
                    .concepts
                    .get(other.concept)
                    .is_some_and(|concept| unit.meant.contains(concept.id.as_str()))
        });
        // What a speaker said is a matter of the source. A rendering of it that the desk
        // never wants is the translator's, also inside of quotation marks.
        let never = self
            .term(one)
            .is_some_and(|(_, term)| term.usage == Usage::Forbidden);
        let spoken = quoted
            && !never
            && unit
                .hits
                .iter()
                .any(|hit| hit.quoted && self.places.get(&hit.concept) == Some(&one.concept));
        twin || spoken
    }

    fn fault(&self, kind: FaultKind, place: usize, term: &Term, quoted: bool) -> Fault {
        let concept = self.concepts.get(place);
        let reasons = concept.map(|concept| [&concept.decision, &concept.note, &term.note]);
        let reasons = reasons
            .into_iter()
            .flatten()
            .filter(|reason| !reason.is_empty());
        let usable = self.usable(place, quoted);
        Fault {
            kind,
            concept: concept
                .map(|concept| concept.id.clone())
                .unwrap_or_default(),
            source_words: None,
            words: None,
            span: None,
            instead: usable.iter().map(|term| term.text.clone()).collect(),
            whose: usable
                .first()
                .map_or_else(|| term.whose(), |term| term.whose()),
            reason: reasons.cloned().collect::<Vec<String>>().join("; "),
            nearest: None,
            weight: term.weight(),
        }
    }
}
