use crate::model::{Package, PackageUnit, Profile};

use super::super::notes::{self, Subject};
use super::super::xml::{push_attribute, push_text};
use super::body::{self, Data, Mark};
use super::state::words_of;
use super::{SEGMENT, codes, matches, terms, validation};

/// Adds a `<unit>`. The order of its parts is that of the schema.
pub(super) fn push(package: &Package, unit: &PackageUnit, page: &mut String) {
    page.push_str("      <unit");
    push_attribute(page, "id", &unit.id);
    push_attribute(page, "name", &format!("{}.{}", package.export, unit.id));
    if !unit.translate {
        push_attribute(page, "translate", "no");
    }
    page.push_str(">\n");
    let entries = terms::entries(unit);
    matches::push(page, unit);
    terms::push(page, &entries);
    validation::push(page, unit, &package.target);
    notes(package.profile, unit, page);
    let marks = entries.iter().filter_map(|(_, mark)| *mark).collect();
    segment(unit, marks, page);
    page.push_str("      </unit>\n");
}

fn segment(unit: &PackageUnit, mut marks: Vec<Mark>, page: &mut String) {
    marks.sort_by_key(|mark| mark.span);
    let target = unit.target.as_ref();
    let (source, translated) = codes::named(&unit.source, target.map(|target| &target.content));
    let all: Vec<_> = source.iter().chain(&translated).cloned().collect();
    let data = Data::of(&all);
    data.push(page, "        ");
    page.push_str("        <segment");
    push_attribute(page, "id", SEGMENT);
    match target {
        Some(target) => {
            let (state, sub) = words_of(target.state, target.kind);
            push_attribute(page, "state", state);
            push_attribute(page, "subState", &sub);
        }
        None => {
            push_attribute(page, "state", "initial");
        }
    }
    page.push_str(">\n          ");
    body::push(page, "source", &unit.source, &source, &data, &marks);
    if let Some(target) = target {
        page.push_str("          ");
        body::push(page, "target", &target.content, &translated, &data, &[]);
    }
    page.push_str("        </segment>\n");
}

/// The notes of a unit.
fn notes(profile: Profile, unit: &PackageUnit, page: &mut String) {
    // Weblate shows one note.
    let all = match profile {
        Profile::Weblate => notes::merged(unit)
            .map(|text| (Subject::Remark, text))
            .into_iter()
            .collect(),
        _ => notes::notes(unit),
    };
    if all.is_empty() {
        return;
    }
    page.push_str("        <notes>\n");
    for (index, (subject, text)) in all.iter().enumerate() {
        page.push_str("          <note");
        push_attribute(page, "id", &format!("n{}", index + 1));
        if subject.is_of_source() {
            push_attribute(page, "appliesTo", "source");
        }
        push_attribute(page, "category", subject.category());
        push_attribute(page, "priority", subject.priority());
        page.push('>');
        push_text(page, text);
        page.push_str("</note>\n");
    }
    page.push_str("        </notes>\n");
}
