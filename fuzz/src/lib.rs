//! What the targets for documents share.

use std::collections::BTreeMap;

use tilmach::diag::Findings;
use tilmach::formats::document::{Extract, Format, read, write};
use tilmach::model::{Content, Locale};

fn squeezed(content: &Content) -> String {
    content.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A content with a mark after its first text, so that every block is another one.
fn marked(content: &Content, number: usize) -> Content {
    let mut first = true;
    content.map_text(|text| {
        if std::mem::take(&mut first) {
            format!("{text}x{number}y")
        } else {
            text.to_owned()
        }
    })
}

/// Holds a document to what every document must do: untranslated it is itself; it is
/// read the same twice; written with other words it is read again, and has them. The
/// last only where `exact` says so: blocks may be joined or divided elsewhere, and
/// then at least their words are there.
pub fn hold(format: Format, bytes: &[u8], exact: bool) {
    let mut findings = Findings::new();
    let Some(document) = read(format, bytes, &mut findings) else {
        assert!(findings.has_errors());
        return;
    };
    let again = read(format, bytes, &mut Findings::new()).expect("read once");
    assert_eq!(document.blocks, again.blocks);
    let target: Locale = "ug".parse().expect("a tag");
    let put = |contents: &BTreeMap<usize, Content>, findings: &mut Findings| {
        write(&document, bytes, contents, &target, findings).expect("no fault of the machine")
    };
    let same = put(&BTreeMap::new(), &mut Findings::new());
    assert_eq!(same.as_deref(), Some(bytes));
    let contents: BTreeMap<usize, Content> = document
        .blocks
        .iter()
        .enumerate()
        .map(|(at, block)| (at, marked(&block.content, at)))
        .collect();
    let mut told = Findings::new();
    let Some(written) = put(&contents, &mut told) else {
        assert!(told.has_errors(), "refused without a word");
        return;
    };
    let back = read(format, &written, &mut Findings::new()).expect("what we write is read");
    compare(&contents, &back, exact, &written);
}

fn compare(contents: &BTreeMap<usize, Content>, back: &Extract, exact: bool, written: &[u8]) {
    let expected: Vec<String> = contents.values().map(squeezed).collect();
    let found: Vec<String> = back.blocks.iter().map(|block| squeezed(&block.content)).collect();
    if exact {
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(written));
        return;
    }
    let all: String = back.blocks.iter().map(|block| block.content.plain()).collect();
    for (at, content) in contents {
        let mark = format!("x{at}y");
        let there = !content.plain().contains(&mark) || all.contains(&mark);
        assert!(there, "{mark} is lost in {}", String::from_utf8_lossy(written));
    }
}
