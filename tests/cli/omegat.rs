//! Projects for OmegaT: what is in the folder, and what of it stays.

use super::project::Project;

fn exported() -> Project {
    let project = Project::of_a_day();
    project.tilmach(["run"]).ends(0);
    project.fill_all("first");
    project
        .tilmach(["export", "omegat", "--target", "zh-Hans"])
        .ends(0);
    project
}

fn names(project: &Project) -> Vec<String> {
    let files = project.files("out/omegat/zh-Hans").into_keys();
    files
        .map(|name| format!("out/omegat/zh-Hans/{name}"))
        .collect()
}

#[test]
fn a_project_has_all_that_omegat_looks_for() {
    let project = exported();
    let folder = "out/omegat/zh-Hans/";
    for (file, parts) in [
        (
            "omegat.project",
            ["<target_lang>zh-CN</", "<sentence_seg>false</"],
        ),
        ("omegat/filters.xml", ["RESNAME_ATTR", "XLIFFFilter"]),
        (
            "tm/memory.en-zh-Hans.tmx",
            ["xml:lang=\"zh-CN\"", "x-inline"],
        ),
        ("tm/auto/filled.en-zh-Hans.tmx", ["x-ice", "\"file\""]),
    ] {
        let text = project.read(&format!("{folder}{file}"));
        for part in parts {
            assert!(text.contains(part), "{file}: {part}");
        }
    }
    // This desk has no terms; the file is there, so that terms can come later.
    project.read(&format!("{folder}glossary/desk.en-zh-Hans.utf8"));
    for empty in ["target", "dictionary"] {
        assert!(
            project.path(&format!("{folder}{empty}")).is_dir(),
            "{empty}"
        );
    }
}

/// OmegaT fills in what a package of another profile would have brought, each in
/// the unit that it names, and the copy of the source is all the package has.
#[test]
fn what_is_filled_in_names_its_unit_and_file() {
    let project = exported();
    let filled = project.read("out/omegat/zh-Hans/tm/auto/filled.en-zh-Hans.tmx");
    let sources: Vec<String> = names(&project)
        .into_iter()
        .filter(|name| name.ends_with(".xlf"))
        .collect();
    assert_eq!(sources.len(), 3);
    let mut units = 0;
    for source in &sources {
        let text = project.read(source);
        let (_, file) = source.split_once("/source/").expect("a source");
        for resname in text.split(" resname=\"").skip(1) {
            let id = resname.split('"').next().expect("an id");
            let locked = resname
                .split('>')
                .next()
                .expect("a tag")
                .contains("translate=\"no\"");
            let bound = format!(
                "<prop type=\"x-ice\">{id}</prop>\n      <prop type=\"file\">{file}</prop>"
            );
            assert_eq!(filled.contains(&bound), !locked, "{id}");
            units += usize::from(!locked);
        }
    }
    assert_eq!(filled.matches("<tu>").count(), units);
}

#[test]
fn what_the_translator_made_stays_and_what_is_outlived_goes() {
    let project = exported();
    let folder = "out/omegat/zh-Hans";
    let before = project.files(folder);
    let saved = format!("{folder}/omegat/project_save.tmx");
    project.write(&saved, "the translator's work");
    project
        .tilmach(["export", "omegat", "--target", "zh-Hans"])
        .ends(0);
    assert_eq!(project.read(&saved), "the translator's work");
    let mut after = project.files(folder);
    after.retain(|name, _| !name.ends_with("project_save.tmx"));
    assert_eq!(after, before, "the same work gives the same bytes");

    project.set("unreviewed = 0", "unreviewed = 5");
    project
        .tilmach(["export", "omegat", "--target", "zh-Hans"])
        .ends(0);
    let memory = |points: &str| project.read(&format!("{folder}/tm/{points}memory.en-zh-Hans.tmx"));
    assert!(!memory("").contains("<tu "), "nothing is without points");
    assert!(memory("penalty-05/").contains("<tu "));
    project.set("unreviewed = 5", "unreviewed = 0");
    project
        .tilmach(["export", "omegat", "--target", "zh-Hans"])
        .ends(0);
    assert!(memory("").contains("<tu "));
    assert!(!names(&project).iter().any(|name| name.contains("penalty")));
}

#[test]
fn packages_of_a_project_come_back() {
    let project = exported();
    for package in names(&project) {
        if package.ends_with(".xlf") {
            let (_, receipt) = project.import_file(&package, 0);
            assert_eq!(receipt.same, receipt.units, "{package}");
            assert_ne!(receipt.units, 0);
        }
    }
    // They are not taken for packages of statements that are gone.
    project.tilmach(["run"]).ends(0).does_not_say("stale");
}

/// Names that differ by a slash and a hyphen are two files.
#[test]
fn no_package_takes_the_place_of_another() {
    let project = Project::with("a-b.txt", "It is shut.\n");
    project.write("statements/a/b.txt", "It is open.\n");
    project.tilmach(["run"]).ends(0);
    project
        .tilmach(["export", "omegat", "--target", "tr"])
        .ends(0);
    let files = project.files("out/omegat/tr/source");
    assert_eq!(files.len(), 2, "{:?}", files.keys());
}

#[test]
fn a_statement_that_the_memory_does_not_have_is_told() {
    let project = Project::of_a_day();
    project
        .tilmach(["export", "omegat", "--target", "tr"])
        .ends(2)
        .says("no statement yet");
    project.tilmach(["run"]).ends(0);
    project
        .tilmach(["export", "omegat", "nothing.txt", "--target", "tr"])
        .ends(2)
        .says("nothing.txt");
}
