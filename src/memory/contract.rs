//! What every engine must do. An engine is added by handing in a way to make
//! one at the foot of this file.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{
    Error, Exchange, ExportRecord, ExportUnit, Glossaries, Imported, KeptFilter, MadeRecord,
    Passages, Quarantined, Receipt, SqliteStore, Statements, Store, Variants, Verdict,
    in_transaction,
};
use crate::model::{
    Content, Context, Document, Extra, Locale, Occurrence, OccurrencePart, Origin, OriginKind,
    Paragraph, Passage, PassageOrigin, PassageStatus, PassageVersion, Profile, Role, Segment,
    State, Variant,
};
use crate::text::key::MatchKey;

const DAY: &str = "2026-01-02";

fn locale(tag: &str) -> Locale {
    tag.parse().expect("a tag of the test")
}

fn context(previous: Option<&str>, next: Option<&str>) -> Context {
    Context {
        previous: previous.map(str::to_owned),
        next: next.map(str::to_owned),
    }
}

fn variant(source: &str, tag: &str, target: &str, contexts: &[Context]) -> Variant {
    Variant {
        source_locale: Locale::english(),
        source: Content::text(source),
        locale: locale(tag),
        target: Content::text(target),
        state: State::Translated,
        origin: Origin {
            kind: OriginKind::Return,
            file: "a.xlf".to_owned(),
            export: Some("e1".to_owned()),
            unit: Some("p1.s1".to_owned()),
        },
        contexts: contexts.to_vec(),
        added: DAY.to_owned(),
        by: None,
        superseded: false,
        marks: Default::default(),
        extra: None,
    }
}

fn document(name: &str, sentences: &[&str]) -> Document {
    Document {
        name: name.to_owned(),
        hash: blake3::hash(sentences.concat().as_bytes())
            .to_hex()
            .to_string(),
        paragraphs: vec![Paragraph {
            number: 1,
            line: 3,
            role: Role::Body,
            translate: true,
            segments: sentences
                .iter()
                .map(|text| Segment {
                    before: " ".to_owned(),
                    content: Content::text(*text),
                })
                .collect(),
            after: "\t".to_owned(),
        }],
    }
}

fn find(store: &dyn Store, source: &str, tag: &str) -> Vec<Variant> {
    store
        .find(MatchKey::of(source, &Locale::english()), &locale(tag))
        .expect("the store answers")
}

fn statements_keep_every_version(store: &mut dyn Store) -> Result<(), Error> {
    let first = document("a.txt", &["One.", "Two."]);
    let second = document("a.txt", &["One.", "Three."]);
    let old = store.add_version(&first, &Locale::english(), DAY)?;
    let new = store.add_version(&second, &Locale::english(), DAY)?;
    assert_eq!((old.number, new.number), (1, 2));
    assert_eq!(store.latest("a.txt")?, Some(new.clone()));
    assert_eq!(store.latest("b.txt")?, None);
    assert_eq!(store.versions("a.txt")?, vec![old.clone(), new.clone()]);
    assert_eq!(store.versions("b.txt")?, vec![]);
    assert_eq!(store.document(&old)?, first);
    assert_eq!(store.document(&new)?, second);
    assert_eq!(store.statements()?, vec![new]);
    assert_eq!(store.counts()?.sources, 3);
    Ok(())
}

fn variants_are_found_by_key(store: &mut dyn Store) -> Result<(), Error> {
    let here = context(None, Some("Next."));
    let one = variant("China’s cover-up", "tr", "Bir", std::slice::from_ref(&here));
    assert!(store.add(&one)?);
    assert!(!store.add(&one)?, "known already");
    let units = BTreeSet::from(["p1.s1".to_owned()]);
    assert_eq!(store.answered()?, [("e1".to_owned(), units)].into());
    assert_eq!(
        find(store, "china's cover\u{2010}up", "tr"),
        vec![one.clone()]
    );
    assert_eq!(find(store, "China’s cover-up", "kk"), vec![]);
    assert_eq!(store.variant(&one.identity())?, Some(one.clone()));
    assert_eq!(store.all(&locale("tr"), false)?, vec![one]);
    assert_eq!(store.locales()?, vec![locale("tr")]);
    let key = || MatchKey::of("China’s cover-up", &Locale::english());
    assert!(store.is_crowded(key(), &locale("tr"), 0)?);
    assert!(!store.is_crowded(key(), &locale("tr"), 1)?);
    store.add(&variant("China’s cover-up", "tr", "İki", &[]))?;
    assert!(store.is_crowded(key(), &locale("tr"), 1)?);
    assert!(!store.is_crowded(key(), &locale("kk"), 0)?);
    Ok(())
}

fn all_languages_are_found_at_once(store: &mut dyn Store) -> Result<(), Error> {
    let here = context(None, Some("Next."));
    let gone = variant("One.", "kk", "Екі", std::slice::from_ref(&here));
    for tag in ["ug", "tr", "kk", "zh-Hans"] {
        store.add(&variant("One.", tag, "1", std::slice::from_ref(&here)))?;
    }
    store.add(&gone)?;
    store.supersede(&gone.identity(), &here)?;
    store.add(&variant("Other.", "tr", "2", &[]))?;
    let key = MatchKey::of("One.", &Locale::english());
    let mut one_by_one = Vec::new();
    for tag in store.locales()? {
        one_by_one.extend(store.find(key, &tag)?);
    }
    one_by_one.sort_by_key(Variant::identity);
    assert_eq!(one_by_one.len(), 4);
    assert_eq!(store.find_everywhere(key)?, one_by_one);
    // With those that are superseded, in the same order; nothing of another language.
    let ever = store.find_ever(key, &locale("kk"))?;
    let told: Vec<(String, bool)> = ever
        .iter()
        .map(|one| (one.identity(), one.superseded))
        .collect();
    let kept = variant("One.", "kk", "1", std::slice::from_ref(&here)).identity();
    let mut expected = vec![(kept, false), (gone.identity(), true)];
    expected.sort();
    assert_eq!(told, expected);
    assert_eq!(
        store.find_ever(key, &locale("tr"))?,
        store.find(key, &locale("tr"))?
    );
    assert_eq!(store.find_ever(key, &locale("zh-Hant"))?, vec![]);
    let mut found = Vec::new();
    translated_texts(store, &mut |source, plain| {
        found.extend((plain == "One.").then_some(source));
    })?;
    assert_eq!(found.len(), 1);
    assert_eq!(store.translations_of(found[0])?, one_by_one);
    assert_eq!(store.translations_of(0)?, vec![]);
    Ok(())
}

fn contexts_gather_and_move(store: &mut dyn Store) -> Result<(), Error> {
    let (here, there) = (context(None, Some("b")), context(Some("a"), None));
    let both = variant("s", "kk", "бір", std::slice::from_ref(&here));
    store.add(&both)?;
    store.add(&variant("s", "kk", "бір", std::slice::from_ref(&there)))?;
    let mut expected = vec![here.clone(), there.clone()];
    expected.sort();
    assert_eq!(find(store, "s", "kk")[0].contexts, expected);

    store.supersede(&both.identity(), &here)?;
    let left = store.variant(&both.identity())?.expect("never deleted");
    assert_eq!(
        (left.contexts, left.superseded),
        (vec![there.clone()], false)
    );
    store.supersede(&both.identity(), &there)?;
    assert_eq!(find(store, "s", "kk"), vec![]);
    assert!(
        store
            .variant(&both.identity())?
            .is_some_and(|v| v.superseded)
    );
    assert_eq!(store.all(&locale("kk"), true)?.len(), 1);

    store.add(&both)?;
    assert_eq!(
        find(store, "s", "kk"),
        vec![both.clone()],
        "undo: current again"
    );
    assert_eq!(
        store.answered_by(&both.identity(), &here)?.as_deref(),
        Some("e1")
    );

    let anywhere = variant("s", "kk", "екі", &[]);
    store.add(&anywhere)?;
    store.supersede(&anywhere.identity(), &here)?;
    assert_eq!(find(store, "s", "kk").len(), 2, "it never had this place");
    Ok(())
}

fn states_only_rise(store: &mut dyn Store) -> Result<(), Error> {
    let one = variant("s", "tr", "t", &[]);
    store.add(&one)?;
    assert!(store.raise(&one.identity(), State::Reviewed, Some("rev-1"))?);
    assert!(!store.raise(&one.identity(), State::Translated, None)?);
    let held = store.variant(&one.identity())?.expect("held");
    assert_eq!(
        (held.state, held.by.as_deref()),
        (State::Reviewed, Some("rev-1"))
    );
    Ok(())
}

fn marks_are_those_that_were_given_last(store: &mut dyn Store) -> Result<(), Error> {
    let marks = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
    let mut one = variant("s", "tr", "t", &[]);
    one.marks = marks(&["term::missing", "check::numbers"]);
    store.add(&one)?;
    assert_eq!(store.variant(&one.identity())?, Some(one.clone()));
    assert_eq!(store.counts()?.marked.get("tr"), Some(&1));
    let revision = store.revision(&locale("tr"))?;
    assert!(!store.mark(&one.identity(), &one.marks)?);
    assert_eq!(store.revision(&locale("tr"))?, revision);
    assert!(store.mark(&one.identity(), &marks(&[]))?);
    assert!(store.revision(&locale("tr"))? > revision);
    assert_eq!(find(store, "s", "tr")[0].marks, marks(&[]));
    assert!(store.counts()?.marked.is_empty());
    Ok(())
}

fn revisions_tell_of_changes_only(store: &mut dyn Store) -> Result<(), Error> {
    let one = variant("s", "ug", "ت", &[context(None, None)]);
    assert_eq!(store.revision(&locale("ug"))?, 0);
    store.add(&one)?;
    let revision = store.revision(&locale("ug"))?;
    assert!(revision > 0);
    store.add(&one)?;
    let mut again = one.clone();
    again.origin.export = Some("e2".to_owned());
    store.add(&again)?;
    assert_eq!(
        store.revision(&locale("ug"))?,
        revision,
        "nothing new, no work"
    );
    assert_eq!(store.revision(&locale("tr"))?, 0);
    Ok(())
}

fn exchange_is_recorded(store: &mut dyn Store) -> Result<(), Error> {
    let version = store.add_version(
        &document("a.txt", &["One.", "Two."]),
        &Locale::english(),
        DAY,
    )?;
    let unit = |unit: &str, text: &str| ExportUnit {
        unit: unit.to_owned(),
        translate: true,
        source: Content::text(text),
        held: vec!["0123456789abcdef01234567".to_owned()],
        sent: None,
    };
    let record = ExportRecord {
        id: "0123456789ab".to_owned(),
        version: version.clone(),
        locale: locale("ug"),
        profile: Profile::Omegat,
        made: DAY.to_owned(),
        stamp: "s".to_owned(),
        file_hash: "f".to_owned(),
        bands: "{}".to_owned(),
        glossary: Some("cd".to_owned()),
        units: vec![unit("p1.s1", "One."), unit("p1.s2", "Two.")],
    };
    store.record_export(&record)?;
    let again = ExportRecord {
        glossary: None,
        ..record.clone()
    };
    store.record_export(&again)?;
    assert_eq!(store.export(&record.id)?, Some(record.clone()));
    assert_eq!(record.context(0), context(None, Some("Two.")));
    assert_eq!(store.exports_of(&version, &locale("ug"))?.len(), 1);
    assert_eq!(store.exports_of(&version, &locale("kk"))?.len(), 0);
    assert_eq!(store.export_ids()?, vec![record.id]);
    for asked in [None, Some("ug"), Some("en")] {
        let under: Vec<_> = store
            .exports_under(asked.map(locale).as_ref())?
            .into_iter()
            .collect();
        assert_eq!(under, [(Some("cd".to_owned()), 1)]);
    }
    assert!(store.exports_under(Some(&locale("tr")))?.is_empty());
    assert!(store.answered()?.is_empty());
    let receipt = Receipt {
        file: "a.xlf".to_owned(),
        hash: "h".to_owned(),
        day: DAY.to_owned(),
        units: 1,
        rejected: 1,
        ..Receipt::default()
    };
    let kept = Quarantined {
        export: None,
        unit: "p1.s1".to_owned(),
        locale: "ug".to_owned(),
        reason: "r".to_owned(),
        source: Content::text("One."),
        target: Content::text("ت"),
        message: "m".to_owned(),
        line: Some(7),
    };
    assert_eq!(store.imported("h")?, Imported::Never);
    store.record_receipt(&receipt, &[kept])?;
    assert_eq!(store.imported("h")?, Imported::InPart);
    let whole = Receipt {
        added: 1,
        rejected: 0,
        ..receipt
    };
    store.record_receipt(&whole, &[])?;
    assert_eq!(store.imported("h")?, Imported::Whole);
    assert!(store.sent("f")? && !store.sent("g")?);
    let made = MadeRecord {
        stamp: "s".to_owned(),
        hash: "h".to_owned(),
        units: 3,
    };
    assert_eq!(store.made("m.tmx")?, None);
    store.record_made("m.tmx", &made)?;
    store.record_made("m.tmx", &made)?;
    assert_eq!(store.made("m.tmx")?, Some(made));
    let counts = store.counts()?;
    assert_eq!(
        (counts.imports, counts.quarantined, counts.exports),
        (2, 1, 1)
    );
    // Of a package that came back in part, the units that did; a translation that the
    // memory had before, by the place it was seen in.
    let mut seen = variant("Two.", "ug", "ئىككى", &[context(Some("One."), None)]);
    seen.origin.export = None;
    store.add(&seen)?;
    seen.origin.export = Some("0123456789ab".to_owned());
    store.add(&seen)?;
    let units = BTreeSet::from(["p1.s2".to_owned()]);
    assert_eq!(
        store.answered()?,
        [("0123456789ab".to_owned(), units)].into()
    );
    Ok(())
}

fn originals_are_kept_once(store: &mut dyn Store) -> Result<(), Error> {
    let version = store.add_version(&document("a.html", &["One."]), &Locale::english(), DAY)?;
    assert_eq!(store.original(&version)?, None);
    store.keep_original(&version, "html", b"<p>\0One.\xff</p>")?;
    let kept = Some(("html".to_owned(), b"<p>\0One.\xff</p>".to_vec()));
    assert_eq!(store.original(&version)?, kept);
    store.keep_original(&version, "text", b"other")?;
    assert_eq!(store.original(&version)?, kept, "what is kept stays");
    Ok(())
}

fn what_is_said_beside_a_variant_stays(store: &mut dyn Store) -> Result<(), Error> {
    let mut one = variant("s", "tr", "t", &[]);
    let said = |text: &str| {
        Some(Box::new(Extra {
            tuid: Some(text.to_owned()),
            properties: vec![("x-project".to_owned(), text.to_owned())],
            notes: vec![text.to_owned()],
            created: Some(DAY.to_owned()),
            ..Extra::default()
        }))
    };
    store.add(&one)?;
    one.extra = said("first");
    assert!(!store.add(&one)?, "it learns what is said of it");
    assert_eq!(store.variant(&one.identity())?, Some(one.clone()));
    let mut again = one.clone();
    again.extra = said("second");
    store.add(&again)?;
    assert_eq!(find(store, "s", "tr"), vec![one], "what was said first");
    let mut nothing = variant("s", "tr", "u", &[]);
    nothing.extra = Some(Box::default());
    store.restore(&nothing)?;
    let held = store.variant(&nothing.identity())?;
    assert!(held.is_some_and(|held| held.extra.is_none()));
    Ok(())
}

fn the_last_decision_counts(store: &mut dyn Store) -> Result<(), Error> {
    let unit = |export: Option<&str>, tag: &str| Quarantined {
        export: export.map(str::to_owned),
        unit: "p1.s1".to_owned(),
        locale: tag.to_owned(),
        reason: "import::codes".to_owned(),
        source: Content::text("One."),
        target: Content::text("Bir."),
        message: "a code is missing".to_owned(),
        line: Some(12),
    };
    let receipt = Receipt {
        file: "a.xlf".to_owned(),
        hash: "h".to_owned(),
        day: DAY.to_owned(),
        units: 2,
        rejected: 2,
        ..Receipt::default()
    };
    let units = [unit(Some("0123456789ab"), "tr"), unit(None, "kk")];
    store.record_receipt(&receipt, &units)?;
    store.record_receipt(&receipt, &units)?;
    let waiting = store.quarantined(&KeptFilter::default())?;
    assert_eq!(waiting.len(), 2, "the same unit is kept once");
    let (first, second) = (&waiting[0], &waiting[1]);
    assert_eq!((&first.unit, &second.unit), (&units[0], &units[1]));
    assert_eq!((first.file.as_str(), first.day.as_str()), ("a.xlf", DAY));
    let of_export = KeptFilter {
        export: Some("0123456789ab".to_owned()),
        ..KeptFilter::default()
    };
    assert_eq!(store.quarantined(&of_export)?, vec![first.clone()]);
    let mut kazakh = KeptFilter {
        locale: Some("kk".to_owned()),
        ..KeptFilter::default()
    };
    assert_eq!(store.quarantined(&kazakh)?, vec![second.clone()]);
    let mut verdict = Verdict {
        identity: None,
        day: DAY.to_owned(),
        by: Some("rev-1".to_owned()),
        reason: Some("not needed".to_owned()),
    };
    store.decide(second.id, &verdict)?;
    assert_eq!(store.quarantined(&kazakh)?, vec![]);
    kazakh.decided = true;
    assert_eq!(
        store.quarantined(&kazakh)?[0].verdict,
        Some(verdict.clone())
    );
    let taken = variant("One.", "kk", "Бір.", &[]);
    store.add(&taken)?;
    verdict.identity = Some(taken.identity());
    store.decide(second.id, &verdict)?;
    let held = store.kept(second.id)?.expect("kept");
    assert_eq!(held.verdict, Some(verdict.clone()));
    assert!(verdict.is_accepted());
    assert!(
        store.decide(999, &verdict).is_err(),
        "there is no such unit"
    );
    assert_eq!(store.kept(999)?, None);
    Ok(())
}

fn passage(text: &str) -> Passage {
    Passage {
        locale: Locale::english(),
        text: text.to_owned(),
        origin: PassageOrigin {
            document: "Weather report".to_owned(),
            ..PassageOrigin::default()
        },
        former: Vec::new(),
        added: DAY.to_owned(),
        versions: Vec::new(),
    }
}

fn rendering(tag: &str, text: &str, status: PassageStatus) -> PassageVersion {
    PassageVersion {
        locale: locale(tag),
        text: text.to_owned(),
        status,
        citation: String::new(),
        by: Some("rev-1".to_owned()),
        added: DAY.to_owned(),
        superseded: false,
    }
}

fn a_passage_is_stored_once(store: &mut dyn Store) -> Result<(), Error> {
    let mut one = passage("It rains.\nIt snows.");
    one.former.push(PassageOrigin::default());
    let mut old = rendering("tr", "Yağar.", PassageStatus::Press);
    old.superseded = true;
    one.versions.push(old);
    assert!(store.add_passage(&one)?);
    assert!(
        !store.add_passage(&passage(&one.text))?,
        "what is known stays"
    );
    assert_eq!(store.passage(&one.id())?, Some(one.clone()));
    assert_eq!(store.passage("000000000000")?, None);
    let other = passage("It is cold.");
    assert!(store.add_passage(&other)?);
    let mut all = vec![one.clone(), other];
    all.sort_by_key(Passage::id);
    assert_eq!(store.passages()?, all);
    assert_eq!(store.counts()?.passages, 2);
    let mut place = one.origin.clone();
    assert!(!store.place_passage(&one.id(), &place)?);
    place.paragraph = "12".to_owned();
    assert!(store.place_passage(&one.id(), &place)?);
    let held = store.passage(&one.id())?.expect("held");
    assert_eq!(held.origin, place);
    assert_eq!(held.former, [PassageOrigin::default(), one.origin]);
    assert!(store.place_passage("000000000000", &place).is_err());
    Ok(())
}

fn passage_translations_are_superseded(store: &mut dyn Store) -> Result<(), Error> {
    let one = passage("It rains.");
    let id = one.id();
    store.add_passage(&one)?;
    let press = rendering("tr", "Yağar.", PassageStatus::Press);
    assert!(store.add_passage_version(&id, &press)?);
    assert!(!store.add_passage_version(&id, &press)?, "known already");
    let ours = rendering("tr", "Yağar.", PassageStatus::Ours);
    assert!(store.add_passage_version(&id, &ours)?);
    let other = rendering("tr", "Yağıyor.", PassageStatus::Ours);
    assert!(store.add_passage_version(&id, &other)?);
    assert!(store.add_passage_version(&id, &rendering("kk", "Жауады.", PassageStatus::Ours))?);
    let held = store.passage(&id)?.expect("held");
    assert_eq!(held.versions.len(), 4);
    assert!(held.versions[0].superseded);
    assert_eq!(held.current(&locale("tr")), [&ours, &other]);
    assert!(store.supersede_passage_version(&id, &locale("tr"), "Yağar.")?);
    assert!(!store.supersede_passage_version(&id, &locale("tr"), "Yağar.")?);
    let held = store.passage(&id)?.expect("held");
    assert_eq!(held.current(&locale("tr")), [&other]);
    assert!(store.add_passage_version(&id, &ours)?, "current again");
    assert_eq!(store.passage(&id)?.expect("held").versions.len(), 5);
    let nobody = store.add_passage_version("000000000000", &ours);
    assert!(nobody.is_err(), "there is no such passage");
    Ok(())
}

fn quotations_are_recorded_once(store: &mut dyn Store) -> Result<(), Error> {
    let english = Locale::english();
    let version = store.add_version(&document("a.txt", &["One.", "Two."]), &english, DAY)?;
    assert_eq!(store.quotations(&version)?, None, "nobody has looked");
    let part = |first, past| OccurrencePart {
        paragraph: 1,
        first,
        past,
    };
    let quotation = |number, speaker: Option<&str>, parts: &[OccurrencePart]| Occurrence {
        number,
        depth: 1,
        speaker: speaker.map(str::to_owned),
        parts: parts.to_vec(),
    };
    let found = [
        quotation(1, Some("Ana Roe"), &[part(0, 4), part(5, 9)]),
        quotation(2, None, &[part(1, 3)]),
    ];
    store.record_quotations(&version, &found)?;
    store.record_quotations(&version, &found[..1])?;
    assert_eq!(store.quotations(&version)?, Some(found.to_vec()));
    assert_eq!(store.counts()?.quotations, 2);
    let next = store.add_version(&document("a.txt", &["Three."]), &english, DAY)?;
    store.record_quotations(&next, &[])?;
    assert_eq!(store.quotations(&next)?, Some(Vec::new()));
    Ok(())
}

fn a_failed_transaction_leaves_nothing(store: &mut dyn Store) -> Result<(), Error> {
    let failed: Result<(), Error> = in_transaction(store, |store| {
        store.add(&variant("s", "tr", "t", &[]))?;
        Err(Error::Full)
    });
    assert!(matches!(failed, Err(Error::Full)));
    assert_eq!(find(store, "s", "tr"), vec![]);
    in_transaction(store, |store| store.add(&variant("s", "tr", "t", &[])))?;
    assert_eq!(find(store, "s", "tr").len(), 1);
    Ok(())
}

fn a_source_that_was_taken_back_is_stored_again(store: &mut dyn Store) -> Result<(), Error> {
    let one = variant("One.", "tr", "Bir", &[]);
    store.begin()?;
    store.add(&one)?;
    store.rollback()?;
    // Another one may get the number that was free again.
    store.add(&variant("Other.", "tr", "Öteki", &[]))?;
    store.add(&one)?;
    assert_eq!(find(store, "One.", "tr"), vec![one]);
    Ok(())
}

fn every_state_of_the_glossary_is_given_back(store: &mut dyn Store) -> Result<(), Error> {
    let changed = |of: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
        let pairs = of.iter();
        let owned = pairs.map(|(id, terms)| ((*id).to_owned(), terms.map(str::to_owned)));
        owned.collect()
    };
    assert!(store.glossary_states()?.is_empty());
    assert!(store.glossary_at(1)?.is_empty());
    store.record_glossary(
        "v1",
        DAY,
        &changed(&[("a", Some("[1]")), ("b", Some("[2]"))]),
    )?;
    store.record_glossary("v2", DAY, &changed(&[("a", None), ("c", Some("[3]"))]))?;
    store.record_glossary("v1", DAY, &changed(&[("a", Some("[1]")), ("c", None)]))?;
    let states = store.glossary_states()?;
    let told: Vec<(i64, &str, &str)> = states
        .iter()
        .map(|state| (state.number, state.version.as_str(), state.day.as_str()))
        .collect();
    assert_eq!(told, [(1, "v1", DAY), (2, "v2", DAY), (3, "v1", DAY)]);
    let at = |number: i64| -> Result<String, Error> {
        let all = store.glossary_at(number)?;
        let all: Vec<String> = all
            .iter()
            .map(|(id, terms)| format!("{id}{terms}"))
            .collect();
        Ok(all.join(" "))
    };
    assert_eq!(
        (at(1)?, at(2)?, at(3)?),
        ("a[1] b[2]".into(), "b[2] c[3]".into(), at(1)?)
    );
    let of_a = store.concept_states("a")?;
    assert_eq!(
        of_a,
        [
            (1, Some("[1]".to_owned())),
            (2, None),
            (3, Some("[1]".to_owned()))
        ]
    );
    assert_eq!(store.exports_under(None)?, Default::default());
    Ok(())
}

fn a_receipt_must_balance(store: &mut dyn Store) -> Result<(), Error> {
    let receipt = Receipt {
        units: 2,
        added: 1,
        ..Receipt::default()
    };
    assert!(!receipt.balances());
    assert!(store.record_receipt(&receipt, &[]).is_err());
    Ok(())
}

/// Calls with the English sources that have a translation, and their texts.
fn translated_texts(store: &dyn Store, each: &mut dyn FnMut(i64, &str)) -> Result<(), Error> {
    let mut sources = Vec::new();
    store.translated(0, i64::MAX, &mut |source, _| sources.push(source))?;
    sources.dedup();
    store.contents(&Locale::english(), &sources, &mut |source, content| {
        each(source, &content.plain());
    })
}

/// Every clause of the contract, each on an engine of its own.
fn contract(make: &dyn Fn() -> Box<dyn Store>) {
    type Clause = fn(&mut dyn Store) -> Result<(), Error>;
    let clauses: [(&str, Clause); 18] = [
        ("statements", statements_keep_every_version),
        ("keys", variants_are_found_by_key),
        ("all languages", all_languages_are_found_at_once),
        ("contexts", contexts_gather_and_move),
        ("states", states_only_rise),
        ("marks", marks_are_those_that_were_given_last),
        ("revisions", revisions_tell_of_changes_only),
        ("exchange", exchange_is_recorded),
        ("originals", originals_are_kept_once),
        ("extra", what_is_said_beside_a_variant_stays),
        ("decisions", the_last_decision_counts),
        ("passages", a_passage_is_stored_once),
        ("renderings", passage_translations_are_superseded),
        ("quotations", quotations_are_recorded_once),
        ("transactions", a_failed_transaction_leaves_nothing),
        ("taken back", a_source_that_was_taken_back_is_stored_again),
        ("receipts", a_receipt_must_balance),
        ("glossaries", every_state_of_the_glossary_is_given_back),
    ];
    for (name, clause) in clauses {
        let mut store = make();
        clause(store.as_mut()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        let findings = store.verify().expect("verify runs");
        assert!(findings.is_empty(), "{name}: {findings:?}");
    }
}

#[test]
fn sqlite_in_memory() {
    contract(&|| Box::new(SqliteStore::in_memory().expect("opens")));
}

#[test]
fn sqlite_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let count = std::cell::Cell::new(0);
    contract(&|| {
        count.set(count.get() + 1);
        let path = folder.path().join(format!("{}.sqlite", count.get()));
        Box::new(SqliteStore::open(&path, Duration::ZERO).expect("opens"))
    });
}

#[test]
fn two_writers_wait_or_say_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.sqlite");
    let mut first = SqliteStore::open(&path, Duration::ZERO).expect("opens");
    let mut second = SqliteStore::open(&path, Duration::ZERO).expect("opens");
    first.begin().expect("first writer");
    assert!(matches!(second.begin(), Err(Error::Busy)));
    first.commit().expect("done");
    second.begin().expect("its turn");
}

#[test]
fn nothing_can_be_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.sqlite");
    let mut store = SqliteStore::open(&path, Duration::ZERO).expect("opens");
    exchange_is_recorded(&mut store).expect("filled");
    originals_are_kept_once(&mut store).expect("filled");
    let verdict = Verdict {
        identity: None,
        day: DAY.to_owned(),
        by: None,
        reason: None,
    };
    store.decide(1, &verdict).expect("filled");
    passage_translations_are_superseded(&mut store).expect("filled");
    let version = store.latest("a.html").expect("asked").expect("stored");
    let one = Occurrence {
        number: 1,
        depth: 1,
        speaker: None,
        parts: vec![OccurrencePart {
            paragraph: 1,
            first: 0,
            past: 2,
        }],
    };
    store.record_quotations(&version, &[one]).expect("filled");
    let state = [("c".to_owned(), Some("[]".to_owned()))];
    store.record_glossary("v", DAY, &state).expect("filled");
    store
        .add(&variant("s", "tr", "t", &[context(None, None)]))
        .expect("added");
    let raw = rusqlite::Connection::open(&path).expect("opens");
    for table in [
        "statement",
        "version",
        "paragraph",
        "segment",
        "source",
        "variant",
        "context",
        "export",
        "export_unit",
        "receipt",
        "quarantine",
        "original",
        "verdict",
        "passage",
        "passage_origin",
        "passage_version",
        "quoted",
        "quotation",
        "glossary",
        "decision",
    ] {
        let filled: i64 = raw
            .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                row.get(0)
            })
            .expect("counts");
        assert!(filled > 0, "{table} is filled by this test");
        let error = raw
            .execute(&format!("DELETE FROM {table}"), [])
            .expect_err(table);
        assert!(
            error.to_string().contains("never forgets"),
            "{table}: {error}"
        );
    }
}

#[test]
fn other_files_are_not_memories() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.sqlite");
    std::fs::write(&path, "no database at all, but long enough to be looked at").expect("written");
    let error = SqliteStore::open(&path, Duration::ZERO).expect_err("refused");
    assert!(matches!(error, Error::NotAMemory), "{error:?}");
    let other = folder.path().join("other.sqlite");
    rusqlite::Connection::open(&other)
        .and_then(|c| c.execute_batch("CREATE TABLE browser (history TEXT)"))
        .expect("made");
    let error = SqliteStore::open(&other, Duration::ZERO).expect_err("refused");
    assert!(matches!(error, Error::NotAMemory), "{error:?}");
    let newer = folder.path().join("newer.sqlite");
    drop(SqliteStore::open(&newer, Duration::ZERO).expect("made"));
    rusqlite::Connection::open(&newer)
        .and_then(|c| c.pragma_update(None, "user_version", 99))
        .expect("aged");
    let error = SqliteStore::open(&newer, Duration::ZERO).expect_err("refused");
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
}

#[test]
fn damage_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("m.sqlite");
    let mut store = SqliteStore::open(&path, Duration::ZERO).expect("opens");
    store.add(&variant("s", "tr", "t", &[])).expect("added");
    let raw = rusqlite::Connection::open(&path).expect("opens");
    raw.execute("UPDATE source SET key = key + 1", [])
        .expect("damaged");
    raw.execute("UPDATE variant SET plain = 'u'", [])
        .expect("damaged");
    let codes: Vec<String> = store
        .verify()
        .expect("verify runs")
        .iter()
        .map(|finding| finding.code.clone())
        .collect();
    assert_eq!(codes, ["memory::key", "memory::identity"]);
}
