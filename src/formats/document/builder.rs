//! Blocks put together out of what a reader meets, piece by piece.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::model::{Code, CodeKind, Content};

use super::token::{Token, What, is_space};
use super::{Block, BlockKind, Mark, Slot, Style};

/// The longest mark of a footnote, in bytes.
const MARK_LIMIT: usize = 12;

/// The most pieces in the mark of a footnote, its own codes among them.
const MARK_PIECES: usize = 16;

/// A block that is being read.
#[derive(Debug, Default)]
pub(super) struct Builder {
    tokens: Vec<Token>,
    last_id: usize,
    /// The pairs that are open, by name, outermost first.
    open: BTreeMap<String, Vec<Opened>>,
}

/// A pair that is open: its number, and where its code stands among the pieces.
#[derive(Clone, Copy, Debug)]
struct Opened {
    id: usize,
    at: usize,
}

/// What a code shows: its `ctype`, and what stands in its place.
pub(super) struct Shown<'a> {
    pub(super) ctype: &'a str,
    pub(super) equiv: Option<String>,
}

impl<'a> Shown<'a> {
    pub(super) fn of(ctype: &'a str) -> Shown<'a> {
        Shown { ctype, equiv: None }
    }

    pub(super) fn like(ctype: &'a str, equiv: impl Into<String>) -> Shown<'a> {
        Shown {
            ctype,
            equiv: Some(equiv.into()),
        }
    }
}

/// Whether a code separates the words around it, as a space does.
pub(super) fn separates(code: &Code) -> bool {
    matches!(code.ctype.as_deref(), Some("lb" | "x-tab"))
}

/// Whether nothing of a code is seen on the page.
pub(super) fn is_unseen(code: &Code) -> bool {
    matches!(code.ctype.as_deref(), Some("x-comment" | "x-script"))
}

impl Builder {
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Where the last piece ended.
    pub(super) fn end(&self) -> Option<usize> {
        self.tokens.last().map(|token| token.range.end)
    }

    /// Whether the last piece, white space aside, is a line break.
    pub(super) fn ends_in_break(&self) -> bool {
        let mut back = self.tokens.iter().rev();
        let last = back.find(|token| !token.is_blank());
        last.is_some_and(|token| token.code().is_some_and(separates))
    }

    /// Whether there is any text but white space.
    pub(super) fn has_text(&self) -> bool {
        let text = |token: &Token| matches!(token.what, What::Text(_)) && !token.is_blank();
        self.tokens.iter().any(text)
    }

    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() {
            let what = What::Text(text.to_owned());
            self.tokens.push(Token { range, what });
        }
    }

    pub(super) fn alone(&mut self, shown: Shown<'_>, data: &str, mark: Mark, range: Range<usize>) {
        self.last_id += 1;
        self.code(CodeKind::Alone, self.last_id, shown, data, mark, range);
        // The words on both sides are two words for whoever reads the text alone.
        let last = self.tokens.last().and_then(Token::code);
        if last.is_some_and(separates) {
            let end = self.end().unwrap_or_default();
            self.text(" ", end..end);
        }
    }

    /// Opens a pair that is closed by its name.
    pub(super) fn open(
        &mut self,
        name: &str,
        shown: Shown<'_>,
        data: &str,
        mark: Mark,
        range: Range<usize>,
    ) {
        self.last_id += 1;
        let open = self.open.entry(name.to_owned()).or_default();
        open.push(Opened {
            id: self.last_id,
            at: self.tokens.len(),
        });
        self.code(CodeKind::Open, self.last_id, shown, data, mark, range);
    }

    /// Closes the innermost pair of that name; without one it closes a pair that
    /// was opened elsewhere.
    pub(super) fn close(
        &mut self,
        name: &str,
        shown: Shown<'_>,
        data: &str,
        mark: Mark,
        range: Range<usize>,
    ) {
        let partner = self.innermost(name);
        if partner.is_some() {
            self.open.get_mut(name).and_then(Vec::pop);
        }
        let id = partner.map_or_else(
            || {
                self.last_id += 1;
                self.last_id
            },
            |partner| partner.id,
        );
        self.code(CodeKind::Close, id, shown, data, mark, range);
    }

    /// The innermost pair of that name that is open. Those that were folded into a
    /// code are forgotten on the way.
    fn innermost(&mut self, name: &str) -> Option<Opened> {
        let (tokens, open) = (&self.tokens, self.open.get_mut(name)?);
        let is_there = |one: &Opened| {
            let code = tokens.get(one.at).and_then(Token::code);
            code.is_some_and(|code| code.kind == CodeKind::Open && code.id == one.id.to_string())
        };
        while open.last().is_some_and(|last| !is_there(last)) {
            open.pop();
        }
        open.last().copied()
    }

    /// Makes one code of the innermost pair of that name with all that is in it, up
    /// to `end`, if its text is the mark of a footnote. False if it is none.
    pub(super) fn fold(&mut self, name: &str, text: &str, end: usize) -> bool {
        let Some(opened) = self.innermost(name) else {
            return false;
        };
        let inside = self.tokens.get(opened.at..).unwrap_or_default();
        if inside.len() > MARK_PIECES {
            return false;
        }
        let words = inside.iter().filter_map(|token| match &token.what {
            What::Text(text) => Some(text.trim()),
            What::Code(..) => None,
        });
        let mut shown = String::new();
        for word in words {
            shown.push_str(word);
            if shown.len() > MARK_LIMIT {
                return false;
            }
        }
        let is_mark = |c: char| c.is_ascii_digit() || "[]()*†‡§,–-".contains(c);
        let Some(start) = inside.first().map(|token| token.range.start) else {
            return false;
        };
        if shown.is_empty() || !shown.chars().all(is_mark) {
            return false;
        }
        self.tokens.truncate(opened.at);
        let range = start..end;
        let data = text.get(range.clone()).unwrap_or_default();
        let mark = Mark::Source(range.clone());
        self.alone(Shown::like("x-footnote", shown), data, mark, range);
        true
    }

    fn code(
        &mut self,
        kind: CodeKind,
        id: usize,
        shown: Shown<'_>,
        data: &str,
        mark: Mark,
        range: Range<usize>,
    ) {
        let code = Code {
            kind,
            id: id.to_string(),
            // The end of a pair has nothing to show.
            ctype: (kind != CodeKind::Close).then(|| shown.ctype.to_owned()),
            equiv: shown.equiv,
            data: Some(data.to_owned()).filter(|data| !data.is_empty()),
        };
        let what = What::Code(code, mark);
        self.tokens.push(Token { range, what });
    }

    /// The block, if there is text in it. White space and what encloses the whole
    /// of it stay outside: they are as the document has them.
    pub(super) fn finish(mut self, text: &str, kind: BlockKind, style: Style) -> Option<Block> {
        if !self.has_text() {
            return None;
        }
        if style != Style::HtmlVerbatim {
            self.collapse();
        }
        self.trim(text);
        let range = self.range()?;
        Some(self.block(kind, style, range))
    }

    /// The block as it stands, with the place that it takes. Its line is not known yet.
    pub(super) fn block(mut self, kind: BlockKind, style: Style, range: Range<usize>) -> Block {
        self.renumber();
        let mut content = Content::default();
        let mut marks = Vec::new();
        for token in self.tokens {
            match token.what {
                What::Text(text) => content.push_text(&text),
                What::Code(code, mark) => {
                    content.push_code(code);
                    marks.push(mark);
                }
            }
        }
        Block {
            kind,
            line: 0,
            content,
            part: 0,
            slot: Slot {
                range,
                style,
                marks,
            },
        }
    }

    fn range(&self) -> Option<Range<usize>> {
        Some(self.tokens.first()?.range.start..self.tokens.last()?.range.end)
    }

    /// White space as it is shown: one space for any run of it, none at the edges.
    fn collapse(&mut self) {
        let mut after_space = true;
        for token in &mut self.tokens {
            match &mut token.what {
                What::Text(text) => {
                    let mut kept = String::with_capacity(text.len());
                    for c in text.chars() {
                        let space = is_space(c);
                        if !(space && after_space) {
                            kept.push(if space { ' ' } else { c });
                        }
                        after_space = space;
                    }
                    *text = kept;
                }
                // Whatever is seen there is no white space.
                What::Code(code, _) => {
                    after_space &= code.kind != CodeKind::Alone || is_unseen(code)
                }
            }
        }
        // What is left of white space before a break is not shown.
        let mut before_break = true;
        for token in self.tokens.iter_mut().rev() {
            match &mut token.what {
                What::Text(text) if before_break => {
                    text.truncate(text.trim_end_matches(is_space).len());
                    before_break = text.is_empty();
                }
                What::Text(_) => {}
                What::Code(code, _) => {
                    before_break &= code.kind != CodeKind::Alone || is_unseen(code);
                    before_break |= separates(code);
                }
            }
        }
    }

    fn trim(&mut self, text: &str) {
        let pairs = self.pairs();
        let (mut start, mut end) = (0, self.tokens.len());
        while let (Some(first), Some(last)) = (
            self.tokens.get(start),
            end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) {
            if first.is_blank() || first.is_outside(&pairs) {
                start += 1;
            } else if last.is_blank() || last.is_outside(&pairs) {
                end -= 1;
            } else if first.encloses(last) {
                start += 1;
                end -= 1;
            } else {
                break;
            }
        }
        self.tokens.truncate(end);
        self.tokens.drain(..start.min(end));
        if let Some(first) = self.tokens.first_mut() {
            first.trim_start(text);
        }
        if let Some(last) = self.tokens.last_mut() {
            last.trim_end(text);
        }
    }

    /// The numbers of the pairs that are whole.
    fn pairs(&self) -> BTreeSet<String> {
        let (mut opened, mut whole) = (BTreeSet::new(), BTreeSet::new());
        for code in self.tokens.iter().filter_map(Token::code) {
            match code.kind {
                CodeKind::Open => drop(opened.insert(code.id.clone())),
                CodeKind::Close if opened.contains(&code.id) => drop(whole.insert(code.id.clone())),
                _ => {}
            }
        }
        whole
    }

    /// Numbers from 1 without gaps, in the order of the text.
    fn renumber(&mut self) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for token in &mut self.tokens {
            if let What::Code(code, _) = &mut token.what {
                let next = known.len() + 1;
                code.id = known.entry(code.id.clone()).or_insert(next).to_string();
            }
        }
    }
}
