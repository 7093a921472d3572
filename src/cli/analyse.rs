//! `tilmach analyse`

use anyhow::bail;
use serde_json::json;
use tilmach::model::Band;
use tilmach::pipeline::analyse::{ACROSS, Analysis, INTERNAL, analyse, rows};
use tilmach::pipeline::run::{Bands, NOT_TRANSLATED, Tally};

use super::arguments::{Analyse, AnalyseFormat, Common};
use super::office::Office;
use super::ui::{Ui, table};
use super::{Outcome, sources};

pub(crate) fn run(arguments: &Analyse, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    match arguments.format {
        AnalyseFormat::Csv if common.json => bail!("choose one: --json or --format csv"),
        AnalyseFormat::Json => ui.speak_json(),
        AnalyseFormat::Csv | AnalyseFormat::Table => {}
    }
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.apply_terms()?;
    let targets = office.targets(&arguments.targets)?;
    let (documents, findings) = sources::read(&arguments.paths, &mut office)?;
    if documents.is_empty() {
        ui.json(&json!({ "findings": findings }))?;
        return Ok(ui.findings(&findings));
    }
    let store = office.reader()?;
    let desk = office.desk(ui, arguments.jobs);
    let analyses = analyse(&desk, &store, &documents, &targets)?;
    if arguments.format == AnalyseFormat::Csv {
        ui.raw(&csv(&analyses)?);
        return Ok(ui.findings(&findings));
    }
    ui.json(&json!({ "analyses": analyses, "findings": findings }))?;
    for target in &targets {
        let of_target: Vec<&Analysis> = analyses
            .iter()
            .filter(|analysis| analysis.locale == target.to_string())
            .collect();
        ui.line(&format!("{target}: segments / words / characters"));
        ui.line(&columns(&of_target));
        for line in beside(&of_target) {
            ui.line(&line);
        }
        ui.line("");
    }
    Ok(ui.findings(&findings))
}

/// A line for each statement, language and row; the sum and the quotations are rows as
/// well, named `total` and `quoted`.
fn csv(analyses: &[Analysis]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "statement",
        "language",
        "row",
        "segments",
        "words",
        "characters",
    ])?;
    for analysis in analyses {
        let tallies = rows().into_iter().map(|row| {
            let tally = analysis.bands.get(&row).copied().unwrap_or_default();
            (row, tally)
        });
        let beside = [("total", analysis.total), ("quoted", analysis.quoted)];
        let beside = beside.map(|(row, tally)| (row.to_owned(), tally));
        for (row, tally) in tallies.chain(beside) {
            let numbers = [tally.segments, tally.words, tally.characters];
            let [segments, words, characters] = numbers.map(|number| number.to_string());
            writer.write_record([
                &analysis.statement,
                &analysis.locale,
                &row,
                &segments,
                &words,
                &characters,
            ])?;
        }
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// The columns of the table with the rows that each adds up: internal matches of all
/// bands are one.
fn headings() -> Vec<(String, Vec<String>)> {
    let mut columns = Vec::new();
    for band in Band::ALL {
        let name = band.as_str().to_owned();
        if band == Band::New {
            let internal = rows().into_iter().filter(|row| row.starts_with(INTERNAL));
            columns.push(("internal".to_owned(), internal.collect()));
        }
        columns.push((name.clone(), vec![name]));
        if band == Band::Repetition {
            columns.push(("across".to_owned(), vec![ACROSS.to_owned()]));
        }
    }
    let last = NOT_TRANSLATED.to_owned();
    columns.push(("not for translation".to_owned(), vec![last]));
    columns
}

/// A line for each statement and one for all.
fn columns(analyses: &[&Analysis]) -> String {
    let headings = headings();
    let mut head = vec!["statement".to_owned()];
    head.extend(headings.iter().map(|(name, _)| name.clone()));
    head.push("all".to_owned());
    let mut lines = vec![head];
    let line = |name: &str, bands: &Bands, total: Tally| {
        let mut line = vec![name.to_owned()];
        line.extend(headings.iter().map(|(_, rows)| {
            let mut tally = Tally::default();
            let tallies = rows.iter().filter_map(|row| bands.get(row));
            tallies.for_each(|one| tally.add(*one));
            cell(tally)
        }));
        line.push(cell(total));
        line
    };
    for analysis in analyses {
        lines.push(line(&analysis.statement, &analysis.bands, analysis.total));
    }
    let (bands, total) = sum(analyses);
    lines.push(line("all", &bands, total));
    table(&lines)
}

fn sum(analyses: &[&Analysis]) -> (Bands, Tally) {
    let (mut bands, mut total) = (Bands::new(), Tally::default());
    for analysis in analyses {
        for (row, tally) in &analysis.bands {
            bands.entry(row.clone()).or_default().add(*tally);
        }
        total.add(analysis.total);
    }
    (bands, total)
}

/// What the table does not show: internal matches by band, and quotations.
fn beside(analyses: &[&Analysis]) -> Vec<String> {
    let mut lines = Vec::new();
    let (bands, _) = sum(analyses);
    let internal: Vec<String> = rows()
        .iter()
        .filter_map(|row| Some((row.strip_prefix(INTERNAL)?, bands.get(row)?)))
        .filter(|(_, tally)| tally.segments > 0)
        .map(|(band, tally)| format!("{band} {}", cell(*tally)))
        .collect();
    if !internal.is_empty() {
        lines.push(format!("internal matches: {}", internal.join(", ")));
    }
    let mut quoted = Tally::default();
    analyses.iter().for_each(|one| quoted.add(one.quoted));
    if quoted.segments > 0 {
        let told = "in quotations whose words stood in another statement before";
        lines.push(format!("{told}: {}", cell(quoted)));
    }
    lines
}

fn cell(tally: Tally) -> String {
    if tally.segments == 0 {
        "-".to_owned()
    } else {
        format!("{}/{}/{}", tally.segments, tally.words, tally.characters)
    }
}
