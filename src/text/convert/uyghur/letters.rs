//! The Uyghur alphabet: 32 letters, and hamza as the seat of a vowel.

/// ARABIC LETTER YEH WITH HAMZA ABOVE, which a vowel sits on where a syllable
/// begins with it.
pub(super) const HAMZA: char = '\u{0626}';

/// A letter in Arabic script and in Latin script (ULY).
pub(super) struct Letter {
    pub(super) arabic: char,
    pub(super) latin: &'static str,
    pub(super) vowel: bool,
}

const fn vowel(arabic: char, latin: &'static str) -> Letter {
    Letter {
        arabic,
        latin,
        vowel: true,
    }
}

const fn consonant(arabic: char, latin: &'static str) -> Letter {
    Letter {
        arabic,
        latin,
        vowel: false,
    }
}

/// One line a letter, in the order of the alphabet. The remark is the name in
/// Unicode behind `ARABIC LETTER`, for shapes that are easily confused.
pub(super) const LETTERS: [Letter; 32] = [
    vowel('\u{0627}', "a"),      // ا ALEF
    vowel('\u{06D5}', "e"),      // ە AE; not HEH (U+0647 ه)
    consonant('\u{0628}', "b"),  // ب BEH
    consonant('\u{067E}', "p"),  // پ PEH
    consonant('\u{062A}', "t"),  // ت TEH
    consonant('\u{062C}', "j"),  // ج JEEM
    consonant('\u{0686}', "ch"), // چ TCHEH
    consonant('\u{062E}', "x"),  // خ KHAH
    consonant('\u{062F}', "d"),  // د DAL
    consonant('\u{0631}', "r"),  // ر REH
    consonant('\u{0632}', "z"),  // ز ZAIN
    consonant('\u{0698}', "zh"), // ژ JEH
    consonant('\u{0633}', "s"),  // س SEEN
    consonant('\u{0634}', "sh"), // ش SHEEN
    consonant('\u{063A}', "gh"), // غ GHAIN
    consonant('\u{0641}', "f"),  // ف FEH
    consonant('\u{0642}', "q"),  // ق QAF
    consonant('\u{0643}', "k"),  // ك KAF; not KEHEH (U+06A9 ک)
    consonant('\u{06AF}', "g"),  // گ GAF
    consonant('\u{06AD}', "ng"), // ڭ NG
    consonant('\u{0644}', "l"),  // ل LAM
    consonant('\u{0645}', "m"),  // م MEEM
    consonant('\u{0646}', "n"),  // ن NOON
    consonant('\u{06BE}', "h"),  // ھ HEH DOACHASHMEE; not HEH (U+0647 ه)
    vowel('\u{0648}', "o"),      // و WAW
    vowel('\u{06C7}', "u"),      // ۇ U
    vowel('\u{06C6}', "ö"),      // ۆ OE
    vowel('\u{06C8}', "ü"),      // ۈ YU
    consonant('\u{06CB}', "w"),  // ۋ VE
    vowel('\u{06D0}', "ë"),      // ې E; in Latin also é
    vowel('\u{0649}', "i"),      // ى ALEF MAKSURA; not YEH or FARSI YEH
    consonant('\u{064A}', "y"),  // ي YEH; not FARSI YEH (U+06CC ی)
];

/// The letters of Latin script that have two characters; where two letters
/// would read like one of them, an apostrophe stands between.
pub(super) const DIGRAPHS: [&str; 5] = ["ch", "zh", "sh", "gh", "ng"];

/// The one pair of vowels that words have without hamza between: in Chinese
/// names and words such as يۈەن (yuan). With hamza it is written ü'e.
pub(super) const BARE_PAIR: (char, char) = ('\u{06C8}', '\u{06D5}');

/// The letter that an Arabic character is.
pub(super) fn by_arabic(c: char) -> Option<&'static Letter> {
    LETTERS.iter().find(|letter| letter.arabic == c)
}

/// The letter that a Latin spelling in small characters is.
pub(super) fn by_latin(spelling: &str) -> Option<&'static Letter> {
    let spelling = if spelling == "é" { "ë" } else { spelling };
    LETTERS.iter().find(|letter| letter.latin == spelling)
}

pub(super) fn is_vowel(c: char) -> bool {
    by_arabic(c).is_some_and(|letter| letter.vowel)
}

pub(super) fn is_consonant(c: char) -> bool {
    by_arabic(c).is_some_and(|letter| !letter.vowel)
}

/// A letter or hamza.
pub(super) fn is_uyghur(c: char) -> bool {
    c == HAMZA || by_arabic(c).is_some()
}

/// Characters that join or stretch and say nothing: tatweel, joiners.
pub(super) fn is_filler(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{200C}' | '\u{200D}')
}

/// Whether two vowels may stand side by side in Arabic script.
pub(super) fn may_meet(first: char, second: char) -> bool {
    (first, second) == BARE_PAIR
}

/// A Latin character in its small form, for the letters that ULY has and the
/// others of ASCII.
pub(super) fn small(c: char) -> char {
    match c {
        'Ö' => 'ö',
        'Ü' => 'ü',
        'É' => 'é',
        'Ë' => 'ë',
        c => c.to_ascii_lowercase(),
    }
}

/// Apostrophes as they are typed and as programs replace them.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}' | '`'
    )
}

/// The characters of a text, with accents that stand alone put on their letters
/// (only those that the two alphabets have).
pub(super) fn characters(text: &str) -> Vec<char> {
    let mut out: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        let joined = match (out.last().copied(), c) {
            (Some('\u{064A}'), '\u{0654}') => Some(HAMZA),
            (Some('e'), '\u{0301}') => Some('é'),
            (Some('e'), '\u{0308}') => Some('ë'),
            (Some('o'), '\u{0308}') => Some('ö'),
            (Some('u'), '\u{0308}') => Some('ü'),
            (Some('E'), '\u{0301}') => Some('É'),
            (Some('E'), '\u{0308}') => Some('Ë'),
            (Some('O'), '\u{0308}') => Some('Ö'),
            (Some('U'), '\u{0308}') => Some('Ü'),
            _ => None,
        };
        match (joined, out.last_mut()) {
            (Some(joined), Some(last)) => *last = joined,
            _ => out.push(c),
        }
    }
    out
}
