//! How cells look: letters by script, direction, what may be written into.

use crate::model::Locale;

/// The form of the first row.
pub(super) const HEADER: usize = 1;

/// The first of the forms of text: for every script one that is locked and one that
/// is free.
const FIRST: usize = 2;

/// Letters: name and size. A program that has no such font takes another one with
/// these letters.
const FONTS: [(&str, usize); 4] = [
    ("Arial", 10),
    ("Times New Roman", 14),
    ("Microsoft YaHei", 11),
    ("Microsoft JhengHei", 11),
];

/// Which letters text has, and which way it runs: the place of a font, and 0 where the
/// text decides, 1 from left to right, 2 from right to left (18.8.1).
const KINDS: [(usize, u8); 5] = [(0, 0), (0, 1), (1, 2), (2, 1), (3, 1)];

fn kind(locale: Option<&Locale>) -> usize {
    match locale {
        None => 0,
        Some(locale) if locale.is_right_to_left() => 2,
        Some(locale) if locale.script() == "Hans" => 3,
        Some(locale) if locale.script() == "Hant" => 4,
        Some(_) => 1,
    }
}

/// The form of a cell by its number. Without a language the text decides about its
/// direction.
pub(super) fn number(locale: Option<&Locale>, is_free: bool) -> usize {
    FIRST + 2 * kind(locale) + usize::from(is_free)
}

/// The size of the letters of a language, in points.
pub(super) fn size(locale: Option<&Locale>) -> usize {
    let font = KINDS.get(kind(locale)).map(|(font, _)| *font);
    let font = font.and_then(|font| FONTS.get(font));
    font.map_or(10, |(_, size)| *size)
}

/// About as broad as a line is, in tenths of a digit of its size. Most letters are
/// narrower, but a line is never full to its end; what is written in squares is twice
/// as broad.
pub(super) fn breadth(line: &str) -> usize {
    let is_square = |c: char| {
        matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}'
            | '\u{1F300}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFD}')
    };
    line.chars()
        .map(|c| if is_square(c) { 19 } else { 9 })
        .sum()
}

/// The part with the forms. In a protected sheet what is locked is grey.
pub(super) fn part(is_protected: bool) -> String {
    let mut out =
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
        <fonts count=\"5\">"
            .to_owned();
    for (name, size) in FONTS {
        out.push_str(&format!(
            "<font><sz val=\"{size}\"/><name val=\"{name}\"/></font>"
        ));
    }
    let edge = |side: &str| format!("<{side} style=\"thin\"><color rgb=\"FFBFBFBF\"/></{side}>");
    let edges: String = ["left", "right", "top", "bottom"].map(edge).concat();
    out.push_str(&format!(
        "<font><b/><sz val=\"10\"/><name val=\"Arial\"/></font></fonts>\
         <fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>{}{}</fills>\
         <borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border>\
         <border>{edges}<diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>\
         </cellStyleXfs><cellXfs count=\"12\">\
         <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
        fill("FFD9E2EC"),
        fill("FFF2F2F2"),
    ));
    push_form(&mut out, 4, 2, 1, true);
    for (font, order) in KINDS {
        push_form(
            &mut out,
            font,
            if is_protected { 3 } else { 0 },
            order,
            true,
        );
        push_form(&mut out, font, 0, order, false);
    }
    out + "</cellXfs><cellStyles count=\"1\">\
           <cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
}

fn fill(color: &str) -> String {
    format!(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{color}\"/>\
         <bgColor indexed=\"64\"/></patternFill></fill>"
    )
}

/// A form of text (`numFmtId` 49 is `@`); orders as in [`KINDS`].
fn push_form(out: &mut String, font: usize, fill: usize, order: u8, is_locked: bool) {
    let side = match order {
        2 => " horizontal=\"right\" indent=\"1\"",
        1 => " horizontal=\"left\"",
        _ => "",
    };
    out.push_str(&format!(
        "<xf numFmtId=\"49\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"1\" xfId=\"0\" \
         applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" \
         applyAlignment=\"1\" applyProtection=\"1\"><alignment{side} vertical=\"top\" \
         wrapText=\"1\" readingOrder=\"{order}\"/><protection locked=\"{}\"/></xf>",
        u8::from(is_locked)
    ));
}
