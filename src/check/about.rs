use crate::diag::Severity;

/// What a rule is, for people: shown in lists and in SARIF, and told at length
/// in `docs/checks.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    /// The code of its findings, `check::what-is-wrong`.
    pub code: &'static str,
    /// How much its gravest finding weighs, unless the project says otherwise.
    pub severity: Severity,
    /// What it looks at, in one sentence.
    pub what: &'static str,
    /// Why it matters, and what to do.
    pub why: &'static str,
}
