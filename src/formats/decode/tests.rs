use super::*;

fn decoded(bytes: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    // Two bytes at a time, so that every boundary is met.
    let slow = io::BufReader::with_capacity(2, bytes);
    Decoder::new(slow).read_to_string(&mut text)?;
    Ok(text)
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[test]
fn every_form_of_unicode() {
    let text = "<?xml version=\"1.0\"?><a>ئۇيغۇر 𠀀</a>";
    for little in [true, false] {
        let bare = utf16(text, little);
        assert_eq!(decoded(&bare).unwrap(), text);
        let marked = utf16(&format!("\u{feff}{text}"), little);
        assert_eq!(decoded(&marked).unwrap(), text);
        assert_eq!(decode_text(&marked).unwrap().0, text);
    }
    assert_eq!(decoded(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
    assert_eq!(decoded(b"").unwrap(), "");
}

#[test]
fn plain_text_without_a_latin_letter() {
    let text = "中文\nئۇيغۇر 𠀀";
    for little in [true, false] {
        assert_eq!(decode_text(&utf16(text, little)).unwrap().0, text);
    }
    assert_eq!(decode_text(text.as_bytes()).unwrap().0, text);
}

#[test]
fn declared_code_pages() {
    let turkish = b"<?xml version='1.0' encoding='windows-1254'?><a>\xf0\xfe</a>";
    assert!(decoded(turkish).unwrap().ends_with("<a>ğş</a>"));
    let chinese = b"<?xml version='1.0' encoding=\"GB18030\"?><a>\xd6\xd0</a>";
    assert!(decoded(chinese).unwrap().ends_with("<a>中</a>"));
    let error = decoded(b"<?xml version='1.0' encoding='klingon'?><a/>").unwrap_err();
    assert!(matches!(
        Undecodable::within(&error),
        Some(Undecodable::UnknownEncoding { label }) if label == "klingon"
    ));
}

#[test]
fn bad_bytes_are_reported_and_never_replaced() {
    for (bytes, offset) in [
        (&b"ab\xff"[..], 2),
        (b"ab\xc3", 2),
        (b"\xEF\xBB\xBFa\xe2\x82!", 4),
        (b"\xff\xfea\0\x00\xd8b\0", 4),
    ] {
        let error = decoded(bytes).unwrap_err();
        assert!(
            matches!(Undecodable::within(&error),
                    Some(Undecodable::InvalidBytes { offset: o, .. }) if *o == offset),
            "{bytes:?}: {error:?}"
        );
    }
}

#[test]
fn a_false_declaration_is_told() {
    let mut decoder = Decoder::new(&b"<?xml version='1.0' encoding='utf-16'?><a/>"[..]);
    let mut text = String::new();
    decoder.read_to_string(&mut text).unwrap();
    assert_eq!(decoder.declared_in_vain(), Some("utf-16"));
    assert_eq!(decoder.encoding(), Some("UTF-8"));
    let wide = utf16("<?xml version='1.0' encoding='UTF-16'?><a/>", false);
    let mut decoder = Decoder::new(&wide[..]);
    decoder.read_to_string(&mut text).unwrap();
    assert_eq!(decoder.declared_in_vain(), None);
}

proptest::proptest! {
    #[test]
    fn text_comes_through_whatever_is_read_at_a_time(
        text in "[a中ئ𠀀]{0,40}",
        room in 1_usize..9,
        bad in 0_usize..120,
    ) {
        let text = format!("{}{text}", "x".repeat(HEAD - 20));
        let mut whole = String::new();
        let slow = io::BufReader::with_capacity(room, text.as_bytes());
        Decoder::new(slow).read_to_string(&mut whole).unwrap();
        proptest::prop_assert_eq!(&whole, &text);

        let at = text.char_indices().map(|(at, _)| at).nth_back(bad.min(text.chars().count() - 1));
        let at = at.unwrap();
        let (before, after) = text.split_at(at);
        let broken = [before.as_bytes(), b"\xFF", after.as_bytes()].concat();
        let slow = io::BufReader::with_capacity(room, broken.as_slice());
        let mut decoder = Decoder::new(slow);
        let mut read = Vec::new();
        let error = decoder.read_to_end(&mut read).unwrap_err();
        let is_there = matches!(
            Undecodable::within(&error),
            Some(Undecodable::InvalidBytes { offset, .. }) if *offset == at as u64
        );
        proptest::prop_assert!(is_there, "{:?}", error);
        proptest::prop_assert_eq!(read, before.as_bytes());
    }
}
