use std::io::BufRead;

use crate::model::{Code, CodeKind, Content};

use super::super::xml::{Element, Event, Failure, Reader};

/// What stands in a `<source>`, `<seg-source>` or `<target>`.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// All of it.
    pub(super) whole: Content,
    /// What stands in each `<mrk mtype="seg">`, with its `mid`, in order.
    pub(super) segments: Vec<(String, Content)>,
    /// Whether a change that somebody tracked had taken text away.
    pub(super) has_deletions: bool,
}

/// Reads the content of a `<source>` or `<target>` that has just begun (section 2.4).
pub(super) fn body<R: BufRead>(
    xml: &mut Reader<R>,
    namespace: Option<&str>,
) -> Result<Body, Failure> {
    let mut walker = Walker {
        xml,
        namespace,
        body: Body::default(),
        is_in_segment: false,
    };
    walker.children()?;
    Ok(walker.body)
}

struct Walker<'a, R> {
    xml: &'a mut Reader<R>,
    namespace: Option<&'a str>,
    body: Body,
    /// Whether what is read now belongs to the last segment, too.
    is_in_segment: bool,
}

impl<R: BufRead> Walker<'_, R> {
    fn children(&mut self) -> Result<(), Failure> {
        loop {
            match self.xml.next_event()? {
                Event::Text(text) => {
                    self.body.whole.push_text(&text);
                    if let Some(segment) = self.segment() {
                        segment.push_text(&text);
                    }
                }
                Event::Start(element) => self.inline(&element)?,
                Event::End(_) | Event::Eof => return Ok(()),
            }
        }
    }

    fn segment(&mut self) -> Option<&mut Content> {
        let (_, segment) = self.body.segments.last_mut()?;
        self.is_in_segment.then_some(segment)
    }

    fn push_code(&mut self, code: Code) {
        if let Some(segment) = self.segment() {
            segment.push_code(code.clone());
        }
        self.body.whole.push_code(code);
    }

    fn inline(&mut self, element: &Element) -> Result<(), Failure> {
        if element.name.namespace.as_deref() != self.namespace {
            return self.xml.skip();
        }
        let kind = match element.name.local.as_str() {
            "g" => {
                let open = code(element, CodeKind::Open, "id");
                let close = close_of(&open);
                self.push_code(open);
                self.children()?;
                self.push_code(close);
                return Ok(());
            }
            "mrk" => return self.marker(element),
            "x" | "ph" => CodeKind::Alone,
            "bx" | "bpt" => CodeKind::Open,
            "ex" | "ept" => CodeKind::Close,
            "it" => match element.attribute("pos") {
                Some("open") => CodeKind::Open,
                Some("close") => CodeKind::Close,
                _ => CodeKind::Alone,
            },
            _ => return self.xml.skip(),
        };
        let id = if kind == CodeKind::Alone { "id" } else { "rid" };
        let mut code = code(element, kind, id);
        // <sub> is text of another flow, but here it is part of the data.
        code.data = Some(self.xml.text()?).filter(|data| !data.is_empty());
        self.push_code(code);
        Ok(())
    }

    /// What a marker marks is text like any other; a segment is gathered by
    /// itself as well. Trados marks what a tracked change took away.
    fn marker(&mut self, element: &Element) -> Result<(), Failure> {
        match element.attribute("mtype") {
            Some("x-sdl-deleted") => {
                self.body.has_deletions = true;
                self.xml.skip()
            }
            Some("seg") if !self.is_in_segment => {
                let mid = element.attribute("mid").unwrap_or_default().to_owned();
                self.body.segments.push((mid, Content::default()));
                self.is_in_segment = true;
                self.children()?;
                self.is_in_segment = false;
                Ok(())
            }
            _ => self.children(),
        }
    }
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
