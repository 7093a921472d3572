//! Units that a tool cut into segments: `<seg-source>` and `<mrk mtype="seg">`
//! (sections 2.4.1 and 2.5).

use crate::model::Content;

use super::inline::Body;

/// A source with its translation.
pub(super) struct Pair {
    /// The `mid` of the segment; none for a unit that is not cut.
    pub(super) mid: Option<String>,
    pub(super) source: Content,
    pub(super) target: Option<Content>,
}

/// The pairs of a unit.
pub(super) struct Pairs {
    pub(super) pairs: Vec<Pair>,
    /// What could not be paired, in one sentence.
    pub(super) fault: Option<&'static str>,
}

const OTHER_TEXT: &str =
    "the segmented source is not the text of the source; the unit is read as a whole";
const NO_SEGMENT: &str =
    "the translation has a segment that the source does not have; it was left out";
const BETWEEN: &str = "text of the translation stands outside of its segments; it was left out";

/// Pairs the segments of a unit by their `mid`.
pub(super) fn pairs(source: Body, segmented: Option<Body>, target: Option<Body>) -> Pairs {
    let (whole, segments) = match segmented {
        Some(segmented) if !segmented.segments.is_empty() => {
            if letters(&segmented.whole) != letters(&source.whole) {
                return as_a_whole(source.whole, target, Some(OTHER_TEXT));
            }
            (source.whole, segmented.segments)
        }
        // A source is cut only where all of it is in segments: elsewhere a segment
        // is a mark like any other.
        _ if of_segments(&source) == letters(&source.whole).len() => {
            (source.whole, source.segments)
        }
        _ => (source.whole, Vec::new()),
    };
    let Some(target) = target else {
        return without_target(whole, segments);
    };
    if segments.is_empty() {
        return as_a_whole(whole, Some(target), None);
    }
    if target.segments.is_empty() {
        return match <[(String, Content); 1]>::try_from(segments) {
            // One segment needs no mark in the translation.
            Ok([(mid, source)]) => Pairs {
                pairs: vec![Pair {
                    mid: Some(mid),
                    source,
                    target: Some(target.whole),
                }],
                fault: None,
            },
            Err(segments) if letters(&target.whole).is_empty() => without_target(whole, segments),
            Err(_) => as_a_whole(whole, Some(target), None),
        };
    }
    by_mid(segments, target)
}

fn by_mid(segments: Vec<(String, Content)>, target: Body) -> Pairs {
    let between = letters(&target.whole).len() > of_segments(&target);
    let mut answers: Vec<(String, Option<Content>)> = target
        .segments
        .into_iter()
        .map(|(mid, text)| (mid, Some(text)))
        .collect();
    let mut pairs = Vec::new();
    for (mid, source) in segments {
        let answer = answers
            .iter_mut()
            .find(|(other, text)| *other == mid && text.is_some());
        pairs.push(Pair {
            target: answer.and_then(|(_, text)| text.take()),
            mid: Some(mid),
            source,
        });
    }
    let is_left = |text: &Option<Content>| text.as_ref().is_some_and(|t| !letters(t).is_empty());
    let fault = if answers.iter().any(|(_, text)| is_left(text)) {
        Some(NO_SEGMENT)
    } else {
        between.then_some(BETWEEN)
    };
    Pairs { pairs, fault }
}

fn as_a_whole(source: Content, target: Option<Body>, fault: Option<&'static str>) -> Pairs {
    Pairs {
        pairs: vec![Pair {
            mid: None,
            source,
            target: target.map(|target| target.whole),
        }],
        fault,
    }
}

fn without_target(whole: Content, segments: Vec<(String, Content)>) -> Pairs {
    if segments.is_empty() {
        return as_a_whole(whole, None, None);
    }
    let pairs = segments.into_iter().map(|(mid, source)| Pair {
        mid: Some(mid),
        source,
        target: None,
    });
    Pairs {
        pairs: pairs.collect(),
        fault: None,
    }
}

/// How many bytes of letters stand in the segments.
fn of_segments(body: &Body) -> usize {
    let lengths = body.segments.iter().map(|(_, text)| letters(text).len());
    lengths.sum()
}

/// The text without white space, which tools add and take away.
fn letters(content: &Content) -> String {
    content.plain().split_whitespace().collect()
}
