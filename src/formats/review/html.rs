//! A review on paper: one page to print, with room to write. No script, nothing that
//! is fetched.

use std::fmt::Write;

use crate::formats::page::escaped;
use crate::model::{Locale, ReviewRow, ReviewSheet};

const STYLE: &str = "
@page { size: A4 landscape; margin: 12mm 10mm 14mm; }
body { font: 10.5pt/1.4 \"Noto Serif\", Georgia, serif; margin: 1em; color: #000; background: #fff; }
h1 { font-size: 15pt; margin: 0 0 .2em; overflow-wrap: anywhere; }
p { margin: 0 0 .5em; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
thead { display: table-header-group; }
th { text-align: start; background: #e4e4e4; }
th, td { border: 1px solid #777; padding: 3px 6px; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
.unit { width: 4.2em; } .room { width: 25%; }
td.unit { font: 9pt/1.4 sans-serif; }
.lines { display: block; margin: .5em 0 0; padding: 0; font: 8.5pt/1.35 \"Noto Sans\", Arial, sans-serif; color: #333; white-space: pre-wrap; direction: ltr; text-align: left; }
.notes { color: #555; font-style: italic; }
.locked td { background: #f0f0f0; color: #444; }
.ask { min-height: 3.2em; }
[lang|=ug], [lang=kk-Arab] { font: 13pt/1.6 \"UKIJ Tuz\", \"Microsoft Uyghur\", \"Noto Naskh Arabic\", \"Scheherazade New\", \"DejaVu Sans\", serif; }
[lang|=zh] { font-family: \"Noto Serif CJK SC\", \"Songti SC\", SimSun, serif; }
[lang=zh-Hant] { font-family: \"Noto Serif CJK TC\", \"Songti TC\", PMingLiU, serif; }
@media print { body { margin: 0; } th, .locked td { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
";

/// The page. The same review gives the same bytes.
pub fn write(sheet: &ReviewSheet) -> String {
    let mut page = head(sheet);
    for row in &sheet.rows {
        push(&mut page, row, sheet);
    }
    page.push_str("</tbody>\n</table>\n</body>\n</html>\n");
    page
}

fn head(sheet: &ReviewSheet) -> String {
    let name = escaped(&sheet.statement);
    let (source, target, day) = (
        escaped(&sheet.source.to_string()),
        escaped(&sheet.target.to_string()),
        escaped(&sheet.day),
    );
    format!(
        "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>Review: {name} ({target})</title>
<style>{STYLE}</style>
</head>
<body>
<h1>Review: {name}</h1>
<p>From {source} into {target}. {day}. Read by: ____________________ on: ______________</p>
<p>Write beside the translation what should stand there. \u{27E6}1\u{27E7} and the like stand for bold, links and \
footnotes: keep them. Rows in grey are not for translation.</p>
<table>
<thead>
<tr><th class=\"unit\" scope=\"col\">unit</th><th scope=\"col\">source</th><th scope=\"col\">target</th><th class=\"room\" scope=\"col\">correction</th></tr>
</thead>
<tbody>
"
    )
}

/// A row. The id of the export is for files; on paper the unit is enough.
fn push(page: &mut String, row: &ReviewRow, sheet: &ReviewSheet) {
    let unit = row.id.rsplit('/').next().unwrap_or_default();
    let locked = if row.translate {
        ""
    } else {
        " class=\"locked\""
    };
    // Nothing can go wrong when a string is written to.
    let _ = writeln!(
        page,
        "<tr{locked}><td class=\"unit\">{}</td><td><span{}>{}</span>{}</td><td><div{}>{}</div>{}{}</td><td{}></td></tr>",
        escaped(unit),
        language(&sheet.source),
        escaped(&row.source),
        lines("lines", &row.terms),
        language(&sheet.target),
        escaped(&row.target),
        lines("lines", &row.findings),
        lines("lines notes", &row.notes),
        if row.translate { " class=\"ask\"" } else { "" }
    );
}

/// The language of a text and its direction.
fn language(locale: &Locale) -> String {
    let direction = if locale.is_right_to_left() {
        "rtl"
    } else {
        "ltr"
    };
    format!(
        " lang=\"{}\" dir=\"{direction}\"",
        escaped(&locale.to_string())
    )
}

fn lines(class: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "<span class=\"{class}\">{}</span>",
        escaped(&lines.join("\n"))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_statement_are_no_markup_and_uyghur_runs_to_the_left() {
        let page = write(&ReviewSheet {
            export: "0123456789ab".to_owned(),
            statement: "a<b>.txt".to_owned(),
            day: "2026-01-02".to_owned(),
            glossary: String::new(),
            source: Locale::english(),
            target: "ug".parse().expect("a tag"),
            rows: vec![ReviewRow {
                id: "0123456789ab/p1.s1".to_owned(),
                translate: true,
                source: "<script>x</script>".to_owned(),
                target: "\"1\"".to_owned(),
                terms: vec!["a & b".to_owned()],
                findings: vec!["<img src=x>".to_owned()],
                notes: vec!["<i>".to_owned()],
            }],
        });
        assert!(!page.contains("<script") && !page.contains("<img"));
        assert!(page.contains("<td class=\"unit\">p1.s1</td>"));
        assert!(page.contains("<div lang=\"ug\" dir=\"rtl\">&quot;1&quot;</div>"));
        assert!(page.contains("a &amp; b") && !page.contains("0123456789ab"));
    }
}
