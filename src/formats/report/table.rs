//! The report as one long table, for a spreadsheet and for scripts.

use super::row::{Row, Table};
use crate::model::{
    Report, ReportConcept, ReportDecision, ReportFinding, ReportLocale, ReportStatement,
    ReportTerm, ReportTranslation, ReportUnit,
};

/// The report as a table: RFC 4180 with LF, UTF-8 with a byte order mark, without which
/// spreadsheet programs guess the encoding. Cells are made harmless.
///
/// The first column says what a row is about: `report` (day, languages, profile, glossary),
/// `locale` (a number of a language), `waiting`, `history`, `concept`, `term`, `decision`,
/// `rendering`, `statement`, `segment`, `translation`, `finding`, `change`, `left-out`. docs/report.md
/// says what stands in each.
pub fn csv(report: &Report) -> String {
    let mut table = Table::new();
    about(&mut table, report);
    for locale in &report.locales {
        of_locale(&mut table, locale);
    }
    for concept in &report.concepts {
        of_concept(&mut table, &report.source, concept);
    }
    for statement in &report.statements {
        of_statement(&mut table, &report.source, statement);
    }
    changes(&mut table, report);
    for left in &report.left_out {
        table.push(Row {
            part: "left-out",
            words: &left.instead,
            text: &left.what,
            ..Row::default()
        });
    }
    table.done()
}

fn about(table: &mut Table, report: &Report) {
    let base = Row {
        part: "report",
        day: &report.day,
        locale: &report.source,
        ..Row::default()
    };
    let profile = report.profile.as_deref().unwrap_or_default();
    for (code, text) in [("profile", profile), ("glossary", report.glossary.as_str())] {
        table.push(Row { code, text, ..base });
    }
    table.number(base, "statements", report.statements.len());
}

fn of_locale(table: &mut Table, locale: &ReportLocale) {
    let base = Row {
        part: "locale",
        locale: &locale.locale,
        ..Row::default()
    };
    for (code, count) in [
        ("statements", locale.statements),
        ("segments", locale.segments),
        ("translated", locale.translated),
        ("accepted", locale.accepted),
        ("quarantined", locale.quarantined),
        ("signed", locale.signed),
        ("unsigned", locale.unsigned),
        ("undecided", locale.undecided),
        ("elsewhere", locale.elsewhere),
    ] {
        table.number(base, code, count);
    }
    for (severity, count) in [
        ("error", locale.errors),
        ("warning", locale.warnings),
        ("note", locale.notes),
    ] {
        table.number(Row { severity, ..base }, "findings", count);
    }
    for (state, count) in &locale.states {
        table.number(base, &format!("state:{state}"), *count);
    }
    for band in &locale.bands {
        table.number(base, &format!("band-segments:{}", band.band), band.segments);
        table.number(base, &format!("band-words:{}", band.band), band.words);
    }
    for one in &locale.waiting {
        table.push(Row {
            part: "waiting",
            day: &one.day,
            statement: &one.statement,
            unit: &one.unit,
            words: &one.file,
            code: &one.reason,
            count: usize::try_from(one.number).ok(),
            text: &one.message,
            ..base
        });
    }
    history(table, locale);
}

fn history(table: &mut Table, locale: &ReportLocale) {
    for point in &locale.history {
        let base = Row {
            part: "history",
            day: &point.day,
            locale: &locale.locale,
            ..Row::default()
        };
        table.number(base, "segments", point.segments);
        table.number(base, "translated", point.translated);
        table.number(base, "sound", point.sound);
    }
}

fn of_concept(table: &mut Table, source: &str, concept: &ReportConcept) {
    let base = Row {
        concept: &concept.id,
        ..Row::default()
    };
    table.push(Row {
        part: "concept",
        words: &concept.domain,
        code: if concept.guard { "guard" } else { "" },
        count: Some(concept.in_sources),
        text: &joined(&[&concept.definition, &concept.decision, &concept.note]),
        ..base
    });
    for term in &concept.source_terms {
        of_term(table, base, source, term);
    }
    for decision in &concept.locales {
        of_decision(table, base, decision);
    }
}

fn of_decision(table: &mut Table, base: Row, decision: &ReportDecision) {
    let base = Row {
        locale: &decision.locale,
        ..base
    };
    let row = Row {
        part: "decision",
        ..base
    };
    table.push(Row {
        code: decision.decided.as_str(),
        ..row
    });
    table.number(row, "asked", decision.asked);
    table.number(row, "not-kept", decision.not_kept);
    table.number(row, "unasked", decision.unasked);
    table.number(row, "unsure", decision.unsure);
    for term in &decision.terms {
        of_term(table, base, &decision.locale, term);
    }
    for rendering in &decision.renderings {
        table.push(Row {
            part: "rendering",
            words: &rendering.term,
            count: Some(rendering.count),
            ..base
        });
    }
}

fn of_term(table: &mut Table, base: Row, locale: &str, term: &ReportTerm) {
    let signed = term
        .signed_by
        .as_deref()
        .map(|by| format!("signed by {by}"));
    let days = match (&term.valid_from, &term.valid_until) {
        (None, None) => String::new(),
        (from, until) => format!(
            "valid {} to {}",
            from.as_deref().unwrap_or("always"),
            until.as_deref().unwrap_or("always")
        ),
    };
    let profile = match term.profile.as_str() {
        "" => String::new(),
        profile => format!("profile {profile}"),
    };
    let force = if term.in_force { "" } else { "not in force" };
    table.push(Row {
        part: "term",
        day: term.signed_on.as_deref().unwrap_or_default(),
        locale,
        words: &term.text,
        code: &term.usage,
        text: &joined(&[
            &term.evidence,
            signed.as_deref().unwrap_or_default(),
            &term.reason,
            &profile,
            &days,
            force,
            &term.note,
        ]),
        ..base
    });
}

fn of_statement(table: &mut Table, source: &str, statement: &ReportStatement) {
    for tally in &statement.locales {
        let base = Row {
            part: "statement",
            day: &statement.date,
            locale: &tally.locale,
            statement: &statement.name,
            ..Row::default()
        };
        table.number(base, "segments", statement.segments);
        table.number(base, "translated", tally.translated);
        table.number(base, "accepted", tally.accepted);
        let weights = [
            ("error", tally.errors),
            ("warning", tally.warnings),
            ("note", tally.notes),
        ];
        for (severity, count) in weights {
            table.number(Row { severity, ..base }, "findings", count);
        }
    }
    for unit in &statement.units {
        let base = Row {
            day: &statement.date,
            statement: &statement.name,
            unit: &unit.id,
            ..Row::default()
        };
        table.push(Row {
            part: "segment",
            locale: source,
            words: &joined(&[&unit.speakers.join("; "), &unit.quotations.join("; ")]),
            code: role(unit),
            text: &unit.source.text,
            ..base
        });
        for translation in &unit.translations {
            of_translation(table, base, translation);
        }
    }
}

/// What a segment is for; one that is not for translation is said so.
fn role(unit: &ReportUnit) -> &str {
    if unit.translate {
        &unit.role
    } else {
        "not-for-translation"
    }
}

fn of_translation(table: &mut Table, base: Row, translation: &ReportTranslation) {
    let base = Row {
        locale: &translation.locale,
        ..base
    };
    let filled = if translation.filled {
        "filled"
    } else {
        "not-filled"
    };
    let code = format!("{} {} {filled}", translation.state, translation.band);
    table.push(Row {
        part: "translation",
        day: &translation.day,
        words: &joined(&[
            translation.by.as_deref().unwrap_or_default(),
            &translation.file,
        ]),
        code: &code,
        text: &translation.text.text,
        ..base
    });
    for finding in &translation.findings {
        of_finding(table, base, finding);
    }
}

fn of_finding(table: &mut Table, base: Row, finding: &ReportFinding) {
    let accepted = finding.accepted.as_deref();
    let accepted = accepted.map(|why| format!("accepted: {why}"));
    table.push(Row {
        part: "finding",
        concept: &finding.concept,
        words: &finding.words,
        severity: &finding.severity,
        code: &finding.code,
        text: &joined(&[&finding.message, accepted.as_deref().unwrap_or_default()]),
        ..base
    });
}

fn changes(table: &mut Table, report: &Report) {
    let Some(since) = &report.since else { return };
    let base = Row {
        part: "change",
        day: &since.day,
        ..Row::default()
    };
    let changed = since.statements.iter().map(|name| ("statement", name));
    let gone = since.gone.iter().map(|name| ("statement-gone", name));
    for (code, statement) in changed.chain(gone) {
        table.push(Row {
            code,
            statement,
            ..base
        });
    }
    for locale in &since.locales {
        let base = Row {
            locale: &locale.locale,
            ..base
        };
        table.number(base, "translated-before", locale.translated_before);
        table.number(base, "translated", locale.translated);
        if since.whole {
            table.number(base, "new-findings", locale.new_findings.len());
            table.number(base, "gone-findings", locale.gone_findings);
        }
    }
    for text in &since.decisions {
        table.push(Row {
            code: "decision",
            text,
            ..base
        });
    }
}

fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    said.join("; ")
}
