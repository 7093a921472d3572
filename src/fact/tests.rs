use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::diag::Findings;
use crate::glossary::{Glossary, file};
use crate::model::{Document, Locale};
use crate::text::segment::Segmenter;

/// A statement of lines, without going through a file.
fn statement(name: &str, text: &str) -> Document {
    let segmenter = Segmenter::of(&Locale::english());
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let paragraphs = lines.zip(1_u32..).map(|(line, number)| {
        let mut paragraph = crate::model::Paragraph {
            number,
            line: u64::from(number),
            role: crate::model::Role::Body,
            translate: true,
            segments: Vec::new(),
            after: String::new(),
        };
        for piece in segmenter.segment(line) {
            paragraph.segments.push(crate::model::Segment {
                before: String::new(),
                content: crate::model::Content::text(piece),
            });
        }
        paragraph
    });
    Document {
        name: name.to_owned(),
        hash: String::new(),
        paragraphs: paragraphs.collect(),
    }
}

fn glossary() -> Glossary {
    let csv = "concept_id,domain,pos,lang,term,usage\n\
        uyghur,people,n,en,Uyghur,preferred\n\
        uyghur,people,n,en,Uighur,deprecated\n\
        tuerk,person,n,en,Volker Türk,preferred\n\
        council,organisation,n,en,River Council,preferred\n\
        council,organisation,n,en,RC,admitted\n";
    let mut findings = Findings::new();
    let concepts = file::read(csv.as_bytes(), &mut findings).expect("a table");
    Glossary::new([concepts], &mut findings)
}

fn sheets(texts: &[(&str, &str)]) -> Vec<Sheet> {
    let documents = texts.iter().map(|(name, text)| statement(name, text));
    let documents: Vec<Document> = documents.collect();
    let reader = Reader::new(&glossary(), &Locale::english()).expect("a reader");
    reader.read(&documents)
}

fn facts(text: &str) -> Vec<String> {
    let sheets = sheets(&[("2023-05-10-a", text)]);
    let told = sheets[0].facts.iter().map(|fact| {
        let meant = fact.meant.as_ref().map(|meant| format!(" = {meant}"));
        format!(
            "{} {}{}",
            fact.kind.as_str(),
            fact.value,
            meant.unwrap_or_default()
        )
    });
    told.collect()
}

/// The differences of two statements, each as its values.
fn differing(one: &str, other: &str) -> Vec<Vec<String>> {
    let sheets = sheets(&[("2023-05-10-a", one), ("2023-05-20-b", other)]);
    let rows = differences(&sheets).differences.into_iter().map(|row| {
        let values = row.values.into_iter().map(|value| value.value);
        values.collect()
    });
    rows.collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(facts(text), expected, "{text}");
}

#[test]
fn numbers_have_what_they_count() {
    check("a 46-page report", &["number 46 page"]);
    check(
        "signed by more than 323,000 people across 184 countries",
        &["number 323000 people", "number 184 country"],
    );
    check("about a million or more people", &["number 1000000 people"]);
    check(
        "two hundred and six of the group’s own designated experts",
        &["number 206 expert"],
    );
    check(
        "the many hundreds of thousands of people",
        &["number hundreds of thousands people"],
    );
    check(
        "he got 12.5 per cent and 40%",
        &["number 12.5 %", "number 40 %"],
    );
    check("as four were destroyed", &["number 4"]);
    check("a 17-year-old boy", &["number 17 year-old"]);
    check("under article 19 of it", &["number article 19"]);
    check(
        "one of them, twice a year, at 10:30, call +44 20 7413 5566",
        &[],
    );
}

#[test]
fn dates_are_said_in_one_form() {
    check(
        "on 31 August 2022 and on August 31, 2022",
        &["date 2022-08-31", "date 2022-08-31"],
    );
    check(
        "between January and June 2022",
        &["date 2022-01", "date 2022-06"],
    );
    check(
        "in late 2020, our 2022 assessment",
        &["date 2020", "date 2022"],
    );
    check(
        "he left yesterday and came last October",
        &["date yesterday = 2023-05-09", "date last october = 2022-10"],
    );
    check("he left Thursday", &["date thursday = 2023-05-04"]);
    check("it began on 12 March", &["date --03-12 = 2023-03-12"]);
    check("they may march on 2000 people", &["number 2000 people"]);
}

#[test]
fn persons_bodies_and_titles_are_told_apart() {
    check(
        "it was President Ana Roe who met the River Council in Geneva.",
        &[
            "title president: Ana Roe",
            "person Ana Roe",
            "body River Council",
            "place Geneva",
        ],
    );
    let found = facts("Ana Roe, Amnesty’s deputy director for China, spoke. Later Roe left.");
    assert!(
        found.contains(&"title deputy director for china: Ana Roe".to_owned()),
        "{found:?}"
    );
    assert_eq!(
        found
            .iter()
            .filter(|fact| *fact == "person Ana Roe")
            .count(),
        2,
        "{found:?}"
    );
}

#[test]
fn a_number_of_one_thing_differs() {
    let one = "The Open Doors campaign has profiled 120 individuals.";
    let other = "Of these, 126 people were profiled by the Open Doors campaign.";
    assert_eq!(differing(one, other), [["120", "126"]]);
    let other = "The Open Doors campaign profiled 120 people in 126 towns.";
    assert!(
        differing(one, other).is_empty(),
        "equal ones answer for each other"
    );
    let other = "The Sea Wall campaign has profiled 126 people.";
    assert!(differing(one, other).is_empty(), "another campaign");
}

#[test]
fn pages_of_one_report_differ() {
    let one = "The 46-page report of the River Council lays bare what happened.";
    let other = "A 48-page report of the River Council was released.";
    assert_eq!(differing(one, other), [["46", "48"]]);
    let other = "A 48-page report of the Hill Council was released.";
    assert!(differing(one, other).is_empty());
}

#[test]
fn a_date_of_one_event_differs() {
    let one = "It is known that President Ana Roe took over in October 2022.";
    let other = "Upon taking office in December 2022, President Ana Roe vowed to help.";
    assert_eq!(differing(one, other), [["2022-10", "2022-12"]]);
    let other = "Upon taking office in 2022, President Ana Roe vowed to help.";
    assert!(
        differing(one, other).is_empty(),
        "less exact is not different"
    );
}

#[test]
fn a_name_is_spelt_in_two_ways() {
    assert_eq!(
        differing("They are Uyghur.", "They are Uighurs."),
        [["Uyghur", "Uighur"]]
    );
    assert!(
        differing("the River Council", "the RC").is_empty(),
        "an abbreviation"
    );
    assert_eq!(
        differing(
            "It was said by Berzat Bolatkhan, who left.",
            "It was said by Berzat Bolatkhanm, who left."
        ),
        [["Berzat Bolatkhan", "Berzat Bolatkhanm"]]
    );
    let found = differing("as Volker Turk said", "as Volker Turk said");
    assert_eq!(
        found,
        [["Volker Turk", "Volker Türk"]],
        "the glossary has another"
    );
}

#[test]
fn a_title_and_a_spelling_differ() {
    assert_eq!(
        differing(
            "said President Ana Roe today",
            "said former President Ana Roe today"
        ),
        [["president", "former president"]]
    );
    assert_eq!(
        differing("it was finalised", "it was finalized"),
        [["finalised", "finalized"]]
    );
}

#[test]
fn the_speakers_words_are_marked() {
    let sheets = sheets(&[("a", "“We saw 46 men,” said Ana Roe.")]);
    let fact = sheets[0]
        .facts
        .iter()
        .find(|fact| fact.kind == Kind::Number)
        .expect("46");
    assert!(fact.at.quoted);
    assert_eq!(fact.at.speaker.as_deref(), Some("Ana Roe"));
}

#[test]
fn however_often_a_number_is_said_another_one_differs() {
    let said = "The Open Doors campaign has profiled 126 individuals and detained many. \
        It is known that President Ana Roe took over in October 2022.";
    let other = "The Open Doors campaign has profiled 120 individuals and detained many. \
        It is known that President Ana Roe took over in December 2022.";
    let mut texts: Vec<(String, &str)> = (0..70)
        .map(|at| (format!("2023-05-{at:02}-a"), said))
        .collect();
    texts.push(("2023-06-b".to_owned(), other));
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, *text)).collect();
    let found = differences(&sheets(&texts));
    let rows: Vec<Vec<(&str, usize)>> = found
        .differences
        .iter()
        .map(|row| {
            let values = row.values.iter();
            values.map(|one| (&*one.value, one.places.len())).collect()
        })
        .collect();
    assert_eq!(
        rows,
        [[("126", 70), ("120", 1)], [("2022-10", 70), ("2022-12", 1)]]
    );
    assert_eq!(found.skipped, 0);
}

#[test]
fn what_is_not_compared_is_counted() {
    let texts: Vec<(String, String)> = (1..=70)
        .map(|number| {
            let text = format!("The Open Doors campaign has profiled {number} individuals.");
            (format!("2023-05-{number:02}-a"), text)
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let found = differences(&sheets(&texts));
    assert_eq!(found.skipped, 70);
}

#[test]
fn numbers_beside_each_other_are_no_range() {
    assert_eq!(
        differing(
            "Soldiers killed 126, 45 of them children, during the raid on River Town.",
            "Soldiers killed 120, 45 of them children, during the raid on River Town."
        ),
        [["126", "120"]]
    );
    for text in ["aged 18-35", "aged 18–35", "aged 18 to 35"] {
        check(text, &["number 18", "number 35"]);
    }
    check("they sank 5–7 boats", &["number 5", "number 7 boat"]);
    check("they sank 5-7 boats", &["number 5", "number 7 boat"]);
    check("1,200-1,500 men", &["number 1200", "number 1500 man"]);
    check("in 2019-2020", &["date 2019", "date 2020"]);
    check("call 555-1234", &[]);
    check("call 020-7413-5566 or +44 20 7413 5566", &[]);
}

#[test]
fn days_that_share_a_month_are_all_read() {
    let first = ["date 1989-06-03", "date 1989-06-04"];
    check("on 3-4 June 1989", &first);
    check("on 3–4 June 1989", &first);
    check("1 to 3 May 2024", &["date 2024-05-01", "date 2024-05-03"]);
    check(
        "from 1 May to 3 May 2024",
        &["date 2024-05-01", "date 2024-05-03"],
    );
    check("on May 1-3, 2024", &["date 2024-05-01", "date 2024-05-03"]);
    check(
        "he met 3 and 4 June will come",
        &["number 3", "date --06-04"],
    );
    check(
        "in January, February and March 2022",
        &["date 2022-01", "date 2022-02", "date 2022-03"],
    );
    check(
        "He was held since 12 June. May 2022 was worse.",
        &["date --06-12", "date 2022-05"],
    );
}

#[test]
fn a_day_of_the_week_is_no_day_unless_it_is_past() {
    check("The hearing is on Monday 12 June.", &["date --06-12"]);
    check("The hearing is on Monday.", &["date monday"]);
    check("On Monday, the court will meet.", &["date monday"]);
    check("a hearing set for Monday was cancelled", &["date monday"]);
    check(
        "They were arrested on Monday.",
        &["date monday = 2023-05-08"],
    );
    check("On Monday, he was arrested.", &["date monday = 2023-05-08"]);
    check("It was on Monday, 8 May 2023", &["date 2023-05-08"]);
    assert_eq!(
        differing("It was on Tuesday, May 8, 2023.", "Nothing."),
        [["Tuesday, May 8, 2023", "monday 2023-05-08"]]
    );
    assert!(differing("It was on Monday, May 8, 2023.", "Nothing.").is_empty());
}

#[test]
fn amounts_are_read_right_or_not_at_all() {
    check("2.5m people left", &["number 2500000 people"]);
    check(
        "he paid $5m for 300k people",
        &["number 5000000 $", "number 300000 people"],
    );
    check("half a million children", &["number 500000 child"]);
    check("Half a million children left", &["number 500000 child"]);
    check("a quarter of a million people", &["number 250000 people"]);
    check(
        "1-2 million people",
        &["number 1000000", "number 2000000 people"],
    );
    check(
        "5 to 6 million people",
        &["number 5000000", "number 6000000 people"],
    );
    check("three-quarters of them, two thirds of us", &[]);
    check("a wall of 12km, 5m and 3kg", &[]);
    check("two and a half million people", &["number 2500000 people"]);
    check("two and a half of them", &[]);
    check("one in five children, 1 in 10 adults", &[]);
    check("3m euros", &["number 3000000 euro"]);
    check("because of COVID-19 there", &[]);
}

#[test]
fn months_keep_numbers_apart() {
    assert!(
        differing(
            "The River Council arrested 55 activists of the Open Doors campaign in January 2021.",
            "The River Council arrested 47 activists of the Open Doors campaign in February 2021."
        )
        .is_empty()
    );
}

#[test]
fn a_pair_of_names_is_told_once() {
    assert_eq!(
        differing(
            "It was said by Ana Marisa Roe, who left. Then Roe said no.",
            "It was said by Ana Marissa Roe, who left. Then Roe said no."
        ),
        [["Ana Marisa Roe", "Ana Marissa Roe"]]
    );
}

#[test]
fn a_title_may_end_in_a_common_noun() {
    assert_eq!(
        differing(
            "Maria Lopez, the deputy director of the agency, said so.",
            "Maria Lopez, director of the agency, said so."
        ),
        [["deputy director of the agency", "director of the agency"]]
    );
    let found = facts("Maria Lopez, director of the agency, said so.");
    assert!(
        found.contains(&"title director of the agency: Maria Lopez".to_owned()),
        "{found:?}"
    );
}

#[test]
fn whoever_has_an_occupation_is_a_person() {
    assert_eq!(
        differing(
            "Jamal Roe, a journalist, was killed on 2 October 2018.",
            "It is known that Roe died in October 2019. They mourn Jamal Roe."
        ),
        [["2018-10-02", "2019-10"]]
    );
    let found = facts("There the Red Cross said so. They called to March to the square.");
    assert_eq!(found, ["body Red Cross"]);
}

#[test]
fn a_surname_of_two_persons_is_nobodys() {
    let sheets = sheets(&[
        ("a", "Jamal Roe, a journalist, left."),
        (
            "b",
            "It was said by Ana Roe, who left. Roe died. They mourn Jamal Roe.",
        ),
    ]);
    let of = |words: &str| {
        let mut facts = sheets[1].facts.iter();
        let fact = facts.find(|fact| fact.at.words == words);
        fact.map(|fact| (fact.kind, fact.value.as_str()))
    };
    assert_eq!(of("Jamal Roe"), Some((Kind::Person, "Jamal Roe")));
    assert_eq!(of("Roe"), Some((Kind::Name, "Roe")));
}

#[test]
fn a_spelling_is_titled_by_its_word() {
    let sheets = sheets(&[("a", "it was finalised"), ("b", "it was finalized")]);
    assert_eq!(differences(&sheets).differences[0].what, "finalise");
}

#[test]
fn hostile_texts_end_in_time() {
    for part in [
        "Ana Roe ",
        "1,",
        "a million ",
        "Roe’s ",
        "“",
        "May 1 ",
        "of the ",
        "President ",
        "as ",
        "126 people of the X campaign. ",
        "released in 2022 ",
        "UN ",
        "and ",
    ] {
        let time = |times: usize| {
            let text = part.repeat(times);
            let start = Instant::now();
            let found = sheets(&[("a", &text), ("b", &text)]);
            differences(&found);
            start.elapsed().as_secs_f64()
        };
        let (small, large) = (time(250), time(2_000));
        assert!(
            large <= small * 40.0 + 0.5,
            "{part:?}: {small} s and {large} s"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_is_read_and_places_are_true(
        text in "(Ana |Roe |Türk|’s |1,0|20|22|May |31 |, |\\. |“|”|of |the |a |million |President |people |-|page |last |\\PC){0,24}"
    ) {
        let document = statement("2022-01-02-a", &text);
        let reader = Reader::new(&glossary(), &Locale::english()).expect("a reader");
        let sheets = reader.read(&[document.clone(), document.clone()]);
        for fact in sheets.iter().flat_map(|sheet| &sheet.facts) {
            let paragraph = document.paragraphs.iter().find(|p| p.line == fact.at.line);
            let whole = paragraph.expect("its paragraph").text();
            let from: String = whole.chars().skip(fact.at.column as usize - 1).collect();
            prop_assert!(from.starts_with(&fact.at.words), "{:?}", fact);
        }
        let once = format!("{:?}", differences(&sheets));
        prop_assert_eq!(once, format!("{:?}", differences(&reader.read(&[document.clone(), document]))));
    }
}
