//! `tilmach convert`

use serde::Serialize;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::model::Locale;
use tilmach::pipeline::read::{decoded, lines};
use tilmach::text::convert::uyghur::{FaultKind, IllFormed};
use tilmach::text::convert::{Conversion, Doubt, DoubtKind};

use super::arguments::Convert;
use super::ui::Ui;
use super::{Outcome, sources};

/// So many bytes of the result are written at once.
const CHUNK: usize = 1 << 16;

/// What is said at the end, whatever was converted.
const SUGGESTION: &str = "This is a suggestion, not a checked translation: somebody who reads \
                          the script must look at it.";

pub(crate) fn run(arguments: &Convert, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let Some(conversion) = Conversion::between(&arguments.from, &arguments.to) else {
        anyhow::bail!(refusal(&arguments.from, &arguments.to));
    };
    let mut findings = Findings::new();
    let shown = arguments.file.display().to_string();
    let Some(bytes) = sources::bytes(&arguments.file, &mut findings)? else {
        return Ok(ui.findings_aloud(&findings));
    };
    let mut inner = Findings::new();
    let Some(text) = decoded(&bytes, &mut inner) else {
        findings.extend_in(&shown, inner);
        return Ok(ui.findings_aloud(&findings));
    };
    show(&text, conversion, ui, &mut inner)?;
    findings.extend_in(&shown, inner);
    let outcome = ui.findings(&findings);
    ui.remark(SUGGESTION);
    Ok(outcome)
}

/// Why a pair of languages is refused, and what there is.
fn refusal(from: &Locale, to: &Locale) -> String {
    let pairs: Vec<String> = Conversion::ALL
        .iter()
        .map(|(_, from, to)| format!("{from} to {to}"))
        .collect();
    let known = format!("What can be converted: {}.", pairs.join(", "));
    if (from.to_string().as_str(), to.to_string().as_str()) == ("kk-Arab", "kk") {
        return format!(
            "kk-Arab cannot be converted to kk by rule: in Arabic script а and ә, о and ө, ы and \
             і, ұ and ү, и and й are one letter each, so about every fifth word would need a \
             word list. {known}"
        );
    }
    format!("{from} cannot be converted to {to}. {known}")
}

/// A line as it is told to programs.
#[derive(Serialize)]
struct Line<'a> {
    from: &'a str,
    to: &'a str,
    notes: &'a Findings,
}

fn show(
    text: &str,
    conversion: Conversion,
    ui: &mut Ui,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let mut out = String::new();
    let last = text.strip_suffix('\n').unwrap_or(text);
    let last = last.strip_suffix('\r').unwrap_or(last);
    for (index, from) in lines(last).enumerate() {
        let to = conversion.convert(from);
        let notes = notes(from, index as u64 + 1, conversion);
        let (from, notes) = (from, &notes);
        ui.add_json(
            &mut out,
            &Line {
                from,
                to: &to,
                notes,
            },
        )?;
        ui.add_line(&mut out, &to);
        findings.extend(notes.clone());
        if out.len() > CHUNK {
            ui.raw(&std::mem::take(&mut out));
        }
    }
    ui.raw(&out);
    Ok(())
}

/// What of a line does not come through, with the columns in characters.
fn notes(line: &str, number: u64, conversion: Conversion) -> Findings {
    let mut notes = Findings::new();
    let (mut at, mut column) = (0, 1);
    for doubt in conversion.doubts(line) {
        let before = line.get(at..doubt.span.start).unwrap_or_default();
        column += before.chars().count() as u64;
        at = doubt.span.start;
        let words = line.get(doubt.span.clone()).unwrap_or_default();
        let place = Place::default().line(number, column);
        notes.push(finding(&doubt, words).at(place));
    }
    notes
}

fn finding(doubt: &Doubt, words: &str) -> Finding {
    let finding = match doubt.kind {
        DoubtKind::Left => Finding::note(
            "convert::left",
            "these letters are not of the alphabet and were left as they are",
        ),
        DoubtKind::Fault(kind) => Finding::warning("convert::script-fault", fault(kind)),
        DoubtKind::IllFormed(reason) => Finding::warning(
            "convert::ill-formed",
            format!(
                "this word is against the orthography: {}; it would come back changed",
                form(reason)
            ),
        ),
        DoubtKind::Mixed => Finding::warning(
            "convert::mixed-letters",
            "this word has Latin and Cyrillic letters",
        ),
    };
    let finding = finding.words(&codes(doubt, words));
    match doubt.repaired.as_deref() {
        Some("") => finding.help("It was left out. Take it out of the text."),
        Some(repaired) => finding.help(format!("It was taken for {repaired}. Correct the text.")),
        None => finding,
    }
}

/// A single character with its code: many look alike, and some like nothing.
fn codes(doubt: &Doubt, words: &str) -> String {
    let mut characters = words.chars();
    match (doubt.kind, characters.next(), characters.next()) {
        (DoubtKind::Fault(_), Some(c), None) => format!("{c} (U+{:04X})", u32::from(c)),
        _ => words.to_owned(),
    }
}

fn fault(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::OtherLetter => "this letter is none of the 32 of Uyghur",
        FaultKind::WrittenForm => "this is the written form of a letter, not the letter",
        FaultKind::Tatweel => "tatweel, which stretches a line and is no letter",
        FaultKind::Joiner => "an invisible joiner in a word",
        FaultKind::InitialVowel => "a word begins with a vowel without ئ",
        FaultKind::AsciiMark => "an ASCII mark where Uyghur has one of its own",
    }
}

fn form(reason: IllFormed) -> String {
    match reason {
        IllFormed::Empty => "it has no letter".to_owned(),
        IllFormed::Character(c) => format!("U+{:04X} is no letter of Uyghur", u32::from(c)),
        IllFormed::InitialVowel => "it begins with a vowel without ئ".to_owned(),
        IllFormed::LoneHamza => "ئ has no vowel behind it".to_owned(),
        IllFormed::VowelsMeet => "two vowels meet without ئ".to_owned(),
    }
}
