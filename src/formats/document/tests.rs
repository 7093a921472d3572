use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::model::{Code, CodeKind, Piece};

fn read(format: Format, text: &str) -> Extract {
    let mut findings = Findings::new();
    let found = super::read(format, text.as_bytes(), &mut findings);
    found.unwrap_or_else(|| panic!("{text:?}: {findings:?}"))
}

fn told(format: Format, text: &str) -> Vec<String> {
    let document = read(format, text);
    let blocks = document.blocks.iter();
    blocks
        .map(|block| format!("{} {:?} {}", block.line, block.kind, block.content))
        .collect()
}

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag")
}

/// The document with every block changed by a function.
fn changed(format: Format, text: &str, tag: &str, change: impl Fn(&Content) -> Content) -> String {
    let document = read(format, text);
    let blocks = document.blocks.iter().enumerate();
    let contents = blocks
        .map(|(at, block)| (at, change(&block.content)))
        .collect();
    let mut findings = Findings::new();
    let bytes = write(
        &document,
        text.as_bytes(),
        &contents,
        &locale(tag),
        &mut findings,
    );
    let bytes = bytes.expect("no fault of the machine");
    let bytes = bytes.unwrap_or_else(|| panic!("refused: {findings:?}"));
    String::from_utf8(bytes).expect("UTF-8")
}

/// Writes where the language of the document is not known.
fn write(
    document: &Extract,
    original: &[u8],
    contents: &BTreeMap<usize, Content>,
    target: &Locale,
    findings: &mut Findings,
) -> Result<Option<Vec<u8>>, Error> {
    let wanted = Wanted {
        contents,
        target,
        source: None,
        left: &BTreeSet::new(),
    };
    super::write(document, original, &wanted, findings)
}

/// A page out of English into Uyghur in which texts in lower case are left as they are.
fn in_uyghur(text: &str) -> (String, Vec<String>) {
    let document = read(Format::Html, text);
    let (mut contents, mut left) = (BTreeMap::new(), BTreeSet::new());
    for (at, block) in document.blocks.iter().enumerate() {
        let plain = block.content.plain();
        if plain == plain.to_ascii_lowercase() {
            left.insert(at);
        } else {
            let content = block.content.map_text(|text| text.to_ascii_uppercase());
            contents.insert(at, content);
        }
    }
    let wanted = Wanted {
        contents: &contents,
        target: &locale("ug"),
        source: Some(&Locale::english()),
        left: &left,
    };
    let mut findings = Findings::new();
    let bytes = super::write(&document, text.as_bytes(), &wanted, &mut findings);
    let bytes = bytes.expect("no fault").expect("written");
    let codes = findings
        .iter()
        .map(|found| found.code.to_string())
        .collect();
    (String::from_utf8(bytes).expect("UTF-8"), codes)
}

#[test]
fn what_elements_say_of_the_source_is_said_of_the_target() {
    let root = "<html lang=\"ug\" dir=\"rtl\">";
    for (page, expected) in [
        (
            "<body lang=en-US dir=ltr><p lang=\"en\" dir=\"ltr\">One",
            "<body lang=\"ug\" dir=\"rtl\"><p lang=\"ug\" dir=\"rtl\">ONE",
        ),
        (
            "<p>One <span lang=en>two</span> <bdi dir=ltr>Three</bdi> <code lang=en>x</code> Four</p>",
            "<p>ONE <span lang=\"ug\">TWO</span> <bdi dir=ltr>THREE</bdi> <code lang=en>x</code> FOUR</p>",
        ),
        (
            "<div lang=en dir=ltr><p>One</p><p>two</p></div><p lang=en>three</p>",
            "<div lang=\"ug\" dir=\"rtl\"><p>ONE</p><p lang=\"en\" dir=\"ltr\">two</p></div>\
             <p dir=\"ltr\" lang=en>three</p>",
        ),
        (
            "<ul><li>One<li>two</ul><div>three<p>Four</p></div>",
            "<ul><li>ONE<li lang=\"en\" dir=\"ltr\">two</ul>\
             <div><span lang=\"en\" dir=\"ltr\">three</span><p>FOUR</p></div>",
        ),
    ] {
        let (written, codes) = in_uyghur(&format!("<html>{page}"));
        assert_eq!(written, format!("{root}{expected}"));
        assert_eq!(codes, [""; 0]);
    }
    let page = "<html><p lang=zh dir=ltr>One</p><p lang=zh>two</p>";
    let (written, codes) = in_uyghur(page);
    assert!(written.contains("<p lang=zh dir=ltr>ONE</p>"), "{written}");
    assert_eq!(codes, ["document::language"]);
}

fn upper(content: &Content) -> Content {
    content.map_text(|text| text.to_ascii_uppercase())
}

#[test]
fn blocks_of_markdown() {
    let text = "---\ntitle: x\n---\n# A *title* {#id}\n\nOne **bold** [link](u \"tip\")\nand\\\nmore[^1].\n\n\
                - item\n- \\*two\n\n> quoted\n> text\n\n![alt text](p.png)\n\n| a | b |\n|---|---|\n| c | d\\|e |\n\n\
                ```\ncode\n```\n\n[^1]: The note.\n\n<div>\n<p title=\"t\">in <b>HTML</b></p>\n</div>\n";
    assert_eq!(
        told(Format::Markdown, text),
        [
            "4 Heading(1) A [1>title<1]",
            "6 Paragraph One [1>bold<1] [2>link<2] and[3] more[4].",
            "6 Aside tip",
            "10 Item item",
            "11 Item *two",
            "13 Paragraph quoted text",
            "16 Alternative alt text",
            "18 Cell a",
            "18 Cell b",
            "20 Cell c",
            "20 Cell d|e",
            "26 Note The note.",
            "29 Aside t",
            "29 Paragraph in [1>HTML<1]",
        ]
    );
}

#[test]
fn markdown_is_written_in_place() {
    let text = "# A *title* end {#id}\n\nOne **bold** [link](u \"tip\") ![p](q)\n\n\
                - item\n  more\n1. \\*two\n\n[ref] is [x][].\n\n[ref]: /u 'Say'\n[x]: /v\n\n```\ncode\n```\n";
    assert_eq!(
        changed(Format::Markdown, text, "tr", upper),
        "# A *TITLE* END {#id}\n\nONE **BOLD** [LINK](u \"TIP\") ![P](q)\n\n\
         - ITEM MORE\n1. \\*TWO\n\n[REF][ref] IS [X][x].\n\n[ref]: /u 'SAY'\n[x]: /v\n\n```\ncode\n```\n"
    );
}

#[test]
fn what_would_be_markup_is_escaped_or_said_in_html() {
    let text = "# a\n\nb **c** d\n\ne  \nf\n\n| g |\n|---|\n| h |\n";
    let say = |with: &'static str| {
        move |content: &Content| content.map_text(|text| text.replace(char::is_alphabetic, with))
    };
    for with in [
        "#",
        "- x",
        "1. x",
        "*",
        "_a_",
        "`",
        "[a](b)",
        "![a](b)",
        "<b>",
        "&amp;",
        "\\",
        "|",
        "> x",
        "---",
        "===",
        "~~~",
        "“中”",
        "[^1]: x",
        "a#",
        "+ x",
        "{#a}",
        "$",
        "<!-- x",
        "[a]: b",
        "a\nb",
        "\tx",
        "(",
        ":",
        "!",
    ] {
        let written = changed(Format::Markdown, text, "tr", say(with));
        let words: String = read(Format::Markdown, &written)
            .blocks
            .iter()
            .map(|block| block.content.plain() + "\n")
            .collect();
        let own = with.replace('\n', " ").trim().to_owned();
        assert_eq!(
            words.matches(&own).count(),
            8,
            "{with:?}: {written} {words}"
        );
    }
    let bold = "中文**“引”**文\n";
    let plain = "x**y**z\n";
    let chinese = changed(Format::Markdown, plain, "zh-Hans", |content| {
        content.map_text(|text| match text {
            "x" => "中文".to_owned(),
            "y" => "“引”".to_owned(),
            _ => "文".to_owned(),
        })
    });
    assert_ne!(chinese, bold, "it would be no bold");
    assert_eq!(chinese, "中文<strong>“引”</strong>文\n");
}

#[test]
fn blocks_of_html() {
    let text = "<!DOCTYPE html><html lang=en><head><title>A &amp; b</title><style>p{}</style>\
                <meta name=description content='What it says'></head><body>\n\
                <h1>Head<br>line</h1><p>One <b>bold</b>\n  and <a href=x title=\"tip\">link</a><sup><a href=#1>1</a></sup>.</p>\
                <ul><li>item<li>two</ul><script>no()</script><img alt='a picture' src=x>\
                <pre>a\n  b</pre><div><span>all of it</span></div><p>x<br><br>y</p>\
                <p>run <code>make all</code> now &lt;b&gt; <span translate=no>Name</span></p><table><tr><td>c</table>";
    assert_eq!(
        told(Format::Html, text),
        [
            "1 Title A & b",
            "1 Aside What it says",
            "2 Heading(1) Head[1] line",
            "2 Paragraph One [1>bold<1] and [2>link<2][3].",
            "3 Aside tip",
            "3 Item item",
            "3 Item two",
            "3 Alternative a picture",
            "3 Paragraph a\n  b",
            "4 Paragraph all of it",
            "4 Paragraph x",
            "4 Paragraph y",
            "4 Paragraph run [1] now <b> [2]",
            "4 Cell c",
        ]
    );
}

#[test]
fn the_second_attribute_of_a_name_is_nothing() {
    let page = "<p><i title='a' x title title=b>c</i> d";
    assert_eq!(
        told(Format::Html, page),
        ["1 Paragraph [1>c<1] d", "1 Aside a"]
    );
    assert_eq!(
        changed(Format::Html, page, "tr", upper),
        "<p><i title='A' x title title=b>C</i> D"
    );
}

#[test]
fn html_is_written_in_place_with_language_and_direction() {
    let text = "<html lang=en\n class=a><p>One <b>bold</b>\n and <img alt=pic src=x> &lt;i&gt; <a title='it&#39;s'>x</a> y.</p> <!-- c -->";
    assert_eq!(
        changed(Format::Html, text, "ug", upper),
        "<html dir=\"rtl\" lang=\"ug\"\n class=a><p>ONE <b>BOLD</b> AND <img alt=\"PIC\" src=x> &lt;I&gt; <a title='IT&#39;S'>X</a> Y.</p> <!-- c -->"
    );
    assert_eq!(
        changed(Format::Html, "<p>a", "zh-Hans", |_| Content::text(
            "a & <b>"
        )),
        "<p>a &amp; &lt;b&gt;"
    );
}

#[test]
fn an_encoding_is_kept_and_what_it_lacks_is_referred_to() {
    let text = "<html><meta charset=windows-1254><p>\u{15F} one</p><p>\u{E9}</p>";
    let (bytes, ..) = encoding_rs::WINDOWS_1254.encode(text);
    let mut findings = Findings::new();
    let document = super::read(Format::Html, &bytes, &mut findings).expect("read");
    assert_eq!(document.blocks[0].content.plain(), "\u{15F} one");
    let contents = BTreeMap::from([(0, Content::text("\u{15F} \u{628}"))]);
    let written = write(&document, &bytes, &contents, &locale("ug"), &mut findings);
    let written = written.expect("no fault").expect("written");
    let expected = "<html lang=\"ug\" dir=\"rtl\"><meta charset=windows-1254><p>\u{15F} &#1576;</p><p>\u{E9}</p>";
    assert_eq!(
        written,
        encoding_rs::WINDOWS_1254.encode(expected).0.into_owned()
    );
    let wide: Vec<u8> = "\u{FEFF}One.\r\nTwo."
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    let document = super::read(Format::Plain, &wide, &mut findings).expect("read");
    let contents = BTreeMap::from([(1, Content::text("\u{628}"))]);
    let written = write(&document, &wide, &contents, &locale("ug"), &mut findings);
    let expected: Vec<u8> = "\u{FEFF}One.\r\n\u{628}"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(written.expect("no fault"), Some(expected));
}

#[test]
fn codes_that_are_missing_or_crossed_are_refused() {
    let text = "<p>a <b>b</b> <i>c</i> d</p>";
    let document = read(Format::Html, text);
    let whole = document.blocks[0].content.clone();
    let order = |ids: &[(usize, CodeKind)]| {
        let mut content = Content::text("x");
        for (id, kind) in ids {
            content.push_code(Code {
                kind: *kind,
                id: id.to_string(),
                ctype: None,
                equiv: None,
                data: None,
            });
            content.push_text("y");
        }
        content
    };
    use CodeKind::{Close, Open};
    let written = |content: Content| {
        let contents = BTreeMap::from([(0, content)]);
        let mut findings = Findings::new();
        let bytes = write(
            &document,
            text.as_bytes(),
            &contents,
            &locale("tr"),
            &mut findings,
        );
        bytes
            .expect("no fault")
            .map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    };
    assert!(written(whole).is_some());
    assert_eq!(
        written(order(&[(2, Open), (1, Open), (1, Close), (2, Close)])).as_deref(),
        Some("<p>x<i>y<b>y</b>y</i>y</p>")
    );
    assert_eq!(written(order(&[(1, Open), (1, Close)])), None);
    assert_eq!(
        written(order(&[(1, Open), (2, Open), (1, Close), (2, Close)])),
        None
    );
    assert_eq!(
        written(order(&[(1, Close), (1, Open), (2, Open), (2, Close)])),
        None
    );
}

#[test]
fn hostile_texts_take_time_by_their_length() {
    let html = [
        "<b>",
        "</b>",
        "<li>",
        "</ul>x",
        "<br>",
        "<i></b>",
        "<sup>",
        "<sup>1",
        "</sup>",
        "<!--",
        "&",
        "<p>x",
        "<a title=x>",
    ];
    let markdown = [
        "*a ", "[a](", "> ", "![a", "<b>", "`", "a\n\n", "- a\n", "[^1]", "[a] ",
    ];
    let all = html.iter().map(|piece| (Format::Html, piece));
    for (format, piece) in all.chain(markdown.iter().map(|piece| (Format::Markdown, piece))) {
        let time = |times: usize| {
            let text = piece.repeat(times) + "x";
            let start = std::time::Instant::now();
            let _ = super::read(format, text.as_bytes(), &mut Findings::new());
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (time(2_000), time(16_000));
        // By the length it would be eight times, by its square sixty-four.
        assert!(
            long < 40.0 * short.max(0.02),
            "{format:?} {piece:?}: {short} {long}"
        );
    }
}

/// Each picture holds the source of those in it: a megabyte could be made to take
/// more room than there is, and more depth than the stack has.
#[test]
fn pictures_in_pictures_have_an_end() {
    let deep = format!("{}x{}\n", "![a ".repeat(20_000), "](u)".repeat(20_000));
    let document = read(Format::Markdown, &deep);
    assert_eq!(document.blocks.len(), 4);
    let held: usize = document
        .blocks
        .iter()
        .map(|one| one.content.to_string().len())
        .sum();
    assert!(held < 4 * deep.len(), "{held}");
    let written = changed(Format::Markdown, &deep, "tr", upper);
    assert_eq!(read(Format::Markdown, &written).blocks.len(), 4);
    assert!(
        written.starts_with("![A ![A ![A ![A ![a "),
        "{}",
        &written[..40]
    );
    assert_eq!(
        told(Format::Markdown, "![a ![b](c) d](e) <http://x.y> z\n"),
        [
            "1 Alternative a [1] d",
            "1 Alternative b",
            "1 Paragraph [1] z"
        ]
    );
}

/// Pieces of which documents are made in the tests below.
const MARKDOWN: &str = "(a|b|é|中| |\n|\n\n|\\*|\\*\\*|_|`|\\[|\\]|\\(u\\)|!|<b>|</b>|<br>|&amp;|\\\\|# |- |1\\. |> |~~|\\||---|\\[\\^1\\]|:|\"t\"|    )";
const HTML: &str = "(a|b|é| |\n|<b>|</b>|<p>|</p>|<br>|<li>|<ul>|</ul>|<a title=x>|</a>|<img alt='y'>|&amp;|&lt;|<!--c-->|<pre>|</pre>|<script>|</script>|<sup>1</sup>|<code>z</code>|<title>|</title>|<|>|</>|<html>|\u{A0}|<td>)";

/// What is seen of a document: its texts and its codes.
fn seen(document: &Extract) -> Vec<String> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| format!("{:?} {}", block.kind, block.content))
        .collect()
}

proptest! {
    #[test]
    fn an_untranslated_document_is_itself(text in prop::collection::vec(MARKDOWN, 0..30)) {
        let text = text.concat();
        let document = read(Format::Markdown, &text);
        let same = write(&document, text.as_bytes(), &BTreeMap::new(), &locale("ug"), &mut Findings::new());
        prop_assert_eq!(same.expect("no fault"), Some(text.into_bytes()));
    }

    #[test]
    fn blocks_lie_in_the_text_and_in_one_another(text in prop::collection::vec(HTML, 0..30)) {
        let text = text.concat();
        for format in [Format::Html, Format::Markdown, Format::Plain] {
            let document = read(format, &text);
            let mut open: Vec<usize> = Vec::new();
            for block in &document.blocks {
                let range = &block.slot.range;
                prop_assert!(text.get(range.clone()).is_some_and(|own| !own.is_empty()), "{:?}", block);
                open.retain(|end| *end > range.start);
                prop_assert!(open.iter().all(|end| *end >= range.end), "{:?}", block);
                open.push(range.end);
                prop_assert_eq!(block.slot.marks.len(), block.content.codes().count());
            }
        }
    }

    /// Written as they are, all blocks are read again as they were.
    #[test]
    fn markdown_that_is_written_is_read_again(
        text in prop::collection::vec(MARKDOWN, 0..30),
        word in "[a-c*_`<>&#|!~.0-9(){}:+=“”中 \\[\\]\\\\-]{1,8}",
    ) {
        let text = text.concat();
        let document = read(Format::Markdown, &text);
        let change = |content: &Content| {
            let mut first = true;
            content.map_text(|text| {
                if std::mem::take(&mut first) { format!("{text}{word}x") } else { text.to_owned() }
            })
        };
        let blocks = document.blocks.iter().enumerate();
        let contents: BTreeMap<usize, Content> = blocks.map(|(at, block)| (at, change(&block.content))).collect();
        let mut findings = Findings::new();
        let written = write(&document, text.as_bytes(), &contents, &locale("tr"), &mut findings);
        let Some(written) = written.expect("no fault") else {
            prop_assert!(findings.has_errors());
            return Ok(());
        };
        let again = read(Format::Markdown, std::str::from_utf8(&written).expect("UTF-8"));
        prop_assert_eq!(again.blocks.len(), document.blocks.len());
    }

    #[test]
    fn html_that_is_written_is_read_again(
        text in prop::collection::vec(HTML, 0..30),
        word in "[a-c<>&\"'/!=;# -]{1,8}",
    ) {
        let text = text.concat();
        let document = read(Format::Html, &text);
        let change = |content: &Content| {
            let mut first = true;
            content.map_text(|text| {
                if std::mem::take(&mut first) { format!("{text}{word}x") } else { text.to_owned() }
            })
        };
        let blocks = document.blocks.iter().enumerate();
        let contents: BTreeMap<usize, Content> = blocks.map(|(at, block)| (at, change(&block.content))).collect();
        let mut findings = Findings::new();
        let written = write(&document, text.as_bytes(), &contents, &locale("tr"), &mut findings);
        let written = written.expect("no fault").expect("written");
        let again = read(Format::Html, std::str::from_utf8(&written).expect("UTF-8"));
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected: Vec<String> = contents.values().map(|content| squeeze(&content.to_string())).collect();
        let found: Vec<String> = again.blocks.iter().map(|block| squeeze(&block.content.to_string())).collect();
        prop_assert_eq!(found, expected, "{}", String::from_utf8_lossy(&written));
        prop_assert_eq!(seen(&again).len(), seen(&document).len());
    }

    #[test]
    fn no_bytes_bring_a_reader_down(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [Format::Plain, Format::Markdown, Format::Html, Format::Docx] {
            let _ = super::read(format, &bytes, &mut Findings::new());
        }
    }
}

#[test]
fn every_piece_has_a_mark() {
    let document = read(Format::Html, "<p>a <b>b</b> c");
    let pieces = document.blocks[0].content.pieces();
    assert!(pieces.iter().any(|piece| matches!(piece, Piece::Code(_))));
    assert_eq!(document.blocks[0].slot.marks.len(), 2);
}
