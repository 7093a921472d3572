//! Kazakh in Arabic script, made alike for matching.

use icu_normalizer::ComposingNormalizer;

/// One line for what is folded: the character, its name in Unicode behind
/// `ARABIC LETTER`, and what it becomes.
const FOLDS: [(char, &str); 20] = [
    ('\u{0621}', ""),         // ء HAMZA before the word
    ('\u{0674}', ""),         // ٴ HIGH HAMZA
    ('\u{0675}', "\u{0627}"), // ٵ HIGH HAMZA ALEF: ا
    ('\u{0623}', "\u{0627}"), // أ ALEF WITH HAMZA ABOVE: ا
    ('\u{0625}', "\u{0627}"), // إ ALEF WITH HAMZA BELOW: ا
    ('\u{0676}', "\u{0648}"), // ٶ HIGH HAMZA WAW: و
    ('\u{0624}', "\u{0648}"), // ؤ WAW WITH HAMZA ABOVE: و
    ('\u{0677}', "\u{06C7}"), // ٷ U WITH HAMZA ABOVE: ۇ
    ('\u{06CB}', "\u{06C7}"), // ۋ VE, the glide у: ۇ
    ('\u{0678}', "\u{0649}"), // ٸ HIGH HAMZA YEH: ى
    ('\u{0626}', "\u{0649}"), // ئ YEH WITH HAMZA ABOVE: ى
    ('\u{064A}', "\u{0649}"), // ي YEH, the glide й and и: ى
    ('\u{06CC}', "\u{0649}"), // ی FARSI YEH: ى
    ('\u{06A9}', "\u{0643}"), // ک KEHEH: ك
    ('\u{0647}', "\u{06D5}"), // ه HEH: ە
    ('\u{06C0}', "\u{06D5}"), // ۀ HEH WITH YEH ABOVE: ە
    ('\u{0640}', ""),         // TATWEEL
    ('\u{200C}', ""),         // ZERO WIDTH NON-JOINER
    ('\u{200D}', ""),         // ZERO WIDTH JOINER
    ('\u{FEFF}', ""),         // ZERO WIDTH NO-BREAK SPACE
];

/// Letters that are written once or twice for a vowel with its glide: جازۋى
/// and جازۇۋى.
const GLIDES: [char; 2] = ['\u{06C7}', '\u{0649}'];

/// A text in Arabic script as a key for matching: without hamza and vowel
/// signs, with ы, і, и
/// and й as one letter, ұ, ү and у as one letter, and other alphabets' shapes
/// of a letter as the letter.
///
/// ```
/// use tilmach::text::convert::kazakh::fold_arabic;
/// assert_eq!(fold_arabic("ءتىلى"), fold_arabic("تىلي"));
/// ```
pub fn fold_arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in ComposingNormalizer::new_nfc().normalize(text).chars() {
        if is_written_form(c) {
            let nfkc = ComposingNormalizer::new_nfkc();
            for c in nfkc.normalize(c.encode_utf8(&mut [0; 4])).chars() {
                push(c, &mut out);
            }
        } else {
            push(c, &mut out);
        }
    }
    out
}

fn is_written_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && c.is_alphabetic()
}

fn push(c: char, out: &mut String) {
    // Vowel signs are not part of Kazakh spelling.
    if matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}') {
        return;
    }
    let folded = FOLDS.iter().find(|(from, _)| *from == c);
    let Some(c) = folded.map_or(Some(c), |(_, to)| to.chars().next()) else {
        return;
    };
    if !(GLIDES.contains(&c) && out.ends_with(c)) {
        out.push(c);
    }
}
