use std::collections::BTreeSet;
use std::io::BufRead;

use smol_str::{SmolStr, StrExt};

use crate::diag::{Finding, Findings};

use super::super::Error;
use super::super::xml::{self, Element, Event, Failure, Fault, Reader, is_space};
use super::inline;
use super::{Header, TOOL, Tuv, Unit, kept};

/// Reads a memory unit by unit, in constant memory.
///
/// False means that it was refused; the findings say why, with severity error
/// and a place. The fault may stand at the very end of the file, so units that
/// were handed over before are void then: whoever stores them must roll back.
///
/// ```
/// use tilmach::{diag::Findings, formats::tmx};
/// let bytes = br#"<tmx version="1.4"><header creationtool="x" creationtoolversion="1"
///   segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>
///   <tu><tuv xml:lang="en"><seg>Freedom.</seg></tuv></tu></body></tmx>"#;
/// let mut texts = Vec::new();
/// let mut findings = Findings::new();
/// let accepted = tmx::read(&bytes[..], &mut findings, &mut |_, unit| {
///     texts.extend(unit.variants.iter().map(|tuv| tuv.content.plain()));
/// })?;
/// assert!(accepted && findings.is_empty());
/// assert_eq!(texts, ["Freedom."]);
/// # Ok::<(), tilmach::formats::Error>(())
/// ```
///
/// # Errors
///
/// When the source cannot be read.
pub fn read(
    source: impl BufRead,
    findings: &mut Findings,
    each: &mut dyn FnMut(&Header, Unit),
) -> Result<bool, Error> {
    let mut walker = Walker {
        xml: Reader::new(source),
        findings,
        header: Header::default(),
        is_ours: false,
        has_shortcuts: false,
        lost: BTreeSet::new(),
    };
    match walker.document(each) {
        Ok(()) => Ok(true),
        Err(Failure::Fault(fault)) => {
            findings.push(fault.into());
            Ok(false)
        }
        Err(Failure::Io(error)) => Err(error.into()),
    }
}

struct Walker<'a, R> {
    xml: Reader<R>,
    findings: &'a mut Findings,
    header: Header,
    /// Our own files are read to the letter, others with some forbearance.
    is_ours: bool,
    has_shortcuts: bool,
    /// What is not kept of the file.
    lost: BTreeSet<&'static str>,
}

/// What is not kept, in the words of the finding.
const NAMES: &str = "who made and changed units";
const OF_HEADER: &str = "properties, notes and characters of the header";
const OF_NOTES: &str = "languages and encodings of notes and properties";
const VALUES: &str = "dates and kinds of segments that TMX does not have";

/// The attributes the DTD requires of a header, without `srclang`.
const REQUIRED: [&str; 6] = [
    "creationtool",
    "creationtoolversion",
    "segtype",
    "o-tmf",
    "adminlang",
    "datatype",
];

impl<R: BufRead> Walker<'_, R> {
    fn document(&mut self, each: &mut dyn FnMut(&Header, Unit)) -> Result<(), Failure> {
        let root = loop {
            match self.xml.next_event()? {
                Event::Start(element) => break element,
                _ => continue,
            }
        };
        if let Some(label) = self.xml.declared_in_vain() {
            let message = format!("the file says it is in {label}, which it is not");
            self.warn("xml::encoding", message);
        }
        if kind(&root) != "tmx" {
            return Err(Failure::Fault(Fault {
                place: self.xml.place(),
                code: "tmx::root",
                message: format!("this is <{}>, not a TMX", root.name.local),
            }));
        }
        let version = root.attribute("version").unwrap_or("none");
        if !matches!(version, "1.1" | "1.2" | "1.3" | "1.4" | "1.4b") {
            let message = format!("the version of TMX is {version}; it is read as 1.4");
            self.warn("tmx::version", message);
        }
        while let Some(child) = self.xml.child()? {
            match kind(&child).as_str() {
                "header" => self.take_header(&child)?,
                "body" => self.body(each)?,
                _ => self.xml.skip()?,
            }
        }
        // What follows the root can still make the document ill-formed.
        while self.xml.next_event()? != Event::Eof {}
        self.tell_lost();
        Ok(())
    }

    fn take_header(&mut self, element: &Element) -> Result<(), Failure> {
        let owned = |name: &str| attribute(element, name).map(str::to_owned);
        self.header = Header {
            creation_tool: owned("creationtool"),
            creation_tool_version: owned("creationtoolversion"),
            memory_format: owned("o-tmf"),
            source_language: owned("srclang").filter(|tag| !tag.trim().is_empty()),
            properties: Vec::new(),
        };
        self.is_ours = self.header.creation_tool.as_deref() == Some(TOOL);
        let missing: Vec<&str> = REQUIRED
            .into_iter()
            .filter(|name| attribute(element, name).is_none())
            .collect();
        if !missing.is_empty() {
            let message = format!("the header lacks {}", missing.join(", "));
            self.warn("tmx::header", message);
        }
        if self.header.source_language.is_none() {
            self.warn(
                "tmx::source-language",
                "the header does not name the source language",
            );
        }
        while let Some(child) = self.xml.child()? {
            match kind(&child).as_str() {
                "prop" => {
                    let property = self.property(child)?;
                    self.lost.insert(OF_HEADER);
                    self.header.properties.push(property);
                }
                _ => {
                    self.lost.insert(OF_HEADER);
                    self.xml.skip()?;
                }
            }
        }
        self.has_shortcuts = self.header.has_shortcuts();
        Ok(())
    }

    fn body(&mut self, each: &mut dyn FnMut(&Header, Unit)) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            if kind(&child) == "tu" {
                let unit = self.unit(child)?;
                each(&self.header, unit);
            } else {
                self.xml.skip()?;
            }
        }
        Ok(())
    }

    fn unit(&mut self, mut element: Element) -> Result<Unit, Failure> {
        self.lose_names(&element);
        let mut unit = Unit {
            attributes: self.attributes(&element, &kept::OF_UNIT),
            tuid: taken(&mut element, "tuid"),
            source_language: taken(&mut element, "srclang"),
            creation_date: taken(&mut element, "creationdate"),
            change_date: taken(&mut element, "changedate"),
            creation_id: taken(&mut element, "creationid"),
            place: self.xml.place(),
            ..Unit::default()
        };
        while let Some(child) = self.xml.child()? {
            match kind(&child).as_str() {
                "prop" => unit.properties.push(self.property(child)?),
                "note" => unit.notes.push(self.note(&child)?),
                "tuv" => unit.variants.extend(self.variant(child)?),
                _ => self.xml.skip()?,
            }
        }
        Ok(unit)
    }

    fn variant(&mut self, mut element: Element) -> Result<Option<Tuv>, Failure> {
        let language = element
            .attributes
            .iter_mut()
            .find(|a| a.name.local == "lang" && a.name.namespace.as_deref() == Some(xml::XML))
            .map(|a| std::mem::take(&mut a.value))
            .or_else(|| taken(&mut element, "lang"))
            .filter(|tag| !tag.trim().is_empty());
        if language.is_none() {
            self.warn("tmx::language", "a <tuv> without a language was left out");
        }
        self.lose_names(&element);
        let mut tuv = Tuv {
            attributes: self.attributes(&element, &kept::OF_TEXT),
            ..Tuv::default()
        };
        while let Some(child) = self.xml.child()? {
            match kind(&child).as_str() {
                "prop" => tuv.properties.push(self.property(child)?),
                "note" => tuv.notes.push(self.note(&child)?),
                "seg" => {
                    let padded = !self.is_ours;
                    let seg = inline::segment(&mut self.xml, padded, self.has_shortcuts)?;
                    if seg.has_unknown {
                        self.warn(
                            "tmx::element",
                            "an element that TMX does not know was left out",
                        );
                    }
                    (tuv.content, tuv.markup) = (seg.content, seg.markup);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(language.map(|language| Tuv { language, ..tuv }))
    }

    fn note(&mut self, element: &Element) -> Result<String, Failure> {
        if !element.attributes.is_empty() {
            self.lost.insert(OF_NOTES);
        }
        self.text()
    }

    /// The attributes that are kept as they are, in order.
    fn attributes(&mut self, element: &Element, known: &[&str]) -> Vec<(String, String)> {
        let mut list: Vec<(String, String)> = Vec::new();
        for attribute in &element.attributes {
            if attribute.name.namespace.is_some() {
                continue;
            }
            let local = attribute.name.local.as_str();
            let Some(name) = known.iter().find(|name| name.eq_ignore_ascii_case(local)) else {
                continue;
            };
            match kept::value(name, &attribute.value) {
                Some(value) => list.push(((*name).to_owned(), value)),
                None => {
                    self.lost.insert(VALUES);
                }
            }
        }
        list
    }

    fn lose_names(&mut self, element: &Element) {
        let has = |name| attribute(element, name).is_some();
        if !self.is_ours && (has("creationid") || has("changeid")) {
            self.lost.insert(NAMES);
        }
    }

    /// Says once what of a file is not kept.
    fn tell_lost(&mut self) {
        if !self.is_ours && !self.lost.is_empty() {
            let lost: Vec<&str> = std::mem::take(&mut self.lost).into_iter().collect();
            let message = format!("not kept of this file: {}", lost.join("; "));
            self.findings.push(Finding::note("tmx::not-kept", message));
        }
    }

    fn property(&mut self, mut element: Element) -> Result<(String, String), Failure> {
        if element.attributes.len() > 1 {
            self.lost.insert(OF_NOTES);
        }
        let name = taken(&mut element, "type").unwrap_or_default();
        if !self.is_ours && kept::names_a_person(&name) {
            self.lost.insert(NAMES);
        }
        Ok((name, self.text()?))
    }

    /// The text of an element that should hold nothing else.
    fn text(&mut self) -> Result<String, Failure> {
        let text = self.xml.text()?;
        if !self.is_ours && text.contains('\n') {
            return Ok(text.trim_matches(is_space).to_owned());
        }
        Ok(text)
    }

    fn warn(&mut self, code: &str, message: impl Into<String>) {
        self.findings
            .push(Finding::warning(code, message).at(self.xml.place()));
    }
}

/// The local name in lower case: SGML days left files in upper case.
pub(super) fn kind(element: &Element) -> SmolStr {
    let local = &element.name.local;
    if local.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return local.to_ascii_lowercase_smolstr();
    }
    local.clone()
}

/// The value of an attribute without a prefix, its name in any case, which is
/// taken out of the element.
pub(super) fn taken(element: &mut Element, name: &str) -> Option<String> {
    element
        .attributes
        .iter_mut()
        .find(|a| a.name.namespace.is_none() && a.name.local.eq_ignore_ascii_case(name))
        .map(|a| std::mem::take(&mut a.value))
}

/// An attribute without a prefix, its name in any case.
pub(super) fn attribute<'e>(element: &'e Element, name: &str) -> Option<&'e str> {
    element
        .attributes
        .iter()
        .find(|a| a.name.namespace.is_none() && a.name.local.eq_ignore_ascii_case(name))
        .map(|a| a.value.as_str())
}
