//! A project in a folder of its own, and the program at work in it. No test
//! belongs in here.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::translator;

/// The languages of a new project.
pub(crate) const LOCALES: [&str; 5] = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"];

/// Longer than any command may take here: what hangs is ended and fails.
const PATIENCE: Duration = Duration::from_secs(60);

const ARCHIVE: &str = "\
The town archive has been closed without a reason

The town archive was closed on the third of May. Nobody has seen the keys since then.

“We ask for one thing: open the door again,” said the last archivist. Nobody has seen the keys since then.

Press office: press@example.org
https://example.org/
";

const LIBRARY: &str = "\
Two librarians are free after eleven months

Both librarians came home on Sunday evening. Their families had waited at the gate for nine hours.

No charge was ever read out to them; no judge ever saw them.
";

const SCHOOL: &str = "\
A school teaches again in two languages

The school on the river opened its doors to ninety children. Lessons are held in two languages once more.

The teachers say that they will not be moved a second time.
";

/// What a command said, and how it ended.
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Told {
    #[track_caller]
    pub(crate) fn from(output: &Output) -> Told {
        let told = Told {
            // A process that a signal ended has no code, and no test wants it.
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        assert!(!told.err.contains("panicked"), "{}", told.err);
        assert_ne!(told.code, -1, "ended by a signal: {}", told.err);
        told
    }

    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Told {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Ends with findings or could not run, and says why.
    #[track_caller]
    pub(crate) fn fails(self) -> Told {
        assert!(matches!(self.code, 1 | 2), "{}\n{}", self.code, self.err);
        assert!(!self.err.trim().is_empty(), "failed without a word");
        self
    }

    /// Says these words on standard error.
    #[track_caller]
    pub(crate) fn says(self, words: &str) -> Told {
        assert!(
            self.err.contains(words),
            "“{words}” is not in: {}",
            self.err
        );
        self
    }

    #[track_caller]
    pub(crate) fn does_not_say(self, words: &str) -> Told {
        assert!(!self.err.contains(words), "“{words}” is in: {}", self.err);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| {
            panic!("{error}: out: {}\nerr: {}", self.out, self.err);
        })
    }

    /// The codes of the findings in the JSON result.
    #[track_caller]
    pub(crate) fn codes(&self) -> Vec<String> {
        let json = self.json();
        let findings = json["findings"].as_array().expect("findings").clone();
        findings
            .iter()
            .map(|finding| finding["code"].as_str().expect("a code").to_owned())
            .collect()
    }
}

/// The numbers of a receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Receipt {
    pub(crate) units: u64,
    pub(crate) added: u64,
    pub(crate) same: u64,
    pub(crate) untranslated: u64,
    pub(crate) updated: u64,
    pub(crate) conflicting: u64,
    pub(crate) rejected: u64,
}

impl Receipt {
    #[track_caller]
    fn of(json: &Value) -> Receipt {
        let number = |name: &str| json[name].as_u64().expect("a number of the receipt");
        let receipt = Receipt {
            units: number("units"),
            added: number("added"),
            same: number("same"),
            untranslated: number("untranslated"),
            updated: number("updated"),
            conflicting: number("conflicting"),
            rejected: number("rejected"),
        };
        let Receipt {
            added,
            same,
            updated,
            conflicting,
            rejected,
            ..
        } = receipt;
        let sum = added + same + updated + conflicting + rejected;
        assert_eq!(
            receipt.units, sum,
            "the receipt does not balance: {receipt:?}"
        );
        receipt
    }
}

/// A project in a temporary folder, gone when it is dropped.
pub(crate) struct Project {
    /// Held so that the folder lives as long as the project.
    _home: TempDir,
    root: PathBuf,
}

impl Project {
    /// What `tilmach init` makes, without the starter glossary: most tests
    /// look at no term, and reading it takes its time.
    #[track_caller]
    pub(crate) fn empty() -> Project {
        let project = Project::fresh("desk");
        project.set("glossaries = [\"glossaries/terms.csv\"]", "glossaries = []");
        project
    }

    /// What `tilmach init` makes, in a folder of this name.
    #[track_caller]
    pub(crate) fn fresh(name: &str) -> Project {
        let home = TempDir::new().expect("a temporary folder");
        let root = home.path().join(name);
        let output = program()
            .args(["init", "--profile", "un"])
            .arg(&root)
            .output()
            .expect("runs");
        Told::from(&output).ends(0);
        Project { _home: home, root }
    }

    /// A project with one statement.
    #[track_caller]
    pub(crate) fn with(name: &str, text: impl AsRef<[u8]>) -> Project {
        let project = Project::empty();
        project.write(&format!("statements/{name}"), text);
        project
    }

    /// A project with three statements.
    #[track_caller]
    pub(crate) fn of_a_day() -> Project {
        let project = Project::with("archive.txt", ARCHIVE);
        project.write("statements/library.txt", LIBRARY);
        project.write("statements/2026/school.txt", SCHOOL);
        project
    }

    /// A project with one statement whose packages are made.
    #[track_caller]
    pub(crate) fn sent_out() -> Project {
        let project = Project::with("library.txt", LIBRARY);
        project.tilmach(["run"]).ends(0);
        project
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    #[track_caller]
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        let folder = path.parent().expect("a folder");
        fs::create_dir_all(folder).expect("a folder of the project");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    #[track_caller]
    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Changes a line of the settings.
    #[track_caller]
    pub(crate) fn set(&self, from: &str, to: &str) {
        let settings = self.read("tilmach.toml");
        assert!(settings.contains(from), "no such setting: {from}");
        self.write("tilmach.toml", settings.replace(from, to));
    }

    /// The program in this project, on a fixed day.
    pub(crate) fn command<I: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = I>,
    ) -> assert_cmd::Command {
        let mut command = program();
        command.current_dir(&self.root);
        command.args(["--day", "2026-03-01"]);
        command.args(arguments);
        command
    }

    /// Runs a command to its end, whatever that is.
    #[track_caller]
    pub(crate) fn tilmach<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Told {
        let output = self.command(arguments).output().expect("runs");
        Told::from(&output)
    }

    /// The packages of a language, as paths inside the project.
    #[track_caller]
    pub(crate) fn packages(&self, locale: &str) -> Vec<String> {
        let folder = format!("out/{locale}");
        let names: Vec<String> = self
            .files(&folder)
            .into_keys()
            .filter(|name| name.ends_with(".xlf"))
            .map(|name| format!("{folder}/{name}"))
            .collect();
        assert!(!names.is_empty(), "there is no package in {folder}");
        names
    }

    /// The only package of a language.
    #[track_caller]
    pub(crate) fn package(&self, locale: &str) -> String {
        let packages = self.packages(locale);
        assert_eq!(packages.len(), 1, "{packages:?}");
        self.read(&packages[0])
    }

    /// A file as it came back, imported: what was told, with the receipt.
    #[track_caller]
    pub(crate) fn import(&self, name: &str, content: &str, code: i32) -> (Told, Receipt) {
        self.write(&format!("back/{name}"), content);
        self.import_file(&format!("back/{name}"), code)
    }

    #[track_caller]
    pub(crate) fn import_file(&self, path: &str, code: i32) -> (Told, Receipt) {
        let told = self.tilmach(["--json", "import", path]).ends(code);
        let files = told.json()["files"].as_array().expect("files").clone();
        assert_eq!(files.len(), 1, "{files:?}");
        let receipt = Receipt::of(&files[0]["receipt"]);
        (told, receipt)
    }

    /// Fills every package of every language and imports what comes back.
    #[track_caller]
    pub(crate) fn fill_all(&self, turn: &str) -> Vec<Receipt> {
        let mut receipts = Vec::new();
        for locale in LOCALES {
            for package in self.packages(locale) {
                let back = translator::filled(&self.read(&package), locale, turn);
                let name = package.replace('/', "_");
                receipts.push(self.import(&name, &back, 0).1);
            }
        }
        receipts
    }

    #[track_caller]
    pub(crate) fn stats(&self) -> Value {
        self.tilmach(["--json", "stats"]).ends(0).json()
    }

    /// The bytes of every file below a folder, by its path in there.
    #[track_caller]
    pub(crate) fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let folder = self.path(folder);
        walk(&folder, &mut |path| {
            let name = path.strip_prefix(&folder).expect("inside");
            let bytes = fs::read(path).expect("a file that can be read");
            files.insert(name.to_string_lossy().into_owned(), bytes);
        });
        files
    }

    /// When every file below a folder was last written.
    pub(crate) fn times(&self, folder: &str) -> BTreeMap<PathBuf, SystemTime> {
        let mut times = BTreeMap::new();
        walk(&self.path(folder), &mut |path| {
            let about = fs::metadata(path).expect("a file");
            times.insert(path.to_owned(), about.modified().expect("a time"));
        });
        times
    }

    /// The text form of the memory, by file.
    #[track_caller]
    pub(crate) fn text_form(&self) -> BTreeMap<String, Vec<u8>> {
        self.tilmach(["memory", "export", "--out", "text"]).ends(0);
        self.files("text")
    }

    /// Nothing half-written is left anywhere, and the memory is sound.
    #[track_caller]
    pub(crate) fn is_whole(&self) {
        walk(&self.root, &mut |path| {
            let name = path.to_string_lossy();
            assert!(!name.ends_with(".part"), "{name} was left behind");
            assert!(!name.ends_with("-journal"), "{name} was left behind");
        });
        if self.path("tm/memory.sqlite").exists() {
            self.tilmach(["memory", "verify"]).ends(0);
        }
    }
}

/// Calls with every file below a folder; links are not followed.
fn walk(folder: &Path, each: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, each),
            Ok(kind) if kind.is_file() => each(&path),
            _ => {}
        }
    }
}

/// The program.
pub(crate) fn program() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(executable());
    command.timeout(PATIENCE);
    command
}

/// Where the program is.
pub(crate) fn executable() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_tilmach"))
}
