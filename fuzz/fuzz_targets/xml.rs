//! Bytes as a document: it is read to its end or refused, the same in one piece and
//! byte by byte, and in bounded memory (`-rss_limit_mb=200`).

#![no_main]

use std::io::BufReader;

use libfuzzer_sys::fuzz_target;
use tilmach::formats::xml::well_formed;

fuzz_target!(|data: &[u8]| {
    let whole = well_formed(data).expect("no fault of the machine");
    let slow = well_formed(BufReader::with_capacity(1, data)).expect("no fault of the machine");
    assert_eq!(whole, slow);
});
