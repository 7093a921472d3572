//! The parts of a document that rules ask for.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::super::tree::Node;

pub(super) const MTC: &str = "urn:oasis:names:tc:xliff:matches:2.0";
pub(super) const GLS: &str = "urn:oasis:names:tc:xliff:glossary:2.0";
pub(super) const FS: &str = "urn:oasis:names:tc:xliff:fs:2.0";
pub(super) const MDA: &str = "urn:oasis:names:tc:xliff:metadata:2.0";
pub(super) const RES: &str = "urn:oasis:names:tc:xliff:resourcedata:2.0";
pub(super) const CTR: &str = "urn:oasis:names:tc:xliff:changetracking:2.0";
pub(super) const SLR: &str = "urn:oasis:names:tc:xliff:sizerestriction:2.0";
pub(super) const VAL: &str = "urn:oasis:names:tc:xliff:validation:2.0";
pub(super) const ITS: &str = "http://www.w3.org/2005/11/its";
pub(super) const ITSM: &str = "urn:oasis:names:tc:xliff:itsm:2.1";
pub(super) const PGS: &str = "urn:oasis:names:tc:xliff:pgs:1.0";

/// The namespaces of the modules: what is in none of them and not in the
/// core's is an extension.
pub(super) const MODULES: [&str; 11] = [MTC, GLS, FS, MDA, RES, CTR, SLR, VAL, ITS, ITSM, PGS];

/// A document with what rules ask for again and again.
#[derive(Debug)]
pub(super) struct Document<'t> {
    pub(super) root: Node<'t>,
    /// The namespace of the core.
    pub(super) core: &'t str,
    pub(super) source_language: Option<&'t str>,
    pub(super) target_language: Option<&'t str>,
    pub(super) scopes: Vec<Scope<'t>>,
    /// Which of the scopes is that of a unit, by the number of the unit.
    scope_of: BTreeMap<usize, usize>,
    /// Files, groups and units by the number of what they must be unique in, their
    /// name and their id.
    known: BTreeMap<(usize, &'t str, &'t str), Node<'t>>,
    /// What has an id in the lists of files, groups and units, as far as it was asked
    /// for: a unit may be referred to as often as it has elements.
    named: RefCell<BTreeMap<(usize, List), Names>>,
}

/// The number of the first element of every id.
type Names = BTreeMap<String, usize>;

/// Where ids must differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum List {
    Notes,
    Data,
    /// Segments, ignorables, and the inline elements of their sources.
    Source,
    /// The inline elements of targets.
    Target,
}

/// Content whose codes belong together: that of a unit, or of a suggestion,
/// which is complete in itself.
#[derive(Debug)]
pub(super) struct Scope<'t> {
    /// The unit or the `mtc:match`.
    pub(super) owner: Node<'t>,
    pub(super) is_unit: bool,
    pub(super) pairs: Vec<Pair<'t>>,
}

/// A source with the target beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'t> {
    /// The segment, ignorable or match they stand in.
    pub(super) holder: Node<'t>,
    pub(super) source: Option<Node<'t>>,
    pub(super) target: Option<Node<'t>>,
}

/// Which of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Source,
    Target,
}

impl<'t> Document<'t> {
    pub(super) fn new(root: Node<'t>) -> Document<'t> {
        let core = root.namespace().unwrap_or_default();
        let mut scopes = Vec::new();
        let mut scope_of = BTreeMap::new();
        let mut known = BTreeMap::new();
        let mut file = root;
        for node in root.descendants() {
            if node.is(core, "file") {
                file = node;
            }
            let inside = if node == file { root } else { file };
            if let Some(id) = node
                .attribute("id")
                .filter(|_| node.namespace() == Some(core))
                && matches!(node.local(), "file" | "group" | "unit")
            {
                let key = (inside.index(), node.local(), id);
                known.entry(key).or_insert(node);
            }
            if let Some(scope) = Scope::new(node, core) {
                if scope.is_unit {
                    scope_of.insert(node.index(), scopes.len());
                }
                scopes.push(scope);
            }
        }
        Document {
            root,
            core,
            source_language: root.attribute("srcLang"),
            target_language: root.attribute("trgLang"),
            scopes,
            scope_of,
            known,
            named: RefCell::default(),
        }
    }

    /// What has an id in a list of a file, group or unit.
    pub(super) fn named(&self, place: Node<'t>, list: List, id: &str) -> Option<Node<'t>> {
        let mut named = self.named.borrow_mut();
        let names = named.entry((place.index(), list));
        let names = names.or_insert_with(|| self.names(place, list));
        place.of_index(*names.get(id)?)
    }

    fn names(&self, place: Node<'t>, list: List) -> Names {
        let among = |wanted: &str| -> Vec<Node<'t>> {
            let lists = place.children().filter(|child| child.is(self.core, wanted));
            lists.flat_map(Node::children).collect()
        };
        let scope = self.scope(place);
        let nodes = match (list, scope) {
            (List::Notes, _) => among("notes"),
            (List::Data, _) => among("originalData"),
            (List::Source, Some(scope)) => {
                let holders = scope.pairs.iter().map(|pair| pair.holder);
                holders.chain(scope.inline(Side::Source)).collect()
            }
            (List::Target, Some(scope)) => scope.inline(Side::Target),
            (List::Source | List::Target, None) => Vec::new(),
        };
        let mut names = Names::new();
        for node in nodes {
            if let Some(id) = node.attribute("id") {
                names.entry(id.to_owned()).or_insert(node.index());
            }
        }
        names
    }

    /// The content of a unit.
    pub(super) fn scope(&self, unit: Node<'t>) -> Option<&Scope<'t>> {
        self.scopes.get(*self.scope_of.get(&unit.index())?)
    }

    /// The file of an id, or the group or unit of an id in a file.
    pub(super) fn known(&self, inside: Node<'t>, local: &str, id: &str) -> Option<Node<'t>> {
        self.known.get(&(inside.index(), local, id)).copied()
    }

    /// All elements of the core with this name, wherever they stand.
    pub(super) fn all(&self, local: &'static str) -> impl Iterator<Item = Node<'t>> {
        self.of(self.core, local)
    }

    /// All elements of a namespace with this name.
    pub(super) fn of(
        &self,
        namespace: &'t str,
        local: &'static str,
    ) -> impl Iterator<Item = Node<'t>> {
        self.root
            .descendants()
            .filter(move |node| node.is(namespace, local))
    }

    /// The nearest element of the core with this name around a node.
    pub(super) fn around(&self, node: Node<'t>, local: &str) -> Option<Node<'t>> {
        node.lineage().find(|above| above.is(self.core, local))
    }
}

impl<'t> Pair<'t> {
    fn new(holder: Node<'t>, core: &str) -> Pair<'t> {
        let child = |local: &str| holder.children().find(|child| child.is(core, local));
        Pair {
            holder,
            source: child("source"),
            target: child("target"),
        }
    }

    pub(super) fn side(&self, side: Side) -> Option<Node<'t>> {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }

    /// The inline elements of one side, in order.
    pub(super) fn inline(&self, side: Side) -> impl Iterator<Item = Node<'t>> {
        let namespace = self.side(side).and_then(Node::namespace);
        self.side(side)
            .into_iter()
            .flat_map(Node::descendants)
            .filter(move |node| node.namespace() == namespace)
    }
}

impl<'t> Scope<'t> {
    /// The content of a unit or a match; none of anything else.
    fn new(node: Node<'t>, core: &str) -> Option<Scope<'t>> {
        let is_unit = node.is(core, "unit");
        let pairs = if is_unit {
            let is_part =
                |child: &Node<'t>| child.is(core, "segment") || child.is(core, "ignorable");
            let parts = node.children().filter(is_part);
            parts.map(|holder| Pair::new(holder, core)).collect()
        } else if node.is(MTC, "match") {
            vec![Pair::new(node, core)]
        } else {
            return None;
        };
        Some(Scope {
            owner: node,
            is_unit,
            pairs,
        })
    }

    /// The inline elements of one side of all pairs, in order.
    pub(super) fn inline(&self, side: Side) -> Vec<Node<'t>> {
        self.pairs
            .iter()
            .flat_map(|pair| pair.inline(side))
            .collect()
    }

    /// The ids of the original data of the codes.
    pub(super) fn data(&self, core: &str) -> Vec<&'t str> {
        self.owner
            .children()
            .filter(|child| child.is(core, "originalData"))
            .flat_map(Node::children)
            .filter_map(|data| data.attribute("id"))
            .collect()
    }
}

/// Whether an element is a code: what stands for markup of the original.
pub(super) fn is_code(node: Node<'_>) -> bool {
    matches!(node.local(), "ph" | "pc" | "sc" | "ec")
}

/// Whether a yes-or-no attribute says yes; its absence is its default.
pub(super) fn says_yes(node: Node<'_>, attribute: &str, default: bool) -> bool {
    node.attribute(attribute)
        .map_or(default, |value| value == "yes")
}
