//! XLIFF 2.0, 2.1 and 2.2 with their modules: what the schemas say, as tables,
//! and what only the text of the standards says, one file for each subject.

mod annotations;
mod change;
mod codes;
mod document;
mod extensions;
mod fragment;
mod identifiers;
mod languages;
mod localization;
mod order;
mod plural;
mod references;
mod reorder;
mod resources;
mod restrictions;
mod suggestions;
mod targets;

use std::sync::LazyLock;

use super::grammar::Grammar;
use super::report::Report;
use super::tree::Node;

use document::Document;

/// The namespace of 2.0 and of 2.1.
pub(super) const CORE_20: &str = "urn:oasis:names:tc:xliff:document:2.0";

/// The namespace of 2.2.
pub(super) const CORE_22: &str = "urn:oasis:names:tc:xliff:document:2.2";

const TABLE_20: &str = include_str!("../tables/xliff20.toml");
const TABLE_22: &str = include_str!("../tables/xliff22.toml");

// A table that cannot be read would be an empty one, which refuses everything;
// a test reads them.
static GRAMMAR_20: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_20]).unwrap_or_default());
static GRAMMAR_22: LazyLock<Grammar> =
    LazyLock::new(|| Grammar::parse(&[TABLE_20, TABLE_22]).unwrap_or_default());

/// Holds a document to the standard. Its root is `xliff` of one of the two
/// namespaces.
pub(super) fn check(root: Node<'_>, report: &mut Report) {
    let is_22 = root.namespace() == Some(CORE_22);
    let grammar = if is_22 { &GRAMMAR_22 } else { &GRAMMAR_20 };
    grammar.check(root, report);
    let document = Document::new(root);
    identifiers::check(&document, report);
    extensions::check(&document, report);
    languages::check(&document, report);
    for scope in &document.scopes {
        codes::check(&document, scope, report);
        annotations::check(&document, scope, report);
        reorder::check(scope, report);
        targets::check(&document, scope, report);
        order::check(scope, report);
    }
    references::check(&document, report);
    suggestions::check(&document, report);
    resources::check(&document, report);
    restrictions::check(&document, report);
    change::check(&document, report);
    localization::check(&document, report);
    if is_22 {
        plural::check(&document, report);
    }
}

#[cfg(test)]
mod tests;
