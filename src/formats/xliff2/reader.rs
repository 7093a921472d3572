use std::io::BufRead;
use std::sync::Arc;

use crate::diag::{Finding, Findings};
use crate::model::{Content, ReturnedFile, ReturnedUnit};

use super::super::xml::{Element, Event, Failure, Fault, Name, Reader};
use super::inline::{self, Originals};
use super::{METADATA, NAMESPACE, NAMESPACE_22};

/// What the namespaces of all XLIFF 2 begin with.
const FAMILY: &str = "urn:oasis:names:tc:xliff:document:2";

/// Whether a root element is that of XLIFF 2: by its namespace, and by its version
/// where there is none.
pub(in crate::formats) fn is_second(root: &Element) -> bool {
    match root.name.namespace.as_deref() {
        Some(namespace) => namespace.starts_with(FAMILY),
        None => root
            .attribute("version")
            .is_some_and(|version| version.starts_with('2')),
    }
}

/// Reads a document on whose root has begun; see [`crate::formats::xliff::read`].
pub(in crate::formats) fn read_from<R: BufRead>(
    xml: Reader<R>,
    root: &Element,
    findings: &mut Findings,
) -> Result<Vec<ReturnedFile>, Failure> {
    let mut walker = Walker {
        xml,
        findings,
        namespace: root.name.namespace.clone(),
        languages: ["srcLang", "trgLang"].map(|name| root.attribute(name).map(str::to_owned)),
        left_out: 0,
    };
    walker.document(root)
}

pub(super) struct Walker<'a, R> {
    pub(super) xml: Reader<R>,
    pub(super) findings: &'a mut Findings,
    /// The namespace of the root: what is not in it is a module or somebody's
    /// extension.
    namespace: Option<Arc<str>>,
    /// The tags of source and target.
    languages: [Option<String>; 2],
    pub(super) left_out: usize,
}

impl<R: BufRead> Walker<'_, R> {
    fn document(&mut self, root: &Element) -> Result<Vec<ReturnedFile>, Failure> {
        self.root(root)?;
        let mut files = Vec::new();
        while let Some(element) = self.xml.child()? {
            match self.local(&element.name) {
                Some("file") => files.push(self.file(&element)?),
                _ => self.xml.skip()?,
            }
        }
        // What follows the root can still make the document ill-formed.
        while self.xml.next_event()? != Event::Eof {}
        Ok(files)
    }

    fn root(&mut self, root: &Element) -> Result<(), Failure> {
        let version = root.attribute("version").unwrap_or_default();
        if root.name.local != "xliff" {
            return Err(Failure::Fault(Fault {
                place: self.xml.place(),
                code: "xliff::root",
                message: format!("this is <{}>, not XLIFF", root.name.local),
            }));
        }
        let expected = match root.name.namespace.as_deref() {
            None => {
                self.warn("xliff::namespace", "the namespace of XLIFF 2 is missing");
                version.starts_with('2')
            }
            Some(NAMESPACE) => matches!(version, "2.0" | "2.1"),
            Some(NAMESPACE_22) => version == "2.2",
            Some(other) => {
                let message = format!(
                    "the namespace \u{201C}{other}\u{201D} is not known; it is read as XLIFF 2"
                );
                self.warn("xliff::namespace", &message);
                true
            }
        };
        if !expected {
            let message = format!(
                "the version \u{201C}{version}\u{201D} does not go with the namespace; it is read \
                 as XLIFF 2"
            );
            self.warn("xliff::version", &message);
        }
        Ok(())
    }

    fn file(&mut self, element: &Element) -> Result<ReturnedFile, Failure> {
        let [source_language, target_language] = self.languages.clone();
        let mut file = ReturnedFile {
            original: element.attribute("original").unwrap_or_default().to_owned(),
            export: None,
            glossary: None,
            source_language,
            target_language,
            units: Vec::new(),
            left_out: 0,
        };
        let before = self.left_out;
        let translate = element.attribute("translate") != Some("no");
        while let Some(child) = self.xml.child()? {
            if is_metadata(&child.name) {
                self.about(&mut file)?;
            } else {
                self.structure(&child, translate, &mut file.units)?;
            }
        }
        file.left_out = self.left_out - before;
        Ok(file)
    }

    /// The export id and the version of the glossary, which stand in the metadata of a
    /// file.
    fn about(&mut self, file: &mut ReturnedFile) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            if !is_metadata(&child.name) {
                self.xml.skip()?;
            } else if child.name.local == "meta" {
                let text = self.xml.text()?;
                let text = text.trim();
                match child.attribute("type").filter(|_| !text.is_empty()) {
                    Some("export-id") => file.export = Some(text.to_owned()),
                    Some("glossary") => file.glossary = Some(text.to_owned()),
                    _ => {}
                }
            } else {
                self.about(file)?;
            }
        }
        Ok(())
    }

    /// A group with what is in it, or a unit; `translate` is that of what it
    /// stands in, which holds unless it says otherwise (section 4.3.1.26).
    fn structure(
        &mut self,
        element: &Element,
        translate: bool,
        units: &mut Vec<ReturnedUnit>,
    ) -> Result<(), Failure> {
        let translate = match element.attribute("translate") {
            Some("no") => false,
            Some("yes") => true,
            _ => translate,
        };
        match self.local(&element.name) {
            Some("group") => {
                while let Some(child) = self.xml.child()? {
                    self.structure(&child, translate, units)?;
                }
                Ok(())
            }
            Some("unit") => self.unit(element, translate, units),
            _ => self.xml.skip(),
        }
    }

    pub(super) fn originals(&mut self, originals: &mut Originals) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            match (self.local(&child.name), child.attribute("id")) {
                (Some("data"), Some(id)) => {
                    let text = inline::data(&mut self.xml, self.namespace.as_deref())?;
                    originals.insert(id.to_owned(), text);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// The content of a source or target; what is not text or a code of XLIFF is
    /// left out, and told.
    pub(super) fn body(&mut self, unit: &str) -> Result<Content, Failure> {
        let body = inline::read(&mut self.xml, self.namespace.as_deref())?;
        for name in body.strange {
            let message = format!("<{name}> does not belong into a text and was left out");
            let place = self.xml.place().unit(unit);
            self.findings
                .push(Finding::warning("xliff::element", message).at(place));
        }
        Ok(body.content)
    }

    /// The local name of an element of the core.
    pub(super) fn local<'n>(&self, name: &'n Name) -> Option<&'n str> {
        (name.namespace == self.namespace).then_some(name.local.as_str())
    }

    fn warn(&mut self, code: &str, message: &str) {
        self.findings
            .push(Finding::warning(code, message).at(self.xml.place()));
    }
}

/// Whether an element is of the metadata module.
fn is_metadata(name: &Name) -> bool {
    name.namespace.as_deref() == Some(METADATA)
}
