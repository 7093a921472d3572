use std::io::Write;

use crate::model::{BreakRule, LanguageRules, SegmentationRules};

use super::super::Error;
use super::super::xml::{push_attribute, push_text};
use super::NAMESPACE;

/// Writes rules as SRX 2.0. The same rules give the same bytes. Characters
/// that XML 1.0 cannot hold are left out; an expression writes them `\x{…}`.
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write(rules: &SegmentationRules, out: &mut impl Write) -> Result<(), Error> {
    let mut page = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<srx");
    push_attribute(&mut page, "xmlns", NAMESPACE);
    push_attribute(&mut page, "version", "2.0");
    page.push_str(">\n");
    header(rules, &mut page);
    page.push_str("  <body>\n    <languagerules>\n");
    for language in &rules.languages {
        list(language, &mut page);
    }
    page.push_str("    </languagerules>\n    <maprules>\n");
    for map in &rules.maps {
        page.push_str("      <languagemap");
        push_attribute(&mut page, "languagepattern", &map.pattern);
        push_attribute(&mut page, "languagerulename", &map.rules);
        page.push_str("/>\n");
    }
    page.push_str("    </maprules>\n  </body>\n</srx>\n");
    out.write_all(page.as_bytes())?;
    Ok(())
}

fn header(rules: &SegmentationRules, page: &mut String) {
    page.push_str("  <header");
    push_attribute(page, "segmentsubflows", yes_or_no(rules.segment_subflows));
    push_attribute(page, "cascade", yes_or_no(rules.cascade));
    page.push_str(">\n");
    for handle in &rules.format_handles {
        page.push_str("    <formathandle");
        push_attribute(page, "type", handle.kind.as_str());
        push_attribute(page, "include", yes_or_no(handle.include));
        page.push_str("/>\n");
    }
    page.push_str("  </header>\n");
}

fn list(language: &LanguageRules, page: &mut String) {
    page.push_str("      <languagerule");
    push_attribute(page, "languagerulename", &language.name);
    page.push_str(">\n");
    for rule in &language.rules {
        one(rule, page);
    }
    page.push_str("      </languagerule>\n");
}

fn one(rule: &BreakRule, page: &mut String) {
    page.push_str("        <rule");
    push_attribute(page, "break", yes_or_no(rule.breaks));
    page.push_str(">\n");
    for (name, pattern) in [("beforebreak", &rule.before), ("afterbreak", &rule.after)] {
        page.push_str(&format!("          <{name}>"));
        push_text(page, &pattern.text);
        page.push_str(&format!("</{name}>\n"));
    }
    page.push_str("        </rule>\n");
}

fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}
