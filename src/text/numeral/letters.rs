//! Letters as sounds.

use super::{End, Spoken, Tongue};

/// What a letter does to the endings behind it.
#[derive(Clone, Copy)]
pub(super) enum Sound {
    /// A vowel: front, rounded.
    Vowel(bool, bool),
    /// A vowel that leaves harmony as it was (Uyghur ى, ې).
    Neutral,
    Consonant(End),
}

/// The sound of a small letter; none for letters of others, and for those that do not
/// show how they are read.
pub(super) fn sound(c: char, tongue: Tongue) -> Option<Sound> {
    match tongue {
        Tongue::Turkish => turkish(c),
        Tongue::Kazakh => kazakh(c),
        Tongue::Uyghur => uyghur(c),
    }
}

fn turkish(c: char) -> Option<Sound> {
    Some(match c {
        'a' | 'ı' | 'â' => Sound::Vowel(false, false),
        'o' | 'u' | 'û' => Sound::Vowel(false, true),
        'e' | 'i' | 'î' => Sound::Vowel(true, false),
        'ö' | 'ü' => Sound::Vowel(true, true),
        'f' | 's' | 't' | 'k' | 'ç' | 'ş' | 'h' | 'p' => Sound::Consonant(End::Voiceless),
        'b' | 'c' | 'd' | 'g' | 'ğ' | 'j' | 'l' | 'm' | 'n' | 'r' | 'v' | 'y' | 'z' => {
            Sound::Consonant(End::Voiced)
        }
        _ => return None,
    })
}

fn kazakh(c: char) -> Option<Sound> {
    Some(match c {
        'а' | 'о' | 'ұ' | 'ы' => Sound::Vowel(false, false),
        'ә' | 'е' | 'ө' | 'ү' | 'і' => Sound::Vowel(true, false),
        'м' | 'н' | 'ң' => Sound::Consonant(End::Nasal),
        'л' | 'р' | 'й' | 'у' => Sound::Consonant(End::Sonorant),
        'б' | 'ғ' | 'г' | 'д' | 'ж' | 'з' => Sound::Consonant(End::Voiced),
        'к' | 'қ' | 'п' | 'с' | 'т' | 'ш' => Sound::Consonant(End::Voiceless),
        _ => return None,
    })
}

fn uyghur(c: char) -> Option<Sound> {
    Some(match c {
        'ا' | 'و' | 'ۇ' => Sound::Vowel(false, false),
        'ە' | 'ۆ' | 'ۈ' => Sound::Vowel(true, false),
        'ى' | 'ې' => Sound::Neutral,
        'پ' | 'ت' | 'چ' | 'خ' | 'س' | 'ش' | 'ف' | 'ق' | 'ك' | 'ھ' => {
            Sound::Consonant(End::Voiceless)
        }
        'ب' | 'ج' | 'د' | 'ر' | 'ز' | 'ژ' | 'غ' | 'گ' | 'ڭ' | 'ل' | 'م' | 'ن' | 'ۋ' | 'ي' => {
            Sound::Consonant(End::Voiced)
        }
        _ => return None,
    })
}

impl Spoken {
    /// The same with one more sound at its end.
    pub(super) fn then(self, sound: Sound) -> Spoken {
        match sound {
            Sound::Vowel(front, rounded) => Spoken {
                front,
                rounded,
                end: End::Vowel,
            },
            Sound::Neutral => Spoken {
                end: End::Vowel,
                ..self
            },
            Sound::Consonant(end) => Spoken { end, ..self },
        }
    }
}

/// How a folded word is spoken as it is spelt.
pub(super) fn spelt(word: &str, tongue: Tongue) -> Option<Spoken> {
    let mut spoken = Spoken {
        front: false,
        rounded: false,
        end: End::Voiced,
    };
    let mut vowels = 0;
    for c in word.chars() {
        let sound = sound(c, tongue)?;
        vowels += usize::from(matches!(sound, Sound::Vowel(..)));
        spoken = spoken.then(sound);
    }
    // Kazakh writes loans with б, в, г, д at the end and says п, ф, к, т.
    let loan = tongue == Tongue::Kazakh && word.ends_with(['б', 'г', 'д']);
    (vowels > 0 && !loan).then_some(spoken)
}
