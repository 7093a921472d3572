//! What translations are held to: the checks of the project, what somebody
//! accepted, and for each language the glossary in force.

use std::collections::BTreeMap;

use crate::check::{Accepted, Pair, Remark, Settings, id_of, terms};
use crate::diag::{Finding, Findings, Severity};
use crate::glossary::{Glossary, Terminology};
use crate::model::{Day, Locale};
use crate::project::Project;

use super::read::short_hash;

/// The rules of the project and of its glossary. The default knows no terms.
#[derive(Debug, Default)]
pub struct Standard {
    settings: Settings,
    accepted: Accepted,
    terms: BTreeMap<Locale, Terminology>,
    glossary: Glossary,
    version: String,
}

impl Standard {
    /// The rules for all languages of a project on a day. The glossary is the
    /// one that was read, for every profile and every day.
    pub fn new(
        project: &Project,
        glossary: &Glossary,
        day: Day,
        accepted: Accepted,
        findings: &mut Findings,
    ) -> Standard {
        let mut standard = Standard {
            settings: Settings::new(project.checks.clone()),
            accepted,
            terms: BTreeMap::new(),
            glossary: glossary.clone(),
            version: glossary.version(),
        };
        if glossary.concepts().is_empty() {
            return standard;
        }
        for target in &project.targets {
            let profile = project.profile.as_deref();
            match Terminology::new(glossary, &project.source, target, day, profile) {
                Ok(terminology) => drop(standard.terms.insert(target.clone(), terminology)),
                Err(_) => {
                    let message = "the glossary is too large to search with; no term was judged";
                    findings.push(Finding::error("glossary::size", message));
                    break;
                }
            }
        }
        standard
    }

    /// What the project says of the checks.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The glossary as it was read, for every profile and every day.
    pub fn glossary(&self) -> &Glossary {
        &self.glossary
    }

    /// Its version ([`Glossary::version`]); empty when there is none.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What somebody accepted.
    pub fn accepted(&self) -> &Accepted {
        &self.accepted
    }

    /// The terms of a language; none if the glossary is empty or the language is
    /// none of the project.
    pub fn terminology(&self, locale: &Locale) -> Option<&Terminology> {
        self.terms.get(locale)
    }

    /// The errors of a unit that are about terms and that nobody accepted, in
    /// the order of the rules.
    pub fn term_errors(&self, pair: Pair) -> Vec<Finding> {
        let Some(terminology) = self.terminology(pair.locale()) else {
            return Vec::new();
        };
        let pair = pair.with_terms(terminology);
        let found = terms(&pair, &self.settings);
        let remarks = found.iter().map(|finding| Remark {
            unit: 0,
            finding: finding.clone(),
            evidence: String::new(),
        });
        remarks
            .filter(|remark| remark.finding.severity == Severity::Error)
            .filter(|remark| self.accepted.get(&id_of(&pair, remark)).is_none())
            .map(|remark| remark.finding)
            .collect()
    }

    /// What [`Standard::term_errors`] depends on in a language: equal digests,
    /// equal answers.
    pub fn digest(&self, locale: &Locale) -> String {
        let terms = self.terms.get(locale).map(Terminology::digest);
        let accepted = self.accepted.iter();
        let tag = locale.to_string();
        let accepted = accepted.filter(|one| one.locale == tag && one.rule.starts_with("term::"));
        let mut parts = vec![terms.unwrap_or_default(), self.settings.digest("term::")];
        parts.extend(accepted.map(|one| one.id.clone()));
        short_hash(parts.join("\n").as_bytes())
    }
}
