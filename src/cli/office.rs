//! Opening the project: settings, glossary, memory, lock.

mod lock;

pub(crate) use lock::Lock;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use tilmach::check::Accepted;
use tilmach::diag::{Finding, Findings, Place};
use tilmach::glossary::file::Sheet;
use tilmach::glossary::{self, Glossary};
use tilmach::memory::SqliteStore;
use tilmach::model::{Day, Locale, XliffVersion};
use tilmach::pipeline::{Desk, Silent, Standard, decisions, disk};
use tilmach::project::{self, FILE_NAME, Project, Surroundings};

use super::Outcome;
use super::arguments::{Common, Targets};
use super::ui::Ui;

/// A project that is open for work.
pub(crate) struct Office {
    pub(crate) project: Project,
    /// The glossary files that could be read.
    pub(crate) sheets: Vec<(String, Sheet)>,
    /// The glossary as it was read, for every house profile and every day.
    pub(crate) glossary: Glossary,
    /// What of it is in force today for the project's profile.
    pub(crate) in_force: Glossary,
    /// What translations are held to; nothing before [`Office::apply_terms`].
    pub(crate) standard: Standard,
    /// What is wrong with the glossary; told with the rest.
    pub(crate) findings: Findings,
    /// Today, or the day that was given.
    pub(crate) day: Day,
    /// The same in words, for the pipeline.
    day_text: String,
    wait: Duration,
}

/// The folder the project file stands in.
struct Here;

impl Surroundings for Here {
    fn exists(&self, path: &str) -> bool {
        Path::new(path).exists()
    }

    fn checks(&self) -> Vec<&'static str> {
        let rules = tilmach::check::rules();
        rules.into_iter().map(|about| about.code).collect()
    }

    fn names_in(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Office {
    /// Reads the project file and the glossary. `Err` holds how the command
    /// ends when the project file cannot be used; the findings have been said.
    pub(crate) fn open(common: &Common, ui: &mut Ui) -> anyhow::Result<Result<Office, Outcome>> {
        let bytes = match std::fs::read(FILE_NAME) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                bail!(
                    "there is no {FILE_NAME} here; `tilmach init` makes one, and -C DIR works in another folder"
                )
            }
            Err(error) => return Err(error).context(FILE_NAME),
        };
        let mut findings = Findings::new();
        let project = project::read(&bytes, &Here, &mut findings);
        let mut told = Findings::new();
        told.extend_in(FILE_NAME, findings);
        let Some(project) = project else {
            ui.findings(&told);
            ui.json(&serde_json::json!({ "findings": told }))?;
            return Ok(Err(Outcome::CouldNotRun));
        };
        let day = today(common);
        let mut office = Office {
            sheets: Vec::new(),
            glossary: Glossary::default(),
            in_force: Glossary::default(),
            standard: Standard::default(),
            findings: told,
            day,
            day_text: day.to_string(),
            // A day is for ever; the engine counts milliseconds in 32 bits.
            wait: Duration::from_secs(common.wait.min(86_400)),
            project,
        };
        office.read_glossary()?;
        Ok(Ok(office))
    }

    /// The same for commands that go by the terms: they are refused while no
    /// house profile is chosen although the glossary has some, or an unknown
    /// one.
    pub(crate) fn open_with_terms(
        common: &Common,
        ui: &mut Ui,
    ) -> anyhow::Result<Result<Office, Outcome>> {
        let mut office = match Office::open(common, ui)? {
            Ok(office) => office,
            Err(outcome) => return Ok(Err(outcome)),
        };
        let Some(fault) = office
            .glossary
            .profile_fault(office.project.profile.as_deref())
        else {
            office.apply_terms()?;
            return Ok(Ok(office));
        };
        office.findings.push(fault.at(Place::file(FILE_NAME)));
        ui.findings(&office.findings);
        ui.json(&serde_json::json!({ "findings": office.findings }))?;
        Ok(Err(Outcome::CouldNotRun))
    }

    /// Makes ready what translations are held to.
    pub(crate) fn apply_terms(&mut self) -> anyhow::Result<()> {
        let accepted = accepted(&mut self.findings)?;
        self.standard = Standard::new(
            &self.project,
            &self.glossary,
            self.day,
            accepted,
            &mut self.findings,
        );
        Ok(())
    }

    /// Reads the tables again, which may have changed; what is wrong with them is said.
    pub(crate) fn read_again(&mut self) -> anyhow::Result<()> {
        self.sheets.clear();
        let before = std::mem::take(&mut self.findings);
        self.read_glossary()?;
        self.findings = before;
        Ok(())
    }

    fn read_glossary(&mut self) -> anyhow::Result<()> {
        for path in &self.project.glossaries {
            let bytes = disk::read_glossary(Path::new(path))?;
            let mut findings = Findings::new();
            let sheet = glossary::file::read_sheet(&bytes, &mut findings);
            self.sheets.extend(sheet.map(|sheet| (path.clone(), sheet)));
            self.findings.extend_in(path, findings);
        }
        let mut findings = Findings::new();
        let concepts = self.sheets.iter().map(|(_, sheet)| sheet.concepts.clone());
        self.glossary = Glossary::new(concepts, &mut findings);
        self.findings.extend_in("glossaries", findings);
        let profile = self.project.profile.as_deref();
        self.in_force = self.glossary.in_force(self.day, profile);
        Ok(())
    }

    /// What every step of the pipeline needs.
    pub(crate) fn desk<'a>(&'a self, ui: &'a Ui, jobs: Option<u16>) -> Desk<'a> {
        Desk {
            progress: ui.progress(),
            ..self.desk_in_silence(jobs)
        }
    }

    /// The same for work that tells nothing of how far it is.
    pub(crate) fn desk_in_silence(&self, jobs: Option<u16>) -> Desk<'_> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Desk {
            project: &self.project,
            glossary: &self.in_force,
            standard: &self.standard,
            day: &self.day_text,
            jobs: jobs.map_or(processors, usize::from),
            progress: &Silent,
        }
    }

    /// The languages asked for, all of the project if none was named.
    pub(crate) fn targets(&self, asked: &Targets) -> anyhow::Result<Vec<Locale>> {
        if asked.list.is_empty() {
            return Ok(self.project.targets.clone());
        }
        let mut targets = Vec::new();
        for locale in &asked.list {
            if !self.project.targets.contains(locale) {
                let known: Vec<String> = self
                    .project
                    .targets
                    .iter()
                    .map(ToString::to_string)
                    .collect();
                bail!(
                    "{locale} is not among the targets in {FILE_NAME}: {}",
                    known.join(", ")
                );
            }
            if !targets.contains(locale) {
                targets.push(locale.clone());
            }
        }
        Ok(targets)
    }

    /// Whether a language, if one was named, is one of the project: a target, or that of
    /// the statements.
    pub(crate) fn has(&self, locale: Option<&Locale>) -> anyhow::Result<()> {
        let own = || std::iter::once(&self.project.source).chain(&self.project.targets);
        match locale.filter(|asked| !own().any(|known| known == *asked)) {
            None => Ok(()),
            Some(asked) => {
                let known: Vec<String> = own().map(ToString::to_string).collect();
                let known = known.join(", ");
                bail!("{asked} is not among the languages in {FILE_NAME}: {known}")
            }
        }
    }

    /// Puts the glossary on record, where the memory has not met it yet.
    pub(crate) fn record_glossary(&self, store: &mut SqliteStore) -> anyhow::Result<()> {
        decisions::record_alone(store, &self.glossary, &self.day_text)
            .with_context(|| self.project.memory.clone())?;
        Ok(())
    }

    /// Has the packages of these languages written in this version of XLIFF.
    pub(crate) fn write_in(
        &mut self,
        version: Option<XliffVersion>,
        targets: &[Locale],
    ) -> anyhow::Result<()> {
        for locale in targets {
            let Some(version) = version else { break };
            let tool = self.project.export_profile(locale);
            if !tool.opens(version) {
                bail!(
                    "{} shows nothing of a file in XLIFF {}: leave {locale} out with --target",
                    tool.as_str(),
                    version.as_str()
                );
            }
            self.project.xliff.insert(locale.clone(), version);
        }
        Ok(())
    }

    /// Whether an alias, if there is one, is that of a contributor.
    pub(crate) fn knows(&self, alias: Option<&str>) -> anyhow::Result<()> {
        match alias.filter(|alias| !self.project.contributors.iter().any(|one| one == alias)) {
            None => Ok(()),
            Some(by) => bail!(
                "{by} is not among the contributors in tilmach.toml: add the alias there first"
            ),
        }
    }

    /// The memory file.
    pub(crate) fn memory(&self) -> PathBuf {
        PathBuf::from(&self.project.memory)
    }

    /// The folder of the memory file.
    pub(crate) fn memory_folder(&self) -> PathBuf {
        match self.memory().parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        }
    }

    /// Whether there is no memory file, and an exported text of one beside its
    /// place.
    pub(crate) fn text_alone(&self) -> bool {
        let prefix = format!("{}-", self.project.source);
        !self.memory().exists()
            && disk::files_below(&self.memory_folder())
                .0
                .iter()
                .any(|found| found.name.starts_with(&prefix) && found.name.ends_with(".tmx"))
    }

    /// The memory, for reading and writing; made if it is not there, but not
    /// beside the text of one that was lost.
    pub(crate) fn writer(&self) -> anyhow::Result<SqliteStore> {
        let path = self.memory();
        if self.text_alone() {
            bail!(
                "{} is not there, and what was exported from it is: `tilmach memory rebuild` \
                 brings it back. (Move the .tmx files away to begin anew.)",
                path.display()
            );
        }
        SqliteStore::open(&path, self.wait).with_context(|| path.display().to_string())
    }

    /// The memory, for reading; an empty one if it is not there.
    pub(crate) fn reader(&self) -> anyhow::Result<SqliteStore> {
        self.another_reader()
            .with_context(|| self.project.memory.clone())
    }

    /// The memory once more, for another thread that reads.
    pub(crate) fn another_reader(&self) -> Result<SqliteStore, tilmach::memory::Error> {
        let path = self.memory();
        if !path.exists() {
            return SqliteStore::in_memory();
        }
        SqliteStore::open_read_only(&path, self.wait)
    }

    /// What went wrong, with the name of the memory where it was the memory.
    pub(crate) fn explain(&self, error: tilmach::pipeline::Error) -> anyhow::Error {
        match error {
            tilmach::pipeline::Error::Memory(error) => {
                anyhow::Error::new(error).context(self.project.memory.clone())
            }
            other => other.into(),
        }
    }
}

/// The table of accepted findings, seen from the project file.
pub(crate) const ACCEPTED: &str = "checks/accepted.csv";

/// The findings that somebody accepted.
pub(crate) fn accepted(findings: &mut Findings) -> anyhow::Result<Accepted> {
    let path = Path::new(ACCEPTED);
    if !path.exists() {
        return Ok(Accepted::default());
    }
    let mut inner = Findings::new();
    let accepted = Accepted::read(&disk::read(path)?, &mut inner);
    findings.extend_in(ACCEPTED, inner);
    Ok(accepted)
}

/// Today, or the day that was given.
pub(crate) fn today(common: &Common) -> Day {
    common
        .day
        .unwrap_or_else(|| jiff::Zoned::now().date())
        .into()
}

/// What is wrong with a file that cannot be read, as a finding: the other
/// files can be worked on.
pub(crate) fn unreadable(name: &str, error: &tilmach::pipeline::Error) -> Finding {
    let message = match error {
        tilmach::pipeline::Error::File { source, .. } => match source.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => source.to_string(),
        },
        other => other.to_string(),
    };
    let finding = Finding::error("file::unreadable", message).at(Place::file(name));
    if Path::new(name).is_dir() {
        return finding.help("Name the files in it.");
    }
    finding
}
