use std::io::BufRead;
use std::sync::Arc;

use crate::diag::{Finding, Findings, Place};
use crate::model::{ReturnedFile, ReturnedUnit};

use super::super::xml::{Element, Event, Failure, Fault, Name, Reader};
use super::state::standing_of;
use super::{NAMESPACE, inline};

/// Reads a document on whose root has begun; see [`crate::formats::xliff::read`].
pub(in crate::formats) fn read_from<R: BufRead>(
    xml: Reader<R>,
    root: &Element,
    findings: &mut Findings,
) -> Result<Vec<ReturnedFile>, Failure> {
    let mut walker = Walker {
        xml,
        findings,
        namespace: None,
        without_source: 0,
    };
    walker.document(root)
}

struct Walker<'a, R> {
    xml: Reader<R>,
    findings: &'a mut Findings,
    /// The namespace of the root: what is not in it is somebody's extension.
    namespace: Option<Arc<str>>,
    without_source: usize,
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
        if self.without_source > 1 {
            let message = format!(
                "{} units without a source were left out",
                self.without_source
            );
            self.findings
                .push(Finding::note("xliff::no-source", message));
        }
        Ok(files)
    }

    /// Refuses what is not XLIFF 1, and remarks on what is odd.
    fn root(&mut self, root: &Element) -> Result<(), Failure> {
        let namespace = root.name.namespace.as_deref();
        let version = root.attribute("version").unwrap_or_default();
        if root.name.local != "xliff" {
            let message = format!("this is <{}>, not XLIFF", root.name.local);
            return Err(self.refused("xliff::root", message));
        }
        if version.starts_with('2') {
            let message = format!(
                "this says that it is XLIFF {version}, and its namespace that it is XLIFF 1"
            );
            return Err(self.refused("xliff::version", message));
        }
        match namespace {
            Some(NAMESPACE) => {}
            None => self.warn("xliff::namespace", "the namespace of XLIFF 1.2 is missing"),
            Some("urn:oasis:names:tc:xliff:document:1.1") => {
                self.warn("xliff::version", "this is XLIFF 1.1; it is read as 1.2");
            }
            Some(other) => {
                let message = format!("the namespace \u{201C}{other}\u{201D} is not that of XLIFF");
                return Err(self.refused("xliff::namespace", message));
            }
        }
        self.namespace = root.name.namespace.clone();
        Ok(())
    }

    fn file(&mut self, element: &Element) -> Result<ReturnedFile, Failure> {
        let owned = |name: &str| element.attribute(name).map(str::to_owned);
        if element.attribute("original").is_none() {
            self.warn(
                "xliff::original",
                "<file> does not say what it is a translation of",
            );
        }
        let mut file = ReturnedFile {
            original: owned("original").unwrap_or_default(),
            export: owned("build-num"),
            source_language: owned("source-language"),
            target_language: owned("target-language"),
            units: Vec::new(),
            left_out: 0,
        };
        let before = self.without_source;
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("header") => {
                    if let Some(export) = self.export_in_header()? {
                        file.export = Some(export);
                    }
                }
                Some("body") => self.units(&mut file.units, true)?,
                _ => self.xml.skip()?,
            }
        }
        file.left_out = self.without_source - before;
        Ok(file)
    }

    /// `skl/external-file/@uid`; its `@href` is not looked at.
    fn export_in_header(&mut self) -> Result<Option<String>, Failure> {
        let mut export = None;
        while let Some(child) = self.xml.child()? {
            if self.local(&child.name) != Some("skl") {
                self.xml.skip()?;
                continue;
            }
            while let Some(file) = self.xml.child()? {
                if self.local(&file.name) == Some("external-file") {
                    export = file.attribute("uid").map(str::to_owned);
                }
                self.xml.skip()?;
            }
        }
        Ok(export)
    }

    /// The units of a body or a group. A group's `translate` is that of its
    /// units unless they say otherwise (section 2.2.4).
    fn units(&mut self, units: &mut Vec<ReturnedUnit>, translate: bool) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            let translate = match child.attribute("translate") {
                Some("no") => false,
                Some("yes") => true,
                _ => translate,
            };
            match self.local(&child.name) {
                Some("group") => self.units(units, translate)?,
                Some("trans-unit") => units.extend(self.unit(&child, translate)?),
                Some("bin-unit") => {
                    let message = "a unit that is not text (<bin-unit>) was left out";
                    self.findings
                        .push(Finding::note("xliff::bin-unit", message).at(self.xml.place()));
                    self.xml.skip()?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn unit(
        &mut self,
        element: &Element,
        translate: bool,
    ) -> Result<Option<ReturnedUnit>, Failure> {
        let id = element.attribute("id").unwrap_or_default().to_owned();
        let place = self.xml.place().unit(id.clone());
        let (mut source, mut target, mut state) = (None, None, None);
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("source") if source.is_none() => {
                    source = Some(inline::content(&mut self.xml, self.namespace.as_deref())?);
                }
                Some("target") if target.is_none() => {
                    state = child.attribute("state").map(str::to_owned);
                    target = Some(inline::content(&mut self.xml, self.namespace.as_deref())?);
                }
                // <alt-trans> holds sources and targets that are not this unit's.
                _ => self.xml.skip()?,
            }
        }
        self.check_id(&id, &place);
        let Some(source) = source else {
            self.without_source += 1;
            let message = "a unit without a source was left out";
            self.findings
                .push(Finding::warning("xliff::no-source", message).at(place));
            return Ok(None);
        };
        Ok(Some(ReturnedUnit {
            id,
            name: element.attribute("resname").map(str::to_owned),
            translate,
            standing: standing_of(state.as_deref()),
            state,
            source,
            target,
            place,
        }))
    }

    fn check_id(&mut self, id: &str, place: &Place) {
        if id.is_empty() {
            let message = "a unit without an id";
            self.findings
                .push(Finding::warning("xliff::no-id", message).at(place.clone()));
        }
    }

    /// The local name of an element of XLIFF.
    fn local<'n>(&self, name: &'n Name) -> Option<&'n str> {
        (name.namespace == self.namespace).then_some(name.local.as_str())
    }

    fn warn(&mut self, code: &str, message: &str) {
        self.findings
            .push(Finding::warning(code, message).at(self.xml.place()));
    }

    fn refused(&self, code: &'static str, message: String) -> Failure {
        Failure::Fault(Fault {
            place: self.xml.place(),
            code,
            message,
        })
    }
}
