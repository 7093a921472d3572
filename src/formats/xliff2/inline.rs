use std::collections::BTreeMap;
use std::io::BufRead;

use crate::model::{Code, CodeKind, Content, Piece};

use super::super::xml::{Element, Event, Failure, Reader};
use super::{kind, names};

/// What a `<source>` or `<target>` holds.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its text and codes. The data of a code is still the id of a `<data>`.
    pub(super) content: Content,
    /// Elements that do not belong there, with their text.
    pub(super) strange: Vec<String>,
}

/// What the `<data>` of a unit say, by their ids.
pub(super) type Originals = BTreeMap<String, String>;

/// The content of a `<source>` or `<target>` that has just begun (section 4.7).
pub(super) fn read<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
) -> Result<Body, Failure> {
    let mut body = Body::default();
    into(xml, namespace, &mut body)?;
    Ok(body)
}

fn into<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
    body: &mut Body,
) -> Result<(), Failure> {
    loop {
        match xml.next_event()? {
            Event::Text(text) => body.content.push_text(&text),
            Event::Start(element) => inline(xml, namespace, &element, body)?,
            Event::End(_) | Event::Eof => return Ok(()),
        }
    }
}

fn inline<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
    element: &Element,
    body: &mut Body,
) -> Result<(), Failure> {
    let known = element.name.namespace.as_deref() == namespace;
    match element.name.local.as_str() {
        "pc" if known => return pair(xml, namespace, element, body),
        // What a marker marks is text like any other.
        "mrk" if known => return into(xml, namespace, body),
        "sm" | "em" if known => {}
        "cp" if known => match point(element) {
            Some(c) => body.content.push_text(c.encode_utf8(&mut [0; 4])),
            None => body.strange.push("cp".to_owned()),
        },
        "ph" | "sc" | "ec" if known => {
            let kind = match element.name.local.as_str() {
                "sc" => CodeKind::Open,
                "ec" => CodeKind::Close,
                _ => CodeKind::Alone,
            };
            let id = if kind == CodeKind::Close {
                "startRef"
            } else {
                "id"
            };
            let single = (element.attribute("dataRef"), element.attribute("equiv"));
            body.content.push_code(code(element, kind, id, single));
        }
        other => {
            body.strange.push(other.to_owned());
        }
    }
    xml.skip()
}

/// A `<pc>`, which speaks for both of its ends.
fn pair<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
    element: &Element,
    body: &mut Body,
) -> Result<(), Failure> {
    let end = |end: &str| {
        let named = |name: &str| element.attribute(&format!("{name}{end}"));
        (named("dataRef"), named("equiv"))
    };
    let open = code(element, CodeKind::Open, "id", end("Start"));
    body.content.push_code(open);
    into(xml, namespace, body)?;
    body.content.push_code(Code {
        ctype: None,
        ..code(element, CodeKind::Close, "id", end("End"))
    });
    Ok(())
}

/// The character of a `<cp>`.
fn point(element: &Element) -> Option<char> {
    char::from_u32(u32::from_str_radix(element.attribute("hex")?, 16).ok()?)
}

/// The code of an element, with the id from an attribute or else from `id`, and
/// its reference and equivalent.
fn code(
    element: &Element,
    kind: CodeKind,
    id: &str,
    (data, equiv): (Option<&str>, Option<&str>),
) -> Code {
    let id = element.attribute(id).or_else(|| element.attribute("id"));
    Code {
        kind,
        id: names::read(id.unwrap_or_default()),
        ctype: kind::read(element.attribute("type"), element.attribute("subType")),
        // Empty is what an equivalent is when nothing is said (section 4.3.1.11).
        equiv: equiv.filter(|equiv| !equiv.is_empty()).map(str::to_owned),
        data: data.map(str::to_owned),
    }
}

/// The content with the data of its codes in place of their ids.
pub(super) fn resolved(content: &Content, originals: &Originals) -> Content {
    let mut whole = Content::default();
    for piece in content.pieces() {
        match piece {
            Piece::Text(text) => whole.push_text(text),
            Piece::Code(code) => {
                let data = code.data.as_ref().and_then(|id| originals.get(id));
                whole.push_code(Code {
                    data: data.filter(|data| !data.is_empty()).cloned(),
                    ..code.clone()
                });
            }
        }
    }
    whole
}

/// The text of a `<data>` that has just begun.
pub(super) fn data<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
) -> Result<String, Failure> {
    Ok(read(xml, namespace)?.content.plain())
}
