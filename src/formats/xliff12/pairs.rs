use crate::model::{Code, CodeKind, Content, Piece};

/// The element a code becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `<g>`, or `</g>`.
    Paired,
    /// `<x/>`, or `<bx/>` and `<ex/>` for a code whose partner is missing or
    /// stands across another pair.
    Single,
}

/// The form of every code of a content, in order.
pub(super) fn forms(content: &Content) -> Vec<Form> {
    let codes: Vec<&Code> = content.codes().collect();
    let mut forms = vec![Form::Single; codes.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        match code.kind {
            CodeKind::Alone => {}
            CodeKind::Open => open.push((index, &code.id)),
            CodeKind::Close => {
                let partner = open.iter().rposition(|(_, id)| *id == code.id);
                let Some(partner) = partner else { continue };
                let is_innermost = partner + 1 == open.len();
                let (start, _) = open.remove(partner);
                // Overlapping pairs cannot both be elements; the one that ends
                // first gives way.
                if is_innermost {
                    for at in [start, index] {
                        if let Some(form) = forms.get_mut(at) {
                            *form = Form::Paired;
                        }
                    }
                }
            }
        }
    }
    forms
}

/// The pieces with the form of each code.
pub(super) fn with_forms(content: &Content) -> impl Iterator<Item = (&Piece, Form)> {
    let mut forms = forms(content).into_iter();
    content.pieces().iter().map(move |piece| match piece {
        Piece::Text(_) => (piece, Form::Single),
        Piece::Code(_) => (piece, forms.next().unwrap_or(Form::Single)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &[(CodeKind, &str)]) -> Vec<bool> {
        let mut content = Content::default();
        for (kind, id) in list {
            content.push_code(Code {
                kind: *kind,
                id: (*id).to_owned(),
                ctype: None,
                equiv: None,
                data: None,
            });
        }
        forms(&content)
            .into_iter()
            .map(|f| f == Form::Paired)
            .collect()
    }

    #[test]
    fn nested_pairs_are_elements_and_crossing_ones_are_not() {
        use CodeKind::{Close, Open};
        let nested = [(Open, "1"), (Open, "2"), (Close, "2"), (Close, "1")];
        assert_eq!(of(&nested), [true; 4]);
        let crossing = [(Open, "1"), (Open, "2"), (Close, "1"), (Close, "2")];
        assert_eq!(of(&crossing), [false, true, false, true]);
        assert_eq!(of(&[(Close, "1"), (Open, "1")]), [false, false]);
        assert_eq!(
            of(&[(Open, "1"), (Open, "2"), (Close, "2")]),
            [false, true, true]
        );
    }
}
