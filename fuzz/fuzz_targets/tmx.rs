//! Bytes as a memory, or as the body of one: whatever is accepted is written, is
//! well-formed then, and says the same when it comes back.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::{tmx, xml};
use tilmach::model::{Locale, Tagging, Variant};

fn variants(bytes: &[u8], from: &Locale, to: &Locale) -> Option<Vec<Variant>> {
    let arrival = tmx::Arrival {
        source: from,
        target: to,
        file: "fuzz.tmx",
        day: "2026-01-02",
    };
    let mut list = Vec::new();
    let read = tmx::read(bytes, &mut Findings::new(), &mut |_, unit| {
        if let [source, target, ..] = unit.variants.as_slice() {
            list.push(tmx::variant_of(&unit, source, target, &arrival));
        }
    });
    read.expect("no fault of the machine").then_some(list)
}

fn written(variants: &[Variant], from: &Locale, to: &Locale) -> Vec<u8> {
    let header = tmx::WriterHeader {
        source: from,
        target: to,
        tagging: Tagging::Bcp47,
        codes: tmx::CodeForm::Markup,
    };
    let mut bytes = Vec::new();
    tmx::write(&header, &mut variants.iter(), &mut bytes).expect("written");
    bytes
}

fuzz_target!(|data: &[u8]| {
    let (from, to) = (Locale::english(), "ug".parse().expect("a tag"));
    let whole;
    let data = if data.starts_with(b"<tu") {
        whole = [
            b"<tmx version='1.4'><header srclang='en'/><body>".as_slice(),
            data,
            b"</body></tmx>",
        ]
        .concat();
        whole.as_slice()
    } else {
        data
    };
    let Some(list) = variants(data, &from, &to) else {
        return;
    };
    let bytes = written(&list, &from, &to);
    assert_eq!(xml::well_formed(&bytes[..]).expect("read"), None);
    let back = variants(&bytes, &from, &to).expect("accepted");
    assert_eq!(back.len(), list.len());
    assert_eq!(written(&back, &from, &to), bytes);
});
