use std::ops::Range;

/// A stretch of a paragraph, counted in bytes and in characters (Unicode code
/// points) at once: bytes are for slicing, characters are for files and people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the paragraph's text; both ends lie between characters.
    pub bytes: Range<usize>,
    /// The same stretch in characters.
    pub characters: Range<usize>,
}

/// Who says a quotation, when the text names somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name as it stands, without titles and without the apposition
    /// (“Ana Roe”, “the UN rights office”).
    pub name: String,
    /// The paragraph the name stands in, counted from 0: often, but not
    /// always, that of the quotation.
    pub paragraph: usize,
    /// Where in that paragraph.
    pub span: Span,
}

/// Somebody's words between quotation marks, or as much of them as stands in
/// one paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening mark (or the start of the paragraph, if the quotation
    /// goes on there without one) to after the closing mark (or the end of the
    /// paragraph, if there is none).
    pub span: Span,
    /// The words alone, without the marks.
    pub inner: Span,
    /// 1 for a quotation of the text itself, 2 for one inside of that.
    pub depth: u8,
    /// The quotation around this one: its place in the list of the paragraph.
    pub parent: Option<usize>,
    /// Who says it; none unless the text names somebody beyond doubt.
    pub speaker: Option<Speaker>,
    /// It began earlier: in the paragraph before, or before an opening mark
    /// that only says again that the quotation goes on.
    pub continued: bool,
    /// It goes on: in the next paragraph, or behind such a mark.
    pub continues: bool,
    /// A closing mark ends it here.
    pub closed: bool,
    /// Dots that may stand for words left out, with the brackets around them;
    /// those inside an inner quotation belong to that one alone.
    pub elisions: Vec<Span>,
    /// Words in square brackets, which are not the speaker's; likewise.
    pub insertions: Vec<Span>,
}

impl Quotation {
    /// The bytes of the paragraph between the marks.
    pub fn inside(&self) -> Range<usize> {
        self.inner.bytes.clone()
    }

    /// The bytes of the paragraph before and after the quotation with its
    /// marks; what is empty is left out.
    pub fn outside(&self, paragraph: &str) -> Vec<Range<usize>> {
        narration(std::slice::from_ref(self), paragraph)
    }

    /// Whether a byte of the paragraph lies in the quotation, marks included.
    pub fn covers(&self, byte: usize) -> bool {
        self.span.bytes.contains(&byte)
    }
}

/// What a paragraph says in its own voice: the bytes outside of all of its
/// quotations, in order; what is empty is left out.
pub fn narration(quotations: &[Quotation], paragraph: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    for quotation in quotations {
        let Range { start, end } = quotation.span.bytes;
        if start > at {
            found.push(at..start);
        }
        at = at.max(end);
    }
    if at < paragraph.len() {
        found.push(at..paragraph.len());
    }
    found
}
