use crate::model::Locale;
use crate::text::quotation::quotations;

/// The speakers of all outer quotations, `-` for none.
fn speakers(tag: &str, paragraphs: &[&str]) -> String {
    let locale: Locale = tag.parse().expect("a tag of the test");
    quotations(paragraphs, &locale)
        .concat()
        .iter()
        .filter(|quotation| quotation.depth == 1)
        .map(|q| {
            q.speaker
                .as_ref()
                .map_or("-", |speaker| speaker.name.as_str())
                .to_owned()
        })
        .collect::<Vec<_>>()
        .join("; ")
}

#[track_caller]
fn check(tag: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(speakers(tag, &[text]), *expected, "{text}");
    }
}

#[test]
fn a_clause_after_the_quotation() {
    check(
        "en",
        &[
            ("“It rains,” said Ana Roe.", "Ana Roe"),
            ("“It rains,” Roe added.", "Roe"),
            ("“It rains,” Mr. Roe said.", "Roe"),
            (
                "“It rains,” the UN weather office told AFP.",
                "the UN weather office",
            ),
            (
                "“It rains,” Ana Roe, head of the Rain Office, said in a statement.",
                "Ana Roe",
            ),
            (
                "“It rains,” said Rain Watch’s Secretary General Ana Roe.",
                "Ana Roe",
            ),
            (
                "“It rains,” said Rain Watch’s director, Ana Roe.",
                "Ana Roe",
            ),
            (
                "“It rains,” Rain Watch associate Asia director Ana Roe said.",
                "Ana Roe",
            ),
            (
                "“It rains,” spokeswoman Ana Roe pointed out in an email.",
                "Ana Roe",
            ),
            (
                "“It rains,” said the Ministry of Foreign Affairs.",
                "the Ministry of Foreign Affairs",
            ),
            ("It is “wet,” as stated by Roe.", "Roe"),
            ("“Does it rain?” Roe asked.", "Roe"),
            ("“It rains,” said Ana Roe, of Rain Watch.", "Ana Roe"),
            (
                "“It rains,” said the U.S. Secretary of State Ana Roe on Friday.",
                "Ana Roe",
            ),
            ("Secretary of State Ana Roe said: “It rains.”", "Ana Roe"),
            (
                "“It rains,” said the Ministry of Rain on Friday.",
                "the Ministry of Rain",
            ),
            ("“It rains,” said the head of Rain Watch.", "-"),
            (
                "“It rains,” Norland Refugee Council said.",
                "Norland Refugee Council",
            ),
            ("“It rains,” the Student Union said.", "the Student Union"),
            ("Teacher Ana Roe said: “It rains.”", "-"),
            ("The former detainee Ana Roe said: “It rains.”", "Ana Roe"),
            ("“It rains,” said Ana Roe, who saw it.", "Ana Roe"),
            ("“It rains,” his wife, Ana Roe, told AFP.", "Ana Roe"),
            ("“It rains,” his wife, Ana, told AFP.", "Ana"),
            ("“It rains,” his wife, today, told AFP.", "-"),
            ("“It rains,” its chair, Sir Bo Poe QC, said.", "Bo Poe"),
            ("“It rains,” said Dame Ana Roe MP.", "Ana Roe"),
            ("“It rains,” a cousin of his wife, Ana Roe, said.", "-"),
        ],
    );
}

#[test]
fn a_clause_before_the_quotation() {
    check(
        "en",
        &[
            ("Ana Roe said: “It rains.”", "Ana Roe"),
            (
                "Ana Roe, Rain Watch’s Europe Director, said: “It rains.”",
                "Ana Roe",
            ),
            (
                "Rain Watch’s director, Ana Roe, said: “It rains.”",
                "Ana Roe",
            ),
            (
                "Ana Roe, whose house is wet, said the noise is hard: “It rains.”",
                "Ana Roe",
            ),
            ("Ana Roe told AFP that “it rains”.", "Ana Roe"),
            (
                "According to Rain Watch’s Director for Europe, Ana Roe, “it rains” there.",
                "Ana Roe",
            ),
            ("According to Ana Roe, “it rains” there.", "Ana Roe"),
            ("In the words of Ana Roe, “it rains” there.", "Ana Roe"),
            ("As Ana Roe put it: “It rains.”", "Ana Roe"),
            ("As she put it: “It rains.”", "-"),
            ("Senator Ana Roe (R-OH) said: “It rains.”", "Ana Roe"),
            ("“It rains,” Rain Watch (RW) said.", "Rain Watch"),
            (
                "The organiser, Ana Roe, told us that “it rains”.",
                "Ana Roe",
            ),
            ("Upon this, Ana Roe vowed to “stop the rain”.", "Ana Roe"),
            (
                "“It rains,” Roe said, stressing that “it pours”.",
                "Roe; Roe",
            ),
            ("“It rains,” Roe said, “and pours.”", "Roe; Roe"),
            ("“It rains,” said Ana Roe, “and pours.”", "Ana Roe; Ana Roe"),
            (
                "“It rains,” said the head of Rain Watch, Ana Roe, “and pours.”",
                "Ana Roe; Ana Roe",
            ),
            ("“It rains,” said a man, “and pours.”", "-; -"),
            ("“It rains,” said Ana Roe. “It pours.”", "Ana Roe; Ana Roe"),
        ],
    );
}

#[test]
fn pull_quotes() {
    check(
        "en",
        &[
            ("‘It rains.’ - Ana Roe", "Ana Roe"),
            ("‘It rains.’ - Miller, 60", "-"),
            ("‘It rains.’ - Former Detainee", "-"),
            ("‘It rains’ – Ana Roe", "Ana Roe"),
            ("“It rains” — Ana Roe, Rain Watch", "Ana Roe"),
            ("‘It rains’ - an old song", "-"),
        ],
    );
}

#[test]
fn a_name_in_the_paragraph_before_and_over_paragraphs() {
    assert_eq!(speakers("en", &["Ana Roe said:", "“It rains.”"]), "Ana Roe");
    let texts = [
        "Guards, who are old, said this of the rain:",
        "“It rains.",
        "“It pours.”",
        "I saw guards.",
    ];
    assert_eq!(
        speakers("en", &texts),
        "-; -",
        "the capital may be that of the sentence"
    );
    let texts = [
        "Ana*, who is old, said this of the rain:",
        "“It rains.",
        "“It pours.”",
        "I saw Ana’s son.",
    ];
    assert_eq!(
        speakers("en", &texts),
        "Ana; Ana",
        "the star is no part of the name"
    );
    assert_eq!(
        speakers("en", &["“It rains.", "“It pours,” said Ana Roe."]),
        "Ana Roe; Ana Roe"
    );
    assert_eq!(
        speakers("en", &["Ana Roe said:", "“It rains.”", "“It pours.”"]),
        "Ana Roe; -"
    );
}

#[test]
fn nobody_is_named() {
    check(
        "en",
        &[
            ("“It rains,” she added.", "-"),
            ("“It rains,” the weather office said.", "-"),
            ("“It rains,” a Rain Watch worker said.", "-"),
            ("“It rains,” Roe’s cousin told Rain Watch.", "-"),
            ("Regarding Roe’s cousin, they said: “It rains.”", "-"),
            (
                "When Roe came, a man there simply replied: “It rains.”",
                "-",
            ),
            ("The President said: “It rains.”", "-"),
            ("Prosecutors said: “It rains.”", "-"),
            ("“It rains,” lawyers representing Roe said.", "-"),
            ("According to a Rain Watch report, “it rains”.", "-"),
            ("Ana Roe and Bo Roe said: “It rains.”", "-"),
        ],
    );
}

#[test]
fn words_in_the_middle_of_a_sentence_are_nobodys() {
    check(
        "en",
        &[
            ("Ana Roe said it was “over,” and left.", "-"),
            ("A ‘wake-up call’ is needed, Roe said.", "-"),
            ("Roe said the “rain” was late.", "-"),
            ("The “rain” camps, Roe said, are wet.", "-"),
            ("It was called “wet”. Roe said so.", "-"),
            ("Bo called it “wet,” Roe said.", "-"),
            ("“It rains.” Roe said the sun shines.", "-"),
            ("Ana Roe said: “It rains,” Bo Poe said.", "-"),
        ],
    );
}

#[test]
fn words_of_a_third_are_not_those_of_the_second() {
    check(
        "en",
        &[
            ("Ana Roe recalled Poe’s words: “It rains.”", "-"),
            ("Ana Roe said a guard screamed at her: “It rains.”", "-"),
            ("Ana Roe said there was a sign: “It rains.”", "-"),
            ("Ana Roe said in a letter: “It rains.”", "Ana Roe"),
            ("“It rains,” Ana Roe said, quoting Bo Poe.", "-"),
            ("Ana Roe, quoting Bo Poe, said: “It rains.”", "-"),
            (
                "“It rains,” said Ana Roe. “Does it?” a man asked.",
                "Ana Roe; -",
            ),
            ("“It rains,” Bo Poe, Ana Roe’s lawyer, said.", "Bo Poe"),
            ("“It rains,” a spokesman for Ana Roe said.", "-"),
            ("“It rains,” Ana Roe was told.", "-"),
            ("“It rains,” read Ana Roe’s shirt.", "-"),
            ("Detainees like Ana Roe said: “It rains.”", "-"),
            (
                "The family of Ana Roe, who was late, said: “It rains.”",
                "-",
            ),
            (
                "In a letter to Ana Roe, the ministry said: “It rains.”",
                "-",
            ),
            ("Speaking to Ana Roe, Bo Poe said: “It rains.”", "Bo Poe"),
        ],
    );
}

#[test]
fn turkish() {
    check(
        "tr",
        &[
            ("“Abc.” dedi Ana Roe.", "Ana Roe"),
            ("Abc Direktörü Ana Roe şöyle dedi: “Abc.”", "Ana Roe"),
            ("Ana Roe: “Abc,” dedi.", "Ana Roe"),
            ("Ana Roe'ya şöyle dedi: “Abc.”", "-"),
            ("O şöyle dedi: “Abc.”", "-"),
            ("Avukat Ana Roe şöyle dedi: “Abc.”", "Ana Roe"),
            ("Abcde Ana Roe şöyle dedi: “Abc.”", "-"),
        ],
    );
}

#[test]
fn kazakh() {
    check(
        "kk",
        &[
            ("«Абв», – деді Роу.", "Роу"),
            ("«Абв», – деді ол.", "-"),
            ("«Абв», – деді Роу Абвде.", "-"),
            ("Абв директоры Ана Роу былай деді: «Абв».", "Ана Роу"),
            ("Абв Роуға былай деді: «Абв».", "-"),
        ],
    );
}

#[test]
fn uyghur_names_stand_behind_titles() {
    check(
        "ug",
        &[
            ("ئا باشلىقى ئائا مۇنداق دېدى: «ئا ئا.»", "ئائا"),
            ("ئائا مۇنداق دېدى: «ئا ئا.»", "-"),
            ("ئۇ مۇنداق دېدى: «ئا ئا.»", "-"),
        ],
    );
}

#[test]
fn chinese_names_are_known_by_their_form() {
    check(
        "zh-Hans",
        &[
            ("甲乙总监 Ana Roe 说：“甲乙。”", "Ana Roe"),
            ("甲·乙表示：“丙丁。”", "甲·乙"),
            ("“甲乙，”Roe 说。", "Roe"),
            ("“甲乙，”他说。", "-"),
            ("甲在乙·丙后表示，“丁。”", "-"),
            ("甲乙说：“丙丁。”", "-"),
            ("“甲乙”Roe 说。", "-"),
        ],
    );
    check(
        "zh-Hant",
        &[("Roe 說：「甲乙。」", "Roe"), ("她說：「甲乙。」", "-")],
    );
}
