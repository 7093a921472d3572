//! Segments as they come from the memory, before anything is sorted.

use super::base::Base;
use super::units::Units;
use super::vocabulary::{Reading, Vocabulary, Word};

/// Segments with a vocabulary of their own.
#[derive(Debug)]
pub(super) struct Gathered {
    vocabulary: Vocabulary,
    /// The number of each source, and its locales.
    sources: Vec<(i64, u32)>,
    wholes: Vec<u64>,
    /// How many words, marks and codes each has.
    counts: Vec<[u32; 3]>,
    /// Their forms, one after the other.
    forms: Vec<u32>,
}

impl Gathered {
    pub(super) fn new(vocabulary: Vocabulary) -> Gathered {
        Gathered {
            vocabulary,
            sources: Vec::new(),
            wholes: Vec::new(),
            counts: Vec::new(),
            forms: Vec::new(),
        }
    }

    /// Adds a segment; `reading` is only a place to work in.
    pub(super) fn push(
        &mut self,
        source: i64,
        mask: u32,
        content: &crate::model::Content,
        reading: &mut Reading,
    ) {
        self.vocabulary.learn(content, reading);
        self.sources.push((source, mask));
        self.wholes.push(reading.whole);
        let lengths = [
            reading.words.len(),
            reading.marks.len(),
            reading.codes.len(),
        ];
        self.counts.push(lengths.map(|length| length as u32));
        self.forms
            .extend(reading.words.iter().map(|word| word.form));
        self.forms.extend(&reading.marks);
        self.forms.extend(&reading.codes);
    }

    /// Adds what somebody else gathered.
    pub(super) fn absorb(&mut self, other: Gathered) {
        let renamed = self.vocabulary.absorb(&other.vocabulary);
        self.sources.extend(other.sources);
        self.wholes.extend(other.wholes);
        self.counts.extend(other.counts);
        let new = |form: &u32| renamed.get(*form as usize).copied().unwrap_or(*form);
        self.forms.extend(other.forms.iter().map(new));
    }

    /// Numbers words by how rare they are, sorts the segments and makes the lists.
    pub(super) fn build(mut self) -> (Vocabulary, Base) {
        let mut frequency = vec![0_u32; self.vocabulary.len()];
        for form in &self.forms {
            if let Some(count) = frequency.get_mut(*form as usize) {
                *count += 1;
            }
        }
        let ranks = self.vocabulary.renumber(&frequency);
        let mut units = Units::default();
        let mut reading = Reading::default();
        for (at, start) in self.order() {
            self.read(at, start, &ranks, &mut reading);
            let (source, mask) = self.sources.get(at).copied().unwrap_or_default();
            units.push(source, mask, &reading);
        }
        let vocabulary = self.vocabulary;
        drop((self.forms, self.counts, self.sources));
        let base = Base::new(units, &vocabulary);
        (vocabulary, base)
    }

    /// The places of the segments by words and source, and where their forms begin.
    fn order(&self) -> Vec<(usize, usize)> {
        let mut start = 0;
        let places = self.counts.iter().zip(&self.sources).enumerate();
        let mut order: Vec<(u32, i64, usize, usize)> = places
            .map(|(at, (counts, (source, _)))| {
                let [words, marks, codes] = *counts;
                let from = start;
                start += (words + marks + codes) as usize;
                (words, *source, at, from)
            })
            .collect();
        order.sort_unstable();
        order
            .into_iter()
            .map(|(_, _, at, from)| (at, from))
            .collect()
    }

    fn read(&self, at: usize, start: usize, ranks: &[u32], reading: &mut Reading) {
        reading.clear();
        reading.whole = self.wholes.get(at).copied().unwrap_or(0);
        let [words, marks, codes] = self.counts.get(at).copied().unwrap_or_default();
        let forms = self.forms.get(start..).unwrap_or_default().iter();
        let mut forms = forms.map(|form| ranks.get(*form as usize).copied().unwrap_or(0));
        for form in forms.by_ref().take(words as usize) {
            let class = self.vocabulary.class(form);
            reading.words.push(Word { class, form });
        }
        reading.marks.extend(forms.by_ref().take(marks as usize));
        reading.codes.extend(forms.take(codes as usize));
        reading.codes.sort_unstable();
    }
}

impl Vocabulary {
    /// Learns the forms of another; gives back the number here of each of them.
    fn absorb(&mut self, other: &Vocabulary) -> Vec<u32> {
        let mut classes = vec![None; other.class_count as usize];
        let mut renamed = Vec::with_capacity(other.len());
        for form in 0..other.len() as u32 {
            let class = other.class(form);
            let known = classes.get(class as usize).copied();
            let here = self.adopt(other.form(form), class, known);
            if let Some(cell) = classes.get_mut(class as usize) {
                *cell = Some(self.class(here));
            }
            renamed.push(here);
        }
        renamed
    }

    /// Numbers forms by falling frequency and classes by rising frequency; gives
    /// back the new number of every form.
    fn renumber(&mut self, frequency: &[u32]) -> Vec<u32> {
        let mut by_class = vec![0_u64; self.class_count as usize];
        for (class, count) in self.classes.iter().zip(frequency) {
            if let Some(sum) = by_class.get_mut(*class as usize) {
                *sum += u64::from(*count);
            }
        }
        let classes = places(by_class);
        let forms = places(frequency.iter().map(|count| u32::MAX - count).collect());
        let mut old = vec![0_u32; forms.len()];
        for (form, new) in (0..).zip(&forms) {
            if let Some(cell) = old.get_mut(*new as usize) {
                *cell = form;
            }
        }
        self.reorder(&old, &classes);
        forms
    }
}

/// For each of some numbers its place when they are sorted.
fn places<K: Ord>(keys: Vec<K>) -> Vec<u32> {
    let mut order: Vec<(K, u32)> = keys.into_iter().zip(0..).collect();
    order.sort_unstable();
    let mut places = vec![0; order.len()];
    for (place, (_, at)) in (0..).zip(&order) {
        if let Some(cell) = places.get_mut(*at as usize) {
            *cell = place;
        }
    }
    places
}
