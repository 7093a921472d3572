//! Runs of words, and which texts hold them.

use super::search::{Candidate, candidates};
use super::wording::{START, Word, Wording, number};

/// The words of a run in halves: three words, or six ideographs.
const LENGTH: usize = 6;

/// The number of a run of words: three that follow one another, or as many
/// ideographs as weigh the same. It is the same in every version, on every machine,
/// so that a store may keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RunKey(u64);

impl RunKey {
    /// The number as databases keep it.
    pub fn number(self) -> i64 {
        i64::from_le_bytes(self.0.to_le_bytes())
    }

    /// The upper half, which is as good where few texts are held.
    fn short(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl Wording {
    /// The runs of the text, in order. None goes over dots; words in square brackets
    /// are left out, as nobody else has them there.
    pub fn runs(&self) -> Vec<RunKey> {
        let starts = 0..self.words.len();
        starts.filter_map(|start| self.run(start)).collect()
    }

    fn run(&self, start: usize) -> Option<RunKey> {
        let (mut sum, mut halves) = (START, 0);
        for (index, word) in self.words.iter().enumerate().skip(start) {
            if !super::compare::is_own(word) || (index > start && word.after_elision) {
                return None;
            }
            sum = number(sum, word.number.to_le_bytes());
            halves += Word::halves(word);
            if halves >= LENGTH {
                // The upper bits of FNV-1a change least with the last bytes.
                return Some(RunKey(
                    sum ^ sum.rotate_left(29).wrapping_mul(0x9E37_79B9_7F4A_7C15),
                ));
            }
        }
        None
    }
}

/// Which of many texts hold a run of words: eight bytes for every word of them.
#[derive(Clone, Debug, Default)]
pub struct Runs {
    /// In order; equal runs are neighbours.
    places: Vec<(u32, u32)>,
}

impl Runs {
    /// Indexes texts, which are numbered from 0 in the order they come. What comes
    /// after the four thousand millionth is not found.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a Wording>) -> Runs {
        let mut runs = Runs::default();
        for (text, wording) in (0_u32..u32::MAX).zip(texts) {
            let keys = wording.runs().into_iter().map(RunKey::short);
            runs.places.extend(keys.map(|run| (run, text)));
        }
        runs.places.sort_unstable();
        runs.places.dedup();
        runs.places.shrink_to_fit();
        runs
    }

    /// The first texts that hold a run, in the order of their numbers.
    pub fn holders(&self, run: RunKey, limit: usize) -> Vec<u32> {
        self.of_run(run).take(limit).collect()
    }

    fn of_run(&self, run: RunKey) -> impl Iterator<Item = u32> {
        let run = run.short();
        let start = self.places.partition_point(|(other, _)| *other < run);
        let rest = self.places.get(start..).unwrap_or_default();
        let same = rest.iter().take_while(move |(other, _)| *other == run);
        same.map(|(_, text)| *text)
    }

    /// The texts worth comparing with a quotation, the likeliest first
    /// ([`candidates`]).
    pub fn candidates(&self, quotation: &Wording) -> Vec<Candidate<u32>> {
        self.candidates_among(quotation, |_| true)
    }

    /// Likewise, of those texts alone that may be a source: no other takes a place
    /// among them.
    pub fn candidates_among(
        &self,
        quotation: &Wording,
        may_be: impl Fn(u32) -> bool,
    ) -> Vec<Candidate<u32>> {
        let holders = |run, limit| {
            let texts = self.of_run(run).filter(|text| may_be(*text));
            Ok::<_, std::convert::Infallible>(texts.take(limit).collect())
        };
        candidates(quotation, holders).unwrap_or_default()
    }
}
