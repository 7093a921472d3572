use crate::model::{MatchKind, Standing, State};

/// A state in the words of XLIFF 1.2: `target/@state`, `@state-qualifier` and
/// `trans-unit/@approved` (sections 2.3.2 and 3.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateWords {
    /// `target/@state`.
    pub state: &'static str,
    /// `target/@state-qualifier`: how a prefilled translation was found.
    pub qualifier: Option<&'static str>,
    /// `trans-unit/@approved`.
    pub approved: bool,
}

/// `state-qualifier` of what was repaired: the standard has no word for it
/// (section 3.2.11 lets users add values that begin with `x-`).
pub(super) const REPAIRED: &str = "x-repaired";

/// The words for a state, and for the way a prefilled translation was found.
///
/// `approved` goes with `final` only: translate-toolkit shows a final unit as
/// fuzzy without it, and nothing else earns it.
///
/// ```
/// use tilmach::formats::xliff12::words_of;
/// use tilmach::model::{MatchKind, State};
/// let words = words_of(State::Final, Some(MatchKind::Exact));
/// assert_eq!((words.state, words.qualifier, words.approved), ("final", Some("exact-match"), true));
/// ```
pub fn words_of(state: State, found: Option<MatchKind>) -> StateWords {
    StateWords {
        state: match state {
            State::Initial => "new",
            State::Translated => "translated",
            State::Reviewed => "signed-off",
            State::Final => "final",
        },
        qualifier: found.map(|kind| match kind {
            MatchKind::InContext => "x-ice",
            MatchKind::Exact => "exact-match",
            MatchKind::Repaired => REPAIRED,
            MatchKind::Passage => "leveraged-repository",
            MatchKind::Fuzzy => "fuzzy-match",
        }),
        approved: state == State::Final,
    }
}

/// The state that `target/@state` claims: a hint, never proof. Unknown words
/// and `x-` words give none, which is not approved.
pub fn state_of(word: &str) -> Option<State> {
    match word {
        "new"
        | "needs-translation"
        | "needs-adaptation"
        | "needs-l10n"
        | "needs-review-translation"
        | "needs-review-adaptation"
        | "needs-review-l10n" => Some(State::Initial),
        "translated" => Some(State::Translated),
        "signed-off" => Some(State::Reviewed),
        "final" => Some(State::Final),
        _ => None,
    }
}

/// What a returned `target/@state` means. Words of XLIFF 1.2 that ask for more
/// work are drafts, and so is what a machine wrote and nobody called translated.
pub(super) fn standing_of(word: Option<&str>, qualifier: Option<&str>) -> Standing {
    let is_machine = matches!(qualifier, Some("leveraged-mt" | "mt-suggestion"));
    match word {
        None | Some("new" | "needs-translation") if is_machine => Standing::Draft,
        Some("new" | "needs-translation") => Standing::Untranslated,
        Some(word) => match state_of(word) {
            Some(State::Initial) => Standing::Draft,
            Some(State::Translated) => Standing::Translated,
            Some(State::Reviewed) => Standing::Reviewed,
            Some(State::Final) => Standing::Final,
            None => Standing::Unknown,
        },
        None => Standing::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_comes_back() {
        for state in State::ALL {
            assert_eq!(state_of(words_of(state, None).state), Some(state));
        }
    }

    #[test]
    fn drafts_and_misspellings_are_not_translated() {
        assert_eq!(state_of("needs-review-translation"), Some(State::Initial));
        assert_eq!(state_of("finale"), None);
        assert_eq!(state_of("x-done"), None);
        assert!(!words_of(State::Reviewed, None).approved);
    }
}
