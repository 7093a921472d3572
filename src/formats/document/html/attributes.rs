//! The attributes of a tag and their places (HTML 13.2.5.32 and on).

use std::ops::Range;

/// An attribute as it stands in a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its name in lower case.
    pub(super) name: String,
    /// The bytes of its value in the tag, without marks around it; empty at the end
    /// of the name for one without a value.
    pub(super) value: Range<usize>,
    /// The mark around the value.
    pub(super) quote: Option<char>,
    /// The bytes of all of it.
    pub(super) whole: Range<usize>,
}

/// The attributes of a start tag, as its text is written, in order.
pub(super) fn attributes(tag: &str) -> Vec<Attribute> {
    let mut found = Vec::new();
    let mut at = end_of(tag, 1, |c| {
        c.is_ascii_whitespace() || matches!(c, '/' | '>')
    });
    loop {
        at = end_of(tag, at, |c| !c.is_ascii_whitespace() && c != '/');
        if tag
            .get(at..)
            .is_none_or(|rest| rest.is_empty() || rest.starts_with('>'))
        {
            return found;
        }
        let start = at;
        // A name may begin with `=`.
        at = end_of(tag, at + first_len(tag, at), |c| {
            c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=')
        });
        let name = tag.get(start..at).unwrap_or_default().to_ascii_lowercase();
        let sign = end_of(tag, at, |c| !c.is_ascii_whitespace());
        let (value, quote) = if tag.get(sign..).is_some_and(|rest| rest.starts_with('=')) {
            value(tag, end_of(tag, sign + 1, |c| !c.is_ascii_whitespace()))
        } else {
            (at..at, None)
        };
        at = value.end + usize::from(quote.is_some());
        found.push(Attribute {
            name,
            value,
            quote,
            whole: start..at,
        });
    }
}

fn value(tag: &str, start: usize) -> (Range<usize>, Option<char>) {
    let quote = tag.get(start..).and_then(|rest| rest.chars().next());
    match quote.filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let end = end_of(tag, start + 1, |c| c == quote);
            (start + 1..end, Some(quote))
        }
        None => {
            let end = end_of(tag, start, |c| c.is_ascii_whitespace() || c == '>');
            (start..end, None)
        }
    }
}

/// The length of the character at a place.
fn first_len(tag: &str, at: usize) -> usize {
    let first = tag.get(at..).and_then(|rest| rest.chars().next());
    first.map_or(1, char::len_utf8)
}

/// The next place of such a character, or the end.
fn end_of(tag: &str, at: usize, found: impl Fn(char) -> bool) -> usize {
    let rest = tag.get(at..).unwrap_or_default();
    rest.find(found).map_or(tag.len(), |offset| at + offset)
}

/// Whether people read the value of an attribute.
pub(super) fn is_read(element: &str, attribute: &str, all: &[(String, String)]) -> bool {
    let value = |name: &str| {
        let found = all.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.to_ascii_lowercase())
    };
    match (element, attribute) {
        (_, "title" | "placeholder" | "aria-label" | "aria-description") => true,
        (_, "alt") => true,
        ("table", "summary") => true,
        ("optgroup" | "option" | "track", "label") => true,
        ("input", "value") => {
            value("type").is_some_and(|kind| matches!(kind.as_str(), "submit" | "button" | "reset"))
        }
        ("meta", "content") => {
            let name = value("name").or_else(|| value("property"));
            name.is_some_and(|name| {
                matches!(
                    name.as_str(),
                    "description"
                        | "keywords"
                        | "og:title"
                        | "og:description"
                        | "og:image:alt"
                        | "og:site_name"
                        | "twitter:title"
                        | "twitter:description"
                        | "twitter:image:alt"
                        | "dc.title"
                        | "dc.description"
                        | "dcterms.title"
                        | "dcterms.description"
                        | "apple-mobile-web-app-title"
                )
            })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_with_and_without_marks() {
        let tag = "<a HREF=x/y title = 'b \"c' hidden =d alt=\"\"/>";
        let found: Vec<(String, &str, Option<char>)> = attributes(tag)
            .into_iter()
            .map(|one| (one.name, &tag[one.value], one.quote))
            .collect();
        let expected = [
            ("href", "x/y", None),
            ("title", "b \"c", Some('\'')),
            ("hidden", "d", None),
            ("alt", "", Some('"')),
        ];
        assert_eq!(
            found,
            expected.map(|(name, value, quote)| (name.to_owned(), value, quote))
        );
    }

    #[test]
    fn what_is_cut_off_ends() {
        for tag in [
            "<a", "<a b", "<a b=", "<a b='", "<a b='c", "<a =", "<a /", "<ä =é",
        ] {
            let _ = attributes(tag);
        }
    }
}
