//! A small desk: what is planted in it is in the report, and the numbers are those of
//! the other commands.

use std::collections::{BTreeMap, BTreeSet};

use super::file::{Form, Standing, bytes, standing};
use super::*;
use crate::check::{Acceptance, Accepted};
use crate::diag::Findings;
use crate::glossary::{Glossary, file as table};
use crate::memory::{SqliteStore, Statements, Variants};
use crate::model::{
    Content, Context, MarkKind, Origin, OriginKind, ReportDecision, ReportTranslation, ReportUnit,
    State, Variant,
};
use crate::pipeline::analyse::analyse;
use crate::pipeline::check::Work;
use crate::pipeline::leverage::contexts;
use crate::pipeline::read::read_statement;
use crate::pipeline::{Silent, Standard};
use crate::project::Project;
use crate::text::segment::Segmenter;
use proptest::prelude::*;

const HEAD: &str = "concept_id,lang,term,usage,inflection,status,signed_by,signed_on\n";

/// The attested terms of the starter glossary, signed off for the test.
const RIGHTS: &str = "rights,en,human rights,preferred,,attested: a,,\n\
    rights,ug,كىشىلىك ھوقۇق,preferred,simple,attested: a,ug-1,2026-01-05\n\
    rights,kk,адам құқықтары,preferred,simple,attested: a,kk-1,2026-01-05\n\
    rights,tr,insan hakları,preferred,izafet,attested: a,tr-1,2026-01-05\n\
    rights,zh-Hans,人权,preferred,,attested: a,zh-1,2026-01-05\n\
    rights,zh-Hant,人權,preferred,,attested: a,zh-2,2026-01-05\n";

const LOCALES: [&str; 5] = ["ug", "kk", "tr", "zh-Hans", "zh-Hant"];

const DAY: &str = "2026-06-01";

/// What a test works on.
struct Case {
    project: Project,
    glossary: Glossary,
    accepted: Accepted,
    store: SqliteStore,
    documents: Vec<Document>,
    since: Option<Since>,
    most: usize,
    jobs: usize,
}

impl Case {
    fn new(rows: &str, statements: &[(&str, &str)]) -> Case {
        let mut findings = Findings::new();
        let read = table::read(format!("{HEAD}{rows}").as_bytes(), &mut findings);
        let segmenter = Segmenter::of(&Locale::english());
        let documents = statements.iter().map(|(name, text)| {
            read_statement(name, text.as_bytes(), &segmenter, &mut Findings::new())
                .expect("a statement")
        });
        Case {
            project: Project {
                profile: Some("un".to_owned()),
                ..Project::default()
            },
            glossary: Glossary::new(read, &mut findings),
            accepted: Accepted::default(),
            store: SqliteStore::in_memory().expect("opens"),
            documents: documents.collect(),
            since: None,
            most: usize::MAX,
            jobs: 2,
        }
    }

    fn stored(mut self, day: &str) -> Case {
        for document in &self.documents {
            let version = self.store.add_version(document, &Locale::english(), day);
            version.expect("stored");
        }
        self
    }

    /// A translation of a unit in its place.
    fn holds(&mut self, tag: &str, at: (usize, usize), target: &str, day: &str) -> &mut Case {
        self.holds_as(State::Translated, tag, at, target, day)
    }

    fn holds_as(
        &mut self,
        state: State,
        tag: &str,
        (statement, unit): (usize, usize),
        target: &str,
        day: &str,
    ) -> &mut Case {
        let document = &self.documents[statement];
        let (id, _, segment) = document.units().nth(unit).expect("a unit");
        let context: Context = contexts(document)[unit].clone();
        let variant = Variant {
            source_locale: Locale::english(),
            source: segment.content.clone(),
            locale: tag.parse().expect("a tag"),
            target: Content::text(target),
            state,
            origin: Origin {
                kind: OriginKind::Return,
                file: document.name.replace(".txt", ".xlf"),
                export: None,
                unit: Some(id),
            },
            contexts: vec![context],
            added: day.to_owned(),
            by: Some("tr-2".to_owned()),
            superseded: false,
            marks: BTreeSet::new(),
            extra: None,
        };
        self.store.add(&variant).expect("added");
        self
    }

    fn with_desk<T>(&self, ask: impl FnOnce(&Desk<'_>) -> T) -> T {
        let day = DAY.parse().expect("a day");
        let accepted = self.accepted.clone();
        let mut findings = Findings::new();
        let (project, glossary) = (&self.project, &self.glossary);
        let standard = Standard::new(project, glossary, day, accepted, &mut findings);
        let in_force = glossary.in_force(day, project.profile.as_deref());
        ask(&Desk {
            project,
            glossary: &in_force,
            standard: &standard,
            day: DAY,
            jobs: self.jobs,
            progress: &Silent,
        })
    }

    fn report(&self) -> Report {
        let request = Request {
            targets: &self.project.targets,
            since: self.since.clone(),
            most: self.most,
        };
        self.with_desk(|desk| gather(desk, &self.store, &self.documents, &request))
            .expect("gathered")
    }
}

fn locale<'r>(report: &'r Report, tag: &str) -> &'r ReportLocale {
    let mut all = report.locales.iter();
    all.find(|one| one.locale == tag).expect("the language")
}

fn decision<'r>(report: &'r Report, tag: &str) -> &'r ReportDecision {
    let mut all = report.concepts[0].locales.iter();
    all.find(|one| one.locale == tag).expect("the language")
}

fn unit<'r>(report: &'r Report, statement: &str, id: &str) -> &'r ReportUnit {
    let mut all = report.statements.iter();
    let of = all.find(|one| one.name == statement).expect("it");
    of.units.iter().find(|one| one.id == id).expect("the unit")
}

fn translations(report: &Report) -> Vec<&ReportTranslation> {
    let units = report.statements.iter().flat_map(|one| &one.units);
    units.flat_map(|one| &one.translations).collect()
}

/// The words that are marked so.
fn marked(text: &crate::model::MarkedText, kind: MarkKind) -> Vec<&str> {
    let marks = text.marks.iter().filter(|mark| mark.kind == kind);
    marks.map(|mark| &text.text[mark.start..mark.end]).collect()
}

const TEXT: &str = "The human rights are 4.\n";

/// In each of five languages a translation that goes against a signed decision.
fn planted() -> Case {
    let mut case = Case::new(RIGHTS, &[("a.txt", TEXT)]).stored("2026-02-01");
    for tag in LOCALES {
        case.holds(tag, (0, 0), "1 2 3 4.", "2026-03-01");
    }
    case
}

#[test]
fn a_decision_that_is_not_kept_is_shown_in_each_of_five_languages() {
    let report = planted().report();
    for (number, tag) in LOCALES.into_iter().enumerate() {
        let decision = decision(&report, tag);
        assert_eq!(
            (decision.decided, decision.asked, decision.not_kept),
            (Decided::Signed, 1, 1),
            "{tag}"
        );
        let [place] = decision.places.as_slice() else {
            panic!("one place: {:?}", decision.places);
        };
        assert_eq!((&*place.statement, &*place.unit), ("a.txt", "p1.s1"));
        assert_eq!(place.translation, number);
        let unit = unit(&report, "a.txt", "p1.s1");
        let translation = &unit.translations[place.translation];
        assert!(!translation.filled && translation.locale == tag, "{tag}");
        let finding = &translation.findings[place.finding];
        assert_eq!(
            (&*finding.code, &*finding.severity),
            ("term::missing", "error")
        );
        assert_eq!((&*finding.concept, finding.id.len()), ("rights", 12));
        assert_eq!(marked(&unit.source, MarkKind::Fault), ["human rights"]);
        assert_eq!(marked(&unit.source, MarkKind::Term), ["human rights"]);
        assert!(locale(&report, tag).errors >= 1);
    }
    assert_eq!(report.concepts[0].in_sources, 1);
    let term = &decision(&report, "tr").terms[0];
    assert_eq!(
        (
            term.signed_by.as_deref(),
            term.signed_on.as_deref(),
            term.in_force
        ),
        (Some("tr-1"), Some("2026-01-05"), true)
    );
    assert!(locale(&report, "ug").right_to_left);
}

#[test]
fn a_term_that_is_kept_is_counted_and_marked_in_its_form() {
    let mut case = Case::new(RIGHTS, &[("a.txt", TEXT)]);
    case.holds("tr", (0, 0), "4 insan haklarını 4.", "2026-03-01");
    let report = case.report();
    let decision = decision(&report, "tr");
    assert_eq!((decision.asked, decision.not_kept), (1, 0));
    assert_eq!(
        (&*decision.renderings[0].term, decision.renderings[0].count),
        ("insan hakları", 1)
    );
    let text = &translations(&report)[0].text;
    assert_eq!(marked(text, MarkKind::Term), ["insan haklarını"]);
}

#[test]
fn a_translation_is_counted_once_and_only_for_a_decision_that_is_not_kept() {
    let rows = format!(
        "{RIGHTS}rights,tr,okul,forbidden,simple,attested: a,tr-1,2026-01-05\n\
         un,en,UN,preferred,,attested: a,,\n\
         un,tr,BM,preferred,acronym,attested: a,tr-1,2026-01-05\n\
         un,tr,Birleşmiş Milletler,admitted,simple,attested: a,tr-1,2026-01-05\n"
    );
    let text = "The human rights are 4.\nIt is open.\nThe UN is here.\nThe UN was here.\n";
    let mut case = Case::new(&rows, &[("a.txt", text)]);
    // Forbidden words twice, and none of the right ones.
    case.holds("tr", (0, 0), "Okul okul 4.", "2026-03-01")
        // The source has the concept not.
        .holds("tr", (0, 1), "Okul.", "2026-03-01")
        // Two words, both of them right.
        .holds("tr", (0, 2), "BM 1.", "2026-03-01")
        .holds("tr", (0, 3), "Birleşmiş Milletler 2.", "2026-03-01");
    let report = case.report();
    let rights = decision(&report, "tr");
    assert_eq!((rights.asked, rights.not_kept, rights.unasked), (1, 2, 1));
    let places: Vec<&str> = rights.places.iter().map(|place| &*place.unit).collect();
    assert_eq!(places, ["p1.s1", "p2.s1"]);
    let of = &unit(&report, "a.txt", "p1.s1").translations[0].findings;
    let about = of.iter().filter(|one| one.concept == "rights");
    assert!(about.count() > 1, "{of:?}");
    assert_eq!(of[rights.places[0].finding].severity, "error");
    let mut locales = report.concepts[1].locales.iter();
    let un = locales.find(|one| one.locale == "tr").expect("Turkish");
    assert_eq!((un.asked, un.not_kept, un.places.len()), (2, 0, 0));
    let inconsistent = &unit(&report, "a.txt", "p4.s1").translations[0].findings;
    let codes: Vec<&str> = inconsistent.iter().map(|one| &*one.code).collect();
    assert!(codes.contains(&"term::inconsistent"), "{codes:?}");
}

#[test]
fn what_nobody_can_tell_is_counted_apart() {
    let rows = "torture,en,torture,preferred,,attested: a,,\n\
        torture,tr,işkence,preferred,simple,attested: a,tr-1,2026-01-05\n";
    let mut case = Case::new(rows, &[("a.txt", "Torture is here.\n")]);
    // One who does it: derived from the term, and maybe meant.
    case.holds("tr", (0, 0), "İşkenceci burada.", "2026-03-01");
    let report = case.report();
    let findings = &translations(&report)[0].findings;
    assert!(
        findings.iter().any(|one| one.code == "term::unsure"),
        "{findings:?}"
    );
    let one = decision(&report, "tr");
    assert_eq!((one.asked, one.not_kept, one.unsure), (1, 0, 1));
    assert!(one.places.is_empty());
}

#[test]
fn a_later_translation_with_an_error_is_carried_before_a_clean_one() {
    let mut case = Case::new("", &[("a.txt", "We saw 4 of them.\nIt is open.\n")]);
    case.holds_as(State::Reviewed, "tr", (0, 0), "4 a.", "2026-03-02")
        .holds("tr", (0, 0), "5 a.", "2026-03-01")
        .holds("tr", (0, 1), "Bir.", "2026-03-01");
    let texts = |report: &Report| -> Vec<String> {
        let all = translations(report).into_iter();
        all.map(|one| one.text.text.clone()).collect()
    };
    assert_eq!(texts(&case.report()), ["4 a.", "5 a.", "Bir."]);
    case.most = 1;
    assert_eq!(texts(&case.report()), ["5 a."]);
    case.most = 2;
    assert_eq!(texts(&case.report()), ["4 a.", "5 a."]);
}

#[test]
fn what_somebody_accepted_is_not_counted_again() {
    let mut case = planted();
    let before = case.report();
    let mut findings = translations(&before)[2].findings.iter();
    let of_term = findings.find(|one| one.code == "term::missing");
    let id = of_term.expect("the finding").id.clone();
    case.accepted.add(Acceptance {
        id: id.clone(),
        rule: "term::missing".to_owned(),
        locale: "tr".to_owned(),
        unit: "p1.s1".to_owned(),
        reason: "a name".to_owned(),
        by: "tr-1".to_owned(),
        day: DAY.to_owned(),
    });
    let report = case.report();
    let (then, now) = (locale(&before, "tr"), locale(&report, "tr"));
    assert_eq!((now.accepted, now.errors + 1), (1, then.errors));
    assert_eq!(
        (
            decision(&report, "tr").not_kept,
            decision(&report, "kk").not_kept
        ),
        (0, 1)
    );
    assert!(decision(&report, "tr").places.is_empty());
    let accepted = translations(&report)[2].findings.iter();
    let accepted = accepted.filter(|one| one.accepted.as_deref() == Some("a name"));
    assert_eq!(accepted.map(|one| &one.id).collect::<Vec<_>>(), [&id]);
}

#[test]
fn translations_that_disagree_are_all_shown_and_each_is_judged() {
    let mut case = Case::new("", &[("a.txt", "We saw 4 of them.\nIt is open.\n")]);
    case.holds("tr", (0, 0), "4 a.", "2026-03-01")
        .holds("tr", (0, 0), "5 a.", "2026-03-02");
    let report = case.report();
    let tr = locale(&report, "tr");
    let states = BTreeMap::from([("disputed".to_owned(), 1), ("open".to_owned(), 1)]);
    assert_eq!((&tr.states, tr.segments, tr.translated), (&states, 2, 1));
    let all = translations(&report);
    let told: Vec<(&str, bool, bool)> = all
        .iter()
        .map(|one| {
            let wrong = one.findings.iter().any(|one| one.code == "check::numbers");
            (one.text.text.as_str(), one.filled, wrong)
        })
        .collect();
    assert_eq!(told, [("5 a.", false, true), ("4 a.", false, false)]);
    assert_eq!(marked(&all[0].text, MarkKind::Fault), ["5"]);
    // A reviewed one stands against it, and is filled in.
    case.holds_as(State::Reviewed, "tr", (0, 0), "4 b.", "2026-03-03");
    let report = case.report();
    let filled = translations(&report).into_iter().filter(|one| one.filled);
    let filled: Vec<_> = filled
        .map(|one| (one.text.text.as_str(), one.state.as_str()))
        .collect();
    assert_eq!(filled, [("4 b.", "reviewed")]);
    assert_eq!(translations(&report).len(), 3);
}

/// Two statements with findings of every kind, in two languages.
fn mixed() -> Case {
    let first = "The human rights are 4.\nShe said: “It is not open at all.”\nIt is open.\n";
    let second = "She said: “It is not open at all.”\nWe saw 7 of the human rights.\n";
    let mut case = Case::new(RIGHTS, &[("a.txt", first), ("b.txt", second)]).stored("2026-02-01");
    case.holds("tr", (0, 0), "4  insan hakları.", "2026-03-01")
        .holds("tr", (0, 1), "“Bir.”", "2026-03-01")
        .holds("tr", (1, 0), "“İki (.”", "2026-03-02")
        .holds("tr", (1, 1), "8 kişi.", "2026-03-02")
        .holds("kk", (1, 1), "7", "2026-03-03")
        .holds("zh-Hans", (0, 0), "4 人权。", "2026-03-04");
    case
}

#[test]
fn the_numbers_are_those_of_analyse_and_of_check() {
    let case = mixed();
    let report = case.report();
    let targets = &case.project.targets;
    let (analyses, checked) = case.with_desk(|desk| {
        let analyses = analyse(desk, &case.store, &case.documents, targets).expect("analysed");
        let mut work = Work::default();
        work.memory(&case.store, targets).expect("read");
        (analyses, work.check(desk.standard, None))
    });
    for of in &report.locales {
        for band in &of.bands {
            let analyses = analyses.iter().filter(|one| one.locale == of.locale);
            let tallies: Vec<_> = analyses.map(|one| one.bands[&band.band]).collect();
            let sums = (
                tallies.iter().map(|tally| tally.segments).sum::<usize>(),
                tallies.iter().map(|tally| tally.words).sum::<usize>(),
            );
            assert_eq!(
                (band.segments, band.words),
                sums,
                "{} {}",
                of.locale,
                band.band
            );
        }
        assert_eq!(of.states.values().sum::<usize>(), of.segments);
        assert_eq!(of.segments - of.states["open"], of.translated);
        assert_eq!(of.elsewhere, 0);
    }
    let ours = translations(&report).into_iter().flat_map(|one| {
        let findings = one.findings.iter();
        findings.map(|finding| (one.locale.clone(), finding.id.clone(), finding.code.clone()))
    });
    let mut ours: Vec<_> = ours.collect();
    ours.sort();
    let theirs = checked.findings.iter().map(|found| {
        let locale = found.locale.clone().expect("a language");
        (
            locale,
            found.id.clone().expect("an id"),
            found.finding.code.clone(),
        )
    });
    let mut theirs: Vec<_> = theirs.collect();
    theirs.sort();
    assert_eq!(ours, theirs);
    let counted = report
        .locales
        .iter()
        .map(|one| one.errors + one.warnings + one.notes);
    assert_eq!(counted.sum::<usize>(), theirs.len());
    assert!(theirs.len() > 5, "{theirs:?}");
}

#[test]
fn threads_do_not_show_and_the_same_state_is_the_same_bytes() {
    let mut case = mixed();
    let one = case.report();
    case.jobs = 1;
    let other = case.report();
    for form in [Form::Html, Form::Json, Form::Csv] {
        assert_eq!(bytes(&one, form), bytes(&other, form));
    }
}

#[test]
fn what_came_in_since_a_day_is_told() {
    let mut case = mixed();
    case.since = Some(Since::Day("2026-03-02".parse().expect("a day")));
    let changes = case.report().since.expect("compared");
    assert!(!changes.report && !changes.whole && changes.statements.is_empty());
    let tr = changes.locales.iter().find(|one| one.locale == "tr");
    let tr = tr.expect("Turkish");
    assert_eq!((tr.translated_before, tr.translated), (3, 4));
    assert!(changes.decisions.is_empty(), "{:?}", changes.decisions);
    case.since = Some(Since::Day("2026-01-05".parse().expect("a day")));
    let changes = case.report().since.expect("compared");
    assert_eq!(changes.statements, ["a.txt", "b.txt"]);
    assert!(
        changes.decisions.contains(
            &"rights, tr: “insan hakları” was signed off by tr-1 on 2026-01-05".to_owned()
        ),
        "{:?}",
        changes.decisions
    );
}

#[test]
fn coverage_over_time_is_that_of_the_days() {
    let report = mixed().report();
    let told = locale(&report, "tr").history.iter();
    let told: Vec<(&str, usize, usize)> = told
        .map(|point| (point.day.as_str(), point.segments, point.translated))
        .collect();
    // What she said stands in both statements: from the first day on there was a
    // translation of it for the second, too.
    let days = [
        ("2026-02-01", 5, 0),
        ("2026-03-01", 5, 3),
        ("2026-03-02", 5, 4),
    ];
    assert_eq!(told, days);
}

#[test]
fn a_translation_that_replaced_another_counts_from_the_first() {
    let mut case = Case::new("", &[("a.txt", "It is open.\n")]).stored("2026-02-01");
    case.holds("tr", (0, 0), "Bir.", "2026-03-01");
    let first = case.store.all(&"tr".parse().expect("a tag"), false);
    let first = first.expect("read").remove(0);
    let replaced = case.store.supersede(&first.identity(), &first.contexts[0]);
    replaced.expect("superseded");
    assert_eq!(
        locale(&case.report(), "tr").translated,
        0,
        "nothing is current"
    );
    case.holds("tr", (0, 0), "İki.", "2026-04-01");
    let report = case.report();
    let last = locale(&report, "tr").history.last().expect("a point");
    assert_eq!((&*last.day, last.translated), ("2026-03-01", 1));
    assert_eq!(translations(&report).len(), 1);
}

#[test]
fn an_earlier_report_tells_what_is_new_and_what_is_gone() {
    let mut case = planted();
    let earlier = case.report();
    case.since = Some(Since::Last(Box::new(earlier.clone())));
    assert_eq!(case.report(), earlier, "nothing is different");
    // One is mended, another goes wrong, a term is signed off anew.
    case.holds_as(
        State::Reviewed,
        "tr",
        (0, 0),
        "4 insan hakları.",
        "2026-05-01",
    );
    case.holds_as(State::Final, "kk", (0, 0), "5 1", "2026-05-01");
    let mut findings = Findings::new();
    let rows = RIGHTS.replace("tr-1,2026-01-05", "tr-2,2026-05-05");
    let read = table::read(format!("{HEAD}{rows}").as_bytes(), &mut findings);
    case.glossary = Glossary::new(read, &mut findings);
    for since in [
        Since::Last(Box::new(earlier.clone())),
        Since::Report(Box::new(earlier.clone())),
    ] {
        case.since = Some(since);
        let report = case.report();
        let changes = report.since.as_ref().expect("compared");
        assert!(changes.whole);
        let of = |tag: &str| changes.locales.iter().find(|one| one.locale == tag);
        let new = |tag: &str| of(tag).map(|one| one.new_findings.len());
        assert_eq!(new("ug"), Some(0));
        assert!(new("kk") > Some(0));
        let place = &of("kk").expect("Kazakh").new_findings[0];
        let translation =
            &unit(&report, &place.statement, &place.unit).translations[place.translation];
        assert_eq!(translation.text.text, "5 1");
        assert_eq!(
            changes.decisions,
            ["rights, tr: “insan hakları” was signed off by tr-2 on 2026-05-05"]
        );
        // The next one tells the same as long as nothing else is different.
        case.since = Some(Since::Last(Box::new(report.clone())));
        assert_eq!(case.report(), report);
    }
}

/// The statement anew, as it is read from a file.
fn read(name: &str, text: &str) -> Document {
    let segmenter = Segmenter::of(&Locale::english());
    read_statement(name, text.as_bytes(), &segmenter, &mut Findings::new()).expect("a statement")
}

fn compared(case: &mut Case, earlier: &Report) -> crate::model::ReportChanges {
    case.since = Some(Since::Report(Box::new(earlier.clone())));
    case.report().since.expect("compared")
}

#[test]
fn statements_that_were_not_asked_for_are_no_loss() {
    let mut case = mixed();
    let both = case.report();
    let second = case.documents.pop().expect("two");
    let one = case.report();
    let changes = compared(&mut case, &both);
    assert_eq!(
        (changes.gone.as_slice(), changes.common),
        (&["b.txt".to_owned()][..], 1)
    );
    assert!(changes.statements.is_empty() && changes.whole);
    for of in &changes.locales {
        assert_eq!(of.translated_before, of.translated, "{}", of.locale);
        assert_eq!(
            (of.new_findings.len(), of.gone_findings),
            (0, 0),
            "{}",
            of.locale
        );
    }
    assert_eq!(changes.locales[2].translated, 2);
    // The other way round.
    case.documents.push(second);
    let changes = compared(&mut case, &one);
    assert_eq!(
        (changes.statements, changes.common),
        (vec!["b.txt".to_owned()], 1)
    );
    assert!(changes.gone.is_empty());
    for of in &changes.locales {
        assert_eq!(
            (of.new_findings.len(), of.gone_findings),
            (0, 0),
            "{}",
            of.locale
        );
    }
}

#[test]
fn an_edited_statement_is_told_whether_or_not_it_is_stored() {
    let first = "The human rights are 4.\nIt is open.\n";
    for text in [
        "The human rights are 4.\nIt is shut.\n",
        "The human rights are 4.\n",
        "The human rights are 4.\nIt is open.\nIt is old.\n",
    ] {
        let mut case = Case::new(RIGHTS, &[("a.txt", first), ("b.txt", TEXT)]).stored("2026-02-01");
        let earlier = case.report();
        assert!(compared(&mut case, &earlier).statements.is_empty());
        case.documents[0] = read("a.txt", text);
        assert_eq!(
            compared(&mut case, &earlier).statements,
            ["a.txt"],
            "{text}"
        );
        // Cut or not.
        case.most = 0;
        assert_eq!(
            compared(&mut case, &earlier).statements,
            ["a.txt"],
            "{text}"
        );
    }
    // That it came into the memory is no change.
    let case = Case::new(RIGHTS, &[("a.txt", first)]);
    let earlier = case.report();
    let mut case = case.stored("2026-02-01");
    assert!(compared(&mut case, &earlier).statements.is_empty());
}

#[test]
fn what_was_cut_is_not_compared_finding_by_finding() {
    let mut case = planted();
    let whole = case.report();
    case.most = 1;
    let cut = case.report();
    let changes = compared(&mut case, &whole);
    assert!(changes.report && !changes.whole);
    case.most = usize::MAX;
    for changes in [changes, compared(&mut case, &cut)] {
        assert!(!changes.whole);
        let findings =
            |one: &crate::model::ReportDifference| one.new_findings.len() + one.gone_findings;
        assert_eq!(changes.locales.iter().map(findings).sum::<usize>(), 0);
    }
    let tallies = |report: &Report| report.statements[0].locales.clone();
    assert_eq!(tallies(&cut), tallies(&whole), "what is counted is not cut");
    let sum: usize = tallies(&cut).iter().map(|one| one.errors).sum();
    assert_eq!(
        sum,
        whole.locales.iter().map(|one| one.errors).sum::<usize>()
    );
}

#[test]
fn what_is_left_out_is_counted_and_a_finding_comes_before_a_clean_unit() {
    let text = "It is open.\nIt is shut.\nWe saw 4 of them.\nIt is old.\n";
    let mut case = Case::new("", &[("a.txt", text)]);
    case.holds("tr", (0, 0), "Bir.", "2026-03-01")
        .holds("tr", (0, 1), "İki.", "2026-03-01")
        .holds("tr", (0, 2), "5 var.", "2026-03-01")
        .holds("kk", (0, 2), "4 а.", "2026-03-01");
    let whole = case.report();
    case.most = 1;
    let report = case.report();
    let bare = |report: &Report| Report {
        statements: Vec::new(),
        left_out: Vec::new(),
        ..report.clone()
    };
    assert_eq!(
        bare(&report),
        bare(&whole),
        "the counts are those of everything"
    );
    let [unit] = report.statements[0].units.as_slice() else {
        panic!("one unit: {:?}", report.statements);
    };
    assert_eq!((&*unit.id, &*unit.translations[0].locale), ("p3.s1", "tr"));
    assert_eq!(unit.unshown, ["kk"]);
    let left: Vec<&str> = report
        .left_out
        .iter()
        .map(|left| left.what.as_str())
        .collect();
    assert_eq!(
        left,
        [
            "3 translations without findings",
            "1 segments without a translation"
        ]
    );
}

#[test]
fn nothing_at_all_is_a_report() {
    let case = Case::new("", &[]);
    let report = case.report();
    assert_eq!(report.locales.len(), 5);
    assert!(report.locales.iter().all(|one| one.segments == 0));
    assert_eq!(report.glossary, "");
    let case = Case::new(RIGHTS, &[("a.txt", TEXT)]);
    let report = case.report();
    assert_eq!(report.statements[0].version, None, "nobody stored it");
    assert_eq!(report.statements[0].units.len(), 1);
    assert_eq!(report.glossary.len(), 12);
    let mut one = mixed();
    one.project
        .targets
        .retain(|target| target.to_string() == "tr");
    assert_eq!(one.report().locales.len(), 1);
}

#[test]
fn what_stands_in_the_place_of_a_report_is_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = planted().report();
    for form in [Form::Html, Form::Json, Form::Csv] {
        let path = folder.path().join(format!("report.{}", form.ending()));
        let look = || standing(&path, "report", form).expect("read");
        assert_eq!(look(), Standing::Nothing);
        std::fs::write(&path, bytes(&report, form)).expect("written");
        match form {
            Form::Csv => assert_eq!(look(), Standing::Ours),
            _ => assert_eq!(look(), Standing::Last(Box::new(report.clone()))),
        }
        for other in ["my notes", "{", "{\"a\":1}", "<html>"] {
            std::fs::write(&path, other).expect("written");
            assert!(matches!(look(), Standing::Foreign(_)), "{other}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is said in whatever language, every mark lies inside of its text and
    /// between characters.
    #[test]
    fn marks_lie_between_characters(
        source in "[a-z“”‘’«» human rights 0-9.é]{1,60}",
        target in "[a-zığş“”«» insan hakları 0-9.国ۇ]{1,60}",
    ) {
        let source = format!("A {source}\n“The human rights {source}\n");
        let mut case = Case::new(RIGHTS, &[("a.txt", &source)]);
        case.holds("tr", (0, 0), &target, "2026-03-01");
        let last = case.documents[0].units().count() - 1;
        case.holds("tr", (0, last), &format!("“insan hakları {target}"), "2026-03-01");
        let report = case.report();
        let units = report.statements.iter().flat_map(|one| &one.units);
        for unit in units {
            let texts = unit.translations.iter().map(|one| &one.text);
            for text in texts.chain([&unit.source]) {
                for mark in &text.marks {
                    let part = text.text.get(mark.start..mark.end);
                    prop_assert!(part.is_some_and(|part| !part.is_empty()), "{text:?}");
                }
            }
        }
    }
}

#[test]
fn very_many_segments_are_not_compared_with_what_resembles_them() {
    let text = b"The prison camp is very large today.\nThe prison camp is very small today.\n";
    let segmenter = Segmenter::of(&Locale::english());
    let document = read_statement("a.txt", text, &segmenter, &mut Findings::new());
    let documents = [document.expect("a statement")];
    assert!(is_compared(&documents, 2) && !is_compared(&documents, 1));
    let told = further(0, false);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(further(0, true).is_empty() && further(1, false).len() == 2);
}
