//! The fields of a glossary, one after the other, for hashing and comparing.

use crate::model::{Concept, Term};

/// Gives every field of a concept and of its terms, always in the same order.
pub(super) fn concept(concept: &Concept, field: &mut impl FnMut(&str)) {
    // All names are written out, so that a new field cannot be forgotten.
    let Concept {
        id,
        domain,
        part_of_speech,
        definition,
        note,
        decision,
        guard,
        terms,
    } = concept;
    for text in [id, domain, part_of_speech, definition, note, decision] {
        field(text);
    }
    field(if *guard { "yes" } else { "" });
    field(&terms.len().to_string());
    for one in terms {
        term(one, field);
    }
}

/// Every field of a term, likewise.
pub(super) fn term(term: &Term, field: &mut impl FnMut(&str)) {
    let Term {
        locale,
        text,
        usage,
        // The words say all that the value does.
        inflection: _,
        inflection_words,
        status,
        sign_off,
        case,
        scope,
        validity,
        note,
        profile,
    } = term;
    field(&locale.to_string());
    for text in [
        usage.as_str(),
        text,
        inflection_words,
        status,
        case.as_str(),
        scope.as_str(),
        note,
        profile,
    ] {
        field(text);
    }
    field(sign_off.as_ref().map_or("", |sign_off| &sign_off.by));
    field(sign_off.as_ref().map_or("", |sign_off| &sign_off.reason));
    let days = [
        sign_off.as_ref().map(|sign_off| sign_off.on),
        validity.from,
        validity.until,
    ];
    for day in days {
        field(&day.map(|day| day.to_string()).unwrap_or_default());
    }
}

/// Terms in an order that depends on nothing but what they say.
pub(super) fn sorted(terms: &[Term]) -> Vec<Term> {
    let fields = |one: &Term| {
        let mut fields = Vec::new();
        term(one, &mut |text| fields.push(text.to_owned()));
        fields
    };
    let mut sorted = terms.to_vec();
    sorted.sort_by_cached_key(fields);
    sorted
}
