//! The fact sheet: what statements state, where they differ from each other and from
//! what the memory has, and where a translation differs from its source.
//!
//! Nothing is stored, and nothing is decided: which of two values is true is for the
//! desk to find out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::check::Pair;
use crate::check::numbers::{differing, months};
use crate::diag::Place;
use crate::fact::{At, Compared, Difference, Kind, Reader, Sheet, Value, differences};
use crate::memory::Store;
use crate::model::{Content, Document, Locale};
use crate::text::normalise::is_blank;

use super::leverage::{Leverage, Similar, leverage};
use super::{Desk, Error};

/// So many statements of the memory are compared with those that are asked for.
const MOST: usize = 2_000;

/// A fact sheet.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    /// The statements that were asked for, in order.
    pub statements: Vec<Sheet>,
    /// What differs between them, inside of them, and between them and the other
    /// statements of the memory.
    pub differences: Vec<Difference>,
    /// What differs between a statement and its translation.
    pub translations: Vec<Translated>,
    /// How many statements of the memory were compared as well.
    pub compared: usize,
    /// How many of them were left out because there are too many.
    pub left_out: usize,
    /// How many numbers, dates, names and titles of all these were not compared with all
    /// others, because there are too many that might be of the same thing.
    pub skipped: usize,
}

/// What differs between a source and its translations in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Translated {
    /// The language.
    pub locale: String,
    /// A number, a date or a name.
    pub kind: Kind,
    /// Where it stands in the source.
    pub at: At,
    /// What the source has and the translation has not.
    pub source: Vec<String>,
    /// What the translation has and the source has not; of a name, how it is rendered.
    pub target: Vec<String>,
    /// Of a name: the other renderings, with their places.
    pub elsewhere: Vec<Value>,
    /// Whether the translation is held back: the memory has it, and would not fill it in.
    /// Of a name: whether all translations with `target` are.
    pub held: bool,
}

/// A translation of a unit.
struct Rendered {
    pair: Pair,
    at: At,
    held: bool,
}

/// Makes the fact sheet of statements, for each of the languages.
///
/// # Errors
/// When the memory or the machine fails, or the glossary is too large to search with.
pub fn facts(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    targets: &[Locale],
) -> Result<Facts, Error> {
    let others = others(store, documents)?;
    let reader = Reader::new(desk.glossary, &desk.project.source)?;
    let mut all: Vec<Document> = documents.to_vec();
    let left_out = others.len().saturating_sub(MOST);
    let compared = others.len().min(MOST);
    all.extend(others.into_iter().take(MOST));
    let sheets = reader.read(&all);
    let asked: BTreeSet<&str> = documents.iter().map(|one| one.name.as_str()).collect();
    let Compared {
        differences: mut found,
        skipped,
    } = differences(&sheets);
    found.retain(|row| {
        let mut places = row.values.iter().flat_map(|value| &value.places);
        places.any(|at| asked.contains(at.statement.as_str()))
    });
    let mut translations = Vec::new();
    for target in targets {
        translations.extend(of_language(desk, store, documents, target)?);
    }
    let statements = sheets.into_iter().take(documents.len()).collect();
    Ok(Facts {
        statements,
        differences: found,
        translations,
        compared,
        left_out,
        skipped,
    })
}

/// The statements of the memory beside those that are asked for, and the other versions
/// of these, each under its name with its number and the day it was read.
fn others(store: &dyn Store, documents: &[Document]) -> Result<Vec<Document>, Error> {
    let asked: BTreeMap<&str, &str> = documents
        .iter()
        .map(|one| (one.name.as_str(), one.hash.as_str()))
        .collect();
    let mut others = Vec::new();
    for latest in store.statements()? {
        let versions = match asked.get(latest.name.as_str()) {
            Some(_) => store.versions(&latest.name)?,
            None => vec![latest],
        };
        for version in versions {
            if asked.get(version.name.as_str()) == Some(&version.hash.as_str()) {
                continue;
            }
            if others.len() > MOST {
                // Counted, and not read.
                others.push(Document {
                    name: version.name,
                    hash: version.hash,
                    paragraphs: Vec::new(),
                });
                continue;
            }
            let mut document = store.document(&version)?;
            if asked.contains_key(version.name.as_str()) {
                document.name = format!(
                    "{} (version {}, as of {})",
                    version.name, version.number, version.added
                );
            }
            others.push(document);
        }
    }
    Ok(others)
}

/// What differs in one language.
fn of_language(
    desk: &Desk<'_>,
    store: &dyn Store,
    documents: &[Document],
    target: &Locale,
) -> Result<Vec<Translated>, Error> {
    let mut rendered = Vec::new();
    for document in documents {
        let mut seen = BTreeSet::new();
        let similar = Similar::default();
        let found = leverage(desk, store, document, &similar, target, &mut seen)?;
        for ((unit, paragraph, segment), found) in document.units().zip(found) {
            if !paragraph.translate {
                continue;
            }
            let at = At {
                statement: document.name.clone(),
                line: paragraph.line,
                unit,
                column: 1,
                words: String::new(),
                quoted: false,
                speaker: None,
            };
            for (content, held) in candidates(store, &found)? {
                rendered.push(Rendered {
                    pair: pair(desk, &segment.content, content, target, &at),
                    at: at.clone(),
                    held,
                });
            }
        }
    }
    let mut rows: Vec<Translated> = Vec::new();
    for one in &rendered {
        rows.extend(numbers(one, target));
        rows.extend(dates(one, target));
    }
    rows.extend(names(desk, rendered, target));
    Ok(rows)
}

/// The translation that a package would fill in; else those that the memory holds for
/// this very place.
fn candidates(store: &dyn Store, found: &Leverage) -> Result<Vec<(Content, bool)>, Error> {
    if let Some(prefill) = &found.prefill {
        return Ok(vec![(prefill.content.clone(), false)]);
    }
    let mut held = Vec::new();
    for identity in found.held.iter().take(8) {
        let variant = store.variant(identity)?;
        held.extend(variant.map(|variant| (variant.target, true)));
    }
    held.retain(|(content, _)| !is_blank(&content.plain()));
    Ok(held)
}

fn pair(desk: &Desk<'_>, source: &Content, target: Content, locale: &Locale, at: &At) -> Pair {
    let place = Place::file(at.statement.clone()).unit(at.unit.clone());
    let source_locale = desk.project.source.clone();
    Pair::new(source.clone(), target, source_locale, locale.clone(), place)
}

/// Numbers and years that only one side has.
fn numbers(one: &Rendered, target: &Locale) -> Option<Translated> {
    let (source, translated) = differing(&one.pair);
    if source.is_empty() && translated.is_empty() {
        return None;
    }
    let year = |number: &String| {
        number.len() == 4
            && number
                .parse()
                .is_ok_and(|year: u32| (1800..2100).contains(&year))
    };
    let years = source.iter().chain(&translated).all(year);
    Some(Translated {
        locale: target.to_string(),
        kind: if years { Kind::Date } else { Kind::Number },
        at: one.at.clone(),
        source,
        target: translated,
        elsewhere: Vec::new(),
        held: one.held,
    })
}

/// Months: where both sides name one, and not the same.
fn dates(one: &Rendered, target: &Locale) -> Option<Translated> {
    let source = months(one.pair.source_text(), one.pair.source_locale());
    let translated = months(one.pair.target_text(), target);
    let lost: Vec<u8> = source.difference(&translated).copied().collect();
    let new: Vec<u8> = translated.difference(&source).copied().collect();
    let shown = |months: Vec<u8>| {
        months
            .iter()
            .map(|month| format!("month {month}"))
            .collect()
    };
    (!lost.is_empty() && !new.is_empty()).then(|| Translated {
        locale: target.to_string(),
        kind: Kind::Date,
        at: one.at.clone(),
        source: shown(lost),
        target: shown(new),
        elsewhere: Vec::new(),
        held: one.held,
    })
}

/// A rendering's places, and whether all of them are held back.
#[derive(Default)]
struct Places {
    at: Vec<At>,
    filled: bool,
}

/// A source name, and its renderings with their places.
type Renderings = BTreeMap<(String, String), BTreeMap<String, Places>>;

/// Names of the glossary that are rendered in two ways.
fn names(desk: &Desk<'_>, rendered: Vec<Rendered>, target: &Locale) -> Vec<Translated> {
    let Some(terminology) = desk.standard.terminology(target) else {
        return Vec::new();
    };
    let mut found: Renderings = BTreeMap::new();
    for one in rendered {
        let (held, at) = (one.held, one.at);
        let pair = one.pair.with_terms(terminology);
        for rendering in pair
            .terms()
            .into_iter()
            .flat_map(|verdict| &verdict.renderings)
        {
            let concept = desk.glossary.get(&rendering.concept);
            let Some(_) = concept.filter(|concept| is_name(&concept.domain)) else {
                continue;
            };
            let key = (rendering.concept.clone(), rendering.source_term.clone());
            let mut at = at.clone();
            at.words.clone_from(&rendering.source_term);
            let terms = found.entry(key).or_default();
            let places = terms.entry(rendering.term.clone()).or_default();
            places.at.push(at);
            places.filled |= !held;
        }
    }
    let several = found.into_iter().filter(|(_, terms)| terms.len() > 1);
    several
        .filter_map(|((_, source), terms)| name(source, terms, target))
        .collect()
}

/// A name with its renderings; the one that is seldom is the one to look at.
fn name(source: String, terms: BTreeMap<String, Places>, target: &Locale) -> Option<Translated> {
    let mut terms: Vec<(String, Places)> = terms.into_iter().collect();
    terms.sort_by_key(|(_, places)| places.at.len());
    let mut terms = terms.into_iter();
    let (term, seldom) = terms.next()?;
    let elsewhere = terms.map(|(value, places)| Value {
        value,
        places: places.at,
    });
    Some(Translated {
        locale: target.to_string(),
        kind: Kind::Name,
        at: seldom.at.into_iter().next()?,
        source: vec![source],
        target: vec![term],
        elsewhere: elsewhere.collect(),
        held: !seldom.filled,
    })
}

/// Whether a field of the glossary is one of names.
fn is_name(domain: &str) -> bool {
    matches!(
        domain,
        "person" | "place" | "organisation" | "campaign" | "institution" | "title"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(count: usize, filled: bool) -> Places {
        let at = At {
            statement: "a".to_owned(),
            line: 1,
            unit: "p1.s1".to_owned(),
            column: 1,
            words: String::new(),
            quoted: false,
            speaker: None,
        };
        Places {
            at: vec![at; count],
            filled,
        }
    }

    #[test]
    fn a_rendering_is_held_back_if_all_of_its_translations_are() {
        for (filled, held) in [(false, true), (true, false)] {
            let terms = [
                ("A".to_owned(), places(2, true)),
                ("B".to_owned(), places(1, filled)),
            ];
            let target: Locale = "tr".parse().expect("a language");
            let row = name("X".to_owned(), terms.into(), &target).expect("a row");
            assert_eq!((row.target, row.held), (vec!["B".to_owned()], held));
        }
    }
}
