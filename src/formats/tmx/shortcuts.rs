use crate::model::{Code, CodeKind, Content};

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
    fn only_shortcuts_become_codes() {
        let mut content = Content::default();
        push(&mut content, "a <g0>b</g0><x1/> < c <br> <1> <g> </x2/>");
        assert_eq!(content.to_string(), "a [0>b<0][1] < c <br> <1> <g> </x2/>");
    }
}
