//! Whose words are quoted, and what became of them: passages and quotations.
//!
//! A sentence of a report is quoted for years, and each time a little else of it
//! survives: the end is cut, the middle is elided, a word in square brackets stands
//! for another, a comma becomes a dash. This room compares a quotation with a text
//! that may be its source ([`compare`]), finds the texts worth comparing among many
//! ([`Runs`], [`candidates`], [`sources`]), brings the quotations of one source
//! together ([`group`]) and tells which sentences of the source are whole in a
//! quotation ([`survival`]). What counts as a source, and why, is written in
//! `docs/quotations.md`.
//!
//! Nothing here knows a store: whoever keeps texts says which of them hold a run of
//! words. All work is bounded by the lengths of the two texts.
//!
//! ```
//! use tilmach::model::Locale;
//! use tilmach::passage::{Standing, Verdict, Wording, compare};
//! let en = Locale::english();
//! let source = Wording::of("It rained for a week, and the old bridge was gone.", &en);
//! let quoted = Wording::of("“[I]t rained for a week … the old bridge was gone”", &en);
//! let tracing = compare(&quoted, &source, Standing::Spoken).expect("its source");
//! assert_eq!(tracing.verdicts(), [Verdict::Elided]);
//! ```

mod align;
mod anchors;
mod compare;
mod group;
mod marks;
mod runs;
mod search;
mod survive;
#[cfg(test)]
mod tests;
mod tracing;
mod utterance;
mod wording;

pub use compare::{Standing, compare};
pub use group::{Group, group};
pub use runs::{RunKey, Runs};
pub use search::{Candidate, Traced, candidates, sources};
pub use survive::{Survival, clauses, survival};
pub use tracing::{Part, PartKind, Tracing, Verdict};
pub use utterance::{Stretch, Utterance, utterances};
pub use wording::Wording;
