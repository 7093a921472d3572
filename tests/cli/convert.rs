//! `tilmach convert`: one language in another script, and what does not come
//! through.

use serde_json::Value;

use crate::project::{Project, Told};

#[track_caller]
fn convert(options: &[&str], from: &str, to: &str, input: &str) -> Told {
    let project = Project::empty();
    let arguments = [options, &["convert", "-", "--from", from, "--to", to]].concat();
    let mut command = project.command(arguments);
    let output = command.write_stdin(input).output();
    Told::from(&output.expect("runs"))
}

#[test]
fn a_text_is_written_in_the_other_script() {
    for (from, to, input, output) in [
        (
            "ug",
            "ug-Latn",
            "ئۇيغۇر، مەسئۇل\n\nتىل\n",
            "uyghur, mes'ul\n\ntil\n",
        ),
        ("ug-Latn", "ug-Arab", "Uyghur, mes’ul", "ئۇيغۇر، مەسئۇل\n"),
        ("kk", "kk-Arab", "Қазақ тілі\r\n", "قازاق ءتىلى\n"),
    ] {
        let told = convert(&[], from, to, input).ends(0);
        assert_eq!(told.out, output);
        // Whatever comes out, nobody may take it for a translation.
        assert!(told.err.ends_with("must look at it.\n"), "{}", told.err);
        assert!(told.err.contains("not a checked translation"));
    }
}

#[test]
fn what_does_not_come_through_is_told_with_its_place() {
    let told = convert(&[], "ug", "ug-Latn", "تىل BBC\nتىل ئش\n").ends(0);
    assert_eq!(told.out, "til BBC\ntil sh\n");
    assert!(
        told.err.contains("-:2:5: warning[convert::ill-formed]"),
        "{}",
        told.err
    );
    assert!(
        told.err.contains("-:1:5: note[convert::left]"),
        "{}",
        told.err
    );
    convert(&["--strict"], "ug", "ug-Latn", "ئش").ends(1);
}

#[test]
fn programs_get_a_line_for_each_line() {
    let told = convert(&["--json"], "kk", "kk-Arab", "тiл\n\nәлем\n").ends(0);
    let lines: Vec<Value> = told
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["from"], "тiл");
    assert_eq!(lines[0]["to"], "ءتىل");
    assert_eq!(lines[0]["notes"][0]["code"], "convert::mixed-letters");
    assert_eq!(lines[0]["notes"][0]["place"]["column"], 1);
    assert_eq!(lines[2]["to"], "الەم");
    assert_eq!(lines[2]["notes"], Value::Array(Vec::new()));
}

#[test]
fn a_way_that_loses_is_refused_with_its_reason() {
    for (from, to) in [
        ("kk-Arab", "kk"),
        ("tr", "ug"),
        ("zh-Hans", "zh-Hant"),
        ("ug", "ug"),
    ] {
        let told = convert(&[], from, to, "x").ends(2);
        assert_eq!(told.out, "");
        assert!(
            told.err
                .contains("ug to ug-Latn, ug-Latn to ug, kk to kk-Arab")
        );
    }
    let told = convert(&[], "kk-Arab", "kk", "x").ends(2);
    assert!(told.err.contains("one letter each"), "{}", told.err);
}
