//! All characters, in as few classes as the rules tell apart.

use std::collections::BTreeMap;

use super::syntax::Set;

/// Characters of a class are in the same sets, so one table of a few hundred
/// columns serves for all of Unicode.
#[derive(Debug, Default)]
pub(super) struct Alphabet {
    sets: Vec<Set>,
    /// The first character of each run, in order, and the class of the run.
    runs: Vec<(u32, u32)>,
    ascii: Vec<u32>,
    /// For each class, the sets it is in, in order.
    members: Vec<Vec<u32>>,
}

impl Alphabet {
    /// The number of a set, which is the same for equal sets.
    pub(super) fn number(&mut self, set: &Set) -> u32 {
        let known = self.sets.iter().position(|other| other == set);
        let number = known.unwrap_or_else(|| {
            self.sets.push(set.clone());
            self.sets.len() - 1
        });
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// Makes the classes, once all sets are known.
    pub(super) fn finish(&mut self) {
        let mut changes: BTreeMap<u32, Vec<(u32, bool)>> = BTreeMap::new();
        changes.entry(0).or_default();
        for (number, set) in (0_u32..).zip(&self.sets) {
            for range in set.ranges() {
                let (first, last) = (u32::from(range.start()), u32::from(range.end()));
                changes.entry(first).or_default().push((number, true));
                changes.entry(last + 1).or_default().push((number, false));
            }
        }
        let mut classes: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut inside: Vec<u32> = Vec::new();
        for (first, events) in changes {
            for (number, enters) in events {
                match inside.binary_search(&number) {
                    Err(at) if enters => inside.insert(at, number),
                    Ok(at) if !enters => {
                        inside.remove(at);
                    }
                    _ => {}
                }
            }
            let next = u32::try_from(classes.len()).unwrap_or(u32::MAX);
            let class = *classes.entry(inside.clone()).or_insert(next);
            self.runs.push((first, class));
        }
        self.members = vec![Vec::new(); classes.len()];
        for (members, class) in classes {
            if let Some(slot) = self.members.get_mut(class as usize) {
                *slot = members;
            }
        }
        self.ascii = (0..128).map(|value| self.search(value)).collect();
    }

    /// How many classes there are.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The class of a character.
    pub(super) fn class(&self, c: char) -> u32 {
        let value = u32::from(c);
        match self.ascii.get(value as usize) {
            Some(class) => *class,
            None => self.search(value),
        }
    }

    fn search(&self, value: u32) -> u32 {
        let after = self.runs.partition_point(|(first, _)| *first <= value);
        let run = self.runs.get(after.saturating_sub(1));
        run.map_or(0, |(_, class)| *class)
    }

    /// Whether the characters of a class are in a set.
    pub(super) fn is_in(&self, class: u32, set: u32) -> bool {
        self.members
            .get(class as usize)
            .is_some_and(|members| members.binary_search(&set).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::super::syntax::{named, set_of};
    use super::*;

    #[test]
    fn classes_tell_the_sets_apart_and_nothing_else() {
        let mut alphabet = Alphabet::default();
        let upper = named("\\p{Lu}").expect("a set");
        let some = set_of(&[('A', 'C'), ('x', 'z')]);
        let (upper, some) = (alphabet.number(&upper), alphabet.number(&some));
        assert_eq!(alphabet.number(&set_of(&[('A', 'C'), ('x', 'z')])), some);
        alphabet.finish();
        assert_eq!(alphabet.len(), 4);
        for (c, in_upper, in_some) in [
            ('B', true, true),
            ('D', true, false),
            ('y', false, true),
            ('a', false, false),
            ('Ж', true, false),
            ('ж', false, false),
            (char::MAX, false, false),
            ('\0', false, false),
        ] {
            let class = alphabet.class(c);
            assert_eq!(alphabet.is_in(class, upper), in_upper, "{c}");
            assert_eq!(alphabet.is_in(class, some), in_some, "{c}");
        }
    }
}
