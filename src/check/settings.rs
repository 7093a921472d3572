use std::collections::BTreeMap;

use crate::diag::{Finding, Severity};

/// What the project says of the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    levels: BTreeMap<String, Option<Severity>>,
}

impl Settings {
    /// The settings of a project: by the code of a rule, the weight of all its
    /// findings, or nothing for a rule that is switched off.
    pub fn new(levels: BTreeMap<String, Option<Severity>>) -> Settings {
        Settings { levels }
    }

    /// Whether a rule is asked at all.
    pub fn wants(&self, code: &str) -> bool {
        self.levels.get(code) != Some(&None)
    }

    /// All that is said of the rules whose codes begin so, as one text.
    pub fn digest(&self, prefix: &str) -> String {
        let said = self.levels.iter();
        let said = said.filter(|(code, _)| code.starts_with(prefix));
        said.map(|(code, level)| format!("{code}={level:?};"))
            .collect()
    }

    /// A finding with the weight that the project gives it.
    pub fn weigh(&self, mut finding: Finding) -> Finding {
        if let Some(Some(severity)) = self.levels.get(&finding.code) {
            finding.severity = *severity;
        }
        finding
    }
}
