//! Which element every code of a source and its target becomes, and its name.
//!
//! Two rules of the standard pull in opposite directions: pairs that nest are
//! `pc` (section 4.7.2.4.1), and a code of the target has the id *and the element* of
//! its source code (4.3.1.18). So source and target are looked at together: a pair is
//! `pc` only where it nests in both.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Code, CodeKind, Content};

use super::names;

/// The element of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `<pc>`, or `</pc>`.
    Paired,
    /// `<sc/>`, or `<ec/>` that refers to it.
    Split,
    /// `<sc isolated="yes"/>` or `<ec isolated="yes"/>`: its partner is missing.
    Isolated,
    /// `<ph/>`.
    Alone,
}

/// A code as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named<'a> {
    pub(super) code: &'a Code,
    pub(super) shape: Shape,
    /// The id; of `ec` what it refers to.
    pub(super) name: String,
    /// The other half of a pair.
    pub(super) partner: Option<&'a Code>,
}

/// One code, or a pair of them, in a content.
struct Thing<'a> {
    shape: Shape,
    kind: CodeKind,
    id: &'a str,
    /// Where its codes stand among the codes of the content.
    at: (usize, Option<usize>),
    name: String,
}

/// The codes of a source and of its target, in order.
pub(super) fn named<'a>(
    source: &'a Content,
    target: Option<&'a Content>,
) -> (Vec<Named<'a>>, Vec<Named<'a>>) {
    let mut ours = things(source);
    let mut theirs = target.map(things).unwrap_or_default();
    let mut names = BTreeSet::new();
    for thing in &mut ours {
        thing.name = fresh(thing.id, &mut names);
    }
    let mut taken = BTreeSet::new();
    for thing in &mut theirs {
        let twin = ours.iter().enumerate().find(|(index, other)| {
            other.id == thing.id && other.family() == thing.family() && !taken.contains(index)
        });
        match twin.map(|(index, _)| index) {
            Some(index) => {
                taken.insert(index);
                if let Some(other) = ours.get_mut(index) {
                    thing.name = other.name.clone();
                    let both = thing.shape.loosest(other.shape);
                    (thing.shape, other.shape) = (both, both);
                }
            }
            None => thing.name = fresh(thing.id, &mut names),
        }
    }
    let target = target.map(|target| in_order(target, &theirs));
    (in_order(source, &ours), target.unwrap_or_default())
}

impl Shape {
    /// The form that both a source and a target can have.
    fn loosest(self, other: Shape) -> Shape {
        if self == other { self } else { Shape::Split }
    }
}

impl Thing<'_> {
    /// What may stand for one another: pairs, and single codes of one kind.
    fn family(&self) -> (bool, CodeKind) {
        (self.at.1.is_some(), self.kind)
    }
}

/// A name for an id that no other thing has.
fn fresh(id: &str, names: &mut BTreeSet<String>) -> String {
    let mut occurrence = 1;
    loop {
        let name = names::written(id, occurrence);
        if names.insert(name.clone()) {
            return name;
        }
        occurrence += 1;
    }
}

/// The pairs and single codes of a content, by where they begin.
fn things(content: &Content) -> Vec<Thing<'_>> {
    let mut found: BTreeMap<usize, Thing<'_>> = BTreeMap::new();
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (index, code) in content.codes().enumerate() {
        let mut shape = match code.kind {
            CodeKind::Alone => Shape::Alone,
            CodeKind::Open | CodeKind::Close => Shape::Isolated,
        };
        let mut at = (index, None);
        if code.kind == CodeKind::Open {
            open.push((index, &code.id));
        } else if code.kind == CodeKind::Close
            && let Some(partner) = open.iter().rposition(|(_, id)| *id == code.id)
        {
            // Overlapping pairs cannot both be elements; the one that ends first
            // gives way.
            let nests = partner + 1 == open.len();
            shape = if nests { Shape::Paired } else { Shape::Split };
            let (start, _) = open.remove(partner);
            at = (start, Some(index));
        }
        let kind = if at.1.is_some() {
            CodeKind::Open
        } else {
            code.kind
        };
        let name = String::new();
        let thing = Thing {
            shape,
            kind,
            id: &code.id,
            at,
            name,
        };
        found.insert(at.0, thing);
    }
    found.into_values().collect()
}

fn in_order<'a>(content: &'a Content, things: &[Thing<'_>]) -> Vec<Named<'a>> {
    let codes: Vec<&Code> = content.codes().collect();
    let mut named = BTreeMap::new();
    for thing in things {
        let (start, end) = thing.at;
        for (at, other) in [(Some(start), end), (end, Some(start))] {
            let Some((at, code)) = at.and_then(|at| Some((at, *codes.get(at)?))) else {
                continue;
            };
            let one = Named {
                code,
                shape: thing.shape,
                name: thing.name.clone(),
                partner: other.and_then(|at| codes.get(at).copied()),
            };
            named.insert(at, one);
        }
    }
    named.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(codes: &[(CodeKind, &str)]) -> Content {
        let mut content = Content::default();
        for (kind, id) in codes {
            content.push_code(Code {
                kind: *kind,
                id: (*id).to_owned(),
                ctype: None,
                equiv: None,
                data: None,
            });
        }
        content
    }

    fn shown(named: &[Named<'_>]) -> String {
        let one = |named: &Named<'_>| format!("{:?} {}", named.shape, named.name);
        named.iter().map(one).collect::<Vec<_>>().join(", ")
    }

    use CodeKind::{Alone, Close, Open};

    #[test]
    fn pairs_that_cross_in_the_target_are_split_in_the_source() {
        let source = content(&[(Open, "1"), (Open, "2"), (Close, "2"), (Close, "1")]);
        let target = content(&[(Open, "1"), (Open, "2"), (Close, "1"), (Close, "2")]);
        let (left, right) = named(&source, Some(&target));
        assert_eq!(shown(&left), "Split 1, Paired 2, Paired 2, Split 1");
        assert_eq!(shown(&right), "Split 1, Paired 2, Split 1, Paired 2");
        let (left, _) = named(&source, None);
        assert_eq!(shown(&left), "Paired 1, Paired 2, Paired 2, Paired 1");
    }

    #[test]
    fn no_id_stands_twice() {
        let source = content(&[(Close, "1"), (Alone, "1"), (Open, "1"), (Alone, "s1")]);
        let target = content(&[(Alone, "1"), (Alone, "1"), (Open, "2")]);
        let (left, right) = named(&source, Some(&target));
        let names = "Isolated 1, Alone 1_n2_, Isolated 1_n3_, Alone _x73_1";
        assert_eq!(shown(&left), names);
        assert_eq!(shown(&right), "Alone 1_n2_, Alone 1_n4_, Isolated 2");
    }
}
