use std::collections::VecDeque;
use std::io::BufRead;

use quick_xml::events::Event as Token;

use crate::diag::Place;

use super::super::decode::Undecodable;
use super::characters::{first_illegal, is_space, split_name};
use super::flaw::{before, fault, flaw_in, ill, illegal};
use super::namespace::Scopes;
use super::open::Open;
use super::position::{At, Position, TooLong, Tracker};
use super::prolog;
use super::tag::{self, Flaw};
use super::{DEPTH_LIMIT, Element, Event, Failure, Name, TEXT_LIMIT};

/// How far a document has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Nothing yet: an XML declaration may come.
    Beginning,
    /// Before the root, without a document type declaration.
    Prolog,
    /// Before the root, after the document type declaration.
    Typed,
    /// In the root element.
    Root,
    /// After the root element.
    Epilog,
}

/// Reads a document piece by piece, in constant memory.
#[derive(Debug)]
pub struct Reader<R> {
    pub(super) tokens: quick_xml::Reader<Tracker<R>>,
    buffer: Vec<u8>,
    /// The tokens stand between two: what comes next may be taken past them.
    pub(super) is_between: bool,
    pub(super) open: Open,
    pub(super) scopes: Scopes,
    pub(super) part: Part,
    pub(super) text: String,
    pub(super) text_at: At,
    /// The length of the text so far in bytes as written, kept or not.
    pub(super) text_length: usize,
    /// Nobody asks for the text: it is checked and not kept.
    pub(super) unread: bool,
    /// The next event, and those after it.
    pub(super) next: Option<(Event, At)>,
    queue: VecDeque<(Event, At)>,
    pub(super) at: At,
}

impl<R: BufRead> Reader<R> {
    /// A reader at the beginning of a document.
    pub fn new(source: R) -> Self {
        let mut tokens = quick_xml::Reader::from_reader(Tracker::new(source));
        // Ends are matched with their starts here, for not all pass through there.
        tokens.config_mut().check_end_names = false;
        tokens.config_mut().allow_unmatched_ends = true;
        let beginning = At::Known(Position::default());
        Reader {
            tokens,
            buffer: Vec::new(),
            is_between: false,
            open: Open::default(),
            scopes: Scopes::new(),
            part: Part::Beginning,
            text: String::new(),
            text_at: beginning,
            text_length: 0,
            unread: false,
            next: None,
            queue: VecDeque::new(),
            at: beginning,
        }
    }

    /// The next event. After a failure there is nothing more to read.
    ///
    /// # Errors
    ///
    /// When the document is at fault or cannot be read.
    #[inline]
    pub fn next_event(&mut self) -> Result<Event, Failure> {
        loop {
            let next = self.next.take().or_else(|| self.queue.pop_front());
            if let Some((event, at)) = next {
                self.at = at;
                return Ok(event);
            }
            if let Some(event) = self.quick() {
                return Ok(event);
            }
            self.step()?;
        }
    }

    /// Where the last event began.
    pub fn place(&self) -> Place {
        self.tokens.get_ref().position_at(self.at).place()
    }

    /// The encoding the XML declaration names although the bytes are in
    /// another one. Known after the first event.
    pub fn declared_in_vain(&self) -> Option<&str> {
        self.tokens.get_ref().source.declared_in_vain()
    }

    /// Reads one token, which may put events in the queue.
    fn step(&mut self) -> Result<(), Failure> {
        // What is held may be let go: this is the last time to count in it.
        let tracker = self.tokens.get_ref();
        self.at = At::Known(tracker.position_at(self.at));
        if self.text_length > 0 {
            self.text_at = At::Known(tracker.position_at(self.text_at));
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.tokens.get_mut().renew();
        let at = self.tokens.get_ref().position();
        let taken = match self.tokens.read_event_into(&mut buffer) {
            Ok(Token::DocType(content)) => Ok(Some(content.to_string())),
            Ok(token) => {
                self.is_between = !matches!(token, Token::Text(_) | Token::Eof);
                Ok(self.take(&token, at).map(|()| None)?)
            }
            Err(error) => Err(error),
        };
        let doctype = taken.map_err(|error| self.failure(error, at, &buffer))?;
        if let Some(content) = doctype {
            let is_keyword = buffer.starts_with(b"<!DOCTYPE")
                && buffer.get(9).is_some_and(u8::is_ascii_whitespace);
            self.doctype(&content, is_keyword)
                .map_err(|flaw| fault(flaw, at))?;
        }
        if self.part == Part::Beginning {
            self.part = Part::Prolog;
        }
        self.buffer = buffer;
        Ok(())
    }

    fn take(&mut self, token: &Token<'_>, at: Position) -> Result<(), Failure> {
        match token {
            Token::Start(tag) => self.start(tag, tag.name().as_ref().len(), false, at),
            Token::Empty(tag) => self.start(tag, tag.name().as_ref().len(), true, at),
            Token::End(tag) => self.end_tag(tag.name().as_ref(), at),
            Token::Text(text) => self.characters(text, at, false),
            Token::CData(text) => self.characters(text, at, true),
            Token::GeneralRef(name) => self.reference(name, at),
            Token::Comment(text) => self.comment(text, at),
            Token::PI(content) => prolog::instruction(content).map_err(|flaw| fault(flaw, at)),
            Token::Decl(content) => self.declaration(content, at),
            // Handled by the caller, which holds the bytes.
            Token::DocType(_) => Ok(()),
            Token::Eof => self.eof(at),
        }
    }

    fn start(
        &mut self,
        tag: &str,
        name_length: usize,
        empty: bool,
        at: Position,
    ) -> Result<(), Failure> {
        if self.part == Part::Epilog {
            return Err(ill(at, "a second root element"));
        }
        if self.open.len() >= DEPTH_LIMIT {
            let message = format!("elements more than {DEPTH_LIMIT} deep");
            return Err(fault(Flaw::new(0, "xml::limit", message), at));
        }
        if split_name(tag.get(..name_length).unwrap_or_default()).is_none() {
            let message = "a < that begins no tag; in text it is written &lt;";
            return Err(ill(at, message));
        }
        let inside = at.after("<");
        let element = self
            .element(tag, name_length, empty)
            .map_err(|flaw| flaw_in(flaw, tag, inside))?;
        self.part = Part::Root;
        let written = tag.get(..name_length).unwrap_or_default();
        self.open.push(element.name.clone(), written);
        self.begun(element, At::Known(at));
        Ok(())
    }

    fn element(&mut self, tag: &str, name_length: usize, empty: bool) -> Result<Element, Flaw> {
        if let Some((offset, c)) = first_illegal(tag) {
            return Err(illegal(offset, c));
        }
        let (name, rest) = tag.split_at_checked(name_length).unwrap_or((tag, ""));
        let shift = |mut flaw: Flaw| {
            flaw.offset += name.len();
            flaw
        };
        let raw = tag::attributes(rest).map_err(shift)?;
        let attributes = self.scopes.enter(self.open.len(), raw).map_err(shift)?;
        Ok(Element {
            name: self.scopes.resolve(name, 0, true)?,
            attributes,
            empty,
        })
    }

    fn end_tag(&mut self, name: &str, at: Position) -> Result<(), Failure> {
        match self.open.last() {
            None => Err(ill(at, "an end tag without its start tag")),
            Some(open) if open != name => {
                let message = format!("the end tag </{name}> where </{open}> should stand");
                Err(ill(at, message))
            }
            Some(_) => {
                self.end(At::Known(at));
                Ok(())
            }
        }
    }

    /// An element that is as it should be has begun and is open.
    pub(super) fn begun(&mut self, element: Element, at: At) {
        let empty = element.empty;
        self.push(Event::Start(element), at);
        if empty {
            self.end(at);
        }
    }

    /// The last element ends.
    pub(super) fn end(&mut self, at: At) {
        if let Some(name) = self.closed() {
            self.push(Event::End(name), at);
        }
    }

    /// The element that began last, which is none of the open ones any more.
    #[inline]
    pub(super) fn closed(&mut self) -> Option<Name> {
        let name = self.open.pop()?;
        self.scopes.leave(self.open.len());
        if self.open.is_empty() {
            self.part = Part::Epilog;
        }
        Some(name)
    }

    /// Puts an event in the queue, after the text that stands before it.
    fn push(&mut self, event: Event, at: At) {
        self.text_length = 0;
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.next = Some((Event::Text(text), self.text_at));
        }
        if self.next.is_none() && self.queue.is_empty() {
            self.next = Some((event, at));
        } else {
            self.queue.push_back((event, at));
        }
    }

    fn characters(&mut self, raw: &str, at: Position, is_cdata: bool) -> Result<(), Failure> {
        let inside = if is_cdata { at.after("<![CDATA[") } else { at };
        if let Some((offset, c)) = first_illegal(raw) {
            return Err(flaw_in(illegal(offset, c), raw, inside));
        }
        let may_close = !is_cdata && memchr::memchr(b'>', raw.as_bytes()).is_some();
        if may_close && let Some(offset) = raw.find("]]>") {
            let flaw = Flaw::new(offset, "xml::not-well-formed", "]]> in text");
            return Err(flaw_in(flaw, raw, inside));
        }
        if self.open.is_empty() {
            let visible = raw.find(|c| !is_space(c));
            return match (visible, is_cdata) {
                (None, false) => Ok(()),
                (offset, _) => Err(self.outside(inside.after(before(raw, offset)))),
            };
        }
        self.begin_text(raw.len(), at)?;
        if !self.unread {
            tag::push_lines(&mut self.text, raw);
        }
        Ok(())
    }

    fn reference(&mut self, name: &str, at: Position) -> Result<(), Failure> {
        let c = tag::reference(name).map_err(|flaw| fault(flaw, at))?;
        if self.open.is_empty() {
            return Err(self.outside(at));
        }
        self.begin_text(c.len_utf8(), at)?;
        if !self.unread {
            self.text.push(c);
        }
        Ok(())
    }

    /// Makes ready to add some bytes of text.
    fn begin_text(&mut self, more: usize, at: Position) -> Result<(), Failure> {
        if self.text_length == 0 {
            self.text_at = At::Known(at);
        }
        self.text_length += more;
        if self.text_length > TEXT_LIMIT {
            let message = format!("a text of more than {TEXT_LIMIT} bytes");
            let at = self.tokens.get_ref().position_at(self.text_at);
            return Err(fault(Flaw::new(0, "xml::limit", message), at));
        }
        Ok(())
    }

    fn outside(&self, at: Position) -> Failure {
        let message = if self.part == Part::Epilog {
            "text after the root element"
        } else {
            "text before the root element"
        };
        ill(at, message)
    }

    fn comment(&mut self, text: &str, at: Position) -> Result<(), Failure> {
        if let Some((offset, c)) = first_illegal(text) {
            return Err(flaw_in(illegal(offset, c), text, at.after("<!--")));
        }
        if text.contains("--") || text.ends_with('-') {
            return Err(ill(at, "a comment with -- in it"));
        }
        Ok(())
    }

    fn declaration(&mut self, content: &str, at: Position) -> Result<(), Failure> {
        if self.part != Part::Beginning {
            let message = "an XML declaration that is not at the beginning";
            return Err(ill(at, message));
        }
        prolog::declaration(content).map_err(|flaw| fault(flaw, at))
    }

    /// Production 28, `doctypedecl`, without the internal subset.
    fn doctype(&mut self, content: &str, is_keyword: bool) -> Result<(), Flaw> {
        if !matches!(self.part, Part::Beginning | Part::Prolog) || !is_keyword {
            let message = "a document type declaration in the wrong place";
            return Err(Flaw::new(0, "xml::not-well-formed", message));
        }
        prolog::doctype(content)?;
        self.part = Part::Typed;
        Ok(())
    }

    fn eof(&mut self, at: Position) -> Result<(), Failure> {
        if let Some(name) = self.open.last() {
            let message =
                format!("the file ends before \u{201C}{name}\u{201D} does; it was cut off");
            return Err(fault(Flaw::new(0, "xml::truncated", message), at));
        }
        if self.part != Part::Epilog {
            return Err(ill(at, "there is no root element"));
        }
        self.push(Event::Eof, At::Known(at));
        Ok(())
    }

    fn failure(&mut self, error: quick_xml::Error, at: Position, raw: &[u8]) -> Failure {
        use quick_xml::Error as Cause;
        match error {
            Cause::Io(error) if Undecodable::within(&error).is_some() => {
                let position = self.tokens.get_ref().position();
                let message = error.to_string();
                fault(Flaw::new(0, "xml::encoding", message), position)
            }
            Cause::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) => {
                fault(Flaw::new(0, "xml::limit", error.to_string()), at)
            }
            Cause::Io(error) => Failure::Io(std::io::Error::new(error.kind(), error)),
            Cause::Syntax(error) if self.is_cut_off(raw) => {
                let message = format!("the file was cut off: {error}");
                fault(Flaw::new(0, "xml::truncated", message), at)
            }
            error => ill(at, error.to_string()),
        }
    }

    /// Whether the source is over inside what at least began like a tag.
    fn is_cut_off(&mut self, raw: &[u8]) -> bool {
        let begins_tag = match raw {
            [b'<', second, ..] => !second.is_ascii_whitespace(),
            _ => true,
        };
        begins_tag && self.tokens.get_mut().fill_buf().is_ok_and(<[u8]>::is_empty)
    }
}
