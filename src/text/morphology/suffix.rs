//! Endings: which letters they are written with behind which letters.

use super::language::{Classes, Language};

/// One letter of an ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    /// Always the same.
    Plain(char),
    /// One that depends on what stands before, by its number in the language.
    Archiphoneme(usize),
}

/// A letter, and whether it is a buffer between two vowels or two consonants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) letter: Letter,
    pub(super) buffer: bool,
}

/// One way of writing an archiphoneme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternative {
    pub(super) letter: char,
    /// Classes of harmony that must all hold.
    pub(super) harmony: Classes,
    /// Sets of which the letter before must be in one; none: any letter.
    pub(super) after: Classes,
}

/// What an ending means and where it leads.
#[derive(Clone, Debug)]
pub(super) struct Suffix {
    pub(super) elements: Vec<Element>,
    pub(super) meaning: String,
    pub(super) next: usize,
}

/// What stands before the next letter.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The letter before.
    pub(super) before: char,
    /// The classes of harmony in force.
    pub(super) harmony: Classes,
    /// Whether any vowel and any buffer will do: after acronyms, digits and
    /// words in other letters the ending shows how they are read.
    pub(super) loose: bool,
}

/// Stands for an apostrophe or hyphen between a word and its endings.
pub(super) const JOINER: char = '\'';

/// The most endings behind one another.
const LONGEST_CHAIN: usize = 12;

/// Reads the endings `rest` behind a stem. The trail lists state and row of
/// every ending that was read.
pub(super) fn read(
    language: &Language,
    state: usize,
    rest: &[char],
    context: Context,
    trail: &mut Vec<(usize, usize)>,
) -> bool {
    if trail.len() > LONGEST_CHAIN {
        return false;
    }
    let Some(rows) = language.states.get(state) else {
        // Behind the last state nothing may follow.
        return rest.is_empty();
    };
    // A hyphen may also be that of a clitic: заманнан-ақ.
    if read_joined(language, state, rest, context, trail) {
        return true;
    }
    for (row, suffix) in rows.iter().enumerate() {
        if rest.is_empty() && !suffix.elements.is_empty() {
            continue;
        }
        trail.push((state, row));
        let found = follow(
            language,
            &suffix.elements,
            rest,
            context,
            &mut |rest, context| read(language, suffix.next, rest, context, trail),
        );
        if found {
            return true;
        }
        trail.pop();
    }
    false
}

/// Reads the endings behind an apostrophe or hyphen.
fn read_joined(
    language: &Language,
    state: usize,
    rest: &[char],
    context: Context,
    trail: &mut Vec<(usize, usize)>,
) -> bool {
    let Some((state, rest)) = language.joined(state, rest, context) else {
        return false;
    };
    let context = Context {
        before: JOINER,
        harmony: language.any_harmony(),
        loose: true,
    };
    read(language, state, rest, context, trail)
}

/// Matches the letters of one ending with the beginning of `rest`, every way
/// that there is, until `then` is content with what is left.
pub(super) fn follow(
    language: &Language,
    elements: &[Element],
    rest: &[char],
    context: Context,
    then: &mut dyn FnMut(&[char], Context) -> bool,
) -> bool {
    let Some((element, elements)) = elements.split_first() else {
        return then(rest, context);
    };
    let (present, absent) = if element.buffer {
        buffer(language, element.letter, context)
    } else {
        (true, false)
    };
    if present
        && let Some((found, rest)) = rest.split_first()
        && let Some(context) = written(language, element.letter, *found, context)
        && follow(language, elements, rest, context, then)
    {
        return true;
    }
    if present
        && let Some(context) = swallowed(language, element.letter, context)
        && follow(language, elements, rest, context, then)
    {
        return true;
    }
    absent && follow(language, elements, rest, context, then)
}

/// Whether a buffer may stand and may be absent: a consonant stands behind a
/// vowel only, a vowel behind a consonant only.
fn buffer(language: &Language, letter: Letter, context: Context) -> (bool, bool) {
    if context.loose {
        return (true, true);
    }
    let open = language.is_open(context.before);
    let closed = language.is_closed(context.before);
    if language.is_vowel_letter(letter) {
        (closed, open)
    } else {
        (open, closed)
    }
}

/// What stands behind the letter of the tables that `found` writes, if it may
/// stand here.
fn written(language: &Language, letter: Letter, found: char, context: Context) -> Option<Context> {
    chosen(language, letter, context, |c| language.shape(c) == found)
}

/// The same for a letter that the second script does not write here.
fn swallowed(language: &Language, letter: Letter, context: Context) -> Option<Context> {
    language.script.as_ref()?;
    let before = context.before;
    chosen(language, letter, context, |c| language.swallows(before, c))
}

/// What stands behind a letter of an ending that is liked and may stand here.
/// A second script may write several of them alike: then the harmony is open.
fn chosen(
    language: &Language,
    letter: Letter,
    context: Context,
    like: impl Fn(char) -> bool,
) -> Option<Context> {
    let behind = |c: char| Context {
        before: c,
        harmony: language.harmony_after(c, context.harmony),
        loose: false,
    };
    let number = match letter {
        Letter::Plain(c) => return like(c).then(|| behind(c)),
        Letter::Archiphoneme(number) => number,
    };
    let before = language.classes_of(context.before);
    let fits = |way: &&Alternative| {
        like(way.letter)
            && (context.loose
                || (way.harmony.within(context.harmony)
                    && (way.after.is_empty() || way.after.meets(before))))
    };
    let ways = language.archiphonemes.get(number)?.iter().filter(fits);
    ways.map(|way| behind(way.letter))
        .reduce(|first, other| Context {
            harmony: first.harmony.and(other.harmony),
            ..first
        })
}
