//! The fact sheet for spreadsheets.

use tilmach::fact::At;
use tilmach::model::cell::harmless;
use tilmach::pipeline::facts::Facts;

const HEAD: [&str; 12] = [
    "row",
    "number",
    "statement",
    "language",
    "kind",
    "about",
    "value",
    "words",
    "line",
    "unit",
    "quoted",
    "speaker",
];

/// What lines of one fact or difference have in common.
#[derive(Clone)]
struct Row<'a> {
    row: &'a str,
    number: Option<usize>,
    language: &'a str,
    kind: &'a str,
    about: String,
}

/// A line for each place of a difference, of a translation, of a fact. Lines of one
/// difference have one number.
pub(super) fn csv(facts: &Facts) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for (row, value, at) in lines(facts) {
        let cells = cells(row, &value, at);
        writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A line before it is written.
type Line<'a> = (Row<'a>, String, Option<&'a At>);

fn lines(facts: &Facts) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (found, number) in facts.differences.iter().zip(1..) {
        let row = Row {
            row: "difference",
            number: Some(number),
            language: "",
            kind: found.kind.as_str(),
            about: found.what.clone(),
        };
        for value in &found.values {
            let places = value.places.iter().map(Some);
            let none = value.places.is_empty().then_some(None);
            lines.extend(
                places
                    .chain(none)
                    .map(|at| (row.clone(), value.value.clone(), at)),
            );
        }
    }
    translated(facts, &mut lines);
    for fact in facts.statements.iter().flat_map(|sheet| &sheet.facts) {
        let row = Row {
            row: "fact",
            number: None,
            language: "",
            kind: fact.kind.as_str(),
            about: fact.meant.clone().unwrap_or_default(),
        };
        lines.push((row, fact.value.clone(), Some(&fact.at)));
    }
    lines
}

fn translated<'a>(facts: &'a Facts, lines: &mut Vec<Line<'a>>) {
    for (found, number) in facts.translations.iter().zip(facts.differences.len() + 1..) {
        let row = Row {
            row: "translation",
            number: Some(number),
            language: &found.locale,
            kind: found.kind.as_str(),
            about: found.source.join(", "),
        };
        lines.push((row.clone(), found.target.join(", "), Some(&found.at)));
        for other in &found.elsewhere {
            lines.extend(
                other
                    .places
                    .iter()
                    .map(|at| (row.clone(), other.value.clone(), Some(at))),
            );
        }
    }
}

fn cells(row: Row<'_>, value: &str, at: Option<&At>) -> [String; 12] {
    let place = |of: &dyn Fn(&At) -> String| at.map(of).unwrap_or_default();
    [
        row.row.to_owned(),
        row.number
            .map(|number| number.to_string())
            .unwrap_or_default(),
        place(&|at| at.statement.clone()),
        row.language.to_owned(),
        row.kind.to_owned(),
        row.about.clone(),
        value.to_owned(),
        place(&|at| at.words.clone()),
        place(&|at| at.line.to_string()),
        place(&|at| at.unit.clone()),
        place(&|at| {
            if at.quoted {
                "yes".to_owned()
            } else {
                String::new()
            }
        }),
        place(&|at| at.speaker.clone().unwrap_or_default()),
    ]
}
