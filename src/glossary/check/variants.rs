//! English forms in the statements that no row covers.
//!
//! A reader of alarms stops reading them, so little is asked: all content words
//! of a term of two or more must stand close together, whatever their order and
//! ending ("violations of human rights"), or a verb must stand in another form
//! ("condemned"); and no term of the glossary may have been found there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, Term, TermHit};
use crate::text::fold::fold;

use super::{Inspected, Row, Rows};

/// Words that carry no meaning of their own.
const SMALL: [&str; 14] = [
    "a", "an", "and", "against", "at", "by", "for", "in", "of", "on", "or", "the", "their", "to",
];

/// A word of a statement.
struct Word {
    stem: String,
    span: (usize, usize),
    small: bool,
}

/// Terms of more content words are not looked for in other forms.
const LONGEST: usize = 8;

/// What is looked for: the stems of a term's content words, sorted.
type Stems = Vec<String>;

/// One note for each form, with the place where it first stands.
pub(super) fn rule(
    rows: &Rows<'_>,
    inspected: &Inspected<'_>,
    hits: &[Vec<TermHit>],
    findings: &mut Findings,
) {
    if inspected.source.language() != "en" {
        return;
    }
    let wanted = wanted(rows, inspected);
    let mut found: BTreeMap<(&str, String), (&Row<'_>, Place, usize)> = BTreeMap::new();
    for ((place, text), hits) in inspected.paragraphs.iter().zip(hits) {
        for (stems, span) in forms(text, &wanted, hits) {
            let (Some(row), Some(form)) = (wanted.get(&stems), text.get(span.0..span.1)) else {
                continue;
            };
            let key = (row.concept.id.as_str(), fold(form, inspected.source));
            let before = text.get(..span.0).unwrap_or_default().chars().count() as u64;
            let there = found.entry(key).or_insert_with(|| {
                let mut place = place.clone();
                place.column = place.column.map(|column| column + before);
                (row, place, 0)
            });
            there.2 += 1;
        }
    }
    for ((_, form), (row, place, times)) in found {
        findings.push(told(row, &form, place, times));
    }
}

fn told(row: &Row<'_>, form: &str, place: Place, times: usize) -> Finding {
    let message = format!(
        "the statements have a form of \u{201C}{}\u{201D} (concept {}) that no row covers, {}",
        row.term.text,
        row.concept.id,
        match times {
            1 => "once".to_owned(),
            _ => format!("{times} times"),
        }
    );
    let help = format!(
        "if it is the same idea, add a row; its concept is at {}",
        row.place()
    );
    let finding = Finding::note("glossary::variant", message);
    finding.at(place).words(form).help(help)
}

/// The stems that are looked for, each with the first row that has them.
fn wanted<'r, 'a>(rows: &'r Rows<'a>, inspected: &Inspected<'_>) -> BTreeMap<Stems, &'r Row<'a>> {
    let mut wanted = BTreeMap::new();
    for row in rows.values().flatten() {
        if row.term.locale != *inspected.source || row.term.text.is_empty() {
            continue;
        }
        let stems = stems(row.term);
        if stems.len() > LONGEST {
            continue;
        }
        if stems.len() > 1 || (stems.len() == 1 && is_verb(row.concept)) {
            wanted.entry(stems).or_insert(row);
        }
    }
    wanted
}

fn is_verb(concept: &Concept) -> bool {
    concept
        .part_of_speech
        .split(',')
        .any(|part| part.trim() == "v")
}

fn stems(term: &Term) -> Stems {
    let mut stems: Stems = split(&term.text)
        .into_iter()
        .filter(|word| !word.small)
        .map(|word| word.stem)
        .collect();
    stems.sort();
    stems
}

/// The stretches of a text that have all stems of something wanted, and nothing
/// else but small words, away from all hits.
fn forms(
    text: &str,
    wanted: &BTreeMap<Stems, &Row<'_>>,
    hits: &[TermHit],
) -> Vec<(Stems, (usize, usize))> {
    let sizes: BTreeSet<usize> = wanted.keys().map(Vec::len).collect();
    let free = |span: (usize, usize)| {
        hits.iter()
            .all(|hit| hit.span.1 <= span.0 || span.1 <= hit.span.0)
    };
    let all = split(text);
    let words: Vec<&Word> = all.iter().filter(|word| !word.small).collect();
    let mut found = Vec::new();
    for size in sizes {
        for window in words.windows(size) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else {
                continue;
            };
            let span = (first.span.0, last.span.1);
            let mut stems: Stems = window.iter().map(|word| word.stem.clone()).collect();
            stems.sort();
            let joined = text
                .get(span.0..span.1)
                .is_some_and(|form| !form.contains(BREAKS));
            if joined && wanted.contains_key(&stems) && free(span) {
                found.push((stems, span));
            }
        }
    }
    found
}

/// Marks that a term does not reach across.
const BREAKS: [char; 10] = [
    '.', ',', ';', ':', '!', '?', '(', ')', '\u{201C}', '\u{201D}',
];

fn split(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take()
            && let Some(word) = text.get(from..at)
            // The s of a possessive is no word.
            && word.len() > 1
        {
            let word = fold(word, &crate::model::Locale::english());
            words.push(Word {
                small: SMALL.contains(&word.as_str()),
                stem: stem(&word),
                span: (from, at),
            });
        }
    }
    words
}

/// The word without the endings of number and verb forms, roughly: only words
/// of one term are compared.
fn stem(word: &str) -> String {
    let doubled = |stem: &str| {
        let mut letters = stem.chars().rev();
        match (letters.next(), letters.next()) {
            (Some(last), Some(before)) if last == before && !"aeiousl".contains(last) => {
                stem.strip_suffix(last).unwrap_or(stem).to_owned()
            }
            _ => stem.to_owned(),
        }
    };
    let long = |stem: &&str| stem.chars().count() >= 4;
    let cut = if let Some(stem) = word.strip_suffix("ies").filter(long) {
        format!("{stem}y")
    } else if let Some(stem) = ["ing", "ed"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(long)
    {
        doubled(stem)
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word.to_owned()
    } else {
        let shorter = ["xes", "ches", "shes", "sses"]
            .iter()
            .any(|end| word.ends_with(end));
        let end = if shorter { "es" } else { "s" };
        word.strip_suffix(end).unwrap_or(word).to_owned()
    };
    cut.strip_suffix('e')
        .filter(long)
        .unwrap_or(&cut)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["condemn", "condemns", "condemned", "condemning"][..],
            &["release", "releases", "released", "releasing"],
            &["violation", "violations"],
            &["atrocity", "atrocities"],
            &["crime", "crimes"],
            &["process", "processes", "processed"],
        ] {
            let stems: std::collections::BTreeSet<String> =
                forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        assert_ne!(stem("detention"), stem("detained"));
    }
}
