//! Numbers in digits as a language writes them.

use crate::model::Locale;

/// A number that can be read in one way only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Amount {
    /// The digits before the decimal mark, without marks between them.
    pub(super) whole: String,
    /// The digits behind it; empty: a whole number.
    pub(super) fraction: String,
    /// The mark between groups of three digits.
    grouping: Option<char>,
    decimal: Option<char>,
}

/// The marks of a language (CLDR, numbers/symbols). The first of each is written.
pub(super) struct Style {
    groupings: &'static [char],
    decimals: &'static [char],
    /// Whether a plain space parts groups.
    spaced: bool,
}

/// Spaces that keep a number together.
const KEPT: [char; 3] = ['\u{A0}', '\u{202F}', '\u{2009}'];

/// How a language writes numbers; none for languages of others, and for scripts in
/// which the endings of a language are not known: they would be left wrong.
pub(super) fn style(locale: &Locale) -> Option<&'static Style> {
    match (locale.language(), locale.script()) {
        ("en" | "zh", _) => Some(&Style {
            groupings: &[','],
            decimals: &['.'],
            spaced: false,
        }),
        ("ug", "Arab") => Some(&Style {
            groupings: &[',', '٬'],
            decimals: &['.', '٫'],
            spaced: false,
        }),
        ("tr", "Latn") => Some(&Style {
            groupings: &['.'],
            decimals: &[','],
            spaced: false,
        }),
        ("kk", "Cyrl") => Some(&Style {
            groupings: &['\u{A0}'],
            decimals: &[','],
            spaced: true,
        }),
        _ => None,
    }
}

/// Whether a character is a digit of any script.
pub(super) fn is_digit(c: char) -> bool {
    c.is_numeric() && !c.is_alphabetic()
}

/// The bytes of the number that a text begins with, and what it says. Dates in digits,
/// versions, digits of other scripts and marks of other languages say nothing.
pub(super) fn read(text: &str, style: &Style) -> (usize, Option<Amount>) {
    let run = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.find(|c| !is_digit(c)).unwrap_or(rest.len())
    };
    let mut end = run(0);
    let mut runs = vec![text.get(..end).unwrap_or_default()];
    let mut marks = Vec::new();
    while let Some(mark) = text.get(end..).and_then(|rest| rest.chars().next()) {
        let from = end + mark.len_utf8();
        let next = run(from);
        let digits = text.get(from..next).unwrap_or_default();
        let is_space = KEPT.contains(&mark) || (mark == ' ' && style.spaced);
        let thirds = digits.len() == 3 && runs.last().is_some_and(|run| run.len() <= 3);
        let is_mark = matches!(mark, '.' | ',' | '٫' | '٬' | '．' | '，');
        if digits.is_empty() || !(is_mark || (is_space && thirds)) {
            break;
        }
        marks.push(mark);
        runs.push(digits);
        end = next;
    }
    (end, amount(&runs, &marks, style))
}

fn amount(runs: &[&str], marks: &[char], style: &Style) -> Option<Amount> {
    if !runs
        .iter()
        .all(|run| run.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let decimal = marks.last().copied().filter(|c| style.decimals.contains(c));
    let (inner, fraction) = match (decimal, marks.split_last(), runs.split_last()) {
        (Some(_), Some((_, marks)), Some((last, runs))) => ((runs, marks), *last),
        _ => ((runs, marks), ""),
    };
    let (runs, marks) = inner;
    let grouping = marks.first().copied();
    let is_grouping =
        |c: char| style.groupings.contains(&c) || KEPT.contains(&c) || (c == ' ' && style.spaced);
    let alike = marks
        .iter()
        .all(|c| Some(*c) == grouping && is_grouping(*c));
    let mut rest = runs.iter();
    let first = rest.next()?;
    let grouped = first.len() <= 3 && rest.all(|run| run.len() == 3);
    (alike && (marks.is_empty() || grouped)).then(|| Amount {
        whole: runs.concat(),
        fraction: fraction.to_owned(),
        grouping,
        decimal,
    })
}

impl Amount {
    /// Whether the two say the same number in the same digits.
    pub(super) fn same(&self, other: &Amount) -> bool {
        self.whole == other.whole && self.fraction == other.fraction
    }

    /// This number, in the manner of the one that a translator wrote in its place: its
    /// marks, or where it shows none because it is short, those of the language.
    pub(super) fn in_place_of(&self, old: &Amount, style: &Style) -> String {
        let is_long = |amount: &Amount| amount.whole.len() > 3;
        let usual = style.groupings.first().copied();
        let grouping = match old.grouping {
            Some(mark) => Some(mark),
            None if is_long(old) => None,
            None => self.grouping.and(usual),
        };
        let mut text = match grouping.filter(|_| is_long(self)) {
            Some(mark) => grouped(&self.whole, mark),
            None => self.whole.clone(),
        };
        if !self.fraction.is_empty() {
            text.extend(old.decimal.or(style.decimals.first().copied()));
            text.push_str(&self.fraction);
        }
        text
    }
}

fn grouped(digits: &str, mark: char) -> String {
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}
