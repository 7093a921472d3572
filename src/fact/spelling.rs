//! Words that houses spell in two ways: finalised and finalized, honour and honor.

use super::At;

/// A word of that kind.
#[derive(Clone, Debug)]
pub(super) struct Spelt {
    /// What both spellings have in common.
    pub(super) key: String,
    /// Which of them it is.
    pub(super) way: Way,
    pub(super) at: At,
}

/// A way to spell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// -ise, -our, -re, -ogue, travelled: usual in Britain.
    One,
    /// -ize, -or, -er, -og, traveled: usual in America and in some British houses.
    Other,
}

/// Words with -our where Americans write -or: “our”, “four” and “hour” are none.
#[rustfmt::skip]
const OUR: [&str; 27] = [
    "armour", "ardour", "behaviour", "candour", "clamour", "colour", "demeanour", "endeavour",
    "favour", "fervour", "flavour", "glamour", "harbour", "honour", "humour", "labour",
    "misdemeanour", "neighbour", "odour", "parlour", "rancour", "rigour", "rumour", "saviour",
    "splendour", "tumour", "vigour",
];

/// Pairs that go by no rule, by the beginning that all their forms have.
#[rustfmt::skip]
const PAIRS: [(&str, &str); 22] = [
    ("centre", "center"), ("theatre", "theater"), ("metre", "meter"), ("kilometre", "kilometer"),
    ("litre", "liter"), ("fibre", "fiber"), ("calibre", "caliber"), ("spectre", "specter"),
    ("defence", "defense"), ("offence", "offense"), ("pretence", "pretense"),
    ("catalogue", "catalog"), ("dialogue", "dialog"), ("programme", "program"),
    ("judgement", "judgment"), ("acknowledgement", "acknowledgment"), ("ageing", "aging"),
    ("grey", "gray"), ("sceptic", "skeptic"), ("enrol", "enroll"), ("fulfil", "fulfill"),
    ("manoeuvre", "maneuver"),
];

/// Verbs that double their l before an ending in Britain.
#[rustfmt::skip]
const DOUBLED: [&str; 12] = [
    "cancel", "channel", "counsel", "equal", "fuel", "label", "marshal", "model", "quarrel",
    "signal", "total", "travel",
];

/// What a folded word has in common with its other spelling, and which it is. Words that
/// are spelt in one way alone (advise, size, exercise) have the key of no other word.
pub(super) fn spelling(word: &str) -> Option<(String, Way)> {
    izing(word)
        .or_else(|| our(word))
        .or_else(|| pair(word))
        .or_else(|| doubled(word))
}

fn izing(word: &str) -> Option<(String, Way)> {
    const ENDS: [&str; 9] = [
        "e", "ed", "es", "er", "ers", "ing", "ation", "ations", "ational",
    ];
    for end in ENDS {
        let Some(stem) = word.strip_suffix(end) else {
            continue;
        };
        let found = if let Some(root) = stem.strip_suffix("is") {
            (root, Way::One)
        } else if let Some(root) = stem.strip_suffix("iz") {
            (root, Way::Other)
        } else if let Some(root) = stem.strip_suffix("lys").filter(|_| !end.starts_with('a')) {
            return Some((format!("{root}lyse"), Way::One));
        } else if let Some(root) = stem.strip_suffix("lyz") {
            return Some((format!("{root}lyse"), Way::Other));
        } else {
            continue;
        };
        let (root, way) = found;
        // Rise and prize are words of their own.
        if root.chars().count() < 4 {
            return None;
        }
        return Some((format!("{root}-ise"), way));
    }
    None
}

fn our(word: &str) -> Option<(String, Way)> {
    OUR.iter().find_map(|british| {
        let root = british.strip_suffix("our")?;
        let rest = word.strip_prefix(root)?;
        // Honorary, laboratory and humorous are the same everywhere.
        let ends = |rest: &str| {
            matches!(
                rest,
                "" | "s"
                    | "ed"
                    | "ing"
                    | "er"
                    | "ers"
                    | "able"
                    | "ite"
                    | "ites"
                    | "hood"
                    | "ful"
                    | "ly"
                    | "al"
                    | "less"
                    | "ably"
            )
        };
        if let Some(rest) = rest.strip_prefix("our") {
            return ends(rest).then(|| ((*british).to_owned(), Way::One));
        }
        let rest = rest.strip_prefix("or")?;
        ends(rest).then(|| ((*british).to_owned(), Way::Other))
    })
}

fn pair(word: &str) -> Option<(String, Way)> {
    let forms = |base: &str| {
        word.strip_prefix(base).is_some_and(|rest| {
            matches!(
                rest,
                "" | "s" | "d" | "ed" | "less" | "ism" | "ment" | "ments"
            )
        })
    };
    PAIRS.iter().find_map(|(one, other)| {
        let way = match (forms(one), forms(other)) {
            (true, _) => Way::One,
            (_, true) => Way::Other,
            _ => return None,
        };
        Some(((*one).to_owned(), way))
    })
}

fn doubled(word: &str) -> Option<(String, Way)> {
    DOUBLED.iter().find_map(|verb| {
        let rest = word.strip_prefix(verb)?;
        let ends = |rest: &str| matches!(rest, "ed" | "ing" | "er" | "ers" | "or" | "ors");
        if ends(rest) {
            return Some(((*verb).to_owned(), Way::Other));
        }
        ends(rest.strip_prefix('l')?).then(|| ((*verb).to_owned(), Way::One))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_one_word_meet() {
        for (one, other) in [
            ("finalised", "finalized"),
            ("organisations", "organizing"),
            ("analyse", "analyzed"),
            ("honour", "honored"),
            ("centres", "center"),
            ("defence", "defense"),
            ("travelled", "traveling"),
            ("programme", "programs"),
        ] {
            let (first, second) = (spelling(one), spelling(other));
            let (first, second) = (first.expect("one way"), second.expect("another"));
            assert_eq!(first.0, second.0);
            assert_eq!((first.1, second.1), (Way::One, Way::Other));
        }
    }

    #[test]
    fn other_words_are_left_alone() {
        for word in [
            "four",
            "hour",
            "rise",
            "prize",
            "size",
            "laboratory",
            "honorary",
            "for",
            "tour",
        ] {
            assert_eq!(spelling(word), None, "{word}");
        }
        // Spelt in one way only: no other word has the key.
        assert_ne!(spelling("exercise"), spelling("exorcize"));
    }
}
