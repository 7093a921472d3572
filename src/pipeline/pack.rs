//! A document and what is known about it into a package for translators.
//!
//! The id of an export is a hash of everything that stands in the package but
//! the id itself, the day and the version of the glossary: the same package has the
//! same id in every memory, and another target, another release, another match or
//! another term another one. A change of the glossary that shows in no unit makes
//! no new package.

use crate::formats::xliff;
use crate::glossary::advise;
use crate::memory::{ExportRecord, ExportUnit, Version};
use crate::model::{
    Document, Earlier, Locale, MatchKind, Package, PackageUnit, Paragraph, Profile, Segment,
};
use crate::statement::repeated_paragraphs;

use super::leverage::Leverage;
use super::marks::Marks;
use super::read::short_hash;
use super::{Desk, Error};

/// What is known of the units of a document, in order.
pub struct Known<'a> {
    /// What the memory offers.
    pub found: &'a [Leverage],
    /// Terms and quotations.
    pub marks: &'a [Marks],
    /// What stood here in an earlier version.
    pub earlier: Vec<Option<Earlier>>,
}

/// Puts a package together. Its id, its day and the version of the glossary are still
/// empty.
pub fn package(desk: &Desk<'_>, document: &Document, known: Known<'_>, target: &Locale) -> Package {
    let repeated = repeated_paragraphs(document, &desk.project.source);
    let repeats = |number: u32| {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        repeated.get(index).copied().flatten()
    };
    let look_ups = document.units().zip(known.found);
    let look_ups = look_ups.zip(known.marks).zip(known.earlier);
    let units = look_ups.map(|(((place, found), marks), earlier)| {
        let notes = notes(found, repeats(place.1.number));
        PackageUnit {
            terms: advise(
                desk.glossary,
                &marks.terms,
                target,
                desk.project.profile.as_deref(),
            ),
            quoted: marks.quoted.clone(),
            earlier,
            notes,
            ..unit(place, found)
        }
    });
    let units = units.collect();
    Package {
        export: String::new(),
        statement: document.name.clone(),
        date: String::new(),
        basis: basis(known.found),
        glossary: String::new(),
        source: desk.project.source.clone(),
        target: target.clone(),
        profile: desk.project.export_profile(target),
        version: desk.project.xliff_version(target),
        units,
    }
}

/// A segment with what the memory offers, which is for units that are translated.
fn unit((id, paragraph, segment): (String, &Paragraph, &Segment), found: &Leverage) -> PackageUnit {
    let translate = paragraph.translate;
    PackageUnit {
        id,
        paragraph: paragraph.number,
        line: paragraph.line,
        role: paragraph.role,
        translate,
        source: segment.content.clone(),
        target: found.prefill.clone().filter(|_| translate),
        matches: match translate {
            true => found.matches.clone(),
            false => Vec::new(),
        },
        terms: Vec::new(),
        quoted: Vec::new(),
        earlier: None,
        notes: Vec::new(),
    }
}

fn basis(found: &[Leverage]) -> String {
    let held: Vec<String> = found.iter().map(|found| found.held.join(" ")).collect();
    short_hash(held.join("\n").as_bytes())
        .chars()
        .take(12)
        .collect()
}

fn notes(found: &Leverage, repeats: Option<u32>) -> Vec<String> {
    let mut notes = found.notes.clone();
    if found.disagree {
        notes.push(
            "The memory holds translations of this sentence that disagree. Please choose."
                .to_owned(),
        );
    }
    if let Some(number) = repeats {
        notes.push(format!(
            "These words repeat paragraph {number} (units p{number}.s1 and on). Please give \
             them the same translation."
        ));
    }
    notes
}

/// Gives a package its id.
pub fn name(package: &mut Package) -> Result<(), Error> {
    let bytes = write(package)?;
    package.export = short_hash(&bytes).chars().take(12).collect();
    Ok(())
}

/// The day and the version of the glossary of a package: those of its record, if it was
/// made before.
pub fn first_made(desk: &Desk<'_>, record: Option<ExportRecord>) -> (String, String) {
    match record {
        Some(record) => (record.made, record.glossary.unwrap_or_default()),
        None => (desk.day.to_owned(), desk.standard.version().to_owned()),
    }
}

/// Whether the bytes of a package are as they were made: its id is a hash of all
/// the rest.
pub fn is_untouched(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    [first_version(text), second_version(text)]
        .into_iter()
        .flatten()
        .any(|(export, bare)| {
            let bare = without_glossary(&bare).replace(export, "");
            export.len() == 12 && short_hash(bare.as_bytes()).starts_with(export)
        })
}

/// A package without the version of the glossary, which is no part of its id.
fn without_glossary(text: &str) -> String {
    let ends = [
        ("\n        <phase phase-name=\"glossary\"", "/>"),
        ("\n        <mda:meta type=\"glossary\">", "</mda:meta>"),
    ];
    for (begin, end) in ends {
        if let Some((before, rest)) = text.split_once(begin)
            && let Some((_, after)) = rest.split_once(end)
        {
            return format!("{before}{after}");
        }
    }
    text.to_owned()
}

/// The export id of a package in XLIFF 1.2, and the package without its day.
fn first_version(text: &str) -> Option<(&str, String)> {
    let value = |name: &str| {
        let after = text.split_once(&format!(" {name}=\""))?.1;
        after.split_once('"').map(|(value, _)| value)
    };
    let (export, date) = (value("build-num")?, value("date")?);
    (date.len() == 20).then(|| (export, text.replace(date, "T00:00:00Z")))
}

/// The export id of a package in XLIFF 2, and the package without its day.
fn second_version(text: &str) -> Option<(&str, String)> {
    let value = |kind: &str| {
        let after = text.split_once(&format!("<mda:meta type=\"{kind}\">"))?.1;
        after.split_once('<').map(|(value, _)| value)
    };
    let (export, date) = (value("export-id")?, value("date")?);
    let day = |date: &str| format!("<mda:meta type=\"date\">{date}<");
    (date.len() == 10).then(|| (export, text.replacen(&day(date), &day(""), 1)))
}

/// The bytes of a package.
pub fn write(package: &Package) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    xliff::write(package, &mut bytes)?;
    Ok(bytes)
}

/// What the memory keeps of a package.
pub fn record(
    package: &Package,
    version: &Version,
    found: &[Leverage],
    stamp: &str,
    bands: &str,
    file: &[u8],
) -> ExportRecord {
    // OmegaT's targets are copies of the source, whatever the memory knows.
    let fills = package.profile != Profile::Omegat;
    ExportRecord {
        id: package.export.clone(),
        version: version.clone(),
        locale: package.target.clone(),
        profile: package.profile,
        made: package.date.clone(),
        stamp: stamp.to_owned(),
        file_hash: short_hash(file),
        bands: bands.to_owned(),
        glossary: Some(package.glossary.clone()),
        units: package
            .units
            .iter()
            .zip(found)
            .map(|(unit, found)| ExportUnit {
                unit: unit.id.clone(),
                translate: unit.translate,
                source: unit.source.clone(),
                held: found.held.clone(),
                sent: unit
                    .target
                    .as_ref()
                    // A passage is no variant of the memory.
                    .filter(|sent| fills && sent.kind != MatchKind::Passage)
                    .map(|sent| sent.variant.clone()),
            })
            .collect(),
    }
}
