//! What no sound workbook says: cells that cannot be, and more of everything than any
//! table of words needs. Readers make room for what they are told, and copy the form of
//! a cell for everyone that uses it.

use std::collections::BTreeMap;

use super::super::xml::Element;
use super::facts::{Area, place_of, row_of};
use super::{LAST_COLUMN, MOST_CELLS_IN_ALL};

/// So many shared strings may be there, or be announced; the announcement is believed
/// by readers, who make room for them.
const MOST_STRINGS: u64 = 2_000_000;

/// So many remarks, relations, names and columns a workbook may have.
const MOST_OTHERS: u64 = 100_000;

/// So many forms of cells, twice what Excel holds: those of cells and those of styles.
const MOST_FORMS: u64 = 131_000;

/// So many sheets.
const MOST_SHEETS: u64 = 255;

/// The longest name of a font or a form of numbers, in bytes. Excel has 31 and 255
/// characters.
const LONGEST_FORM: usize = 1_024;

/// Why an element is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It says what cannot be.
    Impossible,
    /// There are too many of its kind.
    TooMany,
}

/// What was counted in all parts so far.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    counts: BTreeMap<&'static str, u64>,
}

impl Bounds {
    /// Takes an element in. Cells are counted whether they hold anything or not.
    pub(super) fn admit(&mut self, element: &Element, is_in_cells: bool) -> Result<(), Fault> {
        if !is_plausible(element) {
            return Err(Fault::Impossible);
        }
        let Some((name, most)) = limit(element.name.local.as_str(), is_in_cells) else {
            return Ok(());
        };
        let count = self.counts.entry(name).or_default();
        *count += 1;
        if *count > most {
            return Err(Fault::TooMany);
        }
        Ok(())
    }
}

/// How many elements of a name there may be.
fn limit(local: &str, is_in_cells: bool) -> Option<(&'static str, u64)> {
    let found = match local {
        "c" if is_in_cells => ("c", MOST_CELLS_IN_ALL),
        "row" if is_in_cells => ("row", MOST_CELLS_IN_ALL),
        "f" if is_in_cells => ("f", MOST_CELLS_IN_ALL),
        "si" => ("si", MOST_STRINGS),
        "xf" => ("xf", MOST_FORMS),
        "font" => ("font", MOST_FORMS),
        "fill" => ("fill", MOST_FORMS),
        "border" => ("border", MOST_FORMS),
        "numFmt" => ("numFmt", MOST_FORMS),
        "sheet" => ("sheet", MOST_SHEETS),
        "comment" | "threadedComment" => ("comment", MOST_OTHERS),
        "author" => ("author", MOST_OTHERS),
        "Relationship" => ("Relationship", MOST_OTHERS),
        "definedName" => ("definedName", MOST_OTHERS),
        "col" => ("col", MOST_OTHERS),
        "mergeCell" => ("mergeCell", MOST_OTHERS),
        _ => return None,
    };
    Some(found)
}

/// Whether numbers and names of cells are such that a program can count with them.
fn is_plausible(element: &Element) -> bool {
    let is = |name: &str, sound: &dyn Fn(&str) -> bool| element.attribute(name).is_none_or(sound);
    match element.name.local.as_str() {
        "row" => is("r", &|row| row_of(row).is_some()),
        "c" => is("r", &|cell| place_of(cell).is_some()),
        "comment" | "threadedComment" => is("ref", &|cell| place_of(cell).is_some()),
        "dimension" | "mergeCell" | "f" => is("ref", &|range| Area::parse(range).is_some()),
        "col" => is_column(element),
        "sst" => ["count", "uniqueCount"].into_iter().all(|name| {
            is(name, &|number| {
                let number = number.trim().parse::<u64>();
                number.is_ok_and(|number| number <= MOST_STRINGS)
            })
        }),
        "name" => is("val", &|name| name.len() <= LONGEST_FORM),
        "numFmt" => is("formatCode", &|form| form.len() <= LONGEST_FORM),
        "Relationship" => is_inside(element),
        _ => true,
    }
}

/// Columns from one to another (18.3.1.13).
fn is_column(element: &Element) -> bool {
    let number = |name| element.attribute(name).map(str::parse::<u64>);
    let (from, to) = match (number("min"), number("max")) {
        (None, None) => return true,
        (Some(Ok(from)), Some(Ok(to))) => (from, to),
        _ => return false,
    };
    from >= 1 && from <= to && to <= LAST_COLUMN
}

/// What a workbook is made of lies in it and not elsewhere.
fn is_inside(element: &Element) -> bool {
    let value = |name: &str| element.attribute(name).unwrap_or_default();
    let kind = value("Type").rsplit('/').next().unwrap_or_default();
    let is_own = matches!(
        kind,
        "officeDocument"
            | "worksheet"
            | "sharedStrings"
            | "styles"
            | "comments"
            | "threadedComment"
    );
    !(is_own && value("TargetMode") == "External")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::xml::{Event, Reader};

    fn element(markup: &str) -> Element {
        match Reader::new(markup.as_bytes()).next_event() {
            Ok(Event::Start(element)) => element,
            _ => panic!("no element: {markup}"),
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let sound = [
            "<row r='1048576'/>",
            "<c r='XFD1'/>",
            "<c/>",
            "<mergeCell ref='A1:B2'/>",
            "<col min='1' max='16384'/>",
            "<col/>",
            "<Relationship Type='x/hyperlink' TargetMode='External'/>",
        ];
        for markup in sound {
            assert!(is_plausible(&element(markup)), "{markup}");
        }
        let faults = [
            "<row r='1048577'/>",
            "<row r='A1'/>",
            "<c r='XFE1'/>",
            "<c r='A1048577'/>",
            "<dimension ref='B2:A1'/>",
            "<mergeCell ref='A2:A1'/>",
            "<f ref='A1:B2:C3'/>",
            "<col min='20' max='18446744073709551615'/>",
            "<col min='0' max='1'/>",
            "<col min='3' max='2'/>",
            "<sst count='2000001'/>",
            "<threadedComment ref='nowhere'/>",
            "<Relationship Type='x/worksheet' TargetMode='External'/>",
        ];
        for markup in faults {
            assert!(!is_plausible(&element(markup)), "{markup}");
        }
        let long = format!("<numFmt formatCode='{}'/>", "0".repeat(LONGEST_FORM + 1));
        assert!(!is_plausible(&element(&long)));
    }

    #[test]
    fn of_everything_there_is_a_limit() {
        let mut bounds = Bounds::default();
        let sheet = element("<sheet/>");
        for _ in 0..MOST_SHEETS {
            assert_eq!(bounds.admit(&sheet, false), Ok(()));
        }
        assert_eq!(bounds.admit(&sheet, false), Err(Fault::TooMany));
        // Elements of this name elsewhere are other things.
        assert_eq!(limit("c", false), None);
        assert_eq!(limit("c", true), Some(("c", MOST_CELLS_IN_ALL)));
    }
}
