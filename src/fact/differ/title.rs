//! One person with several titles.

use std::collections::{BTreeMap, BTreeSet};

use crate::fact::{At, Detail, Kind, Sheet};

use super::{Compared, all, difference};

/// Words that change what a title says: the former director is not the director.
const RANKS: [&str; 14] = [
    "former",
    "deputy",
    "vice",
    "acting",
    "interim",
    "associate",
    "assistant",
    "senior",
    "junior",
    "late",
    "then",
    "regional",
    "outgoing",
    "incoming",
];

/// So many titles of one person are compared with each other.
const MOST: usize = 64;

pub(super) fn titles(sheets: &[Sheet], into: &mut Compared) {
    let mut persons: BTreeMap<&str, Vec<(&str, &At)>> = BTreeMap::new();
    for fact in all(sheets) {
        if let Detail::Title(titled) = &fact.detail {
            let title = (titled.title.as_str(), &fact.at);
            persons.entry(&titled.person).or_default().push(title);
        }
    }
    for (person, titles) in persons {
        let known: BTreeSet<&str> = titles.iter().map(|(title, _)| *title).collect();
        into.skipped += known.len().saturating_sub(MOST);
        let others: Vec<&str> = known.iter().copied().take(MOST).collect();
        let differing: BTreeSet<&str> = known
            .into_iter()
            .filter(|title| others.iter().any(|other| differ(title, other)))
            .collect();
        let places = titles.iter().filter(|(title, _)| differing.contains(title));
        let places = places.map(|(title, at)| ((*title).to_owned(), (*at).clone()));
        let row = difference(Kind::Title, person.to_owned(), places.collect());
        into.differences.extend(row);
    }
}

/// Whether two titles say two things. One that leaves out a word of the other says less,
/// unless the word is one of rank.
fn differ(one: &str, other: &str) -> bool {
    let (first, second) = (content(one), content(other));
    let mut apart = first.symmetric_difference(&second);
    let nested = first.is_subset(&second) || second.is_subset(&first);
    !nested || apart.any(|word| RANKS.contains(word))
}

/// The words of a title that say something: not whose it is, not “of”, not Mr.
fn content(title: &str) -> BTreeSet<&str> {
    const EMPTY: [&str; 18] = [
        "of",
        "for",
        "the",
        "and",
        "a",
        "an",
        "un",
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "new",
        "current",
        "to",
    ];
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn what_says_less_does_not_differ() {
        assert!(!differ(
            "high commissioner",
            "un high commissioner for human rights"
        ));
        assert!(!differ("dr", "director"));
        assert!(differ("former high commissioner", "high commissioner"));
        assert!(differ(
            "china director",
            "deputy regional director for china"
        ));
        assert!(differ("rights chief", "high commissioner"));
    }
}
