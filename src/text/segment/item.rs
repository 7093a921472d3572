//! The numbers and letters before the items of a list: `1.`, `2)`, `b.)`,
//! `(iii)`, `• 9.`

use super::stops::{is_bullet, is_space};

/// The alphabets that items are counted in. Kazakh lists often leave out the
/// letters that Russian has not.
const ALPHABETS: [&str; 8] = [
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcçdefgğhıijklmnoöprsştuüvyz",
    "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ",
    "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
];

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The bullet, if there is one.
    bullet: Option<char>,
    /// Whether the number stands in brackets, or has one after it.
    form: Form,
    /// Its place among numbers, if it is one.
    number: Option<u32>,
    /// The letter, if it is one.
    letter: Option<char>,
    /// Its place among Roman numbers, if it is one.
    roman: Option<u32>,
    /// Bytes of the marker with the white space after it.
    pub(super) length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Bullet,
    Period,
    Bracket,
    PeriodBracket,
    Brackets,
}

impl Marker {
    /// The marker that a text begins with.
    pub(super) fn at(text: &str) -> Option<Marker> {
        let bullet = text.chars().next().filter(|c| is_bullet(*c));
        let after = text.get(bullet.map_or(0, char::len_utf8)..)?;
        let body = after.trim_start_matches(is_space);
        let opened = body.strip_prefix('(');
        let inner = opened.unwrap_or(body);
        let name_length = inner
            .find(|c| !is_name(c))
            .filter(|length| (1..=4).contains(length));
        let Some(name_length) = name_length else {
            return bullet.map(|_| Marker::bare(bullet, text.len() - body.len()));
        };
        let (name, tail) = inner.split_at_checked(name_length)?;
        let (form, mark) = match (opened.is_some(), tail) {
            (true, tail) if tail.starts_with(')') => (Form::Brackets, 1),
            (false, tail) if tail.starts_with(".)") => (Form::PeriodBracket, 2),
            (false, tail) if tail.starts_with('.') => (Form::Period, 1),
            (false, tail) if tail.starts_with(')') => (Form::Bracket, 1),
            _ => return bullet.map(|_| Marker::bare(bullet, text.len() - body.len())),
        };
        let rest = tail.get(mark..)?;
        let content = rest.trim_start_matches(is_space);
        if content.len() == rest.len() && !rest.is_empty() {
            return None;
        }
        Marker::named(bullet, form, name, text.len() - content.len())
    }

    fn bare(bullet: Option<char>, length: usize) -> Marker {
        Marker {
            bullet,
            form: Form::Bullet,
            number: None,
            letter: None,
            roman: None,
            length,
        }
    }

    fn named(bullet: Option<char>, form: Form, name: &str, length: usize) -> Option<Marker> {
        let number = name.parse().ok().filter(|_| name.len() <= 3);
        let mut letters = name.chars();
        let letter = letters
            .next()
            .filter(|c| c.is_alphabetic() && letters.next().is_none());
        let roman = roman(name);
        (number.is_some() || letter.is_some() || roman.is_some()).then_some(Marker {
            bullet,
            form,
            number,
            letter,
            roman,
            length,
        })
    }

    /// Whether this marker stands before the item after that of another.
    pub(super) fn follows(&self, other: &Marker) -> bool {
        let next = |a: Option<u32>, b: Option<u32>| a.zip(b).is_some_and(|(a, b)| a == b + 1);
        self.form == other.form
            && self.bullet == other.bullet
            && (self.form == Form::Bullet
                || next(self.number, other.number)
                || next_letter(self.letter, other.letter)
                || next(self.roman, other.roman))
    }

    /// Whether a list begins with it.
    pub(super) fn is_first(&self) -> bool {
        self.number == Some(1)
            || self
                .letter
                .is_some_and(|c| matches!(c, 'a' | 'A' | 'а' | 'А'))
    }

    /// Whether it may as well be the initial of a name: a capital letter with a
    /// full stop.
    pub(super) fn is_initial(&self) -> bool {
        self.form == Form::Period && self.letter.is_some_and(char::is_uppercase)
    }

    /// Whether it ends with a bracket, so that it can be nothing else.
    pub(super) fn is_bracketed(&self) -> bool {
        !matches!(self.form, Form::Bullet | Form::Period)
    }
}

/// What the name of an item is made of: digits, and the letters of alphabets
/// that lists are counted in.
pub(super) fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(
            c,
            'ç' | 'ğ' | 'ı' | 'ö' | 'ş' | 'ü' | 'Ç' | 'Ğ' | 'İ' | 'Ö' | 'Ş' | 'Ü' | '\u{400}'
                ..='\u{4FF}'
        )
}

/// Whether a letter comes right after another in one of the alphabets.
fn next_letter(letter: Option<char>, other: Option<char>) -> bool {
    let Some((letter, other)) = letter.zip(other) else {
        return false;
    };
    let place = |alphabet: &str, wanted: char| alphabet.chars().position(|c| c == wanted);
    ALPHABETS.iter().any(|alphabet| {
        place(alphabet, letter)
            .zip(place(alphabet, other))
            .is_some_and(|(letter, other)| letter == other + 1)
    })
}

/// A Roman number up to 39.
fn roman(name: &str) -> Option<u32> {
    let mut sum = 0;
    let mut last = 0;
    for c in name.chars().rev() {
        let value = match c.to_ascii_lowercase() {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            _ => return None,
        };
        if value < last {
            sum -= value;
        } else {
            sum += value;
            last = value;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_in_order() {
        let marker = |text| Marker::at(text).unwrap_or_else(|| panic!("{text}"));
        for (first, second) in [
            ("1. a", "2. b"),
            ("9) a", "10) b"),
            ("a.) a", "b.) b"),
            ("(iii) a", "(iv) b"),
            ("i) a", "ii) b"),
            ("• a", "• b"),
            ("• 9. a", "• 10. b"),
        ] {
            assert!(marker(second).follows(&marker(first)), "{first}, {second}");
            assert!(!marker(first).follows(&marker(second)) || first.starts_with("• a"));
        }
        for text in [
            "One. Two", "1.5 m", "2022. It", "(see) a", "hello) x", "a b", "",
        ] {
            assert_eq!(Marker::at(text), None, "{text}");
        }
    }

    #[test]
    fn roman_numbers() {
        for (name, value) in [("i", 1), ("iv", 4), ("ix", 9), ("XIV", 14), ("xxxix", 39)] {
            assert_eq!(roman(name), Some(value), "{name}");
        }
        assert_eq!(roman("mix"), None);
    }
}
