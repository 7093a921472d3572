use std::collections::BTreeSet;

use super::super::inflection::Inflection;
use super::super::table::Source;
use super::*;

fn source(text: &str) -> Source {
    toml::from_str(text).expect("the table reads")
}

#[test]
fn every_case_of_the_tables_is_read_so() {
    let mut wrong = Vec::new();
    for (language, script, text) in TABLES {
        let tag = format!("{language}-{script}");
        let morphology =
            Morphology::from_text(text).unwrap_or_else(|fault| panic!("{tag}: {fault}"));
        for (term, cell, form, expected) in source(text).cases {
            let inflection = Inflection::parse(&cell).expect("a cell");
            let reading = morphology.read(&term, &inflection, &form).to_string();
            if reading != expected {
                wrong.push(format!(
                    "{tag}: {term} [{cell}] {form}: {reading:?}, not {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rows and changes that no case names are rows that nobody would miss.
#[test]
fn every_row_is_named_by_a_case() {
    let mut idle = BTreeSet::new();
    for (language, _, text) in TABLES {
        let source = source(text);
        let readings: Vec<&str> = source.cases.iter().map(|case| case.3.as_str()).collect();
        let rows = source.states.values().flatten().map(|row| row.1.as_str());
        let changes = source.alternations.iter().map(|one| one.name.as_str());
        let derivations = source.derivations.iter().map(|(_, name)| name.as_str());
        for name in rows
            .chain(changes)
            .chain(derivations)
            .map(|name| name.trim_start_matches(RARE))
            .filter(|name| !name.is_empty())
        {
            if !readings.iter().any(|reading| reading.contains(name)) {
                idle.insert(format!("{language}: {name}"));
            }
        }
    }
    assert!(idle.is_empty(), "{idle:#?}");
}

/// ب د ت نىڭ: the caller hands over the word behind the acronym.
#[test]
fn uyghur_endings_stand_apart() {
    let uyghur = Morphology::of(&"ug".parse().expect("a locale")).expect("tables");
    let acronym = Inflection::parse("acronym").expect("a cell");
    let stems = uyghur.stems("ت", &acronym);
    let read = |word| uyghur.read_apart("ب د ت", &stems[0], word);
    for (word, ending) in [
        ("نىڭ", "genitive"),
        ("غا", "dative"),
        ("كە", "dative"),
        ("دا", "locative"),
        ("دىن", "ablative"),
        ("دىكى", "locative relative"),
    ] {
        let form = read(word).expect(word);
        assert_eq!(form.endings, [ending], "{word}");
    }
    // Words of their own: a pronoun, “and”, “camp”.
    for word in ["مەن", "سەن", "ۋە", "لاگېر"] {
        assert_eq!(read(word), None, "{word}");
    }
}

/// Uyghur in Latin letters is read with the same tables.
#[test]
fn uyghur_is_read_in_latin_letters() {
    let latin = Morphology::of(&"ug-Latn".parse().expect("a locale")).expect("tables");
    let plain = Inflection::default();
    let read = |term: &str, word: &str| {
        let (term, word) = (latin.shape(term), latin.shape(word));
        latin.read(&term, &plain, &word).to_string()
    };
    assert_eq!(
        read("jinayet", "jinayitige"),
        "جىنايەت (raised) + 3sg possessive + dative"
    );
    assert_eq!(
        read("bala", "balilarning"),
        "بالا (raised) + plural + genitive"
    );
    assert_eq!(read("uyghur", "uyghurche"), "another word, made with -چە");
}
