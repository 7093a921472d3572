//! The file that a statement came in, as it is wanted for its translation.

use crate::diag::{Finding, Findings, Place};
use crate::formats::document::{self, Block, Extract, Format};
use crate::memory::{Store, Version};
use crate::model::{Document, Paragraph};
use crate::pipeline::Error;

/// A statement as it came in, or why it cannot be used.
pub(super) fn original(
    store: &dyn Store,
    version: &Version,
    statement: &Document,
) -> Result<Result<(Extract, Vec<u8>), Finding>, Error> {
    let refused = |message: &str, help: &str| {
        Finding::error("document::original", message)
            .at(Place::file(&version.name))
            .help(help)
    };
    let Some((format, bytes)) = store.original(version)? else {
        return Ok(Err(refused(
            "the memory has the sentences of this statement, and not the file itself",
            "Run `tilmach run` while the file is in the folder of statements.",
        )));
    };
    let format = Format::parse(&format).unwrap_or(Format::Plain);
    // What is wrong with the file was said when it was read.
    let extract = document::read(format, &bytes, &mut Findings::new());
    let extract = extract.filter(|extract| is_of(extract, statement));
    Ok(extract.map(|extract| (extract, bytes)).ok_or_else(|| {
        refused(
            "this version of tilmach reads the file in another way than it was read",
            "Store it anew: change anything in the file, run `tilmach run`, and merge.",
        )
    }))
}

/// Whether a document has the paragraphs of a statement.
fn is_of(extract: &Extract, statement: &Document) -> bool {
    let same = |(block, paragraph): (&Block, &Paragraph)| {
        let visible = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
        let text: String = block.content.plain().chars().filter(visible).collect();
        let own: String = paragraph.text().chars().filter(visible).collect();
        let codes = paragraph
            .segments
            .iter()
            .flat_map(|segment| segment.content.codes());
        text == own && codes.count() == block.content.codes().count()
    };
    extract.blocks.len() == statement.paragraphs.len()
        && extract.blocks.iter().zip(&statement.paragraphs).all(same)
}
