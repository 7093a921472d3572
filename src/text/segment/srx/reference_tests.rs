//! The engine against the plainest reading of SRX there is: every place,
//! every rule, every beginning, every way.

use proptest::prelude::*;

use super::tests::rules;

/// An expression of a small language, and what it means.
#[derive(Clone, Debug)]
enum Sample {
    Character(char),
    /// `[ab]`, or `[^ab]`.
    Set(Vec<char>, bool),
    Dot,
    Place(&'static str),
    Concat(Vec<Sample>),
    Alternate(Vec<Sample>),
    Repeat(Box<Sample>, usize, Option<usize>, bool),
    Around(Box<Sample>, bool, bool),
    Atomic(Box<Sample>),
}

impl Sample {
    fn pattern(&self) -> String {
        let all = |samples: &[Sample], between: &str| {
            let parts: Vec<String> = samples.iter().map(Sample::pattern).collect();
            format!("(?:{})", parts.join(between))
        };
        match self {
            Sample::Character('.') => r"\.".to_owned(),
            Sample::Character(c) => c.to_string(),
            Sample::Set(set, negative) => {
                let set: String = set.iter().collect();
                format!("[{}{set}]", if *negative { "^" } else { "" })
            }
            Sample::Dot => ".".to_owned(),
            Sample::Place(place) => (*place).to_owned(),
            Sample::Concat(parts) => all(parts, ""),
            Sample::Alternate(parts) => all(parts, "|"),
            Sample::Repeat(part, least, most, lazy) => {
                let most = most.map_or(String::new(), |most| most.to_string());
                let lazy = if *lazy { "?" } else { "" };
                format!("(?:{}){{{least},{most}}}{lazy}", part.pattern())
            }
            Sample::Around(part, ahead, negative) => {
                let sign = match (ahead, negative) {
                    (true, false) => "?=",
                    (true, true) => "?!",
                    (false, false) => "?<=",
                    (false, true) => "?<!",
                };
                format!("({sign}{})", part.pattern())
            }
            Sample::Atomic(part) => format!("(?>{})", part.pattern()),
        }
    }

    /// The places at which it can end when it begins at one, in the order in
    /// which a search by trial meets them.
    fn ways(&self, text: &[char], at: usize) -> Vec<usize> {
        let one = |fits: bool| if fits { vec![at + 1] } else { Vec::new() };
        let here = |fits: bool| if fits { vec![at] } else { Vec::new() };
        let next = text.get(at);
        let found = match self {
            Sample::Character(c) => one(next == Some(c)),
            Sample::Set(set, negative) => one(next.is_some_and(|c| set.contains(c) != *negative)),
            Sample::Dot => one(next.is_some_and(|c| *c != '\n')),
            Sample::Place(place) => here(is_place(place, text, at)),
            Sample::Concat(parts) => parts.iter().fold(vec![at], |ends, part| {
                ends.into_iter()
                    .flat_map(|end| part.ways(text, end))
                    .collect()
            }),
            Sample::Alternate(parts) => parts.iter().flat_map(|part| part.ways(text, at)).collect(),
            Sample::Repeat(part, least, most, lazy) => part.times(text, at, *least, *most, *lazy),
            Sample::Around(part, true, negative) => {
                here(part.ways(text, at).is_empty() == *negative)
            }
            Sample::Around(part, false, negative) => {
                here((0..=at).any(|start| part.ways(text, start).contains(&at)) != *negative)
            }
            Sample::Atomic(part) => part.ways(text, at).into_iter().take(1).collect(),
        };
        let mut once = Vec::new();
        for end in found {
            if !once.contains(&end) {
                once.push(end);
            }
        }
        once
    }

    fn times(
        &self,
        text: &[char],
        at: usize,
        least: usize,
        most: Option<usize>,
        lazy: bool,
    ) -> Vec<usize> {
        if least > 0 {
            let most = most.map(|most| most - 1);
            return self
                .ways(text, at)
                .into_iter()
                .flat_map(|end| self.times(text, end, least - 1, most, lazy))
                .collect();
        }
        let mut on = Vec::new();
        if most != Some(0) {
            for end in self.ways(text, at) {
                match most {
                    None if end == at => on.push(at),
                    _ => on.extend(self.times(text, end, 0, most.map(|most| most - 1), lazy)),
                }
            }
        }
        if lazy {
            on.insert(0, at);
        } else {
            on.push(at);
        }
        on
    }
}

fn is_place(place: &str, text: &[char], at: usize) -> bool {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let word = is_word(at.checked_sub(1)) != is_word(Some(at));
    match place {
        "^" => at == 0,
        "$" => at == text.len() || text[at..] == ['\n'],
        r"\z" => at == text.len(),
        r"\b" => word,
        r"\B" => !word,
        _ => panic!("{place}"),
    }
}

/// The segments, by trying everything everywhere.
fn reference(list: &[(bool, Sample, Sample)], text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut segments = vec![String::new()];
    for (at, c) in characters.iter().enumerate() {
        let first = list.iter().find(|(_, before, after)| {
            (0..=at).any(|start| before.ways(&characters, start).contains(&at))
                && !after.ways(&characters, at).is_empty()
        });
        if at > 0 && first.is_some_and(|(breaks, ..)| *breaks) {
            segments.push(String::new());
        }
        segments.last_mut().expect("a segment").push(*c);
    }
    segments.retain(|segment| !segment.is_empty());
    segments
}

fn leaf() -> impl Strategy<Value = Sample> {
    let letter = prop::sample::select(vec!['a', 'b', 'ә', '.', ' ', '\n']);
    prop_oneof![
        4 => letter.clone().prop_map(Sample::Character),
        2 => (prop::collection::vec(letter, 1..3), any::<bool>())
            .prop_map(|(set, negative)| Sample::Set(set, negative)),
        1 => Just(Sample::Dot),
        1 => prop::sample::select(vec!["^", "$", r"\z", r"\b", r"\B"]).prop_map(Sample::Place),
    ]
}

fn grown(
    from: impl Strategy<Value = Sample> + 'static,
    last: fn(Sample) -> BoxedStrategy<Sample>,
) -> impl Strategy<Value = Sample> {
    from.prop_recursive(3, 12, 3, move |inner| {
        let several = prop::collection::vec(inner.clone(), 0..3);
        prop_oneof![
            3 => several.clone().prop_map(Sample::Concat),
            2 => prop::collection::vec(inner.clone(), 1..3).prop_map(Sample::Alternate),
            2 => (inner.clone(), 0..2_usize, prop::option::of(0..2_usize), any::<bool>())
                .prop_map(|(part, least, more, lazy)| {
                    Sample::Repeat(Box::new(part), least, more.map(|more| least + more), lazy)
                }),
            2 => inner.prop_flat_map(last),
        ]
    })
}

/// Expressions with looks in looks.
fn with_looks() -> impl Strategy<Value = Sample> {
    grown(leaf(), |part| {
        (any::<bool>(), any::<bool>())
            .prop_map(move |(ahead, negative)| {
                Sample::Around(Box::new(part.clone()), ahead, negative)
            })
            .boxed()
    })
}

/// Expressions with what is never tried again around them.
fn with_atoms() -> impl Strategy<Value = Sample> {
    grown(prop_oneof![2 => leaf(), 1 => with_looks()], |part| {
        Just(Sample::Atomic(Box::new(part))).boxed()
    })
}

fn compare(list: &[(bool, Sample, Sample)], text: &str) {
    let patterns: Vec<(bool, String, String)> = list
        .iter()
        .map(|(breaks, before, after)| (*breaks, before.pattern(), after.pattern()))
        .collect();
    let borrowed: Vec<(bool, &str, &str)> = patterns
        .iter()
        .map(|(breaks, before, after)| (*breaks, before.as_str(), after.as_str()))
        .collect();
    let rules = rules(&borrowed);
    let found = rules.segment(text);
    assert_eq!(found, reference(list, text), "{patterns:?} {text:?}");
    assert_eq!(found.concat(), text);
    assert!(!rules.gave_up());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_engine_does_what_the_standard_says(
        list in prop::collection::vec((any::<bool>(), with_looks(), with_looks()), 1..4),
        text in "[abә. \n]{0,9}",
    ) {
        compare(&list, &text);
    }

    #[test]
    fn a_search_by_trial_does_too(
        list in prop::collection::vec((any::<bool>(), with_atoms(), with_atoms()), 1..3),
        text in "[abә. \n]{0,8}",
    ) {
        compare(&list, &text);
    }

    #[test]
    fn no_expression_brings_it_down(pattern in r"([\\()\[\]{}?*+|^$.:=!<>&,0-9a-zә-]|\(\?|\\p\{|\\Q|\\E|\[\^|&&|--){0,24}") {
        let file = super::tests::file(&[(true, &pattern, ""), (false, "", &pattern)]);
        if super::faults(&file).is_empty() {
            let text = "a(b)[c] 1.2 ә-";
            let rules = super::Rules::of(&crate::model::Locale::english(), &file);
            if let Ok(rules) = rules {
                assert_eq!(rules.segment(text).concat(), text);
            }
        }
    }
}
