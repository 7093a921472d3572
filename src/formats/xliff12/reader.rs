use std::io::BufRead;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Content, ReturnedFile, ReturnedUnit, Seat, Standing};

use super::super::xml::{Element, Event, Failure, Fault, Name, Reader};
use super::NAMESPACE;
use super::dialect::Beside;
use super::inline::{self, Body};
use super::segments::{self, Pair};
use super::state::standing_of;
use super::writer::GLOSSARY;

/// Reads a document on whose root has begun; see [`crate::formats::xliff::read`].
pub(in crate::formats) fn read_from<R: BufRead>(
    xml: Reader<R>,
    root: &Element,
    findings: &mut Findings,
) -> Result<Vec<ReturnedFile>, Failure> {
    let mut walker = Walker {
        xml,
        findings,
        root: None,
        without_source: 0,
    };
    walker.document(root)
}

struct Walker<'a, R> {
    xml: Reader<R>,
    findings: &'a mut Findings,
    /// What is not in the namespace of the root is somebody's extension.
    root: Option<Element>,
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
        self.root = Some(root.clone());
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
            glossary: None,
            source_language: owned("source-language"),
            target_language: owned("target-language"),
            units: Vec::new(),
            left_out: 0,
        };
        let before = self.without_source;
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("header") => self.header(&mut file)?,
                Some("body") => self.units(&mut file.units, true)?,
                _ => self.xml.skip()?,
            }
        }
        file.left_out = self.without_source - before;
        Ok(file)
    }

    /// `skl/external-file/@uid`, whose `@href` is not looked at, and the version of the
    /// glossary among the phases.
    fn header(&mut self, file: &mut ReturnedFile) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            let name = self.local(&child.name).map(str::to_owned);
            if !matches!(name.as_deref(), Some("skl" | "phase-group")) {
                self.xml.skip()?;
                continue;
            }
            while let Some(inner) = self.xml.child()? {
                let owned = |name: &str| inner.attribute(name).map(str::to_owned);
                match self.local(&inner.name) {
                    // One without an id takes the place of none.
                    Some("external-file") if owned("uid").is_some() => file.export = owned("uid"),
                    Some("phase") if inner.attribute("phase-name") == Some(GLOSSARY) => {
                        file.glossary = owned("job-id");
                    }
                    _ => {}
                }
                self.xml.skip()?;
            }
        }
        Ok(())
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
                Some("trans-unit") => self.unit(&child, translate, units)?,
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
        units: &mut Vec<ReturnedUnit>,
    ) -> Result<(), Failure> {
        let id = element.attribute("id").unwrap_or_default().to_owned();
        let place = self.xml.place().unit(id.clone());
        let parts = self.parts(element)?;
        self.check_id(&id, &place);
        let Some(source) = parts.source else {
            self.without_source += 1;
            let message = "a unit without a source was left out";
            self.findings
                .push(Finding::warning("xliff::no-source", message).at(place));
            return Ok(());
        };
        if parts.target.as_ref().is_some_and(|body| body.has_deletions) {
            let message = "text that a tracked change deleted was left out";
            self.findings
                .push(Finding::note("xliff::deleted", message).at(place.clone()));
        }
        let read = segments::pairs(source, parts.segmented, parts.target);
        if let Some(fault) = read.fault {
            self.findings
                .push(Finding::warning("xliff::segment", fault).at(place.clone()));
        }
        let unit = ReturnedUnit {
            id,
            name: element.attribute("resname").map(str::to_owned),
            translate,
            state: None,
            standing: Standing::Unknown,
            source: Content::default(),
            target: None,
            seat: Seat::default(),
            place,
        };
        let is_cut = read.pairs.len() > 1;
        for pair in read.pairs {
            units.push(of_pair(&unit, pair, is_cut, &parts.state, &parts.beside));
        }
        Ok(())
    }

    /// All that stands in a `<trans-unit>`.
    fn parts(&mut self, element: &Element) -> Result<Parts, Failure> {
        let mut parts = Parts::default();
        if let Some(root) = &self.root {
            parts.beside = Beside::of(element, root);
        }
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("source") if parts.source.is_none() => parts.source = Some(self.body()?),
                Some("seg-source") if parts.segmented.is_none() => {
                    parts.segmented = Some(self.body()?);
                }
                Some("target") if parts.target.is_none() => {
                    let owned = |name: &str| child.attribute(name).map(str::to_owned);
                    parts.state = State {
                        word: owned("state"),
                        qualifier: owned("state-qualifier"),
                    };
                    parts.target = Some(self.body()?);
                }
                // <alt-trans> holds sources and targets that are not this unit's.
                Some(_) => self.xml.skip()?,
                None => parts.beside.read(&mut self.xml, &child)?,
            }
        }
        Ok(parts)
    }

    fn body(&mut self) -> Result<Body, Failure> {
        let root = self.root.as_ref();
        let namespace = root.and_then(|root| root.name.namespace.as_deref());
        inline::body(&mut self.xml, namespace)
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
        let root = self.root.as_ref();
        let namespace = root.and_then(|root| root.name.namespace.as_ref());
        (name.namespace.as_ref() == namespace).then_some(name.local.as_str())
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

/// The returned unit of a pair of one `<trans-unit>`.
fn of_pair(
    unit: &ReturnedUnit,
    pair: Pair,
    is_cut: bool,
    state: &State,
    beside: &Beside,
) -> ReturnedUnit {
    let (state, standing) = how_far(&pair, state, beside);
    let id = match pair.mid.filter(|_| is_cut) {
        Some(mid) => format!("{}/{mid}", unit.id),
        None => unit.id.clone(),
    };
    ReturnedUnit {
        place: unit.place.clone().unit(id.clone()),
        id,
        state,
        standing,
        source: beside.coded(pair.source),
        target: pair.target.map(|target| beside.coded(target)),
        ..unit.clone()
    }
}

/// What stands in a `<trans-unit>`.
#[derive(Default)]
struct Parts {
    source: Option<Body>,
    segmented: Option<Body>,
    target: Option<Body>,
    state: State,
    beside: Beside,
}

/// `target/@state` and `@state-qualifier`, as written.
#[derive(Default)]
struct State {
    word: Option<String>,
    qualifier: Option<String>,
}

/// How far the file says that a pair has come: in the tool's own word, if it has
/// one, or else in that of the standard. Where there is no translation there is
/// nothing to believe.
fn how_far(pair: &Pair, state: &State, beside: &Beside) -> (Option<String>, Standing) {
    let is_empty = pair
        .target
        .as_ref()
        .is_none_or(|target| target.plain().trim().is_empty() && !target.has_codes());
    let (word, standing) = match beside.said(pair.mid.as_deref()) {
        Some(said) => (Some(said.word.clone()), said.standing),
        None => (
            state.word.clone(),
            standing_of(state.word.as_deref(), state.qualifier.as_deref()),
        ),
    };
    let says_nothing = matches!(standing, Standing::Unknown | Standing::Untranslated);
    match (standing, beside.filled()) {
        (Standing::Draft, _) if is_empty => (word, Standing::Untranslated),
        (_, Some(said)) if says_nothing && !is_empty => (Some(said.word.clone()), said.standing),
        _ => (word, standing),
    }
}
