//! The nouns of the house, as plain data: no file, no clock, no SQL.
//!
//! Everything above speaks in these: a [`Document`] has paragraphs, a
//! paragraph has segments, a segment has [`Content`] (text with inline codes);
//! a [`Variant`] is one translation of one source content into one [`Locale`].

pub mod cell;
mod content;
mod decision;
mod document;
pub mod inflection;
mod locale;
mod marked_text;
mod matching;
mod package;
mod passage;
mod quotation;
mod report;
mod report_changes;
mod returned;
mod review;
mod role;
mod srx;
mod state;
mod term;
mod variant;

pub use content::{Code, CodeKind, Content, Piece};
pub use decision::{Case, Day, DayError, Scope, SignOff, Validity};
pub use document::{Document, Paragraph, Segment};
pub use locale::{Locale, LocaleError, Tagging};
pub use marked_text::{MarkKind, MarkedText, TextMark};
pub use matching::{Band, Match, MatchKind};
pub use package::{
    Earlier, Package, PackageUnit, Prefill, Profile, QuotedBy, TermNote, TermRendering,
    XliffVersion,
};
pub use passage::{
    Occurrence, OccurrencePart, Passage, PassageOrigin, PassageStatus, PassageVersion, is_date,
};
pub use quotation::{Quotation, Span, Speaker, narration};
pub use report::{
    Decided, LeftOut, NOT_KEPT, Report, ReportBand, ReportConcept, ReportDecision, ReportFinding,
    ReportLocale, ReportPlace, ReportPoint, ReportRendering, ReportStatement, ReportTally,
    ReportTerm, ReportTranslation, ReportUnit, ReportWaiting,
};
pub use report_changes::{ReportChanges, ReportDifference};
pub use returned::{Between, ReturnedFile, ReturnedUnit, Seat, Standing};
pub use review::{REVIEW_COLUMNS, ReturnedReview, ReturnedRow, ReviewRow, ReviewSheet};
pub use role::{ParagraphKind, Role};
pub use srx::{
    BreakRule, FormatHandle, FormatKind, LanguageMap, LanguageRules, Pattern, SegmentationRules,
};
pub use state::State;
pub use term::{Concept, ConceptEntry, EntryTerm, TableRow, Term, TermHit, Usage};
pub use variant::{Context, Extra, Origin, OriginKind, Variant};
