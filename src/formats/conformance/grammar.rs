//! The tables of a standard, and the engine that holds a tree to them.
//!
//! A table is a TOML file. Every element has a section: which clause it comes
//! from, what may stand in it, whether text may, and its attributes. Names are
//! those of the namespace without a prefix in `[namespaces]`; others have the
//! prefix given there. See `tables/xliff20.toml` for all that can be said.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::xml::{self, Attribute, is_space};
use super::content::{Child, Model};
use super::datatype::Datatype;
use super::report::Report;
use super::tree::Node;

/// The namespace of attributes that name a schema.
pub(super) const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What a table file says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    /// Prefix to namespace; the empty prefix is that of the core.
    #[serde(default)]
    namespaces: BTreeMap<String, String>,
    /// Names for datatypes that many attributes have.
    #[serde(default)]
    types: BTreeMap<String, String>,
    /// Prefix to the attributes that namespace has for elements of others.
    #[serde(default)]
    attributes: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    element: BTreeMap<String, Section>,
}

/// What a table says of one element.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Section {
    /// The title of its clause, where that is not its own name.
    clause: Option<String>,
    /// The content model; empty: no element.
    #[serde(default)]
    content: String,
    /// Whether text may stand in it.
    #[serde(default)]
    text: bool,
    /// Attributes of the table's own and of `xml:`; `required` before the
    /// datatype makes one so.
    #[serde(default)]
    attributes: BTreeMap<String, String>,
    /// The prefixes whose attributes it takes; `*` is any namespace, `-xml` none of
    /// XML's, `any` also what has no namespace.
    #[serde(default)]
    foreign: Vec<String>,
    /// The elements of known modules that may be among its `other` children;
    /// without it, all. A name without a mark may stand there once, with `*` often.
    modules: Option<Vec<String>>,
}

/// The tables of one version of one standard.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    prefixes: BTreeMap<String, String>,
    global: BTreeMap<String, BTreeMap<String, Datatype>>,
    elements: BTreeMap<String, Rule>,
}

#[derive(Debug)]
struct Rule {
    clause: String,
    model: Model,
    text: bool,
    attributes: BTreeMap<String, (Datatype, bool)>,
    foreign: Vec<String>,
    modules: Option<BTreeMap<String, bool>>,
}

impl Table {
    /// Puts the datatypes that have a name in the places of their names.
    fn expand(&mut self) {
        let lists = self
            .element
            .values_mut()
            .map(|section| &mut section.attributes);
        for kind in lists.flat_map(BTreeMap::values_mut) {
            for (name, written) in &self.types {
                *kind = kind.replace(&format!("{{{name}}}"), written);
            }
        }
    }
}

impl Grammar {
    /// Reads tables; a section of a later one takes the place of the same in an
    /// earlier one. The error says what cannot be read.
    pub(super) fn parse(tables: &[&str]) -> Result<Grammar, String> {
        let mut grammar = Grammar::default();
        for text in tables {
            let mut table: Table = toml::from_str(text).map_err(|error| error.to_string())?;
            table.expand();
            for (prefix, namespace) in table.namespaces {
                grammar.prefixes.retain(|_, known| *known != prefix);
                grammar.prefixes.insert(namespace, prefix);
            }
            for (prefix, attributes) in table.attributes {
                let read = |(name, kind): (String, String)| Ok((name, Datatype::parse(&kind)?));
                let attributes = attributes
                    .into_iter()
                    .map(read)
                    .collect::<Result<_, String>>()?;
                grammar.global.insert(prefix, attributes);
            }
            for (name, section) in table.element {
                let rule =
                    Rule::parse(&name, section).map_err(|error| format!("{name}: {error}"))?;
                grammar.elements.insert(name, rule);
            }
        }
        Ok(grammar)
    }

    /// The name of an element as the tables write it; none when its namespace
    /// is not theirs.
    pub(super) fn name(&self, node: Node<'_>) -> Option<String> {
        let prefix = self.prefixes.get(node.namespace().unwrap_or_default())?;
        Some(if prefix.is_empty() {
            node.local().to_owned()
        } else {
            format!("{prefix}:{}", node.local())
        })
    }

    /// Whether an element is known and has an attribute of its own of this name.
    pub(super) fn knows(&self, node: Node<'_>, attribute: &str) -> bool {
        let rule = self.name(node).and_then(|name| self.elements.get(&name));
        rule.is_some_and(|rule| rule.attributes.contains_key(attribute))
    }

    /// Holds an element and all in it to the tables.
    pub(super) fn check(&self, root: Node<'_>, report: &mut Report) {
        for node in std::iter::once(root).chain(root.descendants()) {
            let Some(name) = self.name(node) else {
                continue;
            };
            match self.elements.get(&name) {
                Some(rule) => {
                    self.attributes(node, &name, rule, report);
                    self.children(node, &name, rule, report);
                    text(node, &name, rule, report);
                }
                // Where the model of its parent refuses it, that was said already.
                None if self.is_other_than_parent(node) || node == root => {
                    let message = format!("the standard has no element <{name}>");
                    report.error("valid::element", "Elements", node, &message);
                }
                None => {}
            }
        }
    }

    /// Holds an element and all in it to the content models alone.
    pub(super) fn check_structure(&self, root: Node<'_>, report: &mut Report) {
        for node in std::iter::once(root).chain(root.descendants()) {
            let name = self.name(node).unwrap_or_default();
            if let Some(rule) = self.elements.get(&name) {
                self.children(node, &name, rule, report);
                text(node, &name, rule, report);
            }
        }
    }

    fn is_other_than_parent(&self, node: Node<'_>) -> bool {
        node.parent()
            .is_some_and(|parent| parent.namespace() != node.namespace())
    }

    fn attributes(&self, node: Node<'_>, name: &str, rule: &Rule, report: &mut Report) {
        for attribute in node.attributes() {
            let key = self.attribute_name(attribute);
            if let Some((datatype, _)) = key.as_ref().and_then(|key| rule.attributes.get(key)) {
                value(
                    node,
                    key.as_deref().unwrap_or_default(),
                    datatype,
                    &attribute.value,
                    report,
                );
            } else if !self.takes(rule, attribute) {
                let message = format!(
                    "<{name}> has no attribute {}",
                    shown(attribute, key.as_deref())
                );
                report.error("valid::attribute", &rule.clause, node, &message);
            } else {
                self.module_attribute(node, attribute, report);
            }
        }
        for (wanted, (_, is_required)) in &rule.attributes {
            let is_there =
                |a: &Attribute| self.attribute_name(a).is_some_and(|name| name == *wanted);
            if *is_required && !node.attributes().iter().any(is_there) {
                let message = format!("<{name}> must have the attribute {wanted}");
                report.error("valid::missing-attribute", &rule.clause, node, &message);
            }
        }
    }

    /// An attribute as the tables write it; none in a namespace they do not know.
    fn attribute_name(&self, attribute: &Attribute) -> Option<String> {
        let local = &attribute.name.local;
        match attribute.name.namespace.as_deref() {
            None => Some(local.to_string()),
            Some(xml::XML) => Some(format!("xml:{local}")),
            Some(namespace) => self.prefixes.get(namespace).map(|p| format!("{p}:{local}")),
        }
    }

    fn takes(&self, rule: &Rule, attribute: &Attribute) -> bool {
        let namespace = attribute.name.namespace.as_deref().unwrap_or_default();
        let is_xml = namespace == xml::XML;
        let has = |wanted: &str| rule.foreign.iter().any(|prefix| prefix == wanted);
        if namespace.is_empty() {
            return has("any");
        }
        // Where its schema is, a document may say anywhere (XML Schema, part 1, 3.2.7).
        if namespace == SCHEMA_INSTANCE {
            return true;
        }
        if is_xml && has("-xml") {
            return false;
        }
        let prefix = self.prefixes.get(namespace).map(String::as_str);
        // An attribute with the prefix of the core is none of another namespace.
        (has("*") && prefix != Some("")) || prefix.is_some_and(has)
    }

    fn module_attribute(&self, node: Node<'_>, attribute: &Attribute, report: &mut Report) {
        let namespace = attribute.name.namespace.as_deref().unwrap_or_default();
        let prefix = if namespace == xml::XML {
            "xml"
        } else {
            self.prefixes.get(namespace).map_or("", String::as_str)
        };
        let Some(known) = self.global.get(prefix) else {
            return;
        };
        let local = &attribute.name.local;
        match known.get(local.as_str()) {
            Some(datatype) => {
                value(
                    node,
                    &format!("{prefix}:{local}"),
                    datatype,
                    &attribute.value,
                    report,
                );
            }
            None => {
                let message = format!("the standard has no attribute {prefix}:{local}");
                report.error("valid::attribute", local, node, &message);
            }
        }
    }

    fn children(&self, node: Node<'_>, name: &str, rule: &Rule, report: &mut Report) {
        let mut state = Model::start();
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for child in node.children() {
            let key = self.name(child);
            let is_other = child.namespace() != node.namespace();
            let step = rule.model.step(
                &state,
                Child {
                    name: key.as_deref(),
                    is_other,
                },
            );
            match step {
                Some(next) => state = next,
                None => {
                    let shown = key.unwrap_or_else(|| child.local().to_owned());
                    let expected = rule.model.expected(&state);
                    unexpected(child, &shown, name, &rule.clause, &expected, report);
                    // What comes after it is held to what was expected before it.
                    continue;
                }
            }
            if let Some(key) = key.filter(|_| is_other) {
                let number = seen.entry(key.clone()).or_default();
                *number += 1;
                rule.module(&key, *number, name, child, report);
            }
        }
        if !rule.model.may_end(&state) {
            let wanted = rule.model.expected(&state).join(" or ");
            let message = format!("<{name}> lacks {wanted}");
            report.error("valid::missing-element", &rule.clause, node, &message);
        }
    }
}

impl Rule {
    fn parse(name: &str, section: Section) -> Result<Rule, String> {
        let attribute = |(name, kind): (String, String)| {
            let (kind, required) = match kind.strip_prefix("required ") {
                Some(kind) => (kind.to_owned(), true),
                None => (kind, false),
            };
            Ok((name, (Datatype::parse(&kind)?, required)))
        };
        let module = |name: String| match name.strip_suffix('*') {
            Some(name) => (name.to_owned(), true),
            None => (name, false),
        };
        Ok(Rule {
            clause: section.clause.unwrap_or_else(|| {
                name.rsplit_once(':')
                    .map_or(name, |(_, local)| local)
                    .to_owned()
            }),
            model: Model::parse(&section.content)?,
            text: section.text,
            attributes: section
                .attributes
                .into_iter()
                .map(attribute)
                .collect::<Result<_, String>>()?,
            foreign: section.foreign,
            modules: section
                .modules
                .map(|list| list.into_iter().map(module).collect()),
        })
    }

    /// An element of a module, the how-manieth of its kind.
    fn module(&self, key: &str, number: usize, parent: &str, child: Node<'_>, report: &mut Report) {
        let Some(modules) = &self.modules else {
            return;
        };
        if self.model.names().any(|known| known == key) {
            return;
        }
        match modules.get(key) {
            None => {
                let message = format!("<{key}> may not stand in <{parent}>");
                report.error("valid::element", &self.clause, child, &message);
            }
            Some(false) if number > 1 => {
                let message = format!("<{key}> may stand only once in <{parent}>");
                report.error("valid::element", &self.clause, child, &message);
            }
            Some(_) => {}
        }
    }
}

fn unexpected(
    child: Node<'_>,
    shown: &str,
    parent: &str,
    clause: &str,
    expected: &[String],
    report: &mut Report,
) {
    let instead = if expected.is_empty() {
        "nothing more may stand there".to_owned()
    } else {
        format!("expected is {}", expected.join(" or "))
    };
    let message = format!("<{shown}> may not stand here in <{parent}>: {instead}");
    report.error("valid::element", clause, child, &message);
}

fn value(node: Node<'_>, name: &str, datatype: &Datatype, value: &str, report: &mut Report) {
    if !datatype.accepts(value) {
        let message = format!("{name} must be {}, and is “{value}”", datatype.describe());
        let clause = name.rsplit_once(':').map_or(name, |(_, local)| local);
        report.error("valid::value", clause, node, &message);
    }
}

fn text(node: Node<'_>, name: &str, rule: &Rule, report: &mut Report) {
    if !rule.text && !node.text().chars().all(is_space) {
        let message = format!("text may not stand in <{name}>");
        report.error("valid::text", &rule.clause, node, &message);
    }
}

fn shown(attribute: &Attribute, key: Option<&str>) -> String {
    match (key, attribute.name.namespace.as_deref()) {
        (Some(key), _) => key.to_owned(),
        (None, Some(namespace)) => format!("{} of {namespace}", attribute.name.local),
        (None, None) => attribute.name.local.to_string(),
    }
}
