//! The letters of Kazakh, Cyrillic and Arabic, and the rules for loan words.

/// Front vowels that have no letter of their own in Arabic script.
pub(super) const FRONT: &str = "әөүі";

/// Letters of front words only: with one of them (ك گ ە) no hamza is written.
pub(super) const TELLING: &str = "кгеэ";

/// Sounds of back words only: a word with one of them is not front throughout
/// (бірыңғай). Not а and о, which foreign names bring with them (әзірбайжан).
pub(super) const BACK: &str = "қғыұ";

/// One line a letter; the name is the one in Unicode behind `ARABIC LETTER`.
/// The rules of [`spelling`] come first.
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

/// Consonants that stand doubled in foreign names.
const DOUBLED: &str = "бвгджзклмнпрстфх";

/// Consonants without voice or with a noise: before them the г of foreign нг
/// is not spoken.
const NOISY: &str = "бпдтзсжшчх";

/// A letter of the alphabet, large or small.
pub(super) fn cyrillic(c: char) -> bool {
    by_cyrillic(small(c)).is_some()
}

fn by_cyrillic(c: char) -> Option<&'static str> {
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

/// A letter in its word.
pub(super) struct Neighbours {
    last: Option<char>,
    c: char,
    next: Option<char>,
    next_but_one: Option<char>,
    chinese: bool,
}

impl Neighbours {
    pub(super) fn of(word: &[char], at: usize, chinese: bool) -> Neighbours {
        Neighbours {
            last: at.checked_sub(1).and_then(|at| word.get(at)).copied(),
            c: word.get(at).copied().unwrap_or_default(),
            next: word.get(at + 1).copied(),
            next_but_one: word.get(at + 2).copied(),
            chinese,
        }
    }

    /// The letter by itself, as abbreviations have it.
    pub(super) fn alone(&self) -> &'static str {
        by_cyrillic(self.c).unwrap_or_default()
    }
}

/// How a letter is written in its place: by a rule for loan words and foreign
/// names, or as the table has it.
pub(super) fn spelling(place: &Neighbours) -> &'static str {
    let Neighbours {
        last,
        c,
        next,
        next_but_one,
        chinese,
    } = *place;
    let is = |c: Option<char>, letters: &str| c.is_some_and(|c| letters.contains(c));
    match c {
        // дж is the sound of ж: раджа; so are чж and цз in Chinese names.
        'д' | 'ч' if next == Some('ж') => "",
        'ц' if next == Some('з') => "",
        'з' if last == Some('ц') => "\u{062C}",
        // Japanese дзи likewise: эмодзи.
        'д' if next == Some('з') && next_but_one == Some('и') => "",
        'з' if last == Some('д') && next == Some('и') => "\u{062C}",
        // What was a Latin c before e or i is spoken as с: Франция, акцент.
        'ц' if is(next, "ие") || last == Some('й') => "\u{0633}",
        // Chinese names: a hard н at the end of a syllable is ң, нь is н.
        'н' if chinese && !is(next, "аеёиоуыэюяь") => "\u{06AD}",
        // Foreign нг where г is not spoken; in -нгі a syllable begins with г.
        'н' if next == Some('г') && next_but_one.is_none_or(|c| NOISY.contains(c)) => "\u{06AD}",
        'г' if last == Some('н') && next.is_none_or(|c| NOISY.contains(c)) => "",
        // Doubled letters are written once where no vowel follows: Маршалл.
        c if last == Some(c) && DOUBLED.contains(c) && !is_vowel(next) => "",
        // The glide in ье, ьо: Вьетнам, объект, Реюньон.
        'ь' | 'ъ' if is(next, "ео") => "\u{064A}",
        // и has its glide in it: -ия, -ий, -ию.
        'и' | 'й' if last == Some('и') => "",
        'я' if is(last, "ий") => "\u{0627}",
        'ю' if is(last, "ий") => "\u{06CB}",
        c => by_cyrillic(c).unwrap_or_default(),
    }
}

fn is_vowel(c: Option<char>) -> bool {
    c.is_some_and(|c| "аәеёиоөуұүыіэюяьъ".contains(c))
}
