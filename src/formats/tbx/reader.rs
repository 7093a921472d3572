//! Reading TBX: the document, and the parts that every level of it has.

use std::io::BufRead;

use crate::diag::{Finding, Findings, Place};
use crate::model::{ConceptEntry, Locale};

use super::super::Error;
use super::super::xml::{self, Element, Event, Failure, Fault, Reader, is_space};
use super::category::of_dialect;
use super::tally::{Loss, Tally};
use super::{LONGEST_TEXT, NAMESPACE};

/// Reads a termbase concept by concept, in constant memory.
///
/// Kept are the terms in `languages`; none at all means every language. The first
/// of them is the one whose definitions come before others. False means that the
/// file was refused; the findings say why, with severity error and a place. The
/// fault may stand at the very end, so concepts that were handed over before are
/// void then.
///
/// # Errors
///
/// When the source cannot be read.
pub fn read(
    source: impl BufRead,
    languages: &[Locale],
    findings: &mut Findings,
    each: &mut dyn FnMut(ConceptEntry),
) -> Result<bool, Error> {
    let mut walker = Walker {
        xml: Reader::new(source),
        findings,
        languages,
        tally: Tally::default(),
        dialect: None,
        is_v3: false,
    };
    match walker.document(each) {
        Ok(()) => {
            walker.tally.tell(walker.findings);
            Ok(true)
        }
        Err(Failure::Fault(fault)) => {
            findings.push(fault.into());
            Ok(false)
        }
        Err(Failure::Io(error)) => Err(error.into()),
    }
}

pub(super) struct Walker<'a, R> {
    pub(super) xml: Reader<R>,
    findings: &'a mut Findings,
    pub(super) languages: &'a [Locale],
    pub(super) tally: Tally,
    /// The categories of the dialect, if it is a known one.
    dialect: Option<&'static [&'static str]>,
    pub(super) is_v3: bool,
}

/// A text of a category at some level of an entry.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) category: String,
    pub(super) text: String,
    pub(super) place: Place,
    /// Where it was seen, if the file groups the two.
    pub(super) source: String,
}

impl<R: BufRead> Walker<'_, R> {
    fn document(&mut self, each: &mut dyn FnMut(ConceptEntry)) -> Result<(), Failure> {
        let root = loop {
            match self.xml.next_event()? {
                Event::Start(element) => break element,
                _ => continue,
            }
        };
        if let Some(label) = self.xml.declared_in_vain() {
            let message = format!("the file says it is in {label}, which it is not");
            self.warn("xml::encoding", message, "it was read as what it is");
        }
        self.root(&root)?;
        let mut concepts = 0_u64;
        while let Some(child) = self.xml.child()? {
            match child.name.local.as_str() {
                "text" => self.body(&mut |entry| {
                    concepts += 1;
                    each(entry);
                })?,
                // A header says who made the file and how; no concept needs it.
                "tbxHeader" | "martifHeader" => self.header()?,
                other => self.stray(other)?,
            }
        }
        // What follows the root can still make the document ill-formed.
        while self.xml.next_event()? != Event::Eof {}
        if concepts == 0 {
            let message = "there is no concept with a term in a language of the project";
            self.warn("tbx::empty", message, "is it the right file?");
        }
        Ok(())
    }

    /// Which version it is; nothing else is TBX.
    fn root(&mut self, root: &Element) -> Result<(), Failure> {
        self.is_v3 = match root.name.local.as_str() {
            "tbx" => true,
            "martif" => false,
            _ => {
                return Err(Failure::Fault(Fault {
                    place: self.xml.place(),
                    code: "tbx::root",
                    message: format!(
                        "this is no TBX: it begins with \u{201C}{}\u{201D}, not tbx or martif",
                        root.name.local
                    ),
                }));
            }
        };
        let wanted = self.is_v3.then_some(NAMESPACE);
        if root.name.namespace.as_deref() != wanted {
            let message = match wanted {
                Some(_) => "the file is not in the namespace of TBX 3",
                None => "the file is TBX 2 and has a namespace, which TBX 2 does not have",
            };
            self.warn("tbx::namespace", message, "it was read all the same");
        }
        if self.is_v3 {
            self.dialect = of_dialect(root.attribute("type").unwrap_or_default());
        }
        Ok(())
    }

    /// Nothing is kept of a header; words outside of a paragraph are a sign that
    /// the file was not made by a tool.
    fn header(&mut self) -> Result<(), Failure> {
        let mut open: Vec<bool> = vec![false];
        while !open.is_empty() {
            match self.xml.next_event()? {
                Event::Start(element) => {
                    open.push(matches!(element.name.local.as_str(), "p" | "title"));
                }
                Event::End(_) | Event::Eof => {
                    open.pop();
                }
                Event::Text(text) => {
                    if !text.trim_matches(is_space).is_empty() && !open.contains(&true) {
                        let message = "words in the header outside of a paragraph (p)";
                        self.left_out(message);
                    }
                }
            }
        }
        Ok(())
    }

    fn body(&mut self, each: &mut dyn FnMut(ConceptEntry)) -> Result<(), Failure> {
        while let Some(child) = self.xml.child()? {
            match child.name.local.as_str() {
                "body" => {
                    while let Some(child) = self.xml.child()? {
                        match child.name.local.as_str() {
                            "conceptEntry" | "termEntry" => self.entry(&child, each)?,
                            other => self.stray(other)?,
                        }
                    }
                }
                // Names, addresses, and what entries refer to.
                "back" => {
                    self.lose(Loss::Category, "back");
                    self.xml.skip()?;
                }
                other => self.stray(other)?,
            }
        }
        Ok(())
    }

    /// An element where the standard has none.
    pub(super) fn stray(&mut self, name: &str) -> Result<(), Failure> {
        self.left_out(&format!("\u{201C}{name}\u{201D} may not stand here"));
        self.xml.skip()
    }

    /// One child that is no section: a category, or a group of them.
    pub(super) fn fact(&mut self, element: &Element, facts: &mut Vec<Fact>) -> Result<(), Failure> {
        let name = element.name.local.as_str();
        match name {
            "transacGrp" | "transac" => {
                // Who changed what, and when: names of persons are not kept.
                self.lose(Loss::Category, "transaction");
                self.in_dialect("transaction");
                self.xml.skip()
            }
            "descripGrp" | "adminGrp" | "termNoteGrp" => self.group(name, facts),
            "descrip" | "admin" | "termNote" | "xref" | "ref" | "descripNote" | "adminNote" => {
                let Some(category) = element.attribute("type").filter(|name| !name.is_empty())
                else {
                    self.left_out(&format!(
                        "\u{201C}{name}\u{201D} does not say what it is (type)"
                    ));
                    return self.xml.skip();
                };
                self.text_of(category, facts)
            }
            // In the style DCT the category is the name of the element.
            category => self.text_of(category, facts),
        }
    }

    fn text_of(&mut self, category: &str, facts: &mut Vec<Fact>) -> Result<(), Failure> {
        self.in_dialect(category);
        let place = self.xml.place();
        let text = self.words(category)?;
        // A concept with more texts than this is no concept of a glossary.
        if facts.len() >= super::MOST_TERMS {
            self.tally.count(Loss::Category, category, 1, place);
            return Ok(());
        }
        if !text.is_empty() {
            facts.push(Fact {
                category: category.to_owned(),
                text,
                place,
                source: String::new(),
            });
        }
        Ok(())
    }

    /// A category with what is said of it: its source, and remarks.
    fn group(&mut self, name: &str, facts: &mut Vec<Fact>) -> Result<(), Failure> {
        let place = self.xml.place();
        let mut inner = Vec::new();
        let mut heads = 0;
        while let Some(child) = self.xml.child()? {
            let is_head = name.strip_suffix("Grp") == Some(child.name.local.as_str());
            heads += usize::from(is_head);
            self.fact(&child, &mut inner)?;
        }
        if heads > 1 {
            let message = format!("there is more than one in a \u{201C}{name}\u{201D}");
            let finding = Finding::warning("tbx::structure", message).at(place);
            self.tally.fault(finding, self.findings);
        }
        let mut inner = inner.into_iter();
        if let Some(mut head) = inner.next() {
            for fact in inner {
                if fact.category == "source" && head.source.is_empty() {
                    head.source = fact.text;
                } else {
                    facts.push(fact);
                }
            }
            facts.push(head);
        }
        Ok(())
    }

    /// The text of the element that has just begun, as one line.
    pub(super) fn words(&mut self, category: &str) -> Result<String, Failure> {
        let place = self.xml.place();
        let mut words = String::new();
        let mut room = LONGEST_TEXT;
        let mut depth = 1_usize;
        let mut is_cut = false;
        while depth > 0 {
            match self.xml.next_event()? {
                Event::Start(_) => depth += 1,
                Event::End(_) | Event::Eof => depth -= 1,
                Event::Text(part) => {
                    let mut parts = part.chars();
                    words.extend(parts.by_ref().take(room));
                    room = room.saturating_sub(part.chars().count());
                    is_cut |= parts.next().is_some();
                }
            }
        }
        if is_cut {
            self.tally.count(Loss::Long, category, 1, place);
        }
        let line: Vec<&str> = words
            .split(is_space)
            .filter(|word| !word.is_empty())
            .collect();
        Ok(line.join(" "))
    }

    fn in_dialect(&mut self, category: &str) {
        if self.dialect.is_some_and(|known| !known.contains(&category)) {
            self.lose(Loss::Dialect, category);
        }
    }

    pub(super) fn lose(&mut self, loss: Loss, name: &str) {
        let place = self.xml.place();
        self.tally.count(loss, name, 1, place);
    }

    /// A part that stands where it cannot be understood.
    pub(super) fn left_out(&mut self, message: &str) {
        let finding = Finding::error("tbx::structure", message.to_owned())
            .at(self.xml.place())
            .help("this part was left out; export the file again, or correct it here");
        self.tally.fault(finding, self.findings);
    }

    pub(super) fn doubt(&mut self, message: &str) {
        let finding = Finding::warning("tbx::structure", message.to_owned()).at(self.xml.place());
        self.tally.fault(finding, self.findings);
    }

    fn warn(&mut self, code: &str, message: impl Into<String>, help: &str) {
        let finding = Finding::warning(code, message).at(self.xml.place());
        self.findings.push(finding.help(help));
    }
}

/// The language of a section: `xml:lang`, which some tools write without `xml`.
pub(super) fn language(element: &Element) -> Option<&str> {
    element
        .attribute_in(Some(xml::XML), "lang")
        .or_else(|| element.attribute("lang"))
        .filter(|tag| !tag.trim().is_empty())
}

#[cfg(test)]
#[path = "reader_tests.rs"]
mod tests;
