use std::collections::BTreeMap;

use crate::model::{Code, CodeKind, Content, Piece};

use super::super::xml::{push_attribute, push_text};

/// The numbers that stand for code ids in `x`. Both variants of a unit share
/// them: that is how a code is known to be the same in two languages.
pub(super) struct Numbers<'v> {
    by_id: BTreeMap<&'v str, String>,
}

impl<'v> Numbers<'v> {
    /// Ids that are numbers stay; the others get the numbers above them, in
    /// the order in which they first stand.
    pub(super) fn of(contents: [&'v Content; 2]) -> Self {
        let mut by_id = BTreeMap::new();
        let mut next = 1_u64;
        let mut unnumbered = Vec::new();
        for code in contents.into_iter().flat_map(Content::codes) {
            match number(&code.id) {
                Some(number) => {
                    next = next.max(number.saturating_add(1));
                    by_id.insert(code.id.as_str(), code.id.clone());
                }
                None => unnumbered.push(code.id.as_str()),
            }
        }
        for id in unnumbered {
            by_id.entry(id).or_insert_with(|| {
                next += 1;
                (next - 1).to_string()
            });
        }
        Numbers { by_id }
    }

    fn get(&self, id: &str) -> &str {
        self.by_id.get(id).map_or("0", String::as_str)
    }
}

/// The number an id is, in the one spelling that reads back as itself.
fn number(id: &str) -> Option<u64> {
    let number: u64 = id.parse().ok()?;
    (number.to_string() == id && number < u64::from(u32::MAX)).then_some(number)
}

/// Adds `<seg>…</seg>`.
pub(super) fn push(page: &mut String, content: &Content, numbers: &Numbers<'_>) {
    page.push_str("<seg>");
    let pairs = pairs(content);
    let mut at = pairs.into_iter();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => {
                push_text(page, text);
            }
            Piece::Code(code) => push_code(page, code, at.next().flatten(), numbers),
        }
    }
    page.push_str("</seg>");
}

/// For every code the number of its pair in this segment, which is `i`; none
/// for codes that stand alone or whose partner is missing.
fn pairs(content: &Content) -> Vec<Option<usize>> {
    let mut list: Vec<Option<usize>> = Vec::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut next = 1;
    for code in content.codes() {
        let index = list.len();
        list.push(None);
        match code.kind {
            CodeKind::Alone => {}
            CodeKind::Open => open.push((&code.id, index)),
            CodeKind::Close => {
                let Some(partner) = open.iter().rposition(|(id, _)| *id == code.id) else {
                    continue;
                };
                let (_, start) = open.remove(partner);
                for at in [start, index] {
                    if let Some(pair) = list.get_mut(at) {
                        *pair = Some(next);
                    }
                }
                next += 1;
            }
        }
    }
    list
}

fn push_code(page: &mut String, code: &Code, pair: Option<usize>, numbers: &Numbers<'_>) {
    let x = numbers.get(&code.id);
    let (element, attributes): (_, Vec<(&str, String)>) = match (code.kind, pair) {
        (CodeKind::Open, Some(i)) => ("bpt", vec![("i", i.to_string()), ("x", x.to_owned())]),
        (CodeKind::Close, Some(i)) => ("ept", vec![("i", i.to_string())]),
        (CodeKind::Open, None) => ("it", vec![("pos", "begin".into()), ("x", x.to_owned())]),
        (CodeKind::Close, None) => ("it", vec![("pos", "end".into()), ("x", x.to_owned())]),
        (CodeKind::Alone, _) => ("ph", vec![("x", x.to_owned())]),
    };
    page.push('<');
    page.push_str(element);
    for (name, value) in attributes {
        push_attribute(page, name, &value);
    }
    // <ept> has no type in the DTD.
    if element != "ept"
        && let Some(ctype) = &code.ctype
    {
        push_attribute(page, "type", ctype);
    }
    page.push('>');
    push_text(page, code.data.as_deref().unwrap_or_default());
    page.push_str("</");
    page.push_str(element);
    page.push('>');
}
