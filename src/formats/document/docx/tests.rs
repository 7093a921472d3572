use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

const TYPES: &str =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn relations(list: &[(&str, &str)]) -> String {
    let rows: String = list
        .iter()
        .map(|(kind, target)| {
            format!("<Relationship Id=\"r{kind}\" Type=\"http://x/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         {rows}<Relationship Id=\"out\" Type=\"http://x/header\" Target=\"http://x/h.xml\" \
         TargetMode=\"External\"/></Relationships>"
    )
}

/// A package with this body.
fn docx(body: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"{MAIN}\"><w:body>{body}</w:body></w:document>"
    );
    let notes = format!(
        "<w:footnotes xmlns:w=\"{MAIN}\"><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> The note.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    let styles = format!(
        "<w:styles xmlns:w=\"{MAIN}\"><w:style w:type=\"paragraph\" w:styleId=\"Titel1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    package(&[
        ("[Content_Types].xml", TYPES),
        (
            "_rels/.rels",
            &relations(&[("officeDocument", "word/document.xml")]),
        ),
        ("word/document.xml", &document),
        (
            "word/_rels/document.xml.rels",
            &relations(&[
                ("footnotes", "footnotes.xml"),
                ("styles", "/word/styles.xml"),
            ]),
        ),
        ("word/footnotes.xml", &notes),
        ("word/styles.xml", &styles),
        ("word/media/image1.png", "no picture at all"),
    ])
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

fn told(bytes: &[u8]) -> Vec<String> {
    let document = extract(bytes).expect("sound");
    let blocks = document.blocks.iter();
    blocks
        .map(|block| format!("{} {:?} {}", block.line, block.kind, block.content))
        .collect()
}

fn refusal(bytes: &[u8]) -> String {
    extract(bytes).expect_err("refused").message
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let part = archive.by_name(name).expect("a part");
    std::io::read_to_string(part).expect("text")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// With every text in capitals, in a language.
fn changed(bytes: &[u8], tag: &str) -> Vec<u8> {
    let document = extract(bytes).expect("sound");
    let blocks = document.blocks.iter().enumerate();
    let upper = |content: &Content| content.map_text(|text| text.to_ascii_uppercase());
    let contents = blocks
        .map(|(at, block)| (at, upper(&block.content)))
        .collect();
    write(&document, bytes, &contents, &tag.parse().expect("a tag")).expect("written")
}

#[test]
fn runs_links_notes_and_changes() {
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Titel1\"/></w:pPr>{}</w:p>\
         <w:p>{}<w:r w:rsidR=\"1\"><w:rPr><w:lang w:val=\"en-GB\"/></w:rPr><w:t>joined </w:t></w:r>\
         <w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r><w:hyperlink w:anchor=\"x\">{}</w:hyperlink>\
         <w:r><w:footnoteReference w:id=\"1\"/></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
         <w:ins w:id=\"5\">{}</w:ins><w:proofErr w:type=\"x\"/>{}</w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t><w:tab/><w:t>b &amp; c</w:t><w:br/><w:t>d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:pPr><w:numPr/></w:pPr><w:bookmarkStart w:id=\"1\"/>{}<w:bookmarkEnd w:id=\"1\"/></w:p><w:p/>",
        run("Head"),
        run("One "),
        run("link"),
        run(" inserted"),
        run(" end."),
        run("item")
    );
    assert_eq!(
        told(&docx(&body)),
        [
            "1 Heading(1) Head",
            "2 Paragraph One joined [1>bold<1][2>link<2][3] inserted end.",
            "3 Cell a[1] b & c[2] d",
            "4 Item item",
            "5 Note  The note.",
        ]
    );
}

#[test]
fn fields_are_codes_and_links_among_them_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let field = |instruction: &str, shown: &str| {
        format!(
            "{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}{}{}",
            mark("begin"),
            mark("separate"),
            run(shown),
            mark("end")
        )
    };
    let body = format!(
        "<w:p>{}{}{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
        run("on page "),
        field("PAGE", "3"),
        run(" see "),
        field("HYPERLINK \"u\"", "this"),
        run(" of "),
        run("May")
    );
    let bytes = docx(&body);
    assert_eq!(
        told(&bytes)[0],
        "1 Paragraph on page [1] see [2>this<2] of [3]"
    );
    let written = part(&changed(&bytes, "tr"), "word/document.xml");
    assert!(written.contains(&field("PAGE", "3")), "{written}");
    assert!(
        written.contains("<w:t xml:space=\"preserve\">THIS</w:t>"),
        "{written}"
    );
}

#[test]
fn what_is_hidden_goes_to_no_translator_and_stays_in_its_paragraph() {
    let deleted = "<w:del w:author=\"A. Name\"><w:r><w:delText>secret</w:delText></w:r></w:del>";
    let start = "<w:bookmarkStart w:id=\"7\"/><w:commentRangeStart w:id=\"2\"/>";
    let end = "<w:commentRangeEnd w:id=\"2\"/><w:r><w:commentReference w:id=\"2\"/></w:r>";
    let body = format!(
        "<w:p>{}{start}{}{deleted}{end}{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>\
         <w:fldSimple w:instr=\" AUTHOR \">{}</w:fldSimple><w:r><w:drawing/></w:r>{}</w:p>",
        run("The "),
        run("old "),
        run("door "),
        run("A. Name"),
        run(" closed.")
    );
    let bytes = docx(&body);
    let document = extract(&bytes).expect("sound");
    let content = &document.blocks[0].content;
    assert_eq!(content.to_string(), "The old door [1][2][3] closed.");
    let shown: Vec<&str> = content
        .codes()
        .filter_map(|code| code.equiv.as_deref())
        .collect();
    assert_eq!(shown, ["[footnote 1]", "[field]", "[picture]"]);
    assert!(content.codes().all(|code| code.data.is_none()));
    let written = part(&changed(&bytes, "tr"), "word/document.xml");
    let (before, after) = written.split_once("THE OLD DOOR ").expect("translated");
    assert!(before.contains(start), "{before}");
    assert!(after.contains(&format!("{deleted}{end}</w:p>")), "{after}");
}

#[test]
fn a_link_that_is_a_simple_field_is_text() {
    let link = |text: &str| {
        format!("<w:fldSimple w:instr=\" HYPERLINK &quot;u&quot; \">{text}</w:fldSimple>")
    };
    let body = format!(
        "<w:p>{}{}{}</w:p><w:p>{}</w:p>",
        run("See "),
        link(&run("this")),
        run("."),
        link(&run("all"))
    );
    let bytes = docx(&body);
    assert_eq!(
        told(&bytes)[..2],
        ["1 Paragraph See [1>this<1].", "2 Paragraph all"]
    );
    let written = part(&changed(&bytes, "tr"), "word/document.xml");
    for text in ["THIS", "ALL"] {
        let start = "<w:fldSimple w:instr=\" HYPERLINK &quot;u&quot; \"><w:r>";
        let at = written.find(text).expect("translated");
        assert!(written[..at].contains(start), "{written}");
        assert!(written[at..].starts_with(&format!("{text}</w:t></w:r></w:fldSimple>")));
    }
}

/// Office programs nest a few; a file that nests thousands must neither exhaust the
/// stack nor be looked through again for each of them.
#[test]
fn fields_without_end_and_in_one_another_have_an_end() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let begin = mark("begin");
    let open = format!("<w:p>{}{}</w:p>", begin.repeat(20_000), run("text"));
    let start = std::time::Instant::now();
    assert!(told(&docx(&open))[0].ends_with("[20000]text"));
    let link = format!(
        "{begin}<w:r><w:instrText>HYPERLINK \"u\"</w:instrText></w:r>{}",
        mark("separate")
    );
    let deep = format!(
        "<w:p>{}{}{}</w:p>",
        link.repeat(10_000),
        run("deep"),
        mark("end").repeat(10_000)
    );
    assert_eq!(
        told(&docx(&format!("{deep}<w:p>{}</w:p>", run("x"))))[0],
        "1 Paragraph x"
    );
    // By the square it would be minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn pictures_and_their_text_boxes() {
    let drawing = format!(
        "<w:drawing><wp:docPr xmlns:wp=\"wp\" id=\"1\" descr=\"a &quot;map&quot;\"/><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:drawing>",
        run("in the box")
    );
    let body = format!(
        "<w:p>{}<w:r>{drawing}</w:r>{}</w:p>",
        run("before "),
        run(" after")
    );
    let bytes = docx(&body);
    assert_eq!(
        told(&bytes)[..3],
        [
            "1 Paragraph before [1] after",
            "2 Alternative a \"map\"",
            "3 Paragraph in the box"
        ]
    );
    let written = part(&changed(&bytes, "tr"), "word/document.xml");
    assert!(written.contains("descr=\"A &quot;MAP&quot;\""), "{written}");
    assert!(
        written.contains("IN THE BOX</w:t></w:r></w:p></w:txbxContent>"),
        "{written}"
    );
}

#[test]
fn uyghur_runs_from_right_to_left_and_nothing_else_changes() {
    let body = format!(
        "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>{}<w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r></w:p><w:sectPr/>",
        run("many words ")
    );
    let bytes = docx(&body);
    let written = changed(&bytes, "ug");
    let text = part(&written, "word/document.xml");
    let rtl = "<w:rtl/><w:lang w:bidi=\"ug-CN\"/></w:rPr>";
    let expected = format!(
        "<w:p><w:pPr><w:bidi/><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr>{rtl}<w:t xml:space=\"preserve\">MANY WORDS </w:t></w:r>\
         <w:r><w:rPr><w:b/><w:bCs/>{rtl}<w:t xml:space=\"preserve\">B</w:t></w:r></w:p><w:sectPr/>"
    );
    assert!(text.contains(&expected), "{text}");
    for name in [
        "[Content_Types].xml",
        "word/styles.xml",
        "word/media/image1.png",
    ] {
        assert_eq!(part(&written, name), part(&bytes, name));
    }
    assert_eq!(
        crate::formats::xml::well_formed(text.as_bytes()).expect("read"),
        None
    );
    assert_eq!(told(&written)[0], "1 Paragraph MANY WORDS [1>B<1]");
}

#[test]
fn a_table_with_translated_text_is_turned_round() {
    let table = |text: &str| {
        format!(
            "<w:tbl><w:tblPr/><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run(text)
        )
    };
    let bytes = docx(&format!("{}{}", table("One."), table("two")));
    let document = extract(&bytes).expect("sound");
    let contents = BTreeMap::from([(0, Content::text("BIR."))]);
    let target = "ug".parse().expect("a tag");
    let written = write(&document, &bytes, &contents, &target).expect("written");
    let text = part(&written, "word/document.xml");
    let turned = "<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr>";
    assert_eq!(text.matches(turned).count(), 1, "{text}");
    assert!(text.contains(&table("two")), "{text}");
}

#[test]
fn an_untranslated_paragraph_keeps_its_direction() {
    let bytes = docx(&format!(
        "<w:p>{}</w:p><w:p>{}</w:p>",
        run("One."),
        run("two")
    ));
    let document = extract(&bytes).expect("sound");
    let contents = BTreeMap::from([(0, Content::text("BIR."))]);
    let target = "ug".parse().expect("a tag");
    let written = write(&document, &bytes, &contents, &target).expect("written");
    let text = part(&written, "word/document.xml");
    assert!(text.contains("<w:bidi/>"), "{text}");
    assert!(
        text.contains(&format!("<w:p>{}</w:p>", run("two"))),
        "{text}"
    );
}

#[test]
fn an_untranslated_package_is_itself() {
    let bytes = docx(&format!("<w:p>{}</w:p>", run("One.")));
    let mut findings = Findings::new();
    let document = crate::formats::document::read(Format::Docx, &bytes, &mut findings);
    let document = document.expect("sound");
    let wanted = crate::formats::document::Wanted {
        contents: &BTreeMap::new(),
        target: &"ug".parse().expect("a tag"),
        source: None,
        left: &BTreeSet::from([0]),
    };
    let same = crate::formats::document::write(&document, &bytes, &wanted, &mut findings);
    assert_eq!(same.expect("no fault"), Some(bytes));
}

#[test]
fn hostile_packages_are_refused_with_a_reason() {
    let body = ("word/document.xml", "<w:document xmlns:w=\"m\"/>");
    for (name, reason) in [
        ("../evil.xml", "leads out of it"),
        ("/etc/passwd", "leads out of it"),
        ("word\\x.xml", "leads out of it"),
        ("C:x", "leads out of it"),
        ("word/vbaProject.bin", "macros"),
        ("WORD/document.xml", "the same name"),
    ] {
        let message = refusal(&package(&[body, (name, "x")]));
        assert!(message.contains(reason), "{name}: {message}");
    }
    assert!(refusal(b"no zip").contains("damaged"));
    assert!(refusal(&package(&[("a.xml", "<a/>")])).contains("no document"));
    assert!(refusal(b"\xD0\xCF\x11\xE0 old").contains("password"));
    let bomb = "\0".repeat(8_000_000);
    let message = refusal(&package(&[body, ("word/media/a.bin", &bomb)]));
    assert!(message.contains("packed more than"), "{message}");
    let entity = "<!DOCTYPE w [<!ENTITY a \"b\">]><w:document xmlns:w=\"m\"/>";
    let fault = extract(&package(&[("word/document.xml", entity)])).expect_err("refused");
    assert_eq!(fault.code, "xml::doctype");
    let cut = docx("<w:p/>");
    for length in (0..cut.len()).step_by(7) {
        let _ = extract(&cut[..length]);
    }
}

#[test]
fn a_second_entry_of_one_name_is_seen() {
    let mut bytes = package(&[("word/document.xml", "<a/>"), ("word/document.xmk", "<b/>")]);
    while let Some(at) = bytes.windows(4).position(|four| four == b".xmk") {
        bytes[at + 3] = b'l';
    }
    assert!(refusal(&bytes).contains("the same name"));
}

#[test]
fn a_locked_package_is_refused() {
    let mut bytes = docx("<w:p/>");
    let at = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("a list");
    bytes[at + 8] |= 1;
    assert!(refusal(&bytes).contains("password"));
}
