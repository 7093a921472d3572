//! `segment/@state` and `@subState` (sections 4.3.1.22 and 4.3.1.23).

use crate::model::{MatchKind, Standing, State};

use super::PREFIX;

/// Behind our prefix: what was repaired.
pub(super) const REPAIRED: &str = "repaired";

/// The words for a state and for the way a prefilled translation was found.
pub(super) fn words_of(state: State, found: MatchKind) -> (&'static str, String) {
    let sub = match found {
        MatchKind::InContext => "ice",
        MatchKind::Exact => "exact",
        MatchKind::Repaired => REPAIRED,
        MatchKind::Passage => "passage",
        MatchKind::Fuzzy => "fuzzy",
    };
    // A fuzzy match is where the work begins, whatever it was once.
    let state = match (found, state) {
        (MatchKind::Repaired | MatchKind::Fuzzy, _) => State::Initial,
        _ => state,
    };
    (state.as_str(), format!("{PREFIX}:{sub}"))
}

/// What a returned state means; none for a word the standard does not have.
/// Sub-states are understood by the word behind the prefix, whoever wrote it.
pub(super) fn standing_of(state: &str, sub: Option<&str>) -> Option<Standing> {
    let word = sub
        .and_then(|sub| sub.split_once(':'))
        .map(|(_, word)| word);
    match (State::parse(state)?, word) {
        (State::Initial, Some("mt" | "fuzzy" | REPAIRED)) => Some(Standing::Draft),
        (State::Initial, Some("rejected")) => Some(Standing::Rejected),
        (State::Initial, _) => Some(Standing::Untranslated),
        (State::Translated, _) => Some(Standing::Translated),
        (State::Reviewed, _) => Some(Standing::Reviewed),
        (State::Final, _) => Some(Standing::Final),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_those_of_the_standard() {
        assert_eq!(
            words_of(State::Final, MatchKind::InContext),
            ("final", "tilmach:ice".to_owned())
        );
        assert_eq!(words_of(State::Final, MatchKind::Fuzzy).0, "initial");
        for (state, sub, standing) in [
            ("initial", None, Some(Standing::Untranslated)),
            ("initial", Some("pipe:mt"), Some(Standing::Draft)),
            (
                "initial",
                Some("tilmach:rejected"),
                Some(Standing::Rejected),
            ),
            (
                "translated",
                Some("tilmach:exact"),
                Some(Standing::Translated),
            ),
            ("reviewed", None, Some(Standing::Reviewed)),
            ("final", None, Some(Standing::Final)),
            ("finale", None, None),
            ("signed-off", None, None),
        ] {
            assert_eq!(standing_of(state, sub), standing, "{state} {sub:?}");
        }
    }
}
