//! The quotation marks of a paragraph, each with what its shape and its
//! neighbours say of it.
//!
//! The shapes and what they are used for are those of the Unicode Standard,
//! chapter 6.2 (“Quotation Marks”), and of the quotation marks in CLDR: ” opens
//! in some languages, “ closes in German, and a straight mark does both. So a
//! shape is a hint, and the neighbours are asked.

use crate::text::fold::is_invisible;

use super::rules::Rules;
use super::single;

/// Marks that can be partners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” „ ‟ " ＂ 〝 〞 〟 ❝ ❞ and two straight single marks.
    Double,
    /// ‘ ’ ‚ ‛ ' ＇, where they are no apostrophes.
    Single,
    /// « »
    Guillemet,
    /// ‹ ›
    SmallGuillemet,
    /// 「 」 and their forms for vertical lines.
    Corner,
    /// 『 』 likewise.
    WhiteCorner,
    /// 《 》 in Uyghur, where they stand for « ». In Chinese they are the marks
    /// of a title (GB/T 15834), and are not read.
    Angle,
}

/// How many families there are.
pub(super) const FAMILIES: usize = 7;

/// What the shape of a mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Opens,
    Closes,
    Straight,
    /// “ and ” in a script that runs from the right: Unicode does not mirror
    /// them as it does « and » (UAX 9, Bidi_Mirrored), and both are typed first.
    Turned,
}

/// What the neighbours of a mark say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// Space before, a word after.
    Opens,
    /// A word before, space or punctuation after.
    Closes,
    /// Space on both sides.
    Apart,
    /// Words on both sides.
    Glued,
}

/// What a single mark can be; all others are apostrophes and are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Opens,
    /// Strong, unless it may be the possessive of a word in s.
    Closes {
        strong: bool,
    },
    /// Between letters, and yet a closing mark if one is wanted: in Chinese,
    /// and before a Turkish suffix.
    Inside,
}

/// A quotation mark where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Its first byte.
    pub(super) at: usize,
    /// The byte after it.
    pub(super) end: usize,
    pub(super) family: Family,
    pub(super) shape: Shape,
    pub(super) lean: Lean,
    /// What a single mark is; none for all others.
    pub(super) single: Option<Use>,
    /// Nothing visible stands before it but other marks.
    pub(super) first: bool,
    /// What stands before it ends a sentence.
    pub(super) after_sentence: bool,
    /// A colon stands before it.
    pub(super) after_colon: bool,
    /// A digit stands right before it: inches, minutes.
    pub(super) after_digit: bool,
    /// A letter or digit stands before it.
    pub(super) after_word: bool,
}

/// The neighbours of a mark, other marks and what is invisible left out.
#[derive(Clone, Copy, Default)]
pub(super) struct Around {
    /// The character before; none at the start.
    pub(super) before: Option<char>,
    /// The last one that is no space.
    pub(super) seen_before: Option<char>,
    /// The first letter of the word before.
    pub(super) word_before: Option<char>,
    pub(super) after: Option<char>,
    /// The next one that is no space.
    pub(super) seen_after: Option<char>,
}

impl Around {
    pub(super) fn lean(self) -> Lean {
        let before = self.before.is_none_or(lets_open);
        let after = self.after.is_none_or(lets_close);
        match (before, after) {
            (true, false) => Lean::Opens,
            (false, true) => Lean::Closes,
            (true, true) => Lean::Apart,
            (false, false) => Lean::Glued,
        }
    }
}

/// The marks of a paragraph in order, apostrophes left out.
pub(super) fn marks(text: &str, rules: &Rules) -> Vec<Mark> {
    let characters = characters(text, rules);
    let around = around(&characters);
    characters
        .iter()
        .zip(&around)
        .filter_map(|(character, around)| {
            let (family, shape) = character.kind?;
            let rest = text.get(character.end..).unwrap_or_default();
            let single = match family {
                Family::Single => Some(single::what(character.sign, *around, rest, rules)?),
                _ => None,
            };
            Some(Mark {
                at: character.at,
                end: character.end,
                family,
                shape,
                lean: around.lean(),
                single,
                first: around.seen_before.is_none(),
                after_sentence: around.seen_before.is_some_and(ends_sentence),
                after_colon: around.seen_before.is_some_and(|c| matches!(c, ':' | '：')),
                after_digit: around.before.is_some_and(|c| c.is_ascii_digit()),
                after_word: around.before.is_some_and(char::is_alphanumeric),
            })
        })
        .collect()
}

struct Character {
    at: usize,
    end: usize,
    sign: char,
    kind: Option<(Family, Shape)>,
}

fn characters(text: &str, rules: &Rules) -> Vec<Character> {
    let uyghur = rules.language() == "ug";
    let from_right = rules.is_right_to_left();
    let mut found: Vec<Character> = Vec::with_capacity(text.len());
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        // Two straight single marks are one double mark: ''so''.
        if sign == '\''
            && let Some(last) = found.last_mut()
            && last.sign == '\''
            && last.end - last.at == 1
        {
            last.end = end;
            last.kind = Some((Family::Double, Shape::Straight));
            continue;
        }
        let kind = match kind(sign) {
            Some((Family::Angle, _)) if !uyghur => None,
            Some((Family::Double, Shape::Opens | Shape::Closes)) if from_right => {
                Some((Family::Double, Shape::Turned))
            }
            kind => kind,
        };
        found.push(Character {
            at,
            end,
            sign,
            kind,
        });
    }
    found
}

/// One pass forward for what stands before, one back for what stands after.
fn around(characters: &[Character]) -> Vec<Around> {
    let mut now = Around::default();
    let mut all = vec![Around::default(); characters.len()];
    for (around, character) in all.iter_mut().zip(characters) {
        *around = now;
        let sign = character.sign;
        if character.kind.is_some() || is_invisible(sign) {
            continue;
        }
        if sign.is_alphanumeric() {
            let inside = now.before.is_some_and(char::is_alphanumeric);
            now.word_before = now.word_before.filter(|_| inside).or(Some(sign));
        }
        now.before = Some(sign);
        if !sign.is_whitespace() {
            now.seen_before = Some(sign);
        }
    }
    for (around, character) in all.iter_mut().zip(characters).rev() {
        (around.after, around.seen_after) = (now.after, now.seen_after);
        let sign = character.sign;
        if character.kind.is_some() || is_invisible(sign) {
            continue;
        }
        now.after = Some(sign);
        if !sign.is_whitespace() {
            now.seen_after = Some(sign);
        }
    }
    all
}

fn kind(sign: char) -> Option<(Family, Shape)> {
    use Family::*;
    use Shape::*;
    Some(match sign {
        '“' | '„' | '‟' | '〝' | '❝' => (Double, Opens),
        '”' | '〞' | '〟' | '❞' => (Double, Closes),
        '"' | '＂' => (Double, Straight),
        '‘' | '‚' | '‛' | '❛' => (Single, Opens),
        '’' | '❜' => (Single, Closes),
        '\'' | '＇' => (Single, Straight),
        '«' => (Guillemet, Opens),
        '»' => (Guillemet, Closes),
        '‹' => (SmallGuillemet, Opens),
        '›' => (SmallGuillemet, Closes),
        '「' | '﹁' => (Corner, Opens),
        '」' | '﹂' => (Corner, Closes),
        '『' | '﹃' => (WhiteCorner, Opens),
        '』' | '﹄' => (WhiteCorner, Closes),
        '《' => (Angle, Opens),
        '》' => (Angle, Closes),
        _ => return None,
    })
}

/// Whether a character is a quotation mark, or may be one.
pub(super) fn is_mark(c: char) -> bool {
    kind(c).is_some()
}

/// Whether a sentence may end with this character.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '⋯' | '。' | '！' | '？' | '．' | '؟' | '۔'
    )
}

/// Whether an opening mark may follow: space, brackets, dashes, colons.
fn lets_open(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || matches!(c, '(' | '[' | '{' | '（' | '［' | ':' | '：' | '/')
}

/// Whether a closing mark may stand before: space and punctuation.
fn lets_close(c: char) -> bool {
    c.is_whitespace()
        || ends_sentence(c)
        || is_dash(c)
        || matches!(
            c,
            ',' | ';'
                | ':'
                | ')'
                | ']'
                | '}'
                | '/'
                | '*'
                | '、'
                | '，'
                | '；'
                | '：'
                | '）'
                | '］'
                | '،'
                | '؛'
        )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―')
}
