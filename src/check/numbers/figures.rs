//! Numbers in digits, with all that they may mean.

use std::ops::Range;

use crate::model::Locale;
use crate::text::fold::fold;

use super::chinese;
use super::language::{self, Language, Word};
use super::value::Value;

/// A number in digits.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Where it stands.
    pub(crate) bytes: Range<usize>,
    /// What must be on the other side: one of these lists, whole.
    pub(crate) demands: Vec<Vec<Value>>,
    /// What it may answer for.
    pub(super) supplies: Vec<Value>,
    /// Whether there is no reason why it should be another number there.
    pub(crate) certain: bool,
    /// The one mark between its digits, if there is one.
    pub(crate) mark: Option<char>,
    /// The power of ten behind it.
    power: Option<i32>,
}

/// All numbers in digits of a text.
pub(crate) fn figures(text: &str, locale: &Locale) -> Vec<Figure> {
    let language = language::of(locale);
    let english = locale.language() == "en";
    let mut found: Vec<Figure> = groups(text)
        .into_iter()
        .map(|groups| figure(text, &groups, language, locale))
        .collect();
    sums(&mut found, text);
    if english {
        ranges(&mut found, text);
        for at in 0..found.len() {
            let before = at.checked_sub(1).and_then(|at| found.get(at)).cloned();
            if let Some(figure) = found.get_mut(at) {
                customs(figure, before.as_ref(), text);
            }
        }
    }
    found
}

/// Digits, and the mark before them.
struct Group {
    mark: Option<char>,
    digits: String,
    bytes: Range<usize>,
}

/// The runs of digits of a text; those that may be one number together.
fn groups(text: &str) -> Vec<Vec<Group>> {
    let mut found: Vec<Vec<Group>> = Vec::new();
    for group in runs(text) {
        let last = found.last().and_then(|groups| groups.last());
        let between = last.map(|last| {
            text.get(last.bytes.end..group.bytes.start)
                .unwrap_or_default()
        });
        let mark = between.and_then(|between| {
            let mut characters = between.chars();
            let mark = characters.next().filter(|_| characters.next().is_none())?;
            joins(mark, last.map_or(0, |g| g.digits.len()), group.digits.len()).then_some(mark)
        });
        match found.last_mut().filter(|_| mark.is_some()) {
            Some(groups) => groups.push(Group { mark, ..group }),
            None => found.push(vec![group]),
        }
    }
    found
}

/// Whether a mark may stand inside of a number.
fn joins(mark: char, before: usize, after: usize) -> bool {
    match mark {
        '.' | ',' | '٫' | '٬' | '．' | '，' => true,
        ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}' | '\'' | '’' => before <= 3 && after == 3,
        _ => false,
    }
}

fn runs(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for (at, c) in text.char_indices() {
        let Some(digit) = digit(c) else { continue };
        let bytes = at..at + c.len_utf8();
        match found.last_mut().filter(|last| last.bytes.end == at) {
            Some(last) => {
                last.digits.push(digit);
                last.bytes.end = bytes.end;
            }
            None => found.push(Group {
                mark: None,
                digits: digit.to_string(),
                bytes,
            }),
        }
    }
    found
}

/// The digit as ASCII: European, Arabic-Indic of both kinds, full-width.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => '0',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '０'..='９' => '０',
        _ => return None,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

fn figure(text: &str, groups: &[Group], language: &Language, locale: &Locale) -> Figure {
    let bytes =
        groups.first().map_or(0, |g| g.bytes.start)..groups.last().map_or(0, |g| g.bytes.end);
    let readings = readings(groups, language.decimal);
    let rest = text.get(bytes.end..).unwrap_or_default();
    let power = scale(rest, language, locale);
    let mut supplies: Vec<Value> = readings.iter().flatten().copied().collect();
    let mut demands = readings;
    if let Some(power) = power {
        for reading in demands.iter_mut().filter(|reading| reading.len() == 1) {
            for value in reading.iter_mut() {
                *value = value.scaled(power);
                supplies.push(*value);
            }
        }
    }
    let mark = match groups {
        [_, second] => second.mark,
        _ => None,
    };
    let certain = supplies.iter().all(|v| v.small().is_none_or(|n| n >= 13));
    Figure {
        bytes,
        demands,
        supplies,
        certain,
        mark,
        power,
    }
}

/// All that some groups of digits may mean, the likeliest first.
fn readings(groups: &[Group], decimal: char) -> Vec<Vec<Value>> {
    let mut found: Vec<Vec<Value>> = Vec::new();
    let digits: Vec<&str> = groups.iter().map(|group| group.digits.as_str()).collect();
    let marks: Vec<char> = groups.iter().filter_map(|group| group.mark).collect();
    let thirds = |part: &[&str]| {
        part.first().is_some_and(|first| first.len() <= 3)
            && part.iter().skip(1).all(|d| d.len() == 3)
    };
    if let (Some(first), Some((last, body))) = (marks.first(), digits.split_last()) {
        let alike = marks.iter().all(|mark| mark == first);
        if alike && thirds(&digits) {
            found.extend(Value::parse(&digits.concat(), "").map(|v| vec![v]));
        }
        let inner = marks
            .split_last()
            .map(|(_, inner)| inner)
            .unwrap_or_default();
        let point = marks
            .last()
            .is_some_and(|mark| matches!(mark, '.' | ',' | '٫' | '．' | '，'));
        let grouped = thirds(body) && inner.iter().all(|mark| Some(mark) != marks.last());
        if point && (body.len() == 1 || grouped) {
            let value = Value::parse(&body.concat(), last).map(|v| vec![v]);
            if marks.last() == Some(&decimal) {
                found.splice(0..0, value);
            } else {
                found.extend(value);
            }
        }
    }
    // Dates, lists, results: every part for itself.
    let parts: Vec<Value> = digits.iter().filter_map(|d| Value::parse(d, "")).collect();
    if parts.len() == digits.len() {
        found.push(parts);
    }
    found
}

/// The power of ten that the words or characters behind a number say.
fn scale(rest: &str, language: &Language, locale: &Locale) -> Option<i32> {
    if locale.language() == "zh" {
        let powers = rest
            .trim_start_matches([' ', '多', '余', '餘', '个', '個', '几', '幾'])
            .chars()
            .map_while(chinese::power);
        let sum = powers.fold(0_i32, i32::saturating_add);
        return (sum > 0).then_some(sum);
    }
    let mut sum = 0_i32;
    let glued = rest.starts_with(char::is_alphabetic);
    let words = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '+'))
        .filter(|word| !word.is_empty());
    for word in words.take(3) {
        let word = word
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let folded = fold(word, locale);
        let Some(Word::Power(power)) = language.word(&folded).filter(|_| !is_bare(&folded, glued))
        else {
            break;
        };
        sum = sum.saturating_add(power);
    }
    (sum > 0).then_some(sum)
}

/// “k” alone is a letter; “10k” is ten thousand. Faces and centuries are no scale.
fn is_bare(word: &str, glued: bool) -> bool {
    (word == "k" && !glued) || matches!(word, "century" | "centuries")
}

/// 1亿5000万, 2 milyon 500 bin: two figures that are one number.
fn sums(found: &mut [Figure], text: &str) {
    for at in 1..found.len() {
        let Some((head, tail)) = found.split_at_mut_checked(at) else {
            return;
        };
        let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else {
            return;
        };
        let between = text
            .get(first.bytes.end..second.bytes.start)
            .unwrap_or_default();
        let close = between.chars().count() <= 12
            && !between.contains([',', '.', '，', '、', ';', '(', '-', '–']);
        let falls = first.power.unwrap_or(0) > second.power.unwrap_or(0);
        if !close || !falls {
            continue;
        }
        let of = |figure: &Figure| figure.demands.first().and_then(|d| d.first().copied());
        let sum = of(first)
            .zip(of(second))
            .and_then(|(one, other)| one.plus(other));
        if let Some(sum) = sum {
            for figure in [first, second] {
                figure.demands.push(vec![sum]);
                figure.supplies.push(sum);
            }
        }
    }
}

/// “5 to 6 million”: the first may be millions too.
fn ranges(found: &mut [Figure], text: &str) {
    for at in 1..found.len() {
        let Some((head, tail)) = found.split_at_mut_checked(at) else {
            return;
        };
        let (Some(first), Some(second)) = (head.last_mut(), tail.first()) else {
            return;
        };
        let between = text
            .get(first.bytes.end..second.bytes.start)
            .unwrap_or_default()
            .trim();
        let spans = matches!(
            between,
            "-" | "–" | "—" | "to" | "and" | "or" | "-£" | "–$" | "to $" | "and $"
        );
        if let (true, None, Some(power)) = (spans, first.power, second.power) {
            let scaled: Vec<Value> = first.supplies.iter().map(|v| v.scaled(power)).collect();
            first.demands.extend(scaled.iter().map(|v| vec![*v]));
            first.supplies.extend(scaled);
        }
    }
}

/// What English writes in its own way: pm, 1990s, 2017-18, $5m, feet and miles.
fn customs(figure: &mut Figure, before: Option<&Figure>, text: &str) {
    let rest = text.get(figure.bytes.end..).unwrap_or_default();
    let word: String = fold(
        rest.trim_start_matches([' ', '-', '\u{A0}'])
            .split_whitespace()
            .next()
            .unwrap_or_default(),
        &Locale::english(),
    );
    let word = word.trim_end_matches([',', '.', ';', ')', '"', '\'']);
    let whole = figure
        .demands
        .first()
        .and_then(|d| d.first())
        .and_then(|v| v.small());
    let mut also: Vec<u128> = Vec::new();
    if let Some(number) = whole.map(u128::from) {
        let hours = rest
            .split_whitespace()
            .take(3)
            .any(|w| w.contains("pm") || w.contains("p.m") || w.contains("PM"));
        if number <= 12 && hours {
            also.push(number % 12 + 12);
        }
        if rest.starts_with('s') || rest.starts_with("'s") || rest.starts_with("’s") {
            also.extend([number % 100, number + 1900, number / 100 + 1]);
        }
        let year = before
            .and_then(|b| b.demands.first()?.first()?.small())
            .map(u128::from);
        if let Some(year @ 1000..=2999) = year.filter(|_| number < 100) {
            also.push(year / 100 * 100 + number);
        }
        if number < 100
            && text
                .get(..figure.bytes.start)
                .is_some_and(|t| t.ends_with(['\'', '’', '‘']))
        {
            also.extend([number + 1900, number + 2000]);
        }
    }
    // Of 8.45pm, the hour is a part.
    let hours: Vec<Vec<Value>> = figure
        .demands
        .iter()
        .filter(|d| d.len() == 2)
        .cloned()
        .collect();
    for parts in hours {
        if let ([hour, minute], true) = (
            parts.as_slice(),
            word.starts_with("pm") || word.starts_with("p.m"),
        ) && let Some(hour @ 1..=11) = hour.small()
        {
            let later = Value::whole(u128::from(hour) + 12);
            figure.supplies.extend([later, *minute]);
            figure.demands.push(vec![later, *minute]);
        }
    }
    for power in glued_scale(rest) {
        let scaled: Vec<Value> = figure.supplies.iter().map(|v| v.scaled(power)).collect();
        figure.demands.extend(scaled.iter().map(|v| vec![*v]));
        figure.supplies.extend(scaled);
    }
    for number in also {
        figure.demands.push(vec![Value::whole(number)]);
        figure.supplies.push(Value::whole(number));
    }
    figure.certain &= !is_measure(word);
}

/// `5m` is five million, or five metres.
fn glued_scale(rest: &str) -> Option<i32> {
    let after = rest.strip_prefix(['m', 'M'])?;
    (!after.starts_with(char::is_alphanumeric)).then_some(6)
}

/// Measures that are converted for readers elsewhere.
fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 30] = [
        "ft",
        "foot",
        "feet",
        "inch",
        "inches",
        "in",
        "mile",
        "miles",
        "mph",
        "yard",
        "yards",
        "lb",
        "lbs",
        "pound",
        "pounds",
        "stone",
        "oz",
        "ounce",
        "ounces",
        "acre",
        "acres",
        "gallon",
        "gallons",
        "fahrenheit",
        "f",
        "degrees",
        "pint",
        "pints",
        "am",
        "pm",
    ];
    MEASURES.contains(&word) || word.starts_with("mile") || word.starts_with('°')
}
