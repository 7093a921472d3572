//! `tilmach init`

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::json;
use tilmach::pipeline::disk;
use tilmach::project::{FILE_NAME, TEMPLATE};

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
    for name in ["statements", "glossaries", "tm", "out"] {
        let path = folder.join(name);
        fs::create_dir_all(&path).with_context(|| path.display().to_string())?;
    }
    let terms = folder.join("glossaries/terms.csv");
    if !terms.exists() {
        disk::write(&terms, TERMS.as_bytes())?;
    }
    disk::write(&file, TEMPLATE.as_bytes())?;
    tell(folder, ui)
}

fn tell(folder: &Path, ui: &mut Ui) -> anyhow::Result<Outcome> {
    ui.json(&json!({ "folder": folder, "project": FILE_NAME }))?;
    ui.line(&format!(
        "A project is ready in {}\n\
         \n  {FILE_NAME}            the settings, with remarks: look at them first\
         \n  statements/             put new statements here (.txt)\
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
    Ok(Outcome::Clean)
}
