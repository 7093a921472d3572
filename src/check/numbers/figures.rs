//! Numbers in digits, with all that they may mean.

use std::ops::Range;

use crate::model::Locale;

use super::language::{self, Language, Word};
use super::value::Value;
use super::{chinese, english};
use crate::check::scan::folded;

/// A number in digits.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// Where it stands.
    pub(crate) bytes: Range<usize>,
    /// What must be on the other side: one of these lists, whole.
    pub(super) demands: Vec<Vec<Value>>,
    /// What it may answer for.
    pub(super) supplies: Vec<Value>,
    /// Whether there is no reason why it should be another number there.
    pub(super) certain: bool,
    /// Whether it counts a measure that is converted for readers elsewhere.
    pub(super) measure: bool,
    /// The one mark between its digits, if there is one.
    pub(crate) mark: Option<char>,
    /// The power of ten behind it.
    power: Option<i32>,
}

/// All numbers in digits of a text.
pub(crate) fn figures(text: &str, locale: &Locale) -> Vec<Figure> {
    let language = language::of(locale);
    let mut found: Vec<Figure> = groups(text)
        .into_iter()
        .map(|groups| figure(text, &groups, language, locale))
        .collect();
    sums(&mut found, text);
    telephones(&mut found, text);
    if locale.language() == "en" {
        ranges(&mut found, text);
        english::customs(&mut found, text);
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
    let rest = head(text.get(bytes.end..).unwrap_or_default());
    let power = scale(rest, language, locale);
    let mut supplies: Vec<Value> = readings.iter().flatten().copied().collect();
    let mut demands = readings;
    if let Some(power) = power {
        if demands.iter().any(|reading| reading.len() == 1) {
            demands.retain(|reading| reading.len() == 1);
        }
        for reading in demands.iter_mut().filter(|reading| reading.len() == 1) {
            for value in reading.iter_mut() {
                *value = value.scaled(power);
                supplies.push(*value);
            }
        }
    }
    let mark = groups.get(1).and_then(|second| second.mark);
    let mark = mark.filter(|_| groups.len() == 2);
    let before = text.get(..bytes.start).unwrap_or_default();
    // Small numbers are often words.
    let large = |value: &Value| value.small().is_none_or(|number| number >= 13);
    let certain = supplies.iter().all(large) && is_alone(before, language, locale);
    Figure {
        bytes,
        demands,
        supplies,
        certain,
        measure: false,
        mark,
        power,
    }
}

/// Whether a number stands for itself: SS19 and G20 may be written out, and one
/// million 50 thousand is the rest of a number that begins in words.
fn is_alone(before: &str, language: &Language, locale: &Locale) -> bool {
    let glued = before.ends_with(char::is_alphabetic) && locale.language() == "en";
    let rest = word_before(before)
        .and_then(|word| language.word(&folded(word, locale)))
        .is_some_and(|word| matches!(word, Word::Power(_)));
    !glued && !rest
}

/// The word before a place, if it is short.
fn word_before(text: &str) -> Option<&str> {
    let text = text.strip_suffix(' ')?;
    let start = text
        .char_indices()
        .rev()
        .take(20)
        .find(|(_, c)| c.is_whitespace());
    start.and_then(|(at, _)| text.get(at..)).map(str::trim)
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
    if parts.len() == digits.len() && (found.is_empty() || is_list(&marks, &digits, decimal)) {
        found.push(parts);
    }
    found
}

/// Whether numbers with marks between them may be several: 3 and 4 as 3,4; a day
/// and its month, an hour and its minutes.
fn is_list(marks: &[char], parts: &[&str], decimal: char) -> bool {
    let below = |part: &str, most: u32| part.parse().is_ok_and(|n: u32| n < most);
    match (marks, parts) {
        ([mark], [first, second]) => {
            let spaced = !matches!(mark, '.' | ',' | '٫' | '．' | '，');
            let listed = *mark == ',' && decimal != ',';
            spaced || listed || (below(first, 32) && second.len() == 2 && below(second, 60))
        }
        _ => true,
    }
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
    // “k” alone is a letter; “10k” is ten thousand.
    let glued = rest.starts_with(char::is_alphabetic);
    let words = rest
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '+'))
        .filter(|word| !word.is_empty());
    for word in words.take(3) {
        let word = word
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        let folded = folded(word, locale);
        let power = match language.word(&folded) {
            Some(Word::Power(power)) if glued || &*folded != "k" => power,
            Some(Word::Times(100)) if !folded.starts_with("centur") => 2,
            _ => break,
        };
        sum = sum.saturating_add(power);
    }
    (sum > 0).then_some(sum)
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

/// The beginning of what stands behind a number: as much of it as is looked at.
pub(super) fn head(rest: &str) -> &str {
    let end = rest.char_indices().nth(60).map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or_default()
}

/// 0800 555 111 and 0800-555-111: groups of a telephone number are one.
fn telephones(found: &mut [Figure], text: &str) {
    let mut start = 0;
    while start < found.len() {
        let mut end = start + 1;
        while let (Some(last), Some(next)) = (found.get(end - 1), found.get(end)) {
            let between = text.get(last.bytes.end..next.bytes.start);
            if !matches!(between, Some(" " | "-" | "\u{A0}" | ") ")) || end - start >= 6 {
                break;
            }
            end += 1;
        }
        let group = found.get_mut(start..end).unwrap_or_default();
        let digits: String = group
            .iter()
            .flat_map(|f| text.get(f.bytes.clone()).unwrap_or_default().chars())
            .filter_map(digit)
            .collect();
        if digits.len() >= 6
            && group.len() > 1
            && let Some(value) = Value::parse(&digits, "")
        {
            for figure in group {
                figure.demands.push(vec![value]);
                figure.supplies.push(value);
            }
        }
        start = end;
    }
}
