//! Line ends, which ICU and Java know five of (UTS 18, RL1.6).

use super::syntax::{Assertion, Node, Set, negated, set_of};

/// The characters that end a line. With `(?d)` LF alone.
fn terminators(unix: bool) -> Set {
    if unix {
        set_of(&[('\n', '\n')])
    } else {
        set_of(&[
            ('\n', '\n'),
            ('\r', '\r'),
            ('\u{85}', '\u{85}'),
            ('\u{2028}', '\u{2029}'),
        ])
    }
}

/// `.`: with `(?s)` any character.
pub(super) fn dot(any: bool, unix: bool) -> Node {
    Node::Set(if any {
        set_of(&[('\0', char::MAX)])
    } else {
        negated(terminators(unix))
    })
}

/// `\R`.
pub(super) fn any_line_end() -> Node {
    let pair = Node::Concat(vec![Node::character('\r'), Node::character('\n')]);
    Node::Alternate(vec![pair, Node::Set(vertical())])
}

/// `\v`.
pub(super) fn vertical() -> Set {
    set_of(&[('\n', '\r'), ('\u{85}', '\u{85}'), ('\u{2028}', '\u{2029}')])
}

/// `^` with `(?m)`: after a line end that is not the last character.
pub(super) fn line_start(unix: bool) -> Node {
    let mut without_return = terminators(unix);
    without_return.difference(&set_of(&[('\r', '\r')]));
    let mut ways = vec![Node::around(false, false, Node::Set(without_return))];
    if !unix {
        ways.push(Node::Concat(vec![
            Node::around(false, false, Node::character('\r')),
            Node::around(true, true, Node::character('\n')),
        ]));
    }
    let not_last = Node::around(true, true, Node::Assert(Assertion::End));
    Node::Alternate(vec![
        Node::Assert(Assertion::Start),
        Node::Concat(vec![Node::Alternate(ways), not_last]),
    ])
}

/// `$` with `(?m)`: before a line end, never inside of CR LF.
pub(super) fn line_end(unix: bool) -> Node {
    before_line_end(unix, Node::Empty)
}

/// `$` and `\Z`: at the end, or before a line end that is the last character.
pub(super) fn text_end(unix: bool) -> Node {
    before_line_end(unix, Node::Assert(Assertion::End))
}

fn before_line_end(unix: bool, then: Node) -> Node {
    let ahead = |nodes: Vec<Node>| Node::around(true, false, Node::Concat(nodes));
    let feed = ahead(vec![Node::character('\n'), then.clone()]);
    let mut ways = vec![Node::Assert(Assertion::End)];
    if unix {
        ways.push(feed);
    } else {
        let mut others = terminators(false);
        others.difference(&set_of(&[('\n', '\n')]));
        let pair = vec![Node::character('\r'), Node::character('\n'), then.clone()];
        let after_return = Node::around(false, true, Node::character('\r'));
        ways.push(ahead(vec![Node::Set(others), then]));
        ways.push(ahead(pair));
        ways.push(Node::Concat(vec![after_return, feed]));
    }
    Node::Alternate(ways)
}
