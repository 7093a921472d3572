use std::io::BufRead;

use crate::model::{Code, CodeKind, Content};

use super::super::xml::{Element, Event, Failure, Reader};

/// The content of a `<source>` or `<target>` that has just begun (section 2.4).
pub(super) fn content<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
) -> Result<Content, Failure> {
    let mut content = Content::default();
    into(xml, namespace, &mut content)?;
    Ok(content)
}

fn into<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
    content: &mut Content,
) -> Result<(), Failure> {
    loop {
        match xml.next_event()? {
            Event::Text(text) => content.push_text(&text),
            Event::Start(element) => inline(xml, namespace, &element, content)?,
            Event::End(_) | Event::Eof => return Ok(()),
        }
    }
}

fn inline<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
    element: &Element,
    content: &mut Content,
) -> Result<(), Failure> {
    if element.name.namespace.as_deref() != namespace {
        return xml.skip();
    }
    let kind = match element.name.local.as_str() {
        "g" => {
            let open = code(element, CodeKind::Open, "id");
            let close = close_of(&open);
            content.push_code(open);
            into(xml, namespace, content)?;
            content.push_code(close);
            return Ok(());
        }
        // What a marker marks is text like any other.
        "mrk" => return into(xml, namespace, content),
        "x" | "ph" => CodeKind::Alone,
        "bx" | "bpt" => CodeKind::Open,
        "ex" | "ept" => CodeKind::Close,
        "it" => match element.attribute("pos") {
            Some("open") => CodeKind::Open,
            Some("close") => CodeKind::Close,
            _ => CodeKind::Alone,
        },
        _ => return xml.skip(),
    };
    let id = if kind == CodeKind::Alone { "id" } else { "rid" };
    let mut code = code(element, kind, id);
    // <sub> is text of another flow, but here it is part of the data.
    code.data = Some(xml.text()?).filter(|data| !data.is_empty());
    content.push_code(code);
    Ok(())
}

/// The code of an element, with the id from an attribute or else from `id`.
fn code(element: &Element, kind: CodeKind, id: &str) -> Code {
    let owned = |name: &str| element.attribute(name).map(str::to_owned);
    Code {
        kind,
        id: owned(id).or_else(|| owned("id")).unwrap_or_default(),
        ctype: owned("ctype"),
        equiv: owned("equiv-text"),
        data: None,
    }
}

/// `<g>` ends without attributes; its end has only the id.
fn close_of(open: &Code) -> Code {
    Code {
        kind: CodeKind::Close,
        id: open.id.clone(),
        ctype: None,
        equiv: None,
        data: None,
    }
}
