//! `tilmach passage import`

use serde_json::json;
use tilmach::diag::Findings;
use tilmach::pipeline::disk;
use tilmach::pipeline::passages::enter::{How, Taken, import};

use super::arguments::Import;
use crate::cli::Outcome;
use crate::cli::office::{Office, unreadable};
use crate::cli::ui::{Ui, count};

pub(super) fn run(arguments: &Import, office: &Office, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let _lock = office.lock(ui)?;
    let mut findings = Findings::new();
    let shown = arguments.file.display().to_string();
    let taken = match disk::read(&arguments.file) {
        Err(error) => {
            findings.push(unreadable(&shown, &error));
            None
        }
        Ok(bytes) => {
            let mut store = office.writer()?;
            office.record_glossary(&mut store)?;
            let desk = office.desk(ui, None);
            let how = How {
                replace: arguments.replace,
                trust: arguments.trust_status,
            };
            import(&desk, &mut store, &shown, &bytes, how, &mut findings)
                .map_err(|error| office.explain(error))?
        }
    };
    ui.json(&json!({ "taken": taken, "findings": findings }))?;
    match &taken {
        Some(taken) => tell(&shown, taken, ui),
        None => ui.line("Nothing was stored."),
    }
    Ok(ui.findings(&findings))
}

/// `passages.csv: 3 rows = 2 added + 1 same + 0 updated + 0 conflicting`.
fn tell(shown: &str, taken: &Taken, ui: &mut Ui) {
    let receipt = &taken.receipt;
    ui.line(&format!(
        "{shown}: {} = {} added + {} same + {} updated + {} conflicting",
        count(receipt.units, "row"),
        receipt.added,
        receipt.same,
        receipt.updated,
        receipt.conflicting,
    ));
}
