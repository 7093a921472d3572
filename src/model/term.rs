use serde::{Deserialize, Serialize};

use crate::diag::{Place, Severity};

use super::inflection::Inflection;
use super::{Case, Day, Locale, Scope, SignOff, Validity};

/// What the desk decided about a term (ISO 30042, administrative status).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// The word to use.
    Preferred,
    /// Also right.
    Admitted,
    /// Better not.
    Deprecated,
    /// Never.
    Forbidden,
    /// Nothing trustworthy was found; the cell is empty on purpose.
    Missing,
}

impl Usage {
    /// All usages, best first.
    pub const ALL: [Usage; 5] = [
        Usage::Preferred,
        Usage::Admitted,
        Usage::Deprecated,
        Usage::Forbidden,
        Usage::Missing,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Usage::Preferred => "preferred",
            Usage::Admitted => "admitted",
            Usage::Deprecated => "deprecated",
            Usage::Forbidden => "forbidden",
            Usage::Missing => "missing",
        }
    }

    /// The usage of that name.
    pub fn parse(name: &str) -> Option<Usage> {
        Usage::ALL.into_iter().find(|usage| usage.as_str() == name)
    }
}

/// One term of a concept in one locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Language and script.
    pub locale: Locale,
    /// The citation form; empty when the usage is [`Usage::Missing`].
    pub text: String,
    /// What was decided.
    pub usage: Usage,
    /// How it takes its endings.
    pub inflection: Inflection,
    /// The same in the words of the glossary file; `simple` and an empty cell
    /// are different words for the same.
    pub inflection_words: String,
    /// The evidence as the file gives it (`attested: …`, `unattested: …`).
    pub status: String,
    /// Who answers for it; nobody unless the file names an alias and a day.
    pub sign_off: Option<SignOff>,
    /// Which of its capitals count.
    pub case: Case,
    /// Where the decision holds.
    pub scope: Scope,
    /// When the decision holds.
    pub validity: Validity,
    /// A remark on this term.
    pub note: String,
    /// The house profile whose decision this is; empty: every profile.
    pub profile: String,
}

impl Term {
    /// A term of which no more is known: simple inflection, no evidence, no
    /// sign-off, everywhere, always, for every profile.
    pub fn new(locale: Locale, text: impl Into<String>, usage: Usage) -> Term {
        Term {
            locale,
            text: text.into(),
            usage,
            inflection: Inflection::default(),
            inflection_words: String::new(),
            status: String::new(),
            sign_off: None,
            case: Case::default(),
            scope: Scope::default(),
            validity: Validity::default(),
            note: String::new(),
            profile: String::new(),
        }
    }

    /// Whether published evidence is named. Evidence is not a sign-off.
    pub fn is_attested(&self) -> bool {
        self.status.starts_with("attested")
    }

    /// Whether somebody answers for it.
    pub fn is_signed_off(&self) -> bool {
        self.sign_off.is_some()
    }

    /// Whether the decision may be enforced: evidence *and* a sign-off.
    pub fn binds(&self) -> bool {
        self.is_attested() && self.is_signed_off()
    }

    /// The gravest finding that may be made because of this term: an error if
    /// the decision binds, a warning for all others and for what is only
    /// deprecated.
    pub fn weight(&self) -> Severity {
        if self.binds() && self.usage != Usage::Deprecated {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// Whether the words may be used.
    pub fn is_usable(&self) -> bool {
        !self.text.is_empty() && matches!(self.usage, Usage::Preferred | Usage::Admitted)
    }

    /// Whether the decision holds on that day.
    pub fn holds_on(&self, day: Day) -> bool {
        self.validity.holds_on(day)
    }

    /// What the term rests on, for people: `attested, not signed off`. Nothing
    /// that is not signed off looks as if it were.
    pub fn evidence(&self) -> String {
        match (self.is_attested(), &self.sign_off) {
            (true, None) => "attested, not signed off".to_owned(),
            (false, None) => "unattested: ask a native speaker".to_owned(),
            (true, Some(sign_off)) => format!("attested, signed off on {}", sign_off.on),
            (false, Some(sign_off)) => format!("unattested, signed off on {}", sign_off.on),
        }
    }

    /// The same for a translator: where the word was seen, and whether somebody
    /// answers for it. A lack of evidence is told as what to do.
    pub fn source(&self) -> String {
        let seen = match self.status.strip_prefix("attested") {
            Some(rest) => match seen_in(rest.trim_start_matches([':', ' '])) {
                places if places.is_empty() => "attested".to_owned(),
                places => format!("attested: {places}"),
            },
            None if self.is_signed_off() => "unattested".to_owned(),
            None => "unattested: ask a native speaker".to_owned(),
        };
        match &self.sign_off {
            Some(sign_off) => format!("{seen}; signed off on {}", sign_off.on),
            None if self.is_attested() => format!("{seen}; not signed off"),
            None => seen,
        }
    }

    /// Whose decision this is, for people: `profile un` or `all profiles`.
    pub fn whose(&self) -> String {
        whose(&self.profile)
    }
}

/// The places of a status as a translator understands them: statements of the desk
/// and codes of collections are told as what they are, and not by name.
fn seen_in(status: &str) -> String {
    let bare = without_brackets(status);
    let mut places: Vec<&str> = Vec::new();
    let mut coded = 0;
    for place in bare.split(';').map(str::trim).filter(|one| !one.is_empty()) {
        let name = match place.split(' ').next() {
            Some("statements") => "our statements",
            Some("UDHR") => "Universal Declaration of Human Rights",
            _ if is_code(place) => {
                coded += 1;
                continue;
            }
            _ => place,
        };
        if !places.contains(&name) {
            places.push(name);
        }
    }
    let texts = match coded {
        0 => return places.join(", "),
        1 => "a published text".to_owned(),
        more => format!("{more} published texts"),
    };
    places.push(&texts);
    places.join(", ")
}

/// `AI-TR1`, `NTREX 3`: signs of whoever keeps the table.
fn is_code(place: &str) -> bool {
    let signs = place.chars().filter(|c| !c.is_whitespace());
    let is_sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
    place.starts_with(|c: char| c.is_ascii_uppercase()) && signs.clone().all(is_sign)
}

/// A text without what stands in round brackets, and without the spaces before.
fn without_brackets(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '(' => {
                depth += 1;
                bare.truncate(bare.trim_end().len());
            }
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

fn whose(profile: &str) -> String {
    if profile.is_empty() {
        "all profiles".to_owned()
    } else {
        format!("profile {profile}")
    }
}

/// One idea and its terms in all locales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// Its key in the glossary file.
    pub id: String,
    /// Its field (`legal`, `organisation`).
    pub domain: String,
    /// Part of speech (`n`, `adj`, `v`, or several: `n, adj`).
    pub part_of_speech: String,
    /// What the idea is.
    pub definition: String,
    /// A remark on the concept.
    pub note: String,
    /// Who or what decided about its terms (a style guide, a meeting).
    pub decision: String,
    /// A guard concept: its terms must not stand in a translation unless the
    /// source has the concept.
    pub guard: bool,
    /// Its terms, in the order of the file.
    pub terms: Vec<Term>,
}

impl Concept {
    /// A concept without any term.
    pub fn new(id: impl Into<String>) -> Concept {
        Concept {
            id: id.into(),
            ..Concept::default()
        }
    }

    /// The terms of one locale, in the order of the file.
    pub fn terms_in<'a>(&'a self, locale: &'a Locale) -> impl Iterator<Item = &'a Term> {
        self.terms.iter().filter(move |term| term.locale == *locale)
    }
}

/// A concept as a file of others gives it, with what the reader knows beside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConceptEntry {
    /// The concept, its terms in the order of the file. Its key is empty if the
    /// file gives none.
    pub concept: Concept,
    /// Where it begins.
    pub place: Place,
    /// What is known of each of its terms beside.
    pub terms: Vec<EntryTerm>,
}

/// What is known of a term beside the term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryTerm {
    /// Where it stands.
    pub place: Place,
    /// Whether the file says how it is to be used. If not, the usage is
    /// [`Usage::Admitted`] for want of a better one, and contradicts nothing.
    pub is_decided: bool,
}

/// A row of a table whose cells have been taken out of their file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The number of the row, from 1.
    pub number: u64,
    /// Its cells, those that are empty too.
    pub cells: Vec<String>,
}

/// A source term found in a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermHit {
    /// The concept's key.
    pub concept: String,
    /// The words as they stand in the segment.
    pub words: String,
    /// The citation form that was found.
    pub term: String,
    /// Its language.
    pub locale: Locale,
    /// What was decided about these words where they stand. Words whose
    /// decision does not hold there ([`Term::scope`]) are admitted.
    pub usage: Usage,
    /// The gravest finding that may be made because of them
    /// ([`Term::weight`]).
    pub weight: Severity,
    /// The house profile whose decision it is; empty: every profile.
    pub profile: String,
    /// Whether they stand inside a quotation: they are the speaker's then.
    pub quoted: bool,
    /// Where they begin and end in the segment's plain text, in bytes.
    pub span: (usize, usize),
}

impl TermHit {
    /// Whose decision this is, for people: `profile un` or `all profiles`.
    pub fn whose(&self) -> String {
        whose(&self.profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(status: &str, signed: bool, usage: Usage) -> Term {
        Term {
            status: status.to_owned(),
            sign_off: signed.then(|| SignOff {
                by: "kk-2".to_owned(),
                on: "2026-01-02".parse().expect("a day"),
                reason: String::new(),
            }),
            ..Term::new(Locale::english(), "camp", usage)
        }
    }

    #[test]
    fn only_attested_and_signed_off_terms_weigh_as_errors() {
        for (status, signed, usage, weight) in [
            ("attested: UDHR", true, Usage::Forbidden, Severity::Error),
            ("attested: UDHR", true, Usage::Preferred, Severity::Error),
            ("attested: UDHR", true, Usage::Deprecated, Severity::Warning),
            ("attested: UDHR", false, Usage::Forbidden, Severity::Warning),
            ("unattested: ask", true, Usage::Forbidden, Severity::Warning),
            ("", true, Usage::Forbidden, Severity::Warning),
        ] {
            assert_eq!(
                term(status, signed, usage).weight(),
                weight,
                "{status} {signed}"
            );
        }
    }

    #[test]
    fn a_translator_reads_where_a_word_was_seen() {
        let said = |status, signed| term(status, signed, Usage::Preferred).source();
        for (status, signed, told) in [
            (
                "attested: UDHR 2 (2 aligned); hrw.org; CLDR",
                false,
                "attested: Universal Declaration of Human Rights, hrw.org, a published text; \
                 not signed off",
            ),
            (
                "attested: AI-TR1; NTREX 3 (3 aligned)",
                true,
                "attested: 2 published texts; signed off on 2026-01-02",
            ),
            (
                "attested: statements wake-up",
                false,
                "attested: our statements; not signed off",
            ),
            ("attested", true, "attested; signed off on 2026-01-02"),
            (
                "unattested: needs review (UD 1)",
                false,
                "unattested: ask a native speaker",
            ),
            ("", true, "unattested; signed off on 2026-01-02"),
        ] {
            assert_eq!(said(status, signed), told);
        }
    }

    #[test]
    fn evidence_says_no_more_than_is_known() {
        let said = |status, signed| term(status, signed, Usage::Preferred).evidence();
        assert_eq!(said("attested: a", false), "attested, not signed off");
        assert_eq!(
            said("attested: a", true),
            "attested, signed off on 2026-01-02"
        );
        assert_eq!(said("", true), "unattested, signed off on 2026-01-02");
        assert_eq!(
            said("signed off", false),
            "unattested: ask a native speaker"
        );
    }
}
