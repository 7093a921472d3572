//! Reporting clauses of English.
//!
//! Before a quotation: `X said: “…”`, `X told AFP that “…”`, `According to X,
//! “…”`, `X vowed to “…”`, `…, stressing that “…”`. After it: `“…,” said X`,
//! `“…,” X added`, `“…,” as stated by X`, and below a heading `‘…’ - X`.
//! Words quoted inside of somebody's sentence (she said it was “over”) have no
//! speaker: it may be a term, or the words of a third.

use super::name::Names;
use super::token::{Kind, Token};

/// What stands before a quotation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The bytes of the name.
    Named(usize, usize),
    /// The speaker of the quotation before, in the same sentence.
    Same,
    /// Somebody speaks, and it is not said who.
    Somebody,
    Nothing,
}

impl From<Option<(usize, usize)>> for Before {
    fn from(name: Option<(usize, usize)>) -> Before {
        name.map_or(Before::Somebody, |(start, end)| Before::Named(start, end))
    }
}

/// More words than this between “said” and a comma are no adverbial.
const ADVERBIAL: usize = 6;

/// Reads the sentence before a quotation. `initial`: its first word begins it.
pub(super) fn before(names: &Names, sentence: &[Token], initial: bool) -> Before {
    let mut tokens = sentence;
    let mut lead = None;
    if let Some((last, rest)) = tokens.split_last()
        && matches!(last.kind, Kind::Colon | Kind::Comma)
    {
        (lead, tokens) = (Some(last.kind), rest);
    }
    if quotes(names, sentence) {
        return Before::Somebody;
    }
    if let Some(name) = according(names, tokens, lead) {
        return name;
    }
    if !initial && lead == Some(Kind::Comma) && goes_on(names, tokens) {
        return Before::Same;
    }
    let (that, tokens) = match tokens.split_last() {
        Some((last, rest)) if is(last, "that") => (true, rest),
        _ => (false, tokens),
    };
    match tokens {
        [rest @ .., comma, last]
            if comma.kind == Kind::Comma && names.rules.has("participle", last.text) =>
        {
            participle(names, rest, initial)
        }
        [subject @ .., verb, to] if is(to, "to") && names.rules.has("promise", verb.text) => {
            names.subject(subject, initial).into()
        }
        _ => stated(names, tokens, lead, that, initial),
    }
}

/// `X said: “…”`, `X told AFP that “…”`. `lead`: the sign before the quotation;
/// `that`: that word stands there.
fn stated(
    names: &Names,
    tokens: &[Token],
    lead: Option<Kind>,
    that: bool,
    initial: bool,
) -> Before {
    let Some((verb, tail)) = last_verb(names, tokens) else {
        return said_inside(names, tokens);
    };
    let tail = tokens.get(tail..).unwrap_or_default();
    if !leads_in(names, tokens.get(verb), tail, lead, that) {
        return Before::Somebody;
    }
    names
        .subject(tokens.get(..verb).unwrap_or_default(), initial)
        .into()
}

/// Between the parts of a quotation: “…,” said X, “…”
fn goes_on(names: &Names, tokens: &[Token]) -> bool {
    let said = verb_at(names, tokens, 0).and_then(|(_, from)| tokens.get(from..));
    said.is_some_and(|rest| inverted(names, rest).is_some())
}

/// Whether somebody passes on the words of a third: Roe said, quoting Poe.
fn quotes(names: &Names, tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| names.rules.has("quoting", token.text))
}

fn said_inside(names: &Names, tokens: &[Token]) -> Before {
    let mouth = |token: &Token| names.rules.has("mouth", token.text);
    if tokens.iter().any(mouth) {
        Before::Somebody
    } else {
        Before::Nothing
    }
}

fn is(token: &Token, word: &str) -> bool {
    token.is_word() && token.text == word
}

/// `According to X, “…”`, `In the words of X, “…”`, `As X put it: “…”`
fn according(names: &Names, tokens: &[Token], lead: Option<Kind>) -> Option<Before> {
    let rest = match tokens {
        [according, to, rest @ ..]
            if names.rules.fold(according.text) == "according" && is(to, "to") =>
        {
            rest
        }
        [inside, the, words, of, rest @ ..]
            if names.rules.fold(inside.text) == "in"
                && is(the, "the")
                && is(words, "words")
                && is(of, "of") =>
        {
            rest
        }
        [as_, rest @ ..] if names.rules.fold(as_.text) == "as" => {
            let (verb, end) = last_verb(names, rest)?;
            let led = lead == Some(Kind::Colon) && end == rest.len();
            let phrase = rest.get(..verb)?;
            return led.then(|| names.phrase(phrase, false).into());
        }
        _ => return None,
    };
    if lead != Some(Kind::Comma) {
        return Some(Before::Somebody);
    }
    let mut phrases = rest.split(|token| token.kind == Kind::Comma);
    let (phrase, beside) = (phrases.next()?, phrases.next());
    Some(match (beside, phrases.next()) {
        (None, _) => names.phrase(phrase, false).into(),
        (Some(beside), None) => names.apposed(phrase, beside, false).into(),
        _ => Before::Somebody,
    })
}

/// `…, stressing that “…”`: whoever spoke earlier in the sentence.
fn participle(names: &Names, tokens: &[Token], initial: bool) -> Before {
    let Some((verb, _)) = last_verb(names, tokens) else {
        return Before::Somebody;
    };
    match names.subject(tokens.get(..verb).unwrap_or_default(), initial) {
        Some((start, end)) => Before::Named(start, end),
        None => Before::Same,
    }
}

/// The last verb of saying: its place, and that of what comes after it.
pub(super) fn last_verb(names: &Names, tokens: &[Token]) -> Option<(usize, usize)> {
    (0..tokens.len())
        .rev()
        .find_map(|place| verb_at(names, tokens, place))
}

/// The verb of saying at a place, if there is one.
pub(super) fn verb_at(names: &Names, tokens: &[Token], place: usize) -> Option<(usize, usize)> {
    let verb = tokens
        .get(place)
        .filter(|t| t.is_word() && !t.is_capital())?;
    if let Some(next) = tokens.get(place + 1)
        && names
            .rules
            .has("verb", &format!("{} {}", verb.text, next.text))
    {
        return Some((place, place + 2));
    }
    names
        .rules
        .has("verb", verb.text)
        .then_some((place, place + 1))
}

/// Whether what stands between the verb and the quotation lets it be the
/// object of the verb.
fn leads_in(
    names: &Names,
    verb: Option<&Token>,
    tail: &[Token],
    lead: Option<Kind>,
    that: bool,
) -> bool {
    let hearer = verb.is_some_and(|verb| names.rules.has("hearer", verb.text));
    let comma = tail.iter().any(|token| token.kind == Kind::Comma);
    let Some(first) = tail.first() else {
        return !hearer;
    };
    let short = tail.len() <= ADVERBIAL && !comma;
    match lead {
        Some(Kind::Colon) => !announces(names, tail),
        Some(_) => short && (hearer || names.rules.has("preposition", first.text)),
        None => that && short && hearer && tail.len() <= 3,
    }
}

/// Whether a phrase announces the words of somebody else: a guard screamed at
/// her, the sign above the door; but not: in a letter.
fn announces(names: &Names, tail: &[Token]) -> bool {
    tail.iter().enumerate().any(|(place, token)| {
        let before = tail.get(place.saturating_sub(3)..place).unwrap_or_default();
        let medium = |token: &Token| names.rules.has("medium", token.text);
        names.rules.has("mouth", token.text)
            || (names.rules.has("words", token.text) && !before.iter().any(medium))
    })
}

/// Reads what stands after a quotation, up to the end of the sentence.
/// `ended`: the quotation ends with a full stop, so that what follows with a
/// capital is a sentence of its own; `set_off`: with any mark that sets it off
/// from what follows.
pub(super) fn after(
    names: &Names,
    sentence: &[Token],
    ended: bool,
    set_off: bool,
) -> Option<(usize, usize)> {
    let (tokens, set_off) = match sentence.split_first() {
        Some((first, rest)) if matches!(first.kind, Kind::Comma | Kind::Dash) => (rest, true),
        _ => (sentence, set_off),
    };
    let first = tokens.first()?;
    if (ended && first.is_capital()) || quotes(names, tokens) {
        return None;
    }
    if let Some(name) = by(names, tokens) {
        return Some(name);
    }
    if let Some((_, from)) = verb_at(names, tokens, 0) {
        return inverted(names, tokens.get(from..)?);
    }
    if !set_off {
        return None;
    }
    let (verb, _) = (0..tokens.len()).find_map(|place| verb_at(names, tokens, place))?;
    let before = tokens.get(..verb)?;
    // More than one comma pair, or anything but commas, is another clause.
    let commas = before.iter().filter(|t| t.kind == Kind::Comma).count();
    let pair = commas == 0 || (commas == 2 && before.last()?.kind == Kind::Comma);
    pair.then(|| names.subject(before, false)).flatten()
}

/// `“…,” as stated by X`, `“…,” according to X`
fn by(names: &Names, tokens: &[Token]) -> Option<(usize, usize)> {
    let rest = match tokens {
        [according, to, rest @ ..] if is(according, "according") && is(to, "to") => rest,
        [as_, verb, by, rest @ ..]
            if is(as_, "as") && is(by, "by") && names.rules.has("verb", verb.text) =>
        {
            rest
        }
        _ => return None,
    };
    inverted(names, rest)
}

/// `“…,” said X`: X up to a comma, a preposition or a conjunction.
fn inverted(names: &Names, tokens: &[Token]) -> Option<(usize, usize)> {
    let phrases: Vec<&[Token]> = tokens.split(|token| token.kind == Kind::Comma).collect();
    let phrase = phrases.first()?;
    let ends = |token: &Token| {
        !token.is_word()
            || (!token.is_capital()
                && (names.rules.has("preposition", token.text)
                    || names.rules.has("clause", token.text)))
    };
    let until = |phrase: &[Token]| phrase.iter().position(ends).unwrap_or(phrase.len());
    let cut = until(phrase);
    let short = phrase.get(..cut)?;
    // The Ministry of …, the director of …: the head alone would name nobody.
    let head = short.last()?;
    let office = names.rules.has("title", head.text);
    let whole = office || names.rules.has("body", head.text);
    // “said X, Y”: Y may be the name, if X describes it.
    if let Some(beside) = phrases.get(1)
        && (cut == phrase.len() || office)
        && until(beside) > 0
    {
        return names.apposed(phrase, beside.get(..until(beside))?, false);
    }
    let within = |token: &Token| is(token, "of") || is(token, "for");
    let end = phrase
        .iter()
        .position(|token| ends(token) && !within(token));
    let long = phrase.get(..end.unwrap_or(phrase.len()))?;
    names.phrase(if whole { long } else { short }, false)
}
