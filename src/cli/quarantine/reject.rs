//! `tilmach quarantine reject`

use tilmach::diag::Findings;
use tilmach::pipeline::quarantine::reject;

use super::arguments::Reject;
use super::{kept, tell};
use crate::cli::Outcome;
use crate::cli::arguments::Common;
use crate::cli::office::Office;
use crate::cli::ui::Ui;

pub(super) fn run(arguments: &Reject, common: &Common, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let office = match Office::open(common, ui)? {
        Ok(office) => office,
        Err(outcome) => return Ok(outcome),
    };
    office.knows(arguments.by.as_deref())?;
    let _lock = office.lock(ui)?;
    let mut store = office.writer()?;
    let mut findings = Findings::new();
    let mut decided = Vec::new();
    for kept in kept(&store, &arguments.ids, &mut findings)? {
        let desk = office.desk(ui, None);
        let (by, reason) = (arguments.by.as_deref(), arguments.reason.as_deref());
        let ended =
            reject(&desk, &mut store, &kept, by, reason).map_err(|error| office.explain(error))?;
        decided.push((kept, ended));
    }
    tell(&decided, &mut findings, ui)?;
    Ok(ui.findings(&findings))
}
