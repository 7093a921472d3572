//! What an attribute may say.

use super::super::xml::{is_name_token, is_plain_name, is_space};
use super::language;

/// What the values of an attribute may be: any of several kinds.
///
/// Written in the tables as alternatives with `|` between them, words as they
/// stand, kinds in braces: `yes | no`, `generic | {prefixed}`, `{integer 1..10}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Datatype {
    kinds: Vec<Kind>,
    /// Whether several may stand there, with spaces between them: `list a | b`.
    is_list: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// This word and no other.
    Word(String),
    /// Any text.
    Text,
    /// A name token (XML 1.0, production 7).
    Token,
    /// A name without a colon (Namespaces in XML, production 4), as an id is in
    /// XML Schema.
    Name,
    /// Name tokens with spaces between them, at least one.
    Tokens,
    /// A language tag of BCP 47.
    Language,
    /// Two parts with a colon between them and no white space.
    Prefixed,
    /// A prefix, a colon and any value.
    Authority,
    /// A reference (RFC 3986, 3987), not looked at more closely than XML Schema does.
    Reference,
    /// Octets in hexadecimal figures.
    Hexadecimal,
    /// A whole number, from and up to these.
    Integer(Option<f64>, Option<f64>),
    /// A number, from and up to these.
    Decimal(Option<f64>, Option<f64>),
    /// A day and time as TMX writes it: `20021125T210112Z`.
    Stamp,
    /// `x-` and what somebody added to a list (XLIFF 1.2).
    Extension,
    /// Four numbers or `#` with semicolons between them (XLIFF 1.2).
    Coordinates,
    /// A kind of content (RFC 2045), as far as XLIFF 1.2 looks at it.
    Mime,
    /// A day and time of ISO 8601 as XML Schema writes it.
    Moment,
    /// A day or a day and time of ISO 8601 as XML Schema writes it.
    DateTime,
}

/// The kinds of content that there are (RFC 2046).
const MIME: [&str; 8] = [
    "text",
    "multipart",
    "message",
    "application",
    "image",
    "audio",
    "video",
    "model",
];

impl Datatype {
    /// Reads what a table says; the alternative that cannot be read is the error.
    pub(super) fn parse(text: &str) -> Result<Datatype, String> {
        let (text, is_list) = match text.strip_prefix("list ") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let kinds = text
            .split('|')
            .map(|part| kind(part.trim()))
            .collect::<Result<_, _>>()?;
        Ok(Datatype { kinds, is_list })
    }

    /// Whether a value is one of those that may be.
    pub(super) fn accepts(&self, value: &str) -> bool {
        let fits = |value: &str| self.kinds.iter().any(|kind| kind.accepts(value));
        if self.is_list {
            return value.split_whitespace().all(fits);
        }
        fits(value)
    }

    /// What may be said, in words: `“yes” or “no”`.
    pub(super) fn describe(&self) -> String {
        let words: Vec<String> = self.kinds.iter().map(Kind::describe).collect();
        match words.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, before)) => format!("{} or {last}", before.join(", ")),
            None => "nothing".to_owned(),
        }
    }
}

fn kind(text: &str) -> Result<Kind, String> {
    let Some(inner) = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    else {
        return Ok(Kind::Word(text.to_owned()));
    };
    let (name, range) = inner.split_once(' ').unwrap_or((inner, ".."));
    let (low, high) = range.split_once("..").ok_or(text)?;
    let bound = |text: &str| match text.trim() {
        "" => Ok(None),
        figure => figure
            .parse::<f64>()
            .map(Some)
            .map_err(|_| inner.to_owned()),
    };
    let (low, high) = (bound(low)?, bound(high)?);
    Ok(match name {
        "text" => Kind::Text,
        "token" => Kind::Token,
        "name" => Kind::Name,
        "tokens" => Kind::Tokens,
        "language" => Kind::Language,
        "prefixed" => Kind::Prefixed,
        "authority" => Kind::Authority,
        "reference" => Kind::Reference,
        "hexadecimal" => Kind::Hexadecimal,
        "integer" => Kind::Integer(low, high),
        "decimal" => Kind::Decimal(low, high),
        "extension" => Kind::Extension,
        "coordinates" => Kind::Coordinates,
        "mime" => Kind::Mime,
        "datetime" => Kind::Moment,
        "stamp" => Kind::Stamp,
        "date" => Kind::DateTime,
        _ => return Err(text.to_owned()),
    })
}

impl Kind {
    fn accepts(&self, value: &str) -> bool {
        // All but words and text ignore white space at the edges (XML Schema, part 2).
        let trimmed = value.trim_matches(is_space);
        match self {
            Kind::Word(word) => word == value,
            Kind::Text => true,
            Kind::Token => is_name_token(trimmed),
            Kind::Name => is_plain_name(trimmed),
            Kind::Tokens => {
                let mut tokens = trimmed
                    .split(is_space)
                    .filter(|token| !token.is_empty())
                    .peekable();
                tokens.peek().is_some() && tokens.all(is_name_token)
            }
            Kind::Language => language::is_well_formed(trimmed),
            Kind::Prefixed => is_prefixed(value),
            Kind::Authority => is_of_authority(value),
            Kind::Reference => is_reference(trimmed),
            Kind::Hexadecimal => {
                trimmed.len().is_multiple_of(2) && trimmed.bytes().all(|b| b.is_ascii_hexdigit())
            }
            Kind::Integer(low, high) => is_integer(trimmed) && within(trimmed, *low, *high),
            Kind::Decimal(low, high) => is_decimal(trimmed) && within(trimmed, *low, *high),
            Kind::Extension => value
                .strip_prefix("x-")
                .is_some_and(|rest| !rest.is_empty() && !rest.contains(is_space)),
            Kind::Coordinates => {
                let number =
                    |part: &str| part == "#" || (is_integer(part) && !part.starts_with('+'));
                value.split(';').count() == 4 && value.split(';').all(number)
            }
            Kind::Mime => is_mime(value),
            Kind::Moment => trimmed.contains('T') && is_date(trimmed),
            Kind::Stamp => is_stamp(trimmed),
            Kind::DateTime => is_date(trimmed),
        }
    }

    fn describe(&self) -> String {
        let range = |low: &Option<f64>, high: &Option<f64>| match (low, high) {
            (Some(low), Some(high)) => format!(" from {low} to {high}"),
            (Some(low), None) => format!(" of {low} or more"),
            (None, Some(high)) => format!(" up to {high}"),
            (None, None) => String::new(),
        };
        match self {
            Kind::Word(word) => format!("“{word}”"),
            Kind::Text => "any text".to_owned(),
            Kind::Token => "a name without spaces (NMTOKEN)".to_owned(),
            Kind::Name => "a name that begins with a letter (NCName)".to_owned(),
            Kind::Tokens => "names with spaces between them (NMTOKENS)".to_owned(),
            Kind::Language => "a language tag (BCP 47)".to_owned(),
            Kind::Prefixed | Kind::Authority => {
                "a value with a prefix, such as my:value".to_owned()
            }
            Kind::Reference => "a reference (IRI)".to_owned(),
            Kind::Hexadecimal => "hexadecimal figures, two for each octet".to_owned(),
            Kind::Integer(low, high) => format!("a whole number{}", range(low, high)),
            Kind::Decimal(low, high) => format!("a number{}", range(low, high)),
            Kind::Extension => "a value of your own that begins with x-".to_owned(),
            Kind::Coordinates => "four numbers with ; between them".to_owned(),
            Kind::Mime => "a MIME type".to_owned(),
            Kind::Moment => "a date and time such as 2026-11-22T10:00:00Z".to_owned(),
            Kind::Stamp => "a date and time such as 20021125T210112Z".to_owned(),
            Kind::DateTime => "a date such as 2026-11-22 or 2026-11-22T10:00:00Z".to_owned(),
        }
    }
}

fn is_mime(value: &str) -> bool {
    let top = value.split('/').next().unwrap_or_default();
    MIME.contains(&top) && !value.ends_with('/')
}

/// Whether it is `authority:value`, neither part empty or with a colon or space.
pub(super) fn is_prefixed(value: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c == ':' || is_space(c));
    value
        .split_once(':')
        .is_some_and(|(prefix, rest)| plain(prefix) && plain(rest))
}

fn is_of_authority(value: &str) -> bool {
    value.split_once(':').is_some_and(|(prefix, rest)| {
        !prefix.is_empty() && !prefix.contains(is_space) && !rest.is_empty()
    })
}

/// A reference may hold nearly everything; one percent sign without its two
/// figures and a second `#` are what RFC 3987 never allows.
fn is_reference(value: &str) -> bool {
    let whole = value.matches('#').count() <= 1;
    whole
        && value.split('%').skip(1).all(|after| {
            after
                .get(..2)
                .is_some_and(|two| two.bytes().all(|b| b.is_ascii_hexdigit()))
        })
}

/// Whether it is a whole number as XML Schema writes one.
pub(super) fn is_integer(value: &str) -> bool {
    let figures = value.strip_prefix(['+', '-']).unwrap_or(value);
    !figures.is_empty() && figures.bytes().all(|b| b.is_ascii_digit())
}

fn is_decimal(value: &str) -> bool {
    let figures = value.strip_prefix(['+', '-']).unwrap_or(value);
    let (whole, part) = figures.split_once('.').unwrap_or((figures, ""));
    whole.len() + part.len() > 0
        && whole
            .bytes()
            .chain(part.bytes())
            .all(|b| b.is_ascii_digit())
}

fn within(value: &str, low: Option<f64>, high: Option<f64>) -> bool {
    let Ok(number) = value.parse::<f64>() else {
        return false;
    };
    low.is_none_or(|low| number >= low) && high.is_none_or(|high| number <= high)
}

fn is_stamp(value: &str) -> bool {
    let figures: Option<Vec<u32>> = [(0, 4), (4, 6), (6, 8), (9, 11), (11, 13), (13, 15)]
        .iter()
        .map(|(from, to)| number(value.get(*from..*to)?))
        .collect();
    let form = value.len() == 16 && value.get(8..9) == Some("T") && value.ends_with('Z');
    form && figures.is_some_and(|figures| match figures.as_slice() {
        [_, month, day, hour, minute, second] => {
            (1..=12).contains(month)
                && (1..=31).contains(day)
                && *hour < 24
                && *minute < 60
                && *second <= 60
        }
        _ => false,
    })
}

fn number(figures: &str) -> Option<u32> {
    let plain = figures.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| figures.parse().ok())?
}

fn is_date(value: &str) -> bool {
    let (day, time) = value
        .split_once('T')
        .map_or((value, None), |(day, time)| (day, Some(time)));
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, date] = parts.as_slice() else {
        return false;
    };
    let fits = |part: &str, length: usize, high: u32| {
        part.len() == length && number(part).is_some_and(|number| (1..=high).contains(&number))
    };
    fits(year, 4, 9999) && fits(month, 2, 12) && fits(date, 2, 31) && time.is_none_or(is_time)
}

fn is_time(time: &str) -> bool {
    let bare = match time.strip_suffix('Z') {
        Some(bare) => bare,
        None => match time.split_once(['+', '-']) {
            Some((bare, zone)) if is_clock(zone, 2) => bare,
            Some(_) => return false,
            None => time,
        },
    };
    let (clock, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    is_clock(clock, 3) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn is_clock(text: &str, parts: usize) -> bool {
    let limits = [24, 59, 60];
    let found: Vec<&str> = text.split(':').collect();
    found.len() == parts
        && found
            .iter()
            .zip(limits)
            .all(|(part, high)| part.len() == 2 && number(part).is_some_and(|n| n <= high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_taken_or_refused() {
        for (kind, good, bad) in [
            ("yes | no", &["yes", "no"][..], &["", "Yes", "yes "][..]),
            (
                "{token}",
                &["a", "1", " a ", "ә-1.x"],
                &["", "a b", "/1", "a%"],
            ),
            ("{name}", &["a", "ә1", "_1"], &["", "1", "a:b", "a b"]),
            ("{tokens}", &["a", "a  b"], &["", " ", "a /"]),
            ("{language}", &["en", " ug "], &["", "f r"]),
            (
                "term | {prefixed}",
                &["term", "my:x"],
                &["my:", ":x", "a:b:c", "a: b", "terms"],
            ),
            (
                "{integer 1..10}",
                &["1", "10", "+7"],
                &["0", "11", "1.0", "x", ""],
            ),
            (
                "{decimal 0..100}",
                &["0", "99.5", "100.0", ".5"],
                &["-1", "100.1", "1e2", ".", ""],
            ),
            ("{hexadecimal}", &["", "0a", "00FF"], &["1", "0g"]),
            (
                "{reference}",
                &["", "#a", "a b", "x%20y"],
                &["#a#b", "100%", "%G0"],
            ),
            (
                "{stamp}",
                &["20021125T210112Z"],
                &["20021125", "20021325T210112Z", "2002-11-25T21:01:12Z"],
            ),
            (
                "{date}",
                &[
                    "2026-11-22",
                    "2026-11-22T10:00:00Z",
                    "2026-11-22T10:00:00.5+05:00",
                ],
                &[
                    "22.11.2026",
                    "2026-13-01",
                    "2026-11-22T25:00:00Z",
                    "2026-11-22T10:00:00+8:00",
                ],
            ),
        ] {
            let datatype = Datatype::parse(kind).unwrap();
            for value in good {
                assert!(datatype.accepts(value), "{kind}: {value:?}");
            }
            for value in bad {
                assert!(!datatype.accepts(value), "{kind}: {value:?}");
            }
        }
        assert!(Datatype::parse("{colour}").is_err());
        assert_eq!(
            Datatype::parse("yes | no").unwrap().describe(),
            "“yes” or “no”"
        );
    }
}
