//! Numbers in figures and in words, with what they count.

mod counted;
mod fraction;
mod range;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use crate::check::numbers::{Part, Said, Value, digits, part};
use crate::model::Locale;

use super::lexicon::{self, DOCUMENTS, PEOPLE, TIME, is_in};
use super::word::Word;

/// How much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Amount {
    /// A number.
    Exact(Value),
    /// Hundreds of thousands: the words, the least and the most.
    Vague(&'static str, f64, f64),
}

impl Amount {
    /// The least and the most that is meant.
    pub(super) fn bounds(self) -> (f64, f64) {
        match self {
            Amount::Exact(value) => (value.roughly(), value.roughly()),
            Amount::Vague(_, least, most) => (least, most),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Amount::Exact(value) => value.fmt(f),
            Amount::Vague(words, ..) => f.write_str(words),
        }
    }
}

/// A number of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The words it takes, what it counts left out.
    pub(super) words: Range<usize>,
    /// How much.
    pub(super) amount: Amount,
    /// What it counts, in the singular; empty if the text does not say.
    pub(super) noun: String,
    /// Where the words of that end.
    pub(super) end: usize,
    /// Whether it is the end of a range or the number of an article: never compared.
    pub(super) fixed: bool,
    /// Whether what it is of stands before it: Article 19.
    pub(super) reference: bool,
    /// Stems of the words around it.
    pub(super) near: BTreeSet<String>,
    /// Names in its segment that are of one thing: campaigns, persons.
    pub(super) things: BTreeSet<String>,
    /// Other names in its segment: places and bodies.
    pub(super) names: BTreeSet<String>,
    /// Years in its segment.
    pub(super) years: BTreeSet<i16>,
    /// Months in its segment, from 1.
    pub(super) months: BTreeSet<i8>,
}

impl Number {
    /// Whether it counts people.
    pub(super) fn is_people(&self) -> bool {
        is_in(PEOPLE, &self.noun)
    }

    /// Whether it measures time.
    pub(super) fn is_time(&self) -> bool {
        is_in(TIME, &self.noun)
    }
}

/// Indefinite numbers: the words, the least and the most.
const VAGUE: [(&str, f64, f64); 9] = [
    ("dozens", 24.0, 120.0),
    ("scores", 40.0, 200.0),
    ("tens of thousands", 2e4, 1e5),
    ("hundreds of thousands", 2e5, 999_999.0),
    ("hundreds of millions", 2e8, 999_999_999.0),
    ("tens of millions", 2e7, 1e8),
    ("hundreds", 200.0, 999.0),
    ("thousands", 2e3, 999_999.0),
    ("millions", 2e6, 999_999_999.0),
];

/// The numbers of a paragraph that are no part of a date, in order.
pub(super) fn numbers(
    text: &str,
    words: &[Word<'_>],
    taken: &[bool],
    locale: &Locale,
) -> Vec<Number> {
    let line = Line {
        text,
        words,
        taken,
        figures: digits(text, locale),
        locale,
    };
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match line.number(at) {
            Some(number) => {
                at = number.words.end;
                found.push(number);
            }
            None => at = line.skipped(at),
        }
    }
    line.ranges(&mut found);
    line.wholes(&mut found);
    found
}

struct Line<'w, 'a> {
    text: &'w str,
    words: &'w [Word<'a>],
    taken: &'w [bool],
    figures: Vec<Said>,
    locale: &'w Locale,
}

impl<'a> Line<'_, 'a> {
    fn word(&self, at: usize) -> Option<&Word<'a>> {
        let free = !self.taken.get(at).copied().unwrap_or(false);
        self.words.get(at).filter(|_| free)
    }

    fn folded(&self, at: usize) -> &str {
        self.word(at).map_or("", |word| word.folded.as_str())
    }

    fn number(&self, at: usize) -> Option<Number> {
        let word = self.word(at)?;
        if self.is_share(at) {
            return None;
        }
        let (end, amount) = if word.is_numeric() {
            self.figure(at)?
        } else {
            self.half(at)
                .or_else(|| self.vague(at))
                .or_else(|| self.spoken(at))?
        };
        let (noun, behind) = self.noun(at, end);
        if end == at + 1 && matches!(self.folded(at), "one") && !is_in(TIME, &noun) {
            return None;
        }
        let reference = self.reference(at);
        Some(Number {
            words: at..end,
            amount,
            fixed: reference.is_some(),
            reference: reference.is_some(),
            end: if reference.is_some() { end } else { behind },
            noun: reference.unwrap_or(noun),
            near: self.near(at..end),
            things: BTreeSet::new(),
            names: BTreeSet::new(),
            years: BTreeSet::new(),
            months: BTreeSet::new(),
        })
    }

    /// The words behind a place where nothing was read: a telephone number is left out
    /// whole.
    fn skipped(&self, at: usize) -> usize {
        let mut end = at + 1;
        if self.word(at).is_some_and(|word| word.is_numeric()) {
            while self.word(end).is_some_and(|next| {
                next.is_numeric() && matches!(next.gap, " " | "-" | ") " | ":" | "/" | "." | " (")
            }) {
                end += 1;
            }
        }
        end
    }

    /// Digits, with the words of scale behind them.
    fn figure(&self, at: usize) -> Option<(usize, Amount)> {
        let word = self.word(at)?;
        let found = self
            .figures
            .binary_search_by(|said| said.bytes.start.cmp(&word.bytes.start));
        let said = self.figures.get(found.ok()?)?;
        let tail = self.text.get(said.bytes.end..word.bytes.end)?;
        if self.is_inside(at, word) {
            return None;
        }
        let mut end = at + 1;
        while self
            .word(end)
            .is_some_and(|next| next.follows() || next.is_hyphened())
            && matches!(part(self.folded(end), self.locale), Some(Part::Factor(f)) if f >= 100)
            && !self.folded(end).starts_with("centur")
        {
            end += 1;
        }
        let value = match tail {
            "" | "k" | "K" | "bn" | "tn" | "mn" => said.value,
            // 5m people, 5m of a wall.
            "m" | "M" => self.millions(at, said.value)?,
            _ => return None,
        };
        Some((end, Amount::Exact(value)))
    }

    /// Whether digits are part of something longer that is no number: a sign, a name, a
    /// telephone number.
    fn is_inside(&self, at: usize, word: &Word<'_>) -> bool {
        let sign = word.gap.ends_with(['+', '/', '#', ':', '.', '_', '@'])
            || word.text.starts_with('0') && word.text.len() > 1 && !word.text.contains('.');
        // COVID-19, B-52: part of a name.
        let named = word.is_hyphened()
            && at
                .checked_sub(1)
                .and_then(|before| self.words.get(before))
                .is_some_and(|before| !before.text.ends_with(|c: char| c.is_ascii_digit()));
        let goes_on = self.words.get(at + 1).is_some_and(|next| {
            next.gap.starts_with(['/', ':', '_', '@', '°'])
                || next.is_numeric()
                    && matches!(next.gap, " " | "-" | ") " | ".")
                    && !self.begins_range(at)
        });
        sign || named || goes_on
    }

    /// Hundreds of thousands, millions.
    fn vague(&self, at: usize) -> Option<(usize, Amount)> {
        if self.locale.language() != "en" {
            return None;
        }
        VAGUE.iter().find_map(|(words, least, most)| {
            let mut end = at;
            for word in words.split(' ') {
                if self.folded(end) != word {
                    return None;
                }
                end += 1;
            }
            // Six millions is a number.
            let counted = at
                .checked_sub(1)
                .is_some_and(|before| self.is_cardinal(before));
            (!counted).then_some((end, Amount::Vague(words, *least, *most)))
        })
    }

    /// Two hundred and six, a million, fifty.
    fn spoken(&self, at: usize) -> Option<(usize, Amount)> {
        if self.locale.language() != "en" {
            return None;
        }
        if self.is_fraction(at) {
            return None;
        }
        let article = matches!(self.folded(at), "a" | "an");
        if article {
            matches!(self.factor(at + 1), Some(factor) if factor >= 100).then_some(())?;
        }
        let (total, end) = self.total(at, article)?;
        if self.is_part(end) {
            return None;
        }
        let (value, end) = self.with_half(total, end)?;
        (end > at + usize::from(article) && value > 0)
            .then_some((end, Amount::Exact(Value::whole(value))))
    }

    /// The sum of the words of a number, and where they end. An article before them is one
    /// of what follows.
    fn total(&self, at: usize, article: bool) -> Option<(u128, usize)> {
        let (mut total, mut group) = (0_u128, u128::from(article));
        let mut end = at + usize::from(article);
        while self.is_cardinal(end) || self.is_joint(end, at) {
            match part(self.folded(end), self.locale) {
                Some(Part::Amount(amount)) => {
                    let amount = u128::from(amount);
                    let fits = group == 0
                        || (amount < 10 && group % 10 == 0)
                        || (amount < 100 && group % 100 == 0);
                    if !fits {
                        break;
                    }
                    group = group.checked_add(amount)?;
                }
                Some(Part::Factor(factor)) if factor < 1_000 => {
                    group = group.max(1).checked_mul(factor)?;
                }
                Some(Part::Factor(factor)) => {
                    total = total.checked_add(group.max(1).checked_mul(factor)?)?;
                    group = 0;
                }
                None => {}
            }
            end += 1;
        }
        Some((total.checked_add(group)?, end))
    }

    fn factor(&self, at: usize) -> Option<u128> {
        match part(self.folded(at), self.locale)? {
            Part::Factor(factor) if self.is_cardinal(at) => Some(factor),
            _ => None,
        }
    }

    /// Whether a word is a number that counts, and no ordinal, no “both”.
    fn is_cardinal(&self, at: usize) -> bool {
        #[rustfmt::skip]
        const CARDINALS: [&str; 33] = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
            "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
            "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
            "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen",
        ];
        is_in(&CARDINALS, self.folded(at))
    }

    /// The “and” of two hundred and six.
    fn is_joint(&self, at: usize, start: usize) -> bool {
        let after_factor = at > start && self.factor(at - 1).is_some();
        let small = matches!(
            part(self.folded(at + 1), self.locale),
            Some(Part::Amount(_))
        );
        self.folded(at) == "and" && after_factor && small && self.is_cardinal(at + 1)
    }
}

/// Whether the words beside a number of pages are something to read.
pub(super) fn is_of_document(number: &Number) -> bool {
    let stems = DOCUMENTS.iter().map(|noun| lexicon::stem(noun));
    number.noun == "page" && stems.into_iter().any(|stem| number.near.contains(&stem))
}
