//! Bytes as a returned package, or as the body of one: read or refused, never more.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::diag::Findings;
use tilmach::formats::xliff12;

fuzz_target!(|data: &[u8]| {
    let read = |data: &[u8]| {
        let mut findings = Findings::new();
        let files = xliff12::read(data, &mut findings).expect("no fault of the machine");
        assert!(files.is_some() || findings.has_errors());
    };
    read(data);
    read(
        &[
            b"<xliff version='1.2'><file original='a' source-language='en' target-language='ug'>\
              <body>"
                .as_slice(),
            data,
            b"</body></file></xliff>",
        ]
        .concat(),
    );
});
