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
    /// Takes in a character that is no mark and goes on behind it.
    fn pass(&mut self, sign: char) {
        if sign.is_alphanumeric() {
            let inside = self.before.is_some_and(char::is_alphanumeric);
            self.word_before = self.word_before.filter(|_| inside).or(Some(sign));
        }
        self.before = Some(sign);
        if !sign.is_whitespace() {
            self.seen_before = Some(sign);
        }
    }

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
    signs(text, rules)
        .into_iter()
        .filter_map(|sign| {
            let around = sign.around;
            let rest = text.get(sign.end..).unwrap_or_default();
            let single = match sign.family {
                Family::Single => Some(single::what(sign.sign, around, rest, rules)?),
                _ => None,
            };
            Some(Mark {
                at: sign.at,
                end: sign.end,
                family: sign.family,
                shape: sign.shape,
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

/// What may be a mark, where it stands.
struct Sign {
    at: usize,
    end: usize,
    sign: char,
    family: Family,
    shape: Shape,
    around: Around,
}

/// All signs that may be marks, with their neighbours, in one pass.
fn signs(text: &str, rules: &Rules) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    if !text.contains(is_mark) {
        return found;
    }
    let mut now = Around::default();
    // The first signs that still wait for what stands after them.
    let (mut after, mut seen_after) = (0, 0);
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        if let Some((family, shape)) = kind_in(sign, rules) {
            if !doubled(&mut found, at, sign) {
                found.push(Sign {
                    at,
                    end,
                    sign,
                    family,
                    shape,
                    around: now,
                });
            }
            continue;
        }
        if is_invisible(sign) {
            continue;
        }
        now.pass(sign);
        for waiting in found.iter_mut().skip(after) {
            waiting.around.after = Some(sign);
        }
        after = found.len();
        if !sign.is_whitespace() {
            for waiting in found.iter_mut().skip(seen_after) {
                waiting.around.seen_after = Some(sign);
            }
            seen_after = found.len();
        }
    }
    found
}

/// Two straight single marks are one double mark: ''so''.
fn doubled(found: &mut [Sign], at: usize, sign: char) -> bool {
    let last = found.last_mut();
    let first = last.filter(|last| (last.sign, last.end, last.at + 1) == ('\'', at, at));
    let Some(first) = first.filter(|_| sign == '\'') else {
        return false;
    };
    first.end = at + 1;
    (first.family, first.shape) = (Family::Double, Shape::Straight);
    true
}

/// What a sign may be in a language.
fn kind_in(sign: char, rules: &Rules) -> Option<(Family, Shape)> {
    match kind(sign)? {
        (Family::Angle, _) if rules.language() != "ug" => None,
        (Family::Double, Shape::Opens | Shape::Closes) if rules.is_right_to_left() => {
            Some((Family::Double, Shape::Turned))
        }
        kind => Some(kind),
    }
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
