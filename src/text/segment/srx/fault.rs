use std::fmt;

/// Why an expression cannot be obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// It ends before a group, a set, a name or an escape does.
    Unclosed,
    /// A parenthesis that closes nothing.
    Unopened,
    /// `*`, `+`, `?` or `{` after nothing that can be repeated.
    NothingToRepeat,
    /// A number of repetitions that cannot be, or is over the limit.
    Repetition,
    /// A range whose end comes before its start, or that begins or ends with
    /// a set.
    Range,
    /// An escape that ICU and Java do not know.
    UnknownEscape,
    /// A number that is no character.
    NoCharacter,
    /// A property that Unicode does not have.
    UnknownProperty,
    /// A flag that ICU and Java do not know.
    UnknownFlag,
    /// A group that starts with an unknown sign.
    UnknownGroup,
    /// A reference to a group that is not there.
    NoSuchGroup,
    /// Tools read this in two ways.
    Ambiguous,
    /// Known to ICU or Java, not done here; the name says what.
    Unsupported(&'static str),
    /// Longer or deeper than is read.
    TooLarge,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Reason::Unclosed => "it ends too early: something is not closed",
            Reason::Unopened => "a ) that closes nothing; as a character it is written \\)",
            Reason::NothingToRepeat => "there is nothing to repeat",
            Reason::Repetition => "this number of repetitions cannot be",
            Reason::Range => "this is no range of characters",
            Reason::UnknownEscape => "there is no such escape",
            Reason::NoCharacter => "there is no such character",
            Reason::UnknownProperty => "there is no such property of characters",
            Reason::UnknownFlag => "there is no such flag",
            Reason::UnknownGroup => "there is no such kind of group",
            Reason::NoSuchGroup => "there is no such group to refer to",
            Reason::Ambiguous => "tools differ on what this means",
            Reason::Unsupported(what) => return write!(f, "{what} cannot be followed"),
            Reason::TooLarge => "it is larger than can be followed",
        };
        f.write_str(words)
    }
}

/// What is wrong with one expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternFault {
    /// Where it shows, in characters from the start of the expression, from 0.
    pub at: usize,
    /// What is wrong.
    pub reason: Reason,
    /// The words in question: the expression from there on.
    pub words: String,
}

/// A side of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `beforebreak`.
    Before,
    /// `afterbreak`.
    After,
}

/// Why rules cannot be obeyed. The numbers count from 0, in the order of the
/// rules.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RuleError {
    /// An expression of a rule.
    #[error("rule {rule} of list {language}: {}", fault.reason)]
    Rule {
        /// The list of rules.
        language: usize,
        /// The rule in it.
        rule: usize,
        /// The side.
        side: Side,
        /// What is wrong.
        fault: PatternFault,
    },
    /// The expression of a map.
    #[error("map {map}: {}", fault.reason)]
    Map {
        /// The map.
        map: usize,
        /// What is wrong.
        fault: PatternFault,
    },
    /// All rules of a language together are larger than can be followed.
    #[error("the rules of one language need more than {0} steps")]
    TooLarge(usize),
}
