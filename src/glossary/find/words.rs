//! The words of a text in the letters in which terms are looked for, with the
//! way back.

use std::borrow::Cow;

use crate::model::Locale;
use crate::text::fold::{self, Folded};

/// What stands between a word and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// One white space or several.
    Space,
    /// A hyphen.
    Hyphen,
    /// A mark, or the end of the text.
    Mark,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it stands in [`Words::text`].
    pub(super) start: usize,
    /// Where it ends there.
    pub(super) end: usize,
    /// Where it stands in the folded text.
    folded: (usize, usize),
    /// What stands behind it.
    pub(super) gap: Gap,
}

/// The words of a text. Hyphens part words; an apostrophe inside a word does
/// not.
#[derive(Debug)]
pub(super) struct Words {
    /// The words in the letters of the search; where a hyphen joins two, it
    /// stands between them, otherwise a space does.
    pub(super) text: String,
    pub(super) list: Vec<Word>,
    folded: Folded,
}

impl Words {
    /// Reads a text. `shape` says in which letters a folded word is searched.
    pub(super) fn read(
        text: &str,
        locale: &Locale,
        shape: impl for<'b> Fn(&'b str) -> Cow<'b, str>,
    ) -> Words {
        let folded = fold::fold_with_offsets(text, locale);
        let mut words = Words {
            text: String::with_capacity(folded.text().len() + 8),
            list: Vec::new(),
            folded,
        };
        for (start, end, gap) in spans(words.folded.text()) {
            let word = words.folded.text().get(start..end).unwrap_or_default();
            let shaped = shape(word);
            let at = words.text.len();
            words.text.push_str(&shaped);
            words.list.push(Word {
                start: at,
                end: words.text.len(),
                folded: (start, end),
                gap,
            });
            words.text.push(if gap == Gap::Hyphen { '-' } else { ' ' });
        }
        words
    }

    /// The letters of a word.
    pub(super) fn letters(&self, word: &Word) -> &str {
        self.text.get(word.start..word.end).unwrap_or_default()
    }

    /// Where the words `first` to `last` stand in the raw text, in bytes.
    pub(super) fn raw_span(&self, first: &Word, last: &Word) -> (usize, usize) {
        self.folded.raw_span(first.folded.0, last.folded.1)
    }
}

/// Words of folded text and what follows each.
fn spans(folded: &str) -> Vec<(usize, usize, Gap)> {
    let mut found: Vec<(usize, usize, Gap)> = Vec::new();
    let mut open: Option<usize> = None;
    let mut letters = folded.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        // A mark that sits on something else than a letter makes no word.
        if is_letter(c) {
            if open.is_some() || !is_combining(c) {
                open.get_or_insert(at);
            }
            continue;
        }
        let follows = letters.peek().is_some_and(|(_, next)| is_letter(*next));
        if c == '\'' && open.is_some() && follows {
            continue;
        }
        let gap = match c {
            ' ' => Gap::Space,
            '-' if open.is_some() && follows => Gap::Hyphen,
            _ => Gap::Mark,
        };
        match open.take() {
            Some(start) => found.push((start, at, gap)),
            // A mark behind a space still parts the words around it.
            None if gap == Gap::Mark => {
                if let Some(last) = found.last_mut() {
                    last.2 = Gap::Mark;
                }
            }
            None => {}
        }
    }
    if let Some(start) = open {
        found.push((start, folded.len(), Gap::Mark));
    }
    found
}

/// Letters, digits and marks that sit on a letter.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c)
}

/// Accents, and the vowels and other marks of Arabic script.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(tag: &str, text: &str) -> Words {
        Words::read(text, &tag.parse().expect("a tag"), |word| {
            Cow::Borrowed(word)
        })
    }

    #[test]
    fn words_and_gaps() {
        let words = read("tr", "BM’nin Türk-Kazak kampı, “İnsan” 5 'son'");
        let list: Vec<(&str, Gap)> = words
            .list
            .iter()
            .map(|w| (words.letters(w), w.gap))
            .collect();
        assert_eq!(
            list,
            [
                ("bm'nin", Gap::Space),
                ("türk", Gap::Hyphen),
                ("kazak", Gap::Space),
                ("kampı", Gap::Mark),
                ("insan", Gap::Mark),
                ("5", Gap::Mark),
                ("son", Gap::Mark)
            ]
        );
    }

    #[test]
    fn accents_alone_are_no_words() {
        let words = read("tr", "a\u{301} .\u{301} \u{64B}");
        assert_eq!(words.list.len(), 1);
    }

    #[test]
    fn a_mark_behind_a_space_parts() {
        let words = read("ug", "ب د (ت)");
        assert_eq!(words.list.get(1).map(|word| word.gap), Some(Gap::Mark));
    }

    proptest! {
        #[test]
        fn every_word_leads_back(text in "\\PC{0,60}") {
            let words = read("tr", &text);
            for word in &words.list {
                let (start, end) = words.raw_span(word, word);
                prop_assert!(text.get(start..end).is_some());
                prop_assert!(!words.letters(word).is_empty());
            }
        }
    }
}
