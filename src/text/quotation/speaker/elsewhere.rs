//! Reporting clauses of Turkish, Kazakh, Uyghur and Chinese: the plain ones.
//!
//! Turkish and Kazakh have capitals: `X şöyle dedi: “…”`, `X: “…”`, `“…” dedi
//! X.`, `– деді X.` Uyghur and Chinese have none; there a name is believed only
//! behind a title, in Latin letters, or with the dot of a foreign name.

use crate::text::quotation::single::is_han;

use super::english::Before;
use super::name::Names;
use super::token::{Kind, Token, tokens};
use crate::text::quotation::rules::Rules;

/// A longer name in these patterns is more than a name.
const WORDS: usize = 3;

/// Whether the language has no capitals to tell names by.
pub(super) fn speaks(rules: &Rules) -> bool {
    matches!(rules.language(), "ug" | "zh")
}

/// `X şöyle dedi: “…”`, `X: “…”`
pub(super) fn cased_before(names: &Names, sentence: &[Token], initial: bool) -> Before {
    let Some((last, rest)) = sentence.split_last() else {
        return Before::Nothing;
    };
    if last.kind != Kind::Colon {
        return Before::Nothing;
    }
    let tokens = without_verb(names, rest);
    if tokens
        .iter()
        .any(|token| names.rules.has("pronoun", token.text))
    {
        return Before::Somebody;
    }
    run(names, tokens, initial).into()
}

/// The tokens before the words of saying at their end.
fn without_verb<'a, 'b>(names: &Names, mut tokens: &'a [Token<'b>]) -> &'a [Token<'b>] {
    for section in ["verb", "manner"] {
        while let Some(length) = (1..=2).rev().find(|length| {
            let from = tokens.len().checked_sub(*length);
            let words = from.and_then(|from| tokens.get(from..)).unwrap_or_default();
            let words: Vec<&str> = words.iter().map(|token| token.text).collect();
            names.rules.has(section, &words.join(" "))
        }) {
            tokens = tokens.get(..tokens.len() - length).unwrap_or_default();
        }
    }
    tokens
}

/// The name at the end of some tokens: a run of capitals, behind its title.
fn run(names: &Names, tokens: &[Token], initial: bool) -> Option<(usize, usize)> {
    let ends = |token: &&Token| token.is_capital() && !token.is_inflected();
    let length = tokens.iter().rev().take_while(ends).count();
    let (before, run) = tokens.split_at_checked(tokens.len() - length)?;
    let titles = run
        .iter()
        .rposition(|token| names.rules.has("title", token.text));
    let name = run.get(titles.map_or(0, |last| last + 1)..)?;
    let (first, last) = (name.first()?, name.last()?);
    // The capital of a word that begins the sentence says nothing: alone it may be
    // no name, and before two others an office.
    let doubtful = initial && before.is_empty() && titles.is_none() && name.len() != 2;
    let sure = !doubtful || first.is_acronym() || (names.known)(first.text);
    let beside = before.last().is_some_and(|token| !token.is_word());
    (sure && name.len() <= WORDS && nominative(names, last) && !beside)
        .then_some((first.at, last.end()))
}

/// Whether a word has no ending of a case, which no subject has.
fn nominative(names: &Names, word: &Token) -> bool {
    let folded = names.rules.fold(word.text);
    let mut endings = names.rules.entries("case");
    !endings.any(|ending| folded.len() > ending.len() && folded.ends_with(ending))
}

/// `“…” dedi X.`, `«…», – деді X.`: X to the end of the sentence.
pub(super) fn cased_after(names: &Names, sentence: &[Token]) -> Option<(usize, usize)> {
    let skipped = sentence
        .iter()
        .take_while(|token| matches!(token.kind, Kind::Comma | Kind::Dash | Kind::Stop))
        .count();
    let tokens = sentence.get(skipped..)?;
    let length = (1..=2).rev().find(|length| {
        let words = tokens.get(..*length).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(|token| token.text).collect();
        names.rules.has("verb", &words.join(" "))
    })?;
    let phrase = tokens.get(length..)?;
    let plain = phrase.iter().all(|t| t.is_capital() && !t.is_inflected());
    plain.then(|| run(names, phrase, false)).flatten()
}

/// What stands before a quotation in Uyghur or Chinese.
pub(super) fn before(names: &Names, text: &str, offset: usize) -> Before {
    let colon = text.trim_end().strip_suffix([':', '：', '，', ',']);
    let Some(text) = colon.map(str::trim_end) else {
        return Before::Nothing;
    };
    if names.rules.language() == "zh" {
        return chinese(names, text, offset).into();
    }
    let all = tokens(text, offset, names.rules);
    let stop = all.iter().rposition(|token| !token.is_word());
    let sentence = all
        .get(stop.map_or(0, |stop| stop + 1)..)
        .unwrap_or_default();
    uyghur(names, sentence).into()
}

/// `<title> X مۇنداق دېدى: «…»`
fn uyghur(names: &Names, sentence: &[Token]) -> Option<(usize, usize)> {
    let spoken = without_verb(names, sentence);
    let title = spoken
        .iter()
        .rposition(|token| names.rules.has("title", token.text))?;
    let name = spoken.get(title + 1..)?;
    let (first, last) = (name.first()?, name.last()?);
    let sure = spoken.len() < sentence.len() && name.len() <= WORDS && nominative(names, last);
    sure.then_some((first.at, last.end()))
}

/// What follows a quotation in Uyghur or Chinese: `，”X说。`
pub(super) fn after(
    names: &Names,
    text: &str,
    offset: usize,
    set_off: bool,
) -> Option<(usize, usize)> {
    let start = text.len() - text.trim_start_matches([' ', ',', '，']).len();
    let comma = text.get(..start)?.contains([',', '，']);
    if names.rules.language() != "zh" || !(set_off || comma) {
        return None;
    }
    let rest = text.get(start..)?;
    let end = rest.find(['。', '，', '.', ',', '：', ':', '；'])?;
    chinese(names, rest.get(..end)?, offset + start)
}

/// The name in a Chinese clause that ends with a verb of saying.
fn chinese(names: &Names, text: &str, offset: usize) -> Option<(usize, usize)> {
    let verb = |text: &str| {
        let verbs = names
            .rules
            .entries("verb")
            .filter(|verb| text.ends_with(verb));
        verbs.map(str::len).max()
    };
    let said = text.get(..text.len() - verb(text)?)?.trim_end();
    let mark = |c: char| !c.is_alphanumeric() && !matches!(c, ' ' | '·' | '.' | '-' | '\'' | '’');
    let from = said
        .rfind(mark)
        .map_or(0, |at| at + said.get(at..).map_or(1, first_length));
    let clause = said.get(from..)?;
    let more = ["pronoun", "clause"]
        .iter()
        .flat_map(|section| names.rules.entries(section))
        .any(|word| clause.contains(word));
    if more {
        return None;
    }
    let title = names
        .rules
        .entries("title")
        .filter_map(|title| clause.rfind(title).map(|at| at + title.len()))
        .max();
    let name = clause.get(title.unwrap_or(0)..)?;
    let name_start = name.len() - name.trim_start().len();
    let name = name.trim();
    believed(name, title.is_some()).then(|| {
        let start = offset + from + title.unwrap_or(0) + name_start;
        (start, start + name.len())
    })
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

/// Latin letters, the dot of a foreign name, or a few characters after a title.
fn believed(name: &str, titled: bool) -> bool {
    let latin = name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.chars().any(is_han);
    let words = name.split_whitespace().count();
    let han = name.chars().all(|c| is_han(c) || c == '·');
    let count = name.chars().count();
    let dotted = han && name.contains('·') && count <= 12;
    (latin && words <= WORDS) || dotted || (titled && han && (2..=4).contains(&count))
}
