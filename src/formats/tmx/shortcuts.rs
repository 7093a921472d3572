use std::collections::BTreeMap;

use crate::model::{Code, CodeKind, Content, Piece};

/// The property of a header that says that codes are shortcuts in the text,
/// because no other tool would know.
pub(super) const PROPERTY: &str = "x-inline";
/// What it says then.
pub(super) const VALUE: &str = "omegat";

/// The shortcuts of OmegaT for the codes of a source, as its XLIFF filter makes
/// them when it shows every code: the first letter of the element that the code
/// is in a package of ours, and its number among those that open or stand
/// alone. The translation has the same ones in its own order.
pub(super) struct Shortcuts<'c> {
    numbers: BTreeMap<(&'c str, bool), (char, usize)>,
}

impl<'c> Shortcuts<'c> {
    pub(super) fn of(source: &'c Content) -> Self {
        let mut numbers = BTreeMap::new();
        let codes: Vec<&Code> = source.codes().collect();
        let has = |kind, id: &str| codes.iter().any(|code| code.kind == kind && code.id == id);
        let mut next = 0;
        for code in &codes {
            let (letter, closes) = match code.kind {
                CodeKind::Open if has(CodeKind::Close, &code.id) => ('g', false),
                CodeKind::Open => ('b', false),
                // The end of a pair has the number of its beginning.
                CodeKind::Close if has(CodeKind::Open, &code.id) => continue,
                CodeKind::Close => ('e', true),
                CodeKind::Alone => ('x', false),
            };
            numbers.insert((code.id.as_str(), closes), (letter, next));
            next += 1;
        }
        Shortcuts { numbers }
    }

    /// A content as text with the shortcuts in it. A code that the source does
    /// not have is left out: nothing in OmegaT would answer to it.
    pub(super) fn text(&self, content: &Content) -> String {
        let mut text = String::new();
        for piece in content.pieces() {
            match piece {
                Piece::Text(run) => text.push_str(run),
                Piece::Code(code) => text.push_str(&self.shortcut(code).unwrap_or_default()),
            }
        }
        text
    }

    fn shortcut(&self, code: &Code) -> Option<String> {
        let of = |closes| self.numbers.get(&(code.id.as_str(), closes));
        Some(match (code.kind, of(false), of(true)) {
            (CodeKind::Open, Some(('g', number)), _) => format!("<g{number}>"),
            (CodeKind::Close, Some(('g', number)), _) => format!("</g{number}>"),
            (CodeKind::Close, _, Some((letter, number)))
            | (CodeKind::Open | CodeKind::Alone, Some((letter, number)), _) => {
                format!("<{letter}{number}/>")
            }
            _ => return None,
        })
    }
}

/// Adds text of OmegaT, whose codes stand in it as `<g0>`, `</g0>`, `<x1/>`.
pub(super) fn push(content: &mut Content, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at_checked(start).unwrap_or((rest, ""));
        content.push_text(before);
        match shortcut(from) {
            Some((code, length)) => {
                content.push_code(code);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                content.push_text("<");
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    content.push_text(rest);
}

/// The code that a text begins with, and its length in bytes.
fn shortcut(text: &str) -> Option<(Code, usize)> {
    let (inside, _) = text.strip_prefix('<')?.split_once('>')?;
    let (kind, name) = match (inside.strip_prefix('/'), inside.strip_suffix('/')) {
        (Some(name), None) => (CodeKind::Close, name),
        (None, Some(name)) => (CodeKind::Alone, name),
        (None, None) => (CodeKind::Open, inside),
        (Some(_), Some(_)) => return None,
    };
    let number = name.trim_start_matches(|c: char| c.is_ascii_lowercase());
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if !is_number || number.len() == name.len() {
        return None;
    }
    let length = inside.len() + 2;
    let code = Code {
        kind,
        id: number.to_owned(),
        ctype: None,
        equiv: None,
        data: text.get(..length).map(str::to_owned),
    };
    Some((code, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_the_shortcuts_of_the_source() {
        let code = |kind, id: &str| Code {
            kind,
            id: id.to_owned(),
            ctype: None,
            equiv: None,
            data: None,
        };
        let mut source = Content::text("a ");
        source.push_code(code(CodeKind::Open, "7"));
        source.push_text("b");
        source.push_code(code(CodeKind::Close, "7"));
        source.push_code(code(CodeKind::Alone, "9"));
        source.push_code(code(CodeKind::Open, "3"));
        let shortcuts = Shortcuts::of(&source);
        assert_eq!(shortcuts.text(&source), "a <g0>b</g0><x1/><b2/>");
        let mut target = Content::default();
        target.push_code(code(CodeKind::Alone, "9"));
        target.push_code(code(CodeKind::Alone, "not in the source"));
        target.push_text("c");
        assert_eq!(shortcuts.text(&target), "<x1/>c");
    }

    #[test]
    fn only_shortcuts_become_codes() {
        let mut content = Content::default();
        push(&mut content, "a <g0>b</g0><x1/> < c <br> <1> <g> </x2/>");
        assert_eq!(content.to_string(), "a [0>b<0][1] < c <br> <1> <g> </x2/>");
    }
}
