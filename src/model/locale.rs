use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unic_langid::{CharacterDirection, LanguageIdentifier};

/// Why a language tag was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocaleError {
    /// Not a language tag of BCP 47 (RFC 5646).
    #[error("is not a language tag")]
    Malformed,
    /// A language that Unicode knows no script for: none, or not one in writing.
    #[error("is no language that is known")]
    Unknown,
    /// Chinese without a script: Simplified or Traditional cannot be guessed.
    #[error("does not say Simplified (zh-Hans) or Traditional (zh-Hant)")]
    NeedsScript,
}

/// The spelling of language tags that a tool expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tagging {
    /// BCP 47 with script: `zh-Hans`, `kk-Arab`.
    Bcp47,
    /// OmegaT compares two letters and two: `zh-CN`.
    Omegat,
    /// Trados Studio wants the region: `ug-CN`.
    Trados,
    /// memoQ: `zh-cn`.
    Memoq,
    /// Weblate: `zh_Hans`.
    Weblate,
}

/// A language in a script, always maximised with likely subtags (UTS 35).
///
/// Two spellings of one thing are one value: `ug`, `UG_cn` and `ug-Arab-CN`.
/// Scripts are separate languages: `kk` and `kk-Arab` never match. For the
/// languages of the desk (en, ug, kk, tr, zh) the region does not count.
///
/// ```
/// use tilmach::model::Locale;
/// let locale: Locale = "ug_CN".parse()?;
/// assert_eq!(locale.to_string(), "ug");
/// assert_eq!(locale, "uig".parse()?);
/// assert!(locale.is_right_to_left());
/// # Ok::<(), tilmach::model::LocaleError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locale {
    language: String,
    script: String,
    region: Option<String>,
    right_to_left: bool,
    /// The shortest tag, made once: it is asked for all the time.
    tag: String,
}

/// Languages whose regions are spellings of one desk locale.
const REGION_FREE: [&str; 5] = ["en", "ug", "kk", "tr", "zh"];

/// Legacy and three-letter tags (ISO 639-2/3) that tools write for ours.
const ALIASES: [(&str, &str); 9] = [
    ("eng", "en"),
    ("uig", "ug"),
    ("kaz", "kk"),
    ("tur", "tr"),
    ("cmn", "zh"),
    ("zho", "zh"),
    ("chi", "zh"),
    ("chs", "hans"),
    ("cht", "hant"),
];

impl Locale {
    /// `en`, the source of every statement unless the project says otherwise.
    pub fn english() -> Locale {
        Locale {
            language: "en".to_owned(),
            script: "Latn".to_owned(),
            region: None,
            right_to_left: false,
            tag: "en".to_owned(),
        }
    }

    /// The language subtag, such as `ug`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The script subtag (ISO 15924), such as `Arab`.
    pub fn script(&self) -> &str {
        &self.script
    }

    /// Whether it is written from right to left; from the script, never from
    /// a list of languages.
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// The tag in the spelling of a tool (docs/formats.md, language tags).
    pub fn tag(&self, tagging: Tagging) -> String {
        let plain = self.to_string();
        let spelt = match (plain.as_str(), tagging) {
            ("zh-Hans", Tagging::Omegat | Tagging::Trados) => "zh-CN",
            ("zh-Hans", Tagging::Memoq) => "zh-cn",
            ("zh-Hans", Tagging::Weblate) => "zh_Hans",
            ("zh-Hant", Tagging::Omegat | Tagging::Trados) => "zh-TW",
            ("zh-Hant", Tagging::Memoq) => "zh-tw",
            ("zh-Hant", Tagging::Weblate) => "zh_Hant",
            ("ug", Tagging::Trados) => "ug-CN",
            ("kk", Tagging::Trados) => "kk-KZ",
            ("tr", Tagging::Trados) => "tr-TR",
            ("en", Tagging::Trados) => "en-US",
            ("kk-Arab", Tagging::Weblate) => "kk_Arab",
            _ => return plain,
        };
        spelt.to_owned()
    }

    /// A remark on a tag that is accepted but easily means something else.
    pub fn advice(tag: &str) -> Option<&'static str> {
        let folded = tag.replace('_', "-").to_ascii_lowercase();
        (folded == "kk-cn").then_some("kk-CN is read as Kazakh in Arabic script (kk-Arab)")
    }
}

impl FromStr for Locale {
    type Err = LocaleError;

    fn from_str(tag: &str) -> Result<Self, LocaleError> {
        let spelt = canonical_spelling(tag)?;
        let mut id: LanguageIdentifier = spelt.parse().map_err(|_| LocaleError::Malformed)?;
        let language = id.language.as_str().to_owned();
        if language == "und" {
            return Err(LocaleError::Malformed);
        }
        if language == "zh" && id.script.is_none() && id.region.is_none() {
            return Err(LocaleError::NeedsScript);
        }
        let asked_region = id.region.map(|region| region.as_str().to_owned());
        id.maximize();
        let script = id.script.ok_or(LocaleError::Unknown)?.as_str().to_owned();
        let region = asked_region
            .filter(|_| !REGION_FREE.contains(&language.as_str()))
            .filter(|region| likely_region(&language, &script).as_deref() != Some(region.as_str()));
        let right_to_left = id.character_direction() == CharacterDirection::RTL;
        let tag = shortest_tag(&language, &script, region.as_deref());
        Ok(Locale {
            language,
            script,
            region,
            right_to_left,
            tag,
        })
    }
}

/// The tag with hyphens, without a POSIX code set, its legacy parts replaced.
fn canonical_spelling(tag: &str) -> Result<String, LocaleError> {
    let tag = tag.trim();
    let tag = tag.split(['.', '@']).next().unwrap_or(tag);
    let parts: Vec<String> = tag
        .split(['-', '_'])
        .map(|part| {
            let part = part.to_ascii_lowercase();
            ALIASES
                .iter()
                .find(|(alias, _)| *alias == part)
                .map_or(part, |(_, plain)| (*plain).to_owned())
        })
        .collect();
    let first = parts.first().map_or("", String::as_str);
    // Private use and grandfathered tags (RFC 5646 section 2.2) name nothing we serve.
    if !(2..=3).contains(&first.len()) || parts.iter().any(|part| part == "x") {
        return Err(LocaleError::Malformed);
    }
    Ok(parts.join("-"))
}

fn likely_region(language: &str, script: &str) -> Option<String> {
    let mut id: LanguageIdentifier = format!("{language}-{script}").parse().ok()?;
    id.maximize();
    id.region.map(|region| region.as_str().to_owned())
}

fn likely_script(language: &str, region: Option<&str>) -> Option<String> {
    let tag = region.map_or(language.to_owned(), |r| format!("{language}-{r}"));
    let mut id: LanguageIdentifier = tag.parse().ok()?;
    id.maximize();
    id.script.map(|script| script.as_str().to_owned())
}

/// The shortest tag that means the same, except that Chinese always says its
/// script.
fn shortest_tag(language: &str, script: &str, region: Option<&str>) -> String {
    let mut tag = language.to_owned();
    if language == "zh" || likely_script(language, region).as_deref() != Some(script) {
        tag.push('-');
        tag.push_str(script);
    }
    if let Some(region) = region {
        tag.push('-');
        tag.push_str(region);
    }
    tag
}

/// The shortest tag that means the same.
impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

impl Serialize for Locale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Locale {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tag = String::deserialize(deserializer)?;
        tag.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, expected: Result<&str, LocaleError>) {
        let found = tag.parse::<Locale>().map(|locale| locale.to_string());
        assert_eq!(found.as_deref().map_err(|e| *e), expected, "{tag}");
    }

    #[test]
    fn every_alias_of_the_table() {
        for tag in ["ug", "ug-CN", "UG_cn", "ug-Arab", "ug-Arab-CN", "uig"] {
            check(tag, Ok("ug"));
        }
        for tag in ["kk", "kk-KZ", "kk-Cyrl", "kk-Cyrl-KZ", "kaz"] {
            check(tag, Ok("kk"));
        }
        for tag in ["kk-Arab", "kk-Arab-CN", "kk-CN"] {
            check(tag, Ok("kk-Arab"));
        }
        for tag in ["tr", "tr-TR", "tur"] {
            check(tag, Ok("tr"));
        }
        for tag in [
            "zh-Hans",
            "zh-Hans-SG",
            "zh-CN",
            "zh_CN",
            "zh-SG",
            "cmn-Hans",
            "zh-CHS",
        ] {
            check(tag, Ok("zh-Hans"));
        }
        for tag in [
            "zh-Hant",
            "zh-Hant-HK",
            "zh-TW",
            "zh-HK",
            "zh-MO",
            "cmn-Hant",
            "zh-CHT",
        ] {
            check(tag, Ok("zh-Hant"));
        }
        for tag in ["en", "en-GB", "en-US", "eng"] {
            check(tag, Ok("en"));
        }
        check("ug-Latn", Ok("ug-Latn"));
        check("ug-Cyrl", Ok("ug-Cyrl"));
        check("pt-BR", Ok("pt"));
        check("pt-PT", Ok("pt-PT"));
    }

    #[test]
    fn chinese_without_a_script_is_refused() {
        for tag in ["zh", "zho", "chi", "ZH"] {
            check(tag, Err(LocaleError::NeedsScript));
        }
    }

    #[test]
    fn what_is_no_language_is_refused() {
        for tag in ["kz", "xx"] {
            check(tag, Err(LocaleError::Unknown));
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for tag in [
            "",
            "x-private",
            "i-klingon",
            "*all*",
            "Uyghur",
            "und",
            "-",
            "ug-x-mine",
        ] {
            check(tag, Err(LocaleError::Malformed));
        }
    }

    #[test]
    fn direction_comes_from_the_script() {
        for (tag, expected) in [
            ("ug", true),
            ("kk-CN", true),
            ("ug-Latn", false),
            ("zh-TW", false),
        ] {
            assert_eq!(
                tag.parse::<Locale>().map(|l| l.is_right_to_left()),
                Ok(expected),
                "{tag}"
            );
        }
    }

    #[test]
    fn tools_get_their_spelling() -> Result<(), LocaleError> {
        let hans: Locale = "zh-Hans".parse()?;
        assert_eq!(hans.tag(Tagging::Bcp47), "zh-Hans");
        assert_eq!(hans.tag(Tagging::Omegat), "zh-CN");
        assert_eq!(hans.tag(Tagging::Weblate), "zh_Hans");
        assert_eq!("ug".parse::<Locale>()?.tag(Tagging::Trados), "ug-CN");
        Ok(())
    }
}
