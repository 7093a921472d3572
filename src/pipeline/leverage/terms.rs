//! Which equal translations go against the glossary that is in force today, and so
//! may not be filled in. The marks of the memory are not asked: the glossary may
//! have changed since.

use std::collections::BTreeMap;

use crate::check::{Pair, Statement};
use crate::diag::{Finding, Place};
use crate::model::{Content, Document, Locale, Variant};
use crate::pipeline::Standard;

/// What is wrong with the terms of a segment's translations, by their identity;
/// those that are right are not in it.
pub(super) type Faults = BTreeMap<String, Vec<Finding>>;

/// Judges the translations of every segment of a document. Quotations are those of
/// the whole document: around a translation stand the first ones of the other
/// segments.
pub(super) fn faults(
    standard: &Standard,
    source: &Locale,
    target: &Locale,
    document: &Document,
    candidates: &[Vec<&Variant>],
) -> Vec<Faults> {
    let mut all = vec![Faults::new(); candidates.len()];
    if standard.terminology(target).is_none() {
        return all;
    }
    let rounds = candidates.iter().map(Vec::len).max().unwrap_or_default();
    for round in 0..rounds {
        let pairs = document.units().zip(candidates);
        let pairs = pairs.map(|((id, _, segment), of_unit)| {
            let content = of_unit.get(round).or(of_unit.first());
            Pair::new(
                segment.content.clone(),
                content.map_or_else(|| Content::text(""), |variant| variant.target.clone()),
                source.clone(),
                target.clone(),
                Place::default().unit(id),
            )
        });
        let statement = Statement::new(pairs.collect());
        let judged = statement.pairs().iter().zip(candidates).zip(&mut all);
        for ((pair, of_unit), faults) in judged {
            let Some(variant) = of_unit.get(round) else {
                continue;
            };
            let found = standard.term_errors(pair.clone());
            if !found.is_empty() {
                faults.insert(variant.identity(), found);
            }
        }
    }
    all
}

/// Whether a translation is right where nothing is known of its neighbours.
pub(in crate::pipeline) fn is_right(standard: &Standard, variant: &Variant) -> bool {
    errors(standard, variant).is_empty()
}

/// What is wrong with the terms of a translation where nothing is known of its
/// neighbours.
pub(super) fn errors(standard: &Standard, variant: &Variant) -> Vec<Finding> {
    // Most sentences have no term at all, and finding quotations is dear.
    let (source, target) = (variant.source.plain(), variant.target.plain());
    let terminology = standard.terminology(&variant.locale);
    if !terminology.is_some_and(|terms| terms.concerns(&source, &target)) {
        return Vec::new();
    }
    let pair = Pair::new(
        variant.source.clone(),
        variant.target.clone(),
        variant.source_locale.clone(),
        variant.locale.clone(),
        Place::default(),
    );
    let statement = Statement::new(vec![pair]);
    let pairs = statement.pairs().iter();
    pairs
        .flat_map(|pair| standard.term_errors(pair.clone()))
        .collect()
}

/// Why a translation was not filled in, for the translator.
pub(super) fn note(fault: &Finding) -> String {
    let words = fault.words.as_deref();
    let words = words.map_or_else(String::new, |words| format!(" (“{words}”)"));
    let help = fault.help.as_deref().unwrap_or_default();
    format!(
        "A translation of this sentence was not filled in because of a term: {}{words}. {help}",
        fault.message
    )
}
