use std::io::BufRead;

use crate::model::{Code, CodeKind, Content};

use super::super::xml::{Element, Event, Failure, Reader};

/// Reads past the end of the element that has just begun.
pub(super) fn skip<R: BufRead>(xml: &mut Reader<R>) -> Result<(), Failure> {
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next_event()? {
            Event::Start(_) => depth += 1,
            Event::End(_) | Event::Eof => depth -= 1,
            Event::Text(_) => {}
        }
    }
    Ok(())
}

/// The content of a `<source>` or `<target>` that has just begun (section 2.4).
pub(super) fn content<R: BufRead>(xml: &mut Reader<R>) -> Result<Content, Failure> {
    let mut content = Content::default();
    into(xml, &mut content)?;
    Ok(content)
}

fn into<R: BufRead>(xml: &mut Reader<R>, content: &mut Content) -> Result<(), Failure> {
    loop {
        match xml.next_event()? {
            Event::Text(text) => content.push_text(&text),
            Event::Start(element) => inline(xml, &element, content)?,
            Event::End(_) | Event::Eof => return Ok(()),
        }
    }
}

fn inline<R: BufRead>(
    xml: &mut Reader<R>,
    element: &Element,
    content: &mut Content,
) -> Result<(), Failure> {
    let kind = match element.name.local.as_str() {
        "g" => {
            let open = code(element, CodeKind::Open, "id");
            let close = close_of(&open);
            content.push_code(open);
            into(xml, content)?;
            content.push_code(close);
            return Ok(());
        }
        // What a marker marks is text like any other.
        "mrk" => return into(xml, content),
        "x" | "ph" => CodeKind::Alone,
        "bx" | "bpt" => CodeKind::Open,
        "ex" | "ept" => CodeKind::Close,
        "it" => match element.attribute("pos") {
            Some("open") => CodeKind::Open,
            Some("close") => CodeKind::Close,
            _ => CodeKind::Alone,
        },
        _ => return skip(xml),
    };
    let id = if kind == CodeKind::Alone { "id" } else { "rid" };
    let mut code = code(element, kind, id);
    code.data = data(xml)?;
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

/// The original data of a code: all text inside it, `<sub>` included.
fn data<R: BufRead>(xml: &mut Reader<R>) -> Result<Option<String>, Failure> {
    let mut data = String::new();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next_event()? {
            Event::Start(_) => depth += 1,
            Event::End(_) | Event::Eof => depth -= 1,
            Event::Text(text) => data.push_str(&text),
        }
    }
    Ok((!data.is_empty()).then_some(data))
}
