//! Uyghur there and back.

use proptest::prelude::*;

use super::letters::LETTERS;
use super::*;

#[track_caller]
fn both(arabic: &str, latin: &str) {
    assert_eq!(to_latin(arabic), latin, "{arabic}");
    assert_eq!(to_arabic(latin), arabic, "{latin}");
}

#[test]
fn words_there_and_back() {
    both("ئۇيغۇر", "uyghur");
    both("ئىنسان ھەقلىرى", "insan heqliri");
    both("سائەت", "saet");
    both("مەسئۇل", "mes'ul");
    both("جەمئىيەت", "jem'iyet");
    both("ئاڭلىدى", "anglidi");
    both("ئېيتتى", "ëytti");
    both("ژۇرنال", "zhurnal");
    both("يۈەن", "yüen");
    both("2014-يىلى", "2014-yili");
}

#[test]
fn apostrophes_keep_letters_apart() {
    both("بارىدىغانغا", "baridighan'gha");
    both("ئۆزگەرگەنگە", "özgergen'ge");
    both("ئىسھاق", "is'haq");
    both("مەزھەپ", "mez'hep");
    both("بېرمىڭھام", "bërming'ham");
    both("مىڭغا", "minggha");
    both("كۈنئايى", "kün'ayi");
}

#[test]
fn spellings_are_tolerated() {
    for latin in ["Uyghur", "UYGHUR", "u\u{79}ghur"] {
        assert_eq!(to_arabic(latin), "ئۇيغۇر");
    }
    for latin in ["éytti", "ëytti", "e\u{301}ytti", "e\u{308}ytti", "Éytti"] {
        assert_eq!(to_arabic(latin), "ئېيتتى", "{latin}");
    }
    for latin in ["mes'ul", "mes’ul", "mesʼul", "mes‘ul", "mes`ul"] {
        assert_eq!(to_arabic(latin), "مەسئۇل", "{latin}");
    }
    assert_eq!(to_arabic("sa'et"), "سائەت");
    assert_eq!(to_arabic("baridighangha"), "بارىدىغانغا");
    assert_eq!(to_arabic("‘uyghur’ 'uyghur'"), "‘ئۇيغۇر’ 'ئۇيغۇر'");
}

#[test]
fn marks_follow_the_script() {
    both("بار، يوق؛ نېمە؟", "bar, yoq; nëme?");
    both("1,000 — 2.5", "1,000 — 2.5");
    both("«ئۇيغۇر»", "«uyghur»");
}

#[test]
fn what_is_foreign_stays_and_comes_back() {
    for text in [
        "BBC خەۋىرى",
        "Human Rights Watch تەشكىلاتى",
        "CNNنىڭ، Amnestyنىڭ",
        "(Xi'an) شەھىرى 2022",
        "press@example.org ۋە https://example.org/a?b=c,d",
        "A4 قەغەز",
    ] {
        assert_eq!(to_arabic(&to_latin(text)), text, "{:?}", to_latin(text));
    }
    assert_eq!(to_latin("BBC خەۋىرى"), "BBC xewiri");
    assert_eq!(
        to_latin("Amnesty دوكلاتى"),
        "\u{2060}Amnesty doklati",
        "it would be read as Uyghur"
    );
    assert_eq!(to_arabic("Vancouver HRW"), "Vancouver HRW");
}

#[test]
fn joiners_and_tatweel_go() {
    assert_eq!(to_latin("ئ\u{200D}ۆلۈم"), "ölüm");
    assert_eq!(to_latin("ئـۇيغۇر"), "uyghur");
    assert_eq!(to_latin("a ـــ b"), "\u{2060}a ـــ \u{2060}b");
    assert_eq!(to_latin("\u{064A}\u{0654}ۇيغۇر"), "uyghur");
}

#[test]
fn the_form_of_words() {
    for (word, reason) in [
        ("", IllFormed::Empty),
        ("ىنىڭ", IllFormed::InitialVowel),
        ("ئش", IllFormed::LoneHamza),
        ("بائ", IllFormed::LoneHamza),
        ("خۇان", IllFormed::VowelsMeet),
        ("ئـا", IllFormed::Character('ـ')),
        ("ه", IllFormed::Character('ه')),
    ] {
        assert_eq!(ill_formed(word), Some(reason), "{word}");
    }
    for word in ["ئۇيغۇر", "مەسئۇل", "ب", "يۈەن"] {
        assert_eq!(ill_formed(word), None, "{word}");
    }
}

#[track_caller]
fn fault(text: &str, kind: FaultKind, found: &str, repaired: Option<&str>) {
    let faults = faults(text);
    assert_eq!(faults.len(), 1, "{text}: {faults:?}");
    assert_eq!(faults[0].kind, kind, "{text}");
    assert_eq!(&text[faults[0].span.clone()], found, "{text}");
    assert_eq!(faults[0].repaired.as_deref(), repaired, "{text}");
}

#[test]
fn faults_are_found_and_repaired() {
    fault("ئۇیغۇر", FaultKind::OtherLetter, "ی", Some("ي"));
    fault("تىلی", FaultKind::OtherLetter, "ی", Some("ى"));
    fault("هەق", FaultKind::OtherLetter, "ه", Some("ھ"));
    fault("ۋه", FaultKind::OtherLetter, "ه", Some("ە"));
    fault("ئهۋلاد", FaultKind::OtherLetter, "ه", Some("ە"));
    fault("کۈن", FaultKind::OtherLetter, "ک", Some("ك"));
    fault("صبر", FaultKind::OtherLetter, "ص", None);
    fault("ﺋۇيغۇر", FaultKind::WrittenForm, "ﺋ", Some("ئ"));
    fault("ۋﻪ", FaultKind::WrittenForm, "ﻪ", Some("ە"));
    fault("ئـۇيغۇر", FaultKind::Tatweel, "ـ", Some(""));
    fault("ئ\u{200D}ۆلۈم", FaultKind::Joiner, "\u{200D}", Some(""));
    fault("ئۇ ىنى", FaultKind::InitialVowel, "ى", Some("ئى"));
    fault("بار, يوق", FaultKind::AsciiMark, ",", Some("،"));
    assert_eq!(faults("ئۇيغۇر (BBC, CNN) 1,000؟ مەن—ئۇ"), []);
}

#[test]
fn the_alphabet_is_whole() {
    for (at, letter) in LETTERS.iter().enumerate() {
        let later = LETTERS.get(at + 1..).unwrap_or_default();
        assert!(later.iter().all(|other| other.arabic != letter.arabic));
        assert!(later.iter().all(|other| other.latin != letter.latin));
    }
    assert_eq!(LETTERS.iter().filter(|letter| letter.vowel).count(), 8);
}

/// A well-formed word: syllables that begin with a consonant or ئ.
fn word() -> impl Strategy<Value = String> {
    let part = |vowel: bool| {
        let letters: Vec<char> = LETTERS
            .iter()
            .filter(|letter| letter.vowel == vowel)
            .map(|letter| letter.arabic)
            .collect();
        prop::sample::select(letters)
    };
    let syllable = (
        prop::option::of(part(false)),
        part(true),
        prop::collection::vec(part(false), 0..3),
    );
    prop::collection::vec(syllable, 1..5).prop_map(|syllables| {
        let mut word = String::new();
        for (first, vowel, rest) in syllables {
            word.push(first.unwrap_or('ئ'));
            word.push(vowel);
            word.extend(rest);
        }
        word
    })
}

proptest! {
    #[test]
    fn every_well_formed_word_comes_back(words in prop::collection::vec(word(), 1..5)) {
        let text = words.join(" ");
        prop_assert!(words.iter().all(|word| is_well_formed(word)));
        prop_assert_eq!(to_arabic(&to_latin(&text)), text);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}|[ا-ي'a-zA-Z\u{2060}\u{200D}ئۇ ,.]{0,40}") {
        let latin = to_latin(&text);
        to_arabic(&latin);
        to_arabic(&text);
        ill_formed(&text);
        for fault in faults(&text) {
            prop_assert!(text.get(fault.span).is_some());
        }
    }

    #[test]
    fn foreign_words_come_back(words in prop::collection::vec(prop_oneof![word(), "[A-Za-z]{1,8}", "[0-9]{1,4}"], 1..6)) {
        let text = words.join(" ");
        prop_assert_eq!(to_arabic(&to_latin(&text)), text);
    }
}
