//! Findings as SARIF 2.1.0 (OASIS Standard of 27 March 2020), which editors and
//! platforms for code show beside the file. No host, no absolute path, no clock.

use serde_json::{Value, json};
use tilmach::check;
use tilmach::diag::Severity;
use tilmach::pipeline::check::Found;

/// A log with one run, ended by a line break.
pub(crate) fn sarif(findings: &[Found]) -> anyhow::Result<String> {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "tilmach",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": findings.iter().map(result).collect::<Vec<Value>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn rules() -> Vec<Value> {
    let rule = |about: &check::About| {
        json!({
            "id": about.code,
            "shortDescription": { "text": about.what },
            "fullDescription": { "text": format!("{} {}", about.what, about.why) },
            "help": { "text": about.why },
            "defaultConfiguration": { "level": level(about.severity) },
        })
    };
    check::rules().into_iter().map(rule).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(found: &Found) -> Value {
    let finding = &found.finding;
    let mut message = finding.message.clone();
    if let Some(words) = &finding.words {
        message.push_str(&format!(": \u{201C}{words}\u{201D}"));
    }
    if let Some(help) = &finding.help {
        message.push_str(&format!(". {help}"));
    }
    let mut result = json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [location(found)],
    });
    let known = check::rules()
        .iter()
        .position(|about| about.code == finding.code);
    if let Some(fields) = result.as_object_mut() {
        if let Some(index) = known {
            fields.insert("ruleIndex".to_owned(), json!(index));
        }
        if let Some(id) = &found.id {
            fields.insert(
                "partialFingerprints".to_owned(),
                json!({ "finding/v1": id }),
            );
        }
        if let Some(reason) = &found.accepted {
            let suppression = json!([{ "kind": "external", "justification": reason }]);
            fields.insert("suppressions".to_owned(), suppression);
        }
    }
    result
}

fn location(found: &Found) -> Value {
    let place = &found.finding.place;
    let mut location = json!({});
    let Some(fields) = location.as_object_mut() else {
        return location;
    };
    if let Some(file) = &place.file {
        let mut physical = json!({ "artifactLocation": { "uri": uri(file) } });
        if let (Some(line), Some(physical)) = (place.line, physical.as_object_mut()) {
            let region = json!({ "startLine": line, "startColumn": place.column.unwrap_or(1) });
            physical.insert("region".to_owned(), region);
        }
        fields.insert("physicalLocation".to_owned(), physical);
    }
    if let Some(unit) = &place.unit {
        fields.insert(
            "logicalLocations".to_owned(),
            json!([{ "name": unit, "kind": "element" }]),
        );
    }
    location
}

/// A relative reference (RFC 3986): what is no plain letter is written in per cent.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri.trim_start_matches('/').to_owned()
}
