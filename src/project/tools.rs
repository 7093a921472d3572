//! The sections `[export]` and `[xliff]`: the tool of a language, and the version of
//! XLIFF it gets.

use std::collections::BTreeMap;

use toml::de::DeTable;

use crate::diag::Finding;
use crate::model::{Locale, Profile, XliffVersion};

use super::nearest;
use super::reader::{Reader, Value, locale_finding};

impl Reader<'_> {
    /// Reads `[export]`.
    pub(super) fn export(&mut self, value: &Value<'_>) {
        let names = Profile::ALL.map(Profile::as_str);
        let said = ("project::profile", "there is no such tool", "Tools");
        self.project.export = self.by_locale(value, Profile::parse, &names, said);
    }

    /// Reads `[xliff]`.
    pub(super) fn xliff(&mut self, value: &Value<'_>) {
        let numbers = XliffVersion::ALL.map(XliffVersion::as_str);
        let said = (
            "project::xliff",
            "this version of XLIFF is not written",
            "Versions",
        );
        self.project.xliff = self.by_locale(value, XliffVersion::parse, &numbers, said);
    }

    /// A section with a word for each locale; `said` is what is said of a word that
    /// is none of those: a code, what is wrong, and what the words are.
    fn by_locale<T>(
        &mut self,
        value: &Value<'_>,
        parse: impl Fn(&str) -> Option<T>,
        words: &[&str],
        (code, wrong, are): (&str, &str, &str),
    ) -> BTreeMap<Locale, T> {
        let mut found = BTreeMap::new();
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, "a section");
            return found;
        };
        for (key, value) in table {
            let tag = key.get_ref().as_ref();
            let locale = match tag.parse::<Locale>() {
                Ok(locale) => locale,
                Err(error) => {
                    self.fault(key, locale_finding(tag, error));
                    continue;
                }
            };
            let Some(word) = self.string(value) else {
                continue;
            };
            if let Some(choice) = parse(&word) {
                found.insert(locale, choice);
                continue;
            }
            let finding = Finding::error(code, wrong).words(&word);
            let finding = match nearest(&word, words.iter().copied()) {
                Some(near) => finding.help(format!("Did you mean `{near}`?")),
                None => finding.help(format!("{are} are: {}.", words.join(", "))),
            };
            self.fault(value, finding);
        }
        found
    }

    /// Settings that make no sense together.
    pub(super) fn contradictions(&mut self, table: &DeTable<'_>) {
        if let Some(targets) = table.get("targets")
            && self.project.targets.contains(&self.project.source)
        {
            let message = format!("{} is the language of the statements", self.project.source);
            self.fault(targets, Finding::error("project::locale", message));
        }
        for (section, code) in [("export", "project::export"), ("xliff", "project::xliff")] {
            let value = table.get(section);
            let Some(languages) = value.and_then(|value| value.get_ref().as_table()) else {
                continue;
            };
            for (key, value) in languages {
                let Ok(locale) = key.get_ref().parse::<Locale>() else {
                    continue;
                };
                if !self.project.targets.contains(&locale) {
                    let message = "this language is not among the targets";
                    self.fault(key, Finding::warning(code, message));
                }
                if section == "xliff" {
                    self.opened_by_its_tool(&locale, value);
                }
            }
        }
    }

    /// A version that the tool of the language opens without showing anything.
    fn opened_by_its_tool(&mut self, locale: &Locale, value: &Value<'_>) {
        let tool = self.project.export_profile(locale);
        let version = self.project.xliff_version(locale);
        if !tool.opens(version) {
            let message = format!(
                "{} shows nothing of a file in XLIFF {}",
                tool.as_str(),
                version.as_str()
            );
            let finding = Finding::error("project::xliff", message);
            self.fault(
                value,
                finding.help("Leave the line out: it gets XLIFF 1.2."),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Findings;
    use crate::model::{Locale, XliffVersion};
    use crate::project::{Project, Surroundings, read};

    struct Empty;

    impl Surroundings for Empty {
        fn exists(&self, _: &str) -> bool {
            false
        }
        fn names_in(&self, _: &str) -> Vec<String> {
            Vec::new()
        }
        fn checks(&self) -> Vec<&'static str> {
            Vec::new()
        }
    }

    fn project(source: &str) -> (Option<Project>, Vec<String>) {
        let mut findings = Findings::new();
        let project = read(source.as_bytes(), &Empty, &mut findings);
        (project, findings.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_language_has_a_version() {
        let text = "[export]\nug = \"swordfish\"\nkk = \"phrase\"\n[xliff]\nkk = \"2.0\"\n";
        let (project, found) = project(text);
        assert_eq!(found, Vec::<String>::new());
        let project = project.expect("read");
        for (tag, version) in [
            ("ug", XliffVersion::V21),
            ("kk", XliffVersion::V20),
            ("tr", XliffVersion::V12),
        ] {
            let locale: Locale = tag.parse().expect("a tag");
            assert_eq!(project.xliff_version(&locale), version, "{tag}");
        }
    }

    #[test]
    fn a_version_that_shows_nothing_is_refused() {
        for (text, expected) in [
            (
                "[xliff]\nug = \"2.1\"\n[export]\nug = \"omegat\"\n",
                "-:2:6: error[project::xliff]: omegat shows nothing of a file in XLIFF 2.1\n    \
                 Leave the line out: it gets XLIFF 1.2.",
            ),
            (
                "[xliff]\nug = \"3\"\n",
                "-:2:6: error[project::xliff]: this version of XLIFF is not written: “3”\n    \
                 Versions are: 1.2, 2.0, 2.1, 2.2.",
            ),
        ] {
            let (project, found) = project(text);
            assert_eq!(project, None);
            assert_eq!(found, [expected]);
        }
        let (project, found) = project("[xliff]\nde = \"2.1\"\n");
        assert!(project.is_some());
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
