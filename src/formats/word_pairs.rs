//! Reading the glossaries of OmegaT and of others who keep word pairs.
//!
//! A line is a source term, a target term and perhaps a remark, between tabs,
//! without quotation marks and without a header; what follows the third cell is
//! OmegaT's to ignore. Lines that begin with `#` are remarks on the file. The same
//! between commas has quotation marks (RFC 4180). Neither says its languages.
//!
//! ```
//! use tilmach::diag::Findings;
//! use tilmach::formats::word_pairs::{self, Form};
//! use tilmach::model::Locale;
//! let languages = [&Locale::english(), &"tr".parse()?];
//! let mut findings = Findings::new();
//! let entries = word_pairs::read("camp\tkamp\nun\tBM\tpreferred\n", Form::Tabs, languages, &mut findings);
//! assert_eq!(entries.len(), 2);
//! assert_eq!(entries[1].concept.terms[1].text, "BM");
//! assert!(findings.is_empty());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings, Place};
use crate::model::{Concept, ConceptEntry, EntryTerm, Locale, Term, Usage};

/// What stands between the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Tabs, and no quotation marks.
    Tabs,
    /// Commas, with the quotation marks of RFC 4180.
    Commas,
}

/// So many lines are read; the rest is told.
pub const MOST_LINES: usize = 100_000;

/// So many lines at fault are told one by one.
const MOST_FAULTS: u64 = 100;

/// What the lines gave so far.
#[derive(Default)]
struct Gathered {
    entries: Vec<ConceptEntry>,
    /// The entry of a source term.
    by_source: BTreeMap<String, usize>,
    faults: u64,
    remarks: u64,
    further: u64,
}

/// Reads word pairs. Lines with the same source term become one entry, without a
/// key: the format has none. The first word of a remark counts as the usage where
/// it is one (our own writer puts it there). A line without both terms is left
/// out with an error.
pub fn read(
    text: &str,
    form: Form,
    languages: [&Locale; 2],
    findings: &mut Findings,
) -> Vec<ConceptEntry> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut gathered = Gathered::default();
    let mut rows: Box<dyn Iterator<Item = (u64, Vec<String>)>> = match form {
        Form::Tabs => Box::new(between_tabs(text)),
        Form::Commas => Box::new(between_commas(text)),
    };
    for (line, cells) in rows.by_ref().take(MOST_LINES) {
        gathered.take(line, &cells, languages, findings);
    }
    if let Some((line, _)) = rows.next() {
        let message = format!("there are more than {MOST_LINES} lines; the rest was not read");
        let finding = Finding::error("omegat::too-many-lines", message);
        findings.push(finding.at(Place::default().line(line, 1)));
    }
    gathered.tell(findings);
    gathered.entries
}

fn between_tabs(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> {
    let lines = text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split('\r')
    });
    lines.zip(1..).map(|(line, number)| {
        let cells = line.split('\t').map(str::to_owned).collect();
        (number, cells)
    })
}

fn between_commas(text: &str) -> impl Iterator<Item = (u64, Vec<String>)> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    // A table that is text already has no faults for this reader.
    reader.into_records().filter_map(Result::ok).map(|record| {
        let line = record.position().map_or(1, csv::Position::line);
        (line, record.iter().map(str::to_owned).collect())
    })
}

impl Gathered {
    fn take(
        &mut self,
        line: u64,
        cells: &[String],
        [source, target]: [&Locale; 2],
        findings: &mut Findings,
    ) {
        let unseen = |c: char| c.is_whitespace() || c.is_control();
        let cell = |place: usize| {
            cells
                .get(place)
                .map_or("", |cell| cell.trim_matches(unseen))
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if cell(0).starts_with('#') {
            self.remarks += 1;
            return;
        }
        let place = Place::default().line(line, 1);
        if cell(0).is_empty() || cell(1).is_empty() {
            self.fault(cell(0), place, findings);
            return;
        }
        self.further += u64::from(cells.iter().skip(3).any(|cell| !cell.trim().is_empty()));
        let Some(entry) = self.entry(cell(0), source, &place) else {
            return;
        };
        let (usage, note) = remark(cell(2));
        let term = Term {
            note: note.to_owned(),
            ..Term::new(target.clone(), cell(1), usage.unwrap_or(Usage::Admitted))
        };
        entry.concept.terms.push(term);
        entry.terms.push(EntryTerm {
            place,
            is_decided: usage.is_some(),
        });
    }

    /// The entry of a source term, made if it is new.
    fn entry(&mut self, words: &str, source: &Locale, place: &Place) -> Option<&mut ConceptEntry> {
        let next = self.entries.len();
        let at = *self.by_source.entry(words.to_owned()).or_insert(next);
        if at == next {
            let mut concept = Concept::new("");
            let term = Term::new(source.clone(), words, Usage::Admitted);
            concept.terms.push(term);
            self.entries.push(ConceptEntry {
                concept,
                place: place.clone(),
                terms: vec![EntryTerm {
                    place: place.clone(),
                    is_decided: false,
                }],
            });
        }
        self.entries.get_mut(at)
    }

    fn fault(&mut self, words: &str, place: Place, findings: &mut Findings) {
        self.faults += 1;
        if self.faults <= MOST_FAULTS {
            let message = "the line has no two terms; it was left out";
            let finding = Finding::error("omegat::line", message)
                .at(place)
                .words(words);
            findings.push(finding.help("a line is a term, its translation and perhaps a remark"));
        }
    }

    fn tell(&self, findings: &mut Findings) {
        if self.faults > MOST_FAULTS {
            let more = self.faults - MOST_FAULTS;
            let message = format!("{more} more lines have no two terms; they were left out");
            findings.push(Finding::error("omegat::line", message));
        }
        for (number, what) in [
            (
                self.remarks,
                "lines that begin with # were not read: OmegaT takes them for remarks",
            ),
            (
                self.further,
                "lines have more than three cells; the further ones were not read",
            ),
        ] {
            if number > 0 {
                let message = format!("{what} ({number})");
                findings.push(Finding::note("omegat::left-out", message));
            }
        }
    }
}

/// The usage and what else a remark says: `preferred (attested, not signed off); …`.
fn remark(remark: &str) -> (Option<Usage>, &str) {
    let (first, rest) = match remark.split_once("; ") {
        Some((first, rest)) => (first, rest),
        None => (remark, ""),
    };
    let (word, evidence) = match first.split_once(" (") {
        // Evidence has a `;` of its own where a profile is named.
        Some((word, _)) => (word, true),
        None => (first, false),
    };
    let Some(usage) = Usage::parse(word).filter(|usage| *usage != Usage::Missing) else {
        return (None, remark);
    };
    if !evidence {
        return (Some(usage), rest);
    }
    let after = remark.split_once(')').map_or("", |(_, after)| after);
    (Some(usage), after.trim_start_matches("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read_all(text: &str, form: Form) -> (Vec<ConceptEntry>, Vec<String>) {
        let target = "tr".parse().expect("a tag");
        let mut findings = Findings::new();
        let entries = read(text, form, [&Locale::english(), &target], &mut findings);
        let codes = findings.iter().map(|f| format!("{} {}", f.place, f.code));
        (entries, codes.collect())
    }

    fn pairs(entries: &[ConceptEntry]) -> Vec<Vec<&str>> {
        entries
            .iter()
            .map(|e| e.concept.terms.iter().map(|t| t.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_of_every_kind() {
        let text = "\u{FEFF}# Glossary\r\na\tx\r\n\r\nb \t y\tz\tmore\r\nonly\r\na\tw\t\r\n\tq";
        let (entries, codes) = read_all(text, Form::Tabs);
        assert_eq!(pairs(&entries), [vec!["a", "x", "w"], vec!["b", "y"]]);
        assert_eq!(entries[1].concept.terms[1].note, "z");
        assert_eq!(entries[1].place.line, Some(4));
        assert_eq!(
            codes,
            [
                "-:5:1 omegat::line",
                "-:7:1 omegat::line",
                "- omegat::left-out",
                "- omegat::left-out"
            ]
        );
    }

    /// Regression: it was written again as a line without a translation.
    #[test]
    fn a_term_of_control_characters_alone_is_none() {
        let (entries, codes) = read_all("a\t\u{18}\u{18}\n\u{1}b\tc\n", Form::Tabs);
        assert_eq!(pairs(&entries), [vec!["b", "c"]]);
        assert_eq!(codes, ["-:1:1 omegat::line"]);
    }

    #[test]
    fn commas_have_quotation_marks_and_tabs_have_none() {
        let (entries, _) = read_all("\"a, b\",\"x \"\"y\"\"\",z\n", Form::Commas);
        assert_eq!(pairs(&entries), [vec!["a, b", "x \"y\""]]);
        let (entries, _) = read_all("\"a\"\t\"x\n", Form::Tabs);
        assert_eq!(pairs(&entries), [vec!["\"a\"", "\"x"]]);
    }

    #[test]
    fn the_usage_of_our_own_remarks_comes_back() {
        for (told, usage, note) in [
            ("preferred", Some(Usage::Preferred), ""),
            (
                "preferred; do not use: x",
                Some(Usage::Preferred),
                "do not use: x",
            ),
            (
                "admitted (attested, not signed off; profile un); a",
                Some(Usage::Admitted),
                "a",
            ),
            (
                "deprecated (unattested: ask a native speaker)",
                Some(Usage::Deprecated),
                "",
            ),
            ("preferably", None, "preferably"),
            ("missing", None, "missing"),
            ("", None, ""),
        ] {
            assert_eq!(remark(told), (usage, note), "{told}");
        }
    }

    proptest! {
        #[test]
        fn every_line_is_a_pair_or_told(text in "[a#,\"\t\r\nә ]{0,60}", tabs in any::<bool>()) {
            let form = if tabs { Form::Tabs } else { Form::Commas };
            let (entries, _) = read_all(&text, form);
            for entry in entries {
                prop_assert!(entry.concept.terms.len() > 1);
                prop_assert_eq!(entry.concept.terms.len(), entry.terms.len());
            }
        }
    }
}
