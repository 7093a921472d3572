//! Whether a translation can be believed, by looking at it alone.

use crate::diag::Finding;
use crate::model::{Content, Locale};
use crate::pipeline::read::SEGMENT_LIMIT;
use crate::text::normalise::{fold_space, nfc};
use crate::text::script::{self, Fault};

use super::Options;

/// What is wrong with a translation. The order is that of looking.
pub(super) enum Judgement {
    /// Nothing.
    Good,
    /// It repeats the source: nobody translated it.
    Untranslated(Finding),
    /// It is not what it should be.
    Bad(Finding),
}

/// The most inline codes that a segment may have.
const CODE_LIMIT: usize = 1_000;

/// Looks at a translation and its source. `codes`: whether the inline codes
/// must be the same, as they must in a file of ours.
pub(super) fn judge(
    source: &Content,
    target: &Content,
    locale: &Locale,
    options: &Options,
    codes: bool,
) -> Judgement {
    if let Some(finding) = too_large(source).or_else(|| too_large(target)) {
        return Judgement::Untranslated(finding);
    }
    let (plain, wanted) = (target.plain(), source.plain());
    let letters = wanted.chars().any(char::is_alphabetic);
    if letters && !options.repeats && fold_space(&plain) == fold_space(&wanted) {
        return Judgement::Untranslated(
            Finding::warning(
                "import::untranslated",
                "the translation repeats the source; it is not taken into the memory",
            )
            .help("If it is right so (a name), import the file with --same-as-source."),
        );
    }
    if codes && source.code_multiset() != target.code_multiset() {
        return Judgement::Bad(
            Finding::error(
                "import::codes",
                "the inline codes (tags) of the translation are not those of the source",
            )
            .help(format!(
                "Sent: {}. Returned: {}.",
                shown(source),
                shown(target)
            )),
        );
    }
    match script::fault(&plain, &wanted, locale) {
        None => Judgement::Good,
        Some(fault) => Judgement::Bad(script_finding(&fault, locale)),
    }
}

fn script_finding(fault: &Fault, locale: &Locale) -> Finding {
    let help = "Was the translation for another language put here?";
    match fault {
        Fault::OtherScript(share) => Finding::error(
            "import::script",
            format!("only {share} % of the letters are letters of {locale}"),
        )
        .help(help),
        Fault::OtherChinese(characters) => Finding::error(
            "import::script",
            format!("these characters are not written in {locale}"),
        )
        .words(characters)
        .help(help),
    }
}

/// What could not be written into a file that every reader takes back.
fn too_large(content: &Content) -> Option<Finding> {
    let long = content.plain().len() > SEGMENT_LIMIT;
    let message = if long {
        format!("this text has more than {SEGMENT_LIMIT} bytes; it is no sentence")
    } else if content.codes().count() > CODE_LIMIT {
        format!("this text has more than {CODE_LIMIT} inline codes (tags)")
    } else {
        return None;
    };
    Some(Finding::error("import::too-large", message))
}

fn shown(content: &Content) -> String {
    let codes: Vec<&str> = content.codes().map(|code| code.id.as_str()).collect();
    if codes.is_empty() {
        "none".to_owned()
    } else {
        codes.join(" ")
    }
}

/// The translation as it is stored: in Unicode form C, without white space at
/// its edges, and without the line breaks of a tool that re-indented it.
pub(in crate::pipeline) fn tidied(target: &Content, source: &Content) -> Content {
    let wrapped = !source.plain().contains('\n');
    target
        .map_text(|text| {
            let text = nfc(text);
            if wrapped && text.contains('\n') {
                unwrapped(&text)
            } else {
                text
            }
        })
        .trimmed()
}

/// Every run of white space with a line break in it becomes one space.
fn unwrapped(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_whitespace) {
        let (before, tail) = rest.split_at(start);
        let after = tail.trim_start();
        let run = tail.get(..tail.len() - after.len()).unwrap_or_default();
        whole.push_str(before);
        whole.push_str(if run.contains('\n') { " " } else { run });
        rest = after;
    }
    whole.push_str(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn re_indented_targets_are_unwrapped() {
        let source = Content::text("a b");
        let target = Content::text("\n      бір\n      екі  үш \n");
        assert_eq!(tidied(&target, &source).plain(), "бір екі  үш");
        let lines = Content::text("a\nb");
        assert_eq!(tidied(&Content::text("x\ny"), &lines).plain(), "x\ny");
    }
}
