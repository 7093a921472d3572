use super::characters::{first_illegal, is_plain_name, is_space, split_name};
use super::flaw::illegal;
use super::tag::{self, Flaw};

/// Checks what follows `<!DOCTYPE`: a name and an external identifier at most
/// (productions 28 and 75). What it names is never fetched.
pub(super) fn doctype(content: &str) -> Result<(), Flaw> {
    let ill = |message: &str| Flaw::new(0, "xml::not-well-formed", message);
    if first_illegal(content).is_some() {
        return Err(Flaw::new(
            0,
            "xml::character",
            "an illegal character in DOCTYPE",
        ));
    }
    let (name, rest) = word(content);
    if split_name(name).is_none() {
        return Err(ill("a document type declaration without a name"));
    }
    let (keyword, rest) = word(rest);
    let rest = match keyword {
        "" => rest,
        "SYSTEM" => literal(rest).ok_or_else(|| ill("SYSTEM without an address"))?,
        "PUBLIC" => literal(rest)
            .and_then(literal)
            .ok_or_else(|| ill("PUBLIC without its two identifiers"))?,
        _ => return Err(ill("a broken document type declaration")),
    };
    match rest.trim_start_matches(is_space).chars().next() {
        None => Ok(()),
        Some('[') => Err(Flaw::new(
            0,
            "xml::doctype",
            "DOCTYPE with declarations of its own, which may hide an attack",
        )),
        Some(_) => Err(ill("a broken document type declaration")),
    }
}

/// The next word, up to white space, `[` or a quotation mark.
fn word(source: &str) -> (&str, &str) {
    let source = source.trim_start_matches(is_space);
    let end = source
        .find(|c| is_space(c) || matches!(c, '[' | '"' | '\''))
        .unwrap_or(source.len());
    source.split_at_checked(end).unwrap_or((source, ""))
}

/// What follows white space and a quoted literal.
fn literal(source: &str) -> Option<&str> {
    let trimmed = source.trim_start_matches(is_space);
    if trimmed.len() == source.len() {
        return None;
    }
    let quote = trimmed.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(trimmed.strip_prefix(quote)?.split_once(quote)?.1)
}

/// Checks what stands in the XML declaration after `<?` (production 23).
pub(super) fn declaration(content: &str) -> Result<(), Flaw> {
    let ill = |message: &str| Flaw::new(0, "xml::not-well-formed", message);
    let rest = content.strip_prefix("xml").unwrap_or(content);
    let attributes = tag::attributes(rest).map_err(|_| ill("a broken XML declaration"))?;
    let names: Vec<&str> = attributes.iter().map(|a| a.name).collect();
    let is_ordered = matches!(
        names.as_slice(),
        ["version"]
            | ["version", "encoding" | "standalone"]
            | ["version", "encoding", "standalone"]
    );
    if !is_ordered {
        return Err(ill("a broken XML declaration"));
    }
    for attribute in &attributes {
        let value = attribute.value.as_str();
        match attribute.name {
            "version" if value != "1.0" => {
                let message = "the XML is not of version 1.0";
                return Err(Flaw::new(0, "xml::version", message));
            }
            "standalone" if !matches!(value, "yes" | "no") => {
                return Err(ill("standalone is neither yes nor no"));
            }
            "encoding" if !is_encoding_name(value) => {
                return Err(ill("the encoding is no name of an encoding"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Production 81, `EncName`.
fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
}

/// Checks a processing instruction (production 16).
pub(super) fn instruction(content: &str) -> Result<(), Flaw> {
    if let Some((offset, c)) = first_illegal(content) {
        return Err(illegal(offset, c));
    }
    let target = content.split(is_space).next().unwrap_or_default();
    if !is_plain_name(target) || target.eq_ignore_ascii_case("xml") {
        let message = "a processing instruction without a name of its own";
        return Err(Flaw::new(0, "xml::not-well-formed", message));
    }
    Ok(())
}
