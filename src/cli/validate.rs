//! `tilmach validate`

use serde_json::json;
use tilmach::diag::Findings;
use tilmach::pipeline::validate::validate;

use super::Outcome;
use super::arguments::Validate;
use super::sources;
use super::ui::Ui;

pub(crate) fn run(arguments: &Validate, ui: &mut Ui) -> anyhow::Result<Outcome> {
    let mut findings = Findings::new();
    let mut files = Vec::new();
    for path in &arguments.files {
        let shown = path.display().to_string();
        let Some(bytes) = sources::bytes(path, &mut findings)? else {
            continue;
        };
        let verdict = validate(&bytes)?;
        let is_valid = verdict.is_valid();
        let said = match &verdict.standard {
            Some(standard) => standard.as_str(),
            None => "refused",
        };
        match (&verdict.standard, is_valid) {
            (Some(_), true) => ui.line(&format!("{shown}: {said}: valid")),
            (Some(_), false) => ui.line(&format!("{shown}: {said}: not valid")),
            (None, _) => ui.line(&format!("{shown}: {said}")),
        }
        files.push(json!({
            "file": shown,
            "standard": verdict.standard,
            "valid": is_valid,
        }));
        findings.extend_in(&shown, verdict.findings);
    }
    ui.json(&json!({ "files": files, "findings": findings }))?;
    Ok(ui.findings(&findings))
}
