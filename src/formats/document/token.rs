//! The pieces of which a block is put together.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::{Code, CodeKind};

use super::Mark;
use super::builder::{is_unseen, separates};

/// A piece with its place.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    Text(String),
    Code(Code, Mark),
}

impl Token {
    pub(super) fn code(&self) -> Option<&Code> {
        match &self.what {
            What::Code(code, _) => Some(code),
            What::Text(_) => None,
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        matches!(&self.what, What::Text(text) if text.chars().all(is_space))
    }

    /// Whether a code at an edge is no part of the text: a break, a comment, a
    /// picture, or half of a pair whose other half is not here.
    pub(super) fn is_outside(&self, pairs: &BTreeSet<String>) -> bool {
        let Some(code) = self.code() else {
            return false;
        };
        if code.kind != CodeKind::Alone {
            return !pairs.contains(&code.id);
        }
        separates(code) || is_unseen(code) || code.ctype.as_deref() == Some("image")
    }

    /// Whether this opens the pair that the other closes.
    pub(super) fn encloses(&self, other: &Token) -> bool {
        let (Some(first), Some(last)) = (self.code(), other.code()) else {
            return false;
        };
        first.kind == CodeKind::Open && last.kind == CodeKind::Close && first.id == last.id
    }

    pub(super) fn trim_start(&mut self, text: &str) {
        if let What::Text(own) = &mut self.what {
            *own = own.trim_start_matches(is_space).to_owned();
            let raw = text.get(self.range.clone()).unwrap_or_default();
            self.range.start += raw.len() - raw.trim_start_matches(is_space).len();
        }
    }

    pub(super) fn trim_end(&mut self, text: &str) {
        if let What::Text(own) = &mut self.what {
            own.truncate(own.trim_end_matches(is_space).len());
            let raw = text.get(self.range.clone()).unwrap_or_default();
            self.range.end -= raw.len() - raw.trim_end_matches(is_space).len();
        }
    }
}

/// White space that HTML and Markdown collapse.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}
