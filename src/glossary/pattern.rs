//! The spellings under which a source term is looked for.

use crate::model::{Case, Term};
use crate::text::fold::{self, Folded};

/// One folded spelling of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The folded text to look for.
    pub(super) text: String,
    /// The bytes of `text` whose letters must be capitals in a segment.
    pub(super) capitals: Vec<usize>,
    /// The bytes of `text` whose letters must be small in a segment.
    pub(super) smalls: Vec<usize>,
    /// Whether it is a plural or singular made by rule, not the citation form.
    pub(super) made: bool,
}

/// The spellings of a term: as it stands, with other or no quotation marks,
/// and each of them in the other number where the language is English and the
/// term may be a noun (`inflects`): the forms of verbs and adjectives are those
/// that have rows. What has neither letter nor digit is looked for nowhere.
pub(super) fn patterns(term: &Term, inflects: bool) -> Vec<Pattern> {
    let mut all: Vec<Pattern> = Vec::new();
    for spelling in quotings(&term.text) {
        let folded = fold::fold_with_offsets(&spelling, &term.locale);
        let (capitals, smalls) = letters(&folded, &spelling, term.case);
        let text = folded.text().to_owned();
        let others = if inflects && term.locale.language() == "en" {
            numbers(&text)
        } else {
            Vec::new()
        };
        let made = others.into_iter().map(|text| (text, true));
        for (text, made) in std::iter::once((text, false)).chain(made) {
            if text.contains(char::is_alphanumeric) && all.iter().all(|known| known.text != text) {
                let inside = |all: &[usize]| {
                    let kept = all.iter().copied().filter(|at| *at < text.len());
                    kept.collect::<Vec<usize>>()
                };
                all.push(Pattern {
                    capitals: inside(&capitals),
                    smalls: inside(&smalls),
                    text,
                    made,
                });
            }
        }
    }
    all
}

/// Which letters must be capitals, and which must be small.
fn letters(folded: &Folded, raw: &str, case: Case) -> (Vec<usize>, Vec<usize>) {
    match case {
        Case::Any => (Vec::new(), Vec::new()),
        Case::Capitals => (capitals(folded, raw), Vec::new()),
        Case::Exact => folded
            .text()
            .char_indices()
            .filter(|(_, c)| c.is_alphabetic())
            .map(|(at, c)| (at, is_capital(folded, raw, at, c)))
            .fold((Vec::new(), Vec::new()), |(mut large, mut small), found| {
                match found {
                    (at, true) => large.push(at),
                    (at, false) => small.push(at),
                }
                (large, small)
            }),
    }
}

/// The term with its own quotation marks, with single ones, and with none.
fn quotings(term: &str) -> Vec<String> {
    let is_quote = |c: char| matches!(c, '"' | '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}');
    let mut spellings = vec![term.to_owned()];
    if term.contains(is_quote) {
        spellings.push(term.replace(is_quote, "'"));
        spellings.push(term.replace(is_quote, ""));
    }
    spellings
}

/// Which letters must be capitals: the first letter of every word that begins
/// with one, and every letter of a word that has no other (so that `UN` is not
/// found in a name such as `Kim Jong Un`).
fn capitals(folded: &Folded, raw: &str) -> Vec<usize> {
    let mut all = Vec::new();
    let mut word: Vec<(usize, bool)> = Vec::new();
    let mut close = |word: &mut Vec<(usize, bool)>| {
        let whole = word.len() > 1 && word.iter().all(|(_, capital)| *capital);
        let counted = if whole { word.len() } else { 1 };
        let kept = word.iter().take(counted).filter(|(_, capital)| *capital);
        all.extend(kept.map(|(at, _)| *at));
        word.clear();
    };
    for (at, c) in folded.text().char_indices() {
        if c.is_alphabetic() {
            word.push((at, is_capital(folded, raw, at, c)));
        } else if !c.is_numeric() {
            close(&mut word);
        }
    }
    close(&mut word);
    all
}

/// Whether the letter at a byte of the folded text is a capital in the raw text.
pub(super) fn is_capital(folded: &Folded, raw: &str, at: usize, c: char) -> bool {
    let (start, end) = folded.raw_span(at, at + c.len_utf8());
    raw.get(start..end)
        .is_some_and(|piece| piece.chars().any(char::is_uppercase))
}

/// The plural, and for phrases the singular, of the last word of an English
/// term. Single words get no singular: `findings` is not the verb in "finding
/// that".
fn numbers(term: &str) -> Vec<String> {
    let word = term
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    if word.is_empty() {
        return Vec::new();
    }
    let mut forms = vec![format!("{term}s")];
    if let Some(stem) = term.strip_suffix('y')
        && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
    {
        forms.push(format!("{stem}ies"));
    }
    if ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        forms.push(format!("{term}es"));
    }
    if word.len() < term.len() {
        forms.extend(singulars(term, word));
    }
    forms
}

fn singulars(term: &str, word: &str) -> Vec<String> {
    if word.len() < 4 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return Vec::new();
    }
    if let Some(stem) = term.strip_suffix("ies") {
        return vec![format!("{stem}y")];
    }
    let Some(shorter) = term.strip_suffix('s') else {
        return Vec::new();
    };
    let mut forms = vec![shorter.to_owned()];
    if ["ses", "xes", "zes", "ches", "shes"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        forms.extend(term.strip_suffix("es").map(str::to_owned));
    }
    forms
}
