//! Our own rules as SRX 2.0, for tools that know no others.
//!
//! SRX looks at what stands right before and right after a place. Our rules look
//! at the whole sentence so far; what that finds out is left out here and told.

use crate::model::{
    BreakRule, FormatHandle, FormatKind, LanguageMap, LanguageRules, Pattern, SegmentationRules,
};

use super::rules::{Ends, FILES, Rules, Sort};

/// What may stand before the first word of a sentence.
const OPENING: &str = "[\\p{Ps}\\p{Pi}\\p{Pd}\"'¿¡_\\s]*";
/// What may stand after the mark that ends it.
const CLOSING: &str = "[\\p{Pe}\\p{Pf}\\p{Pi}\"']*";
/// The marks that end sentences before white space.
const MARKS: &str = "[.?!…⋯؟۔。！？]+";
/// Neither letter, digit nor full stop before a word, nor a letter or digit
/// after it.
const WORD_STARTS: &str = "(?<![\\p{L}\\p{N}.])";
const WORD_ENDS: &str = "(?![\\p{L}\\p{N}])";

/// What SRX cannot say of our rules, in words.
const UNTOLD: [&str; 7] = [
    "a mark inside of a bracket, or of a quotation inside of a sentence, that is still open",
    "the items of a list on one line",
    "a full stop after the number or letter of an item, but for the first of a paragraph",
    "the numbers of notes after a full stop",
    "sentences glued together without white space",
    "a time of day at the start of a sentence (“At 5 a.m. Mr. …”)",
    "a cry with its mark (“Ah! …”) but at the start of a paragraph",
];

/// Our rules as far as SRX can say them, and, in words, what it cannot.
pub fn as_srx() -> (SegmentationRules, Vec<String>) {
    let mut languages = Vec::new();
    let mut maps = Vec::new();
    for file in &FILES {
        let Some(rules) = file.rules() else { continue };
        let name = file.language.to_owned();
        maps.push(map(
            &format!("{name}(-({}))?(-[A-Z0-9]{{2,3}})?", file.scripts.join("|")),
            &name,
        ));
        languages.push(LanguageRules {
            name,
            rules: of_language(&rules),
            ..LanguageRules::default()
        });
    }
    maps.push(map(".*", "default"));
    languages.push(LanguageRules {
        name: "default".to_owned(),
        rules: of_all(),
        ..LanguageRules::default()
    });
    let handles = [
        (FormatKind::Start, false),
        (FormatKind::End, true),
        (FormatKind::Isolated, true),
    ];
    let rules = SegmentationRules {
        cascade: true,
        segment_subflows: true,
        format_handles: handles
            .map(|(kind, include)| FormatHandle { kind, include })
            .into(),
        languages,
        maps,
    };
    (rules, UNTOLD.map(str::to_owned).into())
}

fn map(pattern: &str, rules: &str) -> LanguageMap {
    LanguageMap {
        pattern: pattern.to_owned(),
        rules: rules.to_owned(),
        ..LanguageMap::default()
    }
}

/// The exceptions of one language, and for Chinese its own breaks.
fn of_language(rules: &Rules) -> Vec<BreakRule> {
    let mut list = abbreviations(rules);
    list.extend(names(rules));
    list.extend(speech(rules));
    list.extend(pauses(rules));
    if !rules.writing.spaces {
        let next = "[^\\s\\p{Pe}\\p{Pf}。！？…]";
        list.push(rule(false, "[！？…]+[\\p{Pe}\\p{Pf}]+", next));
        list.push(rule(
            true,
            "[。！？][\\p{Pe}\\p{Pf}]*|……[\\p{Pe}\\p{Pf}]*",
            next,
        ));
    }
    list
}

/// Abbreviations, each sort with what must follow for the sentence to go on.
fn abbreviations(rules: &Rules) -> Vec<BreakRule> {
    let no_opener = no_opener(rules);
    [
        (Ends::Never, "\\s".to_owned()),
        (Ends::UnlessNumber, format!("\\s+{OPENING}\\p{{N}}")),
        (Ends::BeforeOpener, no_opener),
    ]
    .into_iter()
    .filter_map(|(ends, after)| {
        let words = alternatives(rules.that_end(ends))?;
        Some(rule(
            false,
            &format!("{WORD_STARTS}{words}\\.{CLOSING}"),
            &after,
        ))
    })
    .collect()
}

/// White space and a word that is none of those that open sentences.
fn no_opener(rules: &Rules) -> String {
    match alternatives(rules.of_sort(Sort::Opener)) {
        Some(words) => format!("\\s+(?!{OPENING}{words}{WORD_ENDS})[\\p{{L}}\\p{{N}}]"),
        None => "\\s+[\\p{L}\\p{N}]".to_owned(),
    }
}

/// Acronyms, initials and ordinals.
fn names(rules: &Rules) -> Vec<BreakRule> {
    let no_opener = no_opener(rules);
    let acronym = "\\p{L}{1,2}(\\.\\p{L}{1,2})+";
    let mut list = Vec::new();
    if let Some(words) = alternatives(rules.of_sort(Sort::AfterTime)) {
        let time = format!("{WORD_STARTS}([ap]\\.m|[AP]\\.M)\\.");
        let after = format!("\\s+{OPENING}{words}{WORD_ENDS}");
        list.push(rule(false, &time, &after));
    }
    if let Some(words) = alternatives(rules.of_sort(Sort::MarkedName)) {
        list.push(rule(false, &format!("{WORD_STARTS}{words}!"), &no_opener));
    }
    list.extend([
        rule(false, &format!("{WORD_STARTS}[ap]\\.m\\."), "\\s+\\p{Ll}"),
        rule(
            true,
            &format!("{WORD_STARTS}([ap]\\.m|[AP]\\.M)\\."),
            "\\s+\\p{Lu}",
        ),
        rule(false, &format!("{WORD_STARTS}{acronym}\\."), &no_opener),
    ]);
    list.push(rule(false, &initials(rules), &no_opener));
    if let Some(words) = alternatives(rules.of_sort(Sort::Ordinal)) {
        let number = format!("{WORD_STARTS}([0-9]{{1,3}}|[IVX]{{1,5}})\\.");
        list.push(rule(false, &number, &format!("\\s+{words}{WORD_ENDS}")));
    }
    list
}

/// One letter that is the initial of a name.
fn initials(rules: &Rules) -> String {
    let letter = match (rules.writing.capitals, rules.writing.spaces) {
        (true, _) => "(?<![°′″]\\s)\\p{Lu}",
        (false, true) => "[\\p{Lo}\\p{Lu}]",
        (false, false) => "\\p{Lu}",
    };
    let words = match alternatives(rules.of_sort(Sort::Capital)) {
        Some(words) => format!("(?!{words}\\.)"),
        None => String::new(),
    };
    format!("{WORD_STARTS}{words}{letter}\\.")
}

/// Reporting clauses after a quotation.
fn speech(rules: &Rules) -> Vec<BreakRule> {
    let mut list = Vec::new();
    if let Some(words) = alternatives(rules.of_sort(Sort::Quotative)) {
        let after = format!("\\s*{OPENING}{words}{WORD_ENDS}");
        list.push(rule(false, &format!("{MARKS}{CLOSING}"), &after));
    }
    if let Some(words) = alternatives(rules.of_sort(Sort::Reporting)) {
        let (before, after) = match (rules.writing.capitals, rules.writing.spaces) {
            (true, _) => (
                "[?!…]+[\\p{Pf}\"']+",
                format!(
                    "(\\s+\\p{{Lu}}[\\p{{L}}'’-]*){{1,5}}(,[^.?!…,\"“”]{{1,80}},)?\\s+{words}{WORD_ENDS}(?!:)"
                ),
            ),
            (false, true) => (
                "[.?!…؟]+[\\p{Pf}\\p{Pe}\"']+",
                format!("\\s*{OPENING}{words}{WORD_ENDS}"),
            ),
            (false, false) => (
                "[。！？…]+[\\p{Pf}\\p{Pe}]+",
                format!("[\\p{{L}}·]{{0,29}}{words}[。.]"),
            ),
        };
        list.push(rule(false, before, &after));
    }
    list
}

/// Small letters, ellipses and cries after which a sentence goes on.
fn pauses(rules: &Rules) -> Vec<BreakRule> {
    let mut list = Vec::new();
    if let Some(words) = alternatives(rules.of_sort(Sort::Interjection)) {
        list.push(rule(false, &format!("^[\\p{{P}}\\s]*{words}[!！]+"), ""));
    }
    if let Some(words) = alternatives(rules.of_sort(Sort::Continuation)) {
        list.push(rule(
            false,
            "(…|\\.{2,})",
            &format!("\\s+{words}{WORD_ENDS}"),
        ));
    }
    list.extend(unfinished(rules));
    if rules.writing.capitals {
        let small = format!("\\s+{OPENING}\\p{{Ll}}(?![.]?\\))");
        list.push(rule(false, &format!("{MARKS}{CLOSING}"), &small));
        list.push(rule(
            false,
            "(…|\\.{2,}|\\. \\.)\\]?[\\p{Pf}\"']*",
            "\\s+[(\\[]",
        ));
    } else if rules.writing.spaces {
        let conjunction = match alternatives(rules.of_sort(Sort::Opener)) {
            Some(words) => format!("\\s+(?!{words}{WORD_ENDS})"),
            None => "\\s".to_owned(),
        };
        list.push(rule(false, "(?<!…)…", &conjunction));
    }
    if !rules.writing.capitals {
        list.push(rule(false, "[A-Za-z0-9]!", "\\s+\\p{Lo}"));
    }
    if let Some(words) = alternatives(rules.of_sort(Sort::Capital)) {
        list.push(rule(
            false,
            "\\s\\.( \\.)+",
            &format!("\\s+{words}{WORD_ENDS}"),
        ));
    }
    list
}

/// Words that cannot end a sentence before an ellipsis.
fn unfinished(rules: &Rules) -> Vec<BreakRule> {
    let mut list = Vec::new();
    if let Some(words) = alternatives(rules.of_sort(Sort::Unfinished)) {
        list.push(rule(false, &format!("{words}[…⋯]+"), ""));
    }
    if let Some(words) = alternatives(rules.of_sort(Sort::Subject)) {
        list.push(rule(false, &format!("{WORD_STARTS}{words}[…⋯]+"), ""));
    }
    list
}

/// What holds in every language: the breaks, and what never is one.
fn of_all() -> Vec<BreakRule> {
    vec![
        rule(true, "\\n", ""),
        rule(false, &format!("{MARKS}{CLOSING}"), "\\s*[,;:،؛，；：、]"),
        rule(
            false,
            "^\\s*\\(?([0-9]{1,3}|\\p{L}|[ivxIVX]{1,4})\\.",
            "\\s",
        ),
        rule(false, ":\\s*(1|[aAаА])\\.", "\\s"),
        rule(
            false,
            &format!("{MARKS}[\\p{{Pf}}\"']+"),
            "\\s+\\p{Pd}\\s*([^.?!…؟۔。！？\\n]+$|(\\p{Lu}[\\p{L}'’-]*\\s*)+,)",
        ),
        rule(false, "(\\s|^)\\.( \\.)*", "\\s+\\."),
        rule(true, &format!("{MARKS}{CLOSING}"), "\\s"),
    ]
}

/// Words as one expression, longest first; None when there are none.
fn alternatives<'a>(words: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut words: Vec<&str> = words.collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    let words: Vec<String> = words
        .into_iter()
        .map(|word| word.replace('.', "\\."))
        .collect();
    (!words.is_empty()).then(|| format!("({})", words.join("|")))
}

fn rule(breaks: bool, before: &str, after: &str) -> BreakRule {
    BreakRule {
        breaks,
        before: Pattern::new(before.to_owned()),
        after: Pattern::new(after.to_owned()),
        ..BreakRule::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Segmenter;
    use super::super::srx::faults;
    use super::*;
    use crate::model::Locale;

    fn trimmed(segments: Vec<&str>) -> Vec<&str> {
        segments.into_iter().map(str::trim).collect()
    }

    #[test]
    fn our_rules_as_srx_cut_plain_texts_as_we_do() {
        let (rules, untold) = as_srx();
        assert_eq!(faults(&rules), []);
        assert!(!untold.is_empty());
        for (tag, text) in [
            (
                "en",
                "On 4 Feb. 2022 Mr. Li met Dr. Wu. “It rained.” No. 3 is new. He said no. It is.",
            ),
            (
                "en",
                "“Why?” she asked. (It was late…) “Go!” They went. The U.N. Council met.",
            ),
            (
                "en",
                "“Is it so?” Anna Green asked. They left the U.S. It was . . . late.",
            ),
            (
                "tr",
                "Bir. İki! üç? Dört. Dr. Kaya 19. yüzyılda, 2. Dünya Savaşı’nda. Bitti.",
            ),
            (
                "kk",
                "«Неге?» – деді ол. Ол 1917 ж. Алматыда туды. М.О. Әуезов келді.",
            ),
            ("ug", "«كەل!» دېدى ئۇ. بۇ 1.5 كىلومېتىر. نېمە؟ ياق."),
            ("zh-Hans", "一。二！“三？”四。“五。”他说。六……七"),
        ] {
            let locale: Locale = tag.parse().expect("a locale");
            let own = Segmenter::of(&locale);
            let exported = Segmenter::with_rules(&locale, &rules).expect("rules");
            assert_eq!(
                trimmed(exported.segment(text)),
                trimmed(own.segment(text)),
                "{tag}"
            );
        }
    }
}
