//! A change of the glossary in words.

use serde::Serialize;

use crate::glossary::{Changed, ConceptChange, TermChange};
use crate::model::{Locale, Scope, Term, Validity};

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The concept's key.
    pub concept: String,
    /// The language of the term; none where the concept itself is meant.
    pub locale: Option<Locale>,
    /// The term, if it has words.
    pub term: Option<String>,
    /// What happened, for people: `now deprecated, was admitted`.
    pub what: String,
}

impl Told {
    /// One line: `torture: tr işkence: now deprecated, was admitted`.
    pub fn line(&self) -> String {
        format!("{}: {}", self.concept, self.without_concept())
    }

    /// The same without the concept.
    pub fn without_concept(&self) -> String {
        match (&self.locale, &self.term) {
            (Some(locale), Some(term)) => format!("{locale} {term}: {}", self.what),
            (Some(locale), None) => format!("{locale}: {}", self.what),
            _ => self.what.clone(),
        }
    }
}

/// What happened to a concept, term by term.
pub fn told(change: &ConceptChange) -> Vec<Told> {
    let of_concept = |what: String| of(change, None, what);
    let mut lines = Vec::new();
    match (change.before, change.after) {
        (false, true) => lines.push(of_concept("the concept is new".to_owned())),
        (true, false) => lines.push(of_concept("the concept is gone".to_owned())),
        _ => {}
    }
    lines.extend(change.changed.iter().map(cell_changed).map(of_concept));
    let mut moved = Vec::new();
    for one in &change.terms {
        lines.extend(of_term(one, change, &mut moved));
    }
    for (place, one) in change.terms.iter().enumerate() {
        if let TermChange::Added(term) = one
            && !moved.contains(&place)
        {
            lines.push(of(change, Some(term), format!("added, {}", decided(term))));
        }
    }
    lines
}

fn of(change: &ConceptChange, term: Option<&Term>, what: String) -> Told {
    let words = term.map(|term| term.text.clone());
    Told {
        concept: change.id.clone(),
        locale: term.map(|term| term.locale.clone()),
        term: words.filter(|text| !text.is_empty()),
        what,
    }
}

/// What happened to a row that was there. `moved` are the rows that took the place of
/// others; those that are new are told later.
fn of_term(one: &TermChange, change: &ConceptChange, moved: &mut Vec<usize>) -> Vec<Told> {
    let all = |term: &Term, lines: Vec<String>| -> Vec<Told> {
        let lines = lines.into_iter();
        lines.map(|what| of(change, Some(term), what)).collect()
    };
    match one {
        TermChange::Changed(term, cells) => all(term, changed(term, cells)),
        TermChange::Removed(term) => match successor(term, change, moved) {
            Some((place, new)) => {
                moved.push(place);
                all(new, circumstances(term, new))
            }
            None => all(term, vec![format!("removed, was {}", decided(term))]),
        },
        TermChange::Added(_) => Vec::new(),
    }
}

/// The row that has the same words under other circumstances, and its place.
fn successor<'a>(
    term: &Term,
    change: &'a ConceptChange,
    taken: &[usize],
) -> Option<(usize, &'a Term)> {
    let all = change.terms.iter().enumerate();
    all.filter(|(place, _)| !taken.contains(place))
        .find_map(|(place, one)| match one {
            TermChange::Added(new)
                if new.locale == term.locale
                    && new.text == term.text
                    && new.profile == term.profile =>
            {
                Some((place, new))
            }
            _ => None,
        })
}

/// What differs between two rows of the same words.
fn circumstances(old: &Term, new: &Term) -> Vec<String> {
    let mut lines = Vec::new();
    if old.usage != new.usage {
        lines.push(format!(
            "now {}, was {}",
            new.usage.as_str(),
            old.usage.as_str()
        ));
    }
    if old.scope != new.scope {
        lines.push(format!(
            "holds for {}, did for {}",
            scope(new.scope),
            scope(old.scope)
        ));
    }
    if old.validity != new.validity {
        lines.push(format!(
            "holds {}, did {}",
            days(new.validity),
            days(old.validity)
        ));
    }
    if old.sign_off != new.sign_off {
        lines.push(signed(old, new));
    }
    if lines.is_empty() {
        lines.push("described anew".to_owned());
    }
    lines
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Both => "narration and quotations",
        Scope::Narration => "narration",
        Scope::Quotation => "quotations",
    }
}

/// `from 2026-01-01 until 2026-12-31`, `always`.
fn days(validity: Validity) -> String {
    let from = validity.from.map(|day| format!("from {day}"));
    let until = validity.until.map(|day| format!("until {day}"));
    match [from, until]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
    {
        always if always.is_empty() => "always".to_owned(),
        said => said,
    }
}

/// `signed off by tr-1 on 2026-03-31: why`, or that it is no longer.
fn signed(old: &Term, new: &Term) -> String {
    match (&old.sign_off, &new.sign_off) {
        (_, Some(now)) => sign_off_line(now),
        (Some(was), None) => format!("sign-off withdrawn, was by {} on {}", was.by, was.on),
        (None, None) => "not signed off".to_owned(),
    }
}

/// `signed off by tr-1 on 2026-03-31: why`.
fn sign_off_line(now: &crate::model::SignOff) -> String {
    let said = format!("signed off by {} on {}", now.by, now.on);
    match now.reason.as_str() {
        "" => said,
        reason => format!("{said}: {reason}"),
    }
}

/// `preferred; profile un; holds from 2026-01-01; signed off by …`.
fn decided(term: &Term) -> String {
    let mut parts = vec![term.usage.as_str().to_owned()];
    if !term.profile.is_empty() {
        parts.push(term.whose());
    }
    if term.scope != Scope::default() {
        parts.push(format!("holds for {}", scope(term.scope)));
    }
    if term.validity != Validity::default() {
        parts.push(format!("holds {}", days(term.validity)));
    }
    parts.extend(term.sign_off.as_ref().map(sign_off_line));
    parts.join("; ")
}

/// The cells of one row that say another thing. Those of a sign-off are one thing.
fn changed(term: &Term, cells: &[Changed]) -> Vec<String> {
    let is_signed = |cell: &&Changed| cell.column.starts_with("signed_");
    let mut lines: Vec<String> = cells
        .iter()
        .filter(|cell| !is_signed(cell))
        .map(|cell| match cell.column {
            "usage" => format!("now {}, was {}", cell.new, cell.old),
            _ => cell_changed(cell),
        })
        .collect();
    if cells.iter().any(|cell| is_signed(&cell)) {
        lines.push(match &term.sign_off {
            Some(now) => sign_off_line(now),
            None => {
                let was = |name: &str| {
                    let cell = cells.iter().find(|cell| cell.column == name);
                    cell.map_or("", |cell| cell.old.as_str())
                };
                format!(
                    "sign-off withdrawn, was by {} on {}",
                    was("signed_by"),
                    was("signed_on")
                )
            }
        });
    }
    lines
}

fn cell_changed(cell: &Changed) -> String {
    let shown = |text: &str| match text {
        "" => "(empty)".to_owned(),
        text => format!("\u{201C}{text}\u{201D}"),
    };
    format!(
        "{}: {} instead of {}",
        cell.column,
        shown(&cell.new),
        shown(&cell.old)
    )
}
