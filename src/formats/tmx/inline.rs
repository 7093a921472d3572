use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use crate::model::{Code, CodeKind, Content, Piece};

use super::super::xml::{
    self, Element, Event, Failure, Reader, is_space, push_attribute, push_text,
};
use super::reader::{attribute, kind};
use super::shortcuts;

/// What stands in a `<seg>`.
#[derive(Debug, Default)]
pub(super) struct Seg {
    pub(super) content: Content,
    /// As it was written, if there are elements.
    pub(super) markup: Option<String>,
    /// Whether there were elements that TMX does not know: they were left out.
    pub(super) has_unknown: bool,
}

/// The content of a `<seg>` that has just begun. Padding is white space with a
/// line end in it at the edges, which pretty-printers add.
pub(super) fn segment<R: BufRead>(
    xml: &mut Reader<R>,
    is_padded: bool,
    has_shortcuts: bool,
) -> Result<Seg, Failure> {
    let mut segment = Segment::default();
    segment.read(xml)?;
    let mut markup = segment.markup.take().filter(|_| !has_shortcuts);
    let has_unknown = segment.has_unknown;
    let mut pieces = segment.named();
    if is_padded {
        trim_padding(&mut pieces);
        markup = markup.map(|markup| {
            let (start, end) = edges(&markup);
            markup.get(start..end).unwrap_or_default().to_owned()
        });
    }
    let content = if has_shortcuts {
        let mut content = Content::default();
        for piece in pieces {
            match piece {
                Piece::Text(text) => shortcuts::push(&mut content, &text),
                Piece::Code(code) => content.push_code(code),
            }
        }
        content
    } else {
        Content::of_pieces(pieces)
    };
    Ok(Seg {
        content,
        markup,
        has_unknown,
    })
}

/// Whether markup is that of a content, to the last attribute that a content has.
pub(super) fn says(markup: &str, content: &Content) -> bool {
    let whole = format!("<seg>{markup}</seg>");
    let mut xml = Reader::new(whole.as_bytes());
    if !matches!(xml.next_event(), Ok(Event::Start(_))) {
        return false;
    }
    let read = segment(&mut xml, false, false);
    read.is_ok_and(|seg| !seg.has_unknown && seg.content == *content)
        && matches!(xml.next_event(), Ok(Event::Eof))
}

/// A segment whose codes may still lack an id.
#[derive(Default)]
struct Segment {
    pieces: Vec<Piece>,
    /// The id of the pair that each `i` stands for.
    pairs: BTreeMap<String, String>,
    /// The segment as written, from the first element on.
    markup: Option<String>,
    has_unknown: bool,
}

impl Segment {
    fn read<R: BufRead>(&mut self, xml: &mut Reader<R>) -> Result<(), Failure> {
        loop {
            match xml.next_event()? {
                Event::Text(text) => self.push_string(text),
                Event::Start(element) => self.element(xml, &element)?,
                Event::End(_) | Event::Eof => return Ok(()),
            }
        }
    }

    fn push_string(&mut self, text: String) {
        if let Some(markup) = &mut self.markup {
            push_text(markup, &text);
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(&text);
        } else {
            self.pieces.push(Piece::Text(text));
        }
    }

    fn element<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        element: &Element,
    ) -> Result<(), Failure> {
        let name = kind(element);
        if name == "hi" {
            self.begin(element);
            self.read(xml)?;
            self.end(&name);
            return Ok(());
        }
        let Some((kind, id)) = self.code(&name, element) else {
            self.has_unknown = true;
            return xml.skip();
        };
        self.begin(element);
        let mut data = String::new();
        self.data(xml, &mut data)?;
        self.end(&name);
        self.pieces.push(Piece::Code(Code {
            kind,
            id: id.unwrap_or_default(),
            ctype: attribute(element, "type").map(str::to_owned),
            equiv: None,
            data: (!data.is_empty()).then_some(data),
        }));
        Ok(())
    }

    /// The part that an element plays, and the id it has; none for an element that
    /// is no code.
    fn code(&mut self, name: &str, element: &Element) -> Option<(CodeKind, Option<String>)> {
        let owned = |name: &str| attribute(element, name).map(str::to_owned);
        Some(match name {
            "ph" | "ut" => (CodeKind::Alone, owned("x")),
            "it" => match attribute(element, "pos") {
                Some("begin") => (CodeKind::Open, owned("x")),
                Some("end") => (CodeKind::Close, owned("x")),
                _ => (CodeKind::Alone, owned("x")),
            },
            "bpt" => {
                let pair = owned("i").unwrap_or_default();
                let id = owned("x").unwrap_or_else(|| pair.clone());
                self.pairs.insert(pair, id.clone());
                (CodeKind::Open, Some(id))
            }
            "ept" => {
                let pair = owned("i").unwrap_or_default();
                let id = self.pairs.get(&pair).cloned().unwrap_or(pair);
                (CodeKind::Close, Some(id))
            }
            _ => return None,
        })
    }

    /// What stands in a code: its text, and that of the `<sub>` in it.
    fn data<R: BufRead>(&mut self, xml: &mut Reader<R>, data: &mut String) -> Result<(), Failure> {
        let mut open: Vec<Element> = Vec::new();
        loop {
            match xml.next_event()? {
                Event::Text(text) => {
                    data.push_str(&text);
                    push_text(self.begun(), &text);
                }
                Event::Start(inner) => {
                    self.begin(&inner);
                    open.push(inner);
                }
                Event::End(_) | Event::Eof => match open.pop() {
                    Some(inner) => self.end(&kind(&inner)),
                    None => return Ok(()),
                },
            }
        }
    }

    /// The segment as written so far: before the first element it is text.
    fn begun(&mut self) -> &mut String {
        self.markup.get_or_insert_with(|| {
            let mut markup = String::new();
            for piece in &self.pieces {
                if let Piece::Text(text) = piece {
                    push_text(&mut markup, text);
                }
            }
            markup
        })
    }

    fn begin(&mut self, element: &Element) {
        let name = kind(element);
        let markup = self.begun();
        markup.push('<');
        markup.push_str(&name);
        for attribute in &element.attributes {
            let local = attribute.name.local.to_ascii_lowercase();
            match attribute.name.namespace.as_deref() {
                None => push_attribute(markup, &local, &attribute.value),
                Some(xml::XML) => push_attribute(markup, &format!("xml:{local}"), &attribute.value),
                Some(_) => 0,
            };
        }
        markup.push('>');
    }

    fn end(&mut self, name: &str) {
        let markup = self.begun();
        markup.push_str("</");
        markup.push_str(name);
        markup.push('>');
    }

    /// The pieces, with a number for every code that had none: the first that
    /// is free, so that the same order in two languages gives the same ids.
    fn named(mut self) -> Vec<Piece> {
        if self
            .pieces
            .iter()
            .all(|piece| matches!(piece, Piece::Text(_)))
        {
            return self.pieces;
        }
        let taken: BTreeSet<String> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Code(code) if !code.id.is_empty() => Some(code.id.clone()),
                _ => None,
            })
            .collect();
        let mut free = (1_usize..)
            .map(|n| n.to_string())
            .filter(|n| !taken.contains(n));
        for piece in &mut self.pieces {
            if let Piece::Code(code) = piece
                && code.id.is_empty()
            {
                code.id = free.next().unwrap_or_default();
            }
        }
        self.pieces
    }
}

fn trim_padding(pieces: &mut [Piece]) {
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        let start = edges(text).0;
        if start > 0 {
            *text = text.get(start..).unwrap_or_default().to_owned();
        }
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        text.truncate(edges(text).1);
    }
}

/// Where a text begins and ends without its padding, in bytes.
fn edges(text: &str) -> (usize, usize) {
    let has_line = |padding: Option<&str>| padding.is_some_and(|p| p.contains('\n'));
    let start = text.len() - text.trim_start_matches(is_space).len();
    let start = if has_line(text.get(..start)) {
        start
    } else {
        0
    };
    let end = text.trim_end_matches(is_space).len();
    let end = if has_line(text.get(end..)) {
        end
    } else {
        text.len()
    };
    (start, end.max(start))
}
