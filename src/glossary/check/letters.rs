//! Letters that do not belong to the language.
//!
//! This is a small test for the table alone. Where the program can tell
//! look-alike letters and the alphabets better, it is asked here and nowhere
//! else ([`strange`]).

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use crate::diag::{Finding, Findings};
use crate::model::Locale;
use crate::model::inflection::Class;
use crate::text::script;
use crate::text::token::words;

use super::{Row, Rows};

/// The letters of Uyghur in Arabic script, with the seat of the vowels.
const UYGHUR: &str = "ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي";

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

/// Which letters of the words are not what they seem.
fn strange(text: &str, locale: &Locale) -> Option<(&'static str, String)> {
    if let Some(word) = words(text).find(|word| is_mixed(word)) {
        let message = format!(
            "Latin and Cyrillic letters stand in one word, \u{201C}{word}\u{201D}: some only look \
             like the right ones"
        );
        return Some(("glossary::look-alike", message));
    }
    if locale.language() != "ug" || locale.script() != "Arab" {
        return None;
    }
    let arabic = |c: &char| c.is_alphabetic() && script_of(*c) == Script::Arabic;
    let foreign = text.chars().filter(arabic).find(|c| !UYGHUR.contains(*c))?;
    let message = format!(
        "the letter {foreign} (U+{:04X}) is not one of the Uyghur alphabet",
        u32::from(foreign)
    );
    Some(("glossary::letters", message))
}

fn is_mixed(word: &str) -> bool {
    let has = |script| word.chars().any(|c| script_of(c) == script);
    has(Script::Latin) && has(Script::Cyrillic)
}

fn script_of(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// Whether the term is in the script of its language. A name may be kept as it
/// is written elsewhere.
fn other_script(row: &Row<'_>) -> Option<String> {
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
