use super::characters::{first_illegal, is_space, split_name};
use super::tag::Flaw;

/// Checks what follows `<!DOCTYPE`: a name and an external identifier at most
/// (productions 28 and 75). What it names is never fetched.
pub(super) fn check(content: &str) -> Result<(), Flaw> {
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
