//! The glossary as the coordinator meets it: choosing a profile, checking,
//! showing, comparing and changing the tables.

use crate::project::{Project, Told, program};

const TABLE: &str = "concept_id,domain,lang,term,usage,status,profile\n\
    camp,place,en,camp,preferred,,\n\
    camp,place,en,Uighur camp,forbidden,,\n\
    camp,place,tr,kamp,preferred,attested: press,\n\
    crime,legal,en,crime,preferred,,\n\
    crime,legal,tr,suç,preferred,,un\n\
    crime,legal,tr,cürüm,preferred,,press\n";

const TEXT: &str =
    "A crime was seen.\n\n“The Uighur camp,” said Ana Roe. The Uighur camp is old.\n";

/// A project with the table above and no profile chosen.
fn undecided() -> Project {
    let project = Project::with("camp.txt", TEXT);
    project.write("glossaries/own.csv", TABLE);
    project.set("glossaries = []", "glossaries = [\"glossaries/own.csv\"]");
    project.set("profile = \"un\"", "# no profile");
    project
}

fn decided(profile: &str) -> Project {
    let project = undecided();
    project.set("# no profile", &format!("profile = \"{profile}\""));
    project
}

#[track_caller]
fn tell(project: &Project, command: &str) -> Told {
    project.tilmach(command.split(' '))
}

#[test]
fn terms_are_not_enforced_while_no_profile_is_chosen() {
    let project = undecided();
    project.write("back.xlf", "<xliff/>");
    for command in [
        "run",
        "run --dry-run",
        "import back.xlf",
        "export xliff",
        "glossary export tbx -t tr",
    ] {
        tell(&project, command)
            .ends(2)
            .says("tilmach.toml: error[glossary::profile-not-chosen]")
            .says("Profiles: press, un");
    }
    assert!(project.files("out").is_empty(), "nothing was made");
    let told = tell(&project, "--json run").ends(2);
    assert_eq!(told.codes(), ["glossary::profile-not-chosen"]);
    for command in [
        "stats",
        "analyse",
        "glossary list",
        "glossary show crime",
        "glossary export csv",
    ] {
        tell(&project, command).ends(0);
    }
}

#[test]
fn an_unknown_profile_comes_with_the_nearest() {
    tell(&decided("pres"), "run")
        .ends(2)
        .says("glossary::unknown-profile")
        .says("the nearest profile is press; all: press, un");
}

#[test]
fn a_profile_writes_its_own_words() {
    for (profile, own, other) in [("un", "suç", "cürüm"), ("press", "cürüm", "suç")] {
        let project = decided(profile);
        tell(&project, "run -t tr").ends(0);
        let package = project.package("tr");
        assert!(package.contains(&format!(
            "{own} [unattested: ask a native speaker; profile {profile}]"
        )));
        assert!(!package.contains(other));
    }
}

#[test]
fn a_new_project_is_told_to_choose_and_may_choose_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let init = |arguments: &[&str]| {
        let output = program()
            .current_dir(folder.path())
            .args(arguments)
            .output();
        Told::from(&output.expect("runs"))
    };
    let told = init(&["init", "one"]).ends(0);
    assert!(told.out.contains("to one of amnesty, un."), "{}", told.out);
    let told = init(&["init", "two", "--profile", "un"]).ends(0);
    assert!(!told.out.contains("amnesty"), "{}", told.out);
    let file = std::fs::read_to_string(folder.path().join("two/tilmach.toml")).expect("a file");
    assert!(file.contains("\nprofile = \"un\"\n"), "{file}");
    init(&["init", "three", "--profile", "amnesti"])
        .ends(2)
        .says("the nearest profile is amnesty");
    assert!(!folder.path().join("three/tilmach.toml").exists());
}

#[test]
fn the_speakers_words_are_a_note_and_ours_a_warning() {
    let told = tell(&decided("un"), "run").ends(0);
    let told = told
        .says("camp.txt:3:6 (unit p2.s1): note[term::forbidden-source]")
        .says("camp.txt:3:38 (unit p2.s2): warning[term::forbidden-source]: the glossary forbids these words of the source (all profiles)");
    assert!(!told.err.contains("error"), "{}", told.err);
}

#[test]
fn a_decision_ends_with_its_last_day() {
    let project = decided("un");
    let table = TABLE.replace(",profile\n", ",profile,valid_until\n");
    let table = table
        .replace(",\n", ",,\n")
        .replace(",un\n", ",un,2026-01-31\n")
        .replace(",press\n", ",press,\n");
    project.write("glossaries/own.csv", table);
    let on = |day: &str, command: &str| {
        let mut program = program();
        program.current_dir(project.root()).args(["--day", day]);
        Told::from(&program.args(command.split(' ')).output().expect("runs")).ends(0)
    };
    for (day, there) in [("2026-01-31", true), ("2026-02-01", false)] {
        on(day, "run -t tr");
        assert_eq!(project.package("tr").contains("suç ["), there, "{day}");
    }
    on("2026-01-31", "glossary check").does_not_say("glossary::expired");
    let told = on("2026-02-01", "glossary check");
    told.says(
        "glossaries/own.csv:6:16: warning[glossary::expired]: this decision ended on 2026-01-31",
    );
}

#[test]
fn check_tells_what_is_wrong_with_place_and_profile() {
    let project = decided("un");
    let told = tell(&project, "glossary check").ends(0);
    assert!(
        told.out
            .contains("glossaries/own.csv: 2 concepts, 6 rows, 0 of them attested and signed off"),
        "{}",
        told.out
    );
    told.says(
        "note[glossary::no-term]: the concept camp has no decided term in ug, kk, zh-Hans, zh-Hant",
    );
    project.write(
        "glossaries/own.csv",
        format!("{TABLE}camp,place,tr,Kamp,forbidden,,\n"),
    );
    tell(&project, "glossary check")
        .ends(1)
        .says("glossaries/own.csv:8:15: error[glossary::wanted-and-unwanted]")
        .says("(concept camp, tr, all profiles)");
    let told = tell(&project, "--json glossary check glossaries/own.csv").ends(1);
    assert!(
        told.codes()
            .contains(&"glossary::wanted-and-unwanted".to_owned())
    );
    assert_eq!(told.json()["files"][0]["terms"], 7);
}

#[test]
fn list_and_show_are_readable() {
    let project = decided("un");
    let told = tell(&project, "glossary list -l tr --domain legal").ends(0);
    assert_eq!(
        told.out,
        "crime  tr  preferred  suç    unattested: ask a native speaker; profile un\n\
         crime  tr  preferred  cürüm  unattested: ask a native speaker; profile press\n"
    );
    let told = tell(&project, "--json glossary list --usage forbidden").ends(0);
    assert_eq!(told.json()["terms"][0]["term"], "Uighur camp");
    tell(&project, "glossary list --usage never")
        .ends(2)
        .says("usages are preferred");
    let told = tell(&project, "glossary show camp").ends(0);
    assert!(
        told.out.contains("  field: place\n") && told.out.contains("evidence: attested: press"),
        "{}",
        told.out
    );
    tell(&project, "glossary show cam")
        .ends(2)
        .says("did you mean camp?");
}

#[test]
fn what_is_exported_is_the_same_glossary() {
    let project = decided("un");
    for form in ["csv", "tsv"] {
        tell(
            &project,
            &format!("glossary export {form} --out again.{form}"),
        )
        .ends(0);
        let told = tell(
            &project,
            &format!("glossary diff glossaries/own.csv again.{form}"),
        )
        .ends(0);
        assert_eq!(told.out, "0 concepts differ.\n");
    }
    let told = tell(&project, "glossary export tbx2 -t tr").ends(0);
    assert!(
        told.out.contains("<martif")
            && told.out.contains("<note>decision of the profile un</note>")
    );
    assert!(!told.out.contains("cürüm"));
    tell(&project, "glossary export tbx")
        .ends(2)
        .says("--target");
}

#[test]
fn import_says_what_it_does_and_overwrites_nothing() {
    let project = decided("un");
    let new = "concept_id;lang;term;usage;status;profile\n\
        camp;tr;kamp;admitted;attested: press;\ncamp;tr;toplama kampı;admitted;;\ncrime;tr;suç;preferred;attested: code;un\n";
    project.write("new.csv", new);
    let before = project.read("glossaries/own.csv");
    let told = tell(&project, "glossary import new.csv --dry-run")
        .ends(1)
        .says("glossary::import-contradicts");
    assert!(
        told.out
            .contains("kept: camp tr kamp (all profiles)\n  usage: “preferred” -> “admitted”"),
        "{}",
        told.out
    );
    assert_eq!(project.read("glossaries/own.csv"), before);
    let told = tell(&project, "glossary import new.csv").ends(1);
    assert!(
        told.out
            .contains("1 row added, 1 filled, 1 contradicting (kept as they are)"),
        "{}",
        told.out
    );
    let after = project.read("glossaries/own.csv");
    assert!(
        after.contains("kamp,preferred")
            && after.contains("toplama kampı,admitted")
            && after.contains("attested: code")
    );
    tell(&project, "glossary import new.csv --replace").ends(0);
    assert!(project.read("glossaries/own.csv").contains("kamp,admitted"));
    let told = tell(&project, "glossary import new.csv").ends(0);
    assert!(told.out.contains("it was left as it is"), "{}", told.out);
}

#[test]
fn a_table_with_faults_is_not_written() {
    let project = decided("un");
    let table = TABLE.replace("status,profile", "statsu,profile");
    project.write("glossaries/own.csv", &table);
    project.write("new.csv", TABLE);
    tell(&project, "glossary import new.csv")
        .ends(2)
        .says("correct them first");
    assert_eq!(project.read("glossaries/own.csv"), table);
}

#[test]
fn diff_tells_concepts_and_terms() {
    let project = decided("un");
    let new = TABLE
        .replace("kamp,preferred", "kamp,deprecated")
        .replace("crime,legal", "crimes,legal");
    project.write("new.csv", new);
    let told = tell(&project, "glossary diff glossaries/own.csv new.csv").ends(0);
    assert!(told.out.contains("  ~ tr  kamp  deprecated (attested, not signed off; all profiles)\n      usage: “preferred” -> “deprecated”"), "{}", told.out);
    assert!(
        told.out.contains("\n- crime\n")
            && told.out.contains("\n+ crimes\n")
            && told.out.ends_with("3 concepts differ.\n")
    );
    let json = tell(&project, "--json glossary diff glossaries/own.csv new.csv")
        .ends(0)
        .json();
    assert_eq!(
        json["concepts"][0]["terms"][0]["cells"][0]["new"],
        "deprecated"
    );
    tell(&project, "glossary diff none.csv new.csv")
        .ends(2)
        .says("none.csv: error[file::unreadable]");
}

#[test]
fn bad_tables_are_told_with_their_place() {
    let project = Project::empty();
    for (content, said) in [
        (
            b"\xFF\xFEa\0".to_vec(),
            "bad.csv:1:1: error[glossary::encoding]",
        ),
        (
            b"concept_id,lang,term,usage\na,kk,\xD2\xAF,preferred\na,kk,\xE6,preferred\n".to_vec(),
            "bad.csv:3:6: error[glossary::encoding]",
        ),
        (
            b"a,b\n1,2\n".to_vec(),
            "bad.csv:1:1: error[glossary::missing-column]",
        ),
        (
            b"concept_id,lang,term,usage\na,en,=cmd|' /C calc'!A0,preferred\n".to_vec(),
            "bad.csv:2:6: error[glossary::formula]",
        ),
        (
            format!(
                "concept_id,lang,term,usage\na,en,{},preferred\n",
                "x".repeat(10_000)
            )
            .into_bytes(),
            "bad.csv:2:6: error[glossary::long-term]",
        ),
    ] {
        project.write("bad.csv", content);
        tell(&project, "glossary check bad.csv").ends(1).says(said);
        let told = tell(&project, "glossary export csv bad.csv").ends(1);
        assert!(!told.out.contains("=cmd"), "{}", told.out);
    }
}

#[test]
fn every_line_about_a_term_is_answered_in_its_order() {
    let lines = "kamp\tKampına döndü.\r\nno tab\ninsan\tinsanlık\nkaz\tkazandı\n";
    for json in [&[][..], &["--json"][..]] {
        let mut command = program();
        command
            .args(["glossary", "match", "--locale", "tr"])
            .args(json);
        let told = Told::from(&command.write_stdin(lines).output().expect("runs")).ends(1);
        let found: Vec<serde_json::Value> = told
            .out
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let answers: Vec<&str> = found
            .iter()
            .filter_map(|one| one["found"].as_str())
            .collect();
        assert_eq!(answers, ["yes", "no", "unsure", "no"]);
        assert_eq!(found[0]["form"], "Kampına");
        assert_eq!(found[0]["analysis"], "kamp + 3sg possessive + dative");
        assert!(found[3]["form"].is_null());
        told.says("2:1: error[glossary::match-line]: the line has no tab");
    }
    let mut command = program();
    command.args(["glossary", "match", "-l", "tr", "--inflection", "izafat"]);
    let told = Told::from(&command.write_stdin("").output().expect("runs")).ends(2);
    told.says("izafat");
}

const TERMBASE: &str = "<tbx type=\"TBX-Basic\" style=\"dca\" xmlns=\"urn:iso:std:iso:30042:ed-2\" xml:lang=\"en\">\
    <text><body><conceptEntry id=\"c1\"><descrip type=\"subjectField\">place</descrip>\
    <langSec xml:lang=\"en\"><termSec><term>gate</term></termSec></langSec>\
    <langSec xml:lang=\"tr-TR\"><termSec><term>kapı</term>\
    <termNote type=\"administrativeStatus\">preferredTerm-admn-sts</termNote></termSec></langSec>\
    <langSec xml:lang=\"fr\"><termSec><term>porte</term></termSec></langSec></conceptEntry>\
    </body></text></tbx>";

#[test]
fn a_termbase_is_taken_in_whatever_its_name_is() {
    let project = decided("un");
    project.write("base.txt", TERMBASE);
    let told = tell(&project, "glossary import base.txt")
        .ends(0)
        .says("base.txt:1:")
        .says("note[tbx::language]: 1 term in “fr” left out");
    assert!(
        told.out.contains("added: c1 tr kapı (all profiles)"),
        "{}",
        told.out
    );
    let table = project.read("glossaries/own.csv");
    assert!(table.contains("c1,place,,tr,kapı,preferred"), "{table}");
    let told = tell(&project, "glossary import base.txt").ends(0);
    assert!(told.out.contains("it was left as it is"), "{}", told.out);
    project.write("base.txt", TERMBASE.replace("</tbx>", ""));
    tell(&project, "glossary import base.txt")
        .ends(1)
        .says("error[xml::truncated]");
    assert_eq!(project.read("glossaries/own.csv"), table);
}

#[test]
fn a_key_of_others_does_not_mix_two_ideas() {
    let project = decided("un");
    project.write("base.tbx", TERMBASE.replace("\"c1\"", "\"camp\""));
    tell(&project, "glossary import base.tbx")
        .ends(0)
        .says("base.tbx:1:")
        .says("warning[glossary::other-concept]");
    let table = project.read("glossaries/own.csv");
    assert!(
        table.contains("gate,place,,tr,kapı") && !table.contains("camp,place,,tr,kapı"),
        "{table}"
    );
}

#[test]
fn a_sheet_of_a_workbook_is_taken_in() {
    let project = decided("un");
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().set_name("empty").expect("a name");
    let sheet = workbook.add_worksheet().set_name("words").expect("a name");
    for (row, cells) in (0..).zip([
        ["concept_id", "lang", "term", "usage"],
        ["gate", "tr", "kapı", "preferred"],
        ["gate", "turkish", "kapi", "admitted"],
    ]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).expect("a cell");
        }
    }
    let formula = rust_xlsxwriter::Formula::new("=1+1").set_result("duvar");
    for (column, cell) in [(0, "wall"), (1, "tr"), (3, "preferred")] {
        sheet.write_string(3, column, cell).expect("a cell");
    }
    sheet.write_formula(3, 2, formula).expect("a cell");
    project.write("words.xlsx", workbook.save_to_buffer().expect("a workbook"));
    tell(&project, "glossary import words.xlsx")
        .ends(1)
        .says("glossary::empty")
        .says("warning[workbook::sheets]");
    tell(&project, "glossary import words.xlsx --sheet words")
        .ends(1)
        .says("words.xlsx:3:2 (unit B3): error[glossary::locale]")
        .says("words.xlsx:4:3 (unit C4): error[glossary::formula]");
    let table = project.read("glossaries/own.csv");
    assert!(
        table.contains("gate,,,tr,kapı,preferred") && !table.contains("duvar"),
        "{table}"
    );
    project.write(
        "words.xlsx",
        "concept_id,lang,term,usage\ngate,tr,giriş,admitted\n",
    );
    tell(&project, "glossary import words.xlsx").ends(0);
    assert!(
        project
            .read("glossaries/own.csv")
            .contains("giriş,admitted")
    );
}

#[test]
fn the_glossary_goes_out_as_a_workbook_and_comes_back() {
    let project = decided("un");
    tell(&project, "glossary export xlsx").ends(2).says("--out");
    tell(&project, "glossary export xlsx --out words.xlsx").ends(0);
    let first = std::fs::read(project.path("words.xlsx")).expect("a workbook");
    tell(&project, "glossary export xlsx --out words.xlsx").ends(0);
    let second = std::fs::read(project.path("words.xlsx")).expect("a workbook");
    assert_eq!(first, second);
    tell(&project, "glossary import words.xlsx").ends(0);
    assert_eq!(
        project.read("glossaries/own.csv"),
        TABLE,
        "there was nothing to add"
    );
    tell(
        &project,
        "glossary import words.xlsx --into glossaries/new.csv",
    )
    .ends(0);
    let told = tell(
        &project,
        "glossary diff glossaries/own.csv glossaries/new.csv",
    )
    .ends(0);
    assert_eq!(told.out.trim(), "0 concepts differ.");
}

#[test]
fn word_pairs_find_their_concepts() {
    let project = decided("un");
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let pairs = "# made by hand\r\ncamp\tkamp yeri\tnot a holiday camp\r\nthe gate\tkapı\r\n";
    project.write("pairs.utf8", utf16(pairs));
    tell(&project, "glossary import pairs.utf8")
        .ends(1)
        .says("error[omegat::language]")
        .says("--target");
    tell(&project, "glossary import pairs.utf8 --target tr").ends(0);
    let table = project.read("glossaries/own.csv");
    assert!(
        table.contains("camp,place,,tr,kamp yeri,admitted"),
        "{table}"
    );
    assert!(table.contains("camp,place,,en,camp,preferred"), "{table}");
    assert!(table.contains("the-gate,,,tr,kapı,admitted"), "{table}");
}

#[test]
fn nothing_comes_in_signed_off() {
    let project = decided("un");
    project.write(
        "new.csv",
        "concept_id,lang,term,usage,signed_by,signed_on\ncamp,tr,kışla,admitted,tr-1,2026-01-01\n",
    );
    tell(&project, "glossary import new.csv")
        .ends(0)
        .says("warning[glossary::import-sign-off]");
    let table = project.read("glossaries/own.csv");
    assert!(
        table.contains("kışla") && !table.contains("tr-1"),
        "{table}"
    );
}
