//! What a package tells the translator of a unit, as the notes of a file.

use crate::model::{Earlier, PackageUnit, QuotedBy};

use super::xliff12::term_line;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A term of the glossary.
    Term,
    /// Whose words the unit is.
    Quotation,
    /// How the unit stood in an earlier version of the statement.
    Earlier,
    /// Anything else.
    Remark,
}

impl Subject {
    /// `note/@category` of XLIFF 2 (section 4.3.1.4).
    pub(super) fn category(self) -> &'static str {
        match self {
            Subject::Term => "terminology",
            Subject::Quotation => "quotation",
            Subject::Earlier => "earlier-version",
            Subject::Remark => "remark",
        }
    }

    /// Whether it speaks of words of the source, not of the whole unit.
    pub(super) fn is_of_source(self) -> bool {
        matches!(self, Subject::Term | Subject::Quotation)
    }

    /// From 1, the highest, to 10, in both versions of the standard.
    pub(super) fn priority(self) -> &'static str {
        match self {
            Subject::Remark => "1",
            Subject::Term | Subject::Quotation | Subject::Earlier => "2",
        }
    }
}

/// The notes of a unit: a line for each term, whose words they are, what stood
/// here before, and the remarks.
pub(super) fn notes(unit: &PackageUnit) -> Vec<(Subject, String)> {
    let terms = unit.terms.iter().map(term_line);
    let quoted = unit.quoted.iter().map(quotation);
    let earlier = unit.earlier.iter().map(earlier);
    let remarks = unit.notes.iter().cloned();
    let terms = terms.map(|line| (Subject::Term, line));
    let quoted = quoted.map(|line| (Subject::Quotation, line));
    let earlier = earlier.map(|line| (Subject::Earlier, line));
    let remarks = remarks.map(|line| (Subject::Remark, line));
    terms.chain(quoted).chain(earlier).chain(remarks).collect()
}

/// All notes as one, for tools that show one only; none if there are none.
pub(super) fn merged(unit: &PackageUnit) -> Option<String> {
    let lines: Vec<String> = notes(unit).into_iter().map(|(_, line)| line).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `Quotation of Ana Roe, continued from p4.s2; partly quoted: “…” “…”`
pub(super) fn quotation(quoted: &QuotedBy) -> String {
    let mut line = "Quotation".to_owned();
    if let Some(speaker) = &quoted.speaker {
        line.push_str(" of ");
        line.push_str(speaker);
    }
    if let Some(unit) = &quoted.continued_from {
        line.push_str(", continued from ");
        line.push_str(unit);
    }
    if !quoted.parts.is_empty() {
        line.push_str("; partly quoted: ");
        line.push_str(&quoted.parts.join(" "));
    }
    line
}

fn earlier(earlier: &Earlier) -> String {
    format!(
        "Earlier version of this sentence: “{}” Its translation: “{}”",
        earlier.source.plain(),
        earlier.target.plain()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Content;

    #[track_caller]
    fn says(speaker: Option<&str>, from: Option<&str>, parts: &[&str], expected: &str) {
        let said = quotation(&QuotedBy {
            speaker: speaker.map(str::to_owned),
            continued_from: from.map(str::to_owned),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        });
        assert_eq!(said, expected);
    }

    #[test]
    fn a_quotation_is_told_with_what_is_known() {
        says(Some("Ana Roe"), None, &[], "Quotation of Ana Roe");
        says(None, Some("p4.s2"), &[], "Quotation, continued from p4.s2");
        says(
            Some("Ana Roe"),
            Some("p4.s2"),
            &["“It rains,”", "“and snows.”"],
            "Quotation of Ana Roe, continued from p4.s2; partly quoted: “It rains,” “and snows.”",
        );
    }

    #[test]
    fn the_earlier_sentence_stands_with_its_translation() {
        let said = earlier(&Earlier {
            source: Content::text("It rained."),
            target: Content::text("Yağdı."),
        });
        assert_eq!(
            said,
            "Earlier version of this sentence: “It rained.” Its translation: “Yağdı.”"
        );
    }
}
