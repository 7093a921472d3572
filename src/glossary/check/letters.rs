//! Letters that do not belong to the language.

use crate::diag::{Finding, Findings};
use crate::model::Locale;
use crate::model::inflection::Class;
use crate::text::convert::{homoglyph, uyghur};
use crate::text::script;

use super::{Row, Rows};

/// Terms with letters of two scripts in one word, in another script than that
/// of their language, or with letters that Uyghur does not have.
pub(super) fn rule(rows: &Rows<'_>, findings: &mut Findings) {
    for row in rows
        .values()
        .flatten()
        .filter(|row| !row.term.text.is_empty())
    {
        if let Some((code, message)) = strange(&row.term.text, &row.term.locale) {
            findings.push(row.finding(Finding::warning(code, message)));
        } else if let Some(message) = other_script(row) {
            findings.push(row.finding(Finding::warning("glossary::script", message)));
        }
    }
}

/// Which letters of the words are not what they seem, and what should stand
/// there if that is certain.
fn strange(text: &str, locale: &Locale) -> Option<(&'static str, String)> {
    if let Some(mixed) = homoglyph::find(text).into_iter().next() {
        let repaired = mixed.repaired.map(|word| format!("; {word} is meant"));
        let message = format!(
            "Latin and Cyrillic letters stand in one word, \u{201C}{}\u{201D}: some only look \
             like the right ones{}",
            mixed.found,
            repaired.unwrap_or_default()
        );
        return Some(("glossary::look-alike", message));
    }
    if locale.language() != "ug" || locale.script() != "Arab" {
        return None;
    }
    let fault = uyghur::faults(text).into_iter().next()?;
    let found = text.get(fault.span).unwrap_or_default();
    let code = found.chars().next().map_or(0, u32::from);
    let repaired = fault.repaired.filter(|letters| !letters.is_empty());
    let meant = repaired.map(|letters| format!("; {letters} is meant"));
    let message = format!(
        "the letter {found} (U+{code:04X}) is not one of the Uyghur alphabet, or not at this \
         place{}",
        meant.unwrap_or_default()
    );
    Some(("glossary::letters", message))
}

/// The characters of a Chinese term that only the other kind of Chinese has. A
/// term is too short for the judgement of a sentence: one is enough.
fn other_chinese(row: &Row<'_>) -> Option<String> {
    let strange: fn(char) -> bool = match row.term.locale.script() {
        "Hans" => script::is_traditional_only,
        "Hant" => script::is_simplified_only,
        _ => return None,
    };
    let letters: String = row.term.text.chars().filter(|c| strange(*c)).collect();
    (!letters.is_empty()).then(|| format!("characters of the other kind of Chinese: {letters}"))
}

/// Whether the term is in the script of its language. A name may be kept as it
/// is written elsewhere.
fn other_script(row: &Row<'_>) -> Option<String> {
    if let Some(message) = other_chinese(row) {
        return Some(message);
    }
    let name = matches!(row.term.inflection.class, Class::Name | Class::Acronym);
    match script::fault(&row.term.text, "", &row.term.locale)? {
        script::Fault::OtherScript(_) if name => None,
        script::Fault::OtherScript(share) => Some(format!(
            "only {share} % of the letters are in the script of {}",
            row.term.locale
        )),
        script::Fault::OtherChinese(letters) => Some(format!(
            "characters of the other kind of Chinese: {letters}"
        )),
    }
}
