//! Whether a file follows the standard it says to follow.

use super::Error;
use super::rules::read_rules;
use crate::diag::Findings;
use crate::formats::conformance;

pub use crate::formats::conformance::Verdict;

/// Holds the bytes of a file to its standard. The findings name no file: the
/// caller knows it. Rules of segmentation are also held to what can be obeyed.
///
/// # Errors
///
/// When the machine fails.
pub fn validate(bytes: &[u8]) -> Result<Verdict, Error> {
    let mut verdict = conformance::validate(bytes)?;
    if verdict.standard.as_deref() == Some(conformance::SRX) {
        verdict.findings = Findings::new();
        read_rules(bytes, &mut verdict.findings)?;
    }
    Ok(verdict)
}
