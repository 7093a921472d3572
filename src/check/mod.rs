//! Quality checks of translated units: one rule, one file.
//!
//! A rule looks at a [`Pair`], or at the pairs of a whole [`Statement`], and
//! reports what a translator or a reviewer should look at again. It decides
//! nothing and changes nothing. `docs/checks.md` explains every rule with an
//! example and says what it deliberately ignores; how often each is wrong on good
//! translations is measured by `tests/checks_shared.rs`.
//!
//! Not for: whether a file came back whole (`pipeline::import`), whether the words
//! are the right ones (nobody but a reader can say). Rules about terms (`term::…`) need
//! [`Statement::with_terms`], and are silent without.
//!
//! ```
//! use tilmach::check::{self, Pair, Settings};
//! use tilmach::diag::Place;
//! use tilmach::model::{Content, Locale};
//! let pair = Pair::new(
//!     Content::text("126 people (of 300) are missing."),
//!     Content::text("300 kişiden (120 kişi kayıp."),
//!     Locale::english(),
//!     "tr".parse()?,
//!     Place::default().unit("p1.s1"),
//! );
//! let found = check::unit(&pair, &Settings::default());
//! let codes: Vec<&str> = found.iter().map(|finding| finding.code.as_str()).collect();
//! assert_eq!(codes, ["check::numbers", "check::brackets"]);
//! # Ok::<(), tilmach::model::LocaleError>(())
//! ```

mod about;
mod accepted;
mod pair;
mod registry;
mod scan;
mod settings;
mod statement;

mod bidi;
mod brackets;
mod codes;
mod double_space;
mod empty;
mod ending;
mod footnote;
mod han;
mod homoglyph;
mod invisible;
mod length;
mod names;
mod number_form;
pub(crate) mod numbers;
mod pseudonym;
mod punctuation;
mod quote_style;
mod quotes;
mod same_source;
mod same_target;
mod space_before;
mod terms;
mod turkish_i;
mod untranslated;
mod uyghur;

#[cfg(test)]
mod tests;

pub use about::About;
pub use accepted::{Acceptance, Accepted, id_of};
pub use pair::{Pair, Quoting};
pub use registry::rules;
pub use settings::Settings;
pub use statement::{Remark, Statement};

use rayon::prelude::*;

use crate::diag::Findings;
use crate::glossary::Fault;
use crate::text::normalise::is_blank;

/// A rule about one unit.
pub trait Check: Sync {
    /// What it is.
    fn about(&self) -> &'static About;
    /// Looks at a unit. Never panics, takes time in proportion to the text.
    fn check(&self, pair: &Pair, findings: &mut Findings);
}

/// A rule about the units of a whole document.
pub trait CheckStatement: Sync {
    /// What it is.
    fn about(&self) -> &'static About;
    /// Looks at a document.
    fn check(&self, statement: &Statement, remarks: &mut Vec<Remark>);
}

/// What the rules about one unit say of it, in the order of the rules.
pub fn unit(pair: &Pair, settings: &Settings) -> Findings {
    // Of what is not there, one thing is to be said.
    let empty = is_blank(pair.target_text()) && !is_blank(pair.source_text());
    let asked = if empty { 1 } else { registry::OF_UNITS.len() };
    ask(registry::OF_UNITS.iter().take(asked), pair, settings)
}

/// What the rules about terms say of a unit with terms ([`Pair::with_terms`]), in
/// the order of the rules.
pub fn terms(pair: &Pair, settings: &Settings) -> Findings {
    let of_terms = |rule: &&&dyn Check| rule.about().code.starts_with("term::");
    ask(registry::OF_UNITS.iter().filter(of_terms), pair, settings)
}

/// The faults of terms that a rule about terms tells of a unit, in the order in which it
/// tells them; none of another rule.
pub fn faults_of<'p>(pair: &'p Pair, code: &str) -> Vec<&'p Fault> {
    let Some(kind) = terms::kind_of(code) else {
        return Vec::new();
    };
    let faults = pair.terms().into_iter().flat_map(|verdict| &verdict.faults);
    faults.filter(|fault| fault.kind == kind).collect()
}

fn ask<'r>(
    rules: impl Iterator<Item = &'r &'r dyn Check>,
    pair: &Pair,
    settings: &Settings,
) -> Findings {
    let mut weighed = Findings::new();
    for rule in rules.filter(|rule| settings.wants(rule.about().code)) {
        let mut findings = Findings::new();
        rule.check(pair, &mut findings);
        for finding in findings.iter() {
            weighed.push(settings.weigh(finding.clone()));
        }
    }
    weighed
}

/// What all rules say of a document: unit by unit, in the order of the rules,
/// those about the whole document last. Works on the threads it is called on; their
/// number does not show in the result.
pub fn statement(statement: &Statement, settings: &Settings) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for rule in registry::OF_STATEMENTS {
        if settings.wants(rule.about().code) {
            rule.check(statement, &mut remarks);
        }
    }
    for remark in &mut remarks {
        remark.finding = settings.weigh(remark.finding.clone());
    }
    let pairs = statement.pairs().par_iter().enumerate();
    let of_units = pairs.flat_map_iter(|(number, pair)| {
        let findings = unit(pair, settings);
        let findings: Vec<_> = findings.iter().cloned().collect();
        findings.into_iter().map(move |finding| Remark {
            unit: number,
            finding,
            evidence: String::new(),
        })
    });
    let mut all: Vec<Remark> = of_units.collect();
    all.append(&mut remarks);
    all.sort_by_key(|remark| remark.unit);
    all
}
