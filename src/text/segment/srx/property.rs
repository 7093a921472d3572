//! Properties of characters: `\p{Lu}`, `\p{javaLowerCase}`, `[:alpha:]`.

use super::fault::Reason;
use super::parse::{Fault, Parser};
use super::syntax::{Set, named, negated};

impl Parser {
    /// `\p{…}`, `\P{…}` or `\pL`, from the `p` on.
    pub(super) fn property(&mut self, start: usize) -> Result<Set, Fault> {
        let negative = self.next()? == 'P';
        let name = match self.next()? {
            '{' => self.until('}')?,
            c => c.to_string(),
        };
        let set = property(&name).map_err(|reason| Fault::new(start, reason))?;
        Ok(self.cased(if negative { negated(set) } else { set }))
    }

    /// `[:alpha:]` or `[:^alpha:]`, whose `[:` was read.
    pub(super) fn posix(&mut self, start: usize) -> Result<Set, Fault> {
        let negative = self.eat("^");
        let name = self.until(':')?;
        if !self.eat("]") {
            return Err(Fault::new(start, Reason::Unclosed));
        }
        let set = property(&name).map_err(|reason| Fault::new(start, reason))?;
        Ok(if negative { negated(set) } else { set })
    }
}

/// The characters of a property, by any of its names in UTS 18, ICU and Java.
fn property(name: &str) -> Result<Set, Reason> {
    let plain = name.trim();
    let is_name = plain
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | ' ' | '='));
    if plain.is_empty() || !is_name {
        return Err(Reason::UnknownProperty);
    }
    if plain.starts_with("In") && plain != "Inherited" && !plain.contains('=') {
        return Err(Reason::Unsupported("a block of Unicode (\\p{In…})"));
    }
    let known = compatible(plain).or_else(|| named(&format!("\\p{{{plain}}}")));
    // Java and Perl put Is in front of scripts, categories and properties.
    let known = known.or_else(|| {
        let rest = plain.strip_prefix("Is").or(plain.strip_prefix("is"))?;
        compatible(rest).or_else(|| named(&format!("\\p{{{rest}}}")))
    });
    known.ok_or(Reason::UnknownProperty)
}

/// The names of POSIX as UTS 18 (annex C) defines them, and those of Java's
/// character class.
fn compatible(name: &str) -> Option<Set> {
    let class = match name.to_ascii_lowercase().as_str() {
        "alpha" | "javaalphabetic" => "\\p{Alphabetic}",
        "lower" | "javalowercase" => "\\p{Lowercase}",
        "upper" | "javauppercase" => "\\p{Uppercase}",
        "javatitlecase" => "\\p{Lt}",
        "javaletter" => "\\p{L}",
        "javaletterordigit" => "[\\p{L}\\p{Nd}]",
        "javaideographic" => "\\p{Ideographic}",
        "javawhitespace" => "[\\t-\\r\\x1C-\\x1F\\p{Z}--[\\xA0\\u2007\\u202F]]",
        "javaspacechar" => "\\p{Z}",
        "javaisocontrol" | "cntrl" => "\\p{Cc}",
        "punct" => "\\p{P}",
        "digit" | "javadigit" => "\\p{Nd}",
        "xdigit" => "[\\p{Nd}\\p{Hex_Digit}]",
        "alnum" => "[\\p{Alphabetic}\\p{Nd}]",
        "space" => "\\s",
        "blank" => "[\\p{Zs}\\t]",
        "graph" => "[^\\s\\p{Cc}\\p{Cn}]",
        "print" => "[\\p{Zs}[^\\s\\p{Cc}\\p{Cn}]]",
        "word" => "\\w",
        "ascii" => "[\\x00-\\x7F]",
        "any" | "all" => "[\\x00-\\x{10FFFF}]",
        _ => return None,
    };
    named(class)
}
