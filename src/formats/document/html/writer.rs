use std::ops::Range;

use crate::diag::{Finding, Findings};
use crate::formats::document::builder::separates;
use crate::formats::document::plain::one_line;
use crate::formats::document::splice::{Around, Splice, Writer};
use crate::formats::document::token::is_space;
use crate::formats::document::{Block, Extract, Style, Wanted};
use crate::model::Locale;

use super::attributes::attributes;
use super::languages::{self, direction, set};
use super::reader::first_tag;

/// The page with other blocks, and the language and direction of the target.
pub(in crate::formats::document) fn write(
    document: &Extract,
    wanted: &Wanted<'_>,
    findings: &mut Findings,
) -> Option<String> {
    let target = wanted.target;
    let part = document.parts.first()?;
    let own = wanted
        .contents
        .iter()
        .filter_map(|(index, content)| Some((document.blocks.get(*index)?, content)));
    let root = first_tag(&part.text, "html");
    if root.is_none() {
        findings.push(
            Finding::note(
                "document::direction",
                "this is a part of a page: there is no <html> that could say its language and \
                 direction",
            )
            .help(format!(
                "Put it into an element with lang=\"{target}\" dir=\"{}\".",
                direction(target)
            )),
        );
    }
    let others = root.map(|root| language(&part.text, &root, target));
    let mut others = others.unwrap_or_default();
    others.extend(languages::Page::new(&part.text, document, wanted).changes(document, findings));
    Some(Splice::new(&part.text, own.collect(), others, &Page).all())
}

/// What is changed in the tag of the root: `lang`, `dir`, and `xml:lang` if it is
/// there (HTML 3.2.6.2 and 3.2.6.4).
fn language(text: &str, root: &Range<usize>, target: &Locale) -> Vec<(Range<usize>, String)> {
    let tag = text.get(root.clone()).unwrap_or_default();
    let mut wanted = vec![
        ("lang", target.to_string()),
        ("dir", direction(target).to_owned()),
    ];
    if attributes(tag).iter().any(|one| one.name == "xml:lang") {
        wanted.push(("xml:lang", target.to_string()));
    }
    set(text, root, &wanted)
}

struct Page;

impl Writer for Page {
    fn text(&self, block: &Block, text: &str, around: Around<'_>, out: &mut String) {
        push(block, text, around, out);
    }
}

/// Adds a piece of the text of a block.
pub(in crate::formats::document) fn push(
    block: &Block,
    text: &str,
    around: Around<'_>,
    out: &mut String,
) {
    match block.slot.style {
        Style::Attribute(quote) => {
            let mark = quote.unwrap_or('"');
            if quote.is_none() {
                out.push(mark);
            }
            escaped(&one_line(text), Some(mark), out);
            if quote.is_none() {
                out.push(mark);
            }
        }
        Style::HtmlVerbatim => escaped(text, None, out),
        _ => {
            let mut text: &str = &one_line(text);
            // The space that keeps the words apart for whoever reads the text alone.
            if around.before.is_some_and(separates) {
                text = text.trim_start_matches(is_space);
            }
            escaped(text, None, out);
        }
    }
}

fn escaped(text: &str, mark: Option<char>, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if mark == Some('"') => out.push_str("&quot;"),
            '\'' if mark == Some('\'') => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}
