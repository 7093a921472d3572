//! Plain words for the words of files, and numbers as people read them.

/// The English name of a language of the desk; none of another.
pub(super) fn language(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "en" => "English",
        "ug" => "Uyghur",
        "ug-Latn" => "Uyghur in Latin script",
        "ug-Cyrl" => "Uyghur in Cyrillic script",
        "kk" => "Kazakh",
        "kk-Arab" => "Kazakh in Arabic script",
        "kk-Latn" => "Kazakh in Latin script",
        "tr" => "Turkish",
        "zh-Hans" => "Simplified Chinese",
        "zh-Hant" => "Traditional Chinese",
        _ => return None,
    })
}

/// The word for a state; others stand as they are.
pub(super) fn state(word: &str) -> &str {
    match word {
        "open" => "not translated",
        "disputed" => "translations disagree",
        "initial" => "begun",
        other => other,
    }
}

/// The states from the most to the least trusted; others come last.
pub(super) const STATES: [&str; 6] = [
    "final",
    "reviewed",
    "translated",
    "initial",
    "disputed",
    "open",
];

/// The words for a band of an analysis; others stand as they are.
pub(super) fn band(word: &str) -> String {
    match word {
        "in-context" => "same text in the same place".to_owned(),
        "100" => "same text elsewhere".to_owned(),
        "repetition" => "repeated in these statements".to_owned(),
        "new" => "new".to_owned(),
        likeness if likeness.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{} % alike", likeness.replace('-', "–"))
        }
        other => other.to_owned(),
    }
}

/// The words for the usage of a term; others stand as they are.
pub(super) fn usage(word: &str) -> &str {
    match word {
        "preferred" => "use",
        "admitted" => "also right",
        "deprecated" => "better not",
        "forbidden" => "do not use",
        "missing" => "no term yet",
        other => other,
    }
}

/// The words for where a decision holds; none where it holds everywhere.
pub(super) fn scope(word: &str) -> &str {
    match word {
        "narration" => "outside quotations only",
        "quotation" => "inside quotations only",
        "both" => "",
        other => other,
    }
}

/// A number with commas between thousands.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: `1 segment`, `2 segments`.
pub(super) fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", number(count))
}

/// A part of a whole in whole per cent, rounded down: 100 means all. A dash without a
/// whole.
pub(super) fn share(part: usize, whole: usize) -> String {
    match part.saturating_mul(100).checked_div(whole) {
        Some(per_cent) => format!("{} %", per_cent.min(100)),
        None => "–".to_owned(),
    }
}

/// What is said, without what is empty, between middle dots.
pub(super) fn dotted(parts: &[String]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    said.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_by_people() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(123), "123");
        assert_eq!(counted(1, "error"), "1 error");
        assert_eq!(share(999, 1000), "99 %");
        assert_eq!(share(0, 0), "–");
        assert_eq!(band("85-94"), "85–94 % alike");
    }
}
