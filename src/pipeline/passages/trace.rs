//! Where every quotation of a statement comes from.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{Locale, Span};
use crate::passage::{Runs, Standing, Traced, Tracing, Wording, compare, group, sources};
use crate::pipeline::{Desk, Error};

use super::corpus::{Corpus, TextOf, passage_wording};
use super::release::{Quote, Release};

/// A source is taken for its kind, be it only so good: a passage that has nine of ten
/// words which an earlier statement has is the source all the same.
const AS_GOOD: (usize, usize) = (9, 10);

/// Where a quotation comes from, the best kind first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A passage.
    Passage,
    /// A quotation of an earlier statement.
    EarlierQuotation,
    /// A paragraph of an earlier statement.
    EarlierParagraph,
    /// An earlier version of the same statement.
    EarlierVersion,
    /// The same statement.
    Same,
}

impl Kind {
    /// The word used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Passage => "passage",
            Kind::EarlierQuotation => "earlier-quotation",
            Kind::EarlierParagraph => "earlier-paragraph",
            Kind::EarlierVersion => "earlier-version",
            Kind::Same => "same-statement",
        }
    }
}

/// The source of a quotation.
#[derive(Clone, Debug)]
pub struct Source {
    /// What kind of source it is.
    pub kind: Kind,
    /// Which text.
    pub text: TextOf,
    /// What the comparison says.
    pub tracing: Tracing,
    /// Of a passage, the others that are nearly as good: their translations may differ.
    pub also: Vec<Also>,
}

/// Another passage from which a quotation may come.
#[derive(Clone, Debug)]
pub struct Also {
    /// Which text.
    pub text: TextOf,
    /// What the comparison says.
    pub tracing: Tracing,
}

/// A quotation with where it comes from.
#[derive(Clone, Debug)]
pub struct Trail {
    /// The release, by its place in the corpus.
    pub release: usize,
    /// The quotation, by its place in the release.
    pub quote: usize,
    /// Its source, if one was found.
    pub source: Option<Source>,
    /// Its family, by place; none if it has no words.
    pub family: Option<usize>,
}

/// Quotations by the text that they were taken from.
#[derive(Clone, Debug)]
pub struct Family {
    /// The fullest of them: release and quotation.
    pub fullest: (usize, usize),
    /// All of them, the oldest first.
    pub members: Vec<(usize, usize)>,
}

/// All quotations of the newest versions and what older ones quoted otherwise, brought
/// together by their source, in the order of their first members.
pub fn families(corpus: &Corpus) -> Vec<Family> {
    let (keys, wordings) = distinct(corpus);
    let keys_of = |index: usize| keys.get(index).map_or(&[][..], Vec::as_slice);
    let near = |one: usize, other: usize| {
        let release = keys_of(one).first().map(|(release, _)| *release);
        let mut others = keys_of(other).iter();
        others.any(|(other, _)| Some(*other) == release)
    };
    let groups = group(&wordings, near).into_iter();
    groups
        .map(|group| {
            let members = group.members.into_iter().flat_map(keys_of);
            let mut members: Vec<(usize, usize)> = members.copied().collect();
            members.sort_unstable();
            Family {
                fullest: keys_of(group.fullest).first().copied().unwrap_or_default(),
                members,
            }
        })
        .collect()
}

/// Quotations with the same words: releases and places there.
type Alike = Vec<(usize, usize)>;

/// Quotations with the same words, and these words once.
fn distinct(corpus: &Corpus) -> (Vec<Alike>, Vec<&Wording>) {
    // The same words are compared once, however often they stand.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut keys: Vec<Alike> = Vec::new();
    let mut wordings: Vec<&Wording> = Vec::new();
    for (key, text) in &corpus.quotes {
        let quote = corpus.quote(key.0, key.1);
        let (Some(wording), Some((_, quote))) = (corpus.wordings.get(*text), quote) else {
            continue;
        };
        if wording.is_empty() || is_repeated(corpus, *key) {
            continue;
        }
        let place = *places.entry(&quote.utterance.text).or_insert_with(|| {
            wordings.push(wording);
            keys.push(Vec::new());
            keys.len() - 1
        });
        if let Some(keys) = keys.get_mut(place) {
            keys.push(*key);
        }
    }
    (keys, wordings)
}

/// Whether an older version says what a newer one of the same statement says as well.
fn is_repeated(corpus: &Corpus, (release, quote): (usize, usize)) -> bool {
    let Some((of, quote)) = corpus.quote(release, quote) else {
        return false;
    };
    if of.newest {
        return false;
    }
    let same = |other: &Release| {
        let mut quotes = other.quotes.iter();
        quotes.any(|one| one.utterance.text == quote.utterance.text)
    };
    let later = corpus.named.get(&of.name).map_or(&[][..], Vec::as_slice);
    let later = later.iter().filter(|other| **other > release);
    let mut later = later.filter_map(|other| corpus.releases.get(*other));
    later.any(same)
}

/// All quotations of some statements, traced.
#[derive(Clone, Debug, Default)]
pub struct Trails {
    /// In the order of the corpus.
    pub list: Vec<Trail>,
    /// Where else words of one source are quoted; a trail names its family by place.
    pub families: Vec<Family>,
}

/// Traces every quotation of the newest versions of these statements, on the threads of
/// the desk. The order of work does not show in the result.
///
/// # Errors
///
/// When the threads cannot be had.
pub fn trails(desk: &Desk<'_>, corpus: &Corpus, names: &BTreeSet<&str>) -> Result<Trails, Error> {
    let releases = corpus.releases.iter().enumerate();
    let asked = releases.filter(|(_, one)| one.newest && names.contains(one.name.as_str()));
    let wanted: Vec<(usize, usize)> = asked
        .flat_map(|(release, one)| (0..one.quotes.len()).map(move |quote| (release, quote)))
        .collect();
    if wanted.is_empty() {
        return Ok(Trails::default());
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(desk.jobs.max(1))
        .build()?;
    let found: Vec<Option<Source>> = pool.install(|| {
        let wanted = wanted.par_iter();
        wanted
            .map(|(release, quote)| source(corpus, *release, *quote))
            .collect()
    });
    let families = families(corpus);
    let mut of: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, family) in families.iter().enumerate() {
        of.extend(family.members.iter().map(|member| (*member, index)));
    }
    let list = wanted.into_iter().zip(found);
    let list = list.map(|((release, quote), source)| Trail {
        release,
        quote,
        source,
        family: of.get(&(release, quote)).copied(),
    });
    Ok(Trails {
        list: list.collect(),
        families,
    })
}

fn source(corpus: &Corpus, release: usize, quote: usize) -> Option<Source> {
    let wording = corpus.wording(release, quote)?;
    let of = corpus.releases.get(release)?;
    let stretches = of.quotes.iter().flat_map(|one| &one.utterance.stretches);
    let at = Asked {
        corpus,
        release,
        of,
        quote,
        said: of.quotes.get(quote)?,
        words: wording.count(),
        quoted: stretches.map(|one| one.paragraph).collect(),
    };
    let judged = |number: u32| {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        let held = corpus.texts.get(number).zip(corpus.wordings.get(number));
        held.and_then(|(text, wording)| {
            let kind = at.kind(*text, wording)?;
            Some((wording, standing(kind, *text)))
        })
    };
    let passages = corpus.passage_runs.candidates(wording);
    let others = corpus
        .runs
        .candidates_among(wording, |text| judged(text).is_some());
    let texts = passages.into_iter().chain(others);
    let texts = texts.map(|candidate| candidate.text);
    let text = |number: u32| Ok::<_, std::convert::Infallible>(judged(number));
    let traced = sources(wording, texts, text).unwrap_or_default();
    at.best(traced)
}

/// How a text stands to the quotation, for those who judge how much must be alike.
fn standing(kind: Kind, text: TextOf) -> Standing {
    match (kind, text) {
        (_, TextOf::Paragraph(..)) => Standing::Written,
        (Kind::Passage, _) => Standing::Whole,
        (Kind::Same, _) => Standing::Near,
        _ => Standing::Spoken,
    }
}

/// The quotation whose source is asked for.
struct Asked<'a> {
    corpus: &'a Corpus,
    release: usize,
    of: &'a Release,
    quote: usize,
    said: &'a Quote,
    words: usize,
    /// The paragraphs of the statement that quote anybody.
    quoted: BTreeSet<usize>,
}

impl Asked<'_> {
    /// What kind of source a text would be; none if it may be none.
    fn kind(&self, text: TextOf, wording: &Wording) -> Option<Kind> {
        let (release, is_quote) = match text {
            TextOf::Passage(_) => return Some(Kind::Passage),
            TextOf::Quote(release, _) => (release, true),
            TextOf::Paragraph(release, _) => (release, false),
        };
        if release == self.release {
            return self.may_be_near(text, wording).then_some(Kind::Same);
        }
        let other = self.corpus.releases.get(release)?;
        if other.name == self.of.name {
            return Some(Kind::EarlierVersion);
        }
        // They are sorted by age.
        if release > self.release || !other.newest {
            return None;
        }
        Some(match is_quote {
            true => Kind::EarlierQuotation,
            false => Kind::EarlierParagraph,
        })
    }

    /// A text of the same statement is a source if it is no part of the quotation nor
    /// the other way round, and says more, or as much and earlier.
    fn may_be_near(&self, text: TextOf, wording: &Wording) -> bool {
        let words = wording.count();
        if words < self.words {
            return false;
        }
        let Some((earlier, stretches)) = self.stands(text) else {
            return false;
        };
        let own = &self.said.utterance.stretches;
        let apart = |(paragraph, span): &(usize, Span)| {
            own.iter().all(|one| {
                one.paragraph != *paragraph
                    || one.place.bytes.end <= span.bytes.start
                    || span.bytes.end <= one.place.bytes.start
            })
        };
        stretches.iter().all(apart) && (words > self.words || (words == self.words && earlier))
    }

    /// Whether a text of the same statement begins before the quotation, and where it
    /// stands; none if it cannot be a source.
    fn stands(&self, text: TextOf) -> Option<(bool, Vec<(usize, Span)>)> {
        Some(match text {
            TextOf::Quote(_, place) => {
                let other = self.of.quotes.get(place)?;
                let stretches = other.utterance.stretches.iter();
                let places: Vec<(usize, Span)> = stretches
                    .map(|one| (one.paragraph, one.place.clone()))
                    .collect();
                (place < self.quote, places)
            }
            TextOf::Paragraph(_, place) => {
                let paragraph = self.of.paragraphs.get(place)?;
                // What a paragraph quotes is asked itself.
                if self.quoted.contains(&place) {
                    return None;
                }
                let whole = Span {
                    bytes: 0..paragraph.text.len(),
                    characters: 0..0,
                };
                let own = self.said.utterance.stretches.first();
                (
                    own.is_some_and(|own| place < own.paragraph),
                    vec![(place, whole)],
                )
            }
            TextOf::Passage(_) => return None,
        })
    }

    /// The best of those that were found: of the best kind that is nearly as good as
    /// any, the one with most words.
    fn best(&self, found: Vec<Traced<u32>>) -> Option<Source> {
        let most = found.iter().map(|traced| traced.tracing.matched).max()?;
        let mut best: Option<Source> = None;
        for traced in found {
            if traced.tracing.matched * AS_GOOD.1 < most * AS_GOOD.0 {
                continue;
            }
            let number = usize::try_from(traced.text).ok()?;
            let text = *self.corpus.texts.get(number)?;
            let kind = self.kind(text, self.corpus.wordings.get(number)?)?;
            let tracing = traced.tracing;
            match &mut best {
                // The first of a kind is the best of it.
                Some(best) if best.kind == Kind::Passage && kind == Kind::Passage => {
                    best.also.push(Also { text, tracing });
                }
                Some(best) if best.kind <= kind => {}
                _ => {
                    let also = Vec::new();
                    best = Some(Source {
                        kind,
                        text,
                        tracing,
                        also,
                    });
                }
            }
        }
        best
    }
}

/// The quotations that come from one passage, the oldest first, with what became of its
/// words; also those of older versions that the newer do not repeat.
pub fn quoting(corpus: &Corpus, text: &str, locale: &Locale) -> Vec<((usize, usize), Tracing)> {
    let passage = passage_wording(text, locale);
    let runs = Runs::of([&passage]);
    let mut found = Vec::new();
    for (key, text) in &corpus.quotes {
        let Some(wording) = corpus.wordings.get(*text) else {
            continue;
        };
        if runs.candidates(wording).is_empty() || is_repeated(corpus, *key) {
            continue;
        }
        let tracing = compare(wording, &passage, Standing::Whole);
        // Whom the passage itself quotes has a passage of their own.
        let tracing = tracing.filter(|tracing| !tracing.of_another);
        found.extend(tracing.map(|tracing| (*key, tracing)));
    }
    found
}
