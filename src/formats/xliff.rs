//! XLIFF of any version: which it is, and reading or writing it.
//!
//! The namespace decides, then the version (XLIFF 2 read as 1.2, or the reverse,
//! is an empty file). The rooms of the versions are [`xliff12`] and [`xliff2`].

use std::io::{BufRead, Write};

use crate::diag::{Finding, Findings};
use crate::model::{Package, ReturnedFile, XliffVersion};

use super::xml::{Event, Failure, Reader};
use super::{Error, xliff2, xliff12};

/// Reads a bilingual file that came back, in XLIFF 1.1, 1.2, 2.0, 2.1 or 2.2.
///
/// None means that it was refused; the findings say why, with severity error
/// and a place. Otherwise findings of a lesser weight say what was kept out.
///
/// The id of a unit of XLIFF 2 that has several segments is `unit/segment`, of all
/// others that of the unit.
///
/// ```
/// use tilmach::{diag::Findings, formats::xliff};
/// let bytes = br#"<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"
///     srcLang="en" trgLang="ug"><file id="f"><unit id="p1.s1"><segment state="initial">
///     <source>Freedom.</source></segment></unit></file></xliff>"#;
/// let mut findings = Findings::new();
/// let files = xliff::read(&bytes[..], &mut findings)?.unwrap_or_default();
/// assert_eq!(files[0].units[0].source.plain(), "Freedom.");
/// assert_eq!(files[0].units[0].target, None);
/// # Ok::<(), tilmach::formats::Error>(())
/// ```
///
/// # Errors
///
/// When the source cannot be read.
pub fn read(
    source: impl BufRead,
    findings: &mut Findings,
) -> Result<Option<Vec<ReturnedFile>>, Error> {
    match read_document(Reader::new(source), findings) {
        Ok(files) => Ok(Some(files)),
        Err(Failure::Fault(fault)) => {
            findings.push(fault.into());
            Ok(None)
        }
        Err(Failure::Io(error)) => Err(error.into()),
    }
}

fn read_document<R: BufRead>(
    mut xml: Reader<R>,
    findings: &mut Findings,
) -> Result<Vec<ReturnedFile>, Failure> {
    let root = loop {
        match xml.next_event()? {
            Event::Start(element) => break element,
            _ => continue,
        }
    };
    if let Some(label) = xml.declared_in_vain() {
        let message = format!("the file says it is in {label}, which it is not");
        findings.push(Finding::warning("xml::encoding", message).at(xml.place()));
    }
    if xliff2::is_second(&root) {
        xliff2::read_from(xml, &root, findings)
    } else {
        xliff12::read_from(xml, &root, findings)
    }
}

/// Writes a package in its version of XLIFF; see [`xliff12::write`] and
/// [`xliff2::write`].
///
/// # Errors
///
/// When the bytes cannot be written.
pub fn write(package: &Package, out: &mut impl Write) -> Result<(), Error> {
    match package.version {
        XliffVersion::V12 => xliff12::write(package, out),
        XliffVersion::V20 | XliffVersion::V21 | XliffVersion::V22 => xliff2::write(package, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Content, MatchKind, PackageUnit, Prefill, Profile, ReturnedUnit, Role, State,
    };

    fn unit(id: &str, translate: bool, target: Option<&str>) -> PackageUnit {
        PackageUnit {
            id: id.to_owned(),
            paragraph: 1,
            line: 1,
            role: Role::Body,
            translate,
            source: Content::text("s"),
            target: target.map(|text| Prefill {
                content: Content::text(text),
                state: State::Final,
                kind: MatchKind::Exact,
                variant: "v".to_owned(),
            }),
            matches: Vec::new(),
            terms: Vec::new(),
            quoted: Vec::new(),
            earlier: None,
            notes: Vec::new(),
        }
    }

    /// Whether a tool shows a unit to its translator, with the source in the place
    /// where the tool looks for it.
    fn shows(profile: Profile, unit: &ReturnedUnit) -> bool {
        match profile {
            Profile::Omegat => unit.translate && unit.target.as_ref() == Some(&unit.source),
            _ => unit.translate && !unit.source.is_empty(),
        }
    }

    #[test]
    fn every_tool_shows_every_unit_that_is_for_translation() {
        let units = [
            unit("p1.s1", true, None),
            unit("p1.s2", true, Some("t")),
            unit("p1.s3", false, None),
        ];
        for profile in Profile::ALL {
            for version in XliffVersion::ALL {
                if !profile.opens(version) {
                    continue;
                }
                let package = Package {
                    export: "0123456789ab".to_owned(),
                    statement: "a.txt".to_owned(),
                    date: "2026-11-21".to_owned(),
                    basis: "0123456789ab".to_owned(),
                    glossary: String::new(),
                    source: "en".parse().unwrap(),
                    target: "ug".parse().unwrap(),
                    profile,
                    version,
                    units: units.to_vec(),
                };
                let mut bytes = Vec::new();
                write(&package, &mut bytes).unwrap();
                let mut findings = Findings::new();
                let files = read(bytes.as_slice(), &mut findings).unwrap().unwrap();
                assert!(findings.is_empty(), "{findings:?}");
                let shown = files[0].units.iter().filter(|unit| shows(profile, unit));
                assert_eq!(shown.count(), 2, "{profile:?} {version:?}");
            }
        }
    }
}
