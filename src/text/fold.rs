//! Folding: what two spellings of one thing have in common.
//!
//! Case goes by locale (Turkish has two letters i), quotation marks and
//! hyphens become ASCII, runs of white space one space, invisible characters
//! nothing. Folded text is for looking up and comparing; it is never shown and
//! never stored as anybody's words. The way back to the raw text is kept.
//!
//! ```
//! use tilmach::{model::Locale, text::fold};
//! let tr: Locale = "tr".parse()?;
//! assert_eq!(fold::fold("İSTANBUL’DA  IĞDIR", &tr), "istanbul'da ığdır");
//! # Ok::<(), tilmach::model::LocaleError>(())
//! ```

use std::sync::LazyLock;

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{ComposingNormalizer, ComposingNormalizerBorrowed};
use icu_properties::props::CanonicalCombiningClass;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use crate::model::Locale;

/// Folded text with the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For every byte of `text`, the byte of the raw text where the piece it
    /// comes from begins; one more entry for the end.
    starts: Vec<usize>,
    /// Likewise, where that piece ends.
    ends: Vec<usize>,
}

impl Folded {
    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the raw text from which the folded bytes `start..end` come.
    pub fn raw_span(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.starts.get(start).copied().unwrap_or(0);
        let to = end
            .checked_sub(1)
            .and_then(|last| self.ends.get(last).copied())
            .unwrap_or(from);
        (from, to.max(from))
    }
}

/// What folded text is written to.
trait Sink {
    fn text(&mut self) -> &mut String;

    /// Appends what the bytes `start..end` of the raw text became.
    fn push(&mut self, folded: &str, start: usize, end: usize);
}

impl Sink for Folded {
    fn text(&mut self) -> &mut String {
        &mut self.text
    }

    fn push(&mut self, folded: &str, start: usize, end: usize) {
        self.text.push_str(folded);
        self.starts.extend(std::iter::repeat_n(start, folded.len()));
        self.ends.extend(std::iter::repeat_n(end, folded.len()));
    }
}

/// Without the way back.
impl Sink for String {
    fn text(&mut self) -> &mut String {
        self
    }

    fn push(&mut self, folded: &str, _: usize, _: usize) {
        self.push_str(folded);
    }
}

/// Folds text of a locale. Folding twice changes nothing.
pub fn fold(text: &str, locale: &Locale) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text, locale);
    folded
}

/// Folds text of a locale and keeps the way back to it.
pub fn fold_with_offsets(text: &str, locale: &Locale) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        starts: Vec::with_capacity(text.len()),
        ends: Vec::with_capacity(text.len()),
    };
    fold_into(&mut folded, text, locale);
    folded.starts.truncate(folded.text.len());
    folded.ends.truncate(folded.text.len());
    folded
}

fn fold_into(folded: &mut impl Sink, text: &str, locale: &Locale) {
    let folder = Folder::new(locale);
    let mut characters = text.char_indices().peekable();
    while let Some((start, _)) = characters.next() {
        while characters.peek().is_some_and(|(_, c)| folder.combines(*c)) {
            characters.next();
        }
        let end = characters.peek().map_or(text.len(), |(index, _)| *index);
        let piece = text.get(start..end).unwrap_or_default();
        folder.push(folded, piece, start, end);
    }
    if folded.text().ends_with(' ') {
        folded.text().pop();
    }
}

/// Whether capital I and dotted İ are two letters, as in Turkish. Of a locale,
/// folding asks nothing else.
pub fn is_turkic(locale: &Locale) -> bool {
    matches!(locale.language(), "tr" | "az") && locale.script() == "Latn"
}

/// The tables that folding reads, opened once a call.
struct Folder {
    case: CaseMapperBorrowed<'static>,
    composer: ComposingNormalizerBorrowed<'static>,
    combining: CodePointMapDataBorrowed<'static, CanonicalCombiningClass>,
    turkic: bool,
}

impl Folder {
    fn new(locale: &Locale) -> Self {
        Folder {
            case: CaseMapper::new(),
            composer: ComposingNormalizer::new_nfc(),
            combining: CodePointMapData::<CanonicalCombiningClass>::new(),
            turkic: is_turkic(locale),
        }
    }

    fn combines(&self, c: char) -> bool {
        !c.is_ascii() && self.combining.get(c) != CanonicalCombiningClass::NotReordered
    }

    fn push(&self, folded: &mut impl Sink, piece: &str, start: usize, end: usize) {
        if let Some(c) = alone(piece).and_then(|c| self.known(c)) {
            return push_shown(folded, c, start, end);
        }
        for c in self.slowly(piece).chars() {
            push_shown(folded, c, start, end);
        }
    }

    /// What a character alone becomes, if that is one character: looked up, for
    /// this is asked for every letter of every text.
    fn known(&self, c: char) -> Option<char> {
        if ('\u{4E00}'..='\u{9FFF}').contains(&c) {
            // Ideographs have no case, and are composed (Unicode 16, chapter 18).
            return Some(c);
        }
        let table = if self.turkic { &*TURKIC } else { &*OTHERS };
        table.get(c as usize).copied().flatten()
    }

    /// What a piece becomes by the tables of Unicode.
    fn slowly(&self, piece: &str) -> String {
        // Folding can decompose and composing can make a new capital, so both
        // are done until nothing moves.
        let mut text = self.composer.normalize(piece).into_owned();
        for _ in 0..3 {
            let cased = if self.turkic {
                self.case.fold_turkic_string(&text)
            } else {
                self.case.fold_string(&text)
            };
            text = self.composer.normalize(&cased).into_owned();
        }
        text
    }

    fn table(turkic: bool) -> Vec<Option<char>> {
        let folder = Folder {
            turkic,
            ..Folder::new(&Locale::english())
        };
        let one = |code| alone(&folder.slowly(char::from_u32(code)?.encode_utf8(&mut [0; 4])));
        (0..LOOKED_UP).map(one).collect()
    }
}

/// Latin, Greek, Cyrillic, Arabic and their marks stand below this code point.
const LOOKED_UP: u32 = 0x800;

static TURKIC: LazyLock<Vec<Option<char>>> = LazyLock::new(|| Folder::table(true));
static OTHERS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| Folder::table(false));

/// The only character of a piece.
fn alone(piece: &str) -> Option<char> {
    let mut characters = piece.chars();
    let first = characters.next()?;
    characters.as_str().is_empty().then_some(first)
}

/// Appends a folded character, with look-alike punctuation made one.
fn push_shown(folded: &mut impl Sink, c: char, start: usize, end: usize) {
    let shown = match c {
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '`' | '\u{00B4}' => "'",
        '\u{201C}'..='\u{201F}' | '\u{00AB}' | '\u{00BB}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '\u{2026}' => "...",
        c if is_invisible(c) => "",
        c if c.is_whitespace() => {
            let text = folded.text();
            let goes_on = text.is_empty() || text.ends_with(' ');
            if goes_on { "" } else { " " }
        }
        c => return folded.push(c.encode_utf8(&mut [0; 4]), start, end),
    };
    folded.push(shown, start, end);
}

/// Soft hyphen, joiners, marks of direction, byte order mark: not part of the
/// words. (Real Uyghur text has stray joiners inside words.)
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{0640}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn locale(tag: &str) -> Locale {
        tag.parse().expect("a tag of the test")
    }

    #[track_caller]
    fn check(tag: &str, input: &str, expected: &str) {
        assert_eq!(fold(input, &locale(tag)), expected, "{input:?}");
    }

    #[test]
    fn case_goes_by_locale() {
        check("tr", "İSTANBUL IĞDIR", "istanbul ığdır");
        check("en", "ISTANBUL", "istanbul");
        check("kk", "Қазақстан", "қазақстан");
        check("en", "I\u{307}", "i\u{307}");
        check("tr", "I\u{307}", "i");
    }

    #[test]
    fn marks_and_spaces_are_one() {
        check(
            "en",
            " “China’s  \u{00A0}cover-up”… ",
            "\"china's cover-up\"...",
        );
        check("ug", "ئۇيغ\u{200D}ۇر", "ئۇيغۇر");
        check("ug", "ئـۇيغۇر", "ئۇيغۇر");
        check("en", "   ", "");
    }

    #[test]
    fn the_way_back() {
        let raw = "the “Uyghur’s”…";
        let folded = fold_with_offsets(raw, &locale("en"));
        let at = folded.text().find("uyghur's").expect("found");
        let (start, end) = folded.raw_span(at, at + "uyghur's".len());
        assert_eq!(&raw[start..end], "Uyghur’s");
    }

    #[test]
    fn what_is_looked_up_is_what_the_tables_of_unicode_say() {
        for tag in ["tr", "kk"] {
            let folder = Folder::new(&locale(tag));
            for c in (0..0xA000).filter_map(char::from_u32) {
                if let Some(known) = folder.known(c) {
                    assert_eq!(
                        folder.slowly(&c.to_string()),
                        known.to_string(),
                        "{tag} {c:?}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}", tag in prop::sample::select(vec!["en", "tr", "kk", "ug", "zh-Hans"])) {
            let once = fold(&text, &locale(tag));
            prop_assert_eq!(fold(&once, &locale(tag)), once);
        }

        #[test]
        fn every_span_lies_in_the_raw_text(text in "\\PC{0,40}") {
            let folded = fold_with_offsets(&text, &locale("tr"));
            for (start, c) in folded.text().char_indices() {
                let (from, to) = folded.raw_span(start, start + c.len_utf8());
                prop_assert!(text.get(from..to).is_some());
            }
        }
    }
}
