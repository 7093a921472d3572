//! Counting segments, words and characters by band.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Band, Document};
use crate::pipeline::leverage::Leverage;
use crate::text::token::count_words;

/// How much of something there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Segments.
    pub segments: usize,
    /// Words (UAX 29).
    pub words: usize,
    /// Characters (Unicode scalar values), spaces included.
    pub characters: usize,
}

impl Tally {
    /// Adds the words and characters of one segment.
    pub fn count(&mut self, text: &str) {
        self.segments += 1;
        self.words += count_words(text);
        self.characters += text.chars().count();
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.segments += other.segments;
        self.words += other.words;
        self.characters += other.characters;
    }
}

/// Tallies by band name, and of what is not for translation.
pub type Bands = BTreeMap<String, Tally>;

/// The key in [`Bands`] of what is not for translation.
pub const NOT_TRANSLATED: &str = "not-for-translation";

/// Segments, words and characters by band.
pub fn bands(document: &Document, found: &[Leverage]) -> Bands {
    let mut bands: Bands = Band::ALL
        .iter()
        .map(|band| (band.as_str().to_owned(), Tally::default()))
        .collect();
    bands.insert(NOT_TRANSLATED.to_owned(), Tally::default());
    for ((_, paragraph, segment), found) in document.units().zip(found) {
        let band = if paragraph.translate {
            found.band.as_str()
        } else {
            NOT_TRANSLATED
        };
        if let Some(tally) = bands.get_mut(band) {
            tally.count(&segment.content.plain());
        }
    }
    bands
}
