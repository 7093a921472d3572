//! How a letter is written in its word: the rules for hamza, loan words and
//! foreign names. Every rule is what most of CLDR's names of its kind have.

use super::letters::by_cyrillic;

/// Front vowels that have no letter of their own in Arabic script.
const FRONT: &str = "әөүі";

/// Letters of front words only: with one of them (ك گ ە) no hamza is written.
const TELLING: &str = "кгеэ";

/// Sounds of back words only: a word with one of them is not front throughout
/// (бірыңғай).
const BACK: &str = "қғыұ";

/// Vowels that make a word a back word if they come first: рублі رۋبلى. Behind
/// a front vowel they are in front words too (әзірбайжан). и is in either.
const BACK_IF_FIRST: &str = "аоуёюя";

/// Consonants that stand doubled in foreign names.
const DOUBLED: &str = "бвгджзклмнпрстфх";

/// Consonants without voice or with a noise: before them the г of foreign нг
/// is not spoken.
const NOISY: &str = "бкпдтзсжшчх";

const VOWELS: &str = "аәеёиоөуұүыіэюя";

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
    hissing(place)
        .or_else(|| nasal(place))
        .or_else(|| doubled_or_glide(place))
        .unwrap_or_else(|| place.alone())
}

/// дж, дз, цз, чж, тс and ц.
fn hissing(place: &Neighbours) -> Option<&'static str> {
    let Neighbours {
        last,
        c,
        next,
        next_but_one,
        ..
    } = *place;
    match c {
        // дж is the sound of ж: раджа; so are чж and цз in Chinese names.
        'д' | 'ч' if next == Some('ж') => Some(""),
        'ц' if next == Some('з') => Some(""),
        'з' if last == Some('ц') => Some("\u{062C}"),
        // Japanese дзи likewise: эмодзи.
        'д' if next == Some('з') && next_but_one == Some('и') => Some(""),
        'з' if last == Some('д') && next == Some('и') => Some("\u{062C}"),
        // What was a Latin c before e or i is spoken as с: Франция, акцент.
        'ц' if is_one_of(next, "ие") || last == Some('й') => Some("\u{0633}"),
        // No Kazakh word begins with two consonants: Цюрих, тсонга.
        'ц' if last.is_none() => Some("\u{0633}"),
        'т' if last.is_none() && next == Some('с') => Some(""),
        _ => None,
    }
}

/// н and нг.
fn nasal(place: &Neighbours) -> Option<&'static str> {
    let Neighbours {
        last,
        c,
        next,
        next_but_one,
        chinese,
    } = *place;
    let silent = |c: Option<char>| c.is_none_or(|c| NOISY.contains(c));
    match c {
        // Chinese names: a hard н at the end of a syllable is ң, нь is н.
        'н' if chinese && !is_one_of(next, "аеёиоуыэюяь") => Some("\u{06AD}"),
        // Foreign нг where г is not spoken; in -нгі a syllable begins with г.
        'н' if next == Some('г') && silent(next_but_one) => Some("\u{06AD}"),
        'г' if last == Some('н') && silent(next) => Some(""),
        _ => None,
    }
}

/// Doubled consonants, and vowels with their glide.
fn doubled_or_glide(place: &Neighbours) -> Option<&'static str> {
    let Neighbours { last, c, next, .. } = *place;
    match c {
        // Doubled letters are written once where no vowel follows: Маршалл.
        c if last == Some(c) && DOUBLED.contains(c) && !is_one_of(next, VOWELS) => Some(""),
        // The glide in ьо, ъе: Реюньон, объект. Not in ье: Пьер, Сьерра.
        'ь' if next == Some('о') => Some("\u{064A}"),
        'ъ' if is_one_of(next, "ео") => Some("\u{064A}"),
        // и has its glide in it: -ия, -ий, -ию.
        'и' | 'й' if last == Some('и') => Some(""),
        'я' if is_one_of(last, "ий") => Some("\u{0627}"),
        'ю' if is_one_of(last, "ий") => Some("\u{06CB}"),
        _ => None,
    }
}

fn is_one_of(c: Option<char>, letters: &str) -> bool {
    c.is_some_and(|c| letters.contains(c))
}

/// A front word has hamza, unless one of the letters ك گ ە tells the same.
pub(super) fn needs_hamza(word: &[char]) -> bool {
    let any = |letters: &str| word.iter().any(|c| letters.contains(*c));
    any(FRONT) && !any(TELLING) && !any(BACK) && begins_front(word)
}

/// Whether no back vowel comes before the first front one. у beside another
/// vowel is a consonant (уәлі, дәуір).
fn begins_front(word: &[char]) -> bool {
    for (at, c) in word.iter().enumerate() {
        let place = Neighbours::of(word, at, false);
        let beside = is_one_of(place.last, VOWELS) || is_one_of(place.next, VOWELS);
        if FRONT.contains(*c) {
            return true;
        }
        if BACK_IF_FIRST.contains(*c) && !(*c == 'у' && beside) {
            return false;
        }
    }
    false
}

/// Whether a word is a Chinese name in the usual Cyrillic transcription: no
/// other word has чж or цз.
pub(super) fn is_chinese(word: &[char]) -> bool {
    word.windows(2)
        .any(|pair| matches!(pair, ['ч', 'ж'] | ['ц', 'з']))
}
