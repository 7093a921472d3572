use std::io::BufRead;

use crate::diag::{Finding, Findings, Place, Severity};
use crate::model::{
    BreakRule, FormatHandle, FormatKind, LanguageMap, LanguageRules, Pattern, SegmentationRules,
};

use super::super::Error;
use super::super::xml::{Element, Event, Failure, Reader, is_space};
use super::order::{Order, ours};
use super::{NAMESPACE, checks};

/// The namespace of the attributes that name a schema.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Reads a file of rules. None when it is refused; the findings say why.
///
/// ```
/// use tilmach::{diag::Findings, formats::srx};
/// let bytes = br#"<srx xmlns="http://www.lisa.org/srx20" version="2.0">
///   <header segmentsubflows="yes" cascade="no"/>
///   <body><languagerules><languagerule languagerulename="all"><rule>
///     <beforebreak>\.</beforebreak><afterbreak>\s</afterbreak>
///   </rule></languagerule></languagerules>
///   <maprules><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>"#;
/// let mut findings = Findings::new();
/// let rules = srx::read(&bytes[..], &mut findings)?.unwrap_or_default();
/// assert!(findings.is_empty() && rules.languages.len() == 1);
/// # Ok::<(), tilmach::formats::Error>(())
/// ```
///
/// # Errors
///
/// When the source cannot be read.
pub fn read(
    source: impl BufRead,
    findings: &mut Findings,
) -> Result<Option<SegmentationRules>, Error> {
    let before = findings.count(Severity::Error);
    let mut walker = Walker {
        xml: Reader::new(source),
        findings,
        rules: SegmentationRules::default(),
    };
    match walker.document() {
        Ok(()) => {}
        Err(Failure::Fault(fault)) => walker.findings.push(fault.into()),
        Err(Failure::Io(error)) => return Err(error.into()),
    }
    let rules = walker.rules;
    if findings.count(Severity::Error) == before {
        checks::check(&rules, findings);
    }
    Ok((findings.count(Severity::Error) == before).then_some(rules))
}

struct Walker<'a, R> {
    xml: Reader<R>,
    findings: &'a mut Findings,
    rules: SegmentationRules,
}

impl<R: BufRead> Walker<'_, R> {
    fn document(&mut self) -> Result<(), Failure> {
        let root = loop {
            if let Event::Start(element) = self.xml.next_event()? {
                break element;
            }
        };
        if let Some(label) = self.xml.declared_in_vain() {
            let message = format!("the file says it is in {label}, which it is not");
            let place = self.xml.place();
            self.findings
                .push(Finding::warning("xml::encoding", message).at(place));
        }
        if !self.is_srx(&root) {
            return Ok(());
        }
        self.attributes(&root, &["version"]);
        let mut order = Order::new("srx", &["header", "body"]);
        while let Some(child) = self.child("srx")? {
            match self.ordered(&mut order, &child) {
                Some("header") => self.header(&child)?,
                Some(_) => self.body(&child)?,
                None => self.xml.skip()?,
            }
        }
        self.complete(&order, self.xml.place());
        // What follows the root can still make the document ill-formed.
        while self.xml.next_event()? != Event::Eof {}
        Ok(())
    }

    /// Whether the root is that of SRX 2.0; if not, what it is was said.
    fn is_srx(&mut self, root: &Element) -> bool {
        let version = root.attribute("version");
        let namespace = root.name.namespace.as_deref();
        let finding = if root.name.local != "srx" {
            let message = format!("this is <{}>, not SRX", root.name.local);
            Finding::error("srx::root", message).help("Is it the right file?")
        } else if version != Some("2.0") {
            let version = version.unwrap_or("none");
            let message = format!("the version of SRX is {version}, and 2.0 is read");
            Finding::error("srx::version", message)
                .help("Open it in the tool it comes from and save it as SRX 2.0.")
        } else if namespace != Some(NAMESPACE) {
            let message = "the namespace is not that of SRX 2.0";
            Finding::error("srx::namespace", message)
                .words(namespace.unwrap_or("none"))
                .help(format!("It is xmlns=\"{NAMESPACE}\"."))
        } else {
            return true;
        };
        let place = self.xml.place();
        self.findings.push(finding.at(place));
        false
    }

    fn header(&mut self, element: &Element) -> Result<(), Failure> {
        self.attributes(element, &["segmentsubflows", "cascade"]);
        self.rules.segment_subflows = self.yes_or_no(element, "segmentsubflows");
        self.rules.cascade = self.yes_or_no(element, "cascade");
        let mut foreign = false;
        while let Some(child) = self.child("header")? {
            let namespace = child.name.namespace.as_deref();
            if namespace.is_some_and(|namespace| namespace != NAMESPACE) {
                foreign = true;
                let place = self.xml.place();
                self.findings.extend(checks::extension(&child, &place));
                self.foreign(&child, place)?;
            } else if ours(&child) == Some("formathandle") && !foreign {
                self.format_handle(&child);
                self.nothing_in("formathandle")?;
            } else {
                self.misplaced(&child, "header");
                self.xml.skip()?;
            }
        }
        if self.rules.format_handles.len() > 3 {
            let place = self.xml.place();
            self.fault(place, "more than three <formathandle> in <header>");
        }
        Ok(())
    }

    /// Passes over an element of another namespace. What stands in Okapi's
    /// rule for ranges changes the cuts, and is not obeyed.
    fn foreign(&mut self, element: &Element, place: Place) -> Result<(), Failure> {
        let text = self.xml.text()?;
        if element.name.local == "rangeRule" && !text.trim().is_empty() {
            self.findings
                .push(checks::not_obeyed("rangeRule", &text).at(place));
        }
        Ok(())
    }

    fn format_handle(&mut self, element: &Element) {
        self.attributes(element, &["type", "include"]);
        let include = self.yes_or_no(element, "include");
        let kind = element.attribute("type").map(FormatKind::parse);
        match kind {
            Some(Some(kind)) => self
                .rules
                .format_handles
                .push(FormatHandle { kind, include }),
            Some(None) => self.value(element, "type", "start, end or isolated"),
            None => {}
        }
    }

    fn body(&mut self, element: &Element) -> Result<(), Failure> {
        self.attributes(element, &[]);
        let mut order = Order::new("body", &["languagerules", "maprules"]);
        while let Some(child) = self.child("body")? {
            let name = self.ordered(&mut order, &child);
            if name.is_some() {
                self.attributes(&child, &[]);
            }
            match name {
                Some("languagerules") => self.many(&child, "languagerule", Self::language)?,
                Some(_) => self.many(&child, "languagemap", Self::map)?,
                None => self.xml.skip()?,
            }
        }
        self.complete(&order, self.xml.place());
        Ok(())
    }

    /// An element that holds one or more of another, and nothing else.
    fn many(
        &mut self,
        element: &Element,
        inner: &'static str,
        mut read: impl FnMut(&mut Self, &Element) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let name = element.name.local.as_str();
        let place = self.xml.place();
        let mut count = 0;
        while let Some(child) = self.child(name)? {
            if ours(&child) == Some(inner) {
                count += 1;
                read(self, &child)?;
            } else {
                self.misplaced(&child, name);
                self.xml.skip()?;
            }
        }
        if count == 0 {
            self.fault(place, format!("there is no <{inner}> in <{name}>"));
        }
        Ok(())
    }

    fn language(&mut self, element: &Element) -> Result<(), Failure> {
        self.attributes(element, &["languagerulename"]);
        let name = element.attribute("languagerulename").unwrap_or_default();
        self.rules.languages.push(LanguageRules {
            name: name.to_owned(),
            rules: Vec::new(),
            place: self.xml.place(),
        });
        self.many(element, "rule", |walker, element| {
            let rule = walker.rule(element)?;
            if let Some(language) = walker.rules.languages.last_mut() {
                language.rules.push(rule);
            }
            Ok(())
        })
    }

    fn rule(&mut self, element: &Element) -> Result<BreakRule, Failure> {
        self.attributes_of(element, &["break"], &[]);
        let place = self.xml.place();
        let mut rule = BreakRule {
            // The schema gives no default; the standard says yes.
            breaks: element.attribute("break").is_none() || self.yes_or_no(element, "break"),
            before: Pattern::default(),
            after: Pattern::default(),
            place,
        };
        rule.before.place = rule.place.clone();
        rule.after.place = rule.place.clone();
        let mut order = Order::new("rule", &["beforebreak", "afterbreak"]);
        while let Some(child) = self.child("rule")? {
            match self.ordered(&mut order, &child) {
                Some("beforebreak") => rule.before = self.pattern(&child)?,
                Some(_) => rule.after = self.pattern(&child)?,
                None => self.xml.skip()?,
            }
        }
        Ok(rule)
    }

    /// The text of `<beforebreak>` or `<afterbreak>`, to the letter.
    fn pattern(&mut self, element: &Element) -> Result<Pattern, Failure> {
        self.attributes(element, &[]);
        let mut pattern = Pattern {
            text: String::new(),
            place: self.xml.place(),
        };
        loop {
            match self.xml.next_event()? {
                Event::Text(text) => {
                    if pattern.text.is_empty() {
                        pattern.place = self.xml.place();
                    }
                    pattern.text.push_str(&text);
                }
                Event::Start(child) => {
                    self.misplaced(&child, &element.name.local);
                    self.xml.skip()?;
                }
                Event::End(_) | Event::Eof => return Ok(pattern),
            }
        }
    }

    fn map(&mut self, element: &Element) -> Result<(), Failure> {
        self.attributes(element, &["languagepattern", "languagerulename"]);
        let owned = |name| element.attribute(name).unwrap_or_default().to_owned();
        self.rules.maps.push(LanguageMap {
            pattern: owned("languagepattern"),
            rules: owned("languagerulename"),
            place: self.xml.place(),
        });
        self.nothing_in("languagemap")
    }

    fn nothing_in(&mut self, name: &str) -> Result<(), Failure> {
        while let Some(child) = self.child(name)? {
            self.misplaced(&child, name);
            self.xml.skip()?;
        }
        Ok(())
    }

    /// The next child of an element in which no text may stand.
    fn child(&mut self, parent: &str) -> Result<Option<Element>, Failure> {
        loop {
            match self.xml.next_event()? {
                Event::Start(element) => return Ok(Some(element)),
                Event::End(_) | Event::Eof => return Ok(None),
                Event::Text(text) if text.chars().all(is_space) => {}
                Event::Text(text) => {
                    let message = format!("text in <{parent}>, where none may stand");
                    let finding = Finding::error("srx::structure", message)
                        .words(text.trim())
                        .at(self.xml.place());
                    self.findings.push(finding);
                }
            }
        }
    }

    /// The name of a child, if it stands where it may.
    fn ordered(&mut self, order: &mut Order, child: &Element) -> Option<&'static str> {
        let found = ours(child).and_then(|name| order.take(name));
        if found.is_none() {
            self.misplaced(child, order.parent);
        }
        found
    }

    /// Whether all that must stand in an element did.
    fn complete(&mut self, order: &Order, place: Place) {
        for name in order.missing() {
            let message = format!("there is no <{name}> in <{}>", order.parent);
            self.fault(place.clone(), message);
        }
    }

    fn misplaced(&mut self, child: &Element, parent: &str) {
        let place = self.xml.place();
        let message = format!("<{}> may not stand here in <{parent}>", child.name.local);
        self.fault(place, message);
    }

    fn fault(&mut self, place: Place, message: impl Into<String>) {
        let finding = Finding::error("srx::structure", message)
            .at(place)
            .help("The schema srx20.xsd says what may stand where.");
        self.findings.push(finding);
    }

    /// All of these attributes must be there, and no other.
    fn attributes(&mut self, element: &Element, required: &[&str]) {
        self.attributes_of(element, required, required);
    }

    fn attributes_of(&mut self, element: &Element, known: &[&str], required: &[&str]) {
        let local = &element.name.local;
        let place = self.xml.place();
        for name in required {
            if element.attribute(name).is_none() {
                self.fault(place.clone(), format!("<{local}> lacks {name}"));
            }
        }
        for attribute in &element.attributes {
            let name = attribute.name.local.as_str();
            let is_known = match attribute.name.namespace.as_deref() {
                None => known.contains(&name),
                Some(namespace) => namespace == SCHEMA_INSTANCE,
            };
            if !is_known {
                let message = format!("<{local}> cannot have the attribute {name}");
                self.fault(place.clone(), message);
            }
        }
    }

    fn yes_or_no(&mut self, element: &Element, name: &str) -> bool {
        match element.attribute(name) {
            Some("yes") => true,
            Some("no") | None => false,
            Some(_) => {
                self.value(element, name, "yes or no");
                false
            }
        }
    }

    fn value(&mut self, element: &Element, name: &str, wanted: &str) {
        let found = element.attribute(name).unwrap_or_default();
        let finding = Finding::error("srx::value", format!("{name} is {wanted}"))
            .words(found)
            .at(self.xml.place());
        self.findings.push(finding);
    }
}
