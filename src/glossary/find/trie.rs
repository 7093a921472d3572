//! Beginnings of words, letter by letter.

/// A tree of letters with values at its nodes.
///
/// Walking down it along a word costs by the length of the word and not by the
/// number of values, so a glossary of ten times the size costs no more.
#[derive(Clone, Debug)]
pub(super) struct Trie<T> {
    nodes: Vec<Node<T>>,
}

#[derive(Clone, Debug)]
struct Node<T> {
    /// Letters and the nodes behind them, sorted by letter.
    next: Vec<(char, usize)>,
    values: Vec<T>,
}

impl<T> Trie<T> {
    pub(super) fn new() -> Trie<T> {
        let root = Node {
            next: Vec::new(),
            values: Vec::new(),
        };
        Trie { nodes: vec![root] }
    }

    pub(super) fn insert(&mut self, text: &str, value: T) {
        let mut at = 0;
        for letter in text.chars() {
            at = self.step_or_grow(at, letter);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.values.push(value);
        }
    }

    fn step_or_grow(&mut self, at: usize, letter: char) -> usize {
        let fresh = self.nodes.len();
        let Some(node) = self.nodes.get_mut(at) else {
            return at;
        };
        match node
            .next
            .binary_search_by_key(&letter, |(letter, _)| *letter)
        {
            Ok(place) => node.next.get(place).map_or(at, |(_, next)| *next),
            Err(place) => {
                node.next.insert(place, (letter, fresh));
                self.nodes.push(Node {
                    next: Vec::new(),
                    values: Vec::new(),
                });
                fresh
            }
        }
    }

    /// The values whose text is a beginning of `word`, with the length of that
    /// text in bytes, shortest first.
    pub(super) fn beginnings<'a>(&'a self, word: &str, mut each: impl FnMut(usize, &'a T)) {
        let mut at = 0;
        for (start, letter) in word.char_indices() {
            let Some(node) = self.nodes.get(at) else {
                return;
            };
            let Ok(place) = node
                .next
                .binary_search_by_key(&letter, |(letter, _)| *letter)
            else {
                return;
            };
            at = node.next.get(place).map_or(0, |(_, next)| *next);
            let values = self.nodes.get(at).map(|node| node.values.as_slice());
            for value in values.unwrap_or_default() {
                each(start + letter.len_utf8(), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_come_shortest_first() {
        let mut trie = Trie::new();
        for (text, value) in [("kamp", 1), ("kam", 2), ("kamp", 3), ("kampı", 4)] {
            trie.insert(text, value);
        }
        let mut found = Vec::new();
        trie.beginnings("kampa", |length, value| found.push((length, *value)));
        assert_eq!(found, [(3, 2), (4, 1), (4, 3)]);
        trie.beginnings("", |_, _| panic!("nothing begins here"));
    }
}
