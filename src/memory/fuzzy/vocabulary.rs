//! Every word that the index has seen, as a number.
//!
//! A *form* is a word as it is written; its *class* is what it has in common with
//! other spellings of it: the folded form, or for all numbers one class. Words are
//! compared by class, and by form where that matters.

use crate::model::{Code, CodeKind, Content, Locale, Piece};
use crate::text::fold::fold;
use crate::text::normalise::nfc;
use crate::text::pieces::{Kind, pieces};

use super::hash::{Hasher, hash};

/// The class of punctuation, which is no word.
const MARK: u32 = u32::MAX - 1;
/// The class of inline codes.
const CODE: u32 = u32::MAX - 2;
/// The form and the class of what is not known.
pub(super) const UNKNOWN: u32 = u32::MAX;
/// The form whose class all numbers share. No word begins with a control character.
const NUMBERS: &str = "\u{1}0";

/// A word of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) class: u32,
    pub(super) form: u32,
}

/// A segment as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) words: Vec<Word>,
    /// The forms of punctuation, in order.
    pub(super) marks: Vec<u32>,
    /// The forms of inline codes, sorted.
    pub(super) codes: Vec<u32>,
    /// A hash of text and codes, in normalisation form C: equal contents have
    /// equal ones.
    pub(super) whole: u64,
}

impl Reading {
    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.marks.clear();
        self.codes.clear();
    }
}

/// All forms, in one run of bytes, with a table to find them.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary {
    pub(super) locale: Locale,
    pub(super) bytes: Vec<u8>,
    /// Where each form ends.
    pub(super) ends: Vec<u64>,
    pub(super) classes: Vec<u32>,
    /// Form numbers plus one, found by hash, with the upper half of the hash above
    /// them; 0 is empty. A power of two long.
    pub(super) slots: Vec<u64>,
    pub(super) class_count: u32,
    pub(super) numbers: u32,
}

impl Vocabulary {
    pub(super) fn new(locale: &Locale) -> Vocabulary {
        let mut vocabulary = Vocabulary {
            locale: locale.clone(),
            bytes: Vec::new(),
            ends: Vec::new(),
            classes: Vec::new(),
            slots: vec![0; 1024],
            class_count: 0,
            numbers: 0,
        };
        vocabulary.numbers = vocabulary.add_class(NUMBERS.as_bytes());
        vocabulary
    }

    /// How many forms there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn class(&self, form: u32) -> u32 {
        self.classes.get(form as usize).copied().unwrap_or(UNKNOWN)
    }

    /// The bytes of a form.
    pub(super) fn form(&self, form: u32) -> &[u8] {
        let at = form as usize;
        let start = at.checked_sub(1).and_then(|at| self.ends.get(at));
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = start.copied().unwrap_or(0) as usize;
        self.bytes.get(start..end).unwrap_or_default()
    }

    /// Reads a content, and learns the words that are new.
    pub(super) fn learn(&mut self, content: &Content, reading: &mut Reading) {
        read(self, content, reading);
    }

    /// Reads a content; words that are not known are [`UNKNOWN`].
    pub(super) fn look(&self, content: &Content, reading: &mut Reading) {
        read(&mut Known(self), content, reading);
    }

    /// The number of a form, or the empty slot where it belongs.
    fn find(&self, form: &[u8]) -> Result<u32, Empty> {
        let hash = hash(form);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots.get(at).copied().unwrap_or(0);
            if slot == 0 {
                return Err(Empty { at, hash });
            }
            let number = slot as u32 - 1;
            if slot >> 32 == hash >> 32 && self.form(number) == form {
                return Ok(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn add(&mut self, form: &[u8], class: u32) -> u32 {
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(form);
        self.ends.push(self.bytes.len() as u64);
        self.classes.push(class);
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        } else {
            self.place(number);
        }
        number
    }

    fn place(&mut self, number: u32) {
        if let Err(empty) = self.find(self.form(number))
            && let Some(slot) = self.slots.get_mut(empty.at)
        {
            *slot = (empty.hash >> 32) << 32 | (u64::from(number) + 1);
        }
    }

    /// Makes the table anew, at least twice as long as there are forms.
    pub(super) fn grow(&mut self) {
        let length = ((self.len() + 1) * 2).next_power_of_two().max(1024);
        self.slots = vec![0; length];
        for number in 0..self.len() as u32 {
            self.place(number);
        }
    }

    /// The number of a form that another vocabulary has; `class` is its class there,
    /// and `known` what that class is here, none if it is no class of words. The
    /// first form of a class is the one that all its spellings share.
    pub(super) fn adopt(&mut self, form: &[u8], class: u32, known: Option<Option<u32>>) -> u32 {
        if let Ok(here) = self.find(form) {
            return here;
        }
        match known {
            None => self.add(form, class),
            Some(Some(class)) => self.add(form, class),
            Some(None) => {
                self.add_class(form);
                self.len() as u32 - 1
            }
        }
    }

    /// Sorts the forms, `old` in their new order, and gives the classes new numbers.
    pub(super) fn reorder(&mut self, old: &[u32], classes: &[u32]) {
        let renamed = |class: u32| classes.get(class as usize).copied().unwrap_or(class);
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let mut ends = Vec::with_capacity(old.len());
        let mut of_forms = Vec::with_capacity(old.len());
        for form in old {
            bytes.extend_from_slice(self.form(*form));
            ends.push(bytes.len() as u64);
            of_forms.push(renamed(self.class(*form)));
        }
        (self.bytes, self.ends, self.classes) = (bytes, ends, of_forms);
        self.numbers = renamed(self.numbers);
        self.grow();
    }

    fn add_class(&mut self, form: &[u8]) -> u32 {
        let class = self.class_count;
        self.class_count += 1;
        self.add(form, class);
        class
    }

    /// A word that is not known: its class may be.
    fn new_word(&mut self, text: &str) -> u32 {
        let folded = self
            .folded(text)
            .unwrap_or_else(|| text.as_bytes().to_vec());
        let class = match self.find(&folded) {
            Ok(known) => self.class(known),
            Err(_) => self.add_class(&folded),
        };
        self.other(text.as_bytes(), class)
    }

    /// What all spellings of a word share.
    fn folded(&self, word: &str) -> Option<Vec<u8>> {
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        Some(fold(word, &self.locale).into_bytes())
    }
}

/// Where a form belongs that is not there yet.
struct Empty {
    at: usize,
    hash: u64,
}

/// What makes numbers of pieces.
trait Numbers {
    /// A word by its bytes; `text` when it has to be folded.
    fn word(&mut self, text: &str) -> Word;
    fn number(&mut self, text: &str) -> Word;
    fn other(&mut self, form: &[u8], class: u32) -> u32;
    /// A mark, apart from all words: some are what a word is folded to.
    fn mark(&mut self, text: &str) -> u32 {
        let mut form = [0; 5];
        let mut bytes = std::iter::once(4).chain(text.bytes());
        form.fill_with(|| bytes.next().unwrap_or(0));
        let length = (text.len() + 1).min(form.len());
        self.other(form.get(..length).unwrap_or_default(), MARK)
    }
    /// A mark that has to stand for a word.
    fn lone(&mut self, form: &[u8]) -> Word;
}

impl Numbers for Vocabulary {
    fn word(&mut self, text: &str) -> Word {
        let form = self
            .find(text.as_bytes())
            .unwrap_or_else(|_| self.new_word(text));
        Word {
            class: self.class(form),
            form,
        }
    }

    fn number(&mut self, text: &str) -> Word {
        let class = self.numbers;
        Word {
            class,
            form: self.other(text.as_bytes(), class),
        }
    }

    fn other(&mut self, form: &[u8], class: u32) -> u32 {
        self.find(form).unwrap_or_else(|_| self.add(form, class))
    }

    fn lone(&mut self, form: &[u8]) -> Word {
        let form = match self.find(form) {
            Ok(form) => form,
            Err(_) => {
                self.add_class(form);
                self.len() as u32 - 1
            }
        };
        Word {
            class: self.class(form),
            form,
        }
    }
}

/// A vocabulary that learns nothing.
struct Known<'a>(&'a Vocabulary);

impl Known<'_> {
    fn known(&self, form: &[u8]) -> Word {
        let form = self.0.find(form).unwrap_or(UNKNOWN);
        Word {
            class: self.0.class(form),
            form,
        }
    }
}

impl Numbers for Known<'_> {
    fn word(&mut self, text: &str) -> Word {
        let mut word = self.known(text.as_bytes());
        if word.form == UNKNOWN
            && let Some(folded) = self.0.folded(text)
        {
            word.class = self.known(&folded).class;
        }
        word
    }

    fn number(&mut self, text: &str) -> Word {
        Word {
            class: self.0.numbers,
            ..self.known(text.as_bytes())
        }
    }

    fn other(&mut self, form: &[u8], _: u32) -> u32 {
        self.known(form).form
    }

    fn lone(&mut self, form: &[u8]) -> Word {
        self.known(form)
    }
}

fn read(numbers: &mut impl Numbers, content: &Content, reading: &mut Reading) {
    reading.clear();
    let mut hasher = Hasher::default();
    for code in content.codes() {
        let form = code_form(code);
        reading.codes.push(numbers.other(form.as_bytes(), CODE));
    }
    reading.codes.sort_unstable();
    match content.pieces() {
        [Piece::Text(text)] => read_text(numbers, text, &mut hasher, reading),
        pieces => {
            for piece in pieces {
                match piece {
                    Piece::Text(text) if text.is_ascii() => hasher.write(text.as_bytes()),
                    Piece::Text(text) => hasher.write(nfc(text).as_bytes()),
                    Piece::Code(code) => hasher.write(code_form(code).as_bytes()),
                }
            }
            // A code may stand inside a word.
            read_text(numbers, &content.plain(), &mut hasher, reading);
        }
    }
    reading.whole = hasher.finish();
}

/// A code as its part and its id: its markup does not count.
fn code_form(code: &Code) -> String {
    let kind = match code.kind {
        CodeKind::Open => 'o',
        CodeKind::Close => 'c',
        CodeKind::Alone => 'a',
    };
    format!("\u{2}{kind}{}", code.id)
}

fn read_text(numbers: &mut impl Numbers, text: &str, hasher: &mut Hasher, reading: &mut Reading) {
    if text.is_ascii() {
        hasher.write(text.as_bytes());
        cut(numbers, text, reading);
    } else {
        // Letters that are composed in another way are the same letters.
        let text = nfc(text);
        hasher.write(text.as_bytes());
        cut(numbers, &text, reading);
    }
}

fn cut(numbers: &mut impl Numbers, text: &str, reading: &mut Reading) {
    for (kind, piece) in pieces(text) {
        match kind {
            Kind::Word => reading.words.push(numbers.word(piece)),
            Kind::Number => reading.words.push(numbers.number(piece)),
            Kind::Mark => reading.marks.push(numbers.mark(piece)),
        }
    }
    if reading.words.is_empty() {
        // Where there is no word, the marks are the words.
        reading.marks.clear();
        for (_, mark) in pieces(text) {
            let word = numbers.lone(format!("\u{3}{mark}").as_bytes());
            reading.words.push(word);
        }
    }
}
