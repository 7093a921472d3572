//! Fragment identifiers: how a reference names a part of the document
//! (“Fragment Identification”).

use super::super::super::xml::is_name_token;
use super::super::tree::Node;
use super::document::{Document, List};

/// One `prefix=id`, or an id alone.
type Selector<'a> = (Option<&'a str>, &'a str);

/// A fragment identifier, without its `#`.
#[derive(Debug, PartialEq)]
pub(super) struct Fragment<'a> {
    is_absolute: bool,
    selectors: Vec<Selector<'a>>,
}

/// What a fragment names.
#[derive(Debug)]
pub(super) enum Selected<'t> {
    /// An element of the core.
    Element(Node<'t>),
    /// Something of a module or extension: their prefixes are not looked up.
    Other,
}

impl<'a> Fragment<'a> {
    /// Reads one; the error says what is wrong.
    pub(super) fn parse(text: &'a str) -> Result<Fragment<'a>, String> {
        let (is_absolute, rest) = match text.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let selectors = rest
            .split('/')
            .map(selector)
            .collect::<Result<Vec<_>, _>>()?;
        let mut rank = 0;
        for (prefix, _) in &selectors {
            let own = match prefix {
                Some("f") => 1,
                Some("g") => 2,
                Some("u") => 3,
                _ => 4,
            };
            if own == rank {
                return Err(if own == 4 {
                    "only one selector of a note, data, segment, code or module is allowed"
                        .to_owned()
                } else {
                    format!("the prefix “{}” is there twice", prefix.unwrap_or_default())
                });
            }
            if own < rank {
                return Err(
                    "selectors come in this order: file, group, unit, and at the end one of \
                            another kind"
                        .to_owned(),
                );
            }
            rank = own;
        }
        Ok(Fragment {
            is_absolute,
            selectors,
        })
    }

    /// What it names, seen from a node of the document.
    pub(super) fn find<'t>(&self, document: &Document<'t>, from: Node<'t>) -> Option<Selected<'t>> {
        let place = self.place(document, from)?;
        match self.selectors.last()? {
            (Some("f" | "g" | "u"), _) => Some(Selected::Element(place)),
            (Some(prefix), id) => leaf(document, place, prefix, id),
            (None, id) => document
                .named(place, List::Source, id)
                .map(Selected::Element),
        }
    }

    /// The file, group or unit it says, or the nearest around where it says none.
    fn place<'t>(&self, document: &Document<'t>, from: Node<'t>) -> Option<Node<'t>> {
        let core = document.core;
        let file = match self.said("f") {
            Some(id) => Some(document.known(document.root, "file", id)?),
            None if self.is_absolute => None,
            None => document.around(from, "file"),
        };
        let place = file.unwrap_or(document.root);
        match (self.said("g"), self.said("u")) {
            (_, Some(unit)) => document.known(place, "unit", unit),
            (Some(group), None) => document.known(place, "group", group),
            (None, None) if self.said("f").is_none() && !self.is_absolute => {
                let is_owner = |node: &Node<'_>| {
                    node.namespace() == Some(core)
                        && matches!(node.local(), "unit" | "group" | "file")
                };
                Some(from.lineage().find(is_owner).unwrap_or(place))
            }
            (None, None) => Some(place),
        }
    }

    /// The id that a prefix says.
    fn said(&self, wanted: &str) -> Option<&'a str> {
        let mut selectors = self.selectors.iter();
        let found = selectors.find(|(prefix, _)| *prefix == Some(wanted))?;
        Some(found.1)
    }
}

/// What the last selector names inside a file, group or unit.
fn leaf<'t>(
    document: &Document<'t>,
    place: Node<'t>,
    prefix: &str,
    id: &str,
) -> Option<Selected<'t>> {
    let list = match prefix {
        "n" => List::Notes,
        "d" => List::Data,
        "t" => List::Target,
        _ => return Some(Selected::Other),
    };
    document.named(place, list, id).map(Selected::Element)
}

fn selector(text: &str) -> Result<Selector<'_>, String> {
    let (prefix, id) = match text.split_once('=') {
        Some((prefix, id)) => (Some(prefix), id),
        None => (None, text),
    };
    if !is_name_token(id) {
        return Err(format!("“{id}” is no id"));
    }
    match prefix {
        Some(prefix) if !is_name_token(prefix) => Err(format!("“{prefix}” is no prefix")),
        Some(prefix)
            if prefix.chars().nth(1).is_none()
                && !matches!(prefix, "f" | "g" | "u" | "n" | "d" | "t") =>
        {
            Err(format!(
                "the standard has no prefix “{prefix}”, and those of modules are longer"
            ))
        }
        _ => Ok((prefix, id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_standard() {
        for good in [
            "f=f1/u=u1/1",
            "/f=f1/g=g1/u=u1/t=1",
            "n=n1",
            "s1",
            "f=f1/res=r1",
            "d=d1",
        ] {
            assert!(Fragment::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/",
            "n/n1",
            "f=f1/d=d1/u=1",
            "/u=u1/f=f1/gls=g1",
            "u=1/u=2",
            "r$d=x",
            "u=",
            "z=1",
            "u=1/1/2",
            "n=1/d=2",
            "u=1//x",
            "s 1",
        ] {
            assert!(Fragment::parse(bad).is_err(), "{bad}");
        }
    }
}
