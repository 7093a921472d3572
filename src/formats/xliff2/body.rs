//! `<source>` and `<target>`, and the data of their codes (sections 4.2.3, 4.7).

use crate::model::{Code, CodeKind, Content, Piece};

use super::super::xml::{is_character, push_attribute, push_text};
use super::codes::{Named, Shape};
use super::kind;

/// The `originalData` of a unit or a candidate: what its codes stand for, each
/// text once.
#[derive(Debug, Default)]
pub(super) struct Data<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Data<'a> {
    /// The data of these codes, in the order of the codes.
    pub(super) fn of(codes: &[Named<'a>]) -> Data<'a> {
        let mut data = Data::default();
        for named in codes {
            let partner = named.partner.filter(|_| named.shape == Shape::Paired);
            let both = [Some(named.code), partner];
            let has_data = both.iter().flatten().any(|code| code.data.is_some());
            // `dataRefStart` and `dataRefEnd` go together: what one lacks is empty.
            for code in both.into_iter().flatten().filter(|_| has_data) {
                let text = code.data.as_deref().unwrap_or_default();
                if !data.texts.contains(&text) {
                    data.texts.push(text);
                }
            }
        }
        data
    }

    /// Adds `<originalData>`, unless there is none.
    pub(super) fn push(&self, page: &mut String, indent: &str) {
        if self.texts.is_empty() {
            return;
        }
        page.push_str(&format!("{indent}<originalData>\n"));
        for (index, text) in self.texts.iter().enumerate() {
            page.push_str(&format!("{indent}  <data id=\"d{}\"", index + 1));
            // Markup runs from left to right in a text of any direction.
            page.push_str(" dir=\"ltr\" xml:space=\"preserve\">");
            push_any_text(page, text);
            page.push_str("</data>\n");
        }
        page.push_str(&format!("{indent}</originalData>\n"));
    }

    /// Adds a reference to what a code stands for.
    fn push_reference(&self, page: &mut String, name: &str, code: &Code) {
        let text = code.data.as_deref().unwrap_or_default();
        if let Some(index) = self.texts.iter().position(|known| *known == text) {
            push_attribute(page, name, &format!("d{}", index + 1));
        }
    }
}

/// Words of a source that are a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The bytes of the plain text where they begin and end.
    pub(super) span: (usize, usize),
    /// Which mark of the unit it is, from 1.
    pub(super) number: usize,
}

/// Adds `<source>` or `<target>`.
pub(super) fn push(
    page: &mut String,
    element: &str,
    content: &Content,
    codes: &[Named<'_>],
    data: &Data<'_>,
    marks: &[Mark],
) {
    page.push_str(&format!("<{element} xml:space=\"preserve\">"));
    let mut codes = codes.iter();
    let mut at = 0;
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => {
                push_marked(page, text, at, marks);
                at += text.len();
            }
            Piece::Code(_) => {
                if let Some(named) = codes.next() {
                    push_code(page, named, data);
                }
            }
        }
    }
    page.push_str(&format!("</{element}>\n"));
}

/// Adds a run of text that begins at a byte of the plain text, with its marks.
fn push_marked(page: &mut String, text: &str, at: usize, marks: &[Mark]) {
    let mut done = 0;
    for mark in marks {
        let inside = |byte: usize| byte.checked_sub(at).filter(|byte| *byte <= text.len());
        let (Some(start), Some(end)) = (inside(mark.span.0), inside(mark.span.1)) else {
            continue;
        };
        let (Some(before), Some(words)) = (text.get(done..start), text.get(start..end)) else {
            continue;
        };
        push_any_text(page, before);
        page.push_str(&format!("<mrk id=\"t{}\" type=\"term\">", mark.number));
        push_any_text(page, words);
        page.push_str("</mrk>");
        done = end;
    }
    push_any_text(page, text.get(done..).unwrap_or_default());
}

/// Adds text; what XML 1.0 cannot hold becomes `<cp>` (section 4.2.3.1).
fn push_any_text(page: &mut String, text: &str) {
    let mut rest = text;
    while let Some(lost) = rest.find(|c| !is_character(c)) {
        let (before, after) = rest.split_at(lost);
        push_text(page, before);
        let mut characters = after.chars();
        if let Some(c) = characters.next() {
            page.push_str(&format!("<cp hex=\"{:04X}\"/>", u32::from(c)));
        }
        rest = characters.as_str();
    }
    push_text(page, rest);
}

fn push_code(page: &mut String, named: &Named<'_>, data: &Data<'_>) {
    let code = named.code;
    match (named.shape, code.kind) {
        (Shape::Paired, CodeKind::Close) => page.push_str("</pc>"),
        (Shape::Paired, _) => push_pair(page, named, data),
        (Shape::Split, CodeKind::Close) => {
            page.push_str("<ec");
            push_attribute(page, "startRef", &named.name);
            push_single(page, code, data);
        }
        (Shape::Isolated, CodeKind::Close) => {
            page.push_str("<ec");
            push_attribute(page, "id", &named.name);
            push_attribute(page, "isolated", "yes");
            push_single(page, code, data);
        }
        (shape, kind) => {
            page.push_str(if kind == CodeKind::Alone {
                "<ph"
            } else {
                "<sc"
            });
            push_attribute(page, "id", &named.name);
            if shape == Shape::Isolated {
                push_attribute(page, "isolated", "yes");
            }
            push_single(page, code, data);
        }
    }
}

/// The start tag of `<pc>`, which speaks for both ends.
fn push_pair(page: &mut String, named: &Named<'_>, data: &Data<'_>) {
    page.push_str("<pc");
    push_attribute(page, "id", &named.name);
    push_rights(page);
    let end = named.partner.unwrap_or(named.code);
    if [named.code, end].iter().any(|code| code.data.is_some()) {
        data.push_reference(page, "dataRefStart", named.code);
        data.push_reference(page, "dataRefEnd", end);
    }
    // What one end says of itself, the other must say, too.
    let ends = [(named.code, "Start"), (end, "End")];
    if ends.iter().any(|(code, _)| code.shown().is_some()) {
        for (code, which) in ends {
            let text = code.shown().unwrap_or_default();
            push_attribute(page, &format!("disp{which}"), &text);
        }
    }
    if ends.iter().any(|(code, _)| code.equiv.is_some()) {
        for (code, which) in ends {
            let text = code.equiv.as_deref().unwrap_or_default();
            push_attribute(page, &format!("equiv{which}"), text);
        }
    }
    push_kind(page, named.code);
    page.push('>');
}

fn push_single(page: &mut String, code: &Code, data: &Data<'_>) {
    push_rights(page);
    if code.data.is_some() {
        data.push_reference(page, "dataRef", code);
    }
    if let Some(text) = code.shown() {
        push_attribute(page, "disp", &text);
    }
    if let Some(equiv) = &code.equiv {
        push_attribute(page, "equiv", equiv);
    }
    push_kind(page, code);
    page.push_str("/>");
}

/// A return with more or fewer codes than its source is kept aside, so tools are
/// asked not to let it happen.
fn push_rights(page: &mut String) {
    page.push_str(" canCopy=\"no\" canDelete=\"no\"");
}

fn push_kind(page: &mut String, code: &Code) {
    if let Some(ctype) = &code.ctype {
        let (kind, sub) = kind::written(ctype);
        push_attribute(page, "type", kind);
        if let Some(sub) = sub {
            push_attribute(page, "subType", &sub);
        }
    }
}
