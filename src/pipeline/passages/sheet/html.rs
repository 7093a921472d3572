//! The sheet as one page for a browser: no script, nothing that is fetched.

use std::fmt::Write;

use crate::formats::page::escaped;

use super::{Entry, OfStatement, Seen, Sheet};

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>Quotations</title>
<style>
body { font: 16px/1.5 serif; max-width: 50em; margin: 2em auto; padding: 0 1em; }
blockquote { margin: .5em 0 .5em 1em; white-space: pre-line; }
section > div { border-top: 1px solid #999; padding: .7em 0; }
.about { color: #444; }
.altered { color: #a00; font-weight: bold; }
ul { margin: .3em 0; }
</style>
</head>
<body>
<h1>Quotations</h1>
<details>
<summary>What the words mean</summary>
<ul>
<li>verbatim: all of the source, word by word</li>
<li>cut: the source has more before or after it</li>
<li>elided: words in the middle were left out, and dots say so</li>
<li>restored: the quotation has words for which the source itself has dots or brackets, or after which it ends; this source cannot tell whether they are right</li>
<li>inserted: square brackets hold words that are not the source’s</li>
<li class=\"altered\">altered: words or marks differ, and nothing says so; ask who is right</li>
</ul>
</details>
";

/// The page. The same sheet gives the same bytes.
pub fn html(sheet: &Sheet) -> String {
    let mut page = HEAD.to_owned();
    for statement in &sheet.statements {
        push(&mut page, statement);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn push(page: &mut String, of: &OfStatement) {
    let (name, date) = (escaped(&of.statement), escaped(&of.date));
    // Nothing can go wrong when a string is written to.
    let _ = writeln!(
        page,
        "<section>\n<h2>{name}</h2>\n<p class=\"about\">{date}</p>"
    );
    for entry in &of.quotations {
        quotation(page, entry);
    }
    page.push_str("</section>\n");
}

fn quotation(page: &mut String, entry: &Entry) {
    let speaker = entry.speaker.as_deref().unwrap_or("nobody is named");
    let within = match entry.depth {
        1 => "",
        _ => ", inside of another",
    };
    let _ = writeln!(
        page,
        "<div>\n<p class=\"about\">{}. Paragraph {}{within}: {}</p>\n<blockquote dir=\"auto\">{}</blockquote>",
        entry.number,
        entry.paragraph,
        escaped(speaker),
        escaped(&entry.text)
    );
    source(page, entry);
    if !entry.history.is_empty() {
        page.push_str("<p>The same words elsewhere:</p>\n");
        let mut told: Vec<String> = entry.history.iter().map(seen).collect();
        let more = entry.seen.saturating_sub(told.len());
        if more > 0 {
            told.push(format!("and {more} more"));
        }
        list(page, &told);
    }
    page.push_str("</div>\n");
}

fn source(page: &mut String, entry: &Entry) {
    match &entry.source {
        None => page.push_str("<p>No source is known.</p>\n"),
        Some(source) => {
            let verdicts: Vec<String> = source.verdicts.iter().map(|one| verdict(one)).collect();
            let _ = writeln!(
                page,
                "<p>Source: {}. The quotation is {}.</p>",
                escaped(&source.place),
                verdicts.join(", ")
            );
            let changes = source.changes.iter();
            let told: Vec<String> = changes
                .map(|one| format!("{}: {}", one.kind, escaped(&one.to_string())))
                .collect();
            list(page, &told);
        }
    }
}

fn verdict(word: &str) -> String {
    match word {
        "altered" => format!("<span class=\"altered\">{word}</span>"),
        _ => word.to_owned(),
    }
}

fn seen(seen: &Seen) -> String {
    let version = seen.version.map(|number| format!(" (version {number})"));
    format!(
        "{}{}, paragraph {}: <q dir=\"auto\">{}</q>",
        escaped(&seen.statement),
        version.unwrap_or_default(),
        seen.paragraph,
        escaped(&seen.text)
    )
}

fn list(page: &mut String, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.push_str("<ul>\n");
    for item in items {
        let _ = writeln!(page, "<li>{item}</li>");
    }
    page.push_str("</ul>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_statement_are_no_markup() {
        let page = html(&Sheet {
            statements: vec![OfStatement {
                statement: "<script>&\"\u{7}".to_owned(),
                date: String::new(),
                quotations: Vec::new(),
            }],
        });
        assert!(page.contains("<h2>&lt;script&gt;&amp;&quot;\u{FFFD}</h2>"));
    }
}
