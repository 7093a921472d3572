//! A translator made of string processing: reads the units of a package and
//! fills targets in the script of the language. No test belongs in here.

/// One unit of a package, as it stands in the file.
pub(crate) struct Unit {
    pub(crate) id: String,
    pub(crate) translate: bool,
    /// What stands in `<source>`, with its escapes.
    pub(crate) source: String,
    /// What stands in `<target>`, with its escapes.
    pub(crate) target: Option<String>,
}

/// The syllables that a language's made-up words are built of.
fn syllables(locale: &str) -> [&'static str; 16] {
    match locale {
        "ug" => [
            "با", "پە", "تو", "جۇ", "چى", "خا", "دە", "رو", "زۇ", "سى", "شا", "غە", "قو", "كۇ",
            "گى", "لا",
        ],
        "kk" => [
            "ба", "пе", "то", "жұ", "шы", "қа", "де", "ро", "зү", "сі", "ша", "ғе", "қо", "кұ",
            "гі", "ла",
        ],
        "zh-Hans" => [
            "国", "门", "车", "书", "时", "开", "东", "长", "见", "问", "风", "页", "鱼", "鸟",
            "马", "龙",
        ],
        "zh-Hant" => [
            "國", "門", "車", "書", "時", "開", "東", "長", "見", "問", "風", "頁", "魚", "鳥",
            "馬", "龍",
        ],
        _ => [
            "ba", "pe", "to", "cu", "ça", "ka", "de", "ro", "zü", "si", "şa", "ğe", "ko", "kü",
            "gi", "la",
        ],
    }
}

/// Words in the script of a language: the same for the same seed, others for
/// any other seed.
pub(crate) fn words(locale: &str, seed: &str) -> String {
    // FNV-1a, which is stable over versions of everything.
    let number = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let syllables = syllables(locale);
    let gap = if locale.starts_with("zh") { "" } else { " " };
    let mut text = String::new();
    for (place, digit) in format!("{number:016x}").chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push_str(gap);
        }
        let digit = digit.to_digit(16).expect("a hexadecimal digit");
        text.push_str(syllables[digit as usize]);
    }
    text
}

/// What stands between two marks, and where it begins.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Option<(usize, &'t str)> {
    let from = text.find(start)? + start.len();
    let length = text[from..].find(end)?;
    Some((from, &text[from..from + length]))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    between(tag, &format!(" {name}=\""), "\"").map(|(_, value)| value.to_owned())
}

/// What stands inside an element of a unit; none if there is no such element.
fn inside(block: &str, element: &str) -> Option<String> {
    let own = block.split("<alt-trans").next().expect("a first part");
    let (at, tag) = between(own, &format!("<{element}"), ">")?;
    if tag.ends_with('/') {
        return Some(String::new());
    }
    let rest = &own[at + tag.len() + 1..];
    rest.split(&format!("</{element}>"))
        .next()
        .map(str::to_owned)
}

fn unit(block: &str) -> Unit {
    let (_, tag) = between(block, "<trans-unit", ">").expect("the tag of a unit");
    Unit {
        id: attribute(tag, "id").expect("the id of a unit"),
        translate: attribute(tag, "translate").as_deref() != Some("no"),
        source: inside(block, "source").expect("the source of a unit"),
        target: inside(block, "target"),
    }
}

/// The text before the first unit, the units, and the text after the last.
fn blocks(xliff: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut rest = xliff;
    while let Some(start) = rest.find("<trans-unit") {
        let end = rest.find("</trans-unit>").expect("the end of a unit") + "</trans-unit>".len();
        blocks.push(&rest[..start]);
        blocks.push(&rest[start..end]);
        rest = &rest[end..];
    }
    blocks.push(rest);
    blocks
}

/// The units of a package.
pub(crate) fn units(xliff: &str) -> Vec<Unit> {
    let blocks = blocks(xliff);
    blocks
        .into_iter()
        .filter(|block| block.starts_with("<trans-unit"))
        .map(unit)
        .collect()
}

/// The file with every unit changed as asked: the new text of the whole
/// block, or the old one.
pub(crate) fn edited(xliff: &str, edit: impl Fn(&Unit, &str) -> String) -> String {
    blocks(xliff)
        .into_iter()
        .map(|block| {
            if block.starts_with("<trans-unit") {
                edit(&unit(block), block)
            } else {
                block.to_owned()
            }
        })
        .collect()
}

/// The file with the targets that are given; a unit for which none is given
/// stays as it is.
pub(crate) fn answered(xliff: &str, answer: impl Fn(&Unit) -> Option<String>) -> String {
    let tag = attribute(xliff, "target-language").expect("the language of the file");
    edited(xliff, |unit, block| match answer(unit) {
        Some(text) => with_target(block, &tag, &text),
        None => block.to_owned(),
    })
}

fn with_target(block: &str, tag: &str, text: &str) -> String {
    let element = format!("<target xml:lang=\"{tag}\">{text}</target>");
    let source_end = block.find("</source>").expect("a source") + "</source>".len();
    let (before, rest) = block.split_at(source_end);
    // The target of a suggestion is none of the unit.
    let own = rest.split("<alt-trans").next().unwrap_or_default();
    match between(own, "<target", "</target>") {
        Some((at, old)) => {
            let start = at - "<target".len();
            let end = at + old.len() + "</target>".len();
            format!("{before}{}{element}{}", &rest[..start], &rest[end..])
        }
        None => format!("{before}\n          {element}{rest}"),
    }
}

/// The file with every open unit for translation filled, each in its own
/// words. `turn` makes other words of the same units.
pub(crate) fn filled(xliff: &str, locale: &str, turn: &str) -> String {
    answered(xliff, |unit| {
        (unit.translate && unit.target.is_none()).then(|| words(locale, &seed(unit, turn)))
    })
}

/// The file with every unit for translation filled, whatever stood there.
pub(crate) fn filled_again(xliff: &str, locale: &str, turn: &str) -> String {
    answered(xliff, |unit| {
        unit.translate.then(|| words(locale, &seed(unit, turn)))
    })
}

fn seed(unit: &Unit, turn: &str) -> String {
    format!("{turn} {} {}", unit.id, unit.source)
}
