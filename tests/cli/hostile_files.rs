//! Files that were made to do harm, of every format and through every command that
//! reads them: each ends in time, in bounded memory, with a reason, and touches nothing
//! but the project.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::project::{Project, Told, executable};

/// What stands in a file outside of the project, and must come out nowhere.
const SECRET: &str = "planted-words-of-another-file";

/// The memory that the program may ask for, in bytes.
const MEMORY: u64 = 1_500_000_000;

/// Longer than any of these may take, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(40);

type Parts<'a> = &'a [(&'a str, &'a str)];

fn package(parts: Parts<'_>) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        out.start_file(*name, options).expect("begun");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

fn docx(body: &str, more: Parts<'_>) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    let root = "<Relationships><Relationship Id=\"r\" Type=\"http://x/officeDocument\" \
                Target=\"word/document.xml\"/></Relationships>";
    let parts = [("_rels/.rels", root), ("word/document.xml", &document)];
    package(&[&parts, more].concat())
}

fn workbook(cells: &str, more: Parts<'_>) -> Vec<u8> {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>");
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{kind}\"><sheets><sheet name=\"a\" sheetId=\"1\" \
         r:id=\"s\"/></sheets></workbook>"
    );
    let root = format!(
        "<Relationships><Relationship Id=\"r\" Type=\"{kind}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let relations = format!(
        "<Relationships><Relationship Id=\"s\" Type=\"{kind}/worksheet\" \
         Target=\"worksheets/sheet1.xml\"/></Relationships>"
    );
    let parts = [
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    package(&[&parts, more].concat())
}

fn run(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn first(body: &str) -> String {
    format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file \
         original=\"../../x\" source-language=\"en\" target-language=\"tr\" \
         datatype=\"plaintext\"><header><skl><external-file href=\"file:///SECRET\"/></skl>\
         </header><body>{body}</body></file></xliff>"
    )
}

fn second(body: &str) -> String {
    format!(
        "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"en\" \
         trgLang=\"tr\"><file id=\"f\" original=\"/SECRET\"><skeleton href=\"file:///SECRET\"/>\
         {body}</file></xliff>"
    )
}

fn tmx(body: &str) -> String {
    format!(
        "<tmx version=\"1.4\"><header creationtool=\"o\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"o\" adminlang=\"en\" srclang=\"en\" \
         datatype=\"plaintext\"/><body>{body}</body></tmx>"
    )
}

fn tbx(body: &str) -> String {
    format!("<martif type=\"TBX\" xml:lang=\"en\"><text><body>{body}</body></text></martif>")
}

/// Every format of XML with a text in it, by the ending of its file.
fn forms(text: &str) -> [(&'static str, String); 4] {
    let unit = "<trans-unit id=\"1\"><source>TEXT</source><target>TEXT</target></trans-unit>";
    let unit2 =
        "<unit id=\"1\"><segment><source>TEXT</source><target>TEXT</target></segment></unit>";
    let tu = "<tu><tuv xml:lang=\"en\"><seg>TEXT</seg></tuv><tuv xml:lang=\"tr\"><seg>TEXT</seg>\
              </tuv></tu>";
    let entry = "<termEntry id=\"c\"><langSet xml:lang=\"en\"><tig><term>TEXT</term></tig></langSet>\
                 <langSet xml:lang=\"tr\"><tig><term>TEXT</term></tig></langSet></termEntry>";
    [
        ("xlf", first(unit)),
        ("2.xlf", second(unit2)),
        ("tmx", tmx(tu)),
        ("tbx", tbx(entry)),
    ]
    .map(|(ending, form)| (ending, form.replace("TEXT", text)))
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Harm that every form of XML can do, by its name.
fn hostile_xml(secret: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let laughs: String = (1..20)
        .map(|level| {
            format!(
                "<!ENTITY a{level} \"{}\">",
                format!("&a{};", level - 1).repeat(10)
            )
        })
        .collect();
    let before = [
        (
            "xxe",
            format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file://{secret}\">]>"),
            "&e;",
        ),
        (
            "parameter",
            format!("<!DOCTYPE x [<!ENTITY % e SYSTEM \"file://{secret}\"> %e;]>"),
            "a",
        ),
        (
            "laughs",
            format!("<!DOCTYPE x [<!ENTITY a0 \"ha\">{laughs}]>"),
            "&a19;",
        ),
        (
            "system",
            format!("<!DOCTYPE x SYSTEM \"file://{secret}\">"),
            "a",
        ),
        (
            "public",
            "<!DOCTYPE x PUBLIC \"-//x\" \"http://127.0.0.1:9/x.dtd\">".to_owned(),
            "a",
        ),
        (
            "style",
            format!("<?xml-stylesheet href=\"file://{secret}\"?>"),
            "a",
        ),
        (
            "include",
            String::new(),
            "<x xmlns=\"http://www.w3.org/2001/XInclude\" href=\"/SECRET\"/>",
        ),
        ("surrogate", String::new(), "a&#xD800;b"),
        ("control", String::new(), "a\u{1}b"),
        ("after", String::new(), "a"),
        (
            "lie",
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?>".to_owned(),
            "a",
        ),
    ];
    for (name, before, text) in before {
        for (ending, form) in forms(text) {
            let tail = if name == "after" { "<more/> text" } else { "" };
            let file = format!("{before}{form}{tail}").replace("/SECRET", secret);
            files.insert(format!("{name}.{ending}"), file.into_bytes());
        }
    }
    let large = [
        ("deep", "<g id=\"1\">".repeat(8_000) + &"</g>".repeat(8_000)),
        ("open", "<g id=\"1\">".repeat(100_000)),
        ("long", format!("<x id=\"{}\"/>", "n".repeat(200_000))),
        ("codes", "<x id=\"1\"/>".repeat(100_000)),
        (
            "many",
            format!(
                "<x {}/>",
                (0..10_000)
                    .map(|n| format!("a{n}=\"1\" "))
                    .collect::<String>()
            ),
        ),
        (
            "names",
            format!(
                "<x {}/>",
                (0..10_000)
                    .map(|n| format!("xmlns:a{n}=\"1\" "))
                    .collect::<String>()
            ),
        ),
    ];
    for (name, text) in large {
        for (ending, form) in forms(&text) {
            files.insert(format!("{name}.{ending}"), form.into_bytes());
        }
    }
    for (ending, form) in forms("a") {
        files.insert(
            format!("two.{ending}"),
            format!("{form}{form}").into_bytes(),
        );
        files.insert(format!("bytes.{ending}"), wide(&form));
        files.insert(
            format!("cut.{ending}"),
            form.as_bytes()[..form.len() / 2].to_vec(),
        );
    }
    files
}

/// Documents and workbooks.
fn hostile_documents(secret: &str) -> BTreeMap<String, Vec<u8>> {
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"http://x/header\" Target=\"file://{secret}\" \
         TargetMode=\"External\"/><Relationship Id=\"b\" Type=\"http://x/styles\" \
         Target=\"../../../../../../{secret}\"/><Relationship Id=\"c\" \
         Type=\"http://x/attachedTemplate\" Target=\"http://127.0.0.1:9/t.dotm\" \
         TargetMode=\"External\"/></Relationships>"
    );
    let (word, excel) = (
        "word/_rels/document.xml.rels",
        "xl/worksheets/_rels/sheet1.xml.rels",
    );
    let zeros = "\0".repeat(20_000_000);
    let entity = format!("<!DOCTYPE w [<!ENTITY e SYSTEM \"file://{secret}\">]><w/>");
    let row = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>en</t></is></c></row>";
    let body = run("One.");
    let whole = docx(&body, &[]);
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, more) in [
        (
            "relations",
            &[(word, relations.as_str()), (excel, &relations)][..],
        ),
        (
            "macro",
            &[("word/vbaProject.bin", "x"), ("xl/vbaProject.bin", "x")],
        ),
        (
            "object",
            &[
                ("word/embeddings/oleObject1.bin", "MZ"),
                ("xl/embeddings/o.bin", "MZ"),
            ],
        ),
        ("path", &[("../../../planted-outside.xml", "x")]),
        ("absolute", &[("/tmp/planted-outside.xml", "x")]),
        ("windows", &[("..\\..\\planted-outside.xml", "x")]),
        (
            "bomb",
            &[("word/media/a.bin", &zeros), ("xl/media/a.bin", &zeros)],
        ),
        (
            "entity",
            &[
                ("word/styles.xml", &entity),
                ("xl/sharedStrings.xml", &entity),
            ],
        ),
        (
            "case",
            &[("WORD/document.xml", "<w/>"), ("XL/workbook.xml", "<w/>")],
        ),
    ] {
        files.insert(format!("{name}.docx"), docx(&body, more));
        files.insert(format!("{name}.xlsx"), workbook(row, more));
    }
    let nested = package(&[("inner.bin", &zeros)]);
    let nested = String::from_utf8_lossy(&nested).into_owned();
    files.insert(
        "nested.docx".to_owned(),
        docx(&body, &[("word/a.zip", &nested)]),
    );
    for part in [10, 2] {
        files.insert(
            format!("cut{part}.docx"),
            whole[..whole.len() - whole.len() / part].to_vec(),
        );
    }
    // The sizes in the list of the package are not those of its parts.
    let mut lies = whole;
    let mut at = 0;
    while let Some(found) = lies[at..].windows(4).position(|four| four == b"PK\x01\x02") {
        at += found + 4;
        lies[at + 20..at + 24].copy_from_slice(&7_u32.to_le_bytes());
    }
    files.insert("lies.docx".to_owned(), lies);
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>".repeat(30_000);
    files.insert(
        "fields.docx".to_owned(),
        docx(&format!("<w:p>{begin}</w:p>{body}"), &[]),
    );
    let deep = "<w:ins>".repeat(8_000) + &"</w:ins>".repeat(8_000);
    files.insert(
        "deep.docx".to_owned(),
        docx(&format!("<w:p>{deep}</w:p>"), &[]),
    );
    files.insert(
        "far.xlsx".to_owned(),
        workbook(
            "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
            &[],
        ),
    );
    files.insert(
        "formula.xlsx".to_owned(),
        workbook(
            "<row r=\"1\"><c r=\"A1\"><f>WEBSERVICE(\"http://127.0.0.1:9\")</f></c></row>",
            &[],
        ),
    );
    files.extend(hostile_texts(secret));
    files
}

fn hostile_texts(secret: &str) -> Vec<(String, Vec<u8>)> {
    let loads = format!(
        "<!DOCTYPE html SYSTEM \"file://{secret}\"><link rel=stylesheet href=\"file://{secret}\">\
         <base href=\"http://127.0.0.1:9/\"><p>One <img src=\"file://{secret}\" alt=\"a\">\
         <iframe src=\"file://{secret}\"></iframe><object data=\"{secret}\"></object>\
         <script src=\"http://127.0.0.1:9/x.js\"></script><meta http-equiv=refresh \
         content=\"0; url=http://127.0.0.1:9/\">"
    );
    let pictures = format!("{}x{}", "![".repeat(50_000), "](u)".repeat(50_000));
    [
        ("loads.html", loads.clone()),
        (
            "loads.md",
            format!("![a](file://{secret}) [x]\n\n[x]: {secret}\n\n{loads}\n"),
        ),
        ("deep.html", format!("{}x", "<div>".repeat(100_000))),
        (
            "tables.html",
            format!("{}x", "<table><tr><td>".repeat(20_000)),
        ),
        (
            "sup.html",
            format!("<p>{}1{}", "<sup>".repeat(50_000), "</sup>".repeat(50_000)),
        ),
        (
            "attributes.html",
            format!("<p {}>x", "a=\"b\" ".repeat(200_000)),
        ),
        (
            "surrogate.html",
            format!("<p>x {}", "&#xD800;".repeat(1_000)),
        ),
        ("quotes.md", format!("{}x", "> ".repeat(10_000))),
        ("pictures.md", pictures),
        ("brackets.md", "[a ".repeat(30_000)),
        (
            "notes.md",
            (0..20_000).map(|n| format!("[^{n}]: a\n\n")).collect(),
        ),
        ("apostrophe.txt", "\u{02BC}\n“It.”\n".to_owned()),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .into()
}

/// A command in the project, within a limit of memory and time.
#[track_caller]
fn bounded<S: AsRef<str>>(project: &Project, line: &[S]) {
    let line: Vec<&str> = line.iter().map(AsRef::as_ref).collect();
    let patience = PATIENCE + Duration::from_secs(line.len() as u64);
    let start = Instant::now();
    let output = Command::new("prlimit")
        .arg(format!("--as={MEMORY}"))
        .args(["timeout", &patience.as_secs().to_string()])
        .arg(executable())
        .args(["--day", "2026-03-01"])
        .args(&line)
        .current_dir(project.root())
        .output();
    let Ok(output) = output else {
        eprintln!("skipped: the memory of a process cannot be limited here");
        return;
    };
    let told = Told::from(&output);
    let (code, err) = (told.code, &told.err);
    assert!(
        start.elapsed() < patience,
        "{line:?}: {:?}",
        start.elapsed()
    );
    assert!(matches!(code, 0 | 1), "{line:?}: {code} {err}");
    assert!(
        code == 0 || err.contains("error["),
        "{line:?}: no reason: {err}"
    );
    assert!(
        err.len() < 10_000 * line.len(),
        "{line:?}: {} bytes of messages",
        err.len()
    );
    let said = format!("{}{err}", told.out);
    assert!(
        !said.contains(SECRET),
        "{line:?} told what stands elsewhere"
    );
    if code == 0 && line.first() == Some(&"glossary") {
        // It tells of the table that terms go into.
        return;
    }
    // The name of a file that came in is told without its folder.
    for name in line.iter().filter_map(|word| word.strip_prefix("back/")) {
        assert!(said.contains(name), "nothing is said of {name}");
    }
}

/// A project, and the path of a file outside of it.
fn desk() -> (Project, String) {
    let project = Project::with("good.txt", "A plain sentence.\n");
    let outside = project
        .root()
        .parent()
        .expect("a folder")
        .join("planted-secret");
    std::fs::write(&outside, SECRET).expect("written");
    project.write("terms.csv", "concept_id,lang,term,usage\n");
    let outside = outside.to_str().expect("a plain path").to_owned();
    (project, outside)
}

/// The names of all that lies beside the project.
fn beside(project: &Project) -> Vec<String> {
    let folder = project.root().parent().expect("a folder");
    let entries = std::fs::read_dir(folder).expect("read").flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn files_of_xml_that_do_harm_are_refused_or_harmless() {
    let (project, secret) = desk();
    let before = beside(&project);
    let files = hostile_xml(&secret);
    let names: Vec<String> = files.keys().map(|name| format!("back/{name}")).collect();
    for (name, bytes) in &files {
        project.write(&format!("back/{name}"), bytes);
    }
    for command in ["import", "validate"] {
        bounded(&project, &[&[command.to_owned()][..], &names].concat());
    }
    for name in names.iter().filter(|name| name.ends_with(".tbx")) {
        bounded(
            &project,
            &[
                "glossary",
                "import",
                name,
                "--into",
                "terms.csv",
                "--dry-run",
            ],
        );
    }
    assert_eq!(beside(&project), before);
    project.is_whole();
}

#[test]
fn documents_that_do_harm_are_refused_or_harmless() {
    let (project, secret) = desk();
    let before = beside(&project);
    for (name, bytes) in hostile_documents(&secret) {
        let path = format!("statements/{name}");
        project.write(&path, bytes);
        if name.ends_with(".xlsx") {
            bounded(
                &project,
                &[
                    "glossary",
                    "import",
                    &path,
                    "--into",
                    "terms.csv",
                    "--dry-run",
                ],
            );
        } else {
            bounded(&project, &["run", &path, "-t", "tr"]);
            bounded(
                &project,
                &["merge", &name, "--target", "tr", "--allow-untranslated"],
            );
        }
        std::fs::remove_file(project.path(&path)).expect("removed");
    }
    assert_eq!(beside(&project), before);
    assert!(!std::path::Path::new("/tmp/planted-outside.xml").exists());
    project.is_whole();
}

#[test]
fn a_document_of_a_name_that_leads_out_is_written_inside() {
    let (project, _) = desk();
    let outside = project.root().parent().expect("a folder").join("out.md");
    std::fs::write(&outside, "# One.\n").expect("written");
    symlink(&outside, project.path("statements/link.md")).expect("a link");
    let before = beside(&project);
    for line in [
        &["run", "../out.md", "-t", "tr"][..],
        &["run", "statements/link.md", "-t", "tr"],
        &[
            "merge",
            "../out.md",
            "--target",
            "tr",
            "--allow-untranslated",
        ],
        &[
            "merge",
            "../../out.md",
            "--target",
            "tr",
            "--allow-untranslated",
        ],
        &["merge", "link.md", "--target", "tr", "--allow-untranslated"],
    ] {
        bounded(&project, line);
    }
    assert_eq!(beside(&project), before);
    assert_eq!(std::fs::read_to_string(&outside).expect("read"), "# One.\n");
}

/// What the program opens, for every file here that names another one.
#[test]
fn nothing_that_a_hostile_file_names_is_opened() {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    if !works.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: strace is not there, or may not watch");
        return;
    }
    let (project, secret) = desk();
    let naming = [
        "xxe",
        "parameter",
        "system",
        "public",
        "style",
        "include",
        "relations",
        "entity",
        "loads",
        "formula",
        "path",
        "absolute",
    ];
    let mut files = hostile_xml(&secret);
    files.extend(hostile_documents(&secret));
    files.retain(|name, _| naming.iter().any(|one| name.split('.').next() == Some(one)));
    let (mut sent, mut returned) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let is_document = [".docx", ".html", ".md"]
            .iter()
            .any(|end| name.ends_with(end));
        let folder = if is_document { "statements" } else { "back" };
        project.write(&format!("{folder}/{name}"), bytes);
        if is_document {
            &mut sent
        } else {
            &mut returned
        }
        .push(format!("{folder}/{name}"));
    }
    for command in ["import", "validate"] {
        watched(
            &project,
            &secret,
            &[&[command.to_owned()][..], &returned].concat(),
        );
    }
    watched(&project, &secret, &["run", "-t", "tr"]);
    for name in &sent {
        watched(
            &project,
            &secret,
            &["merge", name, "--target", "tr", "--allow-untranslated"],
        );
    }
    for name in returned
        .iter()
        .filter(|name| !name.ends_with(".xlf") && !name.ends_with(".tmx"))
    {
        let table = [
            "glossary",
            "import",
            name,
            "--into",
            "terms.csv",
            "--dry-run",
        ];
        watched(&project, &secret, &table);
    }
}

/// Runs a command and looks at every file and every socket that it asks for.
#[track_caller]
fn watched<S: AsRef<str>>(project: &Project, secret: &str, line: &[S]) {
    let line: Vec<&str> = line.iter().map(AsRef::as_ref).collect();
    let output = Command::new("strace")
        .args(["-f", "-e", "trace=open,openat,creat,rename,network", "-o"])
        .arg(project.path("calls"))
        .arg(executable())
        .args(["--day", "2026-03-01"])
        .args(&line)
        .current_dir(project.root())
        // Where the runner of the tests looks for libraries is not the program's doing.
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .expect("runs");
    Told::from(&output);
    let calls = project.read("calls");
    let root = project.root().to_str().expect("a plain path");
    // Its own libraries, and what the system tells of itself.
    let own = [
        "/lib",
        "/usr/lib",
        "/etc/ld.so",
        "/proc/",
        "/sys/",
        "/dev/",
        root,
    ];
    for call in calls.lines().filter(|call| call.contains('(')) {
        assert!(!call.contains(secret), "{line:?}: {call}");
        let is_socket = ["socket(", "connect(", "bind("]
            .iter()
            .any(|one| call.contains(one));
        assert!(!is_socket, "{line:?}: {call}");
        let path = call.split('"').nth(1).unwrap_or_default();
        let is_own = own.iter().any(|folder| path.starts_with(folder));
        let is_inside = !path.starts_with('/') && !path.contains("../");
        assert!(is_own || is_inside, "{line:?}: {call}");
    }
}
