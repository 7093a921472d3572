//! What an answer does to the memory, case by case. How files are read is
//! tested in their rooms; here packages are values of the program itself.

mod pieces;
mod returns;
mod reviews;

use super::{Import, Options, import};
use crate::diag::{Findings, Severity};
use crate::glossary::Glossary;
use crate::memory::{Exchange, SqliteStore, Statements, Store, Variants};
use crate::model::{Locale, State, Variant};
use crate::pipeline::progress::Silent;
use crate::pipeline::read::read_statement;
use crate::pipeline::run::{Request, ingest, run};
use crate::pipeline::{Desk, Standard};
use crate::project::Project;
use crate::text::key::MatchKey;
use crate::text::segment::Segmenter;

/// A desk with one statement of three sentences, for Turkish.
struct Office {
    project: Project,
    glossary: Glossary,
    standard: Standard,
    store: SqliteStore,
    folder: tempfile::TempDir,
}

const TEXT: &[u8] = b"The report is out. Nobody answered. The report is out.\n";

impl Office {
    fn new() -> Office {
        Office {
            project: Project::default(),
            glossary: Glossary::default(),
            standard: Standard::default(),
            store: SqliteStore::in_memory().expect("opens"),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn with<T>(&mut self, act: impl FnOnce(&Desk<'_>, &mut SqliteStore) -> T) -> T {
        let desk = Desk {
            project: &self.project,
            glossary: &self.glossary,
            standard: &self.standard,
            day: "2026-01-02",
            jobs: 1,
            progress: &Silent,
        };
        act(&desk, &mut self.store)
    }

    /// Makes the package and gives it as text.
    fn send(&mut self) -> String {
        let out = self.folder.path().to_owned();
        self.with(|desk, store| {
            let mut findings = Findings::new();
            let document = read_statement(
                "a.txt",
                TEXT,
                &Segmenter::of(&Locale::english()),
                &mut findings,
            )
            .expect("a statement");
            let statements =
                ingest(desk, store, vec![document], false, &mut findings).expect("stored");
            let request = Request {
                targets: &[turkish()],
                out: &out,
                dry_run: false,
            };
            run(desk, store, &statements, &request, &mut findings).expect("runs");
        });
        std::fs::read_to_string(self.folder.path().join("tr/a.en-tr.xlf")).expect("made")
    }

    fn bring(&mut self, file: &str, text: &str) -> Import {
        self.with(|desk, store| {
            import(desk, store, file, text.as_bytes(), &Options::default())
                .expect("no fault of the machine")
        })
    }

    fn current(&self, source: &str) -> Vec<Variant> {
        self.store
            .find(MatchKey::of(source, &Locale::english()), &turkish())
            .expect("found")
    }

    fn targets(&self, source: &str) -> Vec<String> {
        let mut targets: Vec<String> = self
            .current(source)
            .iter()
            .map(|variant| variant.target.plain())
            .collect();
        targets.sort();
        targets
    }
}

fn turkish() -> Locale {
    "tr".parse().expect("a tag")
}

/// The package with the targets of its three units; an empty one stays open.
fn filled(package: &str, targets: [&str; 3]) -> String {
    let mut text = String::new();
    for (part, target) in package
        .split_inclusive("</trans-unit>")
        .zip(targets.iter().chain([&""]))
    {
        let without: String = match (part.find("<target"), part.find("</target>")) {
            (Some(start), Some(end)) => format!("{}{}", &part[..start], &part[end + 9..]),
            _ => part.to_owned(),
        };
        let at = without.find("</source>").map(|at| at + 9);
        match at.filter(|_| !target.is_empty()) {
            Some(at) => text.push_str(&format!(
                "{}<target>{target}</target>{}",
                &without[..at],
                &without[at..]
            )),
            None => text.push_str(part),
        }
    }
    text
}

/// added, same, updated, conflicting, rejected.
#[track_caller]
fn check(done: &Import, expected: [usize; 5]) {
    let receipt = &done.receipt;
    assert!(receipt.balances());
    let found = [
        receipt.added,
        receipt.same,
        receipt.updated,
        receipt.conflicting,
        receipt.rejected,
    ];
    assert_eq!(found, expected, "{:#?}", done.findings);
}

const OUT: &str = "The report is out.";

#[test]
fn an_unchanged_return_changes_nothing() {
    let mut office = Office::new();
    let package = office.send();
    let done = office.bring("r.xlf", &package);
    check(&done, [0, 3, 0, 0, 0]);
    assert_eq!(done.receipt.untranslated, 3);
    assert_eq!(office.send(), package);
}

#[test]
fn a_repeated_sentence_is_known_in_both_places() {
    let mut office = Office::new();
    let package = office.send();
    let done = office.bring(
        "r.xlf",
        &filled(
            &package,
            [
                "Rapor yayımlandı.",
                "Kimse yanıt vermedi.",
                "Rapor yayımlandı.",
            ],
        ),
    );
    check(&done, [2, 1, 0, 0, 0]);
    assert_eq!(office.current(OUT)[0].contexts.len(), 2);
    let again = office.send();
    assert_eq!(again.matches("state-qualifier=\"x-ice\"").count(), 3);
    check(&office.bring("r2.xlf", &again), [0, 3, 0, 0, 0]);
}

#[test]
fn a_sentence_may_differ_by_place() {
    let mut office = Office::new();
    let package = office.send();
    check(
        &office.bring(
            "r.xlf",
            &filled(&package, ["Rapor çıktı.", "", "Rapor yayımlandı."]),
        ),
        [2, 1, 0, 0, 0],
    );
    let again = office.send();
    assert!(again.contains("Rapor çıktı.") && again.contains("Rapor yayımlandı."));
    assert_eq!(again.matches("state-qualifier=\"x-ice\"").count(), 2);
}

#[test]
fn an_improved_return_takes_the_place_of_the_first() {
    let mut office = Office::new();
    let package = office.send();
    office.bring("r1.xlf", &filled(&package, ["Rapor çıktı.", "", ""]));
    check(
        &office.bring("r2.xlf", &filled(&package, ["Rapor yayımlandı.", "", ""])),
        [0, 2, 1, 0, 0],
    );
    assert_eq!(office.targets(OUT), ["Rapor yayımlandı."]);
    assert_eq!(
        office.store.all(&turkish(), true).expect("all").len(),
        2,
        "never forgotten"
    );
    check(
        &office.bring("r1.xlf", &filled(&package, ["Rapor çıktı.", "", ""])),
        [0, 3, 0, 0, 0],
    );
    assert_eq!(
        office.targets(OUT),
        ["Rapor yayımlandı."],
        "the older file came late"
    );
}

#[test]
fn what_came_another_way_is_not_overwritten() {
    let mut office = Office::new();
    let first = office.send();
    let second = first.clone();
    office.bring("r1.xlf", &filled(&first, ["Rapor çıktı.", "", ""]));
    let newer = office.send();
    office.bring(
        "r2.xlf",
        &filled(&newer, ["Rapor yayımlandı.", "", "Rapor yayımlandı."]),
    );
    let late = office.bring("r3.xlf", &filled(&second, ["Rapor ortada.", "", ""]));
    check(&late, [0, 2, 0, 1, 0]);
    assert_eq!(late.findings.count(Severity::Error), 1);
    assert_eq!(office.targets(OUT), ["Rapor ortada.", "Rapor yayımlandı."]);
    let both = office.send();
    assert_eq!(
        both.matches("state-qualifier").count(),
        1,
        "neither is filled in where they disagree"
    );
    assert!(
        both.contains("Rapor ortada.") && both.contains("Rapor yayımlandı."),
        "both are shown"
    );
}

#[test]
fn an_answer_to_both_settles_a_conflict() {
    let mut office = Office::new();
    what_came_another_way(&mut office);
    let both = office.send();
    check(
        &office.bring("r4.xlf", &filled(&both, ["Rapor yayımlandı.", "", ""])),
        [0, 2, 1, 0, 0],
    );
    assert_eq!(office.targets(OUT), ["Rapor yayımlandı."]);
}

fn what_came_another_way(office: &mut Office) {
    let first = office.send();
    office.bring("r1.xlf", &filled(&first, ["Rapor çıktı.", "", ""]));
    let newer = office.send();
    office.bring(
        "r2.xlf",
        &filled(&newer, ["Rapor yayımlandı.", "", "Rapor yayımlandı."]),
    );
    office.bring("r3.xlf", &filled(&first, ["Rapor ortada.", "", ""]));
    assert_eq!(office.targets(OUT).len(), 2);
}

/// A memory of somebody else has thousands of answers to “Yes.”
#[test]
fn one_source_with_many_translations_takes_time_by_their_number() {
    let time = |number: usize| {
        let units: String = (0..number)
            .map(|n| {
                format!(
                    "<tu><tuv xml:lang=\"en\"><seg>Yes.</seg></tuv><tuv xml:lang=\"tr\"><seg>Evet \
                     {n}.</seg></tuv></tu>"
                )
            })
            .collect();
        let text =
            format!("<tmx version=\"1.4\"><header srclang=\"en\"/><body>{units}</body></tmx>");
        let mut office = Office::new();
        let start = std::time::Instant::now();
        let done = office.bring("others.tmx", &text);
        assert_eq!(done.receipt.added, 1);
        assert_eq!(done.receipt.conflicting, number - 1);
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(250), time(2_000));
    // By their number it would be eight times, by its square sixty-four.
    assert!(long < 25.0 * short.max(0.1), "{short} {long}");
}

/// Regression: the word of another place, chosen here too, left the old one
/// in this place, and the two disagreed for ever.
#[test]
fn the_word_of_another_place_may_be_chosen_here() {
    let mut office = Office::new();
    let package = office.send();
    office.bring(
        "r1.xlf",
        &filled(&package, ["Rapor çıktı.", "", "Rapor yayımlandı."]),
    );
    let again = office.send();
    check(
        &office.bring(
            "r2.xlf",
            &filled(&again, ["Rapor yayımlandı.", "", "Rapor yayımlandı."]),
        ),
        [0, 2, 1, 0, 0],
    );
    assert_eq!(office.targets(OUT), ["Rapor yayımlandı."]);
    assert_eq!(
        office.send().matches("state-qualifier=\"x-ice\"").count(),
        2
    );
}

#[test]
fn a_word_given_up_may_come_back() {
    let mut office = Office::new();
    let package = office.send();
    office.bring("r1.xlf", &filled(&package, ["Rapor çıktı.", "", ""]));
    let again = office.send();
    office.bring("r2.xlf", &filled(&again, ["Rapor yayımlandı.", "", ""]));
    let third = office.send();
    check(
        &office.bring("r3.xlf", &filled(&third, ["Rapor çıktı.", "", ""])),
        [0, 2, 1, 0, 0],
    );
    assert_eq!(office.targets(OUT), ["Rapor çıktı."]);
}

#[test]
fn the_desk_says_who_reviewed() {
    let mut office = Office::new();
    let package = office.send();
    let text = filled(&package, ["Rapor çıktı.", "", ""]);
    office.bring("r.xlf", &text);
    let options = Options {
        state: State::Reviewed,
        by: Some("rev-1".to_owned()),
        repeats: false,
    };
    let done = office
        .with(|desk, store| import(desk, store, "r.xlf", text.as_bytes(), &options).expect("done"));
    check(&done, [0, 2, 1, 0, 0]);
    let held = &office.current(OUT)[0];
    assert_eq!(
        (held.state, held.by.as_deref()),
        (State::Reviewed, Some("rev-1"))
    );
    office.bring("r.xlf", &text);
    assert_eq!(
        office.current(OUT)[0].state,
        State::Reviewed,
        "a state never falls"
    );
}

fn tmx(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"x\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"en\" datatype=\"plaintext\"/>\
         <body>{units}</body></tmx>"
    )
}

fn pair(source: &str, language: &str, target: &str) -> String {
    format!(
        "<tu><tuv xml:lang=\"en-US\"><seg>{source}</seg></tuv><tuv xml:lang=\"{language}\"><seg>{target}</seg></tuv></tu>"
    )
}

#[test]
fn a_memory_of_others_never_overwrites() {
    let mut office = Office::new();
    let package = office.send();
    office.bring("r.xlf", &filled(&package, ["Rapor çıktı.", "", ""]));
    let units = [
        pair(OUT, "tr-TR", "Rapor çıktı."),
        pair(OUT, "tr", "Rapor ortada."),
        pair("Nobody answered.", "tr", "Kimse yanıt vermedi."),
        pair("Nobody answered.", "de", "Niemand antwortete."),
        pair("Nobody answered.", "kk", "Kimse yanıt vermedi."),
        pair("Nobody answered.", "zh", "无人回应"),
        pair("Nobody answered.", "tr", "Nobody answered."),
        "<tu><tuv xml:lang=\"en\"><seg>Alone.</seg></tuv></tu>".to_owned(),
    ];
    let done = office.bring("m.tmx", &tmx(&units.concat()));
    check(&done, [1, 1, 0, 1, 5]);
    assert_eq!(
        office.store.counts().expect("counts").quarantined,
        1,
        "the Kazakh one"
    );
    assert_eq!(office.targets(OUT), ["Rapor ortada.", "Rapor çıktı."]);
    check(
        &office.bring("m.tmx", &tmx(&units.concat())),
        [0, 3, 0, 0, 5],
    );
}

#[test]
fn a_refused_file_leaves_nothing() {
    let mut office = Office::new();
    let cut = tmx(&pair(OUT, "tr", "Rapor çıktı.")).replace("</body></tmx>", "");
    let done = office.bring("m.tmx", &cut);
    assert!(done.refused && done.findings.has_errors());
    assert_eq!(office.targets(OUT), Vec::<String>::new());
    assert_eq!(office.store.counts().expect("counts").imports, 0);
    let other = office.bring("x.xlf", "not XML at all");
    assert!(other.refused);
    assert!(other.findings.iter().any(|f| f.code == "import::format"));
}

/// What was kept aside the first time is news the second time, and the rest is
/// the same.
#[test]
fn a_repaired_file_brings_what_was_kept_aside() {
    let mut office = Office::new();
    let package = office.send();
    let text = filled(
        &package,
        ["Rapor yayımlandı.", "Kimse yanıt vermedi.", "Rapor çıktı."],
    );
    let wrong = text.replace("Nobody answered.", "Somebody answered.");
    check(&office.bring("wrong.xlf", &wrong), [2, 0, 0, 0, 1]);
    check(&office.bring("right.xlf", &text), [1, 2, 0, 0, 0]);
}

/// Regression: what was sent and came back as it was taught the memory nothing.
#[test]
fn a_translation_left_as_it_was_is_an_answer() {
    let mut office = Office::new();
    office.bring("m.tmx", &tmx(&pair(OUT, "tr", "Rapor çıktı.")));
    let package = office.send();
    assert_eq!(
        package.matches("state-qualifier=\"exact-match\"").count(),
        2
    );
    let back = filled(&package, ["", "Kimse yanıt vermedi.", "Rapor yayımlandı."]);
    let done = office.bring("r.xlf", &back);
    check(&done, [2, 1, 0, 0, 0]);
    let again = office.send();
    assert_eq!(
        again.matches("state-qualifier=\"x-ice\"").count(),
        3,
        "{again}"
    );
    assert!(again.contains("Rapor çıktı.") && again.contains("Rapor yayımlandı."));
}

#[test]
fn who_reads_the_package_and_changes_nothing_has_reviewed_it() {
    let mut office = Office::new();
    let package = office.send();
    office.bring("r.xlf", &filled(&package, ["Rapor çıktı.", "", ""]));
    let read = office.send();
    let options = Options {
        state: State::Final,
        ..Options::default()
    };
    let done = office.with(|desk, store| {
        import(desk, store, "read.xlf", read.as_bytes(), &options).expect("done")
    });
    // The third unit was filled in too: the same sentence in another place.
    check(&done, [0, 2, 1, 0, 0]);
    assert_eq!(office.current(OUT)[0].state, State::Final);
}

/// Regression: a late return took the place of what was published.
#[test]
fn what_is_worth_more_is_not_overwritten() {
    let mut office = Office::new();
    let package = office.send();
    let options = Options {
        state: State::Final,
        ..Options::default()
    };
    let text = filled(&package, ["Rapor çıktı.", "", ""]);
    office.with(|desk, store| {
        import(desk, store, "r1.xlf", text.as_bytes(), &options).expect("done")
    });
    let late = office.bring("r2.xlf", &filled(&package, ["Rapor ortada.", "", ""]));
    check(&late, [0, 2, 0, 1, 0]);
    assert_eq!(office.targets(OUT), ["Rapor ortada.", "Rapor çıktı."]);
}

/// Regression: an old file with one rejected unit undid the newer answers.
#[test]
fn an_old_file_changes_nothing_even_if_a_unit_of_it_was_rejected() {
    let mut office = Office::new();
    let package = office.send();
    let old = filled(&package, ["Rapor çıktı.", "Nobody answered.", ""]);
    check(&office.bring("r1.xlf", &old), [1, 1, 0, 0, 1]);
    office.bring("r2.xlf", &filled(&package, ["Rapor yayımlandı.", "", ""]));
    check(&office.bring("r1.xlf", &old), [0, 2, 0, 0, 1]);
    assert_eq!(office.targets(OUT), ["Rapor yayımlandı."]);
}

/// Regression: correcting a repeated sentence conflicted with itself.
#[test]
fn a_repeated_sentence_is_corrected_in_both_places() {
    let mut office = Office::new();
    let package = office.send();
    office.bring(
        "r1.xlf",
        &filled(&package, ["Rapor çıktı.", "", "Rapor çıktı."]),
    );
    let better = filled(&package, ["Rapor yayımlandı.", "", "Rapor yayımlandı."]);
    check(&office.bring("r2.xlf", &better), [0, 1, 2, 0, 0]);
    assert_eq!(office.targets(OUT), ["Rapor yayımlandı."]);
}

/// Regression: the word of the desk was lost when a translation came back.
#[test]
fn what_comes_back_after_another_gets_the_word_of_the_desk() {
    let mut office = Office::new();
    let package = office.send();
    office.bring("r1.xlf", &filled(&package, ["Rapor çıktı.", "", ""]));
    office.bring("r2.xlf", &filled(&package, ["Rapor yayımlandı.", "", ""]));
    let options = Options {
        state: State::Final,
        ..Options::default()
    };
    let third = filled(&package, ["Rapor çıktı.", "", ""]).replace("</body>", " </body>");
    office.with(|desk, store| {
        import(desk, store, "r3.xlf", third.as_bytes(), &options).expect("done")
    });
    let current = office.current(OUT);
    assert_eq!(current.len(), 1);
    assert_eq!(
        (current[0].target.plain().as_str(), current[0].state),
        ("Rapor çıktı.", State::Final)
    );
}

/// Two `<file>` elements of one export: where they differ, neither is believed.
#[test]
fn a_unit_comes_once_in_a_file() {
    let mut office = Office::new();
    let package = office.send();
    let text = filled(&package, ["Rapor çıktı.", "", ""]);
    let start = text.find("  <file ").expect("one file");
    let end = text.find("</xliff>").expect("its end");
    let other = text[start..end].replace("Rapor çıktı.", "Rapor ortada.");
    let twice = format!("{}{other}{}", &text[..end], &text[end..]);
    check(&office.bring("r.xlf", &twice), [0, 2, 0, 0, 4]);
    assert_eq!(office.targets(OUT), [""; 0]);
}

#[test]
fn names_may_repeat_their_source_if_the_desk_says_so() {
    let mut office = Office::new();
    let package = office.send();
    let text = filled(&package, ["", "Nobody answered.", ""]);
    check(&office.bring("r.xlf", &text), [0, 2, 0, 0, 1]);
    let options = Options {
        repeats: true,
        ..Options::default()
    };
    let done = office
        .with(|desk, store| import(desk, store, "r.xlf", text.as_bytes(), &options).expect("done"));
    check(&done, [1, 2, 0, 0, 0]);
}

#[test]
fn what_no_reader_would_take_back_is_not_taken() {
    let mut office = Office::new();
    let long = "söz ".repeat(30_000);
    let codes = "<ph x=\"1\"/>".repeat(1_001);
    let units = [
        pair("A.", "tr", &long),
        pair("B.", "tr", &format!("b{codes}")),
    ];
    let done = office.bring("m.tmx", &tmx(&units.concat()));
    check(&done, [0, 0, 0, 0, 2]);
    assert_eq!(done.findings.count(Severity::Error), 2);
}

/// Regression: a release taken back was packed anew at every run.
#[test]
fn two_releases_with_one_package_share_it() {
    let mut office = Office::new();
    let first = office.send();
    let out = office.folder.path().to_owned();
    office.with(|desk, store| {
        let mut findings = Findings::new();
        let text = [TEXT, b"\n"].concat();
        let document = read_statement(
            "a.txt",
            &text,
            &Segmenter::of(&Locale::english()),
            &mut findings,
        );
        let document = document.expect("a statement");
        let request = Request {
            targets: &[turkish()],
            out: &out,
            dry_run: false,
        };
        for _ in 0..2 {
            let statements =
                ingest(desk, store, vec![document.clone()], false, &mut findings).expect("stored");
            run(desk, store, &statements, &request, &mut findings).expect("runs");
        }
        let version = store.latest("a.txt").expect("asked").expect("there");
        assert_eq!(version.number, 2);
        assert_eq!(
            store
                .exports_of(&version, &turkish())
                .expect("listed")
                .len(),
            1
        );
    });
    let second = std::fs::read_to_string(office.folder.path().join("tr/a.en-tr.xlf"));
    assert_eq!(second.expect("made"), first);
}

/// Regression: a late return by somebody else emptied what was reviewed, and no
/// word of the desk could mend it.
#[test]
fn a_reviewed_translation_stands_until_the_desk_decides() {
    let mut office = Office::new();
    let package = office.send();
    let say = |office: &mut Office, text: &str, state: State| {
        let options = Options {
            state,
            ..Options::default()
        };
        office.with(|desk, store| {
            import(desk, store, "r.xlf", text.as_bytes(), &options).expect("done")
        })
    };
    let ours = filled(&package, ["Rapor çıktı.", "", ""]);
    let late = filled(&package, ["Rapor ortada.", "", ""]);
    say(&mut office, &ours, State::Reviewed);
    check(&say(&mut office, &late, State::Translated), [0, 2, 0, 1, 0]);
    let next = office.send();
    let sure = "state=\"signed-off\" state-qualifier=\"x-ice\">Rapor çıktı.</target>";
    assert!(next.contains(sure), "{next}");
    check(&say(&mut office, &late, State::Final), [0, 2, 1, 0, 0]);
    assert_eq!(office.targets(OUT), ["Rapor ortada."]);
    check(&say(&mut office, &ours, State::Reviewed), [0, 3, 0, 0, 0]);
}

/// “Ingiltere” has the wrong letter i: an error of the checks, and none of the terms.
const WRONG: &str = "Ingiltere raporu çıktı.";

fn reviewed() -> Options {
    Options {
        state: State::Reviewed,
        ..Options::default()
    }
}

#[test]
fn an_error_keeps_out_of_reviewed_also_what_comes_back_as_it_was_sent() {
    let mut office = Office::new();
    let package = office.send();
    let done = office.bring("r.xlf", &filled(&package, [WRONG, "", WRONG]));
    assert_eq!(done.receipt.marked, 2);
    let again = office.send();
    assert!(again.contains(WRONG), "no term is wrong: it is filled in");
    let held = |office: &Office| {
        let held = office.current(OUT).remove(0);
        let marks: Vec<String> = held.marks.into_iter().collect();
        (held.state, marks.join(" "))
    };
    let marked = (State::Translated, "check::turkish-i".to_owned());
    assert_eq!(held(&office), marked);
    let done = office.with(|desk, store| {
        import(desk, store, "r2.xlf", again.as_bytes(), &reviewed()).expect("imports")
    });
    check(&done, [0, 3, 0, 0, 0]);
    assert_eq!(held(&office), marked);
    let settings = [("check::turkish-i".to_owned(), None)];
    office.project.checks = settings.into();
    office.standard = standard(&office);
    let done = office.with(|desk, store| {
        import(desk, store, "r3.xlf", again.as_bytes(), &reviewed()).expect("imports")
    });
    check(&done, [0, 2, 1, 0, 0]);
    assert_eq!(held(&office), (State::Reviewed, String::new()));
}

fn standard(office: &Office) -> Standard {
    Standard::new(
        &office.project,
        &office.glossary,
        "2026-01-02".parse().expect("a day"),
        crate::check::Accepted::default(),
        &mut Findings::new(),
    )
}

#[test]
fn units_that_are_not_translated_or_not_believed_are_asked_nothing() {
    let mut office = Office::new();
    let package = office.send();
    let done = office.bring("r.xlf", &filled(&package, ["", OUT, ""]));
    assert!(
        done.checks.is_empty() && done.receipt.marked == 0,
        "{done:?}"
    );
    // The source of another sentence: kept aside, and no word on its letters.
    let swapped = filled(&package, [WRONG, "", ""]).replace(">The report is out.<", ">It rains.<");
    let done = office.bring("r2.xlf", &swapped);
    assert!(
        done.checks.is_empty() && done.receipt.marked == 0,
        "{done:?}"
    );
}

#[test]
fn an_answer_with_an_error_does_not_take_the_place_of_what_is_reviewed() {
    let mut office = Office::new();
    let package = office.send();
    let right = filled(&package, ["Rapor çıktı.", "", ""]);
    office.with(|desk, store| {
        import(desk, store, "r.xlf", right.as_bytes(), &reviewed()).expect("imports")
    });
    let wrong = filled(&package, [WRONG, "", ""]);
    let done = office.with(|desk, store| {
        import(desk, store, "r2.xlf", wrong.as_bytes(), &reviewed()).expect("imports")
    });
    check(&done, [0, 2, 0, 1, 0]);
    assert_eq!(office.targets(OUT), [WRONG, "Rapor çıktı."]);
}

/// A memory with one unit that can be used after so many that cannot.
fn memory_of(useless: usize) -> String {
    let unit = "<tu><tuv xml:lang=\"en\"><seg>Nobody.</seg></tuv><tuv xml:lang=\"la\"><seg>Nemo.</seg></tuv></tu>\n";
    let last = "<tu><tuv xml:lang=\"en\"><seg>Nobody.</seg></tuv><tuv xml:lang=\"tr\"><seg>Hiç kimse.</seg></tuv></tu>";
    format!(
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body>{}{last}</body></tmx>",
        unit.repeat(useless)
    )
}

#[test]
fn a_memory_is_taken_in_parts_and_its_findings_are_bounded() {
    let mut office = Office::new();
    let units = 25_000;
    let bytes = memory_of(units);
    let done = office.with(|desk, store| {
        import(desk, store, "m.tmx", bytes.as_bytes(), &Options::default()).expect("imported")
    });
    assert_eq!((done.receipt.units, done.receipt.added), (units + 1, 1));
    assert!(done.receipt.balances());
    assert_eq!(
        done.receipt.hash,
        crate::pipeline::read::short_hash(bytes.as_bytes())
    );
    let listed = |code: &str| done.findings.iter().filter(|f| f.code == code).count();
    assert_eq!(listed("import::other-language"), 1_000);
    let more: Vec<&str> = done
        .findings
        .iter()
        .filter(|f| f.code == "file::more")
        .map(|f| f.message.as_str())
        .collect();
    assert_eq!(
        more,
        ["24000 more findings import::other-language are not listed"]
    );
}

#[test]
fn a_fault_at_the_end_takes_every_part_back() {
    let mut office = Office::new();
    let bytes = memory_of(12_000).replace("</tmx>", "</tmx");
    let done = office.with(|desk, store| {
        import(desk, store, "m.tmx", bytes.as_bytes(), &Options::default()).expect("answered")
    });
    assert!(done.refused);
    assert_eq!(office.store.counts().expect("counted").sources, 0);
    assert_eq!(office.store.counts().expect("counted").imports, 0);
}
