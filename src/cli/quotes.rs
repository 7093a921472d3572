//! Quotations as JSON (`docs/statements.md`).

use serde_json::{Value, json};
use tilmach::model::{Document, Locale, Quotation, Span};
use tilmach::text::quotation::quotations;

/// For each paragraph of a document, the list of its quotations. Offsets count
/// characters of the paragraph's text.
pub(crate) fn quotes(document: &Document, locale: &Locale) -> Vec<Value> {
    let texts: Vec<String> = document.paragraphs.iter().map(|p| p.text()).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    quotations(&texts, locale)
        .iter()
        .map(|quotations| quotations.iter().map(quote).collect())
        .collect()
}

fn quote(quotation: &Quotation) -> Value {
    json!({
        "start": quotation.span.characters.start,
        "end": quotation.span.characters.end,
        "depth": quotation.depth,
        "speaker": quotation.speaker.as_ref().map(|speaker| &speaker.name),
        "continued": quotation.continued,
        "continues": quotation.continues,
        "closed": quotation.closed,
        "elisions": pairs(&quotation.elisions),
        "insertions": pairs(&quotation.insertions),
    })
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    let pair = |span: &Span| [span.characters.start, span.characters.end];
    spans.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tilmach::diag::Findings;
    use tilmach::pipeline::read::read_statement;
    use tilmach::text::segment::Segmenter;

    #[test]
    fn offsets_count_characters() {
        let text = "Ünal:\n\n“Ü … [so],” said Ana Roe.\n“End";
        let english = Locale::english();
        let segmenter = Segmenter::of(&english);
        let document = read_statement("a", text.as_bytes(), &segmenter, &mut Findings::new());
        let found = quotes(&document.expect("a statement"), &english);
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
