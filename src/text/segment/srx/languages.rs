//! Which lists of rules hold for a language.

use crate::model::{Locale, SegmentationRules, Tagging};

use super::engine::{Cache, Engine};
use super::fault::{PatternFault, Reason, RuleError};
use super::machine::{Builder, Machine, SIZE_LIMIT};
use super::parse::parse_insensitive;
use super::syntax::{Assertion, Node};

/// The expression of a map, which an automaton must be enough for.
pub(super) fn pattern(text: &str) -> Result<Node, PatternFault> {
    let node = parse_insensitive(text)?;
    if node.is_backtracking() {
        return Err(PatternFault {
            at: 0,
            reason: Reason::Unsupported("a back-reference or a possessive repetition"),
            words: text.to_owned(),
        });
    }
    Ok(node)
}

/// The lists of rules for a language, in the order of the maps: that of the
/// first map that fits, or with `cascade` those of all that fit, each once.
///
/// A map fits when its expression fits the whole tag, in any case. The tag is
/// ours (`zh-Hans`) or that with a region, which tools write (`zh-CN`).
pub(super) fn lists(locale: &Locale, rules: &SegmentationRules) -> Result<Vec<usize>, RuleError> {
    let tags = [Tagging::Bcp47, Tagging::Trados].map(|tagging| locale.tag(tagging));
    let mut lists = Vec::new();
    for (map, entry) in rules.maps.iter().enumerate() {
        let node = pattern(&entry.pattern).map_err(|fault| RuleError::Map { map, fault })?;
        let mut fits = false;
        for tag in &tags {
            fits |= fits_whole(&node, tag)?;
        }
        let Some((list, _)) = rules.language(&entry.rules).filter(|_| fits) else {
            continue;
        };
        if !lists.contains(&list) {
            lists.push(list);
        }
        if !rules.cascade {
            break;
        }
    }
    Ok(lists)
}

/// Whether an expression fits the whole of a text.
fn fits_whole(node: &Node, text: &str) -> Result<bool, RuleError> {
    let whole = Node::Concat(vec![
        Node::Assert(Assertion::Start),
        node.clone(),
        Node::Assert(Assertion::End),
    ]);
    let mut builder = Builder::new();
    let mut machine = Machine::default();
    builder
        .add(&mut machine, &whole, true, 0)
        .map_err(|_| RuleError::TooLarge(SIZE_LIMIT))?;
    let engine = Engine::new(builder);
    let mut cache = Cache::default();
    let classes = engine.classes(text);
    let contexts = engine.contexts(&classes, &mut cache);
    let mut tables = Default::default();
    let found = engine.pass(
        &machine,
        true,
        (&classes, &contexts),
        &mut tables,
        &mut cache,
    );
    let last = found.last().copied().unwrap_or_default();
    Ok(!cache.fits.list(last).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LanguageMap, LanguageRules};

    fn rules(cascade: bool, maps: &[(&str, &str)]) -> SegmentationRules {
        let list = |name: &str| LanguageRules {
            name: name.to_owned(),
            ..LanguageRules::default()
        };
        SegmentationRules {
            cascade,
            languages: vec![list("english"), list("chinese"), list("all")],
            maps: maps
                .iter()
                .map(|(pattern, rules)| LanguageMap {
                    pattern: (*pattern).to_owned(),
                    rules: (*rules).to_owned(),
                    ..LanguageMap::default()
                })
                .collect(),
            ..SegmentationRules::default()
        }
    }

    #[track_caller]
    fn check(tag: &str, cascade: bool, maps: &[(&str, &str)], expected: &[usize]) {
        let locale: Locale = tag.parse().expect("a locale");
        let found = lists(&locale, &rules(cascade, maps));
        assert_eq!(found.as_deref(), Ok(expected), "{tag} {maps:?}");
    }

    #[test]
    fn the_first_map_or_all_that_fit() {
        let maps = [("EN.*", "english"), ("zh.*", "chinese"), (".*", "all")];
        check("en", false, &maps, &[0]);
        check("en", true, &maps, &[0, 2]);
        check("ug", true, &maps, &[2]);
        let maps = [("(en|EN).*", "all"), ("[Ee][Nn]", "all")];
        check("en", true, &maps, &[2]);
        check("tr", true, &maps, &[]);
    }

    #[test]
    fn the_whole_tag_must_fit_in_one_of_its_spellings() {
        check("en", false, &[("e", "all"), ("n", "all")], &[]);
        check("zh-Hans", false, &[("ZH-CN", "chinese")], &[1]);
        check("zh-Hans", false, &[("zh-hans", "chinese")], &[1]);
        check("zh-Hant", false, &[("ZH-CN", "chinese")], &[]);
        check("en", false, &[("(?!tr)[a-z]{2}", "all")], &[2]);
    }
}
