//! Stems: the shapes that a word takes before its endings.

use super::builder::Builder;
use super::inflection::{Class, Inflection, Side};
use super::language::{Classes, Language, listed, pairs};
use super::table::AlternationSource;

/// How the letters of a stem change.
#[derive(Debug)]
enum Change {
    /// The last letters become others.
    End(Vec<(String, String)>),
    /// The last vowel before one consonant of a set becomes another, or none.
    Inside(Vec<(String, String)>, Classes),
    /// The last letter of a set is doubled.
    Double(Classes),
}

/// A rule by which stems change.
#[derive(Debug)]
pub(super) struct Alternation {
    name: String,
    change: Change,
    before: Classes,
    not_before: Classes,
    switch: Option<String>,
    syllables: (usize, usize),
    also: Vec<String>,
    except: Vec<String>,
    listed: bool,
    again: bool,
    instead: bool,
    state: Option<usize>,
    resounds: bool,
}

impl Alternation {
    pub(super) fn new(source: &AlternationSource, names: &Builder) -> Result<Alternation, String> {
        let set = |name: &Option<String>| match name {
            Some(name) => names.set(name),
            None => Ok(Classes::default()),
        };
        let change = if let Some(double) = &source.double {
            Change::Double(names.set(double)?)
        } else if source.inside.is_empty() {
            Change::End(pairs(&source.end))
        } else {
            Change::Inside(pairs(&source.inside), set(&source.finals)?)
        };
        Ok(Alternation {
            name: source.name.clone(),
            change,
            before: set(&source.before)?,
            not_before: set(&source.not_before)?,
            switch: source.switch.clone(),
            syllables: source.syllables.unwrap_or((0, usize::MAX)),
            also: source.also.clone(),
            except: source.except.clone(),
            listed: source.listed,
            again: source.again,
            instead: source.instead,
            state: source
                .state
                .as_deref()
                .map(|name| names.state(name))
                .transpose()?,
            resounds: source.resounds,
        })
    }

    /// The changed stems of a word, if the rule holds for it.
    ///
    /// `root` is the word before any change: by it the guess goes.
    fn changed(
        &self,
        root: &str,
        word: &str,
        inflection: &Inflection,
        language: &Language,
    ) -> Vec<String> {
        let asked = self
            .switch
            .as_deref()
            .and_then(|name| switch(inflection, name));
        let holds = asked.unwrap_or_else(|| self.guess(root, language));
        if !holds {
            return Vec::new();
        }
        match &self.change {
            Change::End(pairs) => pairs
                .iter()
                .find_map(|(was, becomes)| {
                    Some(vec![word.strip_suffix(was.as_str())?.to_owned() + becomes])
                })
                .unwrap_or_default(),
            Change::Inside(pairs, finals) => inside(word, pairs, *finals, language),
            Change::Double(set) => match word.chars().last() {
                Some(last) if language.classes_of(last).meets(*set) => {
                    vec![format!("{word}{last}")]
                }
                _ => Vec::new(),
            },
        }
    }

    /// The stem that a stem becomes by this rule.
    fn stem(
        &self,
        from: &Stem,
        text: String,
        inflection: &Inflection,
        language: &Language,
    ) -> Stem {
        let mut changed = from.clone();
        if self.resounds {
            changed.harmony = from.harmony.and(harmony(&text, inflection, language));
        }
        if from.state == language.start {
            changed.state = self.state.unwrap_or(from.state);
        }
        changed.changes.push(self.name.clone());
        changed.last = language.last_sound(&text);
        changed.text = text;
        changed.before = self.before;
        changed.not_before = self.not_before;
        changed.bare = false;
        changed
    }

    fn guess(&self, word: &str, language: &Language) -> bool {
        if listed(&self.also, word) {
            return true;
        }
        if listed(&self.except, word) {
            return false;
        }
        let syllables = language.syllables(word);
        !self.listed && self.syllables.0 <= syllables && syllables <= self.syllables.1
    }
}

fn switch(inflection: &Inflection, name: &str) -> Option<bool> {
    match name {
        "softens" => inflection.softens,
        "drops" => inflection.drops,
        "doubles" => inflection.doubles,
        "raises" => inflection.raises,
        _ => None,
    }
}

/// Changes the vowel before the last consonant.
fn inside(
    word: &str,
    pairs: &[(String, String)],
    finals: Classes,
    language: &Language,
) -> Vec<String> {
    let Some(last) = word.chars().last() else {
        return Vec::new();
    };
    let fits = language.is_consonant(last)
        && (finals.is_empty() || language.classes_of(last).meets(finals));
    let head = word.strip_suffix(last).unwrap_or_default();
    if !fits {
        return Vec::new();
    }
    let changed = pairs.iter().find_map(|(was, becomes)| {
        let front = head.strip_suffix(was.as_str())?;
        Some(format!("{front}{becomes}{last}"))
    });
    changed.into_iter().collect()
}

/// One shape of a word, and which endings may stand behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// Its letters, folded.
    pub(super) text: String,
    /// The state in which endings begin.
    pub(super) state: usize,
    /// The harmony that endings begin with.
    pub(super) harmony: Classes,
    /// The sets of which the ending must begin with one; none: any.
    pub(super) before: Classes,
    /// The sets with none of which the ending may begin.
    pub(super) not_before: Classes,
    /// Whether it may stand without an ending.
    pub(super) bare: bool,
    /// Whether it may take an ending at all.
    pub(super) inflects: bool,
    /// Whether it is not known how it is spoken: any ending will do.
    pub(super) loose: bool,
    /// The last letter that sounds, for the choice of the ending.
    pub(super) last: char,
    /// What happened to it, in the words of the tables.
    pub(super) changes: Vec<String>,
}

impl Stem {
    /// A word of a language that no tables exist for: it takes no endings.
    pub fn invariable(word: &str) -> Stem {
        Stem {
            text: word.to_owned(),
            state: usize::MAX,
            harmony: Classes::default(),
            before: Classes::default(),
            not_before: Classes::default(),
            bare: true,
            inflects: false,
            loose: false,
            last: ' ',
            changes: Vec::new(),
        }
    }

    /// Whether it may stand without an ending.
    pub fn is_bare(&self) -> bool {
        self.bare
    }

    /// Its letters, folded by the locale.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// All shapes of a word. The first is the word itself.
pub(super) fn stems(word: &str, inflection: &Inflection, language: &Language) -> Vec<Stem> {
    let of = |word: &str| stems_of(word, inflection, language);
    match &language.script {
        None => of(word),
        Some(script) => script.stems(word, language, of),
    }
}

fn stems_of(word: &str, inflection: &Inflection, language: &Language) -> Vec<Stem> {
    let whole = Stem {
        text: word.to_owned(),
        state: match inflection.class {
            Class::Izafet => language.izafet.whole,
            _ => language.start,
        },
        harmony: harmony(word, inflection, language),
        before: Classes::default(),
        not_before: Classes::default(),
        bare: true,
        inflects: inflection.class != Class::Invariable,
        loose: inflection.class == Class::Acronym,
        last: language.last_sound(word),
        changes: Vec::new(),
    };
    let mut found = vec![whole];
    match inflection.class {
        Class::Invariable | Class::Acronym => {}
        Class::Izafet => bare_stems(word, inflection, language, &mut found),
        Class::Simple | Class::Name => {
            if let Some(first) = found.first_mut() {
                let also = alternate(first, inflection, language);
                if listed(&language.izafet.also, word) {
                    let possessed = Stem {
                        state: language.izafet.whole,
                        bare: false,
                        ..first.clone()
                    };
                    found.insert(0, possessed);
                }
                found.extend(also);
            }
        }
    }
    found
}

/// The shapes of a term without its possessive: toplama kamp|ı.
fn bare_stems(word: &str, inflection: &Inflection, language: &Language, found: &mut Vec<Stem>) {
    for text in without_possessive(word, language) {
        if language.syllables(&text) == 0 || found.iter().any(|known| known.text == text) {
            continue;
        }
        let mut stem = Stem {
            harmony: harmony(&text, inflection, language),
            last: language.last_sound(&text),
            text,
            state: language.izafet.bare,
            before: Classes::default(),
            not_before: Classes::default(),
            bare: false,
            inflects: true,
            loose: false,
            changes: vec!["without its possessive".to_owned()],
        };
        let also = alternate(&mut stem, inflection, language);
        if let Some(whole) = found.first_mut().filter(|_| language.izafet.resounds) {
            whole.harmony = whole.harmony.and(stem.harmony);
        }
        found.push(stem);
        found.extend(also);
    }
}

/// What may be left of a term without its possessive.
fn without_possessive(word: &str, language: &Language) -> Vec<String> {
    let mut texts = Vec::new();
    for (with, without) in &language.izafet.strip {
        if let Some(front) = word.strip_suffix(with.as_str()) {
            texts.push(format!("{front}{without}"));
        }
    }
    for pair in &language.izafet.inside {
        let pair = std::slice::from_ref(pair);
        let restored = texts
            .iter()
            .flat_map(|text| inside(text, pair, Classes::default(), language));
        let restored: Vec<String> = restored.collect();
        texts.extend(restored);
    }
    texts
}

/// The changed shapes of a stem. The stem itself may lose the places that a
/// changed shape takes.
fn alternate(stem: &mut Stem, inflection: &Inflection, language: &Language) -> Vec<Stem> {
    let mut found: Vec<Stem> = Vec::new();
    let mut open = vec![stem.clone()];
    while let Some(from) = open.pop() {
        for rule in &language.alternations {
            if from.changes.contains(&rule.name) {
                continue;
            }
            for text in rule.changed(&stem.text, &from.text, inflection, language) {
                let changed = rule.stem(&from, text, inflection, language);
                if rule.instead && from.text == stem.text {
                    stem.not_before = stem.not_before.and(rule.before);
                }
                if rule.again {
                    open.push(changed.clone());
                }
                if !found.contains(&changed) {
                    found.push(changed);
                }
            }
        }
    }
    found
}

/// The harmony that the endings of a word take.
fn harmony(word: &str, inflection: &Inflection, language: &Language) -> Classes {
    if inflection.class == Class::Acronym {
        return language.any_harmony();
    }
    let start = Classes::default();
    let mut own = word
        .chars()
        .fold(start, |held, c| language.harmony_after(c, held));
    own = language.together(own, language.no_harmony);
    let syllables = language.syllables(word);
    for exception in &language.exceptions {
        let fits = exception.syllables.0 <= syllables && syllables <= exception.syllables.1;
        let ends = |end: &String| word.ends_with(end.as_str());
        let contains = |part: &String| word.contains(part.as_str());
        if fits && (exception.ends.iter().any(ends) || exception.contains.iter().any(contains)) {
            own = own.without(exception.removes).and(exception.adds);
        }
    }
    match inflection.side {
        None => own,
        Some(side) => {
            let (wanted, other) = match side {
                Side::Front => (language.named("front"), language.named("back")),
                Side::Back => (language.named("back"), language.named("front")),
            };
            own.without(other).and(wanted)
        }
    }
}
