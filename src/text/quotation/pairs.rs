//! The marks of one paragraph into pairs, in one pass with a stack of at most
//! [`DEPTH`] open quotations.

use super::marks::{FAMILIES, Family, Lean, Mark, Shape, Use};

/// More quotations inside of one another than this are not told apart: nobody
/// writes them, and the stack stays small for hostile input.
pub(super) const DEPTH: usize = 8;

/// A quotation as found in one paragraph, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) family: Family,
    pub(super) start: usize,
    pub(super) inner_start: usize,
    pub(super) inner_end: usize,
    pub(super) end: usize,
    pub(super) closed: bool,
    pub(super) continued: bool,
    pub(super) continues: bool,
    /// The opening mark is the first thing in the paragraph, or a colon stands
    /// before it: a single mark there is believed without a partner.
    pub(super) led_in: bool,
    /// The opening mark is the first thing in the paragraph.
    pub(super) first: bool,
    /// No quotation after all: an apostrophe.
    pub(super) dropped: bool,
}

/// What one paragraph has.
#[derive(Clone, Debug, Default)]
pub(super) struct Paired {
    /// In the order of their starts.
    pub(super) found: Vec<Found>,
    /// Those that no mark ends, the outermost first.
    pub(super) open: Vec<usize>,
    /// A closing mark without an opening one, before any other quotation of
    /// its family.
    pub(super) stray: Option<Family>,
}

enum Act {
    Open,
    Close,
    Stray,
    Ignore,
}

/// Pairs the marks of a paragraph. With `carried` a quotation of that family
/// is open from the start of the paragraph, without a mark.
pub(super) fn pair(text: &str, marks: &[Mark], carried: Option<Family>) -> Paired {
    let ahead = ahead(marks);
    let mut pairing = Pairing {
        text,
        paired: Paired::default(),
        stack: Vec::new(),
        begun: [false; FAMILIES],
    };
    if let Some(family) = carried {
        pairing.begin(family, 0, 0, true);
        if let Some(found) = pairing.paired.found.last_mut() {
            found.continued = true;
        }
    }
    for (mark, ahead) in marks.iter().zip(&ahead) {
        match pairing.decide(mark, ahead) {
            Act::Open => pairing.open(mark, ahead),
            Act::Close => pairing.close(mark),
            Act::Stray => pairing.stray(mark),
            Act::Ignore => {}
        }
    }
    pairing.paired.open = pairing.stack;
    pairing.paired
}

/// What follows a mark in its family.
#[derive(Clone, Copy, Default)]
struct Ahead {
    /// Closing marks less opening ones, from this mark on.
    balance: i64,
    /// The next mark of the family: its shape and what its neighbours say.
    next: Option<(Shape, Lean)>,
    /// For single marks: a closing mark follows that is no possessive, before
    /// any other opens.
    strong: bool,
    /// For single marks: closing ones follow, straight and curly.
    closing: [bool; 2],
}

fn ahead(marks: &[Mark]) -> Vec<Ahead> {
    let mut state = [Ahead::default(); FAMILIES];
    let mut all = vec![Ahead::default(); marks.len()];
    for (ahead, mark) in all.iter_mut().zip(marks).rev() {
        let Some(state) = state.get_mut(mark.family as usize) else {
            continue;
        };
        let next = *state;
        state.balance += value(mark);
        state.next = Some((mark.shape, mark.lean));
        match mark.single {
            Some(Use::Opens) => state.strong = false,
            Some(Use::Closes { strong }) => state.strong |= strong,
            _ => {}
        }
        if mark.single.is_some_and(|single| single != Use::Opens) {
            let [straight, curly] = &mut state.closing;
            match mark.shape {
                Shape::Straight => *straight = true,
                _ => *curly = true,
            }
        }
        *ahead = Ahead {
            balance: state.balance,
            ..next
        };
    }
    all
}

/// 1 for a closing mark, -1 for an opening one, as far as can be told without
/// its partner.
fn value(mark: &Mark) -> i64 {
    if let Some(single) = mark.single {
        return match single {
            Use::Opens => -1,
            Use::Closes { .. } => 1,
            Use::Inside => 0,
        };
    }
    match (mark.shape, mark.lean) {
        (Shape::Opens, Lean::Closes) => 1,
        (Shape::Opens, _) => -1,
        (Shape::Closes, _) => 1,
        (Shape::Straight, Lean::Opens) => -1,
        (Shape::Straight, Lean::Closes) => 1,
        (Shape::Straight | Shape::Turned, _) => 0,
    }
}

/// “ and its kin, which close in German, and where one mark was typed twice.
fn decide_opening(mark: &Mark, ahead: &Ahead, open: i64) -> Act {
    let glued = mark.lean == Lean::Glued && !mark.after_sentence;
    match mark.lean {
        Lean::Closes if open > 0 => Act::Close,
        Lean::Closes if !next_closes(ahead) => Act::Stray,
        _ if glued && open > 0 && ahead.balance < open => Act::Close,
        _ => Act::Open,
    }
}

/// ” and its kin while nothing is open: ”…” in Swedish, »…« in Danish, and
/// marks turned around.
fn decide_closing(mark: &Mark, ahead: &Ahead) -> Act {
    match (mark.lean, ahead.next) {
        (Lean::Closes | Lean::Apart, _) | (_, None) => Act::Stray,
        (_, Some((Shape::Opens, lean))) if lean != Lean::Closes => Act::Stray,
        _ => Act::Open,
    }
}

fn decide_straight(mark: &Mark, ahead: &Ahead, open: i64) -> Act {
    // 10" is a measure unless the mark is wanted to close something.
    if mark.after_digit && (open == 0 || (open == 1 && next_closes(ahead))) {
        return Act::Ignore;
    }
    match mark.lean {
        Lean::Opens => Act::Open,
        _ if open > 0 => Act::Close,
        Lean::Closes => Act::Stray,
        _ if ahead.next.is_some() => Act::Open,
        Lean::Glued if !mark.after_word => Act::Open,
        _ => Act::Ignore,
    }
}

fn next_closes(ahead: &Ahead) -> bool {
    ahead
        .next
        .is_some_and(|(shape, lean)| lean == Lean::Closes || shape == Shape::Closes)
}

struct Pairing<'a> {
    text: &'a str,
    paired: Paired,
    stack: Vec<usize>,
    /// The families that have opened something.
    begun: [bool; FAMILIES],
}

impl Pairing<'_> {
    /// How many quotations of a family are open.
    fn open_of(&self, family: Family) -> i64 {
        let same = |index: &&usize| self.family(**index) == Some(family);
        i64::try_from(self.stack.iter().filter(same).count()).unwrap_or(i64::MAX)
    }

    fn family(&self, index: usize) -> Option<Family> {
        self.paired.found.get(index).map(|found| found.family)
    }

    fn decide(&self, mark: &Mark, ahead: &Ahead) -> Act {
        let open = self.open_of(mark.family);
        let one_way = matches!(
            mark.family,
            Family::Corner | Family::WhiteCorner | Family::Angle
        );
        match (mark.single, mark.shape) {
            (Some(Use::Opens), _) => self.open_single(mark, ahead),
            (Some(single), _) => self.close_single(single, mark, ahead),
            (None, Shape::Straight) => decide_straight(mark, ahead, open),
            (None, Shape::Turned) if open > 0 => Act::Close,
            (None, Shape::Turned) if mark.lean == Lean::Closes && ahead.next.is_none() => {
                Act::Stray
            }
            (None, Shape::Turned) => Act::Open,
            (None, Shape::Opens) if one_way => Act::Open,
            (None, Shape::Opens) => decide_opening(mark, ahead, open),
            (None, Shape::Closes) if open > 0 => Act::Close,
            (None, Shape::Closes) if one_way => Act::Stray,
            (None, Shape::Closes) => decide_closing(mark, ahead),
        }
    }

    /// A single mark opens only what another one closes; at the start of a
    /// paragraph and after a colon that may stand in a later paragraph.
    fn open_single(&self, mark: &Mark, ahead: &Ahead) -> Act {
        let [straight, curly] = ahead.closing;
        let straight_mark = mark.shape == Shape::Straight;
        let partner = straight || (curly && !straight_mark);
        let open = self.open_of(Family::Single);
        let inside = straight_mark
            && self.top_single().is_some()
            && !mark.after_sentence
            && ahead.balance < open;
        if (partner && !inside) || mark.first || mark.after_colon {
            Act::Open
        } else {
            Act::Ignore
        }
    }

    /// A single mark closes only the innermost quotation.
    fn close_single(&self, single: Use, mark: &Mark, ahead: &Ahead) -> Act {
        let Some(open) = self.top_single() else {
            let strong = single == (Use::Closes { strong: true }) && !mark.after_word;
            return match strong && self.open_of(Family::Single) == 0 {
                true => Act::Stray,
                false => Act::Ignore,
            };
        };
        if single == (Use::Closes { strong: false }) && ahead.strong {
            return Act::Ignore;
        }
        let [straight, curly] = ahead.closing;
        let opening = self.text.get(open.start..).unwrap_or_default();
        let straight_mark = mark.shape == Shape::Straight;
        let same = opening.starts_with(['\'', '＇']) == straight_mark;
        let later = if straight_mark { curly } else { straight };
        if same || !later {
            Act::Close
        } else {
            Act::Ignore
        }
    }

    /// The innermost open quotation, if it is one in single marks.
    fn top_single(&self) -> Option<&Found> {
        let top = self.paired.found.get(*self.stack.last()?)?;
        (top.family == Family::Single).then_some(top)
    }

    /// Opens a quotation. One of the same family that is open, and is not going
    /// to be closed, goes on here: the press sets an opening mark before each
    /// paragraph of a long quotation and a closing one at its very end, and
    /// the paragraphs were glued together
    /// (Chicago Manual of Style, “Quotations of more than one paragraph”).
    fn open(&mut self, mark: &Mark, ahead: &Ahead) {
        let family = mark.family;
        let same = |index: &usize| self.family(*index) == Some(family);
        let again = mark.after_sentence && ahead.balance < self.open_of(family);
        let mut continued = false;
        if let Some(place) = self.stack.iter().rposition(same).filter(|_| again) {
            let before = self.text.get(..mark.at).unwrap_or_default();
            self.leave(place, before.trim_end().len());
            continued = true;
            if let Some(index) = self.stack.pop()
                && let Some(found) = self.paired.found.get_mut(index)
            {
                found.continues = true;
                found.end = before.trim_end().len();
                found.inner_end = found.end;
            }
        }
        if self.stack.len() >= DEPTH {
            return;
        }
        self.begin(family, mark.at, mark.end, mark.first);
        if let Some(found) = self.paired.found.last_mut() {
            found.led_in = mark.first || mark.after_colon;
            found.continued = continued;
        }
    }

    fn begin(&mut self, family: Family, start: usize, inner_start: usize, first: bool) {
        self.stack.push(self.paired.found.len());
        if let Some(begun) = self.begun.get_mut(family as usize) {
            *begun = true;
        }
        self.paired.found.push(Found {
            family,
            start,
            inner_start,
            inner_end: self.text.len(),
            end: self.text.len(),
            closed: false,
            continued: false,
            continues: false,
            led_in: first,
            first,
            dropped: false,
        });
    }

    /// Ends what is open above a place of the stack, without a mark of its own.
    fn leave(&mut self, place: usize, at: usize) {
        while self.stack.len() > place + 1 {
            let Some(found) = self
                .stack
                .pop()
                .and_then(|index| self.paired.found.get_mut(index))
            else {
                return;
            };
            found.end = at.max(found.inner_start);
            found.inner_end = found.end;
            found.dropped = found.family == Family::Single;
        }
    }

    fn close(&mut self, mark: &Mark) {
        let same = |index: &usize| self.family(*index) == Some(mark.family);
        let Some(place) = self.stack.iter().rposition(same) else {
            return;
        };
        self.leave(place, mark.at);
        if let Some(found) = self
            .stack
            .pop()
            .and_then(|index| self.paired.found.get_mut(index))
        {
            found.inner_end = mark.at;
            found.end = mark.end;
            found.closed = true;
        }
    }

    fn stray(&mut self, mark: &Mark) {
        let before = self.begun.get(mark.family as usize) == Some(&true);
        if !before && self.paired.stray.is_none() {
            self.paired.stray = Some(mark.family);
        }
    }
}
