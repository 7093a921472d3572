//! What the marks of a line say: where a quotation opens and closes, whether
//! the line ends like a sentence, whether it begins like an item of a list.

/// Marks after which a sentence is over, or goes on in the next line.
const END_MARKS: [char; 19] = [
    '.', '!', '?', '…', ':', ';', ',', '。', '！', '？', '：', '；', '，', '؟', '۔', '؛', '،', '।',
    '．',
];

/// Marks that close a quotation or a bracket.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '」' | '』' | '）' | '》'
    )
}

/// Marks that open a quotation.
pub(super) fn is_opening_quote(c: char) -> bool {
    matches!(c, '“' | '‘' | '"' | '\'' | '«' | '„' | '「' | '『')
}

/// Hyphens and dashes, as they stand before a name or an item.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―')
}

/// Whether a line ends like a sentence, whatever closes after that.
pub(super) fn ends(text: &str) -> bool {
    text.trim_end_matches(is_closing).ends_with(END_MARKS) || goes_on(text)
}

/// Whether a line ends with a semicolon and one more small word: the last but one
/// item of a list (“…; and”). Behind a comma it may be an office (Ada, baker).
fn goes_on(text: &str) -> bool {
    text.rsplit_once(' ').is_some_and(|(before, last)| {
        before.ends_with([';', '؛']) && last.chars().all(char::is_lowercase)
    })
}

/// Whether a line ends with a colon.
pub(super) fn ends_with_colon(text: &str) -> bool {
    text.ends_with([':', '：'])
}

/// A line that opens with a quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation<'a> {
    /// What stands between the marks, or after the first if it is not closed.
    pub(super) inner: &'a str,
    /// What stands after the closing mark, trimmed; none if there is no such mark.
    pub(super) rest: Option<&'a str>,
}

impl<'a> Quotation<'a> {
    /// The quotation that a line opens with.
    pub(super) fn of(text: &'a str) -> Option<Quotation<'a>> {
        let opening = text.chars().next().filter(|c| is_opening_quote(*c))?;
        let after = text.get(opening.len_utf8()..)?;
        let Some((at, closing)) = closing(after, opening) else {
            return Some(Quotation {
                inner: after,
                rest: None,
            });
        };
        Some(Quotation {
            inner: after.get(..at)?,
            rest: Some(after.get(at + closing..)?.trim()),
        })
    }

    /// Whether the line is the quotation and nothing more.
    pub(super) fn is_whole(&self) -> bool {
        self.rest.is_some_and(|rest| matches!(rest, "" | "."))
    }

    /// The name after a dash after the closing mark: “…” - Name
    pub(super) fn name(&self) -> Option<&'a str> {
        let rest = self.rest?;
        let name = rest.trim_start_matches(is_dash);
        // “…,” – said somebody: the sentence goes on, in the manner of Kazakh.
        let goes_on = self.inner.ends_with([',', '，', '،']);
        (name.len() < rest.len() && !goes_on).then(|| name.trim_start())
    }
}

/// Where the mark stands that closes, and its length, in bytes. Of single
/// marks it is the last that is no apostrophe; of double ones the first.
fn closing(after: &str, opening: char) -> Option<(usize, usize)> {
    let partners: &[char] = match opening {
        '“' | '„' => &['”', '“', '"'],
        '«' => &['»'],
        '「' => &['」'],
        '『' => &['』'],
        '"' => &['"', '”'],
        _ => &['’', '\''],
    };
    let mut found = after.match_indices(partners);
    if !matches!(opening, '‘' | '\'') {
        return found.next().map(|(at, mark)| (at, mark.len()));
    }
    found
        .rfind(|(at, mark)| {
            let next = after.get(at + mark.len()..).and_then(|s| s.chars().next());
            !next.is_some_and(char::is_alphanumeric)
        })
        .map(|(at, mark)| (at, mark.len()))
}

/// Whether there is no second sentence: nowhere an end mark, white space, and
/// a letter that is not small.
pub(super) fn is_one_sentence(text: &str) -> bool {
    let mut characters = text.chars().peekable();
    let mut ended = false;
    while let Some(c) = characters.next() {
        if matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔') {
            ended = true;
        } else if c.is_whitespace() && ended {
            let next = characters.peek();
            if next.is_some_and(|next| !next.is_lowercase() && !next.is_whitespace()) {
                return false;
            }
        } else if !is_closing(c) && !c.is_whitespace() {
            // Chinese puts no space after a full stop.
            if ended && is_ideograph(c) {
                return false;
            }
            ended = false;
        }
    }
    true
}

/// Whether a character is a Chinese one: it counts as half a word here.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// What stands after the mark of a list item (a bullet, a dash, a number or a
/// letter with a stop or a bracket) and white space.
pub(super) fn after_item_mark(text: &str) -> Option<&str> {
    let (mark, rest) = text.split_once(char::is_whitespace)?;
    let mut characters = mark.chars();
    let alone = characters.next().filter(|_| characters.next().is_none());
    let bullet = alone.is_some_and(|c| {
        is_dash(c)
            || matches!(
                c,
                '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '·' | '*' | '➢' | '✓'
            )
    });
    (bullet || is_numbering(mark)).then(|| rest.trim_start())
}

/// `1.` `12)` `(3)` `a)` `(b)` `iv.`
pub(super) fn is_numbering(mark: &str) -> bool {
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let Some(inner) = inner.strip_suffix([')', '.', '、', '．']) else {
        return false;
    };
    let number = inner.chars().all(|c| c.is_ascii_digit()) && inner.len() <= 3;
    let roman = inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && inner.len() <= 5;
    let letter = inner.len() == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    !inner.is_empty() && (number || roman || letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Option<Option<&str>> {
        Quotation::of(text).map(|quotation| quotation.rest)
    }

    #[test]
    fn quotations_open_and_close() {
        assert_eq!(rest("No marks."), None);
        assert_eq!(rest("“It goes on in the next paragraph."), Some(None));
        assert_eq!(rest("“All of it.”"), Some(Some("")));
        assert_eq!(rest("“A part,” she said."), Some(Some("she said.")));
        assert_eq!(rest("‘It isn’t the families’ fault’"), Some(Some("")));
        assert_eq!(rest("「全部。」"), Some(Some("")));
        assert!(Quotation::of("\"Straight.\"").is_some_and(|q| q.is_whole()));
    }

    #[test]
    fn names_after_a_dash() {
        let name = |text| Quotation::of(text).and_then(|q| q.name());
        assert_eq!(name("‘We will wait’ - Ada Example"), Some("Ada Example"));
        assert_eq!(name("“We will wait.” — Ada"), Some("Ada"));
        assert_eq!(name("«Күтеміз», – деді"), None);
        assert_eq!(name("«Күтеміз,» – деді"), None);
        assert_eq!(name("“We will wait,” she said."), None);
    }

    #[test]
    fn sentences_end_and_begin() {
        assert!(ends("open the files; and") && !ends("Ada, baker") && !ends("Now, 5"));
        assert!(ends("It ended.”") && ends("她说：") && ends("بۇ؟") && !ends("A title"));
        assert!(is_one_sentence("There is one, about the U.N. office."));
        assert!(!is_one_sentence("There is one. There are two."));
        assert!(!is_one_sentence("一句。两句。"));
    }

    #[test]
    fn items_of_lists() {
        for text in [
            "• Open it",
            "- Open it",
            "3) Open it",
            "(a) Open it",
            "iv. Open it",
        ] {
            assert_eq!(after_item_mark(text), Some("Open it"), "{text}");
        }
        for text in [
            "Open it",
            "*Open it",
            "2022. Open it",
            "U.S. courts",
            "-5 degrees",
        ] {
            assert_eq!(after_item_mark(text), None, "{text}");
        }
    }
}
