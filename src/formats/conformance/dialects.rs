//! The dialects of TBX 3: which categories each has, where they may stand and what
//! they may say, in the style DCA (`type` of an element of the core) and in the
//! style DCT (an element of the module).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::xml::is_space;
use super::report::Report;
use super::tbx::CORE_3;
use super::tree::Node;

const TABLE: &str = include_str!("tables/dialects.toml");

// A table that cannot be read would be an empty one, which knows no dialect; a
// test reads it.
static DIALECTS: LazyLock<Table> = LazyLock::new(|| toml::from_str(TABLE).unwrap_or_default());

/// The elements that stand for a category in the style DCA.
const CLASSES: [&str; 9] = [
    "admin",
    "adminNote",
    "descrip",
    "descripNote",
    "ref",
    "termNote",
    "transac",
    "transacNote",
    "xref",
];

/// The elements that may stand in the text of a category.
const INLINE: [&str; 5] = ["ec", "foreign", "hi", "ph", "sc"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    dialect: BTreeMap<String, Modules>,
    /// The namespace of each module.
    module: BTreeMap<String, String>,
    category: BTreeMap<String, Category>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Modules {
    modules: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    module: String,
    element: String,
    levels: Vec<String>,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default = "yes")]
    groups: bool,
    #[serde(default)]
    grouped_in_dct: bool,
    #[serde(default = "yes")]
    direct: bool,
    target: Option<String>,
}

fn yes() -> bool {
    true
}

impl Category {
    /// Whether what it is of may stand in a group of this name.
    fn is_group(&self, name: &str) -> bool {
        match self.element.as_str() {
            "descrip" => name == "descripGrp",
            "termNote" => name == "termNoteGrp",
            "transac" | "transacNote" => name == "transacGrp",
            "admin" => name != "transacGrp",
            _ => true,
        }
    }
}

/// A document that says to be of a dialect.
struct Document<'t> {
    name: &'t str,
    /// None for a dialect that is not known here.
    modules: Option<&'static [String]>,
    is_dct: bool,
    ids: BTreeSet<&'t str>,
}

/// Holds a document of the third edition to the dialect it says to be of. Of a
/// dialect that is not known here, only the elements of known modules are looked at.
pub(super) fn check(root: Node<'_>, report: &mut Report) {
    let name = root.attribute("type").unwrap_or_default();
    let document = Document {
        name,
        modules: DIALECTS.dialect.get(name).map(|d| d.modules.as_slice()),
        is_dct: root.attribute("style") == Some("dct"),
        ids: root
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect(),
    };
    for node in root.descendants() {
        if node.namespace() == Some(CORE_3) {
            document.core(node, report);
        } else {
            document.other(node, report);
        }
    }
}

impl Document<'_> {
    /// The clause of a category: the standard of all dialects, this one, its name.
    fn clause(&self, category: &str) -> String {
        format!("ISO 30042:2019, {}, {category}", self.name)
    }

    fn core(&self, node: Node<'_>, report: &mut Report) {
        let Some(modules) = self.modules else {
            return;
        };
        let local = node.local();
        super::dialect_codes::check(node, report);
        if node.attribute("type") == Some("") {
            let message = format!("type of <{local}> must name a category, and is empty");
            report.error("valid::value", &self.clause("type"), node, &message);
        }
        self.leads_somewhere(node, report);
        let in_frame = |above: Node<'_>| matches!(above.local(), "tbxHeader" | "back");
        if !CLASSES.contains(&local) || node.ancestors().any(in_frame) {
            return;
        }
        if self.is_dct {
            let message = format!(
                "<{local}> belongs to the style DCA, and this document is of the style DCT"
            );
            report.error("valid::element", &self.clause("style"), node, &message);
            return;
        }
        self.category_of(modules, node, report);
    }

    /// The category that `type` names, in the style DCA.
    fn category_of(&self, modules: &[String], node: Node<'_>, report: &mut Report) {
        let (local, name) = (node.local(), node.attribute("type").unwrap_or_default());
        let is_ours =
            |category: &Category| category.element == local && modules.contains(&category.module);
        let known = DIALECTS.category.get(name).filter(|known| is_ours(known));
        if let Some(category) = known {
            self.place(node, name, category, report);
            self.value(node, name, category, node.text(), report);
            return;
        }
        let permitted: Vec<String> = DIALECTS
            .category
            .iter()
            .filter(|(_, category)| is_ours(category))
            .map(|(name, _)| format!("“{name}”"))
            .collect();
        if permitted.is_empty() {
            // The published rules are silent here, so nobody refuses it.
            let message = format!("{} has no category for <{local}>, here “{name}”", self.name);
            report.warning("valid::value", &self.clause(local), node, &message);
        } else if !name.is_empty() {
            let message = format!(
                "type of <{local}> must be {} in {}, and is “{name}”",
                permitted.join(" or "),
                self.name
            );
            report.error("valid::value", &self.clause(local), node, &message);
        }
    }

    /// An element that is not of the core: of the style DCT, or of nobody.
    fn other(&self, node: Node<'_>, report: &mut Report) {
        let namespace = node.namespace().unwrap_or_default();
        let local = node.local();
        let module = DIALECTS
            .module
            .iter()
            .find(|(_, known)| *known == namespace)
            .map(|(module, _)| module);
        let Some(modules) = self.modules else {
            // Another dialect may use a module; then it keeps to it.
            if let (Some(module), true) = (module, self.is_dct) {
                self.element(module, node, report);
            }
            return;
        };
        let is_taken = module.is_some_and(|module| modules.contains(module));
        let message = if !self.is_dct && self.name != "TBX-Core" {
            format!(
                "<{local}> of {namespace} belongs to the style DCT, and this document is of the style DCA"
            )
        } else if !is_taken {
            format!("{} has no element <{local}> of {namespace}", self.name)
        } else {
            if let Some(module) = module {
                self.element(module, node, report);
            }
            return;
        };
        report.error("valid::element", &self.clause("style"), node, &message);
    }

    /// An element of a module, in the style DCT.
    fn element(&self, module: &str, node: Node<'_>, report: &mut Report) {
        let name = node.local();
        let known = DIALECTS.category.get(name);
        let Some(category) = known.filter(|known| known.module == module) else {
            let message = format!("the module {module} has no category “{name}”");
            report.error("valid::element", &self.clause(name), node, &message);
            return;
        };
        self.place(node, name, category, report);
        self.value(
            node,
            name,
            category,
            node.text().trim_matches(is_space),
            report,
        );
        for child in node.children() {
            if !child.is(CORE_3, child.local()) || !INLINE.contains(&child.local()) {
                let message = format!("<{}> may not stand in <{name}>", child.local());
                report.error("valid::element", &self.clause(name), child, &message);
            }
        }
        self.target(node, name, category, report);
    }

    /// Whether a category stands at one of its levels, by itself or in a group.
    fn place(&self, node: Node<'_>, name: &str, category: &Category, report: &mut Report) {
        let Some(parent) = node.parent() else {
            return;
        };
        let is_group = parent.local().ends_with("Grp");
        let level = if is_group {
            parent.parent()
        } else {
            Some(parent)
        };
        let is_level =
            level.is_some_and(|level| category.levels.iter().any(|wanted| wanted == level.local()));
        let may_group = category.groups || (self.is_dct && category.grouped_in_dct);
        let fits = if is_group {
            may_group && category.is_group(parent.local())
        } else {
            category.direct
        };
        if !is_level || !fits {
            let how = match (category.groups, category.direct) {
                (true, false) => " in a group",
                (false, _) if is_group => " and in no group",
                _ if is_group && is_level => " and in the groups of its kind",
                _ => "",
            };
            let message = format!(
                "the category “{name}” may stand only in {}{how}, and is in <{}>",
                words(&category.levels),
                parent.local()
            );
            report.error("valid::element", &self.clause(name), node, &message);
        }
    }

    fn value(
        &self,
        node: Node<'_>,
        name: &str,
        category: &Category,
        said: &str,
        report: &mut Report,
    ) {
        let is_plain = node.children().next().is_none();
        let fits = category.values.is_empty() || category.values.iter().any(|v| v == said);
        if is_plain && !fits {
            let wanted: Vec<String> = category.values.iter().map(|v| format!("“{v}”")).collect();
            let message = format!(
                "the category “{name}” must be {}, and is “{said}”",
                wanted.join(" or ")
            );
            report.error("valid::value", &self.clause(name), node, &message);
        }
    }

    /// What an element of a module must lead to.
    fn target(&self, node: Node<'_>, name: &str, category: &Category, report: &mut Report) {
        let target = node.attribute("target");
        let message = match (category.target.as_deref(), target) {
            (Some("id" | "address"), None) => {
                let message = format!("<{name}> must have the attribute target");
                report.error(
                    "valid::missing-attribute",
                    &self.clause(name),
                    node,
                    &message,
                );
                return;
            }
            (None, Some(_)) => {
                let message = format!("<{name}> has no attribute target");
                report.error("valid::attribute", &self.clause(name), node, &message);
                return;
            }
            (Some("address"), Some(target)) if !is_address(target) => {
                format!("target of <{name}> must be an address (http or https), and is “{target}”")
            }
            (Some("id" | "id?"), Some(target)) if !self.ids.contains(target) => {
                format!("target is “{target}”, and nothing in this document has this id")
            }
            _ => return,
        };
        report.error("valid::reference", &self.clause(name), node, &message);
    }

    /// In these dialects the targets of these two are addresses or ids of the
    /// document; those of all other elements of the core are ids in any.
    fn leads_somewhere(&self, node: Node<'_>, report: &mut Report) {
        let open = matches!(node.local(), "xref" | "ec");
        if let Some(target) = node.attribute("target").filter(|_| open)
            && !is_address(target)
            && !self.ids.contains(target)
        {
            let message = format!(
                "target must be an address (http or https) or an id of this document, and is “{target}”"
            );
            report.error("valid::reference", &self.clause("target"), node, &message);
        }
    }
}

/// Whether a target leads out of the document.
fn is_address(target: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        target
            .split_once(scheme)
            .is_some_and(|(_, rest)| !rest.is_empty())
    })
}

fn words(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().map(|name| format!("<{name}>")).collect();
    shown.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    const HEAD: &str =
        "<tbxHeader><fileDesc><sourceDesc><p>a</p></sourceDesc></fileDesc></tbxHeader>";

    fn found(dialect: &str, style: &str, concept: &str, term: &str) -> Vec<String> {
        let text = format!(
            "<tbx xmlns=\"{CORE_3}\" xmlns:min=\"http://www.tbxinfo.net/ns/min\" \
             xmlns:basic=\"http://www.tbxinfo.net/ns/basic\" xmlns:my=\"urn:example:mine\" \
             type=\"{dialect}\" style=\"{style}\" xml:lang=\"en\">{HEAD}<text><body>\
             <conceptEntry id=\"c\">{concept}<langSec xml:lang=\"en\"><termSec><term>a</term>{term}\
             </termSec></langSec></conceptEntry></body></text></tbx>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        verdict
            .findings
            .iter()
            .map(|finding| format!("{} {:?}", finding.code, finding.severity))
            .collect()
    }

    #[track_caller]
    fn twins(style: (&str, &str), code: &str, good: (&str, &str), bad: (&str, &str)) {
        let none: Vec<String> = Vec::new();
        assert_eq!(found(style.0, style.1, good.0, good.1), none, "{good:?}");
        assert_eq!(
            found(style.0, style.1, bad.0, bad.1),
            [format!("{code} Error")],
            "{bad:?}"
        );
    }

    #[test]
    fn the_table_can_be_read() {
        let table: Table = toml::from_str(TABLE).unwrap();
        for (name, category) in &table.category {
            assert!(CLASSES.contains(&category.element.as_str()), "{name}");
            assert!(table.module.contains_key(&category.module), "{name}");
        }
    }

    #[test]
    fn categories_of_the_style_dca() {
        let basic = ("TBX-Basic", "dca");
        let note = |kind: &str, text: &str| format!("<termNote type=\"{kind}\">{text}</termNote>");
        let noun = note("partOfSpeech", "noun");
        for bad in [
            note("partOfSpeech", "particle"),
            note("partOfSpeech", " noun"),
            note("usageStatus", "preferred"),
            note("", "preferred"),
            note("subjectField", "law"),
        ] {
            twins(basic, "valid::value", ("", &noun), ("", &bad));
        }
        let descrip = |kind: &str| format!("<descrip type=\"{kind}\">a</descrip>");
        let subject = descrip("subjectField");
        twins(basic, "valid::element", (&subject, ""), ("", &subject));
        let grouped = format!("<descripGrp>{subject}</descripGrp>");
        twins(basic, "valid::element", (&grouped, ""), ("", &grouped));
        let context = descrip("context");
        twins(basic, "valid::element", ("", &context), (&context, ""));
        let picture = "<xref type=\"xGraphic\" target=\"https://example.org/a.png\">a</xref>";
        twins(basic, "valid::element", (picture, ""), ("", picture));
        let local = picture.replace("https://example.org/", "");
        twins(basic, "valid::reference", (picture, ""), (&local, ""));
        let mine = "<my:a>b</my:a>";
        twins(basic, "valid::element", (&subject, ""), (mine, ""));
        let min = ("TBX-Min", "dca");
        let status = note("administrativeStatus", "preferredTerm-admn-sts");
        let gender = note("grammaticalGender", "other");
        twins(min, "valid::value", ("", &status), ("", &gender));
    }

    #[test]
    fn a_dialect_without_a_category_warns() {
        let transac =
            "<transacGrp><transac type=\"transactionType\">origination</transac></transacGrp>";
        assert_eq!(found("TBX-Basic", "dca", transac, "").len(), 0);
        for dialect in ["TBX-Min", "TBX-Core"] {
            let codes = found(dialect, "dca", transac, "");
            assert_eq!(codes, ["valid::value Warning"], "{dialect}");
        }
        // What nobody knows is held to the structure alone.
        let mine = "<descrip type=\"mine\">a</descrip><my:a>b</my:a>";
        assert_eq!(found("TBX-Mine", "dca", mine, "").len(), 0);
    }

    #[test]
    fn elements_of_the_style_dct() {
        let basic = ("TBX-Basic", "dct");
        let noun = "<min:partOfSpeech> noun </min:partOfSpeech>";
        for (code, bad) in [
            (
                "valid::value",
                "<min:partOfSpeech>particle</min:partOfSpeech>",
            ),
            (
                "valid::element",
                "<basic:partOfSpeech>noun</basic:partOfSpeech>",
            ),
            ("valid::element", "<min:subjectField>a</min:subjectField>"),
            ("valid::element", "<my:a>b</my:a>"),
            (
                "valid::element",
                "<termNote type=\"partOfSpeech\">noun</termNote>",
            ),
            (
                "valid::missing-attribute",
                "<basic:crossReference>a</basic:crossReference>",
            ),
            (
                "valid::reference",
                "<basic:crossReference target=\"d\">a</basic:crossReference>",
            ),
            (
                "valid::attribute",
                "<basic:termType target=\"c\">acronym</basic:termType>",
            ),
            (
                "valid::element",
                "<basic:source>a<term>b</term></basic:source>",
            ),
            (
                "valid::element",
                "<transacGrp><basic:transactionType>origination</basic:transactionType>\
                 <min:subjectField>a</min:subjectField></transacGrp>",
            ),
        ] {
            twins(basic, code, ("", noun), ("", bad));
        }
        let min = ("TBX-Min", "dct");
        twins(
            min,
            "valid::element",
            ("", noun),
            ("", "<basic:source>a</basic:source>"),
        );
        let linguist = ("TBX-Linguist", "dct");
        twins(
            linguist,
            "valid::value",
            ("", noun),
            ("", "<min:partOfSpeech>particle</min:partOfSpeech>"),
        );
        let link = "<basic:crossReference target=\"c\">a</basic:crossReference>";
        assert_eq!(found("TBX-Basic", "dct", link, "").len(), 0);
    }

    #[test]
    fn findings_name_the_standard_the_dialect_and_the_category() {
        let text = format!(
            "<tbx xmlns=\"{CORE_3}\" type=\"TBX-Min\" style=\"dca\" xml:lang=\"en\">{HEAD}<text><body>\
             <conceptEntry id=\"c\"><langSec xml:lang=\"en\"><termSec><term>a</term>\
             <termNote type=\"partOfSpeech\">x</termNote></termSec></langSec></conceptEntry></body></text></tbx>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        let finding = verdict.findings.iter().next().unwrap().to_string();
        for part in ["“x”", "ISO 30042:2019, TBX-Min, partOfSpeech", "unit c"] {
            assert!(finding.contains(part), "{finding}");
        }
    }
}
