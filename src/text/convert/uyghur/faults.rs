//! Characters that look like Uyghur letters and are others.

use std::ops::Range;

use icu_normalizer::ComposingNormalizer;

use super::letters::{HAMZA, by_arabic, is_consonant, is_filler, is_uyghur, is_vowel};

/// What is wrong at a place of a text in Uyghur, Arabic script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A letter or vowel sign of Arabic script that the alphabet does not have,
    /// such as ه for ە or ھ, ی for ى or ي, ک for ك.
    OtherLetter,
    /// A letter in one of its written forms (U+FB50 to U+FEFC) instead of the
    /// letter itself.
    WrittenForm,
    /// Tatweel (U+0640), which stretches a line.
    Tatweel,
    /// A joiner (U+200C, U+200D) beside or inside a word.
    Joiner,
    /// A vowel without ئ at the beginning of a word.
    InitialVowel,
    /// An ASCII mark (, ; ?) where Uyghur writes ، ؛ ؟.
    AsciiMark,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes in question.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What should stand there instead, when that is certain.
    pub repaired: Option<String>,
}

/// Letters of other alphabets that are always the same Uyghur letter.
const TAKEN_FOR: [(char, &str); 6] = [
    ('\u{06A9}', "\u{0643}"),         // ک KEHEH for ك KAF
    ('\u{0622}', "\u{0626}\u{0627}"), // آ ALEF WITH MADDA for ئا
    ('\u{06C1}', "\u{06D5}"),         // ہ HEH GOAL for ە AE
    ('\u{0629}', "\u{06D5}"),         // ة TEH MARBUTA for ە AE
    ('\u{06CE}', "\u{06D0}"),         // ێ YEH WITH SMALL V for ې E
    ('\u{06AA}', "\u{0643}"),         // ڪ SWASH KAF for ك KAF
];

/// Written forms of HEH: Uyghur uses the first two for ە and the others for ھ.
const FORMS_OF_HEH: [(char, &str); 4] = [
    ('\u{FEE9}', "\u{06D5}"), // isolated
    ('\u{FEEA}', "\u{06D5}"), // final
    ('\u{FEEB}', "\u{06BE}"), // initial
    ('\u{FEEC}', "\u{06BE}"), // medial
];

/// So many joiners are looked across for the letter behind them.
const FILLERS: usize = 8;

/// The faults of a text, in order.
pub fn faults(text: &str) -> Vec<Fault> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    for (index, (at, c)) in characters.iter().enumerate() {
        let here = Here {
            before: characters.get(..index).unwrap_or_default(),
            c: *c,
            after: characters.get(index + 1..).unwrap_or_default(),
        };
        if let Some((kind, repaired)) = here.fault() {
            found.push(Fault {
                span: *at..at + c.len_utf8(),
                kind,
                repaired,
            });
        }
    }
    found
}

/// A character and what stands on its sides.
struct Here<'a> {
    before: &'a [(usize, char)],
    c: char,
    after: &'a [(usize, char)],
}

impl Here<'_> {
    fn fault(&self) -> Option<(FaultKind, Option<String>)> {
        let c = self.c;
        match c {
            '\u{0640}' => Some((FaultKind::Tatweel, Some(String::new()))),
            '\u{200C}' | '\u{200D}' => {
                let beside = self.neighbour(true).or(self.neighbour(false)).is_some();
                beside.then(|| (FaultKind::Joiner, Some(String::new())))
            }
            ',' | ';' | '?' => {
                let letter = self.before.last().is_some_and(|(_, c)| is_uyghur(*c));
                let mark = super::super::arabic_mark(c).map(String::from);
                letter.then_some((FaultKind::AsciiMark, mark))
            }
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' if c.is_alphabetic() => {
                Some((FaultKind::WrittenForm, written_form(c)))
            }
            c if is_arabic(c) && !is_uyghur(c) => Some((FaultKind::OtherLetter, self.meant())),
            c if is_vowel(c) && self.begins_a_word() => {
                Some((FaultKind::InitialVowel, Some(format!("{HAMZA}{c}"))))
            }
            _ => None,
        }
    }

    /// Nothing stands before that could belong to the word. Behind a letter of
    /// another script nobody can tell what is missing.
    fn begins_a_word(&self) -> bool {
        let foreign = self.before.last().is_some_and(|(_, c)| c.is_alphanumeric());
        !foreign && self.neighbour(false).is_none()
    }

    /// The nearest letter on a side inside the word, fillers passed over.
    fn neighbour(&self, after: bool) -> Option<char> {
        let near = |c: &char| !is_filler(*c);
        let c = if after {
            self.after.iter().take(FILLERS).map(|(_, c)| *c).find(near)
        } else {
            let before = self.before.iter().rev();
            before.take(FILLERS).map(|(_, c)| *c).find(near)
        };
        c.filter(|c| is_arabic(*c) || ('\u{FB50}'..='\u{FEFC}').contains(c))
    }

    /// The letter that was meant by one that the alphabet does not have.
    fn meant(&self) -> Option<String> {
        if let Some((_, letter)) = TAKEN_FOR.iter().find(|(other, _)| *other == self.c) {
            return Some((*letter).to_owned());
        }
        let (vowel, consonant) = match self.c {
            '\u{0647}' => ('\u{06D5}', '\u{06BE}'), // ه HEH: ە AE or ھ HEH DOACHASHMEE
            '\u{06CC}' => ('\u{0649}', '\u{064A}'), // ی FARSI YEH: ى ALEF MAKSURA or ي YEH
            _ => return None,
        };
        self.syllable(vowel, consonant).map(String::from)
    }

    /// Which of a vowel and a consonant the letters beside allow: vowels do not
    /// meet, and ئ wants one. None when both can stand there.
    fn syllable(&self, vowel: char, consonant: char) -> Option<char> {
        let (before, after) = (self.neighbour(false), self.neighbour(true));
        if before == Some(HAMZA) {
            return Some(vowel);
        }
        if before.is_some_and(is_vowel) || after.is_some_and(is_vowel) {
            return Some(consonant);
        }
        let closed = after.is_none_or(|c| is_consonant(c) || c == HAMZA);
        (before.is_some_and(is_consonant) && closed).then_some(vowel)
    }
}

/// A letter, hamza or vowel sign of the Arabic script that can stand in words.
fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{0620}'..='\u{063F}'
            | '\u{0641}'..='\u{065F}'
            | '\u{066E}'..='\u{06D3}'
            | '\u{06D5}'
            | '\u{06EE}'
            | '\u{06EF}'
            | '\u{06FA}'..='\u{06FC}'
            | '\u{06FF}'
            | '\u{0750}'..='\u{077F}'
    )
}

/// The letters that a written form stands for, if all are of the alphabet.
fn written_form(c: char) -> Option<String> {
    if let Some((_, letter)) = FORMS_OF_HEH.iter().find(|(form, _)| *form == c) {
        return Some((*letter).to_owned());
    }
    let letters = ComposingNormalizer::new_nfkc()
        .normalize(c.encode_utf8(&mut [0; 4]))
        .into_owned();
    let known = |c: char| c == HAMZA || by_arabic(c).is_some();
    letters.chars().all(known).then_some(letters)
}
