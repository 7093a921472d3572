//! Writing TBX.

use std::collections::BTreeSet;
use std::io::{self, Write};

use crate::model::{Concept, Locale, Term, Usage};

use super::{DECISION_OF, FORBIDDEN, GUARD, SIGNED_BECAUSE};

/// Where a file comes from and how far it may be trusted.
fn origin(concepts: &[Concept]) -> &'static str {
    let mut terms = concepts.iter().flat_map(|concept| &concept.terms);
    if terms.any(Term::is_signed_off) {
        "Written by tilmach. A term is signed off by a native speaker only if a note says so."
    } else {
        "Written by tilmach. No term is signed off by a native speaker."
    }
}

/// Writes TBX-Basic of version 3 (ISO 30042:2019, DCA), UTF-8 and LF.
///
/// Characters that XML 1.0 forbids are left out. Concepts without any term in
/// the two languages are left out too; if none is left there is nothing worth
/// a file, and the schema would not accept it.
///
/// # Errors
///
/// Only those of `out`.
pub fn write_v3(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    out: &mut impl Write,
) -> io::Result<()> {
    write(&V3, concepts, source, target, out)
}

/// Writes TBX of version 2 (martif, ISO 30042:2008), UTF-8 and LF.
///
/// There is no document type declaration, because some readers would try to
/// fetch it. For the rest see [`write_v3`].
///
/// # Errors
///
/// Only those of `out`.
pub fn write_v2(
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    out: &mut impl Write,
) -> io::Result<()> {
    write(&V2, concepts, source, target, out)
}

/// What the two versions call the same things.
struct Version {
    root: &'static str,
    attributes: &'static str,
    header: &'static str,
    title: &'static str,
    encoding: &'static str,
    concept: &'static str,
    language: &'static str,
    term: &'static str,
}

const V3: Version = Version {
    root: "tbx",
    attributes: " type=\"TBX-Basic\" style=\"dca\" xmlns=\"urn:iso:std:iso:30042:ed-2\"",
    header: "tbxHeader",
    title: "<titleStmt><title>Glossary</title></titleStmt>",
    encoding: "",
    concept: "conceptEntry",
    language: "langSec",
    term: "termSec",
};

const V2: Version = Version {
    root: "martif",
    attributes: " type=\"TBX\"",
    header: "martifHeader",
    title: "<titleStmt><title>Glossary</title></titleStmt>",
    encoding: "<encodingDesc><p type=\"XCSURI\">TBXXCS.xcs</p></encodingDesc>",
    concept: "termEntry",
    language: "langSet",
    term: "tig",
};

fn write(
    version: &Version,
    concepts: &[Concept],
    source: &Locale,
    target: &Locale,
    out: &mut impl Write,
) -> io::Result<()> {
    let Version {
        root,
        attributes,
        header,
        title,
        encoding,
        ..
    } = version;
    let origin = origin(concepts);
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root}{attributes} xml:lang=\"{source}\">\n\
         \u{20} <{header}><fileDesc>{title}<sourceDesc><p>{origin}</p></sourceDesc></fileDesc>{encoding}</{header}>\n\
         \u{20} <text><body>\n"
    )?;
    let mut ids = BTreeSet::new();
    for concept in concepts {
        write_concept(version, concept, [source, target], &mut ids, out)?;
    }
    write!(out, "  </body></text>\n</{root}>\n")
}

fn write_concept(
    version: &Version,
    concept: &Concept,
    locales: [&Locale; 2],
    ids: &mut BTreeSet<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let [_, target] = locales;
    let sections: String = locales
        .into_iter()
        .map(|locale| language(version, concept, locale, locale == target))
        .collect();
    if sections.is_empty() {
        return Ok(());
    }
    let name = version.concept;
    writeln!(out, "    <{name} id=\"{}\">", xml_id(&concept.id, ids))?;
    let field = element("descrip", " type=\"subjectField\"", &concept.domain);
    let definition = element("descrip", " type=\"definition\"", &concept.definition);
    let note = element("note", "", &concept.note);
    let guard = if concept.guard {
        element("note", "", GUARD)
    } else {
        String::new()
    };
    for line in [field, definition, note, guard] {
        if !line.is_empty() {
            writeln!(out, "      {line}")?;
        }
    }
    write!(out, "{sections}")?;
    writeln!(out, "    </{name}>")
}

/// The section of one language; empty if the concept has no term in it.
fn language(version: &Version, concept: &Concept, locale: &Locale, is_target: bool) -> String {
    let mut terms: Vec<&Term> = concept
        .terms_in(locale)
        .filter(|term| !text(&term.text).is_empty())
        .collect();
    terms.sort_by_key(|term| term.usage);
    if terms.is_empty() {
        return String::new();
    }
    let name = version.language;
    let mut section = format!("      <{name} xml:lang=\"{locale}\">\n");
    for one in terms {
        let known = if is_target {
            one.evidence()
        } else {
            String::new()
        };
        section.push_str(&term(version, concept, one, &known));
    }
    section.push_str(&format!("      </{name}>\n"));
    section
}

fn term(version: &Version, concept: &Concept, term: &Term, known: &str) -> String {
    let name = version.term;
    let speech = part_of_speech(&concept.part_of_speech);
    let forbidden = if term.usage == Usage::Forbidden {
        FORBIDDEN
    } else {
        ""
    };
    let whose = if term.profile.is_empty() {
        String::new()
    } else {
        format!("{DECISION_OF}{}", term.profile)
    };
    let reason = term.sign_off.as_ref().map_or("", |signed| &signed.reason);
    let reason = match reason {
        "" => String::new(),
        reason => format!("{SIGNED_BECAUSE}{reason}"),
    };
    let parts = [
        element("term", "", &term.text),
        element("termNote", " type=\"partOfSpeech\"", speech),
        element(
            "termNote",
            " type=\"administrativeStatus\"",
            administrative_status(term.usage),
        ),
        element("admin", " type=\"source\"", &term.status),
        element("note", "", known),
        element("note", "", &reason),
        element("note", "", forbidden),
        element("note", "", &whose),
        element("note", "", &term.note),
    ];
    format!("        <{name}>{}</{name}>\n", parts.concat())
}

/// ISO 30042, data category administrativeStatus.
fn administrative_status(usage: Usage) -> &'static str {
    match usage {
        Usage::Preferred => "preferredTerm-admn-sts",
        Usage::Admitted => "admittedTerm-admn-sts",
        Usage::Deprecated | Usage::Forbidden => "deprecatedTerm-admn-sts",
        Usage::Missing => "",
    }
}

/// TBX-Basic, data category partOfSpeech; more than one of them is "other".
fn part_of_speech(ours: &str) -> &'static str {
    match ours {
        "" => "",
        "n" => "noun",
        "v" => "verb",
        "adj" => "adjective",
        "adv" => "adverb",
        _ => "other",
    }
}

/// An element with text, or nothing if the text is empty.
fn element(name: &str, attributes: &str, content: &str) -> String {
    let content = text(content);
    if content.is_empty() {
        return String::new();
    }
    format!("<{name}{attributes}>{content}</{name}>")
}

/// Text of an element: escaped, white space made single spaces, and without the
/// characters that XML 1.0 (section 2.2, Char) forbids.
fn text(raw: &str) -> String {
    let legal =
        |c: &char| c.is_whitespace() || !(c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    let kept: String = raw.chars().filter(legal).collect();
    let words: Vec<&str> = kept.split_ascii_whitespace().collect();
    words
        .join(" ")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A name for `id` (XML 1.0, NCName in ASCII) that no other concept of the file
/// has.
fn xml_id(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name: String = id
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '_'
            }
        })
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "c_");
    }
    let mut free = name.clone();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{name}.{count}");
    }
    free
}

#[cfg(test)]
#[path = "writer_tests.rs"]
mod tests;
