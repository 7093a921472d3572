//! What we wrote ourselves, known again: a bookmark at its beginning whose name holds a hash of
//! its letters. Locks are not kept by every program, and what somebody types where
//! nothing is read should not be lost without a word.

use super::node::Node;
use super::row::bare;
use super::write::HOW;

/// How the names of our bookmarks begin. Programs do not list names with a line before.
const MARK: &str = "_tilmach";

/// The name of the bookmark at a text, the number of which is unlike all others.
pub(super) fn name(number: u32, text: &str) -> String {
    format!("{MARK}_{number}_{}", hash(text))
}

/// A hash of the letters; white space is changed by programs.
fn hash(text: &str) -> String {
    let hash = blake3::hash(bare(text).as_bytes()).to_hex();
    hash.chars().take(12).collect()
}

/// Whether words stand here that we have not written. None: nothing says what we wrote.
pub(super) fn is_broken(node: &Node, text: &str) -> Option<bool> {
    let sealed = find(node)?;
    Some(!bare(text).is_empty() && sealed != hash(text))
}

/// The hash in the first bookmark of ours in a cell or a paragraph.
fn find(node: &Node) -> Option<&str> {
    if node.is("bookmarkStart")
        && let Some(rest) = node
            .attribute("name")
            .and_then(|name| name.strip_prefix(MARK))
    {
        return rest.rsplit('_').next();
    }
    node.nodes().find_map(find)
}

/// Whether a text outside of the table is ours, though no bookmark is left.
pub(super) fn is_ours(text: &str) -> bool {
    let text = bare(text);
    let is_explained = HOW.iter().any(|line| bare(line) == text);
    let ends = HOW.first().is_some_and(|line| text.ends_with(&bare(line)));
    is_explained || text.starts_with("Review:") || (text.starts_with("From") && ends)
}

/// Whether a text is our line below every page.
pub(super) fn is_footer(text: &str) -> bool {
    let text = bare(text);
    let text = text.trim_end_matches(|c: char| c.is_ascii_digit());
    text.ends_with(",page")
}
