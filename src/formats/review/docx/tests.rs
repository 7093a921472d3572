use std::io::{Cursor, Read, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{read, write};
use crate::diag::Findings;
use crate::model::{Locale, ReturnedReview, ReviewRow, ReviewSheet};

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const ID: &str = "0123456789ab/p1.s1";

fn sheet(target: &str, rows: Vec<ReviewRow>) -> ReviewSheet {
    ReviewSheet {
        export: "0123456789ab".to_owned(),
        statement: "a.txt".to_owned(),
        day: "2026-01-02".to_owned(),
        glossary: String::new(),
        source: Locale::english(),
        target: target.parse().expect("a tag"),
        rows,
    }
}

fn row(number: usize, source: &str, target: &str) -> ReviewRow {
    ReviewRow {
        id: format!("0123456789ab/p{number}.s1"),
        translate: true,
        source: source.to_owned(),
        target: target.to_owned(),
        terms: vec!["a term".to_owned(), "another".to_owned()],
        findings: vec!["warning: x".to_owned()],
        notes: vec!["Not translated yet.".to_owned()],
    }
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(*name, SimpleFileOptions::default())
            .expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

fn relations(list: &[(&str, &str, bool)]) -> String {
    let rows: String = list
        .iter()
        .map(|(kind, target, external)| {
            let mode = if *external {
                " TargetMode=\"External\""
            } else {
                ""
            };
            format!(
                "<Relationship Id=\"r{kind}\" Type=\"http://x/{kind}\" Target=\"{target}\"{mode}/>"
            )
        })
        .collect();
    format!("<Relationships>{rows}</Relationships>")
}

/// A document with this body, and these remarks.
fn document(body: &str, remarks: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>");
    let remarks = format!("<w:comments xmlns:w=\"{MAIN}\">{remarks}</w:comments>");
    let root = relations(&[("officeDocument", "word/document.xml", false)]);
    let own = relations(&[("comments", "comments.xml", false)]);
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("word/document.xml", &document),
        ("word/comments.xml", &remarks),
    ];
    if more
        .iter()
        .all(|(name, _)| *name != "word/_rels/document.xml.rels")
    {
        parts.push(("word/_rels/document.xml.rels", &own));
    }
    parts.extend(more);
    package(&parts)
}

fn cell(inner: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>{inner}</w:tc>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn table_row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|inner| cell(inner)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn header() -> String {
    let names = ["id", " Source ", "TARGET", "terms", "findings", "comment"].map(paragraph);
    table_row(&names.each_ref().map(String::as_str))
}

/// A table of one row with this in its cell for the translation.
fn table(target: &str) -> String {
    let (id, source) = (paragraph(ID), paragraph("S"));
    let row = table_row(&[&id, &source, target, "<w:p/>", "<w:p/>", "<w:p/>"]);
    format!("<w:tbl>{}{row}</w:tbl>", header())
}

#[track_caller]
fn reads(bytes: &[u8]) -> (ReturnedReview, Vec<String>) {
    let mut findings = Findings::new();
    let review = read(bytes, &mut findings);
    let told: Vec<String> = findings.iter().map(ToString::to_string).collect();
    (review.unwrap_or_else(|| panic!("{told:?}")), told)
}

#[track_caller]
fn refuses(bytes: &[u8], code: &str) {
    let mut findings = Findings::new();
    assert_eq!(read(bytes, &mut findings), None);
    let codes: Vec<&str> = findings.iter().map(|one| one.code.as_str()).collect();
    assert!(codes.contains(&code), "{codes:?}");
}

/// The text that is read of a cell.
#[track_caller]
fn says(cell: &str, expected: &str) -> Vec<String> {
    let (review, told) = reads(&document(&table(cell), "", &[]));
    let targets: Vec<&str> = review.rows.iter().map(|row| row.target.as_str()).collect();
    assert_eq!(targets, [expected]);
    told
}

#[test]
fn tracked_changes_count_as_accepted() {
    let told = says(
        "<w:p><w:r><w:t xml:space=\"preserve\">a </w:t></w:r>\
         <w:del w:id=\"1\" w:author=\"X\"><w:r><w:delText>b</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"X\"><w:r><w:rPr><w:rPrChange w:id=\"3\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>c</w:t></w:r>\
         <w:del w:id=\"4\"><w:r><w:delText>d</w:delText></w:r></w:del></w:ins>\
         <w:moveFrom w:id=\"5\"><w:r><w:t>e</w:t></w:r></w:moveFrom>\
         <w:moveTo w:id=\"6\"><w:r><w:t>f</w:t></w:r></w:moveTo></w:p>",
        "a cf",
    );
    assert_eq!(told, Vec::<String>::new());
    says(
        "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "a\nb",
    );
    says(
        "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>",
        "ab",
    );
}

#[test]
fn fields_links_and_controls_are_what_they_show() {
    says(
        "<w:p><w:hyperlink r:id=\"x\" xmlns:r=\"y\"><w:r><w:t>a</w:t></w:r></w:hyperlink>\
         <w:smartTag><w:smartTagPr/><w:r><w:t>b</w:t></w:r></w:smartTag>\
         <w:sdt><w:sdtPr><w:alias w:val=\"no\"/></w:sdtPr><w:sdtContent><w:r><w:t>c</w:t></w:r></w:sdtContent></w:sdt>\
         <w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>NO</w:instrText><w:t>no</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>d</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
         <w:r><w:t>e</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font=\"Arial\" w:char=\"2014\"/><w:tab/><w:br/><w:t>f\u{A0}g</w:t></w:r></w:p>",
        "abcde\u{2011}\u{AD}—\t\nf\u{A0}g",
    );
}

#[test]
fn what_is_no_text_is_told() {
    for (inner, what) in [
        ("<w:footnoteReference w:id=\"1\"/>", "a footnote"),
        ("<w:drawing/>", "a picture"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>x</w:t>", "hidden text"),
    ] {
        let told = says(
            &format!("<w:p><w:r><w:t>a</w:t></w:r><w:r>{inner}</w:r></w:p>"),
            "a",
        );
        assert!(
            told.len() == 1 && told[0].contains("review::not-read") && told[0].contains(what),
            "{told:?}"
        );
        assert!(told[0].starts_with("-:2:3:"), "{told:?}");
    }
    let unknown = "<w:p><w:r><w:t>a</w:t><w:sym w:font=\"Wingdings\" w:char=\"F04A\"/></w:r></w:p>";
    let (review, _) = reads(&document(&table(unknown), "", &[]));
    let fault = review.rows[0].fault.as_ref().map(|one| one.code.as_str());
    assert_eq!(fault, Some("review::symbol"));
}

#[test]
fn remarks_go_to_their_rows() {
    let remark = |id: u8, text: &str| {
        format!(
            "<w:comment w:id=\"{id}\" w:author=\"Ana Roe\" w:date=\"x\">{}</w:comment>",
            paragraph(text)
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>x</w:t><w:commentReference w:id=\"3\"/></w:r></w:p>{}",
        table("<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>")
            .replacen("<w:p/></w:tc></w:tr></w:tbl>", &format!("{}</w:tc></w:tr></w:tbl>", paragraph("own")), 1)
            .replacen("<w:t>S</w:t>", "<w:t>S</w:t><w:commentReference w:id=\"2\"/>", 1)
    );
    let remarks = [remark(1, "one"), remark(2, "two"), remark(3, "three")].concat();
    let (review, told) = reads(&document(&body, &remarks, &[]));
    assert_eq!(review.rows[0].comments, ["own", "two", "one"]);
    assert!(told.len() == 2 && told[0].contains("review::not-read"));
    assert!(told[1].contains("review::comment-elsewhere") && told[1].contains("three"));
}

#[test]
fn a_deleted_row_is_none_and_a_divided_table_goes_on() {
    let table = table(&paragraph("a"));
    let deleted = table.replace(
        "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p><w:r><w:t>0123",
        "<w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr><w:tc><w:p><w:r><w:t>0123",
    );
    assert_ne!(table, deleted);
    let (review, _) = reads(&document(&deleted, "", &[]));
    assert_eq!(review.rows, []);
    let more = table.replace(&header(), "");
    let (review, told) = reads(&document(&format!("{table}<w:p/>{more}"), "", &[]));
    assert_eq!((review.rows.len(), told.len()), (2, 0));
    let other = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let (review, told) = reads(&document(&format!("{table}{other}"), "", &[]));
    assert_eq!(review.rows.len(), 1);
    assert!(told[0].contains("review::other-table"), "{told:?}");
}

#[test]
fn a_table_that_was_rebuilt_is_refused() {
    let good = table(&paragraph("a"));
    let refused = |body: &str, code: &str| refuses(&document(body, "", &[]), code);
    refused(&good.replace("TARGET", "Turkish"), "review::columns");
    refused(
        &good
            .replace("TARGET", "x")
            .replace(" Source ", "target")
            .replace(">x<", ">source<"),
        "review::columns",
    );
    refused("<w:p/>", "review::columns");
    refused(
        &good.replace("<w:tcW w:w=\"1\"/>", "<w:gridSpan w:val=\"2\"/>"),
        "review::merged",
    );
    refused(
        &good.replace("<w:tcW w:w=\"1\"/>", "<w:vMerge/>"),
        "review::merged",
    );
    refused(
        &good.replacen(
            "<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
            "</w:tr></w:tbl>",
            1,
        ),
        "review::merged",
    );
    refused(
        &table("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"),
        "review::table",
    );
}

#[test]
fn what_could_do_harm_is_refused_and_what_is_named_is_told() {
    let good = table(&paragraph("a"));
    let with = |parts: &[(&str, &str)]| document(&good, "", parts);
    refuses(&with(&[("word/vbaProject.bin", "x")]), "review::package");
    refuses(
        &package(&[
            ("[Content_Types].xml", "<Types a=\"macroEnabled\"/>"),
            ("word/document.xml", "<a/>"),
        ]),
        "review::package",
    );
    refuses(b"PK\x03\x04 no package", "review::package");
    refuses(&package(&[("word/other.xml", "<a/>")]), "review::package");
    refuses(&document("<w:tbl>", "", &[]), "xml::not-well-formed");
    let own = relations(&[
        ("attachedTemplate", "http://x/t.dotm", true),
        ("hyperlink", "http://x/", true),
    ]);
    let (review, told) = reads(&with(&[
        ("word/_rels/document.xml.rels", &own),
        ("word/embeddings/a.bin", "x"),
    ]));
    assert_eq!(review.rows.len(), 1);
    let codes = ["review::embedded", "review::external"];
    assert_eq!(told.len(), 2, "{told:?}");
    for (told, code) in told.iter().zip(codes) {
        assert!(told.contains(code), "{told}");
    }
}

/// Why the row of this translation is kept aside.
#[track_caller]
fn faulty(cell: &str, code: &str) {
    let (review, _) = reads(&document(&table(cell), "", &[]));
    let fault = review.rows[0].fault.as_ref().map(|one| one.code.as_str());
    assert_eq!(fault, Some(code), "{cell}");
}

/// Regression: words that were struck out came back as a part of the translation.
#[test]
fn what_is_struck_out_by_hand_keeps_its_row_aside() {
    for name in ["strike", "dstrike"] {
        let struck = format!(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:{name}/></w:rPr><w:t>b</w:t></w:r></w:p>"
        );
        faulty(&struck, "review::struck-out");
        let not = struck.replace(&format!("<w:{name}/>"), &format!("<w:{name} w:val=\"0\"/>"));
        assert_eq!(says(&not, "ab"), Vec::<String>::new());
    }
}

/// Regression: a field without its end swallowed the rest of the cell.
#[test]
fn a_field_that_is_not_whole_keeps_its_row_aside() {
    let field = |kinds: &[&str]| {
        let part = |kind: &&str| {
            format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r><w:r><w:t>x</w:t></w:r>")
        };
        format!("<w:p>{}</w:p>", kinds.iter().map(part).collect::<String>())
    };
    faulty(&field(&["begin"]), "review::field");
    faulty(&field(&["begin", "separate"]), "review::field");
    faulty(&field(&["end"]), "review::field");
    says(&field(&["begin", "end"]), "x");
}

/// Regression: an emoji was left out of the translation, and words in boxes with it.
#[test]
fn of_what_is_written_twice_the_older_form_is_read() {
    let twice = |choice: &str, fallback: &str| {
        format!(
            "<w:p><w:r><w:t>a</w:t><mc:AlternateContent xmlns:mc=\"m\" xmlns:e=\"e\">\
             <mc:Choice Requires=\"e\">{choice}</mc:Choice>{fallback}</mc:AlternateContent></w:r></w:p>"
        )
    };
    let emoji = "<e:symEx e:font=\"x\" e:char=\"1F600\"/>";
    let told = says(
        &twice(emoji, "<mc:Fallback><w:t>\u{1F600}</w:t></mc:Fallback>"),
        "a\u{1F600}",
    );
    assert_eq!(told, Vec::<String>::new());
    faulty(&twice(emoji, ""), "review::not-read");
    let words = format!(
        "<w:pict><w:txbxContent>{}</w:txbxContent></w:pict>",
        paragraph("b")
    );
    faulty(
        &twice(
            "<w:drawing/>",
            &format!("<mc:Fallback>{words}</mc:Fallback>"),
        ),
        "review::not-read",
    );
    let told = says(
        &twice("<w:drawing/>", "<mc:Fallback><w:pict/></mc:Fallback>"),
        "a",
    );
    assert!(told.len() == 1 && told[0].contains("a picture"), "{told:?}");
}

/// Regression: words outside of the table were lost without a word.
#[test]
fn words_outside_of_the_table_are_told() {
    let good = table(&paragraph("a"));
    let told = |body: &str, more: &[(&str, &str)]| reads(&document(body, "", more)).1;
    assert_eq!(told(&format!("{good}<w:p/>"), &[]), Vec::<String>::new());
    let below = told(&format!("{good}{}", paragraph("not the village")), &[]);
    assert!(
        below.len() == 1 && below[0].contains("review::not-read"),
        "{below:?}"
    );
    assert!(below[0].contains("not the village"), "{below:?}");
    let own = relations(&[("header", "header1.xml", false)]);
    let header = format!(
        "<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>",
        paragraph("by Friday")
    );
    let above = told(
        &good,
        &[
            ("word/_rels/document.xml.rels", own.as_str()),
            ("word/header1.xml", &header),
        ],
    );
    assert!(
        above.len() == 1 && above[0].contains("by Friday"),
        "{above:?}"
    );
}

/// The main part of what we write.
fn written() -> String {
    let bytes = write(&sheet("tr", vec![row(1, "s", "t")])).expect("written");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let mut part = archive.by_name("word/document.xml").expect("there");
    let mut text = String::new();
    part.read_to_string(&mut text).expect("text");
    text
}

#[test]
fn what_is_typed_over_our_words_is_told() {
    let root = relations(&[("officeDocument", "word/document.xml", false)]);
    let told = |from: &str, to: &str| {
        let ours = written();
        assert!(ours.contains(from), "{ours}");
        let text = ours.replacen(from, to, 1);
        let parts = [("_rels/.rels", root.as_str()), ("word/document.xml", &text)];
        let (review, told) = reads(&package(&parts));
        assert_eq!(review.rows.len(), 1);
        told
    };
    assert_eq!(told("a", "a"), Vec::<String>::new());
    let terms = told(">a term<", ">a term, no<");
    assert!(
        terms.len() == 1 && terms[0].starts_with("-:2:4:"),
        "{terms:?}"
    );
    let findings = told(">warning: x<", "> warning:x it is right <");
    assert!(
        findings.len() == 1 && findings[0].starts_with("-:2:5:"),
        "{findings:?}"
    );
    assert_eq!(told(">warning: x<", "> warning:x <"), Vec::<String>::new());
    let above = told(">Review: a.txt<", ">Review: a.txt, for Monday<");
    assert!(
        above.len() == 1 && above[0].contains("for Monday"),
        "{above:?}"
    );
}

/// Regression: a letterhead with merged cells had the whole file refused.
#[test]
fn merged_cells_of_another_table_are_not_ours() {
    let wide =
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
    let (review, told) = reads(&document(
        &format!("{wide}{}", table(&paragraph("a"))),
        "",
        &[],
    ));
    assert_eq!(review.rows.len(), 1);
    assert!(
        told.len() == 1 && told[0].contains("review::other-table"),
        "{told:?}"
    );
}

/// Regression: a comment on deleted words, and one without words, were lost.
#[test]
fn no_comment_is_lost() {
    let remarks = format!(
        "<w:comment w:id=\"1\">{}</w:comment><w:comment w:id=\"2\"><w:p><w:r><w:drawing/></w:r></w:p></w:comment>",
        paragraph("why")
    );
    let cell = "<w:p><w:del w:id=\"9\"><w:r><w:delText>b</w:delText></w:r>\
                <w:r><w:commentReference w:id=\"1\"/></w:r></w:del>\
                <w:r><w:t>a</w:t><w:commentReference w:id=\"2\"/></w:r></w:p>";
    let (review, told) = reads(&document(&table(cell), &remarks, &[]));
    assert_eq!(review.rows[0].comments, ["why"]);
    assert!(
        told.len() == 1 && told[0].contains("review::not-read"),
        "{told:?}"
    );
}

#[test]
fn a_review_is_the_same_twice_and_names_nobody() {
    let sheet = sheet(
        "ug",
        vec![
            row(1, "a", "1"),
            ReviewRow {
                translate: false,
                ..row(2, "b", "")
            },
        ],
    );
    let bytes = write(&sheet).expect("written");
    assert_eq!(bytes, write(&sheet).expect("written"));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        assert_eq!(part.last_modified().map(|time| time.year()), Some(1980));
        let mut text = String::new();
        part.read_to_string(&mut text).expect("text");
        assert_eq!(
            crate::formats::xml::well_formed(text.as_bytes()).expect("read"),
            None
        );
        assert!(!text.contains("creator") && !text.contains("dcterms"));
    }
    let mut text = String::new();
    let mut main = archive.by_name("word/document.xml").expect("there");
    main.read_to_string(&mut text).expect("text");
    assert!(text.contains("<w:bidi/>") && text.contains("<w:rtl/><w:lang w:bidi=\"ug-CN\"/>"));
}

fn text() -> impl Strategy<Value = String> {
    let text = prop_oneof![
        any::<String>(),
        "[ a⟦⟧<>&\"'\\t\\n]{0,12}",
        "[ئۇيغۇر。國𠀀\u{200F}\u{AD}\u{2011}\u{A0}]{0,12}",
    ];
    // What no file can carry is written with marks before it comes here.
    text.prop_map(|text| {
        let is_carried =
            |c: &char| *c != '\r' && crate::formats::xml::illegal_characters(&c.to_string()) == 0;
        text.chars().filter(is_carried).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(
        texts in prop::collection::vec((text(), text()), 0..6),
        target in prop_oneof![Just("ug"), Just("tr"), Just("zh-Hant")],
    ) {
        let rows: Vec<ReviewRow> = texts.iter().enumerate().map(|(at, (a, b))| row(at, a, b)).collect();
        let bytes = write(&sheet(target, rows)).expect("written");
        let mut findings = Findings::new();
        let review = read(&bytes, &mut findings).expect("read");
        prop_assert!(findings.is_empty(), "{:?}", findings);
        let back: Vec<(String, String)> =
            review.rows.into_iter().map(|row| (row.source, row.target)).collect();
        prop_assert_eq!(back, texts);
    }

    #[test]
    fn no_body_brings_it_down(
        pieces in prop::collection::vec(prop_oneof![
            Just("<w:tbl>"), Just("</w:tbl>"), Just("<w:tr>"), Just("</w:tr>"), Just("<w:tc>"), Just("</w:tc>"),
            Just("<w:p>"), Just("</w:p>"), Just("<w:r>"), Just("</w:r>"), Just("<w:t>id</w:t>"),
            Just("<w:fldChar w:fldCharType=\"end\"/>"), Just("<w:sym/>"),
        ], 0..40)
    ) {
        let _ = read(&document(&pieces.concat(), "", &[]), &mut Findings::new());
    }
}
