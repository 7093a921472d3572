//! `check::punctuation`: marks, digits and letters of another script's width or
//! form.

use crate::diag::{Findings, Severity};

use super::pair::Tongue;
use super::scan::{is_arabic, is_han, listed, with_neighbours};
use super::{About, Check, Pair};

pub(super) struct Punctuation;

const ABOUT: About = About {
    code: "check::punctuation",
    severity: Severity::Warning,
    what: "Punctuation of another script beside letters of this one: , ; ? in Uyghur, half-width marks or full-width digits in Chinese, Arabic or Chinese marks in Turkish and Kazakh.",
    why: "Uyghur has ، ؛ ؟, Chinese ， 。 ； ： ？ ！. They are easily overlooked when a sentence was typed over its source.",
};

impl Check for Punctuation {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn check(&self, pair: &Pair, findings: &mut Findings) {
        let text = pair.target_text();
        let tongue = pair.tongue();
        let strange: Vec<char> = with_neighbours(text)
            .filter(|(before, c, after)| match tongue {
                Tongue::Uyghur => uyghur(*before, *c),
                Tongue::Hans | Tongue::Hant => chinese(*before, *c, *after),
                Tongue::Turkish | Tongue::Kazakh => is_of_others(*c),
                Tongue::Other => false,
            })
            .map(|(_, c, _)| c)
            .collect();
        if !strange.is_empty() {
            let message = format!("these marks are not written so in {}", pair.locale());
            findings.push(pair.fault(&ABOUT, message).words(&listed(strange)));
        }
    }
}

fn uyghur(before: Option<char>, c: char) -> bool {
    let letter = before.is_some_and(|b| is_arabic(b) || matches!(b, '»' | '›'));
    matches!(c, ',' | ';' | '?') && letter
        || matches!(c, '，' | '。' | '；' | '：' | '？' | '！' | '、')
}

/// A half-width mark counts behind a Chinese character or a closing mark; between
/// digits or Latin letters it is at home. Brackets of both widths are in use.
fn chinese(before: Option<char>, c: char, after: Option<char>) -> bool {
    let han = before.is_some_and(|b| is_han(b) || matches!(b, '”' | '」' | '』' | '》' | '）'));
    let ends =
        after.is_none_or(|a| a.is_whitespace() || is_han(a) || super::scan::is_quotation_mark(a));
    match c {
        ',' | ';' | '?' | '!' | ':' => han,
        '.' => han && ends,
        '،' | '؛' | '؟' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => true,
        _ => false,
    }
}

fn is_of_others(c: char) -> bool {
    matches!(c, '،' | '؛' | '؟' | '，' | '。' | '；' | '：' | '？' | '！' | '、' | '（' | '）' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}
