//! What a backslash begins.

use super::fault::Reason;
use super::lines;
use super::parse::{Fault, Parser};
use super::syntax::{Assertion, Node, Set, named, negated, set_of};

impl Parser {
    /// An escape outside of a set, whose backslash was read.
    pub(super) fn escape(&mut self) -> Result<Node, Fault> {
        if let Some(set) = self.class_escape()? {
            return Ok(Node::Set(set));
        }
        let start = self.at - 1;
        let unsupported = |what| Err(Fault::new(start, Reason::Unsupported(what)));
        let Some(c) = self.peek() else {
            return Err(self.fault_here(Reason::Unclosed));
        };
        self.at += 1;
        Ok(match c {
            'A' => Node::Assert(Assertion::Start),
            'z' => Node::Assert(Assertion::End),
            'Z' => lines::text_end(self.flags.unix_lines),
            'b' if self.peek() == Some('{') => return unsupported("\\b with a kind in braces"),
            'b' => Node::Assert(Assertion::Word),
            'B' => Node::Assert(Assertion::NotWord),
            'R' => lines::any_line_end(),
            'G' => return unsupported("\\G (the end of the last match)"),
            'X' => return unsupported("\\X (a grapheme)"),
            'k' => self.named_reference(start)?,
            '1'..='9' => self.numbered_reference(c),
            _ => {
                self.at -= 1;
                let c = self.character_escape()?;
                self.literal(c)
            }
        })
    }

    fn named_reference(&mut self, start: usize) -> Result<Node, Fault> {
        if !self.eat("<") {
            return Err(Fault::new(start, Reason::UnknownEscape));
        }
        let name = self.until('>')?;
        let known = self.names.iter().find(|(other, _)| *other == name);
        let Some((_, group)) = known else {
            return Err(Fault::new(start, Reason::NoSuchGroup));
        };
        Ok(Node::Back {
            group: *group,
            insensitive: self.flags.insensitive,
        })
    }

    /// More digits are taken as long as there is such a group before them.
    fn numbered_reference(&mut self, first: char) -> Node {
        let mut group = first.to_digit(10).unwrap_or_default() as usize;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            let longer = group * 10 + digit as usize;
            if longer > self.groups {
                break;
            }
            group = longer;
            self.at += 1;
        }
        Node::Back {
            group,
            insensitive: self.flags.insensitive,
        }
    }

    /// An escape that stands for a set, inside of a set or not.
    pub(super) fn class_escape(&mut self) -> Result<Option<Set>, Fault> {
        let start = self.at.saturating_sub(1);
        let c = self
            .peek()
            .ok_or_else(|| self.fault_here(Reason::Unclosed))?;
        let horizontal = || {
            let mut set = named("\\p{Zs}").unwrap_or_else(Set::empty);
            set.union(&set_of(&[('\t', '\t')]));
            set
        };
        let set = match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => named(&format!("\\{c}")),
            'h' => Some(horizontal()),
            'H' => Some(negated(horizontal())),
            'v' => Some(lines::vertical()),
            'V' => Some(negated(lines::vertical())),
            'p' | 'P' => return self.property(start).map(Some),
            'N' => {
                let what = "\\N (a character by its name)";
                return Err(Fault::new(start, Reason::Unsupported(what)));
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(set)
    }

    /// An escape that stands for one character, whose backslash was read.
    pub(super) fn character_escape(&mut self) -> Result<char, Fault> {
        let start = self.at.saturating_sub(1);
        let c = self.next()?;
        let value = match c {
            'a' => 7,
            'e' => 27,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'c' => u32::from(self.next()?) ^ 64,
            'x' if self.eat("{") => {
                let digits = self.until('}')?;
                number(&digits, 16).ok_or(Fault::new(start, Reason::NoCharacter))?
            }
            'x' => self.digits(2, 16, start)?,
            'u' => self.utf16(start)?,
            'U' => self.digits(8, 16, start)?,
            '0' => self.octal(start)?,
            c if c.is_ascii_alphanumeric() => {
                return Err(Fault::new(start, Reason::UnknownEscape));
            }
            c => u32::from(c),
        };
        char::from_u32(value).ok_or(Fault::new(start, Reason::NoCharacter))
    }

    fn digits(&mut self, count: usize, radix: u32, start: usize) -> Result<u32, Fault> {
        let mut text = String::new();
        for _ in 0..count {
            text.push(self.next()?);
        }
        number(&text, radix).ok_or(Fault::new(start, Reason::NoCharacter))
    }

    /// `\uhhhh`; two halves of UTF-16 in a row are one character.
    fn utf16(&mut self, start: usize) -> Result<u32, Fault> {
        let first = self.digits(4, 16, start)?;
        if !(0xD800..0xDC00).contains(&first) || !self.eat("\\u") {
            return Ok(first);
        }
        let second = self.digits(4, 16, start)?;
        if (0xDC00..0xE000).contains(&second) {
            Ok(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
        } else {
            Err(Fault::new(start, Reason::NoCharacter))
        }
    }

    /// `\0` and one to three octal digits, at most 377.
    fn octal(&mut self, start: usize) -> Result<u32, Fault> {
        let mut text = String::new();
        while let Some(c) = self.peek().filter(|c| c.is_digit(8)) {
            let longer = format!("{text}{c}");
            if longer.len() > 3 || number(&longer, 8).is_none_or(|value| value > 255) {
                break;
            }
            text = longer;
            self.at += 1;
        }
        number(&text, 8).ok_or(Fault::new(start, Reason::UnknownEscape))
    }
}

fn number(digits: &str, radix: u32) -> Option<u32> {
    let all = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    all.then(|| u32::from_str_radix(digits, radix).ok())
        .flatten()
}
