//! The last word of a number.

use super::{End, Spoken, Tongue};
use End::{Nasal, Sonorant, Voiced, Voiceless, Vowel};

/// Front or back, rounded or not (which only Turkish asks), and the end.
const fn spoken(side: char, rounded: bool, end: End) -> Spoken {
    Spoken {
        front: side == 'f',
        rounded,
        end,
    }
}

/// What is known of the number words of a language.
struct Words {
    zero: Spoken,
    /// From one to nine.
    ones: [Spoken; 9],
    /// From ten to ninety.
    tens: [Spoken; 9],
    hundred: Spoken,
    thousand: Spoken,
    /// Million, milliard, and so on by thousands.
    powers: &'static [Option<Spoken>],
}

/// sıfır; bir iki üç dört beş altı yedi sekiz dokuz; on yirmi otuz kırk elli altmış
/// yetmiş seksen doksan; yüz; bin; milyon milyar trilyon katrilyon.
static TURKISH: Words = Words {
    zero: spoken('b', false, Voiced),
    ones: [
        spoken('f', false, Voiced),
        spoken('f', false, Vowel),
        spoken('f', true, Voiceless),
        spoken('f', true, Voiceless),
        spoken('f', false, Voiceless),
        spoken('b', false, Vowel),
        spoken('f', false, Vowel),
        spoken('f', false, Voiced),
        spoken('b', true, Voiced),
    ],
    tens: [
        spoken('b', true, Voiced),
        spoken('f', false, Vowel),
        spoken('b', true, Voiced),
        spoken('b', false, Voiceless),
        spoken('f', false, Vowel),
        spoken('b', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiced),
        spoken('b', false, Voiced),
    ],
    hundred: spoken('f', true, Voiced),
    thousand: spoken('f', false, Voiced),
    powers: &[
        Some(spoken('b', true, Voiced)),
        Some(spoken('b', false, Voiced)),
        Some(spoken('b', true, Voiced)),
        Some(spoken('b', true, Voiced)),
    ],
};

/// нөл; бір екі үш төрт бес алты жеті сегіз тоғыз; он жиырма отыз қырық елу алпыс
/// жетпіс сексен тоқсан; жүз; мың; миллион. миллиард ends in т for the ear.
static KAZAKH: Words = Words {
    zero: spoken('f', false, Sonorant),
    ones: [
        spoken('f', false, Sonorant),
        spoken('f', false, Vowel),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('b', false, Vowel),
        spoken('f', false, Vowel),
        spoken('f', false, Voiced),
        spoken('b', false, Voiced),
    ],
    tens: [
        spoken('b', false, Nasal),
        spoken('b', false, Vowel),
        spoken('b', false, Voiced),
        spoken('b', false, Voiceless),
        spoken('f', false, Sonorant),
        spoken('b', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Nasal),
        spoken('b', false, Nasal),
    ],
    hundred: spoken('f', false, Voiced),
    thousand: spoken('b', false, Nasal),
    powers: &[Some(spoken('b', false, Nasal))],
};

/// نۆل; بىر ئىككى ئۈچ تۆت بەش ئالتە يەتتە سەككىز توققۇز; ئون يىگىرمە ئوتتۇز قىرىق
/// ئەللىك ئاتمىش يەتمىش سەكسەن توقسان; يۈز; مىڭ; مىليون. In بىر and مىڭ no vowel decides:
/// texts have بىرگە and مىڭغا.
static UYGHUR: Words = Words {
    zero: spoken('f', false, Voiced),
    ones: [
        spoken('f', false, Voiced),
        spoken('f', false, Vowel),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Vowel),
        spoken('f', false, Vowel),
        spoken('f', false, Voiced),
        spoken('b', false, Voiced),
    ],
    tens: [
        spoken('b', false, Voiced),
        spoken('f', false, Vowel),
        spoken('b', false, Voiced),
        spoken('b', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('b', false, Voiceless),
        spoken('f', false, Voiceless),
        spoken('f', false, Voiced),
        spoken('b', false, Voiced),
    ],
    hundred: spoken('f', false, Voiced),
    thousand: spoken('b', false, Voiced),
    powers: &[Some(spoken('b', false, Voiced))],
};

/// The last word of a number of these digits.
pub(super) fn last(digits: &str, tongue: Tongue) -> Option<Spoken> {
    let words = match tongue {
        Tongue::Turkish => &TURKISH,
        Tongue::Kazakh => &KAZAKH,
        Tongue::Uyghur => &UYGHUR,
    };
    let trimmed = digits.trim_end_matches('0');
    let zeros = digits.len() - trimmed.len();
    let Some(digit) = trimmed.chars().next_back().and_then(|c| c.to_digit(10)) else {
        return Some(words.zero);
    };
    let at = usize::try_from(digit).ok()?.checked_sub(1)?;
    match zeros {
        0 => words.ones.get(at).copied(),
        1 => words.tens.get(at).copied(),
        2 => Some(words.hundred),
        3..=5 => Some(words.thousand),
        _ => words.powers.get(zeros / 3 - 2).copied().flatten(),
    }
}
