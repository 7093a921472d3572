use super::*;
use crate::model::cell::original;
use proptest::prelude::*;

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn term(tag: &str, text: &str, usage: Usage) -> Term {
    Term {
        status: "unattested: needs review".to_owned(),
        ..Term::new(locale(tag), text, usage)
    }
}

fn concept(id: &str, terms: Vec<Term>) -> Concept {
    Concept {
        terms,
        ..Concept::new(id)
    }
}

fn omegat(concepts: &[Concept]) -> String {
    let mut out = Vec::new();
    write_omegat(concepts, &locale("en"), &locale("tr"), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn sheet(concepts: &[Concept]) -> String {
    let mut out = Vec::new();
    write_csv(concepts, &locale("en"), &locale("tr"), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn omegat_has_a_line_for_every_pair() {
    let camp = concept(
        "camp",
        vec![
            term("en", "camp", Usage::Preferred),
            term("en", "#Camp\tone", Usage::Admitted),
            term("en", "center", Usage::Forbidden),
            term("tr", "kamp", Usage::Admitted),
            term("tr", "merkez", Usage::Forbidden),
            term("kk", "лагерь", Usage::Preferred),
        ],
    );
    let comment = "admitted (unattested: ask a native speaker); do not use: merkez";
    assert_eq!(
        omegat(&[camp]),
        format!("camp\tkamp\t{comment}\nCamp one\tkamp\t{comment}\n")
    );
}

#[test]
fn the_sheet_shows_what_is_not_decided() {
    let concepts = [
        concept("a", vec![term("en", "a, b", Usage::Preferred)]),
        concept(
            "b",
            vec![
                term("en", "b", Usage::Preferred),
                term("tr", "=b", Usage::Forbidden),
            ],
        ),
        concept("c", vec![term("kk", "в", Usage::Preferred)]),
    ];
    assert_eq!(
        sheet(&concepts),
        "\u{FEFF}concept,source terms,target term,usage,status,note\n\
         a,\"a, b\",,missing,,\n\
         b,b,'=b,forbidden,unattested: needs review [not signed off],\n"
    );
}

#[test]
fn formulas_are_made_harmless() {
    for cell in ["=1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "＝1"] {
        assert!(harmless(cell).starts_with('\''), "{cell:?}");
    }
    for cell in ["", "a", "'a", "a=1", "Xi’an"] {
        assert_eq!(harmless(cell), cell);
    }
}

proptest! {
    #[test]
    fn the_way_back_is_exact(cell in "['=+@\t\ra-]{0,6}") {
        let written = harmless(&cell);
        prop_assert_eq!(original(&written), cell.as_str());
    }

    #[test]
    fn omegat_lines_hold_two_tabs(from in "\\PC{0,9}[\t\r\n#\u{85}\u{2028}]{0,3}", to in "[#a\t\n\"]{1,9}") {
        let made = concept("c", vec![
            term("en", &from, Usage::Preferred),
            term("tr", &to, Usage::Preferred),
        ]);
        let text = omegat(&[made]);
        prop_assert!(text.is_empty() || text.ends_with('\n'));
        for line in text.split_terminator('\n') {
            prop_assert_eq!(line.matches('\t').count(), 2);
            prop_assert!(!line.starts_with('#') && !line.starts_with('\t'));
            let whole = !line.contains(['\r', '\u{85}', '\u{2028}']);
            prop_assert!(whole);
        }
    }
}
