//! `tilmach search`

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use tilmach::diag::{Findings, shown};
use tilmach::memory::SqliteStore;
use tilmach::model::Locale;
use tilmach::pipeline::leverage::fragments::Fragment;
use tilmach::pipeline::search::{Answer, Explanation, Found, Operation, Request, Searcher, batch};

use super::Outcome;
use super::arguments::{Common, Search};
use super::office::Office;
use super::ui::Ui;

pub(crate) fn run(arguments: &Search, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    if office.project.penalties.term_error > 0 {
        office.apply_terms()?;
    }
    let targets: Vec<Locale> = office.targets(&arguments.targets)?;
    let request = Request {
        targets: &targets,
        minimum: arguments.min,
        limit: arguments.limit,
        explain: arguments.explain,
        fragments: arguments.fragments,
    };
    match (&arguments.batch, &arguments.text) {
        (Some(file), _) => many(file, request, arguments.jobs, &office, ui),
        (None, text) => one(text.as_deref().unwrap_or_default(), request, &office, ui),
    }
}

/// One text.
fn one(text: &str, request: Request<'_>, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let store = office.reader()?;
    let (found, fragments) = {
        let desk = office.desk(ui, None);
        let searcher = Searcher::new(&desk, &store, request)?;
        (
            searcher.ask(&store, text)?,
            searcher.fragments(&store, text)?,
        )
    };
    let mut told = json!({ "query": text, "matches": found });
    if let Some(told) = told.as_object_mut().filter(|_| request.fragments) {
        told.insert("fragments".to_owned(), serde_json::to_value(&fragments)?);
    }
    ui.json(&told)?;
    if text.trim().is_empty() {
        ui.line("No words were given.");
    } else if found.is_empty() && fragments.is_empty() {
        ui.line(&format!(
            "Nothing in the memory is at least {} % like this. Give a whole sentence, or try --min 50; \
             --fragments shows what parts of it are known from.",
            request.minimum
        ));
    }
    let mut out = String::new();
    for found in &found {
        show(found, "", &mut out, ui);
    }
    for fragment in &fragments {
        show_fragment(fragment, "", &mut out, ui);
    }
    ui.raw(&out);
    Ok(Outcome::Clean)
}

/// So many bytes of the queries are read at once.
const BUFFER: usize = 1 << 16;

/// Every line of a file.
fn many(
    file: &Path,
    request: Request<'_>,
    jobs: Option<u16>,
    office: &Office,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let mut input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(BufReader::with_capacity(BUFFER, std::io::stdin()))
    } else {
        let opened = File::open(file).with_context(|| file.display().to_string())?;
        Box::new(BufReader::with_capacity(BUFFER, opened))
    };
    let store = office.reader()?;
    let mut findings = Findings::new();
    let mut fault = None;
    {
        // The desk tells its progress to another than the answers go to: there is none.
        let desk = office.desk_in_silence(jobs);
        let searcher = Searcher::new(&desk, &store, request)?;
        let open = || office.another_reader();
        let input: (&Path, &mut dyn BufRead) = (file, &mut input);
        let mut each = |answers: Vec<Answer>| {
            let told = tell(&answers, file, &mut findings, ui);
            fault = told.err();
            fault.is_none() && ui.is_read()
        };
        batch::<SqliteStore>(&searcher, store, &open, input, &mut each)
            .map_err(|error| office.explain(error))?;
    }
    match fault {
        Some(fault) => Err(fault),
        // JSON lines hold answers only: findings go to standard error.
        None => Ok(ui.findings_aloud(&findings)),
    }
}

fn tell(
    answers: &[Answer],
    file: &Path,
    findings: &mut Findings,
    ui: &mut Ui,
) -> anyhow::Result<()> {
    let mut out = String::new();
    for answer in answers {
        if let Some(finding) = &answer.finding {
            let mut inner = Findings::new();
            inner.push(finding.clone());
            findings.extend_in(&file.display().to_string(), inner);
        }
        ui.add_json(&mut out, answer)?;
        let query = answer.query.as_deref().unwrap_or("(no text)");
        ui.add_line(&mut out, &format!("{}  {query}", answer.line));
        for found in &answer.matches {
            show(found, "    ", &mut out, ui);
        }
        for fragment in &answer.fragments {
            show_fragment(fragment, "    ", &mut out, ui);
        }
    }
    ui.raw(&out);
    Ok(())
}

/// The translation on a line of its own: many are written right to left.
fn show(found: &Found, margin: &str, out: &mut String, ui: &Ui) {
    let head = format!(
        "{margin}{}  {} %  {}, {}",
        found.locale,
        found.score,
        found.state,
        shown(&found.origin.file)
    );
    ui.add_line(out, &head);
    ui.add_line(out, &format!("{margin}    {}", found.source));
    ui.add_line(out, &format!("{margin}    {}", found.target));
    if let Some(explanation) = &found.explanation {
        for line in explained(explanation, found) {
            ui.add_line(out, &format!("{margin}      {line}"));
        }
    }
}

/// Words that the text shares with others, and how those were translated.
fn show_fragment(fragment: &Fragment, margin: &str, out: &mut String, ui: &Ui) {
    ui.add_line(
        out,
        &format!("{margin}{} words: {}", fragment.words, fragment.text),
    );
    for known in &fragment.found {
        let head = format!("{}  {}, {}", known.locale, known.state, shown(&known.file));
        ui.add_line(out, &format!("{margin}    {head}"));
        ui.add_line(out, &format!("{margin}        {}", known.source));
        ui.add_line(out, &format!("{margin}        {}", known.target));
    }
}

/// Where a score comes from, line by line. What has to be done, is done to the source of
/// the memory to make the query of it.
fn explained(explanation: &Explanation, found: &Found) -> Vec<String> {
    let mut lines = Vec::new();
    for step in &explanation.steps {
        let (query, source) = (step.query.join(" "), step.source.join(" "));
        lines.push(match step.operation {
            Operation::Keep => format!("keep    {query}"),
            Operation::Spelling => format!("write   {source} → {query}"),
            Operation::Number => format!("number  {source} → {query}"),
            Operation::Change => format!("change  {source} → {query}"),
            Operation::Insert => format!("insert  {query}"),
            Operation::Delete => format!("delete  {source}"),
        });
    }
    let reasons: Vec<String> = explanation.lost.iter().map(named).collect();
    let reasons = match reasons.is_empty() {
        true => "the same text".to_owned(),
        false => reasons.join(", "),
    };
    let (changes, words) = (explanation.changes, explanation.words);
    lines.push(format!("{changes} of {words} words to change: {reasons}"));
    for penalty in &found.penalties {
        lines.push(format!(
            "less {} for {}",
            penalty.points,
            named(&penalty.cause)
        ));
    }
    lines
}

/// The word that programs get for something, for people.
fn named(word: &impl serde::Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
