use crate::model::{
    Code, CodeKind, Content, Match, MatchKind, Package, PackageUnit, Piece, Profile, State,
};

use super::super::notes::{self, Subject};
use super::super::xml::{is_name_token, push_attribute, push_text};
use super::pairs::{Form, with_forms};
use super::state::{REPAIRED, StateWords, words_of};
use super::writer::{TOOL, Tags};

/// How many suggestions of the memory a unit carries at most.
const SUGGESTIONS: usize = 3;

/// How many suggestions a unit carries at most: a repaired one pushes none out.
fn most(unit: &PackageUnit) -> usize {
    let repaired = unit
        .matches
        .iter()
        .filter(|m| m.kind == MatchKind::Repaired);
    SUGGESTIONS + repaired.count().min(1)
}

/// Adds a `<trans-unit>`.
pub(super) fn push(package: &Package, tags: &Tags, unit: &PackageUnit, page: &mut String) {
    let target = target_of(package.profile, unit);
    let is_approved = target.as_ref().is_some_and(|(_, words)| words.approved);
    page.push_str("        <trans-unit");
    push_attribute(page, "id", &unit.id);
    push_attribute(page, "resname", &format!("{}.{}", package.export, unit.id));
    if !unit.translate {
        push_attribute(page, "translate", "no");
    }
    if is_approved {
        push_attribute(page, "approved", "yes");
    }
    push_attribute(page, "xml:space", "preserve");
    page.push_str(">\n          <source");
    push_attribute(page, "xml:lang", &tags.source);
    push_body(page, &unit.source, "source");
    if let Some((content, words)) = target {
        page.push_str("          <target");
        push_attribute(page, "xml:lang", &tags.target);
        push_attribute(page, "state", words.state);
        if let Some(qualifier) = words.qualifier {
            push_attribute(page, "state-qualifier", qualifier);
        }
        push_body(page, content, "target");
    }
    notes(package.profile, unit, page);
    // OmegaT 6 takes the source of a suggestion for the source of the unit.
    if package.profile != Profile::Omegat {
        let filled = unit.target.as_ref().map(|prefill| prefill.variant.as_str());
        let offered = unit
            .matches
            .iter()
            .filter(|m| Some(m.variant.as_str()) != filled);
        for found in offered.take(most(unit)) {
            suggestion(tags, found, page);
        }
    }
    page.push_str("        </trans-unit>\n");
}

/// What stands in `<target>`, and its state.
fn target_of(profile: Profile, unit: &PackageUnit) -> Option<(&Content, StateWords)> {
    let filled = unit.target.as_ref().map(|prefill| {
        (
            &prefill.content,
            words_of(prefill.state, Some(prefill.kind)),
        )
    });
    if profile != Profile::Omegat {
        return filled;
    }
    // OmegaT shows what stands in <target> as the source. Only a unit it will
    // not show may hold its translation.
    filled
        .filter(|(_, words)| words.approved && !unit.translate)
        .or(Some((&unit.source, words_of(State::Initial, None))))
}

fn push_body(page: &mut String, content: &Content, element: &str) {
    page.push('>');
    for (piece, form) in with_forms(content) {
        match piece {
            Piece::Text(text) => {
                push_text(page, text);
            }
            Piece::Code(code) => push_code(page, code, form),
        }
    }
    page.push_str("</");
    page.push_str(element);
    page.push_str(">\n");
}

fn push_code(page: &mut String, code: &Code, form: Form) {
    let (element, known): (_, &[&str]) = match (code.kind, form) {
        (CodeKind::Close, Form::Paired) => {
            page.push_str("</g>");
            return;
        }
        (CodeKind::Open, Form::Paired) => ("g", &DELIMITERS),
        (CodeKind::Open, Form::Single) => ("bx", &DELIMITERS),
        (CodeKind::Close, Form::Single) => ("ex", &[]),
        (CodeKind::Alone, _) => ("x", &PLACEHOLDERS),
    };
    page.push('<');
    page.push_str(element);
    push_attribute(page, "id", &code.id);
    if matches!(element, "bx" | "ex") && is_name_token(&code.id) {
        push_attribute(page, "rid", &code.id);
    }
    // <ex> has no ctype in the schema.
    if element != "ex"
        && let Some(ctype) = code.ctype.as_deref().and_then(|c| legal(c, known))
    {
        push_attribute(page, "ctype", &ctype);
    }
    // A translator must see what stands alone: tools that do not know the code show
    // this text.
    let shown = code.shown().filter(|_| element == "x");
    if let Some(equiv) = shown.as_deref().or(code.equiv.as_deref()) {
        push_attribute(page, "equiv-text", equiv);
    }
    page.push_str(if form == Form::Paired { ">" } else { "/>" });
}

/// The values of `ctype` for codes that enclose text (section 3.2.7).
const DELIMITERS: [&str; 4] = ["bold", "italic", "underlined", "link"];

/// The values of `ctype` for codes that stand for something.
const PLACEHOLDERS: [&str; 3] = ["image", "pb", "lb"];

/// A `ctype` the strict schema takes: a known word, or `x-` and no space.
fn legal(ctype: &str, known: &[&str]) -> Option<String> {
    if known.contains(&ctype) {
        return Some(ctype.to_owned());
    }
    let word = ctype.strip_prefix("x-").unwrap_or(ctype);
    let word: String = word
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .collect();
    (!word.is_empty()).then(|| format!("x-{word}"))
}

fn suggestion(tags: &Tags, found: &Match, page: &mut String) {
    page.push_str("          <alt-trans");
    push_attribute(page, "match-quality", &found.score.to_string());
    let is_repaired = found.kind == MatchKind::Repaired;
    push_attribute(
        page,
        "origin",
        if is_repaired { "TM, repaired" } else { "TM" },
    );
    push_attribute(page, "tool-id", TOOL);
    push_attribute(page, "alttranstype", "proposal");
    push_attribute(page, "xml:space", "preserve");
    page.push_str(">\n            <source");
    push_attribute(page, "xml:lang", &tags.source);
    push_body(page, &found.source, "source");
    page.push_str("            <target");
    push_attribute(page, "xml:lang", &tags.target);
    if is_repaired {
        push_attribute(page, "state", "needs-review-translation");
        push_attribute(page, "state-qualifier", REPAIRED);
    } else {
        push_attribute(page, "state", words_of(found.state, None).state);
    }
    push_body(page, &found.target, "target");
    page.push_str("          </alt-trans>\n");
}

fn notes(profile: Profile, unit: &PackageUnit, page: &mut String) {
    // OmegaT 6 keeps the last note only, Weblate shows one.
    if matches!(profile, Profile::Omegat | Profile::Weblate) {
        if let Some(text) = notes::merged(unit) {
            note(page, TOOL, "source", "1", &text);
        }
        return;
    }
    for (subject, text) in notes::notes(unit) {
        let from = match subject {
            Subject::Remark => TOOL,
            _ => subject.category(),
        };
        let annotates = match subject.is_of_source() {
            true => "source",
            false => "general",
        };
        note(page, from, annotates, subject.priority(), &text);
    }
}

fn note(page: &mut String, from: &str, annotates: &str, priority: &str, text: &str) {
    page.push_str("          <note");
    push_attribute(page, "from", from);
    push_attribute(page, "annotates", annotates);
    push_attribute(page, "priority", priority);
    page.push('>');
    push_text(page, text);
    page.push_str("</note>\n");
}
