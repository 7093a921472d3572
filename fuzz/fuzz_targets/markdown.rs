//! Bytes as a document in Markdown: see `hold`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tilmach::formats::document::Format;
use tilmach_fuzz::hold;

fuzz_target!(|data: &[u8]| hold(Format::Markdown, data, true));
