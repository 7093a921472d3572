use serde::{Deserialize, Serialize};

use super::{Content, Locale, Match, MatchKind, Role, State, Tagging, Usage};

/// The tool a package is made for. Tools need contradictory things
/// (docs/formats.md, profiles).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// Any tool that follows XLIFF 1.2.
    Generic,
    /// OmegaT: shows only targets, so each target is a copy of its source.
    Omegat,
    /// Trados Studio.
    Trados,
    /// memoQ.
    Memoq,
    /// Phrase TMS.
    Phrase,
    /// Weblate.
    Weblate,
    /// Swordfish, which works in XLIFF 2.1.
    Swordfish,
}

impl Profile {
    /// All profiles.
    pub const ALL: [Profile; 7] = [
        Profile::Generic,
        Profile::Omegat,
        Profile::Trados,
        Profile::Memoq,
        Profile::Phrase,
        Profile::Weblate,
        Profile::Swordfish,
    ];

    /// The word used in the project file.
    pub fn as_str(self) -> &'static str {
        match self {
            Profile::Generic => "generic",
            Profile::Omegat => "omegat",
            Profile::Trados => "trados",
            Profile::Memoq => "memoq",
            Profile::Phrase => "phrase",
            Profile::Weblate => "weblate",
            Profile::Swordfish => "swordfish",
        }
    }

    /// The profile of that name.
    pub fn parse(name: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|p| p.as_str() == name)
    }

    /// The version of XLIFF this tool gets when none is asked for.
    pub fn usual_version(self) -> XliffVersion {
        match self {
            Profile::Swordfish => XliffVersion::V21,
            _ => XliffVersion::V12,
        }
    }

    /// Whether this tool shows the units of a file in that version. OmegaT opens
    /// XLIFF 2 without a word, and shows nothing of it.
    pub fn opens(self, version: XliffVersion) -> bool {
        self != Profile::Omegat || version == XliffVersion::V12
    }

    /// How this tool spells language tags.
    pub fn tagging(self) -> Tagging {
        match self {
            Profile::Generic | Profile::Phrase | Profile::Swordfish => Tagging::Bcp47,
            Profile::Omegat => Tagging::Omegat,
            Profile::Trados => Tagging::Trados,
            Profile::Memoq => Tagging::Memoq,
            Profile::Weblate => Tagging::Weblate,
        }
    }
}

/// The version of XLIFF that a package is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum XliffVersion {
    /// XLIFF 1.2, which every tool opens.
    #[default]
    #[serde(rename = "1.2")]
    V12,
    /// XLIFF 2.0.
    #[serde(rename = "2.0")]
    V20,
    /// XLIFF 2.1.
    #[serde(rename = "2.1")]
    V21,
    /// XLIFF 2.2.
    #[serde(rename = "2.2")]
    V22,
}

impl XliffVersion {
    /// All versions, oldest first.
    pub const ALL: [XliffVersion; 4] = [
        XliffVersion::V12,
        XliffVersion::V20,
        XliffVersion::V21,
        XliffVersion::V22,
    ];

    /// The number, as `xliff/@version` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            XliffVersion::V12 => "1.2",
            XliffVersion::V20 => "2.0",
            XliffVersion::V21 => "2.1",
            XliffVersion::V22 => "2.2",
        }
    }

    /// The version of that number.
    pub fn parse(number: &str) -> Option<XliffVersion> {
        XliffVersion::ALL
            .into_iter()
            .find(|version| version.as_str() == number)
    }
}

/// A term of the glossary in a segment, with what was decided for the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermNote {
    /// The concept's key.
    pub concept: String,
    /// The words as they stand in the source.
    pub words: String,
    /// Where these words first stand in the plain text of the source: the bytes
    /// of their beginning and end.
    pub span: (usize, usize),
    /// What the idea is, if the glossary says so.
    pub definition: Option<String>,
    /// Every rendering that was decided about, best first.
    pub renderings: Vec<TermRendering>,
    /// Why: the decision about the concept.
    pub reason: Option<String>,
    /// A remark for the translator.
    pub remark: Option<String>,
}

/// What was decided about one rendering of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRendering {
    /// The words.
    pub text: String,
    /// The decision.
    pub usage: Usage,
    /// What it rests on, for people ([`super::Term::source`]).
    pub source: String,
    /// Whose decision it is: `profile un`, `all profiles`.
    pub whose: String,
    /// Whether the decision may be enforced ([`super::Term::binds`]).
    pub binds: bool,
}

impl TermNote {
    /// The renderings that were decided so, best first.
    pub fn of(&self, usage: Usage) -> impl Iterator<Item = &TermRendering> {
        let all = self.renderings.iter();
        all.filter(move |rendering| rendering.usage == usage)
    }
}

/// A translation that the package brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefill {
    /// The translation.
    pub content: Content,
    /// Its state in the memory.
    pub state: State,
    /// How it was found: in context or exact.
    pub kind: MatchKind,
    /// The identity of the variant it is.
    pub variant: String,
}

/// Somebody else's words in a segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotedBy {
    /// The speaker's name as it stands in the text; none when the text names
    /// nobody beyond doubt.
    pub speaker: Option<String>,
    /// The unit where the quotation began, when that is an earlier one.
    pub continued_from: Option<String>,
    /// The words that are quoted, with their marks, when that is not all of the
    /// segment; empty when it is.
    pub parts: Vec<String>,
}

/// What stood in the place of a segment in an earlier version of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The sentence.
    pub source: Content,
    /// Its translation, as the memory holds it.
    pub target: Content,
}

/// One segment of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageUnit {
    /// `p3.s2`.
    pub id: String,
    /// The paragraph's number, from 1.
    pub paragraph: u32,
    /// The line of the statement it stands on, from 1.
    pub line: u64,
    /// What the paragraph is for.
    pub role: Role,
    /// Whether it is to be translated.
    pub translate: bool,
    /// The source.
    pub source: Content,
    /// The translation, where the memory is sure.
    pub target: Option<Prefill>,
    /// Suggestions, best first.
    pub matches: Vec<Match>,
    /// Its terms.
    pub terms: Vec<TermNote>,
    /// Whose words are in it, in the order of the text.
    pub quoted: Vec<QuotedBy>,
    /// What stood here before, when the sentence has changed.
    pub earlier: Option<Earlier>,
    /// Other remarks for the translator.
    pub notes: Vec<String>,
}

/// A statement made ready for the translators into one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The id of this export, 12 hexadecimal digits; see
    /// `pipeline::pack` for what it is made of.
    pub export: String,
    /// The statement's name.
    pub statement: String,
    /// The day of the export, `YYYY-MM-DD`.
    pub date: String,
    /// A hash of what the memory held for its units, whether it shows or not:
    /// packages made on another state of the memory have another id.
    pub basis: String,
    /// The version of the glossary it was first made under; empty when there is none or
    /// it is not known. Like the day it is no part of the id: what it shows of the
    /// glossary is.
    pub glossary: String,
    /// The language of the source.
    pub source: Locale,
    /// The language of the translation.
    pub target: Locale,
    /// The tool it is made for.
    pub profile: Profile,
    /// The version of XLIFF it is written in.
    pub version: XliffVersion,
    /// Its units, in the order of the document.
    pub units: Vec<PackageUnit>,
}
