//! Packages in XLIFF 2: who asks for them, and that they come back.

use crate::project::Project;
use crate::translator::words;

/// The file with every open unit for translation filled in, and how many there are.
fn filled(package: &str, locale: &str) -> (String, u64) {
    let mut file = String::new();
    let mut count = 0;
    for (index, part) in package.split("</unit>").enumerate() {
        if index > 0 {
            file.push_str("</unit>");
        }
        // The source of the segment is the last: suggestions stand before it.
        let (before, own) = part.split_once("<segment").unwrap_or((part, ""));
        let locked = before.contains(" translate=\"no\"");
        match own.split_once("</source>") {
            Some((source, after)) if !locked && !own.contains("<target") => {
                let text = words(locale, own);
                let target = format!("<target xml:space=\"preserve\">{text}</target>");
                file.push_str(&format!("{before}<segment{source}</source>{target}{after}"));
                count += 1;
            }
            _ => file.push_str(part),
        }
    }
    (file, count)
}

fn project(settings: &str) -> Project {
    let project = Project::sent_out();
    let text = project.read("tilmach.toml");
    let without = text.replace("[export]\n", "").replace("[xliff]\n", "");
    project.write("tilmach.toml", format!("{without}\n{settings}"));
    project
}

#[test]
fn a_package_goes_out_and_comes_back() {
    for version in ["2.0", "2.1", "2.2"] {
        let project = project(&format!("[xliff]\nug = \"{version}\"\n"));
        // The package of another version is nobody's work, and makes room.
        project.tilmach(["run"]).ends(0);
        let package = project.package("ug");
        assert!(package.contains(&format!(" version=\"{version}\"")));
        assert!(project.package("tr").contains(" version=\"1.2\""));
        let (told, receipt) = project.import("untouched.xlf", &package, 0);
        assert_eq!((receipt.added, receipt.rejected), (0, 0), "{}", told.err);
        let (back, count) = filled(&package, "ug");
        assert!(count > 3, "{package}");
        let (told, receipt) = project.import("back.xlf", &back, 0);
        assert_eq!(
            (receipt.added, receipt.rejected),
            (count, 0),
            "{}",
            told.err
        );
        // All of it is filled in from now on, with its state and how it was found.
        project.tilmach(["run"]).ends(0);
        let again = project.package("ug");
        let (_, open) = filled(&again, "ug");
        assert_eq!(open, 0);
        let found = "state=\"translated\" subState=\"tilmach:ice\"";
        assert_eq!(again.matches(found).count() as u64, count);
    }
}

#[test]
fn work_in_a_package_is_kept_and_an_old_day_is_no_work() {
    let project = project("[export]\nug = \"swordfish\"\n");
    project.tilmach(["run", "--day", "2026-05-06"]).ends(0);
    let name = project.packages("ug")[0].clone();
    let package = project.read(&name);
    assert!(package.contains(" version=\"2.1\"") && package.contains(">2026-05-06<"));
    // Without a record a package proves itself, whatever its day.
    std::fs::remove_file(project.path("tm/memory.sqlite")).expect("removed");
    project.tilmach(["run", "--day", "2026-05-07"]).ends(0);
    assert!(project.read(&name).contains(">2026-05-07<"));
    let (work, _) = filled(&package, "ug");
    project.write(&name, &work);
    project.tilmach(["run"]).ends(1).says("package::edited");
    assert_eq!(project.read(&name), work);
}

#[test]
fn a_version_can_be_asked_for_once() {
    let project = project("[export]\nug = \"omegat\"\n");
    let told = project.tilmach(["run", "--xliff", "2.1"]).ends(2);
    told.says("omegat shows nothing of a file in XLIFF 2.1");
    let line = [
        "export", "xliff", "--xliff", "2.2", "--target", "kk", "--out", "x",
    ];
    project.tilmach(line).ends(0);
    let files = project.files("x");
    let one = files.iter().find(|(name, _)| name.ends_with(".xlf"));
    let (name, bytes) = one.expect("a package");
    let text = String::from_utf8_lossy(bytes);
    assert!(
        name.contains("kk") && text.contains(" version=\"2.2\""),
        "{name}"
    );
    project
        .tilmach(["run", "--xliff", "3.0"])
        .ends(2)
        .says("versions are: 1.2, 2.0, 2.1, 2.2");
}
