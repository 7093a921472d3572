//! The section `[checks]`: which checks are asked, and how much they weigh.

use crate::diag::{Finding, Severity};

use super::nearest;
use super::reader::{Reader, Value};

impl Reader<'_> {
    /// Reads the section.
    pub(super) fn checks(&mut self, value: &Value<'_>) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type(value, "a section");
        };
        let known = self.surroundings.checks();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let finding =
                    Finding::error("project::check", "there is no such check").words(name);
                self.fault(
                    key,
                    match nearest(name, known.iter().copied()) {
                        Some(near) => finding.help(format!("Did you mean `{near}`?")),
                        None => finding.help("docs/checks.md lists all."),
                    },
                );
                continue;
            }
            let Some(weight) = self.string(value) else {
                continue;
            };
            match parse(&weight) {
                Some(weight) => {
                    self.project.checks.insert(name.to_owned(), weight);
                }
                None => {
                    let finding = Finding::error("project::check", "a check has no such weight");
                    let help = "Weights are: off, note, warning, error.";
                    self.fault(value, finding.words(&weight).help(help));
                }
            }
        }
    }
}

fn parse(weight: &str) -> Option<Option<Severity>> {
    match weight {
        "off" => Some(None),
        "note" => Some(Some(Severity::Note)),
        "warning" => Some(Some(Severity::Warning)),
        "error" => Some(Some(Severity::Error)),
        _ => None,
    }
}
