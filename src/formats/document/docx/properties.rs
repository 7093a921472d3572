//! Properties of paragraphs and runs, changed for another language (ISO/IEC 29500-1,
//! 17.3.1 and 17.3.2).

use crate::model::{Locale, Tagging};

use super::tree::{Node, parse};

/// What stands after `w:bidi` in the properties of a paragraph (17.3.1.26).
const AFTER_BIDI: [&str; 17] = [
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
];

/// What stands after `w:rtl` in the properties of a run (17.3.2.28).
const AFTER_RTL: [&str; 7] = [
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
];

/// What stands after `w:lang`.
const AFTER_LANG: [&str; 4] = ["eastAsianLayout", "specVanish", "oMath", "rPrChange"];

/// What stands before `w:bidiVisual` in the properties of a table (17.4.1).
const BEFORE_VISUAL: [&str; 3] = ["tblStyle", "tblpPr", "tblOverlap"];

/// Properties for text of Latin and the like, and those that take their place in text
/// written from right to left.
const COMPLEX: [(&str, &str); 3] = [("b", "bCs"), ("i", "iCs"), ("sz", "szCs")];

/// The properties of a run without those that say nothing of its looks.
pub(super) fn looks(children: &[Node], text: &str) -> String {
    let said = |node: &&Node| !matches!(node.local(text), "lang" | "noProof" | "rPrChange");
    children
        .iter()
        .filter(said)
        .map(|node| node.raw(text))
        .collect()
}

/// Whether a property is switched on among those of a run.
pub(super) fn has(properties: &str, local: &str) -> bool {
    let nodes = parse(properties);
    let found = nodes.iter().find(|node| node.local(properties) == local);
    found.is_some_and(|node| {
        let value = node.attribute(properties, "val").map(|(value, _)| value);
        !matches!(
            value.as_deref(),
            Some("0" | "false" | "off" | "none" | "baseline")
        )
    })
}

/// The properties of a run of text in a language.
pub(super) fn run(properties: &str, prefix: &str, target: &Locale) -> String {
    let nodes = parse(properties);
    let mut own: Vec<(String, String)> = Vec::new();
    for node in &nodes {
        let local = node.local(properties);
        if matches!(local, "lang" | "rtl") {
            continue;
        }
        let raw = node.raw(properties);
        own.push((local.to_owned(), raw.to_owned()));
        let pair = COMPLEX.iter().find(|(one, _)| *one == local);
        let Some((_, complex)) = pair.filter(|_| target.is_right_to_left()) else {
            continue;
        };
        if nodes.iter().all(|node| node.local(properties) != *complex) {
            let old = format!("{prefix}{local}");
            let copy = raw.replacen(&old, &format!("{prefix}{complex}"), 1);
            own.push(((*complex).to_owned(), copy));
        }
    }
    if target.is_right_to_left() {
        insert(&mut own, &AFTER_RTL, "rtl", format!("<{prefix}rtl/>"));
    }
    let tag = target.tag(Tagging::Trados);
    let name = match target.language() {
        _ if target.is_right_to_left() => "bidi",
        "zh" => "eastAsia",
        _ => "val",
    };
    let lang = format!("<{prefix}lang {prefix}{name}=\"{tag}\"/>");
    insert(&mut own, &AFTER_LANG, "lang", lang);
    let all: String = own.into_iter().map(|(_, raw)| raw).collect();
    format!("<{prefix}rPr>{all}</{prefix}rPr>")
}

fn insert(own: &mut Vec<(String, String)>, after: &[&str], local: &str, raw: String) {
    let at = own
        .iter()
        .position(|(name, _)| after.contains(&name.as_str()));
    own.insert(at.unwrap_or(own.len()), (local.to_owned(), raw));
}

/// The properties of a paragraph in the direction of a language; none if nothing is
/// to be said.
pub(super) fn paragraph(old: Option<&str>, prefix: &str, target: &Locale) -> Option<String> {
    let text = old.unwrap_or_default();
    let nodes = parse(text);
    let children = nodes
        .first()
        .map_or(&[][..], |node| node.children.as_slice());
    let is_set = children.iter().any(|node| node.local(text) == "bidi");
    if !target.is_right_to_left() && !is_set {
        return None;
    }
    let kept = children.iter().filter(|node| node.local(text) != "bidi");
    let mut own: Vec<(String, String)> = kept
        .map(|node| (node.local(text).to_owned(), node.raw(text).to_owned()))
        .collect();
    if target.is_right_to_left() {
        insert(&mut own, &AFTER_BIDI, "bidi", format!("<{prefix}bidi/>"));
    }
    let all: String = own.into_iter().map(|(_, raw)| raw).collect();
    Some(format!("<{prefix}pPr>{all}</{prefix}pPr>"))
}

/// The properties of a table whose columns run in the direction of a language
/// (17.4.1); none if nothing is to be said.
pub(super) fn table(old: Option<&str>, prefix: &str, target: &Locale) -> Option<String> {
    let text = old.unwrap_or_default();
    let nodes = parse(text);
    let children = nodes
        .first()
        .map_or(&[][..], |node| node.children.as_slice());
    let is_set = children.iter().any(|node| node.local(text) == "bidiVisual");
    if !target.is_right_to_left() && !is_set {
        return None;
    }
    let kept = children
        .iter()
        .filter(|node| node.local(text) != "bidiVisual");
    let mut own: Vec<&str> = kept.clone().map(|node| node.raw(text)).collect();
    let visual = format!("<{prefix}bidiVisual/>");
    if target.is_right_to_left() {
        let is_before = |node: &&Node| BEFORE_VISUAL.contains(&node.local(text));
        own.insert(kept.take_while(is_before).count(), &visual);
    }
    Some(format!("<{prefix}tblPr>{}</{prefix}tblPr>", own.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_run_from_right_to_left() {
        let uyghur: Locale = "ug".parse().expect("a tag");
        let turkish: Locale = "tr".parse().expect("a tag");
        let old = "<w:tblPr><w:tblStyle w:val=\"a\"/><w:tblW w:w=\"1\"/></w:tblPr>";
        let new = "<w:tblPr><w:tblStyle w:val=\"a\"/><w:bidiVisual/><w:tblW w:w=\"1\"/></w:tblPr>";
        assert_eq!(table(Some(old), "w:", &uyghur), Some(new.to_owned()));
        assert_eq!(table(Some(new), "w:", &turkish), Some(old.to_owned()));
        assert_eq!(table(Some(old), "w:", &turkish), None);
    }

    #[test]
    fn properties_stand_in_the_order_of_the_schema() {
        let uyghur: Locale = "ug".parse().expect("a tag");
        assert_eq!(
            run(
                "<w:b/><w:sz w:val=\"24\"/><w:lang w:val=\"en-US\"/><w:oMath/>",
                "w:",
                &uyghur
            ),
            "<w:rPr><w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:rtl/>\
             <w:lang w:bidi=\"ug-CN\"/><w:oMath/></w:rPr>"
        );
        assert_eq!(
            paragraph(
                Some("<w:pPr><w:pStyle w:val=\"a\"/><w:jc w:val=\"b\"/></w:pPr>"),
                "w:",
                &uyghur
            ),
            Some("<w:pPr><w:pStyle w:val=\"a\"/><w:bidi/><w:jc w:val=\"b\"/></w:pPr>".to_owned())
        );
        let turkish: Locale = "tr".parse().expect("a tag");
        assert_eq!(
            paragraph(Some("<w:pPr><w:jc/></w:pPr>"), "w:", &turkish),
            None
        );
        assert_eq!(
            run("<w:rtl/>", "w:", &turkish),
            "<w:rPr><w:lang w:val=\"tr-TR\"/></w:rPr>"
        );
    }
}
