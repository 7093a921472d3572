//! What a code does: `type` and `subType` (section 4.3.1.27 and 4.3.1.25), and the
//! words of XLIFF 1.2 that the model has.

use super::PREFIX;

/// The pairs that have a word in both.
const KNOWN: [(&str, &str, Option<&str>); 7] = [
    ("bold", "fmt", Some("xlf:b")),
    ("italic", "fmt", Some("xlf:i")),
    ("underlined", "fmt", Some("xlf:u")),
    ("lb", "fmt", Some("xlf:lb")),
    ("pb", "fmt", Some("xlf:pb")),
    ("link", "link", None),
    ("image", "image", None),
];

/// `type` and `subType` of a `ctype`. What the standard has no word for is
/// `other` with a word of ours.
pub(super) fn written(ctype: &str) -> (&'static str, Option<String>) {
    let known = KNOWN.iter().find(|(word, ..)| *word == ctype);
    if let Some((_, kind, sub)) = known {
        return (kind, sub.map(str::to_owned));
    }
    let word: String = ctype
        .strip_prefix("x-")
        .unwrap_or(ctype)
        .chars()
        .filter(|c| !c.is_control())
        .map(|c| {
            if c.is_whitespace() || c == ':' {
                '-'
            } else {
                c
            }
        })
        .collect();
    (
        "other",
        (!word.is_empty()).then(|| format!("{PREFIX}:{word}")),
    )
}

/// The `ctype` of `type` and `subType`; none where neither says more than that
/// there is a code.
pub(super) fn read(kind: Option<&str>, sub: Option<&str>) -> Option<String> {
    let known = KNOWN
        .iter()
        .find(|(_, of, with)| Some(*of) == kind && *with == sub);
    if let Some((word, ..)) = known {
        return Some((*word).to_owned());
    }
    match (kind, sub) {
        (_, Some(sub)) => match sub.strip_prefix(PREFIX).and_then(|s| s.strip_prefix(':')) {
            Some(ours) => Some(format!("x-{ours}")),
            None => Some(format!("x-{}", sub.replace(':', "-"))),
        },
        (Some("other") | None, None) => None,
        (Some(kind), None) => Some(format!("x-{kind}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_standards_come_back() {
        for (word, kind, sub) in KNOWN {
            assert_eq!(written(word), (kind, sub.map(str::to_owned)));
            assert_eq!(read(Some(kind), sub).as_deref(), Some(word));
        }
        let (kind, sub) = written("x-my own:word");
        assert_eq!(
            (kind, sub.as_deref()),
            ("other", Some("tilmach:my-own-word"))
        );
        let back = read(Some(kind), sub.as_deref());
        assert_eq!(back.as_deref(), Some("x-my-own-word"));
        assert_eq!(written("x-"), ("other", None));
        assert_eq!(
            read(Some("ui"), Some("xlf:var")).as_deref(),
            Some("x-xlf-var")
        );
        assert_eq!(read(Some("quote"), None).as_deref(), Some("x-quote"));
    }
}
