use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{State, Tokenizer};

use crate::formats::document::builder::{Builder, Shown};
use crate::formats::document::{Block, BlockKind, Mark, Style};

use super::attributes::{attributes, is_read};
use super::elements::{Role, ctype, is_seen, is_void, kind, role};

/// A tag that stands alone, for Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::formats::document) enum Tag {
    Open(String),
    Close(String),
    Alone(String),
    /// Whatever else stands between `<` and `>`.
    Comment,
}

/// What one tag is.
pub(in crate::formats::document) fn tag(text: &str) -> Tag {
    let inner = text.strip_prefix('<').unwrap_or(text);
    let (is_end, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let name = inner.get(..end.unwrap_or(inner.len())).unwrap_or_default();
    let name = name.to_ascii_lowercase();
    match name.chars().next() {
        None => Tag::Comment,
        Some(first) if !first.is_ascii_alphabetic() => Tag::Comment,
        Some(_) if is_end => Tag::Close(name),
        Some(_) if is_void(&name) || text.ends_with("/>") => Tag::Alone(name),
        Some(_) => Tag::Open(name),
    }
}

/// The start tags of a page with their places, as far as a name is wanted.
pub(super) fn first_tag(text: &str, wanted: &str) -> Option<Range<usize>> {
    let mut tokens = tokens(text);
    while let Some(Ok(token)) = tokens.next() {
        if let Token::StartTag(tag) = token {
            let name = name_of(&tag.name);
            if name == wanted {
                return Some(tag.span.start..tag.span.end);
            }
            switch(&mut tokens, &name);
        }
    }
    None
}

pub(super) type Tokens<'a> = Tokenizer<html5gum::StringReader<'a>, DefaultEmitter<usize>>;

pub(super) fn tokens(text: &str) -> Tokens<'_> {
    Tokenizer::new_with_emitter(text, DefaultEmitter::new_with_span())
}

pub(super) fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Elements in which a `<` begins no tag (HTML 13.2.6.4).
pub(super) fn switch(tokens: &mut Tokens<'_>, name: &str) {
    match name {
        "title" | "textarea" => tokens.set_state(State::RcData),
        "script" => tokens.set_state(State::ScriptData),
        "plaintext" => tokens.set_state(State::PlainText),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => tokens.set_state(State::RawText),
        _ => {}
    }
}

/// The blocks of a text in HTML, which stands in `whole` from a byte on.
pub(in crate::formats::document) fn blocks(text: &str, offset: usize, whole: &str) -> Vec<Block> {
    let mut reader = Reader::new(offset, whole);
    let mut tokens = tokens(text);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::String(said) => reader.said.push_str(&String::from_utf8_lossy(&said.value)),
            Token::StartTag(tag) => {
                let name = name_of(&tag.name);
                reader.text_up_to(tag.span.start, tag.span.end);
                reader.start(&name, &tag);
                switch(&mut tokens, &name);
            }
            Token::EndTag(tag) => {
                reader.text_up_to(tag.span.start, tag.span.end);
                let place = reader.place(tag.span.start..tag.span.end);
                reader.end(&name_of(&tag.name), place);
            }
            Token::Comment(comment) => {
                reader.text_up_to(comment.span.start, comment.span.end);
                let place = reader.place(comment.span.start..comment.span.end);
                reader.comment(place);
            }
            Token::Doctype(found) => reader.text_up_to(found.span.start, found.span.end),
            Token::Error(_) => {}
        }
    }
    reader.text_up_to(text.len(), text.len());
    reader.flush();
    let mut blocks = reader.blocks;
    blocks.sort_by_key(|block| (block.slot.range.start, block.slot.range.end));
    blocks
}

/// An element with nothing in it for translation.
struct WholeElement {
    name: String,
    depth: usize,
    start: usize,
    /// Its text so far, in characters that are shown.
    said: String,
    is_inline: bool,
    ctype: &'static str,
}

struct Reader<'a> {
    whole: &'a str,
    offset: usize,
    /// The end of the last tag.
    at: usize,
    /// The text since then.
    said: String,
    builder: Builder,
    blocks: Vec<Block>,
    /// The elements that are open and begin blocks, and what the text in them is.
    open: Vec<(String, Option<BlockKind>)>,
    counts: BTreeMap<String, usize>,
    whole_element: Option<WholeElement>,
    verbatim: usize,
}

/// So much of the text of a code is shown.
const SHOWN: usize = 80;

impl<'a> Reader<'a> {
    fn new(offset: usize, whole: &'a str) -> Self {
        Reader {
            whole,
            offset,
            at: 0,
            said: String::new(),
            builder: Builder::default(),
            blocks: Vec::new(),
            open: Vec::new(),
            counts: BTreeMap::new(),
            whole_element: None,
            verbatim: 0,
        }
    }

    fn place(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.offset..range.end + self.offset
    }

    fn text_up_to(&mut self, start: usize, end: usize) {
        let range = self.place(self.at..start);
        let said = std::mem::take(&mut self.said);
        self.at = end;
        match &mut self.whole_element {
            Some(element) => {
                if element.said.len() < SHOWN {
                    element.said.push_str(&said);
                }
            }
            None => self.builder.text(&said, range),
        }
    }

    fn start(&mut self, name: &str, tag: &StartTag<usize>) {
        if let Some(element) = &mut self.whole_element {
            element.depth += usize::from(element.name == name);
            return;
        }
        let range = self.place(tag.span.start..tag.span.end);
        let all: Vec<(String, String)> = tag
            .attributes
            .iter()
            .map(|(name, value)| (name_of(name), name_of(value)))
            .collect();
        self.attributes(name, &range, &all);
        self.element(name, range, &all, tag.self_closing);
    }

    fn element(
        &mut self,
        name: &str,
        range: Range<usize>,
        all: &[(String, String)],
        is_closed: bool,
    ) {
        let role = role(name);
        let has = |wanted: &str, value: &str| all.iter().any(|(n, v)| n == wanted && v == value);
        let is_note = has("role", "doc-noteref") || has("epub:type", "noteref");
        let is_kept = has("translate", "no") || is_note || role == Role::Whole;
        if is_kept && !is_void(name) && !is_closed {
            self.begin_whole(name, range.start, role, is_note);
            return;
        }
        let data = self.raw(&range);
        let mark = Mark::Source(range.clone());
        match role {
            Role::Block | Role::Verbatim => self.begin_block(name, role),
            // A second break, with nothing between, is how old pages end a paragraph.
            Role::Break if self.builder.ends_in_break() => self.flush(),
            Role::Break => self
                .builder
                .alone(Shown::like("lb", "\u{21B5}"), &data, mark, range),
            Role::Alone | Role::Whole => {
                let alt = all
                    .iter()
                    .find(|(name, value)| name == "alt" && !value.is_empty());
                let equiv = alt.map_or_else(|| format!("<{name}>"), |(_, alt)| alt.clone());
                self.builder
                    .alone(Shown::like(ctype(name), equiv), &data, mark, range);
            }
            Role::Inline => self
                .builder
                .open(name, Shown::of(ctype(name)), &data, mark, range),
        }
    }

    fn begin_whole(&mut self, name: &str, start: usize, role: Role, is_note: bool) {
        let is_inline = !matches!(role, Role::Block | Role::Verbatim);
        if !is_inline {
            self.flush();
        }
        self.whole_element = Some(WholeElement {
            name: name.to_owned(),
            depth: 1,
            start,
            said: String::new(),
            is_inline,
            ctype: if is_note { "x-footnote" } else { ctype(name) },
        });
    }

    fn begin_block(&mut self, name: &str, role: Role) {
        self.flush();
        if is_void(name) {
            return;
        }
        self.verbatim += usize::from(role == Role::Verbatim);
        let outer = self.open.last().and_then(|(_, kind)| *kind);
        self.open.push((name.to_owned(), kind(name).or(outer)));
        *self.counts.entry(name.to_owned()).or_default() += 1;
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        if let Some(element) = &mut self.whole_element {
            if element.name == name {
                element.depth -= 1;
                if element.depth == 0 {
                    self.end_whole(range.end);
                }
            }
            return;
        }
        let data = self.raw(&range);
        let mark = Mark::Source(range.clone());
        match role(name) {
            Role::Block | Role::Verbatim => self.end_block(name),
            Role::Inline => {
                if !(name == "sup" && self.builder.fold(name, self.whole, range.end)) {
                    self.builder
                        .close(name, Shown::of(ctype(name)), &data, mark, range);
                }
            }
            // `</br>` is a line break; the others are ignored by browsers.
            _ => self
                .builder
                .alone(Shown::of("x-comment"), &data, mark, range),
        }
    }

    fn end_whole(&mut self, end: usize) {
        let Some(element) = self
            .whole_element
            .take()
            .filter(|element| element.is_inline)
        else {
            return;
        };
        let range = element.start..end;
        let data = self.raw(&range);
        let words: Vec<&str> = element.said.split_whitespace().collect();
        let words: String = words.join(" ").chars().take(SHOWN).collect();
        let is_shown = is_seen(&element.name) && !words.is_empty();
        let equiv = if is_shown {
            words
        } else {
            format!("<{}>", element.name)
        };
        let shown = Shown::like(element.ctype, equiv);
        self.builder
            .alone(shown, &data, Mark::Source(range.clone()), range);
    }

    fn end_block(&mut self, name: &str) {
        self.flush();
        let count = self.counts.get(name).copied().unwrap_or_default();
        if count == 0 {
            return;
        }
        while let Some((last, _)) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(&last) {
                *count -= 1;
            }
            self.verbatim -= usize::from(role(&last) == Role::Verbatim);
            if last == name {
                return;
            }
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        if self.whole_element.is_none() {
            let data = self.raw(&range);
            let mark = Mark::Source(range.clone());
            self.builder
                .alone(Shown::of("x-comment"), &data, mark, range);
        }
    }

    fn raw(&self, range: &Range<usize>) -> String {
        self.whole.get(range.clone()).unwrap_or_default().to_owned()
    }

    fn flush(&mut self) {
        let builder = std::mem::take(&mut self.builder);
        let stated = self.open.last().and_then(|(_, kind)| *kind);
        let style = if self.verbatim > 0 {
            Style::HtmlVerbatim
        } else {
            Style::Html
        };
        let block = builder.finish(self.whole, stated.unwrap_or(BlockKind::Paragraph), style);
        self.blocks.extend(block);
    }

    /// What people read of the attributes of a tag.
    fn attributes(&mut self, name: &str, range: &Range<usize>, all: &[(String, String)]) {
        let wanted = |attribute: &str| is_read(name, attribute, all);
        if !all.iter().any(|(attribute, _)| wanted(attribute)) {
            return;
        }
        let tag = self.raw(range);
        let mut seen = BTreeSet::new();
        for attribute in attributes(&tag) {
            // The second of a name is nothing (13.2.5.33).
            if !seen.insert(attribute.name.clone()) || !wanted(&attribute.name) {
                continue;
            }
            let value = all.iter().find(|(own, _)| *own == attribute.name);
            let Some((_, value)) = value else {
                continue;
            };
            let place = range.start + attribute.value.start..range.start + attribute.value.end;
            let mut builder = Builder::default();
            builder.text(value, place);
            let kind = if attribute.name == "alt" {
                BlockKind::Alternative
            } else {
                BlockKind::Aside
            };
            let style = Style::Attribute(attribute.quote);
            self.blocks.extend(builder.finish(self.whole, kind, style));
        }
    }
}
