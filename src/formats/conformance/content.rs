//! Which elements may stand in an element, and in which order.
//!
//! A model is written like a regular expression over names: `a, b?, (c | d)+`.
//! It is turned into the positions that may come first, last and after one
//! another (Glushkov), so that matching takes time by the number of children
//! and what is expected can be told.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// What a place in a model takes.
#[derive(Clone, Debug, PartialEq)]
enum Symbol {
    /// The element of this name, as the tables write it.
    Name(String),
    /// Any element of another namespace: the word `other`.
    Other,
}

/// A content model.
#[derive(Clone, Debug, Default)]
pub(super) struct Model {
    symbols: Vec<Symbol>,
    follow: Vec<BTreeSet<usize>>,
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
    may_be_empty: bool,
}

/// A child, as a model sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child<'a> {
    /// Its name as the tables write it, if its namespace is known to them.
    pub(super) name: Option<&'a str>,
    /// Whether its namespace is another than that of its parent.
    pub(super) is_other: bool,
}

/// How far the children of an element have been followed: the positions the
/// last of them may have taken; none before the first.
#[derive(Clone, Debug)]
pub(super) struct State(Option<BTreeSet<usize>>);

/// A part of a model while it is being read.
struct Part {
    first: BTreeSet<usize>,
    last: BTreeSet<usize>,
    may_be_empty: bool,
}

impl Model {
    /// Reads a model; the error is where reading stopped.
    pub(super) fn parse(text: &str) -> Result<Model, String> {
        let mut model = Model {
            may_be_empty: true,
            ..Model::default()
        };
        if text.trim().is_empty() {
            return Ok(model);
        }
        let mut rest = text.chars().peekable();
        let part = model.choice(&mut rest)?;
        skip_space(&mut rest);
        if rest.peek().is_some() {
            return Err(format!("{text}: {}", rest.collect::<String>()));
        }
        model.first = part.first;
        model.last = part.last;
        model.may_be_empty = part.may_be_empty;
        Ok(model)
    }

    /// The state before the first child.
    pub(super) fn start() -> State {
        State(None)
    }

    /// The state after one more child; none when it may not stand here.
    pub(super) fn step(&self, state: &State, child: Child<'_>) -> Option<State> {
        let takes = |position: &&usize| match self.symbols.get(**position) {
            Some(Symbol::Name(name)) => child.name == Some(name),
            Some(Symbol::Other) => child.is_other,
            None => false,
        };
        let next: BTreeSet<usize> = match &state.0 {
            None => self.first.iter().filter(takes).copied().collect(),
            Some(at) => at
                .iter()
                .filter_map(|position| self.follow.get(*position))
                .flat_map(|follow| follow.iter().filter(takes).copied())
                .collect(),
        };
        (!next.is_empty()).then_some(State(Some(next)))
    }

    /// Whether the element may end here.
    pub(super) fn may_end(&self, state: &State) -> bool {
        match &state.0 {
            None => self.may_be_empty,
            Some(at) => at.iter().any(|position| self.last.contains(position)),
        }
    }

    /// What may come next, in words.
    pub(super) fn expected(&self, state: &State) -> Vec<String> {
        let positions: BTreeSet<usize> = match &state.0 {
            None => self.first.clone(),
            Some(at) => at
                .iter()
                .filter_map(|position| self.follow.get(*position))
                .flatten()
                .copied()
                .collect(),
        };
        let symbols = positions
            .iter()
            .filter_map(|position| self.symbols.get(*position));
        let mut words: Vec<String> = Vec::new();
        for symbol in symbols {
            let word = match symbol {
                Symbol::Name(name) => format!("<{name}>"),
                Symbol::Other => "an element of another namespace".to_owned(),
            };
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    /// The names that stand anywhere in the model.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.symbols.iter().filter_map(|symbol| match symbol {
            Symbol::Name(name) => Some(name.as_str()),
            Symbol::Other => None,
        })
    }

    fn choice(&mut self, rest: &mut Peekable<Chars<'_>>) -> Result<Part, String> {
        let mut whole = self.sequence(rest)?;
        while take(rest, '|') {
            let part = self.sequence(rest)?;
            whole.first.extend(part.first);
            whole.last.extend(part.last);
            whole.may_be_empty |= part.may_be_empty;
        }
        Ok(whole)
    }

    fn sequence(&mut self, rest: &mut Peekable<Chars<'_>>) -> Result<Part, String> {
        let mut whole = self.repeated(rest)?;
        while take(rest, ',') {
            let part = self.repeated(rest)?;
            self.connect(&whole.last, &part.first);
            if whole.may_be_empty {
                whole.first.extend(part.first.iter().copied());
            }
            if part.may_be_empty {
                whole.last.extend(part.last);
            } else {
                whole.last = part.last;
            }
            whole.may_be_empty &= part.may_be_empty;
        }
        Ok(whole)
    }

    fn repeated(&mut self, rest: &mut Peekable<Chars<'_>>) -> Result<Part, String> {
        let mut part = self.single(rest)?;
        let mark = rest.next_if(|c| matches!(c, '?' | '*' | '+'));
        if matches!(mark, Some('*' | '+')) {
            self.connect(&part.last, &part.first);
        }
        part.may_be_empty |= matches!(mark, Some('?' | '*'));
        Ok(part)
    }

    fn single(&mut self, rest: &mut Peekable<Chars<'_>>) -> Result<Part, String> {
        if take(rest, '(') {
            let part = self.choice(rest)?;
            return if take(rest, ')') {
                Ok(part)
            } else {
                Err("a parenthesis is not closed".to_owned())
            };
        }
        let mut name = String::new();
        while let Some(c) =
            rest.next_if(|c| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.'))
        {
            name.push(c);
        }
        if name.is_empty() {
            return Err(format!("a name is missing before {:?}", rest.peek()));
        }
        let position = self.symbols.len();
        self.symbols.push(if name == "other" {
            Symbol::Other
        } else {
            Symbol::Name(name)
        });
        self.follow.push(BTreeSet::new());
        Ok(Part {
            first: BTreeSet::from([position]),
            last: BTreeSet::from([position]),
            may_be_empty: false,
        })
    }

    fn connect(&mut self, from: &BTreeSet<usize>, to: &BTreeSet<usize>) {
        for position in from {
            if let Some(follow) = self.follow.get_mut(*position) {
                follow.extend(to.iter().copied());
            }
        }
    }
}

fn skip_space(rest: &mut Peekable<Chars<'_>>) {
    while rest.next_if(|c| c.is_whitespace()).is_some() {}
}

fn take(rest: &mut Peekable<Chars<'_>>, wanted: char) -> bool {
    skip_space(rest);
    let found = rest.next_if_eq(&wanted).is_some();
    skip_space(rest);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(model: &str, children: &str) -> bool {
        let model = Model::parse(model).unwrap();
        let mut state = Model::start();
        for name in children.split_whitespace() {
            let child = Child {
                name: (name != "#").then_some(name),
                is_other: name == "#" || name.contains(':'),
            };
            match model.step(&state, child) {
                Some(next) => state = next,
                None => return false,
            }
        }
        model.may_end(&state)
    }

    #[test]
    fn children_are_held_to_the_model() {
        let unit = "other*, notes?, originalData?, (segment | ignorable)+";
        for good in [
            "segment",
            "# m:x notes originalData ignorable segment segment",
            "notes segment",
        ] {
            assert!(accepts(unit, good), "{good}");
        }
        for bad in [
            "",
            "notes",
            "notes notes segment",
            "segment notes",
            "segment #",
            "x segment",
        ] {
            assert!(!accepts(unit, bad), "{bad}");
        }
        assert!(accepts("", "") && !accepts("", "a"));
        assert!(accepts("(a | (b, c))*, d", "a b c a d") && !accepts("(a | (b, c))*, d", "a b d"));
        assert!(accepts("(a?, b?)+", "a b a") && accepts("(a?, b?)+", ""));
    }

    #[test]
    fn what_is_expected_can_be_told() {
        let model = Model::parse("a?, (b | other)+").unwrap();
        let words = model.expected(&Model::start());
        assert_eq!(words, ["<a>", "<b>", "an element of another namespace"]);
        assert!(Model::parse("a, (b").is_err() && Model::parse("a b").is_err());
    }
}
