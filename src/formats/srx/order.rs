//! Which elements may stand where.

use super::super::xml::Element;
use super::NAMESPACE;

/// The local name of an element of SRX.
pub(super) fn ours(element: &Element) -> Option<&str> {
    (element.name.namespace.as_deref() == Some(NAMESPACE)).then_some(element.name.local.as_str())
}

/// Children that stand at most once, in an order.
pub(super) struct Order {
    pub(super) parent: &'static str,
    names: &'static [&'static str],
    next: usize,
    seen: Vec<&'static str>,
}

impl Order {
    pub(super) fn new(parent: &'static str, names: &'static [&'static str]) -> Order {
        Order {
            parent,
            names,
            next: 0,
            seen: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, name: &str) -> Option<&'static str> {
        let at = self.names.iter().position(|known| *known == name)?;
        if at < self.next {
            return None;
        }
        self.next = at + 1;
        let name = self.names.get(at).copied()?;
        self.seen.push(name);
        Some(name)
    }

    pub(super) fn missing(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.names
            .iter()
            .copied()
            .filter(|name| !self.seen.contains(name))
    }
}
