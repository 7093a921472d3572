use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The part an inline code plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeKind {
    /// Opens a pair (XLIFF `<g>`, `<bx>`; TMX `<bpt>`).
    Open,
    /// Closes the pair with the same id.
    Close,
    /// Stands alone (XLIFF `<x>`; TMX `<ph>`).
    Alone,
}

/// An inline code: something in the sentence that is not text, such as bold
/// or a line break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code {
    /// Its part.
    pub kind: CodeKind,
    /// Its id, unique within the segment except that a pair shares one.
    pub id: String,
    /// What it does, in the words of XLIFF 1.2 `ctype` (`bold`, `lb`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ctype: Option<String>,
    /// What a translator may see in its place (XLIFF 1.2 `equiv-text`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub equiv: Option<String>,
    /// The original data, such as `<b>`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub data: Option<String>,
}

/// Data of more characters than this is not shown in place of a code.
const SHOWN: usize = 40;

impl Code {
    /// What people see in its place: its `equiv`, or else its data if that is short and
    /// no comment, which may hold what is not for everybody, or else its `ctype` as a
    /// word in brackets. None where there is nothing to show.
    pub fn shown(&self) -> Option<Cow<'_, str>> {
        let said = |text: &&str| !text.trim().is_empty();
        if let Some(equiv) = self.equiv.as_deref().filter(said) {
            return Some(Cow::Borrowed(equiv));
        }
        let data = self.data.as_deref().filter(said)?;
        let ctype = self.ctype.as_deref().unwrap_or("x-code");
        let is_short = data.chars().nth(SHOWN).is_none();
        Some(if is_short && ctype != "x-comment" {
            Cow::Borrowed(data)
        } else {
            Cow::Owned(format!("[{}]", ctype.strip_prefix("x-").unwrap_or(ctype)))
        })
    }
}

/// Text or an inline code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// A run of text, never empty.
    Text(String),
    /// An inline code.
    Code(Code),
}

/// Text with inline codes as values, never as special characters.
///
/// Adjacent runs of text are one piece, so equal contents compare equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Content {
    pieces: Vec<Piece>,
}

impl Content {
    /// Content without codes.
    pub fn text(text: impl Into<String>) -> Self {
        let mut content = Content::default();
        content.push_string(text.into());
        content
    }

    /// Adds text at the end.
    pub fn push_text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else {
            self.pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// Content of these pieces; runs of text side by side become one.
    pub fn of_pieces(pieces: Vec<Piece>) -> Self {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
        let is_empty = |piece: &Piece| matches!(piece, Piece::Text(text) if text.is_empty());
        let beside = pieces
            .iter()
            .zip(pieces.iter().skip(1))
            .any(|(one, next)| is_text(one) && is_text(next));
        if !beside && !pieces.iter().any(is_empty) {
            return Content { pieces };
        }
        let mut content = Content::default();
        for piece in pieces {
            match piece {
                Piece::Text(text) => content.push_string(text),
                Piece::Code(code) => content.push_code(code),
            }
        }
        content
    }

    /// Adds text at the end that nobody else needs.
    pub fn push_string(&mut self, text: String) {
        if text.is_empty() {
            return;
        }
        if let Some(Piece::Text(last)) = self.pieces.last_mut() {
            last.push_str(&text);
        } else {
            self.pieces.push(Piece::Text(text));
        }
    }

    /// Adds a code at the end.
    pub fn push_code(&mut self, code: Code) {
        self.pieces.push(Piece::Code(code));
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// The text alone, codes left out.
    pub fn plain(&self) -> String {
        self.pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(text) => Some(text.as_str()),
                Piece::Code(_) => None,
            })
            .collect()
    }

    /// The codes in order.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Code(code) => Some(code),
            Piece::Text(_) => None,
        })
    }

    /// Whether there is any code.
    pub fn has_codes(&self) -> bool {
        self.codes().next().is_some()
    }

    /// Whether there is neither text nor code.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The codes as a sorted list of (id, kind). Two contents with the same
    /// list carry the same codes; their order may differ, as it must in
    /// Turkic and right-to-left targets.
    pub fn code_multiset(&self) -> Vec<(&str, CodeKind)> {
        let mut list: Vec<_> = self.codes().map(|c| (c.id.as_str(), c.kind)).collect();
        list.sort_unstable();
        list
    }

    /// The content with every run of text passed through a function.
    #[must_use]
    pub fn map_text(&self, mut change: impl FnMut(&str) -> String) -> Content {
        let mut content = Content::default();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => content.push_text(&change(text)),
                Piece::Code(code) => content.push_code(code.clone()),
            }
        }
        content
    }

    /// The content with codes that hold no original data.
    #[must_use]
    pub fn without_data(mut self) -> Content {
        for piece in &mut self.pieces {
            if let Piece::Code(code) = piece {
                code.data = None;
            }
        }
        self
    }

    /// The content without white space at its edges.
    #[must_use]
    pub fn trimmed(&self) -> Content {
        let mut pieces = self.pieces.clone();
        if let Some(Piece::Text(first)) = pieces.first_mut() {
            *first = first.trim_start().to_owned();
        }
        if let Some(Piece::Text(last)) = pieces.last_mut() {
            *last = last.trim_end().to_owned();
        }
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        Content { pieces }
    }
}

/// One line for tests and reports: `a [1>b<1] c[2]`.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => f.write_str(text)?,
                Piece::Code(Code { kind, id, .. }) => match kind {
                    CodeKind::Open => write!(f, "[{id}>")?,
                    CodeKind::Close => write!(f, "<{id}]")?,
                    CodeKind::Alone => write!(f, "[{id}]")?,
                },
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(kind: CodeKind, id: &str) -> Code {
        Code {
            kind,
            id: id.to_owned(),
            ctype: None,
            equiv: None,
            data: None,
        }
    }

    #[test]
    fn long_markup_and_comments_are_not_shown() {
        let shown = |ctype: &str, data: &str| {
            let mut code = code(CodeKind::Alone, "1");
            code.ctype = Some(ctype.to_owned());
            code.data = Some(data.to_owned());
            code.shown().map(Cow::into_owned)
        };
        assert_eq!(shown("lb", "<br>"), Some("<br>".to_owned()));
        assert_eq!(
            shown("x-field", &"<w>".repeat(20)),
            Some("[field]".to_owned())
        );
        assert_eq!(
            shown("x-comment", "<!-- a -->"),
            Some("[comment]".to_owned())
        );
        assert_eq!(shown("x-comment", " "), None);
    }

    #[test]
    fn text_in_pieces_is_one_piece() {
        let mut content = Content::text("R");
        content.push_text("&");
        content.push_text("D");
        assert_eq!(content, Content::text("R&D"));
    }

    #[test]
    fn trimming_keeps_codes() {
        let mut content = Content::text("  ");
        content.push_code(code(CodeKind::Alone, "1"));
        content.push_text(" a ");
        assert_eq!(content.trimmed().to_string(), "[1] a");
        assert_eq!(Content::text(" \n ").trimmed(), Content::default());
    }

    #[test]
    fn codes_compare_without_order() {
        let mut left = Content::default();
        left.push_code(code(CodeKind::Alone, "2"));
        left.push_code(code(CodeKind::Alone, "1"));
        let mut right = Content::default();
        right.push_code(code(CodeKind::Alone, "1"));
        right.push_code(code(CodeKind::Alone, "2"));
        assert_eq!(left.code_multiset(), right.code_multiset());
    }
}
