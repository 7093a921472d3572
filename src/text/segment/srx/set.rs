//! What stands in brackets: sets in sets, and what is taken from them.

use super::fault::Reason;
use super::parse::{Fault, Parser};
use super::syntax::{Set, negated, set_of};

/// What was read last in a set: a `-` means different things after each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Character(char),
    Set,
}

impl Parser {
    /// A set, whose `[` was read. As in ICU, what stands side by side belongs
    /// together first, then `&&`, then `--`.
    pub(super) fn set(&mut self) -> Result<Set, Fault> {
        let negative = self.eat("^");
        let mut whole = self.intersection(true)?;
        while self.eat("--") {
            whole.difference(&self.intersection(false)?);
        }
        if !self.eat("]") {
            return Err(self.fault_here(Reason::Unclosed));
        }
        let whole = self.cased(whole);
        Ok(if negative { negated(whole) } else { whole })
    }

    fn intersection(&mut self, first: bool) -> Result<Set, Fault> {
        let mut whole = self.union(first)?;
        while self.eat("&&") {
            whole.intersect(&self.union(false)?);
        }
        Ok(whole)
    }

    /// Characters, ranges and sets side by side. A `]` that stands first is a
    /// character.
    fn union(&mut self, first: bool) -> Result<Set, Fault> {
        let mut whole = Set::empty();
        let mut last = Last::Nothing;
        loop {
            let start = self.at;
            let Some(c) = self.peek() else {
                return Err(self.fault_here(Reason::Unclosed));
            };
            let is_first = first && last == Last::Nothing;
            match c {
                ']' if !is_first => break,
                '&' if self.peek_at(1) == Some('&') => break,
                '-' if self.peek_at(1) == Some('-') => {
                    self.is_difference()?;
                    break;
                }
                _ => {}
            }
            self.at += 1;
            if c == '-' && last == Last::Set && self.eat("[") {
                whole.difference(&self.deeper(Self::set)?);
                continue;
            }
            last = self.member(c, start, &mut whole)?;
        }
        if last == Last::Nothing {
            return Err(self.fault_here(Reason::Unclosed));
        }
        Ok(whole)
    }

    /// `--` before a set takes it away; ICU and Java differ on all others.
    fn is_difference(&self) -> Result<(), Fault> {
        match self.peek_at(2) {
            Some('[' | '\\') => Ok(()),
            _ => Err(self.fault_here(Reason::Ambiguous)),
        }
    }

    /// One character, range or set, whose first sign was read.
    fn member(&mut self, c: char, start: usize, whole: &mut Set) -> Result<Last, Fault> {
        match c {
            '[' if self.eat(":") => whole.union(&self.posix(start)?),
            '[' => whole.union(&self.deeper(Self::set)?),
            '\\' if self.eat("Q") => return self.quoted_in_set(whole),
            '\\' => match self.class_escape()? {
                Some(set) => whole.union(&set),
                None => {
                    let c = self.character_escape()?;
                    return self.range(c, start, whole);
                }
            },
            c if c.is_whitespace() && self.flags.extended => {
                return Err(Fault::new(start, Reason::Ambiguous));
            }
            c => return self.range(c, start, whole),
        }
        Ok(Last::Set)
    }

    fn quoted_in_set(&mut self, whole: &mut Set) -> Result<Last, Fault> {
        let mut last = Last::Set;
        while !self.eat("\\E") {
            let c = self.next()?;
            whole.union(&set_of(&[(c, c)]));
            last = Last::Character(c);
        }
        Ok(last)
    }

    /// A character, and the range it may begin.
    fn range(&mut self, first: char, start: usize, whole: &mut Set) -> Result<Last, Fault> {
        let is_range = self.peek() == Some('-')
            && !matches!(self.peek_at(1), None | Some(']' | '[' | '-'))
            && !(self.peek_at(1) == Some('&') && self.peek_at(2) == Some('&'));
        if !is_range {
            whole.union(&set_of(&[(first, first)]));
            return Ok(Last::Character(first));
        }
        self.at += 1;
        let last = match self.next()? {
            '\\' if self.class_escape()?.is_some() => {
                return Err(Fault::new(start, Reason::Range));
            }
            '\\' => self.character_escape()?,
            c => c,
        };
        if last < first {
            return Err(Fault::new(start, Reason::Range));
        }
        whole.union(&set_of(&[(first, last)]));
        // A range is over: a - after it is a character.
        Ok(Last::Character(last))
    }
}
