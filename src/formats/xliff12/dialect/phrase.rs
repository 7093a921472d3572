//! Phrase (once Memsource): MXLIFF. `m:confirmed`, `m:locked` and `m:trans-origin`
//! stand on the `<trans-unit>`, the step of the workflow on the `<xliff>`. Codes are
//! text: `{1>…<1}` and `{2}`; which of these are codes is said by the marks in
//! `<m:tunit-metadata>`, everything else in braces is what it looks like.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::model::{Code, CodeKind, Content, Piece, Standing};

use super::super::super::xml::{Element, Failure, Reader};
use super::Said;

const NAMESPACES: &str = "http://www.memsource.com/mxlf/";

fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attributes
        .iter()
        .find(|attribute| {
            attribute.name.local == name && is_its(attribute.name.namespace.as_deref())
        })
        .map(|attribute| attribute.value.as_str())
}

fn is_its(namespace: Option<&str>) -> bool {
    namespace.is_some_and(|namespace| namespace.starts_with(NAMESPACES))
}

/// Whether a unit is one of Phrase.
pub(super) fn is_of(unit: &Element) -> bool {
    attribute(unit, "confirmed").is_some() || attribute(unit, "trans-origin").is_some()
}

/// What Phrase says of a unit. A unit that is confirmed in the second step or a
/// later one was read by a second person.
pub(super) fn said(unit: &Element, root: &Element) -> Option<Said> {
    let confirmed = attribute(unit, "confirmed")?;
    let origin = attribute(unit, "trans-origin").unwrap_or("null");
    let is_locked = attribute(unit, "locked") == Some("true");
    let level: u32 = attribute(root, "level")
        .and_then(|level| level.parse().ok())
        .unwrap_or(1);
    let (standing, word) = match (confirmed, origin) {
        ("1", _) if is_locked => (Standing::Final, "m:locked".to_owned()),
        ("1", _) if level >= 2 => (Standing::Reviewed, format!("m:confirmed at level {level}")),
        ("1", _) => (Standing::Translated, "m:confirmed".to_owned()),
        ("0", "null" | "") => (Standing::Draft, "m:unconfirmed".to_owned()),
        ("0", origin) => (Standing::Draft, format!("m:unconfirmed ({origin})")),
        _ => (Standing::Unknown, format!("m:confirmed={confirmed}")),
    };
    Some(Said { word, standing })
}

/// The marks of a unit by their id: what kind of format, and the code itself.
pub(super) type Tags = BTreeMap<String, (Option<String>, Option<String>)>;

/// Whether this is what Phrase says of the codes of a unit.
pub(super) fn is_list(element: &Element) -> bool {
    is_its(element.name.namespace.as_deref()) && element.name.local == "tunit-metadata"
}

/// Reads the marks.
pub(super) fn read<R: BufRead>(xml: &mut Reader<R>, tags: &mut Tags) -> Result<(), Failure> {
    while let Some(mark) = xml.child()? {
        let id = mark.attribute("id").map(str::to_owned);
        let (mut kind, mut data) = (None, None);
        while let Some(child) = xml.child()? {
            match child.name.local.as_str() {
                "type" => kind = Some(xml.text()?),
                "content" => data = Some(xml.text()?),
                _ => xml.skip()?,
            }
        }
        if let Some(id) = id.filter(|_| mark.name.local == "mark") {
            tags.insert(id, (kind, data));
        }
    }
    Ok(())
}

/// The content with its codes instead of the text that stands for them.
pub(super) fn coded(content: Content, tags: &Tags) -> Content {
    if tags.is_empty() {
        return content;
    }
    let mut coded = Content::default();
    for piece in content.pieces() {
        match piece {
            Piece::Code(code) => coded.push_code(code.clone()),
            Piece::Text(text) => push_coded(text, tags, &mut coded),
        }
    }
    coded
}

fn push_coded(text: &str, tags: &Tags, coded: &mut Content) {
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| tail.find(['{', '<'])) {
        let at = from + at;
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        match code_at(tail, tags) {
            Some((code, length)) => {
                coded.push_text(before);
                coded.push_code(code);
                rest = tail.get(length..).unwrap_or_default();
                from = 0;
            }
            None => from = at + 1,
        }
    }
    coded.push_text(rest);
}

/// The code at the start of a text, and how many bytes stand for it.
fn code_at(text: &str, tags: &Tags) -> Option<(Code, usize)> {
    let (first, rest) = (text.chars().next()?, text.get(1..)?);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (id, tail) = rest.split_at_checked(end)?;
    let kind = match (first, tail.chars().next()?) {
        ('{', '>') => CodeKind::Open,
        ('<', '}') => CodeKind::Close,
        ('{', '}') => CodeKind::Alone,
        _ => return None,
    };
    let (format, data) = tags.get(id)?;
    let is_end = kind == CodeKind::Close;
    let ctype = match format.as_deref() {
        Some("b") => Some("bold"),
        Some("i") => Some("italic"),
        Some("u") => Some("underlined"),
        _ => None,
    };
    let code = Code {
        kind,
        id: id.to_owned(),
        ctype: ctype.filter(|_| !is_end).map(str::to_owned),
        equiv: None,
        data: data.clone().filter(|_| !is_end),
    };
    Some((code, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, ids: &[&str]) -> String {
        let tags = ids.iter().map(|id| ((*id).to_owned(), (None, None)));
        coded(Content::text(text), &tags.collect()).to_string()
    }

    #[test]
    fn only_what_is_marked_is_a_code() {
        assert_eq!(shown("a {1>b<1} c{2}", &["1", "2"]), "a [1>b<1] c[2]");
        assert_eq!(
            shown("{approx} {2} {1>x<1}", &["1"]),
            "{approx} {2} [1>x<1]"
        );
        assert_eq!(shown("{1> {1> <1}", &[]), "{1> {1> <1}");
        assert_eq!(shown("{{1} < {é} {1", &["1"]), "{[1] < {é} {1");
    }
}
