//! House profiles: publishers prefer different words, and somebody must choose.

use std::collections::BTreeSet;

use crate::diag::Finding;

use super::Glossary;
use super::columns::nearest;

impl Glossary {
    /// The house profiles that have decisions of their own, sorted.
    pub fn profiles(&self) -> BTreeSet<&str> {
        self.concepts()
            .iter()
            .flat_map(|concept| &concept.terms)
            .map(|term| term.profile.as_str())
            .filter(|profile| !profile.is_empty())
            .collect()
    }

    /// Why terms cannot be enforced with this choice of a profile: none was
    /// chosen although there are some, or the one that was chosen has no
    /// decision while others have. There is no default: which words a house
    /// writes is for somebody to choose.
    ///
    /// Ask the glossary as it was read, not what is in force for a profile.
    pub fn profile_fault(&self, chosen: Option<&str>) -> Option<Finding> {
        let profiles = self.profiles();
        if profiles.is_empty() || chosen.is_some_and(|name| profiles.contains(name)) {
            return None;
        }
        let all = profiles.iter().copied().collect::<Vec<_>>().join(", ");
        let Some(name) = chosen else {
            let message = format!(
                "the glossary has decisions that differ by house profile, and none is chosen. \
                 Profiles: {all}"
            );
            return Some(
                Finding::error("glossary::profile-not-chosen", message)
                    .help("write one of them into tilmach.toml: profile = \"\u{2026}\""),
            );
        };
        let finding = Finding::error(
            "glossary::unknown-profile",
            "the glossary has no decision of this house profile, but of others",
        );
        let help = match nearest(name, profiles.iter().copied()) {
            Some(near) => format!("the nearest profile is {near}; all: {all}"),
            None => format!("profiles are: {all}"),
        };
        Some(finding.words(name).help(help))
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Findings;
    use crate::glossary::{Glossary, file};

    fn glossary(profiles: [&str; 2]) -> Glossary {
        let [one, two] = profiles;
        let csv = format!(
            "concept_id,lang,term,usage,profile\nc,tr,a,preferred,{one}\nc,tr,b,preferred,{two}\n"
        );
        let mut findings = Findings::new();
        let concepts = file::read(csv.as_bytes(), &mut findings).expect("read");
        Glossary::new([concepts], &mut findings)
    }

    #[test]
    fn a_profile_must_be_chosen_where_there_are_some() {
        let some = glossary(["amnesty", "un"]);
        assert_eq!(some.profile_fault(Some("un")), None);
        let said = |chosen| some.profile_fault(chosen).expect("a fault").to_string();
        assert!(
            said(None).contains("Profiles: amnesty, un"),
            "{}",
            said(None)
        );
        let unknown = said(Some("amnesti"));
        assert!(
            unknown.contains("the nearest profile is amnesty"),
            "{unknown}"
        );
        let none = glossary(["", ""]);
        assert_eq!(none.profile_fault(None), None);
        assert_eq!(none.profile_fault(Some("our-desk")), None);
    }
}
