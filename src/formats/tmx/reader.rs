use std::io::BufRead;

use smol_str::{SmolStr, StrExt};

use crate::diag::{Finding, Findings};

use super::super::Error;
use super::super::xml::{self, Element, Event, Failure, Fault, Reader, is_space};
use super::inline;
use super::{Header, TOOL, Tuv, Unit};

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
}

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
                    self.header.properties.push(property);
                }
                _ => self.xml.skip()?,
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
        let mut unit = Unit {
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
                "note" => unit.notes.push(self.text()?),
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
        let mut tuv = Tuv {
            creation_date: taken(&mut element, "creationdate"),
            creation_id: taken(&mut element, "creationid"),
            ..Tuv::default()
        };
        while let Some(child) = self.xml.child()? {
            match kind(&child).as_str() {
                "prop" => tuv.properties.push(self.property(child)?),
                "seg" => {
                    tuv.content =
                        inline::segment(&mut self.xml, !self.is_ours, self.has_shortcuts)?;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(language.map(|language| Tuv { language, ..tuv }))
    }

    fn property(&mut self, mut element: Element) -> Result<(String, String), Failure> {
        let name = taken(&mut element, "type").unwrap_or_default();
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
