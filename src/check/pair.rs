use std::ops::Range;

use crate::diag::{Finding, Place, Severity};
use crate::glossary::{Terminology, Verdict};
use crate::model::{Content, Locale};

use super::About;

/// One unit: a source, its translation, and what is known of both.
///
/// Rules only read it. What further rules need to know (terms, say) is computed
/// once by whoever makes the pairs and becomes a value beside the quotations.
#[derive(Clone, Debug)]
pub struct Pair {
    source: Content,
    target: Content,
    source_text: String,
    target_text: String,
    source_locale: Locale,
    locale: Locale,
    place: Place,
    pub(super) source_quoting: Quoting,
    pub(super) target_quoting: Quoting,
    terms: Option<Verdict>,
}

/// Where somebody else's words stand in one text of a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoting {
    /// Bytes of the text that lie inside of quotations, marks included; sorted.
    pub spans: Vec<Range<usize>>,
    /// A quotation that began before this text is still open at its start.
    pub at_start: bool,
    /// A quotation goes on behind the end of this text.
    pub at_end: bool,
}

impl Quoting {
    /// Whether a byte of the text lies inside of a quotation.
    pub fn covers(&self, byte: usize) -> bool {
        let next = self.spans.partition_point(|span| span.end <= byte);
        self.spans.get(next).is_some_and(|span| span.start <= byte)
    }
}

impl Pair {
    /// A unit that stands alone: quotations are those of its own two texts. In a
    /// document, [`super::Statement`] knows better.
    pub fn new(
        source: Content,
        target: Content,
        source_locale: Locale,
        locale: Locale,
        place: Place,
    ) -> Pair {
        Pair {
            source_text: source.plain(),
            target_text: target.plain(),
            source,
            target,
            source_locale,
            locale,
            place,
            source_quoting: Quoting::default(),
            target_quoting: Quoting::default(),
            terms: None,
        }
    }

    /// The same unit with what the glossary says of it. Set the quotations
    /// first: a word inside of one is the speaker's.
    #[must_use]
    pub fn with_terms(mut self, terminology: &Terminology) -> Pair {
        let target_quotes = self.target_quotes();
        self.terms = Some(terminology.judge(
            &self.source_text,
            &self.source_quoting.spans,
            &self.target_text,
            &target_quotes,
        ));
        self
    }

    /// The bytes of the translation that are somebody else's words, sorted: those in
    /// quotation marks, and all of it where the source stands amid a quotation whose
    /// ends are in other units.
    pub fn target_quotes(&self) -> Vec<Range<usize>> {
        if self.is_amid_quotation() {
            return std::iter::once(0..self.target_text.len()).collect();
        }
        self.target_quoting.spans.clone()
    }

    /// Whether the source stands amid a quotation that began before it and goes
    /// on behind it, and the translation of its neighbours is not at hand.
    fn is_amid_quotation(&self) -> bool {
        let source = &self.source_quoting;
        let covers_all = source.spans.first() == Some(&(0..self.source_text.len()));
        source.at_start && source.at_end && covers_all && self.target_quoting.spans.is_empty()
    }

    /// What the glossary says of the unit, if it was asked.
    pub fn terms(&self) -> Option<&Verdict> {
        self.terms.as_ref()
    }

    /// The source with its inline codes.
    pub fn source(&self) -> &Content {
        &self.source
    }

    /// The translation with its inline codes.
    pub fn target(&self) -> &Content {
        &self.target
    }

    /// The text of the source, without codes.
    pub fn source_text(&self) -> &str {
        &self.source_text
    }

    /// The text of the translation, without codes.
    pub fn target_text(&self) -> &str {
        &self.target_text
    }

    /// The language of the source.
    pub fn source_locale(&self) -> &Locale {
        &self.source_locale
    }

    /// The language of the translation.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// Where the unit stands.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Where the source quotes somebody.
    pub fn source_quoting(&self) -> &Quoting {
        &self.source_quoting
    }

    /// Where the translation quotes somebody.
    pub fn target_quoting(&self) -> &Quoting {
        &self.target_quoting
    }

    /// The language and script of the translation as one word (`zh-Hans`).
    pub(super) fn tongue(&self) -> Tongue {
        Tongue::of(&self.locale)
    }

    /// A finding of a rule on this unit, with the weight of the rule.
    pub(super) fn fault(&self, about: &About, message: impl Into<String>) -> Finding {
        self.weighed(about, about.severity, message)
    }

    /// The same with another weight, where less is certain.
    pub(super) fn weighed(
        &self,
        about: &About,
        severity: Severity,
        message: impl Into<String>,
    ) -> Finding {
        let message = message.into();
        let finding = match severity {
            Severity::Error => Finding::error(about.code, message),
            Severity::Warning => Finding::warning(about.code, message),
            Severity::Note => Finding::note(about.code, message),
        };
        finding.at(self.place.clone())
    }
}

/// The languages that rules know something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    Uyghur,
    Kazakh,
    Turkish,
    Hans,
    Hant,
    Other,
}

impl Tongue {
    fn of(locale: &Locale) -> Tongue {
        match (locale.language(), locale.script()) {
            ("ug", "Arab") => Tongue::Uyghur,
            ("kk", "Cyrl") => Tongue::Kazakh,
            ("tr", "Latn") => Tongue::Turkish,
            ("zh", "Hans") => Tongue::Hans,
            ("zh", "Hant") => Tongue::Hant,
            _ => Tongue::Other,
        }
    }

    pub(super) fn is_chinese(self) -> bool {
        matches!(self, Tongue::Hans | Tongue::Hant)
    }
}
