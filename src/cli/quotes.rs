//! Quotations as JSON (`docs/statements.md`).

use serde::Serialize;
use tilmach::model::{Locale, Quotation, Span};
use tilmach::text::quotation::quotations;

/// A quotation. Offsets count characters of the paragraph's text.
#[derive(Serialize)]
pub(crate) struct Quote {
    closed: bool,
    continued: bool,
    continues: bool,
    depth: u8,
    elisions: Vec<[usize; 2]>,
    end: usize,
    insertions: Vec<[usize; 2]>,
    speaker: Option<String>,
    start: usize,
}

/// For the texts of the paragraphs of a document, the quotations of each.
pub(crate) fn quotes(texts: &[String], locale: &Locale) -> Vec<Vec<Quote>> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    quotations(&texts, locale)
        .into_iter()
        .map(|quotations| quotations.into_iter().map(quote).collect())
        .collect()
}

fn quote(quotation: Quotation) -> Quote {
    Quote {
        closed: quotation.closed,
        continued: quotation.continued,
        continues: quotation.continues,
        depth: quotation.depth,
        elisions: pairs(&quotation.elisions),
        end: quotation.span.characters.end,
        insertions: pairs(&quotation.insertions),
        speaker: quotation.speaker.map(|speaker| speaker.name),
        start: quotation.span.characters.start,
    }
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    let pair = |span: &Span| [span.characters.start, span.characters.end];
    spans.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tilmach::diag::Findings;
    use tilmach::pipeline::read::read_statement;
    use tilmach::text::segment::Segmenter;

    #[test]
    fn offsets_count_characters() {
        let text = "Ünal:\n\n“Ü … [so],” said Ana Roe.\n“End";
        let english = Locale::english();
        let segmenter = Segmenter::of(&english);
        let document = read_statement("a", text.as_bytes(), &segmenter, &mut Findings::new());
        let paragraphs = document.expect("a statement").paragraphs;
        let texts: Vec<String> = paragraphs.iter().map(|p| p.text()).collect();
        let found: Vec<_> = quotes(&texts, &english).iter().map(|q| json!(q)).collect();
        assert_eq!(found.first(), Some(&json!([])));
        let expected = json!([{
            "start": 0, "end": 11, "depth": 1, "speaker": "Ana Roe",
            "continued": false, "continues": false, "closed": true,
            "elisions": [[3, 4]], "insertions": [[5, 9]],
        }]);
        assert_eq!(found.get(1), Some(&expected));
        assert_eq!(found.len(), 3);
    }
}
