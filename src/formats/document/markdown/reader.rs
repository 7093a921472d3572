use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::formats::document::builder::{Builder, Shown};
use crate::formats::document::{Block, BlockKind, Mark, Style, html};

use super::links::{is_label, label, own_title};
use super::options;

/// The blocks of a Markdown text, in order.
pub(in crate::formats::document) fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader {
        text,
        blocks: Vec::new(),
        builders: Vec::new(),
        containers: Vec::new(),
        inline: Vec::new(),
        html: None,
        is_skipped: false,
        whole: 0,
    };
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let definitions: Vec<(Range<usize>, String)> = events
        .reference_definitions()
        .iter()
        .filter_map(|(_, found)| Some((found.span.clone(), found.title.as_ref()?.to_string())))
        .collect();
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.flush();
    for (span, title) in definitions {
        let end = text.get(span.clone()).map_or(0, |raw| raw.trim_end().len());
        reader.title(span.start..span.start + end, &title);
    }
    let mut blocks = reader.blocks;
    // A picture's text comes before the paragraph that holds it is complete.
    blocks.sort_by_key(|block| (block.slot.range.start, block.slot.range.end));
    blocks
}

/// A text that is being gathered, and what it is.
struct Gathering {
    builder: Builder,
    kind: BlockKind,
    style: Style,
}

/// An inline element that is open: how it ends.
enum Inline {
    /// Emphasis and the like: so many bytes at each side.
    Delimited(&'static str, usize),
    /// A link from its bracket, and whether its text is its label as well.
    Link(bool),
    /// A picture: its own text is gathered apart. The same.
    Picture(bool),
}

/// Pictures stand in the texts of pictures up to this depth; each holds the source of
/// those in it. What lies deeper is part of its code.
const PICTURES: usize = 4;

struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// The innermost last: pictures stand in paragraphs.
    builders: Vec<Gathering>,
    /// What the text at hand is a part of.
    containers: Vec<BlockKind>,
    inline: Vec<(Inline, String)>,
    /// A block of HTML: where it begins, and its text with spaces for all that is
    /// no HTML, such as the marks of a quotation.
    html: Option<(usize, String)>,
    is_skipped: bool,
    /// How many elements are open in what is one code with all that is in it, and
    /// itself.
    whole: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(_) if self.whole > 0 => self.whole += 1,
            Event::End(_) if self.whole > 0 => self.whole -= 1,
            _ if self.whole > 0 => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Html(_) | Event::Text(_) if self.html.is_some() => self.html(range),
            Event::Text(_) if self.is_skipped => {}
            Event::Text(text) => {
                let range = self.with_escape(range);
                self.here().text(&text, range);
            }
            Event::SoftBreak => self.here().text(" ", range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.alone(Shown::like("x-code", text.as_ref()), range);
            }
            Event::HardBreak => self.alone(Shown::like("lb", "\u{21B5}"), range),
            Event::FootnoteReference(label) => {
                self.alone(Shown::like("x-footnote", format!("[{label}]")), range);
            }
            Event::InlineHtml(_) => self.inline_html(range),
            Event::Html(_) => {}
            Event::TaskListMarker(_) | Event::Rule => {}
        }
    }

    /// A range with the backslash before it, which made its first character text.
    fn with_escape(&self, range: Range<usize>) -> Range<usize> {
        let before = self.text.get(..range.start).unwrap_or_default();
        let first = self.here_is_empty() && before.ends_with('\\');
        range.start - usize::from(first)..range.end
    }

    fn here_is_empty(&self) -> bool {
        self.builders
            .last()
            .is_none_or(|gathering| gathering.builder.is_empty())
    }

    /// The text at hand; one begins where an item has no paragraphs.
    fn here(&mut self) -> &mut Builder {
        if self.builders.is_empty() {
            let kind = self.containers.last().copied();
            self.begin(kind.unwrap_or(BlockKind::Paragraph), false);
        }
        let at = self.builders.len() - 1;
        // The line above has seen to it that there is one.
        #[allow(clippy::indexing_slicing)]
        &mut self.builders[at].builder
    }

    fn begin(&mut self, kind: BlockKind, cell: bool) {
        self.builders.push(Gathering {
            builder: Builder::default(),
            kind,
            style: Style::Markdown { cell },
        });
    }

    /// Ends the text at hand, and whatever stands in it.
    fn flush(&mut self) {
        while self.builders.pop().is_some_and(|gathering| {
            let block = gathering
                .builder
                .finish(self.text, gathering.kind, gathering.style);
            self.blocks.extend(block);
            true
        }) {}
        self.inline.clear();
    }

    fn raw(&self, range: &Range<usize>) -> String {
        self.text.get(range.clone()).unwrap_or_default().to_owned()
    }

    fn alone(&mut self, shown: Shown<'_>, range: Range<usize>) {
        let data = self.raw(&range);
        let mark = Mark::Source(range.clone());
        self.here().alone(shown, &data, mark, range);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.delimited("italic", 1, range),
            Tag::Strong => self.delimited("bold", 2, range),
            Tag::Strikethrough => {
                let two = self.raw(&range).starts_with("~~");
                self.delimited("x-strikethrough", 1 + usize::from(two), range);
            }
            Tag::Superscript => self.delimited("x-superscript", 1, range),
            Tag::Subscript => self.delimited("x-subscript", 1, range),
            Tag::Link {
                link_type, title, ..
            } => self.link(link_type, &title, range),
            // Those outside, and the paragraph.
            Tag::Image { .. } if self.builders.len() > PICTURES => {
                self.alone(Shown::of("image"), range);
                self.whole = 1;
            }
            Tag::Image {
                link_type, title, ..
            } => self.picture(link_type, &title),
            tag => {
                self.flush();
                self.block(&tag, range);
            }
        }
    }

    fn block(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8), false),
            Tag::TableCell => self.begin(BlockKind::Cell, true),
            Tag::Paragraph => {
                let kind = self.containers.last().copied();
                self.begin(kind.unwrap_or(BlockKind::Paragraph), false);
            }
            Tag::Item => self.containers.push(BlockKind::Item),
            Tag::FootnoteDefinition(_) => self.containers.push(BlockKind::Note),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.is_skipped = true,
            Tag::HtmlBlock => self.html = Some((range.start, String::new())),
            _ => {}
        }
    }

    fn delimited(&mut self, ctype: &'static str, width: usize, range: Range<usize>) {
        let start = range.start..range.start + width;
        let data = self.raw(&start);
        let mark = Mark::Source(start.clone());
        self.here()
            .open(ctype, Shown::of(ctype), &data, mark, start);
        self.inline
            .push((Inline::Delimited(ctype, width), String::new()));
    }

    fn link(&mut self, kind: LinkType, title: &str, range: Range<usize>) {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            let shown = self.raw(&range);
            let shown = shown.trim_matches(['<', '>']);
            self.alone(Shown::like("link", shown), range);
            // Its text is the address, and part of the code.
            self.whole = 1;
            return;
        }
        let start = range.start..range.start + 1;
        let data = self.raw(&start);
        let mark = Mark::Source(start.clone());
        self.here()
            .open("link", Shown::of("link"), &data, mark, start);
        let title = own_title(kind, title);
        self.inline
            .push((Inline::Link(is_label(kind)), title.to_owned()));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.end_inline(range),
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.is_skipped = false,
            TagEnd::HtmlBlock => {
                if let Some((start, inner)) = self.html.take() {
                    self.blocks.extend(html::blocks(&inner, start, self.text));
                }
            }
            _ => self.flush(),
        }
    }

    fn end_inline(&mut self, range: Range<usize>) {
        let Some((inline, title)) = self.inline.pop() else {
            return;
        };
        match inline {
            Inline::Delimited(name, width) => {
                self.close(name, range.end.saturating_sub(width)..range.end);
            }
            Inline::Link(labelled) => {
                let inside = self.here().end().unwrap_or(range.start + 1);
                let end = inside..range.end;
                if labelled {
                    let label = label(self.text, range.start + 1);
                    let (data, shown) = (self.raw(&end), Shown::of("link"));
                    self.here()
                        .close("link", shown, &data, Mark::Text(label), end);
                } else {
                    self.close("link", end);
                }
                self.title(range.start..range.end.saturating_sub(1), &title);
            }
            Inline::Picture(labelled) => self.end_picture(labelled, &title, range),
        }
    }

    fn picture(&mut self, kind: LinkType, title: &str) {
        self.here();
        let title = own_title(kind, title).to_owned();
        self.inline.push((Inline::Picture(is_label(kind)), title));
        let outer = self.builders.last().map(|gathering| &gathering.style);
        let cell = outer == Some(&Style::Markdown { cell: true });
        self.begin(BlockKind::Alternative, cell);
    }

    fn end_picture(&mut self, labelled: bool, title: &str, range: Range<usize>) {
        let shown = self.builders.pop().and_then(|gathering| {
            let kind = gathering.kind;
            gathering.builder.finish(self.text, kind, gathering.style)
        });
        let equiv = shown.as_ref().map(|block| block.content.plain());
        let shown = shown.map(|mut block| {
            if labelled {
                block.slot.style = Style::MarkdownLabel(label(self.text, range.start + 2));
                block.slot.range.end = range.end;
            }
            block
        });
        self.blocks.extend(shown);
        let ctype = "image";
        self.alone(Shown { ctype, equiv }, range.clone());
        self.title(range.start..range.end.saturating_sub(1), title);
    }

    fn html(&mut self, range: Range<usize>) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if let Some((start, inner)) = &mut self.html {
            let gap = range.start.saturating_sub(*start + inner.len());
            inner.extend(std::iter::repeat_n(' ', gap));
            inner.push_str(text);
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        let data = self.raw(&range);
        let mark = Mark::Source(range.clone());
        self.here().close(name, Shown::of(name), &data, mark, range);
    }

    /// The title of a link, which stands between marks at the end of a range.
    fn title(&mut self, range: Range<usize>, title: &str) {
        if title.trim().is_empty() {
            return;
        }
        let raw = self.text.get(range.clone()).unwrap_or_default().trim_end();
        let end = range.start + raw.len().saturating_sub(1);
        let open = match raw.chars().next_back() {
            Some(')') => '(',
            Some(mark @ ('"' | '\'')) => mark,
            _ => return,
        };
        let inner = self.text.get(range.start..end).unwrap_or_default();
        let is_escaped = |at: usize| {
            let before = inner.get(..at).unwrap_or_default();
            (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
        };
        let mut starts = inner.rmatch_indices(open).map(|(at, _)| at);
        let Some(start) = starts.find(|at| !is_escaped(*at)) else {
            return;
        };
        let place = range.start + start + 1..end;
        let mut builder = Builder::default();
        builder.text(title, place);
        let block = builder.finish(self.text, BlockKind::Aside, Style::MarkdownTitle);
        self.blocks.extend(block);
    }

    /// A tag of HTML inside of a paragraph.
    fn inline_html(&mut self, range: Range<usize>) {
        let data = self.raw(&range);
        let mark = Mark::Source(range.clone());
        match html::tag(&data) {
            html::Tag::Open(name) => {
                let shown = Shown::of(html::ctype(&name));
                self.here().open(&name, shown, &data, mark, range.clone());
                self.attributes(range);
            }
            html::Tag::Close(name) => {
                let shown = Shown::of(html::ctype(&name));
                self.here().close(&name, shown, &data, mark, range);
            }
            html::Tag::Alone(name) => {
                let shown = Shown::like(html::ctype(&name), format!("<{name}>"));
                self.here().alone(shown, &data, mark, range.clone());
                self.attributes(range);
            }
            html::Tag::Comment => self
                .here()
                .alone(Shown::of("x-comment"), &data, mark, range),
        }
    }

    /// What is read of the attributes of a tag.
    fn attributes(&mut self, range: Range<usize>) {
        let tag = self.text.get(range.clone()).unwrap_or_default();
        let found = html::blocks(tag, range.start, self.text);
        self.blocks.extend(found);
    }
}
