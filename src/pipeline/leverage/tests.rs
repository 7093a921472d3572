//! What may be filled in, by the glossary of the day.

use std::collections::{BTreeMap, BTreeSet};

use super::{Leverage, leverage, similar, wanted};
use crate::check::Accepted;
use crate::diag::Findings;
use crate::glossary::{Glossary, file};
use crate::memory::{FuzzyIndex, SqliteStore, Variants};
use crate::model::{
    Band, Code, CodeKind, Content, Context, Extra, Locale, MatchKind, Origin, OriginKind, State,
    Variant,
};
use crate::pipeline::read::read_statement;
use crate::pipeline::{Desk, Silent, Standard};
use crate::project::{Age, OlderThan, Penalties, Project};
use crate::text::segment::Segmenter;

const HEAD: &str = "concept_id,lang,term,usage,inflection,status,signed_by,signed_on,scope\n";
const CAMP: &str = "camp,en,prison camp,preferred,,attested: a,,,\n\
    camp,tr,kamp,preferred,simple,attested: a,tr-1,2026-01-01,\n";
const SCHOOL: &str = "camp,tr,okul,forbidden,simple,attested: a,tr-1,2026-01-01,\n";

fn turkish() -> Locale {
    "tr".parse().expect("a tag")
}

fn variant(source: &str, target: &str, contexts: Vec<Context>) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: Content::text(source),
        locale: turkish(),
        target: Content::text(target),
        state: State::Translated,
        origin: Origin {
            kind: OriginKind::Return,
            file: "a.txt".to_owned(),
            export: None,
            unit: None,
        },
        contexts,
        added: "2026-01-02".to_owned(),
        by: None,
        superseded: false,
        marks: BTreeSet::new(),
        extra: None,
    }
}

/// What the memory offers for a text, one glossary row beside the head.
fn found(rows: &[&str], text: &str, held: &[Variant]) -> Vec<Leverage> {
    found_for(turkish(), Penalties::default(), rows, text, held)
}

/// The same for a language, in a project that takes points off.
fn found_for(
    target: Locale,
    penalties: Penalties,
    rows: &[&str],
    text: &str,
    held: &[Variant],
) -> Vec<Leverage> {
    let mut findings = Findings::new();
    let table = format!("{HEAD}{}", rows.concat());
    let concepts = file::read(table.as_bytes(), &mut findings).expect("a table");
    let glossary = Glossary::new([concepts], &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let project = Project {
        targets: vec![target.clone()],
        profile: Some("un".to_owned()),
        domains: vec!["law".to_owned()],
        penalties,
        ..Project::default()
    };
    let day = "2026-06-01".parse().expect("a day");
    let accepted = Accepted::default();
    let standard = Standard::new(&project, &glossary, day, accepted, &mut findings);
    let segmenter = Segmenter::of(&project.source);
    let document = read_statement("a.txt", text.as_bytes(), &segmenter, &mut findings);
    let desk = Desk {
        project: &project,
        glossary: &glossary,
        standard: &standard,
        day: "2026-06-01",
        jobs: 1,
        progress: &Silent,
    };
    let mut store = SqliteStore::in_memory().expect("opens");
    for variant in held {
        store.add(variant).expect("added");
    }
    let document = document.expect("a statement");
    let mut seen = BTreeSet::new();
    let index = FuzzyIndex::load(&store, &project.source).expect("loads");
    let texts = wanted([&document]);
    let similar = similar(&desk, index, texts, std::slice::from_ref(&target)).expect("found");
    leverage(&desk, &store, &document, &similar, &target, &mut seen).expect("looked up")
}

fn filled(found: &Leverage) -> Option<String> {
    let prefill = found.prefill.as_ref();
    prefill.map(|prefill| prefill.content.plain())
}

const TEXT: &str = "The prison camp is large.\n";

#[test]
fn a_translation_with_a_term_error_is_offered_and_not_filled_in() {
    let edge = Context::default();
    for (target, told) in [
        ("Yer büyüktür.", "no rendering of the term camp"),
        (
            "Okul büyüktür.",
            "these words are forbidden for the term camp",
        ),
    ] {
        let held = [variant(
            "The prison camp is large.",
            target,
            vec![edge.clone()],
        )];
        let one = found(&[CAMP, SCHOOL], TEXT, &held).remove(0);
        assert_eq!((filled(&one), one.band), (None, Band::From95), "{target}");
        let offered = &one.matches[0];
        assert_eq!((offered.kind, offered.score), (MatchKind::Fuzzy, 99));
        assert!(one.notes[0].contains(told), "{:?}", one.notes);
        assert!(
            one.notes[0].contains("“kamp” (all profiles)"),
            "{:?}",
            one.notes
        );
        assert_eq!(one.held, [held[0].identity()], "an answer takes its place");
        // The same without a decision is filled in.
        let one = found(&[], TEXT, &held).remove(0);
        assert_eq!(filled(&one).as_deref(), Some(target));
        assert_eq!((one.band, one.notes.len()), (Band::InContext, 0));
    }
}

/// Somebody took it all the same; it could not be put back into a document.
#[test]
fn a_translation_with_other_codes_than_its_source_is_offered_and_not_filled_in() {
    let mut held = variant("It is shut.", "Kapalı.", vec![Context::default()]);
    held.target.push_code(Code {
        kind: CodeKind::Alone,
        id: "1".to_owned(),
        ctype: None,
        equiv: None,
        data: None,
    });
    let found = found(&[], "It is shut.", &[held]);
    assert_eq!(filled(&found[0]), None);
    assert_eq!(found[0].matches.len(), 1);
    assert_eq!(found[0].notes, [super::LACKS_CODES]);
}

#[test]
fn a_translation_that_is_right_stands_before_one_that_is_wrong() {
    let here = variant(
        "The prison camp is large.",
        "Yer büyüktür.",
        vec![Context::default()],
    );
    let elsewhere = variant("The prison camp is large.", "Kamp büyüktür.", Vec::new());
    let one = found(&[CAMP], TEXT, &[here.clone(), elsewhere]).remove(0);
    assert_eq!(filled(&one).as_deref(), Some("Kamp büyüktür."));
    assert_eq!((one.band, one.disagree), (Band::Exact, false));
    assert!(one.matches.is_empty() && one.notes.is_empty());
    assert_eq!(one.held, [here.identity()]);
}

#[test]
fn what_only_warns_is_filled_in() {
    let unsigned = CAMP.replace("tr-1,2026-01-01", ",");
    let held = [variant(
        "The prison camp is large.",
        "Yer büyüktür.",
        Vec::new(),
    )];
    let one = found(&[&unsigned], TEXT, &held).remove(0);
    assert_eq!(filled(&one).as_deref(), Some("Yer büyüktür."));
}

/// The second sentence has no mark of its own: that it is quoted shows in the
/// document alone.
#[test]
fn the_words_of_a_speaker_are_no_error_amid_a_quotation() {
    let text = "She said: “It rains. The prison camp is large. It ends.”\n";
    let forbidden = "camp,tr,okul,forbidden,simple,attested: a,tr-1,2026-01-01,\n";
    let narrated = &forbidden.replace(",\n", ",narration\n");
    let camp = CAMP.replace("tr-1,2026-01-01,\n", "tr-1,2026-01-01,narration\n");
    let held = [variant(
        "The prison camp is large.",
        "Okul büyüktür.",
        Vec::new(),
    )];
    let all = found(&[&camp, narrated], text, &held);
    assert_eq!(
        filled(&all[1]).as_deref(),
        Some("Okul büyüktür."),
        "{all:?}"
    );
    let alone = found(&[&camp, narrated], TEXT, &held).remove(0);
    assert_eq!(filled(&alone), None);
    // What is forbidden everywhere is no word of the speaker, who spoke another language.
    let everywhere = found(&[&camp, forbidden], text, &held);
    assert_eq!(filled(&everywhere[1]), None, "{everywhere:?}");
}

/// Every setting, for a translation of this very text in this very place.
#[test]
fn what_lost_a_point_is_never_filled_in() {
    let none = Penalties::default;
    let of_age = |age| Some(OlderThan { age, points: 1 });
    let all = [
        Penalties {
            imported: 1,
            ..none()
        },
        Penalties {
            unreviewed: 1,
            ..none()
        },
        Penalties {
            profile: 1,
            ..none()
        },
        Penalties {
            domain: 1,
            ..none()
        },
        Penalties {
            older_than: of_age(Age::Days(30)),
            ..none()
        },
        Penalties {
            origin: BTreeMap::from([(OriginKind::Tmx, 1)]),
            ..none()
        },
        Penalties {
            state: BTreeMap::from([(State::Translated, 1)]),
            ..none()
        },
    ];
    let mut held = variant("It is shut.", "Kapalı.", vec![Context::default()]);
    held.origin.kind = OriginKind::Tmx;
    let property = |kind: &str, text: &str| (kind.to_owned(), text.to_owned());
    held.extra = Some(Box::new(Extra {
        properties: vec![property("client", "amnesty"), property("domain", "cooking")],
        ..Extra::default()
    }));
    let held = [held];
    let sure = found_for(turkish(), none(), &[], "It is shut.", &held).remove(0);
    assert_eq!(filled(&sure).as_deref(), Some("Kapalı."));
    for penalties in all {
        let one = found_for(turkish(), penalties.clone(), &[], "It is shut.", &held).remove(0);
        assert_eq!(
            (filled(&one), one.band),
            (None, Band::From95),
            "{penalties:?}"
        );
        let offered = &one.matches[0];
        assert_eq!(
            (offered.kind, offered.score),
            (MatchKind::Fuzzy, 99),
            "{penalties:?}"
        );
    }
}

#[test]
fn an_error_of_a_term_costs_what_the_project_says() {
    let penalties = || Penalties {
        term_error: 9,
        ..Penalties::default()
    };
    let wrong = [variant(
        "The prison camp is large.",
        "Yer büyüktür.",
        Vec::new(),
    )];
    let one = found_for(turkish(), penalties(), &[CAMP], TEXT, &wrong).remove(0);
    assert_eq!((filled(&one), one.matches[0].score), (None, 90));
    // A similar sentence as well; without an error it costs nothing.
    let similar = |target: &str| {
        [variant(
            "The prison camp is very large.",
            target,
            Vec::new(),
        )]
    };
    let score = |held: &[Variant]| {
        found_for(turkish(), penalties(), &[CAMP], TEXT, held)[0].matches[0].score
    };
    assert_eq!(score(&similar("Yer çok büyüktür.")), 83 - 9);
    assert_eq!(score(&similar("Kamp çok büyüktür.")), 83);
}

/// The best source need not have the best translation.
#[test]
fn points_decide_which_suggestions_there_are() {
    let mut held = Vec::new();
    for (index, word) in ["one", "two", "three", "four"].into_iter().enumerate() {
        let mut near = variant(
            &format!("It is SHUT{}", ".".repeat(index)),
            word,
            Vec::new(),
        );
        near.origin.kind = OriginKind::Tmx;
        held.push(near);
    }
    held.push(variant("It is shut today now", "far", Vec::new()));
    let penalties = Penalties {
        imported: 50,
        ..Penalties::default()
    };
    let text = "It is shut today.";
    let one = found_for(turkish(), penalties, &[], text, &held).remove(0);
    assert_eq!(one.matches.len(), 1, "the others fall below the threshold");
    assert_eq!(one.matches[0].target, Content::text("far"));
}

/// Neither from one script of a language into another, nor from one region, where regions
/// are languages of their own.
#[test]
fn nothing_comes_from_another_script_or_region() {
    let tags = [
        "zh-Hans", "zh-Hant", "kk", "kk-Arab", "kk-Latn", "ug", "ug-Latn", "ug-Cyrl", "tr", "az",
        "az-Arab", "pt", "pt-PT", "sr", "sr-Latn",
    ];
    let held = |except: Option<&str>| -> Vec<Variant> {
        let others = tags.iter().filter(|tag| Some(**tag) != except);
        let pairs = others.flat_map(|tag| {
            let translation = |source: &str| Variant {
                locale: tag.parse().expect("a tag"),
                ..variant(source, tag, vec![Context::default()])
            };
            [translation("It is shut."), translation("It is shut now.")]
        });
        pairs.collect()
    };
    for asked in tags {
        let look = |held: &[Variant]| {
            let target: Locale = asked.parse().expect("a tag");
            found_for(target, Penalties::default(), &[], "It is shut.", held).remove(0)
        };
        let own = look(&held(None));
        assert_eq!(filled(&own).as_deref(), Some(asked));
        let none = look(&held(Some(asked)));
        assert_eq!((filled(&none), none.band), (None, Band::New), "{asked}");
        assert!(none.matches.is_empty() && none.held.is_empty(), "{asked}");
    }
    // Tags that are spellings of one language are one (docs/formats.md).
    for (one, other) in [("tr", "tr-CY"), ("kk-CN", "kk-Arab"), ("zh-TW", "zh-Hant")] {
        let parsed: [Locale; 2] = [one, other].map(|tag| tag.parse().expect("a tag"));
        assert_eq!(parsed[0], parsed[1]);
    }
}

/// The old suggestion stays behind the one that was made of it.
#[test]
fn a_number_that_differs_is_put_in_with_its_ending_and_only_suggested() {
    let held = [
        variant(
            "The camp of that town was shut in 2022.",
            "O ilçedeki kamp 2022'de kapatıldı.",
            Vec::new(),
        ),
        variant(
            "The camp of that town was shut by 2022.",
            "Kapatıldı.",
            Vec::new(),
        ),
    ];
    let text = "The camp of that town was shut in 2023.\n";
    let one = found(&[], text, &held).remove(0);
    assert_eq!(filled(&one), None);
    let [repaired, old, ..] = one.matches.as_slice() else {
        panic!("two suggestions: {one:?}")
    };
    assert_eq!(repaired.kind, MatchKind::Repaired);
    assert_eq!(
        repaired.target.plain(),
        "O ilçedeki kamp 2023'te kapatıldı."
    );
    assert_eq!(repaired.source.plain(), text.trim());
    assert_eq!(repaired.state, State::Initial);
    assert!(repaired.score < 100 && repaired.score == old.score);
    assert_eq!(old.target, held[0].target);
    assert_eq!(one.band, Band::of(MatchKind::Fuzzy, old.score));
    assert!(
        one.notes[0].contains("The suggestion marked as repaired: numbers of this sentence"),
        "{:?}",
        one.notes
    );
}

#[test]
fn what_cannot_be_repaired_without_doubt_is_offered_as_it_is() {
    let held = [variant(
        "The camp of that town was shut in 2022.",
        "O ilçedeki kamp 2022'da kapatıldı.",
        Vec::new(),
    )];
    let text = "The camp of that town was shut in 2023.\n";
    let one = found(&[], text, &held).remove(0);
    assert_eq!((one.matches.len(), one.notes.len()), (1, 0));
    assert_eq!(one.matches[0].kind, MatchKind::Fuzzy);
}

#[test]
fn what_is_known_of_parts_goes_with_the_segment() {
    let held = [variant(
        "Last year the old camp of that town was shut by a new court, it is said.",
        "Geçen yıl kapatıldığı söyleniyor.",
        Vec::new(),
    )];
    let text = "In 2023 the old camp, of that town, opened its doors again to the press.\n";
    let one = found(&[], text, &held).remove(0);
    assert_eq!((filled(&one), one.matches.len()), (None, 0));
    assert_eq!(
        one.notes,
        [
            "The words “the old camp, of that town” were translated before, in: “Last year \
             ⟦the old camp of that town⟧ was shut by a new court, it is said.” = “Geçen yıl \
             kapatıldığı söyleniyor.” (translated)."
        ]
    );
    // Three words are no fragment, and neither is what another language has.
    let text = "In 2023 the old camp opened its doors again to the press.\n";
    assert!(found(&[], text, &held).remove(0).notes.is_empty());
}
