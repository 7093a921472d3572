//! What tools say of a unit beside the standard: one file for each tool.
//!
//! A tool's own words are more than `target/@state`: it sets them itself at every
//! step. The word is kept with the tool's prefix (`sdl:Draft`).

mod memoq;
mod phrase;
mod sdl;
mod txlf;

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::model::{Content, Standing};

use super::super::xml::{Element, Failure, Reader};

/// What a tool says of a unit or a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// In its own word, with its prefix.
    pub(super) word: String,
    /// What that means.
    pub(super) standing: Standing,
}

/// All that a tool says beside one `<trans-unit>`.
#[derive(Debug, Default)]
pub(super) struct Beside {
    of_unit: Option<Said>,
    /// What holds only where the standard's own state does not say more.
    filled: Option<Said>,
    of_segments: BTreeMap<String, Said>,
    tags: Option<phrase::Tags>,
}

impl Beside {
    /// What the attributes of a `<trans-unit>` say. `root` is the `<xliff>`.
    pub(super) fn of(unit: &Element, root: &Element) -> Beside {
        Beside {
            of_unit: memoq::said(unit).or_else(|| phrase::said(unit, root)),
            filled: txlf::said(unit),
            of_segments: BTreeMap::new(),
            tags: phrase::is_of(unit).then(phrase::Tags::default),
        }
    }

    /// Reads a child of the `<trans-unit>` that is not of XLIFF; one of a tool
    /// that we do not know is skipped.
    pub(super) fn read<R: BufRead>(
        &mut self,
        xml: &mut Reader<R>,
        child: &Element,
    ) -> Result<(), Failure> {
        if sdl::is_list(child) {
            return sdl::read(xml, &mut self.of_segments);
        }
        match &mut self.tags {
            Some(tags) if phrase::is_list(child) => phrase::read(xml, tags),
            _ => xml.skip(),
        }
    }

    /// What is said of a segment of the unit.
    pub(super) fn said(&self, mid: Option<&str>) -> Option<&Said> {
        mid.and_then(|mid| self.of_segments.get(mid))
            .or(self.of_unit.as_ref())
    }

    /// What is said of a unit whose own state says nothing of a translation.
    pub(super) fn filled(&self) -> Option<&Said> {
        self.filled.as_ref()
    }

    /// The content with the codes that a tool writes as text.
    pub(super) fn coded(&self, content: Content) -> Content {
        match &self.tags {
            Some(tags) => phrase::coded(content, tags),
            None => content,
        }
    }
}

/// An attribute in one namespace.
fn attribute<'e>(element: &'e Element, namespace: &str, name: &str) -> Option<&'e str> {
    element.attribute_in(Some(namespace), name)
}
