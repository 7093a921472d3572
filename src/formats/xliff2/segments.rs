//! What stands in a unit that came back: its segments, and what is between them.

use std::io::BufRead;

use crate::diag::{Finding, Place};
use crate::model::{Between, Content, ReturnedUnit, Seat, Standing};

use super::super::xml::{Element, Failure};
use super::inline::{self, Originals};
use super::reader::Walker;
use super::state::standing_of;

/// A segment as it was read, before it is known how many its unit has.
struct Segment {
    id: Option<String>,
    state: Option<String>,
    standing: Standing,
    source: Option<Content>,
    target: Option<Content>,
    seat: Seat,
    place: Place,
}

/// The parts of a unit.
#[derive(Default)]
struct Parts {
    originals: Originals,
    segments: Vec<Segment>,
    /// What stands behind the segment that was read last.
    between: Vec<Between>,
    /// How many parts were read.
    number: usize,
}

impl<R: BufRead> Walker<'_, R> {
    /// The segments of a unit that has just begun, each as a unit of its own.
    pub(super) fn unit(
        &mut self,
        element: &Element,
        translate: bool,
        units: &mut Vec<ReturnedUnit>,
    ) -> Result<(), Failure> {
        let id = element.attribute("id").unwrap_or_default();
        let place = self.xml.place().unit(id);
        let parts = self.parts(id)?;
        if id.is_empty() {
            let finding = Finding::warning("xliff::no-id", "a unit without an id");
            self.findings.push(finding.at(place.clone()));
        }
        if parts.segments.is_empty() {
            self.leave_out(place, "a unit without a segment was left out");
        }
        let several = parts.segments.len() > 1;
        for (index, segment) in parts.segments.into_iter().enumerate() {
            // The only segment of a unit goes by its name.
            let number = segment.id.clone();
            let number = number.unwrap_or_else(|| format!("s{}", index + 1));
            let own = |name: &str| match several {
                true => format!("{name}/{number}"),
                false => name.to_owned(),
            };
            let (id, name) = (own(id), element.attribute("name").map(own));
            let found = self.returned(segment, id, name, &parts.originals);
            units.extend(found.map(|unit| ReturnedUnit { translate, ..unit }));
        }
        Ok(())
    }

    /// All that stands in a unit.
    fn parts(&mut self, unit: &str) -> Result<Parts, Failure> {
        let mut parts = Parts::default();
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("originalData") => self.originals(&mut parts.originals)?,
                Some("segment") => {
                    parts.number += 1;
                    let mut segment = self.segment(&child, unit, parts.number)?;
                    segment.seat.before = std::mem::take(&mut parts.between);
                    parts.segments.push(segment);
                }
                Some("ignorable") => {
                    parts.number += 1;
                    let between = self.ignorable(unit, parts.number)?;
                    parts.between.extend(between);
                }
                _ => self.xml.skip()?,
            }
        }
        if let Some(last) = parts.segments.last_mut() {
            last.seat.after = std::mem::take(&mut parts.between);
        }
        Ok(parts)
    }

    /// A segment as a unit of its own, unless it has no source.
    fn returned(
        &mut self,
        segment: Segment,
        id: String,
        name: Option<String>,
        originals: &Originals,
    ) -> Option<ReturnedUnit> {
        let place = segment.place.unit(&id);
        let Some(source) = segment.source else {
            self.leave_out(place, "a unit without a source was left out");
            return None;
        };
        let content = |content: &Content| inline::resolved(content, originals);
        let mut seat = segment.seat;
        for between in seat.before.iter_mut().chain(&mut seat.after) {
            between.source = content(&between.source);
            between.target = between.target.as_ref().map(content);
        }
        Some(ReturnedUnit {
            id,
            name,
            translate: true,
            state: segment.state,
            standing: segment.standing,
            source: content(&source),
            target: segment.target.as_ref().map(content),
            seat,
            place,
        })
    }

    /// `number`: which part of the unit it is, from 1 on.
    fn segment(
        &mut self,
        element: &Element,
        unit: &str,
        number: usize,
    ) -> Result<Segment, Failure> {
        let place = self.xml.place();
        let owned = |name: &str| element.attribute(name).map(str::to_owned);
        let mut segment = Segment {
            id: owned("id"),
            state: owned("state"),
            standing: Standing::Unknown,
            source: None,
            target: None,
            seat: Seat::default(),
            place,
        };
        let mut order = number;
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("source") if segment.source.is_none() => {
                    segment.source = Some(self.body(unit)?);
                }
                Some("target") if segment.target.is_none() => {
                    // Some tools put the state where XLIFF 1.2 has it.
                    let state = || child.attribute("state").map(str::to_owned);
                    segment.state = segment.state.take().or_else(state);
                    order = order_of(&child).unwrap_or(number);
                    segment.target = Some(self.body(unit)?);
                }
                _ => self.xml.skip()?,
            }
        }
        segment.seat.order = Some(order);
        self.standing(&mut segment, element.attribute("subState"), unit);
        Ok(segment)
    }

    /// What the state of a segment means; one that nobody knows is told.
    fn standing(&mut self, segment: &mut Segment, sub: Option<&str>, unit: &str) {
        let Some(state) = &segment.state else { return };
        let standing = standing_of(state, sub);
        if standing.is_none() {
            let finding = Finding::warning(
                "xliff::state",
                "XLIFF 2 has no such state; it is not believed",
            )
            .words(state);
            let place = segment.place.clone().unit(unit);
            self.findings.push(finding.at(place));
        }
        segment.standing = standing.unwrap_or_default();
    }

    /// Between segments there is white space and codes; white space alone is nothing.
    /// Text would be lost, and is told.
    fn ignorable(&mut self, unit: &str, number: usize) -> Result<Option<Between>, Failure> {
        let place = self.xml.place().unit(unit);
        let mut between = Between {
            order: number,
            source: Content::default(),
            target: None,
        };
        while let Some(child) = self.xml.child()? {
            match self.local(&child.name) {
                Some("source") => between.source = self.body(unit)?,
                Some("target") => {
                    between.order = order_of(&child).unwrap_or(number);
                    between.target = Some(self.body(unit)?);
                }
                _ => self.xml.skip()?,
            }
        }
        let mut text = between.source.plain();
        text.push_str(
            &between
                .target
                .as_ref()
                .map(Content::plain)
                .unwrap_or_default(),
        );
        if !text.trim().is_empty() {
            let message = "text between segments (<ignorable>) was left out";
            let finding = Finding::warning("xliff::ignorable", message).words(text.trim());
            self.findings.push(finding.at(place));
        }
        let target = between.target.as_ref();
        let has_codes = between.source.has_codes() || target.is_some_and(Content::has_codes);
        Ok((has_codes && text.trim().is_empty()).then_some(between))
    }

    fn leave_out(&mut self, place: Place, message: &str) {
        self.left_out += 1;
        self.findings
            .push(Finding::warning("xliff::no-source", message).at(place));
    }
}

/// The place of a target in its unit, if it is said (section 4.3.1.21).
fn order_of(target: &Element) -> Option<usize> {
    target.attribute("order")?.trim().parse().ok()
}
