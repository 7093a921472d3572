//! Words and punctuation of what stands around a quotation.

use crate::text::quotation::rules::Rules;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Comma,
    Colon,
    Dash,
    /// The end of a sentence.
    Stop,
    /// Anything else: brackets, semicolons, marks.
    Other,
}

/// A word or a sign where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// Its first byte in the paragraph.
    pub(super) at: usize,
    pub(super) kind: Kind,
}

impl<'a> Token<'a> {
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it begins with a capital letter.
    pub(super) fn is_capital(&self) -> bool {
        self.is_word() && self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a possessive or an inflected name: Amnesty’s, victims’,
    /// Ankara'da; not O'Hagan.
    pub(super) fn is_inflected(&self) -> bool {
        let tail = self.text.rsplit_once(is_apostrophe).map(|(_, tail)| tail);
        tail.is_some_and(|tail| !tail.starts_with(char::is_uppercase))
    }

    /// It without the ending behind its apostrophe: Amnesty of Amnesty’s.
    pub(super) fn stem(&self) -> &'a str {
        match self.text.rsplit_once(is_apostrophe) {
            Some((stem, _)) if self.is_inflected() => stem,
            _ => self.text,
        }
    }

    /// Whether at least two letters of it are capitals: UN, OHCHR.
    pub(super) fn is_acronym(&self) -> bool {
        self.text.chars().filter(|c| c.is_uppercase()).count() >= 2 && !self.text.contains('-')
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// An aside in round brackets has up to so many tokens: a party, an abbreviation.
const ASIDE: usize = 4;

/// The tokens without short asides in round brackets: Ana Roe (R-OH) said.
pub(super) fn without_asides<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some((first, after)) = rest.split_first() {
        let aside = after.iter().take(ASIDE + 1).position(|t| t.text == ")");
        match aside.filter(|_| first.text == "(") {
            Some(length) => rest = after.get(length + 1..).unwrap_or_default(),
            None => {
                kept.push(*first);
                rest = after;
            }
        }
    }
    kept
}

/// The tokens of `text`, which begins at byte `offset` of its paragraph.
pub(super) fn tokens<'a>(text: &'a str, offset: usize, rules: &Rules) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // The modifier letter apostrophe is a letter, and with nothing behind it no word.
        let word = if first.is_alphanumeric() {
            word_length(rest, rules)
        } else {
            0
        };
        let length = word.max(first.len_utf8());
        let (token, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let kind = match first {
            _ if first.is_alphanumeric() => Some(Kind::Word),
            ',' | '،' => Some(Kind::Comma),
            ':' | '：' => Some(Kind::Colon),
            '-' | '–' | '—' | '―' => Some(Kind::Dash),
            '.' | '!' | '?' | '…' | '؟' | '۔' => Some(Kind::Stop),
            // The star of a changed name belongs to no name.
            '*' => None,
            _ if first.is_whitespace() => None,
            _ => Some(Kind::Other),
        };
        if let Some(kind) = kind {
            let at = offset + (text.len() - rest.len());
            found.push(Token {
                text: token,
                at,
                kind,
            });
        }
        rest = after;
    }
    found
}

/// A word goes on over apostrophes and hyphens between letters, and over the
/// full stops of abbreviations and initials.
fn word_length(text: &str, rules: &Rules) -> usize {
    let mut length = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        let next_is_letter = next.is_some_and(char::is_alphanumeric);
        let goes_on = match c {
            '.' => {
                let word = text.get(..at).unwrap_or_default();
                next_is_letter || is_shortened(word, rules)
            }
            '-' | '‐' | '‑' => next_is_letter,
            _ if is_apostrophe(c) => {
                let plural = text.get(..at).is_some_and(|word| word.ends_with('s'));
                next_is_letter || (plural && next.is_some_and(char::is_whitespace))
            }
            _ => c.is_alphanumeric() || is_joining(c),
        };
        if !goes_on {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// Marks that combine with the letter before, and joiners.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{064B}'..='\u{065F}' | '\u{200C}' | '\u{200D}')
}

fn is_shortened(word: &str, rules: &Rules) -> bool {
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
    let dotted = word.contains('.') && word.len() <= 6;
    initial || dotted || (word.len() <= 5 && rules.has("title", &format!("{word}.")))
}
