//! What stands between two words, as far as it matters.
//!
//! Quotation marks change with the house, and with the level a quotation stands on;
//! brackets, dots and white space are read elsewhere. What is left is what a
//! speaker's sentence is made of: a comma that became a dash is seen.

use smol_str::SmolStr;

/// So many marks in a row tell enough.
const LONGEST: usize = 8;

/// The marks of a folded text between two words, look-alikes of other scripts made
/// one, and repeated ones once.
pub(super) fn marks(between: &str) -> SmolStr {
    let mut found = String::new();
    let mut last = None;
    for mark in between.chars().filter_map(mark) {
        if last != Some(mark) && found.len() < LONGEST {
            found.push(mark);
        }
        last = Some(mark);
    }
    SmolStr::new(found)
}

/// What a character counts as; none if it does not count.
fn mark(c: char) -> Option<char> {
    match c {
        c if c.is_whitespace() => None,
        '"' | '\'' | '`' | '\u{00B4}' | '‚' | '‹' | '›' | '「' | '」' | '『' | '』' | '《'
        | '》' | '〈' | '〉' | '〝' | '〞' | '〟' | '＂' | '＇' | '❝' | '❞' | '❛' | '❜' | '['
        | ']' | '［' | '］' => None,
        '，' | '、' | '،' => Some(','),
        '。' | '．' | '۔' => Some('.'),
        '；' | '؛' => Some(';'),
        '：' => Some(':'),
        '？' | '؟' => Some('?'),
        '！' => Some('!'),
        '（' => Some('('),
        '）' => Some(')'),
        '－' | '─' | '～' => Some('-'),
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn marks_of_all_scripts_are_one_and_quotation_marks_none() {
        assert_eq!(marks(" - "), "-");
        assert_eq!(marks(", \""), ",");
        assert_eq!(marks("，「"), ",");
        assert_eq!(marks("--"), "-");
        assert_eq!(marks(".)"), ".)");
        assert_eq!(marks("' '"), "");
    }
}
