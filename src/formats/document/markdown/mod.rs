//! Markdown (CommonMark 0.31 with the extensions of GitHub).
//!
//! Translated: paragraphs, headings, items, cells, footnotes, the alternative text
//! of pictures, titles of links, and the text inside of HTML. Not translated: code
//! blocks, front matter, link addresses.

mod links;
mod reader;
mod writer;

use pulldown_cmark::Options;

pub(super) use reader::blocks;
pub(super) use writer::write;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_GFM
}
