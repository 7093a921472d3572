//! `check::names`: addresses, signs of documents and names in Latin letters that
//! must come through letter by letter.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Findings, Severity};
use crate::text::fold::fold;
use crate::text::token::words;

use super::pair::Tongue;
use super::scan::{chunks, folded, is_latin};
use super::{About, Check, Pair};

pub(super) struct Names;

const ABOUT: About = About {
    code: "check::names",
    severity: Severity::Error,
    what: "A web or e-mail address, a hashtag or the sign of a document (A/HRC/51/6) is missing or altered, or a name in Latin letters is nearly that of the source.",
    why: "Nobody can guess them back. Names that are written in the letters of the language are not looked at.",
};

impl Check for Names {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let target = pair.target_text();
        if target.trim().is_empty() {
            return;
        }
        let english = pair.source_locale();
        let plain = fold(target, english);
        let mut seen = BTreeSet::new();
        let fixed = fixed(pair.source_text()).into_iter();
        for (word, severity) in fixed.filter(|(word, _)| seen.insert(*word)).take(NAMES) {
            if !plain.contains(&fold(word, english)) {
                let message = "this is not in the translation as it stands in the source";
                findings.push(pair.weighed(&ABOUT, severity, message).words(word));
            }
        }
        if matches!(
            pair.tongue(),
            Tongue::Uyghur | Tongue::Kazakh | Tongue::Hans | Tongue::Hant
        ) {
            misspelt(pair, findings);
        }
    }
}

/// What stays as it is, with the weight of its loss.
fn fixed(text: &str) -> Vec<(&str, Severity)> {
    let mut found = Vec::new();
    for (_, word) in chunks(text) {
        let word = word
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '@' | '/'))
            .trim_end_matches('/');
        let word = word
            .strip_suffix("’s")
            .or(word.strip_suffix("'s"))
            .unwrap_or(word);
        if is_address(word) {
            found.push((word, Severity::Error));
        } else if is_sign(word) || is_tag(word) {
            found.push((word, Severity::Warning));
        }
    }
    found
}

fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let Some((name, host)) = word.split_once('@') else {
        return false;
    };
    !name.is_empty() && host.contains('.') && !host.starts_with('.')
}

/// `A/HRC/51/6`: capitals and digits with at least two strokes.
fn is_sign(word: &str) -> bool {
    word.bytes().filter(|byte| *byte == b'/').count() >= 2
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
        && word.bytes().all(|b| {
            b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'/' | b'.' | b'-')
        })
}

fn is_tag(word: &str) -> bool {
    let mut characters = word.chars();
    matches!(characters.next(), Some('#' | '@'))
        && word.chars().count() >= 4
        && characters.all(|c| c.is_alphanumeric() || c == '_')
        && word.chars().any(char::is_alphabetic)
}

/// So many words of the source are compared with every Latin word; no sentence
/// has more, and time stays in proportion to the text.
const NAMES: usize = 200;

/// A Latin word that is one letter away from one of the source.
fn misspelt(pair: &Pair, findings: &mut Findings) {
    let english = pair.source_locale();
    let known: BTreeMap<String, &str> = latin_words(pair.source_text())
        .map(|word| (folded(word, english).into_owned(), word))
        .filter(|(folded, _)| folded.chars().count() >= 5)
        .take(NAMES)
        .collect();
    // Every spelling once, however often it stands there.
    let mut seen = BTreeSet::new();
    for word in latin_words(pair.target_text())
        .filter(|word| seen.insert(*word))
        .take(NAMES)
    {
        let folded = folded(word, english).into_owned();
        if folded.chars().count() < 5 || known.contains_key(&folded) {
            continue;
        }
        if let Some((_, meant)) = known.iter().find(|(known, _)| is_near(&folded, known)) {
            let message = "this name is not spelt as in the source";
            let finding = pair.weighed(&ABOUT, Severity::Warning, message).words(word);
            findings.push(finding.help(format!("Is {meant} meant?")));
        }
    }
}

fn latin_words(text: &str) -> impl Iterator<Item = &str> {
    words(text)
        .flat_map(|word| word.split(['\'', '’']))
        .filter(|word| word.chars().all(is_latin))
}

/// One letter put in, left out or changed, or two that changed places; not the
/// endings of an English plural.
fn is_near(word: &str, known: &str) -> bool {
    if word.chars().count().abs_diff(known.chars().count()) > 1 {
        return false;
    }
    let plural = |long: &str, short: &str| long.strip_suffix('s') == Some(short);
    !plural(word, known) && !plural(known, word) && strsim::osa_distance(word, known) == 1
}
