//! The letters of Kazakh, Cyrillic and Arabic, and the names that follow no rule.

/// One line a letter; the name is the one in Unicode behind `ARABIC LETTER`.
/// The rules of [`spelling`](super::rules::spelling) come first.
const LETTERS: [(char, &str); 42] = [
    ('а', "\u{0627}"),         // ا ALEF
    ('ә', "\u{0627}"),         // ا ALEF
    ('б', "\u{0628}"),         // ب BEH
    ('в', "\u{06C6}"),         // ۆ OE
    ('г', "\u{06AF}"),         // گ GAF
    ('ғ', "\u{0639}"),         // ع AIN
    ('д', "\u{062F}"),         // د DAL
    ('е', "\u{06D5}"),         // ە AE
    ('ё', "\u{064A}\u{0648}"), // يو
    ('ж', "\u{062C}"),         // ج JEEM
    ('з', "\u{0632}"),         // ز ZAIN
    ('и', "\u{064A}"),         // ي YEH
    ('й', "\u{064A}"),         // ي YEH
    ('к', "\u{0643}"),         // ك KAF
    ('қ', "\u{0642}"),         // ق QAF
    ('л', "\u{0644}"),         // ل LAM
    ('м', "\u{0645}"),         // م MEEM
    ('н', "\u{0646}"),         // ن NOON
    ('ң', "\u{06AD}"),         // ڭ NG
    ('о', "\u{0648}"),         // و WAW
    ('ө', "\u{0648}"),         // و WAW
    ('п', "\u{067E}"),         // پ PEH
    ('р', "\u{0631}"),         // ر REH
    ('с', "\u{0633}"),         // س SEEN
    ('т', "\u{062A}"),         // ت TEH
    ('у', "\u{06CB}"),         // ۋ VE
    ('ұ', "\u{06C7}"),         // ۇ U
    ('ү', "\u{06C7}"),         // ۇ U
    ('ф', "\u{0641}"),         // ف FEH
    ('х', "\u{062D}"),         // ح HAH
    ('һ', "\u{06BE}"),         // ھ HEH DOACHASHMEE
    ('ц', "\u{062A}\u{0633}"), // تس
    ('ч', "\u{0686}"),         // چ TCHEH
    ('ш', "\u{0634}"),         // ش SHEEN
    ('щ', "\u{0634}\u{0634}"), // شش: ащы is اششى
    ('ъ', ""),
    ('ы', "\u{0649}"), // ى ALEF MAKSURA
    ('і', "\u{0649}"), // ى ALEF MAKSURA
    ('ь', ""),
    ('э', "\u{06D5}"),         // ە AE
    ('ю', "\u{064A}\u{06CB}"), // يۋ
    ('я', "\u{064A}\u{0627}"), // يا
];

/// Well-known names that Arabic script takes from the language they come from.
/// One line a name: how its Cyrillic form begins, and how it would begin if it
/// followed that language.
const NAMES: [(&str, &str); 4] = [
    ("вьет", "вйет"),              // Việt: a glide, not written in others (Пьер)
    ("тайван", "тайуан"),          // Chinese Táiwān with w
    ("филиппин", "филипин"),       // Filipino, as the people write it
    ("герцеговин", "гертсеговин"), // German Herzog: no Latin c
];

/// A letter of the alphabet, large or small.
pub(super) fn cyrillic(c: char) -> bool {
    by_cyrillic(small(c)).is_some()
}

pub(super) fn by_cyrillic(c: char) -> Option<&'static str> {
    LETTERS
        .iter()
        .find(|(letter, _)| *letter == c)
        .map(|(_, arabic)| *arabic)
}

/// The small form of a letter of the alphabet; others as they are.
pub(super) fn small(c: char) -> char {
    let shift = match c {
        'А'..='Я' => 0x20,
        'Ё' | 'І' => 0x50,
        'Ә' | 'Ғ' | 'Қ' | 'Ң' | 'Ө' | 'Ұ' | 'Ү' | 'Һ' => 1,
        _ => 0,
    };
    char::from_u32(u32::from(c) + shift).unwrap_or(c)
}

pub(super) fn is_capital(c: char) -> bool {
    small(c) != c
}

/// A word as the rules want it: well-known names by the language they come
/// from, with the same endings (тайваньда).
pub(super) fn respelt(word: Vec<char>) -> Vec<char> {
    let ending = |stem: &str| {
        let (begins, ending) = word.split_at_checked(stem.chars().count())?;
        begins.iter().copied().eq(stem.chars()).then_some(ending)
    };
    NAMES
        .iter()
        .find_map(|(stem, form)| Some(form.chars().chain(ending(stem)?.iter().copied()).collect()))
        .unwrap_or(word)
}
