//! The table written as a document. Ids, sources, terms and findings stand in locked
//! content controls (ISO/IEC 29500-1, section 17.5.2.23), which leave the rest of the
//! document free: a protected document would take away tracked changes and remarks.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::formats::Error;
use crate::formats::xml::{push_attribute, push_text};
use crate::model::{Locale, REVIEW_COLUMNS, ReviewRow, ReviewSheet, Tagging};

use super::{parts, seal};

/// How wide the columns are, in twentieths of a point: A4 across, less its margins.
const WIDTHS: [u32; 6] = [1480, 4300, 4300, 2060, 2060, 1498];

const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#
);

const TAIL: &str = concat!(
    r#"<w:p/><w:sectPr><w:footerReference w:type="default" r:id="rId3"/>"#,
    r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#,
    r#"<w:pgMar w:top="720" w:right="570" w:bottom="720" w:left="570" w:header="400" w:footer="400" w:gutter="0"/>"#,
    r#"</w:sectPr></w:body></w:document>"#
);

/// What reviewers are told above the table.
pub(super) const HOW: [&str; 4] = [
    "Please change only the columns target and comment. The other columns are locked; what is \
     written there is not read. Leave a translation that is right as it is.",
    "Tracked changes and comments of your program are welcome: a change counts as accepted, and a \
     comment goes to its row.",
    "Marks such as \u{27E6}1\u{27E7} and \u{27E6}/1\u{27E7} stand for bold, links, footnotes and the \
     like: keep each of them once, around the same words.",
    "Rows in grey are not for translation. Please neither merge cells, nor delete or add rows or \
     columns.",
];

/// Writes a review. The same review gives the same bytes.
///
/// # Errors
///
/// None in practice: what is written to is in the memory of the machine.
pub fn write(sheet: &ReviewSheet) -> Result<Vec<u8>, Error> {
    let document = document(sheet);
    let footer = footer(sheet);
    let parts = [
        ("[Content_Types].xml", parts::TYPES),
        ("_rels/.rels", parts::ROOT),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", parts::RELATIONS),
        ("word/styles.xml", parts::STYLES),
        ("word/settings.xml", parts::SETTINGS),
        ("word/footer1.xml", &footer),
    ];
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: ZipError| Error::Io(error.into());
    for (name, text) in parts {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // The clock has no place in a file of ours.
            .last_modified_time(DateTime::default());
        out.start_file(name, options).map_err(failed)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish().map_err(failed)?.into_inner())
}

fn footer(sheet: &ReviewSheet) -> String {
    let mut out = concat!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
        r#"<w:p><w:pPr><w:pStyle w:val="Small"/></w:pPr><w:r><w:t xml:space="preserve">"#
    )
    .to_owned();
    push_text(
        &mut out,
        &format!("{}, {}, page ", sheet.statement, sheet.target),
    );
    out.push_str(r#"</w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>"#);
    out
}

fn document(sheet: &ReviewSheet) -> String {
    let mut page = Page {
        out: HEAD.to_owned(),
        controls: 0,
        seals: 0,
        target: Look::of(&sheet.target),
        source: Look::of(&sheet.source),
        notes: Look::of(&Locale::english()),
    };
    page.intro(sheet);
    page.out.push_str(concat!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="Review"/><w:tblW w:w="15698" w:type="dxa"/>"#,
        r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#
    ));
    for width in WIDTHS {
        page.out.push_str(&format!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    page.out.push_str("</w:tblGrid>");
    page.header();
    for row in &sheet.rows {
        page.row(row);
    }
    page.out.push_str("</w:tbl>");
    page.out.push_str(TAIL);
    page.out
}

/// How a language looks: direction, fonts, and its tag where spelling is checked.
struct Look {
    is_right_to_left: bool,
    /// The properties of a run, of text that says which font its marks are of.
    properties: String,
}

impl Look {
    fn of(locale: &Locale) -> Look {
        let is_right_to_left = locale.is_right_to_left();
        let mut properties = String::new();
        let asian = match (locale.language(), locale.script()) {
            ("zh", "Hant") => Some("Microsoft JhengHei"),
            ("zh", _) => Some("Microsoft YaHei"),
            _ => None,
        };
        if let Some(font) = asian {
            // Quotation marks and dashes belong to either; the hint says to which.
            properties.push_str(&format!(
                r#"<w:rFonts w:hint="eastAsia" w:eastAsia="{font}"/>"#
            ));
        }
        if is_right_to_left {
            properties.push_str("<w:rtl/>");
        }
        let place = match (asian, is_right_to_left) {
            (Some(_), _) => "w:eastAsia",
            (_, true) => "w:bidi",
            _ => "w:val",
        };
        properties.push_str("<w:lang");
        push_attribute(&mut properties, place, &locale.tag(Tagging::Trados));
        properties.push_str("/>");
        Look {
            is_right_to_left,
            properties,
        }
    }
}

/// What a cell is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Locked,
    Free,
}

struct Page {
    out: String,
    /// How many content controls there are: each needs a number of its own.
    controls: u32,
    /// How many texts are sealed.
    seals: u32,
    target: Look,
    source: Look,
    notes: Look,
}

impl Page {
    fn intro(&mut self, sheet: &ReviewSheet) {
        let title = format!("Review: {}", sheet.statement);
        let about = format!(
            "From {} into {}. {}. {}",
            sheet.source,
            sheet.target,
            sheet.day,
            HOW.first().unwrap_or(&"")
        );
        self.paragraph("Heading1", &title);
        self.paragraph("Explained", &about);
        for line in HOW.iter().skip(1) {
            self.paragraph("Explained", line);
        }
    }

    fn paragraph(&mut self, style: &str, text: &str) {
        self.out.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>"#
        ));
        self.seal(text);
        let run = run_properties(&self.notes.properties);
        self.out.push_str(&format!("<w:r>{run}"));
        self.text(text);
        self.out.push_str("</w:r></w:p>");
    }

    /// The names of the columns, on every page.
    fn header(&mut self) {
        self.out
            .push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        let bold = format!("<w:b/><w:bCs/>{}", self.notes.properties);
        for (width, name) in WIDTHS.into_iter().zip(REVIEW_COLUMNS) {
            self.cell_begins(width, Some("D9D9D9"));
            self.lines(name, (false, &bold), Kind::Locked, "Normal", "");
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    fn row(&mut self, row: &ReviewRow) {
        self.out.push_str("<w:tr>");
        let (terms, findings) = (row.terms.join("\n"), row.findings.join("\n"));
        let texts = [&row.id, &row.source, &row.target, &terms, &findings, ""];
        let shade = (!row.translate).then_some("EDEDED");
        for ((width, name), text) in WIDTHS.into_iter().zip(REVIEW_COLUMNS).zip(texts) {
            let look = match name {
                "source" => &self.source,
                "target" => &self.target,
                _ => &self.notes,
            };
            let look = (look.is_right_to_left, &*look.properties.clone());
            let is_free = name == "comment" || (name == "target" && row.translate);
            let kind = if is_free { Kind::Free } else { Kind::Locked };
            let style = match name {
                "source" | "target" | "comment" => "Normal",
                _ => "Small",
            };
            self.cell_begins(width, shade);
            match name {
                "terms" => self.sealed(text, "", look),
                "findings" => self.sealed(text, &row.notes.join("\n"), look),
                _ => self.lines(text, look, kind, style, ""),
            }
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr>");
    }

    /// The paragraphs of a cell that is not read back: what is typed there is told.
    fn sealed(&mut self, text: &str, notes: &str, look: (bool, &str)) {
        self.seals += 1;
        let name = seal::name(self.seals, &format!("{text}{notes}"));
        let seal = bookmark(self.seals, &name);
        if !text.is_empty() || notes.is_empty() {
            self.lines(text, look, Kind::Locked, "Small", &seal);
        }
        if !notes.is_empty() {
            let seal = if text.is_empty() { &*seal } else { "" };
            self.lines(notes, look, Kind::Locked, "Aside", seal);
        }
    }

    fn seal(&mut self, text: &str) {
        self.seals += 1;
        let name = seal::name(self.seals, text);
        self.out.push_str(&bookmark(self.seals, &name));
    }

    fn cell_begins(&mut self, width: u32, shade: Option<&str>) {
        self.out.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>"#
        ));
        if let Some(shade) = shade {
            self.out.push_str(&format!(
                r#"<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>"#
            ));
        }
        self.out.push_str("</w:tcPr>");
    }

    /// The paragraph of a cell.
    fn lines(
        &mut self,
        text: &str,
        (is_right_to_left, properties): (bool, &str),
        kind: Kind,
        style: &str,
        seal: &str,
    ) {
        let bidi = if is_right_to_left { "<w:bidi/>" } else { "" };
        let run = run_properties(properties);
        self.out.push_str(&format!(
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{bidi}{run}</w:pPr>{seal}"#
        ));
        // An empty control would show a text of its own for people to type over.
        let is_locked = kind == Kind::Locked && !text.is_empty();
        if is_locked {
            self.controls += 1;
            self.out.push_str(&format!(
                r#"<w:sdt><w:sdtPr>{run}<w:id w:val="{}"/><w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>"#,
                self.controls
            ));
        }
        if !text.is_empty() {
            self.out.push_str(&format!("<w:r>{run}"));
            self.text(text);
            self.out.push_str("</w:r>");
        }
        if is_locked {
            self.out.push_str("</w:sdtContent></w:sdt>");
        }
        self.out.push_str("</w:p>");
    }

    /// Text with its line feeds and tabs as elements.
    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.out.push_str("<w:br/>");
            }
            for (number, part) in line.split('\t').enumerate() {
                if number > 0 {
                    self.out.push_str("<w:tab/>");
                }
                if !part.is_empty() {
                    self.out.push_str(r#"<w:t xml:space="preserve">"#);
                    push_text(&mut self.out, part);
                    self.out.push_str("</w:t>");
                }
            }
        }
    }
}

/// A bookmark at a place; its number is that of bookmarks alone.
fn bookmark(number: u32, name: &str) -> String {
    format!(r#"<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>"#)
}

fn run_properties(properties: &str) -> String {
    format!("<w:rPr>{properties}</w:rPr>")
}
