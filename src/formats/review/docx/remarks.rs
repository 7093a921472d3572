//! The remarks of a word processor (ISO/IEC 29500-1, section 17.13.4). Who made them,
//! and when, is not read.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings};
use crate::formats::xml::{Event, Reader};

use super::cell;
use super::node::{Node, attribute, faulty, is_word};

/// The remarks that belong to no row yet, by their ids.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    all: BTreeMap<String, String>,
    /// How many have no words that can be read.
    wordless: usize,
}

impl Remarks {
    /// Reads the part that holds them.
    pub(super) fn read(text: &str) -> Result<Remarks, Box<Finding>> {
        let mut reader = Reader::new(text.as_bytes());
        let mut remarks = Remarks::default();
        loop {
            match reader.next_event().map_err(faulty)? {
                Event::Start(element) if is_word(&element) && element.name.local == "comment" => {
                    let id = attribute(&element, "id").unwrap_or_default().to_owned();
                    let node = Node::read(&mut reader, element)?;
                    let found = cell::read(&node);
                    let said = [found.text.trim(), found.elsewhere.trim()].join(" ");
                    if said.trim().is_empty() {
                        remarks.wordless += 1;
                    }
                    remarks.all.insert(id, said.trim().to_owned());
                }
                Event::Eof => return Ok(remarks),
                _ => {}
            }
        }
    }

    /// Gives a remark to the row it is anchored in, once. One without words is none.
    pub(super) fn take(&mut self, id: &str) -> Option<String> {
        self.all.remove(id).filter(|text| !text.is_empty())
    }

    /// Tells of those that are anchored in no row, and of those without words.
    pub(super) fn tell_rest(self, findings: &mut Findings) {
        if self.wordless > 0 {
            let message = match self.wordless {
                1 => "a comment holds no words that can be read, and is not kept".to_owned(),
                number => {
                    format!("{number} comments hold no words that can be read, and are not kept")
                }
            };
            let help = "Is it a picture or a drawing? If it matters, write it down as text.";
            findings.push(Finding::warning("review::not-read", message).help(help));
        }
        for text in self.all.into_values().filter(|text| !text.is_empty()) {
            findings.push(
                Finding::warning(
                    "review::comment-elsewhere",
                    "this remark belongs to no row of the table, and is not kept",
                )
                .words(&text)
                .help("If it matters, write it into the column of comments."),
            );
        }
    }
}
