use super::*;
use crate::model::PassageStatus;
use proptest::prelude::*;

/// A code with its line and column.
type Told = (String, Option<u64>, Option<u64>);

fn taken(text: &str) -> (Option<Table>, Vec<Told>) {
    let english = Locale::english();
    let reading = Reading {
        source: &english,
        day: "2026-01-02",
    };
    let mut findings = Findings::new();
    let table = read(text.as_bytes(), reading, &mut findings);
    let told = findings.iter();
    let told = told.map(|f| (f.code.clone(), f.place.line, f.place.column));
    (table, told.collect())
}

#[track_caller]
fn refused(text: &str, expected: &[(&str, u64, u64)]) {
    let (table, told) = taken(text);
    assert!(table.is_none(), "{text:?}");
    let expected: Vec<_> = expected
        .iter()
        .map(|(code, line, column)| ((*code).to_owned(), Some(*line), Some(*column)))
        .collect();
    assert_eq!(told, expected, "{text:?}");
}

#[test]
fn rows_of_one_text_are_one_passage() {
    let (table, told) = taken(
        "text,speaker,translation_lang,translation,status\n\
         It rains.,Ana Roe,tr,Yağar.,ours\n\
         It snows.,,,,\n\
         It rains.,,tr,Yağıyor.,\n",
    );
    assert!(told.is_empty(), "{told:?}");
    let table = table.expect("read");
    assert_eq!((table.rows, table.passages.len()), (3, 2));
    let (first, place) = &table.passages[0];
    assert_eq!(
        (first.origin.speaker.as_str(), place.line),
        ("Ana Roe", Some(2))
    );
    let statuses: Vec<PassageStatus> = first.versions.iter().map(|v| v.status).collect();
    assert_eq!(statuses, [PassageStatus::Ours, PassageStatus::Unreviewed]);
    assert_eq!(first.added, "2026-01-02");
}

#[test]
fn tabs_and_semicolons_are_read_too() {
    for (separator, text) in [("\t", "It rains, a lot."), (";", "It rains, a lot.")] {
        let (table, _) = taken(&format!("note{separator}text\n{separator}{text}\n"));
        assert_eq!(table.expect("read").passages[0].0.text, text);
    }
}

#[test]
fn what_is_wrong_is_told_at_its_cell_and_nothing_is_taken() {
    refused("", &[("passage::header", 1, 1)]);
    refused("note\nx\n", &[("passage::header", 1, 1)]);
    refused("text,text\nx,y\n", &[("passage::header", 1, 6)]);
    refused("text,date\nx,yesterday\n", &[("passage::date", 2, 3)]);
    refused("note,text\nx,\n", &[("passage::text", 2, 3)]);
    refused("text,note\nx\n", &[("passage::cells", 2, 1)]);
    refused("text\n\"x\n", &[("passage::quote", 2, 1)]);
    refused(
        "text,translation_lang,translation,status\nx,tr,y,good\n",
        &[("passage::status", 2, 8)],
    );
    refused("text,lang\nx,zh\n", &[("passage::locale", 2, 3)]);
    refused("text,translation\nx,y\n", &[("passage::translation", 2, 3)]);
    refused("text,status\nx,ours\n", &[("passage::translation", 2, 1)]);
    refused("passage,text\n0123,x\n", &[("passage::identity", 2, 1)]);
    refused(
        "text,superseded\nx,perhaps\n",
        &[("passage::superseded", 2, 3)],
    );
    refused("text,by\nx,a\u{7}b\n", &[("passage::control", 2, 3)]);
    refused("text,speaker\nx,A\nx,B\n", &[("passage::rows", 3, 1)]);
}

#[test]
fn bytes_that_are_no_text_are_refused_at_their_place() {
    let english = Locale::english();
    let reading = Reading {
        source: &english,
        day: "2026-01-02",
    };
    let mut findings = Findings::new();
    assert!(read(b"text\n\xffx", reading, &mut findings).is_none());
    let told: Vec<&str> = findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(told, ["passage::encoding"]);
}

fn cell() -> impl Strategy<Value = String> {
    "['=a,\"; é…]{0,6}".prop_map(|text| text.trim().to_owned())
}

prop_compose! {
    fn origin()(cells in prop::collection::vec(cell(), 5)) -> PassageOrigin {
        let mut cells = cells.into_iter();
        let mut next = || cells.next().unwrap_or_default();
        PassageOrigin {
            document: next(),
            paragraph: next(),
            speaker: next(),
            day: "2024-02".to_owned(),
            citation: next(),
            note: next(),
        }
    }
}

prop_compose! {
    fn version()(
        text in "[=a,\"' é…]{0,6}x\n?y",
        tag in prop::sample::select(vec!["tr", "zh-Hans"]),
        status in prop::sample::select(PassageStatus::ALL.to_vec()),
        citation in cell(),
        by in prop::option::of(Just("rev-1".to_owned())),
        superseded in any::<bool>(),
    ) -> PassageVersion {
        PassageVersion {
            locale: tag.parse().expect("a tag"),
            text: Passage::tidy(&text),
            status,
            citation,
            by,
            added: "2026-01-01".to_owned(),
            superseded,
        }
    }
}

prop_compose! {
    fn passage()(
        text in "[=a,\"' é…]{0,6}x\n?y",
        origin in origin(),
        former in prop::collection::vec(origin(), 0..3),
        versions in prop::collection::vec(version(), 0..4),
    ) -> Passage {
        Passage {
            locale: Locale::english(),
            text: Passage::tidy(&text),
            origin,
            former,
            added: "2025-12-31".to_owned(),
            versions,
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(one in passage()) {
        // Former origins of a passage without a translation stand before its own.
        let bytes = write(std::slice::from_ref(&one)).expect("written");
        let english = Locale::english();
        let reading = Reading { source: &english, day: "2026-01-02" };
        let mut findings = Findings::new();
        let table = read(&bytes, reading, &mut findings);
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let table = table.expect("read");
        prop_assert_eq!(table.passages.len(), 1);
        prop_assert_eq!(&table.passages[0].0, &one);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let english = Locale::english();
        let reading = Reading { source: &english, day: "2026-01-02" };
        let mut all = b"text,lang,translation,status\n".to_vec();
        all.extend(bytes);
        let mut findings = Findings::new();
        let table = read(&all, reading, &mut findings);
        prop_assert_eq!(table.is_none(), findings.has_errors());
    }
}
