//! Terms that are the same when capitals and invisible differences are left out.

use std::collections::BTreeMap;

use crate::diag::{Finding, Findings};
use crate::model::Locale;
use crate::text::fold::fold;

use super::{Row, Rows};

/// The same term twice in a concept, written differently; and one term under
/// two concepts, which the program cannot tell apart in a text.
pub(super) fn rule(rows: &Rows<'_>, findings: &mut Findings) {
    let mut first: BTreeMap<(&Locale, String), Row<'_>> = BTreeMap::new();
    for row in rows
        .values()
        .flatten()
        .filter(|row| !row.term.text.is_empty())
    {
        let folded = fold(&row.term.text, &row.term.locale);
        match first.get(&(&row.term.locale, folded.clone())) {
            Some(other) => findings.extend(judge(other, row)),
            None => {
                first.insert((&row.term.locale, folded), *row);
            }
        }
    }
}

fn judge(other: &Row<'_>, row: &Row<'_>) -> Findings {
    let mut found = Findings::new();
    let place = format!("the other row is {}: {}", other.place(), other.whose());
    if row.concept.id == other.concept.id {
        let meets = row.term.profile == other.term.profile
            && row.term.scope.meets(other.term.scope)
            && row.term.validity.meets(other.term.validity)
            && row.term.usage == other.term.usage;
        // A row of another profile, or of other days, is a decision of its own.
        if meets {
            let finding = Finding::warning("glossary::same-term", "this term has two rows");
            found.push(row.finding(finding).help(place));
        }
    } else if row.term.is_usable() != other.term.is_usable() {
        let message = "this term stands under two concepts, and one of them does not want it";
        found.push(
            row.finding(Finding::warning("glossary::two-concepts", message))
                .help(place),
        );
    } else {
        let message = "this term stands under two concepts";
        found.push(
            row.finding(Finding::note("glossary::two-concepts", message))
                .help(place),
        );
    }
    found
}
