//! Which language can be written in which other script, and what of a text
//! does not come through.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Locale;

use super::homoglyph::Mixed;
use super::uyghur::{Fault, IllFormed};
use super::{homoglyph, kazakh, uyghur};

/// One way from a script to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Uyghur, Arabic script to Latin (ULY).
    UyghurToLatin,
    /// Uyghur, Latin script (ULY) to Arabic.
    UyghurToArabic,
    /// Kazakh, Cyrillic script to Arabic.
    KazakhToArabic,
}

/// Something that does not come through, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The bytes in question.
    pub span: Range<usize>,
    /// What about them.
    pub kind: DoubtKind,
    /// What should stand there, when that is certain.
    pub repaired: Option<String>,
}

/// Kinds of doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtKind {
    /// Letters that the alphabet does not have were left as they are.
    Left,
    /// A fault of script in an Uyghur word.
    Fault(uyghur::FaultKind),
    /// An Uyghur word against the orthography: it would not come back.
    IllFormed(IllFormed),
    /// A Kazakh word with Latin letters in it.
    Mixed,
}

impl Conversion {
    /// All there are, with the tags of the two sides.
    pub const ALL: [(Conversion, &'static str, &'static str); 3] = [
        (Conversion::UyghurToLatin, "ug", "ug-Latn"),
        (Conversion::UyghurToArabic, "ug-Latn", "ug"),
        (Conversion::KazakhToArabic, "kk", "kk-Arab"),
    ];

    /// The way between two languages in their scripts, if there is one.
    pub fn between(from: &Locale, to: &Locale) -> Option<Conversion> {
        let (from, to) = (from.to_string(), to.to_string());
        Conversion::ALL
            .into_iter()
            .find(|(_, source, target)| *source == from && *target == to)
            .map(|(conversion, _, _)| conversion)
    }

    /// The text in the other script. Letters that stand for others of the same
    /// look are taken for those where that is certain; [`Conversion::doubts`]
    /// tells of each.
    pub fn convert(self, text: &str) -> String {
        match self {
            Conversion::UyghurToLatin => uyghur::to_latin(&repaired(text, &faults(text))),
            Conversion::UyghurToArabic => uyghur::to_arabic(text),
            Conversion::KazakhToArabic => kazakh::to_arabic(&repaired(text, &mixed(text))),
        }
    }

    /// What of the text does not come through, in order.
    pub fn doubts(self, text: &str) -> Vec<Doubt> {
        let mut found: Vec<Doubt> = match self {
            Conversion::UyghurToLatin => faults(text),
            Conversion::UyghurToArabic => Vec::new(),
            Conversion::KazakhToArabic => mixed(text),
        };
        let told = found.clone();
        for (span, word) in words(text) {
            let overlaps =
                |doubt: &Doubt| doubt.span.start < span.end && span.start < doubt.span.end;
            // The faults stand in order, as the words do.
            let first = told.partition_point(|doubt| doubt.span.end <= span.start);
            if told.get(first).is_some_and(overlaps) {
                continue;
            }
            let before = text.get(..span.start).unwrap_or_default();
            let kind = match uyghur::is_guarded(before) {
                true if self == Conversion::UyghurToArabic => Some(DoubtKind::Left),
                _ => self.doubt_of(word),
            };
            found.extend(kind.map(|kind| Doubt {
                span,
                kind,
                repaired: None,
            }));
        }
        found.sort_by_key(|doubt| doubt.span.start);
        found
    }

    fn doubt_of(self, word: &str) -> Option<DoubtKind> {
        match self {
            Conversion::UyghurToLatin => match uyghur::ill_formed(word)? {
                IllFormed::Character(c) if !('\u{0600}'..='\u{06FF}').contains(&c) => {
                    Some(DoubtKind::Left)
                }
                reason => Some(DoubtKind::IllFormed(reason)),
            },
            Conversion::UyghurToArabic => {
                (uyghur::to_arabic(word) == word).then_some(DoubtKind::Left)
            }
            Conversion::KazakhToArabic => {
                let strange = |c: char| c.is_alphabetic() && !kazakh::is_letter(c);
                word.chars().any(strange).then_some(DoubtKind::Left)
            }
        }
    }
}

impl From<Mixed> for Doubt {
    fn from(mixed: Mixed) -> Doubt {
        Doubt {
            span: mixed.span,
            kind: DoubtKind::Mixed,
            repaired: mixed.repaired,
        }
    }
}

impl From<Fault> for Doubt {
    fn from(fault: Fault) -> Doubt {
        Doubt {
            span: fault.span,
            kind: DoubtKind::Fault(fault.kind),
            repaired: fault.repaired,
        }
    }
}

fn faults(text: &str) -> Vec<Doubt> {
    uyghur::faults(text).into_iter().map(Doubt::from).collect()
}

fn mixed(text: &str) -> Vec<Doubt> {
    let found = homoglyph::find(text).into_iter();
    found.map(Doubt::from).collect()
}

/// The text with everything repaired that is certain.
fn repaired<'a>(text: &'a str, doubts: &[Doubt]) -> Cow<'a, str> {
    if doubts.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for doubt in doubts {
        if let Some(repaired) = &doubt.repaired {
            out.push_str(text.get(at..doubt.span.start).unwrap_or_default());
            out.push_str(repaired);
            at = doubt.span.end;
        }
    }
    out.push_str(text.get(at..).unwrap_or_default());
    Cow::Owned(out)
}

/// The runs of letters of a text, with joiners, signs and apostrophes inside.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let inner = |c: char| matches!(c, '\u{0300}'..='\u{036F}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{200C}' | '\u{200D}' | '\'' | '\u{2019}' | '\u{02BC}');
    let outside = move |c: char| !c.is_alphabetic() && !inner(c);
    text.split(outside).filter_map(move |run| {
        let word = run.trim_matches(|c: char| !c.is_alphabetic());
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        (!word.is_empty()).then(|| (start..start + word.len(), word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(from: &str, to: &str, text: &str, expected: &[(&str, DoubtKind)]) {
        let locale = |tag: &str| tag.parse::<Locale>().expect("a tag of the test");
        let way = Conversion::between(&locale(from), &locale(to)).expect("a way");
        let doubts = way.doubts(text);
        let found: Vec<(&str, DoubtKind)> = doubts
            .iter()
            .map(|doubt| (&text[doubt.span.clone()], doubt.kind))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_does_not_come_through_is_told() {
        use uyghur::FaultKind::OtherLetter;
        check("ug", "ug-Latn", "ئۇيغۇر مەسئۇل، 12", &[]);
        check(
            "ug",
            "ug-Latn",
            "BBC ئش خۇان تىلی",
            &[
                ("BBC", DoubtKind::Left),
                ("ئش", DoubtKind::IllFormed(IllFormed::LoneHamza)),
                ("خۇان", DoubtKind::IllFormed(IllFormed::VowelsMeet)),
                ("ی", DoubtKind::Fault(OtherLetter)),
            ],
        );
        check(
            "ug-Latn",
            "ug",
            "Uyghur 'mes'ul' BBC",
            &[("BBC", DoubtKind::Left)],
        );
        check(
            "ug-Latn",
            "ug",
            "\u{2060}Amnesty\u{2060}ning",
            &[("Amnesty", DoubtKind::Left)],
        );
        check(
            "kk",
            "kk-Arab",
            "Brexit-тен тiл Қазақ АҚШ",
            &[("Brexit", DoubtKind::Left), ("тiл", DoubtKind::Mixed)],
        );
    }

    #[test]
    fn what_is_certain_is_repaired_first() {
        assert_eq!(Conversion::UyghurToLatin.convert("تىلی، هەق"), "tili, heq");
        assert_eq!(Conversion::KazakhToArabic.convert("тiлі ХХI"), "ءتىلى XXI");
        assert_eq!(
            Conversion::KazakhToArabic.convert("Brexitтілі"),
            "Brexitتىلى"
        );
    }

    #[test]
    fn ways_that_lose_are_not_offered() {
        let locale = |tag: &str| tag.parse::<Locale>().expect("a tag of the test");
        for (from, to) in [
            ("kk-Arab", "kk"),
            ("kk", "kk-Latn"),
            ("tr", "ug"),
            ("ug", "ug"),
        ] {
            assert_eq!(Conversion::between(&locale(from), &locale(to)), None);
        }
    }

    proptest! {
        #[test]
        fn doubts_lie_in_the_text_and_in_order(text in "\\PC{0,60}|[ا-يئۇ a-zа-яі'\u{200D}]{0,40}") {
            for (way, _, _) in Conversion::ALL {
                let mut last = 0;
                for doubt in way.doubts(&text) {
                    prop_assert!(text.get(doubt.span.clone()).is_some_and(|words| !words.is_empty()));
                    prop_assert!(doubt.span.start >= last);
                    last = doubt.span.start;
                }
            }
        }
    }
}
