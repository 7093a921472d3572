use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Finding, Findings, Place};
use crate::model::{Locale, LocaleError};

use super::{Project, Surroundings, nearest};

const KEYS: [&str; 15] = [
    "source",
    "targets",
    "srx",
    "statements",
    "memory",
    "out",
    "glossaries",
    "profile",
    "domains",
    "threshold",
    "contributors",
    "penalties",
    "export",
    "xliff",
    "checks",
];

const LOCALES: [&str; 6] = ["en", "ug", "kk", "tr", "zh-Hans", "zh-Hant"];

/// Reads a project file. None when it cannot be used; the findings say why.
pub fn read(
    source: &[u8],
    surroundings: &dyn Surroundings,
    findings: &mut Findings,
) -> Option<Project> {
    let source = source.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source);
    let text = match std::str::from_utf8(source) {
        Ok(text) => text,
        Err(error) => {
            let valid = source.get(..error.valid_up_to()).unwrap_or_default();
            let before = std::str::from_utf8(valid).unwrap_or_default();
            findings.push(
                Finding::error("project::encoding", "the project file is not UTF-8")
                    .at(place(before, before.len())),
            );
            return None;
        }
    };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        findings.push(Finding::error("project::syntax", error.message()).at(place(text, at)));
    }
    let before = findings.count(crate::diag::Severity::Error);
    let mut reader = Reader {
        text,
        surroundings,
        findings,
        project: Project::default(),
    };
    for (key, value) in table.get_ref() {
        reader.setting(key, value);
    }
    reader.missing_files(table.get_ref());
    reader.contradictions(table.get_ref());
    reader.idle_penalties(table.get_ref());
    let project = reader.project;
    let clean = errors.is_empty() && findings.count(crate::diag::Severity::Error) == before;
    clean.then_some(project)
}

/// Line and column in characters of a byte of the file.
fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    Place::default().line(line as u64, column as u64)
}

pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) surroundings: &'a dyn Surroundings,
    findings: &'a mut Findings,
    pub(super) project: Project,
}

pub(super) type Value<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    pub(super) fn fault<T>(&mut self, at: &Spanned<T>, finding: Finding) {
        let place = place(self.text, at.span().start);
        self.findings.push(finding.at(place));
    }

    fn setting(&mut self, key: &Spanned<impl AsRef<str>>, value: &Value<'_>) {
        match key.get_ref().as_ref() {
            "source" => {
                if let Some(locale) = self.locale(value) {
                    self.project.source = locale;
                }
            }
            "targets" => self.targets(value),
            "srx" => self.project.srx = self.string(value),
            "statements" => self.path(value, |project| &mut project.statements),
            "memory" => self.path(value, |project| &mut project.memory),
            "out" => self.path(value, |project| &mut project.out),
            "glossaries" => self.project.glossaries = self.strings(value),
            "profile" => self.project.profile = self.string(value),
            "domains" => self.project.domains = self.strings(value),
            "contributors" => self.contributors(value),
            "threshold" => {
                if let Some(threshold) = self.number(value, 50, 100) {
                    self.project.threshold = threshold;
                }
            }
            "penalties" => self.penalties(value),
            "export" => self.export(value),
            "xliff" => self.xliff(value),
            "checks" => self.checks(value),
            _ => self.unknown_key(key, &KEYS),
        }
    }

    pub(super) fn unknown_key(&mut self, key: &Spanned<impl AsRef<str>>, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let finding = Finding::error("project::key", "there is no such setting").words(name);
        let finding = match nearest(name, known.iter().copied()) {
            Some(near) => finding.help(format!("Did you mean `{near}`?")),
            None => finding.help(format!("Settings are: {}.", known.join(", "))),
        };
        self.fault(key, finding);
    }

    pub(super) fn wrong_type(&mut self, value: &Value<'_>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::String(text) => format!("the text \"{text}\""),
            other => other.type_str().to_owned(),
        };
        self.fault(
            value,
            Finding::error(
                "project::value",
                format!("{wanted} is wanted here, not {found}"),
            ),
        );
    }

    pub(super) fn string(&mut self, value: &Value<'_>) -> Option<String> {
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => Some(text.to_owned()),
            Some(_) => {
                self.fault(value, Finding::error("project::value", "this is empty"));
                None
            }
            None => {
                self.wrong_type(value, "a text in quotation marks");
                None
            }
        }
    }

    fn path(&mut self, value: &Value<'_>, field: impl Fn(&mut Project) -> &mut String) {
        if let Some(path) = self.string(value) {
            *field(&mut self.project) = path;
        }
    }

    fn list<'v, 'a>(&mut self, value: &'v Value<'a>) -> Vec<&'v Value<'a>> {
        match value.get_ref().as_array() {
            Some(list) => list.iter().collect(),
            None => {
                self.wrong_type(value, "a list in [ ]");
                Vec::new()
            }
        }
    }

    fn strings(&mut self, value: &Value<'_>) -> Vec<String> {
        let list = self.list(value);
        list.into_iter()
            .filter_map(|item| self.string(item))
            .collect()
    }

    fn locale(&mut self, value: &Value<'_>) -> Option<Locale> {
        let tag = self.string(value)?;
        match tag.parse::<Locale>() {
            Ok(locale) => {
                if let Some(advice) = Locale::advice(&tag) {
                    self.fault(value, Finding::warning("project::locale", advice));
                }
                Some(locale)
            }
            Err(error) => {
                self.fault(value, locale_finding(&tag, error));
                None
            }
        }
    }

    fn targets(&mut self, value: &Value<'_>) {
        let mut targets = Vec::new();
        for item in self.list(value) {
            let Some(locale) = self.locale(item) else {
                continue;
            };
            if targets.contains(&locale) {
                let message = format!("{locale} stands in the list twice");
                self.fault(item, Finding::warning("project::twice", message));
            } else {
                targets.push(locale);
            }
        }
        if targets.is_empty() {
            self.fault(
                value,
                Finding::error("project::value", "no language is asked for"),
            );
        }
        self.project.targets = targets;
    }

    /// The whole number that stands there, if one does.
    pub(super) fn whole_number(&self, value: &Value<'_>) -> Option<i64> {
        let number = value.get_ref().as_integer()?;
        i64::from_str_radix(number.as_str(), number.radix()).ok()
    }

    pub(super) fn number(&mut self, value: &Value<'_>, least: u8, most: u8) -> Option<u8> {
        let fitting = self
            .whole_number(value)
            .and_then(|number| u8::try_from(number).ok())
            .filter(|number| (least..=most).contains(number));
        if fitting.is_none() {
            self.wrong_type(value, &format!("a whole number from {least} to {most}"));
        }
        fitting
    }

    fn contributors(&mut self, value: &Value<'_>) {
        for item in self.list(value) {
            let Some(alias) = self.string(item) else {
                continue;
            };
            let plain = alias
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            if plain && alias.len() <= 32 {
                self.project.contributors.push(alias);
            } else {
                let finding = Finding::error(
                    "project::alias",
                    "an alias has at most 32 letters a to z, digits, - and _",
                );
                self.fault(
                    item,
                    finding.help("Use an alias, never a real name or an address."),
                );
            }
        }
    }

    /// Looked at last: the files have been read and each name has its place.
    fn missing_files(&mut self, table: &DeTable<'_>) {
        let list = table.get("glossaries");
        let list = list.and_then(|value| value.get_ref().as_array());
        let glossaries = list.into_iter().flat_map(|list| list.iter());
        for item in glossaries.chain(table.get("srx")) {
            if let Some(path) = item.get_ref().as_str() {
                self.missing_file(item, path);
            }
        }
    }

    fn missing_file(&mut self, item: &Value<'_>, path: &str) {
        if path.trim().is_empty() || self.surroundings.exists(path) {
            return;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let names = self.surroundings.names_in(folder);
        let finding = Finding::error("project::file", "there is no such file").words(path);
        let finding = match nearest(name, names.iter().map(String::as_str)) {
            Some(near) if folder == "." => finding.help(format!("Did you mean `{near}`?")),
            Some(near) => finding.help(format!("Did you mean `{folder}/{near}`?")),
            None => finding,
        };
        self.fault(item, finding);
    }
}

pub(super) fn locale_finding(tag: &str, error: LocaleError) -> Finding {
    let finding = Finding::error("project::locale", format!("this {error}")).words(tag);
    match (error, nearest(tag, LOCALES)) {
        // Which Chinese is meant is never guessed.
        (LocaleError::NeedsScript, _) => finding.help("Write `zh-Hans` or `zh-Hant`."),
        (_, Some(near)) => finding.help(format!("Did you mean `{near}`?")),
        (_, None) => finding.help(format!("Examples: {}.", LOCALES.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Profile;

    struct Folder;

    impl Surroundings for Folder {
        fn exists(&self, path: &str) -> bool {
            path == "glossaries/terms.csv"
        }
        fn checks(&self) -> Vec<&'static str> {
            vec!["check::length", "check::numbers"]
        }
        fn names_in(&self, folder: &str) -> Vec<String> {
            if folder == "glossaries" {
                vec!["terms.csv".to_owned()]
            } else {
                Vec::new()
            }
        }
    }

    fn findings(source: &str) -> (Option<Project>, Vec<String>) {
        let mut findings = Findings::new();
        let project = read(source.as_bytes(), &Folder, &mut findings);
        (project, findings.iter().map(ToString::to_string).collect())
    }

    #[track_caller]
    fn refuses(source: &str, expected: &[&str]) {
        let (project, found) = findings(source);
        assert_eq!(project, None, "{source}");
        assert_eq!(found, expected, "{source}");
    }

    #[test]
    fn an_empty_file_is_the_defaults() {
        assert_eq!(findings(""), (Some(Project::default()), Vec::new()));
    }

    #[test]
    fn unknown_names_come_with_the_nearest() {
        refuses(
            "source = \"en\"\ntreshold = 70\n",
            &[
                "-:2:1: error[project::key]: there is no such setting: “treshold”\n    Did you mean `threshold`?",
            ],
        );
        refuses(
            "[export]\nug = \"omegatt\"",
            &[
                "-:2:6: error[project::profile]: there is no such tool: “omegatt”\n    Did you mean `omegat`?",
            ],
        );
        refuses(
            "glossaries = [\"glossaries/term.csv\"]",
            &[
                "-:1:15: error[project::file]: there is no such file: “glossaries/term.csv”\n    Did you mean `glossaries/terms.csv`?",
            ],
        );
        refuses(
            "targets = [\"tr\", \"zh\"]",
            &[
                "-:1:18: error[project::locale]: this does not say Simplified (zh-Hans) or Traditional (zh-Hant): “zh”\n    Write `zh-Hans` or `zh-Hant`.",
            ],
        );
    }

    #[test]
    fn checks_have_a_weight_and_a_name() {
        let (project, found) =
            findings("[checks]\n\"check::length\" = \"off\"\n\"check::numbers\" = \"note\"\n");
        assert_eq!(found, Vec::<String>::new());
        let checks = project.expect("read").checks;
        assert_eq!(checks.get("check::length"), Some(&None));
        assert_eq!(
            checks.get("check::numbers"),
            Some(&Some(crate::diag::Severity::Note))
        );
        refuses(
            "[checks]\n\"check::lenght\" = \"off\"\n\"check::numbers\" = \"warn\"\n",
            &[
                "-:2:1: error[project::check]: there is no such check: “check::lenght”\n    Did you mean `check::length`?",
                "-:3:20: error[project::check]: a check has no such weight: “warn”\n    Weights are: off, note, warning, error.",
            ],
        );
    }

    #[test]
    fn columns_are_characters() {
        refuses(
            "memory = \"қор\" ; x",
            &["-:1:16: error[project::syntax]: unexpected key or value, expected newline, `#`"],
        );
    }

    #[test]
    fn every_fault_is_told() {
        let (_, found) = findings(
            "threshold = 20\nsource = 3\nout = \"\"\ncontributors = [\"Jane Doe\"]\n[penalties]\nimported = -1\n",
        );
        assert_eq!(found.len(), 5, "{found:#?}");
    }

    #[test]
    fn settings_that_contradict_are_told() {
        let (project, found) = findings("source = \"tr\"\n[export]\nde = \"omegat\"\n");
        assert!(project.is_some(), "the targets are not written here");
        assert_eq!(found.len(), 1, "{found:?}");
        refuses(
            "source = \"tr\"\ntargets = [\"tr\"]",
            &["-:2:11: error[project::locale]: tr is the language of the statements"],
        );
    }

    #[test]
    fn settings_are_taken() {
        let (project, found) = findings(
            "targets = [\"ug_CN\"]\nglossaries = [\"glossaries/terms.csv\"]\nprofile = \"desk\"\n\
             threshold = 80\ncontributors = [\"tr-1\"]\n[penalties]\nimported = 3\n[export]\nug-CN = \"omegat\"\n",
        );
        assert_eq!(found, Vec::<String>::new());
        let project = project.expect("read");
        let ug: Locale = "ug".parse().expect("a tag");
        assert_eq!(project.targets, std::slice::from_ref(&ug));
        assert_eq!(project.export_profile(&ug), Profile::Omegat);
        assert_eq!((project.threshold, project.penalties.imported), (80, 3));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let mut findings = Findings::new();
        assert_eq!(read(b"a = \"\xFF\"", &Folder, &mut findings), None);
        assert_eq!(
            findings.iter().next().map(|f| f.place.column),
            Some(Some(6))
        );
    }
}
