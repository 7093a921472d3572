//! What tools do to the units of a package, and files of somebody else.

use super::{Import, Office, check, filled, turkish};
use crate::diag::Severity;
use crate::memory::{Exchange, Kept, KeptFilter, Store};
use crate::model::{OriginKind, State};
use crate::pipeline::import::Options;
use crate::pipeline::quarantine::{Decided, accept, conflicts, reject, sent};

const ANSWERS: [&str; 3] = ["Rapor çıktı.", "Kimse yanıt vermedi.", "Rapor artık çıktı."];

/// The package as a tool writes it that keeps neither ids nor names.
fn renumbered(text: &str) -> String {
    let mut text = text.to_owned();
    for (number, id) in ["p1.s1", "p1.s2", "p1.s3"].iter().enumerate() {
        text = text.replace(&format!(" id=\"{id}\""), &format!(" id=\"{}\"", number + 7));
    }
    without(&without(&without(&text, "resname"), "build-num"), "uid")
}

/// The text without an attribute.
fn without(text: &str, attribute: &str) -> String {
    let start = format!(" {attribute}=\"");
    let mut parts = text.split(&start);
    let mut whole = parts.next().expect("a first part").to_owned();
    for part in parts {
        whole.push_str(part.split_once('"').expect("a value").1);
    }
    whole
}

pub(super) fn codes(done: &Import) -> Vec<&str> {
    done.findings.iter().map(|f| f.code.as_str()).collect()
}

pub(super) fn waiting(office: &Office) -> Vec<Kept> {
    let kept = office.store.quarantined(&KeptFilter::default());
    kept.expect("listed")
}

/// The unit with this id, its source and target as given.
fn unit(id: &str, source: &str, target: &str) -> String {
    format!(
        "<trans-unit id=\"{id}\"><source>{source}</source><target>{target}</target></trans-unit>"
    )
}

/// The package with units of its own in the place of one.
fn with_units(package: &str, id: &str, units: &str) -> String {
    let start = package
        .find(&format!("<trans-unit id=\"{id}\""))
        .expect("the unit");
    let length = package[start..].find("</trans-unit>").expect("its end") + 13;
    format!("{}{units}{}", &package[..start], &package[start + length..])
}

#[test]
fn units_under_other_ids_are_found_by_their_sources_in_order() {
    let mut office = Office::new();
    let package = office.send();
    let done = office.bring("back.xlf", &renumbered(&filled(&package, ANSWERS)));
    // The same sentence in two places: a file of one other unit may be turned round.
    check(&done, [1, 0, 0, 0, 2]);
    let expected = ["import::renamed", "import::ambiguous", "import::ambiguous"];
    assert_eq!(codes(&done)[..3], expected);
    assert_eq!(office.targets("Nobody answered."), ["Kimse yanıt vermedi."]);
    assert_eq!(office.targets("The report is out."), [""; 0]);
    assert_eq!(done.missing, ["p1.s1", "p1.s3"], "they are still open");
    // One translation for both places needs no proof.
    let mut office = Office::new();
    let package = office.send();
    let same = [ANSWERS[0], ANSWERS[1], ANSWERS[0]];
    let done = office.bring("back.xlf", &renumbered(&filled(&package, same)));
    check(&done, [2, 1, 0, 0, 0]);
    assert_eq!(codes(&done), ["import::renamed"]);
    let held = office.current("The report is out.");
    assert_eq!(held[0].contexts.len(), 2);
    assert!(held[0].origin.kind == OriginKind::Return);
}

#[test]
fn a_file_of_another_name_is_not_taken_for_a_package() {
    let mut office = Office::new();
    let package = office.send();
    let text = renumbered(&filled(&package, ANSWERS)).replace("a.txt", "letters.txt");
    let done = office.bring("back.xlf", &text);
    assert!(done.foreign);
    let held = office.current("Nobody answered.");
    assert_eq!(held[0].origin.kind, OriginKind::Xliff);
}

#[test]
fn a_unit_that_was_cut_is_put_together() {
    let mut office = Office::new();
    let package = filled(&office.send(), ANSWERS);
    let pieces =
        unit("p1.s2", "Nobody", "Kimse") + &unit("p1.s2-b", "answered.", "yanıt vermedi. ");
    let done = office.bring("back.xlf", &with_units(&package, "p1.s2", &pieces));
    check(&done, [3, 0, 0, 0, 0]);
    assert_eq!(codes(&done), ["import::split"]);
    assert_eq!(office.targets("Nobody answered."), ["Kimse yanıt vermedi."]);
}

#[test]
fn segments_of_a_unit_are_put_together() {
    let mut office = Office::new();
    let package = filled(&office.send(), ANSWERS);
    let cut = "<trans-unit id=\"p1.s2\"><source>Nobody answered.</source><seg-source>\
        <mrk mtype=\"seg\" mid=\"1\">Nobody</mrk> <mrk mtype=\"seg\" mid=\"2\">answered.</mrk>\
        </seg-source><target><mrk mtype=\"seg\" mid=\"1\">Kimse</mrk> <mrk mtype=\"seg\" \
        mid=\"2\">yanıt vermedi.</mrk></target></trans-unit>";
    let done = office.bring("back.xlf", &with_units(&package, "p1.s2", cut));
    check(&done, [3, 0, 0, 0, 0]);
    assert_eq!(office.targets("Nobody answered."), ["Kimse yanıt vermedi."]);
    let half = cut.replace("yanıt vermedi.", "");
    let mut office = Office::new();
    let package = filled(&office.send(), ANSWERS);
    let done = office.bring("back.xlf", &with_units(&package, "p1.s2", &half));
    check(&done, [2, 0, 0, 0, 1]);
    assert!(
        codes(&done).contains(&"import::partly"),
        "{:?}",
        done.findings
    );
    assert_eq!(office.targets("Nobody answered."), [""; 0]);
}

#[test]
fn a_translation_of_two_units_is_kept_aside_beside_both() {
    let mut office = Office::new();
    let package = filled(&office.send(), ANSWERS);
    let both = unit(
        "p1.s1",
        "The report is out. Nobody answered.",
        "Rapor çıktı, yanıt yok.",
    );
    let text = with_units(&with_units(&package, "p1.s1", &both), "p1.s2", "");
    let done = office.bring("back.xlf", &text);
    check(&done, [1, 0, 0, 0, 1]);
    assert!(done.missing.is_empty(), "{:?}", done.missing);
    assert!(
        codes(&done).contains(&"import::merged"),
        "{:?}",
        done.findings
    );
    let kept = waiting(&office).remove(0);
    assert_eq!(kept.unit.unit, "p1.s1 + p1.s2");
    let beside = sent(&office.store, &kept).expect("asked");
    let sources: Vec<String> = beside.iter().map(|sent| sent.source.plain()).collect();
    assert_eq!(sources, ["The report is out.", "Nobody answered."]);
    // It answers neither, and is a translation of its own.
    let decided = office.with(|desk, store| {
        accept(desk, store, &kept, &Options::default(), false).expect("decided")
    });
    assert!(
        matches!(
            decided,
            Decided::Accepted {
                conflicting: false,
                ..
            }
        ),
        "{decided:?}"
    );
    assert_eq!(office.targets("Nobody answered."), [""; 0]);
    let whole = office.current("The report is out. Nobody answered.");
    assert!(whole[0].contexts.is_empty());
}

#[test]
fn a_source_that_was_moved_to_another_id_is_never_followed() {
    let mut office = Office::new();
    let package = filled(&office.send(), ANSWERS);
    // A tool that put the translation of one unit beside the source of another.
    let wrong = unit("p1.s1", "Nobody answered.", "Rapor çıktı.");
    let text = with_units(&with_units(&package, "p1.s1", &wrong), "p1.s2", "");
    let done = office.bring("back.xlf", &text);
    check(&done, [1, 0, 0, 0, 1]);
    assert!(codes(&done).contains(&"import::source-changed"));
    assert_eq!(office.targets("Nobody answered."), [""; 0]);
}

#[test]
fn what_the_tool_itself_calls_a_draft_waits_for_a_person() {
    for (attributes, code) in [
        ("conf='Draft' origin='mt'", "import::draft"),
        ("conf='RejectedTranslation'", "import::sent-back"),
    ] {
        let mut office = Office::new();
        let package = filled(&office.send(), ANSWERS);
        let said = format!(
            "<trans-unit id=\"p1.s2\"><source>Nobody answered.</source><seg-source><mrk \
             mtype=\"seg\" mid=\"1\">Nobody answered.</mrk></seg-source><target><mrk mtype=\"seg\" \
             mid=\"1\">Kimse yanıt vermedi.</mrk></target><s:seg-defs \
             xmlns:s='http://sdl.com/FileTypes/SdlXliff/1.0'><s:seg id='1' {attributes}/>\
             </s:seg-defs></trans-unit>"
        );
        let done = office.bring("back.sdlxliff", &with_units(&package, "p1.s2", &said));
        check(&done, [2, 0, 0, 0, 1]);
        assert!(codes(&done).contains(&code), "{:?}", done.findings);
        let kept = waiting(&office).remove(0);
        let decided = office.with(|desk, store| {
            accept(desk, store, &kept, &Options::default(), false).expect("decided")
        });
        assert!(matches!(decided, Decided::Accepted { .. }), "{decided:?}");
        assert_eq!(office.targets("Nobody answered."), ["Kimse yanıt vermedi."]);
        assert!(waiting(&office).is_empty());
        let again = office.with(|desk, store| {
            let kept = store.kept(kept.id).expect("asked").expect("kept");
            reject(desk, store, &kept, None, None).expect("decided")
        });
        assert!(matches!(again, Decided::Refused(_)), "it is in the memory");
    }
}

#[test]
fn what_is_wrong_is_taken_only_by_force() {
    let mut office = Office::new();
    let package = filled(&office.send(), ["Rapor çıktı.", "Никто не ответил.", ""]);
    let done = office.bring("back.xlf", &package);
    check(&done, [1, 1, 0, 0, 1]);
    let kept = waiting(&office).remove(0);
    assert_eq!(kept.unit.reason, "import::script");
    assert!(kept.unit.line.is_some() && !kept.unit.message.is_empty());
    let take = |office: &mut Office, force: bool| {
        office.with(|desk, store| {
            let options = Options {
                state: State::Reviewed,
                ..Options::default()
            };
            accept(desk, store, &kept, &options, force).expect("decided")
        })
    };
    let refused = take(&mut office, false);
    assert!(matches!(refused, Decided::Refused(_)), "{refused:?}");
    assert_eq!(waiting(&office).len(), 1);
    let rejected = office
        .with(|desk, store| reject(desk, store, &kept, None, Some("Russian")).expect("decided"));
    assert_eq!(rejected, Decided::Rejected);
    assert!(waiting(&office).is_empty());
    // Whoever looks again may decide anew; both decisions stay.
    assert!(matches!(take(&mut office, true), Decided::Accepted { .. }));
    assert_eq!(office.targets("Nobody answered."), ["Никто не ответил."]);
    assert!(office.store.verify().expect("verifies").is_empty());
}

/// A bilingual file that nobody here sent.
fn foreign(languages: &str, units: &str) -> String {
    format!(
        "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file \
         original=\"x\" datatype=\"plaintext\" {languages}><body>{units}</body></file></xliff>"
    )
}

#[test]
fn a_file_of_somebody_else_is_read_as_a_memory() {
    let mut office = Office::new();
    office.send();
    let units = unit("1", "Nobody answered.", "Kimse yanıt vermedi.")
        + &unit("2", "The door is open.", "")
        + &unit("3", "The door is shut.", "Kapı kapalı.")
            .replace("<target>", "<target state=\"needs-review-translation\">");
    let languages = "source-language=\"en-US\" target-language=\"tr-TR\"";
    let done = office.bring("other.xlf", &foreign(languages, &units));
    check(&done, [1, 1, 0, 0, 1]);
    assert!(done.foreign && !done.findings.has_errors());
    assert_eq!(codes(&done), ["import::draft"]);
    let held = office.current("Nobody answered.").remove(0);
    assert_eq!(held.origin.kind, OriginKind::Xliff);
    assert_eq!(held.origin.unit.as_deref(), Some("1"));
    assert!(held.contexts.is_empty() && held.origin.export.is_none());
}

#[test]
fn languages_that_nobody_asked_for_are_left_out_with_a_reason() {
    for languages in [
        "source-language=\"en\" target-language=\"fr\"",
        "source-language=\"de\" target-language=\"tr\"",
        "source-language=\"en\" target-language=\"zh\"",
        "source-language=\"en\"",
        "",
    ] {
        let mut office = Office::new();
        let units = unit("1", "One.", "Bir.") + &unit("2", "Two.", "İki.");
        let done = office.bring("other.xlf", &foreign(languages, &units));
        check(&done, [0, 0, 0, 0, 2]);
        assert!(!done.refused && !done.findings.has_errors(), "{languages}");
        // A file without languages departs from its standard, which is told, too.
        let left_out = done.findings.iter().filter(|finding| {
            finding.severity == Severity::Warning && finding.code != "import::departs"
        });
        assert_eq!(left_out.count(), 1, "{languages}");
        assert_eq!(office.store.counts().expect("counts").quarantined, 0);
    }
}

#[test]
fn a_file_that_names_an_export_of_another_desk_is_kept_aside() {
    let mut office = Office::new();
    let units = unit("p1.s1", "One.", "Bir.");
    let languages = "source-language=\"en\" target-language=\"tr\" build-num=\"0123456789ab\"";
    let done = office.bring("other.xlf", &foreign(languages, &units));
    check(&done, [0, 0, 0, 0, 1]);
    assert_eq!(codes(&done), ["import::unknown-export"]);
    let kept = waiting(&office).remove(0);
    let decided = office.with(|desk, store| {
        accept(desk, store, &kept, &Options::default(), false).expect("decided")
    });
    assert!(matches!(decided, Decided::Accepted { .. }), "{decided:?}");
    assert_eq!(office.targets("One."), ["Bir."]);
}

#[test]
fn conflicts_are_listed_with_all_that_stands_in_a_place() {
    let mut office = Office::new();
    let package = office.send();
    let languages = "source-language=\"en\" target-language=\"tr\"";
    for target in ["Kimse yanıt vermedi.", "Hiç kimse yanıtlamadı."] {
        let units = unit("1", "Nobody answered.", target);
        office.bring("other.xlf", &foreign(languages, &units));
    }
    let found = conflicts(&office.store, Some(&turkish())).expect("asked");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].variants.len(), &found[0].place), (2, &None));
    // In two places a sentence may be translated in two ways.
    office.bring(
        "back.xlf",
        &filled(&package, ["Rapor çıktı.", "", "Rapor artık çıktı."]),
    );
    let found = conflicts(&office.store, Some(&turkish())).expect("asked");
    assert_eq!(found.len(), 1, "{found:?}");
}
