use super::*;

fn events(document: &str) -> Vec<Event> {
    let mut reader = Reader::new(std::io::BufReader::with_capacity(3, document.as_bytes()));
    let mut list = Vec::new();
    loop {
        match reader.next_event().unwrap() {
            Event::Eof => return list,
            event => list.push(event),
        }
    }
}

fn texts(document: &str) -> Vec<String> {
    events(document)
        .into_iter()
        .filter_map(|event| match event {
            Event::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

#[track_caller]
fn refused(document: impl AsRef<[u8]>, code: &str, line: u64, column: u64) {
    let shown = String::from_utf8_lossy(document.as_ref()).into_owned();
    let fault = well_formed(document.as_ref()).unwrap().expect(&shown);
    assert_eq!(
        (fault.code, fault.place.line, fault.place.column),
        (code, Some(line), Some(column)),
        "{shown}: {}",
        fault.message
    );
}

#[test]
fn text_is_joined_and_line_ends_are_one() {
    let document = "<a>x\r\ny\rz&#13;&amp;<![CDATA[<b>]]><!-- c --><?p i?>&#x1F600;.</a>";
    assert_eq!(texts(document), ["x\ny\nz\r&<b>\u{1F600}."]);
    assert_eq!(texts("<a><![CDATA[]]>]]&gt;</a>"), ["]]>"]);
}

#[test]
fn attributes_are_normalised() {
    let list = events("<a b='1\r\n2\t3&#10;&lt;' c = \"'\"/>");
    let [Event::Start(element), Event::End(_)] = list.as_slice() else {
        panic!("{list:?}");
    };
    assert_eq!(element.attribute("b"), Some("1 2 3\n<"));
    assert_eq!(element.attribute("c"), Some("'"));
    assert!(element.empty);
}

#[test]
fn prefixes_are_resolved_and_forgotten() {
    let list = events(
        "<a xmlns='u:1' xmlns:p='u:2'><p:b p:c='1' c='2' xml:lang='ug'/><d xmlns=''/><e/></a>",
    );
    let found: Vec<_> = list
        .iter()
        .filter_map(|event| match event {
            Event::Start(e) => Some((e.name.local.as_str(), e.name.namespace.as_deref())),
            _ => None,
        })
        .collect();
    let expected = [
        ("a", Some("u:1")),
        ("b", Some("u:2")),
        ("d", None),
        ("e", Some("u:1")),
    ];
    assert_eq!(found, expected);
    let Some(Event::Start(b)) = list.get(1) else {
        panic!("{list:?}");
    };
    assert_eq!(b.attribute_in(Some("u:2"), "c"), Some("1"));
    assert_eq!(b.attribute("c"), Some("2"));
    assert_eq!(b.attribute_in(Some(XML), "lang"), Some("ug"));
}

#[test]
fn what_is_not_well_formed_is_refused_at_its_place() {
    let ill = "xml::not-well-formed";
    refused("<a>\n x < y</a>", ill, 2, 4);
    refused("<a>\n x < y it's", ill, 2, 4);
    refused("<a><1b/></a>", ill, 1, 4);
    refused("<a b=1/>", ill, 1, 6);
    refused("<a b/>", ill, 1, 4);
    refused("<a b='1' b='2'/>", ill, 1, 10);
    refused("<a b='1'c='2'/>", ill, 1, 9);
    refused("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", ill, 1, 36);
    refused("<a b='ئا<'/>", ill, 1, 9);
    refused("<a>ئا]]></a>", ill, 1, 6);
    refused("<a/><b/>", ill, 1, 5);
    refused("<a/>\nx", ill, 2, 1);
    refused("x<a/>", ill, 1, 1);
    refused("<a/>&#32;", ill, 1, 5);
    refused("<a/><![CDATA[]]>", ill, 1, 14);
    refused("<a/><!DOCTYPE a>", ill, 1, 5);
    refused("<!doctype a><a/>", ill, 1, 1);
    refused("<!DOCTYPE a><!DOCTYPE a><a/>", ill, 1, 13);
    refused(" <?xml version='1.0'?><a/>", ill, 1, 2);
    refused("<?xml encoding='UTF-8'?><a/>", ill, 1, 1);
    refused("<a></b>", ill, 1, 4);
    refused("<a>&;</a>", ill, 1, 4);
    refused("<a>R&D</a>", ill, 1, 5);
    refused("<a><!-- -- --></a>", ill, 1, 4);
    refused("<a><?XML x?></a>", ill, 1, 4);
    refused("", ill, 1, 1);
    refused("<?xml version='1.1'?><a/>", "xml::version", 1, 1);
    refused("<p:a/>", "xml::namespace", 1, 2);
    refused("<a>\n<b p:c='1'/></a>", "xml::namespace", 2, 4);
}

#[test]
fn edges_of_what_is_a_character() {
    for fine in [
        "\t",
        "\n",
        "\r",
        " ",
        "\u{7f}",
        "\u{85}",
        "\u{fffd}",
        "\u{10000}",
        "\u{1fffe}",
    ] {
        assert_eq!(characters::first_illegal(fine), None, "{fine:?}");
    }
    for bad in [
        "\0", "\u{8}", "\u{b}", "\u{c}", "\u{e}", "\u{1f}", "\u{fffe}", "\u{ffff}",
    ] {
        assert!(characters::first_illegal(bad).is_some(), "{bad:?}");
        refused(format!("<a b='{bad}'/>"), "xml::character", 1, 7);
        refused(format!("<a><!--{bad}--></a>"), "xml::character", 1, 8);
        refused(format!("<a><![CDATA[{bad}]]></a>"), "xml::character", 1, 13);
    }
}

#[test]
fn text_that_nobody_asks_for_is_looked_at_all_the_same() {
    for (body, code) in [
        ("x\u{b}", "xml::character"),
        ("]]>", "xml::not-well-formed"),
        ("&b;", "xml::entity"),
    ] {
        let document = format!("<a>{body}<b/></a>");
        let mut reader = Reader::new(document.as_bytes());
        assert!(reader.child().unwrap().is_some());
        let Err(Failure::Fault(fault)) = reader.child() else {
            panic!("{body}: accepted");
        };
        assert_eq!(fault.code, code);
    }
    let long = format!("<a>{}<b/></a>", "x".repeat(TEXT_LIMIT + 1));
    let mut reader = Reader::new(long.as_bytes());
    reader.child().unwrap();
    assert!(reader.skip().is_err());
    let mut reader = Reader::new("<a>x<b>y</b>z</a>".as_bytes());
    reader.child().unwrap();
    reader.child().unwrap();
    assert_eq!(reader.text().unwrap(), "y");
    assert!(matches!(reader.next_event(), Ok(Event::Text(text)) if text == "z"));
}

#[test]
fn what_is_cut_off_is_refused() {
    for document in [
        "<a><b>",
        "<a>x",
        "<a><b c='",
        "<a",
        "<a><!-- ",
        "<a><![CDATA[x",
    ] {
        let fault = well_formed(document.as_bytes()).unwrap().expect(document);
        assert_eq!(fault.code, "xml::truncated", "{document}");
    }
}

#[test]
fn characters_and_entities() {
    refused("<a>\u{b}</a>", "xml::character", 1, 4);
    refused("<a>x&#x3;</a>", "xml::character", 1, 5);
    refused("<a b='&#xD800;'/>", "xml::character", 1, 7);
    refused("<a>&#xFFFF;</a>", "xml::character", 1, 4);
    refused("<a>&#99999999999;</a>", "xml::character", 1, 4);
    refused("<a>&nbsp;</a>", "xml::entity", 1, 4);
    refused(b"<a>\n\xd0\xb0\xff</a>", "xml::encoding", 2, 2);
    refused(
        "<?xml version='1.0' encoding='x-none'?><a/>",
        "xml::encoding",
        1,
        1,
    );
}

#[test]
fn document_types() {
    for fine in [
        "<!DOCTYPE a SYSTEM \"a.dtd\"><a/>",
        "<!DOCTYPE a PUBLIC '-//x//y' 'a[>.dtd' ><a/>",
        "<!DOCTYPE a><a/>",
    ] {
        assert_eq!(well_formed(fine.as_bytes()).unwrap(), None, "{fine}");
    }
    refused("<!DOCTYPE a []><a/>", "xml::doctype", 1, 1);
    refused(
        "<!DOCTYPE a SYSTEM 'a' [<!ENTITY b 'c'>]><a>&b;</a>",
        "xml::doctype",
        1,
        1,
    );
}

#[test]
fn limits_hold_without_filling_the_memory() {
    let deep = "<a>".repeat(DEPTH_LIMIT + 1);
    refused(&deep, "xml::limit", 1, 3 * DEPTH_LIMIT as u64 + 1);
    let wide = format!("<a b='{}'/>", "x".repeat(ATTRIBUTE_LIMIT + 1));
    refused(&wide, "xml::limit", 1, 7);
    let many: String = (0..=ATTRIBUTE_COUNT_LIMIT)
        .map(|n| format!(" a{n}=''"))
        .collect();
    let fault = well_formed(format!("<a{many}/>").as_bytes()).unwrap();
    assert_eq!(fault.map(|f| f.code), Some("xml::limit"));
    let long = format!("<a>{}</a>", "x".repeat(TEXT_LIMIT + 1));
    refused(&long, "xml::limit", 1, 4);
    let huge = format!("<a>{}", "x".repeat(PIECE_LIMIT + CHUNK_ROOM));
    refused(&huge, "xml::limit", 1, 4);
    let comment = format!("<a><!--{}--></a>", "x".repeat(PIECE_LIMIT + CHUNK_ROOM));
    refused(&comment, "xml::limit", 1, 4);
    let fits = format!("<a>{}</a>", "x".repeat(TEXT_LIMIT));
    assert_eq!(well_formed(fits.as_bytes()).unwrap(), None);
}

/// More than is read at a time.
const CHUNK_ROOM: usize = 64 * 1024;

/// All events with their places, and what ended them.
fn whole(source: impl std::io::BufRead) -> (Vec<(Event, String)>, Option<Fault>) {
    let mut reader = Reader::new(source);
    let mut list = Vec::new();
    loop {
        match reader.next_event() {
            Ok(Event::Eof) => return (list, None),
            Ok(event) => list.push((event, reader.place().to_string())),
            Err(Failure::Fault(fault)) => return (list, Some(fault)),
            Err(Failure::Io(error)) => panic!("{error}"),
        }
    }
}

const PARTS: [&str; 30] = [
    "<b>",
    "</b>",
    "<b>x</b>",
    "<b/>",
    "<b c='1' xml:lang=\"ug\"/>",
    "<p:b q:c='1'/>",
    "<p:b>",
    "</p:b>",
    "<b xmlns='u'>",
    "<b xmlns:p='u' xmlns:q='u'>",
    "<b c='1' c='2'/>",
    "<b xml:c='1' c='2'/>",
    "<b c='&lt;\n'/>",
    "<b c = '1' />",
    "<b c='1'd='2'/>",
    "</b >",
    "x",
    "ئ中",
    "\r\n",
    "\n",
    "&lt;",
    "&#10;",
    "&b;",
    "]]",
    ">",
    "<![CDATA[x]]>",
    "<!-- c -->",
    "<?p i?>",
    "\u{b}",
    "<",
];

proptest::proptest! {
    #[test]
    fn the_short_way_and_the_long_way_read_the_same(
        parts in proptest::collection::vec(proptest::sample::select(PARTS.to_vec()), 0..12),
    ) {
        // What stands first is looked at in one piece, for its encoding.
        let document = format!("{}<a>{}</a>", " ".repeat(1024), parts.concat());
        let long = std::io::BufReader::with_capacity(1, document.as_bytes());
        let odd = std::io::BufReader::with_capacity(7, document.as_bytes());
        let expected = whole(long);
        proptest::prop_assert_eq!(&whole(odd), &expected);
        proptest::prop_assert_eq!(whole(document.as_bytes()), expected);
    }

    #[test]
    fn places_are_counted_whatever_is_read_at_a_time(text in "[a\r\nئ中𠀀]{0,12}", cut in 0_usize..12) {
        let bytes = text.as_bytes();
        let (one, other) = bytes.split_at(cut.min(bytes.len()));
        let mut position = Position::default();
        position.advance(one);
        position.advance(other);
        let lines: Vec<&str> = text.split_inclusive('\n').flat_map(|line| {
            let line = line.strip_suffix("\r\n").map_or(line, |rest| &line[..rest.len() + 1]);
            line.split_inclusive(['\r', '\n'])
        }).collect();
        let ended = lines.iter().filter(|line| line.ends_with(['\r', '\n'])).count();
        let last = lines.last().filter(|line| !line.ends_with(['\r', '\n']));
        let column = last.map_or(0, |line| line.chars().count());
        proptest::prop_assert_eq!(
            (position.line, position.column),
            (ended as u64 + 1, column as u64 + 1)
        );
    }

    #[test]
    fn illegal_characters_are_seen_among_any_others(
        before in "[a中\u{ff0c}\u{ffbf}\u{fffd}\t\n]{0,40}",
        one in proptest::char::any(),
        after in "[a中\u{ff0c}\u{ffc0}]{0,40}",
    ) {
        let text = format!("{before}{one}{after}");
        let expected = (!characters::is_character(one)).then_some((before.len(), one));
        proptest::prop_assert_eq!(characters::first_illegal(&text), expected);
    }

    #[test]
    fn what_is_escaped_comes_back(text: String) {
        let kept: String = text.chars().filter(|c| characters::is_character(*c)).collect();
        let mut document = String::from("<a");
        let lost = push_attribute(&mut document, "b", &text);
        document.push('>');
        proptest::prop_assert_eq!(push_text(&mut document, &text), lost);
        proptest::prop_assert_eq!(illegal_characters(&text), lost);
        document.push_str("</a>");
        let mut list = events(&document).into_iter();
        let Some(Event::Start(element)) = list.next() else { panic!() };
        proptest::prop_assert_eq!(element.attribute("b"), Some(kept.as_str()));
        if !kept.is_empty() {
            proptest::prop_assert_eq!(list.next(), Some(Event::Text(kept)));
        }
    }

    #[test]
    fn no_bytes_bring_it_down(bytes: Vec<u8>) {
        let _ = well_formed(bytes.as_slice());
    }

    #[test]
    fn no_markup_brings_it_down(parts in proptest::collection::vec(
        proptest::sample::select(vec!["<", ">", "!", "-", "--", "[", "]]", "CDATA[", "DOCTYPE",
            "?", "xml", "/", "a", " ", "=", "'", "\"", "&", ";", "#", "x1", "ENTITY", "\u{1}"]),
        0..24)) {
        let document = parts.concat();
        let slow = std::io::BufReader::with_capacity(1, document.as_bytes());
        let _ = well_formed(slow);
    }
}
