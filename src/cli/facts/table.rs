//! The fact sheet for spreadsheets.

use tilmach::fact::At;
use tilmach::model::cell::harmless;
use tilmach::pipeline::facts::Facts;

/// A line for each place of a fact, of a difference, of a translation. Lines of one
/// difference have one number.
pub(super) fn csv(facts: &Facts) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
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
    ])?;
    let mut line = |row: &str,
                    number: usize,
                    language: &str,
                    kind: &str,
                    about: &str,
                    value: &str,
                    at: Option<&At>| {
        let number = if number == 0 {
            String::new()
        } else {
            number.to_string()
        };
        let place = |of: &dyn Fn(&At) -> String| at.map(of).unwrap_or_default();
        let cells = [
            row.to_owned(),
            number,
            place(&|at| at.statement.clone()),
            language.to_owned(),
            kind.to_owned(),
            about.to_owned(),
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
        ];
        writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()))
    };
    let mut number = 0;
    for row in &facts.differences {
        number += 1;
        for value in &row.values {
            if value.places.is_empty() {
                line(
                    "difference",
                    number,
                    "",
                    row.kind.as_str(),
                    &row.what,
                    &value.value,
                    None,
                )?;
            }
            for at in &value.places {
                line(
                    "difference",
                    number,
                    "",
                    row.kind.as_str(),
                    &row.what,
                    &value.value,
                    Some(at),
                )?;
            }
        }
    }
    for row in &facts.translations {
        number += 1;
        let (kind, source) = (row.kind.as_str(), row.source.join(", "));
        line(
            "translation",
            number,
            &row.locale,
            kind,
            &source,
            &row.target.join(", "),
            Some(&row.at),
        )?;
        for other in &row.elsewhere {
            for at in &other.places {
                line(
                    "translation",
                    number,
                    &row.locale,
                    kind,
                    &source,
                    &other.value,
                    Some(at),
                )?;
            }
        }
    }
    for sheet in &facts.statements {
        for fact in &sheet.facts {
            let meant = fact.meant.as_deref().unwrap_or_default();
            line(
                "fact",
                0,
                "",
                fact.kind.as_str(),
                meant,
                &fact.value,
                Some(&fact.at),
            )?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
