//! Hears what a part of a workbook says beside the words of its cells.

use std::rc::Rc;

use super::super::xml::{Element, Event};
use super::facts::{Area, Part, Remark, place_of, row_of};
use super::{LARGEST_TEXT, LAST_COLUMN, LAST_ROW, xstring};

/// So many areas that one formula fills are kept apart in a sheet.
const MOST_AREAS: usize = 100;

/// Takes what counts out of the events of one part.
#[derive(Default)]
pub(super) struct Listener {
    part: Part,
    /// The last row that began.
    row: u64,
    /// The column of the last cell of this row.
    column: u64,
    /// Whether the part is a sheet with cells.
    is_sheet: bool,
    /// How far its cells are read.
    cells: Cells,
    /// Whether text that is heard is the value of a cell, and whether the cell has one.
    is_value: bool,
    is_held: bool,
    authors: Vec<Rc<str>>,
    /// The remark that is being read, and its author.
    remark: Option<(Remark, Rc<str>)>,
    /// The element whose text is that of the remark.
    words: &'static str,
    text: String,
    /// Inside of which element text counts.
    inside: &'static str,
    is_run: bool,
    /// How words are said, which is no part of them.
    is_phonetic: bool,
    bytes: usize,
    /// How many events were heard.
    count: u64,
}

/// The cells of a sheet stand in one element of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Cells {
    #[default]
    Before,
    Inside,
    Behind,
}

impl Listener {
    /// What was heard.
    pub(super) fn part(self) -> Part {
        self.part
    }

    pub(super) fn hear(&mut self, event: &Event) {
        if let Event::Text(text) = event
            && self.is_value
            && !self.is_phonetic
        {
            self.is_held |= !text.trim_ascii().is_empty();
        }
        match event {
            Event::Start(element) => self.start(element),
            Event::End(name) => self.end(name.local.as_str()),
            Event::Text(text) if !self.inside.is_empty() => {
                self.bytes += text.len();
                if self.bytes > LARGEST_TEXT {
                    self.part.is_overfull = true;
                } else {
                    self.text.push_str(text);
                }
            }
            Event::Text(_) | Event::Eof => {}
        }
    }

    fn start(&mut self, element: &Element) {
        let value = |name: &str| element.attribute(name).unwrap_or_default();
        let local = element.name.local.as_str();
        if self.count == 0 {
            self.is_sheet = local == "worksheet";
        }
        self.count += 1;
        match local {
            "sheetData" if self.is_sheet => self.cells(),
            "row" if self.is_in_cells() => self.row(element),
            "c" if self.is_in_cells() => self.cell(element),
            "v" | "t" if self.is_in_cells() => self.is_value = true,
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
            _ => self.start_words(element),
        }
    }

    /// What is said of words, and what is remarked.
    fn start_words(&mut self, element: &Element) {
        match element.name.local.as_str() {
            "rPr" => self.is_run = true,
            "rPh" => self.is_phonetic = true,
            "strike" if self.is_run && self.remark.is_none() => {
                let value = element.attribute("val");
                self.part.is_struck |= !matches!(value, Some("0" | "false"));
            }
            "author" => {
                self.text.clear();
                self.inside = "author";
            }
            "comment" => self.remark(element, "t"),
            "threadedComment" => self.remark(element, "text"),
            name if self.remark.is_some() && name == self.words && !self.is_phonetic => {
                self.inside = self.words;
            }
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

    /// Whether what is heard stands among the cells of a sheet.
    pub(super) fn is_in_cells(&self) -> bool {
        self.cells == Cells::Inside
    }

    fn cells(&mut self) {
        if self.cells != Cells::Before {
            // Readers stop at the end of the first.
            self.misplaced();
        }
        self.cells = Cells::Inside;
    }

    /// Rows and cells stand in their order, each once: a reader that relies on it would
    /// see other cells than one that does not.
    fn row(&mut self, element: &Element) {
        let number = element.attribute("r").and_then(row_of);
        let number = number.unwrap_or(self.row + 1);
        let is_misplaced = number <= self.row || number > LAST_ROW;
        self.row = number;
        self.column = 0;
        if is_misplaced {
            self.misplaced();
        }
        if is_on(element, "hidden") {
            push_range(&mut self.part.hidden_rows, number, number);
        }
    }

    fn cell(&mut self, element: &Element) {
        let place = element.attribute("r").and_then(place_of);
        let (row, column) = place.unwrap_or((self.row, self.column + 1));
        let is_misplaced = row != self.row || column <= self.column || column > LAST_COLUMN;
        self.column = column;
        if is_misplaced {
            self.misplaced();
        }
    }

    fn misplaced(&mut self) {
        let place = (self.row.max(1), self.column.max(1));
        self.part.misplaced.get_or_insert(place);
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
            "author" => {
                self.authors.push(self.text.trim().into());
                self.text.clear();
            }
            "sheetData" if self.is_sheet => self.cells = Cells::Behind,
            "v" | "t" if self.is_in_cells() => self.is_value = false,
            "c" if self.is_in_cells() => {
                self.part.held += u64::from(std::mem::take(&mut self.is_held));
            }
            "rPr" => self.is_run = false,
            "rPh" => self.is_phonetic = false,
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
    let rest = text.strip_prefix(author).filter(|_| !author.is_empty());
    let rest = rest.and_then(|rest| rest.strip_prefix(':'));
    rest.unwrap_or(text).trim().to_owned()
}

fn is_on(element: &Element, name: &str) -> bool {
    matches!(element.attribute(name), Some("1" | "true"))
}

/// Adds a range, which becomes part of the last one if it follows it.
fn push_range(ranges: &mut Vec<(u64, u64)>, from: u64, to: u64) {
    match ranges.last_mut() {
        Some((_, last)) if last.checked_add(1) == Some(from) => *last = to,
        _ => ranges.push((from, to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn ranges_that_touch_are_one() {
        let mut ranges = Vec::new();
        for (from, to) in [(2, 3), (4, 4), (7, u64::MAX), (9, 9)] {
            push_range(&mut ranges, from, to);
        }
        assert_eq!(ranges, [(2, 4), (7, u64::MAX), (9, 9)]);
    }
}
