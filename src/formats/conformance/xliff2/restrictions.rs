//! Sizes and format styles (“Size and Length Restriction Module”, “Format Style
//! Module”).

use std::collections::{BTreeMap, BTreeSet};

use super::super::super::xml::XML;
use super::super::datatype::is_integer;
use super::super::report::Report;
use super::super::tree::Node;
use super::document::{Document, FS, SLR, says_yes};

/// What the attributes of this module refer to, found once for the document.
struct Found<'t> {
    /// The ids in each `slr:data`, with the number of the element it stands in.
    information: BTreeSet<(usize, &'t str)>,
    /// The `slr:profiles` of each file, by the number of the file.
    profiles: BTreeMap<usize, Node<'t>>,
}

impl<'t> Found<'t> {
    fn new(document: &Document<'t>) -> Found<'t> {
        let mut found = Found {
            information: BTreeSet::new(),
            profiles: BTreeMap::new(),
        };
        for node in document.root.descendants() {
            let Some(parent) = node.parent() else {
                continue;
            };
            if node.is(SLR, "profiles") {
                found.profiles.entry(parent.index()).or_insert(node);
            }
            if !node.is(SLR, "data") || parent.namespace() != Some(document.core) {
                continue;
            }
            for inside in node.descendants() {
                let ids = [inside.attribute("id"), inside.attribute_in(XML, "id")];
                let keys = ids.into_iter().flatten().map(|id| (parent.index(), id));
                found.information.extend(keys);
            }
        }
        found
    }
}

pub(super) fn check(document: &Document<'_>, report: &mut Report) {
    let found = Found::new(document);
    for node in document.root.descendants() {
        if node.namespace() != Some(document.core) {
            continue;
        }
        style(node, report);
        if !node
            .attributes()
            .iter()
            .any(|a| a.name.namespace.as_deref() == Some(SLR))
        {
            continue;
        }
        end_code(node, "slr", SLR, report);
        let says = |name: &str| node.attribute_in(SLR, name);
        if says("sizeInfo").is_some() && says("sizeInfoRef").is_some() {
            let message = "slr:sizeInfo and slr:sizeInfoRef may not stand together";
            report.error("valid::module", "sizeInfo", node, message);
        }
        if let Some(id) = says("sizeInfoRef") {
            information(&found, node, id, report);
        }
        sizes(document, &found, node, report);
    }
}

/// An end code that has its start takes these attributes from there.
fn end_code(node: Node<'_>, prefix: &str, namespace: &str, report: &mut Report) {
    let has = node
        .attributes()
        .iter()
        .any(|a| a.name.namespace.as_deref() == Some(namespace));
    if has && node.local() == "ec" && !says_yes(node, "isolated", false) {
        let message = format!("an <ec> may have attributes of {prefix} only if it is isolated");
        report.error("valid::module", "ec", node, &message);
    }
}

fn style(node: Node<'_>, report: &mut Report) {
    end_code(node, "fs", FS, report);
    let Some(pairs) = node.attribute_in(FS, "subFs") else {
        return;
    };
    if node.attribute_in(FS, "fs").is_none() {
        let message = "fs:subFs must stand beside fs:fs";
        report.error("valid::module", "subFs", node, message);
    }
    if !are_pairs(pairs) {
        let message = "fs:subFs must be name,value pairs with \\ between them; a comma or \\ in a \
                       value has a \\ before it";
        report.error("valid::module", "subFs", node, message);
    }
}

/// Whether every pair has one comma that is not escaped, and a name before it.
fn are_pairs(text: &str) -> bool {
    let mut rest = text.chars().peekable();
    let (mut commas, mut name) = (0, 0);
    while let Some(c) = rest.next() {
        match c {
            '\\' if matches!(rest.peek(), Some('\\' | ',')) => {
                rest.next();
                name += usize::from(commas == 0);
            }
            '\\' => {
                if commas != 1 || name == 0 {
                    return false;
                }
                (commas, name) = (0, 0);
            }
            ',' => commas += 1,
            _ => name += usize::from(commas == 0),
        }
    }
    commas == 1 && name > 0
}

/// What `sizeInfoRef` names stands in a `slr:data` beside the element or
/// further out.
fn information(found: &Found<'_>, node: Node<'_>, id: &str, report: &mut Report) {
    let is_around = |above: Node<'_>| found.information.contains(&(above.index(), id));
    if !node.lineage().any(is_around) {
        let message = format!("slr:sizeInfoRef is “{id}”, and no <slr:data> around has this id");
        report.error("valid::reference", "sizeInfoRef", node, &message);
    }
}

/// What the profiles of the standard let these attributes say. A profile of
/// somebody else has its own form; without a profile those of the standard are
/// all that is defined.
fn sizes(document: &Document<'_>, found: &Found<'_>, node: Node<'_>, report: &mut Report) {
    let file = document.around(node, "file");
    let profiles = file.and_then(|file| found.profiles.get(&file.index()));
    let profile = |name: &str| profiles.and_then(|p| p.attribute(name)).unwrap_or_default();
    let general = matches!(profile("generalProfile"), "" | "xliff:codepoints");
    let storage = matches!(
        profile("storageProfile"),
        "" | "xliff:utf8" | "xliff:utf16" | "xliff:utf32"
    );
    for (name, is_standard, is_range) in [
        ("sizeRestriction", general, true),
        ("storageRestriction", storage, true),
        ("sizeInfo", general, false),
        ("equivStorage", storage, false),
    ] {
        let Some(value) = node.attribute_in(SLR, name).filter(|_| is_standard) else {
            continue;
        };
        let fits = if is_range {
            is_size_range(value)
        } else {
            value.is_empty() || is_size(value)
        };
        if !fits {
            let form = if is_range {
                "max, or min,max; max may be *"
            } else {
                "a whole number"
            };
            let message = format!("slr:{name} must be {form}, and is “{value}”");
            report.error("valid::module", name, node, &message);
        }
    }
}

fn is_size(value: &str) -> bool {
    is_integer(value) && !value.starts_with('-')
}

fn is_size_range(value: &str) -> bool {
    let (low, high) = match value.split_once(',') {
        Some((low, high)) => (low.trim(), high.trim()),
        None => ("0", value.trim()),
    };
    is_size(low) && (high == "*" || (is_size(high) && number(low) <= number(high)))
}

fn number(figures: &str) -> f64 {
    figures.parse().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_styles_have_a_form() {
        for good in ["*", "90", "25,100", "35,*", "0, 4"] {
            assert!(is_size_range(good), "{good}");
        }
        for bad in [
            "", "ninety", "*6", "25,100.5", "35,star", "*,5", "9,5", "-1", "1,2,3",
        ] {
            assert!(!is_size_range(bad), "{bad}");
        }
        for good in [r"src,a.png", r"src,c:\\d\\e.png\alt,a\, b", "title,"] {
            assert!(are_pairs(good), "{good}");
        }
        for bad in ["", "src", ",x", r"src,a\alt", r"a,b,c"] {
            assert!(!are_pairs(bad), "{bad}");
        }
    }
}
