//! What a comparison found: where the words come from and what became of them.

use crate::model::Span;

/// What became of the words of a source in a quotation, the lighter before the
/// heavier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All of the source, word by word.
    Verbatim,
    /// Words before or after are missing.
    Cut,
    /// Words in the middle are missing, and dots say so.
    Elided,
    /// The quotation has words where the source itself has dots or square brackets,
    /// or before its first or after its last word: both were taken from a fuller text,
    /// and this source cannot tell whether it was quoted well there. Of a passage only
    /// other sentences are: its own have all their words.
    Restored,
    /// Square brackets hold words that are not the source's.
    Inserted,
    /// Words or marks differ, and nothing says so.
    Altered,
}

impl Verdict {
    /// The word for it in files and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Cut => "cut",
            Verdict::Elided => "elided",
            Verdict::Restored => "restored",
            Verdict::Inserted => "inserted",
            Verdict::Altered => "altered",
        }
    }
}

/// What a part of a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// The same words in both.
    Kept,
    /// Words of the source before or after all that is quoted.
    Cut,
    /// Words of the source for which the quotation has dots.
    Elided,
    /// Words of the quotation where the source has dots or square brackets, or ends.
    Restored,
    /// Words in square brackets; `source` is what they stand for, if anything.
    Inserted,
    /// Altered: other words than those of the source.
    Replaced,
    /// Altered: words of the source that are missing, and nothing says so.
    Omitted,
    /// Altered: words that the source does not have.
    Added,
    /// Altered: another mark between two words, or a mark where there was none, or
    /// none where there was one.
    Mark,
}

impl PartKind {
    /// What it makes of the quotation.
    pub fn verdict(self) -> Verdict {
        match self {
            PartKind::Kept => Verdict::Verbatim,
            PartKind::Cut => Verdict::Cut,
            PartKind::Elided => Verdict::Elided,
            PartKind::Restored => Verdict::Restored,
            PartKind::Inserted => Verdict::Inserted,
            PartKind::Replaced | PartKind::Omitted | PartKind::Added | PartKind::Mark => {
                Verdict::Altered
            }
        }
    }

    /// The word for it in files and tables.
    pub fn as_str(self) -> &'static str {
        match self {
            PartKind::Kept => "kept",
            PartKind::Cut => "cut",
            PartKind::Elided => "elided",
            PartKind::Restored => "restored",
            PartKind::Inserted => "inserted",
            PartKind::Replaced => "replaced",
            PartKind::Omitted => "omitted",
            PartKind::Added => "added",
            PartKind::Mark => "mark",
        }
    }
}

/// A part of a comparison. A place is that of the words, the marks before the first
/// and after the last left out; the place of a mark, or of dots, is all that stands
/// between two words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Where in the source.
    pub source: Option<Span>,
    /// Where in the quotation.
    pub quoted: Option<Span>,
}

/// Where a quotation comes from in a text, and what became of the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracing {
    /// All parts, in the order of the quotation; what was cut comes first and last.
    pub parts: Vec<Part>,
    /// The source from the first word that is quoted to the last.
    pub extent: Span,
    /// The words of the quotation, those in square brackets left out. Two
    /// ideographs are one word; half a word is dropped.
    pub words: usize,
    /// How many of them are the source's, in its order.
    pub matched: usize,
    /// Most of them stand inside of a quotation that the source itself makes: they
    /// are the words of whoever is quoted there.
    pub of_another: bool,
}

impl Tracing {
    /// Everything that can be said of the quotation, the lightest first; verbatim
    /// only if nothing else can.
    pub fn verdicts(&self) -> Vec<Verdict> {
        let mut all: Vec<Verdict> = self.parts.iter().map(|part| part.kind.verdict()).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > 1 {
            all.retain(|verdict| *verdict != Verdict::Verbatim);
        }
        all
    }

    /// The heaviest of the verdicts.
    pub fn verdict(&self) -> Verdict {
        let all = self.parts.iter().map(|part| part.kind.verdict());
        all.max().unwrap_or(Verdict::Verbatim)
    }

    /// Where the words of the source that survive stand, in order.
    pub fn survived(&self) -> impl Iterator<Item = &Span> {
        let kept = self.parts.iter().filter(|part| part.kind == PartKind::Kept);
        kept.filter_map(|part| part.source.as_ref())
    }

    /// What was altered, in order.
    pub fn alterations(&self) -> impl Iterator<Item = &Part> {
        let altered = |part: &&Part| part.kind.verdict() == Verdict::Altered;
        self.parts.iter().filter(altered)
    }
}
