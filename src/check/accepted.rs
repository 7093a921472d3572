//! Findings that somebody accepted, with the reason: a table kept in the project.
//!
//! An acceptance names a finding by a hash of all that it depends on, so that it
//! lapses when a text changes. No text of a statement stands in the table.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::{Finding, Findings, Place};
use crate::model::Locale;
use crate::model::cell::{harmless, original};

use super::{Pair, Remark};

/// A finding that is as it should be, for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// The id of the finding.
    pub id: String,
    /// The code of its rule.
    pub rule: String,
    /// The language of the translation.
    pub locale: String,
    /// The unit it stood in, for people; a finding is known by its id.
    pub unit: String,
    /// Why it is right so.
    pub reason: String,
    /// The alias of who accepted it.
    pub by: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
}

/// The table of accepted findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    by_id: BTreeMap<String, Acceptance>,
}

/// The columns of the table.
const COLUMNS: [&str; 7] = ["id", "rule", "locale", "unit", "reason", "by", "day"];

/// So many digits name a finding.
const DIGITS: usize = 12;

/// The short name of a finding: a hash of the rule, the language, both texts, the
/// words in question and what else the rule looked at. Where the unit stands does
/// not count.
pub fn id_of(pair: &Pair, remark: &Remark) -> String {
    let locale: &Locale = pair.locale();
    let mut hasher = blake3::Hasher::new();
    for part in [
        remark.finding.code.as_str(),
        &locale.to_string(),
        &pair.source().to_string(),
        &pair.target().to_string(),
        remark.finding.words.as_deref().unwrap_or_default(),
        &remark.evidence,
    ] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex().chars().take(DIGITS).collect()
}

impl Accepted {
    /// Reads the table. A row with a fault is a finding and is left out.
    pub fn read(bytes: &[u8], findings: &mut Findings) -> Accepted {
        let mut accepted = Accepted::default();
        // Spreadsheets may save with a mark in front and semicolons between.
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        let semicolons = bytes.starts_with(b"id;");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if semicolons { b';' } else { b',' })
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        for (number, row) in reader.records().enumerate() {
            let row = match row {
                Ok(row) => row,
                Err(_) => {
                    let message = "this row cannot be read; its finding counts as not accepted";
                    findings.push(
                        Finding::warning("accepted::row", message).at(line(number as u64 + 1)),
                    );
                    continue;
                }
            };
            if number == 0 && row.iter().next() == Some("id") {
                continue;
            }
            let at = row
                .position()
                .map_or(number as u64 + 1, csv::Position::line);
            match acceptance(&row) {
                Ok(found) => {
                    accepted.by_id.insert(found.id.clone(), found);
                }
                Err(message) => {
                    findings.push(Finding::warning("accepted::row", message).at(line(at)))
                }
            }
        }
        accepted
    }

    /// The table as bytes, sorted by id: the same for the same acceptances.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = self.by_id.values().map(|a| {
            let cells = [&a.id, &a.rule, &a.locale, &a.unit, &a.reason, &a.by, &a.day];
            // Units are named by foreign files, reasons by people: a spreadsheet
            // must not run them.
            cells.map(|cell| harmless(cell).into_owned())
        });
        // Writing into a list of bytes cannot fail.
        let _ = writer.write_record(COLUMNS);
        for row in rows {
            let _ = writer.write_record(row);
        }
        writer.into_inner().unwrap_or_default()
    }

    /// The acceptance of a finding.
    pub fn get(&self, id: &str) -> Option<&Acceptance> {
        self.by_id.get(id)
    }

    /// Adds an acceptance, in place of an earlier one of the same finding.
    pub fn add(&mut self, acceptance: Acceptance) {
        self.by_id.insert(acceptance.id.clone(), acceptance);
    }

    /// Takes an acceptance back.
    pub fn withdraw(&mut self, id: &str) -> Option<Acceptance> {
        self.by_id.remove(id)
    }

    /// All of them, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Acceptance> {
        self.by_id.values()
    }
}

fn line(number: u64) -> Place {
    Place::default().line(number, 1)
}

fn acceptance(row: &csv::StringRecord) -> Result<Acceptance, &'static str> {
    let cells = row.iter().map(|cell| original(cell.trim()).to_owned());
    let cells: Vec<String> = cells.collect();
    let Ok([id, rule, locale, unit, reason, by, day]) = <[String; 7]>::try_from(cells) else {
        return Err("a row has seven cells: id, rule, locale, unit, reason, by, day");
    };
    if id.len() != DIGITS || !id.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err("this is not the id of a finding");
    }
    if reason.is_empty() {
        return Err("no reason is given; the finding counts as not accepted");
    }
    Ok(Acceptance {
        id,
        rule,
        locale,
        unit,
        reason,
        by,
        day,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_comes_back_and_faults_are_told() {
        let mut accepted = Accepted::default();
        accepted.add(Acceptance {
            id: "0123456789ab".to_owned(),
            rule: "check::length".to_owned(),
            locale: "tr".to_owned(),
            unit: "p1.s1".to_owned(),
            reason: "=a \"heading\", made short".to_owned(),
            by: "tr-1".to_owned(),
            day: "2026-01-02".to_owned(),
        });
        let mut findings = Findings::new();
        let mut bytes = accepted.write();
        assert_eq!(Accepted::read(&bytes, &mut findings), accepted);
        let table = String::from_utf8_lossy(&bytes).into_owned();
        let saved = format!("\u{FEFF}{}", table.replace(',', ";"));
        let reread = Accepted::read(saved.as_bytes(), &mut findings);
        assert!(reread.get("0123456789ab").is_some() && findings.is_empty());
        assert!(
            !table.contains(",\"=a"),
            "a spreadsheet would run it: {table}"
        );
        assert!(findings.is_empty());
        bytes.extend(b"0123456789ac,check::length,tr,p1.s2,,,\nshort,row\n");
        assert_eq!(Accepted::read(&bytes, &mut findings), accepted);
        let lines: Vec<_> = findings.iter().map(|f| f.place.line).collect();
        assert_eq!(lines, [Some(3), Some(4)]);
    }
}
