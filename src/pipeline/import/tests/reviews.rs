//! Reviews: what several translations in one place, several reviews in one file and
//! faults of a row become.

use crate::formats::review::docx;
use crate::model::{Locale, ReturnedRow, ReviewRow, ReviewSheet, State};
use crate::pipeline::review::{Form, Request, export};

use super::*;

/// The rows of the review into a language.
fn review(office: &mut Office, target: &Locale) -> Vec<ReturnedRow> {
    let out = office.folder.path().join("review");
    let file = office.with(|desk, store| {
        let version = store.latest("a.txt").expect("asked").expect("stored");
        let request = Request {
            target,
            form: Form::Docx,
            out: &out,
        };
        let made = export(desk, store, &version, &request, &mut Findings::new()).expect("made");
        made.expect("written").file
    });
    let bytes = std::fs::read(out.join(file)).expect("there");
    docx::read(&bytes, &mut Findings::new()).expect("read").rows
}

/// A document of these rows.
fn document(rows: &[ReturnedRow]) -> Vec<u8> {
    let row = |row: &ReturnedRow| ReviewRow {
        id: row.id.clone(),
        translate: true,
        source: row.source.clone(),
        target: row.target.clone(),
        ..ReviewRow::default()
    };
    docx::write(&ReviewSheet {
        export: String::new(),
        statement: "a.txt".to_owned(),
        day: String::new(),
        glossary: String::new(),
        source: Locale::english(),
        target: turkish(),
        rows: rows.iter().map(row).collect(),
    })
    .expect("written")
}

fn bring(office: &mut Office, rows: &[ReturnedRow], state: State) -> Import {
    let bytes = document(rows);
    let options = Options {
        state,
        ..Options::default()
    };
    office.with(|desk, store| import(desk, store, "r.docx", &bytes, &options).expect("imported"))
}

/// A desk with translations of all three sentences, of which one has a second one in the
/// same place.
fn divided() -> Office {
    let mut office = Office::new();
    let package = office.send();
    office.bring(
        "r.xlf",
        &filled(&package, ["Rapor çıktı.", "Kimse yok.", "Rapor çıktı."]),
    );
    let mut other = office.current("Nobody answered.")[0].clone();
    other.target = crate::model::Content::text("Cevap yok.");
    office.store.add(&other).expect("stored");
    office
}

#[test]
fn of_translations_that_disagree_one_is_chosen_when_somebody_says_so() {
    let mut office = divided();
    let rows = review(&mut office, &turkish());
    let shown = rows[1].target.clone();
    assert!(["Kimse yok.", "Cevap yok."].contains(&shown.as_str()));
    // Nobody says that it was read: nothing is decided.
    let import = bring(&mut office, &rows, State::Translated);
    assert_eq!((import.receipt.units, import.receipt.same), (3, 3));
    assert_eq!(
        office.targets("Nobody answered."),
        ["Cevap yok.", "Kimse yok."]
    );
    let import = bring(&mut office, &rows, State::Reviewed);
    assert_eq!(import.receipt.updated + import.receipt.same, 3);
    assert_eq!(office.targets("Nobody answered."), [shown]);
}

#[test]
fn another_translation_takes_the_place_of_all_that_were_shown() {
    let mut office = divided();
    let mut rows = review(&mut office, &turkish());
    rows[1].target = "Hiç cevap yok.".to_owned();
    let import = bring(&mut office, &rows, State::Translated);
    assert_eq!((import.receipt.updated, import.receipt.same), (1, 2));
    assert_eq!(office.targets("Nobody answered."), ["Hiç cevap yok."]);
}

#[test]
fn rows_of_several_reviews_go_each_to_their_own() {
    let mut office = divided();
    let kazakh: Locale = "kk".parse().expect("a tag");
    office.project.targets = vec![turkish(), kazakh.clone()];
    let mut rows = review(&mut office, &turkish());
    rows[0].target = "Rapor burada.".to_owned();
    let mut others = review(&mut office, &kazakh);
    others[1].target = "Ешкім жоқ.".to_owned();
    rows.extend(others);
    let import = bring(&mut office, &rows, State::Translated);
    assert!(!import.refused, "{:?}", import.findings);
    assert_eq!(
        (
            import.receipt.units,
            import.receipt.updated,
            import.receipt.added
        ),
        (6, 1, 1)
    );
    let held = office.store.all(&kazakh, false).expect("asked");
    assert_eq!(held.len(), 1);
}

/// The import of these rows, read by somebody.
fn read_by(office: &mut Office, rows: &[ReturnedRow], by: Option<&str>, state: State) -> Import {
    let bytes = document(rows);
    let options = Options {
        state,
        by: by.map(str::to_owned),
        ..Options::default()
    };
    office.with(|desk, store| import(desk, store, "r.docx", &bytes, &options).expect("imported"))
}

/// Regression: of two reviewers who were given the same file, the second one's answer
/// took the place of the first one's without a word.
#[test]
fn another_reviewer_takes_the_place_of_nothing() {
    let mut office = divided();
    let mut rows = review(&mut office, &turkish());
    rows[1].target = "Cevap gelmedi.".to_owned();
    let done = read_by(&mut office, &rows, Some("ana"), State::Reviewed);
    assert_eq!(done.receipt.conflicting, 0);
    // Who corrects an own answer takes it back.
    rows[1].target = "Hiç cevap gelmedi.".to_owned();
    let done = read_by(&mut office, &rows, Some("ana"), State::Reviewed);
    assert_eq!((done.receipt.updated, done.receipt.conflicting), (1, 0));
    assert_eq!(office.targets("Nobody answered."), ["Hiç cevap gelmedi."]);
    for by in [Some("ben"), None] {
        let mut other = rows.clone();
        other[1].target = format!("Cevap yok {}.", by.unwrap_or("1"));
        let done = read_by(&mut office, &other, by, State::Reviewed);
        assert_eq!(
            (done.receipt.updated, done.receipt.conflicting),
            (0, 1),
            "{by:?}"
        );
        let codes: Vec<&str> = done.findings.iter().map(|one| one.code.as_str()).collect();
        assert!(codes.contains(&"import::conflict"), "{codes:?}");
    }
    assert_eq!(office.targets("Nobody answered.").len(), 3);
}

/// Regression: in a row of translations that disagree an emptied one counted as the same.
#[test]
fn an_emptied_row_is_told_also_where_translations_disagree() {
    let mut office = divided();
    let mut rows = review(&mut office, &turkish());
    rows[1].target = String::new();
    let done = bring(&mut office, &rows, State::Translated);
    assert_eq!((done.receipt.same, done.receipt.rejected), (2, 1));
    let codes: Vec<&str> = done.findings.iter().map(|one| one.code.as_str()).collect();
    assert_eq!(codes, ["import::emptied"]);
}
