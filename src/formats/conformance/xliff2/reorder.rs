//! Sequences of codes that may not be reordered (“Editing Hints”).

use std::collections::BTreeMap;

use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Pair, Scope, Side};

/// A code, or one end of a `pc`, as it follows on others.
#[derive(Clone, Copy, Debug)]
struct Mark<'t> {
    node: Node<'t>,
    id: &'t str,
    is_end: bool,
    /// `canReorder`; the end of a `pc` goes on with what its start began.
    hint: Hint,
    is_end_of_span: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hint {
    Yes,
    First,
    No,
}

impl<'t> Mark<'t> {
    /// The other end of a `pc`, which goes on with what its start began.
    fn end_of_span(self) -> Mark<'t> {
        let is_free = self.hint == Hint::Yes;
        Mark {
            is_end: true,
            hint: if is_free { Hint::Yes } else { Hint::No },
            is_end_of_span: true,
            ..self
        }
    }

    fn is_same(&self, other: &Mark<'_>) -> bool {
        self.id == other.id && self.is_end == other.is_end
    }
}

pub(super) fn check(scope: &Scope<'_>, report: &mut Report) {
    for side in [Side::Source, Side::Target] {
        let mut before = Hint::Yes;
        for pair in &scope.pairs {
            for mark in marks(pair, side) {
                if mark.hint == Hint::No && before == Hint::Yes && !mark.is_end_of_span {
                    let message =
                        "a code with canReorder “no” must follow one with “firstNo” or “no”";
                    report.error("valid::reorder", "Editing Hints", mark.node, message);
                }
                before = mark.hint;
            }
        }
    }
    for pair in scope
        .pairs
        .iter()
        .filter(|pair| pair.target.is_some() && scope.is_unit)
    {
        unchanged(pair, report);
    }
}

/// Every sequence of the source is in the target as it is.
fn unchanged(pair: &Pair<'_>, report: &mut Report) {
    let target = marks(pair, Side::Target);
    let mut places: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (number, mark) in target.iter().enumerate() {
        places
            .entry((mark.id, mark.is_end))
            .or_default()
            .push(number);
    }
    for sequence in sequences(&marks(pair, Side::Source)) {
        let first = sequence
            .first()
            .and_then(|first| places.get(&(first.id, first.is_end)));
        // An id that is there twice is told elsewhere: the first place counts.
        let place = first.and_then(|places| places.first()).copied();
        let there = place.and_then(|place| target.get(place..place + sequence.len()));
        let is_there = there.is_some_and(|there| {
            there
                .iter()
                .zip(&sequence)
                .all(|(left, right)| left.is_same(right))
        });
        if let Some(first) = sequence.first().filter(|_| !is_there) {
            let message = "the codes that begin here may not be reordered, and the target has them \
                           otherwise";
            report.error("valid::reorder", "Editing Hints", first.node, message);
        }
    }
}

/// The sequences of at least two codes: the first begins one, `no` goes on.
fn sequences<'t>(marks: &[Mark<'t>]) -> Vec<Vec<Mark<'t>>> {
    let mut found: Vec<Vec<Mark<'t>>> = Vec::new();
    let mut is_open = false;
    for mark in marks {
        match (mark.hint, found.last_mut()) {
            (Hint::No, Some(sequence)) if is_open => sequence.push(*mark),
            (Hint::First | Hint::No, _) => {
                found.push(vec![*mark]);
                is_open = true;
            }
            (Hint::Yes, _) => is_open = false,
        }
    }
    // One code alone, which may be both ends of a span, may be moved.
    found.retain(|sequence| {
        sequence
            .first()
            .is_some_and(|first| sequence.iter().any(|mark| mark.node != first.node))
    });
    found
}

fn marks<'t>(pair: &Pair<'t>, side: Side) -> Vec<Mark<'t>> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, Mark<'t>)> = Vec::new();
    for node in pair.inline(side) {
        close(&mut found, &mut open, node.index());
        let hint = match node.attribute("canReorder") {
            Some("no") => Hint::No,
            Some("firstNo") => Hint::First,
            _ => Hint::Yes,
        };
        let (id, is_end) = match (node.local(), node.attribute("startRef")) {
            ("ec", Some(start)) => (start, true),
            ("ph" | "pc" | "sc" | "ec", _) => (node.attribute("id").unwrap_or_default(), false),
            _ => continue,
        };
        let mark = Mark {
            node,
            id,
            is_end,
            hint,
            is_end_of_span: false,
        };
        found.push(mark);
        if node.local() == "pc" {
            open.push((node.end(), mark.end_of_span()));
        }
    }
    close(&mut found, &mut open, usize::MAX);
    found
}

/// Adds the ends of spans that end before an element.
fn close<'t>(found: &mut Vec<Mark<'t>>, open: &mut Vec<(usize, Mark<'t>)>, index: usize) {
    while let Some((_, mark)) = open.pop_if(|(end, _)| *end <= index) {
        found.push(mark);
    }
}
