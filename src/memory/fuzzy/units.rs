//! The segments of an index, each with what is asked of it in a search.

use super::vocabulary::{Reading, Vocabulary, Word};

/// A set of words as 128 bits: a word of the set has its bit set.
pub(super) type Signature = u128;

/// The bit of a class.
pub(super) fn bit(class: u32) -> Signature {
    // Neighbouring numbers get bits far apart.
    1 << (class.wrapping_mul(0x9E37_79B9) >> 25)
}

/// What is asked of a segment before it is read. Together, so that one look at the
/// memory of the machine is enough; as four numbers, so that they go to a file as
/// they are: two of the signature, where the bytes begin, the number of words and
/// above it the locales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) signature: Signature,
    start: u64,
    /// How many words it has.
    pub(super) length: u32,
    /// The locales that have a translation of it, one bit each.
    pub(super) mask: u32,
}

impl Head {
    fn packed(self) -> [u64; 4] {
        let Head {
            signature,
            start,
            length,
            mask,
        } = self;
        let lengths = u64::from(length) | u64::from(mask) << 32;
        [signature as u64, (signature >> 64) as u64, start, lengths]
    }

    fn unpacked(packed: [u64; 4]) -> Head {
        let [low, high, start, lengths] = packed;
        Head {
            signature: u128::from(low) | u128::from(high) << 64,
            start,
            length: lengths as u32,
            mask: (lengths >> 32) as u32,
        }
    }
}

/// Segments by their number in the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Units {
    /// The number of the source in the memory.
    pub(super) sources: Vec<i64>,
    /// Their heads, packed.
    pub(super) heads: Vec<[u64; 4]>,
    /// Of each the hash of its text, and the forms of its words, marks and codes, as
    /// numbers of seven bits a byte.
    pub(super) stream: Vec<u8>,
}

impl Units {
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    /// Appends a segment.
    pub(super) fn push(&mut self, source: i64, mask: u32, reading: &Reading) {
        let bits = reading.words.iter().map(|word| bit(word.class));
        let head = Head {
            signature: bits.fold(0, |all, bit| all | bit),
            start: self.stream.len() as u64,
            length: reading.words.len() as u32,
            mask,
        };
        self.sources.push(source);
        self.heads.push(head.packed());
        self.stream.extend_from_slice(&reading.whole.to_le_bytes());
        put(&mut self.stream, reading.marks.len() as u32);
        put(&mut self.stream, reading.codes.len() as u32);
        for word in &reading.words {
            put(&mut self.stream, word.form);
        }
        for form in reading.marks.iter().chain(&reading.codes) {
            put(&mut self.stream, *form);
        }
    }

    pub(super) fn head(&self, unit: usize) -> Head {
        self.heads
            .get(unit)
            .copied()
            .map(Head::unpacked)
            .unwrap_or_default()
    }

    /// The number of a segment's source; 0 if there is no such segment.
    pub(super) fn source(&self, unit: usize) -> i64 {
        self.sources.get(unit).copied().unwrap_or(0)
    }

    /// Adds locales to those that have a translation of a segment.
    pub(super) fn widen(&mut self, unit: usize, mask: u32) {
        if let Some([_, _, _, lengths]) = self.heads.get_mut(unit) {
            *lengths |= u64::from(mask) << 32;
        }
    }

    fn bytes(&self, head: Head) -> &[u8] {
        self.stream.get(head.start as usize..).unwrap_or_default()
    }

    /// The forms of a segment's words, one after the other.
    pub(super) fn forms(&self, head: Head) -> impl Iterator<Item = u32> {
        let mut bytes = self.bytes(head).get(8..).unwrap_or_default();
        take(&mut bytes);
        take(&mut bytes);
        (0..head.length).map(move |_| take(&mut bytes))
    }

    /// The whole segment.
    pub(super) fn read(&self, head: Head, vocabulary: &Vocabulary, reading: &mut Reading) {
        reading.clear();
        let (whole, mut bytes) = self.bytes(head).split_at_checked(8).unwrap_or_default();
        reading.whole = whole.try_into().map_or(0, u64::from_le_bytes);
        let (marks, codes) = (take(&mut bytes), take(&mut bytes));
        for _ in 0..head.length {
            let form = take(&mut bytes);
            let class = vocabulary.class(form);
            reading.words.push(Word { class, form });
        }
        reading.marks.extend((0..marks).map(|_| take(&mut bytes)));
        reading.codes.extend((0..codes).map(|_| take(&mut bytes)));
    }
}

/// Appends a number, seven bits a byte, the lowest first (LEB128).
fn put(stream: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        stream.push(number as u8 | 0x80);
        number >>= 7;
    }
    stream.push(number as u8);
}

/// Takes a number off the front; 0 where nothing is left.
#[inline]
fn take(bytes: &mut &[u8]) -> u32 {
    let mut number = 0;
    let mut shift = 0;
    while let Some((first, rest)) = bytes.split_first() {
        *bytes = rest;
        number |= u32::from(first & 0x7F) << shift;
        if first & 0x80 == 0 || shift >= 28 {
            break;
        }
        shift += 7;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Locale};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in prop::collection::vec(any::<u32>(), 0..20)) {
            let mut stream = Vec::new();
            numbers.iter().for_each(|number| put(&mut stream, *number));
            let mut rest = stream.as_slice();
            let back: Vec<u32> = numbers.iter().map(|_| take(&mut rest)).collect();
            prop_assert_eq!(back, numbers);
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn segments_come_back(texts in prop::collection::vec("[a-c ,.0-9]{0,12}", 0..8)) {
            let mut vocabulary = Vocabulary::new(&Locale::english());
            let mut units = Units::default();
            let mut readings = Vec::new();
            for (source, text) in (0..).zip(&texts) {
                let mut reading = Reading::default();
                vocabulary.learn(&Content::text(text.as_str()), &mut reading);
                units.push(source, 1, &reading);
                units.widen(source as usize, 4);
                readings.push(reading);
            }
            for (unit, reading) in readings.iter().enumerate() {
                let head = units.head(unit);
                let mut back = Reading::default();
                units.read(head, &vocabulary, &mut back);
                prop_assert_eq!(&back, reading);
                let forms: Vec<u32> = reading.words.iter().map(|word| word.form).collect();
                prop_assert_eq!(units.forms(head).collect::<Vec<_>>(), forms);
                prop_assert_eq!((head.mask, units.source(unit)), (5, unit as i64));
            }
        }
    }
}
