//! What a page says of the languages and directions of its parts (HTML 3.2.6.2 and
//! 3.2.6.4), changed for a page of which texts are translated.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use html5gum::emitters::default::Token;

use crate::diag::{Finding, Findings, Place};
use crate::formats::document::{Block, BlockKind, Extract, Style, Wanted, position};
use crate::model::Locale;

use super::attributes::attributes;
use super::elements::{Role, is_void, role};
use super::reader::{name_of, switch, tokens};

/// Pieces of a text that are replaced.
type Changes = Vec<(Range<usize>, String)>;

/// An element with its place in the page.
struct Element {
    /// The bytes of its start tag.
    tag: Range<usize>,
    /// Where it ends; of one that is open, the end of its tag.
    end: usize,
    is_block: bool,
    is_root: bool,
    /// Whether the text in it is left as it is.
    is_kept: bool,
    name: String,
    parent: Option<usize>,
}

/// The elements of a page in the order of their tags, so far as their ends can be told.
#[derive(Default)]
struct Elements {
    all: Vec<Element>,
    open: Vec<usize>,
    counts: BTreeMap<String, usize>,
}

impl Elements {
    fn of(text: &str) -> Vec<Element> {
        let mut elements = Elements::default();
        let mut tokens = tokens(text);
        while let Some(Ok(token)) = tokens.next() {
            match token {
                Token::StartTag(tag) => {
                    let name = name_of(&tag.name);
                    switch(&mut tokens, &name);
                    let mut own = tag.attributes.iter();
                    let is_kept = own
                        .any(|(own, value)| name_of(own) == "translate" && name_of(value) == "no");
                    elements.start(name, tag.span.start..tag.span.end, is_kept);
                }
                Token::EndTag(tag) => {
                    let name = name_of(&tag.name);
                    if elements.counts.get(&name).is_some_and(|count| *count > 0) {
                        while elements
                            .close(tag.span.end)
                            .is_some_and(|last| last != name)
                        {}
                    }
                }
                _ => {}
            }
        }
        while elements.close(text.len()).is_some() {}
        elements.all
    }

    fn start(&mut self, name: String, tag: Range<usize>, is_kept: bool) {
        let is_block = matches!(role(&name), Role::Block | Role::Verbatim);
        // What ends without an end tag (HTML 13.1.2.4).
        let last = self.open.last().and_then(|at| self.all.get(*at));
        if last.is_some_and(|last| is_block && (last.name == "p" || ends(&last.name, &name))) {
            self.close(tag.start);
        }
        let parent = self.open.last().copied();
        let outer = parent.and_then(|at| self.all.get(at));
        let is_kept =
            is_kept || role(&name) == Role::Whole || outer.is_some_and(|outer| outer.is_kept);
        if !is_void(&name) {
            self.open.push(self.all.len());
            *self.counts.entry(name.clone()).or_default() += 1;
        }
        self.all.push(Element {
            end: tag.end,
            tag,
            is_block,
            is_root: name == "html",
            is_kept,
            name,
            parent,
        });
    }

    /// Closes the innermost element and gives its name.
    fn close(&mut self, end: usize) -> Option<String> {
        let element = self.all.get_mut(self.open.pop()?)?;
        element.end = end;
        if let Some(count) = self.counts.get_mut(&element.name) {
            *count -= 1;
        }
        Some(element.name.clone())
    }
}

/// Whether an element that is open ends where another begins.
fn ends(open: &str, next: &str) -> bool {
    matches!(
        (open, next),
        ("li", "li")
            | ("dt" | "dd", "dt" | "dd")
            | ("td" | "th", "td" | "th" | "tr")
            | ("tr", "tr")
    )
}

/// What a page says in its tags.
pub(super) struct Page<'a> {
    text: &'a str,
    wanted: &'a Wanted<'a>,
    elements: Vec<Element>,
    /// Where the texts lie, translated or not, in order.
    texts: Vec<Range<usize>>,
    /// Where the translated texts lie.
    translated: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, document: &Extract, wanted: &'a Wanted<'a>) -> Page<'a> {
        let is_text =
            |block: &&Block| matches!(block.slot.style, Style::Html | Style::HtmlVerbatim);
        let range = |block: &Block| block.slot.range.clone();
        let own = wanted.contents.keys();
        let own = own.filter_map(|at| document.blocks.get(*at));
        Page {
            text,
            wanted,
            elements: Elements::of(text),
            texts: document.blocks.iter().filter(is_text).map(range).collect(),
            translated: own.filter(is_text).map(range).collect(),
        }
    }

    /// What is changed in the elements below the root.
    pub(super) fn changes(&self, document: &Extract, findings: &mut Findings) -> Changes {
        let mut changes = Vec::new();
        let Some(source) = self.wanted.source else {
            return changes;
        };
        let mut marked = BTreeSet::new();
        for index in self.wanted.left {
            if let Some(block) = document.blocks.get(*index) {
                self.left(block, source, &mut marked, &mut changes);
            }
        }
        for element in &self.elements {
            if !element.is_root && !element.is_kept && !marked.contains(&element.tag.start) {
                self.translated(element, source, &mut changes, findings);
            }
        }
        changes
    }

    /// A text in the language of the source says so: in its element, or, where others
    /// are in that too, in one of its own.
    fn left(
        &self,
        block: &Block,
        source: &Locale,
        marked: &mut BTreeSet<usize>,
        changes: &mut Changes,
    ) {
        if !matches!(block.slot.style, Style::Html | Style::HtmlVerbatim) {
            return;
        }
        let place = &block.slot.range;
        let wanted = [
            ("lang", source.to_string()),
            ("dir", direction(source).to_owned()),
        ];
        if let Some(element) = self.around(place) {
            marked.insert(element.tag.start);
            changes.extend(set(self.text, &element.tag, &wanted));
        } else if block.kind != BlockKind::Title {
            let [(_, lang), (_, dir)] = wanted;
            let tag = format!("<span lang=\"{lang}\" dir=\"{dir}\">");
            changes.push((place.start..place.start, tag));
            changes.push((place.end..place.end, "</span>".to_owned()));
        }
    }

    /// The element that begins the block there and holds no other.
    fn around(&self, place: &Range<usize>) -> Option<&Element> {
        let before = self
            .elements
            .partition_point(|one| one.tag.end <= place.start);
        let mut at = before.checked_sub(1)?;
        loop {
            let element = self.elements.get(at)?;
            if element.is_block && element.end >= place.end {
                let to = |end: usize| self.texts.partition_point(|text| text.start < end);
                let is_alone = to(element.end) - to(element.tag.start) == 1;
                return Some(element).filter(|element| is_alone && !element.is_root);
            }
            at = element.parent?;
        }
    }

    /// An element in which text is translated, with what it said of the source.
    fn translated(
        &self,
        element: &Element,
        source: &Locale,
        changes: &mut Changes,
        findings: &mut Findings,
    ) {
        let tag = self.text.get(element.tag.clone()).unwrap_or_default();
        let found = attributes(tag);
        let value = |name: &str| {
            let one = found.iter().find(|one| one.name == name);
            one.and_then(|one| tag.get(one.value.clone()))
        };
        let names = ["lang", "xml:lang"].into_iter();
        let langs = names.filter_map(|name| Some((name, value(name)?)));
        let langs: Vec<(&str, &str)> = langs.collect();
        let dir = value("dir");
        let Some(holds) = self.holds(element) else {
            return;
        };
        let target = self.wanted.target;
        let is =
            |lang: &str, locale: &Locale| primary(lang).eq_ignore_ascii_case(locale.language());
        if let Some((_, lang)) = langs.iter().find(|(_, lang)| !is(lang, source)) {
            if !lang.is_empty() && !is(lang, target) {
                findings.push(self.other(element, lang));
            }
            return;
        }
        let wanted = langs.iter().map(|(name, _)| (*name, target.to_string()));
        let mut wanted: Vec<(&str, String)> = wanted.collect();
        let is_of_source = dir.is_some_and(|dir| dir.eq_ignore_ascii_case(direction(source)));
        // A number or an address in a line may keep its direction.
        if is_of_source && (holds || !langs.is_empty()) {
            wanted.push(("dir", direction(target).to_owned()));
        }
        changes.extend(set(self.text, &element.tag, &wanted));
    }

    /// Whether a translated text lies in an element; none if the element is not even
    /// part of one.
    fn holds(&self, element: &Element) -> Option<bool> {
        let start = element.tag.start;
        let at = self.translated.partition_point(|one| one.start < start);
        let next = self.translated.get(at);
        let holds = next.is_some_and(|one| one.start < element.end);
        let outer = at.checked_sub(1).and_then(|at| self.translated.get(at));
        let lies_in = outer.is_some_and(|outer| element.end <= outer.end);
        (holds || lies_in).then_some(holds)
    }

    fn other(&self, element: &Element, lang: &str) -> Finding {
        let (line, column) = position(self.text, element.tag.start);
        Finding::warning(
            "document::language",
            "text in this element is translated, but its tag names another language than that \
             of the source; the tag is left as it is",
        )
        .words(lang)
        .at(Place::default().line(line, column))
        .help("Look at `lang` and `dir` of this element in the translated page.")
    }
}

/// The first part of a language tag, which is the language.
fn primary(lang: &str) -> &str {
    let end = lang.find(['-', '_']).unwrap_or(lang.len());
    lang.get(..end).unwrap_or_default().trim()
}

pub(super) fn direction(locale: &Locale) -> &'static str {
    if locale.is_right_to_left() {
        "rtl"
    } else {
        "ltr"
    }
}

/// What is changed in a tag so that its attributes have these values.
pub(super) fn set(text: &str, place: &Range<usize>, wanted: &[(&str, String)]) -> Changes {
    let tag = text.get(place.clone()).unwrap_or_default();
    let found = attributes(tag);
    let mut changes = Vec::new();
    let mut added = String::new();
    for (name, value) in wanted {
        match found.iter().find(|one| one.name == *name) {
            Some(one) if tag.get(one.value.clone()) == Some(value) => {}
            Some(one) => {
                let range = place.start + one.whole.start..place.start + one.whole.end;
                changes.push((range, format!("{name}=\"{value}\"")));
            }
            None => added.push_str(&format!(" {name}=\"{value}\"")),
        }
    }
    if !added.is_empty() {
        // Right after the name.
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>');
        let at = place.start + tag.find(is_end).unwrap_or(tag.len());
        changes.push((at..at, added));
    }
    changes
}
