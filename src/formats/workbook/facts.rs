//! What a workbook says beside its cells: which rows are hidden, which cells were
//! calculated, what somebody remarked. Gathered while the package is looked through.

use std::collections::{BTreeMap, BTreeSet};

use super::{LAST_COLUMN, LAST_ROW};

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
    pub(super) fn with(self, other: Area) -> Area {
        Area {
            top: self.top.min(other.top),
            left: self.left.min(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.max(other.right),
        }
    }

    /// `B2` or `B2:C7`: the corner with the lower numbers comes first (ISO/IEC 29500-1,
    /// 18.18.62), and programs that count with it rely on that.
    pub(super) fn parse(range: &str) -> Option<Area> {
        let mut ends = range.split(':').map(place_of);
        let (top, left) = ends.next()??;
        let (bottom, right) = match ends.next() {
            Some(end) => end?,
            None => (top, left),
        };
        let is_sound = ends.next().is_none() && top <= bottom && left <= right;
        is_sound.then_some(Area {
            top,
            left,
            bottom,
            right,
        })
    }
}

/// Row and column of `C7` or `$C$7`, from 1. `None` if no sheet has such a cell.
pub(super) fn place_of(reference: &str) -> Option<(u64, u64)> {
    let plain = reference.replace('$', "");
    let letters = plain.chars().take_while(char::is_ascii_alphabetic).count();
    let (letters, digits) = plain.split_at_checked(letters)?;
    let number = |letter: u8| u64::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1;
    let column = letters
        .bytes()
        .take(4)
        .fold(0, |column, letter| column * 26 + number(letter));
    let row = row_of(digits)?;
    (1..=LAST_COLUMN).contains(&column).then_some((row, column))
}

/// The number of a row. `None` if no sheet has such a row.
pub(super) fn row_of(digits: &str) -> Option<u64> {
    let is_plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    let row = is_plain.then(|| digits.parse().ok()).flatten()?;
    (1..=LAST_ROW).contains(&row).then_some(row)
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

impl Remark {
    fn place(&self) -> (u64, u64) {
        (self.row, self.column)
    }
}

/// What one part says.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// Sheets of the workbook: name and id of the relation.
    pub(super) sheets: Vec<(String, String)>,
    /// Relations: id, last word of the type, target.
    pub(super) relations: Vec<[String; 3]>,
    /// Rows that are hidden: from and to, in order.
    pub(super) hidden_rows: Vec<(u64, u64)>,
    /// Columns that are hidden: from and to.
    pub(super) hidden_columns: Vec<(u64, u64)>,
    /// Cells whose values come from a formula that stands in another one.
    pub(super) calculated: Vec<Area>,
    /// How many cells have a value.
    pub(super) held: u64,
    /// Remarks of one kind.
    pub(super) remarks: Vec<Remark>,
    /// Whether words are struck out.
    pub(super) is_struck: bool,
    /// A cell that does not stand where it should, after the one before it.
    pub(super) misplaced: Option<(u64, u64)>,
    /// Whether more is remarked than is kept.
    pub(super) is_overfull: bool,
    /// Whether a program is asked for data (DDE) or an object of one is linked.
    pub(super) asks_programs: bool,
}

/// The part that names the sheets; readers look for it here.
const WORKBOOK: &str = "xl/workbook.xml";

/// The part that says where the sheets are.
const RELATIONS: &str = "xl/_rels/workbook.xml.rels";

/// The name of a part as it is compared: capitals do not count (ISO/IEC 29500-2,
/// 6.2.2.3), and some programs write the strokes of another system.
pub(super) fn part_name(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
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
        let folded = part_name(name);
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
        self.parts.insert(folded, part);
    }

    /// What is said in two ways, so that programs may read two different things out of
    /// this workbook; `None` if everything is said once.
    pub(super) fn contradiction(&self) -> Option<&'static str> {
        let root = self.parts.get("_rels/.rels").map(|part| &part.relations);
        let mut main = root
            .into_iter()
            .flatten()
            .filter(|[_, kind, _]| kind == "officeDocument");
        if !main.all(|[_, _, target]| resolved("", target) == WORKBOOK) {
            return Some("it names another part as its workbook");
        }
        let relations = self.parts.get(RELATIONS).map(|part| &part.relations);
        let mut ids = BTreeSet::new();
        if !relations
            .into_iter()
            .flatten()
            .all(|[id, ..]| ids.insert(id))
        {
            return Some("two of its relations have the same id");
        }
        let sheets = self.parts.get(WORKBOOK).map(|part| &part.sheets)?;
        let (mut names, mut used) = (BTreeSet::new(), BTreeSet::new());
        for (name, id) in sheets {
            if !names.insert(name) {
                return Some("two of its sheets have the same name");
            }
            let known = relations
                .into_iter()
                .flatten()
                .find(|[known, ..]| known == id);
            let Some([_, _, target]) = known else {
                return Some("one of its sheets is not there");
            };
            if !used.insert(resolved("xl", target)) {
                return Some("two of its sheets are the same part");
            }
        }
        None
    }

    /// Whether anything in the workbook is struck out.
    pub(super) fn is_struck(&self) -> bool {
        self.parts.values().any(|part| part.is_struck)
    }

    /// What the part of a sheet says.
    pub(super) fn of_sheet(&self, name: &str) -> Option<(&str, &Part)> {
        let book = self.parts.get(WORKBOOK)?;
        let (_, id) = book.sheets.iter().find(|(known, _)| known == name)?;
        let relations = &self.parts.get(RELATIONS)?.relations;
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
            let of_sheet = of_sheet.relations.iter();
            let targets = of_sheet.filter(|[_, known, _]| known == kind);
            // However often a part is named, it is one part.
            let names: BTreeSet<String> = targets
                .map(|[_, _, target]| resolved(folder, target))
                .collect();
            let parts = names.iter().filter_map(|name| self.parts.get(name));
            parts.flat_map(|part| part.remarks.clone()).collect()
        };
        let threads = of_kind("threadedComment");
        let places: BTreeSet<_> = threads.iter().map(Remark::place).collect();
        let mut all = of_kind("comments");
        all.retain(|old| !places.contains(&old.place()));
        all.extend(threads);
        all.sort_by_key(Remark::place);
        all
    }
}

/// The name of a part that is referred to from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return part_name(absolute);
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    part_name(&parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_areas() {
        assert_eq!(place_of("$AB$12"), Some((12, 28)));
        assert_eq!(place_of("12"), None);
        assert_eq!(place_of("XFD1048576"), Some((1_048_576, 16_384)));
        for reference in [
            "A0",
            "A",
            "XFE1",
            "AAAA1",
            "A1048577",
            "A+5",
            "A99999999999999999999",
        ] {
            assert_eq!(place_of(reference), None, "{reference}");
        }
        let area = Area::parse("B2:C7").expect("an area");
        assert!(area.holds(2, 2) && area.holds(7, 3) && !area.holds(8, 3) && !area.holds(3, 4));
        for range in ["A1:", "C7:B2", "B7:C2", "C2:B7", "A1:B2:C3"] {
            assert_eq!(Area::parse(range), None, "{range}");
        }
        let both = area.with(Area::parse("E1").expect("an area"));
        assert!(both.holds(1, 5) && both.holds(7, 2) && !both.holds(8, 2));
    }

    #[test]
    fn parts_are_found_from_one_another() {
        assert_eq!(
            resolved("xl/worksheets", "../comments1.xml"),
            "xl/comments1.xml"
        );
        assert_eq!(resolved("xl", "/xl/a.xml"), "xl/a.xml");
        assert_eq!(resolved("xl", "Worksheets\\A.xml"), "xl/worksheets/a.xml");
    }
}
