//! `tilmach quarantine accept`

use tilmach::diag::Findings;
use tilmach::pipeline::import::Options;
use tilmach::pipeline::quarantine::accept;

use super::arguments::Accept;
use super::{kept, tell};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &Accept, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open_with_terms(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.knows(arguments.by.as_deref())?;
    let options = Options {
        state: arguments.state.into(),
        by: arguments.by.clone(),
        repeats: false,
    };
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    office.record_glossary(&mut store)?;
    let mut findings = Findings::new();
    let mut decided = Vec::new();
    for kept in kept(&store, &arguments.ids, &mut findings)? {
        let desk = office.desk(ui, None);
        let ended = accept(&desk, &mut store, &kept, &options, arguments.force)
            .map_err(|error| office.explain(error))?;
        decided.push((kept, ended));
    }
    tell(&decided, &mut findings, ui)?;
    Ok(ui.findings(&findings))
}
