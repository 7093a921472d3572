//! Files held to their standards: what is said, and how the program ends.

use crate::project::Project;

fn file(second: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"en\">\n\
         <file id=\"f\">\n<unit id=\"a\"><segment><source>x</source></segment></unit>\n\
         <unit id=\"{second}\"><segment><source>y</source></segment></unit>\n</file></xliff>\n"
    )
}

#[test]
fn a_valid_file_is_called_so_and_a_wrong_one_is_explained() {
    let project = Project::with("wait.txt", "One.\n");
    project.write("good.xlf", file("b"));
    project.write("bad.xlf", file("a"));
    let told = project.tilmach(["validate", "good.xlf"]).ends(0);
    assert_eq!(
        (told.out.as_str(), told.err.as_str()),
        ("good.xlf: XLIFF 2.1: valid\n", "")
    );
    let told = project
        .tilmach(["validate", "good.xlf", "bad.xlf"])
        .ends(1)
        .says("bad.xlf:4:1 (unit a): error[valid::id]")
        .says("(XLIFF 2.1: id)");
    assert_eq!(
        told.out,
        "good.xlf: XLIFF 2.1: valid\nbad.xlf: XLIFF 2.1: not valid\n"
    );
}

#[test]
fn programs_get_the_same_as_json() {
    let project = Project::with("wait.txt", "One.\n");
    project.write("bad.xlf", file("a"));
    let told = project.tilmach(["--json", "validate", "bad.xlf"]).ends(1);
    let said: serde_json::Value = serde_json::from_str(&told.out).expect("JSON");
    assert_eq!(said["files"][0]["standard"], "XLIFF 2.1");
    assert_eq!(said["files"][0]["valid"], false);
    assert_eq!(said["findings"][0]["code"], "valid::id");
}

#[test]
fn what_is_no_interchange_file_is_refused() {
    let project = Project::with("wait.txt", "One.\n");
    let told = project
        .tilmach(["validate", "statements/wait.txt"])
        .ends(1)
        .says("error[valid::unknown]");
    assert_eq!(told.out, "statements/wait.txt: refused\n");
    project.write("page.html", "<html/>");
    project
        .tilmach(["validate", "page.html"])
        .ends(1)
        .says("error[valid::unknown]");
    project
        .tilmach(["validate", "none.xlf"])
        .ends(1)
        .says("error[file::unreadable]");
}
