//! Where a translation says a thing, and what hangs on it.

use std::ops::Range;

use crate::model::Locale;
use crate::text::fold::fold;
use crate::text::numeral::{self, Joint, Spoken};

use super::Refusal;
use super::calendar::{CHINESE_DAYS, Date};
use super::difference::Thing;
use super::figure::{Amount, Style};
use super::tokens::{Kind, Token};

/// How a thing is written where it was found.
#[derive(Clone, Debug)]
pub(super) enum Form {
    /// A number, with its marks.
    Figure(Amount),
    /// A month as a number: 9月, 9-ئاي.
    Digits,
    /// A month or day by its name, which is in the bytes of the spot.
    Word(String),
    /// A day of the week as Chinese counts it: 星期三.
    Han,
    /// A name, letter by letter.
    Name,
}

/// A place in the translation that says a thing.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) piece: usize,
    /// The bytes of the thing itself.
    pub(super) bytes: Range<usize>,
    pub(super) form: Form,
    /// The tokens it takes up.
    pub(super) tokens: Range<usize>,
}

/// An ending behind a spot.
#[derive(Clone, Debug)]
pub(super) struct Ending<'a> {
    pub(super) bytes: Range<usize>,
    pub(super) text: &'a str,
    pub(super) joint: Joint,
    /// Whether it is written together with the word.
    pub(super) glued: bool,
}

/// Every place in the tokens of a translation that says a thing.
pub(super) fn spots(thing: &Thing, tokens: &[Token<'_>], locale: &Locale) -> Vec<Spot> {
    (0..tokens.len())
        .filter_map(|at| match thing {
            Thing::Number(amount) => number(amount, tokens, at, locale),
            Thing::Date(date) => month(*date, tokens, at, locale)
                .or_else(|| date_word(*date, tokens, at, locale))
                .or_else(|| chinese_day(*date, tokens, at, locale)),
            Thing::Name(words) => name(words, tokens, at),
        })
        .collect()
}

fn number(amount: &Amount, tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<Spot> {
    let token = tokens.get(at)?;
    let Kind::Number(Some(found)) = &token.kind else {
        return None;
    };
    let next = tokens.get(at + 1).map_or("", |token| token.text);
    // 5万 is not five.
    let is_scaled = locale.language() == "zh"
        && matches!(next, "十" | "百" | "千" | "万" | "萬" | "亿" | "億" | "兆");
    let is_other = is_scaled || month_in_digits(tokens, at, locale).is_some();
    (found.same(amount) && !is_other).then(|| Spot {
        piece: token.piece,
        bytes: token.bytes.clone(),
        form: Form::Figure(found.clone()),
        tokens: at..at + 1,
    })
}

/// The month that digits say: 9月; 9-ئاي, but not 9 ئاي, which is nine months.
fn month_in_digits(tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<usize> {
    let Some(Kind::Number(Some(amount))) = tokens.get(at).map(|token| &token.kind) else {
        return None;
    };
    let text = |ahead: usize| tokens.get(at + ahead).map_or("", |token| token.text);
    let is_month = match locale.language() {
        "zh" => text(1) == "月",
        "ug" => is_hyphen(text(1)) && text(2).starts_with("ئاي"),
        _ => false,
    };
    let number: usize = amount.whole.parse().ok()?;
    let is_plain = amount.fraction.is_empty() && !amount.whole.starts_with('0');
    (is_month && is_plain && (1..=12).contains(&number)).then_some(number)
}

fn month(date: Date, tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<Spot> {
    let found = Date::Month(month_in_digits(tokens, at, locale)?);
    let token = tokens.get(at)?;
    (found == date).then(|| Spot {
        piece: token.piece,
        bytes: token.bytes.clone(),
        form: Form::Digits,
        tokens: at..at + 1,
    })
}

/// A month or day by name, alone or with an ending.
fn date_word(date: Date, tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<Spot> {
    let token = tokens.get(at).filter(|token| token.is_word())?;
    let (found, name) = Date::begins(token.text, locale)?;
    let rest = token.text.get(name.len()..)?;
    let ends = rest.is_empty() || numeral::is_ending(rest, Joint::Sign, locale);
    let start = token.bytes.start;
    // Uyghur writes months and days of other languages: their endings are not known.
    let known = rest.is_empty() || locale.language() != "ug";
    (found == date && ends && known).then(|| Spot {
        piece: token.piece,
        bytes: start..start + name.len(),
        form: Form::Word(name.to_owned()),
        tokens: at..at + 1,
    })
}

fn chinese_day(date: Date, tokens: &[Token<'_>], at: usize, locale: &Locale) -> Option<Spot> {
    let Date::Weekday(wanted) = date else {
        return None;
    };
    let token = tokens.get(at)?;
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let text = |back: usize| before(back).map_or("", |token| token.text);
    let is_day = matches!(
        (text(2), text(1)),
        ("星", "期") | ("礼" | "禮", "拜") | (_, "周" | "週")
    );
    let number = CHINESE_DAYS.iter().position(|day| *day == token.text)?;
    let is_close = !token.spaced && locale.language() == "zh";
    (is_day && is_close && number.min(6) + 1 == wanted).then(|| Spot {
        piece: token.piece,
        bytes: token.bytes.clone(),
        form: Form::Han,
        tokens: at..at + 1,
    })
}

fn name(words: &[String], tokens: &[Token<'_>], at: usize) -> Option<Spot> {
    let found = tokens.get(at..at + words.len())?;
    let (first, last) = (found.first()?, found.last()?);
    let alike = found
        .iter()
        .zip(words)
        .all(|(token, word)| token.is_word() && token.text == word && token.piece == first.piece);
    let together = found.iter().skip(1).all(|token| token.spaced);
    (alike && together).then(|| Spot {
        piece: first.piece,
        bytes: first.bytes.start..last.bytes.end,
        form: Form::Name,
        tokens: at..at + words.len(),
    })
}

/// What is written in the place of what stood there.
pub(super) fn written(new: &Thing, form: &Form, style: &Style, locale: &Locale) -> Option<String> {
    Some(match (new, form) {
        (Thing::Number(amount), Form::Figure(old)) => amount.in_place_of(old, style),
        (Thing::Date(Date::Month(number)), Form::Digits) => number.to_string(),
        (Thing::Date(date), Form::Word(old)) => date.name(old, locale)?.to_owned(),
        (Thing::Date(Date::Weekday(number)), Form::Han) => {
            (*CHINESE_DAYS.get(number.checked_sub(1)?)?).to_owned()
        }
        (Thing::Name(words), Form::Name) => words.join(" "),
        _ => return None,
    })
}

/// How a thing is spoken that is written so.
pub(super) fn spoken(thing: &Thing, written: &str, locale: &Locale) -> Option<Spoken> {
    match thing {
        Thing::Number(amount) if amount.fraction.is_empty() => {
            numeral::whole(&amount.whole, locale)
        }
        Thing::Number(amount) => numeral::decimal(&amount.fraction, locale),
        Thing::Date(_) => numeral::word(&fold(written, locale), locale),
        Thing::Name(_) => numeral::name(written, locale),
    }
}

/// The ending that hangs on a spot, if one does.
///
/// # Errors
/// [`Refusal::Ending`] where something hangs on it that is neither a known ending nor a
/// word of its own, and where nobody can tell how the number before it is spoken (a time
/// of day, an amount of money, a per cent sign between).
pub(super) fn ending<'a>(
    spot: &Spot,
    tokens: &[Token<'a>],
    locale: &Locale,
) -> Result<Option<Ending<'a>>, Refusal> {
    let last = spot.tokens.end.saturating_sub(1);
    if let Some(glued) = tokens.get(last).and_then(|token| rest(spot, token)) {
        return Ok(Some(glued));
    }
    let found = match locale.language() {
        "tr" | "kk" | "ug" => behind(spot.piece, spot.tokens.end, tokens, locale)?,
        // 1st, 46km: letters on a number belong to it.
        "en" if follows_closely(spot, tokens) => return Err(Refusal::Ending),
        _ => None,
    };
    let has_endings = matches!(locale.language(), "tr" | "kk" | "ug");
    if has_endings && hangs_on_the_minutes(spot, tokens, locale)? {
        return Err(Refusal::Ending);
    }
    let is_odd = spot.tokens.start.checked_sub(1).is_some_and(|before| {
        let first = tokens.get(spot.tokens.start);
        let close = first.is_some_and(|token| !token.spaced);
        let before = tokens.get(before);
        close && before.is_some_and(|token| is_read_otherwise(token.text))
    });
    match found {
        Some(_) if is_odd => Err(Refusal::Ending),
        found => Ok(found),
    }
}

/// Whether this is the first number of a time or a fraction with an ending: how 15:00 is
/// spoken, nobody can tell, so neither how its ending changes with the hour.
fn hangs_on_the_minutes(
    spot: &Spot,
    tokens: &[Token<'_>],
    locale: &Locale,
) -> Result<bool, Refusal> {
    let close = |at: usize| tokens.get(at).filter(|token| !token.spaced);
    let mark = close(spot.tokens.end).is_some_and(|token| matches!(token.text, ":" | "/" | "."));
    let second = close(spot.tokens.end + 1);
    let minutes = second.filter(|token| mark && matches!(token.kind, Kind::Number(_)));
    match minutes {
        Some(token) => Ok(behind(token.piece, spot.tokens.end + 2, tokens, locale)?.is_some()),
        None => Ok(false),
    }
}

fn follows_closely(spot: &Spot, tokens: &[Token<'_>]) -> bool {
    let next = tokens.get(spot.tokens.end);
    next.is_some_and(|token| token.is_word() && !token.spaced)
}

/// A time of day, a fraction, an amount of money: not spoken as the number alone.
fn is_read_otherwise(before: &str) -> bool {
    matches!(
        before,
        ":" | "/" | "." | "," | "$" | "€" | "£" | "¥" | "₺" | "₸" | "#" | "№"
    )
}

/// The ending in the same word.
fn rest<'a>(spot: &Spot, token: &Token<'a>) -> Option<Ending<'a>> {
    let from = spot.bytes.end.checked_sub(token.bytes.start)?;
    let text = token.text.get(from..).filter(|text| !text.is_empty())?;
    Some(Ending {
        bytes: spot.bytes.end..token.bytes.end,
        text,
        joint: Joint::Sign,
        glued: true,
    })
}

/// The ending behind an apostrophe, a hyphen or a space at a place among the tokens.
fn behind<'a>(
    piece: usize,
    at: usize,
    tokens: &[Token<'a>],
    locale: &Locale,
) -> Result<Option<Ending<'a>>, Refusal> {
    let past = past_marks(at, tokens);
    if past > at {
        return match hangs_there(past, tokens, locale) {
            true => Err(Refusal::Ending),
            false => Ok(None),
        };
    }
    let Some(next) = tokens.get(at) else {
        return Ok(None);
    };
    let language = locale.language();
    if next.is_word() {
        let is_ending = numeral::is_ending(next.text, Joint::Space, locale);
        return match (next.spaced, language) {
            (true, _) if next.piece != piece => Ok(None),
            (true, _) => Ok(is_ending.then(|| hanging(next, Joint::Space))),
            (false, "ug") => Ok(Some(hanging(next, Joint::Sign))),
            (false, _) => Err(Refusal::Ending),
        };
    }
    let close = tokens.get(at + 1).filter(|token| !token.spaced);
    let word = close.filter(|token| token.is_word() && !next.spaced);
    match (word, language) {
        (Some(word), "tr") if is_apostrophe(next.text) => Ok(Some(hanging(word, Joint::Sign))),
        (Some(word), _) if is_hyphen(next.text) && is_ordinal(word.text, language) => Ok(None),
        (Some(word), "kk") if is_hyphen(next.text) => Ok(Some(hanging(word, Joint::Sign))),
        (Some(_), "ug") if is_hyphen(next.text) => Err(Refusal::Ending),
        // %90'ı is read as the number; 90%'ı is not.
        (None, "tr") if next.text == "%" && close.is_some() => Err(Refusal::Ending),
        _ => Ok(None),
    }
}

fn hanging<'a>(token: &Token<'a>, joint: Joint) -> Ending<'a> {
    Ending {
        bytes: token.bytes.clone(),
        text: token.text,
        joint,
        glued: false,
    }
}

/// Behind the quotation marks, brackets and codes that close there. A per cent sign is
/// read as a word, and a hyphen or an apostrophe joins what follows.
fn past_marks(at: usize, tokens: &[Token<'_>]) -> usize {
    let rest = tokens.get(at..).unwrap_or_default();
    let closes = |(index, token): &(usize, &Token<'_>)| {
        let next = rest.get(index + 1);
        let joins = is_joint(token.text) && next.is_some_and(|next| !next.spaced && next.is_word());
        let is_mark = token.kind == Kind::Mark && !token.spaced && token.text != "%" && !joins;
        is_mark || token.is_code()
    };
    at + rest.iter().enumerate().take_while(closes).count()
}

/// Whether something at a place may be an ending on what stands before the marks.
fn hangs_there(at: usize, tokens: &[Token<'_>], locale: &Locale) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    if token.is_word() {
        return !token.spaced || numeral::is_ending(token.text, Joint::Space, locale);
    }
    is_joint(token.text) && !token.spaced
}

fn is_joint(text: &str) -> bool {
    is_hyphen(text) || is_apostrophe(text)
}

fn is_hyphen(text: &str) -> bool {
    matches!(text, "-" | "\u{2010}" | "\u{2011}")
}

fn is_apostrophe(text: &str) -> bool {
    matches!(text, "'" | "’" | "ʼ" | "‘" | "`")
}

/// Nouns that a hyphen makes ordinals before: 2022-يىلى. They do not ask how the number
/// ends.
#[rustfmt::skip]
const UYGHUR_ORDINALS: [&str; 17] = [
    "يىل", "ئاي", "كۈن", "ئەسىر", "ماددا", "بەت", "نومۇر", "قېتىم", "دەرىجە", "مىنۇت", "سائەت",
    "باب", "بۆلۈم", "نۆۋەت", "يىغىن", "ئورۇن", "سان",
];

/// The same in Kazakh: 21-ғасырда.
#[rustfmt::skip]
const KAZAKH_ORDINALS: [&str; 17] = [
    "жыл", "ғасыр", "бап", "бет", "бөлім", "тарау", "тармақ", "кесте", "сурет", "сынып", "минут",
    "көше", "кезең", "орын", "тур", "топ", "сессия",
];

fn is_ordinal(word: &str, language: &str) -> bool {
    let stems = match language {
        "ug" => &UYGHUR_ORDINALS,
        _ => &KAZAKH_ORDINALS,
    };
    stems.iter().any(|stem| word.starts_with(stem))
}
