//! What the elements of HTML are for the text in them.

use crate::formats::document::BlockKind;

/// What an element does to the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Text before it and after it are different blocks.
    Block,
    /// The same, and white space in it is shown as it stands.
    Verbatim,
    /// Nothing in it is for translation: it is one code, or no part of a text.
    Whole,
    /// A line break.
    Break,
    /// A code without an end.
    Alone,
    /// A pair of codes.
    Inline,
}

const BLOCKS: [&str; 63] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "meta",
    "nav",
    "noframes",
    "noscript",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "search",
    "section",
    "select",
    "source",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];

const WHOLE: [&str; 17] = [
    "audio",
    "canvas",
    "code",
    "embed",
    "iframe",
    "kbd",
    "math",
    "noembed",
    "object",
    "plaintext",
    "samp",
    "script",
    "style",
    "svg",
    "template",
    "textarea",
    "video",
];

const ALONE: [&str; 6] = ["area", "base", "basefont", "img", "input", "wbr"];

/// What an element is, by its name in lower case.
pub(super) fn role(name: &str) -> Role {
    match name {
        "br" => Role::Break,
        "pre" | "listing" | "xmp" => Role::Verbatim,
        _ if BLOCKS.contains(&name) => Role::Block,
        _ if WHOLE.contains(&name) => Role::Whole,
        _ if ALONE.contains(&name) => Role::Alone,
        _ => Role::Inline,
    }
}

/// Elements that have no end tag (HTML 13.1.2).
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element that is not translated can be seen in a line of text.
pub(super) fn is_seen(name: &str) -> bool {
    !matches!(name, "script" | "style" | "template")
}

/// What the text in an element is, where the element says so.
pub(super) fn kind(name: &str) -> Option<BlockKind> {
    Some(match name {
        "title" => BlockKind::Title,
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "li" | "dd" | "dt" => BlockKind::Item,
        "td" | "th" => BlockKind::Cell,
        "caption" | "figcaption" => BlockKind::Caption,
        _ => return None,
    })
}

/// The `ctype` of XLIFF 1.2 for an element.
pub(in crate::formats::document) fn ctype(name: &str) -> &'static str {
    match name {
        "b" | "strong" => "bold",
        "i" | "em" | "cite" | "dfn" => "italic",
        "u" | "ins" => "underlined",
        "s" | "del" | "strike" => "x-strikethrough",
        "a" => "link",
        "img" => "image",
        "br" => "lb",
        "sub" => "x-subscript",
        "sup" => "x-superscript",
        "code" | "kbd" | "samp" => "x-code",
        "script" | "style" | "template" => "x-script",
        "q" => "x-quotation",
        "span" | "font" | "small" | "big" => "x-style",
        "wbr" => "x-break",
        _ => "x-element",
    }
}
