//! English words that say what a word beside them is.

/// Words that are no content: they name nothing and say nothing of a number.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "a", "about", "above", "according", "across", "after", "again", "against", "all", "almost",
    "along", "already", "also", "although", "always", "am", "amid", "among", "an", "and", "another",
    "any", "are", "around", "as", "at", "away", "back", "be", "because", "been", "before", "being",
    "between", "both", "but", "by", "can", "could", "despite", "did", "do", "does", "doing", "done",
    "due", "during", "each", "either", "even", "ever", "every", "few", "first", "for", "from",
    "further", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how",
    "however", "i", "i'd", "i'll", "i'm", "i've", "if", "in", "including", "inside", "instead",
    "into", "is", "it", "its", "just", "last", "later", "least", "less", "like", "likely", "made",
    "make", "many", "may", "me", "meanwhile", "might", "more", "most", "much", "must", "my", "near",
    "nearly", "neither", "never", "next", "no", "nobody", "nor", "not", "nothing", "now", "of",
    "off", "on", "once", "one", "only", "or", "other", "others", "our", "out", "over", "own", "past",
    "per", "regarding", "same", "said", "says", "several", "shall", "she", "should", "since", "so",
    "some", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "though", "through", "thus", "to", "today", "together", "told", "too",
    "toward", "towards", "two", "under", "until", "unto", "up", "upon", "us", "very", "via", "was",
    "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose",
    "why", "will", "with", "within", "without", "would", "yet", "you", "your", "we've", "it's",
    "don't", "isn't", "that's", "we're", "you're", "they're", "he's", "she's", "let", "let's",
    "photo", "file", "regardless", "yes", "if", "at", "maybe", "perhaps",
];

/// Nouns of time: they measure, and two measures are seldom of one thing.
pub(super) const TIME: &[&str] = &[
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "month",
    "year",
    "decade",
    "century",
    "year-old",
    "time",
    "anniversary",
];

/// Nouns for people: what is counted with one of them may be counted with another.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &[
    "people", "person", "individual", "man", "woman", "child", "detainee", "prisoner", "victim",
    "resident", "civilian", "inhabitant", "survivor", "inmate", "citizen", "refugee", "minority",
    "muslim", "uyghur", "uighur", "kazakh", "tibetan", "human", "adult", "boy", "girl", "protester",
    "demonstrator", "captive", "internee", "worker",
];

/// Nouns for something to read, of which pages are counted.
pub(super) const DOCUMENTS: &[&str] = &[
    "document",
    "report",
    "assessment",
    "study",
    "paper",
    "dossier",
    "publication",
    "ruling",
    "judgment",
    "judgement",
    "letter",
    "statement",
    "resolution",
    "book",
    "investigation",
];

/// Plurals and singulars that do not go by rule.
pub(super) const IRREGULAR: &[(&str, &str)] = &[
    ("people", "people"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("police", "police"),
    ("lives", "life"),
    ("wives", "wife"),
    ("staff", "staff"),
    ("percent", "%"),
    ("families", "family"),
];

/// Words that may stand between a number and what it counts.
pub(super) const LEADING: &[&str] = &[
    "or", "more", "less", "so", "of", "the", "these", "those", "its", "their", "our", "his", "her",
    "other", "own", "most", "and",
];

/// Words behind a number that say that nothing counted follows.
#[rustfmt::skip]
pub(super) const VERBS: &[&str] = &[
    "were", "was", "are", "is", "has", "have", "had", "will", "would", "could", "can", "may",
    "might", "must", "that", "who", "which", "when", "where", "while", "in", "on", "at", "by", "for",
    "from", "with", "to", "as", "but", "than", "after", "before", "since", "during", "into", "if",
    "because", "said", "says", "about", "there", "they", "he", "she", "it", "we", "not", "under",
    "over", "between", "among", "against", "without", "until", "through", "out", "off", "per", "a",
    "an", "this", "that's", "did", "does", "do", "whose", "then", "being", "been", "be", "still",
];

/// Peoples, languages and faiths as adjectives: no names of anybody.
#[rustfmt::skip]
pub(super) const ADJECTIVES: &[&str] = &[
    "arab", "arabic", "british", "buddhist", "catholic", "christian", "dutch", "french", "german",
    "greek", "han", "hindu", "hui", "irish", "islam", "islamic", "jewish", "kazakh", "kyrgyz",
    "muslim", "orthodox", "swiss", "tajik", "thai", "tibetan", "turkic", "turkish", "uighur", "uyghur",
    "uzbek", "western", "eastern", "northern", "southern", "welsh", "czech", "afghan", "iraqi",
    "israeli", "pakistani", "saudi", "bengali", "somali", "filipino", "english", "protestant",
];

/// Abbreviations that everybody writes and nobody would check.
pub(super) const COMMON: &[&str] = &[
    "tv", "dna", "ceo", "pm", "am", "ngo", "ngos", "faq", "pdf", "id", "ok", "usb", "sms", "gps",
    "covid", "hiv", "aids", "gdp", "url", "cctv", "ai", "it", "vip", "diy", "mp", "mps", "fm",
    "ad", "bc", "ps", "asap", "q", "a",
];

/// Whether a folded word is in a list.
pub(super) fn is_in(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// The singular of a folded noun, roughly: only nouns of one kind are compared.
pub(super) fn singular(noun: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == noun) {
        return (*one).to_owned();
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    let longer = ["sses", "ches", "shes", "xes", "zes"];
    if longer.iter().any(|end| noun.ends_with(end)) {
        return noun.strip_suffix("es").unwrap_or(noun).to_owned();
    }
    if noun.ends_with("ss") || noun.ends_with("us") || noun.ends_with("is") {
        return noun.to_owned();
    }
    noun.strip_suffix('s').unwrap_or(noun).to_owned()
}

/// Nouns and verbs of one thing that share too few letters.
const FAMILIES: &[(&str, &str)] = &[
    ("detention", "detain"),
    ("death", "die"),
    ("dead", "die"),
    ("died", "die"),
    ("dying", "die"),
    ("featured", "profil"),
    ("profiled", "profil"),
    ("profiles", "profil"),
    ("killing", "kill"),
    ("jails", "prison"),
    ("jail", "prison"),
    ("jailed", "prison"),
    ("imprisoned", "prison"),
    ("imprisonment", "prison"),
    ("injured", "wound"),
    ("injury", "wound"),
    ("injuries", "wound"),
];

/// What forms of a word have in common: its family, or its first six letters.
pub(super) fn stem(word: &str) -> String {
    if let Some((_, family)) = FAMILIES.iter().find(|(form, _)| *form == word) {
        return (*family).to_owned();
    }
    let short = singular(word);
    let cut = ["ing", "ed"].iter().find_map(|end| short.strip_suffix(end));
    let short = cut
        .filter(|stem| stem.chars().count() >= 3)
        .unwrap_or(&short);
    short.chars().take(6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet() {
        for (one, other) in [
            ("detained", "detention"),
            ("arbitrary", "arbitrarily"),
            ("camps", "camp"),
            ("prisons", "jails"),
        ] {
            assert_eq!(stem(one), stem(other));
        }
        assert_ne!(stem("detained"), stem("destroyed"));
    }

    #[test]
    fn plurals_become_one() {
        for (many, one) in [
            ("countries", "country"),
            ("men", "man"),
            ("mosques", "mosque"),
            ("boxes", "box"),
            ("campus", "campus"),
        ] {
            assert_eq!(singular(many), one);
        }
    }
}
