use std::fmt;

use serde::{Deserialize, Serialize};

/// How far a translation has come. The order is that of trust.
///
/// The states a CAT tool writes are hints; `docs/formats.md` says how each is
/// read. Only the desk itself makes a translation reviewed or final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nobody has worked on it.
    Initial,
    /// A translator has.
    Translated,
    /// A second person has read it.
    Reviewed,
    /// Released.
    Final,
}

impl State {
    /// All states, least trusted first.
    pub const ALL: [State; 4] = [
        State::Initial,
        State::Translated,
        State::Reviewed,
        State::Final,
    ];

    /// The word used in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Initial => "initial",
            State::Translated => "translated",
            State::Reviewed => "reviewed",
            State::Final => "final",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
