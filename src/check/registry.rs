//! All rules, in the order in which they are asked and listed.

use super::*;

/// Rules about one unit: first the one about empty translations, which is alone in
/// looking at these. Rules about terms take their place at the end.
pub(super) const OF_UNITS: [&dyn Check; 28] = [
    &empty::Empty,
    &untranslated::Untranslated,
    &length::Length,
    &numbers::Numbers,
    &number_form::NumberForm,
    &names::Names,
    &codes::Codes,
    &quotes::Quotes,
    &quote_style::QuoteStyle,
    &brackets::Brackets,
    &ending::Ending,
    &punctuation::Punctuation,
    &double_space::DoubleSpace,
    &space_before::SpaceBefore,
    &pseudonym::Pseudonym,
    &bidi::Bidi,
    &invisible::Invisible,
    &uyghur::UyghurLetters,
    &homoglyph::Homoglyphs,
    &han::Han,
    &turkish_i::TurkishI,
    &terms::Missing,
    &terms::Unsure,
    &terms::Forbidden,
    &terms::Deprecated,
    &terms::OtherProfile,
    &terms::AlteredQuotation,
    &terms::Guard,
];

/// Rules about a document.
pub(super) const OF_STATEMENTS: [&dyn CheckStatement; 4] = [
    &footnote::Footnote,
    &same_source::SameSource,
    &same_target::SameTarget,
    &terms::Inconsistent,
];

/// What all rules are, in their order.
pub fn rules() -> Vec<&'static About> {
    let units = OF_UNITS.iter().map(|rule| rule.about());
    let statements = OF_STATEMENTS.iter().map(|rule| rule.about());
    units.chain(statements).collect()
}
