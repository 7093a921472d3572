//! Latin letters inside Kazakh words: they look right and match nothing.

use std::ops::Range;

/// A word that mixes Latin and Cyrillic letters.
///
/// A Latin name with a Cyrillic ending behind a hyphen (Brexit-тен) is two
/// words and no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    /// The bytes of the word.
    pub span: Range<usize>,
    /// The word as it stands.
    pub found: String,
    /// The word in one script; none when a letter has no double in the other.
    pub repaired: Option<String>,
}

/// Latin letters and the Kazakh letters of the same shape, one pair a line,
/// in both directions.
const PAIRS: [(char, char); 31] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('\u{0259}', 'ә'), // ə LATIN SMALL LETTER SCHWA
    ('\u{01DD}', 'ә'), // ǝ LATIN SMALL LETTER TURNED E
    ('\u{0275}', 'ө'), // ɵ LATIN SMALL LETTER BARRED O
    ('\u{00EB}', 'ё'), // ë LATIN SMALL LETTER E WITH DIAERESIS
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),        // or Ү, see `Harmony`
    ('\u{018F}', 'Ә'), // Ə LATIN CAPITAL LETTER SCHWA
    ('\u{018E}', 'Ә'), // Ǝ LATIN CAPITAL LETTER REVERSED E
    ('\u{019F}', 'Ө'), // Ɵ LATIN CAPITAL LETTER O WITH MIDDLE TILDE
    ('\u{00CB}', 'Ё'), // Ë LATIN CAPITAL LETTER E WITH DIAERESIS
];

/// The signs of Roman numerals: (Cyrillic or Latin, Latin).
const ROMAN: [(char, char); 10] = [
    ('I', 'I'),
    ('V', 'V'),
    ('X', 'X'),
    ('L', 'L'),
    ('C', 'C'),
    ('M', 'M'),
    ('І', 'I'),
    ('Х', 'X'),
    ('С', 'C'),
    ('М', 'M'),
];

/// The words of mixed letters in a text, in order.
///
/// ```
/// use tilmach::text::convert::homoglyph::find;
/// let mixed = find("Қaзақ Brexit-тен");
/// assert_eq!(mixed.len(), 1);
/// assert_eq!(mixed[0].repaired.as_deref(), Some("Қазақ"));
/// ```
pub fn find(text: &str) -> Vec<Mixed> {
    let mut found = Vec::new();
    let mut start = None;
    let ends = std::iter::once((text.len(), ' '));
    for (at, c) in text.char_indices().chain(ends) {
        match (start, is_latin(c) || is_cyrillic(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                start = None;
                found.extend(text.get(from..at).and_then(|word| judge(from..at, word)));
            }
            _ => {}
        }
    }
    found
}

fn judge(span: Range<usize>, word: &str) -> Option<Mixed> {
    let mixed = word.chars().any(is_latin) && word.chars().any(is_cyrillic);
    mixed.then(|| Mixed {
        span,
        found: word.to_owned(),
        repaired: roman(word)
            .or_else(|| as_cyrillic(word))
            .or_else(|| as_latin(word)),
    })
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00C0}'..='\u{02AF}' | '\u{1E00}'..='\u{1EFF}') && !matches!(c, '×' | '÷')
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{0481}' | '\u{048A}'..='\u{052F}')
}

/// The word with Kazakh letters for the Latin ones.
fn as_cyrillic(word: &str) -> Option<String> {
    let characters: Vec<char> = word.chars().collect();
    let harmony = Harmony::of(&characters);
    characters
        .iter()
        .enumerate()
        .map(|(at, c)| match c {
            c if is_cyrillic(*c) => Some(*c),
            'Y' => harmony.capital_y(characters.get(at + 1)),
            c => PAIRS
                .iter()
                .find(|(latin, _)| latin == c)
                .map(|(_, cyrillic)| *cyrillic),
        })
        .collect()
}

/// What the vowels and consonants of a word say of its harmony.
struct Harmony {
    front: bool,
    back: bool,
}

impl Harmony {
    fn of(word: &[char]) -> Harmony {
        let has = |letters: &str| word.iter().any(|c| letters.contains(*c));
        Harmony {
            front: has("әөүіеəieӘӨҮІЕƏIE"),
            back: has("аоұықғaoАОҰЫҚҒAO"),
        }
    }

    /// Y is У or Ү. Before a vowel it is the glide У (уақыт); before a consonant
    /// the other letters tell, and where they do not, nothing is certain.
    fn capital_y(&self, next: Option<&char>) -> Option<char> {
        let glide = next.is_some_and(|c| "аәеоөыіaeoiəАӘЕОӨЫІAEOIƏ".contains(*c));
        match (glide, self.front, self.back) {
            (true, _, _) | (false, false, true) => Some('У'),
            (false, true, false) => Some('Ү'),
            _ => None,
        }
    }
}

/// A Latin word with Cyrillic letters in it: where a Latin letter has no
/// double (N in СNN), but every Cyrillic one has.
fn as_latin(word: &str) -> Option<String> {
    word.chars()
        .map(|c| {
            if is_latin(c) {
                return Some(c);
            }
            PAIRS
                .iter()
                .find(|(_, cyrillic)| *cyrillic == c)
                .map(|(latin, _)| *latin)
        })
        .collect()
}

/// A Roman numeral, whose signs are Latin also in Kazakh.
fn roman(word: &str) -> Option<String> {
    let numeral: String = word
        .chars()
        .map(|c| {
            let sign = ROMAN.iter().find(|(sign, _)| *sign == c);
            sign.map(|(_, latin)| *latin)
        })
        .collect::<Option<_>>()?;
    is_numeral(&numeral).then_some(numeral)
}

/// Whether signs are a number as one writes it, up to 89: enough for centuries
/// and congresses, and no abbreviation is one.
fn is_numeral(text: &str) -> bool {
    const TENS: [&str; 9] = ["LXXX", "LXX", "LX", "XL", "L", "XXX", "XX", "X", ""];
    const ONES: [&str; 10] = ["VIII", "VII", "VI", "IV", "IX", "V", "III", "II", "I", ""];
    TENS.iter()
        .filter_map(|tens| text.strip_prefix(tens))
        .any(|rest| ONES.contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, repaired: Option<&str>) {
        let text = format!("({word})");
        let found = find(&text);
        assert_eq!(found.len(), 1, "{word}");
        assert_eq!(found[0].found, word);
        assert_eq!(&text[found[0].span.clone()], word);
        assert_eq!(found[0].repaired.as_deref(), repaired, "{word}");
    }

    #[test]
    fn latin_letters_are_found_and_repaired() {
        check("қaзaқ", Some("қазақ"));
        check("əлем", Some("әлем"));
        check("тiл", Some("тіл"));
        check("Cоңғы", Some("Соңғы"));
        check("Mемлекет", Some("Мемлекет"));
        check("Hан", Some("Нан"));
        check("Yміт", Some("Үміт"));
        check("Yақыт", Some("Уақыт"));
    }

    #[test]
    fn a_latin_word_stays_latin() {
        check("Вrexit", Some("Brexit"));
        check("СNN", Some("CNN"));
        check("Brexitтен", None);
    }

    #[test]
    fn roman_numerals_are_latin() {
        check("ХХI", Some("XXI"));
        check("XІX", Some("XIX"));
        check("CІМ", Some("СІМ"));
    }

    #[test]
    fn what_is_legitimate_stays() {
        for text in [
            "Brexit-тен",
            "CNN-де",
            "XIX-шы ғасыр",
            "тіл",
            "COVID-19",
            "A4",
            "",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,60}|[a-zа-яA-ZА-ЯіІəY -]{0,40}") {
            for mixed in find(&text) {
                prop_assert_eq!(text.get(mixed.span), Some(mixed.found.as_str()));
                if let Some(repaired) = mixed.repaired {
                    prop_assert_eq!(find(&repaired), []);
                }
            }
        }
    }
}
