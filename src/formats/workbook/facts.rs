//! What a workbook says beside its cells: which rows are hidden, which cells were
//! calculated, what somebody remarked. Gathered while the package is looked through.

use std::collections::BTreeMap;

use super::super::xml::{Element, Event};
use super::{LARGEST_TEXT, xstring};

/// So many areas that one formula fills are kept apart in a sheet.
const MOST_AREAS: usize = 100;

/// A rectangle of cells: rows and columns from 1, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The first row.
    pub top: u64,
    /// The first column.
    pub left: u64,
    /// The last row.
    pub bottom: u64,
    /// The last column.
    pub right: u64,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(&self, row: u64, column: u64) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// The smallest area that holds both.
    fn with(self, other: Area) -> Area {
        Area {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// `B2` or `B2:C7`.
    fn parse(range: &str) -> Option<Area> {
        let mut ends = range.split(':').map(place_of);
        let (top, left) = ends.next()??;
        let (bottom, right) = match ends.next() {
            Some(end) => end?,
            None => (top, left),
        };
        Some(Area {
            top: top.min(bottom),
            left: left.min(right),
            bottom: top.max(bottom),
            right: left.max(right),
        })
    }
}

/// Row and column of `C7` or `$C$7`, from 1.
fn place_of(reference: &str) -> Option<(u64, u64)> {
    let plain = reference.replace('$', "");
    let letters = plain.chars().take_while(char::is_ascii_alphabetic).count();
    let (letters, digits) = plain.split_at_checked(letters)?;
    let number = |letter: u8| u64::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1;
    let column = letters
        .bytes()
        .take(3)
        .fold(0, |column, letter| column * 26 + number(letter));
    let row = digits.parse().ok().filter(|row| *row > 0)?;
    (column > 0).then_some((row, column))
}

/// A remark on a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The row, from 1.
    pub row: u64,
    /// The column, from 1.
    pub column: u64,
    /// What is said, without the name of whoever says it.
    pub text: String,
}

/// What one part says.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Sheets of the workbook: name and id of the relation.
    pub(super) sheets: Vec<(String, String)>,
    /// Relations: id, last word of the type, target.
    pub(super) relations: Vec<[String; 3]>,
    /// Rows that are hidden: from and to.
    pub(super) hidden_rows: Vec<(u64, u64)>,
    /// Columns that are hidden: from and to.
    pub(super) hidden_columns: Vec<(u64, u64)>,
    /// Cells whose values come from a formula that stands in another one.
    pub(super) calculated: Vec<Area>,
    /// Remarks of one kind.
    pub(super) remarks: Vec<Remark>,
    /// Whether words are struck out.
    pub(super) is_struck: bool,
    /// Whether a program is asked for data (DDE) or an object of one is linked.
    pub(super) asks_programs: bool,
}

/// What the parts say, by their names.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    parts: BTreeMap<String, Part>,
    /// Whether a part refers to other files or programs.
    pub(super) has_links: bool,
}

impl Facts {
    /// Adds what a part says.
    pub(super) fn add(&mut self, name: &str, part: Part) {
        let folded = name.to_ascii_lowercase();
        let folders = [
            "externallinks/",
            "embeddings/",
            "activex/",
            "querytables/",
            "connections.xml",
        ];
        let refers =
            folders.iter().any(|folder| folded.contains(folder)) && !folded.ends_with(".rels");
        self.has_links |= refers || part.asks_programs;
        self.parts.insert(name.to_owned(), part);
    }

    /// Whether anything in the workbook is struck out.
    pub(super) fn is_struck(&self) -> bool {
        self.parts.values().any(|part| part.is_struck)
    }

    /// What the part of a sheet says.
    pub(super) fn of_sheet(&self, name: &str) -> Option<(&str, &Part)> {
        let book = self.parts.get("xl/workbook.xml")?;
        let (_, id) = book.sheets.iter().find(|(known, _)| known == name)?;
        let relations = &self.parts.get("xl/_rels/workbook.xml.rels")?.relations;
        let [_, _, target] = relations.iter().find(|[known, ..]| known == id)?;
        let resolved = resolved("xl", target);
        let (part, facts) = self.parts.get_key_value(&resolved)?;
        Some((part.as_str(), facts))
    }

    /// The remarks on a sheet's cells, by row and column. Where a thread stands, the
    /// remark for older programs, which says only that there is one, is left out.
    pub(super) fn remarks(&self, sheet: &str) -> Vec<Remark> {
        let (folder, name) = sheet.rsplit_once('/').unwrap_or(("", sheet));
        let Some(of_sheet) = self.parts.get(&format!("{folder}/_rels/{name}.rels")) else {
            return Vec::new();
        };
        let of_kind = |kind: &str| -> Vec<Remark> {
            let targets = of_sheet
                .relations
                .iter()
                .filter(|[_, known, _]| known == kind);
            let parts =
                targets.filter_map(|[_, _, target]| self.parts.get(&resolved(folder, target)));
            parts.flat_map(|part| part.remarks.clone()).collect()
        };
        let threads = of_kind("threadedComment");
        let mut all = of_kind("comments");
        all.retain(|old| {
            !threads
                .iter()
                .any(|new| (new.row, new.column) == (old.row, old.column))
        });
        all.extend(threads);
        all.sort_by_key(|remark| (remark.row, remark.column));
        all
    }
}

/// The name of a part that is referred to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes what counts out of the events of one part.
#[derive(Default)]
pub(super) struct Listener {
    part: Part,
    /// The last row that began.
    row: u64,
    authors: Vec<String>,
    /// The remark that is being read, and its author.
    remark: Option<(Remark, String)>,
    /// The element whose text is that of the remark.
    words: &'static str,
    text: String,
    /// Inside of which element text counts.
    inside: &'static str,
    is_run: bool,
    bytes: usize,
}

impl Listener {
    /// What was heard.
    pub(super) fn part(self) -> Part {
        self.part
    }

    pub(super) fn hear(&mut self, event: &Event) {
        match event {
            Event::Start(element) => self.start(element),
            Event::End(name) => self.end(name.local.as_str()),
            Event::Text(text) if !self.inside.is_empty() && self.bytes < LARGEST_TEXT => {
                self.bytes += text.len();
                self.text.push_str(text);
            }
            Event::Text(_) | Event::Eof => {}
        }
    }

    fn start(&mut self, element: &Element) {
        let value = |name: &str| element.attribute(name).unwrap_or_default();
        match element.name.local.as_str() {
            "row" => self.row(element),
            "col" if is_on(element, "hidden") => {
                if let (Ok(from), Ok(to)) = (value("min").parse(), value("max").parse()) {
                    push_range(&mut self.part.hidden_columns, from, to);
                }
            }
            "f" if value("t") == "array" || value("t") == "dataTable" => {
                self.calculated(value("ref"));
            }
            "sheet" => {
                let id = element.attributes.iter().find(|a| {
                    let space = a.name.namespace.as_deref().unwrap_or_default();
                    a.name.local == "id" && space.ends_with("/relationships")
                });
                let id = id.map(|a| a.value.clone()).unwrap_or_default();
                self.part.sheets.push((value("name").to_owned(), id));
            }
            "Relationship" if value("TargetMode") != "External" => {
                let kind = value("Type").rsplit('/').next().unwrap_or_default();
                let relation = [value("Id"), kind, value("Target")].map(str::to_owned);
                self.part.relations.push(relation);
            }
            "ddeLink" | "oleLink" | "oleObject" => self.part.asks_programs = true,
            "rPr" => self.is_run = true,
            "strike" if self.is_run && self.remark.is_none() => {
                self.part.is_struck |= !matches!(value("val"), "0" | "false");
            }
            "author" => {
                self.text.clear();
                self.inside = "author";
            }
            "comment" => self.remark(element, "t"),
            "threadedComment" => self.remark(element, "text"),
            name if self.remark.is_some() && name == self.words => self.inside = self.words,
            _ => {}
        }
    }

    /// Cells that one formula fills. Every cell is held to every area, so their number
    /// is bounded: what is too much lies in one area that holds it all.
    fn calculated(&mut self, range: &str) {
        let Some(area) = Area::parse(range) else {
            return;
        };
        let areas = &mut self.part.calculated;
        if area.top == area.bottom && area.left == area.right {
            return;
        }
        if areas.len() < MOST_AREAS {
            areas.push(area);
        } else if let Some(last) = areas.last_mut() {
            *last = last.with(area);
        }
    }

    fn row(&mut self, element: &Element) {
        let number = element.attribute("r").and_then(|r| r.parse().ok());
        self.row = number.unwrap_or(self.row + 1);
        if is_on(element, "hidden") {
            push_range(&mut self.part.hidden_rows, self.row, self.row);
        }
    }

    /// A remark begins. Its words stand in the runs of its text (18.7.7), those of a
    /// thread in one element ([MS-XLSX] 2.6.205).
    fn remark(&mut self, element: &Element, words: &'static str) {
        let place = element.attribute("ref").and_then(place_of);
        let author = element
            .attribute("authorId")
            .and_then(|id| id.parse::<usize>().ok());
        let author = author.and_then(|id| self.authors.get(id)).cloned();
        self.text.clear();
        self.words = words;
        self.remark = place.map(|(row, column)| {
            let text = String::new();
            (Remark { row, column, text }, author.unwrap_or_default())
        });
    }

    fn end(&mut self, name: &str) {
        match name {
            "author" => self.authors.push(std::mem::take(&mut self.text)),
            "rPr" => self.is_run = false,
            "comment" | "threadedComment" => {
                let text = std::mem::take(&mut self.text);
                if let Some((mut remark, author)) = self.remark.take() {
                    remark.text = without_author(&xstring::original(&text), &author);
                    self.part.remarks.push(remark);
                }
            }
            _ => {}
        }
        if name == self.inside {
            self.inside = "";
        }
    }
}

/// Spreadsheet programs begin a remark with the name of whoever makes it. It is no part
/// of what is said, and names of persons are not kept.
fn without_author(text: &str, author: &str) -> String {
    let text = text.trim();
    let rest = text
        .strip_prefix(author.trim())
        .filter(|_| !author.trim().is_empty());
    let rest = rest.and_then(|rest| rest.strip_prefix(':'));
    rest.unwrap_or(text).trim().to_owned()
}

fn is_on(element: &Element, name: &str) -> bool {
    matches!(element.attribute(name), Some("1" | "true"))
}

/// Adds a range, which becomes part of the last one if it follows it.
fn push_range(ranges: &mut Vec<(u64, u64)>, from: u64, to: u64) {
    match ranges.last_mut() {
        Some((_, last)) if *last + 1 == from => *last = to,
        _ => ranges.push((from, to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_areas() {
        assert_eq!(place_of("$AB$12"), Some((12, 28)));
        assert_eq!(place_of("12"), None);
        assert_eq!(place_of("A0"), None);
        let area = Area::parse("C7:B2").expect("an area");
        assert!(area.holds(2, 2) && area.holds(7, 3) && !area.holds(8, 3) && !area.holds(3, 4));
        assert_eq!(Area::parse("A1:"), None);
        let both = area.with(Area::parse("E1").expect("an area"));
        assert!(both.holds(1, 5) && both.holds(7, 2) && !both.holds(8, 2));
    }

    #[test]
    fn the_name_of_whoever_remarks_is_left_out() {
        assert_eq!(without_author("A. Roe:\nno: yes", "A. Roe"), "no: yes");
        assert_eq!(without_author(" no: yes ", ""), "no: yes");
        assert_eq!(
            without_author("A. Roe was here", "A. Roe"),
            "A. Roe was here"
        );
    }

    #[test]
    fn parts_are_found_from_one_another() {
        assert_eq!(
            resolved("xl/worksheets", "../comments1.xml"),
            "xl/comments1.xml"
        );
        assert_eq!(resolved("xl", "/xl/a.xml"), "xl/a.xml");
    }
}
