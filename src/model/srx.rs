use crate::diag::Place;

/// Where sentences end, as data: what a file of SRX 2.0 says (LISA/OSCAR,
/// 7 April 2008). `formats::srx` reads and writes it, `text::segment` obeys it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentationRules {
    /// `header/@cascade`: whether the rules of every map that fits a language
    /// hold, one after the other, and not those of the first alone.
    pub cascade: bool,
    /// `header/@segmentsubflows`: whether text inside of inline codes is cut.
    pub segment_subflows: bool,
    /// `header/formathandle`, in the order of the file; at most three.
    pub format_handles: Vec<FormatHandle>,
    /// `languagerules/languagerule`, in the order of the file.
    pub languages: Vec<LanguageRules>,
    /// `maprules/languagemap`, in the order of the file, which counts.
    pub maps: Vec<LanguageMap>,
}

/// On which side of a cut an inline code stands (`formathandle`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatHandle {
    /// `@type`.
    pub kind: FormatKind,
    /// `@include`: whether the code belongs to the segment that ends.
    pub include: bool,
}

/// The kinds of inline codes that SRX tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatKind {
    /// A code that opens something.
    Start,
    /// A code that closes something.
    End,
    /// A code that stands alone.
    Isolated,
}

impl FormatKind {
    /// All kinds.
    pub const ALL: [FormatKind; 3] = [FormatKind::Start, FormatKind::End, FormatKind::Isolated];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            FormatKind::Start => "start",
            FormatKind::End => "end",
            FormatKind::Isolated => "isolated",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<FormatKind> {
        FormatKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

/// A named list of rules (`languagerule`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageRules {
    /// `@languagerulename`.
    pub name: String,
    /// Its rules, in the order of the file: the first that fits decides.
    pub rules: Vec<BreakRule>,
    /// Where it begins.
    pub place: Place,
}

/// One rule: between which two texts there is a cut, or none (`rule`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakRule {
    /// `@break`: a cut, or an exception from the rules that follow.
    pub breaks: bool,
    /// `beforebreak`: what ends at the cut.
    pub before: Pattern,
    /// `afterbreak`: what begins at the cut.
    pub after: Pattern,
    /// Where it begins.
    pub place: Place,
}

/// A regular expression in the dialect of ICU, not yet looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The expression. White space counts; empty fits everywhere.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

impl Pattern {
    /// An expression that stands in no file.
    pub fn new(text: impl Into<String>) -> Pattern {
        Pattern {
            text: text.into(),
            place: Place::default(),
        }
    }
}

/// Which languages a list of rules is for (`languagemap`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LanguageMap {
    /// `@languagepattern`: an expression that fits the whole language tag.
    pub pattern: String,
    /// `@languagerulename`: the list of rules.
    pub rules: String,
    /// Where it begins.
    pub place: Place,
}

impl SegmentationRules {
    /// The list of rules of that name.
    pub fn language(&self, name: &str) -> Option<(usize, &LanguageRules)> {
        self.languages
            .iter()
            .enumerate()
            .find(|(_, rules)| rules.name == name)
    }

    /// The same rules, come from nowhere: to compare what two files say.
    #[must_use]
    pub fn without_places(mut self) -> SegmentationRules {
        for language in &mut self.languages {
            language.place = Place::default();
            for rule in &mut language.rules {
                rule.place = Place::default();
                rule.before.place = Place::default();
                rule.after.place = Place::default();
            }
        }
        for map in &mut self.maps {
            map.place = Place::default();
        }
        self
    }
}
