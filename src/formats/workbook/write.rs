//! A sheet as a workbook (ISO/IEC 29500-1, SpreadsheetML): a handful of parts, written
//! by hand.
//!
//! **Every cell is text**: a string of the table of strings in a cell whose form is
//! "text" (`@`), so that no program calculates it, neither when it is opened nor when
//! somebody types into it and presses Enter. There are no properties of the document,
//! hence no author, no day and no name of a program, and the parts carry the first
//! day that a package can carry: the same sheet gives the same bytes.
//!
//! A library for writing workbooks was not taken: a text that begins with `<r>` and
//! ends with `</r>` is markup to the one at hand, and any text must come back.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::Error;
use super::super::xml::{push_attribute, push_text};
use super::{LONGEST_CELL, style, xstring};
use crate::model::Locale;

/// A sheet that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The name on its tab: at most 31 characters, none of `[]:*?/\`.
    pub name: String,
    /// What stands above every printed page.
    pub title: String,
    /// The columns.
    pub columns: Vec<PlannedColumn>,
    /// The rows below the first, a cell for each column.
    pub rows: Vec<Vec<PlannedCell>>,
    /// Whether only the cells that are free can be written into. There is no
    /// password: it protects against a slip, not against a will.
    pub is_protected: bool,
    /// Whether the first row has buttons that choose rows.
    pub has_filter: bool,
}

/// A column of a sheet that is to be written.
#[derive(Clone, Debug, Default)]
pub struct PlannedColumn {
    /// Its name in the first row.
    pub name: String,
    /// How wide it is, in digits.
    pub width: u32,
    /// The words that may be chosen, none of which has a comma; without any, everything
    /// may be typed. A list of more than 255 characters is left out.
    pub choices: Vec<String>,
    /// Whether other words than those are refused; otherwise the program asks.
    pub is_closed: bool,
}

/// A cell of a sheet that is to be written.
#[derive(Clone, Debug, Default)]
pub struct PlannedCell {
    /// Its text; at most [`LONGEST_CELL`] units of UTF-16.
    pub text: String,
    /// The language of the text, for its direction and its letters.
    pub locale: Option<Locale>,
    /// Whether it can be written into in a protected sheet.
    pub is_free: bool,
}

/// The longest list of words to choose from, in units of UTF-16.
const LONGEST_LIST: usize = 255;

/// No row can be higher, in points.
const HIGHEST_ROW: usize = 409;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
    <Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>\
    <Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml\"/>\
    </Types>";

/// Writes the sheet as a workbook.
///
/// # Errors
///
/// When a cell is longer than spreadsheet programs can hold ([`LONGEST_CELL`]): whoever
/// plans the sheet looks for that first, and says it.
pub fn write(plan: &Plan) -> Result<Vec<u8>, Error> {
    let mut strings = Strings::default();
    let sheet = sheet(plan, &mut strings)?;
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        (
            "_rels/.rels",
            relations(&[("officeDocument", "xl/workbook.xml")]),
        ),
        ("xl/workbook.xml", workbook(plan)),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("worksheet", "worksheets/sheet1.xml"),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/styles.xml", style::part(plan.is_protected)),
        ("xl/sharedStrings.xml", strings.part()),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o644)
        .last_modified_time(DateTime::default());
    let failed = |error: zip::result::ZipError| Error::Io(error.into());
    for (name, text) in parts {
        package.start_file(name, options).map_err(failed)?;
        package.write_all(HEAD.as_bytes())?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish().map_err(failed)?.into_inner())
}

fn relations(targets: &[(&str, &str)]) -> String {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    let mut text =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            .to_owned();
    for ((kind, target), number) in targets.iter().zip(1..) {
        text.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}{kind}\" Target=\"{target}\"/>"
        ));
    }
    text + "</Relationships>"
}

/// The strings of a workbook, each once, in the order in which they come.
#[derive(Default)]
struct Strings<'a> {
    numbers: BTreeMap<&'a str, usize>,
    list: Vec<&'a str>,
    uses: usize,
}

impl<'a> Strings<'a> {
    fn number(&mut self, text: &'a str) -> usize {
        self.uses += 1;
        *self.numbers.entry(text).or_insert_with(|| {
            self.list.push(text);
            self.list.len() - 1
        })
    }

    fn part(&self) -> String {
        let mut out = format!(
            "<sst xmlns=\"{MAIN}\" count=\"{}\" uniqueCount=\"{}\">",
            self.uses,
            self.list.len()
        );
        for text in &self.list {
            out.push_str("<si><t xml:space=\"preserve\">");
            push_text(&mut out, &xstring::escaped(text));
            out.push_str("</t></si>");
        }
        out + "</sst>"
    }
}

fn workbook(plan: &Plan) -> String {
    let mut text = format!(
        "<workbook xmlns=\"{MAIN}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <bookViews><workbookView/></bookViews><sheets><sheet"
    );
    push_attribute(&mut text, "name", &plan.name);
    text.push_str(" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames>");
    let quoted = format!("'{}'", plan.name.replace('\'', "''"));
    if plan.has_filter {
        text.push_str(
            "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"0\" hidden=\"1\">",
        );
        push_text(&mut text, &format!("{quoted}!{}", whole(plan, "$")));
        text.push_str("</definedName>");
    }
    text.push_str("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">");
    push_text(&mut text, &format!("{quoted}!$1:$1"));
    text + "</definedName></definedNames></workbook>"
}

/// The cells from the first to the last: `A1:F20`.
fn whole(plan: &Plan, fixed: &str) -> String {
    let last = super::column_name(plan.columns.len() as u64);
    format!(
        "{fixed}A{fixed}1:{fixed}{last}{fixed}{}",
        plan.rows.len() + 1
    )
}

fn sheet<'a>(plan: &'a Plan, strings: &mut Strings<'a>) -> Result<String, Error> {
    let mut out = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"{}\"/><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
        whole(plan, "")
    );
    for (column, number) in plan.columns.iter().zip(1..) {
        out.push_str(&format!(
            "<col min=\"{number}\" max=\"{number}\" width=\"{}\" style=\"{}\" customWidth=\"1\"/>",
            column.width,
            style::number(None, true)
        ));
    }
    out.push_str("</cols><sheetData><row r=\"1\">");
    for (column, number) in plan.columns.iter().zip(1..) {
        let place = format!("{}1", super::column_name(number));
        push_cell(
            &mut out,
            &place,
            style::HEADER,
            strings.number(&column.name),
        );
    }
    out.push_str("</row>");
    for (row, number) in plan.rows.iter().zip(2_u64..) {
        let height = height(row, &plan.columns);
        push_row(&mut out, row, (number, height), strings)?;
    }
    out.push_str("</sheetData>");
    push_rest(&mut out, plan);
    Ok(out)
}

/// About as high as a row must be for all of its words to be seen, in points. Not every
/// program measures the rows of a file that it opens.
fn height(row: &[PlannedCell], columns: &[PlannedColumn]) -> usize {
    let cells = row.iter().zip(columns);
    let heights = cells.map(|(cell, column)| {
        let size = style::size(cell.locale.as_ref());
        // The width counts digits of 10 points, the breadth tenths of them.
        let room = 100 * column.width.max(1) as usize;
        let lines = cell.text.lines();
        let lines = lines.map(|line| (style::breadth(line) * size).div_ceil(room).max(1));
        lines.sum::<usize>() * (size * 13 / 10 + 1) + 3
    });
    heights.max().unwrap_or_default().clamp(15, HIGHEST_ROW)
}

fn push_row<'a>(
    out: &mut String,
    row: &'a [PlannedCell],
    (number, height): (u64, usize),
    strings: &mut Strings<'a>,
) -> Result<(), Error> {
    // Not `customHeight`: the row grows with what is written into it.
    out.push_str(&format!("<row r=\"{number}\" ht=\"{height}\">"));
    for (cell, column) in row.iter().zip(1..) {
        if cell.text.encode_utf16().count() > LONGEST_CELL {
            let fault = "a cell is longer than a spreadsheet can hold";
            return Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, fault).into());
        }
        let place = format!("{}{number}", super::column_name(column));
        let style = style::number(cell.locale.as_ref(), cell.is_free);
        if cell.text.is_empty() {
            out.push_str(&format!("<c r=\"{place}\" s=\"{style}\"/>"));
        } else {
            push_cell(out, &place, style, strings.number(&cell.text));
        }
    }
    out.push_str("</row>");
    Ok(())
}

fn push_cell(out: &mut String, place: &str, style: usize, string: usize) {
    out.push_str(&format!(
        "<c r=\"{place}\" s=\"{style}\" t=\"s\"><v>{string}</v></c>"
    ));
}

/// What stands behind the rows, in the order of the schema (18.3.1.99).
fn push_rest(out: &mut String, plan: &Plan) {
    if plan.is_protected {
        // Attributes that say 0 allow: a reviewer may make columns wider.
        out.push_str(
            "<sheetProtection sheet=\"1\" formatCells=\"0\" formatColumns=\"0\" formatRows=\"0\"/>",
        );
    }
    if plan.has_filter {
        out.push_str(&format!("<autoFilter ref=\"{}\"/>", whole(plan, "")));
    }
    push_choices(out, plan);
    out.push_str(
        "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.7\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/>\
         <headerFooter><oddHeader>",
    );
    // `&` begins an order in a heading (18.3.1.46).
    let title = format!("&L{}", plan.title.replace('&', "&&"));
    push_text(out, &xstring::escaped(&title));
    out.push_str(
        "</oddHeader><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>",
    );
}

/// The words that may be chosen in a column.
fn push_choices(out: &mut String, plan: &Plan) {
    let columns = plan.columns.iter().zip(1..);
    // A longer list is an error to spreadsheet programs (18.3.1.32 names no limit; all
    // have this one).
    let is_list = |list: &str| !list.is_empty() && list.encode_utf16().count() <= LONGEST_LIST;
    let wanted: Vec<_> = columns
        .map(|(column, number)| (column, number, column.choices.join(",")))
        .filter(|(_, _, list)| is_list(list))
        .collect();
    if wanted.is_empty() {
        return;
    }
    out.push_str(&format!("<dataValidations count=\"{}\">", wanted.len()));
    for (column, number, list) in wanted {
        let name = super::column_name(number);
        let style = if column.is_closed { "stop" } else { "warning" };
        out.push_str(&format!(
            "<dataValidation type=\"list\" errorStyle=\"{style}\" allowBlank=\"1\" \
             showErrorMessage=\"1\" sqref=\"{name}2:{name}{}\"><formula1>",
            super::LAST_ROW
        ));
        let list = list.replace('"', "\"\"");
        push_text(out, &format!("\"{list}\""));
        out.push_str("</formula1></dataValidation>");
    }
    out.push_str("</dataValidations>");
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
