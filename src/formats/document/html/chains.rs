//! Tags with so many attributes that the tokenizer would need more stack than there is.
//!
//! `html5gum` calls itself for every attribute whose value stands between `"`, until
//! one does not or the tag ends. So such chains are looked for in the bytes before it
//! sees them, without knowing where tags begin: what looks like a chain counts.

/// The most attributes between `"` that may follow one another. Pages have some dozens.
pub(in crate::formats::document) const LONGEST: usize = 150;

/// Where the first chain is longer than that, in bytes.
pub(in crate::formats::document) fn too_long(text: &str) -> Option<usize> {
    // Every second `"` opens a value; which ones is not known, so both are counted.
    let mut counts = [0_usize; 2];
    let mut last = 0;
    for (number, (at, _)) in text.match_indices('"').enumerate() {
        let gap = text.get(last..at).unwrap_or_default();
        let opens = gap.trim_end_matches(|c: char| c.is_ascii_whitespace());
        let is_next = opens.ends_with('=') && !gap.contains('>');
        if let Some(count) = counts.get_mut(number % 2) {
            // The first of a chain may follow anything.
            *count = match (is_next, opens.ends_with('=')) {
                (true, _) => *count + 1,
                (false, first) => usize::from(first),
            };
            if *count > LONGEST {
                return Some(at);
            }
        }
        last = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Findings;
    use crate::formats::document::{Format, read};

    #[test]
    fn chains_are_counted_wherever_they_stand() {
        let tag = |number: usize| format!("<p {}>x", "a=\">\" ".repeat(number));
        assert_eq!(too_long(&tag(LONGEST)), None);
        for before in ["", "\"", "it's \"so\" = \"", "<a b='\"'>"] {
            assert!(too_long(&format!("{before}{}", tag(LONGEST + 1))).is_some());
        }
        let many = "<a b=\"c\">x</a> ".repeat(2 * LONGEST);
        assert_eq!(too_long(&many), None);
    }

    #[test]
    fn a_tag_of_too_many_attributes_is_refused_and_a_long_one_is_read() {
        for format in [Format::Html, Format::Markdown] {
            let page = |number: usize| format!("<p {}>x</p>\n", "title=\"a\" ".repeat(number));
            let mut findings = Findings::new();
            assert!(read(format, page(LONGEST).as_bytes(), &mut findings).is_some());
            assert!(read(format, page(200_000).as_bytes(), &mut findings).is_none());
            let codes: Vec<_> = findings.iter().map(|one| one.code.as_str()).collect();
            assert_eq!(codes, ["document::attributes"]);
        }
    }
}
