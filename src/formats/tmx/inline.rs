use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;

use crate::model::{Code, CodeKind, Content, Piece};

use super::super::xml::{Element, Event, Failure, Reader, is_space};
use super::reader::{attribute, kind};
use super::shortcuts;

/// The content of a `<seg>` that has just begun. Padding is white space with a
/// line end in it at the edges, which pretty-printers add.
pub(super) fn segment<R: BufRead>(
    xml: &mut Reader<R>,
    is_padded: bool,
    has_shortcuts: bool,
) -> Result<Content, Failure> {
    let mut segment = Segment::default();
    segment.read(xml)?;
    let mut pieces = segment.named();
    if is_padded {
        trim_padding(&mut pieces);
    }
    let mut content = Content::default();
    for piece in pieces {
        match piece {
            Piece::Text(text) if has_shortcuts => shortcuts::push(&mut content, &text),
            Piece::Text(text) => content.push_string(text),
            Piece::Code(code) => content.push_code(code),
        }
    }
    Ok(content)
}

/// A segment whose codes may still lack an id.
#[derive(Default)]
struct Segment {
    pieces: Vec<Piece>,
    /// The id of the pair that each `i` stands for.
    pairs: BTreeMap<String, String>,
}

impl Segment {
    fn read<R: BufRead>(&mut self, xml: &mut Reader<R>) -> Result<(), Failure> {
        loop {
            match xml.next_event()? {
                Event::Text(text) => self.push_text(text),
                Event::Start(element) => self.element(xml, &element)?,
                Event::End(_) | Event::Eof => return Ok(()),
            }
        }
    }

    fn push_text(&mut self, text: String) {
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
        let owned = |name: &str| attribute(element, name).map(str::to_owned);
        let (kind, id) = match kind(element).as_str() {
            "hi" => return self.read(xml),
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
            _ => return xml.skip(),
        };
        let data = xml.text()?;
        self.pieces.push(Piece::Code(Code {
            kind,
            id: id.unwrap_or_default(),
            ctype: owned("type"),
            equiv: None,
            data: (!data.is_empty()).then_some(data),
        }));
        Ok(())
    }

    /// The pieces, with a number for every code that had none: the first that
    /// is free, so that the same order in two languages gives the same ids.
    fn named(mut self) -> Vec<Piece> {
        if self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
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
        let kept = text.trim_start_matches(is_space);
        let padding = text.len() - kept.len();
        if text.get(..padding).is_some_and(|p| p.contains('\n')) {
            *text = kept.to_owned();
        }
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        let kept = text.trim_end_matches(is_space);
        if text.get(kept.len()..).is_some_and(|p| p.contains('\n')) {
            text.truncate(kept.len());
        }
    }
}
