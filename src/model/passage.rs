use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Day, Locale};

/// Whose translation of a passage it is, and so how far it may be trusted. Declared
/// best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageStatus {
    /// Of the body whose words they are.
    Official,
    /// Of the publisher of the statements.
    Publisher,
    /// The desk's own, read by a second person.
    Ours,
    /// Seen in the press; nobody at the desk answers for it.
    Press,
    /// A draft that nobody has reviewed.
    Unreviewed,
}

impl PassageStatus {
    /// All of them, best first.
    pub const ALL: [PassageStatus; 5] = [
        PassageStatus::Official,
        PassageStatus::Publisher,
        PassageStatus::Ours,
        PassageStatus::Press,
        PassageStatus::Unreviewed,
    ];

    /// The word used in tables.
    pub fn as_str(self) -> &'static str {
        match self {
            PassageStatus::Official => "official",
            PassageStatus::Publisher => "publisher",
            PassageStatus::Ours => "ours",
            PassageStatus::Press => "press",
            PassageStatus::Unreviewed => "unreviewed",
        }
    }

    /// The status of that word.
    pub fn parse(word: &str) -> Option<PassageStatus> {
        let mut all = PassageStatus::ALL.into_iter();
        all.find(|status| status.as_str() == word)
    }

    /// Whether somebody answers for the translation, so that it may be filled in.
    pub fn is_settled(self) -> bool {
        self <= PassageStatus::Ours
    }
}

impl fmt::Display for PassageStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a passage stands, and whose words it is. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PassageOrigin {
    /// The name of the document.
    pub document: String,
    /// The paragraph, as the document numbers it.
    pub paragraph: String,
    /// Who said or wrote it.
    pub speaker: String,
    /// The day it was said or published: a year, a month or a day
    /// ([`is_date`]).
    pub day: String,
    /// Where it can be looked up.
    pub citation: String,
    /// A remark for translators.
    pub note: String,
}

impl PassageOrigin {
    /// The cells with their names, in the order of tables.
    pub fn cells(&self) -> [(&'static str, &str); 6] {
        [
            ("document", &self.document),
            ("paragraph", &self.paragraph),
            ("speaker", &self.speaker),
            ("date", &self.day),
            ("citation", &self.citation),
            ("note", &self.note),
        ]
    }

    /// This origin, with what it leaves empty taken from another.
    #[must_use]
    pub fn filled_from(&self, other: &PassageOrigin) -> PassageOrigin {
        let fill = |own: &String, other: &String| match own.is_empty() {
            true => other.clone(),
            false => own.clone(),
        };
        PassageOrigin {
            document: fill(&self.document, &other.document),
            paragraph: fill(&self.paragraph, &other.paragraph),
            speaker: fill(&self.speaker, &other.speaker),
            day: fill(&self.day, &other.day),
            citation: fill(&self.citation, &other.citation),
            note: fill(&self.note, &other.note),
        }
    }

    /// The origin in one line: `Ana Roe, Weather report, paragraph 12, 2024-05`. Empty
    /// when nothing is known.
    pub fn line(&self) -> String {
        let paragraph = match self.paragraph.is_empty() {
            true => String::new(),
            false => format!("paragraph {}", self.paragraph),
        };
        let parts = [&self.speaker, &self.document, &paragraph, &self.day];
        let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
        let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        told.join(", ")
    }
}

/// Whether a date of an origin is a year, a month or a day of the calendar
/// (`2024`, `2024-02`, `2024-02-29`), or empty.
///
/// ```
/// use tilmach::model::is_date;
/// assert!(is_date("") && is_date("2024") && is_date("2024-02") && is_date("2024-02-29"));
/// assert!(!is_date("2024-13") && !is_date("24") && !is_date("2023-02-29"));
/// ```
pub fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        0 => return true,
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<Day>().is_ok()
}

/// A translation of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassageVersion {
    /// Its language.
    #[serde(serialize_with = "tag")]
    pub locale: Locale,
    /// The translation, with as many paragraphs as it has.
    pub text: String,
    /// Whose it is.
    pub status: PassageStatus,
    /// Where it can be looked up; may be empty.
    pub citation: String,
    /// The alias of who brought it.
    pub by: Option<String>,
    /// The day it was stored, `YYYY-MM-DD`.
    pub added: String,
    /// Another took its place.
    pub superseded: bool,
}

/// A text that statements quote, stored once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The language of the text.
    #[serde(serialize_with = "tag")]
    pub locale: Locale,
    /// The text: paragraphs with a line feed between them, as [`Passage::tidy`] makes
    /// them.
    pub text: String,
    /// Where it stands.
    pub origin: PassageOrigin,
    /// What was said of its origin before, oldest first.
    pub former: Vec<PassageOrigin>,
    /// The day it was stored, `YYYY-MM-DD`.
    pub added: String,
    /// Its translations, oldest first, also those that were superseded.
    pub versions: Vec<PassageVersion>,
}

fn tag<S: serde::Serializer>(locale: &Locale, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(locale)
}

impl Passage {
    /// Its name: 12 hexadecimal digits of a BLAKE3 hash over language and text. The same
    /// text has the same name on every desk.
    pub fn id(&self) -> String {
        Passage::id_of(&self.locale, &self.text)
    }

    /// The name of a text in a language.
    pub fn id_of(locale: &Locale, text: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        let locale = locale.to_string();
        hasher.update(&(locale.len() as u64).to_le_bytes());
        hasher.update(locale.as_bytes());
        hasher.update(text.as_bytes());
        hasher.finalize().to_hex().chars().take(12).collect()
    }

    /// The current translations into a language, the best status first.
    pub fn current(&self, locale: &Locale) -> Vec<&PassageVersion> {
        let all = self.versions.iter();
        let mut current: Vec<&PassageVersion> = all
            .filter(|version| !version.superseded && version.locale == *locale)
            .collect();
        current.sort_by(|one, other| (one.status, &one.text).cmp(&(other.status, &other.text)));
        current
    }

    /// A text as it is stored: lines without white space at their ends, none of them
    /// empty, a line feed between two.
    ///
    /// ```
    /// use tilmach::model::Passage;
    /// assert_eq!(Passage::tidy(" It rains. \r\n\r\nIt snows.\n"), "It rains.\nIt snows.");
    /// ```
    pub fn tidy(text: &str) -> String {
        let lines = text.split(['\n', '\r']).map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }
}

/// A quotation of a statement, as it is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// Its place among the quotations of its version, from 1.
    pub number: u32,
    /// 1 for a quotation of the text itself, 2 for one inside of that.
    pub depth: u8,
    /// Who says it, as it stands in the text; none when nobody is named beyond doubt.
    pub speaker: Option<String>,
    /// A part for each paragraph that it runs through, in order; at least one.
    pub parts: Vec<OccurrencePart>,
}

/// As much of a quotation as stands in one paragraph, without its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OccurrencePart {
    /// The paragraph's number, from 1.
    pub paragraph: u32,
    /// The first character of it in the paragraph's text, counted from 0.
    pub first: u32,
    /// The character after the last.
    pub past: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_its_word() {
        for status in PassageStatus::ALL {
            assert_eq!(PassageStatus::parse(status.as_str()), Some(status));
        }
        assert_eq!(PassageStatus::parse("checked"), None);
        assert!(PassageStatus::Ours.is_settled() && !PassageStatus::Press.is_settled());
    }

    #[test]
    fn an_origin_in_one_line_leaves_out_what_is_not_known() {
        let mut origin = PassageOrigin::default();
        assert_eq!(origin.line(), "");
        origin.document = "Weather report".to_owned();
        origin.paragraph = "12".to_owned();
        assert_eq!(origin.line(), "Weather report, paragraph 12");
        let other = PassageOrigin {
            document: "Other".to_owned(),
            speaker: "Ana Roe".to_owned(),
            ..PassageOrigin::default()
        };
        assert_eq!(
            origin.filled_from(&other).line(),
            "Ana Roe, Weather report, paragraph 12"
        );
    }
}
