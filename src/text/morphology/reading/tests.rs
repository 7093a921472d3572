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
