//! A text with what is quoted in it, its terms, and the words in question.

use std::collections::BTreeSet;

use crate::formats::page::escaped;
use crate::model::{MarkKind, MarkedText, TextMark};

use super::ids;

/// What holds at a place of a text.
#[derive(Clone, Copy, Default, PartialEq)]
struct Here<'a> {
    quoted: bool,
    term: Option<&'a str>,
    fault: bool,
}

/// The text as HTML. Marks may overlap: an element is closed and opened again where
/// another begins or ends. With `links`, a term leads to its concept. Marks that lie
/// outside of the text or inside of a character are none.
pub(super) fn html(marked: &MarkedText, links: bool) -> String {
    let text = marked.text.as_str();
    let sound = |mark: &&TextMark| {
        mark.start < mark.end
            && text.is_char_boundary(mark.start)
            && text.is_char_boundary(mark.end)
    };
    let marks: Vec<&TextMark> = marked.marks.iter().filter(sound).collect();
    if marks.is_empty() {
        return escaped(text);
    }
    let mut edges: Vec<(usize, bool, usize)> = Vec::with_capacity(marks.len() * 2);
    for (number, mark) in marks.iter().enumerate() {
        edges.push((mark.start, true, number));
        edges.push((mark.end, false, number));
    }
    edges.sort_unstable();
    let mut open = Open::default();
    let mut out = String::with_capacity(text.len() * 2);
    let (mut shown, mut done) = (Here::default(), 0);
    for (at, begins, number) in edges {
        if at > done {
            switch(&mut out, shown, open.here(&marks), links);
            shown = open.here(&marks);
            out.push_str(&escaped(text.get(done..at).unwrap_or_default()));
            done = at;
        }
        if let Some(mark) = marks.get(number) {
            open.turn(mark.kind, number, begins);
        }
    }
    switch(&mut out, shown, Here::default(), links);
    out.push_str(&escaped(text.get(done..).unwrap_or_default()));
    out
}

/// The marks that a place lies in.
#[derive(Default)]
struct Open {
    quoted: usize,
    faults: usize,
    terms: BTreeSet<usize>,
}

impl Open {
    fn turn(&mut self, kind: MarkKind, number: usize, begins: bool) {
        match (kind, begins) {
            (MarkKind::Quoted, true) => self.quoted += 1,
            (MarkKind::Quoted, false) => self.quoted -= 1,
            (MarkKind::Fault, true) => self.faults += 1,
            (MarkKind::Fault, false) => self.faults -= 1,
            (MarkKind::Term, true) => drop(self.terms.insert(number)),
            (MarkKind::Term, false) => drop(self.terms.remove(&number)),
        }
    }

    /// Of several terms the last to begin is the innermost.
    fn here<'a>(&self, marks: &[&'a TextMark]) -> Here<'a> {
        let term = self.terms.last().and_then(|number| marks.get(*number));
        Here {
            quoted: self.quoted > 0,
            term: term.map(|mark| mark.concept.as_str()),
            fault: self.faults > 0,
        }
    }
}

/// Ends what no longer holds and begins what does: quotations outside, then terms, then
/// words in question.
fn switch(out: &mut String, from: Here, to: Here, links: bool) {
    let same_quotation = from.quoted == to.quoted;
    let same_term = same_quotation && from.term == to.term;
    let same_fault = same_term && from.fault == to.fault;
    let linked = |term: Option<&str>| links && term.is_some_and(|concept| !concept.is_empty());
    if from.fault && !same_fault {
        out.push_str("</mark>");
    }
    if from.term.is_some() && !same_term {
        out.push_str(if linked(from.term) { "</a>" } else { "</span>" });
    }
    if from.quoted && !same_quotation {
        out.push_str("</q>");
    }
    if to.quoted && !same_quotation {
        out.push_str("<q>");
    }
    if let Some(concept) = to.term.filter(|_| !same_term) {
        if linked(to.term) {
            let target = ids::concept(concept);
            out.push_str(&format!("<a class=\"term\" href=\"#{target}\">"));
        } else {
            out.push_str("<span class=\"term\">");
        }
    }
    if to.fault && !same_fault {
        out.push_str("<mark>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: usize, end: usize, kind: MarkKind) -> TextMark {
        TextMark {
            start,
            end,
            kind,
            concept: "un".to_owned(),
        }
    }

    fn shown(text: &str, marks: &[TextMark]) -> String {
        let text = text.to_owned();
        html(
            &MarkedText {
                text,
                marks: marks.to_vec(),
            },
            true,
        )
    }

    #[test]
    fn marks_that_overlap_are_closed_and_opened_again() {
        let marks = [
            mark(0, 4, MarkKind::Quoted),
            mark(2, 6, MarkKind::Term),
            mark(3, 5, MarkKind::Fault),
        ];
        assert_eq!(
            shown("ab<defg", &marks),
            "<q>ab<a class=\"term\" href=\"#c/un\">&lt;<mark>d</mark></a></q>\
             <a class=\"term\" href=\"#c/un\"><mark>e</mark>f</a>g"
        );
    }

    #[test]
    fn marks_outside_of_the_text_are_none() {
        let marks = [
            mark(1, 2, MarkKind::Quoted),
            mark(0, 9, MarkKind::Term),
            mark(2, 2, MarkKind::Fault),
            mark(3, 2, MarkKind::Fault),
        ];
        assert_eq!(shown("ئۇ", &marks), "ئۇ");
    }
}
