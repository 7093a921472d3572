//! The codes in texts of TBX 3 that were taken from XLIFF: `sc` and `ec`.

use std::collections::BTreeMap;

use super::report::Report;
use super::tbx::CORE_3;
use super::tree::Node;

const CLAUSE: &str = "ISO 30042:2019, sc and ec";

/// Holds the codes directly in an element to one another: a start and an end in one
/// text are not isolated, and the end names its start; alone they are isolated, and
/// an end has its own id.
pub(super) fn check(text: Node<'_>, report: &mut Report) {
    let codes: Vec<Node<'_>> = text
        .children()
        .filter(|child| child.is(CORE_3, "sc") || child.is(CORE_3, "ec"))
        .collect();
    let last_end = codes.iter().rposition(|code| code.local() == "ec");
    let mut starts: BTreeMap<&str, bool> = BTreeMap::new();
    let mut is_open = false;
    for (number, code) in codes.iter().enumerate() {
        let isolated = code.attribute("isolated");
        if code.local() == "sc" {
            if isolated == Some("no") && last_end.is_none_or(|end| end < number) {
                let message = "isolated must not be “no”: no <ec> follows in this text";
                report.error("valid::code", CLAUSE, *code, message);
            }
            is_open |= isolated != Some("yes");
            if let Some(id) = code.attribute("id") {
                starts.insert(id, isolated == Some("yes"));
            }
        } else {
            end(*code, &starts, is_open, report);
        }
    }
}

/// An end, after the starts that stand before it in its text.
fn end(code: Node<'_>, starts: &BTreeMap<&str, bool>, is_open: bool, report: &mut Report) {
    let isolated = code.attribute("isolated");
    let start = code.attribute("startRef").and_then(|id| starts.get(id));
    let message = if let Some(start_is_isolated) = start {
        if !*start_is_isolated && isolated != Some("yes") {
            return;
        }
        "isolated must not be “yes” where start and end stand in one text"
    } else if is_open && code.attribute("startRef").is_none() {
        "startRef must name the <sc> before it in this text"
    } else if isolated == Some("no") {
        "isolated must not be “no”: no <sc> stands before it in this text"
    } else if code.attribute("id").is_none_or(str::is_empty) {
        "an <ec> that is isolated must have an id"
    } else {
        return;
    };
    report.error("valid::code", CLAUSE, code, message);
}

#[cfg(test)]
mod tests {
    use super::super::validate;
    use super::*;

    fn found(codes: &str) -> Vec<String> {
        let text = format!(
            "<tbx xmlns=\"{CORE_3}\" type=\"TBX-Core\" style=\"dca\" xml:lang=\"en\"><tbxHeader>\
             <fileDesc><sourceDesc><p>a</p></sourceDesc></fileDesc></tbxHeader><text><body>\
             <conceptEntry id=\"c\"><note>{codes}</note><langSec xml:lang=\"en\"><termSec>\
             <term>a</term></termSec></langSec></conceptEntry></body></text></tbx>"
        );
        let verdict = validate(text.as_bytes()).unwrap();
        verdict
            .findings
            .iter()
            .map(|finding| finding.code.clone())
            .collect()
    }

    #[test]
    fn starts_and_ends_of_one_text() {
        for good in [
            "<sc id=\"s\"/>x<ec startRef=\"s\"/>",
            "<sc id=\"s\" isolated=\"no\"/>x<ec startRef=\"s\" isolated=\"no\"/>",
            "<sc id=\"s\" isolated=\"yes\"/>",
            "<ec id=\"e\" isolated=\"yes\"/>x",
        ] {
            assert_eq!(found(good), Vec::<String>::new(), "{good}");
        }
        for bad in [
            "<sc id=\"s\"/>x<ec id=\"e\"/>",
            "<sc id=\"s\" isolated=\"yes\"/>x<ec startRef=\"s\"/>",
            "<sc id=\"s\"/>x<ec startRef=\"s\" isolated=\"yes\"/>",
            "<sc id=\"s\" isolated=\"no\"/>",
            "<ec id=\"e\" isolated=\"no\"/>",
            "<ec/>x",
        ] {
            assert_eq!(found(bad), ["valid::code"], "{bad}");
        }
    }
}
