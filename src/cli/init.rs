//! `tilmach init`

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::json;
use tilmach::diag::Findings;
use tilmach::glossary::{Glossary, file};
use tilmach::pipeline::disk;
use tilmach::project::{FILE_NAME, template};

use super::Outcome;
use super::arguments::Init;
use super::ui::Ui;

/// The starter glossary: 118 concepts, nothing signed off.
const TERMS: &str = include_str!("../../glossaries/terms.csv");

pub(crate) fn run(arguments: &Init, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let folder = &arguments.folder;
    let file = folder.join(FILE_NAME);
    if file.exists() {
        bail!("{} is there already; nothing was changed", file.display());
    }
    let glossary = glossary(folder)?;
    let chosen = arguments.profile.as_deref();
    if let (Some(_), Some(fault)) = (chosen, glossary.profile_fault(chosen)) {
        let mut findings = Findings::new();
        findings.push(fault);
        ui.findings_aloud(&findings);
        return Ok(Outcome::CouldNotRun);
    }
    for name in ["statements", "glossaries", "tm", "out"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
    }
    let terms = folder.join("glossaries/terms.csv");
    if !terms.exists() {
        disk::write(&terms, TERMS.as_bytes())?;
    }
    disk::write(&file, template(arguments.profile.as_deref()).as_bytes())?;
    tell(
        folder,
        &glossary.profiles(),
        arguments.profile.as_deref(),
        ui,
    )
}

/// The glossary that the project will have: the one that is there already, or
/// the starter glossary.
fn glossary(folder: &Path) -> anyhow::Result<Glossary> {
    let path = folder.join("glossaries/terms.csv");
    let bytes = if path.exists() {
        disk::read(&path)?
    } else {
        TERMS.as_bytes().to_vec()
    };
    // What is wrong with it is told by the commands that use it.
    let mut findings = Findings::new();
    let concepts = file::read(&bytes, &mut findings);
    Ok(Glossary::new(concepts, &mut findings))
}

fn tell(
    folder: &Path,
    profiles: &BTreeSet<&str>,
    chosen: Option<&str>,
    ui: &mut Ui,
) -> anyhow::Result<Outcome> {
    let project = json!({
        "folder": folder, "project": FILE_NAME, "profile": chosen, "profiles": profiles,
    });
    ui.json(&project)?;
    ui.line(&format!(
        "A project is ready in {}\n\
         \n  {FILE_NAME}            the settings, with remarks: look at them first\
         \n  statements/             put new statements here (.txt, .md, .html, .docx)\
         \n  glossaries/terms.csv    the starter glossary; nobody has signed its terms off\
         \n  tm/                     the translation memory\
         \n  out/                    packages for translators\
         \n\nNext: put a statement into statements/ and run `tilmach run`.",
        if folder == Path::new(".") {
            "this folder.".to_owned()
        } else {
            format!("{}.", folder.display())
        }
    ));
    if chosen.is_none() && !profiles.is_empty() {
        let names: Vec<&str> = profiles.iter().copied().collect();
        ui.line(&format!(
            "Before that, choose the house profile whose terms you write: set `profile` in \
             {FILE_NAME} to one of {}.",
            names.join(", ")
        ));
    }
    Ok(Outcome::Clean)
}
