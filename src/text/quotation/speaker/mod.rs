//! Who speaks: only when the text names somebody, near the quotation.
//!
//! A wrong name does harm, none does not. So a pronoun, an unnamed witness and
//! a title alone name nobody; two names that disagree are none; words quoted in
//! the middle of a sentence are nobody's.

mod elsewhere;
mod english;
mod name;
#[cfg(test)]
mod tests;
mod token;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Quotation, Speaker};

use super::Characters;
use super::marks::{ends_sentence, is_mark};
use super::rules::Rules;
use english::Before;
use name::Names;
use token::{Kind, Token, tokens, without_asides};

/// A reporting clause is looked for in so many bytes on either side.
const NEAR: usize = 600;

/// Gives the quotations of the text itself their speakers.
pub(super) fn attribute(all: &mut [Vec<Quotation>], paragraphs: &[&str], rules: &Rules) {
    if all.iter().all(Vec::is_empty) {
        return;
    }
    let capitals = capitals(paragraphs, rules);
    let known = |word: &str| capitals.contains(word);
    let names = Names {
        rules,
        known: &known,
    };
    let mut before = ("", None);
    for (index, (quotations, text)) in all.iter_mut().zip(paragraphs).enumerate() {
        let mut reading = Reading {
            names: &names,
            text,
            before: before.0,
            index,
            here: None,
            there: before.1,
        };
        reading.paragraph(quotations);
        before = (*text, reading.here);
    }
    inherit(all);
}

/// Words that have a capital in the middle of a sentence, and never go
/// without: names, as far as capitals tell. Headings do not count.
fn capitals<'a>(paragraphs: &[&'a str], rules: &Rules) -> BTreeSet<&'a str> {
    let mut capitals = BTreeSet::new();
    let mut small: BTreeSet<&str> = BTreeSet::new();
    for text in paragraphs {
        let tokens = tokens(text, 0, rules);
        let words = tokens.iter().filter(|token| token.is_word());
        let (high, low): (Vec<&Token>, Vec<&Token>) = words.partition(|token| token.is_capital());
        small.extend(low.iter().map(|token| token.text));
        if high.len() > low.len() {
            continue;
        }
        for pair in tokens.windows(2) {
            if let [before, word] = pair
                && before.is_word()
                && word.is_capital()
            {
                capitals.insert(word.stem());
            }
        }
    }
    let small: BTreeSet<String> = small.into_iter().map(|word| rules.fold(word)).collect();
    capitals.retain(|word| !small.contains(&rules.fold(word)));
    capitals
}

/// A name found: the paragraph, and the bytes in it.
type Place = (usize, Range<usize>);

struct Reading<'a> {
    names: &'a Names<'a>,
    text: &'a str,
    /// The paragraph before.
    before: &'a str,
    index: usize,
    /// The characters of this paragraph and of the one before, once needed.
    here: Option<Characters<'a>>,
    there: Option<Characters<'a>>,
}

impl Reading<'_> {
    fn paragraph(&mut self, quotations: &mut [Quotation]) {
        let outer: Vec<usize> = (0..quotations.len())
            .filter(|index| quotations.get(*index).is_some_and(|q| q.depth == 1))
            .collect();
        let mut last: Option<(Range<usize>, Option<Place>)> = None;
        for (place, index) in outer.iter().enumerate() {
            let next = outer
                .get(place + 1)
                .and_then(|next| quotations.get(*next))
                .map_or(self.text.len(), |next| next.span.bytes.start);
            let Some(quotation) = quotations.get_mut(*index) else {
                continue;
            };
            let found = self.speaker(quotation, last.as_ref(), next);
            quotation.speaker = found.as_ref().and_then(|place| self.value(place));
            last = Some((quotation.span.bytes.clone(), found));
        }
    }

    fn value(&mut self, (paragraph, bytes): &Place) -> Option<Speaker> {
        let (text, characters) = if *paragraph == self.index {
            (self.text, &mut self.here)
        } else {
            (self.before, &mut self.there)
        };
        let characters = characters.get_or_insert_with(|| Characters::of(text));
        Some(Speaker {
            name: text.get(bytes.clone())?.to_owned(),
            paragraph: *paragraph,
            span: characters.span(bytes.clone()),
        })
    }

    /// The name that the text around a quotation gives, if it gives one.
    fn speaker(
        &self,
        quotation: &Quotation,
        last: Option<&(Range<usize>, Option<Place>)>,
        next: usize,
    ) -> Option<Place> {
        let (start, end) = (quotation.span.bytes.start, quotation.span.bytes.end);
        let from = last.map_or(0, |(bytes, _)| bytes.end);
        let inner = self.text.get(quotation.inside()).unwrap_or_default();
        let inner = inner.trim_end_matches(|c: char| c.is_whitespace() || is_mark(c));
        let before = if quotation.continued {
            (Before::Nothing, self.index)
        } else {
            self.before(from, start, last.is_some())
        };
        let after = self.after(end, next, quotation, inner);
        match (before.0, after) {
            (Before::Named(a, b), None) => Some((before.1, a..b)),
            (Before::Named(a, b), Some((c, d))) => {
                let same = before.1 == self.index && self.text.get(a..b) == self.text.get(c..d);
                same.then_some((self.index, a..b))
            }
            (Before::Same, None) => last.and_then(|(_, speaker)| speaker.clone()),
            (Before::Nothing, Some((a, b))) => Some((self.index, a..b)),
            (Before::Nothing, None) => {
                let rest = self.text.get(end..next).unwrap_or_default();
                let whole = inner.ends_with(['.', '。']) || rest.trim().is_empty();
                whole.then(|| self.resumed(from, start, inner, last))?
            }
            _ => None,
        }
    }

    /// What stands before; at the start of a paragraph, the end of the one
    /// before it.
    fn before(&self, from: usize, start: usize, mid: bool) -> (Before, usize) {
        let here = self.text.get(from..start).unwrap_or_default();
        if from == 0 && here.trim().is_empty() {
            let before = self.before.trim_end();
            if !before.ends_with([':', '：']) {
                return (Before::Nothing, self.index);
            }
            let found = self.sentence_before(before, 0, false);
            return (found, self.index.saturating_sub(1));
        }
        (self.sentence_before(here, from, mid), self.index)
    }

    fn sentence_before(&self, text: &str, offset: usize, mid: bool) -> Before {
        let far = text.len().saturating_sub(NEAR);
        let cut = (far..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0);
        let near = text.get(cut..).unwrap_or_default();
        if elsewhere::speaks(self.names.rules) {
            return elsewhere::before(self.names, near, offset + cut);
        }
        let all = without_asides(&tokens(near, offset + cut, self.names.rules));
        let stop = all.iter().rposition(|token| token.kind == Kind::Stop);
        if stop.is_none() && cut > 0 {
            return Before::Nothing;
        }
        let sentence = all
            .get(stop.map_or(0, |stop| stop + 1)..)
            .unwrap_or_default();
        if self.names.rules.language() == "en" {
            english::before(self.names, sentence, stop.is_some() || !mid)
        } else {
            elsewhere::cased_before(self.names, sentence, stop.is_some() || !mid)
        }
    }

    fn after(
        &self,
        end: usize,
        next: usize,
        quotation: &Quotation,
        inner: &str,
    ) -> Option<(usize, usize)> {
        if !quotation.closed {
            return None;
        }
        let text = self.text.get(end..next)?;
        let near = (0..=NEAR.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))?;
        let near = text.get(..near)?;
        let leads = self
            .text
            .get(..quotation.span.bytes.start)?
            .trim()
            .is_empty();
        let rules = self.names.rules;
        let set_off = inner.ends_with(|c| ends_sentence(c) || matches!(c, ',' | '，' | '–' | '—'));
        let all = without_asides(&tokens(near, end, rules));
        if let Some((first, name)) = all.split_first()
            && first.kind == Kind::Dash
            && leads
            && next == self.text.len()
            && rules.language() == "en"
            && name
                .iter()
                .all(|token| token.is_word() || token.kind == Kind::Comma)
        {
            let name = name.split(|token| token.kind == Kind::Comma).next()?;
            return self.names.phrase(name, true);
        }
        if elsewhere::speaks(rules) {
            return elsewhere::after(self.names, near, end, set_off);
        }
        let stop = all.iter().position(|token| token.kind == Kind::Stop);
        let sentence = all.get(..stop.unwrap_or(all.len()))?;
        if rules.language() == "en" {
            english::after(self.names, sentence, inner.ends_with('.'), set_off)
        } else {
            elsewhere::cased_after(self.names, sentence)
        }
    }

    /// `“…,” said X. “…”`: a whole sentence that follows the reporting clause
    /// at once is the same speaker's; another would begin a paragraph.
    fn resumed(
        &self,
        from: usize,
        start: usize,
        inner: &str,
        last: Option<&(Range<usize>, Option<Place>)>,
    ) -> Option<Place> {
        let (_, speaker) = last?;
        let (paragraph, name) = speaker.clone()?;
        let between = self.text.get(from..start)?;
        let stops = tokens(between, from, self.names.rules);
        let stops = stops
            .iter()
            .filter(|token| token.kind == Kind::Stop)
            .count();
        let one = stops == 1 && between.trim_end().ends_with('.');
        let inside = paragraph == self.index && name.start >= from && name.end <= start;
        (one && inside && inner.ends_with(ends_sentence)).then_some((paragraph, name))
    }
}

/// A quotation over several paragraphs has one speaker: whoever is named at
/// any of them, if only one is.
fn inherit(all: &mut [Vec<Quotation>]) {
    let mut chain: Vec<(usize, usize)> = Vec::new();
    let mut ended: Vec<Vec<(usize, usize)>> = Vec::new();
    for (paragraph, quotations) in all.iter().enumerate() {
        for (index, quotation) in quotations.iter().enumerate().filter(|(_, q)| q.depth == 1) {
            if !quotation.continued {
                ended.push(std::mem::take(&mut chain));
            }
            chain.push((paragraph, index));
        }
    }
    ended.push(chain);
    for chain in ended.iter().filter(|chain| chain.len() > 1) {
        let of =
            |(paragraph, index): &(usize, usize)| all.get(*paragraph)?.get(*index)?.speaker.clone();
        let named: Vec<Speaker> = chain.iter().filter_map(of).collect();
        let Some(speaker) = named.first().cloned() else {
            continue;
        };
        let agreed = named.iter().all(|other| other.name == speaker.name);
        for (paragraph, index) in chain {
            if let Some(quotation) = all.get_mut(*paragraph).and_then(|q| q.get_mut(*index)) {
                quotation.speaker = match quotation.speaker.take() {
                    Some(own) => Some(own),
                    None => agreed.then(|| speaker.clone()),
                };
            }
        }
    }
}
